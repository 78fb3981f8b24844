"""Take from a page what costs a parser more than it is worth: boundless nesting, heaps of attributes."""

from __future__ import annotations

import re
from collections import Counter

from ...expression import expression

DEEPEST = 800  # elements within one another; browsers stop at about 500
FORMATTING_DEEPEST = 8  # the parser opens these again in every paragraph
MOST_ATTRIBUTES = 400
_LONG = 4000  # characters of attributes from which on they are counted

_TOKEN = expression(
    r"<!--(?:-?>|.*?(?:--!?>|\Z))"  # a comment
    r"|<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b.*?(?:</(?P=raw)\b|\Z)"
    r"|<(?P<close>/?)(?P<name>[a-z][^\s/>]*+)"
    r"(?P<attributes>(?:[\s/]*+[^\s/>][^\s/>=]*+"
    r"(?:\s*+=\s*+(?:\"[^\"]*+\"?+|'[^']*+'?+|[^\s>\"'][^\s>]*+)?+)?+)*+)[\s/]*+>?+",
    re.I | re.S,
)
_VALUE = expression(r"=\s*+(?:\"[^\"]*+\"?+|'[^']*+'?+)|[^\s/=]++")
_WITHOUT_END = """
area base br col embed frame hr img input link meta param source track wbr html head body p li dd dt td
th tr tbody thead tfoot option optgroup colgroup caption rb rt rp
"""
_SHALLOW = frozenset(_WITHOUT_END.split())  # those that the next of their kind closes, too
_FORMATTING = frozenset(
    ("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_PHRASES = "a abbr acronym bdo cite del dfn ins kbd label mark q samp span sub sup var"
_INLINE = _FORMATTING | frozenset(_PHRASES.split())


def tame(page: str) -> str:
    """The page with the same text, but nested no deeper than DEEPEST, in time linear to its length.

    A block element that goes deeper becomes a line break.
    """
    opened: Counter[str] = Counter()
    dropped: Counter[str] = Counter()
    depth = formatting = 0
    pieces: list[str] = []
    at = 0
    for token in _TOKEN.finditer(page):
        name = token["name"]
        if name is None:
            continue
        name = name.lower()
        if (
            len(token["attributes"]) > _LONG
            and len(_VALUE.findall(token["attributes"])) > 2 * MOST_ATTRIBUTES
        ):
            pieces += page[at : token.start()], f"<{token['close']}{name}>"
            at = token.end()
        if name in _SHALLOW:
            continue
        small = name in _FORMATTING
        if token["close"]:
            if dropped[name]:
                dropped[name] -= 1
                pieces.append(page[at : token.start()])
                at = token.end()
            elif opened[name]:
                opened[name] -= 1
                depth -= 1
                formatting -= small
        elif depth >= DEEPEST or (small and formatting >= FORMATTING_DEEPEST):
            dropped[name] += 1
            pieces += page[at : token.start()], "" if name in _INLINE else "<br>"
            at = token.end()
        else:
            opened[name] += 1
            depth += 1
            formatting += small
    return "".join((*pieces, page[at:])) if pieces else page

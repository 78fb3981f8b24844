"""How wide a text is where letters are of one width and Chinese characters of two, and how it is made to fit.

What a terminal of either kind may show as wide (quotation marks, arrows) is counted as wide.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from ..expression import expression

WIDTH = 80  # columns of a page
CUT = "…"
_WIDE = frozenset("WFA")
_NONE = frozenset(["Mn", "Me", "Cf"])
# of escaped Markdown, what must stay whole: a sign with its backslash, an entity, the mark of bold
_PIECE = expression(r"\\.|&\w+;|\*\*|.", re.DOTALL)
# what Markdown takes for the beginning of a list, a quotation or a rule
_MARK = expression(r"^(\d*)([-+=>.)])")


def columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(map(_of, text))


def _of(sign: str) -> int:
    if unicodedata.category(sign) in _NONE:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in _WIDE else 1


def cut(text: str, room: int) -> str:
    """Escaped Markdown in so many columns: what is too long loses its middle, for the noun stands last."""
    if columns(text) <= room:
        return text
    pieces = _PIECE.findall(text)
    left = room - columns(CUT)
    head, width = _taken(pieces, left - left // 2)
    tail, _ = _taken(pieces[::-1], left - width)
    return "".join(head).rstrip() + CUT + "".join(reversed(tail)).lstrip()


def _taken(pieces: Sequence[str], room: int) -> tuple[list[str], int]:
    taken: list[str] = []
    used = 0
    for piece in pieces:
        wide = columns(piece)
        if used + wide > room:
            break
        taken.append(piece)
        used += wide
    return taken, used


def wrapped(text: str, first: str = "", rest: str = "") -> Iterator[str]:
    """Lines of escaped Markdown, broken at blanks, and in a run that is wider than a line where it must be.

    The lines begin with `first` and then with `rest`, and what stands behind these does not begin as a list,
    a quotation or a rule does.
    """
    before, line = first, ""
    room = WIDTH - 1 - max(columns(first), columns(rest))
    for word in re.split(" +", text.strip()):
        between = " "
        for part in _parts(word, room):
            whole = line + between + part if line else _no_mark(part)
            if line and columns(before + whole) > WIDTH:
                yield before + line + "\n"
                before, whole = rest, _no_mark(part)
            line, between = whole, ""
    yield before + line + "\n"


def _no_mark(part: str) -> str:
    """The beginning of a line, as text."""
    return _MARK.sub(r"\1\\\2", part)


def _parts(word: str, room: int) -> Iterator[str]:
    """A word in pieces, each of which fits a line."""
    part, used = "", 0
    for piece in _PIECE.findall(word):
        wide = columns(piece)
        if part and used + wide > room:
            yield part
            part, used = "", 0
        part, used = part + piece, used + wide
    yield part


def shared(widths: Sequence[int], room: int, bends: int) -> list[int]:
    """The columns that each cell of a line gets: the one that `bends` gives way first, then the widest."""
    least = min(widths[bends], 12)
    others = sum(widths) - widths[bends]
    if others + least <= room:
        return [min(width, room - others) if at == bends else width for at, width in enumerate(widths)]
    cap = room // len(widths)
    while sum(min(width, cap + 1) for width in widths) <= room:
        cap += 1
    return [min(width, cap) for width in widths]

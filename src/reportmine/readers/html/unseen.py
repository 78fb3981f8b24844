"""Text that a page's source holds and no browser shows as its own, in scripts, noscript, frames, template."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from ...expression import expression
from ...text.ideographs import RANGE

_KEPT = expression(
    r"<!--(?:-?>|.*?(?:-->|\Z))"
    r"|<(?P<name>script|noscript|template|textarea|xmp)\b[^<>]*+>(?P<body>.*?)(?:</(?P=name)\b|\Z)"
    r"|\bsrcdoc\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)')",
    re.I | re.S,
)
_CODED = expression(r"\\u([0-9a-f]{4})", re.I)
_PIECE = expression(r"""[^<>"'`\\\r\n]+""")
_TAG = expression(r"<[^<>]*>")
_IDEOGRAPH = expression(f"[{RANGE}]")
_INLINE = expression(r"</?(?:b|strong|em|i|u|span|font|a|sup|sub)\b[^<>]*>", re.I)


def unseen(page: str) -> Iterator[str]:
    """The pieces of such text that hold a whole sentence, in order."""
    for hit in _KEPT.finditer(page):
        held = hit["body"] or hit["double"] or hit["single"]
        if held:
            yield from _sentences(held)


def _sentences(held: str) -> Iterator[str]:
    text = _CODED.sub(lambda code: chr(int(code[1], 16)), held)
    if "&" in text:
        text = unescape(text)
    if not _IDEOGRAPH.search(text):
        return
    text = _TAG.sub("\n", _INLINE.sub("", text))
    for piece in _PIECE.findall(text):
        if "。" in piece:
            yield piece

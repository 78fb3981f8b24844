"""The encoding of a page: what it declares, held against what its bytes are."""

from __future__ import annotations

import re

from ...expression import expression
from ..decoding import Decoded, decode

_DECLARED = expression(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I
)
_FRONT = 100_000  # bytes in which a declaration is sought
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_CODECS = {
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "gb_2312-80", "cp936", "936", "euc-cn"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cp950", "950"), "big5hkscs"),
}
# bytes of characters by their lead: those listed first, the common ones
_COMMON = {"gb18030": ("gb2312", 0xA1, 0xD8), "big5hkscs": ("big5", 0xA1, 0xC7)}
_ASCII = expression(r"[\x00-\x7f]+")


def decode_page(data: bytes, declared: str | None = None) -> Decoded:
    """The page's text. What its head says, or `declared`, counts only where the bytes bear it out.

    Raises Unreadable.
    """
    if not data.startswith(_MARKS) and 10 * data.count(0) <= len(data):
        try:
            return Decoded(data.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
        for name in (declared, _declared(data)):
            if name and (read := _as_declared(data, name)) is not None:
                return read
    return decode(data)


def _declared(data: bytes) -> str | None:
    hit = _DECLARED.search(data, 0, _FRONT)
    return hit[1].decode("ascii", "replace") if hit else None


def _as_declared(data: bytes, name: str) -> Decoded | None:
    """The text in a declared Chinese encoding, if it reads as Chinese in it and better than in the other."""
    codec = _CODECS.get(name.strip().lower().replace("_", "-").replace("gb-2312-80", "gb_2312-80"))
    if codec is None:
        return None
    best = max(_COMMON, key=lambda one: _share(data, one) + (0.1 if one == codec else 0))
    if best != codec or _share(data, codec) < 0.5:
        return None
    text = data.decode(codec, "replace")
    return Decoded(text, codec, text.count("\ufffd"))


def _share(data: bytes, codec: str) -> float:
    """The share of common characters among those beyond ASCII, if the data are in the encoding."""
    text = _ASCII.sub("", data.decode(codec, "replace"))
    encoding, low, high = _COMMON[codec]
    leads = text.encode(encoding, "ignore")[::2]
    return sum(low <= lead < high for lead in leads) / max(1, len(text))

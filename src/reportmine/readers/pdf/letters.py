"""Characters as PDF fonts map them: radicals for ideographs, halves of a pair, what has no meaning at all."""

from __future__ import annotations

import unicodedata
from functools import cache

# CJK Radicals Supplement has no compatibility decompositions; these are the ones that are whole words too
_RADICALS = dict(
    zip(
        "⺎⺒⺓⺝⺟⺠⺧⺩⺪⺬⺮⺰⺶⺻⺼⺽⻁⻄⻅⻆⻉⻋⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "兀巳幺月母民牛王疋示竹纟羊聿肉臼虎西见角贝车長镸长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_COMPATIBLE = (
    (0x2E80, 0x2FDF),  # radicals
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0x2F800, 0x2FA1F),
)
_BLANKS = frozenset("\t \u00a0\u1680\u2007\u202f\u205f\u3000") | set(map(chr, range(0x2000, 0x200B)))
_HYPHENS = {0x2: "-", 0xFFFE: "-"}  # what PDFium puts for a hyphen at the end of a line
_REPLACEMENT = "\ufffd"
_GARBAGE = frozenset(("Cc", "Co", "Cn", "Cs"))  # control, private use, not assigned, half a pair


@cache
def letter(code: int) -> str:
    """The character for a code that PDFium gives: "" for what shows nothing."""
    if code in _HYPHENS:
        return _HYPHENS[code]
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return _REPLACEMENT
    sign = chr(code)
    if code < 0x2E80:
        return "" if code < 32 or 0x7F <= code < 0xA0 or unicodedata.category(sign) == "Cf" else sign
    if any(first <= code <= last for first, last in _COMPATIBLE):
        usual = _RADICALS.get(sign) or unicodedata.normalize("NFKC", sign)
        return usual if len(usual) == 1 else sign
    return "" if sign == "\ufeff" else sign


def blank(sign: str) -> bool:
    """Whether it is a blank of any width."""
    return sign in _BLANKS


@cache
def garbage(code: int) -> bool:
    """Whether a code says nothing: what is left of a font without a Unicode map."""
    if code in _HYPHENS or code in (9, 10, 13):
        return False
    return code > 0x10FFFF or code == 0xFFFD or unicodedata.category(chr(code)) in _GARBAGE


@cache
def wide(sign: str) -> bool:
    """Whether it is as wide as an ideograph, and stands without blanks around it."""
    return unicodedata.east_asian_width(sign) in "WF" or sign in "“”‘’…—·"

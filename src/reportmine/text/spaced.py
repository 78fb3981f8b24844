"""Blanks inside numbers, which print and page layout leave: 7 4 7 7 2 亿元, 816 000吨, 12. 3亿元, 1000  万元.

The mark of a note that stands there is left out, too (1.2⁸万人).

The principle: a blank is left out where what it parts is one number, or a number and its unit. A row of a
table and a list (1 2 3) are several numbers: a blank is only left out before a unit, or in a text whose
numbers are letter-spaced throughout.
"""

from __future__ import annotations

from collections.abc import Callable

from ..rules.expressions import later
from .ideographs import RANGE, is_ideograph

Span = tuple[int, int]
IsUnit = Callable[[str, int], bool]  # whether a magnitude or a unit begins at a place

_SINGLES = later(r"(?<![\d.,]|\d )\d(?: ?[.,·] ?\d(?!\d)| \d(?!\d))++(?![\d.])")
_PLAIN = later(r"\d{2,}")
_GROUPS = later(r"(?<![\d.,A-Za-z/]|\d |[第表图号附]|附件)[1-9]\d{0,2}(?: \d{3})++(?:\.\d++)?+(?![\d.])")
_POINT = later(rf"(?<=[{RANGE}(（至—~])(?<![图表注条款项第])\d++(?:\. \d++| \. ?\d++)(?![\d.])")
_COMMAS = later(rf"(?<=[{RANGE}])\d{{1,3}}(?:, ?\d{{3}})++(?:\.\d++)?+(?![\d.,])")
_YEAR = later(r"(?<![\d.,]|\d )[12] [09] \d \d(?= ?年)")
_APART = later(r"(?<=\d) {2,6}(?=[^\s\d])")  # between a number and its unit
_MARK = later(  # of a note: 1.2⁸万人; 10⁸ is a power
    # what it begins with is asked first: it is sought in all the text
    r"(?=[¹²³⁴-⁹⁰\[〔【①-⑳])(?<=\d)(?<![xX×*·]\s?10)(?<![xX×*·]10)"
    r"(?:[¹²³⁴-⁹⁰]{1,2}|[\[〔【]\d{1,2}[\]〕】]|[①-⑳])(?=[^\s\d¹²³⁴-⁹⁰])"
)
_SIZED = later(r"(?<=\d ?[万亿]) (?=[^\s\d])|(?<=百分之) (?=[\d〇零一二三四五六七八九十])")
_BLANK = later(" +")
SPACED_TEXT = 5  # so many letter-spaced numbers, and more than plain ones, make a letter-spaced text


def cuts(text: str, is_unit: IsUnit) -> list[Span]:
    """The spans of what stands inside numbers and before their units in a folded text: blanks and notes."""
    marks = [hit.span() for hit in _MARK.finditer(text) if is_unit(text, hit.end())]
    if " " not in text:
        return marks
    singles = [hit.span() for hit in _SINGLES.finditer(text) if " " in hit[0]]
    throughout = len(singles) >= SPACED_TEXT and len(singles) > sum(1 for _ in _PLAIN.finditer(text))
    found = [
        span
        for span in singles
        if throughout or (_long(text, *span) and _led(text, span[0]) and _measured(text, span[1], is_unit))
    ]
    found += [hit.span() for hit in _YEAR.finditer(text)]
    for pattern in (_GROUPS, _POINT, _COMMAS):
        found += [hit.span() for hit in pattern.finditer(text) if _measured(text, hit.end(), is_unit)]
    blanks = {blank.span() for a, b in found for blank in _BLANK.finditer(text, a, b)}
    blanks.update(marks)
    blanks.update(hit.span() for hit in _APART.finditer(text) if is_unit(text, hit.end()))
    blanks.update(
        hit.span()
        for hit in _SIZED.finditer(text)
        if text[hit.start() - 1] == "之" or is_unit(text, hit.end())
    )
    return sorted(blanks)


def _long(text: str, start: int, end: int) -> bool:
    """Whether a row of single digits is more than two of them, or has a point: 1 3家 may be two numbers."""
    row = text[start:end]
    return "." in row or sum(char.isdigit() for char in row) > 2


def _led(text: str, at: int) -> bool:
    """Whether words stand before a number on its line: no row of a list begins with it."""
    before = text[max(0, at - 2) : at].rstrip(" ")
    return bool(before) and is_ideograph(before[-1])


def _measured(text: str, at: int, is_unit: IsUnit) -> bool:
    at += text[at : at + 1] == " "
    return is_unit(text, at)

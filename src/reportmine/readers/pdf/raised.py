"""Raised digits: a note's number (人口⁶22.1万人), an exponent (10⁸), apart from the digits of a figure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ..document import raised
from .sheet import Glyph

SMALL = 0.8  # of the size of the sign beside it
RISE = 0.15  # of that size, the least by which its baseline is higher
BESIDE = 0.4  # of that size, the widest gap to it
MOST = 5  # signs: no note has a longer number
_PARTS = frozenset(",，、-–—*")  # between the numbers of several notes


def with_raised(glyphs: Sequence[Glyph]) -> Sequence[Glyph]:
    """A line from left to right; digits that stand small and high beside a sign are raised ones."""
    if len({glyph.size for glyph in glyphs}) == 1:
        return glyphs
    made: list[Glyph] = []
    for _, group in groupby(glyphs, key=lambda glyph: (glyph.size, glyph.y)):
        run = list(group)
        end = len(made) + len(run)
        if _are_raised(run, made[-1] if made else None, glyphs[end] if end < len(glyphs) else None):
            run = [glyph._replace(sign=raised(glyph.sign)) for glyph in run]
        made += run
    return made


def _are_raised(run: Sequence[Glyph], before: Glyph | None, after: Glyph | None) -> bool:
    if len(run) > MOST or not all(glyph.sign.isdecimal() or glyph.sign in _PARTS for glyph in run):
        return False
    return any(
        other is not None
        and gap <= BESIDE * other.size
        and all(glyph.size <= SMALL * other.size and glyph.y - other.y >= RISE * other.size for glyph in run)
        for other, gap in (
            (before, run[0].left - before.right if before else 0.0),
            (after, after.left - run[-1].right if after else 0.0),
        )
    )

"""Where in its sentence a figure stands: its record repeats the sentence, but not where that begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..records import Indicator

BESIDE = 4  # figures to either side that are looked at: a long list may have hundreds


class Offsets:
    """The figures of one report, each with its place in its sentence."""

    def __init__(self, figures: Sequence[Indicator]) -> None:
        self._figures = sorted(figures, key=lambda one: one.start)
        self._starts = [one.start for one in self._figures]

    def at(self, one: Indicator) -> int | None:
        """The offset in its sentence: of several places that where most figures around stand as written, and
        not the end of a longer number, as the 5年 of 2025年. None where it does not stand there."""
        best: tuple[int, bool, int] | None = None
        at = one.sentence.find(one.text)
        while at >= 0:
            fits = self._fits(one, one.start - at)
            whole = not (one.text[:1].isdecimal() and one.sentence[max(0, at - 1) : at].isdecimal())
            if fits is not None and (best is None or (fits, whole) > best[:2]):
                best = fits, whole, at
            at = one.sentence.find(one.text, at + 1)
        return None if best is None else best[2]

    def _fits(self, one: Indicator, first: int) -> int | None:
        """How many figures beside it stand as written in a sentence from there; None where one does not."""
        known, last = 0, first + len(one.sentence)
        here = bisect_left(self._starts, one.start)
        for other in self._figures[max(0, here - BESIDE) : here + BESIDE + 1]:
            if first <= other.start and other.end <= last:
                if one.sentence[other.start - first : other.end - first] != other.text:
                    return None
                known += 1
        return known

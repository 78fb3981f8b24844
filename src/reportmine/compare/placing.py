"""The words around a figure: its sentence before it and after it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..records import Indicator
from ..text.fold import fold

OPEN, CLOSE = "⟦", "⟧"  # around the figure, in what rules of aims look at
BESIDE = 4  # figures to either side that are looked at: a long list may have hundreds
_STOPS = "。；;\n"


class Places:
    """Where in its sentence each figure of a report stands: the record of a figure repeats the sentence."""

    def __init__(self, figures: Sequence[Indicator]) -> None:
        self._figures = sorted(figures, key=lambda one: one.start)
        self._starts = [one.start for one in self._figures]

    def marked(self, one: Indicator) -> str:
        """The part of its sentence between full stops and semicolons, folded, the figure in ⟦ ⟧.

        Nothing where the figure as written does not stand in the sentence.
        """
        at = self._at(one)
        if at is None:
            return ""
        text = fold(one.sentence)
        end = at + len(one.text)
        first = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
        stops = [place for stop in _STOPS if (place := text.find(stop, end)) >= 0]
        last = min(stops, default=len(text))
        return f"{text[first:at]}{OPEN}{text[at:end]}{CLOSE}{text[end:last]}"

    def _at(self, one: Indicator) -> int | None:
        """The offset in its sentence: of several places that where most figures around stand as written, and
        not the end of a longer number, as the 5年 of 2025年."""
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

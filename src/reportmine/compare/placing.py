"""The words around a figure: its sentence before it and after it."""

from __future__ import annotations

from collections.abc import Sequence

from ..metrics.offsets import Offsets
from ..records import Indicator
from ..text.fold import fold

OPEN, CLOSE = "⟦", "⟧"  # around the figure, in what rules of aims look at
_STOPS = "。；;\n"


class Places:
    """Where in its sentence each figure of a report stands: the record of a figure repeats the sentence."""

    def __init__(self, figures: Sequence[Indicator]) -> None:
        self._offsets = Offsets(figures)

    def marked(self, one: Indicator) -> str:
        """The part of its sentence between full stops and semicolons, folded, the figure in ⟦ ⟧.

        Nothing where the figure as written does not stand in the sentence.
        """
        at = self._offsets.at(one)
        if at is None:
            return ""
        text = fold(one.sentence)
        end = at + len(one.text)
        first = max(text.rfind(stop, 0, at) for stop in _STOPS) + 1
        stops = [place for stop in _STOPS if (place := text.find(stop, end)) >= 0]
        last = min(stops, default=len(text))
        return f"{text[first:at]}{OPEN}{text[at:end]}{CLOSE}{text[end:last]}"

"""Series that go on from report to report: which figure of the next one continues which of them.

What `align` does with two lists, with an index of the one that grows: the series are not read through again
for each report, so that many reports take time in proportion to their number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ..metrics.keys import Metric
from .alignment import BESIDE, MERGE, SAME_WORDS, Alignment, Table, likeness, paired
from .index import Index

_FLOOR = MERGE - 2 * BESIDE  # below which not even both neighbours raise a likeness to MERGE


class Heads:
    """The last figure of each series."""

    def __init__(self) -> None:
        self.metrics: list[Metric] = []
        self._index = Index(_FLOOR)
        self._said: dict[object, list[int]] = defaultdict(list)

    def begin(self, metric: Metric) -> None:
        """A series more."""
        self.metrics.append(metric)
        self._enter(len(self.metrics) - 1)

    def go_on(self, place: int, metric: Metric) -> None:
        """A series has a figure more."""
        self.metrics[place] = metric
        self._enter(place)

    def _enter(self, place: int) -> None:
        metric = self.metrics[place]
        self._index.enter(place, metric)
        self._said[metric.said].append(place)

    def continued(self, new: Sequence[Metric], *, timeless: bool = False) -> Alignment:
        """Which series the figures of one report continue; `timeless`: of whatever year they are."""
        verbatim = dict.fromkeys(self._verbatim(new, timeless), SAME_WORDS)
        table: Table = {}
        for n, metric in enumerate(new):
            for o in self._index.alike(metric):
                like = likeness(self.metrics[o], metric, timeless=timeless)
                if like is not None and like.score >= _FLOOR:
                    table[o, n] = like
        return paired(dict(sorted(table.items())), verbatim, self.metrics, new, MERGE)

    def _verbatim(self, new: Sequence[Metric], timeless: bool) -> Iterator[tuple[int, int]]:
        taken: set[int] = set()
        for n, metric in enumerate(new):
            for o in self._said.get(metric.said, ()):
                head = self.metrics[o]
                if o not in taken and head.said == metric.said and (timeless or head.when == metric.when):
                    taken.add(o)
                    yield o, n
                    break

"""Series that go on from report to report: which figure of the next one continues which of them.

What `align` does with two lists, with an index of the one that grows: the series are not read through again
for each report, so that many reports take time in proportion to their number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from ..metrics.keys import Bag, Metric
from .alignment import MERGE, SAME_WORDS, Alignment, Table, likeness, paired

_FLOOR = MERGE - 0.08  # below which not even both neighbours raise a likeness to MERGE
# Two names are that alike only if words, or characters, of this part of the one stand in the other: from
# c / (c + 0.6 l) > (_FLOOR - 0.05) / 0.95, where l is what the other lacks
_SHARED = 0.58

_Bucket = tuple[str, str, str, bool, frozenset[tuple[str, frozenset[str]]]]


class Heads:
    """The last figure of each series."""

    def __init__(self) -> None:
        self.metrics: list[Metric] = []
        # what cannot be compared stands apart: buckets by unit, role, status, rank or not, and opposed words
        self._words: dict[_Bucket, dict[str, set[int]]] = {}
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
        # words that stood in an earlier figure of the series stay: they only lead to one more comparison
        metric = self.metrics[place]
        for bucket in _buckets(metric):
            words = self._words.setdefault(bucket, defaultdict(set))
            said = (metric.phrase, metric.account, metric.around, metric.actor, _characters(metric))
            for mark in {*metric.traits}.union(*said):
                words[mark].add(place)
        self._said[metric.said].append(place)

    def continued(self, new: Sequence[Metric], *, timeless: bool = False) -> Alignment:
        """Which series the figures of one report continue; `timeless`: of whatever year they are."""
        verbatim = dict.fromkeys(self._verbatim(new, timeless), SAME_WORDS)
        table: Table = {}
        for n, metric in enumerate(new):
            for o in self._alike(metric):
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

    def _alike(self, metric: Metric) -> set[int]:
        """The series that have enough of the words of a figure's name to be alike."""
        found: set[int] = set()
        for bucket in _buckets(metric):
            words = self._words.get(bucket)
            if words is None:
                continue
            for bag in (metric.words, metric.item, metric.phrase, metric.account):
                found.update(*(words[mark] for mark in _telling(bag, words)))
            spelled = set[int]().union(*(words[mark] for mark in _telling(_characters(metric), words)))
            found.update(o for o in spelled if not metric.words.keys().isdisjoint(self.metrics[o].words))
            if metric.figure.concept is not None:
                found |= words.get(f"#{metric.figure.concept}", set())
        return found


def _buckets(metric: Metric) -> Iterator[_Bucket]:
    one = metric.figure
    musts = frozenset(metric.musts.items())
    for unit in metric.units:
        yield unit, metric.role, one.status, one.kind == "rank", musts


def _characters(metric: Metric) -> Bag:
    """The characters of a name: names may be cut into words differently."""
    return dict(Counter(f"~{character}" for character in metric.name))


def _telling(bag: Bag, words: dict[str, set[int]]) -> Iterator[str]:
    """The rarest words of a name of which one must stand in any other that is alike."""
    left = sum(bag.values())
    needed = _SHARED * left
    for mark in sorted(bag, key=lambda word: (len(words.get(word, ())), word)):
        if left < needed:
            return
        if mark in words:
            yield mark
        left -= bag[mark]

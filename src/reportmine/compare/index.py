"""Figures by the words of their names, so that two lists are compared without comparing all with all.

A likeness is at most that of the names, and names are that alike only if words, or characters, of a part of
the one stand in the other. So the rarest words of a name are enough to find all that may be as alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from ..metrics.metric import Bag, Metric

_Bucket = tuple[str, str, str, bool, frozenset[tuple[str, frozenset[str]]]]
_SETTING = 0.05  # what a likeness has at most from where the two are said
_ROUNDED = 0.0001  # what rounding may add to it


class Index:
    """Figures by place, of those that may be alike from a likeness on."""

    def __init__(self, least: float, *, across: bool = False) -> None:
        # a score is 0.95 of the names and 0.05 of the setting; names weigh c / (c + 0.6 l) at most, where l
        # is what the other lacks of c + l: the part c / (c + l) follows
        names = (least - _SETTING - _ROUNDED) / (1 - _SETTING)
        self._part = 0.6 * names / (1 - 0.4 * names)
        self._across = across
        # what cannot be compared stands apart: buckets by unit, role, status, rank or not, and opposed words
        self._words: dict[_Bucket, dict[str, set[int]]] = {}
        self._named: dict[int, Bag] = {}

    def enter(self, place: int, metric: Metric) -> None:
        """A figure more, or the next of a place.

        Words that stood in an earlier figure of the place stay: they only lead to one more comparison.
        """
        self._named[place] = metric.words
        said = (metric.phrase, metric.account, metric.around, metric.actor, _characters(metric))
        marks = {*metric.traits}.union(metric.item, *said)
        for bucket in self._buckets(metric):
            words = self._words.setdefault(bucket, defaultdict(set))
            for mark in marks:
                words[mark].add(place)

    def alike(self, metric: Metric) -> set[int]:
        """The places that have enough of the words of a figure's name to be alike."""
        found: set[int] = set()
        spelling = _characters(metric)
        for bucket in self._buckets(metric):
            words = self._words.get(bucket)
            if words is None:
                continue
            for bag in (metric.words, metric.item, metric.phrase, metric.account):
                found.update(*(words[mark] for mark in self._telling(bag, words)))
            spelled = set[int]().union(*(words[mark] for mark in self._telling(spelling, words)))
            found.update(o for o in spelled if not metric.words.keys().isdisjoint(self._named[o]))
            if metric.figure.concept is not None:
                found |= words.get(f"#{metric.figure.concept}", set())
        return found

    def _buckets(self, metric: Metric) -> Iterator[_Bucket]:
        one = metric.figure
        musts = frozenset(metric.musts.items())
        for unit in metric.units:
            yield unit, metric.role, "" if self._across else one.status, one.kind == "rank", musts

    def _telling(self, bag: Bag, words: dict[str, set[int]]) -> Iterator[str]:
        """The rarest words of a name of which one must stand in any other that is alike."""
        left = sum(bag.values())
        needed = self._part * left
        for mark in sorted(bag, key=lambda word: (len(words.get(word, ())), word)):
            if left < needed:
                return
            if mark in words:
                yield mark
            left -= bag[mark]


def _characters(metric: Metric) -> Bag:
    """The characters of a name: names may be cut into words differently."""
    return dict(Counter(f"~{character}" for character in metric.name))

"""The figures of reports as they stand in series: of what time, of whom, planned or not, on what terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dataclass import dataclass
from ..metrics.concepts import Concepts, concepts
from ..metrics.keys import Metric, Reader, reader_of
from ..metrics.labels import Trims
from ..records import Report, Status
from ..rules.rule import RuleSet
from ..text.fold import fold
from ..times.period import Period
from .aims import UNLIKE, Aims, aims
from .placing import Places
from .steps import with_steps

TERMS = {"coverage": "part-left-out", "like": "like-basis", "price": "constant-prices"}
"""Flags for the terms on which a change is told, by the parts of rules of aims."""


@dataclass(frozen=True)
class Member:
    """One figure in a series."""

    report: Report
    metric: Metric
    year: str | None
    actor: str | None = None  # who it is of, where that is not the region
    terms: tuple[str, ...] = ()  # flags for the terms on which it is told

    @property
    def place(self) -> str:
        """The part of the region it is of; empty for the whole of it."""
        return self.metric.place or self.metric.tier

    @property
    def status(self) -> Status:
        """What a budget allows is planned, though it is told of among what was done."""
        return "target" if self.metric.budget else self.metric.figure.status

    @property
    def cell(self) -> tuple[object, ...]:
        """What two figures have in common that state the same thing, and contradict each other or not."""
        whose = self.report.region, self.place, self.actor
        told = self.metric.figure.aggregation, self.metric.without, self.terms
        return *whose, self.year, self.status, self.metric.budget, *told


class Members:
    """Reports to members, by one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self._reader: Reader = reader_of(rules)
        self._known: Concepts = concepts(rules)
        self._aims: Aims = aims(rules)

    def of(self, report: Report) -> Iterator[Member]:
        """The figures of a report, in document order."""
        places = Places(report.indicators)
        for metric in with_steps(report, self._reader, self._aims):
            if metric.step == "steps":
                continue  # of several that were passed none is the level of any year
            terms = self._terms(places.marked(metric.figure)) if metric.role == "change" else ()
            actor = _actor(metric, self._known.trim)
            yield Member(report, metric, self._year(metric, report), actor, terms)

    def _terms(self, marked: str) -> tuple[str, ...]:
        return tuple(TERMS[part] for part in UNLIKE if self._aims.says(part, marked))

    def _year(self, metric: Metric, report: Report) -> str | None:
        """The year, or years, a figure is of; None where the report does not tell."""
        one = metric.figure
        said = one.period
        if said is None:
            if report.year is None or one.role == "from":
                return None
            return str(report.year + (one.status == "target"))
        span = Period.parse(said)
        if span is None or not span.several:
            # where a change began is of an earlier time than the change: of none known, if it says none
            return None if one.role == "from" and said == str(report.year) else said
        if one.role == "from":
            return str(Period.of(span.first_year - 1))
        # a level is reached in the last of them
        return said if self._in_all(metric) else str(Period.of(span.last_year))

    def _in_all(self, metric: Metric) -> bool:
        """Whether a figure of several years is of all of them: a change, a sum, what was carried out."""
        one = metric.figure
        concept = self._known.get(one.concept)
        if one.role == "change" or one.aggregation or concept is None or concept.sums:
            return True
        if metric.summed or self._reader.carried_out(one):
            return True
        return _in_each_year(metric, self._known.trim.each_year)


def _in_each_year(metric: Metric, words: Sequence[str]) -> bool:
    """Whether a level is told of each of several years, by its name or right before the figure."""
    return any(word in part for word in words for part in (fold(metric.figure.item or ""), metric.before))


def _actor(metric: Metric, trim: Trims) -> str | None:
    """Who a figure is of, where that is neither the region, as for 全市各级机关, nor a place in it."""
    actor = fold(metric.figure.actor or "")
    return None if metric.place or metric.tier or actor.startswith(trim.before) else metric.figure.actor

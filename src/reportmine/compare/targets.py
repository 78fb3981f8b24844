"""Targets of one report held against what the next one says came of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..dataclass import dataclass
from ..metrics.concepts import Concepts, concepts
from ..metrics.conversions import Units, convert
from ..metrics.keys import Metric, several_years, time_of
from ..metrics.precision import step
from ..metrics.spans import Spans, spans
from ..records import REVIEW, Indicator, Report, TargetOutcome
from ..rules.rule import RuleSet
from ..times.period import Period
from .aims import Aims, aims, bound
from .alignment import MERGE, likeness
from .deriving import Derived, derived
from .judging import Judged, judge, reached
from .placing import OPEN, Places

SURE = 0.9  # likeness of names from which a target may be said to be missed
SHOWN = 3  # figures that an outcome names as what there is


@dataclass(frozen=True)
class Side:
    """One report of the two, as targets ask of it."""

    year: int | None
    metrics: Sequence[Metric]
    places: Places

    @staticmethod
    def of(report: Report, metrics: Sequence[Metric]) -> Side:
        """The side of a report with its metrics."""
        return Side(report.year, metrics, Places(report.indicators))


def targets(
    old: Report, new: Report, before: Sequence[Metric], after: Sequence[Metric], rules: RuleSet, scale: Units
) -> Iterator[TargetOutcome]:
    """What the old report sets out to reach, each once and in order, with what the new report says of it."""
    judged = _Judge(Side.of(old, before), Side.of(new, after), rules, scale)
    for aim, again in _once(judged.aims()):
        yield judged.outcome(aim, again)


def _once(all_aims: Iterable[Metric]) -> Iterator[tuple[Metric, list[Indicator]]]:
    """Each target with the places that say it again: the same amount of one concept, in another sentence."""
    heads: list[tuple[Metric, list[Indicator]]] = []
    known: dict[tuple[object, ...], tuple[Metric, list[Indicator]]] = {}
    for aim in all_aims:
        one = aim.figure
        key = (one.concept, one.value, one.value_max, one.unit, one.role, one.period, one.whole, aim.place)
        first = known.get(key) if one.concept is not None else None
        if first is not None and first[0].figure.sentence != one.sentence:
            first[1].append(one)
            continue
        heads.append((aim, []))
        known.setdefault(key, heads[-1])
    return iter(heads)


class _Judge:
    """The two reports, and what is known of their figures."""

    def __init__(self, old: Side, new: Side, rules: RuleSet, scale: Units) -> None:
        self._old, self._new, self._scale = old, new, scale
        self._said: Aims = aims(rules)
        self._known: Concepts = concepts(rules)
        self._spans: Spans = spans(rules)
        self._done = [one for one in new.metrics if one.figure.status == "actual"]
        self._where: dict[str, set[int]] = defaultdict(set)
        for n, one in enumerate(self._done):
            for mark in one.traits:
                self._where[mark].add(n)

    def aims(self) -> Iterator[Metric]:
        """The figures that the old report sets out to reach."""
        for one in self._old.metrics:
            if one.figure.status == "target" and not self._said.says("no-aim", self._words(one)):
                yield one

    def _words(self, aim: Metric) -> str:
        return self._old.places.marked(aim.figure)

    def outcome(self, aim: Metric, again: Sequence[Indicator]) -> TargetOutcome:
        """What came of one target."""
        told = tuple(f"said again at {one.start}" for one in again)
        undue = self._undue(aim.figure)
        if undue is not None:
            return _open(aim, (*told, undue))
        found = self._of_one_thing(aim)
        if due := [one for one in found if self._when_due(aim, one)]:
            return self._held(aim, due, told)
        if not self._said.unlike(self._words(aim), ""):
            levels = derived(aim, self._old.metrics, self._new.metrics, self._known, self._scale)
            if levels is not None:
                return self._by_levels(aim, levels, told)
        return _open(aim, (*told, self._elsewhere(found)))

    def _undue(self, aim: Indicator) -> str | None:
        """Why the new report cannot tell of a target: no year, one that is past or to come."""
        period = Period.parse(aim.period)
        if period is None:
            return "no year is said"
        if self._old.year is not None and period.last_year < self._old.year:
            return f"of {period}, before the year of the old report"
        if self._new.year is not None and not period.over(self._new.year):
            return f"of {period}, and the new report is on {self._new.year}"
        return None

    def _of_one_thing(self, aim: Metric) -> list[Metric]:
        """What the new report says of the metric of a target, whenever it is of: by concept, else by name."""
        places: set[int] = set().union(*(self._where[mark] for mark in aim.traits if mark in self._where))
        like = [(score, self._done[n]) for n in sorted(places) if (score := self._like(aim, self._done[n]))]
        known = [pair for pair in like if pair[1].figure.concept == aim.figure.concept is not None]
        return [one for _, one in sorted(known or like, key=lambda pair: -pair[0])]

    def _like(self, aim: Metric, one: Metric) -> float:
        """How surely two figures are of one metric; 0 where they are not."""
        named = (aim.figure.concept, one.figure.concept)
        if None not in named and named[0] != named[1]:
            return 0.0
        if one.step and not aim.step:
            return 0.0  # that 5万亿元 was passed does not tell whether 5.2 was reached
        if (aim.doing and one.total and not aim.total) or aim.whose != one.whose:
            return 0.0
        if aim.place != one.place or aim.figure.kind != one.figure.kind or not self._same_basis(aim, one):
            return 0.0
        like = likeness(aim, one, across=True, timeless=True, named=True)
        return like.score if like is not None and like.score >= MERGE else 0.0

    def _surely_one(self, aim: Metric, one: Metric) -> bool:
        """Whether two figures are of one metric beyond the doubt that a pair of like names leaves.

        Not where another thing was done, nor a part of what was: 新建改造, of which 改造 is one.
        """
        if aim.doing and one.doing and aim.doing != one.doing:
            return False
        return aim.figure.concept == one.figure.concept is not None or self._like(aim, one) >= SURE

    def _same_basis(self, aim: Metric, one: Metric) -> bool:
        """Whether two changes are against the same; that growth is on a like basis is no other basis."""
        left, right = (
            "" if self._said.says("like", metric.basis + OPEN) else metric.basis for metric in (aim, one)
        )
        return left == right and self._said.of_plan(aim.figure) == self._said.of_plan(one.figure)

    def _when_due(self, aim: Metric, one: Metric) -> bool:
        """Whether a figure is of the time of a target, no more and no less, and adds up likewise."""
        due, period = Period.parse(aim.figure.period), time_of(one.figure, self._new.year)
        if due is not None and period is not None and one.yearly and not aim.yearly and not due.several:
            return due.whole and period.over(due.last_year) and aim.figure.aggregation is None
        if due is None or due != period or (one.flow and not due.several and self._of_several_years(one)):
            return False
        summed = {aim.figure.aggregation, one.figure.aggregation}
        return len(summed) == 1 or (due.several and summed == {None, "sum"})

    def _of_several_years(self, one: Metric) -> bool:
        """Whether it is told under words of several years, of which its period is then only the last."""
        return self._spans.words(one.figure) > 1

    def _held(self, aim: Metric, due: Sequence[Metric], told: tuple[str, ...]) -> TargetOutcome:
        """The outcome by the figures of a target's time; open where they lead to different ones.

        What is said on another coverage than the target counts only where nothing else is said.
        """
        alike = [one for one in due if not self._unlike(aim, one)]
        said = [(one, self._against(aim, one)) for one in alike or due]
        if len({outcome for _, (outcome, _) in said}) > 1:
            return _open(aim, (*told, f"several figures that differ: {self._list(due)}"))
        one, (outcome, why) = said[0]
        return TargetOutcome(target=aim.figure, actual=one.figure, outcome=outcome, evidence=(*told, why))

    def _unlike(self, aim: Metric, one: Metric) -> tuple[str, ...]:
        return self._said.unlike(self._words(aim), self._new.places.marked(one.figure))

    def _against(self, aim: Metric, one: Metric) -> Judged:
        """A target held against one figure of its time and metric."""
        factor = self._scale.factor(one.figure.unit, aim.figure.unit)
        if factor is None:
            return "open", f"in another unit: {one.figure.text}"
        unlike = self._unlike(aim, one)
        concept = self._known.get(aim.figure.concept)
        if "coverage" in unlike:
            return "open", "of another coverage: only one of the two leaves something out"
        if "price" in unlike and not (concept is not None and concept.real):
            return "open", "only one of the two is growth at constant prices"
        asks = bound(aim, self._words(aim), self._said, self._known)
        digits = convert(step(one.figure), factor)
        outcome, why = judge(aim.figure, asks, *reached(one.figure, factor), digits)
        if "like" in unlike:  # who reports less may have reached it
            why = f"only one of the two is growth on a like basis; {why}"
            return ("open" if outcome == "missed" else outcome), why
        if outcome == "missed" and not self._surely_one(aim, one):
            return "open", f"only like names: {aim.figure.item} and {one.figure.item}; {why}"
        if outcome == "missed" and REVIEW in (*aim.figure.flags, *one.figure.flags):
            return "open", f"one of the figures is not surely read; {why}"
        return outcome, why

    def _by_levels(self, aim: Metric, levels: Derived, told: tuple[str, ...]) -> TargetOutcome:
        """The outcome by the growth that two levels give; levels are revised, and accuse nobody."""
        asks = bound(aim, self._words(aim), self._said, self._known)
        outcome, why = judge(aim.figure, asks, levels.span, levels.span, step(aim.figure))
        return TargetOutcome(
            target=aim.figure,
            actual=levels.new,
            outcome="open" if outcome == "missed" else outcome,
            derived=True,
            evidence=(*told, levels.told, why),
        )

    def _elsewhere(self, found: Sequence[Metric]) -> str:
        """Why figures of the metric of a target tell nothing of its time."""
        if not found:
            return "the new report has no figure of it"
        averages = all(one.figure.aggregation == "average" for one in found)
        return f"only {'an average' if averages else 'of another time'}: {self._list(found)}"

    def _list(self, figures: Sequence[Metric]) -> str:
        """The first of some figures, each with its period and place."""
        said = [
            f"{one.figure.text} ({self._shown_time(one)}, at {one.figure.start})" for one in figures[:SHOWN]
        ]
        return "".join(", ".join(said).splitlines()) + (", …" if len(figures) > SHOWN else "")

    def _shown_time(self, one: Metric) -> str | None:
        long = one.flow and not several_years(one.figure) and self._of_several_years(one)
        return f"of several years to {one.figure.period}" if long else one.figure.period


def _open(aim: Metric, evidence: tuple[str, ...]) -> TargetOutcome:
    return TargetOutcome(target=aim.figure, actual=None, outcome="open", evidence=evidence)

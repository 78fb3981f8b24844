"""Many reports in one tidy table: what each says a metric was in which year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..dataclass import dataclass, field, replace
from ..metrics.conversions import Units, units
from ..metrics.keys import Metric
from ..records import Notice, Point, Report, Series
from ..rules.files import load as load_rules
from ..rules.rule import RuleSet
from ..text.text import Text, wrong_type
from .continuing import Heads
from .members import Member, Members
from .partial import partial
from .points import points
from .selecting import EVERYTHING, Selection, SelectionError, select


@dataclass
class _Group:
    """A series in the making."""

    concept: str | None
    members: list[Member] = field(default_factory=list)


class _Known:
    """The series that are joined by meaning, each with its last figure."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self.heads = Heads()

    def begin(self, member: Member) -> int:
        """A series more; its place."""
        self.groups.append(_Group(None, [member]))
        self.heads.begin(member.metric)
        return len(self.groups) - 1

    def go_on(self, place: int, member: Member) -> None:
        """A series has a figure more."""
        self.groups[place].members.append(member)
        self.heads.go_on(place, member.metric)


def series(
    reports: Iterable[Report | Text | str | Path],
    *,
    patterns: Sequence[Path] = (),
    targets: bool = False,
    concepts: Sequence[str] = (),
    regions: Sequence[str] = (),
    periods: Sequence[str] = (),
    min_confidence: float | None = None,
    unit: str | Sequence[str] | None = None,
) -> Series:
    """One table over many reports: figures of one metric joined by concept, else by meaning.

    With `targets`, what is planned stands in it too. `concepts` are ids (`gdp`, `gdp.growth`, `gdp*`),
    `regions` names or codes of places, `periods` such as `2025` and `2021-2025`; `unit`, such as `亿元`, is
    what the values that convert into it are given in, or several, each for others. Raises InputError
    and PatternError as `diff` does, and ValueError where no report has what is named.
    """
    from .reading import read_report

    if isinstance(reports, str | bytes | Path | Text | Report):
        raise TypeError("series takes a list of reports, texts or Paths, not one; give [...] of it")
    if not isinstance(reports, Iterable):
        raise TypeError(wrong_type(reports, "a list of reports, texts or Paths"))
    read = [read_report(one, patterns=patterns) for one in reports]
    units = () if unit is None else (unit,) if isinstance(unit, str) else tuple(unit)
    wish = Selection(tuple(concepts), tuple(regions), tuple(periods), min_confidence, units)
    return join(read, patterns=patterns, targets=targets, wish=wish)


def join(
    reports: Sequence[Report],
    *,
    patterns: Sequence[Path] = (),
    targets: bool = False,
    wish: Selection = EVERYTHING,
) -> Series:
    """The series of reports already read, or of them what is wished for. Raises SelectionError."""
    rules = load_rules(tuple(patterns))
    kept, notices = _distinct(reports)
    try:
        found = _selected(kept, rules, targets, wish)
    except SelectionError:
        if not targets:
            _refuse_planned(kept, rules, wish)
        raise
    if not (targets or found):
        _refuse_planned(kept, rules, wish)
    told = partial(kept, "a value that is missing may only be left out")
    return Series(points=found, warnings=(*told, *notices))


def _selected(reports: Sequence[Report], rules: RuleSet, targets: bool, wish: Selection) -> tuple[Point, ...]:
    """The points of the series that are wished for. Raises SelectionError."""
    scale = units(rules)
    groups = _groups(reports, rules.once("members", Members), scale, targets)
    values = (
        point
        for number, group in enumerate(groups, 1)
        for point in points(number, group.concept, group.members, scale)
    )
    return select(Series(points=tuple(values)), wish, scale).points


def _refuse_planned(reports: Sequence[Report], rules: RuleSet, wish: Selection) -> None:
    """Raise a SelectionError where what is wished for of a period is only planned."""
    for period in wish.periods:
        alone = replace(wish, periods=(period,), status=None, min_confidence=None, units=())
        try:
            held = {one.status for one in _selected(reports, rules, True, alone)}
        except SelectionError:
            continue  # not even planned
        if held == {"target"}:
            message = f"{period} has only planned values: --targets (or --status target) shows them."
            raise SelectionError("--period", message)


def at_least(found: Series, least: int) -> Series:
    """The series with as many values as asked for."""
    counts = Counter(point.series for point in found.points)
    return found.model_copy(update={"points": tuple(p for p in found.points if counts[p.series] >= least)})


def _distinct(reports: Sequence[Report]) -> tuple[list[Report], list[Notice]]:
    """The reports in the order of region and year, each text once."""
    seen: dict[str, str] = {}
    kept: list[Report] = []
    notices: list[Notice] = []
    for report in reports:
        name = report.source.name
        if (other := seen.get(report.source.sha256)) is not None:
            message = f"{name} is the same text as {other}, and is left out"
            notices.append(Notice(code="same-report", message=message, start=None, end=None))
        else:
            seen[report.source.sha256] = name
            kept.append(report)
    return sorted(kept, key=lambda one: (one.region or "", one.year or 0, one.source.name)), notices


def _groups(reports: Sequence[Report], members: Members, scale: Units, targets: bool) -> list[_Group]:
    """The figures of all reports by series: those of known concepts, then the others as they come."""
    named: dict[str, _Group] = {}
    others = _Known()
    for report in reports:
        rest: list[Member] = []
        for member in members.of(report):
            if member.status == "target" and not targets:
                continue
            key = _concept(member, named, scale)
            if key is None:
                rest.append(member)
            else:
                named.setdefault(key, _Group(member.metric.figure.concept)).members.append(member)
        _join(others, rest)
    return [*(named[key] for key in sorted(named)), *others.groups]


def _concept(member: Member, named: dict[str, _Group], scale: Units) -> str | None:
    """The key of the series of a figure's concept; units that do not convert make series of their own."""
    metric, one = member.metric, member.metric.figure
    if one.concept is None or metric.basis:
        return None  # a growth over another year, or over another region, is no yearly growth
    key = f"{one.concept} {member.place}{metric.budget or ''}"
    while key in named and scale.factor(one.unit, named[key].members[0].metric.figure.unit) is None:
        key += "+"
    return key


def _join(known: _Known, rest: Sequence[Member]) -> None:
    """Put each figure of a report into the series it continues, or begin one."""
    free = _continue(known, rest, timeless=False)
    free = _continue(known, free, timeless=True)  # 2020's figure in a report on 2024
    begun: dict[object, list[int]] = {}
    for member in free:
        alike = begun.setdefault(_identity(member.metric), [])
        place = next((one for one in alike if _goes_with(known.groups[one], member)), None)
        if place is None:
            alike.append(known.begin(member))
        else:
            known.go_on(place, member)


def _continue(known: _Known, rest: Sequence[Member], *, timeless: bool) -> list[Member]:
    """Add the figures that go on with a series; those that do not are given back."""
    taken = set()
    for pair in known.heads.continued([member.metric for member in rest], timeless=timeless).pairs:
        if _goes_with(known.groups[pair.old], rest[pair.new]):
            known.go_on(pair.old, rest[pair.new])
            taken.add(pair.new)
    return [member for place, member in enumerate(rest) if place not in taken]


def _goes_with(group: _Group, member: Member) -> bool:
    """Whether a series has no other figure of the same report for the same year."""
    mine = [one for one in group.members if one.report is member.report and one.cell == member.cell]
    return all(one.metric.figure.value == member.metric.figure.value for one in mine)


def _identity(metric: Metric) -> object:
    """What two figures of one report have in common when they are of one metric, in whatever year."""
    one = metric.figure
    return (
        one.item,
        one.action,
        one.actor,
        one.whole,
        one.unit,
        metric.role,
        metric.basis,
        one.status,
        metric.scope,
    )

"""Many reports in one tidy table: what each says a metric was in which year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from ..figures.signed import with_sign
from ..metrics.concepts import Concepts, concepts
from ..metrics.conversions import Units, convert
from ..metrics.keys import Metric, Reader, metrics
from ..metrics.precision import Interval, interval, tidy
from ..records import Indicator, Notice, Point, Report, Series
from ..rules.files import load as load_rules
from ..text.fold import fold
from ..text.text import Text, wrong_type
from ..times.period import Period
from .alignment import MERGE, align


@dataclass(frozen=True)
class _Member:
    """One figure in a series."""

    report: Report
    metric: Metric
    year: str | None


@dataclass
class _Group:
    """A series in the making."""

    concept: str | None
    members: list[_Member] = field(default_factory=list)


def series(
    reports: Iterable[Report | Text | str | Path], *, patterns: Sequence[Path] = (), targets: bool = False
) -> Series:
    """One table over many reports: figures of one metric joined by concept, else by meaning.

    With `targets`, what is planned stands in it too. Raises InputError and PatternError as `diff` does.
    """
    from .reading import read_report

    if isinstance(reports, str | bytes | Path | Text | Report):
        raise TypeError("series takes a list of reports, texts or Paths, not one; give [...] of it")
    if not isinstance(reports, Iterable):
        raise TypeError(wrong_type(reports, "a list of reports, texts or Paths"))
    return join([read_report(one, patterns=patterns) for one in reports], patterns=patterns, targets=targets)


def join(reports: Sequence[Report], *, patterns: Sequence[Path] = (), targets: bool = False) -> Series:
    """The series of reports already read."""
    rules = load_rules(tuple(patterns))
    reader, known = Reader(rules), concepts(rules)
    kept, notices = _distinct(reports)
    groups = _groups(kept, reader, known, targets)
    points = [
        point for number, group in enumerate(groups, 1) for point in _points(number, group, reader.units)
    ]
    return Series(points=tuple(points), warnings=tuple(notices))


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


def _groups(reports: Sequence[Report], reader: Reader, known: Concepts, targets: bool) -> list[_Group]:
    """The figures of all reports by series: those of known concepts, then the others as they come."""
    named: dict[str, _Group] = {}
    others: list[_Group] = []
    for report in reports:
        rest: list[_Member] = []
        for metric in metrics(report, reader):
            one = metric.figure
            if one.status == "target" and not targets:
                continue
            member = _Member(report, metric, year(one, report, known))
            key = _concept(metric, named, reader.units)
            if key is None:
                rest.append(member)
            else:
                named.setdefault(key, _Group(one.concept)).members.append(member)
        _join(others, rest)
    return [*(named[key] for key in sorted(named)), *others]


def _concept(metric: Metric, named: dict[str, _Group], scale: Units) -> str | None:
    """The key of the series of a figure's concept; units that do not convert make series of their own."""
    one = metric.figure
    if one.concept is None or metric.basis:
        return None  # a growth over another year, or over another region, is no yearly growth
    key = f"{one.concept} {metric.place}"
    while key in named and scale.factor(one.unit, named[key].members[0].metric.figure.unit) is None:
        key += "+"
    return key


def _join(groups: list[_Group], rest: Sequence[_Member]) -> None:
    """Put each figure of a report into the series it continues, or begin one."""
    free = _continue(groups, rest, timeless=False)
    free = _continue(groups, free, timeless=True)  # 2020's figure in a report on 2024
    begun: dict[object, list[_Group]] = {}
    for member in free:
        alike = begun.setdefault(_identity(member.metric), [])
        group = next((one for one in alike if _goes_with(one, member)), None)
        if group is None:
            group = _Group(None)
            alike.append(group)
            groups.append(group)
        group.members.append(member)


def _continue(groups: Sequence[_Group], rest: Sequence[_Member], *, timeless: bool) -> list[_Member]:
    """Add the figures that go on with a series; those that do not are given back."""
    heads = [group.members[-1].metric for group in groups]
    asked = [member.metric for member in rest]
    if timeless:
        heads, asked = ([replace(one, when=None) for one in row] for row in (heads, asked))
    taken = set()
    for pair in align(heads, asked, floor=MERGE).pairs:
        if _goes_with(groups[pair.old], rest[pair.new]):
            groups[pair.old].members.append(rest[pair.new])
            taken.add(pair.new)
    return [member for place, member in enumerate(rest) if place not in taken]


def _goes_with(group: _Group, member: _Member) -> bool:
    """Whether a series has no other figure of the same report for the same year."""
    mine = [one for one in group.members if one.report is member.report and one.year == member.year]
    return all(one.metric.figure.value == member.metric.figure.value for one in mine)


def _identity(metric: Metric) -> object:
    """What two figures of one report have in common when they are of one metric, in whatever year."""
    one = metric.figure
    return one.item, one.action, one.actor, one.whole, one.unit, metric.role, metric.basis, one.status


def year(one: Indicator, report: Report, known: Concepts) -> str | None:
    """The year, or years, a figure is of; None where the report does not tell."""
    said = one.period
    if said is None:
        if report.year is None or one.role == "from":
            return None
        return str(report.year + (one.status == "target"))
    span = Period.parse(said)
    if span is None or not span.several:
        # where a change began is of an earlier time than the change; without a year of its own, of none known
        return None if one.role == "from" and said == str(report.year) else said
    if one.role == "from":
        return str(Period.of(span.first_year - 1))
    concept = known.get(one.concept)
    each = any(word in fold(one.item or "") for word in known.trim.each_year)
    if one.role == "change" or concept is None or concept.sums or each:
        return said
    return str(Period.of(span.last_year))  # a level that is reached in the last of them


def _points(number: int, group: _Group, scale: Units) -> list[Point]:
    """The values of one series in its unit, in order, with what is in conflict marked."""
    unit = group.members[0].metric.figure.unit
    names = [member.metric.figure.metric or member.metric.figure.text for member in group.members]
    labels = Counter(map(fold, names))  # in either script
    label = max(names, key=lambda name: labels[fold(name)])
    ordered = sorted(
        group.members,
        key=lambda one: (
            one.report.region or "",
            one.year or "",
            one.report.source.name,
            one.metric.figure.start,
        ),
    )
    spans = [_span(member, unit, scale) for member in ordered]
    cells: dict[tuple[object, ...], list[Interval]] = {}
    for member, span in zip(ordered, spans, strict=True):
        cells.setdefault(_cell(member), []).append(span)
    points = []
    for member, span in zip(ordered, spans, strict=True):
        torn = member.year is not None and not all(map(span.meets, cells[_cell(member)]))
        points.append(_point(number, member, label, group.concept, unit, torn, scale))
    return points


def _cell(member: _Member) -> tuple[object, ...]:
    return member.report.region, member.year, member.metric.figure.status


def _span(member: _Member, unit: str | None, scale: Units) -> Interval:
    """Between which numbers the true value lies, in the unit of the series."""
    found, one = interval(member.metric.figure), member.metric.figure
    low, high = sorted(_in_unit(one, end, unit, scale) for end in (found.low, found.high))
    return Interval(low, high)


def _in_unit(one: Indicator, value: Decimal, unit: str | None, scale: Units) -> Decimal:
    factor = scale.factor(one.unit, unit)
    assert factor is not None  # figures of other units are in other series
    return with_sign(one, convert(value, factor))


def _point(
    number: int,
    member: _Member,
    label: str,
    concept: str | None,
    unit: str | None,
    torn: bool,
    scale: Units,
) -> Point:
    one = member.metric.figure
    top = None if one.value_max is None else tidy(_in_unit(one, one.value_max, unit, scale), 6)
    return Point(
        report=member.report.source.name,
        issuer=member.report.issuer,
        region=member.report.region,
        region_code=member.report.region_code,
        year=member.year,
        metric=label,
        concept=concept,
        value=tidy(_in_unit(one, one.value, unit, scale), 6),
        value_max=top,
        unit=unit,
        relation=one.relation,
        status=one.status,
        aggregation=one.aggregation,
        confidence=one.confidence,
        page=member.report.source.page(one.start),
        section=one.section,
        start=one.start,
        end=one.end,
        sentence=one.sentence,
        series=number,
        flags=("conflict",) if torn else (),
    )

"""The values of one series: each in the unit of the series, with its year, and what contradicts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..about.divisions import code
from ..dataclass import dataclass
from ..figures.signed import with_sign
from ..metrics.concepts import Concepts
from ..metrics.conversions import Units, convert
from ..metrics.keys import Metric
from ..metrics.precision import Interval, interval, tidy
from ..records import Indicator, Point, Report
from ..text.fold import fold
from ..times.period import Period

PLACES = 6  # decimals of a converted value


@dataclass(frozen=True)
class Member:
    """One figure in a series."""

    report: Report
    metric: Metric
    year: str | None

    @property
    def cell(self) -> tuple[object, ...]:
        """What two figures have in common that state the same thing, and contradict each other or not."""
        one = self.metric.figure
        return self.report.region, self.metric.place, self.year, one.status, one.aggregation


def year(metric: Metric, report: Report, known: Concepts) -> str | None:
    """The year, or years, a figure is of; None where the report does not tell."""
    one = metric.figure
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
    if one.role == "change" or one.aggregation or concept is None or concept.sums:
        return said
    if _in_each_year(metric, known.trim.each_year):
        return said
    return str(Period.of(span.last_year))  # a level that is reached in the last of them


def _in_each_year(metric: Metric, words: Sequence[str]) -> bool:
    """Whether a level is told of each of several years, by its name or right before the figure."""
    return any(word in part for word in words for part in (fold(metric.figure.item or ""), metric.before))


def points(number: int, concept: str | None, members: Sequence[Member], scale: Units) -> Iterator[Point]:
    """The values of a series in its unit, in order, with those marked that contradict each other."""
    unit = members[0].metric.figure.unit
    names = [member.metric.figure.metric or member.metric.figure.text for member in members]
    labels = Counter(map(fold, names))  # in either script
    label = max(names, key=lambda name: labels[fold(name)])
    ordered = sorted(members, key=_order)
    spans = [_span(member.metric.figure, unit, scale) for member in ordered]
    stated: dict[tuple[object, ...], list[Interval]] = {}
    for member, span in zip(ordered, spans, strict=True):
        stated.setdefault(member.cell, []).append(span)
    for member, span in zip(ordered, spans, strict=True):
        torn = member.year is not None and not all(map(span.meets, stated[member.cell]))
        yield _point(number, member, label, concept, unit, torn, scale)


def _order(one: Member) -> tuple[object, ...]:
    report = one.report
    return report.region or "", one.metric.place, one.year or "", report.source.name, one.metric.figure.start


def _span(one: Indicator, unit: str | None, scale: Units) -> Interval:
    """Between which numbers the true value lies, in the unit of the series."""
    found = interval(one)
    low, high = sorted(_in_unit(one, end, unit, scale) for end in (found.low, found.high))
    return Interval(low, high)


def _in_unit(one: Indicator, value: Decimal, unit: str | None, scale: Units) -> Decimal:
    factor = scale.factor(one.unit, unit)
    assert factor is not None  # figures of other units are in other series
    return with_sign(one, convert(value, factor))


def _point(
    number: int, member: Member, label: str, concept: str | None, unit: str | None, torn: bool, scale: Units
) -> Point:
    one, report, place = member.metric.figure, member.report, member.metric.place or None
    top = None if one.value_max is None else tidy(_in_unit(one, one.value_max, unit, scale), PLACES)
    return Point(
        report=report.source.name,
        issuer=report.issuer,
        region=report.region,
        region_code=report.region_code,
        report_year=report.year,
        place=place,
        place_code=code(place, report.region or "", year=report.year) if place else None,
        year=member.year,
        metric=label,
        concept=concept,
        value=tidy(_in_unit(one, one.value, unit, scale), PLACES),
        value_max=top,
        unit=unit,
        relation=one.relation,
        status=one.status,
        aggregation=one.aggregation,
        confidence=one.confidence,
        page=report.source.page(one.start),
        section=one.section,
        start=one.start,
        end=one.end,
        sentence=one.sentence,
        series=number,
        flags=("conflict",) if torn else (),
    )

"""The values of one series: each in the unit of the series, with its year, and what contradicts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from ..about.divisions import code
from ..figures.signed import signed, with_sign
from ..metrics.conversions import Units, convert
from ..metrics.precision import Interval, interval, of_signed, tidy
from ..records import Indicator, Point
from ..text.fold import fold
from .members import Member

PLACES = 6  # decimals of a converted value


def points(number: int, concept: str | None, members: Sequence[Member], scale: Units) -> Iterator[Point]:
    """The values of a series in its unit, in order, with those marked that contradict each other."""
    unit = scale.whole(members[0].metric.figure.unit)
    figures = [member.metric.figure for member in members]
    # values have their signs: of a metric that also rose "增长" is the label, and not "下降"
    # nor is a yearly average what most of them are: 年均增长
    own = [one for one in figures if one.aggregation is None] or figures
    rising = [one for one in own if signed(one) == one.value]
    names = [one.metric or one.text for one in rising or own]
    labels = Counter(map(fold, names))  # in either script
    label = max(names, key=lambda name: labels[fold(name)])
    ordered = sorted(members, key=_order)
    spans = [_open(member, _span(member.metric.figure, unit, scale)) for member in ordered]
    stated: dict[tuple[object, ...], list[Interval]] = {}
    for member, span in zip(ordered, spans, strict=True):
        stated.setdefault(member.cell, []).append(span)
    for member, span in zip(ordered, spans, strict=True):
        torn = member.year is not None and not all(map(span.meets, stated[member.cell]))
        yield _point(number, member, label, concept, unit, torn, scale)


def _order(one: Member) -> tuple[object, ...]:
    report = one.report
    return report.region or "", one.place, one.year or "", report.source.name, one.metric.figure.start


def _span(one: Indicator, unit: str | None, scale: Units) -> Interval:
    """Between which numbers the true value lies, in the unit of the series."""
    found = interval(one)
    low, high = sorted(_in_unit(one, end, unit, scale) for end in (found.low, found.high))
    return Interval(low, high)


def _open(member: Member, span: Interval) -> Interval:
    """A step that was passed says nothing of how far: it has no upper end."""
    return Interval(span.low, Decimal("Infinity")) if member.metric.step else span


def _in_unit(one: Indicator, value: Decimal, unit: str | None, scale: Units) -> Decimal:
    factor = scale.factor(one.unit, unit)
    assert factor is not None  # figures of other units are in other series
    return with_sign(one, convert(value, factor))


def _point(
    number: int, member: Member, label: str, concept: str | None, unit: str | None, torn: bool, scale: Units
) -> Point:
    one, report, place = member.metric.figure, member.report, member.place or None
    value = tidy(_in_unit(one, one.value, unit, scale), PLACES)
    top = None if one.value_max is None else tidy(_in_unit(one, one.value_max, unit, scale), PLACES)
    if top is not None and top < value:
        value, top = top, value  # of a fall by 3 to 4 the greater is the lower end
    return Point(
        report=report.source.name,
        issuer=report.issuer,
        region=report.region,
        region_code=report.region_code,
        report_year=report.year,
        place=place,
        place_code=code(place, report.region or "", year=report.year) if place else None,
        actor=member.actor,
        year=member.year,
        metric=label,
        concept=concept,
        value=value,
        value_max=top,
        unit=unit,
        relation="≥" if member.metric.step and one.relation == "=" else of_signed(one),
        status=member.status,
        budget=member.metric.budget,
        aggregation=one.aggregation,
        confidence=one.confidence,
        page=report.source.page(one.start),
        section=one.section,
        start=one.start,
        end=one.end,
        sentence=one.sentence,
        series=number,
        flags=("conflict",) * torn + member.terms,
    )

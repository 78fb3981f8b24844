"""Targets of one report held against what the next one says came of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ..metrics.concepts import Concepts
from ..metrics.conversions import Units, convert
from ..metrics.keys import Metric, several_years
from ..metrics.precision import Interval, interval, rounded, step
from ..records import Indicator, Outcome, Report, TargetOutcome
from ..times.period import Period
from .alignment import MERGE, align


def targets(
    old: Report, new: Report, before: Sequence[Metric], after: Sequence[Metric], known: Concepts, scale: Units
) -> Iterator[TargetOutcome]:
    """Every target of the old report, with the new report's actual figure for its year, where it has one."""
    aims = [metric for metric in before if metric.figure.status == "target"]
    due = [aim for aim in aims if _year(aim.figure, old.year, 1) in (None, new.year)]
    done = [
        one
        for one in after
        if one.figure.status == "actual" and _year(one.figure, new.year, 0) in (None, new.year)
    ]
    found = align(list(map(_timeless, due)), list(map(_timeless, done)), across=True, floor=MERGE)
    actual = {id(due[pair.old]): done[pair.new].figure for pair in found.pairs}
    for aim in aims:
        result = actual.get(id(aim))
        if result is None or _many_years(aim.figure) != _many_years(result):
            yield TargetOutcome(target=aim.figure, actual=None, outcome="open")
        else:
            said = outcome(aim.figure, result, known, scale)
            yield TargetOutcome(target=aim.figure, actual=result, outcome=said)


def _timeless(metric: Metric) -> Metric:
    """The metric without its time, which differs by the year that passed."""
    return replace(metric, when=None)


def _year(one: Indicator, about: int | None, later: int) -> int | None:
    """The year a figure is of: the last of its period, or by the year its report is on."""
    period = Period.parse(one.period)
    if period is not None and period.whole:
        return period.last_year
    return None if about is None else about + later


def _many_years(one: Indicator) -> bool:
    """Whether an amount is of several years, unlike a level that is reached in the last of them."""
    return one.role == "change" and several_years(one)


def outcome(aim: Indicator, result: Indicator, known: Concepts, scale: Units) -> Outcome:
    """Whether a target was met by a figure of the same metric; open where its rounding leaves that open."""
    factor = scale.factor(result.unit, aim.unit)
    if factor is None:
        return "open"
    # a figure that says nothing of being inexact is held to what is written
    said = interval(result) if rounded(result) else Interval(result.value, result.value)
    reached = Interval(convert(said.low, factor), convert(said.high, factor))
    if aim.role == "change" and aim.direction and result.direction and aim.direction != result.direction:
        reached = Interval(-reached.high, -reached.low)
    low, high = _wanted(aim, known)
    if (low is None or reached.low >= low) and (high is None or reached.high <= high):
        return "met"
    if (low is not None and reached.high < low) or (high is not None and reached.low > high):
        return "missed"
    return "open"


def _wanted(aim: Indicator, known: Concepts) -> tuple[Decimal | None, Decimal | None]:
    """Lowest and highest value that meets the target; None where there is no such bound."""
    value, top = aim.value, aim.value if aim.value_max is None else aim.value_max
    if aim.relation in (">", "≥"):
        return value, None
    if aim.relation in ("<", "≤"):
        return None, top
    slack = max(step(aim), Decimal("0.05") * value) / 2 if aim.relation == "≈" else Decimal(0)
    if _less_is_better(aim, known):
        return None, top + slack
    return value - slack, None


def _less_is_better(aim: Indicator, known: Concepts) -> bool:
    """A ceiling: what is to fall to a value, and metrics of which less is better."""
    if aim.role == "to" and aim.direction == "down":
        return True
    concept = known.get(aim.concept)
    if concept is None or concept.better != "down":
        return False
    return not (aim.role == "change" and aim.direction == "down")

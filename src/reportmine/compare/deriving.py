"""Growth that no report states, from the levels of two: offered as derived."""

from __future__ import annotations

from collections.abc import Sequence

from ..dataclass import dataclass
from ..figures.scales import SHARES
from ..metrics.arithmetic import Amount
from ..metrics.concepts import GROWTH, Concepts
from ..metrics.conversions import Units
from ..metrics.keys import Metric
from ..metrics.precision import Interval, tidy
from ..records import Indicator
from ..times.period import Period


@dataclass(frozen=True, slots=True)
class Derived:
    """Between which values the growth lies that two levels give, and the level that it led to."""

    span: Interval
    new: Indicator
    told: str


def derived(
    aim: Metric, old: Sequence[Metric], new: Sequence[Metric], known: Concepts, scale: Units
) -> Derived | None:
    """The growth over the year that a target is of, from the level of that year and of the one before.

    None where there are none, or several that differ; for what grows at constant prices; and for a target
    that is no growth of one known concept over one year.
    """
    one = aim.figure
    concept, due = known.get(one.concept), Period.parse(one.period)
    share = SHARES.get(one.unit or "")
    if concept is None or due is None or share is None or not (one.concept or "").endswith(GROWTH):
        return None
    if concept.real or due.several or not due.whole or one.aggregation or aim.basis or one.whole:
        return None
    year = due.last_year
    after = _level([*new], concept.id, year, aim.place)
    before = _level([*old, *new], concept.id, year - 1, aim.place)
    factor = None if after is None or before is None else scale.factor(before.unit, after.unit)
    if after is None or before is None or factor is None:
        return None
    was, now = Amount.of(before, factor), Amount.of(after)
    if was.span.low <= 0:
        return None
    span = now.over(was, share, 1).span
    ends = f"{tidy(span.low, 2):f} to {tidy(span.high, 2):f}{one.unit}"
    told = f"derived from {before.text} and {after.text}: {ends}"
    return Derived(span, after, "".join(told.split("\n")))


def _level(metrics: Sequence[Metric], concept: str, year: int, place: str) -> Indicator | None:
    """The level of a concept in a year; None where there is none, or several that differ."""
    found = [
        metric.figure
        for metric in metrics
        if metric.figure.concept == concept
        and metric.role == "level"
        and metric.figure.status == "actual"
        and metric.figure.period == str(year)
        and metric.figure.aggregation is None
        and metric.figure.whole is None
        and metric.place == place
        and not metric.whose
    ]
    same = len({(one.value, one.value_max, one.relation, one.unit) for one in found}) == 1
    return found[0] if same else None

"""One metric stated twice with two values, in the text or in the text and a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from ..metrics.keys import Metric
from ..records import REVIEW, Finding, Indicator
from ..rules.rule import Rule
from ..text.fold import fold
from .amounts import RATES
from .expressions import times
from .grids import is_cell
from .seen import Seen
from .verdicts import amount, judged, unclear

SURE = 0.9  # confidence of both readings
DIGITS = 3  # that a level has, to be no round figure
UNSURE = ("inherited-item", REVIEW)


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Each figure of a metric that was stated before, held against its first statement."""
    groups: dict[object, list[Metric]] = {}
    for metric in (*seen.prose, *seen.stated):
        if (key := _key(rule, metric, seen)) is not None:
            groups.setdefault(key, []).append(metric)
    for group in groups.values():
        yield from _of_group(rule, group, seen)


def _key(rule: Rule, metric: Metric, seen: Seen) -> object | None:
    """What two statements of one thing have in common; None for a figure that is not plainly of one thing."""
    one = metric.figure
    if one.concept is None or one.period is None or not _plain(one) or metric.doing:
        return None
    if metric.basis or metric.place or metric.several or (one.role != "level" and one.unit != "%"):
        return None
    if times(rule, "apart", fold(one.sentence)):
        return None
    named = one.concept, frozenset(metric.words), frozenset(metric.actor), frozenset(metric.whole)
    when = one.period, one.status, one.aggregation
    return named, when, metric.units, one.role, one.direction, metric.whose, one.kind


def _plain(one: Indicator) -> bool:
    """Whether a figure says exactly, and of itself, what it is of; 5000亿元 may be a step that was taken."""
    if one.relation != "=" or one.value_max is not None:
        return False
    if any(flag in UNSURE for flag in one.flags) or (one.confidence or 1) < SURE:
        return False
    return one.kind in RATES or len(one.value.normalize().as_tuple().digits) >= DIGITS


def _of_group(rule: Rule, group: Iterable[Metric], seen: Seen) -> Iterator[Finding]:
    figures = [metric.figure for metric in group]
    several = len({one.value for one in figures}) > 2  # of several things that have one name
    for one, other in combinations(figures, 2):
        if is_cell(one) and is_cell(other):
            continue
        found = _held(rule, one, other, seen)
        if found is None:
            continue
        if several and found.verdict == "contradicts":
            found = unclear(found)
        yield found


def _held(rule: Rule, one: Indicator, other: Indicator, seen: Seen) -> Finding | None:
    first = amount(one, seen, other.unit)
    if first is None:
        return None
    return judged(rule.id, other, first, (one,), one.text)

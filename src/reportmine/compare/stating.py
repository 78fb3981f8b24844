"""Which of several statements of one number is the one to take, and what speaks against the others."""

from __future__ import annotations

from collections.abc import Sequence

from ..dataclass import dataclass
from ..records import Point
from ..times.period import Period
from .members import TERMS

FAR = 10_000  # years: of a report on no known year


@dataclass(frozen=True, slots=True)
class Other:
    """A statement that is not taken, and why."""

    point: Point
    reason: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What is stated of one metric in one place and time: the statement taken, and the others."""

    taken: Point
    others: tuple[Other, ...] = ()


def stated(points: Sequence[Point]) -> Stated:
    """The statement to take: of the region, of the nearest report, the most exact, the surest, the first.

    What is told of a body in the region, such as 市政府, is not what 全市 comes to, nor is growth on a like
    basis what is said plainly. The nearest report is the one on the year itself, else on the year closest to
    it, of two such the later. More exact is a number before a bound, a bound before 约, one number before a
    range, more digits before fewer.
    """
    taken, *rest = sorted(points, key=_rank)
    return Stated(taken, tuple(Other(one, _reason(taken, one)) for one in rest))


PREFERRED = (
    "of the whole region",
    "said plainly",
    "a nearer report",
    "more exact",
    "a surer reading",
    "said first",
)


def _rank(one: Point) -> tuple[tuple[object, ...], ...]:
    """What statements are put in order by: a part for each of the reasons."""
    bound = {"=": 0, "≈": 2}.get(one.relation, 1)
    return (
        (one.actor is not None,),
        (sum(flag in one.flags for flag in TERMS.values()),),
        _distance(one),
        (one.value_max is not None, bound, -len(one.value.normalize().as_tuple().digits)),
        (-(one.confidence or 0.0),),
        (one.report, one.start),
    )


def _distance(one: Point) -> tuple[int, int]:
    """How many years lie between a number and its report; of a report on no known year, as many as can be."""
    span = Period.parse(one.year)
    if one.report_year is None or span is None:
        return FAR, 0
    return abs(one.report_year - span.last_year), -one.report_year


def _reason(taken: Point, other: Point) -> str:
    pairs = zip(PREFERRED, _rank(taken), _rank(other), strict=True)
    return next((reason for reason, one, two in pairs if one != two), PREFERRED[-1])

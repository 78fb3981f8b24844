"""By how much two figures of one metric differ, in one unit, and how sure that is.

It is as sure as the coarser of the two, bounded where one is a bound, and between the ends of a range.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..dataclass import dataclass
from ..figures.signed import signed, with_sign
from ..metrics.arithmetic import Amount
from ..metrics.conversions import Between, convert
from ..metrics.precision import TURNED, Interval, of_signed, rounded, step, tidy
from ..records import Indicator, Relation

UNSURE = Decimal(
    "0.1"
)  # a difference that rounding alone may put off by more than this part of it is not sure
SHOWN = Decimal("0.05")  # percent are shown to a tenth: what is less than half of one is not seen
_UNCOUNTED = ("percent", "rank", "score", "ratio")  # kinds of which a percent change says nothing
_HUNDRED = Decimal(100)
_UPWARD = frozenset((">", "≥"))


@dataclass(frozen=True, slots=True)
class Difference:
    """New less old in `unit`, and in percent; the spans where rounding or a range leaves these unsure."""

    amount: Decimal | None
    percent: Decimal | None
    unit: str | None = None
    relation: Relation | None = None
    span: Interval | None = None
    percent_span: Interval | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of a row that say it."""
        known = self.amount is not None or self.span is not None
        low, high = (None, None) if self.span is None else (self.span.low, self.span.high)
        least, most = (
            (None, None) if self.percent_span is None else (self.percent_span.low, self.percent_span.high)
        )
        return {
            "difference": self.amount,
            "difference_unit": self.unit if known else None,
            "difference_relation": self.relation if known else None,
            "percent": self.percent,
            "difference_low": low,
            "difference_high": high,
            "percent_low": least,
            "percent_high": most,
        }


def differing(before: Indicator, after: Indicator, between: Between) -> Difference:
    """The difference of two figures, in the unit that both are told in `between`."""
    if before.value_max is not None or after.value_max is not None:
        return _of_ranges(before, after, between)
    was, now = convert(signed(before), between.old), convert(signed(after), between.new)
    counted = bool(was) and after.kind not in _UNCOUNTED
    percent = tidy((now - was) / abs(was) * _HUNDRED) if counted else None
    plain = Difference(tidy(now - was), percent, between.unit, _relation(before, after))
    if rounded(before) or rounded(after):
        return plain  # not exact by their own words
    ends = convert(step(before), between.old), convert(step(after), between.new)
    coarser = ends[0] != ends[1]
    old, new = _signed(before, between.old, coarser), _signed(after, between.new, coarser)
    made, share = new.minus(old), None
    if counted and old.span.low > 0:
        share = new.over(old, _HUNDRED, 1)
        unsure = _half(share) > max(SHOWN, UNSURE * abs(share.value))
    else:
        # of two that are written to the same digit the difference is so too, and every reader knows how exact
        unsure = coarser and _half(made) > UNSURE * abs(made.value)
    if not unsure or not made.value:
        return plain
    return Difference(
        plain.amount,
        percent,
        between.unit,
        "≈",
        _tidy(made.span),
        None if share is None else _tidy(share.span),
    )


def _relation(before: Indicator, after: Indicator) -> Relation:
    """How the difference lies to that of the numbers: 120 less 超过100 is below 20."""
    sides = (TURNED[of_signed(before)], of_signed(after))
    told = {one for one in sides if one != "="}
    if not told:
        return "="
    if "≈" in told or len({one in _UPWARD for one in told}) > 1:
        return "≈"  # both exceed their numbers: the one as much as the other, for all that is said
    return next((one for one in sides if one in "<>"), next(one for one in sides if one != "="))


def _of_ranges(before: Indicator, after: Indicator, between: Between) -> Difference:
    """The difference where one is a range: a shift of both ends, or from the least to the most it may be."""
    if before.relation != "=" or after.relation != "=":
        return Difference(None, None)  # a bound or 约 beside a range leaves it open
    old, new = _ends(before, between.old), _ends(after, between.new)
    least, most = new.low - old.high, new.high - old.low
    counted = after.kind not in _UNCOUNTED
    if (
        before.value_max is not None
        and after.value_max is not None
        and new.low - old.low == new.high - old.high
    ):
        return Difference(tidy(new.low - old.low), None, between.unit, "=")
    share = None
    if counted and old.low > 0:
        share = Interval((new.low / old.high - 1) * _HUNDRED, (new.high / old.low - 1) * _HUNDRED)
    span = _tidy(Interval(least, most))
    return Difference(None, None, between.unit, "≈", span, None if share is None else _tidy(share))


def _ends(one: Indicator, factor: Fraction) -> Interval:
    """Both ends of a figure with its sign; of a number alone twice that."""
    ends = (one.value, one.value if one.value_max is None else one.value_max)
    low, high = sorted(convert(with_sign(one, end), factor) for end in ends)
    return Interval(low, high)


def _signed(one: Indicator, factor: Fraction, inexact: bool) -> Amount:
    """A figure with its sign; 67% beside 67.4% is a rounded one, though whole numbers may be counts."""
    found = Amount.of(one, factor)
    if inexact and found.span.low == found.span.high:
        found = found.widened(convert(step(one), factor) / 2)
    return found.negative() if signed(one) != one.value else found


def _half(one: Amount) -> Decimal:
    return (one.span.high - one.span.low) / 2


def _tidy(span: Interval) -> Interval:
    return Interval(tidy(span.low), tidy(span.high))

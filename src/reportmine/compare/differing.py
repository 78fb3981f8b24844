"""By how much two figures of one metric differ, and how sure that is: as sure as the coarser of the two."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ..dataclass import dataclass
from ..figures.signed import signed
from ..metrics.arithmetic import Amount
from ..metrics.conversions import convert
from ..metrics.precision import Interval, rounded, step, tidy
from ..records import Indicator

UNSURE = Decimal(
    "0.1"
)  # a difference that rounding alone may put off by more than this part of it is not sure
SHOWN = Decimal("0.05")  # percent are shown to a tenth: what is less than half of one is not seen
_UNCOUNTED = ("percent", "rank", "score", "ratio")  # kinds of which a percent change says nothing
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Difference:
    """New less old in the new figure's unit, and in percent; the spans where rounding leaves these unsure."""

    amount: Decimal
    percent: Decimal | None
    span: Interval | None = None
    percent_span: Interval | None = None


def differing(before: Indicator, after: Indicator, factor: Fraction) -> Difference:
    """The difference of two figures; one of the old's unit is `factor` of the new's."""
    was, now = convert(signed(before), factor), signed(after)
    counted = bool(was) and after.kind not in _UNCOUNTED
    percent = tidy((now - was) / abs(was) * _HUNDRED) if counted else None
    plain = Difference(tidy(now - was), percent)
    if rounded(before) or rounded(after):
        return plain  # not exact by their own words
    ends = convert(step(before), factor), step(after)
    coarser = ends[0] != ends[1]
    old, new = _signed(before, factor, coarser), _signed(after, Fraction(1), coarser)
    made, share = new.minus(old), None
    if counted and old.span.low > 0:
        share = new.over(old, _HUNDRED, 1)
        unsure = _half(share) > max(SHOWN, UNSURE * abs(share.value))
    else:
        # of two that are written to the same digit the difference is so too, and every reader knows how exact
        unsure = coarser and _half(made) > UNSURE * abs(made.value)
    if not unsure or not made.value:
        return plain
    return Difference(plain.amount, percent, _tidy(made.span), None if share is None else _tidy(share.span))


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

"""Computing with figures as they are written: the number, and between which numbers the true value lies."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from ..dataclass import dataclass
from ..records import Indicator, Verdict
from .conversions import convert
from .precision import Interval, interval, rounded, step

ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Amount:
    """A value, as read or as computed, with the interval that its true value lies in."""

    value: Decimal
    span: Interval

    @classmethod
    def of(cls, one: Indicator, factor: Fraction = ONE) -> Amount:
        """What a figure says, in the unit that one of its own is `factor` of."""
        span = interval(one)
        return cls(
            convert(one.value, factor), Interval(convert(span.low, factor), convert(span.high, factor))
        )

    def widened(self, by: Decimal) -> Amount:
        """The same with so much more to both sides."""
        return Amount(self.value, Interval(self.span.low - by, self.span.high + by))

    def times(self, factor: Fraction) -> Amount:
        """In another unit; `factor` is above zero."""
        low, high = (convert(end, factor) for end in (self.span.low, self.span.high))
        return Amount(convert(self.value, factor), Interval(low, high))

    def minus(self, other: Amount) -> Amount:
        """The difference."""
        span = Interval(self.span.low - other.span.high, self.span.high - other.span.low)
        return Amount(self.value - other.value, span)

    def plus(self, other: Amount) -> Amount:
        """The sum."""
        span = Interval(self.span.low + other.span.low, self.span.high + other.span.high)
        return Amount(self.value + other.value, span)

    def negative(self) -> Amount:
        """With the other sign."""
        return Amount(-self.value, Interval(-self.span.high, -self.span.low))

    def over(self, whole: Amount, scale: Decimal, less: int = 0) -> Amount:
        """Its share of a whole, of which there are `scale` parts, less so many wholes.

        The share of what it was before, less one, is its growth. The whole's interval must lie above zero.
        """
        low = min(self.span.low / whole.span.high, self.span.low / whole.span.low)
        high = max(self.span.high / whole.span.low, self.span.high / whole.span.high)
        return Amount(
            (self.value / whole.value - less) * scale, Interval((low - less) * scale, (high - less) * scale)
        )


def total(parts: Iterable[Amount]) -> Amount:
    """The sum of amounts of one unit."""
    made = Amount(Decimal(0), Interval(Decimal(0), Decimal(0)))
    for one in parts:
        made = made.plus(one)
    return made


def verdict(claim: Indicator, computed: Amount) -> Verdict:
    """How a claim lies to what was computed, both in the claim's unit and direction."""
    said = interval(claim)
    if rounded(claim):
        exact = said.low <= computed.value <= said.high
    else:
        exact = abs(computed.value - claim.value) <= step(claim) / 2
    if exact:
        return "agrees"
    return "rounding" if said.meets(computed.span) else "contradicts"

"""How exact a figure is as written, and between which numbers its true value lies."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from ..dataclass import dataclass
from ..expression import expression
from ..records import Indicator, Relation
from ..text.fold import fold
from ..text.numerals import TEN_THOUSAND

ABOUT = Decimal("0.1")  # a figure with 约 or 左右 may be this part of itself off
TURNED: dict[Relation, Relation] = {"=": "=", "≈": "≈", ">": "<", "≥": "≤", "<": ">", "≤": "≥"}
_NUMBER = expression(r"\d[\d,]*(?:\.(\d+))?")


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which numbers a value lies; the ends count in."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        return self.low <= other.high and other.low <= self.high


def step(one: Indicator) -> Decimal:
    """The worth of the last digit written: 6.83万户 is exact to 100, 31500 to 1, 三成 to 1."""
    hit = _NUMBER.search(fold(one.text))
    if hit is None:
        return _trailing(one.value)
    mantissa = Decimal(hit[0].replace(",", ""))
    if not mantissa or not one.value:
        return Decimal(1).scaleb(-len(hit[1] or ""))
    # 3万5千: the digits alone do not carry the value
    scale = abs(one.value / mantissa)
    return scale.scaleb(-len(hit[1] or "")) if _power_of_ten(scale) else _trailing(one.value)


def interval(one: Indicator) -> Interval:
    """Between which numbers the true value lies, for what is written, its rounding and its relation."""
    low, high = one.value, one.value if one.value_max is None else one.value_max
    last = step(one)
    if one.relation == "≈":
        off = max(last, ABOUT * abs(low))
        return Interval(low - off, high + off)
    # 超过230万 means not much more, and 近5000 not much less: how much, the round figure itself tells
    coarse = max(_trailing(low), last)
    if one.relation in (">", "≥"):
        return Interval(low, high + coarse)
    if one.relation in ("<", "≤"):
        return Interval(low - coarse, high)
    half = (
        last / 2
        if last != 1 or one.value != one.value.to_integral_value() or TEN_THOUSAND in fold(one.text)
        else Decimal(0)
    )
    return Interval(low - half, high + half)


def tidy(value: Decimal, places: int = 4) -> Decimal:
    """A computed value to so many decimals, written out: 70, not 7E+1. A vast one to the digits there are."""
    try:
        exact = value.quantize(Decimal(1).scaleb(-places))
    except InvalidOperation:  # more digits than the context holds
        exact = +value
    return Decimal(f"{exact.normalize():f}")


def rounded(one: Indicator) -> bool:
    """Whether the figure says itself that it is not exact."""
    return one.relation != "=" or one.value_max is not None


def of_signed(one: Indicator) -> Relation:
    """The relation of the value with its sign: a fall of more than 5 % is below -5 %."""
    return TURNED[one.relation] if one.role == "change" and one.direction == "down" else one.relation


def _trailing(value: Decimal) -> Decimal:
    """The worth of the last digit that is not zero: 4200 → 100."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _power_of_ten(value: Decimal) -> bool:
    return value.normalize().as_tuple().digits == (1,)

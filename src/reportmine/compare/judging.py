"""Whether a target was met by a figure: what it asks for, held against what the figure leaves open."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ..figures.signed import with_sign
from ..metrics.conversions import convert
from ..metrics.precision import ABOUT, Interval, interval, rounded, step, tidy
from ..records import Indicator, Outcome
from ..text import numerals
from .aims import Bound, slack

SAME = Decimal("0.001")  # a figure this part short of a target, which it rounds to, is not short of it

Judged = tuple[Outcome, str]  # with what it rests on


def reached(result: Indicator, factor: Fraction) -> tuple[Interval, Interval]:
    """Where a figure lies as it is meant, and at the widest; in the unit of the target, a fall below zero.

    A figure that says nothing of being inexact is held to what is written.
    """
    exact = Interval(result.value, result.value)
    wide = interval(result) if rounded(result) else exact
    meant = wide
    if result.relation == "≈":
        top = result.value if result.value_max is None else result.value_max
        meant = Interval(result.value - slack(result), top + slack(result))
    return _signed(result, meant, factor), _signed(result, wide, factor)


def _signed(one: Indicator, span: Interval, factor: Fraction) -> Interval:
    ends = [with_sign(one, convert(end, factor)) for end in (span.low, span.high)]
    return Interval(min(ends), max(ends))


def judge(aim: Indicator, asks: Bound, meant: Interval, wide: Interval, digits: Decimal) -> Judged:
    """Met, missed or open, and why; `digits` is the worth of the last digit of what was reached."""
    if _within(meant, asks.low, asks.high):
        return "met", asked(aim, asks)
    if _same_when_rounded(aim, asks, meant, digits):
        return "met", "rounds to the target"
    if asks.side == "both":
        return "open", "beyond the target, and which way is better is not said"
    if _straddles(wide, asks) or _within(wide, asks.low, asks.high):
        return "open", "rounding leaves it open"
    # what is about so much is missed only by what is clearly off
    more = max(ABOUT * abs(aim.value) - asks.slack, Decimal(0)) if asks.slack else Decimal(0)
    if asks.low is not None and wide.high >= asks.low - more:
        return "open", f"just short of a target that is about so much; {asked(aim, asks)}"
    if asks.high is not None and wide.low <= asks.high + more:
        return "open", f"just above a target that is about so much; {asked(aim, asks)}"
    return "missed", asked(aim, asks)


def _within(span: Interval, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or span.low >= low) and (high is None or span.high <= high)


def _straddles(span: Interval, asks: Bound) -> bool:
    """Whether a figure may lie on either side of the end that a target has."""
    low, high = asks.low, asks.high
    return (low is not None and span.low < low <= span.high) or (
        high is not None and span.low <= high < span.high
    )


def _same_when_rounded(aim: Indicator, asks: Bound, meant: Interval, digits: Decimal) -> bool:
    """Whether a figure told in more digits is the target in those of the target: 58.08% of 58.1%."""
    if aim.relation != "=" or meant.low != meant.high or digits >= step(aim):
        return False
    off = min(step(aim) / 2, SAME * abs(aim.value))
    low = None if asks.low is None else asks.low - off
    return _within(meant, low, None if asks.high is None else asks.high + off)


def asked(aim: Indicator, asks: Bound) -> str:
    """What a target asks for, in words, with the slack that it leaves."""
    unit = aim.unit or ""
    fall = aim.role == "change" and aim.direction == "down"
    low, high = (asks.high, asks.low) if fall else (asks.low, asks.high)
    words = (("exactly", low),) if low == high else (("at least", low), ("at most", high))
    ends = [f"{word} {_plain(abs(end) if fall else end)}{unit}" for word, end in words if end is not None]
    said = f"asks for {'a fall of ' if fall else ''}{' and '.join(ends)}"
    return f"{said}, as about so much may be {_plain(asks.slack)}{unit} off" if asks.slack else said


def _plain(value: Decimal) -> str:
    """A number as people write it: 252亿, 5.3625."""
    size, name = numerals.short(value)
    return f"{tidy(size):f}{name}"

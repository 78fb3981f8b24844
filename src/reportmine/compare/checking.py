"""The change that two levels give, in the unit and direction of a claim."""

from __future__ import annotations

from fractions import Fraction

from ..figures.scales import POINT, SHARES
from ..metrics.arithmetic import Amount
from ..metrics.conversions import Units
from ..records import Indicator


def relative(claim: Indicator, level: Indicator) -> bool:
    """Whether a change is told as a share of what was before."""
    return claim.unit in SHARES and (claim.role == "level" or level.kind != "percent")


def check(claim: Indicator, old: Indicator, new: Indicator, scale: Units) -> Amount | None:
    """What two levels give for a claim; None where they cannot tell."""
    factor = scale.factor(old.unit, new.unit)
    if factor is None:
        return None
    was, now = Amount.of(old, factor), Amount.of(new)
    found = (
        _as_share(claim, was, now, new) if relative(claim, new) else _as_amount(claim, was, now, new, scale)
    )
    return found if found is None or claim.direction != "down" else found.negative()


def _as_share(claim: Indicator, was: Amount, now: Amount, new: Indicator) -> Amount | None:
    if was.span.low <= 0 or new.kind == "percent":
        return None
    # a change is what goes beyond the whole of before
    return now.over(was, SHARES[claim.unit or ""], 0 if claim.role == "level" else 1)


def _as_amount(claim: Indicator, was: Amount, now: Amount, new: Indicator, scale: Units) -> Amount | None:
    inner = Fraction(1) if claim.unit == POINT and new.unit == "%" else scale.factor(new.unit, claim.unit)
    return None if inner is None else now.minus(was).times(inner)

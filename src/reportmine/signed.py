"""Values with the direction of their change."""

from __future__ import annotations

from decimal import Decimal

from .records import Indicator


def signed(one: Indicator) -> Decimal:
    """The value; below zero for a fall."""
    return with_sign(one, one.value)


def with_sign(one: Indicator, value: Decimal) -> Decimal:
    """A value with the sign of a figure's change."""
    return -value if one.role == "change" and one.direction == "down" else value

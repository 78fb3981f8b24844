"""Values with the direction of their change."""

from __future__ import annotations

from decimal import Decimal

from ..dataclass import replace
from ..records import Direction, Indicator
from .quantities import Quantity


def signed(one: Indicator) -> Decimal:
    """The value; below zero for a fall."""
    return with_sign(one, one.value)


def with_sign(one: Indicator, value: Decimal) -> Decimal:
    """A value with the sign of a figure's change."""
    return -value if one.role == "change" and one.direction == "down" else value


def amount(one: Quantity, role: str, direction: Direction | None) -> tuple[Quantity, Direction | None]:
    """The amount of a change and its direction, as in a table: 增长-1.72% is a fall of 1.72 %."""
    if role != "change":
        return one, direction
    if one.value >= 0:
        return one, direction or ("up" if one.signed else None)
    value, top = -one.value, one.value_max
    if top is None:
        return replace(one, value=value), "down"
    if top > 0:
        return one, direction  # between a fall and a rise
    return replace(one, value=-top, value_max=value), "down"

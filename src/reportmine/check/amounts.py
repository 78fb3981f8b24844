"""Figures as amounts, with how exact they are.

A rate, unlike a count, is never taken for exact. In a column of a table 93 beside 94.86 is 93.00, of which
the zeros were left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..metrics.arithmetic import Amount
from ..metrics.precision import Interval, rounded, step
from ..records import Indicator
from .grids import Grid

RATES = ("percent", "ratio")
COLUMN = 3  # cells that show how exact a column is


def written(one: Indicator) -> Amount:
    """What a figure says, in its own unit; 98% may be anything that is rounded to it."""
    found = Amount.of(one)
    if one.kind in RATES and found.span.low == found.span.high:
        return found.widened(step(one) / 2)
    return found


def in_columns(grid: Grid) -> Iterator[tuple[int, Amount]]:
    """What the cells of a table say, by their ids: each as exact as the finest of its column."""
    for column in grid.columns:
        cells = [one for _, one in grid.column(column)]
        if len(cells) < COLUMN or len({one.unit for one in cells}) > 1 or any(map(rounded, cells)):
            continue
        half = min(map(step, cells)) / 2
        for one in cells:
            found = written(one)
            if found.span.high - found.span.low > 2 * half:
                yield one.id, Amount(one.value, Interval(one.value - half, one.value + half))

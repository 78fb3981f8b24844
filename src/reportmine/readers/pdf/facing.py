"""Tables over two facing pages: the right page has the columns that had no room, and no names of rows."""

from __future__ import annotations

from ..document import RawCell
from .letters import wide
from .lines import Line

NEAR = 0.6  # ems by which rows of one height differ
FEWEST = 3  # rows


def rows_beside(left: Line, right: Line) -> list[int] | None:
    """For each row of a table that of the table on the page before which it goes on to the right.

    None where its rows have names of their own, or stand elsewhere than those of the page before.
    """
    if right.page != left.page + 1 or len(right.table) < FEWEST or _named(right):
        return None
    found: list[int] = []
    at = 0
    for height in right.heights:
        while at < len(left.heights) and left.heights[at] > height + NEAR * right.size:
            at += 1
        if at == len(left.heights) or left.heights[at] < height - NEAR * right.size:
            return None
        found.append(at)
        at += 1
    return found if _others(left.table[found[0]], right.table[0]) else None


def _named(table: Line) -> bool:
    """Whether words stand in the first column of a table, under its head."""
    return any(row and any(map(wide, row[0].text)) for row in table.table[1:])


def _others(left: tuple[RawCell, ...], right: tuple[RawCell, ...]) -> bool:
    """Whether two rows of headers are words, and not the same ones."""
    heads = {cell.text for cell in right if cell.text}
    return (
        bool(heads)
        and heads != {cell.text for cell in left if cell.text}
        and any(wide(sign) for text in heads for sign in text)
    )

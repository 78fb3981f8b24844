"""A text cut into what stands below each other: its lines, and its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...dataclass import dataclass
from ...expression import expression
from ...text.grids import Cell, Grid

_LINE = expression(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BREAKS = "\r\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A line with the break after it, or a table with that of its last row. Blocks are all of the text."""

    start: int
    end: int
    grid: Grid | None = None


def blocks(raw: str, grids: Sequence[Grid]) -> Iterator[Block]:
    """The blocks of a text, in its order."""
    at = 0
    for grid in sorted(grids, key=lambda one: one.start):
        if grid.start < at or not _is_table(raw, grid):
            continue  # its lines are shown as they are
        end = _line_end(raw, grid.end)
        yield from _lines(raw, at, grid.start)
        yield Block(grid.start, end, grid)
        at = end
    yield from _lines(raw, at, len(raw))


def _lines(raw: str, start: int, end: int) -> Iterator[Block]:
    for found in _LINE.finditer(raw, start, end):
        yield Block(*found.span())


def _line_end(raw: str, at: int) -> int:
    if _begins_line(raw, at):
        return at
    found = _LINE.match(raw, at)
    return found.end() if found else at


def _begins_line(raw: str, at: int) -> bool:
    return at == 0 or (at <= len(raw) and raw[at - 1] in _BREAKS)


def _is_table(raw: str, grid: Grid) -> bool:
    """Whether a grid is lines of its own, whose cells follow each other in the text and in the table."""
    cells = grid.cells
    inside = bool(cells) and grid.start <= cells[0].start and cells[-1].end <= grid.end <= len(raw)
    return (
        inside
        and _begins_line(raw, grid.start)
        and all(one.start <= one.end for one in cells)
        and all(one.end <= other.start and one.row <= other.row for one, other in pairwise(cells))
    )


def rows(block: Block) -> Iterator[list[tuple[Cell, int, int]]]:
    """The rows of a table: each cell with its part of the text, what follows up to the next cell included.

    A row without cells of its own is empty.
    """
    cells = block.grid.cells if block.grid else ()
    starts = [block.start, *(one.start for one in cells[1:]), block.end]
    row: list[tuple[Cell, int, int]] = []
    number = 0
    for cell, (a, b) in zip(cells, pairwise(starts), strict=True):
        while number < cell.row:
            yield row
            row, number = [], number + 1
        row.append((cell, a, b))
    yield row

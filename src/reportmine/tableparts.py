"""Tables that a page break parts are one again; several that a file holds in one are several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from . import gridplan, matching
from .gridplan import Parts, Span
from .readers.document import Cell, Grid
from .rules import RuleSet

LINES = 8  # lines that may stand between two parts of one table
LONGEST = 40  # characters of such a line
HEADS = 4  # rows of headers that a part may say again
BEFORE = 10  # lines over the first part that a part after it may say again
_LINE = re.compile(r"[^\r\n]+")
_FIGURE = re.compile(r"[(（]?[-+−—－▲△▼▽]?\s?\d[\d,，]*(?:\.\d+)?\s?[%‰)）]?")
_STOP = re.compile(r"[，。；]")


@dataclass(frozen=True, slots=True)
class Joined:
    """A grid, and the lines between its parts: page numbers, the caption said again."""

    grid: Grid
    between: tuple[Span, ...] = ()


def joined(folded: str, grids: Sequence[Grid], rules: RuleSet) -> list[Joined]:
    """The grids in order, each table as one: parts without headers of their own are put to that before."""
    parts = gridplan.parts(rules)
    whole = [one for grid in grids for one in _apart(folded, grid, parts)]
    found: list[Joined] = []
    over: list[str] = []  # what stands over the first part of the last table
    last = 0  # where the table before it ends
    end: Grid | None = None  # the part added last
    for grid in whole:
        between = _between(folded, end.end, grid.start) if end is not None else None
        if end is not None and grid.beside and _rows(grid) <= _rows(end):
            one = found[-1]
            found[-1] = Joined(
                _put_beside(one.grid, end, grid), (*one.between, *_units(folded, end.end, grid.start, parts))
            )
            last = grid.end
            continue
        if (
            end is not None
            and between is not None
            and _goes_on(folded, found[-1].grid, grid, between, over, parts)
        ):
            one = found[-1]
            found[-1] = Joined(_put_together(one.grid, grid), (*one.between, *between))
        else:
            over = _over(folded, grid.start, last)
            found.append(Joined(grid))
        last, end = grid.end, grid
    return [one for one in found if one.grid.merged or _rows(one.grid) > 1]  # a line alone is no table


def _over(folded: str, at: int, after: int) -> list[str]:
    """The lines over a table, without blanks, the nearest last."""
    start = max(after, at - BEFORE * LONGEST)
    lines = ["".join(hit.group().split()) for hit in _LINE.finditer(folded, start, at)]
    return [line for line in lines if line][-BEFORE:]


def _between(folded: str, start: int, end: int) -> list[Span] | None:
    """The lines between two grids; None where they are too many, or sentences."""
    if not 0 <= end - start <= LINES * 2 * LONGEST:
        return None
    lines = [hit.span() for hit in _LINE.finditer(folded, start, end) if hit.group().strip()]
    texts = [folded[a:b].strip() for a, b in lines]
    if len(lines) > LINES or any(len(text) > LONGEST or _STOP.search(text) for text in texts):
        return None
    return lines


def _units(folded: str, start: int, end: int, parts: Parts) -> list[Span]:
    """The lines between two halves of a table that say the unit of both."""
    lines = [hit.span() for hit in _LINE.finditer(folded, start, max(start, end))]
    return [(a, b) for a, b in lines if b - a <= LONGEST and matching.found(parts("unit-only"), folded[a:b])]


def _goes_on(
    folded: str, one: Grid, other: Grid, between: Sequence[Span], over: Sequence[str], parts: Parts
) -> bool:
    """Whether a grid is the rest of the one before it: as wide, without headers of its own, under no name."""
    if one.merged != other.merged or _width(one) != _width(other):
        return False
    repeated = one.merged and _same_heads(folded, one, other)
    if not repeated and not _begins_with_data(folded, other):
        return False
    again = True  # whether all lines between only say that it goes on
    for span in between:
        text = folded[slice(*span)]
        same = "".join(text.split()) in over
        again = again and (
            same or any(matching.found(parts(name), text) for name in ("continued", "unit-only"))
        )
        if not same and any(
            matching.found(parts(name), text) for name in ("table-title", "group", "no-caption")
        ):
            return False
    if repeated:
        return again
    headed = not _begins_with_data(folded, one)
    titled = any(matching.found(parts("table-title"), line) for line in over)
    return (headed and again) or (not one.merged and bool(between) and (headed or titled))


def _rows(grid: Grid) -> int:
    return max((cell.row + cell.rows for cell in grid.cells), default=0)


def _width(grid: Grid) -> int:
    return max((cell.column + cell.columns for cell in grid.cells), default=0)


def _begins_with_data(folded: str, grid: Grid) -> bool:
    """Whether the first row has figures beside a name, and no other words: it is no row of headers."""
    first = min((cell.row for cell in grid.cells), default=0)
    cells = [folded[cell.start : cell.end].strip() for cell in grid.cells if cell.row == first]
    if any(cell.header for cell in grid.cells if cell.row == first) or not cells:
        return False
    beside = [text for text in cells[1:] if text]
    figures = [text for text in beside if _FIGURE.fullmatch(text)]
    years = all(re.fullmatch(r"(?:19|20)\d\d", text) for text in figures)
    return bool(figures) and not years


def _same_heads(folded: str, one: Grid, other: Grid) -> bool:
    """Whether two grids begin with the same rows of words before their data."""
    heads = _heads(folded, other)
    return bool(heads) and heads == _heads(folded, one)


def _heads(folded: str, grid: Grid) -> list[tuple[int, int, str]]:
    """The words over the first row with a figure: row, column, text."""
    found: list[tuple[int, int, str]] = []
    for cell in grid.cells:
        text = "".join(folded[cell.start : cell.end].split())
        if found and cell.row > found[0][0] + HEADS:
            break
        if cell.column and _FIGURE.fullmatch(text):
            return [place for place in found if place[0] < cell.row]
        found.append((cell.row, cell.column, text))
    return []


def _put_together(one: Grid, other: Grid) -> Grid:
    rows = _rows(one)
    moved = [replace(cell, row=cell.row + rows) for cell in other.cells]
    if one.merged:
        return replace(one, end=other.end, cells=tuple(_gone_on(one, rows, moved)))
    return replace(one, end=other.end, cells=(*one.cells, *moved))


def _gone_on(one: Grid, rows: int, moved: Sequence[Cell]) -> Iterator[Cell]:
    """The cells of two parts; a cell that ends with the first goes on where the second has an empty one
    over several rows."""
    empty = {
        cell.column: cell for cell in moved if cell.row == rows and cell.start == cell.end and cell.rows > 1
    }
    ends = {}
    for cell in one.cells:
        other = empty.get(cell.column)
        if other is not None and cell.row + cell.rows == rows and cell.columns == other.columns:
            ends[cell] = other
    for cell in one.cells:
        other = ends.get(cell)
        yield cell if other is None else replace(cell, rows=cell.rows + other.rows)
    gone = set(ends.values())
    yield from (cell for cell in moved if cell not in gone)


def _put_beside(one: Grid, left: Grid, right: Grid) -> Grid:
    """A table with the right half of its last part, `left`."""
    rows, columns = _rows(one) - _rows(left), _width(left)
    moved = [replace(cell, row=cell.row + rows, column=cell.column + columns) for cell in right.cells]
    return replace(one, end=right.end, cells=(*one.cells, *moved))


def _apart(folded: str, grid: Grid, parts: Parts) -> list[Grid]:
    """The tables that one grid holds: a row that can only name a table begins the next, after data."""
    by_row: dict[int, list[Cell]] = {}
    for cell in grid.cells if not grid.beside else ():
        if cell.start < cell.end:
            by_row.setdefault(cell.row, []).append(cell)
    cuts: list[int] = []
    data = False
    for row in sorted(by_row):
        cells = by_row[row]
        text = folded[cells[0].start : cells[0].end]
        named = len(cells) == 1 and any(
            matching.found(parts(name), text) for name in ("table-title", "no-caption")
        )
        if named and data:
            cuts.append(row)
            data = False
        data = data or any(_FIGURE.fullmatch(folded[cell.start : cell.end].strip()) for cell in cells[1:])
    if not cuts:
        return [grid]
    edges = [0, *cuts, 1 + max(cell.row for cell in grid.cells)]
    found = []
    for first, last in pairwise(edges):
        cells = [replace(cell, row=cell.row - first) for cell in grid.cells if first <= cell.row < last]
        start, end = (grid.start if not first else cells[0].start), max(cell.end for cell in cells)
        found.append(
            replace(grid, start=start, end=grid.end if last == edges[-1] else end, cells=tuple(cells))
        )
    return found

"""Tables that a page break parts are one again; several that a file holds in one are several.

A part after the first has the rest of the rows, with the headers said again or not; or, on a facing page,
the rest of the columns, with no names of rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..dataclass import dataclass, field, replace
from ..expression import expression
from ..rules import matching
from ..rules.rule import RuleSet
from ..text.grids import Cell, Grid
from .places import Span
from .stage import Parts
from .stage import parts as of_stage

LINES = 8  # lines that may stand between two parts of one table
LONGEST = 40  # characters of such a line
BEFORE = 10  # lines over the first part that a part after it may say again
SHORT = 24  # characters of a line between two parts that is a row with a label alone
HEADS = 5  # rows of headers that a part after the first may say again
_LINE = expression(r"[^\r\n]+")
_FIGURE = expression(r"[(（]?[-+−—－▲△▼▽]?\s?\d[\d,，]*(?:\.\d+)?\s?[%‰)）]?")
_STOP = expression(r"[，。；]")


@dataclass(frozen=True, slots=True)
class Joined:
    """A grid, and what stands between its parts: page numbers, the caption and the headers said again."""

    grid: Grid
    between: tuple[Span, ...] = ()
    after: int | None = None
    """Where the table begins whose rest of the columns this is; what stands over that stands over this."""


@dataclass
class _Made:
    """A table while its parts are put together. Only the first part is looked at again."""

    first: Grid
    end: int
    rows: int
    cells: list[Cell]
    between: list[Span] = field(default_factory=list)
    after: int | None = None
    over: tuple[str, ...] = ()
    """What stands over the first part."""

    def joined(self) -> Joined:
        grid = replace(self.first, end=self.end, cells=tuple(self.cells))
        return Joined(grid, tuple(self.between), self.after)


def joined(folded: str, grids: Sequence[Grid], rules: RuleSet) -> list[Joined]:
    """The grids in order, each table as one: parts that go on are put to that before."""
    parts = of_stage(rules)
    whole = [one for grid in grids for one in _apart(folded, grid, parts)]
    found: list[_Made] = []
    for one in _spreads(folded, whole, parts):
        before = found[-1] if found else None
        between = _between(folded, before.end, one.grid.start) if before is not None else None
        rest = None
        if before is not None and between is not None and before.after is None and one.after is None:
            rest = _rest(folded, before, one.grid, between, parts)
        if before is not None and between is not None and rest is not None:
            grid, said = rest
            moved = [replace(cell, row=cell.row + before.rows) for cell in grid.cells]
            _gone_on(before.cells, before.rows, moved)
            before.rows += _rows(grid)
            before.end = grid.end
            rows = {(cell.start, cell.end) for cell in grid.cells[: len(between)]}
            before.between += (*(span for span in between if span not in rows), *said, *one.between)
            continue
        cells, after = list(one.grid.cells), one.after
        if after is not None and before is not None:
            after = before.first.start
        over = _over(folded, one.grid.start, before.end if before is not None else 0)
        found.append(
            _Made(one.grid, one.grid.end, _rows(one.grid), cells, list(one.between), after, tuple(over))
        )
    # a line alone is no table
    return [one.joined() for one in found if one.first.merged or one.rows > 1]


def _spreads(folded: str, grids: Sequence[Grid], parts: Parts) -> Iterator[Joined]:
    """The grids, each with the rest of its columns that stands on the page facing it."""
    held: Joined | None = None
    for grid in grids:
        if held is not None and grid.beside and _rows(grid) <= _rows(held.grid):
            lines = _units(folded, held.grid.end, grid.start, parts)
            held = replace(held, grid=_put_beside(held.grid, grid), between=(*held.between, *lines))
            continue
        between = _facing(folded, held.grid, grid, parts) if held is not None else None
        if held is not None and between is not None:
            held = replace(held, between=(*held.between, *between))
            if _rows(held.grid) == _rows(grid):
                held = replace(held, grid=_put_beside(held.grid, grid))
                continue
            yield held  # which row goes with which cannot be told
            yield Joined(grid, tuple(between), held.grid.start)
            held = None
            continue
        if held is not None:
            yield held
        held = Joined(grid)
    if held is not None:
        yield held


def _facing(folded: str, one: Grid, other: Grid, parts: Parts) -> list[Span] | None:
    """The lines between two grids where the second has headers and figures but names no rows; else None."""
    if not (one.merged and other.merged):
        return None
    between = _between(folded, one.end, other.start)
    if between is None or len(between) > 2:
        return None
    heads = _heads(folded, other)
    if not heads or _names_rows(folded, other, heads) or not _names_rows(folded, one, heads):
        return None
    titles = [folded[a:b] for a, b in between if parts.say("table-title", folded[a:b])]
    over = _over(folded, one.start, 0) if titles else []
    return between if all("".join(title.split()) in over for title in titles) else None


def _names_rows(folded: str, grid: Grid, heads: int) -> bool:
    """Whether words stand under the headers of a grid."""
    below = (folded[cell.start : cell.end].strip() for cell in grid.cells if cell.row >= heads)
    return any(
        text and any(char.isalpha() for char in text) and not _FIGURE.fullmatch(text) for text in below
    )


def _put_beside(one: Grid, other: Grid) -> Grid:
    width = _width(one)
    return replace(
        one,
        end=other.end,
        cells=(*one.cells, *(replace(cell, column=cell.column + width) for cell in other.cells)),
    )


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


def _rest(
    folded: str, before: _Made, other: Grid, between: Sequence[Span], parts: Parts
) -> tuple[Grid, list[Span]] | None:
    """What a grid adds to the table before it, without the headers said again, and where those stand."""
    one, over = before.first, before.over
    if not one.merged and not other.merged and between and _lists_on(folded, before, other, between, parts):
        rows = len(between)
        lines = [Cell(a, b, row, 0) for row, (a, b) in enumerate(between)]
        return replace(other, cells=(*lines, *(replace(c, row=c.row + rows) for c in other.cells))), []
    if _goes_on(folded, one, other, between, over, parts) or _ends_it(folded, one, other, between):
        return other, []
    heads = _heads(folded, other)
    if (
        not heads
        or one.merged != other.merged
        or _row_texts(folded, one, heads) != _row_texts(folded, other, heads)
    ):
        return None
    if not _says_it_again(folded, between, over, parts):
        return None
    said = [(cell.start, cell.end) for cell in other.cells if cell.row < heads and cell.start < cell.end]
    cells = tuple(replace(cell, row=cell.row - heads) for cell in other.cells if cell.row >= heads)
    return replace(other, cells=cells), said


def _lists_on(folded: str, before: _Made, other: Grid, between: Sequence[Span], parts: Parts) -> bool:
    """Whether lines between two parts go on with the numbering of the labels before: rows of names alone."""
    if _width(before.first) != _width(other) or not _begins_with_data(folded, other):
        return False
    texts = [folded[slice(*span)] for span in between]
    kinds = [_numbering(text, parts) for text in texts]
    if not all(kinds) or any(len(text) > SHORT for text in texts):
        return False
    known = {_numbering(folded[cell.start : cell.end], parts) for cell in before.cells if cell.column == 0}
    return all(kind in known for kind in kinds)


def _numbering(text: str, parts: Parts) -> str:
    """Which kind of numbering a label begins with; "" for none."""
    for rule in parts("marker"):
        if (hit := matching.match(rule, text)) is not None:
            return next((name for name, caught in hit.groupdict().items() if caught), "")
    return ""


def _says_it_again(folded: str, between: Sequence[Span], over: Sequence[str], parts: Parts) -> bool:
    """Whether all lines between two parts stand over the first part too, or only say that it goes on."""
    return all(
        "".join((text := folded[slice(*span)]).split()) in over
        or any(parts.say(name, text) for name in ("continued", "unit-only"))
        for span in between
    )


def _heads(folded: str, grid: Grid) -> int:
    """How many rows of headers a grid begins with; 0 where it begins with data or is words alone."""
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        if cell.row < HEADS and (text := folded[cell.start : cell.end].strip()):
            rows.setdefault(cell.row, []).append(text)
    for row in sorted(rows):
        figures = [text for text in rows[row] if _FIGURE.fullmatch(text)]
        if figures and not _all_years(figures):
            return row
    return 0


def _all_years(texts: Sequence[str]) -> bool:
    return all(re.fullmatch(r"(?:19|20)\d\d", text) for text in texts)


def _row_texts(folded: str, grid: Grid, rows: int) -> list[tuple[int, int, str]]:
    """What the first rows of a grid say, by place."""
    return [
        (cell.row, cell.column, text)
        for cell in grid.cells
        if cell.row < rows and (text := "".join(folded[cell.start : cell.end].split()))
    ]


def _ends_it(folded: str, one: Grid, other: Grid, between: Sequence[Span]) -> bool:
    """Whether a grid right after another, as wide, begins with a row too empty to be one of headers."""
    if between or not (one.merged and other.merged) or _width(one) != _width(other) or _width(one) < 3:
        return False
    first = [cell for cell in other.cells if cell.row == 0]
    if any(cell.header or cell.columns > 1 for cell in first) or not _heads(folded, one):
        return False
    filled = sum(cell.start < cell.end for cell in first)
    return 0 < 2 * filled < _width(one)


def _units(folded: str, start: int, end: int, parts: Parts) -> list[Span]:
    """The lines between two halves of a table that say the unit of both."""
    lines = [hit.span() for hit in _LINE.finditer(folded, start, max(start, end))]
    return [(a, b) for a, b in lines if b - a <= LONGEST and parts.say("unit-only", folded[a:b])]


def _gone_on(cells: list[Cell], rows: int, moved: Sequence[Cell]) -> None:
    """Add the cells of a part to those of so many rows, in place; a cell that ends there goes on where
    the second has an empty one over several rows."""
    empty = {
        cell.column: cell for cell in moved if cell.row == rows and cell.start == cell.end and cell.rows > 1
    }
    gone: set[Cell] = set()
    for place, cell in enumerate(cells) if empty else ():
        other = empty.get(cell.column)
        if other is not None and cell.row + cell.rows == rows and cell.columns == other.columns:
            cells[place] = replace(cell, rows=cell.rows + other.rows)
            gone.add(other)
    cells += (cell for cell in moved if cell not in gone)


def _goes_on(
    folded: str, one: Grid, other: Grid, between: Sequence[Span], over: Sequence[str], parts: Parts
) -> bool:
    """Whether a grid is the rest of the one before it: as wide, without headers of its own, under no name."""
    if one.merged != other.merged or _width(one) != _width(other):
        return False
    if not _begins_with_data(folded, other):
        return False
    again = _says_it_again(folded, between, over, parts)
    for span in between:
        text = folded[slice(*span)]
        if "".join(text.split()) not in over and any(
            parts.say(name, text) for name in ("table-title", "group", "no-caption")
        ):
            return False
    headed = not _begins_with_data(folded, one)
    titled = any(parts.say("table-title", line) for line in over)
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
    return bool(figures) and not _all_years(figures)


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
        named = len(cells) == 1 and any(parts.say(name, text) for name in ("table-title", "no-caption"))
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

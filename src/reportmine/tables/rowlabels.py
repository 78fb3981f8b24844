"""The labels beside the figures of a row, and those above that they are within."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from itertools import islice

from ..dataclass import dataclass
from ..text.grids import Cell
from . import rowgroups
from .layout import Layout

FAR = 40  # rows that a label may stand over its parts


@dataclass(frozen=True, slots=True)
class Side:
    """What stands beside a figure in its row."""

    labels: tuple[Cell, ...]
    """At its left, as far as the figures before them."""
    unit: Cell | None
    """After the labels, or else after the figures."""


class Labels:
    """The labels of the rows of a table, each row looked up once."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._sides = cache(partial(_sides, layout))
        self._within = cache(partial(rowgroups.within, layout))
        self._telling = cache(partial(_telling, layout))
        self._whole = cache(partial(_path, layout, self._within, self._telling))

    def side(self, cell: Cell) -> Side:
        """What stands beside a figure."""
        return self._sides(cell.row)[cell.column]

    def path(self, cell: Cell) -> tuple[Cell, ...]:
        """The labels of a figure, the highest first: the line across the table over it, and those beside it
        with the labels above that they are within."""
        group = self._layout.over[cell.row].group
        return *((group,) if group else ()), *self._whole(cell.row, self.side(cell).labels)

    def above(self, cell: Cell) -> Cell | None:
        """The label over that of a figure, where it has a figure too."""
        labels = self.side(cell).labels
        named = bool(labels) and self._layout.sheet.kind(cell.row - 1, labels[-1].column) == "text"
        counted = cell.row - 1 in self._layout.columns.last
        return self._layout.sheet.at[cell.row - 1, labels[-1].column] if named and counted else None


def _path(
    layout: Layout,
    within: Callable[[int], Mapping[int, tuple[Cell, ...]]],
    telling: Callable[[int], bool],
    row: int,
    labels: tuple[Cell, ...],
) -> tuple[Cell, ...]:
    """The labels beside a figure with those above that they are within."""
    if not labels:
        return ()
    grades = {one for one in labels if layout.headed(one.column, "grade")}
    if grades and labels[0] not in grades and telling(labels[0].column):
        labels = tuple(one for one in labels if one not in grades)  # the name tells the row from others
    above = () if layout.sheet.grid.merged else _from_above(layout, row, labels[0].column)
    last = labels[-1]
    return *above, *labels[:-1], *within(last.column).get(last.row, ()), last


def _telling(layout: Layout, column: int) -> bool:
    """Whether a column of names tells the rows apart: no name stands twice, or over several rows."""
    cells = [cell for cell in layout.sheet.of("text") if cell.column == column]
    names = [cell for cell in cells if cell.row not in layout.rows.heads]
    texts = {layout.sheet.text(cell) for cell in names}
    return len(texts) == len(names) and all(cell.rows == 1 for cell in names)


def _sides(layout: Layout, row: int) -> list[Side]:
    """What stands beside each column of a row, as far as it has figures."""
    before = islice(_labels_before(layout, row), layout.columns.last[row] + 1)
    after = _units_after(layout, row)
    return [Side(labels, unit or after.get(column)) for column, (labels, unit) in enumerate(before)]


def _labels_before(layout: Layout, row: int) -> Iterator[tuple[tuple[Cell, ...], Cell | None]]:
    """For each column of a row the labels and the unit to its left. Labels after figures begin another half
    of the table."""
    labels: tuple[Cell, ...] = ()
    unit: Cell | None = None
    closed = False  # whether figures have come after the labels
    for column in range(layout.sheet.width):
        yield labels, unit
        if layout.holds_figures(column):
            closed = True
            continue
        cell = layout.sheet.filled(row, column)
        if cell is None or column in layout.indexes or cell in labels:
            continue
        if column in layout.unit_columns:
            unit = cell
        elif _names(layout, cell, column, named=bool(labels) and not closed):
            labels, unit = ((cell,), None) if closed else ((*labels, cell), unit)
            closed = False


def _names(layout: Layout, cell: Cell, column: int, *, named: bool) -> bool:
    """Whether a cell names its row: words, that are no remark nor tell of a row that has a name."""
    if layout.sheet.kinds[cell] != "text" or layout.headed(column, "remark"):
        return False
    return not (named and layout.sentences(cell))


def _units_after(layout: Layout, row: int) -> dict[int, Cell | None]:
    """The unit that stands after the figures of a row, for each of their columns."""
    found: dict[int, Cell | None] = {}
    unit: Cell | None = None
    for column in range(max(layout.unit_columns, default=-1), -1, -1):
        cell = layout.sheet.filled(row, column)
        if column in layout.unit_columns:
            unit = cell if cell is not None and layout.sheet.kinds[cell] == "text" else unit
        elif column not in layout.columns.figures:
            unit = None
        found[column] = unit
    return found


def _from_above(layout: Layout, row: int, column: int) -> list[Cell]:
    """The labels of rows above that reach down to the left of a column, where spans are not known."""
    left = max((at for at in layout.columns.figures if at < column), default=-1)
    found = (_last_above(layout, row, at) for at in range(left + 1, column))
    return [cell for cell in found if cell is not None and layout.sheet.kinds[cell] == "text"]


def _last_above(layout: Layout, row: int, column: int) -> Cell | None:
    """The nearest cell above in a column that is not blank, as far as headers and lines across the table."""
    for above in range(row - 1, max(-1, row - FAR), -1):
        if above in layout.rows.heads or above in layout.rows.banners:
            return None
        if (cell := layout.sheet.filled(above, column)) is not None:
            return cell
    return None

"""A grid laid out: what its cells, columns and rows are, and which rows stand over which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import Literal

from ..dataclass import dataclass, replace
from ..figures.cellunits import Units
from ..figures.scales import RATES
from ..rules.rule import RuleSet
from ..text.grids import Cell, Grid
from . import cellkinds, columnkinds, places, rowkinds, shortheads
from .cellkinds import LONGEST_UNIT
from .columnkinds import Columns
from .places import ABOVE, Sheet, Span
from .rowkinds import Rows
from .stage import parts

LONG_NAME = 40  # characters of a label that may be sentences
_STOPS = "。；，"
Role = Literal["figure", "label", "prose"]


@dataclass(frozen=True, slots=True)
class Over:
    """What stands over a row."""

    heads: Span
    """The rows of headers, from one to before another; (0, 0) for none."""
    group: Cell | None
    """The line across the table that names a group of rows."""


@dataclass(frozen=True, eq=False)
class Layout:
    """A grid laid out."""

    sheet: Sheet
    columns: Columns
    rows: Rows
    over: tuple[Over, ...]
    """What stands over each row."""
    units: Units

    @cached_property
    def headed(self) -> Callable[[int, str], bool]:
        """Whether a header of a column is of a kind."""
        sheet = self.sheet
        first = sorted(self.rows.heads)[:ABOVE]

        @cache
        def says(column: int, name: str) -> bool:
            return any(
                sheet.says(name, sheet.at[row, column]) for row in first if sheet.kind(row, column) == "text"
            )

        return says

    @cached_property
    def is_rate(self) -> Callable[[int], bool]:
        """Whether the headers of a column say shares, changes or ranks, which do not add up."""
        sheet, headed = self.sheet, self.headed  # no layout in what it keeps: it is gone with its last user
        first = sorted(self.rows.heads)[:ABOVE]

        @cache
        def says(column: int) -> bool:
            over = (sheet.at.get((row, column)) for row in first)
            return any(
                sign in sheet.text(cell) for cell in over if cell is not None for sign in RATES
            ) or any(headed(column, part) for part in ("change", "rate", "unitless", "rank"))

        return says

    @cached_property
    def indexes(self) -> frozenset[int]:
        """The columns that number the rows."""
        said = {column for column in range(self.sheet.width) if self.headed(column, "index")}
        return self.columns.codes | (said - columnkinds.with_amounts(self.sheet, said))

    @cached_property
    def unit_columns(self) -> frozenset[int]:
        """The columns that hold the units of their rows."""
        return frozenset(column for column in range(self.sheet.width) if self._holds_units(column))

    def _holds_units(self, column: int) -> bool:
        """Whether a column headed 单位 holds units, and not bodies."""
        if not self.headed(column, "unit-column"):
            return False
        cells = (cell for cell in self.sheet.of("text") if cell.column == column)
        texts = {self.sheet.squeezed(cell) for cell in cells if cell.row not in self.rows.heads}
        known = [text for text in texts if len(text) <= LONGEST_UNIT and self.units(text) is not None]
        return 2 * len(known) >= len(texts)

    @cached_property
    def _beside(self) -> frozenset[int]:
        return self.indexes | self.unit_columns

    def role(self, cell: Cell) -> Role:
        """What a cell is read as: a figure; a label, whose numerals are no figures; or sentences."""
        kind = self.sheet.kinds[cell]
        if cell.row in self.rows.banners and self.sheet.says("aside", cell):
            return "prose"
        if kind == "blank" or cell.column in self._beside or self.rows.apart(cell.row):
            return "label"
        if kind == "number":
            return "figure"
        named = cell.column < self.columns.last.get(cell.row, self.columns.first)  # left of the figures
        return "label" if named and not (cell.column and self.sentences(cell)) else "prose"

    def sentences(self, cell: Cell) -> bool:
        """Whether a cell holds sentences, more than a name with its notes."""
        text = self.sheet.text(cell)
        if len(text) <= LONG_NAME:
            return False
        text = self.sheet.rules.without("note", text)
        return sum(map(text.count, _STOPS)) > 1

    @cached_property
    def roles(self) -> Mapping[Cell, Role]:
        """What each cell is read as."""
        return {cell: self.role(cell) for cell in self.sheet.grid.cells}

    def of(self, role: Role) -> list[Cell]:
        """The cells that are read as one of these, in the order of the text."""
        return [cell for cell in self.sheet.grid.cells if self.roles[cell] == role]

    def holds_figures(self, column: int) -> bool:
        """Whether what stands in a column names no row: figures, or what is among shares (净增)."""
        return column in self.columns.figures or self.is_rate(column)


def layout(folded: str, grid: Grid, rules: RuleSet, units: Units) -> Layout:
    """A grid laid out: cells first, columns by their cells, rows by both."""
    width, height = places.extent(grid)
    kinds = cellkinds.kinds(folded, grid.cells, rules)
    sheet = Sheet(folded, grid, parts(rules), places.by_place(grid), width, height, kinds)
    sheet, columns = columnkinds.told(sheet)
    rows = rowkinds.told(sheet)
    if not grid.merged:
        sheet = replace(sheet, at=shortheads.over_columns(sheet, rows, max(columns.first, 1)))
    return Layout(sheet, columns, rows, tuple(_over(sheet, rows)), units)


def _over(sheet: Sheet, rows: Rows) -> Iterator[Over]:
    """What stands over each row: the nearest rows of headers that follow each other, and the nearest line
    across the table, but for the lines over the whole table, which name no group of its rows."""
    heads: Span = (0, 0)
    group: Cell | None = None
    leading = True
    for row in range(sheet.height):
        yield Over(heads, group)
        if row in rows.counting:
            continue
        if row in rows.heads:
            heads = (heads[0] if heads[1] == row and heads[0] < row else row, row + 1)
        if (banner := rows.banners.get(row)) is not None:
            named = not leading or sheet.says("group", banner)
            aside = sheet.rules.any_say(("unit-only", "aside"), sheet.text(banner))
            group = banner if named and not aside else None
        leading = leading and row in rows.banners

"""A grid by place: which cell stands where, and what kind each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal

from ..dataclass import dataclass, replace
from ..text.grids import MOST_PLACES, Cell, Grid
from .stage import Parts

Span = tuple[int, int]
Place = tuple[int, int]  # row and column
Kind = Literal["blank", "number", "text"]

ABOVE = 3  # rows of headers in which a column's kind may be said


def span(cell: Cell) -> Span:
    """Where a cell stands in the text."""
    return cell.start, cell.end


@dataclass(frozen=True, eq=False)
class Sheet:
    """The cells of a grid by their places, each with its kind."""

    folded: str
    grid: Grid
    rules: Parts
    at: Mapping[Place, Cell]
    """Which cell holds a place, its own or one that it reaches into."""
    width: int
    height: int
    kinds: Mapping[Cell, Kind]

    def text(self, cell: Cell) -> str:
        return self.folded[cell.start : cell.end]

    def squeezed(self, cell: Cell) -> str:
        """The text of a cell without blanks."""
        return "".join(self.text(cell).split())

    def says(self, name: str, cell: Cell) -> bool:
        """Whether a rule of a part is found in a cell."""
        return self.rules.say(name, self.text(cell))

    def bare(self, cell: Cell) -> bool:
        """Whether a cell holds no letters: a number and no word."""
        return not any(char.isalpha() for char in self.text(cell))

    def of(self, kind: Kind) -> Iterator[Cell]:
        """The cells of a kind, in the order of the text."""
        return (cell for cell in self.grid.cells if self.kinds[cell] == kind)

    def kind(self, row: int, column: int) -> Kind | None:
        """The kind of the cell that holds a place; None where none does."""
        cell = self.at.get((row, column))
        return None if cell is None else self.kinds[cell]

    def filled(self, row: int, column: int) -> Cell | None:
        """The cell that holds a place, where it is not blank."""
        cell = self.at.get((row, column))
        return None if cell is None or self.kinds[cell] == "blank" else cell

    def row(self, number: int) -> tuple[Cell, ...]:
        """The different cells that stand in a row, those that reach into it too."""
        return self._rows.get(number, ())

    @cached_property
    def _rows(self) -> dict[int, tuple[Cell, ...]]:
        rows: dict[int, dict[Cell, None]] = {}
        for (row, _), cell in sorted(self.at.items(), key=lambda place: place[0]):
            rows.setdefault(row, {}).setdefault(cell)
        return {row: tuple(cells) for row, cells in rows.items()}

    def called(self, kind: Kind, cells: Iterable[Cell]) -> Sheet:
        """The same with some cells of another kind."""
        return replace(self, kinds={**self.kinds, **dict.fromkeys(cells, kind)})


def by_place(grid: Grid) -> dict[Place, Cell]:
    """Which cell holds each place of a grid; where cells reach over each other, the first."""
    at: dict[Place, Cell] = {}
    for cell, (deep, wide) in zip(grid.cells, _sizes(grid), strict=True):
        for row in range(cell.row, cell.row + deep):
            for column in range(cell.column, cell.column + wide):
                at.setdefault((row, column), cell)
    return at


def extent(grid: Grid) -> tuple[int, int]:
    """The width and the height of a grid."""
    sizes = list(zip(grid.cells, _sizes(grid), strict=True))
    return (
        max((cell.column + wide for cell, (_, wide) in sizes), default=0),
        max((cell.row + deep for cell, (deep, _) in sizes), default=0),
    )


def _sizes(grid: Grid) -> list[tuple[int, int]]:
    """Rows and columns of each cell: spans are kept only where all of them are not too many."""
    sizes = [(cell.rows, cell.columns) for cell in grid.cells]
    whole = sum(deep * wide for deep, wide in sizes) <= MOST_PLACES
    return sizes if whole else [(1, 1)] * len(sizes)

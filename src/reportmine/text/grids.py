"""Tables as a format marks them: cells with their places in the text and in the table."""

from __future__ import annotations

from ..dataclass import dataclass

MOST_PLACES = 200_000  # places of one table, the empty ones counted; beyond, its spans are not kept


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its place in the text and in the table."""

    start: int
    end: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False
    """Whether the format says that it is a header."""
    indent: int = 0
    """How far its text is moved to the right, in half widths."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. In the text each row is a line, and tabs part the cells; a cell stands where it begins,
    and the other places that it spans are empty."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    """In the order of the text; empty ones too."""
    merged: bool = True
    """Whether the spans of cells are known; not in a table that only its blanks make one."""
    beside: bool = False
    """Whether its rows go on those of the grid before it, which is its left half, by their numbers."""

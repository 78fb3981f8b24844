"""The tables of rich text: rows whose cells say where they end, put on one grid of columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ...dataclass import dataclass, field
from ..tables import Block, CellDraft, RowDraft, TableDraft

NEAR = 60  # twips (1 mm): ends of cells that are one line of the grid


@dataclass(slots=True)
class Defined:
    """What a row says of a cell: where it ends, in twips, and how it is merged."""

    end: int = 0
    down: str = ""
    across: str = ""


@dataclass(slots=True)
class Row:
    """A row: its cells, where its first begins, and what it says of them."""

    cells: list[list[Block]] = field(default_factory=list)
    left: int = 0
    header: bool = False
    defined: list[Defined] = field(default_factory=list)


@dataclass(slots=True)
class Open:
    """A table that is open, with the cell and the row that are."""

    rows: list[Row] = field(default_factory=list)
    cells: list[list[Block]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


def drawn(rows: Sequence[Row]) -> TableDraft:
    """A table of the rows: a cell spans the columns of other rows that it is as wide as."""
    lines = _grid(rows)
    table = TableDraft()
    for row in rows:
        before = _column(lines, row.left)
        draft = RowDraft(before=before, header=row.header)
        at = before
        for number, blocks in enumerate(row.cells):
            said = row.defined[number] if number < len(row.defined) else None
            end = at + 1 if said is None else max(at + 1, _column(lines, said.end))
            cell = CellDraft(blocks, end - at)
            if said is not None:
                cell.merge, cell.across = said.down, said.across
            draft.cells.append(cell)
            at = end
        table.rows.append(draft)
    return table


def _grid(rows: Sequence[Row]) -> list[int]:
    """Where the columns of a table begin and end, lines that are near each other as one."""
    found: list[int] = []
    said = {id(row.defined): row.defined for row in rows}.values()  # many rows share one
    ends = {one.end for defined in said for one in defined}
    for place in sorted({row.left for row in rows} | ends):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _column(lines: Sequence[int], place: int) -> int:
    """The number of the line of the grid at a place."""
    return max(0, bisect_left(lines, place - NEAR))

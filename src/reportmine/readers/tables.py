"""Tables of written documents: which cells span what, and which tables only lay out text."""

from __future__ import annotations

from collections.abc import Callable

from ..dataclass import dataclass, field
from .document import MOST_SPANNED, Composer, RawCell

MOST_CELLS = 500_000  # of one document
MANY_CELLS = f"has tables of more than {MOST_CELLS:,} cells", "split it into several documents"
LONG = 60  # characters of a paragraph that is prose if others follow it in a cell
VERY_LONG = 300  # characters of a paragraph that is prose in any cell


@dataclass(slots=True)
class CellDraft:
    """A cell as read."""

    blocks: list[Block] = field(default_factory=list)
    columns: int = 1
    merge: str = ""
    """restart, continue: a cell that spans rows begins, goes on."""
    across: str = ""
    """The same for columns, as old documents have it."""
    gone: bool = False


@dataclass(slots=True)
class RowDraft:
    """A row as read."""

    cells: list[CellDraft] = field(default_factory=list)
    before: int = 0
    """Columns that the row leaves out at its beginning."""
    header: bool = False
    gone: bool = False


@dataclass(slots=True)
class TableDraft:
    """A table as read."""

    rows: list[RowDraft] = field(default_factory=list)


Block = str | TableDraft
"""A paragraph's line, or a table."""


@dataclass(slots=True)
class _Placed:
    """A cell in its place: the cells that it covers are part of it."""

    blocks: list[Block]
    columns: int
    header: bool
    rows: int = 1


def compose(block: Block, composer: Composer, check: Callable[[], None]) -> None:
    """Puts a block into the text: tables that lay out text as paragraphs, inner tables after the outer."""
    waiting = [block]
    while waiting:
        check()
        one = waiting.pop()
        if isinstance(one, str):
            composer.paragraph(one)
            continue
        rows = _placed(one)
        cells = [cell for row in rows for cell in row]
        if _lays_out(rows, cells):
            waiting.extend(reversed([inner for cell in cells for inner in cell.blocks if inner != ""]))
            continue
        composer.table(
            [
                [RawCell(_text(cell.blocks), cell.rows, cell.columns, cell.header) for cell in row]
                for row in rows
            ]
        )
        inner = [table for cell in cells for table in cell.blocks if not isinstance(table, str)]
        waiting.extend(reversed(inner))


def _placed(table: TableDraft) -> list[list[_Placed]]:
    """The rows, with what spans rows or columns as one cell where it begins."""
    rows: list[list[_Placed]] = []
    above: dict[int, _Placed] = {}  # column → the cell that a following row may go on with
    for row in table.rows:
        if row.gone:
            continue
        line: list[_Placed] = []
        here: dict[int, _Placed] = {}
        if row.before:
            line.append(_Placed([], row.before, row.header))
        column = row.before
        last: _Placed | None = None
        for cell in row.cells:
            if cell.gone:
                continue
            origin = above.get(column) if cell.merge == "continue" else None
            if origin is not None:
                origin.rows += 1
                origin.blocks += cell.blocks
                here[column] = last = origin
            elif cell.across == "continue" and last is not None:
                last.columns = min(last.columns + cell.columns, MOST_SPANNED)
                last.blocks += cell.blocks
            else:
                last = _Placed(list(cell.blocks), cell.columns, row.header)
                line.append(last)
                if cell.merge:
                    here[column] = last
            column += cell.columns
        rows.append(line)
        above = here
    return rows


def _lays_out(rows: list[list[_Placed]], cells: list[_Placed]) -> bool:
    """Whether a table has one column, or holds mostly prose."""
    if all(len(row) <= 1 for row in rows):
        return True
    total = prose = 0
    for cell in cells:
        lengths = [len(block) for block in cell.blocks if isinstance(block, str)]
        total += sum(lengths)
        long = [length for length in lengths if length > LONG]
        if len(long) > 1:
            prose += sum(long)
        elif long and long[0] > VERY_LONG:
            prose += long[0]
    return prose * 2 > total


def _text(blocks: list[Block]) -> str:
    return "\n".join(block for block in blocks if isinstance(block, str))

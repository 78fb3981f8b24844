"""Rows of tables: lines in cells that line up with those of their neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from ...dataclass import replace
from ...rules.rule import RuleSet
from .centred import with_centred
from .lines import Line, Piece
from .rows import is_figure

# In ems
ALIGNED = 0.8  # by how much cells of one column differ
REACH = 10.0  # how far below a row the next may stand, past the broken lines of its cells
BELOW = 2.0  # how far below a cell's line its next one stands
NEARER = 0.8  # times the distance between rows: what is so near is a line of a cell
FREE = 1.5  # room that a full line of a cell leaves, its padding counted


def with_rows(page: Sequence[Line], rules: RuleSet) -> tuple[list[Line], set[int]]:
    """A page's lines, the broken lines of cells put together; the ids of those that are rows of tables."""
    made: list[Line] = []
    rows: list[list[int]] = []  # the places of the rows, table by table
    last: int | None = None  # the place of the last line in cells
    low = 0.0  # where the last line that is part of it stands
    across = with_centred(page, rules)
    for line, after in zip_longest(across, across[1:]):
        if line.apart:
            last = None
            made.append(line)
            continue
        above = made[last] if last is not None else None
        near = above is not None and _near(above, line)
        if above is not None and last is not None and near and _are_rows(above, line):
            if not rows or rows[-1][-1] != last:
                rows.append([last])
            rows[-1].append(len(made))
        elif above is not None and last is not None and near and len(line.parts) == 1:
            column = _column(above, line)
            grows = column is not None and rows and rows[-1][-1] == last
            before = rows[-1][-2] if grows else None
            pitch = made[before].y - above.y if before is not None else 0.0
            if (
                grows
                and column is not None
                and (
                    _broken(above, column, line, low, made) or _tight(above, column, line, low, pitch, after)
                )
            ):
                made[last], low = _joined(above, column, line), line.y
                continue
            if column is None:
                last = None
        else:
            last = None
        if len(line.parts) > 1:
            last, low = len(made), line.y
        made.append(line)
    for table in rows:
        _settle(made, table)
    return made, {id(made[at]) for table in rows for at in table}


def _near(above: Line, line: Line) -> bool:
    return above.frame == line.frame and 0 < above.y - line.y <= REACH * max(above.size, line.size)


def _are_rows(one: Line, other: Line) -> bool:
    """Whether a cell after the first begins, ends or has its middle where a cell of the other row has."""
    if min(len(one.parts), len(other.parts)) < 2 or max(len(one.pieces), len(other.pieces)) < 2:
        return False
    near = ALIGNED * max(one.size, other.size)
    return any(
        abs(a.left - b.left) <= near
        or abs(a.right - b.right) <= near
        or abs(a.left + a.right - b.left - b.right) <= 2 * near
        for a in one.parts[1:]
        for b in other.parts[1:]
    )


def _column(row: Line, line: Line) -> int | None:
    """The cell of a row that a line without cells stands under; None where it crosses the columns."""
    piece, near = line.parts[0], ALIGNED * line.size
    for column, cell in enumerate(row.parts):
        ends = row.parts[column + 1].left if column + 1 < len(row.parts) else line.width
        begins = abs(piece.left - cell.left) <= near
        centred = abs(piece.left + piece.right - cell.left - cell.right) <= near
        if (begins or centred) and piece.right <= ends:
            return column
    return None


def _broken(row: Line, column: int, line: Line, low: float, page: Sequence[Line]) -> bool:
    """Whether a line close below a cell's last, which is at `low`, begins with what did not fit into that."""
    if not 0 < low - line.y <= BELOW * line.size:
        return False
    if column + 1 < len(row.parts):
        end = row.parts[column + 1].left
    else:
        end = max(other.right for other in page if other.frame == row.frame)
    return end - row.parts[column].right < line.first + FREE * line.size


def _tight(row: Line, column: int, line: Line, low: float, pitch: float, after: Line | None) -> bool:
    """Whether a line of words stands nearer to the row above than rows do, and than what follows does; it is
    no longer than the line before it, which did not end for want of words."""
    if line.right - line.left > row.parts[column].right - row.parts[column].left + line.size:
        return False
    gap = low - line.y
    beneath = line.y - after.y if after is not None and after.frame == line.frame else 0.0
    figures = is_figure(row.parts[column].text) or is_figure(line.text)
    return not figures and 0 < gap <= NEARER * pitch and (beneath <= 0 or gap <= NEARER * beneath)


def _joined(row: Line, column: int, line: Line) -> Line:
    """The row with the line put behind the text of the cell."""
    cell, piece = row.parts[column], line.parts[0]
    latin = cell.text[-1:].isascii() and cell.text[-1:].isalpha() and piece.text[:1].isascii()
    between = " " if latin and piece.text[:1].isalpha() else ""
    longer = Piece(cell.text + between + piece.text, cell.left, piece.right)
    parts = (*row.parts[:column], longer, *row.parts[column + 1 :])
    return replace(row, parts=parts, pieces=parts)


def _settle(lines: list[Line], table: Sequence[int]) -> None:
    """Puts the cells of each row into the columns of the table, those that are missing as empty ones."""
    columns = max((lines[at].parts for at in table), key=len)
    for at in table:
        placed = _placed(lines[at].parts, columns)
        lines[at] = replace(lines[at], pieces=placed, parts=placed)


def _placed(cells: Sequence[Piece], columns: Sequence[Piece]) -> tuple[Piece, ...]:
    """The cells in their columns; as they are where it is not clear which those are."""
    if len(cells) == len(columns):
        return tuple(cells)
    places = [_place(cell, columns) for cell in cells]
    if None in places or len(set(places)) < len(places):
        return tuple(cells)
    found = dict(zip(places, cells, strict=True))
    width = max(place for place in places if place is not None) + 1
    return tuple(
        found.get(n) or Piece("", column.left, column.left) for n, column in enumerate(columns[:width])
    )


def _place(cell: Piece, columns: Sequence[Piece]) -> int | None:
    """The one column that a cell stands in."""
    over = [n for n, column in enumerate(columns) if cell.left < column.right and column.left < cell.right]
    return over[0] if len(over) == 1 else None

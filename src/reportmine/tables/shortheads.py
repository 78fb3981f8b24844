"""Rows of headers that have fewer cells than the data under them, where no spans say how far each reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import count

from ..text.grids import Cell
from .places import Place, Sheet, Span
from .rowkinds import Rows


def over_columns(sheet: Sheet, rows: Rows, first: int) -> dict[Place, Cell]:
    """The places where rows of headers with fewer cells than the data under them stand over their columns.

    Where no spans are known, they are those of the figures alone (from column `first` on), or divide one
    header of the row above; others head nothing.
    """
    by_row: dict[int, list[Cell]] = {}
    for cell in sheet.grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    gone: set[int] = set()
    moved: dict[Place, Cell] = {}
    for top, last in _runs(rows.heads):
        short = by_row.get(last, [])
        width = _usual_width([len(by_row.get(row, ())) for row in _body(sheet, rows, last)])
        if len(short) < width and last not in rows.banners:
            placed = _placed(sheet, last, short, by_row.get(last - 1, []) if last > top else [], first, width)
            gone |= {last, *(row for row, _ in placed)}
            moved |= placed
    return {place: cell for place, cell in sheet.at.items() if place[0] not in gone} | moved


def _runs(heads: Collection[int]) -> Iterator[Span]:
    """The first and the last of rows of headers that follow each other."""
    tops = (row for row in sorted(heads) if row - 1 not in heads)
    return ((top, next(row for row in count(top) if row + 1 not in heads)) for top in tops)


def _body(sheet: Sheet, rows: Rows, last: int) -> Iterator[int]:
    """The rows after one that are none of headers."""
    return (row for row in range(last + 1, sheet.height) if row not in rows.heads)


def _usual_width(sizes: Sequence[int]) -> int:
    """The commonest of the counts of cells in rows, those of one cell apart."""
    widths = Counter(size for size in sizes if size > 1)
    return widths.most_common(1)[0][0] if widths else 0


def _placed(
    sheet: Sheet, last: int, under: Sequence[Cell], above: Sequence[Cell], first: int, width: int
) -> dict[Place, Cell]:
    """Where the cells of a short row of headers stand, and those of the row above it that they divide; or
    nowhere."""
    free = width - first
    if len(under) == free:
        levels = [(last, under), *([(last - 1, above)] if len(above) == free else [])]
        return {(row, first + n): cell for row, cells in levels for n, cell in enumerate(cells)}
    whole = _divided(sheet, above) if len(above) - 1 + len(under) == free else None
    if whole is None:
        return {}
    at = first + above.index(whole)
    wide = [cell for cell in above for _ in (under if cell is whole else [cell])]
    return {
        **{(last - 1, first + n): cell for n, cell in enumerate(wide)},
        **{(last, at + n): cell for n, cell in enumerate(under)},
    }


def _divided(sheet: Sheet, cells: Sequence[Cell]) -> Cell | None:
    """The one header of a row that those under it divide: no total, and one of several kinds."""
    found = [cell for cell in cells if not sheet.says("total", cell)]
    found = [cell for cell in found if sheet.says("divided", cell)] if len(found) > 1 else found
    return found[0] if len(found) == 1 else None

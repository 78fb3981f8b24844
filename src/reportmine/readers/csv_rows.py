"""The rows of a CSV file: which sign parts its cells, and which text each cell holds."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence

from ..dataclass import dataclass
from ..expression import expression

SIGNS = "\t;|,"  # that part cells; of two that fit as well, the one before stands less often in a cell
SAMPLE = 300  # lines by which the sign is told
LEAST = 2  # rows of as many cells that make a table
_DECLARED = expression(r"sep=(.)")  # the first line that spreadsheets write and read
_TYPED = expression(r'="([^"]*)"')  # a text that no spreadsheet is to take for a number


@dataclass(frozen=True, slots=True)
class Row:
    """A record: the line on which it begins, from 1, and its cells."""

    line: int
    cells: tuple[str, ...]

    @property
    def filled(self) -> list[int]:
        """The columns in which something stands."""
        return [column for column, cell in enumerate(self.cells) if cell.strip()]


@dataclass(frozen=True, slots=True)
class Rows:
    """A file taken apart. `torn` are the lines with a quotation mark that is never, or badly, closed."""

    rows: tuple[Row, ...]
    torn: tuple[int, ...]


def parsed(text: str) -> Rows | None:
    """The rows of a text; None where no sign parts its lines into rows of a table."""
    lines = list(io.StringIO(text, newline=""))
    declared = _DECLARED.fullmatch(lines[0].strip("\ufeff \r\n")) if lines else None
    first = 1 if declared else 0
    told = (
        [(declared[1], *_width(lines[1:], declared[1]))]
        if declared
        else [(sign, *_width(lines, sign)) for sign in SIGNS]
    )
    sign, width, share = max(told, key=lambda one: one[-1])  # the first of equals
    if not (share or declared) or sign in '"\r\n':
        return None
    torn: list[int] = []
    rows = tuple(_read(lines, sign, torn, first, width))
    return Rows(rows, tuple(torn))


def _width(lines: Sequence[str], sign: str) -> tuple[int, float]:
    """The commonest number of cells above one, and the share of the rows that have it; 0 for too few."""
    widths = [len(row.cells) for row in _read(lines[:SAMPLE], sign, []) if row.cells]
    counted = Counter(width for width in widths if width > 1)
    width, most = counted.most_common(1)[0] if counted else (0, 0)
    enough = most >= LEAST and 3 * most >= counted.total()
    return width, most / len(widths) if enough else 0.0


def _read(lines: Sequence[str], sign: str, torn: list[int], first: int = 0, width: int = 0) -> Iterator[Row]:
    """The records of the lines. Where a quotation mark is at fault, it holds for its own line alone.

    So does one whose cell would take in whole rows of `width` cells.
    """
    at = first
    while at < len(lines):
        reader = csv.reader((lines[line] for line in range(at, len(lines))), delimiter=sign, strict=True)
        begun = at
        try:
            for cells in reader:
                if width and any(_takes_in_rows(cell, sign, width) for cell in cells):
                    raise csv.Error
                yield Row(begun + 1, tuple(map(_untyped, cells)))
                begun = at + reader.line_num
            return
        except csv.Error:  # from here on once more, without this line
            torn.append(begun + 1)
            yield Row(begun + 1, _of_line(lines[begun], sign, width))
            at = begun + 1


def _of_line(line: str, sign: str, width: int) -> tuple[str, ...]:
    """The cells of one line, its quotation marks taken as they come, or for nothing where that fits."""
    plain = line.rstrip("\r\n").split(sign)
    try:
        cells = next(csv.reader([line], delimiter=sign), [])
    except csv.Error:  # a cell beyond the limit of the library
        cells = plain
    if len(cells) != width and len(plain) == width:
        cells = plain
    return tuple(cell.strip('"\r\n') for cell in cells)


def _takes_in_rows(cell: str, sign: str, width: int) -> bool:
    return "\n" in cell and any(line.count(sign) == width - 1 for line in cell.split("\n")[1:-1])


def _untyped(cell: str) -> str:
    hit = _TYPED.fullmatch(cell)
    return hit[1] if hit else cell

"""The tables among rows of cells, and the lines over and under them: of CSV files and of spreadsheets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..expression import expression
from .csv_rows import Row
from .document import Composer, RawCell, Unreadable

MOST_COVERED = 2_000_000  # places of a table that cells span; beyond, its spans are not kept
OURS: tuple[tuple[str, ...], ...] = (  # the first columns of what the commands write
    ("file", "title", "issuer", "region", "year", "id", "text", "start", "end"),
    ("report", "region", "year", "metric", "concept", "value", "unit", "relation"),
    ("metric", "concept", "unit", "region"),
    ("metric", "concept", "unit", "year"),
    ("part", "change", "section", "metric", "concept"),
    ("file", "title", "region", "year", "verdict", "rule"),
)
Spans = Mapping[tuple[int, int], tuple[int, int]]
"""Cells that span others, by line and column: how many rows and columns."""
_NUMBER = expression(r"\s*[(（]?[-+−—－▲△▼▽]?\s*\d[\d,，. ]*[%‰]?[)）]?\s*", re.A)
_YEAR = expression(r"\s*(?:19|20)\d\d\s*")
_NAMED = expression(r"[^:：]+[:：]")  # 单位：万元


def check_ours(rows: Sequence[Row]) -> None:
    """Raises Unreadable where rows begin as those that the commands write."""
    if rows and any(rows[0].cells[: len(head)] == head for head in OURS):
        raise Unreadable(
            "is a table of figures that reportmine wrote, not a report",
            "give the reports themselves, or the JSON that extract writes",
        )


def blocks(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The tables of a file: an empty row ends one where what follows has headers of its own."""
    block: list[Row] = []
    apart = False  # whether an empty row stands before
    heads = _headed(rows)
    for row, headed in zip(rows, heads, strict=True):
        if not row.filled:
            apart = True
            continue
        if apart and headed and block:
            yield block
            block = []
        block.append(row)
        apart = False
    if block:
        yield block


def _headed(rows: Sequence[Row]) -> list[bool]:
    """Of each row whether it is one of headers, or of words over such a row."""
    out = [False] * len(rows)
    following = False
    for at in range(len(rows) - 1, -1, -1):
        filled = rows[at].filled
        if len(filled) > 1:
            following = not any(_figure(rows[at].cells[column]) for column in filled[1:])
        elif not filled and not following:
            continue
        out[at] = following
    return out


def _figure(cell: str) -> bool:
    return bool(_NUMBER.fullmatch(cell)) and not _YEAR.fullmatch(cell)


def put(block: Sequence[Row], composer: Composer, spans: Spans | None = None) -> list[int]:
    """One table, with the lines over it (its title, its unit) and under it (its notes).

    Gives the lines of rows with more or fewer cells than the others. `spans` are known of some formats.
    """
    first, last = 0, len(block)
    while first < last and _over(block[first]):
        first += 1
    while last > first and block[last - 1].filled == [0]:
        last -= 1
    for row in block[:first]:
        _put_line(row, composer)
    table, ragged = block[first:last], []
    if table:
        width = Counter(len(row.cells) for row in table).most_common(1)[0][0]
        ragged = [row.line for row in table if _is_ragged(row, width)]
        width = max(row.filled[-1] + 1 for row in table)
        merged = _merged(table, spans) if spans else {}
        composer.table(_raw(table, width, merged), merged=bool(merged))
    for row in block[last:]:
        _put_line(row, composer)
    return ragged


def _merged(table: Sequence[Row], spans: Spans) -> dict[tuple[int, int], tuple[int, int]]:
    """The spans of a table, in its own rows: empty rows are none of it."""
    lines = [row.line for row in table]
    found: dict[tuple[int, int], tuple[int, int]] = {}
    covered = 0
    for (line, column), (rows, columns) in spans.items():
        place = bisect_left(lines, line)
        if place < len(lines) and lines[place] == line:
            deep = bisect_left(lines, line + rows) - place
            covered += deep * columns
            if deep > 1 or columns > 1:
                found[place, column] = deep, columns
    return found if covered <= MOST_COVERED else {}


def _over(row: Row) -> bool:
    """Whether a row over a table is a line: one cell at its beginning, or cells that each have a name."""
    texts = [row.cells[column].strip() for column in row.filled]
    return row.filled == [0] or all(_NAMED.match(text) for text in texts)


def _put_line(row: Row, composer: Composer) -> None:
    for text in "  ".join(row.cells[column].strip() for column in row.filled).splitlines():
        composer.paragraph(text)


def _is_ragged(row: Row, width: int) -> bool:
    filled = row.filled
    return len(filled) > 1 and (filled[-1] >= width or len(row.cells) < width)


def _raw(
    table: Sequence[Row], width: int, spans: Mapping[tuple[int, int], tuple[int, int]]
) -> list[list[RawCell]]:
    """The cells of a table, without those that others span."""
    covered: set[tuple[int, int]] = set()
    for (row, column), (rows, columns) in spans.items():
        across = range(column, min(column + columns, width))
        covered.update((down, over) for down in range(row, row + rows) for over in across)
    covered -= spans.keys()
    made = []
    for place, line in enumerate(table):
        cells = (*line.cells[:width], *("",) * (width - len(line.cells)))
        made.append(
            [
                RawCell(cell, *spans.get((place, column), (1, 1)))
                for column, cell in enumerate(cells)
                if (place, column) not in covered
            ]
        )
    return made

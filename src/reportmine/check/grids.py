"""The tables of a report, put together again from the records of their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from ..dataclass import dataclass
from ..expression import expression
from ..records import Indicator
from ..text.fold import fold

PARTED = "\t"  # between the cells of a row
CELL = "table.cell"  # what the records of all cells name
_NUMBER = expression(r"[-+]?[\d,.]*%?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells as written, and those of them that are figures, by their column."""

    words: tuple[str, ...]
    figures: Mapping[int, Indicator]

    def label(self, column: int) -> str:
        """The words nearest to the left of a column, folded, without blanks; "" where there are none."""
        for word in reversed(self.words[:column]):
            plain = "".join(fold(word).split())
            if plain and not _NUMBER.fullmatch(plain):
                return plain
        return ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of as many cells each that follow each other in one table."""

    rows: tuple[Row, ...]

    @property
    def columns(self) -> list[int]:
        """The columns that have figures."""
        return sorted({column for row in self.rows for column in row.figures})

    def column(self, at: int) -> Iterator[tuple[int, Indicator]]:
        """The figures of a column, each with the number of its row."""
        for number, row in enumerate(self.rows):
            if at in row.figures:
                yield number, row.figures[at]


def is_cell(one: Indicator) -> bool:
    """Whether a figure is a cell of a table."""
    return CELL in one.rules


def grids(cells: Iterable[Indicator]) -> Iterator[Grid]:
    """The tables of a report's cells, in order."""
    rows = list(_rows(cells))
    begin = 0
    for at, (one, other) in enumerate(pairwise(rows), 1):
        if not _goes_on(one, other):
            yield Grid(tuple(rows[begin:at]))
            begin = at
    if rows:
        yield Grid(tuple(rows[begin:]))


def _goes_on(one: Row, other: Row) -> bool:
    """Whether a row is of the same table as the one before."""
    last, first = max(one.figures), min(other.figures)
    a, b = one.figures[last], other.figures[first]
    return len(one.words) == len(other.words) and a.table == b.table and b.id == a.id + 1


def _rows(cells: Iterable[Indicator]) -> Iterator[Row]:
    """The rows: cells that follow each other with the same line of text, from left to right."""
    group: list[Indicator] = []
    for one in cells:
        if group and not _same_row(group[-1], one):
            yield from _row(group)
            group = []
        group.append(one)
    if group:
        yield from _row(group)


def _same_row(one: Indicator, other: Indicator) -> bool:
    near = other.start - one.end <= len(one.sentence)
    return one.sentence == other.sentence and other.id == one.id + 1 and near


def _row(group: list[Indicator]) -> Iterator[Row]:
    line = group[0].sentence
    places = set.intersection(*map(begins, group))
    if not places:  # the row was cut short
        return
    begin = min(places)  # a number may stand in the label too: 2.重复申请 2
    columns = [line[: one.start - begin].count(PARTED) for one in group]
    if len(set(columns)) == len(columns):
        yield Row(tuple(line.split(PARTED)), dict(zip(columns, group, strict=True)))


def begins(one: Indicator) -> set[int]:
    """Where in the source the sentence of a figure may begin: the figure may stand in it more than once."""
    return {one.start - hit.start() for hit in re.finditer(re.escape(one.text), one.sentence)}

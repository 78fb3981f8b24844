"""Rows of tables without rules whose cells stand at different heights: a label over two lines, its figures at
the middle of them.

The principle: lines nearer to each other than a letter is high cannot be lines of one text; they are cells of
one row, or of rows beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ...dataclass import dataclass, replace
from ...rules.rule import RuleSet
from .lines import Line, Piece
from .rows import Written, grouped, is_figure

APART = 0.95  # ems: lines of one text are at least so far apart
MOST = 4  # lines of a head
MOST_LINES = 400  # of a page


def with_centred(page: Sequence[Line], rules: RuleSet) -> list[Line]:
    """The lines of a page, those that are one row of a table as one."""
    made: list[Line] = []
    for chain in _chains(page):
        rows = _rows(chain, rules) if 1 < len(chain) <= MOST_LINES else None
        made += chain if rows is None else rows
    return made


def _chains(page: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines each of which is too near to the one before it to follow it."""
    chain: list[Line] = []
    for line in page:
        if chain and not _too_near(chain[-1], line):
            yield chain
            chain = []
        chain.append(line)
    if chain:
        yield chain


def _too_near(above: Line, line: Line) -> bool:
    if above.apart or line.apart or above.frame != line.frame:
        return False
    return 0 < above.y - line.y < APART * min(above.size, line.size)


@dataclass(frozen=True, slots=True)
class _Part:
    """A cell or a line of one."""

    piece: Piece
    line: Line

    @property
    def y(self) -> float:
        return self.line.y

    @property
    def size(self) -> float:
        return self.line.size

    @property
    def left(self) -> float:
        return self.piece.left

    @property
    def right(self) -> float:
        return self.piece.right

    @property
    def first(self) -> float:
        return self.line.size

    @property
    def text(self) -> str:
        return self.piece.text


def _rows(chain: list[Line], rules: RuleSet) -> list[Line] | None:
    """The rows that lines too near to each other are; None where they fit into no columns."""
    base = max(chain, key=lambda line: len(line.parts))
    if len(base.parts) < 2:
        return None
    columns = _columns(chain, base)
    if columns is None:
        return None
    figures = [line for line in chain if any(is_figure(part.text) for part in line.parts)]
    if len(figures) < 2:
        return None if len(chain) > MOST else [_row(base, columns)]
    labels = Written(
        columns[0], min(part.left for part in columns[0]), max(part.right for part in columns[0])
    )
    spans = grouped(labels, [line.y for line in figures], base.size, rules)
    if len(spans) != len(figures):
        return None
    made = []
    for line, (top, foot) in zip(figures, spans, strict=True):
        own = [[part for part in column if foot <= part.y <= top] for column in columns]
        made.append(_row(line, own))
    whole = sum(len(part) for part in columns) == sum(
        len(column) for (top, foot) in spans for column in _within(columns, top, foot)
    )
    return made if whole else None


def _within(columns: Sequence[Sequence[_Part]], top: float, foot: float) -> list[list[_Part]]:
    return [[part for part in column if foot <= part.y <= top] for column in columns]


def _columns(chain: Sequence[Line], base: Line) -> list[list[_Part]] | None:
    """The parts of lines by the columns of the line with most; what stands left of it is a first one."""
    columns: list[list[_Part]] = [[] for _ in range(len(base.parts) + 1)]
    for line in chain:
        for piece in line.parts:
            over = [
                n for n, one in enumerate(base.parts, 1) if piece.left < one.right and one.left < piece.right
            ]
            if not over and piece.right < base.parts[0].left:
                over = [0]
            if len(over) != 1:
                return None
            columns[over[0]].append(_Part(piece, line))
    if not columns[0]:
        del columns[0]
    if any(a.y - b.y < APART * min(a.size, b.size) for column in columns for a, b in pairwise(column)):
        return None
    return columns


def _row(line: Line, columns: Sequence[Sequence[_Part]]) -> Line:
    """One line with the parts of each column as a cell."""
    parts = tuple(
        Piece(
            "".join(part.text for part in column),
            min(part.piece.left for part in column),
            max(part.right for part in column),
        )
        for column in columns
        if column
    )
    return replace(line, parts=parts, pieces=parts)

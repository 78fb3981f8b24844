"""The headers over the columns of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from itertools import islice, takewhile

from ..text.grids import Cell
from .layout import Layout
from .places import Span, span

NEAR = 6  # columns to the left that may say what a change is of
WIDEST = 40  # columns that a header reaches over without a span


Path = tuple[tuple[Cell, ...], Cell | None]
Spans = tuple[Span, ...]


class Heads:
    """Rows of headers that stand over rows of data: what they say of each column, each looked up once.

    `rows` are from one to before another; `least` is the first column of data: no header reaches from further
    left. What is kept holds nothing that keeps it, so that it is gone with its last user: of a wide table it
    takes more memory than its figures.
    """

    def __init__(self, layout: Layout, rows: Span, least: int) -> None:
        self.path: Callable[[int], Path] = cache(partial(_path, layout, rows, least))
        """The headers over a column, the highest first; and the corner, which may say a unit of all."""
        self.left: Callable[[int], tuple[Spans, ...]] = cache(partial(_left, layout, self.path))
        """The headers of the columns of figures to the left of one, up to the next column of words."""
        text = cache(partial(_text, layout, self.path))
        self.again: Callable[[int], Spans] = cache(partial(_again, layout, self.path, text))
        """The headers of the column that one is of whose own headers stand over another column too: 预算 |
        完成 | 占预算 | 预算 | 完成 | 占预算. Within one half of a table."""


def _path(layout: Layout, rows: Span, least: int, column: int) -> Path:
    first, end = rows
    cells = (_over(layout, rows, least, row, column) for row in range(first, end))
    found = tuple(dict.fromkeys(cell for cell in cells if cell is not None))
    corner = layout.sheet.at.get((first, 0)) if end else None
    return found, None if corner in found else corner


def _over(layout: Layout, rows: Span, least: int, row: int, column: int) -> Cell | None:
    """The header of a row over a column; in the rows above the last also one that reaches over it from
    the left, where no span says so."""
    reach = 0 if row == rows[1] - 1 else max(0, column - max(least, column - WIDEST))
    cells = (layout.sheet.filled(row, at) for at in range(column, column - reach - 1, -1))
    return next((cell for cell in cells if cell is not None), None)


def _left(layout: Layout, path: Callable[[int], Path], column: int) -> tuple[Spans, ...]:
    columns = range(column - 1, max(-1, column - 2 * NEAR), -1)
    figures = takewhile(layout.columns.figures.__contains__, columns)
    return tuple(dict.fromkeys(_spans(path(at)) for at in islice(figures, NEAR)))


def _again(layout: Layout, path: Callable[[int], Path], text: Callable[[int], str], column: int) -> Spans:
    own = text(column)
    paths = {at: said for at in _half(layout, column) if (said := text(at))} if own else {}
    counts = Counter(paths.values())
    if counts[own] < 2:
        return ()
    left = (at for at in range(column - 1, -1, -1) if at in paths and counts[paths[at]] == 1)
    at = next(left, None)
    return () if at is None else _spans(path(at))


def _spans(path: Path) -> Spans:
    return tuple(map(span, path[0]))


def _text(layout: Layout, path: Callable[[int], Path], column: int) -> str:
    """What the headers of a column say, without blanks."""
    return "".join([layout.sheet.squeezed(one) + "|" for one in path(column)[0]])


def _half(layout: Layout, column: int) -> list[int]:
    """The columns of figures around one, up to columns of words: at most as many as may be compared."""
    figures = layout.columns.figures.__contains__
    right = takewhile(figures, range(column + 1, column + WIDEST + 1))
    left = takewhile(figures, range(column - 1, column - WIDEST - 1, -1))
    return sorted((*left, column, *right))

"""The headers over the columns of a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache, cached_property
from itertools import islice, takewhile

from ..dataclass import dataclass
from ..text.grids import Cell
from .layout import Layout
from .places import Span, span

NEAR = 6  # columns to the left that may say what a change is of
WIDEST = 40  # columns that a header reaches over without a span


@dataclass(frozen=True, eq=False)
class Heads:
    """Rows of headers that stand over rows of data: what they say of each column."""

    layout: Layout
    rows: Span
    """From one to before another."""
    least: int
    """The first column of data: no header reaches from further left."""

    @cached_property
    def path(self) -> Callable[[int], tuple[tuple[Cell, ...], Cell | None]]:
        """The headers over a column, the highest first; and the corner, which may say a unit of all."""
        return cache(self._path)

    @cached_property
    def left(self) -> Callable[[int], tuple[tuple[Span, ...], ...]]:
        """The headers of the columns of figures to the left of one, up to the next column of words."""
        return cache(self._left)

    @cached_property
    def again(self) -> Callable[[int], tuple[Span, ...]]:
        """The headers of the column that one is of whose own headers stand over another column too: 预算 |
        完成 | 占预算 | 预算 | 完成 | 占预算. Within one half of a table."""
        return cache(self._again)

    def _path(self, column: int) -> tuple[tuple[Cell, ...], Cell | None]:
        first, end = self.rows
        cells = (self._over(row, column) for row in range(first, end))
        found = tuple(dict.fromkeys(cell for cell in cells if cell is not None))
        corner = self.layout.sheet.at.get((first, 0)) if end else None
        return found, None if corner in found else corner

    def _over(self, row: int, column: int) -> Cell | None:
        """The header of a row over a column; in the rows above the last also one that reaches over it from
        the left, where no span says so."""
        reach = 0 if row == self.rows[1] - 1 else max(0, column - max(self.least, column - WIDEST))
        cells = (self.layout.sheet.filled(row, at) for at in range(column, column - reach - 1, -1))
        return next((cell for cell in cells if cell is not None), None)

    def _left(self, column: int) -> tuple[tuple[Span, ...], ...]:
        columns = range(column - 1, max(-1, column - 2 * NEAR), -1)
        figures = takewhile(self.layout.columns.figures.__contains__, columns)
        return tuple(dict.fromkeys(self._spans(at) for at in islice(figures, NEAR)))

    def _again(self, column: int) -> tuple[Span, ...]:
        own = self._text(column)
        paths = {at: text for at in self._half(column) if (text := self._text(at))} if own else {}
        counts = Counter(paths.values())
        if counts[own] < 2:
            return ()
        left = (at for at in range(column - 1, -1, -1) if at in paths and counts[paths[at]] == 1)
        at = next(left, None)
        return () if at is None else self._spans(at)

    def _spans(self, column: int) -> tuple[Span, ...]:
        return tuple(map(span, self.path(column)[0]))

    @cached_property
    def _text(self) -> Callable[[int], str]:
        """What the headers of a column say, without blanks."""
        return cache(
            lambda column: "".join(self.layout.sheet.squeezed(one) + "|" for one in self.path(column)[0])
        )

    def _half(self, column: int) -> list[int]:
        """The columns of figures around one, up to columns of words: at most as many as may be compared."""
        figures = self.layout.columns.figures.__contains__
        right = takewhile(figures, range(column + 1, column + WIDEST + 1))
        left = takewhile(figures, range(column - 1, column - WIDEST - 1, -1))
        return sorted((*left, column, *right))

"""The headers of a table's cells: what stands above and beside each figure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from ..dataclass import dataclass
from ..expression import expression
from ..rules.rule import RuleSet
from ..text.grids import Cell
from . import captions, cellfigures, shares
from .columnheads import Heads
from .layout import Layout
from .places import Span, span
from .rowlabels import Labels

_BREAK = expression(r"[\n\r]")


@dataclass(frozen=True, slots=True)
class Datum:
    """A cell with a figure: the spans of its headers, from the outermost to the innermost."""

    start: int
    end: int
    row: tuple[Span, ...]
    column: tuple[Span, ...]
    over: Span | None
    """The label over the one beside it, in whose row it may be the change of what stands above."""
    left: tuple[tuple[Span, ...], ...]
    """The headers of the columns of figures to its left, the nearest first."""
    again: tuple[Span, ...]
    """Where another column beside has the same headers: those of the column to its left, which it is of."""
    units: tuple[Span, ...]
    """Where its unit may be said, the likeliest first; not the headers themselves."""
    line: Span
    """The row it stands in."""
    marks: frozenset[str] = frozenset()
    """The signs before the figures of its column, "" for one without."""


@dataclass(frozen=True)
class Table:
    """A table read: its data, and its other cells."""

    start: int
    end: int
    caption: Span | None
    data: tuple[Datum, ...]
    labels: tuple[Span, ...]
    """Where numerals are no figures: headers, labels, numbering; and lines over it, but for headings."""
    prose: tuple[Span, ...]
    """Cells of the body that hold words, to be read as sentences."""


@dataclass(frozen=True)
class Placed:
    """A table by its place in the text."""

    layout: Layout
    between: tuple[Span, ...]
    """Lines between its parts."""
    after: int
    """Where what may stand over it begins."""
    at: int
    """Where it ends: at the table, or at the one whose rest of the columns this is."""

    @property
    def span(self) -> Span:
        return self.layout.sheet.grid.start, self.layout.sheet.grid.end


def read(placed: Placed, headings: Sequence[Span], rules: RuleSet) -> Table:
    """The data of a table with their headers.

    What stands over it is its own but for the headings of the outline (sorted), which stay the outline's.
    """
    layout, folded = placed.layout, placed.layout.sheet.folded
    caption, units = captions.above(layout, placed.after, placed.at, rules)
    units += tuple(one for one in placed.between if layout.sheet.rules.say("unit-only", folded[slice(*one)]))
    around = _Around(layout, units, shares.said_over(layout, placed.after))
    data = tuple(around.datum(cell) for cell in layout.of("figure"))
    labels = [*_over(placed, (caption, *units), headings), *map(span, layout.of("label"))]
    labels += (one for cell in layout.of("prose") if (one := _numbering(layout, cell)))
    if not layout.sheet.grid.merged and not any(one.row or one.column for one in data):
        labels += ((one.start, one.end) for one in data)  # that nothing names: ticks of a chart
        data = ()
    return Table(*placed.span, caption, data, tuple(labels), tuple(map(span, layout.of("prose"))))


def _over(placed: Placed, lines: Iterable[Span | None], headings: Sequence[Span]) -> Iterator[Span]:
    """The lines over a table that are its own, and those between its parts.

    A line with the numbering of a heading is none of them, nor what the outline took for one.
    """
    sheet = placed.layout.sheet
    start, _ = placed.span
    over = dict.fromkeys(one for one in lines if one and one[1] <= start)
    own = [one for one in over if not sheet.rules.say("group", sheet.folded[slice(*one)])]
    starts = [begin for begin, _ in headings]
    for one in (*own, *placed.between):
        at = bisect_left(starts, one[1]) - 1  # the last heading that begins before its end
        if one[1] > start or at < 0 or headings[at][1] <= one[0]:
            yield one


def _numbering(layout: Layout, cell: Cell) -> Span | None:
    """The numbering before the words of a cell, which a line across the table keeps."""
    hit = layout.sheet.rules.open("marker", layout.sheet.text(cell))
    size = 0 if hit is None or cell.row in layout.rows.banners else len(hit.group().rstrip())
    return (cell.start, cell.start + size) if size else None


class _Around:
    """What is around the figures of a table. What many of them share is looked up once."""

    def __init__(self, layout: Layout, units: tuple[Span, ...], said: Mapping[int, Span]) -> None:
        self._layout, self._sheet = layout, layout.sheet
        self._units, self._shares = units, said
        self._beside_amounts = shares.beside_amounts(layout)
        self._heads = cache(partial(Heads, layout))
        self._labels = Labels(layout)
        grid = layout.sheet.grid
        self._breaks = [hit.start() for hit in _BREAK.finditer(layout.sheet.folded, grid.start, grid.end)]
        marks: dict[int, set[str]] = {}
        for cell in layout.sheet.of("number"):
            marks.setdefault(cell.column, set()).add(cellfigures.mark(layout.sheet.text(cell)))
        self._marks = {column: frozenset(found) for column, found in marks.items()}

    def datum(self, cell: Cell) -> Datum:
        """A figure with its headers."""
        # a row that a figure begins has no labels: its first column is one of data
        least = 0 if self._sheet.kind(cell.row, 0) == "number" else 1
        heads = self._heads(self._layout.over[cell.row].heads, least)
        column, corner = heads.path(cell.column)
        above = self._labels.above(cell)
        return Datum(
            *span(cell),
            row=tuple(map(span, self._labels.path(cell))),
            column=tuple(map(span, column)),
            over=span(above) if above else None,
            left=heads.left(cell.column),
            again=heads.again(cell.column),
            units=self._units_of(cell, corner, headed=bool(column)),
            line=self._line(cell),
            marks=self._marks[cell.column],
        )

    def _units_of(self, cell: Cell, corner: Cell | None, *, headed: bool) -> tuple[Span, ...]:
        """Where the unit of a figure may be said: beside it, in the corner of the headers, over its column,
        over the table. Of what may be a share beside amounts only beside it: the rest is said of these."""
        unit, share = self._labels.side(cell).unit, self._shares.get(cell.column)
        own = (span(unit),) if unit else ()
        unsaid = not headed and share is None and cell.column in self._beside_amounts
        if unsaid and shares.may_be(self._sheet.text(cell)):
            return own
        return (*own, *((span(corner),) if corner else ()), *((share,) if share else ()), *self._units)

    def _line(self, cell: Cell) -> Span:
        """The row as it stands in the text."""
        grid, breaks = self._sheet.grid, self._breaks
        before, after = bisect_left(breaks, cell.start), bisect_left(breaks, cell.end)
        start = breaks[before - 1] + 1 if before else grid.start
        return start, breaks[after] if after < len(breaks) else grid.end

"""The headers of a table's cells: what stands above and beside each figure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from itertools import islice, takewhile

from ..rules.rule import RuleSet
from ..text.grids import Cell
from . import captions, cellfigures, rowgroups
from .columnkinds import CODE
from .layout import Layout
from .places import Span

_THOUSANDS = re.compile(r"\d,\d|\d{6}")
_BREAK = re.compile(r"[\n\r]")
NEAR = 6  # columns to the left that may say what a change is of
WIDEST = 40  # columns that a header reaches over without a span
FEW = 3  # figures of a column that show what it holds
FAR = 40  # rows that a label may stand over its parts


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
    around = _Around(layout, units, _shares(layout, placed.after))
    data = tuple(around.datum(cell) for cell in layout.of("figure"))
    labels = [*_over(placed, (caption, *units), headings), *map(_span, layout.of("label"))]
    labels += (span for cell in layout.of("prose") if (span := _numbering(layout, cell)))
    if not layout.sheet.grid.merged and not any(one.row or one.column for one in data):
        labels += ((one.start, one.end) for one in data)  # that nothing names: ticks of a chart
        data = ()
    return Table(*placed.span, caption, data, tuple(labels), tuple(map(_span, layout.of("prose"))))


def _span(cell: Cell) -> Span:
    return cell.start, cell.end


def _over(placed: Placed, spans: Iterable[Span | None], headings: Sequence[Span]) -> Iterator[Span]:
    """The lines over a table that are its own, and those between its parts.

    A line with the numbering of a heading is none of them, nor what the outline took for one.
    """
    sheet = placed.layout.sheet
    start, _ = placed.span
    over = dict.fromkeys(span for span in spans if span and span[1] <= start)
    own = [span for span in over if not sheet.rules.say("group", sheet.folded[slice(*span)])]
    starts = [begin for begin, _ in headings]
    for span in (*own, *placed.between):
        at = bisect_left(starts, span[1]) - 1  # the last heading that begins before its end
        if span[1] > start or at < 0 or headings[at][1] <= span[0]:
            yield span


def _numbering(layout: Layout, cell: Cell) -> Span | None:
    """The numbering before the words of a cell."""
    hit = (
        None
        if cell.row in layout.rows.banners
        else layout.sheet.rules.open("marker", layout.sheet.text(cell))
    )
    size = 0 if hit is None else len(hit.group().rstrip())
    return (cell.start, cell.start + size) if size else None


def _no_amounts(layout: Layout) -> set[int]:
    """The columns with decimals beside columns of whole amounts: shares or changes, if no header says what
    else they are."""
    sheet = layout.sheet
    columns: dict[int, list[str]] = {}
    for cell in sheet.of("number"):
        if cell.column in layout.columns.figures:
            columns.setdefault(cell.column, []).append(sheet.text(cell))
    decimals = {column: [text for text in texts if "." in text] for column, texts in columns.items()}
    whole = [
        column
        for column, texts in columns.items()
        if len(texts) >= FEW and not decimals[column] and not _all_codes(texts)
    ]
    first = min(whole, default=layout.sheet.width)
    return {
        column
        for column, texts in columns.items()
        if column > first
        and 3 * len(decimals[column]) >= len(texts)
        and not any(_THOUSANDS.search(text) for text in decimals[column])
    }


def _all_codes(texts: Sequence[str]) -> bool:
    """Whether figures are codes of subjects of several depths: 208, 20805, 2080501."""
    return len({len(text) for text in texts}) > 1 and all(map(CODE.fullmatch, texts))


def _may_be_share(text: str) -> bool:
    """Whether a figure is small enough for a share, or has decimals."""
    return "." in text or sum(char.isdigit() for char in text) < 4


def _shares(layout: Layout, after: int) -> dict[int, Span]:
    """The last columns of a table without headers, as many as lines over it say %, where nothing in them is
    as large as money."""
    said = [] if layout.rows.heads else captions.shares(layout.sheet, after)
    if not 0 < len(said) < len(layout.columns.figures):
        return {}
    columns = sorted(layout.columns.figures)[-len(said) :]
    figures = (layout.sheet.text(cell) for cell in layout.sheet.of("number") if cell.column in columns)
    return {} if any(map(_THOUSANDS.search, figures)) else dict(zip(columns, said, strict=True))


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands beside a place in its row: labels at its left, and a unit."""

    labels: tuple[Cell, ...]
    unit: Cell | None


class _Around:
    """What is around the figures of a table. What many of them share is looked up once."""

    def __init__(self, layout: Layout, units: tuple[Span, ...], shares: Mapping[int, Span]) -> None:
        self._layout, self._sheet = layout, layout.sheet
        self._units, self._shares = units, shares
        self._parts = _no_amounts(layout)
        self._heads = cache(partial(_Heads, layout))
        self._sides = cache(partial(_sides, layout))
        self._labels = cache(self._named)
        self._within = cache(partial(rowgroups.within, layout))
        self._telling = cache(partial(_telling, layout))
        grid = layout.sheet.grid
        self._breaks = [hit.start() for hit in _BREAK.finditer(layout.sheet.folded, grid.start, grid.end)]
        marks: dict[int, set[str]] = {}
        for cell in layout.sheet.of("number"):
            marks.setdefault(cell.column, set()).add(cellfigures.mark(layout.sheet.text(cell)))
        self._marks = {column: frozenset(found) for column, found in marks.items()}

    def datum(self, cell: Cell) -> Datum:
        """A figure with its headers."""
        over = self._layout.over[cell.row]
        side = self._sides(cell.row)[cell.column]
        labels = self._labels(cell.row, side.labels)
        # a row that a figure begins has no labels: its first column is one of data
        heads = self._heads(over.heads, 0 if self._sheet.kind(cell.row, 0) == "number" else 1)
        column, corner = heads.path(cell.column)
        share = self._shares.get(cell.column)
        units = tuple(_span(one) for one in (side.unit, corner) if one)
        units += ((share,) if share else ()) + self._units
        if (
            not column
            and share is None
            and cell.column in self._parts
            and _may_be_share(self._sheet.text(cell))
        ):
            units = (
                (_span(side.unit),) if side.unit else ()
            )  # what is said for all of them is said of the amounts
        return Datum(
            *_span(cell),
            row=tuple(map(_span, (*([over.group] if over.group else []), *labels))),
            column=tuple(map(_span, column)),
            over=self._label_above(cell.row, side),
            left=heads.left(cell.column),
            again=heads.again(cell.column),
            units=units,
            line=self._line(cell),
            marks=self._marks[cell.column],
        )

    def _line(self, cell: Cell) -> Span:
        """The row as it stands in the text."""
        grid, breaks = self._sheet.grid, self._breaks
        before, after = bisect_left(breaks, cell.start), bisect_left(breaks, cell.end)
        return (
            breaks[before - 1] + 1 if before else grid.start,
            breaks[after] if after < len(breaks) else grid.end,
        )

    def _label_above(self, row: int, side: _Side) -> Span | None:
        """The label of the row before, where that row has a figure too."""
        above = self._sheet.at.get((row - 1, side.labels[-1].column)) if side.labels else None
        named = (
            above is not None and self._sheet.kinds[above] == "text" and row - 1 in self._layout.columns.last
        )
        return _span(above) if above is not None and named else None

    def _named(self, row: int, labels: tuple[Cell, ...]) -> tuple[Cell, ...]:
        """The labels beside a place with those above that they are within."""
        if not labels:
            return ()
        # grades tell nothing of a row that its name tells from others
        names = [
            one
            for one in labels
            if not self._layout.headed(one.column, "grade") or not self._telling(labels[0].column)
        ]
        found = names if names and names[0] is labels[0] else labels
        above = () if self._sheet.grid.merged else _from_above(self._layout, row, found[0].column)
        return *above, *found[:-1], *self._within(found[-1].column).get(found[-1].row, ()), found[-1]


def _telling(layout: Layout, column: int) -> bool:
    """Whether a column of names tells the rows apart: no name stands twice, or over several rows."""
    cells = [
        one for one in layout.sheet.of("text") if one.column == column and one.row not in layout.rows.heads
    ]
    return len({layout.sheet.text(one) for one in cells}) == len(cells) and all(
        one.rows == 1 for one in cells
    )


def _sides(layout: Layout, row: int) -> list[_Side]:
    """For each column of a row the labels to its left, as far as the figures before them, and its unit: one
    after the labels, or else one after the figures."""
    after = _units_after(layout, row)
    return [
        _Side(labels, unit or after[column])
        for column, (labels, unit) in enumerate(_labels_before(layout, row))
    ]


def _labels_before(layout: Layout, row: int) -> Iterator[tuple[tuple[Cell, ...], Cell | None]]:
    """For each column of a row the labels and the unit to its left. Labels after figures begin another half
    of the table."""
    labels: tuple[Cell, ...] = ()
    unit: Cell | None = None
    closed = False  # whether figures have come after the labels
    for column in range(layout.sheet.width):
        yield labels, unit
        if layout.holds_figures(column):
            closed = True
            continue
        cell = layout.sheet.filled(row, column)
        if cell is None or column in layout.indexes or cell in labels:
            continue
        if column in layout.unit_columns:
            unit = cell
        elif _names(layout, cell, column, named=bool(labels) and not closed):
            labels, unit = ((cell,), None) if closed else ((*labels, cell), unit)
            closed = False


def _names(layout: Layout, cell: Cell, column: int, *, named: bool) -> bool:
    """Whether a cell names its row: words, that are no remark nor tell of a row that has a name."""
    if layout.sheet.kinds[cell] != "text" or layout.headed(column, "remark"):
        return False
    return not (named and layout.sentences(cell))


def _units_after(layout: Layout, row: int) -> list[Cell | None]:
    """For each column of a row the unit that stands after it and its figures."""
    found: list[Cell | None] = []
    unit: Cell | None = None
    for column in range(layout.sheet.width - 1, -1, -1):
        cell = layout.sheet.filled(row, column)
        if column in layout.unit_columns and cell is not None and layout.sheet.kinds[cell] == "text":
            unit = cell
        elif column not in layout.columns.figures and column not in layout.unit_columns:
            unit = None
        found.append(unit)
    return found[::-1]


def _from_above(layout: Layout, row: int, column: int) -> list[Cell]:
    """The labels of rows above that reach down to the left of a column, where spans are not known."""
    left = max((at for at in layout.columns.figures if at < column), default=-1)
    found = (_last_above(layout, row, at) for at in range(left + 1, column))
    return [cell for cell in found if cell is not None and layout.sheet.kinds[cell] == "text"]


def _last_above(layout: Layout, row: int, column: int) -> Cell | None:
    """The nearest cell above in a column that is not blank, as far as headers and lines across the table."""
    for above in range(row - 1, max(-1, row - FAR), -1):
        if above in layout.rows.heads or above in layout.rows.banners:
            return None
        if (cell := layout.sheet.filled(above, column)) is not None:
            return cell
    return None


@dataclass(frozen=True, eq=False)
class _Heads:
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
        return tuple(map(_span, self.path(column)[0]))

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

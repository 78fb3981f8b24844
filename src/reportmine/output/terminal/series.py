"""What people see of a series on a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from ...records import Point, Series
from ...tongue import tr
from ..export import short
from ..target import plain
from ..terms import head, term
from ..wide import TORN, Wide, WideRow, sparkline, text, torn, wide
from ..widths import columns as wide_text
from .report import styled

_METRIC = ("metric", "unit")
_LABEL, _HEAD = 24, 14  # columns of the terminal that a label and a head may take; below that they are folded
_GAP = 2  # between two columns


def series_table(found: Series) -> RenderableType:
    """Every series with its values, one line a value, and a sparkline over the years of each region."""
    return Group(*_long(found))


def _long(found: Series) -> Iterator[RenderableType]:
    years = wide(found, by="year")
    lines = {_line(row.first): sparkline(years, row) for row in years.rows}
    grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("metric", "region", "year", "value", "unit", "report", "at", "trend"):
        grid.add_column(head(name), overflow="fold", justify="right" if name in ("value", "at") else "left")
    for number, members in groupby(found.points, key=lambda point: point.series):
        before: tuple[object, ...] = ()
        for point in members:
            key = _line(point)
            grid.add_row(
                *_cells(
                    point,
                    new=not before or before[0] != number,
                    trend="" if key == before else lines.get(key, ""),
                )
            )
            before = key
    yield grid
    count = len({point.series for point in found.points})
    said = tr("{n} metrics, {m} values").format(n=count, m=len(found.points))
    yield Text(f"\n{said}", "dim")


def _line(point: Point) -> tuple[object, ...]:
    """What the values of one line over the years have in common."""
    return point.series, point.region, point.place, point.status, point.budget, point.aggregation


def _cells(point: Point, *, new: bool, trend: str) -> list[Text]:
    value = text(point, short)
    conflict = "conflict" in point.flags
    return [
        styled(_name(point) if new else "", "bold"),
        styled(point.place or point.region),
        styled(point.year),
        styled(value + (TORN if conflict else ""), "bold red" if conflict else "green"),
        styled(point.unit),
        styled(os.path.basename(point.report), "dim"),  # noqa: PTH119
        styled(str(point.start), "dim"),
        styled(trend, "cyan"),
    ]


def _name(point: Point) -> str:
    """A metric with what sets the row apart: planned, an average, a sum."""
    return _marked(point.metric, point)


def _marked(name: str, point: Point) -> str:
    said = []
    if point.aggregation:
        said.append(term("aggregation", point.aggregation))
    if point.status == "target":
        said.append(term("budget", point.budget) if point.budget else term("status", "target"))
    return f"{name} ({', '.join(said)})" if said else name


class WideTable:
    """The turned table in as many tables below each other as the terminal needs for its columns."""

    def __init__(self, found: Wide) -> None:
        self.found = found
        self._labels = ("region", "year") if found.by == "metric" else (*_METRIC, _other(found))
        self._rows = [list(_wide_cells(found, row)) for row in found.rows]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        parts = list(self._parts(options.max_width))
        for at, (first, last) in enumerate(parts):
            if len(parts) > 1:
                said = tr("columns {a} to {b} of {n}")
                before = "\n" if at else ""
                yield Text(before + said.format(a=first + 1, b=last, n=len(self.found.columns)), "bold cyan")
            yield self._part(first, last, last == len(self.found.columns))
        yield Text(self._note(len(parts)), "dim")

    def _part(self, first: int, last: int, ends: bool) -> Table:
        trend = ends and self.found.by == "year"
        grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
        for name, width in zip(self._labels, self._label_widths(), strict=True):
            grid.add_column(head(name), overflow="fold", max_width=width)
        for name in self.found.columns[first:last]:
            grid.add_column(plain(name), overflow="fold", justify="right", max_width=_HEAD)
        if trend:
            grid.add_column(head("trend"), no_wrap=True)
        count = len(self._labels)
        for row, cells in zip(self.found.rows, self._rows, strict=True):
            shown = cells[count + first : count + last]
            if not any(cell.plain for cell in shown) and last - first < len(self.found.columns):
                continue  # nothing is stated in these columns
            line = (styled(sparkline(self.found, row), "cyan"),) if trend else ()
            grid.add_row(*cells[:count], *shown, *line)
        return grid

    def _parts(self, room: int) -> Iterator[tuple[int, int]]:
        """From which column to which each table goes; all of them in one where they fit."""
        left = room - sum(width + _GAP for width in self._label_widths())
        if self.found.by == "year":
            left -= max(wide_text(head("trend")), len(self.found.columns)) + _GAP
        first, used = 0, 0
        for at, width in enumerate(self._widths()):
            if at > first and used + width + _GAP > left:
                yield first, at
                first, used = at, 0
            used += width + _GAP
        yield first, len(self.found.columns)

    def _label_widths(self) -> list[int]:
        heads = (wide_text(head(name)) for name in self._labels)
        widest = [max((row[at].cell_len for row in self._rows), default=0) for at in range(len(self._labels))]
        return [min(_LABEL, max(pair)) for pair in zip(heads, widest, strict=True)]

    def _widths(self) -> list[int]:
        count, columns = len(self._labels), self.found.columns
        widest = [
            max((row[count + at].cell_len for row in self._rows), default=0) for at in range(len(columns))
        ]
        return [min(_HEAD, max(wide_text(name), most)) for name, most in zip(columns, widest, strict=True)]

    def _note(self, tables: int) -> str:
        found = self.found
        said = tr("{n} rows") if found.by == "metric" else tr("{n} metrics")
        note = "\n" + said.format(n=len(found.rows))
        if any(one is not None and torn(one) for row in found.rows for one in row.cells):
            against = tr(" another statement contradicts the value: --conflicts FILE lists them")
            note += f";{TORN}{against}"
        if tables > 1:
            many = tr("{n} columns in {m} tables, as wide as the terminal is: -f csv or xlsx has them in one")
            note += "\n" + many.format(n=len(found.columns), m=tables)
        return note


def _other(found: Wide) -> str:
    """What a row is of beside its metric."""
    return "year" if found.by == "region" else "region"


def wide_table(found: Wide) -> RenderableType:
    """One row a metric, one column a year or region, over years with a sparkline; or one column a metric."""
    return WideTable(found)


def _wide_cells(found: Wide, row: WideRow) -> Iterator[Text]:
    one = row.first
    if found.by == "metric":
        yield styled(_marked(one.place or one.region or "", one), "bold")
        yield styled(one.year)
    else:
        yield styled(_name(one), "bold")
        yield styled(one.unit)
        yield styled(one.year if found.by == "region" else one.place or one.region)
    for held in row.cells:
        if held is None:
            yield styled("")
        else:
            mark = TORN if torn(held) else ""
            yield styled(text(held.taken, short) + mark, "bold red" if mark else "")

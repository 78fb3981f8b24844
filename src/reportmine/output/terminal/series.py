"""What people see of a series on a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ...records import Point, Series
from ...tongue import tr
from ..export import short
from ..target import plain
from ..terms import head, term
from ..wide import TORN, Wide, WideRow, sparkline, text, torn, wide
from .report import styled


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
    said = []
    if point.aggregation:
        said.append(term("aggregation", point.aggregation))
    if point.status == "target":
        said.append(term("budget", point.budget) if point.budget else term("status", "target"))
    return f"{point.metric} ({', '.join(said)})" if said else point.metric


def wide_table(found: Wide) -> RenderableType:
    """One row a metric, one column a year or region, over years with a sparkline."""
    grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    of = "year" if found.by == "region" else "region"
    for name in ("metric", "unit", of):
        grid.add_column(head(name), overflow="fold")
    for name in found.columns:
        grid.add_column(plain(name), overflow="fold", justify="right")
    over_years = found.by == "year"
    if over_years:
        grid.add_column(head("trend"))
    for row in found.rows:
        trend = (styled(sparkline(found, row), "cyan"),) if over_years else ()
        grid.add_row(*_wide_cells(found, row), *trend)
    note = "\n" + tr("{n} metrics").format(n=len(found.rows))
    if any(one is not None and torn(one) for row in found.rows for one in row.cells):
        said = tr(" another statement contradicts the value: --conflicts FILE lists them")
        note += f";{TORN}{said}"
    return Group(grid, Text(note, "dim"))


def _wide_cells(found: Wide, row: WideRow) -> Iterator[Text]:
    one = row.first
    yield styled(_name(one), "bold")
    yield styled(one.unit)
    yield styled(one.year if found.by == "region" else one.place or one.region)
    for held in row.cells:
        if held is None:
            yield styled("")
        else:
            mark = TORN if torn(held) else ""
            yield styled(text(held.taken, short) + mark, "bold red" if mark else "")

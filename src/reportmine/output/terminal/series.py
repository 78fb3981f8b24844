"""What people see of a series on a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ...metrics.concepts import Concept
from ...records import Point, Series
from ..export import short
from ..target import plain
from ..wide import TORN, Wide, sparkline, table_rows, text, wide
from .report import styled


def series_table(found: Series) -> RenderableType:
    """Every series with its values, one line a value, and a sparkline over the years of each region."""
    return Group(*_long(found))


def _long(found: Series) -> Iterator[RenderableType]:
    years = wide(found, by="year")
    lines = {
        (row.first.series, row.first.region, row.first.status): sparkline(years, row) for row in years.rows
    }
    grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("metric", "region", "year", "value", "unit", "report", "at", "trend"):
        grid.add_column(name, overflow="fold", justify="right" if name in ("value", "at") else "left")
    for number, members in groupby(found.points, key=lambda point: point.series):
        before: tuple[object, ...] = ()
        for point in members:
            key = (number, point.region, point.status)
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
    yield Text(f"\n{count} metrics, {len(found.points)} values", "dim")


def _cells(point: Point, *, new: bool, trend: str) -> list[Text]:
    value = text([point], short)
    target = " (target)" if point.status == "target" else ""
    torn = "conflict" in point.flags
    return [
        styled(point.metric + target if new else "", "bold"),
        styled(point.region),
        styled(point.year),
        styled(value + (TORN.strip() if torn else ""), "bold red" if torn else "green"),
        styled(point.unit),
        styled(os.path.basename(point.report), "dim"),  # noqa: PTH119
        styled(str(point.start), "dim"),
        styled(trend, "cyan"),
    ]


def wide_table(found: Wide) -> RenderableType:
    """One row a metric, one column a year or region, with a sparkline."""
    head, *body = table_rows(found, short)
    grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    shown = [k for k, name in enumerate(head) if name not in ("concept", "status")]
    for k in shown:
        values = k >= len(head) - len(found.columns)
        grid.add_column(plain(head[k]), overflow="fold", justify="right" if values else "left")
    grid.add_column("trend")
    for row, line in zip(found.rows, body, strict=True):
        name = line[0] + (" (target)" if row.first.status == "target" else "")
        cells = [
            styled(name, "bold"),
            *(styled(line[k], "bold red" if TORN in line[k] else "") for k in shown[1:]),
        ]
        grid.add_row(*cells, styled(sparkline(found, row), "cyan"))
    return Group(grid, Text(f"\n{len(found.rows)} metrics", "dim"))


def concepts_table(known: Iterable[Concept]) -> RenderableType:
    """The known concepts, one a line."""
    grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for name in ("concept", "name", "kinds", "names"):
        grid.add_column(name, overflow="fold")
    for one in known:
        names = "、".join(one.rule.data["names"][:4])
        grid.add_row(
            styled(one.id, "bold"),
            styled(one.rule.name),
            styled(", ".join(sorted(one.kinds))),
            styled(names, "dim"),
        )
    return grid

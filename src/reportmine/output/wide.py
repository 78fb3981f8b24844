"""A series table turned: a row for each metric, a column for each year, or for each region."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from ..records import Point, Series, json_number
from .export import cell

BARS = "▁▂▃▄▅▆▇█"
TORN = " ≠ "  # between values that contradict each other


@dataclass(frozen=True)
class WideRow:
    """One metric: in one region over years, or in one year over regions."""

    first: Point
    cells: tuple[tuple[Point, ...], ...]  # of each column, a point for each value stated

    @property
    def filled(self) -> int:
        """How many columns have a value."""
        return sum(map(bool, self.cells))


@dataclass(frozen=True)
class Wide:
    """The table: what its columns are, their names, and its rows."""

    by: str  # "year" or "region"
    columns: tuple[str, ...]
    rows: tuple[WideRow, ...]

    @property
    def other(self) -> str:
        """What a row is of, beside its metric."""
        return "year" if self.by == "region" else "region"


def wide(found: Series, *, least: int = 1, by: str | None = None) -> Wide:
    """The values of each series side by side: over regions where each is reported on once, else over years.

    Rows with fewer than `least` filled columns are left out. Values of no known year have no column.
    """
    by = by or ("region" if _once_each(found) else "year")
    points = [point for point in found.points if point.year is not None and (point.region or by == "year")]
    columns = tuple(sorted({_column(point, by) for point in points}))
    rows = []
    for _, members in groupby(sorted(points, key=lambda one: _row(one, by)), key=lambda one: _row(one, by)):
        held = list(members)
        cells = tuple(_stated([one for one in held if _column(one, by) == name]) for name in columns)
        row = WideRow(held[0], cells)
        if row.filled >= least:
            rows.append(row)
    return Wide(by, columns, tuple(rows))


def _once_each(found: Series) -> bool:
    """Whether there are several regions, each with one report."""
    pairs = {(point.region, point.report) for point in found.points}
    regions = {region for region, _ in pairs}
    return len(regions) > 1 and len(pairs) == len(regions)


def _column(point: Point, by: str) -> str:
    return (point.region if by == "region" else point.year) or ""


def _row(point: Point, by: str) -> tuple[int, str, str]:
    return point.series, (point.year if by == "region" else point.region) or "", point.status


def _stated(points: Sequence[Point]) -> tuple[Point, ...]:
    """A point for each value that is stated; where none contradicts another, the one most exactly stated."""
    if not any("conflict" in point.flags for point in points):
        points = sorted(points, key=lambda one: (one.relation != "=", -len(str(one.value)), one.start))[:1]
    return tuple({point.value: point for point in points}.values())


def text(points: Sequence[Point], number: Callable[[Decimal], str] = cell) -> str:
    """The values of a cell; contradictions stand side by side, never averaged."""
    return TORN.join(
        ("" if one.relation == "=" else one.relation)
        + number(one.value)
        + ("" if one.value_max is None else f"–{number(one.value_max)}")
        for one in points
    )


def sparkline(found: Wide, row: WideRow) -> str:
    """The row in bars from its lowest to its highest value; a blank where there is none.

    Sums and averages of several years are left out.
    """
    values = [
        float(points[0].value) if points else None
        for name, points in zip(found.columns, row.cells, strict=True)
        if found.by == "region" or len(name) == len("2025")
    ]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    scale = (len(BARS) - 1) / (high - low) if high > low else 0.0
    return "".join(" " if value is None else BARS[round((value - low) * scale)] for value in values)


def table_rows(found: Wide, number: Callable[[Decimal], str] = cell) -> Iterator[tuple[str, ...]]:
    """The head of the table, then its rows, as text."""
    yield ("metric", "concept", "unit", found.other, "status", *found.columns)
    for row in found.rows:
        one = row.first
        of = one.year if found.other == "year" else one.region
        yield (
            one.metric,
            one.concept or "",
            one.unit or "",
            of or "",
            one.status,
            *(text(points, number) for points in row.cells),
        )


def as_json(found: Wide) -> dict[str, Any]:
    """The table for programs: each cell a list of the values stated, with where they stand."""
    rows = []
    for row in found.rows:
        one = row.first
        rows.append(
            {
                "metric": one.metric,
                "concept": one.concept,
                "unit": one.unit,
                found.other: one.year if found.other == "year" else one.region,
                "status": one.status,
                "values": {
                    name: [
                        {
                            "value": json_number(point.value),
                            "relation": point.relation,
                            "report": point.report,
                            "start": point.start,
                            "end": point.end,
                            "flags": list(point.flags),
                        }
                        for point in points
                    ]
                    for name, points in zip(found.columns, row.cells, strict=True)
                    if points
                },
            }
        )
    return {"by": found.by, "columns": list(found.columns), "rows": rows}

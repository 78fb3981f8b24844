"""A series table as CSV, and turned as JSON too. All functions yield pieces of text."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..records import Point, Series
from .export import csv_table
from .wide import CONFLICTS, Wide, as_json, conflict_rows, head, table_rows

# the table a reader expects first, then what it takes to check it
COLUMNS = (
    *("report", "region", "year", "metric", "concept", "value", "unit", "relation"),
    *("section", "start", "end", "sentence", "status", "value_max", "series", "flags"),
    *("aggregation", "confidence", "page", "issuer", "region_code", "report_year", "place", "place_code"),
    *("actor", "budget"),
)
assert set(COLUMNS) == set(Point.model_fields)


def csv_lines(found: Series, *, excel: bool = False) -> Iterator[str]:
    """One value a line, after a line with COLUMNS."""
    body = ([getattr(point, name) for name in COLUMNS] for point in found.points)
    yield from csv_table(COLUMNS, body, excel=excel)


def wide_csv(found: Wide, *, excel: bool = False, heads: str | None = None) -> Iterator[str]:
    """One metric a line, with a column of numbers for each year or region."""
    yield from csv_table(head(found), table_rows(found), excel=excel, heads=heads)


def conflicts_csv(found: Wide, *, excel: bool = False, heads: str | None = None) -> Iterator[str]:
    """One statement that was not taken a line, after a line with CONFLICTS."""
    yield from csv_table(CONFLICTS, conflict_rows(found), excel=excel, heads=heads)


def wide_json(found: Wide) -> Iterator[str]:
    """The wide table as a JSON object."""
    yield json.dumps(as_json(found), ensure_ascii=False, indent=2) + "\n"

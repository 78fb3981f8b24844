"""A series table as JSON and CSV. All functions yield pieces of text."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .export import Echo, cell
from .records import Point, Series
from .wide import Wide, as_json, table_rows

# the table a reader expects first, then what it takes to check it
COLUMNS = (
    *("report", "region", "year", "metric", "concept", "value", "unit", "relation"),
    *("section", "start", "end", "sentence", "status", "value_max", "series", "flags"),
)
assert set(COLUMNS) == set(Point.model_fields)


def to_json(found: Series) -> Iterator[str]:
    """The series as a JSON object."""
    yield found.model_dump_json(indent=2) + "\n"


def csv_lines(found: Series, *, excel: bool = False) -> Iterator[str]:
    """One value a line, after a line with COLUMNS."""
    body = ([getattr(point, name) for name in COLUMNS] for point in found.points)
    yield from _lines(COLUMNS, body, excel)


def wide_csv(found: Wide, *, excel: bool = False) -> Iterator[str]:
    """One metric a line, with a column for each year or region."""
    head, *body = table_rows(found)
    yield from _lines(head, body, excel)


def wide_json(found: Wide) -> Iterator[str]:
    """The wide table as a JSON object."""
    yield json.dumps(as_json(found), ensure_ascii=False, indent=2) + "\n"


def _lines(head: Sequence[str], body: Iterable[Iterable[Any]], excel: bool) -> Iterator[str]:
    end = "\r\n" if excel else "\n"
    writer = csv.writer(Echo())
    first = True
    for row in (head, *body):
        line: Any = writer.writerow([cell(value, excel) for value in row])
        yield ("\ufeff" if excel and first else "") + line.removesuffix("\r\n") + end
        first = False

"""Reports and series as Markdown: tables that GitHub shows. All functions yield pieces of text.

The words of a report stand in them as text alone, whatever they look like: no mark-up, link, HTML or mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..expression import expression
from ..records import Notice, Report, Series
from ..tongue import tr
from .export import cell
from .tabular import FIGURES, POINTS, Table, picked, whole_characters
from .target import plain
from .terms import field, message, value
from .wide import TORN, Wide, head, spanned, table_rows, text, torn

# what a reader looks for; `fields` gives others
_OF_REPORT = (
    "metric",
    "value",
    "unit",
    "role",
    "direction",
    "basis",
    "period",
    "status",
    "section",
    "sentence",
)
_OF_SERIES = ("metric", "value", "unit", "region", "year", "status", "report", "sentence")
_ENDS = ("value_max", "relation")  # what the value is shown with: 6–6.5, ≥6
_VALUE = _OF_REPORT.index("value")
assert _OF_SERIES.index("value") == _VALUE
_SIGNS = expression(r"[\\`*_{}\[\]#|~$!@:]|(?<=www)\.", re.IGNORECASE)
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escaped(text: str) -> str:
    """A text in one line that Markdown shows as it is, in a heading or in a cell."""
    marked = _SIGNS.sub(r"\\\g<0>", plain(whole_characters(text)))
    return " ".join(re.sub("[&<>]", lambda found: _ENTITIES[found[0]], marked).split())


def table(names: Sequence[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """A table, a line at a time; nothing where it has no row."""
    before = f"\n| {' | '.join(map(escaped, names))} |\n|{'---|' * len(names)}\n"
    for row in rows:
        yield before + "| " + " | ".join(escaped(cell(one)) for one in row) + " |\n"
        before = ""


def of_reports(reports: Iterable[Report], *, fields: Sequence[str] | None = None) -> Iterator[str]:
    """A part for each report: its title, a table of its figures, and what its reader should know."""
    figures = picked(FIGURES, (*_OF_REPORT, *_ENDS) if fields is None else fields)
    before = ""
    for report in reports:
        yield f"{before}# {escaped(report.title or report.source.name)}\n"
        said = (report.source.name, report.issuer, report.region, report.year)
        yield "\n" + " · ".join(escaped(str(one)) for one in said if one is not None) + "\n"
        yield from _body(figures, report, report.warnings, merged=fields is None)
        before = "\n"


def of_series(found: Series, *, fields: Sequence[str] | None = None) -> Iterator[str]:
    """A table of the values of a series, and what its reader should know."""
    yield f"# {tr('Series')}\n"
    points = picked(POINTS, (*_OF_SERIES, *_ENDS) if fields is None else fields)
    yield from _body(points, found, found.warnings, merged=fields is None)


def of_wide(found: Wide) -> Iterator[str]:
    """A series turned: a metric a row, a column for each year or region."""
    yield f"# {tr('Series')}\n"
    body = table_rows(found) if found.notes else _told(found)
    yield from table([field(name) for name in head(found)], body)


def _told(found: Wide) -> Iterator[tuple[Any, ...]]:
    """The rows of a wide table with values as people read them: ≥6, 6–6.5, 5 ≠."""
    for labels, row in zip(table_rows(found), found.rows, strict=True):
        values = (None if one is None else text(one.taken) + (TORN if torn(one) else "") for one in row.cells)
        yield (*labels[: len(found.labels)], *values)


def _body(columns: Table[Any], found: Any, warnings: Sequence[Notice], *, merged: bool) -> Iterator[str]:
    names = [one.name for one in columns.columns]
    rows = _rows(columns, found)
    if merged:
        rows, names = (_merged(row) for row in rows), names[: -len(_ENDS)]
    yield from table([field(name) for name in names], rows)
    for at, notice in enumerate(warnings):
        yield (f"\n{tr('Warnings:')}\n\n" if not at else "") + f"* {escaped(_said(notice))}\n"


def _merged(row: Iterable[Any]) -> Iterable[Any]:
    """A row whose last two are what _ENDS names: in the value."""
    *before, top, relation = row
    before[_VALUE] = spanned(before[_VALUE], top, relation)
    return before


def _rows(columns: Table[Any], found: Any) -> Iterator[Iterable[Any]]:
    names = [one.name for one in columns.columns]
    return ([value(name, said) for name, said in zip(names, row, strict=True)] for row in columns.rows(found))


def _said(notice: Notice) -> str:
    return message("warning", notice.message)

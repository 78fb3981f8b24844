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
from .wide import Wide, head, table_rows

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
_OF_SERIES = ("metric", "region", "year", "value", "unit", "relation", "status", "report", "sentence")
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
    figures = picked(FIGURES, _OF_REPORT if fields is None else fields)
    before = ""
    for report in reports:
        yield f"{before}# {escaped(report.title or report.source.name)}\n"
        said = (report.source.name, report.issuer, report.region, report.year)
        yield "\n" + " · ".join(escaped(str(one)) for one in said if one is not None) + "\n"
        yield from _body(figures, report, report.warnings)
        before = "\n"


def of_series(found: Series, *, fields: Sequence[str] | None = None) -> Iterator[str]:
    """A table of the values of a series, and what its reader should know."""
    yield f"# {tr('Series')}\n"
    yield from _body(picked(POINTS, _OF_SERIES if fields is None else fields), found, found.warnings)


def of_wide(found: Wide) -> Iterator[str]:
    """A series turned: a metric a row, a column for each year or region."""
    yield f"# {tr('Series')}\n"
    yield from table([field(name) for name in head(found)], table_rows(found))


def _body(columns: Table[Any], found: Any, warnings: Sequence[Notice]) -> Iterator[str]:
    yield from table([field(one.name) for one in columns.columns], _rows(columns, found))
    for at, notice in enumerate(warnings):
        yield (f"\n{tr('Warnings:')}\n\n" if not at else "") + f"* {escaped(_said(notice))}\n"


def _rows(columns: Table[Any], found: Any) -> Iterator[Iterable[Any]]:
    names = [one.name for one in columns.columns]
    return ([value(name, said) for name, said in zip(names, row, strict=True)] for row in columns.rows(found))


def _said(notice: Notice) -> str:
    return message("warning", notice.message)

"""Figures a line each, as JSON Lines and CSV, with the columns that are asked for.

All functions yield pieces of text. `fields` are names of the columns of `tabular.FIGURES`, or of
`tabular.POINTS` for a series; without it those of `export.COLUMNS` and `series.COLUMNS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .export import csv_lines, csv_table, json_lines, jsonl

if TYPE_CHECKING:
    from ..records import Report, Series

# the tables of typed columns are made from what pydantic knows of the records: not for all columns of reports


def reports_jsonl(reports: Iterable[Report], *, fields: Sequence[str] | None = None) -> Iterator[str]:
    """The figures of reports, an object a line."""
    if fields is None:
        yield from jsonl(reports)
        return
    from .tabular import FIGURES, names_of, picked

    table = picked(FIGURES, fields)
    yield from json_lines(names_of(table), (row for report in reports for row in table.rows(report)))


def reports_csv(
    reports: Iterable[Report],
    *,
    excel: bool = False,
    fields: Sequence[str] | None = None,
    heads: str | None = None,
) -> Iterator[str]:
    """The figures of reports, a row each after a line of names; options as for `export.csv_lines`."""
    if fields is None:
        yield from csv_lines(reports, excel=excel, heads=heads)
        return
    from .tabular import FIGURES, names_of, picked

    table = picked(FIGURES, fields)
    body = (row for report in reports for row in table.rows(report))
    yield from csv_table(names_of(table), body, excel=excel, heads=heads)


def series_jsonl(found: Series, *, fields: Sequence[str] | None = None) -> Iterator[str]:
    """The values of a series, an object a line."""
    from .series import COLUMNS as OF_SERIES
    from .tabular import POINTS, names_of, picked

    table = picked(POINTS, OF_SERIES if fields is None else fields)
    yield from json_lines(names_of(table), table.rows(found))


def series_csv(
    found: Series,
    *,
    excel: bool = False,
    fields: Sequence[str] | None = None,
    heads: str | None = None,
) -> Iterator[str]:
    """The values of a series, a row each after a line of names; options as for `export.csv_lines`."""
    from .series import COLUMNS as OF_SERIES
    from .tabular import POINTS, names_of, picked

    table = picked(POINTS, OF_SERIES if fields is None else fields)
    yield from csv_table(names_of(table), table.rows(found), excel=excel, heads=heads)

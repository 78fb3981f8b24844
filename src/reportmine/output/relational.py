"""The tables of a database: keys, indexes and views, in the SQL that SQLite and DuckDB share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from ..dataclass import dataclass
from ..records import Report, Series
from .tabular import (
    FIGURES,
    POINTS,
    REPORTS,
    SECTIONS,
    SERIES_WARNINGS,
    UNREAD,
    WARNINGS,
    Table,
    Type,
    held_rows,
)

ROWS = 5_000  # written at once

# Two files with the same bytes are two reports of one sha256, so the name is part of what tells reports apart
_OF_REPORT = ("file", "sha256")


@dataclass(frozen=True)
class Relation:
    """One table of a database."""

    table: Table[Any]
    key: tuple[str, ...] = ()
    """The columns that tell its rows apart; none where nothing does."""
    report: bool = False
    """Whether its rows belong to a row of `reports`."""
    indexes: tuple[str, ...] = ()
    """Columns that people look rows up by."""

    def create(self, types: dict[Type, str], *, keys: bool = True) -> str:
        """The statement that makes it; what each column means stands beside it as a comment."""
        lines = [
            (f"{quoted(one.name)} {types[one.type]}", " ".join(one.about.split()))
            for one in self.table.columns
        ]
        if keys and self.key:
            lines.append((f"PRIMARY KEY ({listed(self.key)})", ""))
        if keys and self.report:
            lines.append(
                (f"FOREIGN KEY ({listed(_OF_REPORT)}) REFERENCES reports ({listed(_OF_REPORT)})", "")
            )
        body = "".join(
            f"  {line}{',' if at < len(lines) else ''}{f'  -- {about}' if about else ''}\n"
            for at, (line, about) in enumerate(lines, 1)
        )
        return f"CREATE TABLE {quoted(self.table.name)} (\n{body})"

    def index(self) -> Iterator[str]:
        """The statements that make its indexes."""
        name = self.table.name
        for column in self.indexes:
            yield f"CREATE INDEX {quoted(f'{name}_{column}')} ON {quoted(name)} ({quoted(column)})"


OF_REPORTS = (
    Relation(REPORTS, _OF_REPORT, indexes=("region",)),
    Relation(SECTIONS, (*_OF_REPORT, "id"), report=True),
    Relation(FIGURES, (*_OF_REPORT, "id"), report=True, indexes=("concept", "period", "region")),
    Relation(UNREAD, report=True),  # a numeral may stand in it twice: no figure for two reasons
    Relation(WARNINGS, report=True),
)
OF_SERIES = (Relation(POINTS, indexes=("concept", "year", "region")), Relation(SERIES_WARNINGS))

PANEL = (
    'CREATE VIEW "panel" AS SELECT f.region, f.region_code, f.period, f.concept, f.metric, f.value,'
    " f.value_max, f.unit, f.relation, f.role, f.direction, f.status, f.aggregation, f.confidence,"
    " f.sentence, s.title AS section_title, f.section, f.file, f.sha256, f.page, f.id"
    " FROM figures f LEFT JOIN sections s"
    " ON s.file = f.file AND s.sha256 = f.sha256 AND s.id = f.section"
)
"""A figure a row, with the columns that a panel needs and the title of its section."""


def quoted(name: str) -> str:
    """A name in SQL: `end` is a word of the language."""
    return '"' + name.replace('"', '""') + '"'


def listed(names: Iterable[str]) -> str:
    """Names in SQL, parted by commas."""
    return ", ".join(map(quoted, names))


def chunks(
    results: Iterable[Any], relations: tuple[Relation, ...]
) -> Iterator[tuple[Relation, list[list[Any]]]]:
    """The rows for each table, some at a time; those of `reports` before those that belong to them.

    A report that comes a second time, from a file of the same name and bytes, is written once.
    """
    seen: set[tuple[str, str]] = set()
    for one in results:
        if isinstance(one, Report):
            this = (one.source.name, one.source.sha256)
            if this in seen:
                continue
            seen.add(this)
        for relation in relations:
            rows = held_rows(relation.table, one)
            while chunk := list(islice(rows, ROWS)):
                yield relation, chunk


def of(result: Iterable[Report] | Series) -> tuple[Iterable[Any], tuple[Relation, ...], tuple[str, ...]]:
    """What is to be written of a result: records one by one, their tables, and the statements of views."""
    if isinstance(result, Series):
        return [result], OF_SERIES, ()
    return result, OF_REPORTS, (PANEL,)

"""Reports and series as an SQLite database, with the standard library alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

from ..records import SCHEMA_VERSION, Report, Series
from .relational import Relation, chunks, listed, of, quoted
from .tabular import Type

_TYPES: dict[Type, str] = {"text": "TEXT", "integer": "INTEGER", "number": "REAL", "list": "TEXT"}


def write_reports(reports: Iterable[Report], place: Path) -> None:
    """The tables reports, sections, figures, unread and warnings, and the view panel, in a new file.

    Lists are joined by ";". Raises OSError where the file cannot hold them.
    """
    _write(reports, place)


def write_series(found: Series, place: Path) -> None:
    """The table points, in a new file. Raises OSError where the file cannot hold it."""
    _write(found, place)


def _write(result: Iterable[Report] | Series, place: Path) -> None:
    records, relations, views = of(result)
    try:
        with closing(sqlite3.connect(place, isolation_level=None)) as base:
            # the file is new, and takes its name only when it is whole: nothing has to be rolled back
            for pragma in ("journal_mode = OFF", "synchronous = OFF", f"user_version = {SCHEMA_VERSION}"):
                base.execute(f"PRAGMA {pragma}")
            base.execute("BEGIN")
            for relation in relations:
                base.execute(relation.create(_TYPES))
            for relation, rows in chunks(records, relations):
                base.executemany(_insert(relation), [[_joined(value) for value in row] for row in rows])
            for statement in (*(one for held in relations for one in held.index()), *views):
                base.execute(statement)
            base.execute("COMMIT")
    except sqlite3.OperationalError as error:  # a full disk, a folder that went away
        raise OSError(str(error)) from None


def _insert(relation: Relation) -> str:
    names = [column.name for column in relation.table.columns]
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {quoted(relation.table.name)} ({listed(names)}) VALUES ({marks})"


def _joined(value: Any) -> Any:
    return ";".join(value) if isinstance(value, list) else value

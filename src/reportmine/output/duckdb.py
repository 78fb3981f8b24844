"""Reports and series as a DuckDB database."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..records import Report, Series
from .arrowtypes import schema_of
from .extras import need
from .relational import Relation, chunks, of, quoted
from .tabular import Type

if TYPE_CHECKING:
    import duckdb

_TYPES: dict[Type, str] = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "list": "VARCHAR[]"}
ROWS = 10_000  # inserted at once: DuckDB takes many rows in hardly more time than one


def write_reports(reports: Iterable[Report], place: Path) -> None:
    """The tables reports, sections, figures, unread and warnings, and the view panel, in a new file.

    Raises MissingExtra, and OSError where the file cannot hold them.
    """
    _write(reports, place)


def write_series(found: Series, place: Path) -> None:
    """The table points, in a new file. Raises as `write_reports` does."""
    _write(found, place)


def _write(result: Iterable[Report] | Series, place: Path) -> None:
    base = need("duckdb", "duckdb", "DuckDB")
    records, relations, views = of(result)
    try:
        with closing(base.connect(str(place))) as connection:
            # keys are columns here, and no constraints: DuckDB would look each row up while it is inserted
            for relation in relations:
                connection.execute(relation.create(_TYPES, keys=False))
                _describe(connection, relation)
            waiting: dict[str, list[list[Any]]] = {relation.table.name: [] for relation in relations}
            for relation, rows in chunks(records, relations):
                held = waiting[relation.table.name]
                held += rows
                if len(held) >= ROWS:
                    _insert(connection, relation, held)
                    held.clear()
            for relation in relations:
                _insert(connection, relation, waiting[relation.table.name])
            for view in views:
                connection.execute(view)
    except base.IOException as error:  # a full disk, a folder that went away
        raise OSError(str(error)) from None


def _insert(connection: duckdb.DuckDBPyConnection, relation: Relation, rows: list[list[Any]]) -> None:
    if not rows:
        return
    arrow = need("duckdb", "pyarrow", "DuckDB")
    schema = schema_of(relation.table)
    columns = [
        arrow.array(values, type=field.type)
        for values, field in zip(zip(*rows, strict=True), schema, strict=True)
    ]
    connection.register("arriving", arrow.Table.from_arrays(columns, schema=schema))
    connection.execute(f"INSERT INTO {quoted(relation.table.name)} SELECT * FROM arriving")
    connection.unregister("arriving")


def _describe(connection: duckdb.DuckDBPyConnection, relation: Relation) -> None:
    """What each column means, as its comment."""
    name = quoted(relation.table.name)
    for column in relation.table.columns:
        about = column.about.replace("'", "''")
        connection.execute(f"COMMENT ON COLUMN {name}.{quoted(column.name)} IS '{about}'")

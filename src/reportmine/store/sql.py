"""Questions to a store in SQL, by DuckDB, which reads the tables of the store and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..output.arrowtypes import library, schema_of
from ..output.extras import need
from ..output.rows import Rows
from ..output.target import plain
from . import journal, parts
from .layout import TABLES, StoreError, check

_PIECE = 1000  # rows fetched at a time
# what a question may be: it changes nothing and writes nothing
_ALLOWED = ("SELECT", "EXPLAIN")
# nothing of the machine is reached by SQL: no file, no address, no extension, no variable of Python; and SQL
# cannot change that
_SHUT = (
    "SET python_enable_replacements = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


def query(place: Path, question: str) -> Rows:
    """The answer to one SELECT over the tables figures, sections, unread, warnings, reports, errors.

    Raises StoreError for what is no store and for a question that is wrong or does more than ask, and
    MissingExtra where DuckDB or pyarrow is not installed.
    """
    check(place)
    library()
    duckdb = need("duckdb", "duckdb", "a question in SQL")
    state = journal.load(place)
    database = duckdb.connect(":memory:")
    for name, table in _tables(place, state).items():
        database.register(name, table)
    for line in _SHUT:
        database.execute(line)
    try:
        asked = database.extract_statements(question)
        kinds = [str(one.type).rpartition(".")[2] for one in asked]
        if len(asked) != 1 or kinds[0] not in _ALLOWED:
            raise StoreError("--sql: takes one SELECT, and nothing that writes or loads")
        cursor = database.execute(asked[0])
        columns = tuple(one[0] for one in cursor.description or ())
        return Rows(columns, _rows(cursor, duckdb.Error))
    except duckdb.Error as error:
        raise _wrong(error) from None


def _tables(place: Path, state: journal.State) -> dict[str, Any]:
    """Each table as the parts that count hold it; they are read as far as a question needs them."""
    from pyarrow import dataset

    found = {}
    for table in TABLES:
        names = [parts.EMPTY, *(one.id for one in state.parts.values() if table.name in one.sizes)]
        files = [str(parts.file_of(place, table.name, name)) for name in names]
        found[table.name] = dataset.dataset(files, schema=schema_of(table), format="parquet")
    return found


def _rows(cursor: Any, wrong: type[Exception]) -> Iterator[tuple[Any, ...]]:
    try:
        while rows := cursor.fetchmany(_PIECE):
            yield from rows
    except wrong as error:
        raise _wrong(error) from None


def _wrong(error: Exception) -> StoreError:
    """An error of DuckDB in one line, without the drawing of the place."""
    said = str(error).split("\n\nLINE")[0]
    return StoreError(f"--sql: {plain(' '.join(said.split()))[:500]}")

"""The parts of a store: rows of some files in Parquet, staged, put in place, written anew without some files.

A part is written beside (in tmp/), reaches the disk, and only then gets its name; it is never changed after.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..output.arrowtypes import library, schema_of, table_of
from .layout import NAMES, STAGED, TABLES, lasting

if TYPE_CHECKING:
    import pyarrow as pa

EMPTY = "empty"  # the part without rows that each table has, so that no reader finds a folder without files

Tables = Mapping[str, "pa.Table"]


def name_of() -> str:
    """A name for a new part."""
    return os.urandom(8).hex()


def file_of(place: Path, table: str, part: str) -> Path:
    """Where a part of a table stands."""
    return place / table / f"{part}.parquet"


def staged_file(place: Path, table: str, part: str) -> Path:
    """Where a part of a table stands before it gets its name."""
    return place / STAGED / f"{part}.{table}.parquet"


def stage(place: Path, part: str, pieces: Sequence[Tables]) -> dict[str, int]:
    """Writes the rows beside, lasting; gives the bytes of each table's file. Tables without rows get none."""
    arrow = library()
    sizes = {}
    for one in TABLES:
        tables = [piece[one.name] for piece in pieces if one.name in piece and piece[one.name].num_rows]
        if tables:
            whole = arrow.concat_tables(tables).combine_chunks()
            sizes[one.name] = _write(staged_file(place, one.name, part), whole)
    return sizes


def _write(path: Path, table: pa.Table) -> int:
    from pyarrow import parquet

    with path.open("xb") as sink:
        parquet.write_table(table, sink, compression="zstd")
        sink.flush()
        os.fsync(sink.fileno())
    return path.stat().st_size


def install(place: Path, part: str, tables: Iterable[str]) -> None:
    """Gives the files of a staged part their names."""
    for table in tables:
        staged_file(place, table, part).replace(file_of(place, table, part))
        lasting(place / table)


def unstage(place: Path, part: str) -> None:
    """Removes what was staged of a part."""
    for table in NAMES:
        staged_file(place, table, part).unlink(missing_ok=True)


def remove(place: Path, part: str) -> None:
    """Removes a part."""
    for table in NAMES:
        file_of(place, table, part).unlink(missing_ok=True)


def make_empty(place: Path) -> None:
    """Gives each table its part without rows."""
    for one in TABLES:
        if not file_of(place, one.name, EMPTY).exists():
            staged_file(place, one.name, EMPTY).unlink(missing_ok=True)
            _write(staged_file(place, one.name, EMPTY), table_of(one, ()))
            install(place, EMPTY, [one.name])


def without(place: Path, part: str, tables: Iterable[str], names: Mapping[str, str | None]) -> Tables:
    """The rows of a part without those of some files (None), and with those of others under another name."""
    return {table: _renamed(read(place, table, part), names) for table in tables}


def read(place: Path, table: str, part: str) -> pa.Table:
    """The rows of a part. Raises OSError and ArrowInvalid for what is none."""
    from pyarrow import parquet

    (one,) = (one for one in TABLES if one.name == table)
    with parquet.ParquetFile(file_of(place, table, part)) as file:
        return file.read().cast(schema_of(one))


def _renamed(rows: pa.Table, names: Mapping[str, str | None]) -> pa.Table:
    sources: list[str] = rows.column("source").to_pylist()
    gone = {name for name, other in names.items() if other is None}
    rows = rows.filter(library().array([name not in gone for name in sources]))
    if len(gone) == len(names):
        return rows
    sources = [name for name in sources if name not in gone]
    for column in {"source", "file"} & set(rows.column_names):
        rows = _put(rows, column, [
            names.get(source) or held if held == source else held
            for source, held in zip(sources, rows.column(column).to_pylist(), strict=True)
        ])  # fmt: skip
    if "uri" in rows.column_names:  # that of the former name
        held = rows.column("uri").to_pylist()
        rows = _put(
            rows, "uri", [None if source in names else uri for source, uri in zip(sources, held, strict=True)]
        )
    return rows


def _put(rows: pa.Table, column: str, values: list[Any]) -> pa.Table:
    at = rows.schema.get_field_index(column)
    field = rows.schema.field(at)
    return rows.set_column(at, field, library().array(values, type=field.type))

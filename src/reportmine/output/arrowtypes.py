"""Tables of typed columns as Arrow, and so as Parquet: the schema, and rows put into it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..records import SCHEMA_VERSION
from .extras import need
from .tabular import Table, held_column

if TYPE_CHECKING:
    import pyarrow as pa


def library() -> Any:
    """pyarrow. Raises MissingExtra."""
    return need("parquet", "pyarrow", "Parquet")


def schema_of(table: Table[Any]) -> pa.Schema:
    """The schema of a table: text is string, integer int64, number float64, a list list<string>.

    What a column means is `description` in the metadata of its field; the table's name and the version of the
    records are `reportmine.table` and `reportmine.schema_version` in that of the schema. Raises MissingExtra.
    """
    return _schema(library(), table)


@lru_cache(maxsize=64)  # a run over many files asks for that of each table with each file
def _schema(arrow: Any, table: Table[Any]) -> pa.Schema:
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "list": arrow.list_(arrow.field("element", arrow.string())),  # as Parquet calls it
    }
    fields = [
        arrow.field(column.name, types[column.type], metadata={"description": column.about})
        for column in table.columns
    ]
    said = {"reportmine.table": table.name, "reportmine.schema_version": SCHEMA_VERSION}
    return arrow.schema(fields, metadata=said)


def table_of(table: Table[Any], rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """Rows in the order of the table's columns, as an Arrow table of its schema."""
    schema = schema_of(table)
    columns = list(zip(*rows, strict=True))
    if not columns:
        return library().Table.from_batches([], schema=schema)
    arrays = [
        library().array(held_column(column.type, values), type=field.type)
        for column, field, values in zip(table.columns, schema, columns, strict=True)
    ]
    return library().Table.from_arrays(arrays, schema=schema)

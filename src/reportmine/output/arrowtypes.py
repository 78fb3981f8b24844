"""Tables of typed columns as Arrow: the schema, and rows put into it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..records import SCHEMA_VERSION
from .tabular import Table, Type
from .target import OutputError

if TYPE_CHECKING:
    import pyarrow as pa


def library() -> Any:
    """pyarrow. Raises OutputError, which names the extra, where it is not installed."""
    try:
        import pyarrow
    except ModuleNotFoundError:
        raise OutputError(
            "pyarrow is not installed, which writes and reads Parquet; "
            "install it with: pip install 'reportmine[parquet]'"
        ) from None
    return pyarrow


def schema_of(table: Table[Any]) -> pa.Schema:
    """The Arrow schema of a table: text is a string, integer an int64, number a double, list one of strings.

    What each column means is in its metadata, the version of the records in that of the schema.
    """
    arrow = library()
    types: dict[Type, Any] = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "list": arrow.list_(arrow.string()),
    }
    fields = [arrow.field(one.name, types[one.type], metadata={"about": one.about}) for one in table.columns]
    told = {"reportmine.table": table.name, "reportmine.schema_version": SCHEMA_VERSION}
    return arrow.schema(fields, metadata=told)


def table_of(table: Table[Any], rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    """Rows in the order of the table's columns, as an Arrow table of its schema."""
    arrow, schema = library(), schema_of(table)
    columns = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    arrays = [
        arrow.array([_plain(value) for value in values], type=field.type)
        if column.type in ("number", "list")
        else arrow.array(values, type=field.type)
        for column, field, values in zip(table.columns, schema, columns, strict=True)
    ]
    return arrow.Table.from_arrays(arrays, schema=schema)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value

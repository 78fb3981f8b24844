"""The types of our tables in Arrow, and so in Parquet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..records import SCHEMA_VERSION
from .extras import need
from .tabular import Table

if TYPE_CHECKING:
    import pyarrow as pa


def schema_of(table: Table[Any]) -> pa.Schema:
    """The schema of a table: text is string, integer int64, number float64, a list list<string>.

    What a column means is `description` in the metadata of its field; the table's name and the version of the
    records are `reportmine.table` and `reportmine.schema_version` in that of the schema. Raises MissingExtra.
    """
    arrow = need("parquet", "pyarrow", "Arrow")
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

"""Figures as Parquet and as Arrow IPC, in chunks of rows, so that many reports stream.

The sink is an open binary file, which may be a pipe; it stays open. Raises MissingExtra, and OSError of
the sink.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from ..records import Report, Series
from .arrowtypes import schema_of
from .extras import need
from .tabular import FIGURES, POINTS, Table, held_rows, picked

if TYPE_CHECKING:
    import pyarrow as pa

R = TypeVar("R")
ROWS = 10_000  # of a chunk: some fifty reports


def batches(table: Table[R], results: Iterable[R]) -> Iterator[pa.RecordBatch]:
    """The rows of results in record batches of the table's schema, each of at most ROWS rows.

    The results are asked for one at a time.
    """
    arrow = need("parquet", "pyarrow", "Arrow")
    schema = schema_of(table)
    rows = chain.from_iterable(held_rows(table, one) for one in results)
    while chunk := list(islice(rows, ROWS)):
        columns = [
            arrow.array(values, type=field.type)
            for values, field in zip(zip(*chunk, strict=True), schema, strict=True)
        ]
        yield arrow.RecordBatch.from_arrays(columns, schema=schema)


def _parquet(table: Table[R], results: Iterable[R], sink: BinaryIO) -> None:
    """A row group a chunk."""
    parquet = need("parquet", "pyarrow.parquet", "Parquet")
    with parquet.ParquetWriter(_Lent(sink), schema_of(table), compression="zstd") as writer:
        for batch in batches(table, results):
            writer.write_batch(batch)


def _ipc(table: Table[R], results: Iterable[R], sink: BinaryIO) -> None:
    ipc = need("parquet", "pyarrow.ipc", "Arrow")
    with ipc.new_file(_Lent(sink), schema_of(table)) as writer:
        for batch in batches(table, results):
            writer.write_batch(batch)


class _Lent:
    """A file as Arrow sees it, which would close it."""

    closed = False

    def __init__(self, sink: BinaryIO) -> None:
        self.write, self.flush = sink.write, sink.flush

    def close(self) -> None:
        """Nothing: who opened the file closes it."""


def parquet_of_reports(
    reports: Iterable[Report], sink: BinaryIO, *, fields: Sequence[str] | None = None
) -> None:
    """The figures of reports as Parquet."""
    _parquet(picked(FIGURES, fields), reports, sink)


def parquet_of_series(found: Series, sink: BinaryIO, *, fields: Sequence[str] | None = None) -> None:
    """The values of a series as Parquet."""
    _parquet(picked(POINTS, fields), [found], sink)


def ipc_of_reports(reports: Iterable[Report], sink: BinaryIO, *, fields: Sequence[str] | None = None) -> None:
    """The figures of reports as an Arrow file (Feather, version 2)."""
    _ipc(picked(FIGURES, fields), reports, sink)


def ipc_of_series(found: Series, sink: BinaryIO, *, fields: Sequence[str] | None = None) -> None:
    """The values of a series as an Arrow file (Feather, version 2)."""
    _ipc(picked(POINTS, fields), [found], sink)


def whole(table: Table[R], results: Iterable[R]) -> pa.Table:
    """The rows of results as one Arrow table."""
    arrow = need("parquet", "pyarrow", "Arrow")
    made: pa.Table = arrow.Table.from_batches(batches(table, results), schema=schema_of(table))
    return made

"""JSON Lines as libraries for tables read it, without a word on the types."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars
import pytest
from figured import all_rows, made, samples

from reportmine.output.export import COLUMNS, jsonl
from reportmine.output.tabular import FIGURES, picked
from reportmine.records import Report

TABLE = picked(FIGURES, COLUMNS)
POLARS = {
    "text": polars.String,
    "integer": polars.Int64,
    "number": polars.Float64,
    "list": polars.List(polars.String),
}
DUCKDB = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "list": "VARCHAR[]"}


@pytest.fixture(scope="module")
def three() -> list[Report]:
    return samples()


@pytest.fixture
def file(three: list[Report], tmp_path: Path) -> Path:
    path = tmp_path / "figures.jsonl"
    path.write_text("".join(jsonl(three)), "utf-8")
    return path


def _empty(three: list[Report]) -> set[str]:
    """The columns in which these reports have nothing."""
    columns = zip(*all_rows(TABLE, three), strict=True)
    return {one.name for one, held in zip(TABLE.columns, columns, strict=True) if not any(map(_said, held))}


def _said(value: object) -> bool:
    return value is not None and value != []


def test_polars_reads_types_and_values(file: Path, three: list[Report]) -> None:
    frame = polars.read_ndjson(file, infer_schema_length=None)
    # polars puts the columns into an order of its own
    assert [list(row) for row in frame.select(COLUMNS).rows()] == list(all_rows(TABLE, three))
    empty = _empty(three)
    for column in TABLE.columns:
        if column.name not in empty:
            assert frame.schema[column.name] == POLARS[column.type], column.name
    assert empty and all(frame.schema[name] in (polars.Null, polars.List(polars.Null)) for name in empty)


def test_polars_takes_the_types_where_a_column_is_empty(three: list[Report], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(jsonl([made({})])), "utf-8")
    types = {column.name: POLARS[column.type] for column in TABLE.columns}
    frame = polars.read_ndjson(tmp_path / "a.jsonl", schema=types)
    assert frame.schema == types and [list(row) for row in frame.rows()] == list(all_rows(TABLE, [made({})]))


def test_duckdb_reads_types_and_values(file: Path, three: list[Report]) -> None:
    found = duckdb.sql(f"from read_json('{file}', sample_size = -1)")
    types = dict(zip(found.columns, map(str, found.types), strict=True))
    empty = _empty(three)
    for column in TABLE.columns:
        if column.name not in empty:
            assert types[column.name] == DUCKDB[column.type], column.name
    assert empty and {types[name] for name in empty} <= {'"NULL"', "JSON"}  # JSON before version 2
    assert [list(row) for row in found.fetchall()] == list(all_rows(TABLE, three))


def test_duckdb_takes_the_types_where_a_column_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(jsonl([made({})])), "utf-8")
    types = {column.name: DUCKDB[column.type] for column in TABLE.columns}
    found = duckdb.sql(f"from read_json('{tmp_path / 'a.jsonl'}', columns = {types})")
    assert dict(zip(found.columns, map(str, found.types), strict=True)) == types
    assert [list(row) for row in found.fetchall()] == list(all_rows(TABLE, [made({})]))

"""Parquet and Arrow: fixed types, every value, a chunk at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet
import pytest
from figured import REPORTS, all_rows, hostile, made, samples
from hypothesis import given, settings

import reportmine
from reportmine.compare.series import join
from reportmine.output import arrow
from reportmine.output.arrowtypes import schema_of
from reportmine.output.tabular import FIGURES, POINTS, REPORT_TABLES, UnknownField, picked
from reportmine.records import Report

WRITERS = {"parquet": arrow.parquet_of_reports, "arrow": arrow.ipc_of_reports}
each = pytest.mark.parametrize("format", WRITERS)


def _read(format: str, data: bytes) -> pa.Table:
    if format == "parquet":
        return pa.parquet.read_table(io.BytesIO(data))
    return pa.ipc.open_file(io.BytesIO(data)).read_all()


def _written(format: str, reports: list[Report], **options: Any) -> bytes:
    sink = io.BytesIO()
    WRITERS[format](iter(reports), sink, **options)
    assert not sink.closed
    return sink.getvalue()


def _rows(table: pa.Table) -> list[list[Any]]:
    return [list(row.values()) for row in table.to_pylist()]


@pytest.fixture(scope="module")
def three() -> list[Report]:
    return samples()


@each
def test_samples_read_back_equal(format: str, three: list[Report]) -> None:
    table = _read(format, _written(format, three))
    assert table.schema.equals(schema_of(FIGURES), check_metadata=True)
    assert _rows(table) == list(all_rows(FIGURES, three))
    figures = [one for report in three for one in report.indicators]
    assert table["value_exact"].to_pylist() == [f"{one.value.normalize():f}" for one in figures]


@each
def test_hostile_texts_read_back_equal(format: str) -> None:
    assert _rows(_read(format, _written(format, [hostile()]))) == list(all_rows(FIGURES, [hostile()]))


@each
@settings(deadline=None, max_examples=25)
@given(report=REPORTS)
def test_any_report_reads_back_equal(format: str, report: Report) -> None:
    assert _rows(_read(format, _written(format, [report, report]))) == [*all_rows(FIGURES, [report])] * 2


@each
def test_types_are_the_same_whatever_is_absent(format: str) -> None:
    empty = _read(format, _written(format, [made()]))
    assert empty.num_rows == 0 and empty.schema == _read(format, _written(format, [hostile()])).schema
    types = {field.name: str(field.type) for field in empty.schema}
    assert {types["value"], types["value_max"], types["confidence"]} == {"double"}
    assert {types["year"], types["page"], types["start"]} == {"int64"}
    assert {types["rules"], types["flags"]} <= {"list<element: string>", "list<item: string>"}
    assert {types["section"], types["period"], types["region_code"], types["value_exact"]} == {"string"}


@each
def test_a_column_says_what_it_means(format: str) -> None:
    schema = _read(format, _written(format, [made()])).schema
    assert schema.field("unit").metadata[b"description"].startswith(b"The unit without its magnitude")
    assert schema.metadata[b"reportmine.table"] == b"figures"


@each
def test_columns_can_be_chosen(format: str, three: list[Report]) -> None:
    table = _read(format, _written(format, three, fields=["value", "metric"]))
    assert table.column_names == ["value", "metric"]
    assert table["value"].to_pylist() == [float(one.value) for report in three for one in report.indicators]


def test_an_unknown_column_is_told_with_those_like_it() -> None:
    with pytest.raises(UnknownField, match="'vlaue' is no field; did you mean value"):
        picked(FIGURES, ["vlaue"])
    with pytest.raises(UnknownField, match=r"no field; The fields are file, title"):
        picked(FIGURES, ["街心花园"])
    with pytest.raises(UnknownField, match="unit is named twice"):
        picked(FIGURES, ["unit", "value", "unit"])


def test_many_reports_stream_a_row_group_a_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrow, "ROWS", 4)
    asked: list[int] = []

    def reports() -> Iterator[Report]:
        for number in range(6):
            asked.append(number)
            yield made({}, {})

    given = arrow.batches(FIGURES, reports())
    assert next(given).num_rows == 4 and asked == [0, 1]
    assert [batch.num_rows for batch in given] == [4, 4]
    data = _written("parquet", [made({}, {}) for _ in range(6)])
    file = pa.parquet.ParquetFile(io.BytesIO(data))
    assert [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)] == [4, 4, 4]


@each
def test_a_file_that_takes_no_more_is_an_oserror(format: str) -> None:
    class Full(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        WRITERS[format](iter([made({})]), Full())


@each
def test_an_interruption_passes_through(format: str) -> None:
    def reports() -> Iterator[Report]:
        yield made({})
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        WRITERS[format](reports(), io.BytesIO())


def test_other_libraries_read_the_files(three: list[Report], tmp_path: Path) -> None:
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    (tmp_path / "a.parquet").write_bytes(_written("parquet", three))
    (tmp_path / "a.feather").write_bytes(_written("arrow", three))
    expected = list(all_rows(FIGURES, three))
    assert [list(row) for row in polars.read_parquet(tmp_path / "a.parquet").rows()] == expected
    assert [list(row) for row in polars.read_ipc(tmp_path / "a.feather").rows()] == expected
    read = duckdb.sql(f"from '{tmp_path / 'a.parquet'}'").fetchall()
    assert [list(row) for row in read] == expected
    frame = pandas.read_feather(tmp_path / "a.feather")
    assert frame.metric.tolist() == [row[frame.columns.get_loc("metric")] for row in expected]


def test_a_series_reads_back_equal(three: list[Report]) -> None:
    found = join([three[0]])
    for write, format in ((arrow.parquet_of_series, "parquet"), (arrow.ipc_of_series, "arrow")):
        sink = io.BytesIO()
        write(found, sink)
        assert _rows(_read(format, sink.getvalue())) == list(all_rows(POINTS, [found]))


# in memory


def test_to_arrow_gives_each_table(three: list[Report]) -> None:
    for table in REPORT_TABLES:
        made_of = reportmine.to_arrow(three, table.name)
        assert made_of.schema == schema_of(table) and _rows(made_of) == list(all_rows(table, three))
    assert reportmine.to_arrow(three[0]).num_rows == len(three[0].indicators)
    assert reportmine.to_arrow(iter(three)).num_rows == sum(len(one.indicators) for one in three)
    found = join([three[0]])
    assert reportmine.to_arrow(found).num_rows == len(found.points)
    assert reportmine.to_arrow(found, "warnings").num_rows == len(found.warnings)


def test_to_pandas_has_types_that_know_absence(three: list[Report]) -> None:
    pandas = pytest.importorskip("pandas")
    frame = reportmine.to_pandas(three)
    types = {name: str(dtype) for name, dtype in frame.dtypes.items()}
    assert {types["year"], types["page"], types["id"]} == {"Int64"}
    assert {types["value"], types["value_max"]} == {"Float64"}
    assert {types["metric"], types["section"], types["region_code"]} == {"string"}
    assert types["rules"] == "object" and isinstance(frame.rules[0], list)
    expected = list(all_rows(FIGURES, three))
    read = [
        [None if not isinstance(one, list) and pandas.isna(one) else one for one in row]
        for row in frame.itertuples(index=False, name=None)
    ]
    assert read == expected
    assert reportmine.to_pandas(three, "sections").id.tolist() == [
        one.id for report in three for one in report.sections
    ]
    assert reportmine.to_pandas([]).shape == (0, len(FIGURES.columns))


@pytest.mark.parametrize("give", [reportmine.to_arrow, reportmine.to_pandas])
def test_what_is_no_result_or_no_table_is_told(give: Any, three: list[Report]) -> None:
    with pytest.raises(ValueError, match="there is no table 'figure'; the tables are figures, sections"):
        give(three, "figure")
    with pytest.raises(ValueError, match="the tables are points, warnings"):
        give(join([three[0]]), "figures")
    for wrong in ("全市办理案件12件。", b"", 5, [5], ["a"]):
        with pytest.raises(TypeError, match="give"):
            give(wrong)

"""SQLite and DuckDB: every table of the reports, with what holds them together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest
from figured import REPORTS, all_rows, hostile, made, samples
from hypothesis import given, settings

from reportmine.compare.series import join
from reportmine.output import duckdb as duck
from reportmine.output import relational, sqlite
from reportmine.output.tabular import POINTS, REPORT_TABLES, Table
from reportmine.records import Report, Source

WRITERS: dict[str, Any] = {"sqlite": sqlite, "duckdb": duck}
each = pytest.mark.parametrize("format", WRITERS)


def _asked(format: str, place: Path, question: str) -> list[list[Any]]:
    """What a database answers."""
    if format == "sqlite":
        with closing(sqlite3.connect(place)) as base:
            return [list(row) for row in base.execute(question)]
    with closing(duckdb.connect(str(place), read_only=True)) as base:
        return [list(row) for row in base.execute(question).fetchall()]


def _expected(format: str, table: Table[Any], results: list[Any]) -> list[list[Any]]:
    rows = list(all_rows(table, results))
    if format == "duckdb":
        return rows
    return [[";".join(one) if isinstance(one, list) else one for one in row] for row in rows]


def _check(format: str, place: Path, reports: list[Report]) -> None:
    for table in REPORT_TABLES:
        read = _asked(format, place, f'select * from "{table.name}"')
        expected = _expected(format, table, reports)
        assert sorted(read, key=repr) == sorted(expected, key=repr), table.name


@pytest.fixture(scope="module")
def three() -> list[Report]:
    return samples()


@each
def test_samples_read_back_equal(format: str, three: list[Report], tmp_path: Path) -> None:
    WRITERS[format].write_reports(iter(three), tmp_path / "a")
    _check(format, tmp_path / "a", three)


@each
def test_hostile_texts_read_back_equal(format: str, tmp_path: Path) -> None:
    WRITERS[format].write_reports(iter([hostile()]), tmp_path / "a")
    _check(format, tmp_path / "a", [hostile()])


@settings(deadline=None, max_examples=15)
@given(report=REPORTS)
def test_any_report_reads_back_equal(tmp_path_factory: pytest.TempPathFactory, report: Report) -> None:
    place = tmp_path_factory.mktemp("any") / "a"
    sqlite.write_reports(iter([report]), place)
    _check("sqlite", place, [report])


@each
def test_rows_go_in_by_chunks(format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relational, "ROWS", 3)
    monkeypatch.setattr(duck, "ROWS", 3)
    reports = [made(*[{}] * 7, source=Source(name=f"{n}.txt", sha256="0" * 64, length=9)) for n in range(3)]
    WRITERS[format].write_reports(iter(reports), tmp_path / "a")
    _check(format, tmp_path / "a", reports)


@each
def test_a_file_given_twice_is_there_once_and_two_files_of_one_content_are_two(
    format: str, tmp_path: Path
) -> None:
    one, other = (made({}, source=Source(name=name, sha256="0" * 64, length=9)) for name in ("a", "b"))
    WRITERS[format].write_reports(iter([one, other, one]), tmp_path / "a")
    _check(format, tmp_path / "a", [one, other])


def test_keys_hold_and_indexes_are_there(three: list[Report], tmp_path: Path) -> None:
    sqlite.write_reports(iter(three), tmp_path / "a")

    def ask(question: str) -> list[list[Any]]:
        return _asked("sqlite", tmp_path / "a", question)

    assert ask("pragma foreign_key_check") == [] and ask("pragma integrity_check") == [["ok"]]
    for table in ("figures", "sections", "unread", "warnings"):
        keys = ask(f"pragma foreign_key_list('{table}')")
        assert {(key[2], key[3], key[4]) for key in keys} == {
            ("reports", "file", "file"),
            ("reports", "sha256", "sha256"),
        }
    key = {row[1] for row in ask("pragma table_info('figures')") if row[5]}
    assert key == {"file", "sha256", "id"}
    indexed = {ask(f"pragma index_info('{row[1]}')")[0][2] for row in ask("pragma index_list('figures')")}
    assert indexed >= {"concept", "period", "region"}
    (plan,) = ask("explain query plan select * from figures where concept = 'gdp'")
    assert "figures_concept" in plan[3]


@each
def test_the_view_has_each_figure_with_the_title_of_its_section(
    format: str, three: list[Report], tmp_path: Path
) -> None:
    WRITERS[format].write_reports(iter(three), tmp_path / "a")
    read = _asked(format, tmp_path / "a", "select file, id, section_title from panel")
    titles = {(report.source.name, one.id): one.title for report in three for one in report.sections}
    assert sorted(read, key=repr) == sorted(
        (
            [report.source.name, one.id, titles.get((report.source.name, one.section or ""))]
            for report in three
            for one in report.indicators
        ),
        key=repr,
    )


def test_each_column_says_what_it_means(tmp_path: Path) -> None:
    for format, question in (
        ("sqlite", "select sql from sqlite_master where name = 'figures'"),
        ("duckdb", "select comment from duckdb_columns() where column_name = 'unit'"),
    ):
        WRITERS[format].write_reports(iter([made()]), tmp_path / format)
        told = _asked(format, tmp_path / format, question)
        assert "The unit without its magnitude" in str(told), format


@each
def test_a_series_reads_back_equal(format: str, three: list[Report], tmp_path: Path) -> None:
    found = join([three[0]])
    WRITERS[format].write_series(found, tmp_path / "a")
    assert _asked(format, tmp_path / "a", "select * from points") == _expected(format, POINTS, [found])


@each
def test_a_place_that_cannot_be_written_is_an_oserror(format: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"."):
        WRITERS[format].write_reports(iter([made()]), tmp_path / "none" / "a")


@each
def test_reports_stream(format: str, tmp_path: Path) -> None:
    def reports() -> Iterator[Report]:
        yield made({})
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        WRITERS[format].write_reports(reports(), tmp_path / "a")

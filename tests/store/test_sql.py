"""Questions to a store: the answer in every format, and nothing but the store is reached."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
from conftest import Run
from stores import NAMES, rows

from reportmine.output.extras import MissingExtra
from reportmine.output.target import OutputError
from reportmine.store.sql import query


def test_every_table_is_there(store: Path) -> None:
    for name in NAMES:
        answer = query(store, f"select count(*) as n from {name}")
        assert (answer.columns, list(answer.rows)) == (("n",), [(len(rows(store)[name]),)])


def test_answers_come_in_every_format(store: Path, run: Run, tmp_path: Path) -> None:
    question = (
        "select 项目, n, l, d, x from (select '案件' 项目, 1.5 n, ['a','b'] l, date '2024-05-01' d, null x)"
    )
    said = {
        one: run("batch", store, "--sql", question, "-f", one).stdout.decode()
        for one in ("json", "jsonl", "csv", "table")
    }
    expected = {"项目": "案件", "n": 1.5, "l": ["a", "b"], "d": "2024-05-01", "x": None}
    assert json.loads(said["json"]) == [expected] and json.loads(said["jsonl"]) == expected
    assert list(csv.reader(said["csv"].splitlines())) == [
        list(expected),
        ["案件", "1.5", "a;b", "2024-05-01", ""],
    ]
    assert "案件" in said["table"] and "1 row" in said["table"]
    run("batch", store, "--sql", question, "-o", tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == said["csv"]
    odd = run("batch", store, "--sql", "select 1 a, 2 a, 'nan'::double b where true", "-f", "jsonl").stdout
    assert json.loads(odd) == {"a": 1, "a_1": 2, "b": None}


OUTSIDE = [
    "select * from read_text('/etc/passwd')",
    "select * from read_csv('/etc/passwd')",
    "select * from '/etc/passwd'",
    "select * from read_parquet('{store}/figures/*.parquet')",
    "select * from glob('/etc/*')",
    "select * from read_blob('https://example.org/x')",
    "copy figures to '{out}'",
    "copy (select 1) to '{out}' (format csv)",
    "export database '{out}'",
    "attach '{out}'",
    "attach '{out}' as other; select 1",
    "install httpfs",
    "load httpfs",
    "set enable_external_access = true",
    "set lock_configuration = false; select * from read_text('/etc/passwd')",
    "pragma database_list",
    "call pragma_version()",
    "create table t as select 1",
    "insert into figures select * from figures",
    "drop view figures",
    "delete from figures",
    "select 1; select 2",
    "select * from store",
    "select * from environment",
    "",
    ";",
    "selekt",
    "select nonsense from figures",
    "select 1/0 + 'x'",
    "\0",
    "with recursive t as (select 1 n union all select n from nope) select * from t",
]


@pytest.mark.parametrize("question", OUTSIDE)
def test_nothing_else_is_reached(question: str, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    environment = ["a variable of the program"]
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    with pytest.raises(OutputError) as error:
        list(query(store, question.format(store=store, out=out)).rows)
    assert str(error.value).startswith("--sql: ") and "\n" not in str(error.value)
    assert not out.exists() and environment
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*")} == before


def test_a_wrong_question_is_one_line(store: Path, run: Run) -> None:
    done = run("batch", store, "--sql", "select nonsense from figures")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    done = run("batch", store.parent, "--sql", "select 1")
    assert done.returncode == 2 and b"is no store; make one with" in done.stderr


@pytest.mark.parametrize(("library", "extra"), [("duckdb", "duckdb"), ("pyarrow", "parquet")])
def test_a_missing_library_is_named(
    library: str, extra: str, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        MissingExtra,
        match=rf"{library}.* is not installed.*pip install 'reportmine\[{extra}\]'",
    ):
        query(store, "select 1")

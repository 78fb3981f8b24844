"""Formats that are no text, and columns that are chosen, as a user meets them."""

from __future__ import annotations

import io
import json
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import REPORT, Run, environment
from figured import made
from typer.testing import CliRunner

from reportmine.cli import choosing
from reportmine.cli import every as cli
from reportmine.output import registry, sqlite
from reportmine.output.target import OutputError, write_bytes, write_database

BINARY = [one for one in registry.FORMATS if one.sink is not None]
STREAMS = [one for one in BINARY if one.sink == "stream"]
FILES = [one for one in BINARY if one.sink == "file"]


def _ids(formats: list[registry.Format]) -> list[str]:
    return [one.name for one in formats]


@pytest.fixture
def here(report: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the report in which the commands run."""
    monkeypatch.chdir(report.parent)
    return report.parent


def _run(*args: str) -> Any:
    return CliRunner().invoke(cli.app, args)


def _line(done: Any) -> str:
    """What a command says on standard error: one line, after the usage."""
    return " ".join(done.stderr.split("Error: ")[-1].split())


# where it goes


@pytest.mark.parametrize("format", STREAMS, ids=_ids(STREAMS))
@pytest.mark.parametrize("command", ["extract", "series"])
def test_what_is_no_text_goes_through_a_pipe(here: Path, format: registry.Format, command: str) -> None:
    piped = _run(command, "report.txt", "-q", "-f", format.name, "-o", "-")
    filed = _run(command, "report.txt", "-q", "-o", f"out{format.suffixes[0]}")
    assert (piped.exit_code, filed.exit_code, piped.stderr) == (0, 0, "")
    assert piped.stdout_bytes == (here / f"out{format.suffixes[0]}").read_bytes() != b""


def test_a_program_reads_from_the_pipe(report: Path, run: Run) -> None:
    import pyarrow.parquet

    done = run("extract", report, "-f", "parquet", "-q")
    assert (done.returncode, done.stderr) == (0, b"")
    assert pyarrow.parquet.read_table(io.BytesIO(done.stdout)).num_rows == 5


@pytest.mark.parametrize("format", STREAMS, ids=_ids(STREAMS))
def test_a_reader_that_has_seen_enough_is_no_error(report: Path, format: registry.Format) -> None:
    command = [sys.executable, "-m", "reportmine", "extract", str(report), "-q", "-f", format.name]
    with subprocess.Popen(
        command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert (running.stderr.read(), running.wait(timeout=60)) == (b"", 0)


@pytest.mark.parametrize("format", BINARY, ids=_ids(BINARY))
def test_a_terminal_gets_no_bytes(
    here: Path, format: registry.Format, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "for_people", lambda out: True)
    done = _run("extract", "report.txt", "-f", format.name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{format.title} is no text: name a file with -o OUT{format.suffixes[0]}" in _line(done)


@pytest.mark.parametrize("format", FILES, ids=_ids(FILES))
def test_a_database_is_a_file(here: Path, format: registry.Format) -> None:
    for more in ([], ["-o", "-"]):
        done = _run("extract", "report.txt", "-f", format.name, *more)
        assert (done.exit_code, done.stdout) == (2, "")
        assert f"name a file with -o OUT{format.suffixes[0]}." in _line(done)


@pytest.mark.parametrize("format", BINARY, ids=_ids(BINARY))
def test_a_file_that_is_there_is_replaced_whole(here: Path, format: registry.Format) -> None:
    out = here / f"out{format.suffixes[0]}"
    out.write_bytes(b"old")
    out.chmod(0o640)
    (here / "link").symlink_to(out)
    assert _run("extract", "report.txt", "-f", format.name, "-o", "link").exit_code == 0
    assert out.read_bytes()[:3] != b"old" and (here / "link").is_symlink()
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    assert sorted(one.name for one in here.iterdir()) == sorted(["report.txt", "link", out.name])


@pytest.mark.parametrize("format", BINARY, ids=_ids(BINARY))
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_an_interrupted_write_leaves_the_old_file(
    here: Path, format: registry.Format, error: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = here / f"out{format.suffixes[0]}"
    out.write_bytes(b"old")
    whole = registry.Format.write

    def broken(self: registry.Format, kind: Any, result: Any, sink: Any, **options: Any) -> None:
        whole(self, kind, result, sink, **options)
        raise error

    monkeypatch.setattr(registry.Format, "write", broken)
    done = _run("extract", "report.txt", "-o", out.name)
    assert done.exit_code == (130 if error is KeyboardInterrupt else 2)
    assert error is KeyboardInterrupt or "No space left on device); make room on the disk" in done.stderr
    assert out.read_bytes() == b"old"
    assert sorted(one.name for one in here.iterdir()) == sorted(["report.txt", out.name])


def test_a_place_that_takes_no_file_is_told(tmp_path: Path) -> None:
    for place, says in (
        (tmp_path, "it is no file"),
        (tmp_path / "none" / "a.db", "make its folder first"),
        (tmp_path / ("a" * 300), "give it a shorter name"),
    ):
        with pytest.raises(OutputError, match=says):
            write_database(lambda made_here: sqlite.write_reports(iter([made({})]), made_here), place)
    with pytest.raises(OutputError, match="name a file in it"):
        write_bytes(lambda sink: None, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_database_has_all_tables_of_all_files(here: Path) -> None:
    (here / "other.txt").write_text(REPORT.replace("4148", "4149"), "utf-8")
    assert _run("extract", "report.txt", "other.txt", "report.txt", "-q", "-o", "a.db").exit_code == 0
    base = sqlite3.connect(here / "a.db")
    counts = base.execute("select file, count(*) from panel group by 1 order by 1").fetchall()
    assert counts == [("other.txt", 5), ("report.txt", 5)]
    base.close()


# what is missing


@pytest.mark.parametrize(
    ("suffix", "module", "extra"),
    [
        *((".xlsx", "xlsxwriter", "xlsx"), (".parquet", "pyarrow", "parquet")),
        *(
            (".arrow", "pyarrow", "parquet"),
            (".duckdb", "duckdb", "duckdb"),
            (".duckdb", "pyarrow", "duckdb"),
        ),
    ],
)
def test_a_missing_library_is_named_before_anything_is_read(
    here: Path, suffix: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    for file in ("report.txt", "none.txt"):
        done = _run("extract", file, "-o", f"out{suffix}")
        assert (done.exit_code, done.stdout) == (2, "")
        (line,) = done.stderr.splitlines()
        assert f"needs {module}, which is not installed" in line
        assert line.endswith(f"pip install 'reportmine[{extra}]'")
    assert [one.name for one in here.iterdir()] == ["report.txt"]


@pytest.mark.parametrize(("name", "module"), [("to_arrow", "pyarrow"), ("to_pandas", "pandas")])
def test_a_missing_library_is_an_import_error(
    name: str, module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import reportmine

    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=r"pip install 'reportmine\[(parquet|pandas)\]'"):
        getattr(reportmine, name)([])


def test_text_needs_no_library(report: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('pyarrow', 'duckdb', 'xlsxwriter', 'pandas', 'numpy'): sys.modules[name] = None\n"
        f"sys.argv = ['reportmine', 'extract', {str(report)!r}, '-q', '--fields', 'value', '-f', 'csv']\n"
        "from reportmine.cli.main import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, timeout=60)
    assert (done.returncode, done.stdout.split()[0], done.stderr) == (0, b"value", b"")


# columns


@pytest.mark.parametrize("format", ["jsonl", "csv", "markdown"])
def test_columns_come_as_they_are_asked_for(here: Path, format: str) -> None:
    done = _run("extract", "report.txt", "-f", format, "--fields", "unit, value,value_exact")
    assert done.exit_code == 0
    shown = {
        "jsonl": '{"unit": "件", "value": 4148.0, "value_exact": "4148"}',
        "csv": "件,4148,4148",
        "markdown": "| 件 | 4148 | 4148 |",
    }[format]
    assert shown in done.stdout.splitlines()
    if format == "csv":
        assert done.stdout.startswith("unit,value,value_exact\n")


def test_columns_of_a_series(here: Path) -> None:
    done = _run("series", "report.txt", "--fields", "year,metric", "-f", "csv")
    assert done.stdout.splitlines()[0] == "year,metric"
    rows = [
        json.loads(line)
        for line in _run("series", "report.txt", "--fields", "year,metric").stdout.splitlines()
    ]
    assert rows and {tuple(row) for row in rows} == {("year", "metric")}


def test_without_a_format_the_columns_are_json_lines_and_with_excel_csv(here: Path) -> None:
    said = _run("series", "report.txt", "--fields", "年份，指标、value", "-f", "csv").stdout.splitlines()
    assert said[0] == "year,metric,value"
    assert _run("extract", "report.txt", "--fields", "id").stdout.splitlines()[0] == '{"id": 1}'
    done = _run("extract", "report.txt", "--fields", "id", "--excel")
    assert done.stdout_bytes.startswith(b"\xef\xbb\xbfid\r\n1\r\n")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["extract", "report.txt", "--fields", "vlaue"], "'vlaue' is no field; did you mean value"),
        (["extract", "report.txt", "--fields", "unit,unit"], "unit is named twice"),
        (["extract", "report.txt", "--fields", "unit,单位"], "单位 is named twice"),
        (["extract", "report.txt", "--fields", "数字"], "'数字' is no field; did you mean 数据"),
        (["extract", "report.txt", "--fields", " , "], "name the fields, with commas between them"),
        (["extract", "none.txt", "--fields", "\x1b[31m"], "is no field; The fields are file, title"),
        (["extract", "report.txt", "--fields", "id", "-f", "json"], "is for JSON Lines, CSV, Excel, Parquet"),
        (["extract", "report.txt", "--fields", "id", "-o", "a.db"], "is for JSON Lines, CSV, Excel, Parquet"),
        (
            ["extract", "report.txt", "--fields", "id", "-f", "table"],
            "is for JSON Lines, CSV, Excel, Parquet",
        ),
        (["series", "report.txt", "--fields", "item"], "'item' is no field; did you mean"),
        (["series", "report.txt", "--fields", "metric", "--wide"], "has nothing to choose here"),
        (["series", "report.txt", "--wide", "-f", "parquet"], "parquet cannot hold this"),
        (["series", "report.txt", "--wide", "-o", "a.parquet"], "files of this suffix cannot be written"),
        (["extract", "report.txt", "--excel", "-o", "a.xlsx"], "is for CSV only"),
    ],
)
def test_what_cannot_be_chosen_is_told(here: Path, args: list[str], says: str) -> None:
    done = _run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in _line(done) and "\x1b" not in done.stderr
    assert [one.name for one in here.iterdir()] == ["report.txt"]


def test_half_a_character_in_an_option_is_written(here: Path) -> None:
    for one in (*BINARY, *(one for one in registry.FORMATS if "report" in one.writers and one.sink is None)):
        done = _run("extract", "report.txt", "-f", one.name, "--region", "a\udcff", "-o", "out")
        assert done.exit_code == 0, one.name
        assert one.sink is not None or "a\ufffd" in (here / "out").read_text("utf-8"), one.name


def test_figures_of_a_section_or_in_a_unit_alone(run: Run, tmp_path: Path) -> None:
    text = "一、经济\n地区生产总值230亿元，企业120户。\n（一）财政。收入2万元。\n"
    text += "二、社会\n支出3亿元，户数5户。\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")

    def texts(*args: str) -> list[str]:
        done = run("extract", "a.txt", *args)
        assert done.returncode == 0 and b"are left out" in done.stderr
        return [one["text"] for one in json.loads(done.stdout)["indicators"]]

    assert texts("--section", "1") == texts("--section", "经济") == ["230亿元", "120户", "2万元"]
    assert texts("--section", "财政", "--section", "2") == ["2万元", "3亿元", "5户"]
    assert texts("--unit", "亿元") == texts("--unit", "元") == ["230亿元", "2万元", "3亿元"]
    assert texts("--unit", "户", "--section", "2") == ["5户"]
    said = run("extract", "a.txt", "--unit", "户", "--lang", "zh").stderr.decode()
    assert "5个数据中有3个单位不是户，没有列出" in said
    assert texts("--section", "3") == texts("--section", "nosuch") == []  # 3 of 3亿元 is no section
    said = run("extract", "a.txt", "--section", "1", "--section", "nosuch", "--lang", "zh").stderr.decode()
    assert "没有名为“nosuch”的章节" in said

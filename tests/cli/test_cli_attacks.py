"""Whatever the command line is given: one clear line with the remedy, an exit code, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, environment

REPORT = "2024年，全市办理案件12件。\n"


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> None:
    """A report, and what is none."""
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(REPORT.replace("12", "13"), encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "bad.docx").write_bytes(b"PK\x03\x04 and no more")
    (tmp_path / "folder").mkdir()


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (
            ["extract", "a.txt", "-o", "folder"],
            2,
            "folder: cannot be written (Is a directory); name a file in it",
        ),
        (
            ["extract", "a.txt", "-o", "no/x.json"],
            2,
            "no/x.json: cannot be written (No such file or directory); make",
        ),
        (["extract", "a.txt", "-o", "a.txt/x.json"], 2, "what stands for its folder is a file"),
        (["extract", "a.txt", "--text", "no/t.txt", "-o", "y.json"], 2, "make its folder first"),
        (["schema", "-o", "no/x"], 2, "make its folder first"),
        (["extract", "a.txt", "-o", "n" * 300 + ".json"], 2, "give it a shorter name"),
        (["extract", ""], 3, "'': is no file name; check the path"),
        (["extract", "folder"], 3, "folder: is a folder; name the files in it"),
        (["extract", "empty.txt"], 3, "empty.txt: is empty; give"),
        (["extract", "junk.txt"], 3, "junk.txt: is binary, not text; save"),
        (["extract", "bad.docx"], 3, "bad.docx: is cut short or damaged"),
        (["extract", "n" * 300], 3, "cannot be read (File name too long); check the path"),
        (["extract", "a.txt", "--patterns", "none.toml"], 2, "none.toml: cannot be read (No such file"),
        (
            ["extract", "a.txt", "--patterns", "junk.txt"],
            2,
            "junk.txt: is not UTF-8; give a pattern file (TOML)",
        ),
        (["extract", "a.txt", "--patterns", "folder"], 2, "holds no pattern file (*.toml); name another"),
        (["diff", "a.txt", "folder"], 3, "folder: is a folder; name the files in it"),
        (["series", "*.none"], 3, "*.none: does not exist; check the path"),
    ],
)
def test_one_line_with_the_remedy(run: Run, args: list[str], code: int, says: str) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (code, b"")
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("reportmine: ") and says in line


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--bad"], "No such option: --bad"),
        (["extrakt", "a.txt"], "Did you mean 'extract'?"),
        (["extract", "a.txt", "-f", "xml"], "'xml' is not one of 'json', 'jsonl', 'csv', 'xlsx', "),
        (["extract", "a.txt", "--type", "dox"], "'dox' is not one of"),
        (["extract", "a.txt", "--year", "9" * 30], "less than or equal to 2100"),
        (["extract", "a.txt", "--max-size", "9" * 30], "less than or equal to 1000000"),
        (["extract", "a.txt", "--max-size", "0"], "greater than or equal to 1"),
        (["explain", "a.txt", "--at", "9" * 30], "is outside the text, whose offsets are 0 to"),
        (["explain", "a.txt", "--at", "-1"], "is outside the text"),
        (["series", "folder"], "holds no file that is read"),
        (["series", "a.txt", "--min", "0"], "greater than or equal to 1"),
        (["extract", "-", "-"], "standard input (-) can be read only once"),
        (["extract", "a.txt", "-o", "a.txt"], "a.txt is an input too"),
        (["extract", "a.txt", "b.txt", "--text", "t.txt"], "takes the text of one file"),
        (["extract", "a.txt", "-o", "x.xls"], "files of this suffix cannot be written"),
    ],
)
def test_usage_errors_name_the_option(run: Run, args: list[str], says: str) -> None:
    done = run(*args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert says in done.stderr.decode().splitlines()[-1]


def test_good_and_bad_inputs_mixed(run: Run, tmp_path: Path) -> None:
    done = run("extract", "junk.txt", "a.txt", "none.txt", "folder", "b.txt", "-o", "out.csv")
    assert done.returncode == 3
    told = done.stderr.decode().splitlines()
    assert [line.split(":")[1].strip() for line in told] == ["junk.txt", "none.txt", "folder"]
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == ["a.txt", "b.txt"]


def test_the_same_output_twice_and_a_failure_that_keeps_it(run: Run, tmp_path: Path) -> None:
    first = [run("extract", "a.txt", "-o", "out.json").returncode, (tmp_path / "out.json").read_bytes()]
    again = [run("extract", "a.txt", "-o", "out.json").returncode, (tmp_path / "out.json").read_bytes()]
    assert first == again
    assert run("extract", "junk.txt", "-o", "out.json").returncode == 3
    assert (tmp_path / "out.json").read_bytes() == first[1]
    assert {one.name for one in tmp_path.iterdir() if one.name.endswith(".part")} == set()


def test_a_closed_pipe_is_silent(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text(REPORT * 5000, encoding="utf-8")
    command = f"{sys.executable} -m reportmine extract long.txt -f csv -q | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"") and done.stdout.startswith(b"file,")


@pytest.mark.skipif(
    sys.platform == "win32" or sys.platform == "darwin", reason="names of files are text there"
)
def test_a_name_that_is_not_utf8(run: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xb1\xa8\xb8\xe6.txt")  # 报告 in GBK
    (tmp_path / name).write_text(REPORT, encoding="utf-8")
    out = os.fsdecode(b"\xff.json")
    assert run("extract", name, "-o", out).returncode == 0
    assert "\ufffd" in (tmp_path / out).read_text("utf-8")
    gone = run("extract", os.fsdecode(b"\xff.txt"))
    assert gone.returncode == 3 and "does not exist; check the path" in gone.stderr.decode()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_not_be_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").chmod(0)
    done = run("extract", "a.txt")
    assert done.returncode == 3 and b"no permission" in done.stderr

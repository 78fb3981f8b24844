"""`extract --min-confidence`, and how doubtful rows are shown."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Run

TEXT = "全市森林覆盖率达到63.5%。安排35。\n"


def test_rows_that_are_less_sure_are_left_out_and_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = run("extract", path, "-f", "json", "--min-confidence", "0.9")
    report = json.loads(done.stdout)
    assert [one["text"] for one in report["indicators"]] == ["63.5%"]
    assert [one["code"] for one in report["warnings"]] == ["below-confidence"]
    assert "1 of 2 figures" in done.stderr.decode()


def test_nothing_is_said_where_all_rows_are_sure(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = run("extract", path, "-f", "json", "--min-confidence", "0")
    assert len(json.loads(done.stdout)["indicators"]) == 2
    assert done.stderr == b""


def test_a_share_is_between_nothing_and_all(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    done = run("extract", path, "--min-confidence", "90")
    assert done.returncode == 2
    assert "--min-confidence" in done.stderr.decode()


def test_the_table_shows_which_rows_are_doubtful(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    shown = run("extract", path, "-f", "table").stdout.decode()
    marked = [line for line in shown.splitlines() if "?0." in line]
    assert len(marked) == 1
    assert "35" in marked[0]
    assert "2 figures, 1 doubtful (?)" in shown

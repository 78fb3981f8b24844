"""Reports of which figures were left out when they were extracted: what compares them says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run
from support import ROOT

OLD, NEW = (ROOT / "samples" / f"yunting-{year}.txt" for year in (2024, 2025))


@pytest.mark.parametrize(
    "choice", [("--section", "3.2"), ("--unit", "亿元"), ("--min-confidence", "0.9")], ids=lambda one: one[0]
)
def test_a_diff_with_a_part_of_a_report_says_so_in_one_line(
    run: Run, tmp_path: Path, choice: tuple[str, str]
) -> None:
    part, whole = tmp_path / "part.json", tmp_path / "whole.json"
    run("extract", NEW, "-o", part, *choice)
    run("extract", OLD, "-o", whole)
    done = run("diff", whole, part)
    assert done.returncode == 0
    told = [line for line in done.stderr.decode().splitlines() if "part of the figures" in line]
    assert told == [
        f"reportmine: warning: only a part of the figures is held by {NEW}, extracted with --section, --unit "
        "or --min-confidence: what seems added or removed may only be left out"
    ]
    assert "partial-report" in [one["code"] for one in json.loads(done.stdout)["warnings"]]
    assert run("diff", whole, part, "-q").stderr == b""
    told = run("diff", whole, part, "--lang", "zh").stderr.decode().splitlines()
    assert any(f"{NEW} 只含部分数据" in line for line in told)


def test_a_series_names_the_reports_that_are_parts(run: Run, tmp_path: Path) -> None:
    for at, path in enumerate((OLD, NEW)):
        run("extract", path, "-o", tmp_path / f"{at}.json", "--unit", "亿元")
    done = run("series", tmp_path, "-f", "csv")
    (told,) = (line for line in done.stderr.decode().splitlines() if "part of the figures" in line)
    assert f"is held by {OLD}, {NEW}, extracted" in told


def test_a_whole_report_is_no_part(run: Run, tmp_path: Path) -> None:
    run("extract", OLD, "-o", tmp_path / "old.json", "--min-confidence", "0")
    done = run("diff", tmp_path / "old.json", NEW)
    assert (done.returncode, done.stderr) == (0, b"")

"""--concept and --period as a user writes them: Chinese names, capitals, 2025年."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import Run

TEXT = "云汀市2026年政府工作报告\n一、2025年工作回顾\n地区生产总值2498.7亿元，粮食产量86万吨。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("option", "said", "found"),
    [
        ("--concept", "国内生产总值", ["gdp"]),
        ("--concept", "地区生产总值", ["gdp"]),
        ("--concept", "粮食产量", ["grain"]),
        ("--concept", "GDP", ["gdp"]),
        ("--concept", "GD*", ["gdp"]),
        ("--period", "2025年", ["gdp", "grain"]),
        ("--period", " 2025 ", ["gdp", "grain"]),
    ],
)
def test_a_metric_and_a_time_are_meant_as_they_are_called(
    run: Run, report: Path, option: str, said: str, found: list[str]
) -> None:
    done = run("series", report, option, said, "-f", "csv")
    rows = csv.DictReader(done.stdout.decode().splitlines())
    assert (done.returncode, [row["concept"] for row in rows]) == (0, found)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("粮食", "no metric is called 粮食; those with it in their names are"),
        ("天外来客", "no metric is called 天外来客."),
        ("zzzz", "no figure of these reports has zzzz."),
        ("gpd", "no figure of these reports has gpd; there are gdp"),
    ],
)
@pytest.mark.parametrize("command", ["series", "diff"])
def test_what_is_meant_by_no_name_is_told_with_what_is_like_it(
    run: Run, report: Path, command: str, said: str, told: str
) -> None:
    files = (report, report) if command == "diff" else (report,)
    done = run(command, *files, "--concept", said)
    assert done.returncode == 2
    shown = " ".join(done.stderr.decode().split())
    assert told in shown
    assert "grain (粮食产量)" in shown or said != "粮食"

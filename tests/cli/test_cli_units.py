"""extract --unit, and what is said where nothing is found."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from conftest import Run

TEXT = "全长12公里，新建3千米管网，占比8%，提高3.2个百分点，提高3百分点，办案5件，收案6起。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def _texts(run: Run, report: Path, unit: str) -> list[str]:
    done = run("extract", report, "--unit", unit, "-f", "csv", "-q")
    assert (done.returncode, done.stderr) == (0, b"")
    return [row["text"] for row in csv.DictReader(done.stdout.decode().splitlines())]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("公里", ["12公里", "3千米"]),
        ("千米", ["12公里", "3千米"]),
        (" 公 里 ", ["12公里", "3千米"]),
        ("百分点", ["3.2个百分点", "3百分点"]),
        ("个百分点", ["3.2个百分点", "3百分点"]),
        ("％", ["8%"]),
        ("%", ["8%"]),
        ("件", ["5件"]),  # 起 counts like things, but is another word for what is counted
        ("米", []),
    ],
)
def test_a_unit_is_asked_for_by_any_of_its_names(
    run: Run, report: Path, asked: str, found: list[str]
) -> None:
    assert _texts(run, report, asked) == found


def test_a_unit_that_no_figure_has_is_told_with_those_that_are_there(run: Run, report: Path) -> None:
    done = run("extract", report, "--unit", "光年")
    said = done.stderr.decode().splitlines()
    assert said[-1] == (
        f"reportmine: {report}: warning: no figure is in 光年; the units here are 公里, 千米, %, 个百分点, "
        "百分点, 件, 起"
    )
    assert run("extract", report, "--unit", "公里", "--unit", "光年").stderr.decode().count("光年") == 2
    told = run("extract", report, "--unit", "光年", "--lang", "zh").stderr.decode()
    assert "没有单位为光年的数据；文中的单位有：公里" in told


def test_a_report_without_figures_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("没有数据。\n", encoding="utf-8")
    assert run("extract", path, "-f", "csv").stderr.decode() == (
        f"reportmine: {path}: warning: no figure is in it\n"
    )
    assert run("extract", path, "-f", "csv", "-q").stderr == b""


@pytest.mark.parametrize("command", ["extract", "outline", "diff", "series", "audit"])
def test_a_text_has_nothing_for_ocr_and_that_is_told(run: Run, report: Path, command: str) -> None:
    files = (report, report) if command == "diff" else (report,)
    said = "it is no PDF and no picture, so --ocr always has nothing to recognise"
    done = run(command, *files, "--ocr", "always")
    assert done.returncode == 0
    assert f"{report}: warning: {said}\n" in done.stderr.decode()
    for choice in ("auto", "never"):
        assert said not in run(command, *files, "--ocr", choice).stderr.decode()
    if command != "outline":
        assert said not in run(command, *files, "--ocr", "always", "-q").stderr.decode()

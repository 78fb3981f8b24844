"""audit as a user runs it."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from conftest import Run
from support import ROOT

from reportmine import Audit
from reportmine.output.audit import COLUMNS

SAMPLE = ROOT / "samples" / "yunting-2025.txt"
WRONG = "进出口总额153.2亿元，其中出口72.4亿元，进口90.3亿元。食品抽检合格率达到99%。\n"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A text with one contradiction, and one figure that agrees."""
    path = tmp_path / "wrong.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_only_contradictions_are_shown(run: Run, wrong: Path) -> None:
    done = run("audit", wrong)
    assert done.returncode == 0
    found = Audit.model_validate_json(done.stdout)
    assert [(one.said, one.verdict) for one in found.findings] == [("153.2亿元", "contradicts")]
    assert found.contradictions == 1 < found.checked


def test_all_shows_what_agrees_too(run: Run, wrong: Path) -> None:
    found = Audit.model_validate_json(run("audit", wrong, "--all").stdout)
    assert {one.verdict for one in found.findings} == {"contradicts", "agrees"}


@pytest.mark.parametrize(("text", "code"), [(WRONG, 1), ("全年办理案件12件。", 0)])
def test_the_exit_code_tells_where_it_is_asked_to(run: Run, text: str, code: int) -> None:
    assert run("audit", "-", input=text.encode()).returncode == 0
    assert run("audit", "-", "--exit-code", input=text.encode()).returncode == code


def test_the_table_has_the_arithmetic_and_the_sentence(run: Run, wrong: Path) -> None:
    shown = run("audit", wrong, "-f", "table").stdout.decode()
    assert "72.4亿元 + 90.3亿元 = 162.7亿元; stated 153.2亿元" in shown
    assert "进出口总额153.2亿元" in shown and "1 contradiction" in shown


def test_csv_has_a_line_for_each_finding(run: Run, wrong: Path, tmp_path: Path) -> None:
    assert run("audit", wrong, SAMPLE, "--all", "-o", tmp_path / "out.csv", "-q").returncode == 0
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["verdict"] == "contradicts" and rows[0]["others"] == "72.4亿元;90.3亿元"
    assert {row["file"] for row in rows} == {str(wrong), str(SAMPLE)}


def test_a_folder_gives_an_array(run: Run, wrong: Path) -> None:
    (wrong.parent / "right.txt").write_text("食品抽检合格率达到99%。", encoding="utf-8")
    found = json.loads(run("audit", wrong.parent).stdout)
    assert [one["contradictions"] for one in found] == [0, 1]


def test_the_json_of_a_report_is_taken_too(run: Run, wrong: Path, tmp_path: Path) -> None:
    run("extract", wrong, "-o", tmp_path / "report.json")
    ways = [json.loads(run("audit", name).stdout) for name in (wrong, tmp_path / "report.json")]
    assert ways[0]["findings"] == ways[1]["findings"] != []


def test_what_the_text_does_not_say_can_be_told(run: Run, wrong: Path) -> None:
    done = run("audit", wrong, "--year", "2025", "--region", "云汀市")
    found = Audit.model_validate_json(done.stdout)
    assert (found.year, found.region) == (2025, "云汀市")


def test_a_file_that_cannot_be_read_is_one_line(run: Run, wrong: Path) -> None:
    done = run("audit", wrong, "missing.txt", "--exit-code")
    assert done.returncode == 3
    assert len(json.loads(done.stdout)) == 1
    assert done.stderr.decode().count("\n") == 1 and b"missing.txt" in done.stderr


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("check = 'sum'", "'parts' is missing, which check 'sum' needs"),
        ("check = 'share'\npattern = 'x'", "'pattern' has no group 'part', which check 'share' reads"),
        ("check = 'sum'\nparts = ['(', 'a']", "must be a list of two regular expressions or more"),
        ("check = 'guess'", "'check' must be one of"),
    ],
)
def test_a_wrong_rule_is_told_of(run: Run, wrong: Path, tmp_path: Path, rule: str, said: str) -> None:
    head = "stage = 'audit'\n[[rule]]\nid = 'mine'\nname = 'Mine'\nwhy = 'A test'\n"
    (tmp_path / "mine.toml").write_text(head + rule, encoding="utf-8")
    done = run("audit", wrong, "--patterns", tmp_path / "mine.toml")
    assert done.returncode == 2
    assert said in done.stderr.decode() and "Traceback" not in done.stderr.decode()


def test_a_rule_that_takes_too_long_is_stopped(run: Run, tmp_path: Path) -> None:
    text = "甲乙" * 30 + "12件。"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    rule = "check = 'within'\npattern = '^(?:甲|乙|甲乙|.)+[XY](?P<part>.)(?P<whole>.)$'"
    head = "stage = 'audit'\n[[rule]]\nid = 'mine'\nname = 'Mine'\nwhy = 'A test'\n"
    (tmp_path / "mine.toml").write_text(head + rule, encoding="utf-8")
    done = run("audit", tmp_path / "a.txt", "--patterns", tmp_path / "mine.toml")
    assert done.returncode == 0
    assert b"rule mine took too long" in done.stderr


def test_a_finding_says_its_place_and_is_chinese_on_a_chinese_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    said = "一、收支\n三次产业结构为4∶48∶50。进出口总额153.2亿元，其中出口72.4亿元，进口90.3亿元。\n"
    path.write_text(said, "utf-8")
    shown = run("audit", path, "-f", "table", "--all").stdout.decode()
    assert "contradicts  offset 25, section 1  进出口总额" in shown
    told = run("audit", path, "-f", "table", "--all", "--lang", "zh").stdout.decode()
    assert "矛盾  第25个字符，1 节  进出口总额" in told
    assert "4 + 48 + 50 = 102；合计100时最后一项应为45至51" in told
    assert not re.search("[a-z]{3,} [a-z]{2,}", told.replace(str(path), ""))

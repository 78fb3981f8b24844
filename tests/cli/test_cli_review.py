"""`reportmine review` and `extract --corrections`, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import REPORT, Run

from reportmine import extract


@pytest.fixture
def sheet(run: Run, report: Path, tmp_path: Path) -> Path:
    """The rows of the report, the first and the second of them judged."""
    assert run("review", "report.txt", "-o", "c.toml").returncode == 0
    place = tmp_path / "c.toml"
    _fill(place, "4148件", "wrong", 'item = "申请"\nvalue = 4149.5')
    _fill(place, "5.3%", "not_a_figure")
    _fill(place, "24部", "right")
    return place


def _fill(place: Path, text: str, verdict: str, correct: str = "") -> None:
    """Fill in an entry, as a person does in an editor."""
    whole = place.read_text("utf-8")
    at = whole.index(f'text = "{text}"')
    head, tail = whole[:at], whole[at:]
    tail = tail.replace('verdict = ""', f'verdict = "{verdict}"', 1)
    tail = tail.replace("[report.figure.correct]\n", f"[report.figure.correct]\n{correct}\n", 1)
    place.write_text(head + tail, "utf-8")


def _said(done: Any) -> str:
    return str(done.stderr.decode())


def _figures(done: Any) -> dict[str, dict[str, Any]]:
    return {one["text"]: one for one in json.loads(done.stdout)["indicators"]}


def test_from_rows_to_a_score(run: Run, sheet: Path, tmp_path: Path) -> None:
    before = run("extract", "report.txt")
    done = run("extract", "report.txt", "--corrections", "c.toml")
    assert done.returncode == 0, _said(done)
    found = _figures(done)
    assert (found["4148件"]["value"], found["4148件"]["item"]) == (4149.5, "申请")
    assert found["4148件"]["flags"][-1] == "corrected" and found["24部"]["flags"][-1] == "confirmed"
    assert "5.3%" not in found
    # the JSON is what the other commands take
    (tmp_path / "r.json").write_bytes(done.stdout)
    series = run("series", "r.json", "-f", "csv")
    assert series.returncode == 0 and b"4149.5" in series.stdout
    score = run("review", "score", "report.txt", "--corrections", "c.toml")
    counts = json.loads(score.stdout)["all"]["fields"]
    assert score.returncode == 0
    assert counts["item"] == {"right": 1, "asked": 2, "share": 0.5} and counts["left_out"]["right"] == 0
    assert run("extract", "report.txt").stdout == before.stdout
    lines = run("review", "export", "c.toml").stdout.decode().splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["4148件", "24部"]


def test_rows_without_a_verdict_change_nothing(run: Run, report: Path) -> None:
    assert run("review", "report.txt", "--order", "random", "-o", "c.toml").returncode == 0
    plain, applied = run("extract", "report.txt"), run("extract", "report.txt", "--corrections", "c.toml")
    assert plain.stdout == applied.stdout and plain.stderr == applied.stderr


@pytest.mark.parametrize("quiet", [[], ["-q"]])
def test_what_is_stale_is_told_in_one_line_each(
    run: Run, sheet: Path, report: Path, quiet: list[str]
) -> None:
    report.write_text(f"前言。\n{REPORT}", "utf-8")
    done = run("extract", "report.txt", "--corrections", "c.toml", *quiet)
    assert done.returncode == 1 and "4148件" in _figures(done)
    assert _said(done).count("is of another file") == 3 and _said(done).count("c.toml: report 1, figure") == 3
    assert "5.3%" in _figures(done)
    moved = run("review", "report.txt", "--corrections", "c.toml", "-o", "d.toml")
    assert moved.returncode == 0 and "have no place" not in _said(moved)
    done = run("extract", "report.txt", "--corrections", "d.toml")
    assert done.returncode == 0 and _figures(done)["4148件"]["item"] == "申请"
    scored = run("review", "score", "report.txt", "--corrections", "c.toml")
    assert scored.returncode == 1 and "no corrections are of it" in _said(scored)


def test_corrections_of_several_reports(run: Run, sheet: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("2024年，全市办理案件12件。", "utf-8")
    done = run("extract", "report.txt", "other.txt", "--corrections", "c.toml")
    assert done.returncode == 0 and "corrections" not in _said(done)
    done = run("extract", "other.txt", "other.txt", "--corrections", "c.toml")
    assert done.returncode == 0 and "what it says of report.txt is of no FILE here" in _said(done)
    assert run("review", "report.txt", "other.txt", "-o", "both.toml").returncode == 0
    assert (tmp_path / "both.toml").read_text("utf-8").count("[[report]]\n") == 2


def test_which_rows_and_how_many(run: Run, report: Path) -> None:
    def count(*options: str) -> int:
        done = run("review", "report.txt", *options)
        assert done.returncode == 0, _said(done)
        return int(done.stdout.count(b"[[report.figure]]"))

    whole = count()
    assert count("--top", "2") == 2 and count("--section", "1.1") == 2
    least, *more = sorted({one.confidence for one in extract(report).indicators})
    assert more, "a report whose rows are not all as sure"
    assert 0 < count("--max-confidence", str(least)) < whole
    assert count("--min-confidence", str(more[0])) + count("--max-confidence", str(least)) == whole
    none = run("review", "report.txt", "--concept", "gdp")
    assert none.returncode == 0 and "none of" in _said(none)


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["extract", "report.txt", "--corrections", "none.toml"], "none.toml: cannot be read"),
        (["extract", "report.txt", "--corrections", "."], ".: cannot be read"),
        (["extract", "report.txt", "--corrections", "report.txt"], "report.txt: is no TOML"),
        (["review", "report.txt", "--corrections", "none.toml"], "none.toml: cannot be read"),
        (["review", "score", "report.txt", "--corrections", "none.toml"], "none.toml: cannot be read"),
        (["review", "export", "none.toml"], "none.toml: cannot be read"),
        (["review", "report.txt", "-o", "c.json"], "the suffixes are .toml"),
        (["review", "export", "none.toml", "-o", "c.toml"], "the suffixes are .jsonl, .ndjson"),
        (["review", "report.txt", "-o", "report.txt"], "is an input too"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_what_is_wrong_is_told(run: Run, report: Path, command: list[str], told: str) -> None:
    done = run(*command)
    assert done.returncode == 2 and done.stdout == b"", _said(done)
    assert told in _said(done) and "Traceback" not in _said(done)


def test_json_has_no_text_to_review(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes(run("extract", "report.txt").stdout)
    done = run("review", "r.json")
    assert done.returncode == 3 and "is JSON, without the text" in _said(done)


@pytest.mark.parametrize(
    "command",
    [["diff", "report.txt", "other.txt"], ["series", "report.txt", "other.txt"]],
    ids=lambda command: command[0],
)
def test_corrections_do_what_corrected_json_does(
    run: Run, sheet: Path, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "other.txt").write_text(REPORT.replace("4148", "5148"), "utf-8")
    corrected = run("extract", "report.txt", "--corrections", "c.toml", "-o", "report.json")
    assert corrected.returncode == 0
    done = run(*command, "--corrections", "c.toml", "-f", "json")
    assert done.returncode == 0, _said(done)
    said = [name.replace("report.txt", "report.json") for name in command]
    assert done.stdout == run(*said, "-f", "json").stdout != run(*command, "-f", "json").stdout


@pytest.mark.parametrize(
    "command", [["diff", "other.txt", "r.json"], ["series", "r.json"], ["audit", "r.json"]]
)
def test_a_report_read_before_has_no_text_to_correct_and_that_is_told(
    run: Run, sheet: Path, tmp_path: Path, command: list[str]
) -> None:
    (tmp_path / "other.txt").write_text(REPORT.replace("4148", "5148"), "utf-8")
    (tmp_path / "r.json").write_bytes(run("extract", "report.txt").stdout)
    done = run(*command, "--corrections", "c.toml", "-q")
    assert done.returncode == 1
    assert _said(done) == (
        "reportmine: c.toml: warning: what it says of report.txt is not applied to a report that was read "
        "before (JSON, a store), without its text; give the file itself, or extract it again with "
        "--corrections\n"
    )
    # where it has them already, nothing is wanting
    (tmp_path / "r.json").write_bytes(run("extract", "report.txt", "--corrections", "c.toml").stdout)
    done = run(*command, "--corrections", "c.toml", "-q")
    assert (done.returncode, _said(done)) == (0, "")


def test_the_reports_of_a_store_have_no_text_to_correct(run: Run, sheet: Path) -> None:
    assert run("batch", "report.txt", "-o", "store", "-q").returncode == 0
    done = run("series", "store", "--corrections", "c.toml", "-f", "csv")
    assert done.returncode == 1 and "is not applied to a report that was read before" in _said(done)


def test_audit_holds_what_was_corrected(run: Run, tmp_path: Path) -> None:
    said = "进出口总额153.2亿元，其中出口72.4亿元，进口90.8亿元。\n"
    (tmp_path / "a.txt").write_text(said, "utf-8")
    assert run("review", "a.txt", "-o", "c.toml").returncode == 0
    _fill(tmp_path / "c.toml", "90.8亿元", "wrong", "value = 8_080_000_000")
    before, after = run("audit", "a.txt"), run("audit", "a.txt", "--corrections", "c.toml")
    assert json.loads(before.stdout)["contradictions"] == 1
    assert after.returncode == 0, _said(after)
    assert json.loads(after.stdout)["contradictions"] == 0


def test_extract_takes_no_json_of_a_report_for_its_text(run: Run, report: Path, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes(run("extract", "report.txt").stdout)
    done = run("extract", "r.json")
    assert done.returncode == 3 and "is JSON, without the text" in _said(done)


@pytest.mark.parametrize("files", [["report.txt"], ["report.txt", "other.txt"], ["--series", "report.txt"]])
def test_the_page_shows_what_was_corrected(run: Run, sheet: Path, tmp_path: Path, files: list[str]) -> None:
    (tmp_path / "other.txt").write_text(REPORT.replace("4148", "5148"), "utf-8")
    least = ["--min", "1"] if "--series" in files else []
    done = run("view", *files, *least, "--corrections", "c.toml")
    assert done.returncode == 0, _said(done)
    assert done.stdout != run("view", *files, *least).stdout
    assert (len(files) == 2 and "--series" not in files) or b"4149.5" in done.stdout.replace(b",", b"")


@pytest.mark.parametrize(
    "command", [["diff", "report.txt", "report.txt"], ["series", "report.txt"], ["view", "report.txt"]]
)
@pytest.mark.parametrize("quiet", [[], ["-q"]])
def test_every_command_tells_what_is_stale(
    run: Run, sheet: Path, tmp_path: Path, command: list[str], quiet: list[str]
) -> None:
    sheet.write_text(sheet.read_text("utf-8").replace('text = "24部"', 'text = "25部"'), "utf-8")
    done = run(*command, "--corrections", "c.toml", *quiet)
    assert done.returncode == 1
    assert "25部" in _said(done)

"""`explain`: a place by its offset, its words or the id of a figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run


def _explained(run: Run, *args: str) -> tuple[dict[str, object], str]:
    done = run("explain", "report.txt", *args, "-f", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr.decode()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("行政复议申请4148件", "4148件"),  # the first numeral in the words
        ("收到行政", "4148件"),  # and the first after them in their line
        ("4件", None),  # a part of a numeral is no place of another
        ("２４部", "24部"),  # as full-width forms, too
        ("收到行政復議", "4148件"),
        ("废止", "3部"),
    ],
)
def test_words_are_found(run: Run, report: Path, words: str, text: str | None) -> None:
    if text is None:
        assert run("explain", "report.txt", "--find", words).returncode == 2
        return
    told, said = _explained(run, "--find", words)
    assert told["text"] == text and said == ""


def test_other_places_of_the_words_are_named(run: Run, report: Path) -> None:
    told, said = _explained(run, "--find", "全市")
    text = report.read_text("utf-8")
    assert told["kind"] == "indicator" and said == ""
    told, said = _explained(run, "--find", "复议")
    assert said == (
        f"reportmine: the words stand at {text.index('复议')}, which is explained, "
        f"and at {text.rindex('复议')}; "
        "--at tells of another place\n"
    )
    assert _explained(run, "--find", "复议", "-q")[1] == ""


def test_a_figure_is_found_by_its_id(run: Run, report: Path) -> None:
    figures = json.loads(run("extract", "report.txt").stdout)["indicators"]
    for one in figures:
        assert _explained(run, "--id", str(one["id"]))[0]["indicator"] == one


def test_the_nearest_figure_is_named(run: Run, report: Path) -> None:
    at = report.read_text("utf-8").index("（一）") + 3
    told, _ = _explained(run, "--at", str(at))
    assert told["kind"] == "none" and "the nearest figure is 5.3% at " in str(told["steps"])


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "name one place"),
        (["--at", "1", "--id", "1"], "name one place"),
        (["--id", "99"], "no figure has the id 99; the ids are 1 to "),
        (["--find", "没有的词"], "the text does not have 没有的词."),
        (["--find", ""], "the text does not have"),
        (["--at", "99999"], "99999 is outside the text"),
    ],
)
def test_a_place_that_there_is_not(run: Run, report: Path, args: list[str], said: str) -> None:
    done = run("explain", "report.txt", *args)
    assert done.returncode == 2 and said in done.stderr.decode()

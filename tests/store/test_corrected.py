"""`batch --corrections`: what a person said stands in the store, and only that file is read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run
from stores import batch, made, sound

from reportmine import CorrectionError
from reportmine.store.keys import Options

SQL = "select item, flags from figures where file like '%000.txt' and id = 1"


@pytest.fixture
def corrections(run: Run, tmp_path: Path) -> Path:
    """A file that says of the first figure of the first report what it is of."""
    made(tmp_path / "reports", 3)
    done = run("review", "reports/report-000.txt", "--order", "text", "--top", "1", "-o", "said.toml")
    assert done.returncode == 0, done.stderr
    place = tmp_path / "said.toml"
    text = place.read_text("utf-8").replace('verdict = ""', 'verdict = "wrong"', 1)
    place.write_text(
        text.replace("[report.figure.correct]", '[report.figure.correct]\nitem = "复议案"', 1), "utf-8"
    )
    return place


def _first(run: Run) -> tuple[str, list[str]]:
    (row,) = json.loads(run("batch", "store", "--sql", SQL, "-f", "json").stdout)
    return row["item"], row["flags"]


def test_what_was_said_stands_in_the_store(run: Run, tmp_path: Path, corrections: Path) -> None:
    place = tmp_path / "store"
    assert batch(place, tmp_path / "reports").progress.read == 3
    assert _first(run)[0] != "复议案"
    done = batch(place, tmp_path / "reports", options=Options(corrections=(corrections,)))
    assert (done.progress.read, done.progress.unchanged) == (1, 2)
    item, flags = _first(run)
    assert item == "复议案" and "corrected" in flags
    again = batch(place, tmp_path / "reports", options=Options(corrections=(corrections,)))
    assert (again.progress.read, again.progress.unchanged) == (0, 3)
    sound(place)


def test_the_command_takes_them(run: Run, tmp_path: Path, corrections: Path) -> None:
    done = run("batch", "reports", "-o", "store", "--corrections", "said.toml", "-j", "1")
    assert done.returncode == 0, done.stderr
    assert _first(run)[0] == "复议案"


def test_a_wrong_file_is_told_before_any_is_read(run: Run, tmp_path: Path) -> None:
    made(tmp_path / "reports", 1)
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("form = 7", "utf-8")
    with pytest.raises(CorrectionError):
        batch(tmp_path / "store", tmp_path / "reports", options=Options(corrections=(wrong,)))
    assert run("batch", "reports", "-o", "store", "--corrections", "wrong.toml").returncode == 2

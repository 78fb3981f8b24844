"""The READMEs: two commands that set all up, the same examples in both languages, a current picture."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import environment

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import make_picture  # noqa: E402
import refresh_docs  # noqa: E402

README, CHINESE = ROOT / "README.md", ROOT / "README.zh-CN.md"
BOTH = pytest.mark.parametrize("path", [README, CHINESE], ids=lambda path: path.name)


def _marked(path: Path, mark: str) -> str:
    (block,) = re.findall(rf"^<!-- {mark} -->\n```sh\n(.*?)\n```$", path.read_text("utf-8"), re.M | re.S)
    return str(block)


@BOTH
def test_each_command_sets_itself_up(path: Path) -> None:
    for mark in ("run-command", "test-command"):
        command = _marked(path, mark)
        assert "\n" not in command
        venv = re.match(r"python3 -m venv (\S+) && (\S+)/bin/pip install ", command)
        assert venv is not None
        assert venv[1] == venv[2]
        assert f"&& {venv[1]}/bin/" in command
    assert " -m pytest" in _marked(path, "test-command")
    assert _marked(path, "run-command") == _marked(README, "run-command")
    assert _marked(path, "test-command") == _marked(README, "test-command")


def test_the_run_command_does_the_main_job() -> None:
    last = _marked(README, "run-command").rpartition(" && ")[2].split()
    assert last[0].endswith("/bin/reportmine")
    done = subprocess.run(
        [sys.executable, "-m", "reportmine", *last[1:]],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["indicators"]) > 100


@pytest.mark.skipif(not (ROOT / ".ci" / "run").is_file(), reason="no .ci/run here")
def test_ci_runs_the_command_of_the_readme() -> None:
    done = subprocess.run(
        ["bash", str(ROOT / ".ci" / "run"), "--command"], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout.strip()) == (0, _marked(README, "test-command"))


def test_both_languages_have_the_same_examples() -> None:
    first, second = (refresh_docs.fences(path.read_text("utf-8")) for path in (README, CHINESE))
    assert [(one.language, one.body) for one in first] == [(one.language, one.body) for one in second]


@BOTH
def test_what_a_reader_looks_for_is_there(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "](docs/table.svg)" in text and "](docs/view.png)" in text
    for other in {README, CHINESE} - {path}:
        assert f"]({other.name})" in text
    for mark in ("accuracy", "speed"):
        assert re.search(rf"^<!-- {mark} -->\n.+?^<!-- /{mark} -->$", text, re.M | re.S)
        assert f"bench/{mark}.py" in text
    commands = " ".join(step.command for step in refresh_docs.steps(path))
    for needed in ("jq", "pandas", "from reportmine import"):
        assert needed in commands


def test_the_picture_shows_the_table_of_today() -> None:
    assert make_picture.is_current(), "run python tools/refresh_docs.py"


def test_the_picture_of_the_page_is_small() -> None:
    data = (ROOT / "docs" / "view.png").read_bytes()
    assert data.startswith(b"\x89PNG") and len(data) <= 200_000


def test_the_picture_loads_nothing() -> None:
    svg = make_picture.PICTURE.read_text("utf-8")
    assert not re.search(r"url\((?!#)|href=|<script|@import", svg)

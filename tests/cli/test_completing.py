"""A shell is offered ids of rules and concepts; the man page and the image say what there is."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest
from conftest import Run
from support import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import build_man

DOCKER = (ROOT / "Dockerfile").read_text("utf-8")


def _offered(run: Run, words: str) -> list[str]:
    """What bash is offered for the last of some words."""
    parts = words.split(" ")
    env = {
        "_REPORTMINE_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(parts) - 1),
    }
    done = run(env=env)
    return done.stdout.decode().split()


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("reportmine rules show unit.pe", "unit.people"),
        ("reportmine series --concept gd", "gdp"),
        ("reportmine diff a b --concept gd", "gdp"),
        ("reportmine view --concept gd", "gdp"),
        ("reportmine review make --concept gd", "gdp"),
    ],
)
def test_ids_are_offered(run: Run, words: str, id: str) -> None:
    offered = _offered(run, words)
    assert id in offered
    assert all(one.startswith(words.rpartition(" ")[2]) for one in offered)


def test_the_man_page_is_current() -> None:
    assert build_man.PLACE.read_text("utf-8") == build_man.page(), "run python tools/build_man.py"


def test_the_man_page_has_each_command() -> None:
    page = build_man.page()
    for name in ("extract", "rules show", "review score", "batch"):
        assert f'.SS "reportmine {name}"' in page
    assert not re.search(r"^\.(?!TH|SH|SS|TP|PP|B |nf|fi|RS|RE)", page, re.MULTILINE)
    assert "\b" not in page and re.search(r"[^\\]-[a-z]", page) is None


def test_the_image_installs_what_there_is(tmp_path: Path) -> None:
    (extras,) = re.findall(r'pip install [^"]*"/src\[([\w,]+)\]"', DOCKER)
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert set(extras.split(",")) <= set(known)
    steps = [line.split()[0] for line in DOCKER.splitlines() if line and line[0].isupper()]
    assert steps.index("USER") > steps.index("RUN") and steps[-2:] == ["ENTRYPOINT", "CMD"]
    assert 'ENTRYPOINT ["reportmine"]' in DOCKER and re.search(r"^FROM python:3\.1\d-slim$", DOCKER, re.M)

"""Sets of word classes: each that the code asks for is defined as data, and each that is defined is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import ROOT

from reportmine.rules.classes import NAMES, classes, has, only
from reportmine.rules.files import PatternError, load

SOURCE = "".join(path.read_text("utf-8") for path in sorted((ROOT / "src" / "reportmine").rglob("*.py")))


PATTERNS = " ".join(rule.data["pattern"] for stage in ("frames", "clauses") for rule in load().stage(stage))


def test_what_is_defined_is_what_code_and_patterns_ask_for() -> None:
    asked = {name for name in load().sets if f"{{{name}}}" in PATTERNS}
    assert load().sets.keys() == asked | set(NAMES)
    assert all(getattr(classes(load()), name) for name in NAMES) and asked


@pytest.mark.parametrize("name", NAMES)
def test_each_is_asked_for(name: str) -> None:
    assert re.search(rf"(?:kinds|classes)\.{name}\b", SOURCE)


def test_a_frame_may_name_a_set() -> None:
    (rule,) = [rule for rule in load().rules if rule.id == "frame.macros"]
    assert load().spelled(type(rule)(**{**_said(rule), "data": {"pattern": "^[{does}]Q"}})) == "^[Vv]Q"


def _said(rule: object) -> dict[str, object]:
    return {name: getattr(rule, name) for name in ("id", "name", "why", "stage", "yes", "no", "file")}


def _mine(tmp_path: Path, sets: str) -> Path:
    path = tmp_path / "mine.toml"
    macros = "part = 'macros'\npattern = '(?!)'\nmacros = {}\n"
    head = "stage = 'frames'\n[[rule]]\nid = 'frame.macros'\nname = 'Mine'\nwhy = 'A test'\n"
    path.write_text(head + macros + sets, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("sets", "problem"),
    [
        ("", "'sets' does not define 'body'"),
        ("sets = { body = 'A5' }", "'sets' must be a table of strings of"),
    ],
)
def test_a_set_that_is_missing_or_wrong_is_told(sets: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(PatternError, match=problem) as told:
        load((_mine(tmp_path, sets),))
    assert told.value.rule == "frame.macros"


def test_letters_are_asked_after() -> None:
    assert has("NQ", "SN") and not has("", "SN") and not has("VQ", "SN")
    assert only("NSN", "SN") and only("", "SN") and not only("NVN", "SN")

"""The compiled form of the pattern files: current, the same rules, and never trusted where it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportmine.rules import files as rules
from reportmine.rules.shipped import Shipped


def test_it_is_current() -> None:
    place = rules.patterns_folder() / rules.COMPILED
    assert place.read_text("utf-8") == rules.compiled_text(), "run python tools/compile_patterns.py"


def test_it_says_what_the_pattern_files_say() -> None:
    fast, slow = rules.load(), rules.load(examples=True)
    assert [(r.id, r.name, r.why, r.stage, r.data, r.file) for r in fast.rules] == [
        (r.id, r.name, r.why, r.stage, dict(r.data), r.file) for r in slow.rules
    ]
    assert any(rule.yes for rule in slow.rules) and not any(rule.yes for rule in fast.rules)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"sources": {}}', '{"sources": {}, "files": []}'])
def test_one_that_is_of_other_files_is_left_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    shutil.copytree(rules.patterns_folder(), tmp_path, dirs_exist_ok=True)
    (tmp_path / rules.COMPILED).write_text(content, encoding="utf-8")
    monkeypatch.setattr(rules, "patterns_folder", lambda: tmp_path)
    assert rules._compiled() is None
    made = rules.compiled_text()
    for cut in (made[:-1], made[: len(made) // 2]):
        (tmp_path / rules.COMPILED).write_text(cut, encoding="utf-8")
        assert rules._compiled() is None
    (tmp_path / rules.COMPILED).write_text(made, encoding="utf-8")
    assert rules._compiled() is not None
    with (tmp_path / "figures" / "units.toml").open("a", encoding="utf-8") as file:
        file.write("# a change\n")
    assert rules._compiled() is None


def test_rules_are_made_stage_by_stage_as_they_are_asked_for() -> None:
    rules.load.cache_clear()
    asked = rules.load()
    assert isinstance(asked, Shipped)
    third = asked.at("concepts", 3)
    concepts, units = asked.stage("concepts"), asked.stage("units")
    assert concepts[3] is third and asked.at("concepts", 3) is third and asked.stage("concepts") is concepts
    assert {rule.stage for rule in concepts} == {"concepts"} and not asked.stage("no such stage")
    made = {id(rule) for rule in asked.rules}
    assert {id(rule) for rule in (*concepts, *units)} < made and len(made) == len(asked.rules)
    assert asked.users == () and asked.fresh() is asked

"""The compiled form of the pattern files: current, the same rules, and never trusted where it is not."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from support import ROOT

from reportmine.rules import files as rules

sys.path.insert(0, str(ROOT / "tools"))

import compile_patterns


def test_it_is_current() -> None:
    place = rules.patterns_folder() / rules.COMPILED
    assert place.read_text("utf-8") == compile_patterns.current(), "run python tools/compile_patterns.py"


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
    made = rules.compiled_form()
    (tmp_path / rules.COMPILED).write_text(json.dumps(made), encoding="utf-8")
    assert rules._compiled() is not None
    with (tmp_path / "figures" / "units.toml").open("a", encoding="utf-8") as file:
        file.write("# a change\n")
    assert rules._compiled() is None

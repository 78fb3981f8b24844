"""Compiled forms of regular expressions: current, the same matches, left aside where not of this machine."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import regex
from support import ROOT

from reportmine.rules import expressions
from reportmine.rules import files as rules
from reportmine.rules.rule import FLAGS

PLACE = rules.patterns_folder() / expressions.FILE
TEXT = (ROOT / "samples" / "yunting-2025.txt").read_text("utf-8")


def test_the_file_holds_what_the_rules_and_the_samples_ask_for() -> None:
    if expressions.read(PLACE) == {}:
        pytest.skip("the file is of another version of the regex package")
    tool = [sys.executable, ROOT / "tools" / "compile_patterns.py", "--check"]
    done = subprocess.run(tool, capture_output=True, timeout=120)
    assert done.returncode == 0, done.stderr.decode()


def test_each_form_is_found_in_its_line() -> None:
    kept = expressions.read(PLACE)
    lines = expressions._forms()
    assert {key: json.loads(lines[expressions._spelled(key)]) for key in kept} == kept


def test_what_is_loaded_matches_like_what_is_compiled() -> None:
    for rule in rules.load().rules:
        for key in rules.STAGES[rule.stage].regexes & set(rule.data):
            compiled = regex.compile(rule.data[key], FLAGS)
            ((form, *_),) = [list(expressions.forms([(rule.data[key], FLAGS)]).values())]
            loaded = expressions._loaded(rule.data[key], form)
            assert loaded.groupindex == compiled.groupindex and loaded.groups == compiled.groups
            assert loaded.flags == compiled.flags and loaded.pattern == compiled.pattern
            hits = [
                [(hit.span(), hit.groupdict()) for hit in one.finditer(TEXT)] for one in (loaded, compiled)
            ]
            assert hits[0] == hits[1], rule.id


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"regex": "1", "forms": {"0 a": []}}'])
def test_a_file_that_is_damaged_or_of_another_version_is_left_aside(tmp_path: Path, content: str) -> None:
    (tmp_path / "forms.json").write_text(content, encoding="utf-8")
    assert expressions.read(tmp_path / "forms.json") == {}
    assert expressions.read(tmp_path / "none.json") == {}


@pytest.mark.parametrize("form", ["", "[", "[]", '["AAAA", {}, 0, [], 0, 0, 0]', "[1, 2, 3, 4, 5, 6, 7]"])
def test_a_damaged_form_is_compiled_anew(monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    key = expressions._spelled(expressions._key("a+b", 0))
    monkeypatch.setattr(expressions, "_forms", lambda: {key: form.encode()})
    assert expressions.compiled("a+b").fullmatch("aab")


def test_what_is_no_expression_is_told() -> None:
    with pytest.raises(regex.error):
        expressions.compiled("a(b")

"""The JSON Schema of pattern files says what the loader checks, neither more nor less."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import Run
from support import ROOT

from reportmine.rules.files import COMMON, STAGES, VERSION, load, pattern_files
from reportmine.rules.folder import patterns_folder
from reportmine.rules.schema import schema
from reportmine.rules.shapes import problem

SCHEMA = schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
OWN = pattern_files(patterns_folder())
SHOWN = [  # pattern files that the documentation shows
    (path.name, block)
    for path in [ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    for block in re.findall(r"^```toml\n(.*?)^```$", path.read_text(encoding="utf-8"), re.M | re.S)
    if re.search("^stage = ", block, re.M)
]
WRONG: tuple[Any, ...] = (7, -1, 0.5, "", "zzz", True, [], [7], ["zzz"], [""], {}, {"a": 0}, {"a": "b"})


def _file(stage: str, rule: dict[str, Any], **head: Any) -> dict[str, Any]:
    return {"stage": stage, "rule": [rule], **head}


def _first(stage: str) -> dict[str, Any]:
    """A rule of the project, as its file has it, with every key of its stage that any of its rules has."""
    rule = load().stage(stage)[0]
    return {"id": rule.id, "name": rule.name, "why": rule.why, **rule.data}


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", OWN, ids=[path.name for path in OWN])
def test_the_projects_files_are_valid(path: Path) -> None:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = jsonschema.Draft202012Validator(
        {"$ref": f"#/$defs/{table['stage']}", "$defs": SCHEMA["$defs"]}
    )  # by its stage first: a failure then names the rule and the key
    for rule in table["rule"]:
        assert [f"{rule['id']}: {error.message}" for error in rules.iter_errors(rule)] == []
        assert problem(table["stage"], {k: v for k, v in rule.items() if k not in COMMON}) is None
    assert VALIDATOR.is_valid(table)


def test_what_the_documentation_shows_is_valid() -> None:
    assert len(SHOWN) >= 5
    assert [name for name, block in SHOWN if not VALIDATOR.is_valid(tomllib.loads(block))] == []


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_the_keys_are_those_of_the_stage(stage: str) -> None:
    spec, made = STAGES[stage], SCHEMA["$defs"][stage]
    assert made["properties"].keys() == spec.required | spec.optional | COMMON
    assert set(made["required"]) == spec.required | {"id", "name", "why"}
    rule = _first(stage)
    assert VALIDATOR.is_valid(_file(stage, rule))
    assert not VALIDATOR.is_valid(_file(stage, {**rule, "colour": "red"}))
    for key in made["required"]:
        assert not VALIDATOR.is_valid(_file(stage, {k: v for k, v in rule.items() if k != key}))


@pytest.mark.parametrize("stage", sorted(STAGES))
def test_a_value_is_refused_by_both_or_by_neither(stage: str) -> None:
    rule = _first(stage)
    data = {key: value for key, value in rule.items() if key not in COMMON}
    told = {
        (key, repr(value)): (
            problem(stage, {**data, key: value}) is None,
            VALIDATOR.is_valid(_file(stage, {**rule, key: value})),
        )
        for key in STAGES[stage].required | STAGES[stage].optional
        for value in WRONG
    }
    assert {what: both for what, both in told.items() if both[0] != both[1]} == {}
    assert any(not both[0] for both in told.values())


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({"scope": "cue"}, False),
        ({"scope": "cue", "status": "target"}, True),
        ({"scope": "mention"}, False),
        ({"scope": "mention", "pattern": "(?P<plan>龙)"}, True),
    ],
)
def test_what_a_scope_of_times_asks_for(change: dict[str, str], valid: bool) -> None:
    data = {"scope": "time", "pattern": "龙年", **change}
    assert (problem("periods", data) is None) is valid
    rule = {"id": "mine.one", "name": "Mine", "why": "A test", **data}
    assert VALIDATOR.is_valid(_file("periods", rule)) is valid


@pytest.mark.parametrize(
    ("head", "valid"),
    [
        ({"version": VERSION}, True),
        ({"version": VERSION + 1}, False),
        ({"version": "1"}, False),
        ({"rules": []}, False),
    ],
)
def test_the_head_of_a_file(head: dict[str, Any], valid: bool) -> None:
    assert VALIDATOR.is_valid(_file("members", _first("members"), **head)) is valid


def test_the_command_prints_it(run: Run) -> None:
    made = json.loads(run("schema", "rules").stdout)
    assert made.pop("$schema").startswith("https://json-schema.org/")
    assert made == SCHEMA

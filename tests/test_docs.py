"""The documentation: complete, and what it shows is what happens (tools/refresh_docs.py puts it right)."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from enum import EnumType
from itertools import chain
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer

import reportmine
from reportmine import records
from reportmine.cli import every as cli
from reportmine.readers import registry
from reportmine.records import Record
from reportmine.rules import files as rules

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import refresh_docs  # noqa: E402
from refresh_docs import Step  # noqa: E402

DOCUMENTS = refresh_docs.documents()
FIX = "run python tools/refresh_docs.py"


def _parts(name: str) -> dict[str, str]:
    """The parts of a document by their headings of level 2."""
    pieces = re.split(r"^## (.+)\n", (ROOT / name).read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


# commands


def _commands(command: Any, path: str = "reportmine") -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from _commands(inner, f"{path} {name}")


COMMANDS = dict(_commands(typer.main.get_command(cli.app)))


@pytest.mark.parametrize("path", COMMANDS)
def test_each_command_is_documented_with_all_its_options(path: str) -> None:
    part = _parts("docs/commands.md").get(path, "")
    assert part, f"docs/commands.md has no '## {path}'"
    rows = {
        tuple(sorted(re.findall(r"--?[a-z][a-z-]*", cells[0]))): cells[1]
        for cells in (line.split(" | ", 1) for line in part.splitlines() if line.startswith("| `-"))
    }
    known = {}
    for option in COMMANDS[path].params:
        if option.param_type_name == "option":
            known[tuple(sorted(option.opts + option.secondary_opts))] = option
        elif path != "reportmine":
            assert f" {option.metavar or option.name.upper()}" in part.replace("[", " "), option.name
    documented = rows.keys() - {("--help", "-h")}
    assert documented == known.keys()
    hints = get_type_hints(COMMANDS[path].callback) if COMMANDS[path].callback else {}
    for names, option in known.items():
        for choice in chain.from_iterable(filter(_is_enum, get_args(hints.get(option.name)))):
            assert f"`{choice.value}`" in rows[names], f"{path} {names}: {choice}"


def _is_enum(kind: object) -> bool:
    return isinstance(kind, EnumType)


def test_no_command_is_documented_that_is_none() -> None:
    assert _parts("docs/commands.md").keys() == COMMANDS.keys()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_each_command(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for path in COMMANDS:
        assert path.split()[-1] in text and " ".join(path.split()[:2]) in text, path


# fields


def _models(model: type[Record] = Record) -> Iterator[type[Record]]:
    for one in model.__subclasses__():
        if one.__module__ == records.__name__:
            yield one
            yield from _models(one)


@pytest.mark.parametrize("model", list(_models()), ids=lambda model: model.__name__)
def test_each_field_is_documented(model: type[Record]) -> None:
    part = _parts("docs/fields.md").get(model.__name__, "")
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.+) \|$", part, flags=re.MULTILINE)
    assert [name for name, _, _ in rows] == list(model.model_fields), FIX
    assert all(meaning for _, meaning, _ in rows)


def test_the_field_tables_are_current() -> None:
    text = (ROOT / "docs" / "fields.md").read_text("utf-8")
    assert refresh_docs.with_fields(text) == text, FIX


def test_each_value_of_a_closed_field_is_documented() -> None:
    part = _parts("docs/fields.md")["Indicator"]
    for kind in (records.Relation, records.Kind, records.Role, records.Direction, records.Status):
        for value in get_args(kind):
            assert f"`{value}`" in part, value


def test_each_reason_and_flag_is_documented() -> None:
    parts = _parts("docs/fields.md")
    reasons = {str(rule.data["reason"]) for rule in rules.load().stage("unread")}
    flags: set[str] = set()
    for sample in sorted([*(ROOT / "samples").glob("*.txt"), ROOT / "samples" / "disclosure.html"]):
        report = reportmine.extract(sample)
        reasons |= {one.reason for one in report.unread}
        flags |= {flag for one in report.indicators for flag in one.flags}
    assert {one for one in reasons if f"`{one}`" not in parts["Unread"]} == set()
    assert {one for one in flags if f"`{one}`" not in parts["Indicator"]} == set()


# formats


@pytest.mark.parametrize("reader", registry.READERS, ids=lambda reader: reader.name)
def test_each_format_is_documented(reader: registry.Reader) -> None:
    text = (ROOT / "docs" / "formats.md").read_text("utf-8")
    row = re.search(rf"^\| `{reader.name}` \| .+", text, flags=re.MULTILINE)
    assert row is not None
    assert {suffix for suffix in reader.suffixes if f"`{suffix}`" not in row[0]} == set()
    if reader.extra in ("html", "pdf"):
        assert f"`[{reader.extra}]`" in row[0]


def test_each_warning_of_a_reader_is_documented() -> None:
    codes: set[str] = set()
    for path in (ROOT / "src" / "reportmine" / "readers").rglob("*.py"):
        codes |= set(re.findall(r'(?:code=|_notice\()"([a-z-]+)"', path.read_text("utf-8")))
    assert len(codes) > 5
    assert {code for code in codes if f"`{code}`" not in _parts("docs/fields.md")["Notice"]} == set()


# patterns


def test_each_stage_and_key_is_documented() -> None:
    part = _parts("docs/patterns.md")["The stages"]
    table = re.findall(r"^\| `(\w+)` \| .*? \| .*? \| (.*) \|$", part, flags=re.MULTILINE)
    documented = {}
    for name, cell in table[1:]:  # the first row is the head
        required = frozenset(re.findall(r"\*\*`(\w+)`\*\*", cell))
        keys = frozenset(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", cell)))
        documented[name] = (required, keys - required)
    assert documented == {name: (stage.required, stage.optional) for name, stage in rules.STAGES.items()}


def test_the_files_of_each_stage_are_documented() -> None:
    part = _parts("docs/patterns.md")["The stages"]
    rows = re.findall(r"^\| `(\w+)` \| .*? \| (\[.*?) \| ", part, flags=re.MULTILINE)
    told = {name: set(re.findall(r"\[(.*?)\]\(\.\./patterns/\1\)", cell)) for name, cell in rows}
    known = {name: {rule.file for rule in rules.load().stage(name)} for name in rules.STAGES}
    assert told == known


def test_contributors_are_told_what_is_in_each_folder() -> None:
    part = _parts("CONTRIBUTING.md")["Where knowledge goes"]
    rows = re.findall(r"^\| \[(\w+)\]\(patterns/\1\) \| .*? \| (.*) \|$", part, flags=re.MULTILINE)
    told = {(folder, file) for folder, cell in rows for file in re.findall(r"`([\w.-]+)`", cell)}
    there = {(path.parent.name, path.name) for path in (ROOT / "patterns").glob("*/*")}
    assert told == there


def test_each_letter_and_part_is_documented() -> None:
    part = _parts("docs/patterns.md")["Letters and frames"].replace("\\|", "|")
    letters = {str(rule.data["class"]) for rule in rules.load().stage("words")}
    assert {letter for letter in letters if f"`{letter}`" not in part} == set()
    places = {str(rule.data["part"]) for rule in rules.load().stage("frames")}
    assert {place for place in places if f"`{place}`" not in part} == set()


# examples


STEPS = [step for path in DOCUMENTS for step in refresh_docs.steps(path)]
_printed: dict[tuple[str, str], str] = {}


def _print(step: Step) -> str:
    path = ROOT / step.document
    blocks = refresh_docs.fences(path.read_text("utf-8"))
    files = "".join(f"{block.file}{block.body}" for block in blocks if block.file)
    key = (step.command, files)  # the same command in both languages runs once
    if key not in _printed:
        with refresh_docs.Folder(path) as folder:
            for one in refresh_docs.before(step, STEPS):
                folder.run(one)
            _printed[key] = folder.run(step)
    return _printed[key]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.document}:{step.line}")
def test_each_example_prints_what_it_shows(step: Step) -> None:
    if step.missing:
        pytest.skip(f"{step.missing} is not installed")
    assert _print(step).rstrip() == step.shown.rstrip(), FIX


def test_the_examples_are_found() -> None:
    assert {step.document for step in STEPS} >= {"README.md", "README.zh-CN.md", "docs/patterns.md"}
    for path in DOCUMENTS:
        shown = re.findall(r"^\$ reportmine", path.read_text("utf-8"), flags=re.MULTILINE)
        found = [step for step in STEPS if step.document == path.relative_to(ROOT).as_posix()]
        assert sum(step.command.startswith("reportmine") for step in found) == len(shown)


# links and versions


@pytest.mark.parametrize("path", [*DOCUMENTS, ROOT / "samples" / "README.md"], ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if re.match(r"https?:", target):
            continue
        file, _, anchor = target.partition("#")
        place = (path.parent / file).resolve() if file else path
        assert place.exists(), f"{path.name}: {target}"
        assert place.is_relative_to(ROOT), f"{path.name}: {target}"
        if anchor:
            titles = re.findall(r"^#+ (.+)$", place.read_text("utf-8"), flags=re.MULTILINE)
            anchors = [re.sub(r"[^\w-]", "", title.lower().replace(" ", "-")) for title in titles]
            assert anchor in anchors, f"{path.name}: {target}"


def test_versions_agree() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    unreleased, latest, *_ = re.findall(r"^## (.+)", changes, flags=re.MULTILINE)
    assert unreleased == "Unreleased"  # its place stays, with or without changes
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert latest == reportmine.__version__ == project["version"]


def test_changes_stand_under_what_they_are() -> None:
    part = _parts("CHANGELOG.md")["Unreleased"]
    head, *titles = re.split(r"^### (.+)$", part, flags=re.MULTILINE)
    known = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    assert head.strip() == "" and titles[::2] == [one for one in known if one in titles[::2]]
    assert all(text.lstrip().startswith("* ") for text in titles[1::2])

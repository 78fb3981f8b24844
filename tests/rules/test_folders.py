"""The folders of the patterns: each file with the package that uses it, and a user's with or without."""

from __future__ import annotations

import ast
import json
import shutil
from collections import defaultdict
from pathlib import Path

import pytest
from conftest import Run
from support import ROOT

from reportmine import PatternError, extract
from reportmine.about import divisions
from reportmine.language import dictionary, tokens
from reportmine.meaning import confidence
from reportmine.meaning.choice import choosing
from reportmine.metrics import concepts
from reportmine.rules import expressions, files, folder
from reportmine.rules.files import COMPILED, STAGES, load, pattern_files
from reportmine.text import traditional
from reportmine.times import numbered

OWN = folder.patterns_folder()
SOURCE = ROOT / "src" / "reportmine"
TABLES = (confidence.FILE, choosing.FILE, divisions.FILE, numbered.FILE, tokens.FILE, traditional.FILE)
BOX = """\
stage = "units"
[[rule]]
id = "mine.box"
name = "Boxes"
why = "A test"
dimension = "count"
words = ["柜"]
yes = [{ text = "抽检冷链食品⟦38柜⟧。", unit = "柜" }]
"""
TEXT = "口岸抽检冷链食品38柜。"


# ---- the project's own ------------------------------------------------------------------------------


def test_nothing_lies_in_the_folder_that_nobody_reads() -> None:
    there = {path.relative_to(OWN).as_posix() for path in OWN.rglob("*") if path.is_file()}
    rules = {path.relative_to(OWN).as_posix() for path in pattern_files(OWN)}
    assert there == {*rules, *TABLES, COMPILED, expressions.FILE, dictionary.INDEX, concepts.INDEX}


def test_each_file_of_rules_stands_in_the_folder_of_its_stage() -> None:
    for rule in load().rules:
        assert Path(rule.file).parent.as_posix() == STAGES[rule.stage].folder, rule.file


def _asks(path: Path) -> set[str]:
    """The stages whose rules a module asks for, as a word or as a constant of its own."""
    tree = ast.parse(path.read_text("utf-8"))
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    first = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("stage", "grouped")
        and node.args
    ]
    said = [
        one.value if isinstance(one, ast.Constant) else constants.get(getattr(one, "id", "")) for one in first
    ]
    return {one for one in said if isinstance(one, str)}


def test_a_folder_is_named_like_the_package_that_uses_it() -> None:
    users = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        for stage in _asks(path):
            users[stage].add(path.relative_to(SOURCE).parts[0])
    assert {stage: spec.folder for stage, spec in STAGES.items() if spec.folder not in users[stage]} == {}


def test_a_table_stands_in_the_folder_of_the_module_that_reads_it() -> None:
    for module in (confidence, divisions, numbered, tokens, traditional):
        assert module.__name__.split(".")[1] == module.FILE.partition("/")[0]


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the folder in which files may be moved; the program reads this one."""
    place = tmp_path / "patterns"
    shutil.copytree(OWN, place)
    for module in (files, folder):
        monkeypatch.setattr(module, "patterns_folder", lambda: place)
    return place


@pytest.mark.parametrize(
    ("to", "where"), [("meaning", "not in 'meaning'"), ("", "not at the top"), ("figure", "not in 'figure'")]
)
def test_a_file_of_the_project_in_the_wrong_folder_is_an_error(moved: Path, to: str, where: str) -> None:
    (moved / to).mkdir(exist_ok=True)
    place = (moved / "figures" / "units.toml").rename(moved / to / "units.toml")
    with pytest.raises(PatternError) as caught:
        files._by_file(files._compiled())
    said = f"{place}: is of stage units, whose files stand in the folder 'figures', {where}; move it"
    assert str(caught.value) == said


def test_a_table_in_the_wrong_folder_is_an_error(moved: Path) -> None:
    (moved / numbered.FILE).rename(moved / "about" / "numbered.tsv")
    with pytest.raises(
        PatternError, match=r"times/numbered\.tsv: is missing; it stands in about/numbered\.tsv"
    ):
        folder.own_text(numbered.FILE)
    (moved / "about" / "numbered.tsv").unlink()
    with pytest.raises(PatternError, match="is missing; install again"):
        folder.own_text(numbered.FILE)


# ---- a user's own -----------------------------------------------------------------------------------


def _put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_copy_of_the_folder_gives_the_same_flat_and_in_folders(tmp_path: Path) -> None:
    flat = tmp_path / "flat"
    flat.mkdir()
    for path in pattern_files(OWN):
        shutil.copy(path, flat)
    one, other = load((flat,)), load((OWN,))
    assert [rule.id for rule in one.rules] == [rule.id for rule in other.rules]
    assert [rule.id for rule in one.rules] == [rule.id for rule in load().rules]
    assert all(rule.user for rule in (*one.rules, *other.rules))


@pytest.mark.parametrize("name", ["units.toml", "figures/units.toml", "figures/anything.toml"])
def test_a_file_of_a_user_stands_at_the_top_or_in_the_folder_of_its_stage(tmp_path: Path, name: str) -> None:
    path = _put(tmp_path / name, BOX)
    (rule,) = (one for one in load((tmp_path,)).rules if one.user)
    assert rule.file == str(path)
    assert [one.unit for one in extract(TEXT, patterns=[tmp_path]).indicators] == ["柜"]


def test_the_file_and_its_folder_may_be_named_by_themselves(tmp_path: Path) -> None:
    path = _put(tmp_path / "whatever" / "units.toml", BOX)
    for place in (path, path.parent):
        assert load((place,)).get("mine.box") is not None


@pytest.mark.parametrize("at", ["meaning", "unit", "old"])
def test_a_file_of_a_user_in_the_wrong_folder_is_an_error(tmp_path: Path, at: str) -> None:
    path = _put(tmp_path / at / "units.toml", BOX)
    with pytest.raises(PatternError) as caught:
        load((tmp_path,))
    said = f"is of stage units, whose files stand in the folder 'figures', not in '{at}'; move it"
    assert (caught.value.file, caught.value.problem) == (str(path), said)


def test_a_hidden_folder_is_left_alone(tmp_path: Path) -> None:
    _put(tmp_path / "units.toml", BOX)
    _put(tmp_path / ".history" / "units.toml", "no pattern file")
    assert len([rule for rule in load((tmp_path,)).rules if rule.user]) == 1


def test_files_are_taken_by_their_names_whatever_folder_they_are_in(tmp_path: Path) -> None:
    for name in ("figures/b.toml", "a.toml", "figures/c.toml"):
        _put(tmp_path / name, BOX.replace("mine.box", f"mine.{Path(name).stem}"))
    added = [rule.id for rule in load((tmp_path,)).stage("units") if rule.user]
    assert added == ["mine.a", "mine.b", "mine.c"]


def test_the_commands_take_folders(run: Run, tmp_path: Path) -> None:
    path = _put(tmp_path / "mine" / "figures" / "units.toml", BOX)
    assert run("rules", "test", "mine").returncode == 0
    listed = json.loads(run("rules", "list", "--patterns", "mine").stdout)
    assert listed[0]["id"] == "mine.box"
    assert Path(listed[0]["file"]) == path.relative_to(tmp_path)
    made = json.loads(run("extract", "--patterns", "mine", input=TEXT.encode()).stdout)
    assert [one["unit"] for one in made["indicators"]] == ["柜"]
    (tmp_path / "mine" / "times").mkdir()
    path.rename(tmp_path / "mine" / "times" / "units.toml")
    done = run("extract", "--patterns", "mine", input=TEXT.encode())
    assert done.returncode == 2
    assert b"whose files stand in the folder 'figures', not in 'times'; move it" in done.stderr

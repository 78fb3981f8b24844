"""One way down: which package may import which, and which libraries."""

from __future__ import annotations

import ast
import sys

import pytest
from support import ROOT

sys.path.insert(0, str(ROOT / "tools"))

import draw_packages

GROUND = {"bare", "dataclass", "digest", "expression", "records", "rules", "text"}
ANALYSIS = {"structure", "figures", "language", "times", "tables", "about", "meaning", "metrics"}
MODULES = draw_packages.modules()
ARROWS = draw_packages.packages()


def test_there_is_no_circle_of_packages() -> None:
    assert sum(map(len, draw_packages.floors(ARROWS))) == len(ARROWS)


def test_there_is_no_circle_of_modules() -> None:
    # a package's __init__ names nothing of ours, so that no module stands on its whole package
    inside = {name: draw_packages.imported(path, MODULES) for name, path in MODULES.items()}
    assert sum(map(len, draw_packages.floors(inside))) == len(MODULES)


def test_the_ground_stands_on_itself_alone() -> None:
    assert ARROWS["bare"] == ARROWS["dataclass"] == ARROWS["digest"] == ARROWS["expression"] == set()
    assert ARROWS["records"] == {"bare"}
    assert ARROWS["rules"] <= {"records", "dataclass", "digest", "expression"}
    assert ARROWS["text"] <= {"records", "rules", "dataclass", "expression"}


@pytest.mark.parametrize("package", sorted(ANALYSIS))
def test_analysis_knows_no_format_of_files(package: str) -> None:
    assert ARROWS[package] <= GROUND | ANALYSIS


def test_sentences_and_tables_know_nothing_of_each_other() -> None:
    assert "tables" not in ARROWS["meaning"] and "meaning" not in ARROWS["tables"]


def test_readers_know_nothing_of_analysis() -> None:
    assert ARROWS["readers"] <= GROUND


@pytest.mark.parametrize("package", sorted(set(ARROWS) - {"cli", "output"}))
def test_only_the_command_line_and_the_output_face_the_terminal(package: str) -> None:
    for name, path in MODULES.items():
        if name.partition(".")[0] == package:
            named = {
                module.partition(".")[0]
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                for module in (
                    [alias.name for alias in node.names]
                    if isinstance(node, ast.Import)
                    else [node.module or ""]
                    if isinstance(node, ast.ImportFrom) and not node.level
                    else []
                )
            }
            assert not named & {"rich", "typer"}, name


def test_nothing_is_above_what_people_and_programs_call() -> None:
    above = {one for one, others in ARROWS.items() if "pipeline" in others}
    assert above <= {"check", "compare", "workbench", "store", "cli"}
    assert not any("cli" in others for others in ARROWS.values())


def test_the_drawing_is_current() -> None:
    assert draw_packages.PLACE.read_text("utf-8") == draw_packages.current(), (
        "run python tools/draw_packages.py"
    )

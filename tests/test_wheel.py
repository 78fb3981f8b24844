"""The wheel, built and installed in a fresh environment, does the main job outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from conftest import REPORT
from support import ROOT

from reportmine import extract
from reportmine.about import divisions
from reportmine.language import tokens
from reportmine.rules.files import load
from reportmine.text import traditional
from reportmine.times import numbered

pytestmark = pytest.mark.skipif(
    not (find_spec("build") and find_spec("pip")), reason="needs build and pip (the dev extra)"
)


def _run(*command: str | Path, cwd: Path, input: str | None = None) -> str:
    """What a command prints, run with nothing of this process's Python settings."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_", "VIRTUAL"))
    }
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, "PYTHONUTF8": "1"},
        input=input,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel; with what is installed here where the build backend is, else from the index."""
    folder = tmp_path_factory.mktemp("dist")
    options = ["--no-isolation"] if find_spec("hatchling") else []
    _run(sys.executable, "-m", "build", "--wheel", *options, "--outdir", folder, ROOT, cwd=folder)
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of a fresh environment that holds the wheel and sees the dependencies of ours."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    place = {"base": str(folder), "platbase": str(folder)}
    commands = Path(sysconfig.get_path("scripts", "venv", place))
    python = commands / "python"
    _run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=folder,
    )
    # a path alone: the .pth files in it, our own editable install among them, are not read
    packages = Path(sysconfig.get_path("purelib", "venv", place))
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return commands


def test_what_is_in_the_wheel(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    patterns = {
        f"reportmine/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / "patterns").rglob("*")
        if path.is_file()
    }
    source = ROOT / "src"
    modules = {path.relative_to(source).as_posix() for path in (source / "reportmine").rglob("*.py")}
    assert names >= patterns | modules | {"reportmine/py.typed"}
    data = {divisions.FILE, numbered.FILE, traditional.FILE, tokens.FILE}
    assert {f"reportmine/patterns/{name}" for name in data} <= names
    assert "reportmine/readers/registry.py" in names
    assets = {path.name for path in (source / "reportmine/output/html/assets").iterdir() if path.is_file()}
    assert {"page.css", "page.js", "labels.toml"} < assets
    assert {f"reportmine/output/html/assets/{name}" for name in assets} <= names
    assert "reportmine/locale/zh/LC_MESSAGES/reportmine.mo" in names
    shared = {name for name in names if ".data/" in name}
    assert {name.partition(".data/")[2] for name in shared} == {"data/share/man/man1/reportmine.1"}
    assert {name.split("/")[0] for name in names - shared if "dist-info" not in name} == {"reportmine"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_package_is_that_of_the_wheel(scripts: Path, tmp_path: Path) -> None:
    code = "import reportmine; from reportmine.rules import folder; "
    code += "print(reportmine.__file__); print(folder.patterns_folder())"
    for line in _run(scripts / "python", "-c", code, cwd=tmp_path).splitlines():
        assert Path(line).is_relative_to(scripts.parent)
        assert not Path(line).is_relative_to(ROOT)


def test_the_main_job_outside_the_checkout(scripts: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    made: dict[str, Any] = json.loads(_run(scripts / "reportmine", "extract", "report.txt", cwd=tmp_path))
    ours = extract(REPORT).model_dump(mode="json")
    for name in ("title", "region", "year", "sections", "indicators", "unread", "warnings"):
        assert made[name] == ours[name]
    assert len(made["indicators"]) == 5


def test_the_rules_come_along(scripts: Path, tmp_path: Path) -> None:
    listed = json.loads(_run(scripts / "reportmine", "rules", "list", "-f", "json", cwd=tmp_path))
    assert [rule["id"] for rule in listed] == [rule.id for rule in load().rules]


def test_text_on_standard_input(scripts: Path, tmp_path: Path) -> None:
    made = _run(
        scripts / "reportmine", "extract", "-", "-f", "jsonl", cwd=tmp_path, input="全市办理案件1267件。"
    )
    assert [json.loads(line)["text"] for line in made.splitlines()] == ["1267件"]

"""The import budget: what each command may not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import environment

TABLES = {"pyarrow", "duckdb", "xlsxwriter", "pandas", "numpy", "sqlite3"}
HEAVY = {"jieba", "regex", "rich", "asyncio", "http", "pkg_resources.extern", *TABLES}
MODELS = {"pydantic", "pydantic_core"}


def _loaded(*args: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *args],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return {
        line.rpartition("|")[2].strip()
        for line in done.stderr.splitlines()
        if line.startswith("import time:")
    }


def test_version_needs_no_typer() -> None:
    assert "typer" not in _loaded("-m", "reportmine", "--version")


@pytest.mark.parametrize("args", [["--version"], ["--help"]])
def test_version_and_help_load_nothing_heavy(args: list[str]) -> None:
    assert not _loaded("-m", "reportmine", *args) & (HEAVY | MODELS)


# typer reads the options of a command with pydantic
@pytest.mark.parametrize(
    "command",
    [
        "extract",
        "outline",
        "explain",
        "view",
        "review",
        "diff",
        "audit",
        "series",
        "batch",
        "concepts",
        "schema",
        "rules",
    ],
)
def test_help_of_a_command_loads_nothing_of_ours(command: str) -> None:
    assert not _loaded("-m", "reportmine", command, "--help") & HEAVY


def test_the_package_itself_loads_nothing() -> None:
    loaded = _loaded("-c", "import reportmine")
    assert {name for name in loaded if name.startswith("reportmine")} == {"reportmine"}
    assert not loaded & (HEAVY | MODELS | {"typer"})


@pytest.mark.parametrize("format", ["json", "jsonl", "csv", "markdown"])
def test_data_is_written_without_rich(report: Path, format: str) -> None:
    loaded = _loaded("-m", "reportmine", "extract", str(report), "-f", format)
    assert not loaded & (HEAVY - {"regex"} | {"reportmine.output.terminal.report"})


@pytest.mark.parametrize(
    "args", [["extract"], ["extract", "-q", "-f", "csv"], ["extract", "-f", "jsonl"], ["outline"]]
)
def test_a_plain_run_needs_neither_typer_nor_pydantic(report: Path, args: list[str]) -> None:
    loaded = _loaded("-m", "reportmine", *args, str(report))
    assert not loaded & (HEAVY - {"regex"} | MODELS | {"typer", "click", "annotated_types"})


@pytest.mark.parametrize("format", ["json", "csv"])
def test_a_diff_needs_neither_typer_nor_pydantic(report: Path, format: str) -> None:
    loaded = _loaded("-m", "reportmine", "diff", str(report), str(report), "-q", "-f", format)
    assert not loaded & (HEAVY - {"regex"} | MODELS | {"typer", "click", "annotated_types"})


@pytest.mark.parametrize("args", [["extract"], ["extract", "-f", "table"], ["outline"]])
def test_a_catalogue_is_for_other_languages_alone(report: Path, args: list[str]) -> None:
    loaded = _loaded("-m", "reportmine", *args, str(report))
    assert not loaded & {"gettext", "tomllib", "reportmine.output.html.messages", "reportmine.cli.translated"}


def test_a_plain_table_needs_rich_alone(report: Path) -> None:
    loaded = _loaded("-m", "reportmine", "extract", str(report), "-f", "table")
    assert "rich" in loaded and not loaded & (MODELS | {"typer", "click"})


def test_a_page_is_written_with_the_standard_library(report: Path) -> None:
    loaded = _loaded("-m", "reportmine", "view", str(report))
    assert not loaded & (HEAVY - {"regex"} | {"html", "selectolax", "webbrowser"})


@pytest.mark.parametrize(
    ("format", "needed"), [("xlsx", {"xlsxwriter"}), ("parquet", {"pyarrow"}), ("sqlite", {"sqlite3"})]
)
def test_a_table_loads_its_own_library_alone(tmp_path: Path, format: str, needed: set[str]) -> None:
    code = (
        "import sys, pathlib\n"
        "from reportmine.output import registry, target\n"
        f"(one,) = (one for one in registry.FORMATS if one.name == {format!r})\n"
        "write = target.write_database if one.sink == 'file' else target.write_bytes\n"
        "write(lambda sink: one.write('reports', iter([]), sink), pathlib.Path('out'))\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    # Arrow loads numpy, and pandas where it is there
    assert set(done.stdout.split()) & TABLES - {"numpy", "pandas"} == needed


def test_the_outline_needs_no_dictionary(report: Path) -> None:
    assert "reportmine.language.cutting" not in _loaded("-m", "reportmine", "outline", str(report))


def test_all_public_names_are_there() -> None:
    # with every module imported, no public name may be covered by a module of the same name
    code = (
        "import importlib, pkgutil, reportmine as r\n"
        "for m in pkgutil.iter_modules(r.__path__):\n"
        "    m.name == '__main__' or importlib.import_module('reportmine.' + m.name)\n"
        "print(*[getattr(r, n) for n in r.__all__])"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "<module" not in done.stdout


def test_an_unknown_name_is_an_attribute_error() -> None:
    import reportmine

    with pytest.raises(AttributeError, match="nonsense"):
        _ = reportmine.nonsense
    assert set(dir(reportmine)) == set(reportmine.__all__)

"""The straight path takes what it takes as typer does, and ends as typer does."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from reportmine.cli import app, straight
from reportmine.cli.declared import STRAIGHT, Option, parameters
from reportmine.cli.every import app as whole

HERE = Path(__file__).parent
FILE = "report.txt"  # for what a test puts in while it runs


def _tabled() -> Iterator[tuple[str, ...]]:
    """What the tests of the command line run, as far as it stands in them."""
    for path in sorted(HERE.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            words = node.args if isinstance(node, ast.Call) else getattr(node, "elts", [])
            said = [one.value if isinstance(one, ast.Constant) else FILE for one in words]
            if said and said[0] in straight.COMMANDS:
                yield tuple(map(str, said))


TABLES = sorted({*_tabled(), *((name, *rest) for name in straight.COMMANDS for rest in product(["-", FILE]))})


def _typer_takes(command: str, arguments: list[str]) -> dict[str, Any] | None:
    """What typer hands to a command; None where it refuses."""
    caught: list[dict[str, Any]] = []
    made = typer.Typer()
    made.command()(app.typed(lambda **said: caught.append(said), STRAIGHT[command].run))
    done = CliRunner().invoke(made, arguments)
    return caught[0] if done.exit_code == 0 and caught else None


def _same(command: str, arguments: list[str]) -> bool:
    """Whether the straight path takes it; then it takes it as typer does."""
    try:
        read = straight.read(STRAIGHT[command].run, arguments)
    except straight.Unusual:
        return False
    assert read == _typer_takes(command, arguments)
    return True


def test_the_tables_of_these_tests_are_read_as_typer_reads_them() -> None:
    taken = sum(_same(command, rest) for command, *rest in TABLES)
    assert len(TABLES) > 120 and taken > len(TABLES) / 2


def _words(command: str) -> list[str]:
    """What may stand in a call of a command: its options, whole and in part, what they take, and what not."""
    known = parameters(STRAIGHT[command].run)
    names = [name for one in known if isinstance(one.declared, Option) for name in one.declared.names]
    values = [
        "a.txt",
        "-",
        "",
        "json",
        "csv",
        "jsonl",
        "tree",
        "pdf",
        "JSON",
        "2024",
        "1900",
        "0",
        "0.5",
        "1.5",
    ]
    odd = [
        "--",
        "-x",
        "-qf",
        "-fcsv",
        "--qui",
        "２０",
        " 7",
        "1_0",
        "1e3",
        ".5",
        "5.",
        "-1",
        "a b",
        "市",
        "--help",
    ]
    pairs = [f"{name}={value}" for name in names[:6] for value in ("csv", "x", "")]
    return [*names, *names, *values, *values, *odd, *pairs]


@pytest.mark.parametrize("command", straight.COMMANDS)
@given(data=st.data())
def test_whatever_is_taken_is_taken_as_typer_takes_it(command: str, data: st.DataObject) -> None:
    _same(command, data.draw(st.lists(st.sampled_from(_words(command)), max_size=6)))


@pytest.mark.parametrize("command", straight.COMMANDS)
def test_each_option_alone_is_taken(command: str) -> None:
    known = parameters(STRAIGHT[command].run)
    files = ["a.txt"] * max(1, sum(one.needed for one in known))
    for one in known:
        if not isinstance(one.declared, Option):
            continue
        values = {bool: [], int: ["2000"], float: ["0.5"]}.get(one.type, [])
        if one.type not in (bool, int, float):
            values = [next(iter(one.type)).value] if hasattr(one.type, "__members__") else ["x"]
        for name in one.declared.names:
            assert _same(command, [*files, name, *values]), name


@pytest.mark.parametrize(
    "args",
    [
        ["extract", FILE],
        ["extract", FILE, FILE, "-f", "csv"],
        ["extract", FILE, "none.txt"],
        ["extract", "none.txt"],
        ["extract", FILE, "-f", "table", "-q"],
        ["extract", FILE, "--fields", "metric,value"],
        ["extract", FILE, "--fields", "nonsense"],
        ["extract", FILE, "--min-confidence", "0.99"],
        ["extract", FILE, "-o", "no.zzz"],
        ["extract", FILE, "-o", FILE],
        ["extract", "-", "-"],
        ["extract", FILE, "--patterns", "none.toml"],
        ["extract", FILE, "--year", "1066"],
        ["outline", FILE],
        ["outline", FILE, "-f", "tree"],
        ["outline", FILE, "-o", "no.zzz"],
        ["outline", "none.txt"],
        ["diff", FILE, FILE],
        ["diff", FILE, FILE, "-f", "csv", "--exit-code"],
        ["diff", FILE, FILE, "-f", "table", "--only", "changed", "--only", "same"],
        ["diff", FILE, FILE, "--summary"],
        ["diff", FILE, FILE, "--summary", "--stat"],
        ["diff", FILE, FILE, "--only", "nonsense"],
        ["diff", FILE, FILE, "--concept", "nonsense"],
        ["diff", FILE],
        ["diff", FILE, "none.txt"],
        ["diff", "-", FILE],
        ["--version"],
    ],
)
def test_both_ways_end_alike(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch, args: list[str]
) -> None:
    done = run(*args)
    monkeypatch.chdir(report.parent)
    by_typer = CliRunner().invoke(whole, args, prog_name="reportmine")
    assert (done.returncode, done.stdout, done.stderr.decode()) == (
        by_typer.exit_code,
        by_typer.stdout_bytes,
        by_typer.stderr,
    )


def test_nothing_is_read_twice_where_typer_takes_over(run: Run) -> None:
    said = "2024年，全市办理案件12件。".encode()
    for args in (["outline", "-o", "no.zzz"], ["extract", "-", "-o", "no.zzz"]):
        assert run(*args, input=said).returncode == 2
    assert run("extract", "-qf", "csv", input=said).stdout.count(b"\n") == 2

"""`reportmine batch` as a user runs it, and a store given to diff and series."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from stores import called

from reportmine.cli.inputs import in_store
from reportmine.output.terminal import progress


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["batch", "-o", "store"], "name files, folders or archives"),
        (["batch", "a.txt"], "name the store"),
        (["batch", "-", "-o", "store"], "cannot come on standard input"),
        (["batch", "a.txt", "-o", "store", "-f", "csv"], "is for the answer to --sql"),
        (["batch", "a.txt", "-o", "store", "--excel"], "is for the answer to --sql"),
        (["batch", "a.txt", "-o", "store", "--scheduler", "tcp://x:1"], "goes with --engine dask"),
        (["batch", "--sql", "select 1"], "takes one store to ask"),
        (["batch", "a", "b", "--sql", "select 1"], "takes one store to ask"),
        (["batch", "a", "--sql", "select 1", "-o", "out.xyz"], "files of this suffix cannot be written"),
        (["batch", "a", "--sql", "select 1"], "is no store"),
        (["batch", "a.txt", "-o", "store", "-j", "0"], "--jobs"),
        (["batch", "--from", "absent.txt", "-o", "store"], "cannot be read as a list of files"),
        (["batch", "a.txt", "-o", "store", "--patterns", "absent.toml"], "absent.toml"),
        (["batch", "a.txt", "-o", "file.txt"], "cannot be written"),
    ],
)
def test_wrong_use_is_told(
    args: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.txt").write_text("x")
    code, out, error = called(*args)
    assert (code, out) == (2, "") and told in " ".join(error.replace("│", " ").split())


def test_what_could_not_be_read_is_named_and_counted(tmp_path: Path) -> None:
    names = [str(tmp_path / f"absent-{number}.txt") for number in range(7)]
    code, out, error = called("batch", *names, "-o", tmp_path / "store")
    lines = error.splitlines()
    assert (code, out) == (3, "")
    assert lines[0].startswith("reportmine: 7 files: 0 read (0 figures), 0 unchanged, 7 not readable; in ")
    assert lines[1] == f"reportmine: {names[0]}: does not exist; check the path"
    assert lines[-1].startswith("reportmine: … and 2 more that could not be read: reportmine batch ")
    assert called("batch", *names, "-o", tmp_path / "store", "-q")[2].splitlines() == lines[1:]


def test_diff_takes_files_of_a_store(corpus: Path, store: Path) -> None:
    one, two = (f"report-00{number}.txt" for number in (1, 2))
    code, out, _ = called("diff", f"{store}#{one}", f"{store}#{corpus / two}", "-f", "json")
    direct = called("diff", corpus / one, corpus / two, "-f", "json")[1]
    assert code == 0 and json.loads(out) == json.loads(direct)
    mixed = called("diff", f"{store}#{one}", corpus / two, "-f", "json")[1]
    assert json.loads(mixed) == json.loads(direct)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("{store}", "holds several reports; name one of its files as STORE#FILE"),
        ("{store}#absent.txt", "holds no report of this file"),
        ("{store}#", "holds no report of this file"),
    ],
)
def test_diff_takes_one_report(name: str, told: str, corpus: Path, store: Path) -> None:
    code, out, error = called("diff", name.format(store=store), corpus / "report-001.txt")
    assert (code, out) == (3, "") and told in error and error.count("\n") == 1


def test_series_takes_a_store(corpus: Path, store: Path) -> None:
    code, out, _ = called("series", store, "-f", "csv", "-q")
    assert code == 0 and out == called("series", corpus, "-f", "csv", "-q")[1]
    one = called("series", f"{store}#report-003.txt", "-f", "csv", "-q")[1]
    assert one == called("series", corpus / "report-003.txt", "-f", "csv", "-q")[1] != out


@pytest.mark.parametrize("name", ["-", "absent", "a#b", "#", "x" * 5000, "x" * 5000 + "#a", "nul\0"])
def test_other_names_are_no_stores(name: str) -> None:
    assert not in_store(name)


def test_progress_is_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    going = SimpleNamespace(total=10, done=4, failed=1, figures=7)
    error = io.StringIO()
    monkeypatch.setattr("sys.stderr", error)
    monkeypatch.setattr(progress, "EVERY", 0.0)
    with progress.shown(quiet=False) as told:
        told(going)
    assert error.getvalue().startswith("reportmine: 4 of 10 files, 1 not readable, ")
    with progress.shown(quiet=True) as told:
        told(going)
    assert error.getvalue().count("\n") == 1


def test_progress_is_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    error = Terminal()
    monkeypatch.setattr("sys.stderr", error)
    monkeypatch.setenv("TERM", "xterm")
    with progress.shown(quiet=False) as told:
        told(SimpleNamespace(total=10, done=4, failed=1, figures=7))
    assert "4/10" in error.getvalue() and "1 not readable" in error.getvalue()

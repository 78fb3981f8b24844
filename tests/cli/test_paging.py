"""Long tables go through a pager where a person looks at them, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, environment

pty = pytest.importorskip("pty")


def _on_a_terminal(*args: str | Path, rows: int = 24, **env: str) -> str:
    """What the command prints on a terminal of so many lines."""
    fcntl, struct, termios = (__import__(name) for name in ("fcntl", "struct", "termios"))
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 80, 0, 0))
    command = [sys.executable, "-m", "reportmine", *map(str, args)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, env=environment(TERM="xterm", **env)
    ) as process:
        os.close(slave)
        said = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:  # the terminal is closed
                break
            if not part:
                break
            said += part
    os.close(master)
    assert process.returncode == 0
    return said.decode("utf-8", "replace")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A report whose table is longer than a terminal."""
    path = tmp_path / "many.txt"
    path.write_text("\n".join(f"全市办理案件{1000 + n}件。" for n in range(60)), "utf-8")
    return path


PAGER = "sed s/^/paged:/"


def test_a_long_table_is_paged(many: Path) -> None:
    assert "paged:" in _on_a_terminal("extract", many, PAGER=PAGER)


def test_the_pager_gets_colours_and_all_of_it(many: Path) -> None:
    said = _on_a_terminal("extract", many, PAGER=PAGER)
    assert "\x1b[" in said and "1059件" in said


@pytest.mark.parametrize(
    ("args", "env", "rows"),
    [
        (["--no-pager"], {"PAGER": PAGER}, 24),
        ([], {"PAGER": "cat"}, 24),
        ([], {"PAGER": ""}, 24),
        ([], {"PAGER": "no-such-program -x"}, 24),
        ([], {"PAGER": "'"}, 24),
        ([], {"PAGER": PAGER}, 400),
        (["-f", "json"], {"PAGER": PAGER}, 24),
    ],
)
def test_what_is_not_paged(many: Path, args: list[str], env: dict[str, str], rows: int) -> None:
    said = _on_a_terminal("extract", many, *args, rows=rows, **env)
    assert "1059" in said and "paged:" not in said


def test_a_reader_may_leave_early(many: Path) -> None:
    assert "1059件" not in _on_a_terminal("extract", many, PAGER="head -n 3")


def test_a_pipe_is_not_paged(run: Run, many: Path) -> None:
    done = run("extract", many, "-f", "table", env={"PAGER": PAGER})
    assert done.returncode == 0 and b"paged:" not in done.stdout

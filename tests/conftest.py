"""What the tests share: a small report, and the command run as a user runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import reportmine
from reportmine.meaning.choice import choosing

# Laws are tried on the same inputs in each run, so that a run tells of the change and not of luck;
# new inputs are looked for by --hypothesis-profile=search, and by bench/fuzz.py.
settings.register_profile("steady", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile("steady")

REPORT = """云川市2024年法治政府建设情况报告

一、主要工作
2024年，全市各级复议机构收到行政复议申请4148件，比上年增长5.3%。
（一）完善制度。清理规章24部，其中废止3部。

二、下一步安排
2025年培训执法人员1.2万人次以上。
"""


def environment(**changes: str) -> dict[str, str]:
    """This process's environment, in which `python -m reportmine` finds the code under test."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if key not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")
    }
    package = str(Path(reportmine.__file__).parents[1])
    path = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8", **changes}


def interruptible() -> None:
    """For `preexec_fn`: SIGINT is ignored where a shell runs the tests in the background, and in children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the command in an empty folder; gives exit code, stdout and stderr."""

    def run(*args: str | Path, input: bytes = b"", env: dict[str, str] | None = None, **more: Any) -> Any:
        command = [sys.executable, "-m", "reportmine", *map(str, args)]
        if "stdin" not in more:
            more["input"] = input
        more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 120, "cwd": tmp_path, **more}
        return subprocess.run(command, env=environment(**(env or {})), **more)

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report in a file."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of six reports."""
    from stores import made

    return made(tmp_path_factory.mktemp("corpus") / "reports", 6)


@pytest.fixture(scope="module")
def store(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the corpus, which tests leave as it is."""
    from stores import batch

    place = tmp_path_factory.mktemp("stores") / "store"
    batch(place, corpus)
    return place


Begun = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[Begun]:
    """Start the command and go on; what still runs at the end of the test is ended."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*args: str | Path, **env: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "reportmine", *map(str, args)]
        more: dict[str, Any] = {"preexec_fn": interruptible} if os.name == "posix" else {}
        pipe = subprocess.PIPE
        process = subprocess.Popen(
            command, cwd=tmp_path, env=environment(**env), stdout=pipe, stderr=pipe, **more
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


BY_POINTS = frozenset({"test_choice_owners", "test_choice", "test_confidence"})


@pytest.fixture(autouse=True)
def rules_alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables of the stages of meaning are read by the rules alone: each by itself, nothing chosen."""
    if request.path.parent.name == "meaning" and request.path.stem not in BY_POINTS:
        monkeypatch.setattr(choosing, "points", lambda _: None)

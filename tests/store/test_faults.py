"""What may happen to a run: killed at any moment, a full disk, torn parts, another run, hostile files."""

from __future__ import annotations

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Begun, Run
from stores import batch, made, rows, sound

from reportmine.store import journal, keeping, parts, work
from reportmine.store.keys import Options
from reportmine.store.layout import NAMES, StoreError
from reportmine.store.plan import Piece, Plan, entry_of
from reportmine.store.sources import find
from reportmine.store.work import Task

posix = pytest.mark.skipif(os.name != "posix", reason="signals")
MOMENTS = int(os.environ.get("REPORTMINE_MOMENTS", "3"))  # at which a run is killed


# ---- killed -----------------------------------------------------------------------------------------


@posix
def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, begun: Begun) -> None:
    folder = made(tmp_path / "reports", 30)
    began = time.monotonic()
    assert begun("batch", folder, "-o", "whole", "-j", "2", "-q").wait(120) == 0
    whole, least = time.monotonic() - began, rows(tmp_path / "whole")
    chance = random.Random(7)
    for moment in range(MOMENTS):
        place = tmp_path / f"store-{moment}"
        process = begun("batch", folder, "-o", place, "-j", "2", "-q")
        time.sleep(chance.uniform(0.2, 1.1) * whole)
        process.kill()
        process.wait()
        _readable(place)
        assert batch(place, folder).bad == []
        sound(place)
        assert rows(place) == least, moment


def _readable(place: Path) -> None:
    """What a killed run leaves: no file in it is torn."""
    for name in NAMES if place.is_dir() else ():
        for path in (place / name).glob("*.parquet"):
            assert path.read_bytes()[-4:] == b"PAR1"


class Killed(BaseException):
    """Ends the run as a signal does: nothing is put right."""


STEPS: list[tuple[Any, str]] = [
    (parts, "_write"),
    (parts, "install"),
    (journal, "append"),
    (parts, "remove"),
    (parts, "lasting"),
]


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Piece], list[Piece]]:
    """Four files as read, and two of them with other bytes."""
    folder = made(tmp_path_factory.mktemp("pieces"), 4)
    first = _read(folder)
    for number, name in enumerate(("report-001.txt", "report-002.txt")):
        (folder / name).write_text(f"2024年，办理案件9{number}件。", encoding="utf-8")
    return first, [one for one in _read(folder) if one[0].reports and one[0].figures == 1]


def _read(folder: Path) -> list[Piece]:
    plan = Plan(journal.State(), Options(), 1)
    found = []
    for item in find([str(folder)], folder / "none", 10**6).items:
        task = plan.decide(item)
        assert isinstance(task, Task)
        result, tables = work.read(task, Options())
        found.append((entry_of(task, result, 1), tables))
    return found


@pytest.mark.parametrize(("module", "name"), STEPS, ids=[name for _, name in STEPS])
def test_each_step_of_a_change_may_be_the_last(
    module: Any, name: str, pieces: tuple[list[Piece], list[Piece]], tmp_path: Path, monkeypatch: Any
) -> None:
    first, second = pieces
    least = _after(tmp_path / "whole", [first, second])
    for number in range(1, 40):
        place = tmp_path / f"store-{number}"
        _after(place, [first])
        with monkeypatch.context() as patched:
            count = _nth(patched, module, name, number, Killed())
            try:
                with keeping.opened(place) as held:
                    held.add(second, {})
            except Killed:
                pass
            if count() < number:
                break
        with keeping.opened(place) as held:
            sound(place)
            names = {entry.file for part in held.state.parts.values() for entry in part.files}
            assert names == {entry.file for entry, _ in first}  # each as it was, or as it is now
            held.add(second, {})
        sound(place)
        assert rows(place) == least
    assert number > 1


def _after(place: Path, batches: list[list[Piece]]) -> dict[str, Any]:
    with keeping.opened(place) as held:
        for one in batches:
            held.add(one, {})
    return rows(place)


def _nth(patched: Any, module: Any, name: str, number: int, error: BaseException) -> Callable[[], int]:
    """Let the call of this number of a function fail."""
    real, calls = getattr(module, name), [0]

    def fail(*args: Any, **more: Any) -> Any:
        calls[0] += 1
        if calls[0] == number:
            raise error
        return real(*args, **more)

    patched.setattr(module, name, fail)
    return lambda: calls[0]


@pytest.mark.parametrize(("module", "name"), STEPS[:3], ids=[name for _, name in STEPS[:3]])
def test_a_full_disk_is_told_and_nothing_is_lost(
    module: Any, name: str, pieces: tuple[list[Piece], list[Piece]], tmp_path: Path, monkeypatch: Any
) -> None:
    first, second = pieces
    before = _after(tmp_path / "store", [first])
    for number in (1, 2):
        with monkeypatch.context() as patched, keeping.opened(tmp_path / "store") as held:
            _nth(patched, module, name, number, OSError(errno.ENOSPC, "No space left on device"))
            if name == "append" and number == 2:
                break  # a change is one line
            with pytest.raises(StoreError, match=r"No space left on device\); make room on the disk and run"):
                held.add(second, {})
        sound(tmp_path / "store")
        assert rows(tmp_path / "store") == before
    assert _after(tmp_path / "store", [second]) == _after(tmp_path / "whole", [first, second])


# ---- torn -------------------------------------------------------------------------------------------


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


@pytest.mark.parametrize("tear", [_cut, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_torn_part_is_read_again(tear: Callable[[Path], Any], tmp_path: Path) -> None:
    folder, place = made(tmp_path / "reports", 3), tmp_path / "store"
    batch(place, folder)
    before = rows(place)
    (part,) = [path for path in (place / "figures").iterdir() if path.stem != parts.EMPTY][:1]
    tear(part)
    assert batch(place, folder).progress.read > 0
    assert rows(place) == before
    sound(place)


@pytest.mark.parametrize(
    "damage",
    [
        lambda d: d[:-9],
        lambda d: d + b'{"check": 1, "cha',
        lambda d: d.replace(b'"files"', b'"filos"', 1),
        lambda d: b"",
    ],
)
def test_a_torn_journal_is_mended(damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    folder, place = made(tmp_path / "reports", 3), tmp_path / "store"
    batch(place, folder)
    before = rows(place)
    path = place / "journal.jsonl"
    path.write_bytes(damage(path.read_bytes()))
    batch(place, folder)
    assert rows(place) == before
    sound(place)
    assert batch(place, folder).progress.unchanged == 3


def test_a_line_of_the_journal_is_checked() -> None:
    change = journal.Change(
        (journal.Part("a", (journal.Entry("k", "f", None, 1),), {"figures": 3}),), ("b",), {"n": "k"}
    )
    line = journal._line(change)
    assert journal._read(line) == change
    assert json.loads(line)["change"]["drop"] == ["b"]
    for at in range(len(line) - 1):
        assert journal._read(line[:at] + bytes([line[at] ^ 1]) + line[at + 1 :]) is None
        assert journal._read(line[:at]) is None


# ---- two at once ------------------------------------------------------------------------------------


def test_a_second_run_at_once_is_refused(tmp_path: Path, run: Run) -> None:
    folder, place = made(tmp_path / "reports", 1), tmp_path / "store"
    with keeping.opened(place):
        done = run("batch", folder, "-o", place)
        assert done.returncode == 2
        told = done.stderr.decode()
        assert (
            f"another run writes to this store (process {os.getpid()} on " in told and told.count("\n") == 1
        )
    (place / "lock").write_text('{"pid": 1, "host": "elsewhere"}')  # of a run that was killed
    assert run("batch", folder, "-o", place).returncode == 0


# ---- files that hang, crash and fill ----------------------------------------------------------------

HOSTILE = """
import os, sys, time
import reportmine.store.work as work
real = work.read
def read(task, options):
    name = os.path.basename(task.name)
    if name.startswith("hang"): time.sleep(999)
    if name.startswith("deaf"):
        import signal; signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 60)); time.sleep(999)
    if name.startswith("crash"): os.abort()
    if name.startswith("noise"): os.write(1, b"{}" * 1000)
    if name.startswith("fault"): raise_ = 1 // 0
    return real(task, options)
import reportmine.readers.source as source
load = source.load
def fill(data, name, **more):
    return bytearray(8_000_000_000) if "fill" in name else load(data, name=name, **more)
work.read, source.load = read, fill
work.main()
"""


@posix
def test_files_that_hang_crash_or_fill_end_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path / "reports", 4)
    for number, name in enumerate(("hang", "deaf", "crash", "noise", "fill")):
        (folder / f"{name}.txt").write_text(f"2024年，办理案件{number}件。", encoding="utf-8")
    start = "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1))\n"
    monkeypatch.setattr(work, "COMMAND", start + HOSTILE)
    done = batch(tmp_path / "store", folder, jobs=2, timeout=3.0)
    told = {Path(one.file).stem: one.code for one in done.bad}
    expected = {"hang": "timeout", "deaf": "timeout", "crash": "crash"}
    if sys.platform == "linux":
        expected["fill"] = "memory"
    assert told == expected
    assert done.progress.read == 9 - len(expected)
    assert len(rows(tmp_path / "store")["errors"]) == len(expected)
    monkeypatch.undo()
    # more time: what was late is tried again, what crashed is not
    done = batch(tmp_path / "store", folder, timeout=60.0)
    assert (done.progress.read, {Path(one.file).stem for one in done.bad}) == (
        2,
        expected.keys() - {"hang", "deaf"},
    )
    assert batch(tmp_path / "store", folder, force=True).bad == []
    sound(tmp_path / "store")


@posix
def test_a_worker_ended_from_outside_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = made(tmp_path / "reports", 6)
    mark = tmp_path / "ended"
    once = f"""
import os, pathlib, signal
import reportmine.store.work as work
real = work.read
def read(task, options):
    if task.name.endswith("3.txt") and not os.path.exists({str(mark)!r}):
        pathlib.Path({str(mark)!r}).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return real(task, options)
work.read = read
work.main()
"""
    monkeypatch.setattr(
        work, "COMMAND", "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1))\n" + once
    )
    done = batch(tmp_path / "store", folder)
    assert mark.exists() and (done.progress.read, done.bad) == (6, [])


@posix
def test_ctrl_c_keeps_what_was_read_and_says_how_to_go_on(tmp_path: Path, begun: Begun) -> None:
    folder = made(tmp_path / "reports", 300)
    process = begun("batch", folder, "-o", "store", "-j", "1", "-q")
    _until(lambda: len(list((tmp_path / "store" / "reports").glob("*"))) > 1)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "run the same command again to go on" in told.decode()
    sound(tmp_path / "store")
    held = len(rows(tmp_path / "store")["reports"])
    assert 0 < held < 300
    done = batch(tmp_path / "store", folder)
    assert (done.progress.unchanged, done.progress.read) == (held, 300 - held)


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it never came")


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_no_process_outlives_a_killed_run(tmp_path: Path, begun: Begun) -> None:
    folder = made(tmp_path / "reports", 300)
    process = begun("batch", folder, "-o", "store", "-j", "2", "-q")
    _until(lambda: len(list((tmp_path / "store" / "reports").glob("*"))) > 1)
    mine = [one for one in map(int, _pids()) if _parent(one) == process.pid]
    assert len(mine) == 2
    process.kill()
    process.wait()
    _until(lambda: not any(_runs(one) for one in mine))


def _pids() -> list[str]:
    return [path.name for path in Path("/proc").iterdir() if path.name.isdigit()]


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return ["X", "0"]


def _parent(pid: int) -> int:
    return int(_stat(pid)[1])


def _runs(pid: int) -> bool:
    return _stat(pid)[0] not in "XZ"


def test_a_worker_says_nothing_but_what_is_asked(tmp_path: Path) -> None:
    done = subprocess.run(work.command(), input=b"", capture_output=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, b"")

"""A run on a cluster of dask: the same store, also when a worker is lost in the middle, or all of them."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import Run
from stores import batch, called, made, rows, sound

import reportmine
from reportmine.output.extras import MissingExtra
from reportmine.store import chunks, cluster
from reportmine.store.chunks import Trouble, chunk
from reportmine.store.cluster import Cluster
from reportmine.store.engine import EngineError
from reportmine.store.journal import Part, State
from reportmine.store.keys import Options, key, writing
from reportmine.store.layout import create
from reportmine.store.plan import Plan
from reportmine.store.reading import reports
from reportmine.store.sources import find
from reportmine.store.work import Task

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Any]:
    """A cluster of two processes on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0"
    ) as made_here:
        yield made_here


def test_the_store_is_the_same_when_a_worker_is_lost(
    scheduler: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "CHUNK", 2)
    folder = made(tmp_path / "reports", 24)
    (folder / "bad.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "zz-copy.txt").write_bytes((folder / "report-000.txt").read_bytes())
    lost: list[int] = []

    def lose() -> None:
        with distributed.Client(scheduler.scheduler_address, set_as_default=False) as client:
            pids = client.run(os.getpid)
            while len(list((tmp_path / "store" / "reports").glob("*"))) < 3:
                time.sleep(0.02)
            lost.append(next(iter(pids.values())))
            os.kill(lost[0], signal.SIGKILL)

    killer = threading.Thread(target=lose, daemon=True)
    killer.start()
    done = batch(tmp_path / "store", folder, cluster=True, scheduler=scheduler.scheduler_address)
    killer.join(60)
    assert lost and (done.progress.read, len(done.bad)) == (24, 1)
    sound(tmp_path / "store")
    assert [one.model_dump() for one in reports(tmp_path / "store")] == [
        reportmine.extract(one).model_dump() for one in sorted(folder.glob("report-*"))
    ]
    assert [Path(row[0]).name for row in rows(tmp_path / "store")["errors"]] == ["bad.pdf"]
    again = batch(tmp_path / "store", folder, cluster=True, scheduler=scheduler.scheduler_address)
    assert (again.progress.read, again.progress.unchanged) == (0, 26)


def test_the_command_brings_a_cluster_of_its_own(tmp_path: Path, run: Run) -> None:
    made(tmp_path / "reports", 3)
    done = run("batch", "reports", "-o", "store", "-j", "1", "--engine", "dask")
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    lines = done.stderr.decode().splitlines()  # progress comes now and then, and nothing of dask's own
    assert all(line.startswith("reportmine: ") for line in lines)
    assert lines[-1].startswith("reportmine: 3 files: 3 read (")
    sound(tmp_path / "store")


# ---- what is no answer ------------------------------------------------------------------------------


class Future:
    """A piece of work that says this and that; an exception is raised."""

    def __init__(self, *says: Any) -> None:
        self.says = list(says)

    def done(self) -> bool:
        return bool(self.says)

    def result(self, timeout: float) -> Any:
        said = self.says.pop(0)
        if isinstance(said, BaseException):
            raise said
        return said


class Dask:
    """A library of a cluster whose pieces of work say what a test wants."""

    def __init__(self, *futures: Future, workers: int = 1) -> None:
        self.futures, self.workers, self.sent = list(futures), workers, list[tuple[Task, ...]]()
        self.status, self.scheduler = "running", SimpleNamespace(ncores=None)

    def Client(self, *args: Any, **more: Any) -> Dask:
        return self

    def submit(self, work: Any, place: str, tasks: tuple[Task, ...], *more: Any, pure: bool) -> Future:
        self.sent.append(tasks)
        return self.futures.pop(0)

    def wait(self, going: list[Future], timeout: float, return_when: str) -> None:
        raise TimeoutError

    def sync(self, work: Any, callback_timeout: float) -> dict[str, int]:
        return {str(number): 1 for number in range(self.workers)}

    def close(self, timeout: float) -> None:
        self.status = "closed"


Fakes = Callable[..., "tuple[Dask, Cluster]"]


@pytest.fixture
def faked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fakes:
    """A cluster of pieces of work that say what a test wants."""

    def fake(*futures: Future, **more: Any) -> tuple[Dask, Cluster]:
        dask = Dask(*futures, **more)
        monkeypatch.setitem(sys.modules, "distributed", dask)
        return dask, Cluster(tmp_path, 1, Options(), 1, "tcp://x:1")

    return fake


TASK = Task("a.txt", b"", None, "", "a")
PART = Part("x", (), {})


@pytest.mark.parametrize(
    ("says", "why"),
    [
        ((PART,), None),
        ((TimeoutError(), TimeoutError(), PART), None),  # it went with its worker and was made again
        ((CancelledError(),), "CancelledError"),
        ((asyncio.CancelledError(),), "CancelledError"),
        ((TimeoutError(), CancelledError("gone")), "gone"),
        ((OSError("no\nanswer"),), "no answer"),
        ((ImportError("x" * 999),), "x" * 200 + "…"),
        ((None,), "a worker answered with something else"),
        ((Trouble("host: MemoryError: "),), "host: MemoryError: "),
    ],
)
def test_an_answer_is_a_result_that_is_here(says: tuple[Any, ...], why: str | None, faked: Fakes) -> None:
    _, engine = faked(Future(*says))
    engine.give(TASK, alone=True)
    came = [list(engine.done(0)) for _ in says]
    assert [len(one) for one in came] == [0] * (len(says) - 1) + [1]
    (answer,) = came[-1]
    assert (answer.tasks, answer.part, answer.why) == ((TASK,), PART if why is None else None, why or "")
    assert not engine.busy and list(engine.done(0)) == []


def test_a_machine_that_reads_in_another_way_ends_the_run(faked: Fakes) -> None:
    _, engine = faked(Future(Trouble("host reads in another way", unfit=True)))
    engine.give(TASK, alone=True)
    with pytest.raises(EngineError, match="tcp://x:1: host reads in another way, and run the same command"):
        list(engine.done(0))


def test_files_go_together_and_lost_ones_alone(faked: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CHUNK", 3)
    monkeypatch.setattr(cluster, "BYTES", 10)
    dask, engine = faked(*(Future() for _ in range(9)))
    tasks = [replace(TASK, key=str(number)) for number in range(8)]
    for task in tasks[:5]:
        engine.give(task, alone=False)
    engine.give(tasks[5], alone=True)
    engine.give(replace(tasks[6], data=b"0123456789"), alone=False)
    engine.give(tasks[7], alone=False)
    engine.flush()
    assert [[one.key for one in sent] for sent in dask.sent] == [list("012"), ["5"], list("346"), ["7"]]


def test_a_cluster_that_has_no_workers_for_long_ends_the_run(
    faked: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_LOOK", 0.0)
    dask, engine = faked(Future(), workers=0)
    engine.give(TASK, alone=True)
    assert list(engine.done(0)) == []
    monkeypatch.setattr(cluster, "PATIENCE", -1.0)
    with pytest.raises(EngineError, match=r"tcp://x:1: reads no more \(it has no workers\); what was"):
        list(engine.done(0))
    dask.close(1)
    with pytest.raises(EngineError, match="the scheduler is gone"):
        list(engine.done(0))


def test_a_cluster_that_never_answers_has_lost_its_files(
    faked: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, engine = faked(Future())
    engine.give(TASK, alone=True)
    assert list(engine.done(0)) == [] and engine.busy
    monkeypatch.setattr(Cluster, "_longest", lambda self: -1.0)
    (answer,) = engine.done(0)
    assert answer.tasks == (TASK,) and not engine.busy


# ---- in a worker ------------------------------------------------------------------------------------


def _tasks(folder: Path) -> list[Task]:
    plan = Plan(State(), Options(), 9)
    found = [plan.decide(item) for item in find([str(folder)], folder / "none", 10**6).items]
    return [one for one in found if isinstance(one, Task)]


def test_a_worker_stages_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tasks = _tasks(made(tmp_path / "reports", 2))
    create(tmp_path / "store")
    # what was left by a piece of work that went wrong is no part of the next one
    with monkeypatch.context() as patched:
        patched.setattr(chunks.Pool, "done", lambda self: 1 // 0)
        told = chunk(str(tmp_path / "store"), tasks, Options(), 9, writing())
    assert isinstance(told, Trouble) and "ZeroDivisionError" in told.why and not told.unfit
    assert chunks._pools == {}
    part = chunk(str(tmp_path / "store"), tasks[:1], Options(), 9, writing())
    chunks._end_all()
    assert isinstance(part, Part)
    assert [(one.key, one.file, one.reports) for one in part.files] == [(tasks[0].key, tasks[0].name, 1)]
    staged = {path.name: path.stat().st_size for path in (tmp_path / "store" / "tmp").iterdir()}
    assert staged == {f"{part.id}.{table}.parquet": size for table, size in part.sizes.items()}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"place": "elsewhere"}, "does not see the store at"),
        ({"options": Options(max_size=1)}, "reads in another way"),
        ({"options": Options(patterns=(Path("/absent.toml"),))}, "does not see /absent.toml"),
        ({"program": "another"}, "reads in another way"),
    ],
)
def test_a_worker_that_would_read_in_another_way_reads_nothing(
    change: dict[str, Any], told: str, tmp_path: Path
) -> None:
    tasks = _tasks(made(tmp_path / "reports", 1))
    create(tmp_path / "store")
    given = {"place": "store", "options": Options(), "program": writing(), **change}
    found = chunk(str(tmp_path / given["place"]), tasks, given["options"], 9, given["program"])
    assert isinstance(found, Trouble) and found.unfit and told in found.why
    assert tasks[0].key == key(tasks[0].data, tasks[0].name, Options())


# ---- what a person sees -----------------------------------------------------------------------------


def test_no_scheduler_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_REACH", 1)
    made(tmp_path / "reports", 1)
    code, out, error = called(
        "batch",
        tmp_path / "reports",
        "-o",
        tmp_path / "store",
        "--engine",
        "dask",
        "--scheduler",
        "tcp://127.0.0.1:1",
    )
    assert (code, out, error.count("\n")) == (3, "", 1)
    assert error.startswith("reportmine: tcp://127.0.0.1:1: cannot be reached (")
    assert error.endswith("); check the address and that the scheduler runs\n")


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingExtra, match=r"--engine dask needs .* pip install 'reportmine\[cluster\]'"):
        batch(tmp_path / "store", made(tmp_path / "reports", 1), cluster=True)

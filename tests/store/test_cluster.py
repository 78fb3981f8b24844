"""A run on a cluster of dask: the same store, also when a worker is lost in the middle."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from stores import batch, made, rows, sound

from reportmine.output.target import OutputError
from reportmine.store import cluster

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
    (folder / "copy.txt").write_bytes((folder / "report-000.txt").read_bytes())
    lost: list[int] = []

    def lose() -> None:
        with distributed.Client(scheduler.scheduler_address) as client:
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
    batch(tmp_path / "here", folder, jobs=2)
    assert rows(tmp_path / "store") == rows(tmp_path / "here")
    again = batch(tmp_path / "store", folder, cluster=True, scheduler=scheduler.scheduler_address)
    assert (again.progress.read, again.progress.unchanged) == (0, 26)


def test_the_command_brings_a_cluster_of_its_own(tmp_path: Path, run: Run) -> None:
    folder = made(tmp_path / "reports", 3)
    done = run("batch", folder, "-o", "store", "-j", "1", "--engine", "dask")
    assert done.returncode == 0, done.stderr.decode()
    assert "reportmine: 3 files: 3 read" in done.stderr.decode()
    sound(tmp_path / "store")


def test_no_scheduler_is_one_line(tmp_path: Path) -> None:
    folder = made(tmp_path / "reports", 1)
    with pytest.raises(OutputError, match=r"tcp://127.0.0.1:1: cannot be reached .* check the address"):
        batch(tmp_path / "store", folder, cluster=True, scheduler="tcp://127.0.0.1:1")


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(OutputError, match=r"pip install 'reportmine\[cluster\]'"):
        batch(tmp_path / "store", made(tmp_path / "reports", 1), cluster=True)

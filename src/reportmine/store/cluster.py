"""Files read on a cluster of dask: its workers write the parts to the store, which is on a disk that all see.

Dask places, moves and retries; what a file may take of time and memory, and that a crash ends only that file,
holds there as it does here, because each of its workers reads by a process of ours.
"""

from __future__ import annotations

import atexit
import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from ..output.target import OutputError, plain
from . import parts
from .journal import Entry, Part
from .keys import Options
from .layout import StoreError
from .plan import entry_of
from .pool import Pool
from .work import Read, Task

CHUNK = 16  # files of one piece of work
BYTES = 16_000_000  # of its files together
RETRIES = 3
_AHEAD = 3  # pieces for each worker, so that none waits

Given = list[Task]


class Cluster:
    """A dask cluster as an engine: the one at an address, or one of processes on this machine."""

    def __init__(
        self, place: Path, jobs: int, options: Options, timeout: float, scheduler: str | None
    ) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ModuleNotFoundError:
            raise StoreError(
                "dask.distributed is not installed, which --engine dask needs; "
                "install it with: pip install 'reportmine[cluster]'"
            ) from None
        self._place, self._options, self._timeout = place.absolute(), options, timeout
        self._local: Any = None
        try:
            if scheduler is None:
                self._local = distributed.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=None
                )
            self._client: Any = distributed.Client(self._local or scheduler, timeout="10s")
        except (OSError, ValueError) as error:
            raise OutputError(
                f"{plain(scheduler or 'a local cluster')}: cannot be reached ({plain(str(error))[:200]}); "
                "check the address and that the scheduler runs"
            ) from None
        self._wait: Any = distributed.wait
        self._waiting: Given = []
        self._going: dict[Any, Given] = {}

    @property
    def free(self) -> bool:
        """Whether a file can be taken."""
        workers = len(self._client.scheduler_info(n_workers=-1)["workers"])
        return len(self._going) < _AHEAD * max(1, workers)

    @property
    def busy(self) -> int:
        """How many files are being read, or wait for it."""
        return len(self._waiting) + sum(map(len, self._going.values()))

    def give(self, task: Task) -> None:
        """Takes a file; several go to a worker together."""
        self._waiting.append(task)
        if len(self._waiting) >= CHUNK or sum(len(one.data) for one in self._waiting) >= BYTES:
            self.flush()

    def flush(self) -> None:
        """Sends what waits."""
        if self._waiting:
            self._send(self._waiting)
            self._waiting = []

    def _send(self, tasks: Given) -> None:
        future = self._client.submit(
            chunk, str(self._place), tasks, self._options, self._timeout, pure=False, retries=RETRIES
        )
        self._going[future] = tasks

    def done(self, wait: float = 0.25) -> Iterator[Part | tuple[Task, Read]]:
        """The parts that have been written since; waits a while for one."""
        if not self._going:
            return
        try:
            ready = self._wait(list(self._going), timeout=wait or 0.001, return_when="FIRST_COMPLETED").done
        except TimeoutError:
            return
        for future in ready:
            tasks = self._going.pop(future)
            if future.status == "finished":
                yield future.result()
            elif len(tasks) > 1:  # which of them it was is seen when each comes alone
                for task in tasks:
                    self._send([task])
            else:
                from .work import failed

                told = plain(f"{future.exception()}")[:300]
                yield tasks[0], failed(tasks[0], "failed", f"cannot be read on the cluster ({told})")

    def end(self) -> None:
        """Leaves the cluster; one on this machine ends."""
        for future in self._going:
            future.cancel()
        self._client.close()
        if self._local is not None:
            self._local.close()


# ---- in a worker of dask ----------------------------------------------------------------------------

_pools: dict[tuple[int, Options, float], Pool] = {}


def chunk(place: str, tasks: Given, options: Options, timeout: float) -> Part:
    """Reads files and stages their rows in the store, as a part that the run then commits."""
    pool = _pool(options, timeout)
    found: list[tuple[Entry, parts.Tables]] = []
    waiting = list(reversed(tasks))
    while waiting or pool.busy:
        while waiting and pool.free:
            pool.give(waiting.pop())
        found += [(entry_of(task, result, timeout), tables) for task, (result, tables) in pool.done()]
    made = parts.name_of()
    sizes = parts.stage(Path(place), made, [tables for _, tables in found])
    return Part(made, tuple(entry for entry, _ in found), sizes)


def _pool(options: Options, timeout: float) -> Pool:
    """The process that reads for this thread of the worker, kept alive over pieces of work."""
    key = threading.get_ident(), options, timeout
    if key not in _pools:
        _pools[key] = Pool(1, options, timeout)
        atexit.register(_pools[key].end)
    return _pools[key]

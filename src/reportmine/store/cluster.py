"""Files read on a cluster of dask: its workers write the parts to the store, which is on a disk that all see.

Dask places and moves the work. What it says of a piece of work is true only for the moment: a result may
vanish with the worker that holds it, a piece may be run twice. So an answer is a result that is here; all
else is told to the run as lost, and the run gives its files again.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..dataclass import replace
from ..output.extras import need
from ..output.target import plain
from . import chunks
from .chunks import Trouble, chunk
from .engine import Answer, EngineError
from .journal import Part
from .keys import Options, writing
from .work import Task

CHUNK = 16  # files of one piece of work
BYTES = 16_000_000  # of its files together
PATIENCE = 300.0  # seconds without a worker, or without a scheduler, after which the run ends
_AHEAD = 3  # pieces for each thread of the cluster, so that none waits
_REACH = 10  # seconds for the scheduler to answer
_LOOK = 1.0  # seconds between looks at the cluster
_FETCH = 5.0  # seconds for a result to come
_GRACE = 60.0  # seconds for a file beyond its time
_LONGEST = 200  # characters of what dask says

# dask raises both kinds of CancelledError, and what a worker raised may be anything
_LOST = (Exception, asyncio.CancelledError)


class Cluster:
    """A dask cluster as an engine: the one at an address, or one of processes on this machine."""

    def __init__(
        self, place: Path, jobs: int, options: Options, timeout: float, scheduler: str | None
    ) -> None:
        self._dask: Any = need("cluster", "distributed", "--engine dask")
        # the run says in a line of its own what the person should know of the cluster
        for name in ("distributed", "distributed.client", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._place, self._timeout = str(place.absolute()), timeout
        patterns, corrections = (
            tuple(one.absolute() for one in given) for given in (options.patterns, options.corrections)
        )
        self._options = replace(options, patterns=patterns, corrections=corrections)
        self._called = plain(scheduler or "a cluster on this machine")
        self._local: Any = None
        self._client: Any = None
        self._waiting: list[Task] = []
        self._going: dict[Any, tuple[Task, ...]] = {}
        try:
            self._connect(jobs, scheduler)
        except (*_LOST, KeyboardInterrupt) as error:
            self.end()
            if isinstance(error, KeyboardInterrupt):
                raise
            raise EngineError(
                f"{self._called}: cannot be reached ({_told(error)}); "
                "check the address and that the scheduler runs"
            ) from None
        self._threads = 0
        self._looked = 0.0
        self._seen = self._heard = time.monotonic()  # when a worker was there, and an answer came

    def _connect(self, jobs: int, scheduler: str | None) -> None:
        if scheduler is None:
            # what a file may take of memory is bounded by the process that reads it
            self._local = self._dask.LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                memory_limit=0,
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
                preload=chunks.__name__,
            )
        self._client = self._dask.Client(self._local or scheduler, timeout=_REACH, set_as_default=False)

    @property
    def free(self) -> bool:
        """Whether a file can be taken."""
        return len(self._going) < _AHEAD * max(1, self._threads)

    @property
    def busy(self) -> bool:
        """Whether files are being read, or wait for it."""
        return bool(self._waiting or self._going)

    def give(self, task: Task, alone: bool) -> None:
        """Takes a file; several go to a worker together."""
        if alone:
            self._send((task,))
            return
        self._waiting.append(task)
        if len(self._waiting) >= CHUNK or sum(len(one.data) for one in self._waiting) >= BYTES:
            self.flush()

    def flush(self) -> None:
        """Sends what waits."""
        if self._waiting:
            self._send(tuple(self._waiting))
            self._waiting = []

    def _send(self, tasks: tuple[Task, ...]) -> None:
        try:
            with warnings.catch_warnings():  # of a large file, which could go no other way
                warnings.simplefilter("ignore")
                future = self._client.submit(
                    chunk, self._place, tasks, self._options, self._timeout, writing(), pure=False
                )
        except _LOST as error:
            raise self._away(_told(error)) from None
        self._going[future] = tasks

    def done(self, wait: float) -> Iterator[Answer]:
        """What has come since; waits a while for something. Raises EngineError where nothing can come."""
        self._look()
        for future in self._ready(wait):
            answer = self._answer(future)
            if answer is not None:
                del self._going[future]
                self._heard = time.monotonic()
                yield answer
        if self._going and time.monotonic() - self._heard > self._longest():
            self._heard = time.monotonic()
            going, self._going = self._going, {}
            for tasks in going.values():
                yield Answer(tasks, why="the cluster has not answered for a long time")

    def _longest(self) -> float:
        """Seconds in which a cluster that has workers answers for one piece of work at least."""
        return PATIENCE + CHUNK * (self._timeout + _GRACE)

    def _ready(self, wait: float) -> list[Any]:
        """Those that seem to be done: finished, failed or cancelled."""
        if not self._going:
            time.sleep(wait)
            return []
        with contextlib.suppress(*_LOST):  # nothing in that time, or one was cancelled
            self._dask.wait(list(self._going), timeout=max(wait, 0.001), return_when="FIRST_COMPLETED")
        return [future for future in self._going if future.done()]

    def _answer(self, future: Any) -> Answer | None:
        """The answer of a piece of work; None where it comes later after all."""
        tasks = self._going[future]
        try:
            found = future.result(timeout=_FETCH)
        except TimeoutError:  # the worker that held it is gone, and another one reads the files again
            return None
        except _LOST as error:
            return Answer(tasks, why=_told(error))
        if isinstance(found, Part):
            return Answer(tasks, part=found)
        if not isinstance(found, Trouble):
            return Answer(tasks, why="a worker answered with something else")
        if found.unfit:
            raise EngineError(f"{self._called}: {_short(found.why)}, and run the same command again")
        return Answer(tasks, why=_short(found.why))

    def _look(self) -> None:
        """Sees now and then how many workers there are. Raises EngineError where there was none for long."""
        now = time.monotonic()
        if self._left:
            raise self._away("")
        if now - self._looked < _LOOK:
            return
        self._looked = now
        why = "it has no workers"
        try:
            self._threads = sum(
                self._client.sync(self._client.scheduler.ncores, callback_timeout=_REACH).values()
            )
        except _LOST as error:
            self._threads, why = 0, _told(error)
        if self._threads:
            self._seen = now
        elif now - self._seen > PATIENCE:
            raise self._away(why)

    @property
    def _left(self) -> bool:
        return self._client.status in ("closing", "closed")

    def _away(self, why: str) -> EngineError:
        told = "the scheduler is gone" if self._left else why
        return EngineError(
            f"{self._called}: reads no more ({told}); what was read is kept: "
            "start the cluster and run the same command again"
        )

    def end(self) -> None:
        """Leaves the cluster; one on this machine ends."""
        self._going.clear()
        for one in (self._client, self._local):
            with contextlib.suppress(*_LOST):
                if one is not None:
                    one.close(timeout=_REACH)


def _told(error: BaseException) -> str:
    """What went wrong in dask, in a part of a line."""
    return _short(f"{error}" or type(error).__name__)


def _short(text: str) -> str:
    found = plain(text)
    return found if len(found) <= _LONGEST else f"{found[:_LONGEST]}…"

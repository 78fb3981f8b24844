"""Workers kept alive over many files, each watched: one that is late or ends is replaced, its file told."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, BinaryIO, cast

from ..output.target import OutputError
from ..readers.isolated import surroundings
from . import wire, work
from .keys import Options
from .work import Read, Result, Task

TRIES = 2  # a file at which a worker ends is given to one more: it may have been ended from outside
_AHEAD = 2  # files that a worker holds, so that it need not wait for its run
_START = 120  # seconds in which a worker must be ready
_LOOK = 0.25  # seconds between looks at the clock


class Worker:
    """One process, with the file that it reads."""

    def __init__(self, options: Options, timeout: float, heard: queue.SimpleQueue[Heard]) -> None:
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        try:
            # a session of its own: Ctrl-C is for the run to handle, and its end is that of all it started
            self.process = subprocess.Popen(
                work.command(),
                stdin=pipe,
                stdout=pipe,
                stderr=nothing,
                env=surroundings(),
                start_new_session=os.name == "posix",
            )
        except OSError as error:
            raise OutputError(
                f"no worker can be started ({error.strerror}); name fewer with --jobs"
            ) from None
        self.ready = False
        self.tasks: deque[Task] = deque()  # the first is the one that it reads
        self.until = time.monotonic() + _START
        self._timeout = timeout
        with suppress(OSError):
            self._say({**options.form(), "timeout": timeout})
        threading.Thread(target=self._listen, args=(heard,), daemon=True).start()
        # by one thread, in the order in which answers are expected: a worker that hangs takes nothing in, and
        # its run must not wait for it
        self._outbox: queue.SimpleQueue[tuple[dict[str, Any], bytes] | None] = queue.SimpleQueue()
        threading.Thread(target=self._send, daemon=True).start()

    def give(self, task: Task) -> None:
        """Gives it a file to read, now or next."""
        if not self.tasks:
            self.until = time.monotonic() + self._timeout
        self.tasks.append(task)
        head = {"name": task.name, "uri": task.uri, "sha256": task.sha256, "key": task.key}
        self._outbox.put((head, task.data))

    def taken(self) -> Task:
        """The file that it has read, or ended at; the time of the next one begins."""
        self.until = time.monotonic() + self._timeout
        return self.tasks.popleft()

    def _send(self) -> None:
        while (given := self._outbox.get()) is not None:
            self._say(*given)

    def _say(self, head: dict[str, Any], *blobs: bytes) -> None:
        sink = cast(BinaryIO, self.process.stdin)
        with suppress(OSError, ValueError):  # its end is heard of
            wire.send(sink, head, blobs)

    def _listen(self, heard: queue.SimpleQueue[Heard]) -> None:
        source = cast(BinaryIO, self.process.stdout)
        with suppress(OSError, ValueError, KeyError, TypeError):
            while (message := wire.receive(source)) is not None:
                heard.put((self, message))
        heard.put((self, None))

    def end(self) -> None:
        """Ends the process, and all that it started."""
        self._outbox.put(None)
        with suppress(OSError):
            if os.name == "posix":
                os.killpg(self.process.pid, signal.SIGKILL)
            else:
                self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            with suppress(OSError, ValueError):
                if stream is not None and stream is self.process.stdin:
                    stream.close()


Heard = tuple[Worker, "tuple[dict[str, Any], list[bytes]] | None"]


class Pool:
    """So many workers; takes a file when one is free, gives back what has been read."""

    def __init__(self, size: int, options: Options, timeout: float) -> None:
        self._options, self._timeout = options, timeout
        self._heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self._tries: dict[str, int] = {}
        self._again: list[Task] = []
        self._workers: set[Worker] = set()
        self._unready = 0  # workers that ended before they were ready, one after the other
        try:
            for _ in range(size):
                self._start()
        except BaseException:
            self.end()
            raise

    def _start(self) -> None:
        self._workers.add(Worker(self._options, self._timeout, self._heard))

    @property
    def free(self) -> bool:
        """Whether a file can be taken."""
        return any(one.ready and len(one.tasks) < _AHEAD for one in self._workers)

    @property
    def busy(self) -> int:
        """How many files are being read, or wait for it."""
        return len(self._again) + sum(len(one.tasks) for one in self._workers)

    def give(self, task: Task) -> None:
        """Gives a file to the worker that has least to do."""
        ready = [one for one in self._workers if one.ready and len(one.tasks) < _AHEAD]
        min(ready, key=lambda one: len(one.tasks)).give(task)

    def done(self, wait: float = _LOOK) -> Iterator[tuple[Task, Read]]:
        """What has been read since; waits a while for something."""
        until = time.monotonic() + wait
        while True:
            try:
                worker, message = self._heard.get(timeout=max(0, min(_LOOK, until - time.monotonic())))
            except queue.Empty:
                worker = None
            if worker is not None and worker in self._workers:
                yield from self._answered(worker, message)
            yield from self._overdue()
            while self._again and self.free:
                self.give(self._again.pop())
            if worker is not None or time.monotonic() >= until:
                return

    def _answered(
        self, worker: Worker, message: tuple[dict[str, Any], list[bytes]] | None
    ) -> Iterator[tuple[Task, Read]]:
        if message is None:
            yield from self._ended(worker)
        elif not worker.ready:
            worker.ready, self._unready = True, 0
        elif worker.tasks:
            read = _understood(message)
            if read is None:
                yield from self._ended(worker)
            else:
                task = worker.taken()
                self._tries.pop(task.key, None)
                yield task, read

    def _ended(self, worker: Worker) -> Iterator[tuple[Task, Read]]:
        """A worker that ended: its file is given to another one, once."""
        self._replace(worker)
        if not worker.ready:
            self._unready += 1
            if self._unready > 2 * len(self._workers):
                raise OutputError("no worker gets ready; see whether `reportmine extract` works on one file")
        if not worker.tasks:
            return
        task = worker.taken()
        self._again += worker.tasks
        self._tries[task.key] = self._tries.get(task.key, 0) + 1
        if self._tries[task.key] < TRIES:
            self._again.append(task)
            return
        del self._tries[task.key]
        message = "ends the process that reads it (a crash, or too much memory); open it and save it anew"
        yield task, work.failed(task, "crash", message)

    def _overdue(self) -> Iterator[tuple[Task, Read]]:
        now = time.monotonic()
        for worker in [one for one in self._workers if now > one.until and (one.tasks or not one.ready)]:
            if not worker.tasks:
                yield from self._ended(worker)
                continue
            self._replace(worker)
            task = worker.taken()
            self._again += worker.tasks
            message = f"needs more than {self._timeout:g} s to read; give it more with --timeout"
            yield task, work.failed(task, "timeout", message)

    def _replace(self, worker: Worker) -> None:
        self._workers.discard(worker)
        worker.end()
        self._start()

    def end(self) -> None:
        """Ends all workers, whatever they read."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()


def _understood(message: tuple[dict[str, Any], list[bytes]]) -> Read | None:
    """What a worker says; None for what is no answer of ours."""
    head, blobs = message
    try:
        found = work.unpacked(head["names"], blobs)
        code, told = head["code"], head["message"]
        return Result(
            int(head["reports"]), int(head["figures"]), code and str(code), told and str(told)
        ), found
    except (ValueError, KeyError, TypeError, OSError):
        return None


def cores() -> int:
    """How many processors this process may use."""
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

"""What a worker of a cluster does: reads some files, and stages their rows in the store as a part.

What a file may take of time and memory, and that a crash ends only that file, holds there as it does here,
because each thread of such a worker reads by a process of ours.
"""

from __future__ import annotations

import atexit
import signal
import socket
import threading
from collections.abc import Sequence
from pathlib import Path

from ..dataclass import dataclass
from . import parts
from .journal import Entry, Part
from .keys import Options, key, writing
from .layout import STAGED
from .plan import entry_of
from .pool import Pool
from .work import Task


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why there is no part; `unfit` where this machine could not read any file right."""

    why: str
    unfit: bool = False


class _Unfit(Exception):
    """This machine would read in another way, or write elsewhere."""


def dask_setup(worker: object) -> None:
    """Dask calls it in each worker of a cluster of the run's own: Ctrl-C is for the run to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def chunk(
    place: str, tasks: Sequence[Task], options: Options, timeout: float, program: str
) -> Part | Trouble:
    """Reads files and stages their rows; only the run makes them count, and only where this answer comes.

    `program` is what `keys.writing` gives where the run is. Every exception is an answer: one that is raised
    may be of a kind that the run cannot even unpack.
    """
    try:
        _fit(Path(place), tasks, options, program)
        return _staged(Path(place), tasks, options, timeout)
    except _Unfit as error:
        return Trouble(f"{socket.gethostname()} {error}", unfit=True)
    except Exception as error:
        return Trouble(f"{socket.gethostname()}: {type(error).__name__}: {error}")


def _fit(place: Path, tasks: Sequence[Task], options: Options, program: str) -> None:
    """What makes a reading what it is must be the same here, or the store would hold what it does not say."""
    if not (place / STAGED).is_dir():
        raise _Unfit(f"does not see the store at {place}; put it on a disk that all machines see there")
    try:
        same = program == writing() and all(key(task.data, task.name, options) == task.key for task in tasks)
    except OSError as error:  # pattern files
        raise _Unfit(f"does not see {error.filename}; put it on a disk that all machines see there") from None
    if not same:
        raise _Unfit("reads in another way; install the same reportmine with the same libraries there")


def _staged(place: Path, tasks: Sequence[Task], options: Options, timeout: float) -> Part:
    found: list[tuple[Entry, parts.Tables]] = []
    waiting = list(reversed(tasks))
    pool = _pool(options, timeout)
    try:
        while waiting or pool.busy:
            while waiting and pool.free:
                pool.give(waiting.pop())
            for task, (result, tables) in pool.done():
                found.append((entry_of(task, result, timeout), tables))
    except BaseException:  # what it holds must not be answered to the next piece of work
        _end(threading.get_ident())
        raise
    made = parts.name_of()
    try:
        sizes = parts.stage(place, made, [tables for _, tables in found])
    except BaseException:
        parts.unstage(place, made)
        raise
    return Part(made, tuple(entry for entry, _ in found), sizes)


_pools: dict[int, tuple[Options, float, Pool]] = {}  # by thread


def _pool(options: Options, timeout: float) -> Pool:
    """The process that reads for this thread, kept alive over pieces of work that are read alike."""
    here = threading.get_ident()
    if here in _pools and _pools[here][:2] != (options, timeout):
        _end(here)
    if here not in _pools:
        if not _pools:
            atexit.register(_end_all)
        _pools[here] = options, timeout, Pool(1, options, timeout)
    return _pools[here][2]


def _end(thread: int) -> None:
    _pools.pop(thread)[2].end()


def _end_all() -> None:
    for thread in list(_pools):
        _end(thread)

"""How a run works, and what reads for it: processes on this machine, or the cluster that was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..dataclass import dataclass
from .engine import Answer, Engine
from .keys import Options
from .plan import entry_of
from .pool import Pool, cores
from .work import Task

TIMEOUT = 120.0


@dataclass(frozen=True)
class Settings:
    """How a run works; none of it changes what comes out. `jobs` of 0 is a process for each core."""

    jobs: int = 0
    timeout: float = TIMEOUT
    force: bool = False
    cluster: bool = False
    scheduler: str | None = None


class Here:
    """Processes on this machine."""

    def __init__(self, jobs: int, options: Options, timeout: float) -> None:
        self._pool = Pool(jobs, options, timeout)
        self._timeout = timeout

    @property
    def free(self) -> bool:
        return self._pool.free

    @property
    def busy(self) -> bool:
        return self._pool.busy > 0

    def give(self, task: Task, alone: bool) -> None:
        self._pool.give(task)

    def flush(self) -> None:
        """Nothing is put aside."""

    def done(self, wait: float) -> Iterator[Answer]:
        for task, (result, tables) in self._pool.done(wait):
            yield Answer((task,), ((entry_of(task, result, self._timeout), tables),))

    def end(self) -> None:
        self._pool.end()


def started(place: Path, options: Options, settings: Settings, files: int) -> Engine:
    """The engine that the settings ask for, to read so many files into the store at `place`.

    Raises EngineError, OutputError where no process can be started, MissingExtra.
    """
    jobs = min(settings.jobs or cores(), files)
    if settings.cluster:
        from .cluster import Cluster

        return Cluster(place, jobs, options, settings.timeout, settings.scheduler)
    return Here(jobs, options, settings.timeout)

"""A run: what is new goes to the workers, what they read to the store, batch by batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .items import Item
from .journal import Entry
from .keeping import Store, opened
from .keys import Options
from .layout import trouble
from .plan import Piece, Plan, entry_of
from .pool import Pool, cores
from .sources import Found, find
from .work import Task

ROWS = 20_000  # figures of a batch at most
SECONDS = 5.0  # that what was read waits for its batch at most
TIMEOUT = 120.0


@dataclass(frozen=True)
class Settings:
    """How a run works; none of it changes what comes out."""

    jobs: int = 0
    timeout: float = TIMEOUT
    force: bool = False


@dataclass
class Progress:
    """How far a run is."""

    total: int
    done: int = 0
    read: int = 0
    figures: int = 0
    failed: int = 0
    unchanged: int = 0


@dataclass
class Summary:
    """What came of a run."""

    progress: Progress
    passed: int
    stopped: bool
    bad: list[Entry] = field(default_factory=list)  # of all files given, those that could not be read


Told = Callable[[Progress], None]


def run(
    names: Sequence[str],
    place: Path,
    options: Options,
    settings: Settings,
    told: Told = lambda progress: None,
    stopping: Callable[[], bool] = lambda: False,
) -> Summary:
    """Reads what is new among the files into the store. `stopping` is asked again and again.

    Raises StoreError for a store that cannot be used, PatternError for a pattern file that is wrong.
    """
    from ..rules.files import load

    if options.patterns:
        load(options.patterns)  # an error in them is one of the command, not of each file
    with opened(place) as store:
        found = find(names, place, options.max_size)
        going = _Run(store, found, options, settings, told)
        stopped = going.through(stopping)
        return Summary(going.progress, found.passed, stopped, list(_bad(store, found.items)))


def _bad(store: Store, items: Iterable[Item]) -> Iterator[Entry]:
    for item in items:
        entry = store.state.of(item.name)
        if entry is not None and entry.code is not None:
            yield entry


class _Run:
    def __init__(self, store: Store, found: Found, options: Options, settings: Settings, told: Told) -> None:
        self.store, self.told = store, told
        self.options, self.settings = options, settings
        self.items = found.items
        self.progress = Progress(len(found.items))
        self.plan = Plan(store.state, options, settings.timeout, settings.force)
        self.pieces: list[Piece] = []
        self.since = 0.0  # when the first of the pieces came
        self.engine: Pool | None = None
        self.shown = False  # whether something of this run is in the store

    def through(self, stopping: Callable[[], bool]) -> bool:
        """All files; whether it was stopped before."""
        try:
            for item in self.items:
                if stopping():
                    return True
                self._decide(self.plan.decide(item), stopping)
            while self.engine is not None and self.engine.busy and not stopping():
                self._gather(self.engine)
            return self.engine is not None and self.engine.busy > 0
        finally:
            if self.engine is not None:
                self.engine.end()
            self._flush()

    def _decide(self, decided: Task | Piece | None, stopping: Callable[[], bool]) -> None:
        if decided is None:
            self.progress.done += 1
            self.progress.unchanged = self.plan.unchanged
            self.told(self.progress)
        elif isinstance(decided, Task):
            if self.engine is None:  # a run that has nothing to do starts none
                self.engine = self._started()
            while not self.engine.free and not stopping():
                self._gather(self.engine)
            if self.engine.free:
                self.engine.give(decided)
                self._gather(self.engine, wait=0)
        else:
            self._take(decided)
        self._flush_when_due()

    def _started(self) -> Pool:
        jobs = self.settings.jobs or cores()
        return Pool(min(jobs, len(self.items)), self.options, self.settings.timeout)

    def _gather(self, engine: Pool, wait: float = 0.25) -> None:
        for task, (result, tables) in engine.done(wait):
            self._take((entry_of(task, result, self.settings.timeout), tables))
        self._flush_when_due()

    def _take(self, piece: Piece) -> None:
        if not self.pieces:
            self.since = time.monotonic()
        self.pieces.append(piece)
        self._count(piece[0])

    def _count(self, entry: Entry) -> None:
        self.progress.done += 1
        self.progress.read += entry.code is None
        self.progress.failed += entry.code is not None
        self.progress.figures += entry.figures
        self.told(self.progress)

    def _flush_when_due(self) -> None:
        """Writes a batch that is large or old enough; the first one at once, so that it shows."""
        if not self.pieces:
            return
        first = not self.shown and bool(self.progress.read)
        full = sum(entry.figures for entry, _ in self.pieces) >= ROWS
        if first or full or time.monotonic() - self.since >= SECONDS:
            self._flush()

    def _flush(self) -> None:
        self.shown = self.progress.read > 0
        pieces, self.pieces = self.pieces, []
        try:
            self.store.add(pieces, self._named())
        except OSError as error:
            raise trouble(self.store.place, error) from None

    def _named(self) -> dict[str, str]:
        names = dict(self.plan.names)
        self.plan.names.clear()
        return names

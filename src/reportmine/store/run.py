"""A run: what is new goes to the workers, what they read to the store, batch by batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from ..dataclass import dataclass, field
from ..output.target import plain
from . import work
from .engine import Answer, Engine
from .items import Item
from .journal import Entry, Part
from .keeping import Store, opened
from .keys import Options
from .layout import trouble
from .owed import TIMES, Owed
from .plan import Piece, Plan, entry_of
from .sources import Found, find
from .starting import Settings, started
from .work import Task

ROWS = 20_000  # figures of a batch at most
FILES = 200  # and files: the rows of each wait as tables of their own, large beside what a short one holds
SECONDS = 5.0  # that what was read waits for its batch at most


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
Starts = Callable[[Path, Options, Settings, int], Engine]


def run(
    names: Sequence[str],
    place: Path,
    options: Options,
    settings: Settings,
    told: Told = lambda progress: None,
    stopping: Callable[[], bool] = lambda: False,
    starts: Starts = started,
) -> Summary:
    """Reads what is new among the files into the store. `stopping` is asked again and again.

    Each file given is then read, unchanged, or a row of errors, unless the run was stopped. Raises StoreError
    for a store that cannot be used, PatternError for a pattern file that is wrong, EngineError where what
    reads the files is gone; what was read until then is in the store.
    """
    from ..rules.files import load

    if options.patterns:
        load(options.patterns)  # an error in them is one of the command, not of each file
    if options.corrections:
        from ..review.reading import read_all

        read_all(options.corrections)
    with opened(place) as store:
        found = find(names, place, options.max_size)
        going = _Run(store, found, options, settings, told, starts)
        stopped = going.through(stopping)
        return Summary(going.progress, found.passed, stopped, list(_bad(store, found.items)))


def _bad(store: Store, items: Iterable[Item]) -> Iterator[Entry]:
    for item in items:
        entry = store.state.of(item.name)
        if entry is not None and entry.code is not None:
            yield entry


class _Run:
    def __init__(
        self, store: Store, found: Found, options: Options, settings: Settings, told: Told, starts: Starts
    ) -> None:
        self.store, self.told, self.starts = store, told, starts
        self.options, self.settings = options, settings
        self.items = found.items
        self.progress = Progress(len(found.items))
        self.plan = Plan(store.state, options, settings.timeout, settings.force)
        self.owed = Owed()
        self.pieces: list[Piece] = []
        self.since = 0.0  # when the first of the pieces came
        self.engine: Engine | None = None
        self.shown = False  # whether something of this run is in the store

    def through(self, stopping: Callable[[], bool]) -> bool:
        """All files; whether it was stopped before."""
        try:
            for item in self.items:
                if stopping():
                    return True
                self._decide(self.plan.decide(item))
                self._go_on(stopping)
            while self.engine is not None and self.owed and not stopping():
                self._fill(self.engine)
                self.engine.flush()
                self._gather(self.engine)
            return len(self.owed) > 0
        finally:
            try:
                if self.engine is not None:
                    self.engine.end()
            finally:
                self._flush()

    def _decide(self, decided: Task | Piece | None) -> None:
        if decided is None:
            self.progress.done += 1
            self.progress.unchanged = self.plan.unchanged
            self.told(self.progress)
        elif isinstance(decided, Task):
            self.owed.owe(decided)
            if self.engine is None:  # a run that has nothing to do starts none
                self.engine = self.starts(self.store.place, self.options, self.settings, len(self.items))
        else:
            self._take(decided)
        self._flush_when_due()

    def _go_on(self, stopping: Callable[[], bool]) -> None:
        """Takes what has come, and gives what waits; returns when nothing waits."""
        if self.engine is None:
            return
        self._fill(self.engine)
        self._gather(self.engine, wait=0)
        while self.owed.waiting and not stopping():
            self._fill(self.engine)
            self._gather(self.engine)

    def _fill(self, engine: Engine) -> None:
        while self.owed.waiting and engine.free:
            engine.give(*self.owed.next())

    def _gather(self, engine: Engine, wait: float = 0.25) -> None:
        for answer in engine.done(wait):
            self._answered(answer)
        if not engine.busy:
            self._missed(self.owed.given, "")
        self._flush_when_due()

    def _answered(self, answer: Answer) -> None:
        why = answer.why
        if answer.part is not None and not self._commit(answer.part):
            why = why or "what was written for it is not here, or not whole"
        for piece in answer.pieces:
            if self.owed.settle(piece[0].key):
                self._take(piece)
        self._missed(answer.tasks, why)

    def _commit(self, part: Part) -> bool:
        """Makes a staged part count, whole or not at all: one that holds a file that is not owed does not."""
        keys = [entry.key for entry in part.files]
        if not (keys and self.owed.owes(keys) and self.store.staged(part)):
            self.store.refuse(part)
            return False
        self.store.take(part, self._named())
        for entry in part.files:
            self.owed.settle(entry.key)
            self._count(entry)
        return True

    def _missed(self, tasks: Iterable[Task], why: str) -> None:
        """Of these no answer came, where one is owed still: each is given again, or told as lost."""
        for task in tasks:
            if self.owed.missed(task):
                self.owed.settle(task.key)
                message = (
                    f"was given {TIMES} times to be read, and no answer came{why and f' ({plain(why)})'}"
                )
                result, tables = work.failed(task, work.LOST, f"{message}; run the same command again")
                self._take((entry_of(task, result, self.settings.timeout), tables))

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
        full = len(self.pieces) >= FILES or sum(entry.figures for entry, _ in self.pieces) >= ROWS
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

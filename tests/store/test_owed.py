"""Whatever reads the files: each that a run was given is read, unchanged, or told, or the run is not done."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import Rows, batch, made, rows, sound

from reportmine.store import journal, parts, work
from reportmine.store.engine import Answer, EngineError
from reportmine.store.journal import Part
from reportmine.store.keys import Options
from reportmine.store.owed import TIMES, Owed
from reportmine.store.plan import Piece, entry_of
from reportmine.store.run import Summary, run
from reportmine.store.starting import Settings
from reportmine.store.work import Task


def task(key: str) -> Task:
    return Task(f"{key}.txt", b"", None, "", key)


# ---- what is owed -----------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 5), st.lists(st.tuples(st.sampled_from("gsm"), st.integers(0, 6)), max_size=60))
def test_a_file_is_owed_until_its_one_answer(count: int, steps: list[tuple[str, int]]) -> None:
    tasks = [task(str(number)) for number in range(count)]
    owed, answered, times = Owed(), list[str](), dict[str, int]()
    for one in tasks:
        owed.owe(one)
    for step, number in steps:
        named = task(str(number))
        if step == "g" and owed.waiting:
            given_now, again = owed.next()
            times[given_now.key] = times.get(given_now.key, 0) + 1
            assert again == (times[given_now.key] > 1) and given_now in owed.given
        if step == "s" and owed.settle(named.key):
            answered.append(named.key)
        if step == "m" and owed.missed(named):
            assert times[named.key] == TIMES and owed.settle(named.key)
            answered.append(named.key)
        assert len(owed) + len(answered) == count
        assert owed.owes(one.key for one in tasks) == (not answered)
    assert len(answered) == len(set(answered)) and max(times.values(), default=0) <= TIMES


def test_a_file_named_twice_is_not_owed_twice() -> None:
    owed = Owed()
    owed.owe(task("a"))
    assert owed.owes(["a"]) and not owed.owes(["a", "a"]) and not owed.owes(["a", "b"])


# ---- a run, whatever reads for it -------------------------------------------------------------------

FATES = (
    "rows",
    "part",
    "part without the last file",
    "part with another file",
    "part with a file twice",
    "torn part",
    "empty part",
    "lost",
    "forgotten",
    "twice",
    "rows and lost",
)


class Careless:
    """An engine that loses, doubles and reorders what it is told to, and is not always free when it was."""

    def __init__(self, place: Path, read: dict[str, Piece], fates: list[str], order: random.Random) -> None:
        self.place, self.read, self.fates, self.order = place, read, deque(fates), order
        self.aside: list[Task] = []
        self.coming: list[Answer] = []
        self.times: dict[str, int] = {}

    @property
    def free(self) -> bool:
        return not self.coming or self.order.random() < 0.7

    @property
    def busy(self) -> bool:
        return bool(self.aside or self.coming)

    def give(self, task: Task, alone: bool) -> None:
        assert alone == (task.key in self.times)
        self.times[task.key] = self.times.get(task.key, 0) + 1
        self.aside.append(task)
        if alone or len(self.aside) == 3:
            self.flush()

    def flush(self) -> None:
        if self.aside:
            tasks, self.aside = tuple(self.aside), []
            self.coming += self._answers(self.fates.popleft() if self.fates else "rows", tasks)

    def done(self, wait: float) -> Iterator[Answer]:
        self.order.shuffle(self.coming)
        while self.coming and self.order.random() < 0.8:
            yield self.coming.pop()

    def end(self) -> None:
        self.coming.clear()

    def _answers(self, fate: str, tasks: tuple[Task, ...]) -> list[Answer]:
        pieces = tuple(self.read[one.key] for one in tasks)
        lost = Answer(tasks, why="a worker\nwas lost")
        if fate.endswith("part") or fate.startswith("part"):
            return [Answer(tasks, part=self._part(fate, pieces))]
        return {
            "rows": [Answer(tasks, pieces)],
            "lost": [lost],
            "forgotten": [],
            "twice": [Answer(tasks, pieces), Answer(tasks, part=self._part("part", pieces))],
            "rows and lost": [lost, Answer(tasks, pieces)],
        }[fate]

    def _part(self, fate: str, pieces: tuple[Piece, ...]) -> Part:
        name = parts.name_of()
        if fate == "part without the last file":
            pieces = pieces[:-1]
        elif fate == "part with another file":
            pieces += (next(iter(self.read.values())),)
        elif fate == "part with a file twice":
            pieces += pieces[:1]
        elif fate == "empty part":
            pieces = ()
        sizes = parts.stage(self.place, name, [tables for _, tables in pieces])
        if fate == "torn part":
            for table in sizes:
                parts.staged_file(self.place, table, name).write_bytes(b"PAR1")
        return Part(name, tuple(entry for entry, _ in pieces), sizes)


COUNT = 8


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Piece], Rows]:
    """A folder of files, one of them bad and one a copy; what reading each gives, by key; the rows of all."""
    place = tmp_path_factory.mktemp("owed")
    folder = made(place / "reports", COUNT - 2)
    (folder / "bad.txt").write_bytes(b"GIF89a123")
    (folder / "copy.txt").write_bytes((folder / "report-000.txt").read_bytes())
    read: dict[str, Piece] = {}

    class Reads(Careless):
        def give(self, task: Task, alone: bool) -> None:
            result, tables = work.read(task, Options())
            read[task.key] = entry_of(task, result, 1), tables
            super().give(task, alone)

    _run(folder, place / "whole", lambda store: Reads(store, read, [], random.Random(0)))
    return folder, read, rows(place / "whole")


def _run(folder: Path, place: Path, engine: Any, **more: Any) -> Summary:
    return run(
        [str(folder)],
        place,
        Options(),
        Settings(),
        starts=lambda store, options, settings, files: engine(store),
        **more,
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fates=st.lists(st.sampled_from(FATES), max_size=30), seed=st.integers(0, 2**16))
def test_every_file_is_accounted_for(
    fates: list[str],
    seed: int,
    prepared: tuple[Path, dict[str, Piece], Rows],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder, read, least = prepared
    place = tmp_path_factory.mktemp("run") / "store"
    engines: list[Careless] = []

    def engine(store: Path) -> Careless:
        engines.append(Careless(store, read, fates, random.Random(seed)))
        return engines[0]

    done = _run(folder, place, engine)
    at = done.progress
    assert not done.stopped
    assert at.done == at.total == COUNT == at.read + at.failed + at.unchanged
    assert max(engines[0].times.values()) <= TIMES
    sound(place)
    state = journal.load(place)
    told = {name: state.of(str(folder / name)) for name in sorted(path.name for path in folder.iterdir())}
    assert all(told.values())  # each is in the store, read or with its error
    lost = {name for name, entry in told.items() if entry is not None and entry.code == work.LOST}
    assert {entry.code for entry in done.bad} <= {work.LOST, "unreadable"}
    assert all("\n" not in str(entry.message) for entry in done.bad)
    assert lost or rows(place) == least
    # what was lost is read by the next run, and nothing else is
    again = _run(folder, place, lambda store: Careless(store, read, [], random.Random(seed)))
    assert again.progress.read + again.progress.failed == len(lost - {"copy.txt"})
    assert rows(place) == least


@pytest.mark.parametrize(
    ("fate", "why"),
    [
        ("lost", " (a worker was lost)"),
        ("forgotten", ""),
        ("torn part", " (what was written for it is not here, or not whole)"),
        ("empty part", " (what was written for it is not here, or not whole)"),
    ],
)
def test_what_is_lost_each_time_is_told(
    fate: str, why: str, prepared: tuple[Path, dict[str, Piece], Rows], tmp_path: Path
) -> None:
    folder, read, _ = prepared
    done = _run(
        folder, tmp_path / "store", lambda place: Careless(place, read, [fate] * 99, random.Random(1))
    )
    assert (done.progress.read, done.progress.failed, len(done.bad)) == (0, COUNT - 1, COUNT)
    told = f"was given 3 times to be read, and no answer came{why}; run the same command again"
    assert {(one.code, one.message) for one in done.bad} == {("lost", told)}
    sound(tmp_path / "store")


def test_what_was_read_is_kept_when_the_engine_is_gone(
    prepared: tuple[Path, dict[str, Piece], Rows], tmp_path: Path
) -> None:
    folder, read, _ = prepared

    class Gone(Careless):
        def done(self, wait: float) -> Iterator[Answer]:
            yield from super().done(wait)
            if not self.coming and len(self.times) > 3:
                raise EngineError("it is gone")

    with pytest.raises(EngineError):
        _run(folder, tmp_path / "store", lambda place: Gone(place, read, [], random.Random(2)))
    held = len(rows(tmp_path / "store")["reports"])
    assert 0 < held < COUNT - 1
    again = batch(tmp_path / "store", folder)
    assert again.progress.read == COUNT - 2 - held


def test_a_run_that_is_stopped_says_so(prepared: tuple[Path, dict[str, Piece], Rows], tmp_path: Path) -> None:
    """Even where it is stopped at the last file, while no place is free for it."""
    folder, read, _ = prepared

    class Full(Careless):
        free = False  # type: ignore[assignment]

    asked = iter([False] * 3)
    done = _run(
        folder / "report-000.txt",
        tmp_path / "store",
        lambda place: Full(place, read, [], random.Random(3)),
        stopping=lambda: next(asked, True),
    )
    assert done.stopped and (done.progress.read, done.progress.done) == (0, 0)

"""Small corpora, runs over them, and what a store holds, for comparing."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from conftest import REPORT
from typer.testing import CliRunner

from reportmine.cli import every as cli
from reportmine.store import journal, parts, work
from reportmine.store.engine import Engine
from reportmine.store.keys import Options
from reportmine.store.layout import NAMES
from reportmine.store.run import Summary, run
from reportmine.store.starting import Here, Settings, started

COMMAND = work.COMMAND
Rows = dict[str, list[tuple[Any, ...]]]


def made(folder: Path, count: int) -> Path:
    """A folder of reports, each of its own bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"report-{number:03}.txt").write_text(
            REPORT.replace("4148", str(4000 + number)), encoding="utf-8"
        )
    return folder


class Kept(Here):
    """A worker that short runs share: to start one takes most of their time."""

    _kept: ClassVar[Kept | None] = None

    @classmethod
    def started(cls, place: Path, options: Options, settings: Settings, files: int) -> Engine:
        """It, for a run by one worker of which nothing is said but that; else what any run has."""
        if options != Options() or settings not in (Settings(1), Settings(1, force=True)):
            return started(place, options, settings, files)
        if work.COMMAND != COMMAND:  # a test has put another in its place
            return started(place, options, settings, files)
        if cls._kept is None:
            cls._kept = cls(1, options, settings.timeout)
        return cls._kept

    def end(self) -> None:
        """Ends it where a run was stopped in the middle; else it waits for the next."""
        if self.busy:
            type(self)._kept = None
            super().end()


def batch(store: Path, *sources: Path | str, options: Options | None = None, **settings: Any) -> Summary:
    """A run in this process, by one worker where nothing else is said."""
    names, how = [str(one) for one in sources], Settings(**{"jobs": 1, **settings})
    return run(names, store, options or Options(), how, starts=Kept.started)


def rows(store: Path) -> Rows:
    """All rows of a store by table, as another program reads the folders, in one order."""
    from pyarrow import dataset

    found = {}
    for name in NAMES:
        table = dataset.dataset(str(store / name), format="parquet").to_table()
        lines = [tuple(map(_plain, row.values())) for row in table.to_pylist()]
        found[name] = sorted(lines, key=repr)
    return found


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def sound(store: Path) -> None:
    """What holds for a store that no run writes to: what is there is what counts, each file once."""
    state = journal.load(store)
    for table in NAMES:
        there = {path.stem for path in (store / table).iterdir()} - {parts.EMPTY}
        assert there == {one.id for one in state.parts.values() if table in one.sizes}
    assert list((store / "tmp").iterdir()) == []
    assert journal.whole(store)
    held = [entry.file for part in state.parts.values() for entry in part.files]
    assert len(held) == len(set(held))


def called(*args: str | Path) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of a command run here."""
    done = CliRunner().invoke(cli.app, list(map(str, args)))
    return done.exit_code, done.stdout, done.stderr

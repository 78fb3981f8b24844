"""Small corpora, runs over them, and what a store holds, for comparing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from conftest import REPORT
from typer.testing import CliRunner

from reportmine.cli import every as cli
from reportmine.store import journal, parts
from reportmine.store.keys import Options
from reportmine.store.layout import NAMES
from reportmine.store.run import Summary, run
from reportmine.store.starting import Settings

Rows = dict[str, list[tuple[Any, ...]]]


def made(folder: Path, count: int) -> Path:
    """A folder of reports, each of its own bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"report-{number:03}.txt").write_text(
            REPORT.replace("4148", str(4000 + number)), encoding="utf-8"
        )
    return folder


def batch(store: Path, *sources: Path | str, options: Options | None = None, **settings: Any) -> Summary:
    """A run in this process, by one worker where nothing else is said."""
    return run(
        [str(one) for one in sources], store, options or Options(), Settings(**{"jobs": 1, **settings})
    )


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

"""A store opened for writing: what a run before left is cleared away, each change is whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..dataclass import replace
from . import journal, lock, parts
from .journal import Change, Entry, Part, State
from .layout import JOURNAL, MARK, NAMES, STAGED, create, trouble

Removed = dict[str, dict[str, str | None]]  # by part: file names that go (None) or get another name
_ROOM = 100  # lines of the journal that count for nothing before it is written anew


class Store:
    """A store that this run alone writes to."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.state = journal.load(place)
        self._clear()
        parts.make_empty(place)

    def _clear(self) -> None:
        """Forgets parts that are torn or lost, and removes what counts for nothing."""
        lost = [one.id for one in self.state.parts.values() if not self._sound(one)]
        self.state.forget(lost)
        if lost or not journal.whole(self.place) or self.state.lines > 2 * len(self.state.parts) + _ROOM:
            journal.rewrite(self.place, self.state)
        self.sweep()
        for path in self.place.glob(".*"):
            if path.is_file() and path.name.startswith(("." + MARK, "." + JOURNAL)):
                path.unlink(missing_ok=True)
        for table in NAMES:
            for path in (self.place / table).glob("*.parquet"):
                part = self.state.parts.get(path.stem)
                if path.stem != parts.EMPTY and (part is None or table not in part.sizes):
                    path.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Removes what is staged: of a run that was killed, or of a part that was written twice."""
        for path in (self.place / STAGED).iterdir():
            path.unlink(missing_ok=True)

    def _sound(self, part: Part) -> bool:
        return all(
            _is_whole(parts.file_of(self.place, name, part.id), size) for name, size in part.sizes.items()
        )

    def add(self, pieces: Sequence[tuple[Entry, parts.Tables]], names: Mapping[str, str]) -> None:
        """Adds files with their rows, and further names of files held, in place of what they held before.

        Raises StoreError, and then nothing has changed.
        """
        if not pieces:
            if names:
                self._commit((), names)
            return
        made = parts.name_of()
        try:
            sizes = parts.stage(self.place, made, [tables for _, tables in pieces])
        except OSError as error:
            parts.unstage(self.place, made)
            raise trouble(self.place, error) from None
        self.take(Part(made, tuple(entry for entry, _ in pieces), sizes), names)

    def staged(self, part: Part) -> bool:
        """Whether a part that another process staged is here, whole."""
        return all(
            _is_whole(parts.staged_file(self.place, name, part.id), size) for name, size in part.sizes.items()
        )

    def refuse(self, part: Part) -> None:
        """Removes a part that was staged and is not to count."""
        parts.unstage(self.place, part.id)

    def take(self, part: Part, names: Mapping[str, str]) -> None:
        """Makes a staged part count, as `add` does."""
        entries = tuple(map(self._told, part.files))
        self._commit((replace(part, files=entries),), names)

    def _commit(self, staged: tuple[Part, ...], names: Mapping[str, str]) -> None:
        """Makes a staged part count, in place of what the names of its files held before."""
        removed = replaced(self.state, [entry for part in staged for entry in part.files], names)
        made = list(staged)
        try:
            made += self._rest(removed)
            for part in made:
                parts.install(self.place, part.id, part.sizes)
            change = Change(tuple(made), tuple(removed), names)
            journal.append(self.place, change)
        except OSError as error:
            for part in made:
                parts.unstage(self.place, part.id)
                parts.remove(self.place, part.id)
            raise trouble(self.place, error) from None
        self.state.take(change)
        for one in removed:
            parts.remove(self.place, one)

    def _told(self, entry: Entry) -> Entry:
        """The entry with what its file held before."""
        former = self.state.of(entry.file)
        changed = former is not None and former.sha256 != entry.sha256
        return replace(entry, replaces=former.sha256) if former is not None and changed else entry

    def _rest(self, removed: Removed) -> Iterator[Part]:
        """What stays of parts of which something goes, staged as parts of their own."""
        for one, names in removed.items():
            part = self.state.parts[one]
            files = [
                replace(entry, file=names.get(entry.file) or entry.file)
                for entry in part.files
                if names.get(entry.file, "") is not None
            ]
            if files:
                made = parts.name_of()
                rows = parts.without(self.place, one, part.sizes, names)
                yield Part(made, tuple(files), parts.stage(self.place, made, [rows]))


def _is_whole(path: Path, size: int) -> bool:
    """Whether a part is there with all its bytes, and ends as Parquet does."""
    try:
        with path.open("rb") as file:
            return file.seek(0, 2) == size and file.seek(-4, 2) == size - 4 and file.read() == b"PAR1"
    except OSError:
        return False


def replaced(state: State, added: Sequence[Entry], names: Mapping[str, str]) -> Removed:
    """What must go of the parts so that each file is held once, when files and names are added."""
    moving = {**{entry.file: entry.key for entry in added}, **names}
    anew = {entry.key for entry in added}
    removed: Removed = {}
    former = {state.names[name] for name, key in moving.items() if state.names.get(name, key) != key}
    for key in sorted((former | anew) & state.entries.keys()):
        part, entry = state.entries[key]
        left = sorted(name for name in state.called.get(key, ()) if moving.get(name, key) == key)
        if key in anew or not left:
            removed.setdefault(part, {})[entry.file] = None
        elif entry.file not in left:  # its other name holds these bytes still
            removed.setdefault(part, {})[entry.file] = left[0]
    return removed


@contextlib.contextmanager
def opened(place: Path) -> Iterator[Store]:
    """The store, made where it is none yet, for this run alone. Raises StoreError."""
    create(place)
    try:
        with lock.held(place):
            store = Store(place)
            yield store
            store.sweep()
    except OSError as error:
        raise trouble(place, error) from None

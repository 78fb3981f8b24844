"""The journal of a store: a line for each change, checked, so that a torn one is seen and no other is.

A part counts from the line that names it to the line that drops it. What no line names counts for nothing,
and the next run clears it away.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zlib import crc32

from ..dataclass import dataclass, field
from .layout import JOURNAL, put


@dataclass(frozen=True, slots=True)
class Entry:
    """A file as the store holds it."""

    key: str  # of its bytes and all that changes how they are read
    file: str  # the name that its rows have
    sha256: str | None
    reports: int = 0
    figures: int = 0
    code: str | None = None  # of a file that could not be read
    message: str | None = None
    bound: float | None = None  # seconds that it was given, where it needed more
    replaces: str | None = None  # SHA-256 of what the file held before


@dataclass(frozen=True, slots=True)
class Part:
    """Rows written together: of some files, in one Parquet file of each table that has any."""

    id: str
    files: tuple[Entry, ...]
    sizes: Mapping[str, int]  # bytes of its file in each table


@dataclass
class State:
    """What the store holds, after all changes so far."""

    parts: dict[str, Part] = field(default_factory=dict)
    entries: dict[str, tuple[str, Entry]] = field(default_factory=dict)  # by key, with the part it is in
    names: dict[str, str] = field(default_factory=dict)  # every file name, to its key
    called: dict[str, set[str]] = field(default_factory=dict)  # every key, to its file names
    lines: int = 0

    def take(self, change: Change) -> None:
        """The state after a change."""
        for part in change.drop:
            self._drop(part)
        for one in change.parts:
            self.parts[one.id] = one
            for entry in one.files:
                self.entries[entry.key] = (one.id, entry)
                self._name(entry.file, entry.key)
        for name, key in change.names.items():
            self._name(name, key)

    def _name(self, name: str, key: str) -> None:
        former = self.names.get(name)
        if former is not None and former != key:
            self.called[former].discard(name)
        self.names[name] = key
        self.called.setdefault(key, set()).add(name)

    def _drop(self, part: str) -> None:
        gone = self.parts.pop(part, None)
        for entry in gone.files if gone else ():
            if self.entries.get(entry.key, ("",))[0] == part:
                del self.entries[entry.key]

    def forget(self, parts: Iterable[str]) -> None:
        """Without parts that are lost; their files are unknown again."""
        for part in parts:
            self._drop(part)
        self.names = {name: key for name, key in self.names.items() if key in self.entries}
        self.called = {key: names for key, names in self.called.items() if key in self.entries}

    def of(self, name: str) -> Entry | None:
        """The entry of a file name."""
        found = self.entries.get(self.names.get(name, ""))
        return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Change:
    """What one line does: parts dropped, parts added, further names of files that are held already."""

    parts: tuple[Part, ...] = ()
    drop: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def append(place: Path, change: Change) -> None:
    """Adds a line, and returns when it is on the disk. Raises OSError, and then the line does not count."""
    line = _line(change)
    with (place / JOURNAL).open("r+b" if (place / JOURNAL).exists() else "xb") as file:
        end = file.seek(0, os.SEEK_END)
        try:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise


def load(place: Path) -> State:
    """The state by the journal; lines that fail their check count for nothing."""
    state = State()
    for change in _changes(place):
        state.take(change)
        state.lines += 1
    state.forget(())
    return state


def rewrite(place: Path, state: State) -> None:
    """The journal anew, in one line for each part that counts; also after a torn line, which ends it."""
    kept = [Change(parts=(part,)) for part in state.parts.values()]
    put(place / JOURNAL, b"".join(map(_line, [*kept, Change(names=state.names)])))


def whole(place: Path) -> bool:
    """Whether every line of the journal passes its check."""
    try:
        data = (place / JOURNAL).read_bytes()
    except FileNotFoundError:
        return True
    return data.count(b"\n") == sum(1 for _ in _changes(place)) and data[-1:] in (b"", b"\n")


def _line(change: Change) -> bytes:
    said = {
        "parts": [
            {
                "id": one.id,
                "files": [
                    {k: v for k, v in asdict(entry).items() if v not in (None, 0)} for entry in one.files
                ],
                "sizes": dict(one.sizes),
            }
            for one in change.parts
        ],
        "drop": list(change.drop),
        "names": dict(change.names),
    }
    body = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
    return _checked(body.encode())


def _checked(body: bytes) -> bytes:
    return b'{"check": %10d, "change": %s}\n' % (crc32(body), body)


_HEAD = len('{"check": 1234567890, "change": ')


def _changes(place: Path) -> Iterator[Change]:
    try:
        with (place / JOURNAL).open("rb") as lines:
            for line in lines:
                if (change := _read(line)) is not None:
                    yield change
    except FileNotFoundError:
        return


def _read(line: bytes) -> Change | None:
    """The change of a line; None where it is torn or no line of ours."""
    try:
        body = line[_HEAD : -len("}\n")]
        if line != _checked(body):
            return None
        return _change(json.loads(body))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _change(said: Mapping[str, Any]) -> Change:
    parts = tuple(
        Part(one["id"], tuple(Entry(**{"sha256": None, **entry}) for entry in one["files"]), one["sizes"])
        for one in said.get("parts", ())
    )
    return Change(parts, tuple(said.get("drop", ())), said.get("names", {}))

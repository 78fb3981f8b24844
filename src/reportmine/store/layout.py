"""What a store is: a folder with one folder of Parquet for each table, and what says which parts count.

STORE/store.json       what it is, and the version of this layout
      journal.jsonl    every change, a line each; it says which parts count
      lock             held by the run that writes
      figures/ sections/ unread/ warnings/ reports/ errors/    parts, *.parquet
      tmp/             parts that are being written
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..dataclass import replace
from ..output.tabular import REPORT_TABLES, Column, Table
from ..output.target import OutputError, plain
from ..records import SCHEMA_VERSION, Report

VERSION = 1  # of this layout
MARK, JOURNAL, LOCK, STAGED = "store.json", "journal.jsonl", "lock", "tmp"
WHAT = "reportmine store"

_OURS = (
    Column("source", "text", "The file as the run was given it; what a report in it calls itself is `file`"),
    Column("report", "integer", "Place of the report in that file, from 1: JSON may hold several"),
)
_PAGES = Column("pages", "text", "Where each page stands in the text: JSON of [number, start, end]")


class Failure(NamedTuple):
    """A file that could not be read."""

    file: str
    sha256: str | None
    code: str
    message: str


class Stored(NamedTuple):
    """A report with what the store knows of it."""

    report: Report
    source: str
    place: int


class StoreError(OutputError):
    """The store cannot be used: where, why, and what to do about it."""


def _with_ours(table: Table[Report]) -> Table[Stored]:
    """A table of reports with the columns by which the store finds the rows of a file again."""
    paged = table.name == "reports"

    def rows(one: Stored) -> Iterator[tuple[Any, ...]]:
        more: tuple[Any, ...] = (one.source, one.place)
        if paged:
            pages = [(page.number, page.start, page.end) for page in one.report.source.pages]
            more = (*more, json.dumps(pages) if pages else None)
        for row in table.rows(one.report):
            yield (*row, *more)

    columns = (*table.columns, *_OURS, *([_PAGES] if paged else []))
    return replace(table, columns=columns, rows=rows)  # type: ignore[arg-type, return-value]


OF_REPORTS: tuple[Table[Stored], ...] = tuple(map(_with_ours, REPORT_TABLES))
ERRORS = Table[Failure](
    "errors",
    (
        Column("file", "text", "The file as the run was given it"),
        Column("sha256", "text", "SHA-256 of its bytes; null where they could not be had"),
        Column("code", "text", "Stable short name of what was wrong"),
        Column("message", "text", "What was wrong, and the remedy, in a line for a person"),
        _OURS[0],
    ),
    lambda one: iter([(*one, one.file)]),
)
TABLES: tuple[Table[Any], ...] = (*OF_REPORTS, ERRORS)
NAMES = tuple(one.name for one in TABLES)


def is_store(place: Path) -> bool:
    """Whether a folder is a store."""
    try:
        return place.is_dir() and _mark(place) is not None
    except StoreError:
        return True  # of another version: one that says so when it is opened


def check(place: Path) -> None:
    """Raises StoreError for what is no store that this program reads."""
    if not place.is_dir() or _mark(place) is None:
        raise StoreError(
            f"{plain(str(place))}: is no store; make one with: reportmine batch SOURCE -o {plain(str(place))}"
        )


def _mark(place: Path) -> dict[str, Any] | None:
    try:
        said = json.loads((place / MARK).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(said, dict) or said.get("what") != WHAT:
        return None
    if said.get("version") != VERSION:
        raise StoreError(
            f"{plain(str(place))}: is a store of version {said.get('version')}, and this reportmine knows "
            f"{VERSION}; name another folder, or install the reportmine that wrote it"
        )
    return said


def create(place: Path) -> None:
    """Makes the folder a store where it is none yet. Raises StoreError for a folder with other things."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        if _mark(place) is None:
            known = {MARK, JOURNAL, LOCK, STAGED, *NAMES}
            if other := sorted(one.name for one in place.iterdir() if one.name not in known):
                raise StoreError(
                    f"{plain(str(place))}: holds other things ({plain(other[0])}); name a new folder"
                )
        for name in (*NAMES, STAGED):
            (place / name).mkdir(exist_ok=True)
        if _mark(place) is None:
            said = {"what": WHAT, "version": VERSION, "schema_version": SCHEMA_VERSION, "tables": NAMES}
            put(place / MARK, json.dumps(said, indent=2).encode() + b"\n")
    except OSError as error:
        raise trouble(place, error) from None


def put(place: Path, data: bytes) -> None:
    """Writes a file whole or not at all, and lasting."""
    beside = place.with_name(f".{place.name}.{os.urandom(4).hex()}")
    try:
        with beside.open("xb") as sink:
            sink.write(data)
            sink.flush()
            os.fsync(sink.fileno())
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    lasting(place.parent)


def lasting(folder: Path) -> None:
    """The names in a folder are on the disk, where the system can be asked for that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folder
        return
    try:
        os.fsync(handle)
    except OSError:  # a file system that cannot
        pass
    finally:
        os.close(handle)


def trouble(place: Path, error: OSError) -> StoreError:
    """What went wrong with the disk, in a line with the remedy."""
    import errno

    remedy = {
        errno.ENOSPC: "make room on the disk and run the same command again: what is done is kept",
        errno.EDQUOT: "make room within the quota and run the same command again: what is done is kept",
        errno.EACCES: "ask for write access to it, or choose another place",
        errno.EROFS: "choose a place that can be written to",
        errno.EEXIST: "is a file; name a folder",
        errno.ENOTDIR: "what stands for its folder is a file; check the path",
    }.get(error.errno or 0, "check the path and the disk, and run the same command again")
    return StoreError(f"{plain(str(place))}: cannot be written ({error.strerror or error}); {remedy}")

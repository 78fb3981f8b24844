"""What a run is to read: files, folders, patterns, archives and addresses, each file by itself."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from ..dataclass import dataclass
from ..expression import expression
from ..output.target import plain
from ..readers.document import Limits, Unreadable
from ..readers.html import saved
from ..readers.registry import REPORTS, SOUGHT
from . import archives, remote
from .items import ARCHIVES, Item, Unavailable
from .layout import StoreError, is_store

_ADDRESS = expression(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass
class Found:
    """The files found, and how many were passed over, as no reader has their suffix."""

    items: list[Item]
    passed: int = 0


def named(name: str | Path) -> str:
    """A file name as the records have it: one that is not UTF-8 stops no export, nor meets another."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def find(names: Iterable[str], store: Path, max_size: int) -> Found:
    """All files that the names mean, each once, in the order of the names and within a folder by name.

    Raises StoreError for an address for which a library is missing.
    """
    found = Found([])
    seen: set[str] = set()
    for name in names:
        for item in _meant(name, store, found, max_size):
            if item.name not in seen:
                seen.add(item.name)
                found.items.append(item)
    return found


def _meant(name: str, store: Path, found: Found, max_size: int) -> Iterator[Item]:
    if _ADDRESS.match(name):
        yield from remote.items(name)
        return
    if not _exists(name) and (matches := sorted(glob(name, recursive=True))):  # noqa: PTH207
        for match in matches:
            yield from _path(Path(match), store, found, max_size)
        return
    yield from _path(Path(name), store, found, max_size)


def _exists(name: str) -> bool:
    try:
        return os.path.lexists(name)
    except ValueError:  # a NUL
        return True


def _path(path: Path, store: Path, found: Found, max_size: int) -> Iterator[Item]:
    """The files of a path: itself, those within the folder or the archive."""
    try:
        folder = path.is_dir()
    except (OSError, ValueError):
        folder = False
    if folder:
        for inner in _within(path, store, found, Limits(max_size)):
            yield from _file(inner, found, max_size)
    else:
        yield from _file(path, found, max_size)


def _file(path: Path, found: Found, max_size: int) -> Iterator[Item]:
    if path.suffix.lower() in ARCHIVES:
        members = archives.Members(path, named(path), max_size)
        yield from members.items()
        found.passed += members.passed
        return
    yield Item(named(path), lambda limits: _bytes(path, limits), _uri(path))


def _within(folder: Path, store: Path, found: Found, limits: Limits) -> Iterator[Path]:
    """The files of a folder and the folders in it that are read, by name; no store, nothing hidden, and of
    what a browser saved beside a page only the pages in its frames."""
    for place, folders, files in os.walk(folder):
        here = Path(place)
        of_pages = {one.name for name in files for one in saved.folders(here / name)}
        folders[:] = sorted(
            one
            for one in set(folders) - of_pages
            if not one.startswith(".") and not _same(here / one, store) and not is_store(here / one)
        )
        for name in sorted(files):
            if Path(name).suffix.lower() in SOUGHT | REPORTS | ARCHIVES:
                yield from saved.files(here / name, limits)
            elif not name.startswith("."):
                found.passed += 1


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _uri(path: Path) -> str | None:
    """The address of a regular file, as `load` gives it."""
    try:
        return path.absolute().as_uri() if path.is_file() else None
    except (OSError, ValueError):
        return None


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        found = path.stat()
        if S_ISDIR(found.st_mode):
            raise Unavailable("folder", "is a folder; name the files in it")
        if not S_ISREG(found.st_mode):
            raise Unavailable("no-file", "is a device or a pipe; give a file")
        limits.check(found.st_size)
        with path.open("rb") as stream:
            return limits.read(stream)
    except Unreadable as error:
        raise Unavailable("too-large", str(error)) from None
    except FileNotFoundError:
        raise Unavailable("missing", "does not exist; check the path") from None
    except PermissionError:
        raise Unavailable(
            "no-permission", "may not be read (no permission); ask for read access to it"
        ) from None
    except OSError as error:
        raise Unavailable(
            "unavailable", f"cannot be read ({error.strerror}); check the path and the disk"
        ) from None
    except ValueError:
        raise Unavailable("missing", "is no file name; check the path") from None


def listed(place: str) -> Iterator[str]:
    """The names in a file, or on standard input ("-"), one a line. Raises StoreError."""
    import sys

    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, AttributeError, ValueError) as error:
        why = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else getattr(error, "strerror", None)
        raise StoreError(
            f"{plain(place)}: cannot be read as a list of files ({why or error}); a name a line, in UTF-8"
        ) from None
    yield from (line.rstrip("\r") for line in text.split("\n") if line.strip())

"""Where output goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

# C0, C1 and what turns the writing direction: a text must not steer the reader's terminal
_TURNS = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS = (*range(32), *range(127, 160), *_TURNS)
_PLAIN = dict.fromkeys(_CONTROLS, "\ufffd") | dict.fromkeys(map(ord, "\t\n\r\v\f\u2028\u2029"), " ")


_REMEDIES = {
    errno.EISDIR: "name a file in it",
    errno.ENOENT: "make its folder first, or check the path",
    errno.ENOTDIR: "what stands for its folder is a file; check the path",
    errno.ENOSPC: "make room on the disk, or choose another place",
    errno.EACCES: "ask for write access to its folder, or choose another place",
    errno.EPERM: "ask for write access to it, or choose another place",
    errno.EROFS: "choose a place that can be written to",
    errno.ENAMETOOLONG: "give it a shorter name",
}


class OutputError(Exception):
    """The output cannot be written: where, and why."""


def plain(text: str) -> str:
    """The text in one line, without anything that a terminal would obey."""
    return text.translate(_PLAIN)


def to_standard(out: Path | None) -> bool:
    """Whether `out` means standard output."""
    return out is None or str(out) == "-"


def for_people(out: Path | None) -> bool:
    """Whether the output will be seen on a terminal, not read by a program."""
    return to_standard(out) and sys.stdout is not None and sys.stdout.isatty()


def write(chunks: Iterable[str], out: Path | None) -> None:
    """Write the chunks as UTF-8 to `out`, or to standard output. Raises OutputError and BrokenPipeError."""
    with _told(out), _standard() if out is None or to_standard(out) else _file(out) as sink:
        for chunk in chunks:
            # a lone surrogate becomes \udXXX, which inside a JSON string is its escape
            sink.write(chunk.encode("utf-8", "backslashreplace"))
        sink.flush()


def write_bytes(fill: Callable[[BinaryIO], None], out: Path | None) -> None:
    """Have a binary file, or standard output, filled. Raises OutputError and BrokenPipeError."""
    with _told(out), _standard() if out is None or to_standard(out) else _file(out) as sink:
        fill(sink)
        sink.flush()


def write_database(fill: Callable[[Path], None], out: Path) -> None:
    """Have a new file made by its path, in a folder of its own beside `out`, which takes its place when it is
    whole: a database leaves journals beside itself. Raises OutputError."""
    with _told(out):
        out = Path(os.path.realpath(out))
        if out.exists() and not out.is_file():
            raise OSError("it is no file, and a database is one")
        folder = out.with_name(_beside())
        folder.mkdir()
        try:
            made = folder / "made"
            fill(made)
            with made.open("rb+") as sink:
                os.fsync(sink.fileno())
            _take_place(made, out)
        finally:  # Ctrl-C too leaves nothing behind
            import shutil  # for this alone

            shutil.rmtree(folder, ignore_errors=True)


def made_folder(place: Path) -> Path:
    """A folder that is there, or made now; not the one it stands in. Raises OutputError."""
    with _told(place):
        place.mkdir(exist_ok=True)
    return place


def show(chunks: Iterable[str]) -> None:
    """Write the chunks to standard output in the terminal's own encoding. Raises as `write` does."""
    with _told(None), _standard():
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="replace")
        for chunk in chunks:
            sys.stdout.write(chunk)
            sys.stdout.flush()


@contextlib.contextmanager
def _told(out: Path | None) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        where = "standard output" if to_standard(out) else str(out)
        remedy = _REMEDIES.get(error.errno or 0, "choose another place with --output")
        raise OutputError(f"{where}: cannot be written ({error.strerror or error}); {remedy}") from None


@contextlib.contextmanager
def _standard() -> Iterator[BinaryIO]:
    if sys.stdout is None:
        raise OSError("it is closed")
    yield sys.stdout.buffer


@contextlib.contextmanager
def _file(out: Path) -> Iterator[BinaryIO]:
    out = Path(os.path.realpath(out))  # through a symbolic link: the link stays, its target changes
    if out.exists() and not out.is_file():  # a device or a pipe; a folder refuses
        with out.open("wb") as sink:
            yield sink
        return
    part = out.with_name(_beside())
    sink = part.open("xb")
    try:
        with sink:
            yield sink
            sink.flush()
            os.fsync(sink.fileno())
        _take_place(part, out)
    except BaseException:  # Ctrl-C too leaves nothing behind
        part.unlink(missing_ok=True)
        raise


def _beside() -> str:
    """A new name, which says that it is not whole yet."""
    return f".{os.urandom(6).hex()}.part"


def _take_place(part: Path, out: Path) -> None:
    """A whole file under its name, with the rights of the one that it replaces."""
    if out.exists():
        part.chmod(out.stat().st_mode & 0o777)
    part.replace(out)

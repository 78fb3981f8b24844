"""One run at a time writes to a store: a lock that the system itself takes away when its holder ends."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from ..output.target import plain
from .layout import LOCK, StoreError


@contextlib.contextmanager
def held(place: Path) -> Iterator[None]:
    """Within it no other run writes to the store. Raises StoreError where another one does.

    The lock is on an open file: however its holder ends, none is left behind.
    """
    with (place / LOCK).open("a+b") as file:
        if not _taken(file):
            raise StoreError(
                f"{plain(str(place))}: another run writes to this store{_holder(file)}; "
                "wait for its end, or name another store"
            )
        try:
            file.seek(0)
            file.truncate()
            who = {"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}
            file.write(json.dumps(who).encode())
            file.flush()
            yield
        finally:
            with contextlib.suppress(OSError):
                file.truncate(0)
            _freed(file)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _holder(file: IO[bytes]) -> str:
    try:
        file.seek(0)
        said = json.loads(file.read(1000))
        return f" (process {int(said['pid'])} on {plain(str(said['host']))[:100]})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""


try:
    import fcntl

    def _taken(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _freed(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)

except ImportError:  # Windows
    import msvcrt

    _FAR = 1 << 30  # a byte beyond what is written, so that others can read who holds it

    def _taken(file: IO[bytes]) -> bool:
        file.seek(_FAR)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

    def _freed(file: IO[bytes]) -> None:
        file.seek(_FAR)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined]

"""A process kept alive over many files that reads each of them in a child of its own.

Starting Python, the rules and PDFium takes ten times as long as reading a short PDF. Nothing of a file may
reach the next one, though, which a process that read both could not promise. So the process kept alive never
looks into a file: it forks, and the child, in the state of a fresh start, takes on the limits of `isolated`,
reads the one file, answers and ends. Where no process can fork, each file gets a process from the start.

One exchange: a line of JSON (module, size of the limits, lengths of the user's rules and of the file), both
of these; then a line of JSON (whether it was late, its exit code, length) and the answer.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib import import_module
from typing import Any, BinaryIO

from . import isolated, ruled
from .document import MEGABYTE, Limits

_SERVER = "import gc, json, sys; gc.disable(); sys.path[:] = json.loads(sys.argv.pop(1)); " + (
    "from reportmine.readers.kept import main; main()"
)
_PIECE = 1 << 16


@contextmanager
def kept() -> Iterator[None]:
    """Within it, readers that run apart share one process that is kept alive, where the machine can fork."""
    if not hasattr(os, "fork") or not sys.executable or getattr(sys, "frozen", False):
        yield
        return
    server = Server()
    token = isolated.KEEPER.set(server.ask)
    try:
        yield
    finally:
        isolated.KEEPER.reset(token)
        server.end()


class Server:
    """The process kept alive, as its user sees it; it is started by the first file and again if it ends."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, module: str, users: bytes, data: bytes, limits: Limits) -> isolated.Answer | None:
        """What the reader answers; None where there is no process to ask."""
        for _ in range(2):  # one that was ended from outside is started again, once
            if (process := self._alive()) is None:
                return None
            try:
                return _exchange(process, module, users, data, limits)
            except (OSError, ValueError):
                self.end()
        return None

    def _alive(self) -> subprocess.Popen[bytes] | None:
        if self._process is None or self._process.poll() is not None:
            command, around = isolated.python(_SERVER), isolated.surroundings()
            pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
            try:
                self._process = subprocess.Popen(command, env=around, stdin=pipe, stdout=pipe, stderr=nothing)
            except OSError:
                return None
        return self._process

    def end(self) -> None:
        """Ends the process, and with it what it reads."""
        if self._process is not None:
            self._process.kill()
            for stream in (self._process.stdin, self._process.stdout):
                with suppress(OSError):
                    if stream is not None:
                        stream.close()
            self._process.wait()
            self._process = None


def _exchange(
    process: subprocess.Popen[bytes], module: str, users: bytes, data: bytes, limits: Limits
) -> isolated.Answer:
    assert process.stdin is not None and process.stdout is not None
    head = {"module": module, "size": limits.size, "users": len(users), "data": len(data)}
    process.stdin.writelines((json.dumps(head).encode() + b"\n", users, data))
    process.stdin.flush()
    said = json.loads(process.stdout.readline())
    answer = process.stdout.read(said["length"])
    if len(answer) != said["length"]:
        raise OSError("cut short")
    return isolated.Answer(answer, bool(said["late"]), int(said["code"]))


# ---- in the process ---------------------------------------------------------------------------------


def main() -> None:
    """The process kept alive. Ends when its input ends."""
    source = os.fdopen(0, "rb", buffering=0)
    while request := _request(source):
        head, users, data = request
        _warm(head["module"], users)
        answer = _apart(head["module"], users, data, Limits(head["size"]))
        told = {"late": answer.late, "code": answer.code, "length": len(answer.said)}
        _write(1, json.dumps(told).encode() + b"\n" + answer.said)
    os._exit(0)


@lru_cache(maxsize=8)
def _warm(module: str, users: bytes) -> None:
    """Loads the reader and the rules once, before the fork, and reads its example, which is no stranger's."""
    ruled.reader_of(module)
    rules = isolated.rules_of(users)
    example = getattr(import_module(f".{module}", __package__), "example", None)
    with suppress(Exception):  # a file may be read all the same
        if example is not None:
            ruled.read(module, example(), Limits(), rules)
    gc.freeze()


def _request(source: BinaryIO) -> tuple[dict[str, Any], bytes, bytes] | None:
    """The next file to read; unbuffered, so that a fork takes nothing of the next one along."""
    line = bytearray()
    while not line.endswith(b"\n"):
        if not (sign := source.read(1)):
            return None
        line += sign
    head = json.loads(line)
    return head, _exactly(source, head["users"]), _exactly(source, head["data"])


def _exactly(source: BinaryIO, size: int) -> bytes:
    found = bytearray()
    while len(found) < size:
        if not (piece := source.read(size - len(found))):
            os._exit(0)
        found += piece
    return bytes(found)


def _apart(module: str, users: bytes, data: bytes, limits: Limits) -> isolated.Answer:
    """One file, read in a child; what it says is taken from a pipe of its own and not believed."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        _child(module, users, data, limits, out, into)
    os.close(into)
    most = 2 * limits.size + 16 * MEGABYTE
    try:
        said, late = _collected(child, out, most, time.monotonic() + 2 * isolated.seconds(limits))
    finally:
        os.close(out)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return isolated.Answer(b"" if len(said) > most else said, late, os.waitstatus_to_exitcode(status))


def _child(module: str, users: bytes, data: bytes, limits: Limits, out: int, into: int) -> None:
    """In the child: it holds its pipe alone, answers and ends."""
    os.close(out)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(into, 1)
    for other in (nothing, into):
        if other > 2:
            os.close(other)
    isolated.answer(module, limits, lambda: (users, data))


def _collected(child: int, out: int, most: int, until: float) -> tuple[bytes, bool]:
    """All that the child writes, one byte more than allowed at most, and whether it took too long.

    Ends this process with the child where nobody waits for the answer any more.
    """
    said = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(out, selectors.EVENT_READ)
        ready.register(0, selectors.EVENT_READ)  # one file at a time: what comes now is the end of input
        while (left := until - time.monotonic()) > 0 and len(said) <= most:
            for key, _ in ready.select(left):
                if key.fd == 0:
                    os.kill(child, signal.SIGKILL)
                    os._exit(0)
                if not (piece := os.read(out, _PIECE)):
                    return bytes(said), False
                said += piece
    return bytes(said), len(said) <= most


def _write(place: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(place, view) :]

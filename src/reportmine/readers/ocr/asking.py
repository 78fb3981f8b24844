"""Asks the process that OCR runs in for the pages of a file, with a limit of time for each.

A page that takes too long or brings the process down is left out, and a new process goes on after it.
"""

from __future__ import annotations

import json
import queue
import subprocess
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from typing import IO, Any

from ...dataclass import dataclass
from .. import isolated
from ..document import MEGABYTE, Limits, Unreadable
from .progress import PROGRESS
from .seen import Seen, seen
from .times import MEMORY, SECONDS, START

_PROCESS = "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); " + (
    "from reportmine.readers.ocr.worker import main; main()"
)
NEEDED = ("rapidocr", "onnxruntime")
INSTALL = "install OCR with: pip install 'reportmine[ocr]'"
MOST_SAID = 64 * MEGABYTE  # bytes of a page as seen
ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


@dataclass(frozen=True, slots=True)
class Answer:
    """The pages that were read, and the numbers of those that could not be."""

    seen: tuple[Seen, ...]
    left: tuple[int, ...]


def missing() -> str | None:
    """What OCR needs and is not installed."""
    return next((name for name in NEEDED if find_spec(name) is None), None)


def ask(kind: str, data: bytes, limits: Limits, pages: Sequence[int] = ()) -> Answer:
    """The pages of a file of this kind (pdf, png, jpeg, tiff) as OCR sees them, all where none are named.

    Raises Unreadable where there is no process, or where none of the pages can be read.
    """
    found: list[Seen] = []
    left: list[int] = []
    wanted, told = list(pages), PROGRESS.get()
    total = 0
    why: Unreadable | None = None
    while not total or wanted:
        with _Process(kind, data, limits, wanted) as process:
            wanted = process.begin()
            total = total or len(wanted)
            while wanted:
                said = process.page()
                page, problem = _understood(said, wanted[0], limits)
                if page is not None:
                    found.append(page)
                else:
                    left.append(wanted[0])
                    why = why or problem
                del wanted[0]
                if told is not None:
                    told(total - len(wanted), total)
                if said is None:  # it is gone, or was ended
                    break
        if not total:
            break
    if not found:
        raise why or Unreadable("has no page that can be read", isolated.REMEDY)
    return Answer(tuple(found), tuple(left))


def _understood(said: Any, number: int, limits: Limits) -> tuple[Seen | None, Unreadable | None]:
    """A page from what the process said of it, or why there is none."""
    if said is None:
        return None, Unreadable(
            f"has a page ({number}) that needs more than {SECONDS} s to read by OCR, or makes it crash",
            "save it as smaller pictures, for example at 300 dots an inch",
        )
    try:
        if "unreadable" in said:
            return None, Unreadable(*(str(part)[: isolated.LONGEST] for part in said["unreadable"]))
        if "failed" in said:
            return None, _failed(str(said["failed"]), limits)
        page = seen(said)
        if page.number != number:
            raise ValueError("another page")
        return page, None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, _failed("no answer", limits)


def _failed(what: str, limits: Limits) -> Unreadable:
    if what == "memory":
        most = (isolated.memory(limits) + MEMORY) // MEGABYTE
        return Unreadable(f"takes more memory than {most:,} MB to read by OCR", "save it as smaller pictures")
    return Unreadable(f"cannot be read by OCR (it failed: {what[: isolated.LONGEST]})", isolated.REMEDY)


class _Process:
    """The process, with a thread that takes in what it says."""

    def __init__(self, kind: str, data: bytes, limits: Limits, pages: Sequence[int]) -> None:
        command = isolated.python(_PROCESS, kind, str(limits.size), json.dumps(list(pages)))
        around, pipe, nothing = isolated.surroundings() | ALONE, subprocess.PIPE, subprocess.DEVNULL
        try:
            self._child = subprocess.Popen(command, env=around, stdin=pipe, stdout=pipe, stderr=nothing)
        except OSError as error:
            raise Unreadable(
                f"needs OCR, whose process cannot be started ({error.strerror})", "close other programs"
            ) from None
        assert self._child.stdin is not None and self._child.stdout is not None
        self._said: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for work in ((_write, self._child.stdin, data), (_listen, self._child.stdout, self._said)):
            threading.Thread(target=work[0], args=work[1:], daemon=True).start()

    def __enter__(self) -> _Process:
        return self

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        self._child.wait()

    def begin(self) -> list[int]:
        """The pages that it will read. Raises Unreadable, and ModuleNotFoundError for want of a library."""
        said = self._next(START)
        try:
            if "pages" in said:
                return [isolated.page_number(one) for one in said["pages"]]
            if "unreadable" in said:
                raise Unreadable(*(str(part)[: isolated.LONGEST] for part in said["unreadable"]))
            if "missing" in said:
                raise ModuleNotFoundError(f"no module {said['missing']}", name=str(said["missing"]))
            problem = f"cannot be read by OCR (it failed: {str(said.get('failed', 'memory'))[:100]})"
        except (AttributeError, TypeError, KeyError):
            problem = "makes OCR crash"
        raise Unreadable(problem, isolated.REMEDY)

    def page(self) -> Any:
        """What it says of the next page; None where it took too long or is gone."""
        return self._next(2 * SECONDS)

    def _next(self, seconds: float) -> Any:
        try:
            return self._said.get(timeout=seconds)
        except queue.Empty:
            return None


def _write(sink: IO[bytes], data: bytes) -> None:
    try:
        with sink:
            sink.write(data)
    except OSError:  # it may end before it reads all
        return


def _listen(source: IO[bytes], said: queue.SimpleQueue[Any]) -> None:
    """Takes in lines of JSON until there are no more, or one that is none of ours."""
    with source:
        while (line := source.readline(MOST_SAID)).endswith(b"\n"):
            try:
                said.put(json.loads(line))
            except (ValueError, RecursionError):
                break
    said.put(None)

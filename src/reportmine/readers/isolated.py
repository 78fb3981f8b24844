"""Run a reader in a process of its own, which hostile input may crash, hang or fill without harm to this one.

The process gets a user's rules and the file on its standard input and answers on its standard output with
JSON, which is checked like any other input: code that a file has taken over must not gain more here than its
own text.
It may write no file and start no process, and has limits of time and memory, as far as the platform has them.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import asdict
from functools import lru_cache
from itertools import chain
from threading import Event, Timer
from typing import Any, NoReturn

from ..dataclass import dataclass
from ..records import Notice, Page
from ..rules.files import form, load_formed
from ..rules.rule import RuleSet
from ..text.grids import Cell, Grid
from ..text.text import Hints
from . import ruled
from .document import MEGABYTE, Document, Limits, Textless, Unreadable

REMEDY = "print it to a new PDF, or save its text another way"
MORE = "for a very long document raise --max-size, which gives more time too"
LONGEST = 1000  # characters of a message from the process
_CHILD = "import gc, json, sys; gc.disable(); sys.path[:] = json.loads(sys.argv.pop(1)); " + (
    "from reportmine.readers.isolated import main; main()"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a process that read a file said, whether it was stopped for its time, and its exit code."""

    said: bytes
    late: bool
    code: int | None


Ask = Callable[[str, bytes, bytes, Limits], Answer | None]
# a run over many files keeps a process alive (see kept.py), which `load` and the registry need not know of
KEEPER: ContextVar[Ask | None] = ContextVar("KEEPER", default=None)


def seconds(limits: Limits) -> int:
    """Processor time that a reader may take: a second for each megabyte of the limit, ten at least.

    On the wall it may be twice as much.
    """
    return max(10, limits.size // MEGABYTE)


def memory(limits: Limits) -> int:
    """Bytes of memory that a reader may take: 16 times the limit, and what it needs to be there at all."""
    return 16 * limits.size + 500 * MEGABYTE


def read(module: str, data: bytes, limits: Limits, rules: RuleSet, remedy: str = REMEDY) -> Document:
    """What the reader `module` makes of the data. Raises Unreadable, and ModuleNotFoundError as it does.

    `remedy` is what to do where it fails.
    """
    users, ask = _users(rules), KEEPER.get()
    if ask is None or (answer := ask(module, users, data, limits)) is None:
        if (child := _started(module, limits)) is None:
            return ruled.read(module, data, limits, rules)
        said, late = _answer(child, (users, data), limits)
        answer = Answer(said, late, child.returncode)
    if answer.late or answer.code == -getattr(signal, "SIGXCPU", 0):
        raise Unreadable(f"needs more than {seconds(limits)} s to read", f"{remedy}; {MORE}")
    return _understood(answer.said, limits, remedy)


def _users(rules: RuleSet) -> bytes:
    """A user's rules on one line, to be put into their places among the project's there."""
    return json.dumps(form(rules.users), default=str).encode() + b"\n"


def python(code: str, *arguments: str) -> list[str]:
    """The command of a process of this program that runs code, which first takes our sys.path from its
    arguments. -I: nothing of the environment or the current folder is imported that we would not import."""
    return [sys.executable, "-I", "-c", code, json.dumps(sys.path), *arguments]


def surroundings() -> dict[str, str]:
    """The environment of such a process: looking for plugins of pydantic takes long."""
    return {**os.environ, "PYDANTIC_DISABLE_PLUGINS": "__all__"}


def _started(module: str, limits: Limits) -> subprocess.Popen[bytes] | None:
    """The process; None where this program can start none."""
    if not sys.executable or getattr(sys, "frozen", False):  # the executable is no Python
        return None
    command = python(_CHILD, module, str(limits.size))
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    try:
        return subprocess.Popen(command, env=surroundings(), stdin=pipe, stdout=pipe, stderr=nothing)
    except OSError:
        return None


def _answer(child: subprocess.Popen[bytes], parts: Sequence[bytes], limits: Limits) -> tuple[bytes, bool]:
    """What the process answers, and whether it was stopped because it took too long."""
    late = Event()

    def stop() -> None:
        late.set()
        child.kill()

    assert child.stdin is not None and child.stdout is not None
    watch = Timer(2 * seconds(limits), stop)
    watch.daemon = True
    try:
        watch.start()
        with contextlib.suppress(BrokenPipeError), child.stdin as sink:  # it may end before it reads all
            sink.writelines(parts)
        with child.stdout as source:
            answer = source.read(2 * limits.size + 16 * MEGABYTE)
            if source.read(1):
                answer = b""
        child.wait()
    finally:
        watch.cancel()
        child.kill()  # it runs still if this one was interrupted
        child.wait()
    return answer, late.is_set()


def _understood(answer: bytes, limits: Limits, other: str = REMEDY) -> Document:
    """The document of an answer. Raises Unreadable, and ModuleNotFoundError as the reader does."""
    try:
        said = json.loads(answer.decode("utf-8", "surrogatepass"))
        if "document" in said:
            return _document(said["document"])
        if "unreadable" in said:
            problem, remedy = (str(part)[:LONGEST] for part in said["unreadable"])
            if "scans" in said:
                raise Textless(problem, remedy, tuple(map(page_number, said["scans"])))
        elif "missing" in said:
            raise ModuleNotFoundError(f"no module {said['missing']}", name=str(said["missing"])[:LONGEST])
        elif "memory" in said:
            problem, remedy = f"takes more memory than {memory(limits) // MEGABYTE:,} MB", other
        else:
            problem, remedy = f"cannot be read (the reader failed: {str(said['failed'])[:LONGEST]})", other
    except (ModuleNotFoundError, Textless):
        raise
    except (ValueError, KeyError, TypeError, RecursionError):  # no answer, or none of ours
        most = f"{memory(limits) // MEGABYTE:,} MB"
        problem, remedy = f"makes its reader crash, or takes more memory than {most}", other
    raise Unreadable(problem, remedy)


def _document(said: dict[str, Any]) -> Document:
    """A document from its JSON form. Raises ValueError, KeyError and TypeError for what is none."""
    text = said["text"]
    hints = Hints(**said["hints"])
    strings = (text, said["encoding"] or "", *(part or "" for part in asdict(hints).values()))
    if not all(isinstance(part, str) for part in strings):
        raise TypeError("not text")
    pages = tuple(_page(page) for page in said["pages"])
    notices = tuple(_notice(notice) for notice in said["notices"])
    grids = tuple(_grid(grid) for grid in said["grids"])
    parts: tuple[Page | Notice | Grid | Cell, ...]
    parts = (*pages, *notices, *grids, *(cell for grid in grids for cell in grid.cells))
    spans = {name: _spans(said[name]) for name in ("charts", "recognised", "doubts")}
    for start, end in (*((part.start, part.end) for part in parts), *chain(*spans.values())):
        _within(start, end, len(text))
    scans = tuple(map(page_number, said["scans"]))
    return Document(text, said["encoding"], grids, pages, hints, notices, scans=scans, **spans)


def _spans(said: Any) -> tuple[tuple[int, int], ...]:
    return tuple((_number(start), _number(end)) for start, end in said)


def page_number(value: object) -> int:
    """A number of a page. Raises ValueError and TypeError for what is none."""
    if _number(value) < 1:
        raise ValueError("no page")
    return _number(value)


def _page(said: dict[str, Any]) -> Page:
    # the records of a run that only writes check themselves that they have these fields, and no more
    if min(_number(said[name]) for name in ("number", "start", "end")) < 0 or said["number"] < 1:
        raise ValueError("no page")
    return Page(**said)


def _notice(said: dict[str, Any]) -> Notice:
    if not (isinstance(said["code"], str) and isinstance(said["message"], str)):
        raise TypeError("not text")
    return Notice(**said)


def _grid(said: dict[str, Any]) -> Grid:
    cells = tuple(Cell(**cell) for cell in said["cells"])
    for cell in cells:
        if min(_number(cell.row), _number(cell.column), _number(cell.indent)) < 0:
            raise ValueError("no place in a table")
        if min(_number(cell.rows), _number(cell.columns)) < 1:
            raise ValueError("no size of a cell")
    spanned, beside = said["merged"] is True, said["beside"] is True
    return Grid(_number(said["start"]), _number(said["end"]), cells, spanned, beside)


def _number(value: object) -> int:
    if type(value) is not int:
        raise TypeError("no whole number")
    return value


def _within(start: object, end: object, length: int) -> None:
    if start is None and end is None:
        return
    if not 0 <= _number(start) <= _number(end) <= length:
        raise ValueError("outside the text")


# ---- in the process ---------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> None:
    """The process: the reader's name and the size of Limits are its arguments. Ends the process."""
    module, size = sys.argv[1:3] if arguments is None else arguments
    answer(module, Limits(int(size)), lambda: (sys.stdin.buffer.readline(), sys.stdin.buffer.read()))


def answer(module: str, limits: Limits, given: Callable[[], tuple[bytes, bytes]]) -> NoReturn:
    """Takes on the limits, reads what is given (a user's rules, the file), answers, and ends the process."""
    try:
        said = _said(module, limits, given)
    except MemoryError:
        said = '{"memory": true}'
    with open(1, "wb", closefd=False) as sink:
        sink.write(said.encode("utf-8", "surrogatepass"))
    os._exit(0)  # at once: nothing is left to do


@lru_cache(maxsize=4)
def rules_of(users: bytes) -> RuleSet:
    """The project's rules with a user's, which came as JSON."""
    return load_formed(json.loads(users))


def _said(module: str, limits: Limits, given: Callable[[], tuple[bytes, bytes]]) -> str:
    """The answer of the reader as JSON."""
    try:
        ruled.reader_of(module)  # what it needs is loaded before the limits hold
        confine(memory(limits), seconds(limits))
        users, data = given()
        document = ruled.read(module, data, limits, rules_of(users))
        limits.check_text(len(document.text.encode("utf-8", "surrogatepass")))
        return json.dumps({"document": _form(document)}, ensure_ascii=False)
    except Unreadable as error:
        scans = {"scans": error.pages} if isinstance(error, Textless) else {}
        return json.dumps({"unreadable": [error.problem, error.remedy], **scans})
    except ModuleNotFoundError as error:
        return json.dumps({"missing": error.name})
    except MemoryError:
        raise
    except Exception as error:  # a fault of the reader, which this process is there to contain
        return json.dumps({"failed": type(error).__name__})


def _form(document: Document) -> dict[str, Any]:
    """A document as JSON can hold it."""
    return {
        "text": document.text,
        "encoding": document.encoding,
        "grids": [asdict(grid) for grid in document.grids],
        "pages": [page.model_dump() for page in document.pages],
        "hints": asdict(document.hints),
        "notices": [notice.model_dump() for notice in document.notices],
        "charts": document.charts,
        "scans": document.scans,
        "recognised": document.recognised,
        "doubts": document.doubts,
    }


def confine(most: int, time: int) -> None:
    """Sets the limits of this process, those that the platform has: bytes of memory, processor seconds."""
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {
        "RLIMIT_AS": most,
        "RLIMIT_CPU": time,
        "RLIMIT_CORE": 0,
        "RLIMIT_FSIZE": 0,
        "RLIMIT_NPROC": 0,
    }
    for name, limit in wanted.items():
        if (kind := getattr(resource, name, None)) is None:
            continue
        _, hard = resource.getrlimit(kind)
        limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, hard if name == "RLIMIT_CPU" else limit))

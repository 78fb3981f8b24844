"""A worker: a process kept alive over many files, each read by itself, its rows given back as Arrow."""

from __future__ import annotations

import gc
import os
import queue
import signal
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ..dataclass import dataclass, replace
from ..output.arrowtypes import library, schema_of, table_of
from ..readers.document import MEGABYTE, Limits
from ..readers.isolated import memory, python
from ..readers.kept import kept
from ..records import Report
from . import wire
from .keys import Options
from .layout import ERRORS, OF_REPORTS, TABLES, Failure, Stored
from .parts import Tables

if TYPE_CHECKING:
    from ..review.entries import Sheet
    from ..text.text import Text

ABSENT = "not-installed"
LOST = "lost"
FAILED = "report it with the file, if it may be shown"
_GRACE = 10  # seconds beyond its time after which a worker whose run is gone ends by itself


@dataclass(frozen=True, slots=True)
class Task:
    """One file to read."""

    name: str
    data: bytes
    uri: str | None
    sha256: str
    key: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a file held, or why it could not be read (code and message)."""

    reports: int = 0
    figures: int = 0
    code: str | None = None
    message: str | None = None


Read = tuple[Result, Tables]


def read(task: Task, options: Options) -> Read:
    """The rows of one file: of its reports, or the one that says why there are none."""
    # not for the run, which reads nothing itself and should have its workers soon
    from ..compare.reading import read_reports
    from ..readers.source import InputError, load

    try:
        text = load(
            task.data,
            name=task.name,
            type=options.type,
            max_size=options.max_size,
            patterns=options.patterns,
            ocr=options.ocr,
        )
        text = replace(text, source=text.source.model_copy(update={"uri": task.uri}))
        reports = _corrected(read_reports(text, patterns=options.patterns), text, options)
        return Result(len(reports), sum(len(one.indicators) for one in reports)), tables(reports, task.name)
    except InputError as error:
        absent = "is not installed" in error.problem
        return failed(task, ABSENT if absent else "unreadable", f"{error.problem}; {error.remedy}")
    except MemoryError:
        most = f"{memory(Limits(options.max_size)) // MEGABYTE:,} MB"
        return failed(task, "memory", f"takes more memory than {most}; raise --max-size, which gives more")
    except Exception as error:  # a fault of the program must not end the run
        return failed(task, "failed", f"cannot be read (the reader failed: {type(error).__name__}); {FAILED}")


def _corrected(reports: list[Report], text: Text, options: Options) -> list[Report]:
    """The reports with what corrections files say of this file; one from JSON has no text to correct."""
    if not options.corrections or any(one.source.sha256 != text.source.sha256 for one in reports):
        return reports
    sheets = [one for one in _sheets(options.corrections) if one.sha256 == text.source.sha256]
    if not sheets:
        return reports
    from ..review.applying import apply
    from ..rules.files import load as load_rules

    rules = load_rules(options.patterns)
    return [apply(one, text, sheets, rules, alone=False) for one in reports]


@lru_cache(maxsize=4)
def _sheets(files: tuple[Path, ...]) -> tuple[Sheet, ...]:
    from ..review.reading import read_all

    return tuple(read_all(files))


def tables(reports: list[Report], source: str) -> Tables:
    """The rows of the reports of one file, by table."""
    stored = [Stored(report, source, place) for place, report in enumerate(reports, 1)]
    return {one.name: table_of(one, (row for each in stored for row in one.rows(each))) for one in OF_REPORTS}


def failed(task: Task, code: str, message: str) -> Read:
    """The row of a file that could not be read."""
    return Result(code=code, message=message), {"errors": failure(task.name, task.sha256, code, message)}


def failure(name: str, sha256: str | None, code: str, message: str) -> Any:
    """The row of a file that could not be read, as a table."""
    return table_of(ERRORS, ERRORS.rows(Failure(name, sha256, code, message)))


def packed(found: Tables) -> tuple[list[str], list[bytes]]:
    """Tables as bytes of Arrow's own form, with their names."""
    arrow = library()
    blobs = []
    for table in found.values():
        sink = arrow.BufferOutputStream()
        with arrow.ipc.new_stream(sink, table.schema) as writer:
            writer.write_table(table)
        blobs.append(sink.getvalue().to_pybytes())
    return list(found), blobs


def unpacked(names: list[str], blobs: list[bytes]) -> Tables:
    """Tables from their bytes. Raises ValueError (ArrowInvalid is one) for what is none of ours."""
    arrow = library()
    known = {one.name: schema_of(one) for one in TABLES}
    found = {}
    for name, blob in zip(names, blobs, strict=True):
        with arrow.ipc.open_stream(blob) as reader:
            table = reader.read_all()
        table.validate()
        if name not in known or not table.schema.equals(known[name]):
            raise ValueError("rows of no table of ours")
        found[name] = table.replace_schema_metadata(known[name].metadata)
    return found


# ---- in the worker ----------------------------------------------------------------------------------


def main() -> None:
    """The worker: messages come on standard input, the first says how to read; it ends when they end."""
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)  # what a library prints must not come between the messages
    os.dup2(nothing, 1)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # pyarrow looks for pandas at the first list that it is given; here are none of its tables, and to load it
    # takes as long as two reports
    sys.modules.setdefault("pandas", None)  # type: ignore[arg-type]
    said = wire.receive(source)
    if said is not None:
        with suppress(OSError):
            _serve(source, sink, said[0])
    os._exit(0)


def _serve(source: BinaryIO, sink: BinaryIO, said: Mapping[str, Any]) -> None:
    patterns, corrections = (tuple(map(Path, said[name])) for name in ("patterns", "corrections"))
    options = Options(said["type"], said["max_size"], patterns, corrections, said["ocr"])
    _warm(options)
    _confine(memory(Limits(options.max_size)))
    wire.send(sink, {"ready": True})
    waiting: queue.SimpleQueue[tuple[dict[str, Any], list[bytes]]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(source, waiting), daemon=True).start()
    with kept():
        while True:
            head, (data,) = waiting.get()
            _alarm(said["timeout"])
            task = Task(head["name"], data, head["uri"], head["sha256"], head["key"])
            result, found = read(task, options)
            names, blobs = packed(found)
            _alarm(None)
            answer = {"names": names, "reports": result.reports, "figures": result.figures}
            wire.send(sink, {**answer, "code": result.code, "message": result.message}, blobs)
            del head, data, task, found, blobs
            if result.code == "memory":  # what is left of it may be too little for the next file
                return


def _listen(source: BinaryIO, waiting: queue.SimpleQueue[tuple[dict[str, Any], list[bytes]]]) -> None:
    """Takes in messages; when the run is gone the worker ends at once, whatever it reads."""
    with suppress(OSError, ValueError):
        while (message := wire.receive(source)) is not None:
            waiting.put(message)
    os._exit(0)


def _warm(options: Options) -> None:
    """Loads what every file needs, before the first comes: it reads what some frames are explained by."""
    from ..rules.files import load

    text = "\n".join(rule.why for rule in load(options.patterns).stage("frames")[:5])
    read(Task("warm.txt", text.encode(), None, "", ""), options)
    gc.collect()
    gc.freeze()


def _alarm(seconds: float | None) -> None:
    """The system ends the worker some time after its run should have; nothing that Python must do for it."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0 if seconds is None else seconds + _GRACE)


def _confine(most: int) -> None:
    """Bounds the memory that a file may take, beyond what the worker holds already."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        bound = pages * resource.getpagesize() + most
        if hard == resource.RLIM_INFINITY or bound < hard:
            resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
    except (ImportError, OSError, ValueError):  # not on this system
        return


COMMAND = "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1)); " + (
    "from reportmine.store.work import main; main()"
)


def command() -> list[str]:
    """What starts a worker."""
    return python(COMMAND)

"""The process that OCR runs in: it draws the pages it is asked for, reads each and tells what it saw on it.

Its input is the file; its output a line of JSON with the pages there are, then one for each page as it is
read. A file may have taken it over: it may write no file and start no process, and has a limit of memory for
all and of time for each page.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from .. import isolated
from ..document import Limits, Unreadable
from .times import MEMORY, SECONDS

Told = dict[str, Any]


def main() -> None:
    """Reads the kind of file, the size of Limits and the pages (all where none are named) from its arguments.
    Ends the process."""
    kind, size, pages = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
    with open(1, "wb", closefd=False) as sink:
        for told in _told(kind, Limits(size), pages):
            sink.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
            sink.flush()
    os._exit(0)  # at once: nothing is left to do


def _told(kind: str, limits: Limits, pages: list[int]) -> Iterator[Told]:
    try:
        _unbound()
        from . import drawing, engine

        engine.engine()
        _confine(limits)
        count, drawn = drawing.opened(kind, sys.stdin.buffer.read(), limits)
        wanted = pages or list(range(1, count + 1))
        yield {"pages": wanted}
        yield from _pages(wanted, drawn)
    except Unreadable as error:
        yield {"unreadable": [error.problem, error.remedy]}
    except ModuleNotFoundError as error:
        yield {"missing": error.name}
    except MemoryError:
        yield {"memory": True}
    except Exception as error:  # a fault of what reads the file, which this process is there to contain
        yield {"failed": type(error).__name__}


def _pages(wanted: Iterable[int], drawn: Any) -> Iterator[Told]:
    """Each page as seen; of one that cannot be read what came of it."""
    from . import engine

    for number in wanted:
        _allow(SECONDS)
        try:
            picture, points = drawn(number)
            yield engine.read(picture, number, points).form()
        except MemoryError:
            yield {"page": number, "failed": "memory"}
        except Unreadable as error:
            yield {"page": number, "unreadable": [error.problem, error.remedy]}
        except Exception as error:
            yield {"page": number, "failed": type(error).__name__}


def _confine(limits: Limits) -> None:
    isolated.confine(isolated.memory(limits) + MEMORY, SECONDS)


def _unbound() -> None:
    """Lifts the limit that a worker of `batch` has: that of this process is another."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def _allow(seconds: int) -> None:
    """Lets the process take so many seconds more of the processor."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.getrlimit(resource.RLIMIT_CPU)[1]))

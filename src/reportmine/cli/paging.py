"""Long tables on a terminal, a page at a time, as git does: by PAGER, else by less."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain

from ..output.target import show

DEFAULT = "less"
# what git sets: leave at once what fits, colours as they are, and what was shown stays on the terminal
SETTINGS = {"LESS": "FRX", "LV": "-c"}
_wanted = True


def refuse() -> None:
    """Page nothing in this process."""
    global _wanted
    _wanted = False


def paged(chunks: Iterable[str]) -> None:
    """Show chunks on standard output; through the pager where that is a terminal and they are longer than it.

    Raises as `show` does.
    """
    pager = _pager()
    if pager is None:
        show(chunks)
        return
    rest = iter(chunks)
    held, whole = _first(rest)
    if whole:
        show(held)
    else:
        _through(pager, chain(held, rest))


def _pager() -> str | None:
    """The command that pages; None where there is nothing to page for, or none."""
    if not _wanted or os.name == "nt" or sys.stdout is None or not sys.stdout.isatty():
        return None
    said = os.environ.get("PAGER", DEFAULT).strip()
    if said in ("", "cat"):
        return None
    from shlex import split
    from shutil import which

    try:
        program = next((one for one in split(said) if "=" not in one), "")
    except ValueError:  # a quotation mark that is not closed
        return None
    return said if which(program) else None


def _first(chunks: Iterator[str]) -> tuple[list[str], bool]:
    """The chunks that fill the terminal, and whether they are all."""
    from shutil import get_terminal_size

    room, held = get_terminal_size().lines - 1, list[str]()  # the prompt takes a line
    for chunk in chunks:
        held.append(chunk)
        room -= chunk.count("\n")
        if room < 0:
            return held, False
    return held, True


def _through(pager: str, chunks: Iterable[str]) -> None:
    """Have a pager show chunks; it ends when its reader has seen enough."""
    import subprocess

    sys.stdout.flush()
    env = {**SETTINGS, **os.environ}
    with subprocess.Popen(pager, shell=True, stdin=subprocess.PIPE, env=env) as process:
        sink = process.stdin
        assert sink is not None
        try:
            for chunk in chunks:
                sink.write(chunk.encode(sys.stdout.encoding or "utf-8", "replace"))
                sink.flush()
        except BrokenPipeError:
            pass
        finally:  # after Ctrl-C too the pager has the terminal until its reader leaves it
            with contextlib.suppress(BrokenPipeError):
                sink.close()
            _await(process)


def _await(process: object) -> None:
    """Wait for the pager, to which Ctrl-C belongs while it is there."""
    while True:
        try:
            process.wait()  # type: ignore[attr-defined]
            return
        except KeyboardInterrupt:
            continue

"""How far a long run is: a bar on a terminal, else a line every so often."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator
from typing import Protocol

from ...tongue import tr

EVERY = 30.0  # seconds between lines where there is no terminal


class Going(Protocol):
    """What is shown of a run."""

    total: int
    done: int
    failed: int
    figures: int


@contextlib.contextmanager
def shown(quiet: bool) -> Iterator[Callable[[Going], None]]:
    """What to call with each step of a run, on standard error; nothing is shown where it should be quiet."""
    if quiet or sys.stderr is None:
        yield lambda going: None
    elif sys.stderr.isatty():
        with _bar() as told:
            yield told
    else:
        yield _lines()


def _lines() -> Callable[[Going], None]:
    began = last = time.monotonic()

    def told(going: Going) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= EVERY:
            last = now
            rate = going.done / (now - began)
            left = (going.total - going.done) / rate if rate else 0
            print(
                "reportmine: "
                + tr(
                    "{done} of {total} files, {failed} not readable, {rate:.1f} a second, {left:.0f} min left"
                ).format(done=going.done, total=going.total, failed=going.failed, rate=rate, left=left / 60),
                file=sys.stderr,
                flush=True,
            )

    return told


@contextlib.contextmanager
def _bar() -> Iterator[Callable[[Going], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(
            "{task.fields[rate]:.1f}/s  {task.fields[figures]:,} "
            + tr("figures")
            + "  {task.fields[failed]} "
            + tr("not readable")
        ),
        TimeRemainingColumn(),
    )
    began = time.monotonic()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None, rate=0.0, figures=0, failed=0)

        def told(going: Going) -> None:
            rate = going.done / max(time.monotonic() - began, 0.001)
            progress.update(
                task,
                total=going.total,
                completed=going.done,
                rate=rate,
                figures=going.figures,
                failed=going.failed,
            )

        yield told

"""What people see of a score: how much of what was checked is right, of each report and of all together."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ...review.scoring import Score, Scores
from .report import styled


def score_table(found: Scores) -> RenderableType:
    """A table for each report; of several one more for all."""
    shown = found.reports if len(found.reports) == 1 else (*found.reports, found.whole)
    return Group(*(part for one in shown for part in _parts(one)))


def _parts(one: Score) -> Iterator[RenderableType]:
    yield styled(one.name or "all", "bold")
    stale = f", {one.stale} stale" if one.stale else ""
    yield styled(f"{one.checked} checked{stale}", "dim")
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("", "right", "asked", "share"):
        table.add_column(name, justify="right" if name else "left")
    for name, count in one.counts.items():
        share = "" if count.share is None else f"{count.share:.3f}"
        cells = (name.replace("_", " "), str(count.right), str(count.asked), share)
        table.add_row(*map(styled, cells))
    yield table
    yield Text()

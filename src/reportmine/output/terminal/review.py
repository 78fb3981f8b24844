"""What people see of a score: how much of what was checked is right, of each report and of all together."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ...review.scoring import Score, Scores
from ...tongue import language, tr
from ..terms import head
from .report import styled


def score_table(found: Scores) -> RenderableType:
    """A table for each report; of several one more for all."""
    shown = found.reports if len(found.reports) == 1 else (*found.reports, found.whole)
    return Group(*(part for one in shown for part in _parts(one)))


def _parts(one: Score) -> Iterator[RenderableType]:
    yield styled(one.name or tr("all"), "bold")
    said = [tr("{n} checked").format(n=one.checked)]
    if one.stale:
        said.append(tr("{n} stale").format(n=one.stale))
    yield styled(tr(", ").join(said), "dim")
    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("", "right", "asked", "share"):
        table.add_column(head(name), justify="right" if name else "left")
    for name, count in one.counts.items():
        share = "" if count.share is None else f"{count.share:.3f}"
        cells = (_called(name), str(count.right), str(count.asked), share)
        table.add_row(*map(styled, cells))
    yield table
    yield Text()


def _called(name: str) -> str:
    """What was counted: a field, or all of them together."""
    said = "whole record" if name == "record" and language() != "en" else name.replace("_", " ")
    return head(said)

"""Tables: each cell with a figure is an indicator; its headers say what it counts, in what unit, of when.

One way: `place` finds where tables stand, by their cells alone; the outline is read around them; `read` gives
each what stands over it, but for the headings of the outline; `readings` beside this gives its figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from ..figures.cellunits import Units
from ..rules.rule import RuleSet
from ..text.text import Text
from . import aligned
from .stage import parts

if TYPE_CHECKING:  # most texts have no table, and what reads one is a tenth of all modules of a run
    from .headers import Placed, Table
    from .places import Span


def place(text: Text, rules: RuleSet, hidden: Sequence[tuple[int, int, str]]) -> tuple[Placed, ...]:
    """Where the tables of a text stand, in order: those that the format marks, or tabs or blanks make."""
    taken = sorted([(a, b) for a, b, _ in hidden] + [(one.start, one.end) for one in text.grids])
    marked = [one for one in text.grids if not any(a < one.end and one.start < b for a, b, _ in hidden)]
    own, units = parts(rules), Units(rules)
    parted = aligned.grids(
        text.folded, taken, lambda line: own.say("contents", line), lambda label: own.say("total", label)
    )
    if not (marked or parted):
        return ()
    from . import tableparts
    from .headers import Placed
    from .layout import layout

    found = tableparts.joined(text.folded, sorted([*marked, *parted], key=lambda one: one.start), rules)
    ends = [0, *accumulate((one.grid.end for one in found), max)]
    before = {one.grid.start: end for one, end in zip(found, ends, strict=False)}
    starts = [one.grid.start if one.after is None else one.after for one in found]
    placed = (
        Placed(layout(text.folded, one.grid, rules, units), one.between, before[at], at)
        for one, at in zip(found, starts, strict=True)
    )
    return tuple(one for one in placed if one.layout.of("figure"))


def read(placed: Sequence[Placed], headings: Sequence[Span], rules: RuleSet) -> tuple[Table, ...]:
    """The tables with the headers of their figures, under the headings of the outline (sorted)."""
    if not placed:
        return ()
    from . import headers

    return tuple(headers.read(one, headings, rules) for one in placed)


def apart(table: Table) -> list[Span]:
    """The spans of a table that are not read as running text."""
    figures = [(one.start, one.end) for one in table.data]
    return sorted([*figures, *(span for span in table.labels if span[0] < span[1])])

"""Tables: each cell with a figure is an indicator; its headers say what it counts, in what unit, of when.

One way: `place` finds where tables stand, by their cells alone; the outline is read around them; `read` gives
each what stands over it, but for the headings of the outline; `readings` gives its figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from ..figures import quantities
from ..figures.cellunits import Units
from ..figures.quantities import Numeral
from ..rules.rule import RuleSet
from ..structure.sections import Outline
from ..text.text import Text
from ..times.headingtimes import HeadingTimes
from . import aligned, headers, tableparts
from .cellreader import CellReader, CellReading
from .headers import Placed, Table
from .layout import layout
from .places import Span
from .stage import parts


def place(text: Text, rules: RuleSet, hidden: Sequence[tuple[int, int, str]]) -> tuple[Placed, ...]:
    """Where the tables of a text stand, in order: those that the format marks, or tabs or blanks make."""
    taken = sorted([(a, b) for a, b, _ in hidden] + [(one.start, one.end) for one in text.grids])
    marked = [one for one in text.grids if not any(a < one.end and one.start < b for a, b, _ in hidden)]
    own, units = parts(rules), Units(rules)
    parted = aligned.grids(
        text.folded, taken, lambda line: own.say("contents", line), lambda label: own.say("total", label)
    )
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
    return tuple(headers.read(one, headings, rules) for one in placed)


def apart(table: Table) -> list[Span]:
    """The spans of a table that are not read as running text."""
    figures = [(one.start, one.end) for one in table.data]
    return sorted([*figures, *(span for span in table.labels if span[0] < span[1])])


def readings(
    text: Text, tables: Sequence[Table], rules: RuleSet, times: HeadingTimes, tree: Outline
) -> tuple[list[CellReading], list[Numeral]]:
    """The figures of all cells in order; and the numerals of headers and labels, which are no figures."""
    reader = CellReader(text, rules, times.calendar, tables)
    found: list[CellReading] = []
    rest: list[Span] = []  # what holds no figures
    lost: list[Span] = []  # cells whose numbers are no figures
    for table in tables:
        section = tree.at(table.start)
        over = times.over(section.id if section else None)
        rest += table.labels
        cells: list[CellReading] = []
        for datum in table.data:
            if (reading := reader.read(table, datum, over)) is None:
                lost.append((datum.start, datum.end))
            else:
                cells.append(reading)
                rest.append((reading.end, datum.end))  # marks of footnotes
        found += _told_apart(cells)
    others = _numerals(text.folded, [*rest, *lost], rules)
    return sorted(found, key=lambda one: one.start), [
        *(one for ones in others for one in ones),
        *(
            Numeral(*span, "too-large", None)
            for span, ones in zip(lost, others[len(rest) :], strict=True)
            if not ones
        ),
    ]


def _told_apart(cells: Sequence[CellReading]) -> list[CellReading]:
    """The cells of a table; those that its headers do not tell apart with a flag that says so."""

    def names(one: CellReading) -> tuple[object, ...]:
        return one.item, one.change, one.unit, one.period, one.status, one.role, one.basis

    counts = Counter(map(names, cells))
    return [
        replace(one, flags=(*one.flags, "same-headers")) if counts[names(one)] > 1 else one for one in cells
    ]


def _numerals(folded: str, spans: Sequence[Span], rules: RuleSet) -> list[list[Numeral]]:
    """The numerals of each of the parts of tables that hold no figures; all by one reading."""
    found = []
    for (start, _), (read, others) in zip(
        spans, quantities.lines([folded[a:b] for a, b in spans], rules), strict=True
    ):
        ones = [Numeral(one.start, one.end, "table-label", None) for one in read] + others
        ones.sort(key=lambda one: one.start)
        found.append([replace(one, start=one.start + start, end=one.end + start) for one in ones])
    return found

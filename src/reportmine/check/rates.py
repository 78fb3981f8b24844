"""Columns of rates in a table: which of the other columns each is the share or the growth of.

The table itself says so: in the rows where it comes out. A row in which what comes out in all others fails
is a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from ..records import Finding, Indicator
from ..rules.matching import search
from ..rules.rule import Rule
from ..text.fold import fold
from .grids import Grid
from .rows import borne_out, good
from .seen import Seen
from .verdicts import MINUS, OVER, amount, judged, unclear

NEAR = 8  # columns before a rate among which what it is of is sought
SHARE = 5  # times as many rows in which a rate comes out as in which it does not
FIRST = 20  # rows in which two columns are tried first
HUNDRED = Decimal(100)


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """The columns of rates that the rule's pattern knows by their headers.

    Columns that are of those as far to their left or right bear each other out: a table of two halves.
    """
    for grid in seen.tables:
        alike: dict[tuple[int, int], list[Finding]] = {}
        for column in grid.columns:
            cells = [one for _, one in grid.column(column)]
            if all(one.unit == "%" for one in cells) and _headed(rule, cells):
                way, found = _best(rule, grid, column, seen)
                alike.setdefault(way, []).extend(found)
        for found in alike.values():
            if borne_out(found, SHARE):
                yield from (_sure(rule, one, grid, seen) for one in found)


def _sure(rule: Rule, found: Finding, grid: Grid, seen: Seen) -> Finding:
    """The finding; unclear where the rate is that of other columns of its row."""
    if found.verdict != "contradicts":
        return found
    row = next(row.figures for row in grid.rows if any(one is found.claim for one in row.figures.values()))
    others = [one for one in row.values() if one is not found.claim]
    trials = [(found.claim, one, other) for one, other in permutations(others, 2)]
    return unclear(found) if good(_found(rule, trials, seen)) else found


def _headed(rule: Rule, cells: Sequence[Indicator]) -> bool:
    said = [fold((one.item or "") + (one.metric or "") + (one.basis or "")) for one in cells]
    return sum(search(rule, text) is not None for text in said) * 2 > len(said)


def _best(rule: Rule, grid: Grid, column: int, seen: Seen) -> tuple[tuple[int, int], list[Finding]]:
    """The two columns that bear a column of rates out in the most rows, by how far they are from it."""
    near = [one for one in grid.columns if one != column and abs(one - column) <= NEAR]
    best: tuple[tuple[int, int], list[Finding]] = (0, 0), []
    for one, other in permutations(near, 2):
        rows = [row.figures for row in grid.rows if {one, other, column} <= row.figures.keys()]
        trials = [(row[column], row[one], row[other]) for row in rows]
        if good(_found(rule, trials[:FIRST], seen)):
            found = _found(rule, trials, seen)
            if good(found) > good(best[1]):
                best = (one - column, other - column), found
    return best


def _found(rule: Rule, trials: Sequence[tuple[Indicator, Indicator, Indicator]], seen: Seen) -> list[Finding]:
    return [one for trial in trials if (one := _held(rule, *trial, seen)) is not None]


def _held(rule: Rule, rate: Indicator, part: Indicator, whole: Indicator, seen: Seen) -> Finding | None:
    growth = rule.data["form"] == "growth"
    a, b = seen.amount(part), amount(whole, seen, part.unit)
    if a is None or b is None or b.span.low <= 0 or part.kind != whole.kind or part.unit == "%":
        return None
    computed = a.over(b, HUNDRED, 1 if growth else 0)
    line = (
        f"({part.text} {MINUS} {whole.text}) {OVER} {whole.text}"
        if growth
        else f"{part.text} {OVER} {whole.text}"
    )
    if rate.direction == "down" and rate.value > 0:
        computed = computed.negative()
        line = f"{MINUS}({line})"
    return judged(rule.id, rate, computed, (part, whole), line)

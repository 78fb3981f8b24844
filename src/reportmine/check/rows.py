"""Rows of a table against their total, and columns against the column of totals.

That rows are the parts of a total is taken from the table itself: it must come out so in the other columns,
or the other rows. What comes out everywhere else and fails in one place is a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ..metrics.arithmetic import total
from ..records import Finding, Indicator
from ..rules.matching import search
from ..rules.rule import Rule
from ..text.fold import fold
from .expressions import within
from .grids import Grid
from .seen import Seen
from .verdicts import PLUS, joined, judged

BORNE_OUT = 3  # places where the sum comes out that it takes for one where it does not
SHARE = 3  # and how many times as many as those where it does not: sums do not come out by chance
RATES = ("percent", "ratio", "rank", "score")
Line = list[tuple[Indicator, list[Indicator]]]  # totals, each with its parts


def rows(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """The totals at the foot or head of a table, each column against the rows above or below."""
    for grid in seen.tables:
        for at, row in enumerate(grid.rows):
            if any(search(rule, row.label(column)) is not None for column in row.figures):
                yield from _borne_out(rule, _row_sums(grid, at), seen)


def _row_sums(grid: Grid, at: int) -> Iterator[Line]:
    """Ways in which a row may be the sum of rows next to it: of the last so many above, of the next below."""
    above, below = grid.rows[:at][::-1], grid.rows[at + 1 :]
    for near in (above, below):
        for many in range(2, min(len(near), 60) + 1):
            yield [
                (figure, [row.figures[column] for row in near[:many] if column in row.figures])
                for column, figure in grid.rows[at].figures.items()
            ]


def columns(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """The columns of totals, each row against the columns to the left or right."""
    for grid in seen.tables:
        for column in grid.columns:
            heads = [fold(one.item or "") for _, one in grid.column(column)]
            if sum(search(rule, head) is not None for head in heads) * 2 > len(heads):
                yield from _borne_out(rule, _column_sums(grid, column), seen)


def balances(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Rows in which what comes in and what goes out are added up: the two totals are one."""
    inward, outward = rule.data["parts"]
    for grid in seen.tables:
        for row in grid.rows:
            came = [one for at, one in row.figures.items() if within(rule, inward, row.label(at))]
            went = [one for at, one in row.figures.items() if within(rule, outward, row.label(at))]
            if len(came) != len(went) or len(came) + len(went) != len(row.figures):
                continue
            for one, other in zip(came, went, strict=True):
                if one.unit == other.unit and one.kind == other.kind and one.kind not in RATES:
                    yield judged(rule.id, other, seen.amount(one), (one,), one.text)


def _column_sums(grid: Grid, column: int) -> Iterator[Line]:
    places = grid.columns
    at = places.index(column)
    for near in (places[:at][::-1], places[at + 1 :]):
        for many in range(2, min(len(near), 20) + 1):
            yield [
                (row.figures[column], [row.figures[one] for one in near[:many] if one in row.figures])
                for row in grid.rows
                if column in row.figures
            ]


def _borne_out(rule: Rule, ways: Iterable[Line], seen: Seen) -> Iterator[Finding]:
    """The findings of the way that comes out in the most places; none where it is not borne out."""
    best: list[Finding] = []
    for line in ways:
        if not any(_near(figure, parts, seen) for figure, parts in line):
            continue
        found = [one for figure, parts in line if (one := _sum(rule, figure, parts, seen)) is not None]
        best = max(best, found, key=good)
    if borne_out(best):
        yield from best


def good(found: Sequence[Finding]) -> int:
    """In how many places it comes out."""
    return sum(one.verdict in ("agrees", "rounding") for one in found)


def borne_out(found: Sequence[Finding], share: int = SHARE) -> bool:
    """Whether it comes out so often that where it does not is an error."""
    there = good(found)
    return there >= BORNE_OUT and there >= share * (len(found) - there)


def _near(figure: Indicator, parts: Sequence[Indicator], seen: Seen) -> bool:
    """Whether a total may be that of its parts: quick to tell, before it is worked out."""
    made = sum((one.value for one in parts), Decimal(0))
    return (
        len(parts) > 1
        and abs(made - figure.value)
        <= len(parts) * max(seen.amount(figure).span.high - figure.value, Decimal(1)) * 2
    )


def _sum(rule: Rule, figure: Indicator, parts: Sequence[Indicator], seen: Seen) -> Finding | None:
    """A total beside the sum of its parts; None where fewer than two of them are more than nothing."""
    if figure.kind in RATES or any(one.unit != figure.unit or one.kind != figure.kind for one in parts):
        return None
    if sum(bool(one.value) for one in parts) < 2:
        return None
    line = joined([one.text for one in parts], PLUS)
    return judged(rule.id, figure, total(map(seen.amount, parts)), parts, line)

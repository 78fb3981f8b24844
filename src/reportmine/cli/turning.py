"""The wide table of `series`, and what its reader is told of what the cells alone do not show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..dataclass import replace
from ..output.wide import framed, torn, wide
from ..records import Series
from .manners import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..output.wide import Wide
    from ..records import Report

_USUAL = 2  # filled columns of a row: one value alone compares with nothing


def turned(found: Series, least: int | None, *, by: str | None, notes: bool, quiet: bool) -> Wide:
    """The rows with at least so many filled columns.

    Where no number is given it is 2, and rows left out are told of; 1 where no row has two values. Where the
    columns are metrics every row is there.
    """
    if by == "metric":
        return wide(found, by=by, notes=notes)  # the metrics with fewer values are not among its columns
    every = wide(found, least=least or 1, by=by, notes=notes)
    if least is not None:
        return every
    rows = tuple(row for row in every.rows if row.filled >= _USUAL)
    left = len(every.rows) - len(rows)
    if not quiet and left and rows:
        say(f"rows with a single value are left out ({left}): --min 1 shows them")
    elif not quiet and left:
        say(f"no row has two values: those with one are shown ({left}), as with --min 1")
    return framed(replace(every, rows=rows)) if rows else every


def tell_nothing(reports: Iterable[Report], found: Series, shown: Series | Wide, least: int) -> None:
    """Say why a table is empty."""
    empty = not (shown.points if isinstance(shown, Series) else shown.rows)
    if empty:
        say(f"warning: the table is empty: {_why_empty(reports, found, least)}")


def _why_empty(reports: Iterable[Report], found: Series, least: int) -> str:
    figures = [one for report in reports for one in report.indicators]
    if not figures:
        return "these reports hold no figure"
    if found.points:
        few = least > 1 and all(
            count < least for count in Counter(one.series for one in found.points).values()
        )
        return f"no metric has {least} values (--min)" if few else "no value is of a known year"
    if all(one.status == "target" for one in figures):
        return "all figures are planned; --targets shows them"
    return "no figure is of what is asked for"


def tell_numbers(found: Wide) -> None:
    """Say how many cells are less, or less certain, than the plain number in them says."""
    cells = [one for row in found.rows for one in row.cells if one is not None]
    bounds = sum(one.taken.relation != "=" or one.taken.value_max is not None for one in cells)
    against = sum(map(torn, cells))
    said = []
    if bounds:
        said.append(
            f"{bounds} cells are bounds or approximations"
            if bounds > 1
            else "1 cell is a bound or an approximation"
        )
    if against:
        of = "" if bounds else " cell" if against == 1 else " cells"
        said.append(f"{against}{of} {'is' if against == 1 else 'are'} contradicted by others")
    if said:
        say(f"{', '.join(said)}: --notes shows which")

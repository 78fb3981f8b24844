"""The wide table of `series`, and what its reader is told of what the cells alone do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dataclass import replace
from ..output.wide import torn, wide
from .manners import say

if TYPE_CHECKING:
    from ..output.wide import Wide
    from ..records import Series

_USUAL = 2  # filled columns of a row: one value alone compares with nothing


def turned(found: Series, least: int | None, *, by: str | None, notes: bool, quiet: bool) -> Wide:
    """The rows with at least so many filled columns.

    Where no number is given it is 2, and rows left out are told of; 1 where no row has two values, and where
    the columns are metrics.
    """
    every = wide(found, least=least or 1, by=by, notes=notes)
    if least is not None or by == "metric":
        return every
    rows = tuple(row for row in every.rows if row.filled >= _USUAL)
    left = len(every.rows) - len(rows)
    if not quiet and left and rows:
        say(f"rows with a single value are left out ({left}): --min 1 shows them")
    elif not quiet and left:
        say(f"no row has two values: those with one are shown ({left}), as with --min 1")
    return replace(every, rows=rows or every.rows)


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

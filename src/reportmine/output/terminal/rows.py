"""What people see of rows that SQL gives."""

from __future__ import annotations

from numbers import Number

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ...tongue import tr
from ..rows import Rows, shown
from ..target import plain


def rows_table(found: Rows) -> RenderableType:
    """A table, numbers to the right; below it how many rows there are."""
    rows = list(found.rows)
    grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for at, name in enumerate(found.columns):
        values = [row[at] for row in rows if row[at] is not None]
        right = bool(values) and all(isinstance(value, Number) for value in values)
        grid.add_column(Text(plain(name)), overflow="fold", justify="right" if right else "left")
    for row in rows:
        grid.add_row(*(Text(plain(shown(value))) for value in row))
    return Group(
        grid, Text("\n" + (tr("1 row") if len(rows) == 1 else tr("{n} rows").format(n=len(rows))), "dim")
    )

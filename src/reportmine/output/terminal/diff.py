"""What people see of a diff on a terminal: the figures by section, targets, claims, sections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from ...records import Diff, DiffRow
from ..diff import heading, metric, number, tables, written
from .report import fit, styled

# what each column may grow to
_COLUMNS = {"change": 9, "metric": 40, "old": 18, "new": 18, "difference": 24, "note": 50}
_FIRM = frozenset(["change", "old", "new", "difference"])
_STYLES = {
    **{"changed": "yellow", "same": "dim", "near": "magenta", "ambiguous": "magenta"},
    **{"added": "green", "removed": "red", "met": "green", "missed": "red", "open": "dim"},
    **{"agrees": "green", "rounding": "green", "contradicts": "bold red"},
    **{"kept": "dim", "renamed": "yellow", "moved": "yellow", "merged": "yellow"},
}


def diff_table(found: Diff) -> RenderableType:
    """The diff, grouped by the sections of the new report; what was removed by those of the old."""
    return Group(*_parts(found))


def _parts(found: Diff) -> Iterator[RenderableType]:
    yield styled(heading(found), "bold")
    yield Text()
    yield _Figures(found)
    for title, head, lines in tables(found):
        yield Text()
        yield styled(title, "bold cyan")
        yield _grid(head, lines)
    yield _foot(found)


def _titles(found: Diff) -> list[dict[str, str]]:
    tables: list[dict[str, str]] = [{}, {}]
    for one in found.sections:
        for table, section in zip(tables, (one.old, one.new), strict=True):
            if section is not None:
                table[section.id] = f"{section.id}  {section.marker or ''}{section.title}"
    return tables


class _Figures:
    """The rows grouped by section, with the same column widths in every group."""

    def __init__(self, found: Diff) -> None:
        self.old, self.new = _titles(found)
        self.rows = [(row, _cells(row)) for row in found.rows]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = fit([cells for _, cells in self.rows], _COLUMNS, _FIRM, options.max_width)
        header = True
        for title, members in groupby(self.rows, key=lambda entry: self._title(entry[0])):
            yield styled(title, "bold cyan")
            grid = Table(box=None, show_header=header, header_style="dim", padding=(0, 1, 0, 0))
            for name, width in widths.items():
                grid.add_column(name, width=width, overflow="fold")
            for _, cells in members:
                grid.add_row(*(cells[name] for name in widths))
            yield grid
            header = False

    def _title(self, row: DiffRow) -> str:
        if row.new is not None:
            return self.new.get(row.new.section or "", "(before the first heading)")
        where = row.old.section if row.old is not None else None
        return "dropped from " + self.old.get(where or "", "(before the first heading)")


def _cells(row: DiffRow) -> dict[str, Text]:
    return {
        "change": styled(row.change, _STYLES[row.change]),
        "metric": styled(metric(row.new or row.old)),
        "old": styled(written(row.old)),
        "new": styled(written(row.new)),
        "difference": styled(_difference(row)),
        "note": styled(_note(row), "dim"),
    }


def _difference(row: DiffRow) -> str:
    if row.difference is None or row.change == "same":
        return ""
    inexact = any(said.startswith("no exact") for said in row.evidence)
    share = "" if row.percent is None else f" ({'+' if row.percent > 0 else ''}{row.percent:.1f}%)"
    return ("≈" if inexact else "") + number(row.difference) + share


def _note(row: DiffRow) -> str:
    if row.change in ("near", "ambiguous"):
        return "; ".join(
            (*row.evidence, *(f"{metric(one)} {written(one)} at {one.start}" for one in row.candidates))
        )
    return ""


def _grid(head: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> Table:
    grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
    for name in head:
        grid.add_column(
            name, overflow="fold", min_width=10 if name in ("change", "outcome", "verdict") else None
        )
    for line in lines:
        style = _STYLES.get(line[0], "")
        grid.add_row(styled(line[0], style), *(styled(value) for value in line[1:]))
    return grid


def _foot(found: Diff) -> Text:
    counts = Counter(row.change for row in found.rows)
    said = ", ".join(f"{count} {change}" for change, count in counts.items())
    return Text("\n") + styled(said or "no figures in either report", "dim")

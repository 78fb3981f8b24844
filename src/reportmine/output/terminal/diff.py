"""What people see of a diff on a terminal: counts, the figures by section, targets, claims, sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ...records import Diff, DiffRow
from ...tongue import tr
from ..diffs.counts import became, by_section, hidden, many, totals
from ..diffs.digest import Line, digest
from ..diffs.tables import Table as Lines
from ..diffs.tables import tables
from ..diffs.view import DROPPED, ORDER, View, groups
from ..diffs.words import difference, facts, heading, label, note, written
from ..target import plain
from ..terms import head
from ..widths import columns
from .report import styled

# what each column may grow to; the label takes what is left
_CAPS = {"change": 12, "metric": 40, "old": 18, "new": 18, "difference": 24}
# where a line is too wide: which columns give way in turn, and down to what
_GIVE = (("metric", 24), ("old new difference", 13), ("metric", 12), ("metric old new difference", 4))
_STYLES = {
    **{"changed": "yellow", "same": "dim", "near": "magenta", "ambiguous": "magenta"},
    **{"added": "green", "removed": "red", "met": "green", "missed": "red", "open": "dim"},
    **{"agrees": "green", "rounding": "green", "contradicts": "bold red"},
    **{"kept": "dim", "renamed": "yellow", "moved": "yellow", "merged": "yellow"},
}
_INSIDE = 10  # columns before what is said of a line


def diff_table(found: Diff | View) -> RenderableType:
    """A diff as it is to be shown: whole, as counts by section, or on one page."""
    return Group(*_parts(found if isinstance(found, View) else View(found)))


def _parts(view: View) -> Iterator[RenderableType]:
    yield styled(heading(view.found), "bold")
    yield styled(facts(view.found), "dim")
    for name, said in totals(view.found):
        yield Text(name + " " * max(1, 10 - columns(name)), "dim") + styled(said)
    if view.what == "summary":
        yield from _summary(view)
    else:
        yield from _stat(view)
        if view.what == "all":
            yield from _figures(view)
            yield from _tables(view.found)
    yield from _foot(view)


def _stat(view: View) -> Iterator[RenderableType]:
    counts = by_section(view, upper=view.what != "stat")
    if not counts:
        return
    names = [name for name in ORDER if any(name in one.rows for one in counts)]
    grid = Table(box=None, header_style="dim", padding=(0, 1, 0, 0))
    grid.add_column("", no_wrap=True, style="dim")
    grid.add_column(head("section"), overflow="fold", style="cyan")
    for name in names:
        grid.add_column(became("change", name), justify="right", no_wrap=True, style=_STYLES[name])
    for one in counts:
        gone = styled(f" ({tr(DROPPED)})" if one.heading.note == DROPPED else "", "dim")
        title = styled(one.heading.title) + gone
        grid.add_row(styled(one.heading.id), title, *(str(one.rows.get(name, "")) for name in names))
    yield Text()
    yield grid


def _figures(view: View) -> Iterator[RenderableType]:
    shown = list(groups(view))
    cells = [[_cells(row) for row in group.rows] for group in shown]
    wide = {name: max((one[name].cell_len for held in cells for one in held), default=0) for name in _CAPS}
    for group, held in zip(shown, cells, strict=True):
        yield Text()
        if group.title is not None:
            yield styled(group.title, "bold cyan")
        yield _Rows(group.rows, held, wide)
        if group.folded:
            said = tr(", ").join(many(count, "change", change) for change, count in group.folded.items())
            yield styled(tr("({said})").format(said=said), "dim")


class _Rows:
    """Rows under one heading, with the widths that all rows have; below each what is said of it."""

    def __init__(
        self, rows: Sequence[DiffRow], cells: Sequence[Mapping[str, Text]], wide: Mapping[str, int]
    ) -> None:
        self.rows, self.cells, self.wide = rows, cells, wide

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        widths = _fitted(self.wide, options.max_width)
        grid = _grid(widths)
        for row, cells in zip(self.rows, self.cells, strict=True):
            grid.add_row(*(cells[name] for name in widths))
            if said := note(row):
                yield grid
                yield Padding(styled(said, "dim"), (0, 0, 0, _INSIDE))
                grid = _grid(widths)
        if grid.row_count:
            yield grid


def _grid(widths: Mapping[str, int]) -> Table:
    grid = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    for width in widths.values():
        grid.add_column(width=width, overflow="fold")
    return grid


def _fitted(wide: Mapping[str, int], room: int) -> dict[str, int]:
    """The widths of the columns that hold something: as wide as it, or as the cap or the terminal allows."""
    widths = {name: min(cap, wide[name]) for name, cap in _CAPS.items() if wide[name]}
    for names, least in _GIVE:
        while sum(widths.values()) + len(widths) > room:
            name = max(names.split(), key=lambda name: widths.get(name, 0))
            if widths.get(name, 0) <= least:
                break
            widths[name] -= 1
    return widths


def _cells(row: DiffRow) -> dict[str, Text]:
    return {
        "change": styled(became("change", row.change), _STYLES[row.change]),
        "metric": styled(label(row)),
        "old": styled(written(row.old)),
        "new": styled(written(row.new)),
        "difference": styled(difference(row)),
    }


def _tables(found: Diff) -> Iterator[RenderableType]:
    for one in tables(found):
        yield Text()
        yield styled(one.title, "bold cyan")
        yield _beside(one)


def _beside(lines: Lines) -> Table:
    grid = Table(box=None, header_style="dim", padding=(0, 1, 0, 0))
    for at, name in enumerate(lines.head):
        # the word at the beginning is never broken
        grid.add_column(name, overflow="fold", no_wrap=not at)
    for line, why, sign in zip(lines.lines, lines.whys, lines.signs, strict=True):
        said = [styled(value) for value in line[1:]]
        if why:
            said[lines.bends - 1] += styled(f"\n{why}", "dim")
        grid.add_row(styled(line[0], _STYLES.get(sign, "")), *said)
    return grid


def _summary(view: View) -> Iterator[RenderableType]:
    for part in digest(view):
        yield Text()
        yield styled(part.title, "bold cyan")
        for line in part.lines:
            yield from _line(line)
        if part.rest:
            yield styled(part.rest, "dim")


def _line(line: Line) -> Iterator[RenderableType]:
    said = styled(tr(": ") + line.said if line.said else "", _STYLES.get(line.sign, ""))
    yield styled(line.label, "bold") + said
    for one in filter(None, (tr("; ").join(line.places), line.why)):
        yield Padding(styled(one, "dim"), (0, 0, 0, 2))


def _foot(view: View) -> Iterator[RenderableType]:
    if said := "\n".join(map(plain, hidden(view))):
        yield Text(f"\n{said}", "dim")

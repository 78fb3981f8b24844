"""A diff as Markdown of 80 columns, for an article or an issue. All functions yield pieces of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...compare.sifting import LEFT
from ...records import Diff, DiffRow
from ...tongue import tr
from ..markdown import escaped
from ..terms import head, message
from ..widths import CUT, WIDTH, columns, cut, shared, wrapped
from .counts import became, by_section, hidden, many, totals
from .digest import Line, digest
from .tables import tables
from .view import DROPPED, ORDER, Heading, View, groups
from .words import difference, facts, heading, label, note, written


class _Page:
    """Lines of Markdown, with a count of the cells that were cut to fit."""

    def __init__(self) -> None:
        self.cut = 0

    def fitted(self, text: str, room: int) -> str:
        """A text in so many columns."""
        short = cut(text, room)
        self.cut += short != text
        return short

    def table(self, names: Iterable[str], rows: Iterable[Iterable[str]], bends: int) -> Iterator[str]:
        """A table, a line at a time; in a line that is too wide the cell that `bends` is cut first."""
        head = list(names)
        before = f"\n| {' | '.join(head)} |\n|{'---|' * len(head)}\n"
        for row in rows:
            cells = [escaped(value) for value in row]
            room = WIDTH - 3 * len(cells) - 1
            widths = shared([columns(one) for one in cells], room, bends)
            fitted = map(self.fitted, cells, widths)
            yield before + "| " + " | ".join(fitted) + " |\n"
            before = ""

    def heading(self, level: int, text: str) -> str:
        """A heading, which is one line."""
        mark = "#" * level + " "
        return mark + self.fitted(escaped(text), WIDTH - len(mark)) + "\n"


def of_diff(found: Diff | View) -> Iterator[str]:
    """A diff as it is to be shown: whole, as counts by section, or on one page."""
    view = found if isinstance(found, View) else View(found)
    page = _Page()
    yield from _head(page, view)
    if view.what == "summary":
        yield from _summary(page, view)
    else:
        yield from _stat(page, view)
        if view.what == "all":
            yield from _figures(page, view)
            yield from _tables(page, view.found)
    yield from _foot(page, view)


def _head(page: _Page, view: View) -> Iterator[str]:
    yield page.heading(1, heading(view.found)) + "\n"
    yield from wrapped(escaped(facts(view.found)))
    yield "\n"
    for name, said in totals(view.found):
        yield from wrapped(f"**{name}** {escaped(said)}", "* ", "  ")


def _item(text: str) -> Iterator[str]:
    yield from wrapped(escaped(text), "* ", "  ")


def _stat(page: _Page, view: View) -> Iterator[str]:
    counts = by_section(view, upper=view.what != "stat")
    if not counts:
        return
    names = [name for name in ORDER if any(name in one.rows for one in counts)]
    yield "\n" + page.heading(2, tr("By section"))
    rows = (
        [str(one.heading.id), _heading(one.heading), *(str(one.rows.get(name, "")) for name in names)]
        for one in counts
    )
    yield from page.table(["", head("section"), *(became("change", name) for name in names)], rows, 1)


def _heading(one: Heading) -> str:
    return f"{one.title} ({tr(DROPPED)})" if one.note == DROPPED else one.title


def _figures(page: _Page, view: View) -> Iterator[str]:
    before = "\n" + page.heading(2, tr("Figures"))
    for group in groups(view):
        if before:
            yield before
            before = ""
        if group.title is not None:
            yield "\n" + page.heading(3, group.title)
        rows = ([label(row), written(row.old), written(row.new), _change(row)] for row in group.rows)
        yield from page.table(map(head, ("metric", "old", "new", "change")), rows, 0)
        notes = [
            tr(": ").join((became("change", row.change), label(row), said))
            for row in group.rows
            if (said := note(row))
        ]
        yield from _list(notes)
        if group.folded:
            yield (
                "\n"
                + tr(", ").join(many(count, "change", change) for change, count in group.folded.items())
                + "\n"
            )


def _change(row: DiffRow) -> str:
    return (
        difference(row)
        if row.change == "changed"
        else f"{became('change', row.change)} {difference(row)}".strip()
    )


def _list(said: Iterable[str]) -> Iterator[str]:
    before = "\n"
    for one in said:
        yield before
        yield from _item(one)
        before = ""


def _tables(page: _Page, found: Diff) -> Iterator[str]:
    for one in tables(found):
        yield "\n" + page.heading(2, one.title)
        yield from page.table(one.head, one.lines, one.bends)
        yield from _list(one.notes)


def _summary(page: _Page, view: View) -> Iterator[str]:
    for part in digest(view):
        yield "\n" + page.heading(2, part.title) + "\n"
        for line in part.lines:
            yield from _line(line)
        if part.rest:
            yield "\n" if part.lines else ""
            yield from wrapped(escaped(part.rest))


def _line(line: Line) -> Iterator[str]:
    label = escaped(line.label)
    yield from wrapped(f"**{label}**" + (tr(": ") + escaped(line.said) if line.said else ""), "* ", "  ")
    for said in filter(None, (tr("; ").join(line.places), line.why)):
        yield from wrapped(escaped(said), "  * ", "    ")


def _foot(page: _Page, view: View) -> Iterator[str]:
    said = [
        tr("{said}.").format(said=message("warning", one.message))
        for one in view.found.warnings
        if one.code not in LEFT
    ]
    gone = [tr("{said}.").format(said=one) for one in hidden(view)]
    if page.cut:
        gone.append(
            tr(
                "{cut} stands for words left out of {n} lines and headings to keep to {width} columns; "
                "-f csv and -f json have them."
            ).format(cut=CUT, n=page.cut, width=WIDTH)
        )
    for title, lines in ((tr("Warnings:"), said), (tr("Not shown:"), gone)):
        if lines:
            yield f"\n{title}\n"
            yield from _list(lines)

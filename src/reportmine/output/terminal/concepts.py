"""What people see of the known concepts: a table on a terminal, and where that is read on, one a line."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from ...tongue import language
from ..concepts import Told, lines
from ..target import plain
from ..terms import head, term
from .report import styled

_WHOLE = ("concept", "endings")  # columns that are copied from


class ConceptsTable:
    """The concepts in the columns of a terminal."""

    def __init__(self, known: Iterable[Told]) -> None:
        self.known = list(known)

    def plainly(self) -> str:
        """What takes the place of the table where no terminal shows it: ids are whole, and none is broken."""
        rows = (line.rstrip("\n").split("\t") for line in lines(self.known))
        return "".join("\t".join(map(plain, row)) + "\n" for row in rows)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        english = language() == "en"
        grid = Table(box=None, header_style="dim", padding=(0, 2, 0, 0))
        for name in ("concept", "Chinese name", *(("name",) if english else ()), "kinds", "endings"):
            grid.add_column(head(name), overflow="fold", no_wrap=name in _WHOLE)
        for one in self.known:
            kinds = ", ".join(term("kind", kind) for kind in sorted(one.rule.data["kinds"]))
            grid.add_row(
                styled(one.id, "bold"),
                styled(one.title),
                *((styled(one.rule.name),) if english else ()),
                styled(kinds, "dim"),
                styled(" ".join(one.endings), "dim"),
            )
        yield grid


def concepts_table(known: Iterable[Told]) -> ConceptsTable:
    """The known concepts, one a line."""
    return ConceptsTable(known)

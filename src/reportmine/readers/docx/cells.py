"""Tables, rows and cells as their events come."""

from __future__ import annotations

from ..document import MOST_SPANNED, Unreadable
from ..markup import switched_on, whole
from ..tables import MOST_CELLS, CellDraft, RowDraft, TableDraft
from .state import State
from .story import Story


class Tables(State):
    """Handles tables and what stands in their properties."""

    def _table(self, attributes: dict[str, str]) -> None:
        self._tables.append(TableDraft())

    def _table_ends(self) -> None:
        table = self._tables.pop()
        story = self._stories[-1]
        story.settle()
        if table.rows:
            story.add(table)

    def _row(self, attributes: dict[str, str]) -> None:
        self._rows.append(RowDraft())

    def _row_ends(self) -> None:
        row = self._rows.pop()
        if self._tables and row.cells:
            self._tables[-1].rows.append(row)

    def _cell(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise Unreadable(
                f"has tables of more than {MOST_CELLS:,} cells", "split it into several documents"
            )
        cell = CellDraft()
        self._cells.append(cell)
        self._stories.append(Story(cell.blocks.append))

    def _cell_ends(self) -> None:
        self._stories.pop().close()
        cell = self._cells.pop()
        if self._rows and self._tables:
            self._rows[-1].cells.append(cell)
        else:
            for block in cell.blocks:
                self._stories[-1].add(block)

    def _span(self, attributes: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].columns = _spanned(attributes, 1)

    def _merge(self, attributes: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].merge = attributes.get("w:val", "continue")

    def _merge_across(self, attributes: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].across = attributes.get("w:val", "continue")

    def _cell_deleted(self, attributes: dict[str, str]) -> None:
        if self._cells:
            self._cells[-1].gone = self._found.changes = True

    def _header(self, attributes: dict[str, str]) -> None:
        if self._rows:
            self._rows[-1].header = switched_on(attributes)

    def _row_hidden(self, attributes: dict[str, str]) -> None:
        if self._here("w:trPr") and self._rows and switched_on(attributes):
            self._rows[-1].gone = self._found.hidden = True

    def _before(self, attributes: dict[str, str]) -> None:
        if self._rows:
            self._rows[-1].before = _spanned(attributes, 0)


def _spanned(attributes: dict[str, str], least: int) -> int:
    return min(max(whole(attributes.get("w:val"), least) or 0, least), MOST_SPANNED)

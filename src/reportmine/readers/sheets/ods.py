"""ODS: each cell with the text that it shows, which the file holds beside its value."""

from __future__ import annotations

from ...dataclass import dataclass, field
from ..document import Document, Limits
from ..markup import scan, whole
from ..open import content, sign, words
from .book import Count, Sheet, document

MOST_REPEATED = 1_048_576  # lines or columns that one element may stand for
MOST_COLUMNS = 16_384
_PASSED = frozenset(("office:annotation", "table:shapes", "table:tracked-changes", "office:settings"))
_VALUES = ("office:string-value", "office:value", "office:date-value", "office:boolean-value")
_HIDDEN = ("collapse", "filter")


def read(data: bytes, limits: Limits) -> Document:
    """The sheets of a workbook that are not hidden. Raises Unreadable."""
    _, xml = content(data, limits)
    taken = _Content(Count(limits))
    scan(xml, "content.xml", taken)
    return document(taken.sheets, taken.hidden, limits)


@dataclass(slots=True)
class _Cell:
    """A cell while it is read."""

    times: int
    deep: int
    wide: int
    value: str
    covered: bool
    lines: list[str] = field(default_factory=list)


class _Content:
    """Takes the events of a content."""

    def __init__(self, count: Count) -> None:
        self.sheets: list[Sheet] = []
        self.hidden = 0
        self._count = count
        self._unseen: set[str] = set()  # styles of tables that are not shown
        self._style = ""
        self._skipped = 0
        self._sheet: Sheet | None = None
        self._line = self._column = self._across = 0
        self._times = 1  # how often the line stands
        self._cell: _Cell | None = None
        self._words: list[str] = []
        self._open = 0  # paragraphs

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        inside = name.startswith("draw:") or (name == "table:table" and self._cell is not None)
        if self._skipped or name in _PASSED or inside:
            self._skipped += 1
            return
        match name:
            case "style:style":
                self._style = attributes.get("style:name", "")
            case "style:table-properties":
                if attributes.get("table:display") == "false":
                    self._unseen.add(self._style)
            case "table:table":
                self._begin_sheet(attributes)
            case "table:table-column":
                self._columns(attributes)
            case "table:table-row":
                self._begin_line(attributes)
            case "table:table-cell" | "table:covered-table-cell":
                self._begin_cell(name, attributes)
            case "text:p" | "text:h":
                self._open += 1
            case _ if self._open:
                self._words.append(sign(name, attributes))

    def data(self, text: str) -> None:
        """Text, or a part of it."""
        if self._open and not self._skipped:
            self._words.append(words(text))

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        match name:
            case "table:table":
                self._sheet = None
            case "table:table-row":
                self._line += self._times
            case "table:table-cell" | "table:covered-table-cell":
                self._end_cell()
            case "text:p" | "text:h":
                self._open -= 1
                if self._cell is not None:
                    self._cell.lines.append("".join(self._words))
                self._words.clear()

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        self._sheet = Sheet(attributes.get("table:name", ""))
        self._line = self._across = 0
        if attributes.get("table:style-name") in self._unseen:
            self.hidden += 1
        else:
            self.sheets.append(self._sheet)

    def _columns(self, attributes: dict[str, str]) -> None:
        times = _times(attributes, "table:number-columns-repeated")
        if self._sheet is not None and attributes.get("table:visibility") in _HIDDEN:
            self._sheet.hidden_columns.update(range(self._across, min(self._across + times, MOST_COLUMNS)))
        self._across += times

    def _begin_line(self, attributes: dict[str, str]) -> None:
        self._times = _times(attributes, "table:number-rows-repeated")
        self._column = 0
        if self._sheet is not None and attributes.get("table:visibility") in _HIDDEN:
            self._sheet.hidden_lines.update(range(self._line, min(self._line + self._times, MOST_REPEATED)))

    def _begin_cell(self, name: str, attributes: dict[str, str]) -> None:
        value = next((attributes[key] for key in _VALUES if key in attributes), "")
        self._cell = _Cell(
            _times(attributes, "table:number-columns-repeated"),
            _times(attributes, "table:number-rows-spanned"),
            _times(attributes, "table:number-columns-spanned"),
            value,
            name == "table:covered-table-cell",
        )

    def _end_cell(self) -> None:
        cell, self._cell = self._cell, None
        if cell is None or self._sheet is None:
            return
        text = "\n".join(cell.lines).strip() or cell.value
        if text and not cell.covered:
            self._count.add(text, cell.times * self._times)
            for line in range(self._line, self._line + self._times):
                for column in range(self._column, self._column + cell.times):
                    self._sheet.put(line, column, text)
        if cell.deep > 1 or cell.wide > 1:
            self._sheet.spans[self._line, self._column] = cell.deep, cell.wide
        self._column += cell.times


def _times(attributes: dict[str, str], name: str) -> int:
    return min(max(whole(attributes.get(name), 1) or 1, 1), MOST_REPEATED)

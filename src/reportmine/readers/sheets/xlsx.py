"""XLSX and XLSM: the sheets as Excel shows them, by zipfile and expat within the limits of other documents.

Not through a library: those that are fast give a number without its format, so that a share shown as 5.3%
comes as 0.053, and unpack whatever they are given.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element

from ...dataclass import dataclass
from ...expression import expression
from ..document import Document, Limits, Unreadable
from ..markup import REMEDY, scan, tree, whole
from ..parts import Parts
from .book import Count, Sheet, document
from .shown import BUILT_IN, GENERAL, shown

MOST_LINE, MOST_COLUMN = 1_048_576, 16_384
MOST_HIDING = 1000  # elements that hide columns
_PLACE = expression(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_NO = ("0", "false", None)


def read(data: bytes, limits: Limits) -> Document:
    """The sheets of a workbook that are not hidden. Raises Unreadable."""
    parts = Parts(data, limits)
    main = parts.related("").get("officeDocument", "xl/workbook.xml")
    if not parts.has(main):
        raise Unreadable("is a spreadsheet without its workbook", REMEDY)
    book = tree(parts.unpack(main)[main], main)
    related = parts.related(main)
    formats = _formats(parts, related.get("styles"))
    strings = _strings(parts, related.get("sharedStrings"), limits)
    settings = next(book.iter("x:workbookPr"), None)
    from_1904 = settings is not None and settings.get("date1904") not in _NO
    count = Count(limits)
    sheets, hidden = [], 0
    for one in book.iter("x:sheet"):
        name = parts.target(main, one.get("r:id", ""))
        if name is None:
            continue
        if one.get("state", "visible") != "visible":
            hidden += 1
            continue
        sheet = Sheet(one.get("name", ""))
        scan(parts.unpack(name)[name], name, _Cells(sheet, strings, formats, from_1904, count))
        sheets.append(sheet)
    return document(sheets, hidden, limits)


def _formats(parts: Parts, name: str | None) -> list[str]:
    """The code of the format of each style of a cell."""
    if name is None:
        return []
    root = tree(parts.unpack(name)[name], name)
    own = {one.get("numFmtId"): one.get("formatCode", GENERAL) for one in root.iter("x:numFmt")}
    cells = next(root.iter("x:cellXfs"), Element("none"))
    found = []
    for one in cells:
        number = one.get("numFmtId")
        found.append(own.get(number) or BUILT_IN.get(whole(number, 0) or 0, GENERAL))
    return found


def _strings(parts: Parts, name: str | None, limits: Limits) -> list[str]:
    """The texts that cells share."""
    if name is None:
        return []
    taken = _Strings(limits)
    scan(parts.unpack(name)[name], name, taken)
    return taken.strings


class _Words:
    """Gathers the text of x:t, without what stands over it to say how it is spoken."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._open = ""
        self._spoken = 0

    def _begins(self, name: str) -> None:
        self._spoken += name == "x:rPh" or bool(self._spoken)
        self._open = name

    def _ends(self) -> None:
        self._spoken -= bool(self._spoken)
        self._open = ""

    def data(self, text: str) -> None:
        """Text, or a part of it."""
        if self._open == "x:t" and not self._spoken:
            self._words.append(text)

    def _taken(self) -> str:
        text = "".join(self._words)
        self._words.clear()
        return text


class _Strings(_Words):
    """Takes the events of the shared strings."""

    def __init__(self, limits: Limits) -> None:
        super().__init__()
        self._limits = limits
        self.strings: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._begins(name)

    def end(self, name: str) -> None:
        """An element ends."""
        self._ends()
        if name == "x:si":
            self.strings.append(self._taken())


@dataclass(slots=True)
class _Cell:
    """A cell while it is read."""

    line: int
    column: int
    kind: str
    style: int
    value: str = ""
    formula: bool = False


class _Cells(_Words):
    """Takes the events of a sheet."""

    def __init__(
        self, sheet: Sheet, strings: Sequence[str], formats: Sequence[str], from_1904: bool, count: Count
    ) -> None:
        super().__init__()
        self._sheet, self._strings, self._formats = sheet, strings, formats
        self._from_1904, self._count = from_1904, count
        self._line = self._column = -1
        self._cell: _Cell | None = None
        self._hides = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._begins(name)
        if name == "x:c":
            self._begin_cell(attributes)
        elif name == "x:row":
            self._line = min((whole(attributes.get("r")) or self._line + 2), MOST_LINE) - 1
            self._column = -1
            if attributes.get("hidden") not in _NO:
                self._sheet.hidden_lines.add(self._line)
        elif name == "x:f" and self._cell is not None:
            self._cell.formula = True
        elif name == "x:col" and attributes.get("hidden") not in _NO:
            first, last = (whole(attributes.get(key), 0) or 0 for key in ("min", "max"))
            self._hides += 1
            if self._hides <= MOST_HIDING:
                self._sheet.hidden_columns.update(range(max(0, first - 1), min(last, MOST_COLUMN)))
        elif name == "x:mergeCell":
            self._merge(attributes.get("ref", ""))

    def data(self, text: str) -> None:
        """Text, or a part of it."""
        if self._open == "x:v" and self._cell is not None:
            self._words.append(text)
        else:
            super().data(text)

    def end(self, name: str) -> None:
        """An element ends."""
        self._ends()
        if self._cell is None:
            return
        if name in ("x:v", "x:is"):
            self._cell.value = self._taken()
        elif name == "x:c":
            cell, self._cell = self._cell, None
            text = self._shown(cell)
            self._sheet.uncomputed += cell.formula and not cell.value and cell.kind != "str"
            if text.strip():
                self._count.add(text)
                self._sheet.put(cell.line, cell.column, text)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        line, column = placed(attributes.get("r", "")) or (max(0, self._line), self._column + 1)
        self._column = column
        self._words.clear()
        self._cell = _Cell(line, column, attributes.get("t", "n"), whole(attributes.get("s"), 0) or 0)

    def _shown(self, cell: _Cell) -> str:
        if cell.kind == "s":
            place = whole(cell.value.strip(), -1) or 0
            return self._strings[place] if 0 <= place < len(self._strings) else ""
        if cell.kind == "b":
            return "TRUE" if cell.value.strip() == "1" else "FALSE"
        if cell.kind != "n" or not cell.value.strip():
            return cell.value
        style = self._formats[cell.style] if 0 <= cell.style < len(self._formats) else GENERAL
        return shown(cell.value.strip(), style, self._from_1904)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begins, ends = placed(first), placed(last)
        if begins and ends and begins <= ends:
            self._sheet.spans[begins] = ends[0] - begins[0] + 1, max(1, ends[1] - begins[1] + 1)


def placed(reference: str) -> tuple[int, int] | None:
    """The line and the column of B3, from 0; None for what is no place of a sheet."""
    hit = _PLACE.fullmatch(reference)
    if hit is None:
        return None
    column = 0
    for letter in hit[1].upper():
        column = 26 * column + ord(letter) - 64
    line = int(hit[2])
    return (line - 1, column - 1) if 0 < line <= MOST_LINE and column <= MOST_COLUMN else None

"""The text of an OpenDocument text, in order, as it is shown with all changes accepted."""

from __future__ import annotations

from collections.abc import Callable

from ...dataclass import dataclass, field
from ..document import MOST_SPANNED, Unreadable, raised
from ..found import Found, large
from ..markup import whole
from ..open import sign, words
from ..tables import MANY_CELLS, MOST_CELLS, Block, CellDraft, RowDraft, TableDraft
from .styles import OUTLINE, Counts, Styles

_LEFT_OUT = frozenset(
    (
        *("office:annotation", "text:table-of-content", "text:hidden-text", "text:ruby-text", "text:script"),
        *("text:sequence-decls", "text:variable-decls", "text:user-field-decls", "office:forms"),
    )
)
_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "px": 0.75}
_SHAPES = frozenset(("draw:text-box", "draw:custom-shape", "draw:rect", "draw:ellipse"))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph that is open."""

    marker: str
    hidden: bool
    pieces: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    """What stands in text boxes that hang on it."""
    spans: list[str | None] = field(default_factory=list)
    """Styles of words that are open."""


@dataclass(slots=True)
class _List:
    """A list that is open."""

    name: str
    marked: bool = True
    """Whether the item that is open has its marker, or is to have none."""
    start: int | None = None


@dataclass(slots=True)
class _Table:
    """A table that is open; `below` says which columns a cell from above still covers, and as how many."""

    draft: TableDraft = field(default_factory=TableDraft)
    below: dict[int, tuple[int, int]] = field(default_factory=dict)
    column: int = 0
    filled: int = 0
    """Columns that the cells of the row take so far."""
    heads: bool = False


class Body:
    """Takes the events of a content (see `scan`) and gives its blocks to `put`."""

    def __init__(self, styles: Styles, put: Callable[[Block], None], found: Found) -> None:
        self._styles, self._found = styles, found
        self._counts = Counts(styles.lists)
        self._skipped = 0
        self._inside = False  # the body of the document
        self._puts = [put]
        self._paragraphs: list[_Paragraph] = []
        self._lists: list[list[_List]] = [[]]
        self._tables: list[_Table] = []
        self._notes: list[tuple[str, list[Block]]] = []
        self._frames: list[tuple[float | None, float | None]] = []
        self._cells = 0
        self.notes: dict[str, list[list[Block]]] = {}
        """What the notes hold: footnotes and endnotes, each in order."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipped:
            self._skipped += 1
        elif name == "office:text":
            self._inside = True
        elif self._inside and self._begins(name, attributes):
            self._skipped = 1

    def data(self, text: str) -> None:
        """Text, or a part of it."""
        if self._paragraphs and not self._skipped:
            self._write(words(text))

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
        elif self._inside and (handler := _ENDS.get(name)) is not None:
            handler(self)

    def _begins(self, name: str, attributes: dict[str, str]) -> bool:
        """Whether what begins is left out."""
        if name in _LEFT_OUT:
            return True
        if name == "text:tracked-changes":
            self._found.changes = True
            return True
        if name == "text:section" and attributes.get("text:style-name") in self._styles.hidden:
            self._found.hidden = True
            return True
        if handler := _STARTS.get(name):
            return bool(handler(self, attributes))
        if self._paragraphs and (said := sign(name, attributes)):
            self._write(said)
        return False

    # paragraphs

    def _paragraph(self, attributes: dict[str, str]) -> None:
        style = self._styles.of(attributes.get("text:style-name"))
        self._paragraphs.append(_Paragraph(self._marker(), style.hidden))

    def _heading(self, attributes: dict[str, str]) -> None:
        self._paragraph(attributes)
        one = self._paragraphs[-1]
        if not self._lists[-1] and attributes.get("text:is-list-header") != "true":
            start = whole(attributes.get("text:start-value"))
            place = whole(attributes.get("text:outline-level"), 1) or 1
            one.marker = self._counts.marker(OUTLINE, place, start)

    def _marker(self) -> str:
        """The marker of the item of the list that is open, which only its first paragraph has."""
        open_lists = self._lists[-1]
        if not open_lists or open_lists[-1].marked:
            return ""
        one = open_lists[-1]
        one.marked = True
        return self._counts.marker(one.name, len(open_lists), one.start)

    def _paragraph_ends(self) -> None:
        one = self._paragraphs.pop()
        text = "".join(one.pieces).strip(" ")
        if one.hidden:
            self._found.hidden |= bool(text)
            text = ""
        if one.marker and text:
            text = _joined(one.marker, text)
        if text or not (one.hidden or one.boxes):
            for line in text.rstrip().split("\n"):
                self._puts[-1](line.rstrip())
        for block in one.boxes:
            self._puts[-1](block)

    def _write(self, text: str) -> None:
        one = self._paragraphs[-1]
        for name in one.spans:
            style = self._styles.of(name)
            if style.hidden or style.struck:
                self._found.hidden |= style.hidden
                self._found.struck |= style.struck
                return
            if style.raised:
                text = raised(text)
        one.pieces.append(text)

    def _span(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].spans.append(attributes.get("text:style-name"))

    def _span_ends(self) -> None:
        if self._paragraphs and self._paragraphs[-1].spans:
            self._paragraphs[-1].spans.pop()

    # lists

    def _list(self, attributes: dict[str, str]) -> None:
        around = self._lists[-1]
        name = attributes.get("text:style-name") or (around[-1].name if around else "")
        goes_on = attributes.get("text:continue-numbering") == "true" or "text:continue-list" in attributes
        if not around and not goes_on:
            self._counts.restart(name)
        around.append(_List(name))

    def _item(self, attributes: dict[str, str]) -> None:
        if self._lists[-1]:
            one = self._lists[-1][-1]
            one.marked, one.start = False, whole(attributes.get("text:start-value"))

    def _item_ends(self) -> None:
        if self._lists[-1]:
            self._lists[-1][-1].marked = True

    def _list_ends(self) -> None:
        if self._lists[-1]:
            self._lists[-1].pop()

    # what stands by itself: cells, boxes, notes

    def _opens(self, put: Callable[[Block], None]) -> None:
        self._puts.append(put)
        self._lists.append([])

    def _closes(self) -> None:
        if len(self._puts) > 1:
            self._puts.pop()
            self._lists.pop()

    def _box(self, attributes: dict[str, str]) -> None:
        self._opens(self._paragraphs[-1].boxes.append if self._paragraphs else self._puts[-1])

    def _note(self, attributes: dict[str, str]) -> None:
        kind = "endnote" if attributes.get("text:note-class") == "endnote" else "footnote"
        self._notes.append((kind, []))

    def _citation(self, attributes: dict[str, str]) -> bool:
        return True

    def _note_body(self, attributes: dict[str, str]) -> None:
        self._opens(self._notes[-1][1].append if self._notes else lambda block: None)

    def _note_ends(self) -> None:
        kind, blocks = self._notes.pop() if self._notes else ("footnote", [])
        self.notes.setdefault(kind, []).append(blocks)

    # tables

    def _table(self, attributes: dict[str, str]) -> None:
        self._tables.append(_Table())

    def _table_ends(self) -> None:
        if self._tables and (draft := self._tables.pop().draft).rows:
            self._puts[-1](draft)

    def _heads(self, attributes: dict[str, str]) -> None:
        if self._tables:
            self._tables[-1].heads = True

    def _heads_end(self) -> None:
        if self._tables:
            self._tables[-1].heads = False

    def _row(self, attributes: dict[str, str]) -> None:
        if self._tables:
            one = self._tables[-1]
            one.column = one.filled = 0
            one.draft.rows.append(RowDraft(header=one.heads))

    def _cell(self, attributes: dict[str, str]) -> None:
        cell = CellDraft()
        self._count()
        self._opens(cell.blocks.append)
        if not self._tables or not self._tables[-1].draft.rows:
            return
        deep, wide = (
            min(max(whole(attributes.get(f"table:number-{one}-spanned"), 1) or 1, 1), MOST_SPANNED)
            for one in ("rows", "columns")
        )
        table = self._tables[-1]
        cell.columns, cell.merge = wide, "restart" if deep > 1 else ""
        table.draft.rows[-1].cells.append(cell)
        if deep > 1:
            table.below[table.column] = deep - 1, wide
        table.column += 1
        table.filled += wide

    def _covered(self, attributes: dict[str, str]) -> bool:
        if self._tables and self._tables[-1].draft.rows:
            table = self._tables[-1]
            left, wide = table.below.get(table.column, (0, 1))
            row = table.draft.rows[-1]
            if left and table.filled <= table.column:  # else a cell of the row itself covers the place
                self._count()
                row.cells.append(CellDraft(columns=wide, merge="continue"))
                table.filled += wide
                table.below[table.column] = left - 1, wide
            table.column += min(
                max(whole(attributes.get("table:number-columns-repeated"), 1) or 1, 1), MOST_SPANNED
            )
        return True

    def _count(self) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise Unreadable(*MANY_CELLS)

    # pictures and objects

    def _frame(self, attributes: dict[str, str]) -> None:
        sides = (_points(attributes.get(name, "")) for name in ("svg:width", "svg:height"))
        width, height = sides
        self._frames.append((width, height))

    def _frame_ends(self) -> None:
        if self._frames:
            self._frames.pop()

    def _picture(self, attributes: dict[str, str]) -> None:
        self._found.pictures += 1
        link = attributes.get("xlink:href", "")
        if link and self._frames and large(*self._frames[-1]):
            self._found.shown[link] = self._found.shown.get(link, 0) + 1

    def _object(self, attributes: dict[str, str]) -> None:
        self._found.unread["embedded object"] = self._found.unread.get("embedded object", 0) + 1
        self._frames[-1:] = [(0.0, 0.0)] if self._frames else []  # its picture shows what it holds


def _points(said: str) -> float | None:
    """A length in points; None where it is none."""
    try:
        return min(float(said[:-2]), 1e6) * _POINTS[said[-2:]]
    except (ValueError, KeyError):
        return None


def _joined(marker: str, text: str) -> str:
    """A marker before its text: never so that two numbers become one, as 1. and 2024."""
    return f"{marker} {text}" if marker[-1].isascii() and text[0].isdigit() else marker + text


_STARTS: dict[str, Callable[[Body, dict[str, str]], bool | None]] = {
    "text:p": Body._paragraph,
    "text:h": Body._heading,
    "text:span": Body._span,
    "text:list": Body._list,
    "text:list-item": Body._item,
    "text:note": Body._note,
    "text:note-citation": Body._citation,
    "text:note-body": Body._note_body,
    "table:table": Body._table,
    "table:table-header-rows": Body._heads,
    "table:table-row": Body._row,
    "table:table-cell": Body._cell,
    "table:covered-table-cell": Body._covered,
    "draw:frame": Body._frame,
    "draw:image": Body._picture,
    "draw:object": Body._object,
    "draw:object-ole": Body._object,
    **dict.fromkeys(_SHAPES, Body._box),
}
_ENDS: dict[str, Callable[[Body], None]] = {
    "text:p": Body._paragraph_ends,
    "text:h": Body._paragraph_ends,
    "text:span": Body._span_ends,
    "text:list": Body._list_ends,
    "text:list-item": Body._item_ends,
    "text:note": Body._note_ends,
    "text:note-body": Body._closes,
    "table:table": Body._table_ends,
    "table:table-header-rows": Body._heads_end,
    "table:table-cell": Body._closes,
    "draw:frame": Body._frame_ends,
    **dict.fromkeys(_SHAPES, Body._closes),
}

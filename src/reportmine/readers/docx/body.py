"""The text of a part of a Word document, in order, as its events come.

Read as Word shows it with all changes accepted: insertions in, deletions out, hidden text out, fields by
their results, numbers before the paragraphs that have them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ..markup import whole
from .cells import Tables
from .numbering import joined
from .pictures import Pictures
from .story import Paragraph, Story

_SKIPPED = frozenset(
    (
        *("w:pPrChange", "w:rPrChange", "w:tblPrChange", "w:tcPrChange", "w:trPrChange", "w:sectPrChange"),
        *("w:tblPrExChange", "w:tblGridChange", "w:numberingChange", "w:tblGrid", "w:delText"),
        *("w:delInstrText", "w:rt", "w:sectPr"),
    )
)
_UNREAD = {
    "c:chart": "chart",
    "cx:chart": "chart",
    "dgm:relIds": "diagram",
    "o:OLEObject": "embedded object",
    "w:subDoc": "subdocument",
}


class Body(Pictures, Tables):
    """Takes the events of a part (see markup.scan) and gives its blocks to `put`."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._skipped or name in _SKIPPED:
            self._skipped += 1
            return
        handler = _STARTS.get(name)
        if handler is not None and handler(self, attributes):
            self._skipped = 1
            return
        self._path.append(name)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._skipped:
            self._skipped -= 1
            return
        self._path.pop()
        handler = _ENDS.get(name)
        if handler is not None:
            handler(self)

    def data(self, text: str) -> None:
        """Text, or a part of it."""
        if self._skipped:
            return
        if self._path[-1] in ("w:t", "m:t"):
            self._words.append(text)
        elif self._path[-1] == "w:instrText":
            self._stories[-1].field_instruction(text)

    def finish(self) -> None:
        """The part has ended."""
        self._stories[0].close()

    # paragraphs

    def _paragraph(self, attributes: dict[str, str]) -> None:
        self._stories[-1].paragraphs.append(Paragraph())

    def _paragraph_ends(self) -> None:
        story = self._stories[-1]
        story.fields_pause()
        one = story.paragraphs.pop()
        style = self._styles.paragraph(one.style)
        one.hidden |= style.hidden
        nothing = not any(piece.strip() for piece in one.pieces)
        before = story.pending
        if before is not None:
            one.go_on_from(before)
        if one.hidden and not one.gone and nothing:
            story.pending = one if before is not None else None
            self._found.hidden = True
            story.boxes(one)
            return
        if one.gone:
            story.pending = one
            return
        if not one.numbered:
            marker = self._numbering.marker((one.numbering, one.level), style)
            if marker:
                one.pieces = [joined(marker, "".join(one.pieces).lstrip())]
                one.numbered = True
        story.pending = one if one.hidden else None
        if not one.hidden:
            story.lines(one, style.name)

    def _style(self, attributes: dict[str, str]) -> None:
        if self._here("w:p", "w:pPr"):
            self._open().style = attributes.get("w:val")

    def _number(self, attributes: dict[str, str]) -> None:
        if self._here("w:pPr", "w:numPr"):
            self._open().numbering = whole(attributes.get("w:val"), 0)

    def _level(self, attributes: dict[str, str]) -> None:
        if self._here("w:pPr", "w:numPr"):
            self._open().level = whole(attributes.get("w:val"), 0)

    # changes

    def _deleted(self, attributes: dict[str, str]) -> bool:
        """w:del and w:moveFrom: around text, or marking a row or a paragraph's end."""
        self._found.changes = True
        if self._here("w:trPr") and self._rows:
            self._rows[-1].gone = True
        elif self._here("w:pPr", "w:rPr"):
            self._open().gone = True
        return True

    def _inserted(self, attributes: dict[str, str]) -> None:
        self._found.changes = True

    # content controls, alternatives, text boxes

    def _control(self, attributes: dict[str, str]) -> None:
        self._controls.append(False)

    def _control_ends(self) -> None:
        self._controls.pop()

    def _gallery(self, attributes: dict[str, str]) -> None:
        if self._controls and attributes.get("w:val") == "Table of Contents":
            self._controls[-1] = True

    def _control_content(self, attributes: dict[str, str]) -> bool:
        return bool(self._controls) and self._controls[-1]

    def _alternative(self, attributes: dict[str, str]) -> None:
        self._alternatives.append(False)

    def _alternative_ends(self) -> None:
        self._alternatives.pop()

    def _choice(self, attributes: dict[str, str]) -> bool:
        if not self._alternatives:
            return False
        taken, self._alternatives[-1] = self._alternatives[-1], True
        return taken

    def _box(self, attributes: dict[str, str]) -> None:
        outer = self._stories[-1]
        self._stories.append(Story(self._open().boxes.append if outer.paragraphs else outer.add))

    def _note_begins(self, attributes: dict[str, str]) -> bool:
        if attributes.get("w:type", "normal") != "normal":  # the line above the notes, and the like
            return True
        blocks = self.notes.setdefault(attributes.get("w:id", ""), [])
        self._stories.append(Story(blocks.append))
        return False

    def _story_ends(self) -> None:
        self._stories.pop().close()


_STARTS: dict[str, Callable[[Body, dict[str, str]], bool | None]] = {
    "w:p": Body._paragraph,
    "w:pStyle": Body._style,
    "w:numId": Body._number,
    "w:ilvl": Body._level,
    "w:r": Body._run,
    "m:r": Body._run,
    "w:rStyle": Body._run_style,
    "w:vanish": Body._vanish,
    "w:strike": Body._strike,
    "w:dstrike": Body._strike,
    "w:altChunk": Body._chunk,
    "w:vertAlign": Body._raise,
    "w:t": Body._words_begin,
    "m:t": Body._words_begin,
    "w:tab": Body._tab,
    "w:ptab": Body._tab,
    "w:br": Body._break,
    "w:cr": Body._break,
    "w:noBreakHyphen": Body._hyphen,
    "w:sym": Body._symbol,
    "m:den": Body._denominator,
    "w:footnoteReference": partial(Body._note, kind="footnote"),
    "w:endnoteReference": partial(Body._note, kind="endnote"),
    "w:drawing": Body._drawing,
    "w:pict": Body._drawing,
    "w:object": Body._drawing,
    "wp:anchor": Body._anchor,
    "wp:extent": Body._extent,
    "v:group": Body._shape,
    "v:shape": Body._shape,
    "v:rect": Body._shape,
    "a:blip": Body._picture,
    "v:imagedata": Body._picture,
    "w:fldChar": Body._field,
    "w:del": Body._deleted,
    "w:moveFrom": Body._deleted,
    "w:ins": Body._inserted,
    "w:moveTo": Body._inserted,
    "w:sdt": Body._control,
    "w:docPartGallery": Body._gallery,
    "w:sdtContent": Body._control_content,
    "mc:AlternateContent": Body._alternative,
    "mc:Choice": Body._choice,
    "mc:Fallback": Body._choice,
    "w:txbxContent": Body._box,
    "w:footnote": Body._note_begins,
    "w:endnote": Body._note_begins,
    "w:tbl": Body._table,
    "w:tr": Body._row,
    "w:tc": Body._cell,
    "w:gridSpan": Body._span,
    "w:vMerge": Body._merge,
    "w:hMerge": Body._merge_across,
    "w:cellDel": Body._cell_deleted,
    "w:tblHeader": Body._header,
    "w:hidden": Body._row_hidden,
    "w:gridBefore": Body._before,
    **{name: partial(Body._unread, kind=kind) for name, kind in _UNREAD.items()},
}
_ENDS: dict[str, Callable[[Body], None]] = {
    "w:p": Body._paragraph_ends,
    "w:r": Body._run_ends,
    "m:r": Body._run_ends,
    "w:t": Body._words_end,
    "m:t": Body._words_end,
    "w:drawing": Body._drawing_ends,
    "w:pict": Body._drawing_ends,
    "w:object": Body._drawing_ends,
    "w:sdt": Body._control_ends,
    "mc:AlternateContent": Body._alternative_ends,
    "w:txbxContent": Body._story_ends,
    "w:footnote": Body._story_ends,
    "w:endnote": Body._story_ends,
    "w:tbl": Body._table_ends,
    "w:tr": Body._row_ends,
    "w:tc": Body._cell_ends,
}

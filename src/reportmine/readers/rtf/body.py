"""The text of rich text, in order, as its tokens come: as it is shown with all changes accepted."""

from __future__ import annotations

from collections.abc import Callable

from ...dataclass import dataclass, field, replace
from ..document import MOST_SPANNED, Unreadable, raised
from ..found import Found, large
from ..tables import MANY_CELLS, MOST_CELLS, Block
from .fonts import DEFAULT, of_page, of_set
from .rows import Defined, Open, Row, drawn
from .tokens import Token

_SIGNS = {
    **{"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’"},
    **{"ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ", "\\~": " "},
    **{"\\_": "-", "\\\t": "\t"},
}
_PARAGRAPH = frozenset(("par", "sect", "page", "column", "\\\n", "\\\r"))
_LEFT_OUT = frozenset(
    (
        *("colortbl", "stylesheet", "info", "header", "headerl", "headerr", "headerf", "footer", "footerl"),
        *(
            "footerr",
            "footerf",
            "nonshppict",
            "shprslt",
            "fldinst",
            "sp",
            "sn",
            "sv",
            "xe",
            "tc",
            "rxe",
            "txe",
            "objdata",
        ),
        *(
            "pict",
            "annotation",
            "atnid",
            "atnauthor",
            "atnref",
            "upr",
            "falt",
            "panose",
            "bkmkstart",
            "bkmkend",
        ),
    )
)
_STARRED = frozenset(("shpinst", "nesttableprops", "ud", "shppict", "pict", "ftnsep"))  # and yet read
_NOTES = frozenset(("footnote", "shptxt"))
TWIPS = 20  # of a point
MOST_TABLES = 20  # within each other
MOST_NUMBER = 1_000_000  # twips of a length


@dataclass(slots=True)
class _State:
    """What holds within a group."""

    skipped: bool = False
    fonts: bool = False
    """Whether it is the table of fonts."""
    story: bool = False
    """Whether it began a note or a text box."""
    starred: bool = False
    """Whether its control word, if it is not known, is to be left out."""
    begun: bool = False
    encoding: str | None = None
    blanks: int = 1
    """Signs after one in Unicode that stand for it where that is not known."""
    hidden: bool = False
    struck: bool = False
    raised: bool = False
    deleted: bool = False
    marker: bool = False
    """Whether it is the number of an item of a list."""
    depth: int = 0
    """How deep in tables the paragraph stands."""


@dataclass(slots=True)
class _Story:
    """Text that flows by itself: the body, a note, a text box."""

    put: Callable[[Block], None]
    pieces: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    tables: list[Open] = field(default_factory=list)
    kind: str = ""


class Body:
    """Takes tokens and gives blocks to `put`."""

    def __init__(self, put: Callable[[Block], None], found: Found) -> None:
        self._found = found
        self._states = [_State()]
        self._stories = [_Story(put)]
        self._fonts: dict[int, str | None] = {}
        self._font = 0
        self._page = DEFAULT
        self._bytes = bytearray()
        self._skip = 0
        self._surrogate = 0
        self._row = Row()
        self._cell = Defined()
        self._used = False
        self._cells = 0
        self._sides = [0, 0]
        self.notes: dict[str, list[list[Block]]] = {}
        """What the notes hold: footnotes and endnotes, each in order."""
        self.replaced = False

    def opens(self) -> None:
        """A group begins."""
        self._flush()
        self._states.append(replace(self._states[-1], story=False, starred=False, begun=False))

    def closes(self) -> None:
        """A group ends."""
        self._flush()
        state = self._states.pop() if len(self._states) > 1 else self._states[-1]
        if state.story and len(self._stories) > 1:
            self._story_ends(state.depth)
        if max(self._sides):
            self._picture()

    def take(self, token: Token) -> None:
        """A control word or sign, or bytes."""
        state = self._states[-1]
        if token.data:
            self._text(token.data)
            return
        if token.word == "u":
            self._unicode(token.number or 0)
            return
        self._flush()
        self._skip = 0
        if token.word == "\\*":
            state.starred = True
            return
        if not state.begun:
            state.begun = True
            if self._destination(token.word, state):
                return
        if state.fonts:
            self._of_fonts(token)
        elif state.skipped:
            self._of_skipped(token)
        else:
            self._word(token, state)

    def finish(self) -> None:
        """The document has ended."""
        self._flush()
        while len(self._stories) > 1:
            self._story_ends(0)
        self._paragraph_ends(False, self._states[-1].depth)
        self._level(0)

    # groups

    def _destination(self, word: str, state: _State) -> bool:
        """Whether the first word of a group says what the group is, and no more."""
        if word == "fonttbl":
            state.fonts = True
        elif word == "ud":
            state.skipped = False
        elif word in ("listtext", "pntext"):
            state.marker = True
        elif word in _NOTES and not state.skipped:
            self._story_begins(word, state)
        elif word in _LEFT_OUT or (state.starred and word not in _STARRED):
            if word == "pict":
                self._found.pictures += 1
            state.skipped = True
        else:
            return False
        return True

    def _story_begins(self, word: str, state: _State) -> None:
        state.story, state.depth = True, 0
        state.hidden = state.struck = state.raised = False
        blocks: list[Block] = []
        kind = "footnote" if word == "footnote" else "box"
        if kind == "box":
            self._stories.append(_Story(self._stories[-1].boxes.append, kind=kind))
        else:
            self._stories.append(_Story(blocks.append, kind=kind))
            self.notes.setdefault(kind, []).append(blocks)

    def _story_ends(self, depth: int) -> None:
        self._paragraph_ends(False, depth)
        self._level(0)
        self._stories.pop()

    def _of_fonts(self, token: Token) -> None:
        if token.word == "f":
            self._font = token.number or 0
        elif token.word == "fcharset":
            self._fonts[self._font] = of_set(token.number)

    def _of_skipped(self, token: Token) -> None:
        """Of what is left out, the sizes of pictures alone count."""
        if token.word in ("picwgoal", "pichgoal"):
            self._sides[token.word == "pichgoal"] = min(abs(token.number or 0), MOST_NUMBER)

    def _picture(self) -> None:
        width, height = (side / TWIPS for side in self._sides)
        self._sides = [0, 0]
        if large(width, height):
            self._found.shown[f"picture {self._found.pictures}"] = 1

    # words

    def _word(self, token: Token, state: _State) -> None:
        word, number = token.word, token.number
        if word in _SIGNS:
            self._write(_SIGNS[word])
        elif word in _PARAGRAPH:
            self._paragraph_ends(True, state.depth)
        elif (handler := _WORDS.get(word)) is not None:
            handler(self, number)
        elif word in _CHARACTERS:
            setattr(state, _CHARACTERS[word], number != 0)
            self._found.changes |= word == "deleted"

    def _plain(self, number: int | None) -> None:
        state = self._states[-1]
        state.hidden = state.struck = state.raised = state.deleted = False

    def _in_font(self, number: int | None) -> None:
        self._states[-1].encoding = self._fonts.get(number or 0)

    def _code_page(self, number: int | None) -> None:
        self._page = of_page(number)

    def _for_unicode(self, number: int | None) -> None:
        self._states[-1].blanks = min(max(number if number is not None else 1, 0), 100)

    def _no_raise(self, number: int | None) -> None:
        self._states[-1].raised = False

    def _changed(self, number: int | None) -> None:
        self._found.changes = True

    def _of_end(self, number: int | None) -> None:
        """The note that is open is an endnote."""
        story = self._stories[-1]
        if story.kind == "footnote" and self.notes["footnote"]:
            story.kind = "endnote"
            self.notes.setdefault("endnote", []).append(self.notes["footnote"].pop())

    def _object(self, number: int | None) -> None:
        self._found.unread["embedded object"] = self._found.unread.get("embedded object", 0) + 1

    # text

    def _text(self, data: bytes) -> None:
        state = self._states[-1]
        state.begun = True
        if self._skip:
            taken = min(self._skip, len(data))
            self._skip -= taken
            data = data[taken:]
        if not (state.skipped or state.fonts):
            self._bytes += data

    def _unicode(self, number: int) -> None:
        self._flush()
        state = self._states[-1]
        state.begun = True
        self._skip = state.blanks
        if state.skipped or state.fonts:
            return
        code = number + 0x10000 if number < 0 else number
        if 0xD800 <= code < 0xDC00:
            self._surrogate = code
            return
        if 0xDC00 <= code < 0xE000 and self._surrogate:
            code = 0x10000 + ((self._surrogate - 0xD800) << 10) + code - 0xDC00
        self._surrogate = 0
        if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000:
            self._write(chr(code))

    def _flush(self) -> None:
        """Writes the bytes that have been gathered."""
        if not self._bytes:
            return
        data, encoding = bytes(self._bytes), self._states[-1].encoding or self._page
        self._bytes.clear()
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = data.decode(encoding, "replace")
            self.replaced = True
        self._write(text)

    def _write(self, text: str) -> None:
        state = self._states[-1]
        if state.hidden or state.struck or state.deleted:
            self._found.hidden |= state.hidden and bool(text.strip())
            self._found.struck |= state.struck and bool(text.strip())
            return
        pieces = self._stories[-1].pieces
        if state.marker and text == "\t":
            text = " " if pieces and pieces[-1][-1:].isascii() else ""
        pieces.append(raised(text) if state.raised else text)

    # paragraphs and tables

    def _paragraph_ends(self, marked: bool, depth: int) -> None:
        """A paragraph ends, with its mark or because what holds it does."""
        story = self._stories[-1]
        self._level(depth)
        put = story.tables[-1].blocks.append if story.tables else story.put
        text = "".join(story.pieces)
        story.pieces.clear()
        if marked or text.strip():
            for line in text.rstrip().split("\n"):
                put(line.rstrip())
        boxes, story.boxes = story.boxes, []
        for block in boxes:
            put(block)

    def _level(self, depth: int) -> None:
        """Has so many tables open, one within the other: ends those that are deeper."""
        story = self._stories[-1]
        while len(story.tables) > depth:
            ended = story.tables.pop()
            put = story.tables[-1].blocks.append if story.tables else story.put
            if ended.cells:  # cells whose row never ends
                ended.rows.append(Row(ended.cells))
            if ended.rows:
                put(drawn(ended.rows))
            for block in ended.blocks:
                put(block)
        while len(story.tables) < depth:
            story.tables.append(Open())

    def _default(self, number: int | None) -> None:
        self._states[-1].depth = 0

    def _in_table(self, number: int | None) -> None:
        self._states[-1].depth = max(1, self._states[-1].depth)

    def _depth(self, number: int | None) -> None:
        self._states[-1].depth = min(max(number or 0, 0), MOST_TABLES)

    def _cell_ends(self, number: int | None, least: int = 1) -> None:
        self._cells += 1
        if self._cells > MOST_CELLS:
            raise Unreadable(*MANY_CELLS)
        depth = max(self._states[-1].depth, least) if least > 1 else 1
        self._paragraph_ends(False, depth)
        table = self._stories[-1].tables[-1]
        table.cells.append(table.blocks)
        table.blocks = []

    def _inner_cell_ends(self, number: int | None) -> None:
        self._cell_ends(number, 2)

    def _row_ends(self, number: int | None) -> None:
        story = self._stories[-1]
        if not story.tables:
            return
        table = story.tables[-1]
        if table.cells:
            table.rows.append(replace(self._row, cells=table.cells))
            self._used = True
        table.cells = []

    def _outer_row_ends(self, number: int | None) -> None:
        self._level(1)
        self._row_ends(number)

    def _row_begins(self, number: int | None) -> None:
        self._row, self._cell = Row(), Defined()
        self._used = False

    def _row_left(self, number: int | None) -> None:
        self._row.left = min(max(number or 0, -MOST_NUMBER), MOST_NUMBER)

    def _row_heads(self, number: int | None) -> None:
        self._row.header = True

    def _cell_defined(self, number: int | None) -> None:
        if self._used:  # rows before share what they say of their cells
            self._row, self._used = replace(self._row, defined=list(self._row.defined)), False
        if len(self._row.defined) < MOST_SPANNED:
            self._cell.end = min(max(number or 0, -MOST_NUMBER), MOST_NUMBER)
            self._row.defined.append(self._cell)
        self._cell = Defined()

    def _merge(self, name: str, value: str) -> None:
        setattr(self._cell, name, value)


_CHARACTERS = {
    "v": "hidden",
    "strike": "struck",
    "striked": "struck",
    "super": "raised",
    "deleted": "deleted",
}
_WORDS: dict[str, Callable[[Body, int | None], None]] = {
    "plain": Body._plain,
    "f": Body._in_font,
    "ansicpg": Body._code_page,
    "uc": Body._for_unicode,
    "nosupersub": Body._no_raise,
    "sub": Body._no_raise,
    "revised": Body._changed,
    "ftnalt": Body._of_end,
    "object": Body._object,
    "pard": Body._default,
    "intbl": Body._in_table,
    "itap": Body._depth,
    "cell": Body._cell_ends,
    "nestcell": Body._inner_cell_ends,
    "row": Body._outer_row_ends,
    "nestrow": Body._row_ends,
    "trowd": Body._row_begins,
    "trleft": Body._row_left,
    "trhdr": Body._row_heads,
    "cellx": Body._cell_defined,
    "clvmgf": lambda body, _: body._merge("down", "restart"),
    "clvmrg": lambda body, _: body._merge("down", "continue"),
    "clmgf": lambda body, _: body._merge("across", "restart"),
    "clmrg": lambda body, _: body._merge("across", "continue"),
}

"""The lines of a page: its texts, joined within paragraphs and parted between them."""

from __future__ import annotations

import re

from ...dataclass import dataclass
from ...expression import expression
from ..document import raised
from ..list_numbers import number as written
from .signs import Signs
from .tree import PICTURES, TEXT, Tree

_BLOCKS = """
html body address article aside blockquote caption center dd details dialog dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol p
plaintext pre search section summary table tbody td tfoot th thead tr ul xmp
"""
BLOCKS = frozenset(_BLOCKS.split())
_AS_BLOCK = expression(r"display\s*:\s*(?:block|table|flex|grid|list-item)", re.I)
_AS_INLINE = expression(r"display\s*:\s*inline(?!-block)", re.I)
_AS_WRITTEN = expression(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
_LIST_STYLE = expression(r"list-style(?:-type)?\s*:([^;]*)", re.I)
_INVISIBLE = expression("[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b\x0e-\x1f\x7f]")
_BROKEN = expression(r"[ \t\r\n\f]*[\r\n][ \t\r\n\f]*")
_BLANKS = expression("[ \t\f\u00a0\u2000-\u200a\u202f\u205f]+")

_LETTER = expression(r"[^\W\d_]")
MOST_LINKED = 500  # characters of sentences that links may hold
MOST_PARTED = 300  # characters of a line whose parts are kept


@dataclass(slots=True)
class Line:
    """A line of the page's text."""

    text: str
    place: int
    """The node of its first text."""
    owner: int
    """The block element it stands in."""
    linked: int = 0
    """Characters in links to other pages."""
    links: int = 0
    """How many such links."""
    plain: int = 0
    """Letters outside links, where there are links: dates and signs do not count."""
    parts: tuple[tuple[str, bool], ...] = ()
    """The texts of a short line by elements, and whether the one before ended in an element of its own."""


def lines(tree: Tree, foreign: list[bool], signs: Signs) -> list[Line]:
    """The lines of the page that hold anything, in order. `foreign` marks links to other pages."""
    out = _Writer(tree, foreign, signs).run()
    sentences = [line for line in out if "。" in line.text]
    linked = sum(len(line.text) for line in sentences if 2 * line.linked > len(line.text))
    if linked > MOST_LINKED and 2 * linked > sum(len(line.text) for line in sentences):
        for line in sentences:  # a link that was never closed
            line.linked = line.links = 0
    return out


class _Writer:
    def __init__(self, tree: Tree, foreign: list[bool], signs: Signs) -> None:
        self.tree, self.foreign, self.signs = tree, foreign, signs
        self.out: list[Line] = []
        self.pieces: list[tuple[str, bool, int]] = []
        self.place = self.links = 0
        self.marker = ""
        self.blocks: list[int] = []  # open block elements
        self.written: list[int] = []  # open elements in which line ends count
        self.anchors: list[int] = []
        self.raised: list[int] = []  # open sup elements
        self.lists: dict[int, tuple[int, int, str]] = {}  # ol → next number, step, style

    def run(self) -> list[Line]:
        """All lines."""
        tree = self.tree
        node = 0
        while node < len(tree.tags):
            self._close(node)
            tag = tree.tags[node]
            if tag == TEXT:
                self._text(node)
            elif tree.hidden[node]:
                node = tree.ends[node]
                continue
            elif tag == "br":
                self._flush()
            elif tag not in PICTURES:
                self._open(node, tag)
            node += 1
        self._close(len(tree.tags))
        self._flush()
        return self.out

    def _close(self, node: int) -> None:
        ends = self.tree.ends
        while self.blocks and ends[self.blocks[-1]] <= node:
            self._flush()
            self.blocks.pop()
        while self.written and ends[self.written[-1]] <= node:
            self.written.pop()
        while self.anchors and ends[self.anchors[-1]] <= node:
            self.anchors.pop()
        while self.raised and ends[self.raised[-1]] <= node:
            self.raised.pop()

    def _open(self, node: int, tag: str) -> None:
        style = self.tree.attributes[node].get("style", "")
        block = tag in BLOCKS
        if style:
            block = (block and not (tag != "li" and _AS_INLINE.search(style))) or bool(
                _AS_BLOCK.search(style)
            )
        if block:
            self._flush()
            self.blocks.append(node)
            if tag == "ol":
                self.lists[node] = _numbering(self.tree, node)
            elif tag == "li":
                self._item(node)
        if tag in ("pre", "listing", "xmp", "plaintext") or (style and _AS_WRITTEN.search(style)):
            self.written.append(node)
        if tag == "sup":
            self.raised.append(node)
        if self.foreign[node]:
            self.anchors.append(node)
            self.links += 1

    def _name(self, owner: int) -> str:
        """The name that a value belongs to: the line before, if a colon shows that it is one."""
        tree = self.tree
        if "dd" not in (tree.tags[owner], tree.tags[tree.parents[owner]]) or not self.out:
            return ""
        named = self.out[-1].text[-1] in ":：" and tree.tags[self.out[-1].owner] == "dt"
        return self.out.pop().text if named else ""

    def _item(self, node: int) -> None:
        parent = self.tree.parents[node]
        self.marker = ""
        if parent not in self.lists:
            return
        number, step, style = self.lists[parent]
        value = self.tree.attributes[node].get("value", "")
        number = int(value) if re.fullmatch(r"-?\d{1,6}", value, re.A) else number
        self.lists[parent] = (number + step, step, style)
        own = _LIST_STYLE.search(self.tree.attributes[node].get("style", ""))
        self.marker = _marker(number, own[1].strip().lower() if own else style)

    def _text(self, node: int) -> None:
        raw = raised(self.tree.texts[node]) if self.raised else self.tree.texts[node]
        linked = bool(self.anchors)
        if not self.pieces:
            self.place = node
        if not self.written:
            self.pieces.append((raw, linked, node))
            return
        first, *more = raw.splitlines() or [""]
        self.pieces.append((first, linked, node))
        for line in more:
            self._flush()
            self.place = node
            self.pieces.append((line, linked, node))

    def _flush(self) -> None:
        if not self.pieces:
            return
        text = tidy("".join(piece for piece, *_ in self.pieces))
        if text:
            if self.marker:
                text = text if self.signs.has("numbered", text) else self.marker + text
                self.marker = ""
            linked = sum(len(piece.strip()) for piece, link, _ in self.pieces if link)
            links = self.links or (1 if linked else 0)
            plain = (
                sum(len(_LETTER.findall(piece)) for piece, link, _ in self.pieces if not link)
                if linked
                else 0
            )
            owner = self.blocks[-1] if self.blocks else 0
            line = Line(self._name(owner) + text, self.place, owner, linked, links, plain)
            if len(self.pieces) > 1 and len(text) <= MOST_PARTED:
                line.parts = self._parts()
            self.out.append(line)
        self.pieces.clear()
        self.links = 0

    def _parts(self) -> tuple[tuple[str, bool], ...]:
        tree = self.tree
        out: list[tuple[str, bool]] = []
        before = -1
        for piece, _, node in self.pieces:
            if part := tidy(piece):
                around = tree.parents[node]
                apart = before >= 0 and not (tree.within(around, before) or tree.within(before, around))
                out.append((part, apart))
                before = around
        return tuple(out)


def tidy(text: str) -> str:
    """A paragraph as it is shown: line ends of the source are no blanks between Chinese characters."""
    text = _INVISIBLE.sub("", text)
    text = _BROKEN.sub(_joint, text)
    return _BLANKS.sub(" ", text).strip(" \u3000\t\r\n\f\v\x85\u2028\u2029")


def _joint(broken: re.Match[str]) -> str:
    whole, start, end = broken.string, broken.start(), broken.end()
    if start == 0 or end == len(whole):
        return ""
    return " " if "!" <= whole[start - 1] <= "~" and "!" <= whole[end] <= "~" else ""


def _numbering(tree: Tree, node: int) -> tuple[int, int, str]:
    attributes = tree.attributes[node]
    given = attributes.get("start", "")
    step = -1 if "reversed" in attributes else 1
    start = int(given) if re.fullmatch(r"-?\d{1,6}", given, re.A) else 1
    if step < 0 and not given:
        end, child = tree.ends[node], node + 1
        start = 0
        while child < end:
            start += tree.tags[child] == "li"
            child = tree.ends[child]
    style = _LIST_STYLE.search(attributes.get("style", ""))
    if style:
        return start, step, style[1].strip().lower()
    types = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
    return start, step, types.get(attributes.get("type", "1"), "decimal")


def _marker(number: int, style: str) -> str:
    """What is shown before an item of a numbered list."""
    kinds = set(style.split())
    if "none" in kinds:
        return ""
    if number > 0:
        if any(kind.startswith(("cjk-ideographic", "trad-chinese", "simp-chinese")) for kind in kinds):
            return f"{written(number, 'chineseCountingThousand')}、"
        upper = bool(kinds & {"upper-alpha", "upper-latin", "upper-roman"})
        if kinds & {"lower-alpha", "lower-latin", "upper-alpha", "upper-latin"}:
            return f"{_letters(number) if upper else _letters(number).lower()}. "
        if kinds & {"lower-roman", "upper-roman"} and number < 4000:
            return f"{written(number, 'upperRoman' if upper else 'lowerRoman')}. "
        if "decimal-leading-zero" in kinds:
            return f"{number:02}. "
    return "" if kinds & {"disc", "circle", "square"} else f"{number}. "


def _letters(number: int) -> str:
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("A") + rest) + out
    return out

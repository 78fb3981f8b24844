"""What a written document holds beside its text (notes, changes, pictures …), and the blocks of its text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from ..dataclass import dataclass, field
from ..records import Notice
from .document import Composer, Document, Limits, Unreadable
from .tables import Block, compose

SMALLEST = 20_000.0  # square points, 25 cm²: a seal is at most 18, the smallest chart of a report 30
LOWEST = 48.0  # points: letterheads and lines are lower
OFTEN = 3  # times that one picture stands in a document: an ornament
PICTURES = "nothing in them is read; look at them in the document"


@dataclass(slots=True)
class Found:
    """What reading came upon beside the text."""

    notes: dict[tuple[str, str], None] = field(default_factory=dict)
    """Notes referred to, in order: (footnote or endnote, id)."""
    changes: bool = False
    hidden: bool = False
    struck: bool = False
    embedded: Callable[[str], list[str]] = lambda name: []
    """The lines of an embedded file, by the id of its relation; none where it is not read."""
    said: dict[str, Notice] = field(default_factory=dict)
    """What reading embedded files warned of, once each."""
    pictures: int = 0
    shown: dict[str, int] = field(default_factory=dict)
    """Pictures as large as charts, by the ids of their relations: how often each stands in the text."""
    unread: dict[str, int] = field(default_factory=dict)
    """Things whose text is elsewhere, or nowhere: how many of each."""


def large(width: float | None, height: float | None) -> bool:
    """Whether a picture of this size (points) is as large as a chart, as far as the document says."""
    if width is None or height is None:
        return min(side for side in (width, height, LOWEST) if side is not None) >= LOWEST
    return width * height >= SMALLEST and min(width, height) >= LOWEST


class Writer:
    """Puts blocks into the text, several empty lines as one."""

    def __init__(self, limits: Limits) -> None:
        self.composer = Composer()
        self._limits = limits
        self._empty = True

    def put(self, block: Block) -> None:
        """A block after those before. Raises Unreadable for more text than the limit."""
        empty = block == ""
        if not (empty and self._empty):
            compose(block, self.composer, self._check)
        self._empty = empty

    def _check(self) -> None:
        self._limits.check_text(self.composer.length)  # characters: the bytes are counted at the end


def noted(kind: str, notes: dict[str, list[Block]], found: Found) -> Iterator[Block]:
    """The notes that the text refers to, in that order, each begun with its number."""
    said = [name for of, name in found.notes if of == kind]
    for number, name in enumerate(said, start=1):
        blocks = [block for block in notes.get(name, ()) if block != ""]
        for place, block in enumerate(blocks):
            yield f"[{number}] {block.strip()}" if isinstance(block, str) and place == 0 else block


def put_notes(notes: Mapping[str, Sequence[list[Block]]], writer: Writer, found: Found) -> None:
    """Footnotes, then endnotes, in the order they came in, each begun with its number."""
    for kind in ("footnote", "endnote"):
        named = {str(place): blocks for place, blocks in enumerate(notes.get(kind, ()))}
        found.notes = dict.fromkeys((kind, name) for name in named)
        for block in noted(kind, named, found):
            writer.put(block)


def whole(writer: Writer, found: Found, limits: Limits) -> Document:
    """What was put, as a document. Raises Unreadable: pictures and no text, more text than the limit."""
    if found.pictures and not writer.composer.length:
        raise Unreadable("holds pictures and no text", "recognise its text (OCR) and save that")
    document = writer.composer.document(notices=tuple(notices(found)))
    limits.check_text(len(document.text.encode("utf-8", "replace")))
    return document


def notices(found: Found) -> Iterator[Notice]:
    if found.changes:
        yield _notice("tracked-changes", "the document has tracked changes; read as if all were accepted")
    if found.hidden:
        yield _notice("hidden-text", "the document has hidden text, which is left out")
    if found.struck:
        yield _notice("struck-text", "the document has text that is struck out, which is left out")
    if found.unread:
        things = ", ".join(f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in found.unread.items())
        yield _notice("part-not-read", f"the document holds {things}, in which nothing is read")
    if pictures := sum(times for times in found.shown.values() if times < OFTEN):
        things = "1 picture" if pictures == 1 else f"{pictures:,} pictures"
        yield _notice("pictures", f"the document holds {things} that may hold figures: {PICTURES}")
    yield from found.said.values()


def _notice(code: str, message: str) -> Notice:
    return Notice(code=code, message=message, start=None, end=None)

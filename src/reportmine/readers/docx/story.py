"""What is being read of a Word document: paragraphs and their runs, fields, and where blocks go."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...dataclass import dataclass, field
from ...expression import expression
from ..tables import Block

MOST_INSTRUCTION = 200  # characters of a field's instruction that are looked at
MOST_FIELDS = 50  # one within the other
_WITHOUT_FIGURES = expression(r"\D*")
_PAGE_AT_END = expression(r".*[\s.…·．]\d{1,4}\s*", re.DOTALL)


def of_contents(line: Block) -> bool:
    """Whether a line of a table of contents says nothing that would be missed: a page number at most."""
    return isinstance(line, str) and bool(_WITHOUT_FIGURES.fullmatch(line) or _PAGE_AT_END.fullmatch(line))


@dataclass(slots=True)
class Field:
    """A field: first its instruction, then its result."""

    instruction: str = ""
    result: bool = False
    held: list[str] = field(default_factory=list)
    """Text among the instruction."""
    contents: bool = False
    begun: int = 0
    """Where in its paragraph the result of a table of contents begins."""


@dataclass(slots=True)
class Run:
    """A w:r."""

    hidden: bool | None = None
    style: str | None = None
    struck: bool = False
    raised: bool = False


@dataclass(slots=True)
class Paragraph:
    """A w:p."""

    pieces: list[str] = field(default_factory=list)
    style: str | None = None
    numbering: int | None = None
    level: int | None = None
    gone: bool = False
    """Its mark is deleted: what follows goes on with it."""
    hidden: bool = False
    """Its mark is hidden, with the same effect."""
    numbered: bool = False
    boxes: list[Block] = field(default_factory=list)
    """What text boxes anchored in it hold."""

    def go_on_from(self, before: Paragraph) -> None:
        """Becomes the end of a paragraph that had none of its own."""
        before.pieces += self.pieces
        before.boxes += self.boxes
        self.pieces, self.boxes, self.numbered = before.pieces, before.boxes, before.numbered


@dataclass(slots=True)
class Story:
    """Text that flows by itself: the body, a cell, a text box, a note."""

    put: Callable[[Block], None]
    paragraphs: list[Paragraph] = field(default_factory=list)
    """Those open, the innermost last."""
    pending: Paragraph | None = None
    """A paragraph that goes on in the next."""
    fields: list[Field] = field(default_factory=list)
    held: list[Block] = field(default_factory=list)
    """Lines of a table of contents that has not ended."""

    def lines(self, one: Paragraph, style: str) -> None:
        """Gives a paragraph that is complete, and what its text boxes hold. style: its style's name."""
        text = "".join(one.pieces)
        if not (style.startswith("toc ") and of_contents(text)):
            for line in text.rstrip().split("\n"):
                self.add(line.rstrip())
        self.boxes(one)

    def boxes(self, one: Paragraph) -> None:
        """Gives what a paragraph's text boxes hold."""
        for block in one.boxes:
            self.add(block)
        one.boxes = []

    def settle(self) -> None:
        """Gives a paragraph that was to go on in the next, where none can follow."""
        if self.pending is not None:
            one, self.pending = self.pending, None
            self.lines(one, "")

    def close(self) -> None:
        """The story has ended: what was still open in it is given out."""
        self.settle()
        self.fields.clear()
        self.release()

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents is being read."""
        return any(one.contents for one in self.fields)

    def add(self, block: Block) -> None:
        """A block that is complete."""
        if self.in_contents:
            self.held.append(block)
        else:
            self.put(block)

    def release(self) -> None:
        """Gives what was held back."""
        for block in self.held:
            self.put(block)
        self.held.clear()

    def write(self, piece: str) -> None:
        """Text of the paragraph that is open; of the next one if none is."""
        if not self.paragraphs:
            self.pending = self.pending or Paragraph()
            self.pending.pieces.append(piece)
            return
        for one in self.fields:
            if not one.result:
                one.held.append(piece)
                return
        self.paragraphs[-1].pieces.append(piece)

    def field_begins(self) -> None:
        if len(self.fields) < MOST_FIELDS:
            self.fields.append(Field())

    def field_instruction(self, text: str) -> None:
        if self.fields and not self.fields[-1].result:
            one = self.fields[-1]
            one.instruction = (one.instruction + text)[:MOST_INSTRUCTION]

    def field_result(self) -> None:
        if not self.fields or self.fields[-1].result:
            return
        one = self.fields[-1]
        one.result = True
        one.contents = one.instruction.split()[:1] == ["TOC"]
        one.begun = len(self.paragraphs[-1].pieces) if self.paragraphs else 0

    def field_ends(self) -> None:
        if not self.fields:
            return
        if self.fields.pop().contents and not self.in_contents:
            self._contents_end()

    def fields_pause(self) -> None:
        """At the end of a paragraph: what an instruction held that never came to a result is text."""
        for one in [one for one in self.fields if not one.result]:
            self.fields.remove(one)
            if self.paragraphs:
                self.paragraphs[-1].pieces += one.held
        for one in self.fields:
            one.begun = 0

    def _contents_end(self) -> None:
        kept = [block for block in self.held if not of_contents(block)]
        self.held.clear()
        for block in kept:
            self.put(block)

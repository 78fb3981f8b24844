"""What a reader makes of a file: the text that all offsets index, and what the format knew beyond it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import IO

from ..dataclass import dataclass, replace
from ..expression import expression
from ..records import Notice, Page
from ..text.grids import MOST_PLACES, Cell, Grid
from ..text.text import NO_HINTS, Hints

MEGABYTE = 1_000_000
MAX_SIZE = 64 * MEGABYTE
TEXT_PART = 4  # the text may be this part of the limit
MOST_SPANNED = 1000  # columns or rows one cell may span, as in the HTML standard


class Unreadable(ValueError):
    """A file cannot be read: what it is, and what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem}; {remedy}")


class Textless(Unreadable):
    """A file without text whose pages OCR may read: which pages."""

    def __init__(self, problem: str, remedy: str, pages: Sequence[int]) -> None:
        self.pages = tuple(pages)
        super().__init__(problem, remedy)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may use of the machine: `size` bytes of a file, and of what a packed file unpacks to;
    a quarter of it as text (in UTF-8), because a file full of figures takes up to 700 times its size."""

    size: int = MAX_SIZE

    def check(self, size: int, what: str = "is") -> None:
        """Raises Unreadable for more bytes than the limit. `what` says of what: "is", "unpacks to"."""
        _refuse(size, self.size, 1, what)

    def read(self, stream: IO[bytes]) -> bytes:
        """All bytes of a stream, one more than the limit at most. Raises Unreadable."""
        data = stream.read(self.size + 1)
        if len(data) > self.size:
            raise Unreadable(
                f"is more than the limit of {self.size / MEGABYTE:,g} MB", "raise the limit with --max-size"
            )
        return data

    def check_text(self, size: int) -> None:
        """Raises Unreadable for a text of more bytes than a quarter of the limit."""
        _refuse(size, self.size // TEXT_PART, TEXT_PART, "holds text of")


def _refuse(size: int, most: int, part: int, what: str) -> None:
    if size > most:
        raise Unreadable(
            f"{what} {size / MEGABYTE:,.1f} MB, more than the limit of {most / MEGABYTE:,g} MB",
            f"raise the limit with --max-size {-(-size * part // MEGABYTE)}",
        )


_BROKEN = expression(r"\s+")


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read."""

    text: str
    encoding: str | None = None
    grids: tuple[Grid, ...] = ()
    pages: tuple[Page, ...] = ()
    hints: Hints = NO_HINTS
    notices: tuple[Notice, ...] = ()
    charts: tuple[tuple[int, int], ...] = ()
    """Where numbers of charts stand, which nothing in the text explains."""
    scans: tuple[int, ...] = ()
    """The pages that OCR may read, since they hold no text."""
    recognised: tuple[tuple[int, int], ...] = ()
    """Where text stands that OCR has read."""
    doubts: tuple[tuple[int, int], ...] = ()
    """Where in it numerals stand that may be another."""


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """Digits set higher, as the characters for that: no part of a figure beside them (km², marks)."""
    return text.translate(_RAISED) if text.strip().isdecimal() else text


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as a format gives it, not yet in its place; blanks before its text show how deep a label is."""

    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False


class Composer:
    """Puts a text together from paragraphs and tables, and notes where the tables stand."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._grids: list[Grid] = []
        self._length = 0

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def paragraph(self, text: str) -> None:
        """One paragraph, on a line of its own."""
        self._put(text + "\n")

    def table(
        self,
        rows: Sequence[Sequence[RawCell]],
        beside: Sequence[int] | None = None,
        *,
        merged: bool = True,
    ) -> None:
        """A table; rows of cells from left to right, as HTML has them (what a span covers is left out).

        `beside` makes it the right half of the table before: for each row, the number of the one it goes on.
        `merged` says whether the format knows which cells span several.
        """
        begun = self._length
        cells: list[Cell] = []
        for number, line in enumerate(placed(rows)):
            column = 0
            for at, raw in line:
                self._put("\t" * (at - column))
                column = at
                start = self._length
                self._put(_BROKEN.sub(_mended, raw.text.strip()))
                indent = indent_of(raw.text)
                cells.append(Cell(start, self._length, number, at, raw.rows, raw.columns, raw.header, indent))
            self._put("\n")
        if cells:
            if beside is not None:
                cells = [replace(cell, row=beside[cell.row]) for cell in cells]
            self._grids.append(Grid(begun, self._length - 1, tuple(cells), merged, beside is not None))

    def document(self, **more: object) -> Document:
        """What has been put together."""
        return Document(text="".join(self._pieces), grids=tuple(self._grids), **more)  # type: ignore[arg-type]

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def _mended(blanks: re.Match[str]) -> str:
    """A line broken within a cell: nothing is left between ideographs, one blank between others."""
    before, after = blanks.string[blanks.start() - 1], blanks.string[blanks.end()]
    return "" if min(before, after) > "\u2e7f" else " "


def indent_of(text: str) -> int:
    """The width of the blanks before a text, in half widths."""
    return sum(2 if char == "\u3000" else 1 for char in text[: len(text) - len(text.lstrip())])


def placed(rows: Sequence[Sequence[RawCell]]) -> Iterable[list[tuple[int, RawCell]]]:
    """Each row's cells with the columns they stand in; spans are cut to the table."""
    height = len(rows)
    places = sum(
        min(cell.rows, height, MOST_SPANNED) * min(cell.columns, MOST_SPANNED) for row in rows for cell in row
    )
    spans = places <= MOST_PLACES
    covered: dict[int, int] = {}  # column → rows that a cell from above still covers
    for number, row in enumerate(rows):
        line: list[tuple[int, RawCell]] = []
        at = 0
        for cell in row:
            while covered.get(at, 0):
                at += 1
            deep = max(1, min(cell.rows, height - number, MOST_SPANNED)) if spans else 1
            wide = max(1, min(cell.columns, MOST_SPANNED)) if spans else 1
            line.append((at, RawCell(cell.text, deep, wide, cell.header)))
            for column in range(at, at + wide):
                covered[column] = deep
            at += wide
        yield line
        covered = {column: left - 1 for column, left in covered.items() if left > 1}

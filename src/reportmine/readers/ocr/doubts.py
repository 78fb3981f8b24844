"""Numerals that OCR may have mistaken: not sure of one itself, or one that what stands around contradicts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ...expression import expression
from ..document import Document
from .seen import Seen, Sign

SURE = 0.9  # of a digit or a point that the model is sure of
AROUND = 4  # characters beside a numeral that tell it from others of its page
COLUMN = 4  # numerals of a column that tell how many decimals its figures have
MOSTLY = 0.75  # of them
_NUMERAL = expression(r"\d[\d.,，]*")
_GROUPED = expression(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?")
_CELL = expression(r"[-−－+]?(\d[\d,，]*)(?:\.(\d+))?[%％]?")

Span = tuple[int, int]
Cells = Sequence[tuple[int, Span]]
"""The columns that cells stand in, and their places in the text."""


def doubts(document: Document, pages: Iterable[Seen]) -> tuple[Span, ...]:
    """Where doubtful numerals stand in what OCR has read of a document."""
    seen = {page.number: page for page in pages}
    found: set[Span] = set()
    for page in document.pages:
        if page.number in seen:
            text = document.text[page.start : page.end]
            unsure = _unsure(seen[page.number].lines)
            found |= {
                (page.start + a, page.start + b) for a, b in (*_located(text, unsure), *_misshapen(text))
            }
            for cells in _cells(text, page.start):
                found |= set(_out_of_column(document.text, cells))
    for grid in document.grids:
        if any(start <= grid.start < end for start, end in document.recognised):
            placed = [(cell.column, (cell.start, cell.end)) for cell in grid.cells]
            found |= set(_out_of_column(document.text, placed))
    return tuple(sorted(found))


def _unsure(lines: Iterable[Sequence[Sign]]) -> Iterator[tuple[str, str, str]]:
    """Numerals with a digit or a point that is not sure, each with what stands before and behind it."""
    for line in lines:
        text = "".join(one.sign for one in line)
        for found in _NUMERAL.finditer(text):
            start, end = found.span()
            if min(one.sure for one in line[start:end]) < SURE:
                yield text[max(0, start - AROUND) : start], found.group(), text[end : end + AROUND]


def _located(text: str, unsure: Iterable[tuple[str, str, str]]) -> Iterator[Span]:
    """Where such numerals stand in the text of their page; all that are alike where this does not tell."""
    places = [at for at, sign in enumerate(text) if not sign.isspace()]
    packed = "".join(text[at] for at in places)
    for before, numeral, after in unsure:
        found = list(_occurrences(packed, before + numeral + after, len(before)))
        for at in found or list(_occurrences(packed, numeral, 0)):
            yield places[at], places[at + len(numeral) - 1] + 1


def _occurrences(text: str, part: str, more: int) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at + more
        at = text.find(part, at + 1)


def _misshapen(text: str) -> Iterator[Span]:
    """Numerals that nobody writes: a zero before other digits, groups that are not of three."""
    for found in _NUMERAL.finditer(text):
        numeral = found.group().rstrip(".,，")
        zero = numeral[:1] == "0" and numeral[1:2].isdigit()
        grouped = any(mark in numeral for mark in ",，")
        if zero or (grouped and _GROUPED.fullmatch(numeral) is None):
            yield found.start(), found.start() + len(numeral)


def _cells(text: str, start: int) -> Iterator[Cells]:
    """The cells of each table in a text that has no grid: lines below each other whose cells tabs part."""
    cells: list[tuple[int, Span]] = []
    at = start
    for line in text.split("\n"):
        parts = line.split("\t")
        if len(parts) == 1 and cells:
            yield cells
            cells = []
        place = at
        for column, part in enumerate(parts if len(parts) > 1 else ()):
            cells.append((column, (place, place + len(part))))
            place += len(part) + 1
        at += len(line) + 1
    if cells:
        yield cells


def _out_of_column(text: str, cells: Cells) -> Iterator[Span]:
    """Cells without a point in columns whose figures have as many decimals each: the point may be lost."""
    columns: dict[int, list[tuple[Span, str, str]]] = defaultdict(list)
    for at, (start, end) in cells:
        if (found := _CELL.fullmatch(text[start:end].strip())) is not None:
            columns[at].append(((start, end), found[1], found[2] or ""))
    for column in columns.values():
        usual, count = Counter(len(decimals) for _, _, decimals in column).most_common(1)[0]
        if usual and len(column) >= COLUMN and count >= MOSTLY * len(column):
            yield from (span for span, whole, decimals in column if not decimals and len(whole) > usual)

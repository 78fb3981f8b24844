"""The formats of the numbers in an XLS workbook, which python-calamine does not tell (MS-XLS, BIFF8)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from ..compound import Damaged, stream
from .shown import BUILT_IN, GENERAL

_BEGINS, _ENDS, _FORMAT, _STYLE, _SHEET = 0x809, 0x0A, 0x41E, 0xE0, 0x85
_NUMBER, _SMALL, _SMALLS, _FORMULA = 0x203, 0x27E, 0xBD, 0x06
_BIFF8 = 0x600
MOST_CELLS = 5_000_000

Formats = list[dict[tuple[int, int], str]]
"""For each sheet, in the order of the workbook: line and column → the code of the format."""


def formats(data: bytes) -> Formats | None:
    """The formats of all cells with numbers; None where the file is not of this kind, or is damaged."""
    try:
        book = stream(data, "Workbook")
        return None if book is None else _read(book)
    except (Damaged, struct.error, IndexError):
        return None


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of a part of the workbook, up to the one that ends it."""
    deep = 0
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + size]
        deep += (kind == _BEGINS) - (kind == _ENDS)
        if deep <= 0:
            return
        at += 4 + size


def _read(book: bytes) -> Formats | None:
    own: dict[int, str] = {}
    styles: list[int] = []
    sheets: list[int] = []
    for kind, said in _records(book, 0):
        if kind == _BEGINS and struct.unpack_from("<H", said)[0] != _BIFF8:
            return None
        if kind == _FORMAT:
            number, length, wide = struct.unpack_from("<HHB", said)
            own[number] = (
                said[5 : 5 + 2 * length].decode("utf-16-le", "replace")
                if wide & 1
                else said[5:].decode("latin-1")
            )
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", said, 2)[0])
        elif kind == _SHEET:
            sheets.append(struct.unpack_from("<I", said)[0])
    codes = [own.get(number) or BUILT_IN.get(number, GENERAL) for number in styles]
    found: Formats = []
    for start in sheets:
        cells: dict[tuple[int, int], str] = {}
        for line, column, style in _cells(book, start):
            if style < len(codes) and codes[style] != GENERAL and len(cells) < MOST_CELLS:
                cells[line, column] = codes[style]
        found.append(cells)
    return found


def _cells(book: bytes, start: int) -> Iterator[tuple[int, int, int]]:
    """Line, column and style of each number of a sheet."""
    for kind, said in _records(book, start):
        if kind in (_NUMBER, _SMALL, _FORMULA):
            yield struct.unpack_from("<HHH", said)
        elif kind == _SMALLS:
            line, first = struct.unpack_from("<HH", said)
            for place in range((len(said) - 6) // 6):
                yield line, first + place, struct.unpack_from("<H", said, 4 + 6 * place)[0]

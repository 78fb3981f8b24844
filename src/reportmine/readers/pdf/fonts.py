"""The fonts that PDFium may know of: those in the PDF, its own, and a blank one in place of every other.

What a PDF does not hold of its fonts, PDFium would draw, and measure, with what is installed on the machine:
each has others, and the same file would not give the same text everywhere. Nor is it enough to let it know of
none: it takes a line of letters without height for the one above drawn once more, and drops it. So it is
given one font in which each character is a box. Where characters begin, and how wide they are, the PDF says.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_char_p, cast, memmove
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

EM = 1000  # units
ASCENT, DESCENT = 880, -120
OWN = (b"Helvetica", b"Times", b"Courier", b"Symbol", b"ZapfDingbats")  # what PDFium brings along
_HANDLE = 1


@contextmanager
def own_fonts_only() -> Iterator[None]:
    """Keeps the fonts of the machine out of PDFium's reach."""
    boxes()  # made here, where an error is one
    fonts = _boxes_alone()
    pdfium.FPDF_SetSystemFontInfo(fonts)
    try:
        yield
    finally:  # for what else in this process draws with PDFium
        pdfium.FPDF_SetSystemFontInfo(pdfium.FPDF_GetDefaultSystemFontInfo())


@cache
def _boxes_alone() -> Any:
    """The fonts of a machine that has one font."""
    fields = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    return pdfium.FPDF_SYSFONTINFO(
        version=1,
        MapFont=fields["MapFont"](_mapped),
        GetFontData=fields["GetFontData"](_data),
    )


def _mapped(_info: Any, _weight: int, _italic: int, _set: int, _pitch: int, face: Any, _: Any) -> int | None:
    """A font for what PDFium has none for."""
    return None if (cast(face, c_char_p).value or b"").startswith(OWN) else _HANDLE


def _data(_info: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
    """The size of a font, or of one of its tables; put into the buffer where that is large enough."""
    font = boxes()
    if table:
        font = _tables().get(struct.pack(">I", table), b"")
    if font and buffer and size >= len(font):
        memmove(buffer, font, len(font))
    return len(font)


@cache
def boxes() -> bytes:
    """A TrueType font in which each character is the same box."""
    tables = sorted(_tables().items())
    at = 12 + 16 * len(tables)
    head, body = struct.pack(">IHHHH", 0x00010000, len(tables), 64, 2, 16 * len(tables) - 64), b""
    for name, table in tables:
        head += name + struct.pack(">III", 0, at + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + body


@cache
def _tables() -> dict[bytes, bytes]:
    box = (0, DESCENT, EM, ASCENT)
    glyph = struct.pack(">h4hHH4B4h4h", 1, *box, 3, 0, 1, 1, 1, 1, 0, 0, EM, 0, DESCENT, EM, 0, -EM)
    glyph += bytes(-len(glyph) % 4)
    every = struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, 0, 0x10FFFF, 1)  # all characters to the second glyph
    return {
        b"cmap": struct.pack(">HHHHI", 0, 1, 3, 10, 12) + every,
        b"glyf": 2 * glyph,
        b"head": struct.pack(">IIIIHHqq4hHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 0, EM, 0, 0, *box, 0, 8, 2, 1, 0),
        b"hhea": struct.pack(">IhhhH11hH", 0x10000, ASCENT, DESCENT, 0, EM, 0, 0, EM, 1, *(7 * (0,)), 1),
        b"hmtx": struct.pack(">Hhh", EM // 2, 0, 0),
        b"loca": struct.pack(">III", 0, len(glyph), 2 * len(glyph)),
        b"maxp": struct.pack(">IH13H", 0x10000, 2, 4, 1, *(11 * (0,))),
    }

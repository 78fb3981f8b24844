"""PDF pages to glyphs: each character with its place, through PDFium."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import closing
from ctypes import addressof, c_double, c_float, create_string_buffer
from threading import Lock
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ..document import Unreadable
from .drawn import drawn
from .letters import blank, garbage, letter, wide
from .pages import SAVE_AGAIN
from .pictures import behind, large, pictures
from .shapes import shapes
from .sheet import SLANTED, Box, Frame, Glyph, Shapes, Sheet, once

MOST_PAGES = 20_000
MOST_GLYPHS = 500_000  # on one page
WIDEST = 4.0  # ems that a character may be wide
ALONE = Lock()  # PDFium may not be called from two threads at once
NO_PASSWORD = "save a copy without a password"


class _Style(NamedTuple):
    """What the glyphs of one text object share."""

    angle: float
    size: float
    font: int
    across: tuple[float, float]
    """From a glyph to the next, in points for each em of its width."""
    widths: dict[int, float | None]
    """Of the font, in ems, as far as asked for: what the PDF itself says, None where it says nothing."""


def open_document(data: bytes) -> pypdfium2.PdfDocument:
    """The document. Raises Unreadable: encrypted, damaged, without pages, with too many."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(error) from None
    count = len(document)
    if 0 < count <= MOST_PAGES:
        return document
    document.close()
    if not count:
        raise Unreadable("has no page that can be read", SAVE_AGAIN)
    raise Unreadable(f"has {count:,} pages, more than {MOST_PAGES:,}", "split it, for example with qpdf")


def _unopened(error: pypdfium2.PdfiumError) -> Unreadable:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        return Unreadable("is encrypted", NO_PASSWORD)
    if code == pdfium.FPDF_ERR_SECURITY:
        return Unreadable("is encrypted in a way that is not known", NO_PASSWORD)
    return Unreadable("is damaged", SAVE_AGAIN)


def sheets(document: pypdfium2.PdfDocument) -> Iterator[Sheet]:
    """The pages one after another; a page that cannot be read is an empty one. Raises Unreadable."""
    fonts: dict[bytes, int] = {}
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pypdfium2.PdfiumError:
            yield Sheet(number, 1.0, 1.0, [], [], [], 0, 0, broken=True, shapes=[Shapes([], [], [], [])])
            continue
        with closing(page):
            sheet = _sheet(page, number, fonts)
        yield sheet


def _sheet(page: pypdfium2.PdfPage, number: int, fonts: dict[bytes, int]) -> Sheet:
    left, bottom, right, top = page.get_bbox()
    box = Frame(left, bottom, right, top, page.get_rotation())
    sheet = Sheet(number, *box.shown, [], [], [], 0, 0)
    try:
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        sheet.shapes = [Shapes([], [], [], [])]
        return sheet
    with closing(text):
        count = text.count_chars()
        if count > MOST_GLYPHS:
            raise Unreadable(
                f"has {count:,} characters on page {number}, more than {MOST_GLYPHS:,}",
                "split the page, or save the text another way",
            )
        _fill(sheet, box, text.raw, count, fonts)
    _draw(sheet, page, box)
    sheet.blank = not sheet.filled and not pdfium.FPDFPage_CountObjects(page.raw)
    return sheet


def _draw(sheet: Sheet, page: pypdfium2.PdfPage, box: Frame) -> None:
    """Puts what is drawn beside the letters into the sheet."""
    ways = [box.along(direction) for direction in (box.rotation % 360, *sheet.ways)]
    every = shapes(page.raw) if sheet.upright or sheet.turned else Shapes([], [], [], [])
    sheet.shapes = [every.mapped(way) for way in ways]
    sheet.drawn = drawn(sheet.shapes[0].outlines, sheet.upright)
    if sheet.filled:  # else all of the page is a picture
        shown = Box(box.left, box.bottom, box.right, box.top)
        found = large(pictures(page.raw, shown), box.shown, whole=bool(sheet.drawn))
        texts = list(zip(ways, (sheet.upright, *sheet.turned), strict=True))
        sheet.pictures = [one.mark() for one in found if not behind(one, texts)]


def _fill(sheet: Sheet, box: Frame, text: Any, count: int, fonts: dict[bytes, int]) -> None:
    """Puts the page's characters into the sheet."""
    read = _Reader(text, fonts)
    rows: dict[int, list[Glyph]] = {0: [], 90: [], 180: [], 270: []}
    ways = {direction: box.along(direction) for direction in rows}
    spaced = False
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text, index)
        style = read.style(index)
        if style is None:  # made by PDFium: a blank or the end of a line
            continue
        sheet.filled += code != 32
        sheet.garbage += garbage(code)
        sign = letter(code)
        if not sign or blank(sign):
            spaced = spaced or bool(sign)
            continue
        x, y = read.origin(index)
        if not box.holds(x, y):
            continue
        direction = round(style.angle / 90) * 90
        if abs(style.angle - direction) > SLANTED:
            sheet.slanted.append(Glyph(sign, x, x, y, style.size, style.font, spaced))
        else:
            way = ways[direction % 360]
            width = read.width(index, code, style)
            ends = way(x, y)[0], way(x + width * style.across[0], y + width * style.across[1])[0]
            size = style.size or abs(ends[1] - ends[0]) or 1.0
            glyph = Glyph(sign, min(ends), max(ends), way(x, y)[1], size, style.font, spaced)
            rows[direction % 360].append(glyph)
        spaced = False
    main = box.rotation % 360  # the direction of text that is upright when the page is shown
    sheet.upright = once(rows.pop(main))
    sheet.turned = [once(row) for row in rows.values() if row]
    sheet.ways = [direction for direction, row in rows.items() if row]


class _Reader:
    """What PDFium knows of the characters of one page."""

    def __init__(self, text: Any, fonts: dict[bytes, int]) -> None:
        self._text, self._fonts = text, fonts
        self._styles: dict[int, _Style] = {}
        self._named: dict[int, tuple[int, dict[int, float | None]]] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._x, self._y, self._width = c_double(), c_double(), c_float()

    def origin(self, index: int) -> tuple[float, float]:
        """Where it begins on the baseline."""
        pdfium.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
        return self._x.value, self._y.value

    def width(self, index: int, code: int, style: _Style) -> float:
        """The width in ems: what the font's table in the PDF says, else the step to the next character.

        Never what is seen of the letter: where its font is not in the PDF, that is of another one.
        """
        if code not in style.widths:
            style.widths[code] = self._said(index, code)
        said = style.widths[code]
        return self._step(index, code, style) if said is None else said

    def _step(self, index: int, code: int, style: _Style) -> float:
        """As far as the next character that was drawn with it begins, in ems; else what is usual."""
        usual = 1.0 if wide(letter(code)) else 0.5
        length = math.hypot(*style.across)
        if not length or self.style(index + 1) is not style:
            return usual
        (x, y), (next_x, next_y) = self.origin(index), self.origin(index + 1)
        step = ((next_x - x) * style.across[0] + (next_y - y) * style.across[1]) / length**2
        return step if 0 < step <= WIDEST else usual

    def _said(self, index: int, code: int) -> float | None:
        """The width that the table of the font gives for a character."""
        font = pdfium.FPDFTextObj_GetFont(pdfium.FPDFText_GetTextObject(self._text, index))
        if not font or not pdfium.FPDFFont_GetGlyphWidth(font, code, 1.0, self._width):
            return None
        width = self._width.value
        return width if 0 < width <= WIDEST else None  # below zero: of text from top to bottom

    def style(self, index: int) -> _Style | None:
        """What holds for the text object of a character; None for what PDFium made."""
        made = pdfium.FPDFText_GetTextObject(self._text, index)
        if not made:
            return None
        key = addressof(made.contents)
        if key not in self._styles:
            self._styles[key] = self._measured(index, made)
        return self._styles[key]

    def _measured(self, index: int, made: Any) -> _Style:
        matrix = self._matrix
        em = size = pdfium.FPDFText_GetFontSize(self._text, index)
        angle, across = 0.0, (em, 0.0)
        if pdfium.FPDFText_GetMatrix(self._text, index, matrix):
            angle = math.degrees(math.atan2(matrix.b, matrix.a))
            size = em * math.hypot(matrix.c, matrix.d)
            across = (em * matrix.a, em * matrix.b)
        if not all(map(math.isfinite, (size, angle, *across))):
            size, angle, across = 0.0, 0.0, (0.0, 0.0)
        font, widths = self._font(made)
        return _Style(angle, abs(size), font, across, widths)

    def _font(self, made: Any) -> tuple[int, dict[int, float | None]]:
        """The font's number, and the widths of its characters as far as they are known."""
        font = pdfium.FPDFTextObj_GetFont(made)
        if not font:
            return -1, {}
        key = addressof(font.contents)
        if key not in self._named:
            self._named[key] = self._number(font), {}
        return self._named[key]

    def _number(self, font: Any) -> int:
        name = create_string_buffer(128)
        pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
        return self._fonts.setdefault(name.value, len(self._fonts))

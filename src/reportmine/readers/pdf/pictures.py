"""Pictures of a page that are large enough to hold figures: bitmap charts, scanned tables.

The principle: what carries figures takes room, has pixels enough for digits, and has no text over it. Seals,
logos and lines are smaller; backgrounds have the page's text over them; what stands on page after page is the
page's frame.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_float, c_uint, create_string_buffer
from typing import Any, NamedTuple, Protocol
from zlib import crc32

import pypdfium2.raw as pdfium

from .drawn import Placed
from .letters import wide
from .sheet import Box, Map, Mark

MOST = 20_000  # objects of a page that are looked at
DEEPEST = 8  # forms within each other
MOST_PIECES = 300  # of a page that are put together, the largest
TOUCHING = 2.0  # points: pieces nearer than this are of one picture
SMALLEST = 0.04  # of the page: a seal is at most 0.035 of A4, the smallest chart of a report 0.06
LOWEST = 48.0  # points: letterheads and lines are lower
PIXELS = 10_000  # fewer show no digits
MOST_LARGE = 25  # of a page
EDGE = 0.1  # of a picture: what stands there is a running head, a page number, a caption
WRITTEN = 0.03  # of a picture's area that ideographs cover: it is a background, or was recognised
MOST_BYTES = 4_000_000  # of a picture's data that are looked at

Matrix = tuple[float, float, float, float, float, float]
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Picture(NamedTuple):
    """A bitmap on a page as it is shown, or the pieces of one."""

    box: Box
    area: float
    """Square points that its pieces cover."""
    pixels: int
    one: Any
    """PDFium's object of it, of its largest piece; it is gone with its page."""

    def mark(self) -> Mark:
        """What tells it from other pictures: its place and its data."""
        size = pdfium.FPDFImageObj_GetImageDataRaw(self.one, None, 0)
        data = 0
        if 0 < size <= MOST_BYTES:
            buffer = create_string_buffer(size)
            pdfium.FPDFImageObj_GetImageDataRaw(self.one, buffer, size)
            data = crc32(buffer)
        return *map(round, self.box), self.pixels, size, data


def pictures(page: Any, shown: Box) -> list[Picture]:
    """The bitmaps of a page, in its own coordinates, those within forms too; each once."""
    found: dict[tuple[int, ...], Picture] = {}
    pixels = c_uint(), c_uint()
    for one, box in _images(page):
        box = _within(box, shown)
        area = (box.right - box.left) * (box.top - box.bottom)
        if not area > 0:
            continue
        read = pdfium.FPDFImageObj_GetImagePixelSize(one, *pixels)
        count = pixels[0].value * pixels[1].value if read else 0
        found.setdefault(tuple(map(round, box)), Picture(box, area, count, one))
    return list(found.values())


class Letter(Placed, Protocol):
    """A character and its place."""

    @property
    def sign(self) -> str: ...


def large(every: Sequence[Picture], page: tuple[float, float], *, whole: bool) -> list[Picture]:
    """The pictures with room for figures. `whole` says that none is in pieces: the pieces may be words."""
    least = SMALLEST * page[0] * page[1]
    found = [
        one
        for one in (every if whole else _joined(every))
        if one.area >= least
        and one.pixels >= PIXELS
        and min(one.box.right - one.box.left, one.box.top - one.box.bottom) >= LOWEST
    ]
    return sorted(found, key=lambda one: -one.area)[:MOST_LARGE]


def behind(one: Picture, texts: Iterable[tuple[Map, Sequence[Letter]]]) -> bool:
    """Whether the page's text stands over a picture. Each text has the map that turns the page to it."""
    covered = 0.0
    for way, letters in texts:
        left, bottom, right, top = one.box.mapped(way)
        x, y = EDGE * (right - left), EDGE * (top - bottom)
        covered += sum(
            letter.size**2
            for letter in letters
            if left + x <= letter.left <= right - x
            and bottom + y <= letter.y <= top - y
            and wide(letter.sign)
        )
    return covered >= WRITTEN * one.area


def _images(page: Any) -> Iterator[tuple[Any, Box]]:
    """The image objects with their boxes, as far as the bounds of a page go."""
    box = [c_float() for _ in range(4)]
    count = pdfium.FPDFPage_CountObjects(page)
    open_: list[tuple[Iterator[Any], Matrix]] = [
        ((pdfium.FPDFPage_GetObject(page, n) for n in range(count)), _PLAIN)
    ]
    left = MOST
    while open_ and left:
        objects, matrix = open_[-1]
        one = next(objects, None)
        if one is None:
            open_.pop()
            continue
        left -= 1
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and len(open_) <= DEEPEST:
            open_.append((_objects(one), _product(_matrix(one), matrix)))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE and pdfium.FPDFPageObj_GetBounds(one, *box):
            placed = _placed(Box(*(side.value for side in box)), matrix)
            if all(map(math.isfinite, placed)):
                yield one, placed


def _objects(form: Any) -> Iterator[Any]:
    for number in range(max(0, pdfium.FPDFFormObj_CountObjects(form))):
        yield pdfium.FPDFFormObj_GetObject(form, number)


def _matrix(one: Any) -> Matrix:
    read = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(one, read):
        return _PLAIN
    return read.a, read.b, read.c, read.d, read.e, read.f


def _product(one: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    x, y, z, w, s, t = then
    return a * x + b * z, a * y + b * w, c * x + d * z, c * y + d * w, e * x + f * z + s, e * y + f * w + t


def _placed(box: Box, matrix: Matrix) -> Box:
    """The box around a box that a matrix moves."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (box.left, box.right) for y in (box.bottom, box.top)]
    ys = [b * x + d * y + f for x in (box.left, box.right) for y in (box.bottom, box.top)]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _within(box: Box, other: Box) -> Box:
    """What of a box stands in another; upside down where nothing does."""
    left, bottom = max(box.left, other.left), max(box.bottom, other.bottom)
    return Box(left, bottom, max(left, min(box.right, other.right)), max(bottom, min(box.top, other.top)))


def _joined(every: Sequence[Picture]) -> list[Picture]:
    """The pictures; those that touch, as strips that a printer made, as one."""
    groups: list[Picture] = []
    for one in sorted(every, key=lambda one: -one.area)[:MOST_PIECES]:
        while near := [group for group in groups if one.box.touches(group.box, TOUCHING)]:
            for group in near:
                groups.remove(group)
                one = _together(one, group)
        groups.append(one)
    return groups


def _together(one: Picture, other: Picture) -> Picture:
    box = one.box.around(other.box)
    whole = (box.right - box.left) * (box.top - box.bottom)
    larger = max(one, other, key=lambda each: each.area)
    return Picture(box, min(whole, one.area + other.area), one.pixels + other.pixels, larger.one)

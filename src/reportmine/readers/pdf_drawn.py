"""Words that a page shows as pictures or as outlines: they are seen, but there is no letter to read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from ctypes import c_float
from statistics import median
from typing import Any, Protocol

import pypdfium2.raw as pdfium

Map = Callable[[float, float], tuple[float, float]]
MOST = 20_000  # objects of a page that are looked at
LOWEST, HIGHEST = 0.4, 2.5  # ems: what stands in a line of text
CURVED = 8  # segments: the outline of a letter has more, a rule or a frame has fewer
FEWEST = 5  # pieces: fewer are signs, seals, a letterhead
SHARE = 0.25  # of the width of the text that is read


class Placed(Protocol):
    """A letter and its place."""

    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...


def drawn(page: Any, way: Map, letters: Sequence[Placed]) -> float:
    """The width, in ems, of what is drawn as large as the text of a page, where that is much; else 0."""
    if not letters:
        return 0.0
    size = median(letter.size for letter in letters)
    told = sum(letter.right - letter.left for letter in letters)
    places = sorted((letter.y, (letter.left + letter.right) / 2) for letter in letters)
    widths = []
    for left, bottom, right, top in _pieces(page, way):
        if not LOWEST * size <= top - bottom <= HIGHEST * size or right - left < LOWEST * size:
            continue
        first, last = (bisect_left(places, (y, 0.0)) for y in (bottom - LOWEST * size, top))
        if not any(left < x < right for _, x in places[first:last]):  # else it is behind what can be read
            widths.append(right - left)
    if len(widths) < FEWEST or sum(widths) < SHARE * told:
        return 0.0
    return sum(widths) / size


def _pieces(page: Any, way: Map) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each picture and each curved outline, as the page is shown."""
    left, bottom, right, top = (c_float() for _ in range(4))
    for number in range(min(pdfium.FPDFPage_CountObjects(page), MOST)):
        one = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(one)
        curved = kind == pdfium.FPDF_PAGEOBJ_PATH and pdfium.FPDFPath_CountSegments(one) > CURVED
        if not curved and kind != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        if pdfium.FPDFPageObj_GetBounds(one, left, bottom, right, top):
            (a, b), (c, d) = way(left.value, bottom.value), way(right.value, top.value)
            yield min(a, c), min(b, d), max(a, c), max(b, d)

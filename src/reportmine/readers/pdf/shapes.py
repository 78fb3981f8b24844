"""What a page draws beside its letters: rules, coloured areas, and outlines or pictures that may be words."""

from __future__ import annotations

import math
from ctypes import c_float, c_int, c_uint
from typing import Any

import pypdfium2.raw as pdfium

from .sheet import SHORTEST, THIN, Box, Shapes

MOST = 20_000  # objects of a page that are looked at
MOST_SEGMENTS = 5_000  # of one path that may be many rules
CURVED = 8  # segments: the outline of a letter has more, a rule or a frame has fewer
FRAME = 5  # segments of a rectangle
LARGE = 36.0  # points: what is smaller and has many segments is no frame
WHITE = 250  # of 255: what cannot be seen on paper


def shapes(page: Any) -> Shapes:
    """What a page draws, in its own coordinates."""
    found = Shapes([], [], [], [])
    read = _Reader()
    for number in range(min(pdfium.FPDFPage_CountObjects(page), MOST)):
        one = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            if (box := read.bounds(one)) is not None:
                found.outlines.append(box)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and (box := read.bounds(one)) is not None:
            _put(found, read, one, box)
    return found


def _put(found: Shapes, read: _Reader, one: Any, box: Box) -> None:
    """A path among the rules, the areas, the outlines."""
    count = pdfium.FPDFPath_CountSegments(one)
    if count > CURVED:
        found.outlines.append(box)
    long = max(box.right - box.left, box.top - box.bottom)
    if long < SHORTEST:
        return
    thin = min(box.right - box.left, box.top - box.bottom) <= THIN
    if count != FRAME and not thin and (long < LARGE or count > MOST_SEGMENTS):
        return
    filled, stroked = read.shown(one)
    if thin and (filled or stroked):
        found.rules.append(box)
    elif stroked:
        straight, slanted = read.straight(one)
        found.rules.extend(straight)
        found.slants.extend([box] if slanted else [])
    if filled and not thin and count <= FRAME:
        found.fills.append(box)


class _Reader:
    """What PDFium knows of the objects of a page."""

    def __init__(self) -> None:
        self._box = [c_float() for _ in range(4)]
        self._mode = c_int(), c_int()
        self._colour = [c_uint() for _ in range(4)]
        self._point = c_float(), c_float()

    def bounds(self, one: Any) -> Box | None:
        """Left, bottom, right and top of an object."""
        if not pdfium.FPDFPageObj_GetBounds(one, *self._box):
            return None
        box = Box(*(side.value for side in self._box))
        return box if all(map(math.isfinite, box)) else None

    def shown(self, one: Any) -> tuple[bool, bool]:
        """Whether a path is filled and whether it is stroked in a colour that shows."""
        filled, stroked = self._mode
        if not pdfium.FPDFPath_GetDrawMode(one, filled, stroked):
            return False, False
        return (
            bool(filled.value) and self._shows(pdfium.FPDFPageObj_GetFillColor, one),
            bool(stroked.value) and self._shows(pdfium.FPDFPageObj_GetStrokeColor, one),
        )

    def _shows(self, ask: Any, one: Any) -> bool:
        if not ask(one, *self._colour):
            return True
        *colours, opaque = (part.value for part in self._colour)
        return opaque > 0 and min(colours) < WHITE

    def straight(self, one: Any) -> tuple[list[Box], bool]:
        """The lines across and down that a path of many pieces draws, and whether it has others; none where
        it is curved."""
        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFPageObj_GetMatrix(one, matrix):
            return [], False
        x, y = self._point
        made: list[Box] = []
        begun = last = (0.0, 0.0)
        for number in range(pdfium.FPDFPath_CountSegments(one)):
            segment = pdfium.FPDFPath_GetPathSegment(one, number)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_BEZIERTO or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                return [], False
            here = (
                matrix.a * x.value + matrix.c * y.value + matrix.e,
                matrix.b * x.value + matrix.d * y.value + matrix.f,
            )
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                begun = here
            else:
                made.append(_between(last, here))
                if pdfium.FPDFPathSegment_GetClose(segment):
                    made.append(_between(here, begun))
            last = here
        made = [box for box in made if all(map(math.isfinite, box))]
        rules = [box for box in made if min(box.right - box.left, box.top - box.bottom) <= 1]
        return rules, len(rules) < len(made)


def _between(one: tuple[float, float], other: tuple[float, float]) -> Box:
    (a, b), (c, d) = one, other
    return Box(min(a, c), min(b, d), max(a, c), max(b, d))

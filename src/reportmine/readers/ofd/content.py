"""The objects of a page of OFD: its letters with their places, its rules and areas, its pictures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from zlib import crc32

from ...dataclass import dataclass, field
from ..document import Unreadable
from ..pdf.letters import blank, garbage, letter, wide
from ..pdf.sheet import SLANTED, Box, Frame, Glyph, Mark, Shapes, Sheet, once
from .document import POINTS, numbers
from .paths import Drawn, drawn

MOST_GLYPHS = 500_000  # on one page
LEAST = 0.04  # of a page: a picture with room for figures
MOST = 0.8  # of a page: a picture that is the ground of its text
LOWEST = 48.0  # points
MILLIMETRES = 4.2  # a usual size of letters
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_UNSEEN = ("false", "0")


@dataclass(slots=True)
class _Object:
    """An object that is open."""

    name: str
    box: tuple[float, float, float, float]
    matrix: tuple[float, ...]
    attributes: dict[str, str]
    colours: dict[str, str] = field(default_factory=dict)


class Content:
    """Takes the events of a page and of its templates (see `scan`), and fills a sheet."""

    def __init__(self, sheet: Sheet, box: tuple[float, float, float, float]) -> None:
        self._sheet = sheet
        left, top, width, height = box
        self._left, self._foot = left * POINTS, (top + height) * POINTS
        self._frame = Frame(0.0, 0.0, width * POINTS, height * POINTS, 0)
        self._objects: list[_Object] = []
        self._unseen = 0
        self._open = ""
        self._code: dict[str, str] = {}
        self._words: list[str] = []
        self._fonts: dict[str, int] = {}
        self._rows: dict[int, list[Glyph]] = {0: [], 90: [], 180: [], 270: []}
        self._ways = {direction: self._frame.along(direction) for direction in self._rows}
        self._shapes = Shapes([], [], [], [])
        self._at = (0.0, 0.0)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if self._unseen or attributes.get("Visible") == "false":
            self._unseen += 1
            return
        self._open = name
        if name in ("ofd:TextObject", "ofd:PathObject", "ofd:ImageObject"):
            self._begin(name, attributes)
        elif name in ("ofd:TextCode", "ofd:AbbreviatedData"):
            self._words.clear()
            self._code = attributes
        elif name in ("ofd:FillColor", "ofd:StrokeColor") and self._objects:
            self._objects[-1].colours[name] = attributes.get("Value", "0")

    def data(self, text: str) -> None:
        """Text, or a part of it."""
        if not self._unseen and self._open in ("ofd:TextCode", "ofd:AbbreviatedData"):
            self._words.append(text)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._unseen:
            self._unseen -= 1
            return
        self._open = ""
        if not self._objects:
            return
        one = self._objects[-1]
        if name == "ofd:TextCode" and one.name == "ofd:TextObject":
            self._text(one, "".join(self._words))
        elif name == "ofd:AbbreviatedData" and one.name == "ofd:PathObject":
            one.attributes["\0path"] = "".join(self._words)
        elif name == one.name:
            self._objects.pop()
            if name == "ofd:PathObject":
                self._path(one)
            elif name == "ofd:ImageObject":
                self._picture(one)

    def finish(self) -> None:
        """The page has ended."""
        sheet = self._sheet
        sheet.upright = once(self._rows.pop(0))
        sheet.turned = [once(row) for row in self._rows.values() if row]
        sheet.ways = [direction for direction, row in self._rows.items() if row]
        ways = [self._ways[direction] for direction in (0, *sheet.ways)]
        sheet.shapes = [self._shapes.mapped(way) for way in ways]

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        box = numbers(attributes.get("Boundary", ""))
        matrix = numbers(attributes.get("CTM", ""))
        self._objects.append(
            _Object(
                name,
                (box[0], box[1], box[2], box[3]) if len(box) == 4 else (0.0, 0.0, 0.0, 0.0),
                tuple(matrix) if len(matrix) == 6 else _PLAIN,
                dict(attributes),
            )
        )

    def _point(self, one: _Object, x: float, y: float) -> tuple[float, float]:
        """A point of an object on the page, in points from its left and its foot."""
        a, b, c, d, e, f = one.matrix
        across, down = a * x + c * y + e + one.box[0], b * x + d * y + f + one.box[1]
        return across * POINTS - self._left, self._foot - down * POINTS

    def _text(self, one: _Object, text: str) -> None:
        said = one.attributes
        if said.get("Alpha") == "0":
            return
        size = (numbers(said.get("Size", "")) or [MILLIMETRES])[0]
        across = size * (numbers(said.get("HScale", "")) or [1.0])[0]
        a, b, c, d = one.matrix[:4]
        angle = -math.degrees(math.atan2(b, a))
        height = abs(size) * math.hypot(c, d) * POINTS
        font = self._fonts.setdefault(said.get("Font", ""), len(self._fonts))
        spaced = False
        for sign, x, y, step in self._places(text):
            code = ord(sign)
            self._sheet.filled += not sign.isspace()
            self._sheet.garbage += garbage(code)
            shown = letter(code)
            if not shown or blank(shown):
                spaced = spaced or bool(shown)
                continue
            self._glyph(one, shown, (x, y, _wide(shown, step, across), height, angle), (font, spaced))
            spaced = False
        if self._sheet.filled > MOST_GLYPHS:
            raise Unreadable(
                f"has more than {MOST_GLYPHS:,} characters on page {self._sheet.number}",
                "split the page, or save the text another way",
            )

    def _glyph(
        self,
        one: _Object,
        sign: str,
        place: tuple[float, float, float, float, float],
        more: tuple[int, bool],
    ) -> None:
        x, y, width, height, angle = place
        begins, ends = self._point(one, x, y), self._point(one, x + width, y)
        if not self._frame.holds(*begins):
            return
        direction = round(angle / 90) * 90
        if abs(angle - direction) > SLANTED:
            self._sheet.slanted.append(Glyph(sign, begins[0], begins[0], begins[1], height, *more))
            return
        way = self._ways[direction % 360]
        (left, level), (right, _) = way(*begins), way(*ends)
        size = height or abs(right - left) or 1.0
        glyph = Glyph(sign, min(left, right), max(left, right), level, size, *more)
        self._rows[direction % 360].append(glyph)

    def _places(self, text: str) -> Iterator[tuple[str, float, float, float | None]]:
        """Each character with its place, and the step to the next one where that is on its line."""
        x, y = (
            (numbers(self._code.get(name, "")) or [before])[0]
            for name, before in zip("XY", self._at, strict=True)
        )
        self._at = x, y
        right, down = (_steps(self._code.get(name, ""), len(text)) for name in ("DeltaX", "DeltaY"))
        for place, sign in enumerate(text):
            step = right[place] if place < len(right) else None
            yield sign, x, y, step
            x += step or 0.0
            y += down[place] if place < len(down) else 0.0

    def _path(self, one: _Object) -> None:
        said = one.attributes
        width = (numbers(said.get("LineWidth", "")) or [0.353])[0] * POINTS
        shown = Drawn(
            stroked=said.get("Stroke", "true") not in _UNSEEN,
            filled=said.get("Fill", "false") not in _UNSEEN and not _white(one.colours.get("ofd:FillColor")),
            width=width,
        )
        drawn(said.get("\0path", ""), lambda x, y: self._point(one, x, y), shown, self._shapes)

    def _picture(self, one: _Object) -> None:
        width, height = one.box[2] * POINTS, one.box[3] * POINTS
        page = self._sheet.width * self._sheet.height
        (left, top), (right, foot) = self._point(one, 0, 0), self._point(one, *one.box[2:])
        if one.matrix == _PLAIN:
            self._shapes.outlines.append(
                Box(min(left, right), min(foot, top), max(left, right), max(foot, top))
            )
        if LEAST * page <= width * height <= MOST * page and min(width, height) >= LOWEST:
            mark: Mark = (*map(round, one.box), crc32(one.attributes.get("ResourceID", "").encode()))
            self._sheet.pictures.append(mark)


def _wide(sign: str, step: float | None, em: float) -> float:
    """The width of a character: the step to the next, as far as it is no gap, else what is usual."""
    usual = em if wide(sign) else 0.5 * em
    if step is None or not 0.1 * em < step:
        return usual
    return min(step, usual if wide(sign) else em) if step < 1.2 * em else usual


def _steps(said: str, most: int) -> list[float]:
    """The steps of a list in which `g 3 4.2` stands for three of 4.2."""
    found: list[float] = []
    words = iter(said.split())
    try:
        for word in words:
            if len(found) >= most:
                break
            if word == "g":
                times, step = int(next(words)), float(next(words))
                found += [step] * min(max(times, 0), most)
            else:
                found.append(float(word))
    except (ValueError, StopIteration):
        return found
    return [one if abs(one) < 1e6 else 0.0 for one in found]


def _white(colour: str | None) -> bool:
    """Whether a colour cannot be seen on paper."""
    if colour is None:
        return False
    parts: Sequence[float] = numbers(colour)
    return bool(parts) and len(parts) == 3 and min(parts) >= 250

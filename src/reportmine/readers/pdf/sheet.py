"""What a page holds before it is put into lines: letters with their places, and what is drawn beside them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ...dataclass import dataclass, field

Map = Callable[[float, float], tuple[float, float]]
Mark = tuple[int, ...]

THIN = 3.0  # points: a rule is no thicker
SHORTEST = 4.0  # points: a rule is no shorter
OUTSIDE = 2.0  # points a glyph may stand out of its page
SLANTED = 4.0  # degrees from the straight


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    def mapped(self, way: Map) -> Box:
        """The same on the page turned."""
        (a, b), (c, d) = way(self.left, self.bottom), way(self.right, self.top)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))

    def around(self, other: Box) -> Box:
        """The box around both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )

    def touches(self, other: Box, near: float) -> bool:
        """Whether two boxes are no farther apart than so many points."""
        return (
            self.left - near <= other.right
            and other.left <= self.right + near
            and self.bottom - near <= other.top
            and other.bottom <= self.top + near
        )


class Shapes(NamedTuple):
    """What is drawn on a page."""

    outlines: list[Box]
    """Pictures and curved outlines."""
    rules: list[Box]
    """Thin and straight, across or down."""
    fills: list[Box]
    """Areas in a colour that shows."""
    slants: list[Box]
    """Lines that run neither across nor down: of charts."""

    def mapped(self, way: Map) -> Shapes:
        """The same on the page turned."""
        return Shapes(*([box.mapped(way) for box in boxes] for boxes in self))


class Glyph(NamedTuple):
    """A character and its place on the page as it is shown; y is the baseline, from the foot of the page."""

    sign: str
    left: float
    right: float
    y: float
    size: float
    font: int
    """Tells the fonts of a document apart."""
    spaced: bool
    """Whether a blank stands before it."""


@dataclass(slots=True)
class Sheet:
    """A page's glyphs. `turned` holds those in text turned by a right angle, in their own direction."""

    number: int
    width: float
    height: float
    upright: list[Glyph]
    turned: list[list[Glyph]]
    slanted: list[Glyph]
    garbage: int
    """Characters that say nothing."""
    filled: int
    """Characters in all, blanks left out."""
    broken: bool = False
    """Whether the page cannot be read at all."""
    blank: bool = False
    """Whether nothing is on it."""
    drawn: float = 0.0
    """Ems of words among its text that are drawn, not written."""
    ways: list[int] = field(default_factory=list)
    """Of the turned text, its directions."""
    shapes: list[Shapes] = field(default_factory=list)
    """What is drawn beside the letters: as the upright text sees it, then as each turned text does."""
    pictures: list[Mark] = field(default_factory=list)
    """Of the bitmaps with room for figures, what tells each from others."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page that is shown, and by how many degrees it is turned (clockwise) for showing."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    @property
    def shown(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.rotation % 180 else (width, height)

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is on it, more or less. Not so for what is no number."""
        return (
            self.left - OUTSIDE <= x <= self.right + OUTSIDE
            and self.bottom - OUTSIDE <= y <= self.top + OUTSIDE
        )

    def along(self, direction: int) -> Map:
        """The map from the page to the page turned so that text in this direction runs to the right."""
        left, bottom, right, top = self.left, self.bottom, self.right, self.top
        turns: dict[int, Map] = {
            0: lambda x, y: (x - left, y - bottom),
            90: lambda x, y: (y - bottom, right - x),
            180: lambda x, y: (right - x, top - y),
            270: lambda x, y: (top - y, x - left),
        }
        return turns[direction]


def once(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs without those drawn a second time at the same place, as for a fake bold."""
    kept: list[Glyph] = []
    seen: dict[tuple[str, int], dict[int, Glyph]] = {}  # sign and row → column → glyph
    for glyph in glyphs:
        near = max(0.12 * glyph.size, 0.1)
        sign, column, row = glyph.sign, int(glyph.left // near), int(glyph.y // near)
        beside = [found for at in (row - 1, row, row + 1) if (found := seen.get((sign, at))) is not None]
        if beside and any(
            (other := found.get(at)) is not None
            and abs(other.left - glyph.left) <= near
            and abs(other.y - glyph.y) <= near
            for found in beside
            for at in (column - 1, column, column + 1)
        ):
            continue
        seen.setdefault((sign, row), {})[column] = glyph
        kept.append(glyph)
    return kept

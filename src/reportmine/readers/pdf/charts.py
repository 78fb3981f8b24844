"""Charts that a page draws: the numbers of their axes and bars say nothing of what they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .lines import Line
from .sheet import Box, Shapes

NEAR = 12.0  # points: shapes nearer than this are of one chart
WIDE, HIGH = 80.0, 50.0  # points: a chart is no smaller
BESIDE, ABOVE, BELOW = 44.0, 12.0, 26.0  # points around its bars and curves where its numbers may stand
BARS = 3  # areas that begin at one line and are of several heights
EDGE = 1.5  # points by which they miss it
MOST = 600  # shapes that are looked at
PAGE = 0.6  # of a page: what covers more is its background
FEWEST = 8  # signs of numbers
_MARKS = frozenset("0123456789.,，%％-−—–+ ")


def charts(
    shapes: Shapes, lines: Sequence[Line], tables: Sequence[Box], page: tuple[float, float]
) -> set[int]:
    """The ids of the lines of a page that hold the numbers of charts. What is in tables is in none."""
    found: set[int] = set()
    for box, outlined in _drawings(shapes, tables, page):
        inside = [line for line in lines if not line.table and _by(line, box)]
        numbers = [line for line in inside if _of_digits(line.text)]
        several = sum(len(line.parts) for line in numbers) > 2
        if several and sum(len(line.text) for line in numbers) >= FEWEST and (outlined or _bars(shapes, box)):
            found |= {id(line) for line in numbers}
    return found


def _drawings(shapes: Shapes, tables: Sequence[Box], page: tuple[float, float]) -> list[tuple[Box, bool]]:
    """Where shapes stand together, each with whether curves or pictures are among them."""
    every = [(box, True) for box in (*shapes.outlines, *shapes.slants)]
    every += [(box, False) for box in (*shapes.fills, *shapes.rules)]
    groups: list[tuple[Box, bool]] = []
    for box, outlined in every[:MOST]:
        if (box.right - box.left) * (box.top - box.bottom) > PAGE * page[0] * page[1]:
            continue
        if any(box.touches(table, 0.0) for table in tables):
            continue
        while near := [group for group in groups if box.touches(group[0], NEAR)]:
            for group in near:
                groups.remove(group)
                box, outlined = box.around(group[0]), outlined or group[1]
        groups.append((box, outlined))
    return [
        (box, outlined)
        for box, outlined in groups
        if box.right - box.left >= WIDE and box.top - box.bottom >= HIGH
    ]


def _by(line: Line, box: Box) -> bool:
    """Whether a line stands in a drawing or beside it, and no further."""
    return (
        box.left - BESIDE <= line.left
        and line.right <= box.right + BESIDE
        and box.bottom - BELOW <= line.y <= box.top + ABOVE
    )


def _of_digits(text: str) -> bool:
    """Whether a line is numbers, without a word beside them."""
    return any(map(str.isdecimal, text)) and _MARKS.issuperset(text)


def _bars(shapes: Shapes, box: Box) -> bool:
    """Whether areas stand on one line, or begin at one, and reach more or less far."""
    inside = [fill for fill in shapes.fills if fill.touches(box, 0.0)]
    for base, end in ((1, 3), (0, 2)):  # bottom and top, left and right
        places = Counter(round(fill[base] / EDGE) for fill in inside)
        place, count = places.most_common(1)[0] if places else (0, 0)
        ends = {round(fill[end] / EDGE) for fill in inside if round(fill[base] / EDGE) == place}
        if count >= BARS and len(ends) >= BARS:
            return True
    return False

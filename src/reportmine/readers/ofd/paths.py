"""The paths of a page of OFD: which are rules, which areas, which outlines."""

from __future__ import annotations

from collections.abc import Iterator

from ...dataclass import dataclass
from ..pdf.sheet import SHORTEST, THIN, Box, Map, Shapes

MOST_SHAPES = 20_000  # of a page
MOST_WORDS = 20_000  # of a path
_POINTS = {"M": 1, "S": 1, "L": 1, "Q": 2, "B": 3, "A": 3, "C": 0}
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """How a path is shown: its line, of a width in points, and whether it is filled."""

    stroked: bool
    filled: bool
    width: float


def drawn(said: str, way: Map, how: Drawn, shapes: Shapes) -> None:
    """Puts a path into the shapes of its page."""
    if sum(map(len, shapes)) > MOST_SHAPES:
        return
    points: list[Point] = []
    curved = False
    lines: list[tuple[Point, Point]] = []
    for begin, end, bent in _segments(said):
        one, other = way(*begin), way(*end)
        points += (one, other)
        curved |= bent
        lines.append((one, other))
    if not points:
        return
    box = Box(
        min(x for x, _ in points),
        min(y for _, y in points),
        max(x for x, _ in points),
        max(y for _, y in points),
    )
    if curved:
        shapes.outlines.append(box)
        return
    width, height = box.right - box.left, box.top - box.bottom
    if how.filled and min(width, height) <= THIN and max(width, height) >= SHORTEST:
        shapes.rules.append(box)
    elif how.filled and min(width, height) > THIN:
        shapes.fills.append(box)
    if how.stroked and how.width <= THIN:
        for one, other in lines:
            _line(one, other, how.width, shapes)


def _line(one: Point, other: Point, width: float, shapes: Shapes) -> None:
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    left, right = sorted((one[0], other[0]))
    bottom, top = sorted((one[1], other[1]))
    half = width / 2
    if max(across, down) < SHORTEST:
        return
    if down <= 0.5:
        shapes.rules.append(Box(left, bottom - half, right, top + half))
    elif across <= 0.5:
        shapes.rules.append(Box(left - half, bottom, right + half, top))
    else:
        shapes.slants.append(Box(left, bottom, right, top))


def _segments(said: str) -> Iterator[tuple[Point, Point, bool]]:
    """The segments of a path with their ends, and whether each is bent."""
    words = iter(said.split()[:MOST_WORDS])
    at = begun = (0.0, 0.0)
    try:
        for word in words:
            if word not in _POINTS:
                continue
            if word == "C":
                yield at, begun, False
                at = begun
                continue
            numbers = [float(next(words)) for _ in range(7 if word == "A" else 2 * _POINTS[word])]
            end = (numbers[-2], numbers[-1])
            if max(map(abs, end)) > 1e6:
                return
            if word in "MS":
                begun = end
            else:
                yield at, end, word != "L"
            at = end
    except (ValueError, RuntimeError, StopIteration):
        return

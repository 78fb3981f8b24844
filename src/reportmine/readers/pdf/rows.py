"""Which lines of neighbouring cells are one row, where no rule says it: figures and distances do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Protocol

from ...dataclass import dataclass
from ...expression import expression
from ...rules import matching
from ...rules.rule import RuleSet
from ...text.fold import fold

# In ems
SAME = 0.5  # by how much baselines of one row differ
BESIDE = 0.8  # how far over or under the lines of its label a figure may stand
ROOM = 1.5  # that a full line leaves free at the end of its cell, its padding counted
LEADING = 1.8  # from a line of a figure to the next
BEGIN = ("marker", "part-of")  # kinds of rules that tell where a label begins
MOST = 8  # lines of one label
MOST_LINES = 400  # of a page
NEARER = 0.85  # times the distance of rows: lines of one label are nearer
EVEN = 1.25  # times the nearest distance: lines of one label are no farther apart
_FIGURE = expression(r"[-+−—–－(（]?\s?\d[\d,，]*(?:\.\d+)?\s?[%‰]?[)）]?|[-—–－/]+")

# What a way to part lines costs
LONE = 1.0  # a label without a figure beside it
TORN = 4.0  # a label that goes on after a line that is not full, or farther than lines of one label are
AS_ROWS = 2.0  # a label whose lines are as far apart as rows are
ENDED = 0.6  # a label that ends with a full line
BARE = 3.0  # figures without a label


class Lined(Protocol):
    """A line of a cell."""

    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def first(self) -> float: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Written:
    """The lines of a cell from the top, and where the cell begins and ends."""

    lines: Sequence[Lined]
    left: float
    right: float

    def full(self, number: int) -> bool:
        """Whether what the next line begins with had no room at the end of a line."""
        line, after = self.lines[number], self.lines[number + 1]
        return self.right - line.right < after.first + ROOM * line.size


def parted(cells: Sequence[Written], rules: RuleSet) -> list[list[list[int]]]:
    """The rows of cells that stand between two rules: for each row the lines of every cell, by number.

    One row, unless figures below each other show that there are more: a figure is not broken, a label is.
    """
    whole = [[list(range(len(cell.lines))) for cell in cells]]
    figures = [cell for cell in cells if _is_figures(cell)]
    if all(_broken(cell) for cell in figures):
        return whole
    size = median(line.size for cell in cells for line in cell.lines)
    anchors = _anchors([line.y for cell in figures for line in cell.lines], SAME * size)
    if len(anchors) < 2:
        return whole
    words = [cell for cell in cells if not any(cell is one for one in figures)]
    labels = max(words, key=lambda cell: len(cell.lines), default=None)
    if max(len(anchors), len(labels.lines) if labels else 0) > MOST_LINES:
        return whole
    spans = grouped(labels, anchors, size, rules) if labels is not None else [(y, y) for y in anchors]
    ends = [-(one[1] + other[0]) / 2 for one, other in pairwise(spans)]  # half way to the next row
    rows: list[list[list[int]]] = [[[] for _ in cells] for _ in spans]
    for column, cell in enumerate(cells):
        for number, line in enumerate(cell.lines):
            rows[bisect_left(ends, -line.y)][column].append(number)
    return [row for row in rows if any(row)]


def is_figure(text: str) -> bool:
    """Whether a line is a figure, or the stroke for none."""
    return _FIGURE.fullmatch(text) is not None


def _numbered(text: str, rules: RuleSet) -> bool:
    """Whether a label begins here, with its number or with words such as 其中."""
    folded = fold(text)
    parts = rules.grouped("tables", "part")
    return any(matching.match(rule, folded) is not None for part in BEGIN for rule in parts.get(part, ()))


def _is_figures(cell: Written) -> bool:
    """Whether a cell holds figures below each other."""
    found = sum(is_figure(line.text) for line in cell.lines)
    return found > 1 and 2 * found >= len(cell.lines)


def _broken(cell: Written) -> bool:
    """Whether its lines may be one figure that had no room: the first fills the cell from side to side."""
    line, *others = cell.lines
    free = cell.right - cell.left - (line.right - line.left)
    return len(others) == 1 and free < ROOM * line.size and line.y - others[0].y < LEADING * line.size


def _anchors(heights: Sequence[float], near: float) -> list[float]:
    """The baselines of rows of figures, from the top."""
    found: list[float] = []
    for y in sorted(heights, reverse=True):
        if not found or found[-1] - y > near:
            found.append(y)
    return found


def grouped(
    labels: Written, anchors: Sequence[float], size: float, rules: RuleSet
) -> list[tuple[float, float]]:
    """The rows by their labels, each with the heights it reaches from and to: the way to part them that is
    the most likely one, with the figures at the middle, at the first or at the last line of all labels."""
    ways = [_Ways(labels, anchors, size, mode, rules).best() for mode in (0.5, 0.0, 1.0)]
    return min(ways, key=lambda way: way[0])[1]


Way = tuple[float, list[tuple[float, float]]]


class _Ways:
    """The ways to part the lines of a column of labels, beside figures at given heights."""

    def __init__(
        self, labels: Written, anchors: Sequence[float], size: float, mode: float, rules: RuleSet
    ) -> None:
        self._rules = rules
        self._labels, self._anchors, self._size, self._mode = labels, anchors, size, mode
        self._heights = [line.y for line in labels.lines]
        gaps = [a - b for a, b in pairwise(self._heights)]
        pitch = median([a - b for a, b in pairwise(anchors)] or [0.0])
        self._joins = [
            self._join(n, gap, min(gaps), pitch if gap < 2 * pitch else 0.0) for n, gap in enumerate(gaps)
        ]

    def _join(self, number: int, gap: float, lead: float, pitch: float) -> float:
        """What it costs that a label goes on with the line after one of its lines."""
        if (
            not self._labels.full(number)
            or gap > EVEN * lead
            or _numbered(self._labels.lines[number + 1].text, self._rules)
        ):
            return TORN
        return AS_ROWS if gap >= NEARER * pitch > 0 else 0.0

    def best(self) -> Way:
        """The cheapest way; from the top, by the next line and the next figure."""
        ways: dict[tuple[int, int], Way] = {(0, 0): (0.0, [])}
        count, rows = len(self._heights), len(self._anchors)
        for line in range(count + 1):
            for row in range(rows + 1):
                way = ways.pop((line, row), None)
                if way is None:
                    continue
                if (line, row) == (count, rows):
                    return way
                for step, cost, span in self._steps(line, row):
                    there = way[0] + cost
                    if step not in ways or there < ways[step][0]:
                        ways[step] = there, [*way[1], span]
        return BARE * (count + rows), [(y, y) for y in self._anchors]

    def _steps(self, line: int, row: int):  # type: ignore[no-untyped-def]
        heights, size = self._heights, self._size
        anchor = self._anchors[row] if row < len(self._anchors) else None
        over = line == len(heights) or (anchor is not None and anchor > heights[line] + BESIDE * size)
        if anchor is not None and over:
            yield (line, row + 1), BARE, (anchor, anchor)
        cost = 0.0
        for end in range(line + 1, min(line + MOST, len(heights)) + 1):
            top, foot = heights[line], heights[end - 1]
            if end > line + 1:
                cost += self._joins[end - 2]
            if cost > 2 * TORN:
                return
            ended = ENDED if end < len(heights) and not self._joins[end - 1] else 0.0
            if anchor is not None and foot - BESIDE * size <= anchor <= top + BESIDE * size:
                off = abs(anchor - (top + (foot - top) * self._mode)) / size
                yield (end, row + 1), cost + ended + off, (max(top, anchor), min(foot, anchor))
            elif not over:
                yield (end, row), cost + ended + LONE, (top, foot)

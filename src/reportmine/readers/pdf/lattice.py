"""The cells that rules draw: where a table's lines are drawn, they say its rows, columns and merged cells."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from statistics import fmean

from ...dataclass import dataclass
from .sheet import THIN, Box

NEAR = 2.5  # points: rules this near stand at one place
MEET = 3.5  # points by which rules that meet may miss each other
LEAST = 8.0  # points: a column or a row is no narrower
COVERED = 0.5  # of the side of a cell: a rule along it is a wall
MOST_PAIRS = 1_000_000  # of rules that may cross; a page with more is no page of tables
MOST_PLACES = 20_000  # of one lattice
MOST_TABLES = 40  # of one page

Walled = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: its first row and column, and how many of each it spans."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True)
class Lattice:
    """The cells of one table, from the top and from the left."""

    xs: tuple[float, ...]
    """Where its columns begin and end, from the left."""
    ys: tuple[float, ...]
    """Where its rows begin and end, from the top down."""
    cells: tuple[Place, ...]

    @property
    def box(self) -> Box:
        return Box(self.xs[0], self.ys[-1], self.xs[-1], self.ys[0])


@dataclass(slots=True)
class _Rule:
    """A rule: where it stands, and from where to where it runs."""

    at: float
    start: float
    end: float


def lattices(rules: Sequence[Box], fills: Sequence[Box]) -> list[Lattice]:
    """The tables that rules draw, from the top of the page."""
    across = _merged(_Rule((b + t) / 2, a, c) for a, b, c, t in rules if c - a > t - b)
    down = _merged(_Rule((a + c) / 2, b, t) for a, b, c, t in rules if t - b > c - a)
    if not down or len(across) < 2 or len(across) * len(down) > MOST_PAIRS:
        return []
    made = [_lattice(*group, fills) for group in _connected(across, down)[:MOST_TABLES]]
    return sorted((one for one in made if one is not None), key=lambda one: (-one.ys[0], one.xs[0]))


def _merged(rules: Iterable[_Rule]) -> list[_Rule]:
    """The rules, those that go on where another ends as one."""
    places: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if places and rule.at - places[-1][0].at <= THIN / 2:
            places[-1].append(rule)
        else:
            places.append([rule])
    made: list[_Rule] = []
    for place in places:
        place.sort(key=lambda one: one.start)
        for rule in place:
            if made and made[-1].at == place[0].at and rule.start - made[-1].end <= MEET:
                made[-1].end = max(made[-1].end, rule.end)
            else:
                made.append(_Rule(place[0].at, rule.start, rule.end))
    return made


def _connected(across: Sequence[_Rule], down: Sequence[_Rule]) -> list[tuple[list[_Rule], list[_Rule]]]:
    """The rules that hang together, those across and those down."""
    parents = list(range(len(across) + len(down)))

    def root(one: int) -> int:
        while parents[one] != one:
            parents[one] = one = parents[parents[one]]
        return one

    heights = [rule.at for rule in across]  # sorted
    for number, rule in enumerate(down, len(across)):
        first = bisect_left(heights, rule.start - MEET)
        for other in range(first, len(across)):
            if heights[other] > rule.end + MEET:
                break
            if across[other].start - MEET <= rule.at <= across[other].end + MEET:
                parents[root(other)] = root(number)
    groups: dict[int, tuple[list[_Rule], list[_Rule]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate(across):
        groups[root(number)][0].append(rule)
    for number, rule in enumerate(down, len(across)):
        groups[root(number)][1].append(rule)
    return [group for group in groups.values() if group[1] and len(group[0]) > 1]


def _lattice(across: list[_Rule], down: list[_Rule], fills: Sequence[Box]) -> Lattice | None:
    left = min(min(rule.start for rule in across), down[0].at)
    right = max(max(rule.end for rule in across), down[-1].at)
    low = min(min(rule.start for rule in down), across[0].at)
    high = max(max(rule.end for rule in down), across[-1].at)
    xs = _places([left, *(rule.at for rule in down), right])
    across = _merged([*across, *_edges(fills, Box(left, low, right, high), xs)])
    ys = _places([low, *(rule.at for rule in across), high])[::-1]
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > MOST_PLACES:
        return None
    rising = ys[::-1]
    right_of = _walls(down, xs, rising)  # by line and side, from the left and from the foot
    below = _walls(across, rising, xs)
    rows = len(ys) - 1
    return Lattice(
        tuple(xs),
        tuple(ys),
        tuple(
            _cells(
                rows,
                len(xs) - 1,
                lambda row, line: (line, rows - 1 - row) in right_of,
                lambda line, column: (rows - line, column) in below,
            )
        ),
    )


def _places(found: Iterable[float]) -> list[float]:
    """The places at which rules stand, those nearly the same as one."""
    groups: list[list[float]] = []
    for place in sorted(found):
        if groups and place - groups[-1][-1] <= NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    return [fmean(group) for group in groups]


def _edges(fills: Sequence[Box], box: Box, xs: Sequence[float]) -> Iterable[_Rule]:
    """The upper and lower edges of coloured areas that fill cells: stripes part rows as rules do."""
    for fill in fills:
        inside = box.bottom - MEET <= fill.bottom and fill.top <= box.top + MEET
        if inside and _at(fill.left, xs) and _at(fill.right, xs):
            yield _Rule(fill.bottom, fill.left, fill.right)
            yield _Rule(fill.top, fill.left, fill.right)


def _at(side: float, xs: Sequence[float]) -> bool:
    """Whether one of these places, which are sorted, is near."""
    number = bisect_left(xs, side - MEET)
    return number < len(xs) and xs[number] <= side + MEET


def _nearest(places: Sequence[float], at: float) -> int:
    """The number of the nearest of places, which are sorted."""
    after = bisect_left(places, at)
    if not after:
        return 0
    return after if after < len(places) and places[after] - at < at - places[after - 1] else after - 1


def _walls(rules: Sequence[_Rule], lines: Sequence[float], sides: Sequence[float]) -> set[tuple[int, int]]:
    """Which line a rule follows along which side: the numbers of the line and of the side. All rise."""
    found: dict[tuple[int, int], float] = defaultdict(float)
    for rule in rules:
        line = _nearest(lines, rule.at)
        first = max(0, bisect_left(sides, rule.start) - 1)
        for side in range(first, len(sides) - 1):
            if sides[side] >= rule.end:
                break
            found[line, side] += min(rule.end, sides[side + 1]) - max(rule.start, sides[side])
    return {
        (line, side)
        for (line, side), length in found.items()
        if length >= COVERED * (sides[side + 1] - sides[side])
    }


def _cells(rows: int, columns: int, right_of: Walled, below: Walled) -> Iterable[Place]:
    """The rectangles that no wall parts, in order."""
    taken: set[tuple[int, int]] = set()
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = 1
            while (
                column + wide < columns
                and not right_of(row, column + wide)
                and (row, column + wide) not in taken
            ):
                wide += 1
            deep = 1
            while row + deep < rows and _goes_down(row + deep, column, wide, right_of, below, taken):
                deep += 1
            taken.update((row + a, column + b) for a in range(deep) for b in range(wide))
            yield Place(row, column, deep, wide)


def _goes_down(
    row: int, column: int, wide: int, right_of: Walled, below: Walled, taken: set[tuple[int, int]]
) -> bool:
    """Whether nothing parts the places of a row from those over them, nor from each other."""
    return all(
        not below(row, at) and (row, at) not in taken and (at == column or not right_of(row, at))
        for at in range(column, column + wide)
    )

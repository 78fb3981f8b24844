"""Tables whose cells are drawn: the letters of a page put into the boxes that its rules make."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import fmean, median

from ...dataclass import dataclass
from ...rules.rule import RuleSet
from ..document import RawCell
from .lattice import LEAST, Lattice, Place, lattices
from .letters import wide
from .lines import Row, baselines, rows_of
from .rows import Written, parted
from .sheet import Box, Glyph, Shapes

MIDDLE = 0.35  # ems above the baseline
WORD = 0.5  # ems: a gap between words
GAP = 0.12  # ems: letters nearer than that are one run, also over a rule
OVER = 2.0  # ems that a run may reach over a rule; what does on both sides is two cells
FEWEST = 2  # rows with cells beside each other: fewer are a frame, a form's head, a picture
LONGEST = 30  # lines of a cell; what has more is prose in a frame
_NUMBER = frozenset("0123456789.,，")


@dataclass(frozen=True, slots=True)
class Boxed:
    """A table as it is drawn: where it stands, its rows, and the usual size of its letters."""

    box: Box
    rows: tuple[tuple[RawCell, ...], ...]
    heights: tuple[float, ...]
    """Where the rows stand."""
    size: float


def boxed(glyphs: Sequence[Glyph], shapes: Shapes, rules: RuleSet) -> tuple[list[Boxed], list[Glyph]]:
    """The tables whose cells are drawn, and the letters that stand outside of them."""
    found: list[Boxed] = []
    rest = list(glyphs)
    for lattice in lattices(shapes.rules, shapes.fills) if glyphs else ():
        inside, outside = _parted(rest, lattice.box)
        table = _table(inside, lattice, rules) if inside else None
        if table is not None:
            found.append(table)
            rest = outside
    return found, rest


def _parted(glyphs: Sequence[Glyph], box: Box) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs inside of a box and those outside."""
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, glyph.y + MIDDLE * glyph.size
        here = box.left <= x <= box.right and box.bottom <= y <= box.top
        (inside if here else outside).append(glyph)
    return inside, outside


def _table(glyphs: Sequence[Glyph], lattice: Lattice, rules: RuleSet) -> Boxed | None:
    """The table; None where the boxes hold no cells."""
    lattice = _narrowed(lattice)
    if len(lattice.xs) < 3:
        return None
    written = {place: rows_of(group) for place, group in _sorted(glyphs, lattice).items()}
    if len({place.column for place in written}) < 2:
        return None
    bands = _bands(written, lattice, rules)
    if any(len(cell) > LONGEST for _, lines in bands for cell in lines.values()):
        return None
    rows = _cells(bands, lattice)
    if sum(sum(bool(cell.text) for cell in row) > 1 for row in rows) < FEWEST:
        return None
    heights = tuple(_height(lines, lattice.ys[row]) for row, lines in bands)
    return Boxed(lattice.box, tuple(rows), heights, median(glyph.size for glyph in glyphs))


def _narrowed(lattice: Lattice) -> Lattice:
    """The lattice without columns too narrow for any letter: double rules, ticks of an axis."""
    xs = list(lattice.xs)
    kept = [0]
    for number in range(1, len(xs)):
        if xs[number] - xs[kept[-1]] >= LEAST:
            kept.append(number)
        elif number == len(xs) - 1 and len(kept) > 1:
            kept[-1] = number
    if len(kept) == len(xs):
        return lattice
    moved = [bisect_right(kept, number) - 1 for number in range(len(xs))]
    cells = []
    for place in lattice.cells:
        first, end = moved[place.column], moved[place.column + place.columns]
        if place.column not in kept:  # it begins in a strip
            first += 1
        if end > first:
            cells.append(Place(place.row, first, place.rows, end - first))
    return Lattice(tuple(xs[number] for number in kept), lattice.ys, tuple(cells))


def _sorted(glyphs: Sequence[Glyph], lattice: Lattice) -> dict[Place, list[Glyph]]:
    """The glyphs by the cells they stand in; what reaches over a rule a little stays in one cell."""
    at = {
        (place.row + a, place.column + b): place
        for place in lattice.cells
        for a in range(place.rows)
        for b in range(place.columns)
    }
    falls = [-y for y in lattice.ys]
    last = len(lattice.ys) - 2, len(lattice.xs) - 2

    def place_of(glyph: Glyph) -> Place | None:
        x, y = (glyph.left + glyph.right) / 2, glyph.y + MIDDLE * glyph.size
        row = min(max(bisect_right(falls, -y) - 1, 0), last[0])
        column = min(max(bisect_right(lattice.xs, x) - 1, 0), last[1])
        return at.get((row, column))

    found: dict[Place, list[Glyph]] = defaultdict(list)
    for line in baselines(glyphs):
        across = sorted(line, key=lambda glyph: glyph.left)
        for run in _runs([(glyph, place) for glyph in across if (place := place_of(glyph)) is not None]):
            widths: dict[Place, float] = defaultdict(float)
            for glyph, place in run:
                widths[place] += glyph.right - glyph.left
            most = max(widths, key=lambda place: widths[place])
            found[most].extend(glyph for glyph, _ in run)
    return found


Placed = tuple[Glyph, Place]


def _runs(line: Sequence[Placed]) -> Iterable[list[Placed]]:
    """The stretches of a line that are written on without a gap; a rule parts what is long on both sides."""
    run: list[Placed] = []
    for number, one in enumerate(line):
        if run and _apart(line, number):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _apart(line: Sequence[Placed], number: int) -> bool:
    """Whether two neighbours are of two cells as far as they show it."""
    (before, its), (after, other) = line[number - 1], line[number]
    size = max(before.size, after.size)
    if its is other:
        return after.left - before.right >= WORD * size
    if after.left - before.right >= GAP * size or abs(after.y - before.y) > 0.05 * size:
        return True
    if before.sign in _NUMBER and after.sign in _NUMBER:
        return False
    left = sum(glyph.right - glyph.left for glyph, place in line[max(0, number - 8) : number] if place is its)
    right = sum(glyph.right - glyph.left for glyph, place in line[number : number + 8] if place is other)
    return min(left, right) >= OVER * size


Lines = dict[Place, list[Row]]


def _bands(written: Lines, lattice: Lattice, rules: RuleSet) -> list[tuple[int, Lines]]:
    """The rows of the lattice with what begins in them, those that only distances part as several; not those
    where nothing begins."""
    starting: dict[int, list[Place]] = defaultdict(list)
    for place in written:
        starting[place.row].append(place)
    bands = []
    for row, own in sorted(starting.items()):
        flat = [place for place in own if place.rows == 1]
        deep = {place: written[place] for place in own if place.rows > 1}
        cells = [Written(written[place], *_sides(place, lattice)) for place in flat]
        for part in parted(cells, rules) if flat else [[]]:
            lines = {place: [written[place][n] for n in some] for place, some in zip(flat, part, strict=True)}
            bands.append((row, lines | deep))
            deep = {}
    return bands


def _sides(place: Place, lattice: Lattice) -> tuple[float, float]:
    return lattice.xs[place.column], lattice.xs[place.column + place.columns]


def _cells(bands: Sequence[tuple[int, Lines]], lattice: Lattice) -> list[tuple[RawCell, ...]]:
    """The rows of cells; a cell over several rows stands in the first of them that is there."""
    kept = [row for row, _ in bands]
    lines: list[list[tuple[int, RawCell]]] = [[] for _ in bands]
    for place in lattice.cells:
        first, end = bisect_left(kept, place.row), bisect_left(kept, place.row + place.rows)
        for row in range(first, end)[: 1 if place.rows > 1 else None]:
            text = _joined(bands[row][1].get(place, ()))
            cell = RawCell(text, end - first if place.rows > 1 else 1, place.columns)
            lines[row].append((place.column, cell))
    return [tuple(cell for _, cell in sorted(line, key=lambda one: one[0])) for line in lines]


def _height(lines: Lines, at: float) -> float:
    """Where a row stands: its last cell, which holds a figure more often than not."""
    place = max((place for place, rows in lines.items() if rows), key=lambda one: one.column, default=None)
    return fmean(row.y for row in lines[place]) if place is not None else at


def _joined(lines: Iterable[Row]) -> str:
    """The lines of a cell as one: ideographs without a blank between them, words with one."""
    text = ""
    for line in lines:
        more = line.text
        latin = text[-1:].isalpha() and more[:1].isalpha() and not wide(text[-1]) and not wide(more[0])
        text += (" " if latin else "") + more
    return text

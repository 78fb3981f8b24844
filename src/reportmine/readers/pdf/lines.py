"""Glyphs to lines in reading order: by baseline, from left to right, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from ...dataclass import dataclass, field
from ...expression import expression
from ..document import RawCell
from .letters import wide
from .raised import with_raised
from .sheet import Glyph, Sheet

# All in ems: multiples of the size of the letters
SAME_LINE = 0.3  # how far baselines on one line differ
RAISED = 0.55  # how far a smaller sign may be raised or lowered
PART = 0.8  # the gap that parts a line into segments, between which a gutter may run
FIGURES = 0.55  # the same between two numbers, or a dash and a number
CELL = 1.5  # the gap that parts cells
WORD = 0.05  # the gap between Latin words where there is a blank, too
BARE_WORD = 0.25  # and where there is none
WIDE_WORD = 0.5  # the gap between ideographs that shows as a blank
MOST_SPACED = 1.2  # the widest letter-spacing
LARGE = 2.0  # times the usual size: letters that are laid out apart from the rest
COLUMN = 8.0  # the narrowest column of prose
BESIDE = 0.9  # how far baselines of lines in two columns beside each other differ
WIDEST = 200  # points: the widest gutter
GUTTER_ROWS = 4  # rows on either side of a gutter
DEEPEST = 3  # how often columns are parted again
_CELL = expression(r"[-+−]?[0-9][0-9,]*(?:\.[0-9]+)?%?|[-—–－―]+")
"""A number or a dash alone: two of them beside each other are two cells, however near."""
_DASHES = frozenset("-—–－―")
_ENDS = frozenset("0123456789%") | _DASHES
_BEGINS = frozenset("0123456789+−") | _DASHES
CLOSING = frozenset("，。、；：！？）】》〉」』”’％%…,.;:!?)]}")
OPENING = frozenset("（【《〈「『“‘([{")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line without a wide gap: a cell where the line is a row of a table."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page as it is laid out."""

    page: int
    pieces: tuple[Piece, ...]
    """Between wide gaps."""
    parts: tuple[Piece, ...]
    """Between gaps that may part the cells of a table."""
    y: float
    size: float
    fonts: frozenset[int]
    """Fonts of its ideographs, or of all where there is none."""
    first: float
    """Width of what could not have been parted from its beginning by the end of a line."""
    spaced: bool
    """Whether a blank stood between it and what was drawn before it."""
    frame: str = ""
    """The column it stands in, as a path: "" whole width, "l" and "r" beside a gutter, "lr" and so on."""
    width: float = field(default=0.0)
    height: float = field(default=0.0)
    """Of the page."""
    table: tuple[tuple[RawCell, ...], ...] = ()
    """The rows of a table whose cells are drawn, which stands here; it has no text of its own."""
    heights: tuple[float, ...] = ()
    """Where these rows stand."""
    chart: bool = False
    """Whether it holds numbers of a chart."""

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    @property
    def turned(self) -> bool:
        """Whether it runs in another direction than the upright text."""
        return self.frame[:1].isdigit()

    @property
    def apart(self) -> bool:
        """Whether it is no line of running text."""
        return self.chart or bool(self.table)

    @property
    def text(self) -> str:
        """As running text."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class _Segment:
    """Glyphs beside each other."""

    glyphs: list[Glyph]
    spacing: float

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs[-3:])


@dataclass(slots=True)
class Row:
    """Segments on one baseline."""

    y: float
    size: float
    segments: list[_Segment]

    @property
    def left(self) -> float:
        return self.segments[0].left

    @property
    def right(self) -> float:
        return self.segments[-1].right

    @property
    def first(self) -> float:
        """Width of what could not have been parted from its beginning by the end of a line."""
        return _unparted(self.segments[0].glyphs)

    @property
    def text(self) -> str:
        """Its text, wide gaps as blanks."""
        return " ".join(map(_text, self.segments))


def lines(glyphs: Sequence[Glyph], sheet: Sheet, way: int = 0) -> list[Line]:
    """The lines of glyphs of a page in reading order; `way` tells text in another direction than upright."""
    turned = str(way) if way else ""
    return [_line(row, turned + frame, sheet) for row, frame in _ordered(rows_of(glyphs), "")]


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """Rows from the top; letters that are much larger than the rest are rows of their own."""
    if not glyphs:
        return []
    usual = median(glyph.size for glyph in glyphs)
    large = [glyph for glyph in glyphs if glyph.size >= LARGE * usual]
    rest = [glyph for glyph in glyphs if glyph.size < LARGE * usual]
    rows = [_row(group) for part in (rest, large) for group in _raised(baselines(part))]
    return sorted(rows, key=lambda row: -row.y)


def baselines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The glyphs by the line they stand on, from the top."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if groups and groups[-1][0].y - glyph.y <= SAME_LINE * min(groups[-1][0].size, glyph.size):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return groups


def _raised(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """Raised and lowered signs (m², a note's number) put into the line that they belong to."""
    kept: list[list[Glyph]] = []
    for group in groups:
        if kept and _fits(kept[-1], group):
            larger = max(kept[-1], group, key=lambda one: one[0].size)
            other = group if larger is kept[-1] else kept[-1]
            kept[-1] = [*larger, *other]  # the first glyph gives the baseline
        else:
            kept.append(group)
    return kept


def _fits(above: list[Glyph], below: list[Glyph]) -> bool:
    size = max(above[0].size, below[0].size)
    if above[0].y - below[0].y > RAISED * size or above[0].size == below[0].size:
        return False
    small, large = sorted((above, below), key=lambda one: one[0].size)
    if len(small) > 20 or small[0].size > 0.8 * size:
        return False
    return all(
        not any(
            one.left < other.right - 0.2 * size and other.left < one.right - 0.2 * size for other in large
        )
        and any(abs(one.left - other.right) < size or abs(other.left - one.right) < size for other in large)
        for one in (small[0], small[-1])
    )


def _row(glyphs: list[Glyph]) -> Row:
    y, size = glyphs[0].y, median(glyph.size for glyph in glyphs)
    across = with_raised(sorted(glyphs, key=lambda glyph: (glyph.left, glyph.right)))
    spacing = _spacing(across)
    segments = [_Segment([across[0]], spacing)]
    reach = across[0].right
    for at, glyph in enumerate(across[1:], 1):
        gap = FIGURES if across[at - 1].sign in _ENDS and glyph.sign in _BEGINS else PART
        if glyph.left - reach - spacing >= gap * max(glyph.size, 0.8 * size):
            segments.append(_Segment([glyph], spacing))
        else:
            segments[-1].glyphs.append(glyph)
        reach = max(reach, glyph.right)
    return Row(y, size, segments)


def _spacing(glyphs: Sequence[Glyph]) -> float:
    """The gap between letters that are spaced out, as in a title; 0 for usual ones."""
    if len(glyphs) < 5 or 2 * sum(wide(glyph.sign) for glyph in glyphs) < len(glyphs):
        return 0.0
    gaps = [after.left - before.right for before, after in pairwise(glyphs)]
    usual, size = median(gaps), median(glyph.size for glyph in glyphs)
    if not 0.15 * size <= usual <= MOST_SPACED * size:
        return 0.0
    even = sum(abs(gap - usual) <= 0.2 * size for gap in gaps)
    return usual if even >= 0.8 * len(gaps) else 0.0


def _ordered(rows: list[Row], frame: str) -> Iterable[tuple[Row, str]]:
    """The rows in reading order, each with its column."""
    found = _columns(rows) if len(frame) < DEEPEST else None
    if found is None:
        yield from ((row, frame) for row in rows)
        return
    first, last, x = found
    yield from _ordered(rows[:first], frame)
    sides = [_side(rows[first:last], x, on_left) for on_left in (True, False)]
    yield from _ordered(sides[0], frame + "l")
    yield from _ordered(sides[1], frame + "r")
    yield from _ordered(rows[last:], frame)


def _side(rows: Sequence[Row], x: float, on_left: bool) -> list[Row]:
    made = []
    for row in rows:
        segments = [segment for segment in row.segments if (segment.left < x) == on_left]
        if segments:
            size = median(glyph.size for segment in segments for glyph in segment.glyphs)
            made.append(Row(row.y, size, segments))
    return made


def _columns(rows: list[Row]) -> tuple[int, int, float] | None:
    """The first band of rows in two columns of prose: first row, end, and x of the gutter."""
    hits: Counter[int] = Counter()
    for row in rows:
        for before, after in pairwise(row.segments):
            hits.update(_between(before, after))
    for above, below in pairwise(rows):
        if above.y - below.y < BESIDE * above.size:  # columns whose baselines differ
            first, second = sorted((above, below), key=lambda row: row.segments[0].left)
            hits.update(_between(first.segments[-1], second.segments[0]))
    tried: list[int] = []
    for x, count in hits.most_common(60):
        if count < GUTTER_ROWS or len(tried) == 4:
            return None
        if all(abs(x - other) > 12 for other in tried):
            tried.append(x)
            if (band := _band(rows, x)) is not None:
                return (*band, float(x))
    return None


def _between(before: _Segment, after: _Segment) -> range:
    """Where a gutter may run between two segments."""
    return range(int(before.right) + 1, min(int(after.left) + 1, int(before.right) + WIDEST))


def _band(rows: list[Row], x: float) -> tuple[int, int] | None:
    """The first run of rows that no segment crosses at x, filled with prose on both sides."""
    at = 0
    while at < len(rows):
        end = at
        while end < len(rows) and not any(one.left < x < one.right for one in rows[end].segments):
            end += 1
        sides = [_side(rows[at:end], x, on_left) for on_left in (True, False)]
        if all(len(side) >= GUTTER_ROWS and _prose(side) for side in sides):
            return at, end
        at = end + 1
    return None


def _prose(rows: Sequence[Row]) -> bool:
    """Whether the rows fill a column as lines of a running text do, not as the cells of a table."""
    left = min(row.segments[0].left for row in rows)
    right = max(row.segments[-1].right for row in rows)
    size = median(row.size for row in rows)
    if right - left < COLUMN * size:
        return False
    inks = (sum(segment.right - segment.left for segment in row.segments) for row in rows)
    filled = sum(ink >= 0.75 * (right - left) for ink in inks)
    return 2 * filled >= len(rows)


def _line(row: Row, frame: str, sheet: Sheet) -> Line:
    parts = tuple(Piece(_text(segment), segment.left, segment.right) for segment in row.segments)
    pieces = [parts[0]]
    for before, piece in pairwise(parts):
        near = piece.left - pieces[-1].right < CELL * row.size + row.segments[0].spacing
        if near and not (_CELL.fullmatch(before.text) and _CELL.fullmatch(piece.text)):
            last = pieces.pop()
            piece = Piece(f"{last.text} {piece.text}", last.left, piece.right)
        pieces.append(piece)
    glyphs = row.segments[0].glyphs
    every = [glyph for segment in row.segments for glyph in segment.glyphs]
    fonts = frozenset(glyph.font for glyph in every if wide(glyph.sign)) or frozenset(
        glyph.font for glyph in every
    )
    return Line(
        page=sheet.number,
        pieces=tuple(pieces),
        parts=parts,
        y=row.y,
        size=row.size,
        fonts=fonts,
        first=_unparted(glyphs),
        spaced=glyphs[0].spaced,
        frame=frame,
        width=sheet.width,
        height=sheet.height,
    )


def _text(segment: _Segment) -> str:
    glyphs = segment.glyphs
    out = [glyphs[0].sign]
    for before, after in pairwise(glyphs):
        if _parted(before, after, segment.spacing):
            out.append(" ")
        out.append(after.sign)
    return "".join(out)


def _parted(before: Glyph, after: Glyph, spacing: float) -> bool:
    """Whether a blank shows between two glyphs."""
    gap = (after.left - before.right - spacing) / max(before.size, after.size)
    if wide(before.sign) or wide(after.sign):
        return gap >= WIDE_WORD
    return gap >= (WORD if after.spaced else BARE_WORD)


def _unparted(glyphs: Sequence[Glyph]) -> float:
    """Width of the first ideograph or word with the marks that may not be parted from it."""
    end = 1
    while end < len(glyphs):
        before, after = glyphs[end - 1], glyphs[end]
        word = not wide(after.sign) and not after.spaced and (not wide(before.sign) or before.sign in CLOSING)
        if not (word or before.sign in OPENING or after.sign in CLOSING):
            break
        end += 1
    return glyphs[end - 1].right - glyphs[0].left

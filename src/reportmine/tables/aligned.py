"""Tables in plain text: lines whose cells are parted by tabs, bars or wide blanks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from unicodedata import east_asian_width

from ..dataclass import dataclass, replace
from ..expression import expression
from ..rules.expressions import later
from ..text.grids import Cell, Grid
from ..text.ideographs import RANGE

Span = tuple[int, int]

LEAST = 3  # lines of a table that only blanks make
LONGEST = 40  # characters of a cell in such a table: sentences are no cells
_LINE = expression(r"[^\r\n]+")
_FILLED = expression(r"\S(?:.*\S)?")
_GAP = expression(r" {2,}")
_RULE = expression(r"[ \t]*[|+][\s|:+=-]*-{2,}[\s|:+=-]*")
_FIGURE = expression(r"[-+−]?\d[\d,，]*(?:\.\d+)?\s?[^\s\d，。；、]{0,4}")
_STOP = later(r"[，。；！？,;]")
_NARROW = 16  # characters of a cell where single blanks part the cells
_SPREAD = later(rf"[ \t]*([{RANGE}]) ([{RANGE}])(?= |$)")  # 项 目: one word set wide
_LEADER = expression(r"[.．…·・•⋯‥\s]*(?:[.．]{3,}|…|⋯|‥|[·・]{3,})[.．…·・•⋯‥\s]*")
_HAN = later(f"[{RANGE}]")
_BARE = expression(r"[-+−—]?\d[\d,]*(?:\.\d+)?%?|[-—]")
_NAMED = later(rf"[{RANGE}A-Za-z]")


@dataclass(frozen=True, slots=True)
class _Row:
    """A line that may be one of a table: where it stands, how it is parted, its cells (blank ones too)."""

    start: int
    end: int
    way: str
    cells: tuple[Span, ...]

    @property
    def filled(self) -> list[Span]:
        return [cell for cell in self.cells if cell[0] < cell[1]]


def grids(
    folded: str, taken: Iterable[Span], is_contents: Callable[[str], bool], is_total: Callable[[str], bool]
) -> list[Grid]:
    """The tables of a folded text outside the spans already taken, in order.

    `is_contents` tells the head of a table of contents, which is no table of figures; `is_total` the label of
    a sum.
    """
    found = []
    for way, rows in _runs(folded, list(taken)):
        while rows and len(rows[-1].filled) < 2:
            rows.pop()
        listed = rows and is_contents(folded[rows[0].start : rows[0].end])
        if way == "tab" and rows and (head := _head(folded, rows)) is not None:
            rows = [head, *rows]
        if not listed and (made := _grid(folded, way, rows, is_total)) is not None:
            found.append(made)
    return found


def _runs(folded: str, taken: list[Span]) -> Iterator[tuple[str, list[_Row]]]:
    """Lines that follow each other and are parted in the same way."""
    for way, group in groupby(_rows(folded, taken), key=lambda row: row.way if row else ""):
        rows = [row for row in group if row is not None]
        if way == "space":
            yield from ((way, run) for run in _spaced(folded, rows))
            continue
        start = next((n for n, row in enumerate(rows) if len(row.filled) > 1), len(rows))
        if way:
            yield way, rows[start:]


def _rows(folded: str, taken: list[Span]) -> Iterator[_Row | None]:
    """Each line as a row; None for a line that is none, and between lines that do not follow each other."""
    at = last = 0
    known = 0  # rows of the run
    spaced = False  # whether empty lines stand between them
    for hit in _LINE.finditer(folded):
        start, end = hit.span()
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        if _RULE.fullmatch(hit.group()) and not hit.group().isspace():
            last = end
            continue
        apart = folded.count("\n", last, start)
        doubled = apart == 2 and _parted(hit.group()) and (spaced or known == 1)
        if (at < len(taken) and taken[at][0] < end) or (apart > 1 and not doubled) or (spaced and apart == 1):
            known = 0
            yield None
            if at < len(taken) and taken[at][0] < end:
                continue
        spaced, known = doubled, known + 1
        last = end
        line = hit.group()
        if "\t" in line:
            yield _row(folded, start, end, "tab", re.finditer("\t", line))
        elif line.count("|") > 1:
            yield _row(folded, start, end, "bar", re.finditer(r"\|", line))
        elif _GAP.search(line.strip()):
            yield _row(folded, start, end, "blank", _GAP.finditer(line))
        elif (row := _by_single_blanks(folded, start, end)) is not None:
            yield row
        else:
            known = 0
            yield None


def _by_single_blanks(folded: str, start: int, end: int) -> _Row | None:
    """A line as a row that single blanks part: 原煤 万吨 23908.72 -0.2; None where it may be a sentence."""
    line = folded[start:end]
    if " " not in line.strip() or len(line) > 8 * _NARROW or _STOP.search(line):
        return None
    wide = _SPREAD.match(line)
    first = wide.end() if wide else 0
    cells = [(start + hit.start(), start + hit.end()) for hit in re.finditer(r"\S+", line)]
    if wide:
        cells = [
            (start + wide.start(1), start + first),
            *(cell for cell in cells if cell[0] >= start + first),
        ]
    named = _NAMED.search(folded[slice(*cells[0])]) and not _FIGURE.fullmatch(folded[slice(*cells[0])])
    if not named or len(cells) < 2 or any(b - a > _NARROW for a, b in cells):
        return None
    return _Row(start, end, "space", tuple(cells))


def _spaced(folded: str, rows: Sequence[_Row]) -> Iterator[list[_Row]]:
    """Of lines that single blanks part, those that agree: as many cells, the figures in the same columns."""
    at = 0
    while at < len(rows):
        figures = _bare_columns(folded, rows[at])
        end = at + 1
        while (
            end < len(rows)
            and figures
            and len(rows[end].cells) == len(rows[at].cells)
            and _bare_columns(folded, rows[end]) == figures
        ):
            end += 1
        if figures and len(rows[at].cells) > 2 and end - at > 1:
            headed = at and not _bare_columns(folded, rows[at - 1])
            headed = headed and len(rows[at - 1].cells) == len(rows[at].cells)
            yield list(rows[at - 1 if headed else at : end])
        at = end


def _bare_columns(folded: str, row: _Row) -> tuple[int, ...]:
    """The columns of a row that hold a figure and nothing else."""
    return tuple(n for n, (a, b) in enumerate(row.cells) if _BARE.fullmatch(folded, a, b))


def _head(folded: str, rows: Sequence[_Row]) -> _Row | None:
    """The line right over rows that tabs part, where it has as many words: 项 目 预算数 执行数."""
    most = max(len(row.cells) for row in rows)
    at = rows[0].start
    if any(_NAMED.search(folded[slice(*cell)]) for cell in rows[0].cells[1:]):
        return None  # it has headers of its own, or labels
    end = at
    while end and folded[end - 1] in "\r\n":
        end -= 1
    start = max(folded.rfind("\n", 0, end), folded.rfind("\r", 0, end)) + 1
    if at - end > 2 or end - start > 8 * _NARROW:
        return None
    row = _by_single_blanks(folded, start, end)
    whole = row is not None and len(row.cells) == most and not _bare_columns(folded, row)
    return _Row(start, end, "tab", row.cells) if row is not None and whole else None


def _parted(line: str) -> bool:
    """Whether tabs or bars part a line: such rows may have an empty line between them."""
    return "\t" in line.strip() or line.count("|") > 1


def _row(folded: str, start: int, end: int, way: str, partings: Iterable[re.Match[str]]) -> _Row | None:
    cells = []
    at = start
    for parting in partings:
        cells.append(_trimmed(folded, at, start + parting.start()))
        at = start + parting.end()
    cells.append(_trimmed(folded, at, end))
    if way == "bar":
        cells = cells[cells[0][0] == cells[0][1] : len(cells) - (cells[-1][0] == cells[-1][1])]
        cells = [_unmarked(folded, *cell) for cell in cells]
    if way == "blank":
        cells = [cell for cell in cells if cell[0] < cell[1]]
    filled = sum(a < b for a, b in cells)
    if not filled or (filled == 1 and (way != "tab" or cells[0][0] == cells[0][1])):
        return None
    return _Row(start, end, way, tuple(cells))


def _unmarked(folded: str, start: int, end: int) -> Span:
    """A cell of Markdown without the marks of bold type."""
    while end - start > 4 and folded[start : start + 2] == folded[end - 2 : end] == "**":
        start, end = start + 2, end - 2
    return start, end


def _trimmed(folded: str, start: int, end: int) -> Span:
    hit = _FILLED.search(folded, start, end)
    return hit.span() if hit else (start, start)


def _grid(folded: str, way: str, rows: Sequence[_Row], is_total: Callable[[str], bool]) -> Grid | None:
    if way == "tab":
        rows = _whole_words(folded, rows, is_total)
    single = way == "tab" and len(rows) == 1 and len(rows[0].filled) > 2  # it may go on from a page before
    if len(rows) < (LEAST if way == "blank" else 2) and not single:
        return None
    beside = [folded[a:b] for row in rows for a, b in row.filled[1:]]
    figures = sum(_FIGURE.fullmatch(cell) is not None for cell in beside)
    if (
        not figures
        or _contents(folded, rows)
        or (way == "blank" and not _by_blanks(folded, rows, beside, figures))
    ):
        return None
    columns = _columns(folded, rows) if way == "blank" else [range(len(row.cells)) for row in rows]
    cells = [
        Cell(a, b, number, column, indent=_indent(folded, row, a))
        for number, (row, places) in enumerate(zip(rows, columns, strict=True))
        for (a, b), column in zip(row.cells, places, strict=True)
    ]
    return Grid(rows[0].start, rows[-1].end, tuple(cells), merged=False)


def _whole_words(folded: str, rows: Sequence[_Row], is_total: Callable[[str], bool]) -> list[_Row]:
    """The rows with a sum's label that is set wide over two cells (合 | 计) in one, in step with others."""
    usual = Counter(len(row.cells) for row in rows).most_common(1)[0][0] if rows else 0
    found = []
    for row in rows:
        cells = row.cells
        wide = len(cells) > 2 and all(b - a == 1 and _HAN.match(folded, a) for a, b in cells[:2])
        if wide and is_total("".join(folded[a:b] for a, b in cells[:2])):
            end = cells[1][1]
            rest = cells[2:] if len(cells) > usual else ((end, end), *cells[2:])
            row = replace(row, cells=((cells[0][0], end), *rest))
        found.append(row)
    return found


def _indent(folded: str, row: _Row, start: int) -> int:
    """The blanks right before a cell; where blanks also part the cells, those that begin the line."""
    first = start
    while first > row.start and folded[first - 1] == " ":
        first -= 1
    return start - first if row.way != "blank" or first == row.start else 0


def _contents(folded: str, rows: Sequence[_Row]) -> bool:
    """Whether the lines are a table of contents: titles with the numbers of pages, which only grow, or
    with dots that lead to them."""
    pages = [folded[slice(*row.filled[-1])] for row in rows]
    led = sum(any(_LEADER.fullmatch(folded[slice(*cell)]) for cell in row.filled[:-1]) for row in rows)
    if led and 2 * led >= len(rows) and all(page.isdecimal() and len(page) < 5 for page in pages):
        return True
    if not all(
        len(row.filled) == 2 and page.isdecimal() and len(page) < 4
        for row, page in zip(rows, pages, strict=True)
    ):
        return False
    numbers = [int(page) for page in pages]
    return len(rows) > 2 and numbers == sorted(numbers)


def _by_blanks(folded: str, rows: Sequence[_Row], beside: Sequence[str], figures: int) -> bool:
    """Whether wide blanks part cells here, and not words of a title page or clauses."""
    cells = [folded[a:b] for row in rows for a, b in row.filled]
    return (
        2 * figures >= len(beside)
        and max(map(len, cells)) <= LONGEST
        and not any(_STOP.search(cell) and not _FIGURE.fullmatch(cell) for cell in cells)
    )


def _columns(folded: str, rows: Sequence[_Row]) -> list[Sequence[int]]:
    """The column of each cell: by its count, or by where it is printed in a row that lacks some."""
    most = max(len(row.cells) for row in rows)
    model = next(row for row in rows if len(row.cells) == most)
    centres = _centres(folded, model)
    out: list[Sequence[int]] = []
    for row in rows:
        if len(row.cells) == most:
            out.append(range(most))
            continue
        places: list[int] = []
        left = len(row.cells)
        for centre in _centres(folded, row):
            least, last = (places[-1] + 1 if places else 0), most - left
            after = bisect_left(centres, centre, least, last + 1)
            beside = [n for n in (after - 1, after) if least <= n <= last]
            places.append(min(beside, key=lambda n, c=centre: abs(centres[n] - c)))  # type: ignore[misc]
            left -= 1
        out.append(places)
    return out


def _centres(folded: str, row: _Row) -> list[float]:
    """Where the middle of each cell is printed, in half widths; they only grow."""
    found: list[float] = []
    at, left = row.start, 0
    for start, end in row.cells:
        left += _width(folded[at:start])
        wide = _width(folded[start:end])
        found.append(left + wide / 2)
        at, left = end, left + wide
    return found


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)

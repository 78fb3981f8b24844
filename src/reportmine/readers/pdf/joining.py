"""Lines to paragraphs: sentences that the width of a page broke are joined, rows of tables kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from ...dataclass import dataclass
from ...rules import matching
from ...rules.rule import RuleSet
from ...text.fold import fold
from .letters import wide
from .lines import CLOSING, COLUMN, Line
from .tables import with_rows

# In ems
INDENT = 1.2  # the least indent of a paragraph's first line
FREE = 0.7  # room at the end of a full line beyond what the next line begins with
EDGE = 0.6  # by how much lines that end at the same margin differ
WIDEST = 2.6  # from a line of a paragraph to the next
APART = 1.35  # times the usual distance between lines: another paragraph
TITLE = 1.2  # times the usual size: a title
SIZES = 1.1  # times another size: another kind of text
_END = frozenset("。！？!?")
_PAUSE = frozenset("。！？!?；;：:，,、…”）)》%％")
_SENTENCE = frozenset("。！？；：")
MARKED = 2  # levels of headings whose numbers no line of a sentence begins with by chance
_HYPHENS = "-\u00ad\u2010"

Frame = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a column begins and ends, and how far its lines are apart."""

    left: float
    right: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that are one line of the text, each with what stands before it; a row of a table, its cells."""

    parts: tuple[tuple[Line, str], ...]
    row: bool = False


def paragraphs(pages: Sequence[Sequence[Line]], rules: RuleSet) -> list[Paragraph]:
    """All paragraphs and rows of tables, in order."""
    every: list[Line] = []
    rows: set[int] = set()
    for page in pages:
        lines, found = with_rows(page, rules)
        every += lines
        rows |= found | {id(line) for line in lines if line.apart}
    margins = _margins(every, rows)
    sizes = [line.size for line in every for _ in line.table or (line,)]
    usual = median(sizes) if sizes else 0.0
    made: list[list[tuple[Line, str]]] = []
    for before, line in zip((None, *every), every, strict=False):
        if (
            before is not None
            and id(line) not in rows
            and id(before) not in rows
            and _goes_on(made[-1][0][0], before, line, margins, usual, rules)
        ):
            made[-1].append((line, _between(before, line)))
        else:
            made.append([(line, "")])
    return [Paragraph(tuple(parts), id(parts[0][0]) in rows) for parts in made]


def _frame(line: Line) -> Frame:
    return line.frame, line.page % 2, round(line.width / 10)


def _margins(lines: Iterable[Line], rows: set[int]) -> dict[Frame, Margins]:
    """The margins of each column, on left and on right pages; a table says where the right one is only where
    no two lines of text do."""
    groups: dict[Frame, list[Line]] = defaultdict(list)
    tables: dict[Frame, float] = defaultdict(float)
    for line in lines:
        if id(line) in rows:
            tables[_frame(line)] = max(tables[_frame(line)], line.parts[-1].right)
        else:
            groups[_frame(line)].append(line)
    made = {}
    for frame, group in groups.items():
        size = median(line.size for line in group)
        body = [line for line in group if line.size <= SIZES * size and size <= SIZES * line.size] or group
        left = -_outermost([-line.left for line in body], EDGE * size)
        firm = [
            line for line in body if line.text[-1] not in CLOSING
        ] or body  # others may hang over the edge
        edges = [line.right for line in firm]
        right = _outermost(edges, EDGE * size)
        if right == max(edges) and sum(right - edge <= EDGE * size for edge in edges) < 2:
            right = max(right, tables[frame])
        gaps = [a.y - b.y for a, b in pairwise(body) if a.page == b.page and a.y > b.y]
        made[frame] = Margins(left, right, median(gaps) if gaps else 0.0)
    return made


def _outermost(edges: Sequence[float], near: float) -> float:
    """The outermost edge that several lines share, else the outermost."""
    ordered = sorted(edges, reverse=True)
    share = 3 if len(ordered) > 8 else 2
    for at in range(len(ordered) - share + 1):
        if ordered[at] - ordered[at + share - 1] <= near:
            return ordered[at]
    return ordered[0]


def _goes_on(
    begun: Line, before: Line, line: Line, margins: dict[Frame, Margins], usual: float, rules: RuleSet
) -> bool:
    """Whether a line continues the line before it, in a paragraph that begins with `begun`."""
    size = max(before.size, line.size)
    if size > SIZES * min(before.size, line.size) or before.turned != line.turned:
        return False
    if _title(before, line, usual, size):
        return True
    mine, here = margins[_frame(before)], margins[_frame(line)]
    if line.left - here.left >= INDENT * size and not _block(before, line, size):
        return False
    if before.right - before.left < COLUMN * size:
        return False
    below = before.page == line.page and before.y > line.y
    if below and before.y - line.y > min(APART * max(here.pitch, 1.2 * size), WIDEST * size):
        return False
    if mine.right - before.right >= line.first + FREE * size:
        return False
    return not _heading_after(before, line, here, size) and not _numbered_after(begun, before, line, rules)


def _title(before: Line, line: Line, usual: float, size: float) -> bool:
    """Whether two lines in large letters stand centred below each other."""
    return (
        min(before.size, line.size) >= TITLE * usual
        and before.page == line.page
        and before.frame == line.frame
        and 0 < before.y - line.y <= 2 * size
        and before.fonts == line.fonts
        and abs(before.left + before.right - line.left - line.right) <= size
        and abs(before.left - line.left) > EDGE * size
    )


def _block(before: Line, line: Line, size: float) -> bool:
    """Whether the line before is indented further, as the first of a block that is indented as a whole."""
    return before.left - line.left >= INDENT * size and before.page == line.page


def _heading_after(before: Line, line: Line, here: Margins, size: float) -> bool:
    """Whether a full line ends a sentence, and a short one without an end follows: a heading."""
    if before.text[-1] not in _END:
        return False
    if before.fonts.isdisjoint(line.fonts):
        return True
    return here.right - line.right > 2 * size and line.text[-1] not in _PAUSE


def _numbered_after(begun: Line, before: Line, line: Line, rules: RuleSet) -> bool:
    """Whether a line begins with the number of a heading, and the one before ends a sentence or a heading."""
    if not _marked(line, rules):
        return False
    return before.text[-1] in _END or (
        begun is before and _marked(begun, rules) and not _SENTENCE & set(begun.text)
    )


def _marked(line: Line, rules: RuleSet) -> bool:
    """Whether a line begins with the number of a heading of the first two levels."""
    text = fold(line.text)
    return any(
        rule.data.get("level", MARKED + 1) <= MARKED and matching.match(rule, text) is not None
        for rule in rules.grouped("outline", "kind").get("marker", ())
    )


def _between(before: Line, line: Line) -> str:
    """What parts two lines of one paragraph: a blank between Latin words, nothing else."""
    end, start = before.text[-1], line.text[0]
    if wide(end) or wide(start) or end in _HYPHENS:
        return ""
    if end.isalpha() and start.isalpha():
        return " "
    return " " if line.spaced and (end.isalpha() or start.isalpha()) else ""

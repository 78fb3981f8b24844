"""The headers of a table's cells: which cells hold data, and what stands above and beside each of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from . import matching, quantities
from .readers.document import MOST_PLACES, Cell, Grid
from .rules import Rule, RuleSet

Span = tuple[int, int]

ABOVE = 3  # lines over a table that may be its caption or its unit
CAPTION = 60  # characters; a longer line is none
LONGEST_UNIT = 10  # characters of what follows a number in its cell
UNMARKED = 9  # rank of a label without numbering
NEAR = 6  # columns to the left that may say what a change is of
FAR = 40  # rows that a label may stand over its parts
FIRST, LAST = 1949, 2100  # four digits between these head a column as a year
_NUMBER = re.compile(r"[≥≤><≈]?\s?[-+−]?\s?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FOOTNOTE = re.compile(r"\s*(?:[\[〔]\d{1,2}[\]〕]|\*+|[①-⑳])$")


@dataclass(frozen=True, slots=True)
class Datum:
    """A cell with a figure: the spans of its headers, from the outermost to the innermost."""

    start: int
    end: int
    row: tuple[Span, ...]
    column: tuple[Span, ...]
    left: tuple[tuple[Span, ...], ...]
    """The headers of the columns of figures to its left, the nearest first."""
    units: tuple[Span, ...]
    """Where its unit may be said, the likeliest first; not the headers themselves."""
    line: Span
    """The row it stands in."""


@dataclass(frozen=True)
class Table:
    """A table read: its data, and its other cells."""

    start: int
    end: int
    caption: Span | None
    data: tuple[Datum, ...]
    labels: tuple[Span, ...]
    """Cells whose numerals are no figures: headers, labels, numbering."""
    prose: tuple[Span, ...]
    """Cells of the body that hold words, to be read as sentences."""


@dataclass(frozen=True)
class Parts:
    """The rules of the stage by what they are for."""

    by_name: dict[str, tuple[Rule, ...]]

    def __call__(self, name: str) -> tuple[Rule, ...]:
        return self.by_name.get(name, ())


def parts(rules: RuleSet) -> Parts:
    """The rules of the stage."""
    return rules.once("tables", _parts)


def _parts(rules: RuleSet) -> Parts:
    found: dict[str, tuple[Rule, ...]] = {}
    for rule in rules.stage("tables"):
        found[rule.data["part"]] = (*found.get(rule.data["part"], ()), rule)
    return Parts(found)


@dataclass
class _Plan:
    """The cells of a grid by their place."""

    folded: str
    grid: Grid
    ruleset: RuleSet
    rules: Parts
    at: dict[tuple[int, int], Cell] = field(default_factory=dict)
    width: int = 0
    height: int = 0
    first: int = 0  # the first column with figures
    numbered: set[int] = field(default_factory=set)  # columns with figures
    skipped: set[int] = field(default_factory=set)  # rows that number the columns
    kinds: dict[Cell, str] = field(default_factory=dict)  # blank, number, text
    heads: set[int] = field(default_factory=set)  # rows of headers
    banners: dict[int, Cell] = field(default_factory=dict)  # rows of one cell that spans all
    blocks: list[Span] = field(default_factory=list)  # of each row: the rows of headers over it, none: (0, 0)
    groups: list[Cell | None] = field(default_factory=list)  # of each row: the banner it stands under
    said: dict[tuple[int, str], bool] = field(default_factory=dict)
    lefts: dict[tuple[Span, int], tuple[tuple[Span, ...], ...]] = field(default_factory=dict)

    def text(self, cell: Cell) -> str:
        return self.folded[cell.start : cell.end]

    def row(self, number: int) -> list[Cell]:
        """The different cells that stand in a row, those that reach into it too."""
        return list(dict.fromkeys(self.at[number, c] for c in range(self.width) if (number, c) in self.at))

    def says(self, name: str, cell: Cell) -> bool:
        return matching.found(self.rules(name), self.text(cell))


def read(folded: str, grid: Grid, rules: RuleSet, after: int = 0) -> Table:
    """The data of a table with their headers. What belongs to it stands after an offset."""
    plan = _plan(folded, grid, rules)
    _sort_rows(plan)
    _look_up(plan)
    caption, units = _above(plan, after)
    data: list[Datum] = []
    over = {span for span in (caption, *units) if span and span[1] <= grid.start}
    # a numbered heading stays one
    labels: list[Span] = [one for one in over if not matching.found(plan.rules("group"), folded[slice(*one)])]
    prose: list[Span] = []
    skipped = {c for c in range(plan.width) if _heading_says(plan, c, "index")}
    unit_columns = [c for c in range(plan.width) if _heading_says(plan, c, "unit-column")]
    for cell in grid.cells:
        span = (cell.start, cell.end)
        kind = plan.kinds[cell]
        beside = cell.column in skipped or cell.column in unit_columns
        apart = cell.row in plan.heads or cell.row in plan.banners or cell.row in plan.skipped
        if kind == "blank" or beside or apart:
            labels.append(span)
        elif kind == "number":
            row, own = _row_path(plan, cell, skipped, unit_columns)
            column, over = _column_path(plan, cell)
            left = _beside(plan, cell)
            data.append(Datum(*span, row, column, left, (*own, *over, *units), _line(folded, grid, cell)))
        elif _is_label(plan, cell):
            labels.append(span)
        else:
            prose.append(span)
    return Table(grid.start, grid.end, caption, tuple(data), tuple(labels), tuple(prose))


def _plan(folded: str, grid: Grid, rules: RuleSet) -> _Plan:
    plan = _Plan(folded, grid, rules, parts(rules))
    whole = sum(cell.rows * cell.columns for cell in grid.cells) <= MOST_PLACES
    for cell in grid.cells:
        deep, wide = (cell.rows, cell.columns) if whole else (1, 1)
        for r in range(cell.row, cell.row + deep):
            for c in range(cell.column, cell.column + wide):
                plan.at.setdefault((r, c), cell)
        plan.width = max(plan.width, cell.column + wide)
        plan.height = max(plan.height, cell.row + deep)
        plan.kinds[cell] = _kind(plan, cell)
    _only_labels(plan)
    return plan


def _only_labels(plan: _Plan) -> None:
    """60岁以上 beside plain figures names its row."""
    bare = [cell for cell in plan.grid.cells if plan.kinds[cell] == "number" and _bare(plan, cell)]
    beside = {cell.row for cell in bare}
    plan.numbered = {cell.column for cell in bare if not _numbering(plan, cell)}
    plan.first = min(plan.numbered, default=0)
    words = Counter(cell.column for cell in plan.grid.cells if cell.row and plan.kinds[cell] == "text")
    for cell in plan.grid.cells:
        named = cell.column < plan.first and cell.row in beside and words[cell.column] > 1
        if plan.kinds[cell] == "number" and named and not _bare(plan, cell):
            plan.kinds[cell] = "text"


def _bare(plan: _Plan, cell: Cell) -> bool:
    return not any(char.isalpha() for char in plan.text(cell))


def _numbering(plan: _Plan, cell: Cell) -> bool:
    """Whether a cell stands under a head such as 序号."""
    heads = (plan.at.get((row, cell.column)) for row in range(min(cell.row, ABOVE)))
    return any(head is not None and plan.says("index", head) for head in heads)


def _kind(plan: _Plan, cell: Cell) -> str:
    text = plan.text(cell)
    if not text.strip() or plan.says("blank", cell):
        return "blank"
    number = _NUMBER.match(text := text[: figure_end(text)])
    if number is None:
        return "text"
    rest = text[number.end() :].strip()
    if not rest:
        return "number"
    if len(rest) > LONGEST_UNIT:
        return "text"
    times = (matching.match(rule, text) for rule in plan.rules("period"))
    if any(hit is not None and hit.end() > number.end() for hit in times):
        return "text"
    read, others = quantities.read(text, plan.ruleset)
    return "number" if len(read) == 1 and not others and read[0].outer_end == len(text) else "text"


def figure_end(text: str) -> int:
    """Where a cell's text ends without the marks of footnotes."""
    hit = _FOOTNOTE.search(text)
    return hit.start() if hit and hit.start() else len(text)


def _sort_rows(plan: _Plan) -> None:
    """Tell rows of headers and banners from rows of data."""
    begun = False  # whether a row of data has come
    for number in range(plan.height):
        cells = [cell for cell in plan.row(number) if plan.kinds[cell] != "blank"]
        numbers = [cell for cell in cells if plan.kinds[cell] == "number" and cell.row == number]
        if not cells:
            continue
        if len(cells) == 1 and not numbers and _across(plan, cells[0]):
            plan.banners[number] = cells[0]
        elif not begun and _counts(plan, cells, numbers):
            plan.skipped.add(number)
            continue
        elif not numbers:
            several = len(cells) > 1 or cells[0].header or (number == 0 and cells[0].column > 0)
            if several and not any(_wordy(plan, cell) for cell in cells):
                plan.heads.add(number)
        elif all(cell.header for cell in cells) or (not begun and _years(plan, number, numbers)):
            plan.heads.add(number)
        begun = begun or (number not in plan.heads and number not in plan.banners)
    _only_before_data(plan)


def _across(plan: _Plan, cell: Cell) -> bool:
    """Whether the one cell of a row names the rows under it."""
    if cell.columns >= plan.width > 1:
        return True
    bare = all(one is cell or one.start == one.end for one in plan.row(cell.row))
    return not plan.grid.merged and bare and cell.column == 0 and plan.width > 1 and plan.says("group", cell)


def _counts(plan: _Plan, cells: Sequence[Cell], numbers: Sequence[Cell]) -> bool:
    """Whether a row under the headers numbers the columns."""
    texts = [plan.text(cell) for cell in numbers]
    if len(texts) < 3 or not all(text.isdecimal() for text in texts):
        return False
    others = [cell for cell in cells if cell not in numbers]
    run = [int(text) for text in texts]
    return run == list(range(run[0], run[0] + len(run))) and all(plan.says("index", cell) for cell in others)


def _wordy(plan: _Plan, cell: Cell) -> bool:
    """Whether a cell holds clauses, and not a name with a note in brackets."""
    text = plan.text(cell)
    for rule in plan.rules("note"):
        for hit in matching.every(rule, text):
            text = text.replace(hit.group(), "")
    return any(stop in text for stop in "。；，")


def _years(plan: _Plan, number: int, numbers: Sequence[Cell]) -> bool:
    """Whether the numbers of a row are years that head columns."""
    texts = [plan.text(cell) for cell in numbers]
    years = all(_YEAR.fullmatch(text) and FIRST <= int(text) <= LAST for text in texts)
    return years and len(set(texts)) == len(texts) and number + 1 < plan.height


def _look_up(plan: _Plan) -> None:
    """Note for each row which headers, banner and label above it hold."""
    leading = True
    block = (0, 0)
    group: Cell | None = None
    for row in range(plan.height):
        plan.blocks.append(block)
        plan.groups.append(group)
        if row in plan.skipped:
            continue
        if row in plan.heads:
            block = (block[0] if block[1] == row and block[0] < row else row, row + 1)
        if (banner := plan.banners.get(row)) is not None:
            named = not leading or plan.says("group", banner)
            group = banner if named and not plan.says("unit-only", banner) else None
        leading = leading and row in plan.banners


def _only_before_data(plan: _Plan) -> None:
    """A row of words that no data follow heads nothing: its cells are a body of words."""
    data = [
        number
        for number in range(plan.height)
        if number not in plan.heads
        and any(plan.kinds[cell] == "number" and cell.row == number for cell in plan.row(number))
    ]
    last = data[-1] if data else -1
    plan.heads = {row for row in plan.heads if row < last}
    if not any(cell.header for cell in plan.grid.cells):
        _drop_bodies(plan, data)


def _drop_bodies(plan: _Plan, data: Sequence[int]) -> None:
    """A row of words between data is a header only where it names several columns."""
    first = data[0] if data else 0
    for row in sorted(plan.heads):
        filled = sum(_filled(plan, row, c) for c in range(1, plan.width))
        if row > first and 2 * filled < plan.width - 1:
            plan.heads.discard(row)


def _filled(plan: _Plan, row: int, column: int) -> bool:
    cell = plan.at.get((row, column))
    return cell is not None and cell.row == row and plan.kinds[cell] == "text"


def _heading_says(plan: _Plan, column: int, name: str) -> bool:
    """Whether a header of a column is of a kind."""
    if (column, name) not in plan.said:
        cells = [plan.at[row, column] for row in sorted(plan.heads)[:ABOVE] if (row, column) in plan.at]
        said = any(plan.kinds[cell] == "text" and plan.says(name, cell) for cell in cells)
        plan.said[column, name] = said
    return plan.said[column, name]


def _above(plan: _Plan, after: int) -> tuple[Span | None, tuple[Span, ...]]:
    """The caption of a table, and the places over it or in its first rows where a unit may be said."""
    caption: Span | None = None
    units: list[Span] = []
    for row in sorted(plan.banners):
        if row and row - 1 not in plan.banners:
            break
        cell = plan.banners[row]
        units.append((cell.start, cell.end))
        if not plan.says("unit", cell) and caption is None and not plan.says("group", cell):
            caption = (cell.start, cell.end)
    for start, end in _lines_above(plan.folded, plan.grid.start, after):
        text = plan.folded[start:end]
        if matching.found(plan.rules("unit"), text):
            units.append((start, end))
        if matching.found(plan.rules("unit-only"), text):
            continue
        if matching.found(plan.rules("no-caption"), text):
            break
        bare = not any(stop in text for stop in "，。；：:") and not matching.found(plan.rules("group"), text)
        if caption is None and (bare or matching.found(plan.rules("caption"), text)):
            caption = (start, end)
        break
    return caption, tuple(units)


def _lines_above(folded: str, at: int, after: int) -> Iterator[Span]:
    """The short lines right over a place and after another, the nearest first."""
    for _ in range(ABOVE):
        end = at
        while end and folded[end - 1].isspace():
            end -= 1
        start = max(folded.rfind("\n", 0, end), folded.rfind("\r", 0, end)) + 1
        while start < end and folded[start].isspace():
            start += 1
        if start < after or not end or end - start > CAPTION or folded[end - 1] in "。；":
            return
        yield start, end
        at = start


def _row_path(
    plan: _Plan, cell: Cell, skipped: set[int], unit_columns: Sequence[int]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The labels beside a cell, and the cell of its row that says a unit."""
    found: list[Cell] = []
    units: list[Span] = []
    for column in range(cell.column - 1, -1, -1):
        other = plan.at.get((cell.row, column))
        if found and column in plan.numbered:
            break  # the table has two halves side by side
        if other is None or other in found or plan.kinds[other] == "blank" or column in skipped:
            continue
        if column in unit_columns:
            if not found:
                units.append((other.start, other.end))
            continue
        if plan.kinds[other] == "text" and not _heading_says(plan, column, "remark"):
            found.append(other)
    found.reverse()
    names = [one for one in found if not _heading_says(plan, one.column, "grade")]
    found = names if names and names[0] is found[0] else found
    if found and not plan.grid.merged:
        found = [*_from_above(plan, cell.row, found[0].column), *found]
    group = plan.groups[cell.row]
    labels = [*([group] if group else []), *_within(plan, found, cell)]
    return tuple((one.start, one.end) for one in labels), tuple(units)


def _from_above(plan: _Plan, row: int, column: int) -> list[Cell]:
    """The labels of rows above that reach down to the left of a column, where spans are not known."""
    found = []
    left = [at for at in plan.numbered if at < column]
    for at in range(max(left, default=-1) + 1, column):
        for above in range(row - 1, max(-1, row - FAR), -1):
            cell = plan.at.get((above, at))
            if above in plan.heads or above in plan.banners:
                break
            if cell is not None and plan.kinds[cell] != "blank":
                found += [cell] if plan.kinds[cell] == "text" else []
                break
    return found


def _within(plan: _Plan, found: list[Cell], cell: Cell) -> list[Cell]:
    """The labels, after those above that the last one is a part of: by its indent, or by 其中."""
    if not found:
        return found
    last = found[-1]
    above = [
        other
        for row in range(cell.row - 1, max(-1, cell.row - FAR), -1)
        if (other := plan.at.get((row, last.column))) is not None
        and other not in found
        and other.column == last.column
    ]
    above = list(takewhile(lambda one: one.row not in plan.heads and one.row not in plan.banners, above))
    above = [one for one in dict.fromkeys(above) if plan.kinds[one] == "text"]
    if any(one.indent != last.indent for one in above):
        return [*found[:-1], *_over(plan, last, above), last]
    if not plan.says("part-of", last):
        return [*found[:-1], *_by_markers(plan, last, above), last]
    if not above:
        return found
    parts_above = [n for n, one in enumerate(above) if plan.says("part-of", one)]
    whole = next((n for n in range(len(above)) if n not in parts_above), None)
    if whole is None:
        return found
    # after 其中：甲 and 乙 a second 其中 may be of 乙 or of what holds both
    doubtful = any(n > whole for n in parts_above) and not plan.says("marker", above[whole])
    return found if doubtful else [*found[:-1], above[whole], last]


def _by_markers(plan: _Plan, cell: Cell, above: Sequence[Cell]) -> list[Cell]:
    """The labels above with numbering that a label stands under: 一、 over （一） over 1. over none."""
    found: list[Cell] = []
    rank = _rank(plan, cell)
    if plan.says("total", cell):
        return found
    for one in above:
        if plan.says("total", one) or plan.says("part-of", one):
            if not found and rank == UNMARKED and plan.says("total", one):
                break
            continue
        if (here := _rank(plan, one)) < rank:
            found.insert(0, one)
            rank = here
    return found


def _rank(plan: _Plan, cell: Cell) -> int:
    """How high the numbering of a label stands: 0 for 一、."""
    for rule in plan.rules("marker"):
        if (hit := matching.match(rule, plan.text(cell))) is not None:
            groups = [name for name, caught in hit.groupdict().items() if caught]
            return min((int(name[1:]) for name in groups if name[1:].isdecimal()), default=UNMARKED)
    return UNMARKED


def _over(plan: _Plan, cell: Cell, above: Sequence[Cell]) -> list[Cell]:
    """The labels above that are indented less and less."""
    found: list[Cell] = []
    depth = _depth(plan, cell)
    for one in above:
        here = _depth(plan, one)
        # what follows 其中：甲 is set about as far as 甲
        if here + (2 if plan.says("part-of", one) else 0) < depth:
            found.insert(0, one)
            depth = here
    return found


def _depth(plan: _Plan, cell: Cell) -> int:
    """The indent of a label, 其中： counted in."""
    for rule in plan.rules("part-of"):
        if (hit := matching.match(rule, plan.text(cell))) is not None:
            return cell.indent + 2 * len(hit.group().strip())
    return cell.indent


def _column_path(plan: _Plan, cell: Cell) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The headers over a cell: those of the nearest rows of headers. Also where a unit may be said."""
    first, end = plan.blocks[cell.row]
    found: list[Cell] = []
    opening = plan.at.get((cell.row, 0))
    least = 0 if opening is not None and plan.kinds[opening] == "number" else 1  # the first column of data
    for number in range(first, end):
        over = plan.at.get((number, cell.column))
        if not plan.grid.merged and number < end - 1 and (over is None or plan.kinds[over] == "blank"):
            over = _to_the_left(plan, number, cell.column, least)
        if over is not None and plan.kinds[over] != "blank" and over not in found:
            found.append(over)
    corner = plan.at.get((first, 0)) if end else None
    units = ((corner.start, corner.end),) if corner is not None and corner not in found else ()
    return tuple((one.start, one.end) for one in found), units


def _beside(plan: _Plan, cell: Cell) -> tuple[tuple[Span, ...], ...]:
    """The headers of the columns of figures to the left of a cell, up to the next column of words."""
    key = (plan.blocks[cell.row], cell.column)
    if key not in plan.lefts:
        found = []
        for column in range(cell.column - 1, -1, -1):
            if column not in plan.numbered:
                break
            other = plan.at.get((cell.row, column))
            if other is not None:
                found.append(_column_path(plan, Cell(0, 0, cell.row, column))[0])
        plan.lefts[key] = tuple(dict.fromkeys(found[:NEAR]))
    return plan.lefts[key]


def _to_the_left(plan: _Plan, row: int, column: int, least: int) -> Cell | None:
    """The header that reaches over a column from the left, where spans are not known."""
    for at in range(column, least - 1, -1):
        cell = plan.at.get((row, at))
        if cell is not None and plan.kinds[cell] != "blank":
            return cell
    return None


def _is_label(plan: _Plan, cell: Cell) -> bool:
    """Whether a cell of words stands where rows are named: left of the figures."""
    numbers = [c for c in range(plan.width) if _kind_at(plan, cell.row, c) == "number"]
    return cell.column < (max(numbers) if numbers else plan.first)


def _kind_at(plan: _Plan, row: int, column: int) -> str:
    cell = plan.at.get((row, column))
    return "blank" if cell is None else plan.kinds[cell]


def _line(folded: str, grid: Grid, cell: Cell) -> Span:
    """The row as it stands in the text."""
    breaks = [folded.rfind(sign, grid.start, cell.start) for sign in "\r\n"]
    ends = [folded.find(sign, cell.end, grid.end) for sign in "\r\n"]
    return max(grid.start, max(breaks) + 1), min((end for end in ends if end >= 0), default=grid.end)

"""The cells of a table by their place: which hold figures, which rows are headers, which stand across."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..figures import quantities
from ..figures.cellunits import Units
from ..figures.quantities import Numeral, Quantity
from ..rules import matching
from ..rules.rule import Rule, RuleSet
from ..text import numerals
from ..text.grids import MOST_PLACES, Cell, Grid

Span = tuple[int, int]
Read = tuple[list[Quantity], list[Numeral]]

ABOVE = 3  # rows of headers in which a column's kind may be said
LONGEST = 16  # characters of a cell that is one figure with its words
LONGEST_UNIT = 10  # characters of what follows a number in its cell
FIRST, LAST = 1949, 2100  # four digits between these head a column as a year
_NUMBER = re.compile(
    r"\(?[≥≤><≈¥￥]?\s?(?:[-+−—▲△▼▽]\s?)?(?:\d{1,3}(?:[,，]\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?"
)
CODE = re.compile(r"[1-9]\d\d(?:\d\d){0,2}")
_SHORT = re.compile(r"\d\d")
_NOUGHT = re.compile(r"0\d")
_FORMULA = re.compile(r"[A-Z](?:=[A-Z](?:[-+][A-Z])*)?|\d{1,2}=\d{1,2}(?:[-+]\d{1,2})*")
_LONG = re.compile(r"\d{8,}")
_AMOUNT = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIGNS = "-−—+≥≤><≈▲△▼▽ "
_FOOTNOTE = re.compile(
    r"\s*(?:[\[〔【]\d{1,2}[\]〕】]|\*+|[①-⑳]|[¹²³⁰⁴-⁹]+|[\[〔【(]?注\s?\d{0,2}[\]〕】)]?"
    r"|(?<=[\d%])[（(](?![\d.]+%?[）)])[^（）()]{1,12}[）)])$"
)
_BRACKETED = re.compile(r"\(\s?(?P<inner>[\d,，. ]+[%‰]?)\s?\)")


@dataclass(frozen=True)
class Parts:
    """The rules of the stage by what they are for."""

    by_name: Mapping[str, tuple[Rule, ...]]

    def __call__(self, name: str) -> tuple[Rule, ...]:
        return self.by_name.get(name, ())


def parts(rules: RuleSet) -> Parts:
    """The rules of the stage."""
    return rules.once("tables", lambda own: Parts(own.grouped("tables", "part")))


@dataclass
class Plan:
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
    unit_over: Cell | None = None  # a unit beside the caption
    blocks: list[Span] = field(default_factory=list)  # of each row: the rows of headers over it, none: (0, 0)
    groups: list[Cell | None] = field(default_factory=list)  # of each row: the banner it stands under
    indexes: set[int] = field(default_factory=set)  # columns of numbering
    unit_columns: set[int] = field(default_factory=set)
    last: dict[int, int] = field(default_factory=dict)  # of each row: the last column with a figure
    said: dict[tuple[int, str], bool] = field(default_factory=dict)
    told: dict[tuple[str, int], bool] = field(default_factory=dict)
    labels: dict[tuple[int, int], tuple[Cell, ...]] = field(default_factory=dict)
    beside: dict[int, list[tuple[tuple[Cell, ...], tuple[Span, ...]]]] = field(default_factory=dict)
    columns: dict[tuple[Span, int, int], tuple[tuple[Span, ...], tuple[Span, ...]]] = field(
        default_factory=dict
    )
    wholes: dict[int, dict[int, tuple[Cell, ...]]] = field(default_factory=dict)
    """Of each column of labels: the labels that each row is within."""
    telling: dict[int, bool] = field(default_factory=dict)
    lefts: dict[tuple[Span, int], tuple[tuple[Span, ...], ...]] = field(default_factory=dict)
    again: dict[tuple[Span, int], tuple[Span, ...]] = field(default_factory=dict)
    path_texts: dict[tuple[Span, int], str] = field(default_factory=dict)
    line: Span = (0, 0)  # of the text, that was looked up last

    def text(self, cell: Cell) -> str:
        return self.folded[cell.start : cell.end]

    def row(self, number: int) -> list[Cell]:
        """The different cells that stand in a row, those that reach into it too."""
        return list(dict.fromkeys(self.at[number, c] for c in range(self.width) if (number, c) in self.at))

    def says(self, name: str, cell: Cell) -> bool:
        """Whether a rule of a part is found in a cell."""
        key = (name, cell.start)
        if key not in self.told:
            self.told[key] = matching.found(self.rules(name), self.text(cell))
        return self.told[key]


def plan(folded: str, grid: Grid, rules: RuleSet) -> Plan:
    """The cells of a grid, told apart."""
    made = Plan(folded, grid, rules, parts(rules))
    whole = sum(cell.rows * cell.columns for cell in grid.cells) <= MOST_PLACES
    for cell in grid.cells:
        deep, wide = (cell.rows, cell.columns) if whole else (1, 1)
        for r in range(cell.row, cell.row + deep):
            for c in range(cell.column, cell.column + wide):
                made.at.setdefault((r, c), cell)
        made.width = max(made.width, cell.column + wide)
        made.height = max(made.height, cell.row + deep)
    made.kinds = _kinds(made)
    _only_labels(made)
    codes = _codes(made)
    made.numbered -= codes
    made.first = min(made.numbered, default=0)
    _sort_rows(made)
    if not grid.merged:
        _place_short(made)
    _look_up(made)
    made.indexes = {
        c for c in range(made.width) if heading_says(made, c, "index") and not _amounts(made, c)
    } | codes
    made.unit_columns = {c for c in range(made.width) if _says_units(made, c)}
    return made


def _place_short(plan: Plan) -> None:
    """Put rows of headers that have fewer cells than the data under them over their columns, where no spans
    are known: those of the figures alone, or those that divide one header above. Others head nothing."""
    counts = Counter(cell.row for cell in plan.grid.cells)
    row = 0
    while row < plan.height:
        first = row
        while row in plan.heads:
            row += 1
        if row == first:
            row += 1
            continue
        widths = Counter(
            counts[at] for at in range(row, plan.height) if at not in plan.heads and counts[at] > 1
        )
        width = widths.most_common(1)[0][0] if widths else 0
        if counts[row - 1] < width and row - 1 not in plan.banners:
            _place(plan, first, row - 1, max(plan.first, 1), width)


def _place(plan: Plan, first: int, last: int, at: int, width: int) -> None:
    """Place the last row of headers from a column on, and the one above it; else take them away."""
    under = [cell for cell in plan.grid.cells if cell.row == last]
    above = [cell for cell in plan.grid.cells if cell.row == last - 1] if last > first else []
    places: list[tuple[Cell, int, int]] = []  # cell, row, column
    if len(under) == width - at:
        places = [(cell, last, at + n) for n, cell in enumerate(under)]
        if len(above) == len(under):
            places += [(cell, last - 1, at + n) for n, cell in enumerate(above)]
    elif len(above) - 1 + len(under) == width - at:
        whole = _divided(plan, above)
        if whole is not None:
            column = at
            for cell in above:
                wide = len(under) if cell is whole else 1
                places += [(cell, last - 1, column + n) for n in range(wide)]
                places += [(one, last, column + n) for n, one in enumerate(under)] if cell is whole else []
                column += wide
    for row in {last, *(row for _, row, _ in places)}:
        for column in range(plan.width):
            plan.at.pop((row, column), None)
    for cell, row, column in places:
        plan.at[row, column] = cell


def _divided(plan: Plan, cells: Sequence[Cell]) -> Cell | None:
    """The one header of a row that those under it divide: no total, and one of several kinds."""
    found = [cell for cell in cells if not plan.says("total", cell)]
    found = [cell for cell in found if plan.says("divided", cell)] if len(found) > 1 else found
    return found[0] if len(found) == 1 else None


def _says_units(plan: Plan, column: int) -> bool:
    """Whether a column headed 单位 holds units, and not bodies."""
    if not heading_says(plan, column, "unit-column"):
        return False
    texts = {
        "".join(plan.text(cell).split())
        for cell in plan.grid.cells
        if cell.column == column and cell.row not in plan.heads and plan.kinds[cell] == "text"
    }
    units = Units(plan.ruleset)
    known = [text for text in texts if len(text) <= LONGEST_UNIT and units(text) is not None]
    return 2 * len(known) >= len(texts)


def _only_labels(plan: Plan) -> None:
    """60岁以上 beside plain figures names its row."""
    bare = [cell for cell in plan.grid.cells if plan.kinds[cell] == "number" and _bare(plan, cell)]
    beside = {cell.row for cell in bare}
    _name_times(plan, bare)
    bare = [cell for cell in bare if plan.kinds[cell] == "number"]
    plan.numbered = _figures(plan)
    plan.first = min(plan.numbered, default=0)
    words = Counter(cell.column for cell in plan.grid.cells if cell.row and plan.kinds[cell] == "text")
    for cell in plan.grid.cells:
        named = cell.column < plan.first and cell.row in beside and words[cell.column] > 1
        if plan.kinds[cell] == "number" and named and not _bare(plan, cell):
            plan.kinds[cell] = "text"


def _name_times(plan: Plan, bare: Sequence[Cell]) -> None:
    """Years down the first column name the rows, whether a head says 年份 or not."""
    first = [cell for cell in bare if cell.column == 0]
    texts = [plan.text(cell) for cell in first]
    headed = _first_rows_say(plan, 0, "time-column")
    years = all(_YEAR.fullmatch(text) and FIRST <= int(text) <= LAST for text in texts)
    if headed or (len(first) > 1 and len(set(texts)) == len(texts) and years and len(bare) > len(first)):
        for cell in first:
            plan.kinds[cell] = "text"


def _figures(plan: Plan) -> set[int]:
    """The columns of figures: at least half of what stands in them under the headers, and no numbering."""
    numbers: Counter[int] = Counter()
    others: Counter[int] = Counter()
    for cell in plan.grid.cells:
        if plan.kinds[cell] == "number":
            numbers[cell.column] += 1
            plan.last[cell.row] = max(plan.last.get(cell.row, 0), cell.column)
        elif plan.kinds[cell] == "text" and cell.row >= ABOVE:
            others[cell.column] += 1
    return {
        column
        for column, count in numbers.items()
        if count >= others[column] and (not _first_rows_say(plan, column, "index") or _amounts(plan, column))
    }


def _amounts(plan: Plan, column: int) -> bool:
    """Whether amounts stand in a column, whatever its head says: nothing is numbered 6,397,700 or 0.95."""
    return any(cell.column == column and _AMOUNT.fullmatch(plan.text(cell)) for cell in plan.grid.cells)


def _bare(plan: Plan, cell: Cell) -> bool:
    return not any(char.isalpha() for char in plan.text(cell))


def _codes(plan: Plan) -> set[int]:
    """The columns that number the rows without saying so: subjects of a budget (201, 20105, 2010501) and
    their like, whole numbers each with a name at its right that only grow; those with a nought before them
    (01, 05), which no count has, and the columns beside them that only grow (201)."""
    by_column: dict[int, list[Cell]] = {}
    for cell in plan.grid.cells:
        if plan.kinds[cell] == "number":
            by_column.setdefault(cell.column, []).append(cell)
    found = set()
    for column, cells in by_column.items():
        texts = [plan.text(cell) for cell in cells]
        named = (plan.at.get((cell.row, cell.column + 1)) for cell in cells)
        if (
            len(texts) > 1
            and all(CODE.fullmatch(text) for text in texts)
            and texts == sorted(set(texts))
            and all(one is not None and plan.kinds[one] == "text" for one in named)
            and any(other > column + 1 for other in by_column)
        ):
            found.add(column)
        if _NOUGHT.match(min(texts)) and all(_SHORT.fullmatch(text) for text in texts):
            found.add(column)
    for column in sorted(found, reverse=True):
        texts = [plan.text(cell) for cell in by_column.get(column - 1, ())]
        if texts and all(CODE.fullmatch(text) for text in texts) and texts == sorted(texts):
            found.add(column - 1)
    return found


def _first_rows_say(plan: Plan, column: int, name: str) -> bool:
    """Whether a head of a kind, such as 序号, stands over a column; before the rows of headers are known."""
    heads = (plan.at.get((row, column)) for row in range(ABOVE))
    return any(head is not None and plan.says(name, head) for head in heads)


def _kinds(plan: Plan) -> dict[Cell, str]:
    """What each cell holds; those of which words must be read to tell by one reading."""
    kinds: dict[Cell, str] = {}
    asked: list[tuple[Cell, str]] = []
    for cell in plan.grid.cells:
        kinds[cell], text = _at_sight(plan, cell)
        if text:
            asked.append((cell, text))
    for (cell, text), read in zip(
        asked, quantities.lines([text for _, text in asked], plan.ruleset), strict=True
    ):
        kinds[cell] = (
            "text" if (_is_name(read) if text.endswith(".") else not _is_figure(text, read)) else "number"
        )
    return kinds


def _at_sight(plan: Plan, cell: Cell) -> tuple[str, str]:
    """What a cell holds, and the text to be read where that only seems so."""
    text = plan.text(cell)
    if not text.strip() or plan.says("blank", cell):
        return "blank", ""
    text = text[change_end(text, plan.rules) :]
    text = unbracketed(text[: figure_end(text)])
    number = _NUMBER.match(text := text[: figure_end(text)])
    if number is None:
        return "text", _figured(text) if len(text) <= LONGEST else ""
    rest = text[number.end() :].strip()
    if not rest:
        return "number", text + "." if _LONG.fullmatch(text) else ""
    if numerals.parse(text.replace(" ", "").lstrip(_SIGNS)) is not None:
        return "number", ""  # 345.6万
    if len(rest) > LONGEST_UNIT:
        return "text", ""
    times = (matching.match(rule, text) for rule in plan.rules("period"))
    if any(hit is not None and hit.end() > number.end() for hit in times):
        return "text", ""
    return "text", _figured(text)


def _figured(text: str) -> str:
    """What of a cell may be a figure with words; "" for words alone."""
    return text.replace(" ", "").lstrip("+—▲△▼▽") if any(char.isdigit() for char in text) else ""


def _is_figure(text: str, read: Read) -> bool:
    """Whether a cell is one figure with its words: 12.5亿元, 约50, 20余."""
    one = quantities.alone(read)
    return one is not None and one.outer_start == 0 and one.outer_end == len(text)


def _is_name(read: Read) -> bool:
    """Whether many digits in a row are a number such as a telephone has."""
    return not read[0] and any(one.reason != "isolated" for one in read[1])


def change_end(text: str, rules: Parts) -> int:
    """Where the words of change before a cell's figure end: 增长9.3%."""
    hits = (matching.match(rule, text) for rule in rules("cell-change"))
    return next((hit.end() for hit in hits if hit is not None), 0)


def unbracketed(text: str) -> str:
    """The figure of a cell in brackets, which are a minus in accounts: -123.4 for (123.4); else the cell."""
    hit = _BRACKETED.fullmatch(text.strip())
    return "-" + hit["inner"] if hit else text


def figure_end(text: str) -> int:
    """Where a cell's text ends without the marks of footnotes."""
    hit = _FOOTNOTE.search(text)
    return hit.start() if hit and hit.start() else len(text)


def _sort_rows(plan: Plan) -> None:
    """Tell rows of headers and banners from rows of data."""
    begun = False  # whether a row of data has come
    for number in range(plan.height):
        cells = [cell for cell in plan.row(number) if plan.kinds[cell] != "blank"]
        numbers = [cell for cell in cells if plan.kinds[cell] == "number" and cell.row == number]
        if not cells:
            continue
        if len(cells) == 1 and not numbers and _across(plan, cells[0]):
            plan.banners[number] = cells[0]
        elif number == 0 and len(cells) == 2 and not numbers and plan.says("unit-only", cells[1]):
            plan.banners[number], plan.unit_over = cells  # the line of the caption, with the unit at its end
        elif not begun and (_counts(plan, cells, numbers) or _formulas(plan, cells)):
            plan.skipped.add(number)
            continue
        elif not numbers:
            several = len(cells) > 1 or cells[0].header or (number == 0 and cells[0].column > 0)
            if several and not any(_wordy(plan, cell) for cell in cells):
                plan.heads.add(number)
        elif not begun and _years(plan, number, numbers):
            plan.heads.add(number)
        begun = begun or (number not in plan.heads and number not in plan.banners)
    _only_before_data(plan)


def _across(plan: Plan, cell: Cell) -> bool:
    """Whether the one cell of a row names the rows under it."""
    if cell.columns >= plan.width > 1:
        return True
    bare = all(one is cell or one.start == one.end for one in plan.row(cell.row))
    if (
        bare
        and plan.width > 1
        and any(plan.says(part, cell) for part in ("table-title", "no-caption", "unit-only"))
    ):
        return True
    return not plan.grid.merged and bare and cell.column == 0 and plan.width > 1 and plan.says("group", cell)


def _counts(plan: Plan, cells: Sequence[Cell], numbers: Sequence[Cell]) -> bool:
    """Whether a row under the headers numbers the columns."""
    texts = [plan.text(cell) for cell in numbers]
    figures = set(numbers)  # a row may be as wide as a text is long
    others = [cell for cell in cells if cell not in figures]
    least = 1 if any(plan.says("index", cell) for cell in others) else 3
    if len(texts) < least or not all(text.isdecimal() for text in texts):
        return False
    run = [int(text) for text in texts]
    counted = run == list(range(run[0], run[0] + len(run))) and all(
        plan.says("index", cell) for cell in others
    )
    below = numbers[0].row + 1
    return counted and any(_kind_at(plan, below, cell.column) in ("number", "blank") for cell in numbers)


def _formulas(plan: Plan, cells: Sequence[Cell]) -> bool:
    """Whether a row under the headers says how the columns come of each other: A=B+C, B, C."""
    own = [cell for cell in cells if cell.row == cells[-1].row and cell.column > 0]
    return len(own) > 1 and all(_FORMULA.fullmatch("".join(plan.text(cell).split())) for cell in own)


def _kind_at(plan: Plan, row: int, column: int) -> str:
    cell = plan.at.get((row, column))
    return "none" if cell is None else plan.kinds[cell]


def _wordy(plan: Plan, cell: Cell) -> bool:
    """Whether a cell holds clauses, and not a name with a note in brackets."""
    text = plan.text(cell)
    for rule in plan.rules("note"):
        for hit in matching.every(rule, text):
            text = text.replace(hit.group(), "")
    return any(stop in text for stop in "。；，")


def _years(plan: Plan, number: int, numbers: Sequence[Cell]) -> bool:
    """Whether the numbers of a row are years that head columns."""
    texts = [plan.text(cell) for cell in numbers]
    years = all(_YEAR.fullmatch(text) and FIRST <= int(text) <= LAST for text in texts)
    over = [plan.at.get((number - 1, cell.column)) for cell in numbers]
    headed = any(cell is not None and cell.columns == 1 and cell.row in plan.heads for cell in over)
    return years and not headed and len(set(texts)) == len(texts) and number + 1 < plan.height


def _look_up(plan: Plan) -> None:
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
            aside = plan.says("unit-only", banner) or plan.says("aside", banner)
            group = banner if named and not aside else None
        leading = leading and row in plan.banners


def _only_before_data(plan: Plan) -> None:
    """A row of words that no data follow heads nothing: its cells are a body of words."""
    data = [
        number
        for number in range(plan.height)
        if number not in plan.heads
        and any(plan.kinds[cell] == "number" and cell.row == number for cell in plan.row(number))
    ]
    last = data[-1] if data else -1
    plan.heads = {row for row in plan.heads if row < last}
    if plan.width == 2:  # names and values: words may be values too
        first = _first_text(plan, 0)
        again = {row for row in plan.heads if not row or (first and _first_text(plan, row) == first)}
        beside = (cell for cell in plan.grid.cells if cell.column == 1 and cell.row not in again)
        words = sum(plan.kinds[cell] == "text" for cell in beside)
        bare = any(_bare(plan, cell) for cell in plan.grid.cells if plan.kinds[cell] == "number")
        headed = bare or any(_says_more(plan, cell) for cell in plan.row(0))
        plan.heads = again if words < len(data) and headed else set()
    if not any(cell.header for cell in plan.grid.cells):
        _drop_bodies(plan, data)


def _first_text(plan: Plan, row: int) -> str:
    """What the first cell of a row says."""
    cell = plan.at.get((row, 0))
    return "" if cell is None else "".join(plan.text(cell).split())


def _says_more(plan: Plan, cell: Cell) -> bool:
    """Whether a cell can only be a header: a unit, a time, a word such as 数值."""
    return any(plan.says(part, cell) for part in ("unit", "period", "plain", "change"))


def _drop_bodies(plan: Plan, data: Sequence[int]) -> None:
    """A row of words between data is a header only where it names several columns."""
    first = data[0] if data else 0
    for row in sorted(plan.heads):
        filled = sum(_filled(plan, row, c) for c in range(1, plan.width))
        if row > first and (2 * filled < plan.width - 1 or not _like_headers(plan, row, first)):
            plan.heads.discard(row)


def _like_headers(plan: Plan, row: int, first: int) -> bool:
    """Whether a row of words after data says what headers say, or says those over the data again."""
    cells = [cell for cell in plan.row(row) if cell.row == row and plan.kinds[cell] == "text"]
    over = {plan.text(cell) for above in plan.heads if above < first for cell in plan.row(above)}
    if not over or any(_says_more(plan, cell) for cell in cells):
        return True
    return any(plan.text(cell) in over for cell in cells) or (row - 1) in plan.banners


def _filled(plan: Plan, row: int, column: int) -> bool:
    cell = plan.at.get((row, column))
    return cell is not None and cell.row == row and plan.kinds[cell] == "text"


def heading_says(plan: Plan, column: int, name: str) -> bool:
    """Whether a header of a column is of a kind."""
    if (column, name) not in plan.said:
        cells = [plan.at[row, column] for row in sorted(plan.heads)[:ABOVE] if (row, column) in plan.at]
        said = any(plan.kinds[cell] == "text" and plan.says(name, cell) for cell in cells)
        plan.said[column, name] = said
    return plan.said[column, name]

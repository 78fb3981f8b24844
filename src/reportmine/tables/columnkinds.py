"""What the columns of a grid hold: figures, names of rows, numbering."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from ..dataclass import dataclass
from ..expression import expression
from ..text.grids import Cell
from .places import ABOVE, Sheet

FIRST, LAST = 1949, 2100  # four digits between these are a year
CODE = expression(r"[1-9]\d\d(?:\d\d){0,2}")  # of a subject of a budget
_SHORT = expression(r"\d\d")
_NOUGHT = expression(r"0\d")
_AMOUNT = expression(r"[-−]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d\d)")
_YEAR = expression(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Columns:
    """The columns by what they hold."""

    figures: frozenset[int]
    codes: frozenset[int]
    """Those that number the rows without a head that says so."""
    last: Mapping[int, int]
    """Of each row: the last column with a figure."""

    @property
    def first(self) -> int:
        """The first column with figures."""
        return min(self.figures, default=0)


def told(sheet: Sheet) -> tuple[Sheet, Columns]:
    """What the columns hold; and the sheet, in which numbers that only name their rows are words."""
    bare = [cell for cell in sheet.of("number") if sheet.bare(cell)]
    sheet = sheet.called("text", _naming_times(sheet, bare))
    figures = _figures(sheet)
    last: dict[int, int] = {}
    for cell in sheet.of("number"):
        last[cell.row] = max(last.get(cell.row, 0), cell.column)
    sheet = sheet.called("text", _naming(sheet, min(figures, default=0), {cell.row for cell in bare}))
    codes = _codes(sheet)
    return sheet, Columns(frozenset(figures - codes), frozenset(codes), last)


def _naming_times(sheet: Sheet, bare: Sequence[Cell]) -> list[Cell]:
    """The numbers of the first column where they are times that name the rows: by its head, or as they are
    years, each once, with other figures beside them."""
    first = [cell for cell in bare if cell.column == 0]
    texts = [sheet.text(cell) for cell in first]
    years = len(first) > 1 and len(bare) > len(first) and all_years(texts)
    return first if _head_says(sheet, 0, "time-column") or years else []


def all_years(texts: Sequence[str]) -> bool:
    """Whether numbers are years, each once."""
    years = all(_YEAR.fullmatch(text) and FIRST <= int(text) <= LAST for text in texts)
    return years and len(set(texts)) == len(texts)


def _naming(sheet: Sheet, first: int, beside: Collection[int]) -> list[Cell]:
    """Figures with words before the columns of figures that name their rows as the words around them do:
    60岁以上 beside plain figures."""
    words = Counter(cell.column for cell in sheet.of("text") if cell.row)
    return [
        cell
        for cell in sheet.of("number")
        if cell.column < first and cell.row in beside and words[cell.column] > 1 and not sheet.bare(cell)
    ]


def _figures(sheet: Sheet) -> set[int]:
    """The columns of figures: at least half of what stands in them under the headers, and no numbering."""
    numbers = Counter(cell.column for cell in sheet.of("number"))
    words = Counter(cell.column for cell in sheet.of("text") if cell.row >= ABOVE)
    indexes = {column for column in numbers if _head_says(sheet, column, "index")}
    numbering = indexes - with_amounts(sheet, indexes)
    return {column for column, count in numbers.items() if count >= words[column] and column not in numbering}


def with_amounts(sheet: Sheet, columns: Collection[int]) -> set[int]:
    """Those of some columns that hold amounts, whatever their heads say: nothing is numbered 6,397,700 or
    0.95."""
    cells = (cell for cell in sheet.grid.cells if cell.column in columns)
    return {cell.column for cell in cells if _AMOUNT.fullmatch(sheet.text(cell))}


def _head_says(sheet: Sheet, column: int, name: str) -> bool:
    """Whether a head of a kind, such as 序号, stands over a column; before the rows of headers are known."""
    heads = (sheet.at.get((row, column)) for row in range(ABOVE))
    return any(head is not None and sheet.says(name, head) for head in heads)


def _codes(sheet: Sheet) -> set[int]:
    """The columns that number the rows without saying so: codes of subjects before their names; numbers with
    a nought before them, which no count has; and at the left of either the codes that those are under."""
    columns: dict[int, list[Cell]] = {}
    for cell in sheet.of("number"):
        columns.setdefault(cell.column, []).append(cell)
    texts = {column: [sheet.text(cell) for cell in cells] for column, cells in columns.items()}
    found = {
        column
        for column, cells in columns.items()
        if _noughts(texts[column]) or _subjects(sheet, column, cells, columns)
    }
    for column in sorted(found, reverse=True):
        over = texts.get(column - 1, [])
        if over and all(map(CODE.fullmatch, over)) and over == sorted(over):
            found.add(column - 1)
    return found


def _noughts(texts: Sequence[str]) -> bool:
    """Whether numbers are 01, 05 and the like."""
    return _NOUGHT.match(min(texts)) is not None and all(map(_SHORT.fullmatch, texts))


def _subjects(sheet: Sheet, column: int, cells: Sequence[Cell], others: Iterable[int]) -> bool:
    """Whether numbers are the codes of subjects of a budget (201, 20105, 2010501): whole numbers that only
    grow, each with a name at its right, and figures after that."""
    texts = [sheet.text(cell) for cell in cells]
    return (
        len(texts) > 1
        and all(map(CODE.fullmatch, texts))
        and texts == sorted(set(texts))
        and all(sheet.kind(cell.row, column + 1) == "text" for cell in cells)
        and any(other > column + 1 for other in others)
    )

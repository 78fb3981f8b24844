"""What the rows of a grid are: headers, lines across the table, or data."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from ..dataclass import dataclass, replace
from ..expression import expression
from ..text.grids import Cell
from .columnkinds import all_years
from .places import Sheet

_FORMULA = expression(r"[A-Z](?:=[A-Z](?:[-+][A-Z])*)?|\d{1,2}=\d{1,2}(?:[-+]\d{1,2})*")
_STOPS = "。；，"
_COUNTED = 3  # columns that a row must count on, where it does not say that it does
_NAMES_ALL = ("table-title", "no-caption", "unit-only")  # what a line across a table says
_HEADER = ("unit", "period", "plain", "change")  # what only headers say
Role = Literal["empty", "banner", "caption", "counting", "head", "data"]


@dataclass(frozen=True)
class Rows:
    """The rows by what they are."""

    heads: frozenset[int]
    banners: Mapping[int, Cell]
    """Lines across the table: one cell, which names what is under it."""
    counting: frozenset[int]
    """Rows that number the columns, or say how they come of each other."""
    unit_over: Cell | None = None
    """The unit at the end of the line of the caption."""

    def apart(self, row: int) -> bool:
        """Whether a row is none of the body."""
        return row in self.heads or row in self.banners or row in self.counting


def told(sheet: Sheet) -> Rows:
    """What each row is, from the first to the last: what comes before a row tells what it is too."""
    roles: dict[int, Role] = {}
    heads: set[int] = set()
    begun = False  # whether a row of data has come
    for row in range(sheet.height):
        roles[row] = _role(sheet, row, begun, heads)
        heads |= {row} if roles[row] == "head" else set()
        begun = begun or roles[row] == "data"
    across = {row: _filled(sheet, row) for row, role in roles.items() if role in ("banner", "caption")}
    rows = Rows(
        frozenset(heads),
        {row: cells[0] for row, cells in across.items()},
        frozenset(row for row, role in roles.items() if role == "counting"),
        next((cells[1] for row, cells in across.items() if roles[row] == "caption"), None),
    )
    return replace(rows, heads=_heading_data(sheet, rows))


def _filled(sheet: Sheet, row: int) -> list[Cell]:
    return [cell for cell in sheet.row(row) if sheet.kinds[cell] != "blank"]


def _role(sheet: Sheet, row: int, begun: bool, heads: Collection[int]) -> Role:
    """What a row is by its cells, by whether data have begun, and by the rows of headers before it."""
    cells = _filled(sheet, row)
    numbers = [cell for cell in cells if sheet.kinds[cell] == "number" and cell.row == row]
    if not cells:
        return "empty"
    if not numbers and len(cells) == 1 and _across(sheet, cells[0]):
        return "banner"
    if not numbers and not row and len(cells) == 2 and sheet.says("unit-only", cells[1]):
        return "caption"
    if not begun and (_counts(sheet, cells, numbers) or _formulas(sheet, cells)):
        return "counting"
    if numbers:
        return "head" if not begun and _years(sheet, row, numbers, heads) else "data"
    several = len(cells) > 1 or cells[0].header or (row == 0 and cells[0].column > 0)
    return "head" if several and not any(_wordy(sheet, cell) for cell in cells) else "data"


def _across(sheet: Sheet, cell: Cell) -> bool:
    """Whether the one cell of a row names the rows under it."""
    if sheet.width < 2:
        return False
    if cell.columns >= sheet.width:
        return True
    if not all(one is cell or one.start == one.end for one in sheet.row(cell.row)):
        return False
    if sheet.rules.any_say(_NAMES_ALL, sheet.text(cell)):
        return True
    return not sheet.grid.merged and cell.column == 0 and sheet.says("group", cell)


def _counts(sheet: Sheet, cells: Sequence[Cell], numbers: Sequence[Cell]) -> bool:
    """Whether a row under the headers numbers the columns: 栏次 1 2 3, over figures."""
    own = set(numbers)  # a row may be as wide as a text is long
    words = [cell for cell in cells if cell not in own]
    said = [sheet.says("index", cell) for cell in words]
    texts = [sheet.text(cell) for cell in numbers]
    if len(texts) < (1 if any(said) else _COUNTED) or not all(said) or not all(map(str.isdecimal, texts)):
        return False
    below = numbers[0].row + 1
    return [int(text) for text in texts] == list(range(int(texts[0]), int(texts[0]) + len(texts))) and any(
        sheet.kind(below, cell.column) in ("number", "blank") for cell in numbers
    )


def _formulas(sheet: Sheet, cells: Sequence[Cell]) -> bool:
    """Whether a row under the headers says how the columns come of each other: A=B+C, B, C."""
    own = [cell for cell in cells if cell.row == cells[-1].row and cell.column > 0]
    return len(own) > 1 and all(_FORMULA.fullmatch(sheet.squeezed(cell)) for cell in own)


def _wordy(sheet: Sheet, cell: Cell) -> bool:
    """Whether a cell holds clauses, and not a name with a note in brackets."""
    text = sheet.rules.without("note", sheet.text(cell))
    return any(stop in text for stop in _STOPS)


def _years(sheet: Sheet, row: int, numbers: Sequence[Cell], heads: Collection[int]) -> bool:
    """Whether the numbers of a row are years that head columns, none of which has a header of its own."""
    over = (sheet.at.get((row - 1, cell.column)) for cell in numbers)
    headed = any(cell is not None and cell.columns == 1 and cell.row in heads for cell in over)
    return not headed and row + 1 < sheet.height and all_years([sheet.text(cell) for cell in numbers])


def _heading_data(sheet: Sheet, rows: Rows) -> frozenset[int]:
    """The rows of headers that data follow: others head nothing, their cells are a body of words."""
    data = [
        row
        for row in range(sheet.height)
        if row not in rows.heads
        and any(sheet.kinds[cell] == "number" and cell.row == row for cell in sheet.row(row))
    ]
    last = data[-1] if data else -1
    heads = frozenset(row for row in rows.heads if row < last)
    if sheet.width == 2:
        heads = _over_values(sheet, heads, len(data))
    if any(cell.header for cell in sheet.grid.cells):
        return heads
    first = data[0] if data else 0
    return frozenset(row for row in heads if row <= first or _between_data(sheet, rows, heads, row, first))


def _over_values(sheet: Sheet, heads: frozenset[int], data: int) -> frozenset[int]:
    """The rows of headers of a table of names and values: words may be values too, so it is only the first
    row, with those that say it again, and only where most values are numbers."""
    first = _first_text(sheet, 0)
    again = frozenset(row for row in heads if not row or (first and _first_text(sheet, row) == first))
    words = sum(cell.column == 1 and cell.row not in again for cell in sheet.of("text"))
    headed = any(map(sheet.bare, sheet.of("number"))) or any(
        sheet.rules.any_say(_HEADER, sheet.text(cell)) for cell in sheet.row(0)
    )
    return again if words < data and headed else frozenset()


def _first_text(sheet: Sheet, row: int) -> str:
    """What the first cell of a row says."""
    cell = sheet.at.get((row, 0))
    return "" if cell is None else sheet.squeezed(cell)


def _between_data(sheet: Sheet, rows: Rows, heads: Collection[int], row: int, first: int) -> bool:
    """Whether a row of words after the first data is one of headers: it names several columns, and says what
    headers say, or what those over the first data say, or stands under a line across the table."""
    own = [cell for cell in sheet.row(row) if cell.row == row and sheet.kinds[cell] == "text"]
    named = sum(
        (cell := sheet.at.get((row, column))) is not None and cell.row == row and sheet.kinds[cell] == "text"
        for column in range(1, sheet.width)
    )
    if 2 * named < sheet.width - 1:
        return False
    over = {sheet.text(cell) for above in heads if above < first for cell in sheet.row(above)}
    if not over or row - 1 in rows.banners:
        return True
    return any(sheet.text(cell) in over or sheet.rules.any_say(_HEADER, sheet.text(cell)) for cell in own)

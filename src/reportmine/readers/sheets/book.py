"""The sheets of a workbook as they are shown, and the text and tables that they make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ...dataclass import dataclass, field, replace
from ...records import Notice
from ..blocks import blocks, check_ours, put
from ..csv_rows import Row
from ..document import MOST_SPANNED, Composer, Document, Limits, Unreadable

MOST_CELLS = 500_000  # of one workbook, those that hold something
MOST_PLACES = 2_000_000  # of the tables of one workbook, the empty ones counted
_SPLIT = "split it into several files"


@dataclass(slots=True)
class Sheet:
    """A sheet: lines and columns count from 0, and only those are here that hold something."""

    name: str
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    """By line, then by column: the text that the cell shows."""
    spans: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    """By line and column: how many lines and columns a merged cell spans."""
    hidden_lines: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncomputed: int = 0
    """Formulas whose result is not stored."""

    def put(self, line: int, column: int, text: str) -> None:
        """A cell. Blank ones are none."""
        if text.strip():
            self.cells.setdefault(line, {})[column] = text


class Count:
    """The cells of a workbook, counted while they come."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells = self._size = 0

    def add(self, text: str, times: int = 1) -> None:
        """Raises Unreadable beyond the limits, those of the text too."""
        self._cells += times
        self._size += len(text) * times
        self.check(self._cells)
        self._limits.check_text(self._size)  # characters: the bytes are counted at the end

    @staticmethod
    def check(cells: int, most: int = MOST_CELLS) -> None:
        """Raises Unreadable for more cells than there may be."""
        if cells > most:
            raise Unreadable(f"has sheets of more than {most:,} cells", _SPLIT)


def document(
    sheets: Sequence[Sheet], hidden: int, limits: Limits, notices: Sequence[Notice] = ()
) -> Document:
    """The text of the sheets that are shown; `hidden` is how many others there are. Raises Unreadable."""
    composer = Composer()
    lines = columns = places = 0
    for sheet in sheets:
        lines += len(sheet.hidden_lines & sheet.cells.keys())
        filled = {column for cells in sheet.cells.values() for column in cells}
        columns += len(sheet.hidden_columns & filled)
        shown = filled - sheet.hidden_columns
        places += len(sheet.cells) * len(shown)
        Count.check(places, MOST_PLACES)
        rows, spans = _shown(sheet, sorted(shown))
        check_ours(rows)
        if rows:
            _compose(sheet.name, rows, spans, composer)
    made = composer.document()
    limits.check_text(len(made.text.encode("utf-8", "replace")))
    if not made.text and hidden:
        raise Unreadable("has no sheet with anything in it that is not hidden", "show its sheets and save it")
    told = _told(hidden, lines, columns, sum(sheet.uncomputed for sheet in sheets))
    return replace(made, notices=(*notices, *told))


def _compose(
    name: str, rows: Sequence[Row], spans: dict[tuple[int, int], tuple[int, int]], composer: Composer
) -> None:
    """The tables of a sheet; its name stands above where no line of its own does."""
    for number, block in enumerate(blocks(rows)):
        if number == 0 and block[0].filled != [0] and name.strip():
            composer.paragraph(" ".join(name.split()))
        put(block, composer, spans)


def _shown(sheet: Sheet, kept: Sequence[int]) -> tuple[list[Row], dict[tuple[int, int], tuple[int, int]]]:
    """The rows of a sheet without hidden lines, of the columns `kept`, and where cells span others.

    An empty row stands for one or several lines that hold nothing.
    """
    lines = sorted(sheet.cells.keys() - sheet.hidden_lines)
    places = {column: place for place, column in enumerate(kept)}
    rows: list[Row] = []
    before = None
    for line in lines:
        cells = [""] * len(kept)
        for column, text in sheet.cells[line].items():
            if column in places:
                cells[places[column]] = text
        if before is not None and line - before > 1 and not _hidden(sheet, before, line):
            rows.append(Row(line - 1, ("",) * len(kept)))
        rows.append(Row(line, tuple(cells)))
        before = line
    spans = {}
    for (line, column), (deep, wide) in sheet.spans.items():
        if column in places:
            across = bisect_left(kept, column + wide) - places[column]
            spans[line, places[column]] = min(deep, MOST_SPANNED), max(1, min(across, MOST_SPANNED))
    return rows, spans


def _hidden(sheet: Sheet, before: int, line: int) -> bool:
    """Whether all lines between two are hidden."""
    return all(one in sheet.hidden_lines for one in range(before + 1, line))


def _told(sheets: int, lines: int, columns: int, uncomputed: int) -> Iterator[Notice]:
    if sheets:
        message = f"the workbook has {sheets:,} hidden sheet(s), which are left out"
        yield _notice("hidden-sheets", message)
    if lines or columns:
        message = (
            f"the workbook has {lines:,} hidden row(s) and {columns:,} hidden column(s), which are left out"
        )
        yield _notice("hidden-cells", message)
    if uncomputed:
        message = (
            f"{uncomputed:,} formula(s) have no result stored, and are left out: open the workbook in WPS, "
            "Excel or LibreOffice and save it"
        )
        yield _notice("formulas", message)


def _notice(code: str, message: str) -> Notice:
    return Notice(code=code, message=message, start=None, end=None)

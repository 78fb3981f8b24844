"""The headers of a table's cells: what stands above and beside each figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..rules import matching
from ..rules.rule import RuleSet
from ..text.grids import Cell, Grid
from . import captions, cellfigures, gridplan, rowgroups
from .gridplan import Plan, Span, heading_says

_THOUSANDS = re.compile(r"\d,\d|\d{6}")
NEAR = 6  # columns to the left that may say what a change is of
WIDEST = 40  # columns that a header reaches over without a span
LONG_NAME = 40  # characters of a label that may be sentences
FEW = 3  # figures of a column that show what it holds
FAR = 40  # rows that a label may stand over its parts


@dataclass(frozen=True, slots=True)
class Datum:
    """A cell with a figure: the spans of its headers, from the outermost to the innermost."""

    start: int
    end: int
    row: tuple[Span, ...]
    column: tuple[Span, ...]
    over: Span | None
    """The label over the one beside it, in whose row it may be the change of what stands above."""
    left: tuple[tuple[Span, ...], ...]
    """The headers of the columns of figures to its left, the nearest first."""
    again: tuple[Span, ...]
    """Where another column beside has the same headers: those of the column to its left, which it is of."""
    units: tuple[Span, ...]
    """Where its unit may be said, the likeliest first; not the headers themselves."""
    line: Span
    """The row it stands in."""
    marks: frozenset[str] = frozenset()
    """The signs before the figures of its column, "" for one without."""


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
    nameless: bool = False
    """Whether nothing in it names a figure: ticks of a chart, no data."""


def read(
    folded: str,
    grid: Grid,
    rules: RuleSet,
    after: int = 0,
    between: Sequence[Span] = (),
    at: int | None = None,
) -> Table:
    """The data of a table with their headers. What belongs to it is after an offset, or between its parts;
    what names it stands over `at`, over the grid itself where that is None."""
    plan = gridplan.plan(folded, grid, rules)
    at = grid.start if at is None else at
    caption, units = captions.above(plan, after, at)
    units += tuple(one for one in between if matching.found(plan.rules("unit-only"), folded[slice(*one)]))
    shares = {} if plan.heads else _shares(plan, captions.shares(plan, after))
    parts = _no_amounts(plan)
    data: list[Datum] = []
    over_it = dict.fromkeys(span for span in (caption, *units) if span and span[1] <= grid.start)
    # a numbered heading stays one
    labels = [one for one in over_it if not matching.found(plan.rules("group"), folded[slice(*one)])]
    labels += between
    units = (
        *units,
        *(one for one in between if matching.found(plan.rules("unit-only"), folded[slice(*one)])),
    )
    marks: dict[int, set[str]] = {}
    for cell in grid.cells:
        if plan.kinds[cell] == "number":
            marks.setdefault(cell.column, set()).add(cellfigures.mark(plan.text(cell)))
    signs = {column: frozenset(found) for column, found in marks.items()}
    prose: list[Span] = []
    for cell in grid.cells:
        span = (cell.start, cell.end)
        kind = plan.kinds[cell]
        beside = cell.column in plan.indexes or cell.column in plan.unit_columns
        apart = cell.row in plan.heads or cell.row in plan.banners or cell.row in plan.skipped
        if cell.row in plan.banners and plan.says("aside", cell):
            prose.append(span)
        elif kind == "blank" or beside or apart:
            labels.append(span)
        elif kind == "number":
            row, own = _row_path(plan, cell)
            column, over = _column_path(plan, cell)
            left = _beside(plan, cell)
            again = _of_column(plan, cell)
            units_at = (*own, *over, *shares.get(cell.column, ()), *units)
            lost = not column and cell.column in parts and cell.column not in shares
            if lost and _may_be_share(plan.text(cell)):
                units_at = own
            line = _line(plan, cell)
            above = _label_above(plan, cell)
            data.append(Datum(*span, row, column, above, left, again, units_at, line, signs[cell.column]))
        elif _is_label(plan, cell) and not (cell.column and _sentences(plan, cell)):
            labels.append(span)
        else:
            prose.append(span)
            if number := _numbering(plan, cell):
                labels.append((cell.start, cell.start + number))
    nameless = bool(data) and not grid.merged and not any(one.row or one.column for one in data)
    if nameless:
        labels += [(one.start, one.end) for one in data]
        data = []
    return Table(grid.start, grid.end, caption, tuple(data), tuple(labels), tuple(prose), nameless)


def _no_amounts(plan: Plan) -> set[int]:
    """The columns with decimals beside columns of whole amounts: shares or changes, if no header says what
    else they are."""
    columns: dict[int, list[str]] = {}
    for cell in plan.grid.cells:
        if plan.kinds[cell] == "number" and cell.column in plan.numbered:
            columns.setdefault(cell.column, []).append(plan.text(cell))
    decimals = {column: [text for text in texts if "." in text] for column, texts in columns.items()}
    whole = [
        column
        for column, texts in columns.items()
        if len(texts) >= FEW and not decimals[column] and not _all_codes(texts)
    ]
    return {
        column
        for column, texts in columns.items()
        if 3 * len(decimals[column]) >= len(texts)
        and any(other < column for other in whole)
        and not any(_THOUSANDS.search(text) for text in decimals[column])
    }


def _all_codes(texts: Sequence[str]) -> bool:
    """Whether figures are codes of subjects of several depths: 208, 20805, 2080501."""
    return len({len(text) for text in texts}) > 1 and all(map(gridplan.CODE.fullmatch, texts))


def _may_be_share(text: str) -> bool:
    """Whether a figure is small enough for a share, or has decimals."""
    return "." in text or sum(char.isdigit() for char in text) < 4


def _shares(plan: Plan, said: Sequence[Span]) -> dict[int, tuple[Span, ...]]:
    """The last columns, as many as lines over a table say %, where nothing in them is as large as money."""
    columns = sorted(plan.numbered)[-len(said) :] if 0 < len(said) < len(plan.numbered) else []
    figures = [
        plan.text(cell) for cell in plan.grid.cells if cell.column in columns and plan.kinds[cell] == "number"
    ]
    if any(_THOUSANDS.search(text) for text in figures):
        return {}
    return {column: (span,) for column, span in zip(columns, said, strict=True)} if columns else {}


def _row_path(plan: Plan, cell: Cell) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The labels beside a cell, and the cell of its row that says a unit."""
    if cell.row not in plan.beside:
        plan.beside[cell.row] = _beside_columns(plan, cell.row)
    found, units = plan.beside[cell.row][cell.column]
    group = plan.groups[cell.row]
    labels = [*([group] if group else []), *_labels(plan, list(found), cell)]
    return tuple((one.start, one.end) for one in labels), units


def _label_above(plan: Plan, cell: Cell) -> Span | None:
    """The label of the row before, where that row has a figure too."""
    found = plan.beside[cell.row][cell.column][0]
    above = plan.at.get((cell.row - 1, found[-1].column)) if found else None
    if above is None or plan.kinds[above] != "text" or cell.row - 1 not in plan.last:
        return None
    return above.start, above.end


def _beside_columns(plan: Plan, row: int) -> list[tuple[tuple[Cell, ...], tuple[Span, ...]]]:
    """For each column of a row the labels to its left, as far as the figures before them, and its unit."""
    out: list[tuple[tuple[Cell, ...], tuple[Span, ...]]] = []
    labels: tuple[Cell, ...] = ()
    units: tuple[Span, ...] = ()
    closed = False  # figures have come after the labels: the next label begins another half of the table
    for column in range(plan.width):
        out.append((labels, units))
        if column in plan.numbered or rowgroups.is_rate(plan, column):  # 净增 among shares names no row
            closed = True
            continue
        other = plan.at.get((row, column))
        if other is None or plan.kinds[other] == "blank" or column in plan.indexes or other in labels:
            continue
        if column in plan.unit_columns:
            units = ((other.start, other.end),)
        elif plan.kinds[other] == "text" and not heading_says(plan, column, "remark"):
            if labels and not closed and _sentences(plan, other):
                continue  # it tells of the row, which has a name
            labels, units = ((other,), ()) if closed else ((*labels, other), units)
            closed = False
    after: tuple[Span, ...] = ()
    for column in range(plan.width - 1, -1, -1):  # a column of units may stand after the figures
        other = plan.at.get((row, column))
        if column in plan.unit_columns and other is not None and plan.kinds[other] == "text":
            after = ((other.start, other.end),)
        elif column not in plan.numbered and column not in plan.unit_columns:
            after = ()
        if not out[column][1]:
            out[column] = (out[column][0], after)
    return out


def _from_above(plan: Plan, row: int, column: int) -> list[Cell]:
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


def _labels(plan: Plan, found: list[Cell], cell: Cell) -> Sequence[Cell]:
    """The labels of a cell with those above that they are within; the same for all cells beside them."""
    if not found:
        return ()
    key = (cell.row, found[-1].column)
    if key not in plan.labels:
        names = [
            one for one in found if not heading_says(plan, one.column, "grade") or not _telling(plan, found)
        ]
        found = names if names and names[0] is found[0] else found
        if not plan.grid.merged:
            found = [*_from_above(plan, cell.row, found[0].column), *found]
        plan.labels[key] = (*found[:-1], *rowgroups.within(plan, found[-1]), found[-1])
    return plan.labels[key]


def _telling(plan: Plan, found: Sequence[Cell]) -> bool:
    """Whether the first column of names tells the rows apart: no name stands twice, or over several rows."""
    column = found[0].column
    if column not in plan.telling:
        cells = [
            one
            for one in plan.grid.cells
            if one.column == column and one.row not in plan.heads and plan.kinds[one] == "text"
        ]
        texts = {plan.text(one) for one in cells}
        plan.telling[column] = len(texts) == len(cells) and all(one.rows == 1 for one in cells)
    return plan.telling[column]


def _column_path(plan: Plan, cell: Cell) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The headers over a cell: those of the nearest rows of headers. Also where a unit may be said."""
    opening = plan.at.get((cell.row, 0))
    least = 0 if opening is not None and plan.kinds[opening] == "number" else 1  # the first column of data
    key = (plan.blocks[cell.row], cell.column, least)
    if key not in plan.columns:
        plan.columns[key] = _over_column(plan, *key)
    return plan.columns[key]


def _over_column(
    plan: Plan, block: Span, column: int, least: int
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    first, end = block
    found: dict[Cell, None] = {}
    for number in range(first, end):
        over = plan.at.get((number, column))
        if number < end - 1 and (over is None or plan.kinds[over] == "blank"):
            over = _to_the_left(plan, number, column, least)
        if over is not None and plan.kinds[over] != "blank":
            found.setdefault(over)
    corner = plan.at.get((first, 0)) if end else None
    units = ((corner.start, corner.end),) if corner is not None and corner not in found else ()
    return tuple((one.start, one.end) for one in found), units


def _beside(plan: Plan, cell: Cell) -> tuple[tuple[Span, ...], ...]:
    """The headers of the columns of figures to the left of a cell, up to the next column of words."""
    key = (plan.blocks[cell.row], cell.column)
    if key not in plan.lefts:
        found = []
        for column in range(cell.column - 1, max(-1, cell.column - 2 * NEAR), -1):
            if column not in plan.numbered:
                break
            other = plan.at.get((cell.row, column))
            if other is not None:
                found.append(_column_path(plan, Cell(0, 0, cell.row, column))[0])
        plan.lefts[key] = tuple(dict.fromkeys(found[:NEAR]))
    return plan.lefts[key]


def _of_column(plan: Plan, cell: Cell) -> tuple[Span, ...]:
    """The headers of the column that one is of whose own headers stand over another column too: 预算 | 完成 |
    占预算 | 预算 | 完成 | 占预算. Within one half of a table."""
    block = plan.blocks[cell.row]
    key = (block, cell.column)
    if key not in plan.again:
        own = _path_text(plan, cell.row, cell.column)
        half = _half(plan, cell.column) if own else []
        paths = {column: text for column in half if (text := _path_text(plan, cell.row, column))}
        counts = Counter(paths.values())
        found: tuple[Span, ...] = ()
        if counts[own] > 1:
            left = (at for at in range(cell.column - 1, -1, -1) if at in paths and counts[paths[at]] == 1)
            if (at := next(left, None)) is not None:
                found = _column_path(plan, Cell(0, 0, cell.row, at))[0]
        plan.again[key] = found
    return plan.again[key]


def _path_text(plan: Plan, row: int, column: int) -> str:
    """What the headers of a column say, without blanks."""
    key = (plan.blocks[row], column)
    if key not in plan.path_texts:
        spans = _column_path(plan, Cell(0, 0, row, column))[0]
        plan.path_texts[key] = "".join("".join(plan.folded[slice(*span)].split()) + "|" for span in spans)
    return plan.path_texts[key]


def _half(plan: Plan, column: int) -> list[int]:
    """The columns of figures around one, up to columns of words: at most as many as may be compared."""
    found = [column]
    for step in (-1, 1):
        at = column + step
        while at in plan.numbered and abs(at - column) <= WIDEST:
            found.append(at)
            at += step
    return sorted(found)


def _to_the_left(plan: Plan, row: int, column: int, least: int) -> Cell | None:
    """The header that reaches over a column from the left, where no span says so."""
    for at in range(column, max(least, column - WIDEST) - 1, -1):
        cell = plan.at.get((row, at))
        if cell is not None and plan.kinds[cell] != "blank":
            return cell
    return None


def _numbering(plan: Plan, cell: Cell) -> int:
    """How long the numbering before the words of a cell is."""
    hits = (matching.match(rule, plan.text(cell)) for rule in plan.rules("marker"))
    return next((len(hit.group().rstrip()) for hit in hits if hit is not None), 0)


def _sentences(plan: Plan, cell: Cell) -> bool:
    """Whether a cell holds sentences, more than a name with its notes."""
    text = plan.text(cell)
    if len(text) <= LONG_NAME:
        return False
    for rule in plan.rules("note"):
        for hit in matching.every(rule, text):
            text = text.replace(hit.group(), "")
    return sum(text.count(stop) for stop in "。；，") > 1


def _is_label(plan: Plan, cell: Cell) -> bool:
    """Whether a cell of words stands where rows are named: left of the figures."""
    return cell.column < plan.last.get(cell.row, plan.first)


def _line(plan: Plan, cell: Cell) -> Span:
    """The row as it stands in the text; looked up once for all cells of a line, which may be many."""
    folded, grid = plan.folded, plan.grid
    if plan.line[0] <= cell.start and cell.end <= plan.line[1]:
        return plan.line
    start = folded.rfind("\n", grid.start, cell.start) + 1 or grid.start
    start = max(start, folded.rfind("\r", start, cell.start) + 1)
    end = folded.find("\n", cell.end, grid.end)
    end = grid.end if end < 0 else end
    broken = folded.find("\r", cell.end, end)
    line = start, end if broken < 0 else broken
    if not any(sign in plan.text(cell) for sign in "\n\r"):  # else it stands in several lines
        plan.line = line
    return line

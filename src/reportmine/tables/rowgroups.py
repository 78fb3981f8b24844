"""Which rows of a table a row is a part of: what its label is within.

Told by the table itself, the surest first: codes of subjects (201, 20106, 2010601); how far labels are set
in, 其中 and numbering; that rows add up to the one above them; that the same names come again under different
ones; a row with a name and nothing else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from ..figures.scales import RATES
from ..rules import matching
from ..text.grids import Cell
from .gridplan import ABOVE, Plan, heading_says

UNMARKED = 9  # rank of a label without numbering
HIGH = 1  # the lowest rank that no row without numbering holds
STEP = 2  # half widths by which a label is set in under another
DEEPEST = 6  # rows over each other that a row is within
MOST = 80  # rows that one may be the sum of
DIGITS = 3  # of a sum, without the noughts at its end, that are no chance
ALONE = 4  # the same where there is one part
_SHARE = 3  # one row of so many must be a part before sums are believed
_CODE = re.compile(r"[1-9]\d\d(?:\d\d){0,2}")
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass
class _Row:
    """A row with a label in a column, and what speaks for its place."""

    cell: Cell
    depth: int
    rank: int
    total: bool
    bare: bool
    """Whether the label is a word for a sum and no more: 合计, not 收入合计."""
    part: bool
    name: str
    unit: str
    empty: bool
    """Whether nothing stands in the row but its label."""
    values: tuple[Decimal | None, ...]
    """Of the columns of amounts."""
    code: str = ""
    within: list[_Row] = field(default_factory=list)
    """The rows it is a part of, the highest first."""


def within(plan: Plan, cell: Cell) -> tuple[Cell, ...]:
    """The labels that a label is within, the highest first."""
    if cell.column not in plan.wholes:
        plan.wholes[cell.column] = _column(plan, cell.column)
    return plan.wholes[cell.column].get(cell.row, ())


def _column(plan: Plan, column: int) -> dict[int, tuple[Cell, ...]]:
    """The rows of a column with those that they are within."""
    found: dict[int, tuple[Cell, ...]] = {}
    for rows in _blocks(plan, column):
        if not _by_codes(rows):
            _by_marks(rows)
            _by_part_of(rows, _by_sums(rows))
            _by_names(rows)
        for row in rows:
            found[row.cell.row] = tuple(one.cell for one in row.within)
    return found


def _blocks(plan: Plan, column: int) -> Iterator[list[_Row]]:
    """The rows with a label in a column, between rows of headers and rows across the table."""
    amounts = _amounts(plan, column)
    codes = [at for at in range(column) if at in plan.indexes]
    rows: list[_Row] = []
    for number in range(plan.height):
        if number in plan.heads or number in plan.banners:
            if rows:
                yield rows
            rows = []
            continue
        cell = plan.at.get((number, column))
        if cell is not None and cell.row == number and cell.column == column and plan.kinds[cell] == "text":
            rows.append(_row(plan, cell, amounts, codes))
    if rows:
        yield rows


def _row(plan: Plan, cell: Cell, amounts: Sequence[int], codes: Sequence[int]) -> _Row:
    at = [plan.at.get((cell.row, column)) for column in amounts]
    units = (plan.at.get((cell.row, column)) for column in sorted(plan.unit_columns))
    others = (one for one in plan.row(cell.row) if one is not cell and one.column > cell.column)
    text = plan.text(cell)
    part = _match_end(plan, "part-of", text)
    return _Row(
        cell=cell,
        depth=cell.indent + (2 * len(text[:part].strip()) if part else 0),
        rank=rank(plan, cell),
        total=plan.says("total", cell),
        bare=_match_end(plan, "total", text) == len(text),
        part=bool(part),
        name="".join(text[part:].split()),
        unit="".join(plan.text(one).strip() for one in units if one is not None),
        empty=all(one.start == one.end for one in others),
        values=tuple(None if one is None else _value(plan.text(one)) for one in at),
        code="".join(
            plan.text(one).strip() for c in codes if (one := plan.at.get((cell.row, c))) is not None
        ),
    )


def _match_end(plan: Plan, part: str, text: str) -> int:
    for rule in plan.rules(part):
        if (hit := matching.match(rule, text)) is not None:
            return hit.end()
    return 0


def rank(plan: Plan, cell: Cell) -> int:
    """How high the numbering of a label stands: 0 for 一、."""
    for rule in plan.rules("marker"):
        if (hit := matching.match(rule, plan.text(cell))) is not None:
            groups = [name for name, caught in hit.groupdict().items() if caught]
            return min((int(name[1:]) for name in groups if name[1:].isdecimal()), default=UNMARKED)
    return UNMARKED


def _amounts(plan: Plan, column: int) -> list[int]:
    """The columns of figures beside a label that may be added up, as far as the next column of labels."""
    found: list[int] = []
    begun = False
    for at in range(column + 1, plan.width):
        if at in plan.numbered:
            begun = True
            found += [] if is_rate(plan, at) else [at]
        elif begun and at not in plan.unit_columns and at not in plan.indexes:
            break
    return found


def is_rate(plan: Plan, column: int) -> bool:
    """Whether the headers of a column say shares, changes or ranks, which do not add up."""
    over = [plan.at[row, column] for row in sorted(plan.heads)[:ABOVE] if (row, column) in plan.at]
    return any(sign in plan.text(cell) for cell in over for sign in RATES) or any(
        heading_says(plan, column, part) for part in ("change", "rate", "unitless", "rank")
    )


def _value(text: str) -> Decimal | None:
    text = text.strip().replace(",", "").replace("，", "").replace(" ", "").replace("−", "-")
    return Decimal(text) if len(text) < 20 and _AMOUNT.fullmatch(text) else None


def _by_codes(rows: Sequence[_Row]) -> bool:
    """Subjects by their codes: 20106 is a part of 201."""
    coded = [row for row in rows if row.code]
    if len(coded) < 2 or not all(_CODE.fullmatch(row.code) for row in coded):
        return False
    if len({len(row.code) for row in coded}) == 1:
        return False
    over: list[_Row] = []
    for row in coded:
        while over and not (row.code.startswith(over[-1].code) and row.code != over[-1].code):
            over.pop()
        row.within = [*over]
        over.append(row)
    return True


def _by_marks(rows: Sequence[_Row]) -> None:
    """By how far labels are set in; where none is, by 其中 and numbering."""
    depths = {row.cell.indent for row in rows}
    if len(depths) > 1:
        _by_depth(rows, STEP if max(depths) > 1 else 1)
        return
    over: list[_Row] = []
    ended = False  # by a sum: what follows without numbering is of no numbered row before it
    whole: _Row | None = None  # the last row without 其中
    parted = False  # whether a row of 其中 stood before that row
    last: _Row | None = None
    for row in rows:
        if row.part:
            row.within = _of_part(row, last, whole, parted)
        elif row.total:
            ended = True
        else:
            while over and row.rank < UNMARKED and over[-1].rank >= row.rank:
                over.pop()
            row.within = [] if ended and row.rank == UNMARKED else [*over]
            if row.rank < UNMARKED:
                over.append(row)
                ended = False
        if not row.part:
            whole, parted = row, last is not None and (last.part or parted)
        last = row


def _by_part_of(rows: Sequence[_Row], summed: set[int]) -> None:
    """其中 in doubt: of the row before it where that is no part of what 其中 parted last, as the parts of
    that are all there or would be more than it; rows that add up to it once more are its parts again."""
    parted: _Row | None = None  # the row that 其中 parted last
    whole: _Row | None = None
    used: list[Decimal] = []  # by its parts since
    ended = False  # whether a row has come that is too much to be one more
    for n, row in enumerate(rows):
        if not row.part:
            whole = row
            used = [a + (b or 0) for a, b in zip(used, row.values, strict=False)]
            ended = ended or (parted is not None and _too_much(parted, used))
            continue
        if not row.within and whole is not None and parted is not None:
            if not ended and id(parted) in summed and parted in whole.within:
                for one in _once_more(rows, n, parted):
                    one.within = [*parted.within, parted]
            elif (ended or id(parted) in summed) and parted is not whole and not whole.total:
                row.within = [*whole.within, whole]
            elif n and rows[n - 1].part:
                row.within = [*rows[n - 1].within]
            elif not ended and _larger(row, whole) and not _larger(row, parted):
                row.within = [*parted.within, parted]
                whole.within = whole.within or [*parted.within, parted]  # it stands between two parts
        if row.within and not (n and rows[n - 1].part and row.within[-1] is parted):
            parted, ended = row.within[-1], False
            used = [value or Decimal(0) for value in row.values]


def _too_much(whole: _Row, sums: Sequence[Decimal]) -> bool:
    """Whether sums are more than a row says."""
    pairs = [(value, total) for value, total in zip(whole.values, sums, strict=False) if value]
    return bool(pairs) and all(total > value > 0 for value, total in pairs)


def _once_more(rows: Sequence[_Row], at: int, whole: _Row) -> Sequence[_Row]:
    """The rows from one on, up to the next 其中, where they add up to a row before them; else none."""
    end = at + 1
    while end < len(rows) and end - at < MOST and not (rows[end].part or rows[end].total):
        end += 1
    sums = [
        sum((row.values[n] or Decimal(0) for row in rows[at:end]), Decimal(0))
        for n in range(len(whole.values))
    ]
    return rows[at:end] if _adds_up(whole, rows[at], sums, end - at) else ()


def _of_part(row: _Row, last: _Row | None, whole: _Row | None, parted: bool) -> list[_Row]:
    """What a row of 其中 is a part of."""
    if last is None or whole is None:
        return []
    if last.part:
        return [*last.within]
    if not parted or whole.rank < UNMARKED:
        return [*whole.within, whole]
    return []  # after 其中：甲 and 乙 a second 其中 may be of 乙 or of what holds both


def _by_depth(rows: Sequence[_Row], step: int) -> None:
    """By how far labels are set in; a part larger than what it would be within is a neighbour of that."""
    over: list[_Row] = []
    for row in rows:
        depth = row.depth
        chain: list[_Row] = []
        for one in reversed(over[-2 * DEEPEST :]):
            # what follows 其中：甲 is set about as far as 甲
            if one.depth + max(step, 2 if one.part else 0) <= depth and not (
                one.part and one.depth + 2 >= depth
            ):
                chain.insert(0, one)
                depth = one.depth
        while len(chain) > 1 and _larger(row, chain[-1]):
            chain.pop()
        row.within = chain
        while over and over[-1].depth >= row.depth:
            over.pop()
        over.append(row)


def _larger(one: _Row, other: _Row) -> bool:
    """Whether a row is of more than another, in the same unit."""
    pairs = [(a, b) for a, b in zip(one.values, other.values, strict=True) if a is not None and b is not None]
    return one.unit == other.unit and bool(pairs) and all(a > b > 0 for a, b in pairs)


def _by_sums(rows: Sequence[_Row]) -> set[int]:
    """Rows that add up to the one above them are its parts. The rows that have such parts, by identity."""
    whole_of: dict[int, int] = {}
    roots: list[int] = []  # rows that are no part yet, the next one last
    sure: set[int] = set()  # parts that 其中 says too
    levels = [1] * len(rows)
    for at in range(len(rows) - 1, -1, -1):
        count = _parts(rows, at, roots)
        level = 1 + max((levels[part] for part in roots[len(roots) - count :]), default=0)
        if count and level <= DEEPEST:
            levels[at] = level
            parts = roots[-count:]
            del roots[-count:]
            whole_of |= dict.fromkeys(parts, at)
            if rows[parts[-1]].part:
                sure |= set(parts)
        roots.append(at)
    counted = sum(any(value is not None for value in row.values) for row in rows)
    believed = _SHARE * len(whole_of) >= counted
    for at, row in enumerate(rows):
        chain: list[_Row] = []
        one = whole_of.get(at)
        while one is not None and (believed or at in sure):
            if not rows[one].total:
                chain.insert(0, rows[one])
            one = whole_of.get(one)
        if chain:
            known = {id(one) for one in chain}
            row.within = sorted(
                [*chain, *(one for one in row.within if id(one) not in known)], key=lambda one: one.cell.row
            )
    return {id(rows[whole]) for part, whole in whole_of.items() if believed or part in sure}


def _parts(rows: Sequence[_Row], at: int, roots: Sequence[int]) -> int:
    """How many of the rows that follow one add up to it."""
    row = rows[at]
    if roots and _again(row, rows[roots[-1]]):
        return 1
    if not any(value for value in row.values):
        return 0
    sums = [Decimal(0)] * len(row.values)
    for count, number in enumerate(reversed(roots[-MOST:]), 1):
        part = rows[number]
        higher = part.rank <= HIGH if row.rank == UNMARKED else part.rank <= row.rank
        if part.total or higher or part.unit != row.unit:
            return 0
        for n, value in enumerate(part.values):
            sums[n] += value or 0
        if _adds_up(row, part, sums, count):
            return count
    return 0


def _again(row: _Row, other: _Row) -> bool:
    """Whether a row right after another says the same: the one part of a subject, under its name."""
    return row.name == other.name and row.values == other.values and row.rank >= other.rank == UNMARKED


def _adds_up(row: _Row, part: _Row, sums: Sequence[Decimal], count: int) -> bool:
    """Whether sums are what a row says, in most of its columns and with enough digits to be no chance."""
    said = [(value, total) for value, total in zip(row.values, sums, strict=True) if value]
    equal = [value for value, total in said if value == total]
    if 2 * len(equal) < len(said) or not equal:
        return False
    digits = sum(len(value.normalize().as_tuple().digits) for value in equal)
    return digits >= (ALONE if count == 1 else DIGITS)


def _by_names(rows: Sequence[_Row]) -> None:
    """The same names under different rows are parts of those; a row with a name alone is a group too."""
    named = Counter((row.name, row.unit) for row in rows if row.part)
    for above, row in pairwise(rows):
        if row.part and not row.within and named[row.name, row.unit] > 1 and not (above.part or above.bare):
            row.within = [*above.within, above]
    keys = [(tuple(id(one) for one in row.within), row.name, row.unit) for row in rows]
    twice = {key for key, count in Counter(keys).items() if count > 1}
    heads = _heads(rows, keys, lambda n: keys[n] in twice and not rows[n].empty and not rows[n].total)
    groups = {id(head) for head in heads.values() if head is not None and head.empty}
    units = any(row.unit for row in rows)
    group: _Row | None = None
    for n, row in enumerate(rows):
        if row.empty and not row.unit and (units or id(row) in groups) and n + 1 < len(rows):
            group = None if rows[n + 1].empty else row
            continue
        head = heads.get(n) or (None if row.total or row.empty else group)
        if head is not None and row.rank < UNMARKED and head.rank >= row.rank:
            continue  # its numbering says that it is none of its parts
        if head is not None and head not in row.within:
            row.within = [*head.within, head, *(one for one in row.within if one not in head.within)]


def _heads(
    rows: Sequence[_Row], keys: Sequence[object], again: Callable[[int], bool]
) -> dict[int, _Row | None]:
    """For rows whose name comes again the row over each run of them, different for each; else none."""
    found: dict[int, _Row | None] = {}
    seen: set[object] = set()
    head: _Row | None = None
    single: _Row | None = None  # the last row whose name does not come again
    for n, row in enumerate(rows):
        if not again(n):
            single = row
            continue
        if not seen or keys[n] in seen:
            seen, head = set(), single
        seen.add(keys[n])
        found[n] = head
    by_key: dict[object, list[_Row | None]] = {}
    for n, one in found.items():
        by_key.setdefault(keys[n], []).append(one)
    doubt = {
        key for key, ones in by_key.items() if None in ones or len({id(one) for one in ones}) < len(ones)
    }
    return {n: None if keys[n] in doubt or one is None or one.bare else one for n, one in found.items()}

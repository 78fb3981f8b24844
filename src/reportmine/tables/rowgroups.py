"""Which rows of a table a row is a part of: what its label is within.

Told by the table itself, the surest first: codes of subjects (201, 20106, 2010601); how far labels are set
in, 其中 and numbering; that rows add up to the one above them; that the same names come again under different
ones; a row with a name and nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from ..dataclass import dataclass
from ..expression import expression
from ..text.grids import Cell
from .columnkinds import CODE
from .layout import Layout
from .places import Sheet

UNMARKED = 9  # rank of a label without numbering
HIGH = 1  # the lowest rank that no row without numbering holds
STEP = 2  # half widths by which a label is set in under another
DEEPEST = 6  # rows over each other that a row is within
MOST = 80  # rows that one may be the sum of
DIGITS = 3  # of a sum, without the noughts at its end, that are no chance
ALONE = 4  # the same where there is one part
_SHARE = 3  # one row of so many must be a part before sums are believed
_AMOUNT = expression(r"-?\d+(?:\.\d+)?")


Chain = tuple[int, ...]  # the rows, by their numbers, that a row is a part of, the highest first


@dataclass(frozen=True, slots=True)
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

    @property
    def marked(self) -> bool:
        """Whether its label is numbered."""
        return self.rank < UNMARKED


def within(layout: Layout, column: int) -> dict[int, tuple[Cell, ...]]:
    """Of each row with a label in a column: the labels that it is within, the highest first."""
    return {
        row.cell.row: tuple(rows[n].cell for n in chain)
        for rows in _blocks(layout, column)
        for row, chain in zip(rows, _chains(rows), strict=True)
    }


def _chains(rows: Sequence[_Row]) -> Sequence[Chain]:
    """What each row is within: by codes alone where there are any; else each way of telling adds to the one
    before it, which is surer."""
    if _coded(rows):
        return _by_codes(rows)
    chains, wholes = _by_sums(rows, _by_marks(rows))
    return _by_names(rows, _by_part_of(rows, chains, wholes))


def _blocks(layout: Layout, column: int) -> Iterator[list[_Row]]:
    """The rows with a label in a column, between rows of headers and rows across the table."""
    sheet = layout.sheet
    amounts = _amounts(layout, column)
    codes = [at for at in range(column) if at in layout.indexes]
    rows: list[_Row] = []
    for number in range(sheet.height):
        if number in layout.rows.heads or number in layout.rows.banners:
            if rows:
                yield rows
            rows = []
            continue
        cell = sheet.filled(number, column)
        if cell is not None and (cell.row, cell.column) == (number, column) and sheet.kinds[cell] == "text":
            rows.append(_row(layout, cell, amounts, codes))
    if rows:
        yield rows


def _row(layout: Layout, cell: Cell, amounts: Sequence[int], codes: Sequence[int]) -> _Row:
    sheet = layout.sheet
    text = sheet.text(cell)
    part, total = (_opening(sheet, name, text) for name in ("part-of", "total"))
    values = (sheet.at.get((cell.row, column)) for column in amounts)
    others = (one for one in sheet.row(cell.row) if one is not cell and one.column > cell.column)
    return _Row(
        cell=cell,
        depth=cell.indent + (2 * len(text[:part].strip()) if part else 0),
        rank=_rank(sheet, text),
        total=sheet.says("total", cell),
        bare=total == len(text),
        part=bool(part),
        name="".join(text[part:].split()),
        unit=_joined(sheet, cell.row, sorted(layout.unit_columns)),
        empty=all(one.start == one.end for one in others),
        values=tuple(None if one is None else _value(sheet.text(one)) for one in values),
        code=_joined(sheet, cell.row, codes),
    )


def _opening(sheet: Sheet, part: str, text: str) -> int:
    """How much of a text a rule of a part takes from its beginning."""
    hit = sheet.rules.open(part, text)
    return hit.end() if hit is not None else 0


def _joined(sheet: Sheet, row: int, columns: Sequence[int]) -> str:
    """What a row says in some columns."""
    cells = (sheet.at.get((row, column)) for column in columns)
    return "".join(sheet.text(cell).strip() for cell in cells if cell is not None)


def _rank(sheet: Sheet, text: str) -> int:
    """How high the numbering of a label stands: 0 for 一、."""
    hit = sheet.rules.open("marker", text)
    groups = [name for name, caught in hit.groupdict().items() if caught] if hit is not None else []
    return min((int(name[1:]) for name in groups if name[1:].isdecimal()), default=UNMARKED)


def _amounts(layout: Layout, column: int) -> list[int]:
    """The columns of figures beside a label that may be added up, as far as the next column of labels."""
    found: list[int] = []
    begun = False
    for at in range(column + 1, layout.sheet.width):
        if at in layout.columns.figures:
            begun = True
            found += [] if layout.is_rate(at) else [at]
        elif begun and at not in layout.unit_columns and at not in layout.indexes:
            break
    return found


def _value(text: str) -> Decimal | None:
    text = text.strip().replace(",", "").replace("，", "").replace(" ", "").replace("−", "-")
    return Decimal(text) if len(text) < 20 and _AMOUNT.fullmatch(text) else None


def _coded(rows: Sequence[_Row]) -> bool:
    """Whether the rows have codes of subjects, of several depths."""
    codes = [row.code for row in rows if row.code]
    return all(map(CODE.fullmatch, codes)) and len({len(code) for code in codes}) > 1


def _by_codes(rows: Sequence[_Row]) -> list[Chain]:
    """Subjects by their codes: 20106 is a part of 201."""
    chains: list[Chain] = [()] * len(rows)
    open_: list[int] = []
    for n, row in enumerate(rows):
        if row.code:
            while open_ and (
                rows[open_[-1]].code == row.code or not row.code.startswith(rows[open_[-1]].code)
            ):
                open_.pop()
            chains[n] = tuple(open_)
            open_.append(n)
    return chains


def _by_marks(rows: Sequence[_Row]) -> list[Chain]:
    """By how far labels are set in; where none is, by 其中 and numbering."""
    depths = {row.cell.indent for row in rows}
    if len(depths) > 1:
        return _by_depth(rows, STEP if max(depths) > 1 else 1)
    numbered = _by_numbering(rows)
    chains: list[Chain] = []
    whole: int | None = None  # the last row without 其中
    parted = False  # whether a row of 其中 stood before that row
    for n, row in enumerate(rows):
        if not row.part:
            whole, parted = n, n > 0 and (rows[n - 1].part or parted)
            chains.append(numbered[n])
        elif whole is None:
            chains.append(())
        elif rows[n - 1].part:
            chains.append(chains[n - 1])
        else:  # after 其中：甲 and 乙 a second 其中 may be of 乙 or of what holds both
            chains.append(() if parted and not rows[whole].marked else (*chains[whole], whole))
    return chains


def _by_numbering(rows: Sequence[_Row]) -> list[Chain]:
    """What rows without 其中 are within by numbering: （一） in 一、, and what follows without numbering in
    the numbered row before it, but after a sum."""
    chains: list[Chain] = [()] * len(rows)
    open_: list[int] = []
    ended = False  # by a sum
    for n, row in enumerate(rows):
        if row.total and not row.part:
            ended = True
        elif not row.part:
            while open_ and row.marked and rows[open_[-1]].rank >= row.rank:
                open_.pop()
            chains[n] = () if ended and not row.marked else tuple(open_)
            if row.marked:
                open_.append(n)
                ended = False
    return chains


def _by_depth(rows: Sequence[_Row], step: int) -> list[Chain]:
    """By how far labels are set in; a part larger than what it would be within is a neighbour of that."""
    chains: list[Chain] = []
    open_: list[int] = []
    for n, row in enumerate(rows):
        chain = _less_deep(rows, open_[-2 * DEEPEST :], row.depth, step)
        while len(chain) > 1 and _larger(row, rows[chain[-1]]):
            chain = chain[:-1]
        chains.append(chain)
        while open_ and rows[open_[-1]].depth >= row.depth:
            open_.pop()
        open_.append(n)
    return chains


def _less_deep(rows: Sequence[_Row], before: Sequence[int], depth: int, step: int) -> Chain:
    """Of some rows those that are each set in less than the next, and the last less than a depth."""
    chain: Chain = ()
    for at in reversed(before):
        one = rows[at]
        # what follows 其中：甲 is set about as far as 甲
        if depth > one.depth + 2 if one.part else depth >= one.depth + step:
            chain = (at, *chain)
            depth = one.depth
    return chain


def _larger(one: _Row, other: _Row) -> bool:
    """Whether a row is of more than another, in the same unit."""
    pairs = [(a, b) for a, b in zip(one.values, other.values, strict=True) if a is not None and b is not None]
    return one.unit == other.unit and bool(pairs) and all(a > b > 0 for a, b in pairs)


def _by_sums(rows: Sequence[_Row], marked: Sequence[Chain]) -> tuple[list[Chain], set[int]]:
    """Rows that add up to the one above them are its parts. Also the rows that have such parts.

    Sums are believed where so many rows are parts of one that it is the custom, or where 其中 says it too.
    """
    whole_of = _sums(rows)
    counted = sum(any(value is not None for value in row.values) for row in rows)
    believed = set(whole_of)
    if _SHARE * len(whole_of) < counted:
        first = {whole: part for part, whole in sorted(whole_of.items(), reverse=True)}
        believed = {part for part, whole in whole_of.items() if rows[first[whole]].part}
    chains = list(marked)
    for part in believed:
        wholes = (one for one in _up(whole_of, part) if not rows[one].total)
        chains[part] = tuple(sorted({*marked[part], *wholes}))
    return chains, {whole_of[part] for part in believed}


def _up(whole_of: Mapping[int, int], at: int) -> Iterator[int]:
    """The rows over a part: its whole, the whole of that, and so on."""
    one = whole_of.get(at)
    while one is not None:
        yield one
        one = whole_of.get(one)


def _sums(rows: Sequence[_Row]) -> dict[int, int]:
    """Of each row that is a part of a sum: the row that says the sum."""
    whole_of: dict[int, int] = {}
    roots: list[int] = []  # rows that are no part yet, the next one last
    levels = [1] * len(rows)
    for at in range(len(rows) - 1, -1, -1):
        count = _parts(rows, at, roots)
        parts = roots[len(roots) - count :]
        level = 1 + max((levels[part] for part in parts), default=0)
        if parts and level <= DEEPEST:
            levels[at] = level
            del roots[-count:]
            whole_of |= dict.fromkeys(parts, at)
        roots.append(at)
    return whole_of


def _parts(rows: Sequence[_Row], at: int, roots: Sequence[int]) -> int:
    """How many of the rows that follow one add up to it."""
    row = rows[at]
    if roots and _again(row, rows[roots[-1]]):
        return 1
    if not any(row.values):
        return 0
    sums = [Decimal(0)] * len(row.values)
    for count, number in enumerate(reversed(roots[-MOST:]), 1):
        part = rows[number]
        if part.total or part.unit != row.unit or part.rank <= (row.rank if row.marked else HIGH):
            return 0
        sums = [total + (value or 0) for total, value in zip(sums, part.values, strict=True)]
        if _adds_up(row, sums, count):
            return count
    return 0


def _again(row: _Row, other: _Row) -> bool:
    """Whether a row right after another says the same: the one part of a subject, under its name."""
    return row.name == other.name and row.values == other.values and row.rank >= other.rank == UNMARKED


def _adds_up(row: _Row, sums: Sequence[Decimal], count: int) -> bool:
    """Whether sums are what a row says, in most of its columns and with enough digits to be no chance."""
    said = [(value, total) for value, total in zip(row.values, sums, strict=True) if value]
    equal = [value for value, total in said if value == total]
    if 2 * len(equal) < len(said) or not equal:
        return False
    digits = sum(len(value.normalize().as_tuple().digits) for value in equal)
    return digits >= (ALONE if count == 1 else DIGITS)


def _by_part_of(rows: Sequence[_Row], told: Sequence[Chain], summed: Collection[int]) -> list[Chain]:
    """其中 in doubt: of the row before it where that is no part of what 其中 parted last, as the parts of
    that are all there or would be more than it; rows that add up to it once more are its parts again."""
    chains = list(told)
    parted: int | None = None  # the row that 其中 parted last
    whole: int | None = None
    used: list[Decimal] = []  # by its parts since
    ended = False  # whether a row has come that is too much to be one more
    for n, row in enumerate(rows):
        if not row.part:
            whole = n
            used = [total + (value or 0) for total, value in zip(used, row.values, strict=False)]
            ended = ended or (parted is not None and _too_much(rows[parted], used))
            continue
        if not chains[n] and whole is not None and parted is not None:
            _settle(rows, chains, n, whole, parted, summed, ended=ended)
        if chains[n] and not (n and rows[n - 1].part and chains[n][-1] == parted):
            parted, ended = chains[n][-1], False
            used = [value or Decimal(0) for value in row.values]
    return chains


def _settle(
    rows: Sequence[_Row],
    chains: list[Chain],
    n: int,
    whole: int,
    parted: int,
    summed: Collection[int],
    *,
    ended: bool,
) -> None:
    """Put in what a row of 其中 that is in doubt is within: the last whole, what 其中 parted before that, or
    what the row of 其中 before it is within."""
    of_parted = (*chains[parted], parted)
    if not ended and parted in summed and parted in chains[whole]:
        for one in _once_more(rows, n, rows[parted]):
            chains[one] = of_parted
    elif (ended or parted in summed) and parted != whole and not rows[whole].total:
        chains[n] = (*chains[whole], whole)
    elif n and rows[n - 1].part:
        chains[n] = chains[n - 1]
    elif not ended and _larger(rows[n], rows[whole]) and not _larger(rows[n], rows[parted]):
        chains[n] = of_parted
        chains[whole] = chains[whole] or of_parted  # it stands between two parts


def _too_much(whole: _Row, sums: Sequence[Decimal]) -> bool:
    """Whether sums are more than a row says."""
    pairs = [(value, total) for value, total in zip(whole.values, sums, strict=False) if value]
    return bool(pairs) and all(total > value > 0 for value, total in pairs)


def _once_more(rows: Sequence[_Row], at: int, whole: _Row) -> range:
    """The rows from one on, up to the next 其中, where they add up to a row before them; else none."""
    end = at + 1
    while end < len(rows) and end - at < MOST and not (rows[end].part or rows[end].total):
        end += 1
    sums = [
        sum((row.values[column] or Decimal(0) for row in rows[at:end]), Decimal(0))
        for column in range(len(whole.values))
    ]
    return range(at, end if _adds_up(whole, sums, end - at) else at)


def _by_names(rows: Sequence[_Row], told: Sequence[Chain]) -> list[Chain]:
    """The same names under different rows are parts of those; a row with a name alone is a group too."""
    chains = _of_their_own(rows, told)
    keys = [(chain, row.name, row.unit) for chain, row in zip(chains, rows, strict=True)]
    counts = Counter(keys)
    again = [counts[key] > 1 and not (row.empty or row.total) for key, row in zip(keys, rows, strict=True)]
    heads = _heads(rows, keys, again)
    groups = {head for head in heads.values() if head is not None and rows[head].empty}
    units = any(row.unit for row in rows)
    group: int | None = None
    for n, row in enumerate(rows):
        if row.empty and not row.unit and (units or n in groups) and n + 1 < len(rows):
            group = None if rows[n + 1].empty else n
            continue
        head = heads.get(n)
        if head is None and not (row.total or row.empty):
            head = group
        # unless its numbering says that it is none of its parts
        if head is not None and head not in chains[n] and not (row.marked and rows[head].rank >= row.rank):
            chains[n] = (*chains[head], head, *(one for one in chains[n] if one not in chains[head]))
    return chains


def _of_their_own(rows: Sequence[_Row], told: Sequence[Chain]) -> list[Chain]:
    """The same name after 其中 under several rows: each is a part of the row before it."""
    named = Counter((row.name, row.unit) for row in rows if row.part)
    chains = list(told)
    for n, row in enumerate(rows[1:]):  # n is the row before it
        if row.part and not chains[n + 1] and named[row.name, row.unit] > 1:
            chains[n + 1] = () if rows[n].part or rows[n].bare else (*chains[n], n)
    return chains


def _heads(
    rows: Sequence[_Row], keys: Sequence[tuple[Chain, str, str]], again: Sequence[bool]
) -> dict[int, int | None]:
    """For rows whose name comes again the row over each run of them, different for each; else none."""
    found: dict[int, int | None] = {}
    seen: set[object] = set()
    head: int | None = None
    single: int | None = None  # the last row whose name does not come again
    for n in range(len(rows)):
        if not again[n]:
            single = n
            continue
        if not seen or keys[n] in seen:
            seen, head = set(), single
        seen.add(keys[n])
        found[n] = head
    by_key: dict[object, list[int | None]] = {}
    for n, one in found.items():
        by_key.setdefault(keys[n], []).append(one)
    doubt = {key for key, ones in by_key.items() if None in ones or len(set(ones)) < len(ones)}
    return {n: None if keys[n] in doubt or one is None or rows[one].bare else one for n, one in found.items()}

"""Labels over several rows of a table that the end of a page cuts in two: （四）无 | 法提供.

The principle: where the labels of a column are numbered, one without a number at the head of a page is the
rest of the label at the foot of the page before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ...dataclass import replace
from ...rules import matching
from ...rules.rule import RuleSet
from ...text.fold import fold
from ..document import RawCell, placed
from .letters import wide
from .lines import Line

LONGEST = 30  # characters of a part of a label
Rows = tuple[tuple[RawCell, ...], ...]


def with_whole_labels(pages: Sequence[Sequence[Line]], rules: RuleSet) -> list[list[Line]]:
    """The lines of the pages, such labels whole in their first part."""
    made = [list(page) for page in pages]
    for before, after in pairwise(made):
        if before and after and before[-1].table and after[0].table:
            one, other = _joined(before[-1].table, after[0].table, rules)
            before[-1], after[0] = replace(before[-1], table=one), replace(after[0], table=other)
    return made


def _joined(one: Rows, other: Rows, rules: RuleSet) -> tuple[Rows, Rows]:
    """The two parts of a table, what goes on in the second put to the first."""
    ending = {column: (row, n) for row, n, column, cell in _cells(one) if row + cell.rows == len(one)}
    first: dict[int, tuple[int, RawCell]] = {}
    below: dict[int, RawCell] = {}
    for row, n, column, cell in _cells(other):
        if not row:
            first[column] = n, cell
        else:
            below.setdefault(column, cell)
    for column in first.keys() & ending.keys() & below.keys():
        n, cell = first[column]
        row, place = ending[column]
        label = one[row][place]
        if cell.rows > 1 and _goes_on(label.text, cell.text, below[column].text, rules):
            one = _with(one, row, place, replace(label, text=label.text + cell.text))
            other = _with(other, 0, n, replace(cell, text=""))
    return one, other


def _cells(rows: Rows) -> Iterable[tuple[int, int, int, RawCell]]:
    """Each cell with its row, its number in it, and its column."""
    for row, line in enumerate(placed(rows)):
        for n, (column, cell) in enumerate(line):
            yield row, n, column, cell


def _goes_on(label: str, rest: str, following: str, rules: RuleSet) -> bool:
    """Whether a short label without a number stands between numbered ones of one kind."""
    kind = _numbering(label, rules)
    return (
        bool(kind)
        and max(len(label), len(rest)) <= LONGEST
        and any(map(wide, rest))
        and not _numbering(rest, rules)
        and _numbering(following, rules) == kind
    )


def _numbering(text: str, rules: RuleSet) -> str:
    """The rule for the number that a text begins with; "" for none."""
    text = fold(text)
    markers = rules.grouped("outline", "kind").get("marker", ())
    return next((rule.id for rule in markers if matching.match(rule, text) is not None), "")


def _with(rows: Rows, row: int, place: int, cell: RawCell) -> Rows:
    line = (*rows[row][:place], cell, *rows[row][place + 1 :])
    return (*rows[:row], line, *rows[row + 1 :])

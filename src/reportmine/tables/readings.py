"""The figures of tables, cell by cell: imported where a text has tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..dataclass import replace
from ..figures import quantities
from ..figures.quantities import Numeral
from ..rules.rule import RuleSet
from ..structure.sections import Outline
from ..text.text import Text
from ..times.headingtimes import HeadingTimes
from .cellreader import CellReader, CellReading
from .headers import Table
from .places import Span


def readings(
    text: Text, tables: Sequence[Table], rules: RuleSet, times: HeadingTimes, tree: Outline
) -> tuple[list[CellReading], list[Numeral]]:
    """The figures of all cells in order; and the numerals of headers and labels, which are no figures."""
    reader = CellReader(text, rules, times.calendar, tables)
    found: list[CellReading] = []
    rest: list[Span] = []  # what holds no figures
    lost: list[Span] = []  # cells whose numbers are no figures
    for table in tables:
        section = tree.at(table.start)
        over = times.over(section.id if section else None)
        rest += table.labels
        cells: list[CellReading] = []
        for datum in table.data:
            if (reading := reader.read(table, datum, over)) is None:
                lost.append((datum.start, datum.end))
            else:
                cells.append(reading)
                rest.append((reading.end, datum.end))  # marks of footnotes
        found += _told_apart(cells)
    others = _numerals(text.folded, [*rest, *lost], rules)
    return sorted(found, key=lambda one: one.start), [
        *(one for ones in others for one in ones),
        *(
            Numeral(*span, "too-large", None)
            for span, ones in zip(lost, others[len(rest) :], strict=True)
            if not ones
        ),
    ]


def _told_apart(cells: Sequence[CellReading]) -> list[CellReading]:
    """The cells of a table; those that its headers do not tell apart with a flag that says so."""

    def names(one: CellReading) -> tuple[object, ...]:
        return one.item, one.change, one.unit, one.period, one.status, one.role, one.basis

    counts = Counter(map(names, cells))
    return [
        replace(one, flags=(*one.flags, "same-headers")) if counts[names(one)] > 1 else one for one in cells
    ]


def _numerals(folded: str, spans: Sequence[Span], rules: RuleSet) -> list[list[Numeral]]:
    """The numerals of each of the parts of tables that hold no figures; all by one reading."""
    found = []
    for (start, _), (read, others) in zip(
        spans, quantities.lines([folded[a:b] for a, b in spans], rules), strict=True
    ):
        ones = [Numeral(one.start, one.end, "table-label", None) for one in read] + others
        ones.sort(key=lambda one: one.start)
        found.append([replace(one, start=one.start + start, end=one.end + start) for one in ones])
    return found

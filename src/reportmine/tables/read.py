"""Tables: each cell with a figure is an indicator; its headers say what it counts, in what unit, of when."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import accumulate

from ..figures import quantities
from ..figures.cellunits import Units
from ..figures.quantities import Numeral, Quantity
from ..figures.scales import POINTS, RATES
from ..records import Direction, Kind, Relation, Role, Status
from ..rules import matching
from ..rules.rule import RuleSet
from ..structure.sections import Outline
from ..text.fold import fold
from ..text.text import Text
from ..times.headingtimes import HeadingTimes
from ..times.headingtimes import Said as TimeSaid
from ..times.period import Part, Period
from ..times.timewords import Calendar
from . import aligned, cellfigures, gridplan, headers, tableparts
from .gridplan import Parts, Span
from .headers import Datum, Table
from .headerwords import Header, HeaderReader, Time, squeezed, time_of

CAPTIONS: tuple[tuple[str, Status], ...] = (("caption-done", "actual"), ("caption-plan", "target"))
JOIN = "·"  # between the headers of an item


@dataclass(frozen=True, slots=True)
class CellReading:
    """The figure of one cell, with what its headers say."""

    start: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    relation: Relation
    kind: Kind
    item: str | None
    role: Role
    direction: Direction | None
    basis: str | None
    change: str
    """The words that say that it is a change, as written; "" for a level."""
    period: Period | None
    status: Status
    table: str | None
    line: Span
    rules: tuple[str, ...]
    flags: tuple[str, ...] = ()


def find(text: Text, rules: RuleSet, hidden: Sequence[tuple[int, int, str]]) -> tuple[Table, ...]:
    """The tables of a text, those the format marks and those that tabs or blanks make, in order."""
    taken = sorted([(a, b) for a, b, _ in hidden] + [(one.start, one.end) for one in text.grids])
    marked = [one for one in text.grids if not any(a < one.end and one.start < b for a, b, _ in hidden)]
    heads = gridplan.parts(rules)("contents")
    totals = gridplan.parts(rules)("total")
    parted = aligned.grids(
        text.folded,
        taken,
        lambda line: matching.found(heads, line),
        lambda label: matching.found(totals, label),
    )
    found = tableparts.joined(text.folded, sorted([*marked, *parted], key=lambda one: one.start), rules)
    ends = [0, *accumulate((one.grid.end for one in found), max)]
    over = {one.grid.start: end for one, end in zip(found, ends, strict=False)}
    starts = (one.grid.start if one.after is None else one.after for one in found)
    read = (
        headers.read(text.folded, one.grid, rules, over[at], one.between, at)
        for one, at in zip(found, starts, strict=True)
    )
    return tuple(one for one in read if one.data or one.nameless)


def below_headings(tables: Sequence[Table], headings: Sequence[Span]) -> tuple[Table, ...]:
    """The tables, without what stands over them where that is a heading of the outline (sorted)."""
    starts = [start for start, _ in headings]

    def stays(label: Span, table: Table) -> bool:
        at = bisect_left(starts, label[1]) - 1  # the last heading that begins before the label's end
        return label[1] > table.start or at < 0 or headings[at][1] <= label[0]

    return tuple(
        replace(table, labels=tuple(label for label in table.labels if stays(label, table)))
        for table in tables
    )


def apart(table: Table) -> list[Span]:
    """The spans of a table that are not read as running text."""
    figures = [(one.start, one.end) for one in table.data]
    return sorted([*figures, *(span for span in table.labels if span[0] < span[1])])


def readings(
    text: Text, tables: Sequence[Table], rules: RuleSet, times: HeadingTimes, tree: Outline
) -> tuple[list[CellReading], list[Numeral]]:
    """The figures of all cells in order; and the numerals of headers and labels, which are no figures."""
    reader = _Reader(text, rules, times.calendar)
    found: list[CellReading] = []
    others: list[Numeral] = []
    for table in tables:
        section = tree.at(table.start)
        over = times.over(section.id if section else None)
        for start, end in table.labels:
            others += _numerals(text.folded, start, end, rules)
        cells: list[CellReading] = []
        for datum in table.data:
            reading = reader.read(table, datum, over)
            if reading is None:
                others += _numerals(text.folded, datum.start, datum.end, rules) or [
                    Numeral(datum.start, datum.end, "too-large", None)
                ]
            else:
                cells.append(reading)
                others += _numerals(text.folded, reading.end, datum.end, rules)  # marks of footnotes
        found += _told_apart(cells)
    return sorted(found, key=lambda one: one.start), others


def _told_apart(cells: Sequence[CellReading]) -> list[CellReading]:
    """The cells of a table; those that its headers do not tell apart with a flag that says so."""

    def names(one: CellReading) -> tuple[object, ...]:
        return one.item, one.change, one.unit, one.period, one.status, one.role, one.basis

    counts = Counter(map(names, cells))
    return [
        replace(one, flags=(*one.flags, "same-headers")) if counts[names(one)] > 1 else one for one in cells
    ]


def _numerals(folded: str, start: int, end: int, rules: RuleSet) -> list[Numeral]:
    """The numerals of a part of a table that holds no figures."""
    if start >= end or folded[start:end].isspace():
        return []
    read, others = quantities.read(folded[start:end], rules)
    found = [Numeral(one.start, one.end, "table-label", None) for one in read] + others
    found.sort(key=lambda one: one.start)
    return [replace(one, start=one.start + start, end=one.end + start) for one in found]


@dataclass
class _Said:
    """What the headers of one cell come to."""

    status: Status | None = None
    names: list[str] = field(default_factory=list)
    units: tuple[str, ...] = ()
    period: Period | None = None
    within: Part | None = None
    offset: int | None = None
    own: bool = False
    """Whether a header beside or over the figure says its time."""
    role: Role = "level"
    change: str = ""
    basis: str | None = None
    falls: bool = False
    rank: bool = False
    unitless: bool = False
    counter: str = ""  # a header that is a unit, and the name of what it counts where there is no other
    spare: str = ""  # a header that names nothing, for want of another
    flags: tuple[str, ...] = ()
    rules: list[str] = field(default_factory=lambda: ["table.cell"])

    def take(self, header: Header, *, inner: bool) -> None:
        """Take in one header. Only the innermost says change, plan and rank of the figure."""
        self.units = header.units or self.units
        if header.units and header.units == (header.name,):  # a unit alone
            self.counter = header.name if header.counter else ""
            return
        if header.time is not None:
            self.at(header.time)
        if inner:
            self.rank = self.rank or header.rank
            self.unitless = self.unitless or header.unitless
            if header.planned or header.done:
                self.status = "target" if header.planned else "actual"
            if header.change is not None:
                self.role, self.change, self.basis = "change", header.change, header.basis
                self.falls = header.falls
        if header.plain:
            self.spare = header.name
        elif header.name:
            self.names.append(header.name if inner or header.change is None else header.name + header.change)
        self.rules += header.rules

    def at(self, time: Time) -> None:
        """Take in a time."""
        self.own = True
        if time.within is not None:
            self.within = time.within
        else:
            self.period, self.offset, self.within = time.period, time.offset, None


class _Reader:
    """Reads the cells of one text."""

    def __init__(self, text: Text, rules: RuleSet, calendar: Calendar) -> None:
        self._text, self._rules = text, rules
        self._year, self._ended = calendar.year, calendar.ended
        self._parts: Parts = gridplan.parts(rules)
        self._units = Units(rules)
        self._header = HeaderReader(text.raw, text.folded, self._parts, self._units)

    def read(self, table: Table, datum: Datum, over: TimeSaid) -> CellReading | None:
        """The figure of a cell, under headings that say a time; None where it is no figure."""
        said = self._said(table, datum, over)
        start = datum.start + self._take_change(datum, said)
        unit = self._unit(said)
        one = self._units(unit) if unit else None
        quantity = cellfigures.read(self._text.folded, start, datum.end, one, self._rules)
        return self._made(said, quantity, table, datum) if quantity is not None else None

    def _made(self, said: _Said, quantity: Quantity, table: Table, datum: Datum) -> CellReading:
        value, top = quantity.value, quantity.value_max
        direction: Direction | None = None
        mark = cellfigures.mark(self._text.folded[datum.start : datum.end])
        rising, sure = cellfigures.rises(mark, datum.marks, change=said.role == "change")
        if rising:
            value = abs(value)
        if said.role == "change":
            direction = None if not value else "down" if said.falls or value < 0 else "up"
            value, top = abs(value), None if top is None else abs(top)
            if top is not None and top < value:
                value, top = top, value
        caption = self._text.raw[slice(*table.caption)] if table.caption else ""
        return CellReading(
            start=quantity.start,
            end=quantity.end,
            value=value,
            value_max=top,
            unit=quantity.unit,
            relation=quantity.relation,
            kind="rank" if said.rank and quantity.unit is None else quantity.kind,
            item=JOIN.join(said.names) or None,
            role=said.role,
            direction=direction,
            basis=said.basis,
            change=said.change,
            period=said.period,
            status=said.status or "actual",
            table=" ".join(caption.split()) or None,
            line=datum.line,
            rules=tuple(dict.fromkeys((*said.rules, *quantity.rules))),
            flags=tuple(
                flag
                for flag in (*said.flags, *(() if sure else ("sign-guessed",)))
                if flag != "missing-unit" or quantity.unit is None
            ),
        )

    def _said(self, table: Table, datum: Datum, over: TimeSaid) -> _Said:
        said = _Said()
        for span in datum.row:
            label = self._header(span)
            if label.counter and len(datum.row) == 1:
                said.names.append(label.name)  # 乡镇 beside a figure names the row
            else:
                said.take(label, inner=span == datum.row[-1])
        labels = len(said.names)
        by_row = said.role == "change"
        of_row, said.units, said.counter = said.units, (), ""
        if of_row and not datum.column and datum.left:  # 原煤 万吨 23908.72 -0.2: of the first figure alone
            of_row, said.flags = (), ("missing-unit",)
        for span in datum.again:
            self._take_again(self._header(span), said)
        for span in datum.column:
            said.take(self._header(span), inner=True)
        if datum.row and datum.left and not datum.column:
            said.flags = (*said.flags, "no-header")  # what tells it from its neighbours is lost
            if not datum.units:
                said.flags = (*said.flags, "missing-unit")
        if said.counter and len(said.names) == labels and len(datum.column) == 1:
            said.names.append(said.counter)
            said.units, said.unitless = (), True
        if by_row and not labels and datum.over is not None:
            above = self._header(datum.over)  # 增速（%） under its level
            said.names[:0] = [above.name] if above.name and not above.plain else []
        elif said.role == "change" and not by_row and len(said.names) == labels:
            self._of_the_left(datum, said)
        if not said.units and not said.unitless:
            said.units = self._fitting(of_row, said, said.names[labels:])
        for span in datum.units if not said.units and not said.unitless else ():
            own = datum.line[0] <= span[0] < datum.line[1]
            said.units = self._header.unit_of_cell(span) if own else self._header.units_of_line(span)
            if said.units:
                said.units = self._fitting(said.units, said, said.names)
                break
        if table.caption:
            self._by_caption(table.caption, said)
        self._settle(said, table.caption, over)
        if not said.names and said.spare:
            said.names.append(said.spare)
        return said

    def _take_again(self, header: Header, said: _Said) -> None:
        """Take in the header of the column that a share is of: what it names, and of when."""
        if header.change is None and header.name and not header.plain:
            said.names.append(header.name)
        if header.time is not None:
            said.at(header.time)

    def _take_change(self, datum: Datum, said: _Said) -> int:
        """Take in the words of change before the figure of a cell; how long they are."""
        folded = self._text.folded[datum.start : datum.end]
        for rule in self._parts("cell-change"):
            if (hit := matching.match(rule, folded)) is not None:
                said.role, said.falls = "change", matching.group(hit, "down") is not None
                said.change = squeezed(self._text.raw[datum.start : datum.start + hit.end()])
                said.basis = said.basis or matching.group(hit, "basis")
                said.rules.append(rule.id)
                return hit.end()
        return 0

    def _fitting(self, units: tuple[str, ...], said: _Said, names: Sequence[str]) -> tuple[str, ...]:
        """Of the units said for more than a cell those it can have: no share is in 万元, nor a count."""
        if any(self._named("counted", names)):
            return tuple(unit for unit in units if (one := self._units(unit)) and one.kind == "count")
        rate = any(self._named("rate", [said.change] if said.role == "change" else names))
        return tuple(unit for unit in units if unit in RATES) if rate else units

    def _named(self, part: str, names: Sequence[str]) -> Iterator[bool]:
        return (matching.found(self._parts(part), fold(name)) for name in names)

    def _unit(self, said: _Said) -> str | None:
        """The unit of a cell; of several, % for shares and changes and the first other one for the rest."""
        rates = [unit for unit in said.units if unit in RATES]
        others = [unit for unit in said.units if unit not in RATES]
        if rates and (not others or said.role == "change" or any(self._named("rate", said.names))):
            return rates[0]
        if len({self._kind(unit) for unit in others}) == 1 < len(others):
            # 单位：张、人 says of no cell which of two alike it has: the cell's own headers may
            return next((unit for unit in others if any(unit in name for name in said.names)), None)
        return others[0] if others else None

    def _kind(self, unit: str) -> str | None:
        one = self._units(unit)
        return one.kind if one else None

    def _of_the_left(self, datum: Datum, said: _Said) -> None:
        """What a column that only says 增速 is of: the level to its left, of the latest time said there."""
        periods: list[Period] = []
        for path in datum.left:
            other = _Said()
            for span in path:
                other.take(self._header(span), inner=True)
            rate = bool(other.units) and other.units[0] in RATES
            if other.role == "change" or rate != (bool(said.units) and said.units[0] in POINTS):
                continue
            if other.names and not periods:
                said.names += [name for name in other.names if name not in said.names]
                said.status = said.status or other.status
                return
            if not other.period:
                return
            if not periods or other.period > max(periods):
                said.status = other.status or said.status
            periods.append(other.period)
        if periods and said.period is None:
            said.period = max(periods)

    def _by_caption(self, span: Span, said: _Said) -> None:
        """What the caption says of all cells: a time, wherever it stands in it, and that they are changes."""
        folded = self._text.folded[slice(*span)]
        if said.period is None:
            for rule in self._parts("caption-period"):
                hits = list(matching.every(rule, folded))
                if len({hit.group() for hit in hits}) == 1:
                    time = time_of(hits[0], rule.data)
                    said.period, said.within = time.period, said.within or time.within
                    break
        if said.role == "level" and said.units and said.units[0] in RATES:
            for rule in self._parts("caption-change"):
                if (hit := matching.search(rule, folded)) is not None:
                    said.role = "change"
                    said.change = squeezed(matching.group(hit, "change") or "")
                    said.basis = matching.group(hit, "basis")
                    said.rules.append(rule.id)
                    return

    def _settle(self, said: _Said, caption: Span | None, over: TimeSaid) -> None:
        """Time and status of a cell: by its headers, else by the caption, else by the headings above.

        What is said of a year that is over at the time of the report was done; a plan is of a later one,
        or of one whose header or caption calls it a plan.
        """
        told = said.own or said.period is not None
        if not told and over.period:
            said.rules += over.rules
        self._settle_time(said, over.period)
        if said.status is None and said.period is not None and said.period.after(self._ended):
            said.status = "target"  # later than the year reported on, or what a budget is for
        if said.status is None and told and self._over(said.period):
            said.status = "actual"
        if said.status is None and caption is not None:
            said.status = self._of_caption(caption, said)
        said.status = said.status or over.status or "actual"

    def _of_caption(self, caption: Span, said: _Said) -> Status | None:
        """What the caption calls its figures, where it calls them something."""
        folded = self._text.folded[slice(*caption)]
        for part, status in CAPTIONS:
            for rule in self._parts(part):
                if matching.search(rule, folded) is not None:
                    said.rules.append(rule.id)
                    return status
        return None

    def _settle_time(self, said: _Said, above: Period | None) -> None:
        """The period by headers and caption, counted from the year of the caption, heading or report."""
        if said.offset is not None:
            base = next((one.last_year for one in (said.period, above) if one and _one_year(one)), self._year)
            said.period = Period.of(base + said.offset) if base else None
        said.period = said.period or above
        if said.within is not None:
            base = said.period.first_year if said.period else self._year
            said.period = Period.within(base, said.within) if base else None

    def _over(self, period: Period | None) -> bool:
        """Whether whole years are known to be over when the report is made."""
        return period is not None and period.whole and period.over(self._ended)


def _one_year(period: Period) -> bool:
    return period.whole and not period.several

"""What the figure of a cell is: its number with what its headers, the caption and the headings above say."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from ..dataclass import dataclass, replace
from ..figures.cellunits import Units
from ..figures.quantities import Quantity
from ..figures.scales import POINTS, RATES
from ..records import Direction, Kind, Relation, Role, Status
from ..rules.rule import RuleSet
from ..text.fold import fold
from ..text.text import Text
from ..times.headingtimes import Said as TimeSaid
from ..times.period import Period
from ..times.timewords import Calendar
from . import cellfigures, cellkinds
from .headers import Datum, Table
from .headersays import NOTHING, CaptionSaid, Change, Said, Sayings
from .headerwords import HeaderReader, Time
from .places import Span
from .stage import parts

JOIN = "·"  # between the headers of an item
CELL = "table.cell"


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


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What is said of a figure, by all that says something of it."""

    names: tuple[str, ...]
    units: tuple[str, ...]
    change: Change | None
    rank: bool
    period: Period | None
    status: Status
    rules: tuple[str, ...]
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Left:
    """What a column of change takes from the columns to its left."""

    names: tuple[str, ...]
    status: Status | None
    period: Period | None


class CellReader:
    """Reads the cells of the tables of one text."""

    def __init__(self, text: Text, rules: RuleSet, calendar: Calendar, tables: Sequence[Table]) -> None:
        own = parts(rules)
        self._text = text
        self._year, self._ended = calendar.year, calendar.ended
        self._units = Units(rules)
        self._header = HeaderReader(text.raw, text.folded, own, self._units)
        self._said = Sayings(text.raw, text.folded, own, self._header)
        self._named = cache(lambda part, name: own.say(part, fold(name)))  # of how many cells a name is
        cells = (text.folded[datum.start : datum.end] for table in tables for datum in table.data)
        self._words = cellfigures.worded((cell[cellkinds.change_end(cell, own) :] for cell in cells), rules)

    def read(self, table: Table, datum: Datum, over: TimeSaid) -> CellReading | None:
        """The figure of a cell, under headings that say a time; None where it is no figure."""
        meaning = self._meaning(table, datum, over)
        size, change, rules = self._said.in_cell(datum.start, datum.end)
        if change is not None:
            basis = meaning.change.basis if meaning.change else None
            change = replace(change, basis=basis or change.basis)
            meaning = replace(meaning, change=change, rules=meaning.rules + rules)
        unit = self._unit(meaning)
        one = self._units(unit) if unit else None
        quantity = cellfigures.read(self._text.folded, datum.start + size, datum.end, one, self._words)
        return None if quantity is None else self._made(meaning, quantity, table, datum)

    def _made(self, said: _Meaning, quantity: Quantity, table: Table, datum: Datum) -> CellReading:
        mark = cellfigures.mark(self._text.folded[datum.start : datum.end])
        rising, sure = cellfigures.rises(mark, datum.marks, change=said.change is not None)
        value, top = abs(quantity.value) if rising else quantity.value, quantity.value_max
        direction: Direction | None = None
        if said.change is not None:
            direction = None if not value else "down" if said.change.falls or value < 0 else "up"
            value, top = abs(value), None if top is None else abs(top)
            if top is not None and top < value:
                value, top = top, value
        flags = (*said.flags, *(() if sure else ("sign-guessed",)))
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
            role="level" if said.change is None else "change",
            direction=direction,
            basis=said.change.basis if said.change else None,
            change=said.change.words if said.change else "",
            period=said.period,
            status=said.status,
            table=" ".join(caption.split()) or None,
            line=datum.line,
            rules=tuple(dict.fromkeys((*said.rules, *quantity.rules))),
            flags=tuple(flag for flag in flags if flag != "missing-unit" or quantity.unit is None),
        )

    def _meaning(self, table: Table, datum: Datum, over: TimeSaid) -> _Meaning:
        """What headers, caption and headings above say of a figure, each where what is nearer does not."""
        row, column = self._said.row(datum.row), self._said.column(datum.column)
        again = self._said.again(datum.again) if datum.again else NOTHING
        caption = self._said.caption(table.caption) if table.caption else CaptionSaid()
        said = row.then(again).then(column)
        # a header that is a unit, and all that stands over a figure, is what it counts
        counter = column.counter if len(datum.column) == 1 and not again.names else None
        own = self._above(datum, row) + ((counter,) if counter else again.names + column.names)
        left = _Left((), said.status, None)
        if column.change is not None and row.change is None and not own:
            left = self._left(datum, row.names, column.units, said.status)
        own = own or left.names
        names = row.names + own
        units = () if counter else column.units
        if not (units or counter or said.unitless):
            units = self._units_around(datum, row, said.change, own)
        as_caption = said.change is None and bool(units) and units[0] in RATES
        period, status, rules = self._when(said.time, left, caption, over)
        return _Meaning(
            names=names or ((said.spare,) if said.spare else ()),
            units=units,
            change=caption.change if as_caption else said.change,
            rank=said.rank,
            period=period,
            status=status,
            rules=(CELL, *said.rules, *(caption.change_rules if as_caption else ()), *rules),
            flags=_flags(datum, row),
        )

    def _above(self, datum: Datum, row: Said) -> tuple[str, ...]:
        """What the label over that of a row names which only says a change: 增速（%） under its level."""
        if row.change is None or row.names or datum.over is None:
            return ()
        above = self._header(datum.over)
        return (above.name,) if above.name and not above.plain else ()

    def _left(
        self, datum: Datum, names: tuple[str, ...], units: tuple[str, ...], status: Status | None
    ) -> _Left:
        """What a column that only says 增速 is of: the level to its left, of the latest time said there."""
        latest: Period | None = None
        points = bool(units) and units[0] in POINTS
        for other in map(self._said.column, datum.left):
            rate = bool(other.units) and other.units[0] in RATES
            if other.change is not None or rate != points:
                continue
            if other.names and latest is None:
                own = tuple(name for name in other.names if name not in names)
                return _Left(own, status or other.status, None)
            period = other.time.period if other.time else None
            if not period:
                return _Left((), status, None)
            if latest is None or period > latest:
                status, latest = other.status or status, period
        return _Left((), status, latest)

    def _units_around(
        self, datum: Datum, row: Said, change: Change | None, own: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The units that fit a figure whose headers say none: those of its row, or else of what says the
        units of many figures."""
        if not _lone(datum) and (units := self._fitting(row.units, change, own)):
            return units
        for span in datum.units:
            in_row = datum.line[0] <= span[0] < datum.line[1]
            units = self._header.unit_of_cell(span) if in_row else self._header.units_of_line(span)
            if units:
                return self._fitting(units, change, (*row.names, *own))
        return ()

    def _fitting(
        self, units: tuple[str, ...], change: Change | None, names: Sequence[str]
    ) -> tuple[str, ...]:
        """Of the units said for more than a cell those it can have: no share is in 万元, nor a count."""
        if any(self._named("counted", name) for name in names):
            return tuple(unit for unit in units if self._kind(unit) == "count")
        rate = any(self._named("rate", name) for name in (names if change is None else (change.words,)))
        return tuple(unit for unit in units if unit in RATES) if rate else units

    def _unit(self, said: _Meaning) -> str | None:
        """The unit of a cell; of several, % for shares and changes and the first other one for the rest."""
        rates = [unit for unit in said.units if unit in RATES]
        others = [unit for unit in said.units if unit not in RATES]
        shared = said.change is not None or any(self._named("rate", name) for name in said.names)
        if rates and (not others or shared):
            return rates[0]
        if len({self._kind(unit) for unit in others}) == 1 < len(others):
            # 单位：张、人 says of no cell which of two alike it has: the cell's own headers may
            return next((unit for unit in others if any(unit in name for name in said.names)), None)
        return others[0] if others else None

    def _kind(self, unit: str) -> str | None:
        one = self._units(unit)
        return one.kind if one else None

    def _when(
        self, time: Time | None, left: _Left, caption: CaptionSaid, over: TimeSaid
    ) -> tuple[Period | None, Status, tuple[str, ...]]:
        """Time and status of a cell: by its headers, else by the caption, else by the headings above; and by
        which rules.

        What is said of a year that is over at the time of the report was done; a plan is of a later one,
        or of one whose header or caption calls it a plan.
        """
        told = time is not None
        time = time or Time()
        if time.period is None and left.period is not None:
            time = replace(time, period=left.period)
        if time.period is None and caption.time is not None:
            time = replace(time, period=caption.time.period, within=time.within or caption.time.within)
        told = told or time.period is not None
        period = self._period(time, over.period)
        rules = over.rules if not told and over.period else ()
        status = left.status or self._status(period, told=told)
        if status is None and caption.status is not None:
            status, rules = caption.status, (*rules, *caption.status_rules)
        return period, status or over.status or "actual", rules

    def _status(self, period: Period | None, *, told: bool) -> Status | None:
        """Whether a period lies after the year reported on, or is the one that a budget is for; or, where the
        table says it, whether it is over when the report is made."""
        if period is None:
            return None
        if period.after(self._ended):
            return "target"
        return "actual" if told and period.whole and period.over(self._ended) else None

    def _period(self, time: Time, above: Period | None) -> Period | None:
        """The period by headers and caption, counted from the year of the caption, heading or report."""
        period = time.period
        if time.offset is not None:
            base = next((one.last_year for one in (period, above) if one and _one_year(one)), self._year)
            period = Period.of(base + time.offset) if base else None
        period = period or above
        if time.within is not None:
            base = period.first_year if period else self._year
            period = Period.within(base, time.within) if base else None
        return period


def _one_year(period: Period) -> bool:
    return period.whole and not period.several


def _lone(datum: Datum) -> bool:
    """Whether no header stands over a figure beside others: what tells it from them is lost."""
    return bool(datum.left) and not datum.column


def _flags(datum: Datum, row: Said) -> tuple[str, ...]:
    """The cautions of a figure without headers: of a row's unit it may be another figure's that it is, as in
    原煤 万吨 23908.72 -0.2."""
    if not _lone(datum):
        return ()
    lost = ("no-header", *(() if datum.units else ("missing-unit",))) if datum.row else ()
    return (*(("missing-unit",) if row.units else ()), *lost)

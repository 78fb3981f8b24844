"""Tables: each cell with a figure is an indicator; its headers say what it counts, in what unit, of when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from typing import Any

import regex

from . import aligned, headers, matching, numerals, quantities
from .headers import Datum, Parts, Span, Table
from .headings import number as whole_number
from .quantities import Numeral, Quantity
from .records import Direction, Kind, Relation, Role, Status
from .rules import RuleSet
from .sections import Outline
from .source import Text
from .times import Clock

JOIN = "·"  # between the headers of an item
_FIGURE = regex.compile(r"(?P<relation>[≥≤><≈]?)\s?(?P<sign>[-+−]?)\s?(?P<number>\d[\d,，]*+(?:\.\d++)?)")
_RELATIONS: dict[str, Relation] = {"≥": "≥", "≤": "≤", ">": ">", "<": "<", "≈": "≈"}
Year = int | None
Heading = tuple[Status | None, str | None]


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
    """The header that says that it is a change, as written; "" for a level."""
    period: str | None
    status: Status
    table: str | None
    line: Span
    rules: tuple[str, ...]


@dataclass
class _Said:
    """What the headers of one cell come to."""

    pieces: list[str]
    unit: str | None = None
    period: str | None = None
    status: Status = "actual"
    role: Role = "level"
    falls: bool = False
    basis: str | None = None
    change: str = ""
    rank: bool = False
    unitless: bool = False
    month: str | None = None  # or quarter, without its year
    offset: int | None = None  # from the year of the caption or the report
    spare: str | None = None  # a header that names nothing, for want of another
    rules: list[str] | None = None

    def fired(self, rule: str) -> None:
        self.rules = [*(self.rules or ()), rule]


def find(text: Text, rules: RuleSet, hidden: Sequence[tuple[int, int, str]]) -> tuple[Table, ...]:
    """The tables of a text, those the format marks and those that tabs or blanks make, in order."""
    taken = sorted([(a, b) for a, b, _ in hidden] + [(one.start, one.end) for one in text.grids])
    marked = [one for one in text.grids if not any(a < one.end and one.start < b for a, b, _ in hidden)]
    found = sorted([*marked, *aligned.grids(text.folded, taken)], key=lambda one: one.start)
    ends = [0, *accumulate((one.end for one in found), max)]
    read = (headers.read(text.folded, one, rules, end) for one, end in zip(found, ends, strict=False))
    return tuple(one for one in read if one.data)


def apart(table: Table) -> list[Span]:
    """The spans of a table that are not read as running text."""
    figures = [(one.start, one.end) for one in table.data]
    return sorted([*figures, *(span for span in table.labels if span[0] < span[1])])


def _numerals(folded: str, start: int, end: int, rules: RuleSet) -> list[Numeral]:
    read, others = quantities.read(folded[start:end], rules)
    found = [Numeral(one.start, one.end, "table-label", None) for one in read] + others
    return [replace(one, start=one.start + start, end=one.end + start) for one in sorted(found, key=_start)]


def _start(one: Numeral | Quantity) -> int:
    return one.start


def readings(
    text: Text, tables: Sequence[Table], rules: RuleSet, clock: Clock, tree: Outline
) -> tuple[list[CellReading], list[Numeral]]:
    """The figures of all cells in order; and the numerals of headers and labels, which are no figures."""
    parts = headers.parts(rules)
    found: list[CellReading] = []
    others: list[Numeral] = []
    for table in tables:
        section = tree.at(table.start)
        heading = clock.of_section(section.id if section else None)
        for start, end in table.labels:
            others += _numerals(text.folded, start, end, rules)
        for datum in table.data:
            reading = _reading(text, table, datum, parts, rules, clock.year, heading)
            if reading is None:
                others += _numerals(text.folded, datum.start, datum.end, rules) or [
                    Numeral(datum.start, datum.end, "too-large", None)
                ]
            else:
                found.append(reading)
                others += _numerals(text.folded, reading.end, datum.end, rules)  # marks of footnotes
    return sorted(found, key=lambda one: one.start), others


def _reading(
    text: Text, table: Table, datum: Datum, parts: Parts, rules: RuleSet, year: Year, heading: Heading
) -> CellReading | None:
    said = _said(text, table, datum, parts, rules, year, heading)
    quantity = _quantity(text.folded, datum, said.unit, rules)
    if quantity is None:
        return None
    value, top = quantity.value, quantity.value_max
    direction: Direction | None = None
    if said.role == "change":
        direction = None if not value else "down" if said.falls or value < 0 else "up"
        value, top = abs(value), None if top is None else abs(top)
        if top is not None and top < value:
            value, top = top, value
    return CellReading(
        start=quantity.start,
        end=quantity.end,
        value=value,
        value_max=top,
        unit=quantity.unit,
        relation=quantity.relation,
        kind="rank" if said.rank and quantity.unit is None else quantity.kind,
        item=JOIN.join(said.pieces) or None,
        role=said.role,
        direction=direction,
        basis=said.basis,
        change=said.change,
        period=said.period,
        status=said.status,
        table=" ".join(text.raw[slice(*table.caption)].split()) if table.caption else None,
        line=datum.line,
        rules=tuple(dict.fromkeys((*(said.rules or ()), *quantity.rules))),
    )


# ---- headers -------------------------------------------------------------------------------------------


def _said(
    text: Text, table: Table, datum: Datum, parts: Parts, rules: RuleSet, year: Year, heading: Heading
) -> _Said:
    said = _Said([], status=heading[0] or "actual", rules=["table.cell"])
    for span in datum.row:
        _piece(text, span, said, parts, rules, year, inner=span == datum.row[-1])
    named = len(said.pieces)
    for span in datum.column:
        _piece(text, span, said, parts, rules, year, inner=True)
    if said.role == "change" and len(said.pieces) == named:
        _of_the_left(text, datum, said, parts, rules, year)
    for span in datum.units if said.unit is None and not said.unitless else ():
        folded = text.folded[slice(*span)]
        own = datum.line[0] <= span[0] < datum.line[1]
        said.unit = _only_unit(folded, rules) if own else _unit(folded, said, parts, rules)
        if said.unit is not None:
            break
    if table.caption:
        _by_caption(text, table.caption, said, parts)
    if said.offset is not None:
        base = said.period if (said.period or "").isdigit() else str(year or "")
        said.period = str(int(base) + said.offset) if base else None
    if said.period is None:
        said.period = heading[1]
    if not said.pieces and said.spare:
        said.pieces.append(said.spare)
    if said.month is not None:
        base = (said.period or "")[:4] or (str(year) if year else "")
        said.period = f"{base}-{said.month}" if base else None
    if said.period and year and said.period[:4].isdigit() and int(said.period[:4]) > year:
        said.status = "target"
    return said


def _of_the_left(text: Text, datum: Datum, said: _Said, parts: Parts, rules: RuleSet, year: Year) -> None:
    """What a column that only says 增速 is of: the level to its left, of the latest time said there."""
    periods: list[str] = []
    for headers_there in datum.left:
        other = _Said([], status=said.status)
        for span in headers_there:
            _piece(text, span, other, parts, rules, year, inner=True)
        if other.role == "change" or other.unit in _RATES:
            continue
        if other.pieces and not periods:
            said.pieces += [piece for piece in other.pieces if piece not in said.pieces]
            said.status = other.status
            return
        if not other.period:
            return
        if not periods or other.period > max(periods):
            said.status = other.status
        periods.append(other.period)
    if periods and said.period is None:
        said.period = max(periods)


def _piece(
    text: Text, span: Span, said: _Said, parts: Parts, rules: RuleSet, year: Year, *, inner: bool
) -> None:
    """Take in one header: unit, time, change and status; what is left of it names the item."""
    start, end = span
    folded = text.folded[start:end]
    out = bytearray(end - start)  # what is no part of the item

    def drop(a: int, b: int) -> None:
        out[a:b] = b"\1" * (b - a)

    named = any(matching.found(parts(name), folded) for name in ("rank", "unitless", "index"))
    if not named and (alone := _only_unit(folded, rules)) is not None:
        said.unit = alone
        return
    for rule in parts("unit"):
        for hit in matching.every(rule, folded):
            if (unit := _chosen(hit, said, parts, rules)) is not None:
                said.unit = unit
                said.fired(rule.id)
                bracketed = folded[: hit.start()][-1:] == "(" and folded[hit.end() :][:1] == ")"
                drop(hit.start() - bracketed, hit.end() + bracketed)
    for name in ("rank", "unitless"):
        if inner and matching.found(parts(name), folded):
            said.unitless = True
            said.rank = said.rank or name == "rank"
    for name in ("part-of", "note"):
        for rule in parts(name):
            for hit in matching.every(rule, folded):
                drop(*hit.span())
    lead = 0
    for rule in parts("marker"):
        if (marker := matching.match(rule, folded)) is not None:
            drop(0, marker.end())
            lead = marker.end()
    for rule in parts("period"):
        if (time := matching.match(rule, folded[lead:])) is not None:
            _timed(said, time, rule.data)
            said.fired(rule.id)
            if rule.data.get("drop") or all(out[lead + time.end() :]):
                drop(lead, lead + time.end())
            break
    if inner:
        _change(folded, text.raw[start:end], said, parts, drop)
        for rule in parts("status"):
            if matching.search(rule, folded):
                said.status = "target"
                said.fired(rule.id)
    left = "".join(char for char, gone in zip(text.raw[start:end], out, strict=True) if not gone)
    left = _squeezed(left[: headers.figure_end(left)])
    left = left.removesuffix("的") or left
    if matching.found(parts("plain"), left):
        said.spare = left
    elif left:
        said.pieces.append(left)


def _change(folded: str, raw: str, said: _Said, parts: Parts, drop: object) -> None:
    for rule in parts("change"):
        if (hit := matching.search(rule, folded)) is not None:
            said.role = "change"
            said.change = _squeezed(raw[hit.start() : hit.end()])
            basis = hit.span("basis") if matching.group(hit, "basis") else None
            said.basis = _squeezed(raw[slice(*basis)]) if basis else None
            said.fired(rule.id)
            drop(*hit.span())  # type: ignore[operator]
            said.falls = matching.found(parts("falls"), folded)
            return


def _timed(said: _Said, hit: matching.Match, data: Mapping[str, Any]) -> None:
    """Take in the time that a header says."""
    if (offset := data.get("offset")) is not None:
        said.offset, said.period, said.month = offset, None, None
        return
    year = whole_number(matching.group(hit, "year") or "")
    month, quarter = matching.group(hit, "month"), matching.group(hit, "quarter")
    within = f"{int(month):02}" if month else f"Q{whole_number(quarter)}" if quarter else None
    if year is None:
        said.month = within
    else:
        said.period, said.month = (f"{year}-{within}" if within else str(year)), None


def _by_caption(text: Text, span: Span, said: _Said, parts: Parts) -> None:
    """What the caption says of all cells: the year, wherever it stands in it, and that they are changes."""
    folded = text.folded[slice(*span)]
    if said.period is None:
        for rule in parts("caption-period"):
            hits = list(matching.every(rule, folded))
            if len({hit.group() for hit in hits}) == 1:
                month = said.month
                _timed(said, hits[0], rule.data)
                said.month = month or said.month
                break
    if said.role == "level" and said.unit in _RATES:
        for rule in parts("caption-change"):
            if (hit := matching.search(rule, folded)) is not None:
                said.role = "change"
                said.change = said.change or _squeezed(matching.group(hit, "change") or "")
                said.basis = matching.group(hit, "basis")
                said.fired(rule.id)
                return


_RATES = ("%", "‰", "个百分点")
_PARTED = regex.compile(r"[、，,；;或和]\s*|/(?=[%‰])")


def _squeezed(text: str) -> str:
    return "".join(text.split()).strip("：:、，,；;")


# ---- figures -------------------------------------------------------------------------------------------


def _unit(folded: str, said: _Said, parts: Parts, rules: RuleSet) -> str | None:
    """The unit that a line over a table says."""
    for rule in parts("unit"):
        for hit in matching.every(rule, folded):
            if (unit := _chosen(hit, said, parts, rules)) is not None:
                return unit
    return None


def _chosen(hit: matching.Match, said: _Said, parts: Parts, rules: RuleSet) -> str | None:
    """The unit that a rule caught; of several, % for shares and changes and the first for others."""
    caught = [unit for unit in _PARTED.split(matching.group(hit, "unit") or "") if unit]
    units = [unit for unit in caught if _factor(unit, rules) is not None]
    rates = [unit for unit in units if unit in _RATES]
    if len(units) > 1 and rates:
        rate = said.role == "change" or any(matching.found(parts("rate"), piece) for piece in said.pieces)
        return rates[0] if rate else next((unit for unit in units if unit not in _RATES), None)
    return units[0] if units else None


def _only_unit(folded: str, rules: RuleSet) -> str | None:
    """A cell that is a unit and nothing else."""
    unit = "".join(folded.split())
    return unit if _factor(unit, rules) is not None else None


def _factor(unit: str, rules: RuleSet) -> Quantity | None:
    """What one of a unit is: 万元 is 10000 元; None for what is no unit."""
    known = rules.once("tables.units", _no_units)
    if unit not in known:
        read, others = quantities.read("1" + unit, rules)
        plain = not any(char.isdigit() for char in unit)
        whole = plain and len(read) == 1 and not others and read[0].end == len(unit) + 1
        said = whole and (read[0].unit is not None or read[0].value != 1)
        known[unit] = read[0] if said else None
    return known[unit]


def _no_units(rules: RuleSet) -> dict[str, Quantity | None]:
    return {}


def _quantity(folded: str, datum: Datum, unit: str | None, rules: RuleSet) -> Quantity | None:
    """The figure of a cell; a unit within it goes before that of a header."""
    cell = folded[datum.start : datum.end]
    hit = _FIGURE.match(cell)
    if hit is None:
        return None
    one = _factor(unit, rules) if unit else None
    if cell[hit.end() : headers.figure_end(cell)].strip():
        return _with_words(cell, datum, one, rules)
    value = numerals.parse(hit["number"])
    if value is None:
        return None
    if one is not None:
        value = numerals.tidy(value * one.value)
    if not numerals.sound(value):
        return None
    return Quantity(
        start=datum.start + hit.start("sign"),
        end=datum.start + hit.end(),
        outer_start=datum.start,
        outer_end=datum.end,
        value=-value if hit["sign"] in ("-", "−") else value,
        value_max=None,
        unit=one.unit if one else None,
        relation=_RELATIONS.get(hit["relation"], "="),
        kind=one.kind if one else "count",
        rules=one.rules if one else (),
    )


def _with_words(cell: str, datum: Datum, one: Quantity | None, rules: RuleSet) -> Quantity | None:
    """A figure with its unit or a word of relation: 12.5亿元, +9.2%, 4.2以上."""
    read, others = quantities.read(cell[: headers.figure_end(cell)], rules)
    if len(read) != 1 or others:
        return None
    found = read[0]
    start = datum.start + found.start - (found.start > 0 and cell[found.start - 1] == "+")
    found = replace(found, start=start, end=datum.start + found.end)
    if found.unit is None and one is not None:
        value, top = (
            None if amount is None else numerals.tidy(amount * one.value)
            for amount in (found.value, found.value_max)
        )
        if value is None or not numerals.sound(value):
            return None
        return replace(found, value=value, value_max=top, unit=one.unit, kind=one.kind)
    return found

"""What one header of a table says: unit, time, change, plan; and what is left of it, which names the item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..dataclass import dataclass
from ..figures.cellunits import Units
from ..rules import matching
from ..rules.expressions import IGNORECASE, later
from ..text.fold import fold
from ..times import matched
from ..times.period import Part, Period
from .cellkinds import figure_end
from .stage import Parts

_BREAK = later(r"<br\s?/?>", IGNORECASE)  # in the tables of Markdown
_PARTED = later(r"[、，,；;或和]\s*|/(?=[%‰])")


@dataclass(frozen=True, slots=True)
class Time:
    """A time as a header says it: whole, or without its year, or counted from another year."""

    period: Period | None = None
    within: Part | None = None
    """Month or quarter of a year said elsewhere."""
    offset: int | None = None
    """Years from that of the caption or the report."""


@dataclass(frozen=True, slots=True)
class Header:
    """What one header says."""

    name: str
    """What is left of it; "" where nothing is."""
    plain: bool
    """Whether the name names nothing: 数值, 绝对数."""
    units: tuple[str, ...]
    counter: bool
    """Whether it is a unit of things counted and nothing else: 户, 街道; it may name them as well."""
    time: Time | None
    change: str | None
    """The words of change, as written."""
    basis: str | None
    falls: bool
    planned: bool
    done: bool
    """Whether it says that the figures were measured: 执行数, 决算数."""
    rank: bool
    unitless: bool
    rules: tuple[str, ...]


class HeaderReader:
    """Reads the headers of one text, each once."""

    def __init__(self, raw: str, folded: str, parts: Parts, units: Units) -> None:
        self._raw, self._folded, self._parts, self._units = raw, folded, parts, units
        self._known: dict[tuple[int, int], Header] = {}

    def __call__(self, span: tuple[int, int]) -> Header:
        """What the header at a span says."""
        if span not in self._known:
            self._known[span] = self._read(*span)
        return self._known[span]

    def unit_of_cell(self, span: tuple[int, int]) -> tuple[str, ...]:
        """A cell that is a unit and nothing else."""
        unit = "".join(self._folded[slice(*span)].split())
        return (unit,) if self._units(unit) is not None else ()

    def units_of_line(self, span: tuple[int, int]) -> tuple[str, ...]:
        """The units that a line over a table says."""
        folded = self._folded[slice(*span)]
        for rule in self._parts("unit"):
            for hit in matching.every(rule, folded):
                if units := self._caught(hit):
                    return units
        return ()

    def _read(self, start: int, end: int) -> Header:
        folded, raw = _close(self._folded[start:end]), _close(self._raw[start:end])
        rank, unitless, index = (self._said(name, folded) for name in ("rank", "unitless", "index"))
        if not (rank or unitless or index) and (alone := self.unit_of_cell((start, end))):
            one = self._units(alone[0])
            counter = one is not None and one.kind == "count" and one.value == 1
            return Header(
                folded, False, alone, counter, None, None, None, False, False, False, False, False, ()
            )
        left = _Left(raw)
        rules: list[str] = []
        units = self._take_units(folded, left, rules)
        for name in ("part-of", "note"):
            for rule in self._parts(name):
                for hit in matching.every(rule, folded):
                    left.drop(*hit.span())
        time = self._take_time(folded, left, rules)
        change, basis = self._take_change(folded, raw, left, rules)
        planned = [rule.id for rule in self._parts("status") if matching.search(rule, folded)]
        done = [rule.id for rule in self._parts("done") if matching.search(rule, folded)]
        name = left.name()
        return Header(
            name=name,
            plain=self._said("plain", fold(name)),
            units=units,
            counter=False,
            time=time,
            change=change,
            basis=basis,
            falls=change is not None and self._said("falls", folded),
            planned=bool(planned) and not done,
            done=bool(done),
            rank=rank,
            unitless=rank or unitless,
            rules=(*rules, *(done or planned)),
        )

    def _said(self, name: str, text: str) -> bool:
        return self._parts.say(name, text)

    def _take_units(self, folded: str, left: _Left, rules: list[str]) -> tuple[str, ...]:
        units: tuple[str, ...] = ()
        for rule in self._parts("unit"):
            for hit in matching.every(rule, folded):
                if caught := self._caught(hit):
                    units = caught
                    rules.append(rule.id)
                    bracketed = folded[: hit.start()][-1:] == "(" and folded[hit.end() :][:1] == ")"
                    left.drop(hit.start() - bracketed, hit.end() + bracketed)
        return units

    def _caught(self, hit: matching.Match) -> tuple[str, ...]:
        """The units that a rule caught, those that are known."""
        caught = _PARTED.split(matching.group(hit, "unit") or "")
        return tuple(unit for unit in caught if unit and self._units(unit) is not None)

    def _take_time(self, folded: str, left: _Left, rules: list[str]) -> Time | None:
        lead = 0
        for part in ("part-of", "marker"):  # 其中：1.税收
            for rule in self._parts(part):
                if (hit := matching.match(rule, folded[lead:])) is not None:
                    left.drop(lead, lead + hit.end())
                    lead += hit.end()
                    break
        for rule in self._parts("period"):
            if (hit := matching.match(rule, folded[lead:])) is not None:
                rules.append(rule.id)
                drop = rule.data.get("drop")
                rest = lead + hit.end()
                plain = left.all_gone(rest) or self._said("plain", folded[rest:])
                if drop or (drop is None and plain):
                    left.drop(lead, lead + hit.end())
                return time_of(hit, rule.data)
        return None

    def _take_change(
        self, folded: str, raw: str, left: _Left, rules: list[str]
    ) -> tuple[str | None, str | None]:
        for rule in self._parts("change"):
            if (hit := matching.search(rule, folded)) is not None:
                rules.append(rule.id)
                left.drop(*hit.span())
                basis = raw[slice(*hit.span("basis"))] if matching.group(hit, "basis") else ""
                return squeezed(raw[slice(*hit.span())]), squeezed(basis) or None
        return None, None


class _Left:
    """What is left of a header when its parts are taken out."""

    def __init__(self, raw: str) -> None:
        self._raw = raw
        self._gone = bytearray(len(raw))

    def drop(self, start: int, end: int) -> None:
        self._gone[start:end] = b"\1" * (end - start)

    def all_gone(self, start: int) -> bool:
        return all(self._gone[start:])

    def name(self) -> str:
        left = "".join(char for char, gone in zip(self._raw, self._gone, strict=True) if not gone)
        left = squeezed(left[: figure_end(left)])
        return left.removesuffix("的") or left


def _close(text: str) -> str:
    """A header without its blanks and broken lines, which part no words."""
    return "".join(_BREAK.sub("", text).split())


def time_of(hit: matching.Match, data: Mapping[str, Any]) -> Time:
    """The time that a rule found."""
    if (offset := data.get("offset")) is not None:
        return Time(offset=offset)
    groups = hit.groupdict()
    year, within = matched.number(groups, "year"), matched.part(groups)
    if year is None:
        return Time(within=within)
    return Time(period=Period.within(year, within) if within else Period.of(year))


def squeezed(text: str) -> str:
    """Without blanks, and without stops at its ends."""
    return "".join(text.split()).strip("：:、，,；;")

"""A series table turned: a row for each metric, a column for each year or region; or each metric a column.

Each cell is one number; the statements that were not taken stand in a table of their own, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

from ..compare.stating import Stated, stated
from ..dataclass import dataclass, replace
from ..records import Point, Series, json_number
from .export import cell

BARS = "▁▂▃▄▅▆▇█"
TORN = " ≠"  # after a value that another statement contradicts
NOTES = ("relation", "to", "report", "note")  # beside each column, where they are asked for


BY = ("year", "region", "metric")  # what columns can be
NOWHERE = "9"  # behind all codes


@dataclass(frozen=True)
class WideRow:
    """One metric in one place over years, or in one year over regions; or one place and year over metrics."""

    first: Point
    cells: tuple[Stated | None, ...]  # of each column; None where nothing is stated

    @property
    def filled(self) -> int:
        """How many columns have a value."""
        return sum(one is not None for one in self.cells)


@dataclass(frozen=True)
class Wide:
    """The table: what its columns are, their names, its rows, and whether notes stand beside the values."""

    by: str  # one of BY
    columns: tuple[str, ...]
    rows: tuple[WideRow, ...]
    notes: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """The columns that say what a row is of, by the names of the fields of a point."""
        place = ("region", "region_code")
        if self.by == "metric":
            return (*place, "place", "year", "status", "budget", "aggregation")
        of = ("year",) if self.by == "region" else place
        return ("metric", "concept", "unit", *of, "place", "status", "budget", "aggregation")


def wide(found: Series, *, least: int = 1, by: str | None = None, notes: bool = False) -> Wide:
    """The values of each series side by side: over regions where each is reported on once, else over years.

    `by` says otherwise. Over metrics a row is a place in a year. Regions are in the order of their codes.

    Sums and averages of several years stand in columns of those years, and in rows of their own. Years
    between two that have values have a column though nothing is stated for them. Rows with fewer than `least`
    filled columns are left out; values of no known year have no column.
    """
    by = by or ("region" if _once_each(found) else "year")
    points = [point for point in found.points if point.year is not None and (point.region or by != "region")]
    order = _order(points)
    named = _metrics(points) if by == "metric" else {}
    columns = tuple(named.values()) if by == "metric" else _columns(points, by, order)
    rows = []

    def key(one: Point) -> tuple[Any, ...]:
        return _row(one, by, order)

    for _, members in groupby(sorted(points, key=key), key=key):
        held = list(members)
        there: dict[str, list[Point]] = {}
        for one in held:
            there.setdefault(named.get(one.series) or _column(one, by), []).append(one)
        row = WideRow(held[0], tuple(stated(there[name]) if name in there else None for name in columns))
        if row.filled >= least:
            rows.append(row)
    return framed(Wide(by, columns, tuple(rows), notes))


def framed(found: Wide) -> Wide:
    """The table without columns that no row has a value in: years at either end, and spans of years.

    A year between two others that nothing is stated for is a gap to be seen.
    """
    if found.by != "year" or not found.rows:
        return found
    filled = [any(row.cells[at] is not None for row in found.rows) for at in range(len(found.columns))]
    years = [name for name, has in zip(found.columns, filled, strict=True) if has and _is_year(name)]
    kept = [
        at
        for at, name in enumerate(found.columns)
        if filled[at] or (years and _is_year(name) and years[0] <= name <= years[-1])
    ]
    rows = tuple(replace(row, cells=tuple(row.cells[at] for at in kept)) for row in found.rows)
    return replace(found, columns=tuple(found.columns[at] for at in kept), rows=rows)


def _is_year(name: str) -> bool:
    return len(name) == len("2025") and name.isdecimal()


def _once_each(found: Series) -> bool:
    """Whether there are several regions, each with one report."""
    pairs = {(point.region, point.report) for point in found.points}
    regions = {region for region, _ in pairs}
    return len(regions) > 1 and len(pairs) == len(regions)


def _order(points: list[Point]) -> dict[str, tuple[str, str]]:
    """What regions are put in order by: the code of GB/T 2260, behind all codes the name."""
    coded = {point.region: point.region_code for point in points if point.region and point.region_code}
    return {
        point.region or "": (coded.get(point.region or "", NOWHERE), point.region or "") for point in points
    }


def _metrics(points: list[Point]) -> dict[int, str]:
    """The columns of metrics, by series: the metric with its unit; of one name the later with its number."""
    found: dict[int, str] = {}
    for one in sorted(points, key=lambda one: one.series):
        if one.series not in found:
            name = f"{one.metric} ({one.unit})" if one.unit else one.metric
            found[one.series] = f"{name} {one.series}" if name in found.values() else name
    return found


def _columns(points: list[Point], by: str, order: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    """All columns in order; a year between two reported on that nothing is stated for is a gap to be seen."""
    names = {_column(point, by) for point in points}
    if by == "year":
        reported = [point.report_year for point in points if point.report_year is not None]
        if reported:
            names |= set(map(str, range(min(reported), max(reported) + 1)))
        return tuple(sorted(names))
    return tuple(sorted(names, key=order.__getitem__))


def _column(point: Point, by: str) -> str:
    return (point.region if by == "region" else point.year) or ""


def _row(point: Point, by: str, order: dict[str, tuple[str, str]]) -> tuple[Any, ...]:
    place = order[point.region or ""]
    rest = (point.place or "", point.status, point.budget or "", point.aggregation or "")
    if by == "metric":
        return place, rest[0], point.year, *rest[1:]
    return point.series, point.year if by == "region" else place, *rest


def torn(one: Stated) -> bool:
    """Whether another statement contradicts the one taken."""
    return "conflict" in one.taken.flags


def sparkline(found: Wide, row: WideRow) -> str:
    """The row over years in bars from its lowest to its highest value; a blank where there is none.

    Sums and averages of several years are left out. Regions and metrics have no order that bars could show
    the course of: empty.
    """
    if found.by != "year":
        return ""
    values = [
        float(one.taken.value) if one else None
        for name, one in zip(found.columns, row.cells, strict=True)
        if _is_year(name)
    ]
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return ""
    low, high = min(known), max(known)
    scale = (len(BARS) - 1) / (high - low) if high > low else 0.0
    return "".join(" " if value is None else BARS[round((value - low) * scale)] for value in values)


Row = tuple[str | Decimal | None, ...]


def head(found: Wide) -> tuple[str, ...]:
    """The names of the columns of `table_rows`."""
    ends = ("", *(f" {note}" for note in NOTES)) if found.notes else ("",)
    return (*found.labels, *(name + end for name in found.columns for end in ends))


def table_rows(found: Wide) -> Iterator[Row]:
    """The rows of the table: numbers, texts, and None for what is not there."""
    for row in found.rows:
        values = (part for one in row.cells for part in _beside(one, found.notes))
        yield (*(getattr(row.first, name) for name in found.labels), *values)


def _beside(one: Stated | None, notes: bool) -> Row:
    """A value, with what there is to know of it where that is asked for."""
    if one is None:
        return (None,) * (1 + len(NOTES) * notes)
    point = one.taken
    if not notes:
        return (point.value,)
    return point.value, point.relation, point.value_max, point.report, _note(one) or None


def _note(one: Stated) -> str:
    """What else is stated, in a few words."""
    differing = [other for other in one.others if other.point.value != one.taken.value]
    word = "contradicted by" if torn(one) else "also stated:"
    return f"{word} {', '.join(cell(other.point.value) for other in differing)}" if differing else ""


# of a statement that was not taken: what it is of, the one taken, this one, and why
CONFLICTS = (
    *("metric", "concept", "unit", "region", "place", "year", "status", "budget"),
    *("aggregation", "value", "report", "start", "other_value", "other_value_max", "other_relation"),
    *("other_report", "other_start", "other_end", "other_sentence", "reason", "contradicts"),
)


def conflict_rows(found: Wide) -> Iterator[tuple[Any, ...]]:
    """The statements that were not taken, in the columns of CONFLICTS."""
    for row in found.rows:
        for one in row.cells:
            if one is None:
                continue
            taken = one.taken
            for other in one.others:
                point = other.point
                yield (
                    *(getattr(taken, name) for name in CONFLICTS[:9]),
                    *(taken.value, taken.report, taken.start, point.value, point.value_max, point.relation),
                    *(point.report, point.start, point.end, point.sentence, other.reason),
                    int("conflict" in point.flags and point.value != taken.value),
                )


def as_json(found: Wide) -> dict[str, Any]:
    """The table for programs: each cell the statement taken, its place, and the others; null is a gap."""
    rows = []
    for row in found.rows:
        values = {name: _cell_json(one) for name, one in zip(found.columns, row.cells, strict=True)}
        rows.append({**{name: getattr(row.first, name) for name in found.labels}, "values": values})
    return {"by": found.by, "columns": list(found.columns), "rows": rows}


def _cell_json(one: Stated | None) -> dict[str, Any] | None:
    if one is None:
        return None
    others = [{**_statement(other.point), "reason": other.reason} for other in one.others]
    return {**_statement(one.taken), "others": others}


def _statement(one: Point) -> dict[str, Any]:
    top = None if one.value_max is None else json_number(one.value_max)
    return {
        "value": json_number(one.value),
        "value_max": top,
        "relation": one.relation,
        "report": one.report,
        "start": one.start,
        "end": one.end,
        "flags": list(one.flags),
    }


def text(one: Point, number: Callable[[Decimal], str] = cell) -> str:
    """A value as people read it: with its relation, and the upper end of a range."""
    return spanned(one.value, one.value_max, one.relation, number)


def spanned(
    value: Decimal, top: Decimal | None, relation: str | None, number: Callable[[Decimal], str] = cell
) -> str:
    """A number as people read it: ≥6, 6–6.5."""
    sign = "" if relation in (None, "=") else relation or ""
    return sign + number(value) + ("" if top is None else f"–{number(top)}")

"""A series turned as tables of typed columns: the wide one, and the statements that it did not take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..records import Point
from .tabular import Column, Table, columns_of
from .wide import CONFLICTS, NOTES, Wide, conflict_rows, table_rows

_OF_POINT = {one.name: one for one in columns_of(Point)}
_OF_NOTES = {
    "relation": Column("", "text", _OF_POINT["relation"].about),
    "to": Column("", "number", _OF_POINT["value_max"].about),
    "report": Column("", "text", _OF_POINT["report"].about),
    "note": Column("", "text", "Other values that are stated"),
}
_OTHER = {  # of a statement that was not taken
    "reason": Column("reason", "text", "Why the other statement was preferred"),
    "contradicts": Column("contradicts", "integer", "1 where rounding does not explain the difference"),
}


def wide_table(found: Wide) -> Table[Wide]:
    """The rows of a wide table, each column of a year or region a number."""
    values = (column for name in found.columns for column in _of_cell(name, found.notes))
    return Table("wide", (*(_OF_POINT[name] for name in found.labels), *values), table_rows)


def _of_cell(name: str, notes: bool) -> Iterator[Column]:
    yield Column(name, "number", "The value stated for it, in the unit of the row")
    for note in NOTES if notes else ():
        yield Column(f"{name} {note}", _OF_NOTES[note].type, _OF_NOTES[note].about)


def conflict_table() -> Table[Wide]:
    """The statements that were not taken, each beside the one that was."""
    return Table("conflicts", tuple(map(_of_conflict, CONFLICTS)), _conflicts)


def _of_conflict(name: str) -> Column:
    if name in _OTHER:
        return _OTHER[name]
    of = _OF_POINT[name.removeprefix("other_")]
    whose = "Of the statement not taken: " if name.startswith("other_") else ""
    return Column(name, of.type, whose + of.about)


def _conflicts(found: Wide) -> Iterator[tuple[Any, ...]]:
    return conflict_rows(found)

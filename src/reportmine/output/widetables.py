"""A series turned as tables of typed columns: the wide one, and the statements that it did not take."""

from __future__ import annotations

from itertools import cycle

from ..dataclass import replace
from ..records import Point
from .tabular import Column, Table, columns_of
from .wide import CONFLICTS, Wide, conflict_rows, head, table_rows
from .worded import OTHER

_OF_POINT = {one.name: one for one in columns_of(Point)}
# what stands in a cell, and beside it where notes are asked for
_VALUE = Column("value", "number", "The value stated for it, in the unit of the row")
_NOTE = Column("note", "text", "Other values that are stated")
_BESIDE = (_OF_POINT["relation"], _OF_POINT["value_max"], _OF_POINT["report"], _NOTE)
_OTHER = {  # of a statement that was not taken
    "reason": Column("reason", "text", "Why the other statement was preferred"),
    "contradicts": Column("contradicts", "integer", "1 where rounding does not explain the difference"),
}


def wide_table(found: Wide) -> Table[Wide]:
    """The rows of a wide table, each column of a year or region a number."""
    labels = tuple(_OF_POINT[name] for name in found.labels)
    kinds = cycle((_VALUE, *_BESIDE) if found.notes else (_VALUE,))
    values = (replace(kind, name=name) for name, kind in zip(head(found)[len(labels) :], kinds, strict=False))
    return Table("wide", (*labels, *values), table_rows)


def _of_conflict(name: str) -> Column:
    if name in _OTHER:
        return _OTHER[name]
    of = _OF_POINT[name.removeprefix("other_")]
    whose = OTHER if name.startswith("other_") else ""
    return Column(name, of.type, whose + of.about)


CONFLICT_TABLE = Table[Wide]("conflicts", tuple(map(_of_conflict, CONFLICTS)), conflict_rows)

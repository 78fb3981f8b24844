"""Which words are units, and how much one of each is."""

from __future__ import annotations

from ..rules.rule import RuleSet
from ..text import numerals
from . import measures, quantities
from .quantities import Quantity

LEAST = 1000  # a smaller magnitude in brackets, （十）, numbers a heading


class Units:
    """What one of a unit is: 万元 is 10000 元; None for what is no unit."""

    def __init__(self, rules: RuleSet) -> None:
        self._rules = rules
        self._known: dict[str, Quantity | None] = {}

    def __call__(self, unit: str) -> Quantity | None:
        if unit not in self._known:
            self._known[unit] = self._read(unit)
        return self._known[unit]

    def _read(self, unit: str) -> Quantity | None:
        if not unit or any(char.isdigit() for char in unit) or not measures.is_unit(unit, self._rules):
            return None
        read, others = quantities.read("1" + unit, self._rules)
        if not read and (value := numerals.parse("1" + unit)) is not None and value >= LEAST:
            end = len(unit) + 1  # （亿）: of what, the table leaves to the reader
            return Quantity(0, end, 0, end, value, None, None, "=", "count", ())
        if len(read) != 1 or others or read[0].end != len(unit) + 1:
            return None
        return read[0] if read[0].unit is not None or read[0].value != 1 else None

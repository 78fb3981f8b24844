"""The figure of a cell, with the unit of its header or its own."""

from __future__ import annotations

from dataclasses import replace

import regex

from . import gridplan, numerals, quantities
from .quantities import Quantity
from .records import Relation
from .rules import RuleSet

POINTS = ("个百分点", "百分点")  # units of changes of shares
RATES = ("%", "‰", *POINTS)  # units of shares and changes
_NUMBER = r"(?:\d{1,3}(?:[ ]\d{3})++(?!\d)|\d[\d,，]*+)(?:\.\d++)?"
_FIGURE = regex.compile(rf"(?P<relation>[≥≤><≈¥￥]?)\s?(?P<sign>[-+−]?)\s?(?P<number>{_NUMBER})")
_RELATIONS: dict[str, Relation] = {"≥": "≥", "≤": "≤", ">": ">", "<": "<", "≈": "≈"}
_MINUS = ("-", "−")


def read(folded: str, start: int, end: int, one: Quantity | None, rules: RuleSet) -> Quantity | None:
    """The figure of a cell; `one` is what one of the header's unit is. A unit in the cell goes before it.

    None for a number that is too large to be a measurement, or no number.
    """
    cell = folded[start:end]
    cell = cell[: gridplan.figure_end(cell)]
    hit = _FIGURE.match(cell)
    tail = cell[hit.end() :].strip() if hit else ""
    value = numerals.parse(hit["number"].replace(" ", "") + tail) if hit else None
    if hit is None or (tail and value is None):
        return _with_words(cell, start, one, rules)
    if value is None:
        return None
    if one is not None and not tail:  # 345.6万 under 万元 says the magnitude again
        value = numerals.tidy(value * one.value)
    if not numerals.sound(value):
        return None
    return Quantity(
        start=start + hit.start("sign"),
        end=start + (len(cell.rstrip()) if tail else hit.end()),
        outer_start=start,
        outer_end=end,
        value=-value if hit["sign"] in _MINUS else value,
        value_max=None,
        unit=one.unit if one else None,
        relation=_RELATIONS.get(hit["relation"], "="),
        kind=one.kind if one else "count",
        rules=one.rules if one else (),
    )


def _with_words(cell: str, start: int, one: Quantity | None, rules: RuleSet) -> Quantity | None:
    """A figure with its unit or a word of relation: 12.5亿元, +9.2%, 4.2以上."""
    blanks = [at for at, char in enumerate(cell) if char == " "]  # 4 812起
    read, others = quantities.read(cell.replace(" ", ""), rules)
    if len(read) != 1 or others:
        return None
    found = read[0]
    begin = found.start - (found.start > 0 and cell[found.start - 1] == "+")
    end = found.end
    for at in blanks:
        end += at < end
    found = replace(found, start=start + begin, end=start + end)
    if found.unit is not None or one is None:
        return found
    value = numerals.tidy(found.value * one.value)
    top = None if found.value_max is None else numerals.tidy(found.value_max * one.value)
    if not numerals.sound(value):
        return None
    return replace(found, value=value, value_max=top, unit=one.unit, kind=one.kind)

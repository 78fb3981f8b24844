"""The figure of a cell, with the unit of its header or its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from ..dataclass import replace
from ..figures import quantities
from ..figures.quantities import Quantity
from ..records import Relation
from ..rules.expressions import later
from ..rules.rule import RuleSet
from ..text import numerals
from . import cellkinds

if TYPE_CHECKING:
    from regex import Match

_NUMBER = r"(?:\d{1,3}(?:[ ]\d{3})++(?!\d)|\d[\d,，]*+)(?:\.\d++)?"
_FIGURE = later(rf"(?P<relation>[≥≤><≈¥￥]?)\s?(?P<sign>[-+−—▲△▼▽]?)\s?(?P<number>{_NUMBER})")
_RELATIONS: dict[str, Relation] = {"≥": "≥", "≤": "≤", ">": ">", "<": "<", "≈": "≈"}
_MINUS = ("-", "−", "—", "▲", "△", "▼", "▽")
_FALLS, _EITHER = frozenset("▼▽"), frozenset("▲△")


def mark(cell: str) -> str:
    """The sign before the figure of a cell; "" for none. Brackets round it are a minus."""
    text = cell.strip()
    return "-" if cellkinds.unbracketed(text) != text else text[:1] if text[:1] in (*_MINUS, "+") else ""


def rises(sign: str, column: frozenset[str], *, change: bool) -> tuple[bool, bool]:
    """Whether a figure with a sign is above zero though its mark may stand for minus; whether that is sure.

    ▲ is a minus in accounts and a rise beside ▼: what else stands in the column tells them apart.
    """
    if sign not in _EITHER:
        return False, True
    if column & _FALLS:
        return True, True
    return change and bool(column & {"-", "−", "—"}), False


def worded(cells: Iterable[str], rules: RuleSet) -> Mapping[str, Quantity]:
    """The figures of cells that are no plain numbers, by their texts: those of all cells by one reading."""
    texts = list(dict.fromkeys(text for cell in cells for text in _asked(cell)))
    read = zip(texts, map(quantities.alone, quantities.lines(texts, rules)), strict=True)
    return {text: one for text, one in read if one is not None}


def _asked(cell: str) -> tuple[str, ...]:
    """What is to be read of a cell that is no plain number."""
    cell = cell[: cellkinds.figure_end(cell)]
    if (inner := cellkinds.unbracketed(cell)) != cell:
        return _asked(inner)
    hit, tail, value = _plain(cell)
    if hit is not None and (value is not None or not tail):
        return ()
    return _closed(cell[_lead(cell) :]), _closed(cell)


def _plain(cell: str) -> tuple[Match[str] | None, str, Decimal | None]:
    """The number that a cell begins with, what follows it, and the value of both."""
    hit = _FIGURE.match(cell)
    if hit is None:
        return None, "", None
    tail = cell[hit.end() :].strip()
    return hit, tail, numerals.parse(_closed(hit["number"]) + tail)


def _closed(text: str) -> str:
    return text.replace(" ", "")


def _lead(cell: str) -> int:
    """How long the dashes and marks before a cell's figure are."""
    return len(cell) - len(cell.lstrip("—▲△▼▽ "))


def read(
    folded: str, start: int, end: int, one: Quantity | None, words: Mapping[str, Quantity]
) -> Quantity | None:
    """The figure of a cell; `one` is what one of the header's unit is. A unit in the cell goes before it.

    `words` are the figures of cells with words. None for a number that is too large to be a measurement, or
    no number.
    """
    cell = folded[start:end]
    cell = cell[: cellkinds.figure_end(cell)]
    if (plain := cellkinds.unbracketed(cell)) != cell:
        inner = read(plain, 0, len(plain), one, words)
        edge = start + cell.index("(")
        last = start + cell.index(")") + 1
        return inner and replace(inner, start=edge, end=last, outer_start=start, outer_end=end)
    hit, tail, value = _plain(cell)
    if hit is None or (tail and value is None):
        return _with_words(cell, start, one, words)
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


def _with_words(
    cell: str, start: int, one: Quantity | None, words: Mapping[str, Quantity]
) -> Quantity | None:
    """A figure with its unit or a word of relation: 12.5亿元, +9.2%, 4.2以上."""
    lead = _lead(cell)
    if lead and (found := _with_words(cell[lead:], start + lead, one, words)) is not None:
        low = cell.lstrip()[:1] in _MINUS
        return replace(found, start=start, value=-found.value if low else found.value)
    if (found := words.get(_closed(cell))) is None:
        return None
    begin = found.start - (found.start > 0 and cell[found.start - 1] == "+")
    end = found.end
    for at in (at for at, char in enumerate(cell) if char == " "):  # 4 812起
        end += at < end
    found = replace(found, start=start + begin, end=start + end)
    if found.unit is not None or one is None:
        return found
    value = numerals.tidy(found.value * one.value)
    top = None if found.value_max is None else numerals.tidy(found.value_max * one.value)
    if not numerals.sound(value):
        return None
    return replace(found, value=value, value_max=top, unit=one.unit, kind=one.kind)

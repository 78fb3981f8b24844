"""What a cell holds by itself: nothing, a number, or words. And what of it is the number."""

from __future__ import annotations

from collections.abc import Sequence

from ..expression import expression
from ..figures import quantities
from ..figures.quantities import Numeral, Quantity
from ..rules import matching
from ..rules.rule import RuleSet
from ..text import numerals
from ..text.grids import Cell
from .places import Kind
from .stage import Parts, parts

Read = tuple[list[Quantity], list[Numeral]]

LONGEST = 16  # characters of a cell that is one figure with its words
LONGEST_UNIT = 10  # characters of what follows a number in its cell
_NUMBER = expression(
    r"\(?[≥≤><≈¥￥]?\s?(?:[-+−—▲△▼▽]\s?)?(?:\d{1,3}(?:[,，]\d{3})+|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?"
)
_LONG = expression(r"\d{8,}")
_SIGNS = "-−—+≥≤><≈▲△▼▽ "
_MARKS = "+—▲△▼▽"
_FOOTNOTE = expression(
    r"\s*(?:[\[〔【]\d{1,2}[\]〕】]|\*+|[①-⑳]|[¹²³⁰⁴-⁹]+|[\[〔【(]?注\s?\d{0,2}[\]〕】)]?"
    r"|(?<=[\d%])[（(](?![\d.]+%?[）)])[^（）()]{1,12}[）)])$"
)
_BRACKETED = expression(r"\(\s?(?P<inner>[\d,，. ]+[%‰]?)\s?\)")


def kinds(folded: str, cells: Sequence[Cell], rules: RuleSet) -> dict[Cell, Kind]:
    """The kind of each cell. Those that words must be read to tell are read together."""
    own = parts(rules)
    seen = [_at_sight(folded[cell.start : cell.end], own) for cell in cells]
    read = iter(quantities.lines([text for _, text in seen if text], rules))
    return {
        cell: _settled(kind, text, next(read)) if text else kind
        for cell, (kind, text) in zip(cells, seen, strict=True)
    }


def _at_sight(text: str, rules: Parts) -> tuple[Kind, str]:
    """The kind of a cell; and a text to be read first, where only that tells."""
    if not text.strip() or rules.say("blank", text):
        return "blank", ""
    text = text[change_end(text, rules) :]
    text = unbracketed(text[: figure_end(text)])
    number = _NUMBER.match(text := text[: figure_end(text)])
    if number is None:
        return "text", _asked(text) if len(text) <= LONGEST else ""
    rest = text[number.end() :].strip()
    if not rest:
        return "number", text + "." if _LONG.fullmatch(text) else ""
    if numerals.parse(text.replace(" ", "").lstrip(_SIGNS)) is not None:
        return "number", ""  # 345.6万
    named = len(rest) > LONGEST_UNIT or _is_time(text, number.end(), rules)
    return "text", "" if named else _asked(text)


def _is_time(text: str, number: int, rules: Parts) -> bool:
    """Whether the number that a cell begins with is part of a time: 2024年."""
    hits = (matching.match(rule, text) for rule in rules("period"))
    return any(hit is not None and hit.end() > number for hit in hits)


def _asked(text: str) -> str:
    """What of a cell may be a figure with its words; "" where no digit stands in it."""
    return text.replace(" ", "").lstrip(_MARKS) if any(char.isdigit() for char in text) else ""


def _settled(kind: Kind, text: str, read: Read) -> Kind:
    """The kind of a cell by what was read of it.

    Many digits in a row, which a stop ends here, are no number where they are one such as a telephone has;
    words are a number where they are one figure: 12.5亿元, 约50, 20余.
    """
    if kind == "number":
        return "text" if not read[0] and any(one.reason != "isolated" for one in read[1]) else "number"
    one = quantities.alone(read)
    whole = one is not None and one.outer_start == 0 and one.outer_end == len(text)
    return "number" if whole else "text"


def change_end(text: str, rules: Parts) -> int:
    """Where the words of change before a cell's figure end: 增长9.3%."""
    hit = rules.open("cell-change", text)
    return hit.end() if hit is not None else 0


def unbracketed(text: str) -> str:
    """The figure of a cell in brackets, which are a minus in accounts: -123.4 for (123.4); else the cell."""
    hit = _BRACKETED.fullmatch(text.strip())
    return "-" + hit["inner"] if hit else text


def figure_end(text: str) -> int:
    """Where a cell's text ends without the marks of footnotes."""
    hit = _FOOTNOTE.search(text)
    return hit.start() if hit and hit.start() else len(text)

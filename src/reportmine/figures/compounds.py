"""What goes on after a number with its unit and belongs to it: 一倍半, 三个半月, 七成六, 123元1角1分."""

from __future__ import annotations

from decimal import Decimal

from ..dataclass import dataclass
from ..rules.expressions import later
from ..text import numerals
from ..text.ideographs import RANGE
from . import measures
from .measures import Lexicon
from .scales import TENTH, YUAN

HALF = Decimal("0.5")
_HALVED = frozenset({TENTH, *"年天周亩里斤吨件尺担倍", "小时", "个小时", "个月", "公里"})
# a half of the unit before it; not the first character of a word (半数, 半径, 半价)
_AFTER_UNIT = later(r"半(?![数导径程途岛价夜成决年月天日路])")
_INSIDE = later(rf"[ ]?(?P<unit>个)半(?=[{RANGE}])")
_TENTH = later(r"[一二三四五六七八九1-9](?![\d〇零一二三四五六七八九十百千万亿.点个家户项])")
_COIN = r"(?:\d|[一二两三四五六七八九零壹贰叁肆伍陆柒捌玖])"
_COINS = later(
    rf"(?:(?P<jiao>{_COIN})角(?:(?P<fen>{_COIN})分(?![之钟]))?|零?(?P<alone>{_COIN})分(?![之钟别]))"
)
_LENGTHS = {"丈": later(rf"(?P<tenth>{_COIN})尺"), "尺": later(rf"(?P<tenth>{_COIN})寸")}  # 九尺二寸


@dataclass(frozen=True, slots=True)
class Compound:
    """The value of the whole, its unit and its end."""

    value: Decimal
    unit: str
    end: int


def halved(text: str, end: int, value: Decimal, lex: Lexicon) -> Compound | None:
    """三个半月: the half stands inside the unit, after a number that ends at `end`."""
    hit = _INSIDE.match(text, end)
    if hit is None:
        return None
    whole = measures.longest(lex.dimension, "个" + text[hit.end() : hit.end() + 4], 0)
    if whole is None or len(whole) == 1:
        return None
    return Compound(value + HALF, whole, hit.end() + len(whole) - 1)


def more(text: str, value: Decimal, unit: str, end: int) -> Compound | None:
    """What follows a unit and is counted in it."""
    if unit in YUAN:
        return _coins(text, value, end)
    if value != value.to_integral_value():
        return None
    if unit in _HALVED and _AFTER_UNIT.match(text, end):
        return Compound(value + HALF, unit, end + 1)
    if unit in _LENGTHS and (inches := _LENGTHS[unit].match(text, end)):
        part = numerals.parse(inches["tenth"])
        return Compound(value + part / 10, unit, inches.end()) if part is not None else None
    if unit == TENTH and value < 10 and (tenth := _TENTH.match(text, end)):
        part = numerals.parse(tenth[0])
        return Compound(value + part / 10, unit, tenth.end()) if part is not None else None
    return None


def _coins(text: str, value: Decimal, end: int) -> Compound | None:
    """元, 角 and 分: tenths and hundredths."""
    hit = _COINS.match(text, end)
    if hit is None:
        return None
    tenths, hundredths = (
        numerals.parse(hit[a] or hit[b] or "0") for a, b in (("jiao", "jiao"), ("fen", "alone"))
    )
    if tenths is None or hundredths is None:
        return None
    return Compound(numerals.tidy(value + tenths / 10 + hundredths / 100), "元", hit.end())


def small_change(text: str, at: int) -> Compound | None:
    """一角五分, without 元 before it."""
    if text[at + 1 : at + 2] != "角":
        return None
    hit = _COINS.match(text, at)
    return _coins(text, Decimal(0), at) if hit is not None and hit["jiao"] and hit["fen"] else None

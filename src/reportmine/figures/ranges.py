"""Two numbers that are the ends of one figure: 3—5名, 十八至三十万元, 1万元（含）—5万元, 八九亿元."""

from __future__ import annotations

from decimal import Decimal

from ..dataclass import dataclass
from ..rules.expressions import later
from ..text import numerals
from . import measures
from .measures import NUMBER_RE, Lexicon

DASHES = "—\\-‐‑−~∼〜⁓﹣"  # as they stand in folded text
_JOINT = later(
    rf"(?:\((?:不?含|含本数)\))?[ ]?(?:(?P<dash>[{DASHES}]{{1,2}})|至|到)[ ]?(?P<sign>[-−]|零下|负)?(?=[^-−])"
)
_TAIL = later("[万亿]+$")
# two digits in a row are a guess between them; 三五 too. 三五十 is none
_GUESS = later(
    r"(?P<tens>[二三四五六七八九]?十)?+(?P<low>[一两二三四五六七八])(?P<high>[两二三四五六七八九])(?P<size>[十百千]?[万亿]*+)(?![〇零一二三四五六七八九十百千万亿点])"
)


@dataclass(frozen=True, slots=True)
class Range:
    """The two ends, their unit as far as it is said, and where they end."""

    low: Decimal
    high: Decimal
    unit: str | None
    end: int


def after(
    text: str, at: int, raw: str, value: Decimal, unit: str | None, end: int, lex: Lexicon
) -> Range | None:
    """The range whose lower end has been read from `at` to `end`; None where it is no range."""
    joint = _JOINT.match(text, end)
    other = NUMBER_RE.match(text, joint.end()) if joint is not None else None
    if joint is None or other is None:
        return None
    if joint["dash"] is None and _moves(text, at):
        return None
    high, _surplus, high_end = measures.value(text, other.group(), other.end())
    high_unit, unit_end = measures.unit(text, high_end, lex, other.group())
    if high is None or not (unit is None or high_unit is None or unit == high_unit):
        return None
    if joint["sign"]:
        high = -high
    low = _scaled(raw, value, other.group(), high)
    if low >= high or not (high_unit or unit or any(c.isdigit() for c in raw)):
        return None
    return Range(low, high, high_unit or unit, unit_end if high_unit else high_end)


def _moves(text: str, at: int) -> bool:
    """由3个到5个 has two ends, not a range; 由3—5人组成 has one."""
    return at > 0 and text[at - 1] in "由从"


def _scaled(raw: str, low: Decimal, other: str, high: Decimal) -> Decimal:
    """20至30万, 一千到两千万: the 万 or 亿 at the end belongs to both."""
    tail = _TAIL.search(other)
    if tail is None or _TAIL.search(raw) or low >= high:
        return low
    size = numerals.parse(tail[0])
    scaled = low * size if size else low
    return numerals.tidy(scaled) if scaled < high else low


def guess(text: str, at: int, lex: Lexicon) -> Range | None:
    """两三个, 八九亿元, 三四十人, 十五六户: neighbours in a row, with a unit."""
    hit = _GUESS.match(text, at)
    if hit is None:
        return None
    low, high = (numerals.DIGITS[hit[name]] for name in ("low", "high"))
    if high - low != 1 and (low, high) != (3, 5):
        return None
    if hit["tens"] and (hit["size"][:1] in ("十", "百", "千") or low < 2):
        return None
    unit, end = measures.unit(text, hit.end(), lex, hit.group())
    if unit is None or (low == 1 and unit == "两"):
        return None
    tens = numerals.parse(hit["tens"]) if hit["tens"] else Decimal(0)
    size = numerals.parse(hit["size"]) if hit["size"] else Decimal(1)
    if tens is None or size is None:
        return None
    return Range((tens + low) * size, (tens + high) * size, unit, end)

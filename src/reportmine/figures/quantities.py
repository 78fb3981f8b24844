"""Find every numeral in a text and read it: a quantity with its unit, or unread with the reason.

Works on folded text, one pass from left to right; each numeral is taken once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from typing import Any

from ..records import Kind, Relation
from ..rules import matching
from ..rules.expressions import compiled
from ..rules.rule import Rule, RuleSet
from ..text import numerals
from ..text.ideographs import RANGE, is_ideograph
from . import compounds, measures, ranges, signs
from .measures import NUMBER, NUMBER_RE, VOUCHER_RE, Lexicon, lexicon, longest, longest_before


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeral with its unit, as written and as read. `outer` spans take in the words of relation."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    relation: Relation
    kind: Kind
    rules: tuple[str, ...]
    flags: tuple[str, ...] = ()
    signed: bool = False
    """whether a plus or a minus is written before it"""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral that is no quantity, and why."""

    start: int
    end: int
    reason: str
    rule: str | None


ELSEWHERE = "elsewhere"  # reason of a taken span whose numerals another stage reads
_APART = "\n\0\n"  # between texts read as lines of one: neither a word nor a blank goes over it

_START = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿第廿卅卌壹贰叁肆伍陆柒捌玖]")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖")
_FRACTION = compiled(
    r"(?P<whole>[一二两三四五六七八九十百千万亿\d]++)分之(?P<part>[〇零一二两三四五六七八九十百千万点\d.]++)|(?P<up>\d{1,3})/(?P<down>\d{1,3})(?![\d/.万千百亿])"
)
_RATIO = compiled(r"\d++(?:\.\d++)?(?:[∶:：比]\d++(?:\.\d++)?)++")
_POWER = compiled(
    r"(?P<factor>\d++(?:\.\d++)?)[ ]?[×xX*✕][ ]?10(?:\^|\*\*)?"
    r"(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|(?<=[\^*])\d{1,2})(?P<size>[万亿]*)"
)
LONGEST_POWER = 60  # characters of 1.2×10⁸ with its magnitude
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RANK = compiled(
    rf"第({NUMBER})(?:[{ranges.DASHES}至到]第?({NUMBER}))?+(?P<unit>位(?![代委领数])|名(?!单)|(?![{RANGE}]))"
)
_UPPER_PART = compiled(r"(?:—{1,2}|至|到)(?:百分之)?([〇零一二两三四五六七八九十百点\d.]++)")
_PARTS = {"百": "%", "千": "‰", "万": "‱", "十万": "/10万", "百万": "/100万"}


def read(
    text: str, rules: RuleSet, taken: tuple[tuple[int, int, str, str | None], ...] = ()
) -> tuple[list[Quantity], list[Numeral]]:
    """All quantities and all other numerals of a folded text, each in order.

    `taken` are spans (start, end, reason, rule) whose numerals are known to be no quantities.
    """
    lex = lexicon(rules)
    quantities: list[Quantity] = []
    others: list[Numeral] = []
    named = _named(text, lex.user)
    spans = iter(sorted(taken))
    span = next(spans, None)
    position = 0
    quotes = _quotes(text)
    while (match := _START.search(text, position)) is not None:
        at = match.start()
        while span is not None and span[1] <= at:
            span = next(spans, None)
        if span is not None and span[0] <= at:
            if text[at] in _FORMAL and VOUCHER_RE.match(text, at) is None:
                position = at + 1
                continue
            number = NUMBER_RE.match(text, at)
            end = min(number.end() if number else at + 1, span[1])
            if span[2] == ELSEWHERE:
                position = span[1]
                continue
            if text[at] != "第" and (
                span[2] == "numbering" or number is None or not _plain_word(number.group())
            ):
                others.append(Numeral(at, end, span[2], span[3]))
            position = max(end, at + 1)
            continue
        while named and named[0].end <= at:
            named.popleft()
        if named and named[0].start <= at:
            others.append(named.popleft())
            position = others[-1].end
            continue
        found = _read_one(text, at, lex, quotes)
        if span is not None and span[2] == ELSEWHERE and not isinstance(found, int) and found.end > span[0]:
            found = _read_one(text[: span[0]], at, lex, quotes)  # no further than where another stage reads
        if isinstance(found, Quantity):
            quantities.append(found)
            position = found.end
        elif isinstance(found, Numeral):
            others.append(found)
            position = max(found.end, at + 1)
        else:
            position = found
    return _share_units(text, quantities), others


def lines(texts: Sequence[str], rules: RuleSet) -> list[tuple[list[Quantity], list[Numeral]]]:
    """The quantities and the other numerals of each of many short texts, by one reading.

    They are read as lines of one text: a line's ends are a text's ends, and nothing is read across them.
    """
    starts = [0, *accumulate(len(text) + len(_APART) for text in texts)]
    found: list[tuple[list[Quantity], list[Numeral]]] = [([], []) for _ in texts]
    read_, others = read(_APART.join(texts), rules)
    for one in read_:
        at = bisect_right(starts, one.start) - 1
        found[at][0].append(moved(one, -starts[at]))
    for other in others:
        at = bisect_right(starts, other.start) - 1
        found[at][1].append(replace(other, start=other.start - starts[at], end=other.end - starts[at]))
    return found


def moved(one: Quantity, by: int) -> Quantity:
    """A quantity in the places of another text, so far off."""
    return replace(
        one,
        start=one.start + by,
        end=one.end + by,
        outer_start=one.outer_start + by,
        outer_end=one.outer_end + by,
    )


def alone(found: tuple[Sequence[Quantity], Sequence[Numeral]]) -> Quantity | None:
    """The one figure of a text without another numeral."""
    read_, others = found
    return read_[0] if len(read_) == 1 and not others else None


_JOINED = re.compile(r"[、和与及或]")


def _share_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """1409万、1305万人次: a unit said once at the end of a list belongs to all of it."""
    out = list(quantities)
    for i in range(len(out) - 2, -1, -1):
        one, after = out[i], out[i + 1]
        if after.unit is None or after.start != one.end + 1:
            continue
        cut_short = one.unit == "个" and after.unit[:1] == "个" and after.unit != "个"  # 0.4个和1.1个百分点
        said_once = one.unit is None and one.kind == "count" and after.kind != "percent"
        if cut_short or (said_once and _JOINED.match(text, one.end)):
            out[i] = replace(one, unit=after.unit, kind=after.kind, flags=("inherited-unit",))
    return out


def _plain_word(numeral: str) -> bool:
    """A lone 一 that counts nothing is a word (统一, 一些), not a numeral."""
    return numeral == "一"


def _quotes(text: str) -> dict[int, int]:
    """For each position inside a short quotation, the end of that quotation (sparse: starts of numerals only
    are asked for, so only the characters inside short quotes are stored)."""
    inside: dict[int, int] = {}
    for match in re.finditer(r"[“‘「『][^“”‘’「」『』\n。]{1,16}[”’」』]", text):
        for i in range(match.start(), match.end()):
            inside[i] = match.end()
    return inside


def _named(text: str, rules: tuple[Rule, ...]) -> deque[Numeral]:
    """What a user's rules name, wherever it begins."""
    found = [
        Numeral(hit.start(), hit.end(), rule.data["reason"], rule.id)
        for rule in rules
        for hit in matching.every(rule, text)
        if _START.search(text, *hit.span())
    ]
    found.sort(key=lambda n: (n.start, -n.end))
    kept: deque[Numeral] = deque()
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _read_one(text: str, at: int, lex: Lexicon, quotes: dict[int, int]) -> Quantity | Numeral | int:
    """Read what begins at `at`; an int says: nothing here, go on from there."""
    if text[at] in _FORMAL and VOUCHER_RE.match(text, at) is None:
        return at + 1
    if text[at].isdigit() and (power := _power(text, at, lex, quotes)) is not None:
        return power
    hit = lex.unread.match(text, at)
    if hit is not None and hit.end() > at:
        rule = lex.unread_rules[hit.lastgroup or next(k for k, v in hit.groupdict().items() if v is not None)]
        return Numeral(at, hit.end(), rule.data["reason"], rule.id)
    if text[at] == "第":
        rank = _RANK.match(text, at)
        value = numerals.parse(rank[1]) if rank else None
        if rank is None or value is None:
            return at + 1
        top = numerals.parse(rank[2]) if rank[2] else None
        if top is not None and top <= value:
            top = None
        return _finish(
            text, at, rank.end(), value, top, rank["unit"] or None, "rank", ("reading.rank",), lex, quotes
        )
    if (change := compounds.small_change(text, at)) is not None:
        return _finish(text, at, change.end, change.value, None, change.unit, None, (), lex, quotes)
    return _number(text, at, lex, quotes)


def _number(text: str, at: int, lex: Lexicon, quotes: dict[int, int]) -> Quantity | Numeral | int:
    fraction = _FRACTION.match(text, at)
    if fraction is not None:
        return _fraction(text, at, fraction, lex, quotes)
    if text[at].isdigit() and (ratio := _ratio(text, at, lex, quotes)) is not None:
        return ratio
    if text.startswith("一半", at):
        half = Decimal("0.5")
        return _finish(text, at, at + 2, half, None, None, "ratio", ("reading.half",), lex, quotes)
    if (guessed := ranges.guess(text, at, lex)) is not None:
        return _range(text, at, guessed, lex, quotes)
    match = NUMBER_RE.match(text, at)
    if match is None:
        return at + 1
    raw = match.group()
    value, surplus, end = measures.value(text, raw, match.end())
    if value is None:
        if _plain_word(raw):
            return match.end()
        reason = "too-large" if any(c.isdigit() for c in raw) else "word"
        return Numeral(at, match.end(), reason, None)
    if not surplus and (halved := compounds.halved(text, end, value, lex)) is not None:
        return _finish(text, at, halved.end, halved.value, None, halved.unit, None, (), lex, quotes)
    unit, unit_end = measures.unit(text, end, lex, raw)
    negative = signs.start(text, at, unit, lex) is not None
    span = ranges.after(text, at, raw, -value if negative else value, unit, unit_end if unit else end, lex)
    if span is not None:
        # the sign is put to the lower end with the span of the figure
        return _range(text, at, replace(span, low=-span.low) if negative else span, lex, quotes)
    if unit is None:
        return _bare(text, at, end, raw, value, surplus, lex, quotes)
    if _magnitude(raw) and not surplus and not _reached(text, at, unit_end, lex):
        return Numeral(at, unit_end, "slogan" if at in quotes else "magnitude", None)
    if raw in numerals.DIGITS and lex.dimension.get(unit, ("measure", ""))[0] == "count" and _article(raw):
        return unit_end
    if (compound := compounds.more(text, value, unit, unit_end)) is not None:
        value, unit, unit_end = compound.value, compound.unit, compound.end
    return _finish(text, at, unit_end, value, None, unit, None, (), lex, quotes, surplus)


def _ratio(text: str, at: int, lex: Lexicon, quotes: dict[int, int]) -> Quantity | Numeral | None:
    hit = _RATIO.match(text, at)
    parts = [Decimal(p) for p in re.split("[∶:：比]", hit.group())] if hit is not None else []
    if hit is None or not all(numerals.sound(p) for p in parts) or not parts[1]:
        return None
    first = parts[0] if len(parts) > 2 or parts[1] == 1 else _round(parts[0] / parts[1])
    return _finish(text, at, hit.end(), first, None, None, "ratio", ("reading.ratio",), lex, quotes)


def _range(
    text: str, at: int, span: ranges.Range, lex: Lexicon, quotes: dict[int, int]
) -> Quantity | Numeral:
    return _finish(text, at, span.end, span.low, span.high, span.unit, None, ("reading.range",), lex, quotes)


def _power(text: str, at: int, lex: Lexicon, quotes: dict[int, int]) -> Quantity | Numeral | None:
    """1.2×10⁸, with its unit."""
    hit = _POWER.match(text, at, at + LONGEST_POWER)  # without an end, a 10 would be sought in all the text
    if hit is None:
        return None
    size = numerals.parse(hit["size"]) if hit["size"] else Decimal(1)
    power = int(hit["power"].translate(_SUPERSCRIPTS))
    value = Decimal(hit["factor"]) * Decimal(10) ** power * (size or 1)
    if not numerals.sound(value):
        return Numeral(at, hit.end(), "too-large", None)
    unit, end = measures.unit(text, hit.end(), lex, hit.group())
    return _finish(
        text, at, end if unit else hit.end(), numerals.tidy(value), None, unit, None, (), lex, quotes
    )


def _magnitude(raw: str) -> bool:
    """亿, 百万: the size of a number without the number."""
    return all(char in "百千万亿" for char in raw)


def _reached(text: str, at: int, end: int, lex: Lexicon) -> bool:
    """Whether a magnitude alone says how far something came (突破万亿元), and not of what class it is."""
    if text[end : end + 1] == "级":
        return False
    if longest_before(lex.before, text, at) is not None:
        return True
    led = measures.led(lex, "level", text, at)
    return led and not (text[end : end + 1] == "的" and _han(text, end + 1))


def _article(raw: str) -> bool:
    return raw == "一"


def _fraction(
    text: str, at: int, match: Any, lex: Lexicon, quotes: dict[int, int]
) -> Quantity | Numeral | int:
    if match["up"] is not None:
        up, down = Decimal(match["up"]), Decimal(match["down"])
        if not down or up >= down:
            return Numeral(at, match.end(), "formula", None)
        return _finish(
            text, at, match.end(), _round(up / down), None, None, "ratio", ("reading.fraction",), lex, quotes
        )
    part = numerals.parse(match["part"])
    if part is None:
        return Numeral(at, match.end(), "word", None)
    if match["whole"] in _PARTS:
        unit = _PARTS[match["whole"]]
        end = match.end()
        upper = _UPPER_PART.match(text, end)
        if upper is not None and (top := numerals.parse(upper[1])) is not None and top > part:
            return _finish(text, at, upper.end(), part, top, unit, "percent", ("reading.parts",), lex, quotes)
        return _finish(text, at, end, part, None, unit, "percent", ("reading.parts",), lex, quotes)
    whole = numerals.parse(match["whole"])
    if not whole:
        return Numeral(at, match.end(), "word", None)
    return _finish(
        text, at, match.end(), _round(part / whole), None, None, "ratio", ("reading.fraction",), lex, quotes
    )


def _round(value: Decimal) -> Decimal:
    return numerals.tidy(value.quantize(Decimal("0.000001")))


def _bare(
    text: str,
    at: int,
    end: int,
    raw: str,
    value: Decimal,
    surplus: str,
    lex: Lexicon,
    quotes: dict[int, int],
) -> Quantity | Numeral | int:
    """A number with no unit that is known: a ratio or index, a lost unit, or a word that looks numeric."""
    if not any(c.isdigit() for c in raw):
        if _plain_word(raw):
            return end
        if text[at - 1 : at] == "前" and not _han(text, end) and measures.led(lex, "rank", text, at, 10):
            return _finish(text, at, end, value, None, None, "rank", ("reading.rank",), lex, quotes)
        led = measures.led(lex, "level", text, at)
        # 达到三万亿; and one of several parts is no word: 一亿二千万农户
        large = raw[-1] in "万亿" and ((led and not _han(text, end)) or _parts(raw) > 2)
        if not large or at in quotes:
            return Numeral(at, end, "slogan" if at in quotes else "word", None)
        return _finish(text, at, end, value, None, None, "count", (), lex, quotes, surplus)
    before = text[at - 1] if at else ""
    named = before.isascii() and before and (before.isalnum() or before in "-+/_.#")
    signed = before == "-" and at > 1 and _han(text, at - 2)
    index = before.isalpha() and not _han(text, end)  # CPI102.3; what is a name a rule has told
    if named and not signed and not index:
        return Numeral(at, end, "name", None)
    after = text[end] if end < len(text) else ""
    if after and after.isascii() and (after.isalpha() or after in "+/_#@"):
        return Numeral(at, end, "name", None)
    if not before.strip() and not after.strip():
        return Numeral(at, end, "isolated", None)
    return _finish(text, at, end, value, None, None, "count", (), lex, quotes, surplus)


def _parts(raw: str) -> int:
    """How many magnitudes with a number of their own a numeral has."""
    return sum(char in numerals.DIGITS for char in raw) + (1 if raw[-2:-1] in numerals.MAGNITUDES else 0)


def _han(text: str, at: int) -> bool:
    return at < len(text) and is_ideograph(text[at])


def _finish(
    text: str,
    at: int,
    end: int,
    value: Decimal,
    top: Decimal | None,
    unit: str | None,
    kind: Kind | None,
    fired: tuple[str, ...],
    lex: Lexicon,
    quotes: dict[int, int],
    surplus: str = "",
) -> Quantity | Numeral:
    """Sign, relation and kind; a number inside a short quotation is part of a name."""
    if (close := quotes.get(at)) is not None and quotes.get(end - 1) == close:
        return Numeral(at, end, "slogan", None)
    signed = False
    if kind != "rank" and (sign := signs.start(text, at, unit, lex)) is not None:
        at, value, signed = sign, -value, True
    elif kind != "rank" and signs.plus(text, at, unit):
        at, signed = at - 1, True
    relation: Relation = "="
    if unit is not None and not surplus:
        if text[end : end + 1] in ("多", "余") and text[end : end + 2] not in lex.apart:  # 1倍多
            surplus, end = text[end], end + 1
        elif "多" in text[at:end] and unit not in text[at:end]:  # 1个多月
            surplus = "多"
    if at and text[at - 1] == "前" and unit in ("位", "名", "强", None) and kind in (None, "rank"):
        at, kind = at - 1, "rank"  # 居全国前10位
    outer_start, outer_end = at, end
    if unit in ("元", None) and kind in (None, "count") and (beside := _currency(text, at, end, unit, lex)):
        (unit, rule), outer_start, outer_end = beside
        kind, fired = "money", (*fired, rule)
    left = longest_before(lex.before, text, outer_start)
    right = longest(lex.after, text, outer_end, 4)
    if right is not None and len(right) == 1 and right not in "多余" and _han(text, outer_end + 1):
        right = None  # 9轮强降雨: one character is a word of its own only where the phrase ends
    if right is not None and text[outer_end : outer_end + 2] in lex.apart:
        right = None  # 六百亿元多出54%
    said = lex.after.get(surplus) or lex.before.get(left or "") or lex.after.get(right or "")
    if said is not None:
        relation, rule = said
        fired = (*fired, rule)
    if left is not None:
        outer_start -= len(left)
    if right is not None:
        outer_end += len(right)
    if kind is None:
        if unit is None:
            kind = "count"
        else:
            kind, rule = lex.dimension.get(unit) or lex.dimension[unit.partition("/")[0]]
            fired = (*fired, rule)
            unit = lex.written.get(unit, unit)
    return Quantity(at, end, outer_start, outer_end, value, top, unit, relation, kind, fired, signed=signed)


def _currency(
    text: str, at: int, end: int, unit: str | None, lex: Lexicon
) -> tuple[tuple[str, str], int, int] | None:
    """The unit by the currency beside an amount (港币12亿元), its rule, and how far that reaches."""
    before = longest_before(lex.currencies, text, at)
    if before is not None:
        return lex.currencies[before], at - len(before), end
    after = longest(lex.currencies, text, end) if unit is not None else None
    return (lex.currencies[after], at, end + len(after)) if after is not None else None

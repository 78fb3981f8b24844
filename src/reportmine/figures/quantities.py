"""Find every numeral in a text and read it: a quantity with its unit, or unread with the reason.

Works on folded text, one pass from left to right; each numeral is taken once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Any, NamedTuple

from ..dataclass import dataclass, replace
from ..records import Kind, Relation
from ..rules import matching
from ..rules.expressions import later
from ..rules.rule import Rule, RuleSet
from ..text import numerals
from ..text.ideographs import RANGE, is_ideograph
from . import compounds, measures, ranges, signs
from .measures import NUMBER, NUMBER_RE, VOUCHER_RE, Lexicon, lexicon, longest, longest_before, of_each


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


@dataclass(frozen=True, slots=True)
class _Context:
    """What a number is read in: the text, what the rules know, and where its short quotations end."""

    text: str
    lex: Lexicon
    quotes: dict[int, int]


class _Found(NamedTuple):
    """A number as its own form tells it, before what stands around it is asked. A tuple: many are made."""

    start: int
    end: int
    value: Decimal
    top: Decimal | None = None
    """the upper end of a range"""
    unit: str | None = None
    kind: Kind | None = None
    """None where the unit tells it"""
    rules: tuple[str, ...] = ()
    surplus: str = ""
    """a word that says there is more of it (多, 余)"""


ELSEWHERE = "elsewhere"  # reason of a taken span whose numerals another stage reads
_APART = "\n\0\n"  # between texts read as lines of one: neither a word nor a blank goes over it

_START = later(r"[\d〇零一二两三四五六七八九十百千万亿第廿卅卌壹贰叁肆伍陆柒捌玖]")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖")
_FRACTION = later(
    r"(?P<whole>[一二两三四五六七八九十百千万亿\d]++)分之(?P<part>[〇零一二两三四五六七八九十百千万点\d.]++)|(?P<up>\d{1,3})/(?P<down>\d{1,3})(?![\d/.万千百亿])"
)
_RATIO = later(r"\d++(?:\.\d++)?(?:[∶:：比]\d++(?:\.\d++)?)++")
_POWER = later(
    r"(?P<factor>\d++(?:\.\d++)?)[ ]?[×xX*✕][ ]?10(?:\^|\*\*)?"
    r"(?P<power>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|(?<=[\^*])\d{1,2})(?P<size>[万亿]*)"
)
LONGEST_POWER = 60  # characters of 1.2×10⁸ with its magnitude
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RANK = later(
    rf"第({NUMBER})(?:[{ranges.DASHES}至到]第?({NUMBER}))?+(?P<unit>位(?![代委领数])|名(?!单)|(?![{RANGE}]))"
)
_UPPER_PART = later(r"(?:—{1,2}|至|到)(?:百分之)?([〇零一二两三四五六七八九十百点\d.]++)")
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
    context = _Context(text, lex, _quotes(text))
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
        found = _read_one(at, context)
        if span is not None and span[2] == ELSEWHERE and not isinstance(found, int) and found.end > span[0]:
            cut = replace(context, text=text[: span[0]])  # no further than where another stage reads
            found = _read_one(at, cut)
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


_QUOTED = later(r"[“‘「『][^“”‘’「」『』\n。]{1,16}[”’」』]")
_JOINED = later(r"[、和与及或]")


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
    for match in _QUOTED.finditer(text):
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


def _read_one(at: int, context: _Context) -> Quantity | Numeral | int:
    """Read what begins at `at`; an int says: nothing here, go on from there."""
    text, lex = context.text, context.lex
    if text[at] in _FORMAL and VOUCHER_RE.match(text, at) is None:
        return at + 1
    if text[at].isdigit() and (power := _power(at, context)) is not None:
        return power
    hit = lex.unread.match(text, at)
    if hit is not None and hit.end() > at:
        rule = lex.unread_rules[hit.lastgroup or next(k for k, v in hit.groupdict().items() if v is not None)]
        return Numeral(at, hit.end(), rule.data["reason"], rule.id)
    if text[at] == "第":
        return _rank(at, context)
    if (change := compounds.small_change(text, at)) is not None:
        return _finish(_Found(at, change.end, change.value, unit=change.unit), context)
    fraction = _FRACTION.match(text, at)
    if fraction is not None:
        return _fraction(at, fraction, context)
    if text[at].isdigit() and (ratio := _ratio(at, context)) is not None:
        return ratio
    return _number(at, context)


def _rank(at: int, context: _Context) -> Quantity | Numeral | int:
    """第3位, 第3至5名."""
    rank = _RANK.match(context.text, at)
    value = numerals.parse(rank[1]) if rank else None
    if rank is None or value is None:
        return at + 1
    top = numerals.parse(rank[2]) if rank[2] else None
    if top is not None and top <= value:
        top = None
    found = _Found(at, rank.end(), value, top, rank["unit"] or None, "rank", ("reading.rank",))
    return _finish(found, context)


def _number(at: int, context: _Context) -> Quantity | Numeral | int:
    """A number in the words of one (一半, 三五千, 3.5万), with its unit if it has one."""
    text, lex = context.text, context.lex
    if text.startswith("一半", at):
        return _finish(_Found(at, at + 2, Decimal("0.5"), kind="ratio", rules=("reading.half",)), context)
    if (guessed := ranges.guess(text, at, lex)) is not None:
        return _range(at, guessed, context)
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
        return _finish(_Found(at, halved.end, halved.value, unit=halved.unit), context)
    unit, end = measures.unit(text, end, lex, raw)
    found = _Found(at, end, value, unit=unit, surplus=surplus)
    if (span := _span(raw, found, context)) is not None:
        return _range(at, span, context)
    return _measure(raw, found, context)


def _span(raw: str, found: _Found, context: _Context) -> ranges.Range | None:
    """The range that a number begins: 3至5个. Its sign is that of the lower end."""
    text, at, lex = context.text, found.start, context.lex
    negative = signs.start(text, at, found.unit, lex) is not None
    low = -found.value if negative else found.value
    span = ranges.after(text, at, raw, low, found.unit, found.end, lex)
    # the sign is put to the lower end with the span of the figure
    return replace(span, low=-span.low) if span is not None and negative else span


def _measure(raw: str, found: _Found, context: _Context) -> Quantity | Numeral | int:
    """A number with its unit, and what goes on after that, unless it is a word that only looks like one."""
    text, lex, at, unit = context.text, context.lex, found.start, found.unit
    if unit is None:
        return _bare(raw, found, context)
    if _magnitude(raw) and not found.surplus and not _reached(text, at, found.end, lex):
        return Numeral(at, found.end, "slogan" if at in context.quotes else "magnitude", None)
    if raw in numerals.DIGITS and lex.dimension.get(unit, ("measure", ""))[0] == "count" and _article(raw):
        return found.end
    if (compound := compounds.more(text, found.value, unit, found.end)) is not None:
        found = found._replace(value=compound.value, unit=compound.unit, end=compound.end)
    return _finish(found, context)


def _ratio(at: int, context: _Context) -> Quantity | Numeral | None:
    """3:1, 1:2:3: what the first is to the second."""
    hit = _RATIO.match(context.text, at)
    parts = [Decimal(p) for p in re.split("[∶:：比]", hit.group())] if hit is not None else []
    if hit is None or not all(numerals.sound(p) for p in parts) or not parts[1]:
        return None
    first = parts[0] if len(parts) > 2 or parts[1] == 1 else _round(parts[0] / parts[1])
    return _finish(_Found(at, hit.end(), first, kind="ratio", rules=("reading.ratio",)), context)


def _range(at: int, span: ranges.Range, context: _Context) -> Quantity | Numeral:
    found = _Found(at, span.end, span.low, span.high, span.unit, rules=("reading.range",))
    return _finish(found, context)


def _power(at: int, context: _Context) -> Quantity | Numeral | None:
    """1.2×10⁸, with its unit."""
    text = context.text
    hit = _POWER.match(text, at, at + LONGEST_POWER)  # without an end, a 10 would be sought in all the text
    if hit is None:
        return None
    size = numerals.parse(hit["size"]) if hit["size"] else Decimal(1)
    power = int(hit["power"].translate(_SUPERSCRIPTS))
    value = Decimal(hit["factor"]) * Decimal(10) ** power * (size or 1)
    if not numerals.sound(value):
        return Numeral(at, hit.end(), "too-large", None)
    unit, end = measures.unit(text, hit.end(), context.lex, hit.group())
    return _finish(_Found(at, end, numerals.tidy(value), unit=unit), context)


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


def _fraction(at: int, match: Any, context: _Context) -> Quantity | Numeral:
    """三分之一, 1/3, 百分之五."""
    end = match.end()
    if match["up"] is not None:
        up, down = Decimal(match["up"]), Decimal(match["down"])
        if not down or up >= down:
            return Numeral(at, end, "formula", None)
        return _share(at, end, up / down, context)
    part = numerals.parse(match["part"])
    if part is None:
        return Numeral(at, end, "word", None)
    if match["whole"] in _PARTS:
        return _percent(at, match, part, context)
    whole = numerals.parse(match["whole"])
    if not whole:
        return Numeral(at, end, "word", None)
    return _share(at, end, part / whole, context)


def _share(at: int, end: int, value: Decimal, context: _Context) -> Quantity | Numeral:
    found = _Found(at, end, _round(value), kind="ratio", rules=("reading.fraction",))
    return _finish(found, context)


def _percent(at: int, match: Any, part: Decimal, context: _Context) -> Quantity | Numeral:
    """百分之五, 千分之三, 百分之五至八."""
    end, top = match.end(), None
    upper = _UPPER_PART.match(context.text, end)
    if upper is not None and (said := numerals.parse(upper[1])) is not None and said > part:
        end, top = upper.end(), said
    return _finish(_Found(at, end, part, top, _PARTS[match["whole"]], "percent", ("reading.parts",)), context)


def _round(value: Decimal) -> Decimal:
    return numerals.tidy(value.quantize(Decimal("0.000001")))


def _bare(raw: str, found: _Found, context: _Context) -> Quantity | Numeral | int:
    """A number with no unit that is known: a ratio or index, a lost unit, or a word that looks numeric."""
    if not any(c.isdigit() for c in raw):
        return _bare_words(raw, found, context)
    text, at, end = context.text, found.start, found.end
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
    return _finish(found._replace(kind="count"), context)


def _bare_words(raw: str, found: _Found, context: _Context) -> Quantity | Numeral | int:
    """A number in characters without a unit: a figure only where it is a rank or large."""
    text, lex, at, end = context.text, context.lex, found.start, found.end
    if _plain_word(raw):
        return end
    if text[at - 1 : at] == "前" and not _han(text, end) and measures.led(lex, "rank", text, at, 10):
        return _finish(_Found(at, end, found.value, kind="rank", rules=("reading.rank",)), context)
    led = measures.led(lex, "level", text, at)
    # 达到三万亿; and one of several parts is no word: 八百万农户, but for 五百亿级园区
    several = _parts(raw) > (2 if text[end : end + 1] in ("级", "的") else 1)
    large = raw[-1] in "万亿" and ((led and not _han(text, end)) or several)
    listed = "点" in raw and _JOINED.match(text, end) is not None  # 零点八和零点三个百分点
    if not (large or listed) or at in context.quotes:
        return Numeral(at, end, "slogan" if at in context.quotes else "word", None)
    return _finish(found._replace(kind="count"), context)


def _parts(raw: str) -> int:
    """How many magnitudes with a number of their own a numeral has."""
    return sum(char in numerals.DIGITS for char in raw) + (1 if raw[-2:-1] in numerals.MAGNITUDES else 0)


def _han(text: str, at: int) -> bool:
    return at < len(text) and is_ideograph(text[at])


def _finish(found: _Found, context: _Context) -> Quantity | Numeral:
    """A number with what stands around it; inside a short quotation it is part of a name."""
    text, lex, quotes = context.text, context.lex, context.quotes
    if (close := quotes.get(found.start)) is not None and quotes.get(found.end - 1) == close:
        return Numeral(found.start, found.end, "slogan", None)
    signed = _signed(found, context)
    found = _ranked(_more(signed or found, context), text)
    found, outer_start, outer_end = _in_currency(found, context)
    each = of_each(lex, text, outer_start)
    if each < outer_start and _word_before(text, each, lex):
        outer_start = each  # 低于|每立方米|19微克
    before = _word_before(text, outer_start, lex)
    after = _word_after(text, outer_end, lex)
    said = lex.after.get(found.surplus) or lex.before.get(before) or lex.after.get(after)
    relation: Relation = said[0] if said is not None else "="
    unit, kind, told = _dimension(found, lex)
    return Quantity(
        start=found.start,
        end=found.end,
        outer_start=outer_start - len(before),
        outer_end=outer_end + len(after),
        value=found.value,
        value_max=found.top,
        unit=unit,
        relation=relation,
        kind=kind,
        rules=(*found.rules, *(said[1:] if said is not None else ()), *told),
        signed=signed is not None,
    )


def _signed(found: _Found, context: _Context) -> _Found | None:
    """The number with the plus or the minus before it; None where there is none. A rank has none."""
    if found.kind == "rank":
        return None
    if (sign := signs.start(context.text, found.start, found.unit, context.lex)) is not None:
        return found._replace(start=sign, value=-found.value)
    if signs.plus(context.text, found.start, found.unit):
        return found._replace(start=found.start - 1)
    return None


def _more(found: _Found, context: _Context) -> _Found:
    """The number with a word in or after its unit that says there is more of it."""
    text, end, unit = context.text, found.end, found.unit
    if unit is None or found.surplus:
        return found
    if text[end : end + 1] in ("多", "余") and longest(context.lex.apart, text, end) is None:  # 1倍多
        return found._replace(end=end + 1, surplus=text[end])
    written = text[found.start : end]
    return found._replace(surplus="多") if "多" in written and unit not in written else found  # 1个多月


def _ranked(found: _Found, text: str) -> _Found:
    """居全国前10位: the number with the word that makes a rank of it."""
    at = found.start
    if not at or text[at - 1] != "前":
        return found
    if found.unit not in ("位", "名", "强", None) or found.kind not in (None, "rank"):
        return found
    return found._replace(start=at - 1, kind="rank")


def _in_currency(found: _Found, context: _Context) -> tuple[_Found, int, int]:
    """The number in the currency named beside it (港币12亿元), and how far it reaches with that name."""
    start, end = found.start, found.end
    if found.unit not in ("元", None) or found.kind not in (None, "count"):
        return found, start, end
    text, currencies = context.text, context.lex.currencies
    before = longest_before(currencies, text, start)
    if before is not None and _numeral(text, start - len(before) - 1):
        before = None  # 3.0万美元|5万元: the name is the unit of the amount before it
    after = longest(currencies, text, end) if before is None and found.unit is not None else None
    name = before or after
    if name is None:
        return found, start, end
    unit, rule = currencies[name]
    found = found._replace(unit=unit, kind="money", rules=(*found.rules, rule))
    return found, start - len(before or ""), end + len(after or "")


def _numeral(text: str, at: int) -> bool:
    """Whether a number ends with the character at a place."""
    return at >= 0 and (text[at].isdecimal() or text[at] in numerals.MAGNITUDES)


def _word_before(text: str, start: int, lex: Lexicon) -> str:
    """The word of relation that stands before a figure; "" for none: 签约15个."""
    word = longest_before(lex.before, text, start) or ""
    return "" if len(longest_before(lex.ends_apart, text, start) or "") > len(word) else word


def _word_after(text: str, end: int, lex: Lexicon) -> str:
    """The word of relation that stands after a figure; "" for none."""
    word = longest(lex.after, text, end, 4)
    if word is None or longest(lex.apart, text, end) is not None:  # 六百亿元多出54%
        return ""
    # 9轮强降雨: one character is a word of its own only where the phrase ends
    cut = len(word) == 1 and word not in "多余" and _han(text, end + 1)
    return "" if cut else word


def _dimension(found: _Found, lex: Lexicon) -> tuple[str | None, Kind, tuple[str, ...]]:
    """The unit as the records write it, what it measures, and the rule that tells it."""
    if found.kind is not None:
        return found.unit, found.kind, ()
    if found.unit is None:
        return None, "count", ()
    kind, rule = lex.dimension.get(found.unit) or lex.dimension[found.unit.partition("/")[0]]
    return lex.written.get(found.unit, found.unit), kind, (rule,)

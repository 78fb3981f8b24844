"""Find every numeral in a text and read it: a quantity with its unit, or unread with the reason.

Works on folded text, one pass from left to right; each numeral is taken once.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import regex

from . import matching, numerals
from .records import Kind, Relation
from .rules import Rule, RuleSet
from .source import fold


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


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral that is no quantity, and why."""

    start: int
    end: int
    reason: str
    rule: str | None


ELSEWHERE = "elsewhere"  # reason of a taken span whose numerals another stage reads

# compiled by regex: the possessive groups of re go wrong in Python 3.11.0 to 3.11.4 (亿|千瓦)
_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})++(?!\d)(?:\.\d++)?|\d++(?:[.·]\d++)?)"
# a magnitude that does not belong to 百分之, 千瓦, 千米 …
_MAGNITUDE = r"(?:百(?!分)|千(?!分之|[瓦克米伏卡赫帕焦])|万(?!分之)|[十亿](?!分之))"
_CHINESE = rf"(?:[〇零一二两三四五六七八九](?!分之)|{_MAGNITUDE})"
_MORE = rf"(?:(?:\d++(?:\.\d++)?|[一二两三四五六七八九](?={_MAGNITUDE})){_MAGNITUDE}*+)*+"  # 3万|4000
_MIXED = rf"{_ARABIC}(?:[ ]?(?:[多余几]?{_MAGNITUDE})++{_MORE})?"
_SPOKEN = rf"{_CHINESE}++(?:[多余来]?{_MAGNITUDE}++|点[〇零一二三四五六七八九]++{_MAGNITUDE}*+)?"
_NUMBER = rf"(?:{_MIXED}|{_SPOKEN})"
_NUMBER_RE = regex.compile(_NUMBER)
_START = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿第]")
_FRACTION = regex.compile(
    r"(?P<whole>[一二两三四五六七八九十百千\d]++)分之(?P<part>[〇零一二两三四五六七八九十百千万点\d.]++)|(?P<up>\d{1,3})/(?P<down>\d{1,3})(?![\d/.])"
)
_RATIO = regex.compile(r"\d++(?:\.\d++)?(?:[∶:：比]\d++(?:\.\d++)?)++")
_RANGE = re.compile(r"[ ]?(?:—{1,2}|-{1,2}|~|至|到)[ ]?")
_RANK = regex.compile(rf"第({_NUMBER})(?P<unit>位(?![代委领数])|名(?!单)|(?![一-龥]))")
_UPPER_PART = regex.compile(r"(?:—{1,2}|至|到)(?:百分之)?([〇零一二两三四五六七八九十百点\d.]++)")
_SIGN = "-−－负"
_PARTS = {"百": ("%", 1), "千": ("‰", 1), "万": ("‱", 1)}


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What the pattern files say, made ready for matching."""

    dimension: dict[str, tuple[Kind, str]]
    written: dict[str, str]  # folded unit → as the pattern file writes it
    beginnings: dict[str, str]  # words that begin like a unit → id of the rule
    arabic: frozenset[str]  # units that only follow Arabic figures
    before: dict[str, tuple[Relation, str]]  # words of relation that stand before a figure
    after: dict[str, tuple[Relation, str]]  # and after it
    apart: frozenset[str]  # words that only begin like one of these
    unread: regex.Pattern[str]
    unread_rules: dict[str, Rule]
    user: tuple[Rule, ...]


def _longest(table: Mapping[str, Any], text: str, at: int, most: int = 14) -> str | None:
    """The longest entry of a table that stands at a place."""
    return next(
        (w for size in range(most, 0, -1) if (w := text[at : at + size]) in table and len(w) == size), None
    )


def lexicon(rules: RuleSet) -> _Lexicon:
    """The compiled units, relations and reasons of a rule set."""
    return rules.once("quantities", _compile)


def _compile(rules: RuleSet) -> _Lexicon:
    dimension: dict[str, tuple[Kind, str]] = {}
    written: dict[str, str] = {}
    arabic: set[str] = set()
    beginnings: dict[str, str] = {}
    for rule in rules.stage("units"):
        for word in rule.data["words"]:
            folded = fold(word)
            dimension[folded] = (rule.data["dimension"], rule.id)
            written.setdefault(folded, word)
            if rule.data.get("arabic"):
                arabic.add(folded)
        beginnings.update(dict.fromkeys(rule.data.get("beginnings", ()), rule.id))
    before: dict[str, tuple[Relation, str]] = {}
    after: dict[str, tuple[Relation, str]] = {}
    apart: set[str] = set()
    for rule in rules.stage("relations"):
        said = (rule.data["relation"], rule.id)
        before.update(dict.fromkeys(rule.data.get("before", ()), said))
        after.update(dict.fromkeys(rule.data.get("after", ()), said))
        apart.update(rule.data.get("beginnings", ()))
    own = [rule for rule in rules.stage("unread") if not rule.user]
    groups = "|".join(f"(?P<r{i}>{rule.data['pattern']})" for i, rule in enumerate(own))
    return _Lexicon(
        dimension=dimension,
        written=written,
        beginnings=beginnings,
        arabic=frozenset(arabic),
        before=before,
        after=after,
        apart=frozenset(apart),
        unread=regex.compile(groups, regex.V1 | regex.MULTILINE),
        unread_rules={f"r{i}": rule for i, rule in enumerate(own)},
        user=tuple(rule for rule in rules.stage("unread") if rule.user),
    )


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
            number = _NUMBER_RE.match(text, at)
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


def _read_one(text: str, at: int, lex: _Lexicon, quotes: dict[int, int]) -> Quantity | Numeral | int:
    """Read what begins at `at`; an int says: nothing here, go on from there."""
    hit = lex.unread.match(text, at)
    if hit is not None and hit.end() > at:
        rule = lex.unread_rules[hit.lastgroup or next(k for k, v in hit.groupdict().items() if v is not None)]
        return Numeral(at, hit.end(), rule.data["reason"], rule.id)
    if text[at] == "第":
        rank = _RANK.match(text, at)
        value = numerals.parse(rank[1]) if rank else None
        if rank is None or value is None:
            return at + 1
        return _finish(
            text, at, rank.end(), value, None, rank["unit"] or None, "rank", ("reading.rank",), lex, quotes
        )
    return _number(text, at, lex, quotes)


def _number(text: str, at: int, lex: _Lexicon, quotes: dict[int, int]) -> Quantity | Numeral | int:
    fraction = _FRACTION.match(text, at)
    if fraction is not None:
        return _fraction(text, at, fraction, lex, quotes)
    if text[at].isdigit():
        ratio = _RATIO.match(text, at)
        if ratio is not None:
            parts = [Decimal(p) for p in re.split("[∶:：比]", ratio.group())]
            if all(numerals.sound(p) for p in parts) and parts[1]:
                first = parts[0] if len(parts) > 2 or parts[1] == 1 else _round(parts[0] / parts[1])
                return _finish(
                    text, at, ratio.end(), first, None, None, "ratio", ("reading.ratio",), lex, quotes
                )
    if text.startswith("一半", at):
        half = Decimal("0.5")
        return _finish(text, at, at + 2, half, None, None, "ratio", ("reading.half",), lex, quotes)
    match = _NUMBER_RE.match(text, at)
    if match is None:
        return at + 1
    raw = match.group()
    value, surplus, end = _value(text, raw, match.end())
    if value is None:
        if _plain_word(raw):
            return match.end()
        reason = "too-large" if any(c.isdigit() for c in raw) else "word"
        return Numeral(at, match.end(), reason, None)
    unit, unit_end = _unit(text, end, lex, raw)
    upper = _RANGE.match(text, unit_end if unit else end)
    if upper is not None:
        other = _NUMBER_RE.match(text, upper.end())
        if other is not None:
            second, _surplus2, end2 = _value(text, other.group(), other.end())
            unit2, unit_end2 = _unit(text, end2, lex, other.group())
            if second is not None and (unit is None or unit2 is None or unit == unit2):
                low = _scaled(raw, value, other.group(), second)
                if low < second and (unit2 or unit or any(c.isdigit() for c in raw)) and not _from(text, at):
                    last = unit_end2 if unit2 else end2
                    return _finish(
                        text, at, last, low, second, unit2 or unit, None, ("reading.range",), lex, quotes
                    )
    if unit is None:
        return _bare(text, at, end, raw, value, surplus, lex, quotes)
    if raw in numerals.DIGITS and lex.dimension.get(unit, ("measure", ""))[0] == "count" and _article(raw):
        return unit_end
    return _finish(text, at, unit_end, value, None, unit, None, (), lex, quotes, surplus)


def _article(raw: str) -> bool:
    return raw == "一"


def _from(text: str, at: int) -> bool:
    """由3个到5个 has two ends, not a range."""
    return at > 0 and text[at - 1] in "由从"


def _value(text: str, raw: str, end: int) -> tuple[Decimal | None, str, int]:
    """Value, surplus word (多, 余) and the end after it."""
    surplus = ""
    for word in "多余来几":
        if word in raw:
            surplus, raw = word, raw.replace(word, "")
    value = numerals.parse(raw.replace(" ", ""))
    if (
        value is not None
        and not surplus
        and end < len(text)
        and text[end] in "余多"
        and raw not in numerals.DIGITS
    ):
        surplus, end = text[end], end + 1
    elif value is not None and not surplus and text.startswith("来", end) and raw and raw[-1] in "十百千":
        surplus, end = "来", end + 1
    return value, surplus, end


def _scaled(raw: str, value: Decimal, other: str, second: Decimal) -> Decimal:
    """20至30万: the magnitude at the end belongs to both."""
    if raw[-1] in numerals.MAGNITUDES or value >= second:
        return value
    tail = other.lstrip("0123456789.〇零一二两三四五六七八九点")
    size = numerals.parse(tail) if tail and all(c in "万亿" for c in tail) else None
    scaled = value * size if size else value
    return numerals.tidy(scaled) if scaled < second else value


def _unit(text: str, at: int, lex: _Lexicon, raw: str) -> tuple[str | None, int]:
    start = at
    if at < len(text) and text[at] == " ":
        at += 1
    if text.startswith(("个多", "个余"), at):  # 1个多月
        unit = _longest(lex.dimension, "个" + text[at + 2 : at + 6], 0)
        if unit is not None and len(unit) > 1:
            return unit, at + 1 + len(unit)
    unit = _longest(lex.dimension, text, at)
    if unit is None:
        return None, at
    if unit in lex.arabic and not any(c.isdigit() for c in raw):
        return None, start
    if len(unit) == 1 and _longest(lex.beginnings, text, at, 4) is not None:
        return None, start
    end = at + len(unit)
    if text[end : end + 1] == "/":  # 0.6人/百亿元
        size = end + 1
        while text[size : size + 1] in numerals.MAGNITUDES:
            size += 1
        per = _longest(lex.dimension, text, size)
        if per is not None:
            return text[at : size + len(per)], size + len(per)
    return unit, end


def _fraction(
    text: str, at: int, match: Any, lex: _Lexicon, quotes: dict[int, int]
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
        unit = _PARTS[match["whole"]][0]
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


_RANKED = re.compile(r"[居列进位入排跻身]{1,2}[一-龥]{0,6}前$")
_AFTER_LEVEL = re.compile(
    r"(?:达到?|至|到|为|是|超过?|突破|过|破|逾|近|上|跨|足|于|在|迈上|跃上|跨上|由|从|约)$"
)


def _bare(
    text: str,
    at: int,
    end: int,
    raw: str,
    value: Decimal,
    surplus: str,
    lex: _Lexicon,
    quotes: dict[int, int],
) -> Quantity | Numeral | int:
    """A number with no unit that is known: a ratio or index, a lost unit, or a word that looks numeric."""
    if not any(c.isdigit() for c in raw):
        if _plain_word(raw):
            return end
        if text[at - 1 : at] == "前" and not _han(text, end) and _RANKED.search(text, max(0, at - 10), at):
            return _finish(text, at, end, value, None, None, "rank", ("reading.rank",), lex, quotes)
        led = _AFTER_LEVEL.search(text, max(0, at - 4), at) is not None
        large = raw[-1] in "万亿" and led and not _han(text, end)
        if not large or at in quotes:
            return Numeral(at, end, "slogan" if at in quotes else "word", None)
        return _finish(text, at, end, value, None, None, "count", (), lex, quotes, surplus)
    before = text[at - 1] if at else ""
    named = before.isascii() and before and (before.isalnum() or before in "-+/_.#")
    if named and not (before == "-" and at > 1 and _han(text, at - 2)):
        return Numeral(at, end, "name", None)
    after = text[end] if end < len(text) else ""
    if after and after.isascii() and (after.isalpha() or after in "+/_#@"):
        return Numeral(at, end, "name", None)
    if not before.strip() and not after.strip():
        return Numeral(at, end, "isolated", None)
    return _finish(text, at, end, value, None, None, "count", (), lex, quotes, surplus)


def _han(text: str, at: int) -> bool:
    return at < len(text) and "一" <= text[at] <= "龥"


def _signs(text: str, at: int) -> bool:
    """Whether a sign makes the number negative: not in 1-3, 税负5700亿元."""
    before = text[at - 1] if at else ""
    if text[at] == "负":
        return before in "为是达至到由从"
    return not (before.isascii() and before.isalnum())


def _finish(
    text: str,
    at: int,
    end: int,
    value: Decimal,
    top: Decimal | None,
    unit: str | None,
    kind: Kind | None,
    fired: tuple[str, ...],
    lex: _Lexicon,
    quotes: dict[int, int],
    surplus: str = "",
) -> Quantity | Numeral:
    """Sign, relation and kind; a number inside a short quotation is part of a name."""
    if (close := quotes.get(at)) is not None and quotes.get(end - 1) == close:
        return Numeral(at, end, "slogan", None)
    if at and text[at - 1] in _SIGN and _signs(text, at - 1):
        at, value = at - 1, -value
    relation: Relation = "="
    if unit is not None and not surplus:
        if text[end : end + 1] in ("多", "余") and text[end : end + 2] not in lex.apart:  # 1倍多
            surplus, end = text[end], end + 1
        elif "多" in text[at:end] and unit not in text[at:end]:  # 1个多月
            surplus = "多"
    if at and text[at - 1] == "前" and unit in ("位", "名", "强", None) and kind in (None, "rank"):
        at, kind = at - 1, "rank"  # 居全国前10位
    outer_start, outer_end = at, end
    left = next((w for size in range(6, 0, -1) if (w := text[max(0, at - size) : at]) in lex.before), None)
    right = _longest(lex.after, text, end, 4)
    if right is not None and text[end : end + 2] in lex.apart:
        right = None  # 六百亿元多出54%
    said = lex.after.get(surplus) or lex.before.get(left or "") or lex.after.get(right or "")
    if said is not None:
        relation, rule = said
        fired = (*fired, rule)
    if left is not None:
        outer_start = at - len(left)
    if right is not None:
        outer_end = end + len(right)
    if kind is None:
        if unit is None:
            kind = "count"
        else:
            kind, rule = lex.dimension.get(unit) or lex.dimension[unit.partition("/")[0]]
            fired = (*fired, rule)
            unit = lex.written.get(unit, unit)
    return Quantity(at, end, outer_start, outer_end, value, top, unit, relation, kind, fired)

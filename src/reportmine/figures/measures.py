"""Numbers and units as the rules know them: the grammar of a number, the tables of units and of relations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from ..dataclass import dataclass
from ..records import Kind, Relation
from ..rules.expressions import compiled, later
from ..rules.matching import found, search
from ..rules.rule import FLAGS, Group, Rule, RuleSet
from ..text import numerals
from ..text.fold import fold

if TYPE_CHECKING:
    import regex

# compiled by regex: the possessive groups of re go wrong in Python 3.11.0 to 3.11.4 (亿|千瓦)
_ARABIC = r"(?:\d{1,3}(?:[,，]\d{3})++(?!\d)(?:\.\d++)?|\d++(?:[.·]\d++)?)"
# a magnitude that does not belong to 百分之, 千瓦, 千米 …
_MAGNITUDE = r"(?:百(?!分)|千(?!分之|[瓦克米伏卡赫帕焦])|万(?!分之)|[十亿](?!分之))"
_DIGIT = "[〇零一二两三四五六七八九廿卅卌]"
_CHINESE = rf"(?:{_DIGIT}(?!分之)|{_MAGNITUDE})"
_SIZED = rf"{_MAGNITUDE}++(?:[多余]{_MAGNITUDE}++)?"
# 3万|4000, 1亿|3千多万: what goes on either has a magnitude or fills the places of the one before, so that
# 390万|65岁以上老年人 is two numbers
_PLACES = r"\d{4,}+(?:\.\d++)?|(?<=千)\d{3}(?!\d)|(?<=百)\d\d(?!\d)"
_MORE = rf"(?:\d++(?:\.\d++)?{_SIZED}|[一二两三四五六七八九]{_SIZED}|{_PLACES})*+"
_MIXED = rf"{_ARABIC}(?:[ ]?(?:[多余来几]?{_MAGNITUDE})++{_MORE})?"
_SPOKEN = rf"{_CHINESE}++(?:[多余来]?{_MAGNITUDE}++|点[〇零一二三四五六七八九]++{_MAGNITUDE}*+)?"
_FORMAL_DIGIT = "[壹贰叁肆伍陆柒捌玖]"
# 伍佰伍拾万: with a formal magnitude, so that 陆家嘴 and 收拾 are no numbers
_FORMAL_SIZED = rf"[零〇]?(?:{_FORMAL_DIGIT}|[拾佰仟])"
_FORMAL = (
    rf"{_FORMAL_DIGIT}(?:[拾佰仟](?:[零〇]?(?:{_FORMAL_DIGIT}|[拾佰仟万亿]))*+"
    rf"|[万亿](?:(?=[元圆])|(?:{_FORMAL_SIZED})++))"
)
NUMBER = rf"(?:{_MIXED}|{_SPOKEN}|{_FORMAL})"
NUMBER_RE = later(NUMBER)
VOUCHER_RE = later(rf"{_FORMAL}|{_FORMAL_DIGIT}(?=[角分])")
Entry = TypeVar("Entry")
_LARGE = ("万", "亿")  # magnitudes that no word like 三省 begins with
_SIZES = "十百千万亿多余来几 "  # what may stand between a figure and its unit
BLANKS = 4  # so many may stand between a number and its unit


class Entries(dict[str, Entry]):
    """A table of words that knows how long those are that begin or end with a character, longest first."""

    def __init__(self, words: Mapping[str, Entry]) -> None:
        super().__init__(words)
        self.sizes = _sizes(words, 0)

    @cached_property
    def ends(self) -> dict[str, tuple[int, ...]]:
        """How long those are that end with a character."""
        return _sizes(self, -1)


def _sizes(words: Iterable[str], place: int) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[place], set()).add(len(word))
    return {character: tuple(sorted(sizes, reverse=True)) for character, sizes in found.items()}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the pattern files say, made ready for matching."""

    dimension: Entries[tuple[Kind, str]]
    written: dict[
        str, str
    ]  # folded unit → the unit of the records: as the pattern file writes it, or its `as`
    currencies: Entries[tuple[str, str]]  # money that is named beside 元 → the unit of the records, rule
    beginnings: Entries[str]  # words that begin like a unit → id of the rule
    arabic: frozenset[str]  # units that only follow Arabic figures, and large ones
    before: Entries[tuple[Relation, str]]  # words of relation that stand before a figure
    after: Entries[tuple[Relation, str]]  # and after it
    apart: Entries[None]  # words that only begin like one of these
    ends_apart: Entries[None]  # words that only end like one
    beside: Mapping[str, Group]  # what tells, right before a number, how it is read
    unread: regex.Pattern[str]
    unread_rules: dict[str, Rule]
    user: tuple[Rule, ...]


def lexicon(rules: RuleSet) -> Lexicon:
    """The compiled units, relations and reasons of a rule set."""
    return rules.once("quantities", _compile)


def _compile(rules: RuleSet) -> Lexicon:
    dimension: dict[str, tuple[Kind, str]] = {}
    written: dict[str, str] = {}
    currencies: dict[str, tuple[str, str]] = {}
    arabic: set[str] = set()
    beginnings: dict[str, str] = {}
    for rule in rules.stage("units"):
        for word in rule.data["words"]:
            folded = fold(word)
            if folded not in dimension:  # the first rule that has a word says what it is
                dimension[folded] = (rule.data["dimension"], rule.id)
                written[folded] = rule.data.get("as", word)
                if rule.data.get("arabic"):
                    arabic.add(folded)
        for word in rule.data.get("beginnings", ()):
            beginnings.setdefault(word, rule.id)
        for word in rule.data.get("currencies", ()):
            currencies.setdefault(fold(word), (rule.data.get("as", word), rule.id))
    before: dict[str, tuple[Relation, str]] = {}
    after: dict[str, tuple[Relation, str]] = {}
    apart: set[str] = set()
    ends_apart: set[str] = set()
    for rule in rules.stage("relations"):
        said = (rule.data["relation"], rule.id)
        for words, table in (("before", before), ("after", after)):
            for word in rule.data.get(words, ()):
                table.setdefault(word, said)
        apart.update(rule.data.get("beginnings", ()))
        ends_apart.update(rule.data.get("endings", ()))
    own = [rule for rule in rules.stage("unread") if not rule.user]
    groups = "|".join(f"(?P<r{i}>{rule.data['pattern']})" for i, rule in enumerate(own))
    return Lexicon(
        dimension=Entries(dimension),
        written=written,
        currencies=Entries(currencies),
        beginnings=Entries(beginnings),
        arabic=frozenset(arabic),
        before=Entries(before),
        after=Entries(after),
        apart=Entries(dict.fromkeys(apart)),
        ends_apart=Entries(dict.fromkeys(ends_apart)),
        beside=rules.grouped("beside", "scope"),
        unread=compiled(groups, FLAGS),
        unread_rules={f"r{i}": rule for i, rule in enumerate(own)},
        user=tuple(rule for rule in rules.stage("unread") if rule.user),
    )


def longest(table: Entries[Any], text: str, at: int, most: int = 14) -> str | None:
    """The longest entry of a table that stands at a place."""
    for size in table.sizes.get(text[at : at + 1], ()):
        if size <= most and len(word := text[at : at + size]) == size and word in table:
            return word
    return None


def led(lex: Lexicon, scope: str, text: str, at: int, most: int = 4) -> bool:
    """Whether what stands right before a place tells how a number there is read."""
    return found(lex.beside.get(scope, ()), text[max(0, at - most) : at])


def of_each(lex: Lexicon, text: str, at: int, most: int = 5) -> int:
    """Where the words begin that say what has so much each, right before a number; `at` for none."""
    first = max(0, at - most)
    hits = (search(rule, text[first:at]) for rule in lex.beside.get("per", ()))
    return min((first + hit.start() for hit in hits if hit is not None), default=at)


def begins(rules: RuleSet) -> Callable[[str, int], bool]:
    """Whether a magnitude or a unit begins at a place of a folded text."""
    known = lexicon(rules).dimension

    def begins(text: str, at: int) -> bool:
        return (
            text[at : at + 1] in ("万", "亿", "千", "百", "多", "余") or longest(known, text, at) is not None
        )

    return begins


def longest_before(table: Entries[Any], text: str, at: int, most: int = 6) -> str | None:
    """The longest entry of a table that ends at a place."""
    for size in table.ends.get(text[at - 1 : at], ()):
        if size <= most and size <= at and (word := text[at - size : at]) in table:
            return word
    return None


def value(text: str, raw: str, end: int) -> tuple[Decimal | None, str, int]:
    """Value, surplus word (多, 余) and the end after it, of a number that ends at a place."""
    surplus = ""
    for word in "" if raw.isascii() else "多余来几":
        if word in raw:
            surplus, raw = word, raw.replace(word, "")
    found = numerals.parse(raw.replace(" ", ""))
    if (
        found is not None
        and not surplus
        and end < len(text)
        and text[end] in "余多"
        and raw not in numerals.DIGITS
    ):
        surplus, end = text[end], end + 1
    elif found is not None and not surplus and text.startswith("来", end) and raw and raw[-1] in "十百千0":
        surplus, end = "来", end + 1
    return found, surplus, end


def unit(text: str, at: int, lex: Lexicon, raw: str) -> tuple[str | None, int]:
    """The unit after a number written `raw`, and its end; None and the place where there is none."""
    start = at
    while at < len(text) and text[at] == " " and at - start < BLANKS:
        at += 1
    if text.startswith(("个多", "个余"), at):  # 1个多月
        found = longest(lex.dimension, "个" + text[at + 2 : at + 6], 0)
        if found is not None and len(found) > 1:
            return found, at + 1 + len(found)
    found = longest(lex.dimension, text, at)
    if found is None:
        return None, start
    if found in lex.arabic and not any(c.isdigit() for c in raw) and not raw.endswith(_LARGE):
        return None, start  # 四方, 三省 are words; 四千二百万方 is none
    if len(found) == 1 and longest(lex.beginnings, text, at, 4) is not None:
        return None, start
    end = at + len(found)
    if _letter(found[-1]) and _letter(text[end : end + 1]):
        return None, start  # Mb in Mbps: letters are a unit only as a whole
    return per(text, found, at, end, lex)


def is_unit(text: str, rules: RuleSet) -> bool:
    """Whether a folded text is a unit, or a magnitude, or both: 户, 亿, 万元."""
    lex = lexicon(rules)
    sizes = len(text) - len(text.lstrip(_SIZES))
    ends = (unit(text, at, lex, "1") for at in range(sizes + 1))
    return sizes == len(text) or any(end == len(text) for found, end in ends if found is not None)


def per(text: str, found: str, at: int, end: int, lex: Lexicon) -> tuple[str, int]:
    """The unit with what it is counted by: 0.6人/百亿元, 56元/月·人."""
    while text[end : end + 1] == "/" or (text[end : end + 1] == "·" and "/" in text[at:end]):
        size = end + 1
        while text[size : size + 1] in numerals.MAGNITUDES and text[size : size + 2] not in lex.dimension:
            size += 1
        other = longest(lex.dimension, text, size)
        if other is None:
            break
        end = size + len(other)
    return text[at:end], end


def _letter(char: str) -> bool:
    return char.isascii() and char.isalpha()

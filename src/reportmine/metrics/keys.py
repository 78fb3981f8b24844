"""What makes a figure's metric: its words, what is done, by whom, of which whole, when; for comparing two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from ..language.tokens import Words, words
from ..records import Indicator, Report
from ..rules.rule import RuleSet
from ..text.fold import fold
from ..times.period import Period
from .concepts import Concepts, concepts
from .conversions import Units, units
from .labels import Trims, trims
from .synonyms import Synonyms, synonyms

Bag = Mapping[str, float]  # words with their weight

GENERIC_WEIGHT = 0.25  # of a word that many names share


@dataclass(frozen=True)
class Metric:
    """One figure, as it is compared with those of another report."""

    figure: Indicator
    name: str  # the item without what says nothing
    words: Bag  # of item, action and whole
    item: Bag
    doing: str | None
    actor: Bag
    whole: Bag
    units: frozenset[str]
    role: str  # "level" (also the end of a change), "change" or "from"
    basis: str
    when: tuple[int, int, str] | None  # years after the year reported on, how many years, part of a year
    marks: Mapping[str, frozenset[str]]  # of each rule of distinct words: those the metric has
    musts: Mapping[str, frozenset[str]]  # the same of opposed words, which the other must have too
    whose: frozenset[str]  # opposed words of its actor
    context: Bag = field(repr=False)  # words of the sentence
    section: Bag = field(repr=False)  # words of the titles above it
    flow: bool = False  # what was done in the time, so that several years hold more of it
    several: bool = False  # the item lists several things
    place: str = ""  # the part of the region that it is of, where it is of one

    @property
    def traits(self) -> Iterable[str]:
        """What a metric that is the same has at least one of."""
        return self.words if self.figure.concept is None else (*self.words, f"#{self.figure.concept}")

    @cached_property
    def said(self) -> tuple[object, ...]:
        """What two figures have in common that are told in the very same words, whenever they are of."""
        one = self.figure
        words = (fold(said or "") for said in (one.sentence, one.text, one.item, one.action))
        return *words, one.role, one.direction, one.value

    @cached_property
    def key(self) -> tuple[str, str, int]:
        """An order that does not depend on where in its report the figure stands, as far as can be."""
        return fold(self.figure.sentence), fold(self.figure.text), self.figure.start


class Reader:
    """Figures to metrics, by one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        self.trim: Trims = trims(rules)
        self.units: Units = units(rules)
        self._words: Words = words(rules)
        self._concepts: Concepts = concepts(rules)
        known: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for rule in rules.stage("alignment"):
            known.setdefault(rule.data["class"], []).append((rule.id, tuple(rule.data["words"])))
        self._synonyms: Synonyms = synonyms(rules)
        self._basis = tuple(word for _, group in known.get("basis", ()) for word in group)
        self._part = tuple(word for _, group in known.get("part", ()) for word in group)
        self._empty = {word for _, group in known.get("empty", ()) for word in group}
        self._joins = {word for _, group in known.get("joins", ()) for word in group}
        self._generic = {word for _, group in known.get("generic", ()) for word in group}
        self._examples = tuple(word for _, group in known.get("examples", ()) for word in group)
        self._distinct, self._doing, self._opposed = (
            [(name, _longest(group)) for name, group in known.get(kind, ())]
            for kind in ("distinct", "doing", "opposed")
        )
        self._bags: dict[str, Bag] = {}

    def bag(self, text: str | None) -> Bag:
        """The words of a name with their weights, synonyms replaced, empty words left out."""
        if not text:
            return {}
        if text not in self._bags:
            self._bags[text] = self._bag(text)
        return self._bags[text]

    def _bag(self, text: str) -> Bag:
        plain = self._synonyms.name(self._head(self.trim(text)))
        weights: defaultdict[str, float] = defaultdict(float)
        for word in chain.from_iterable(map(self._words.parts, self._words.cut(plain))):
            if word in self._empty or not word.strip():
                continue
            weights[word] += len(word) * (GENERIC_WEIGHT if word in self._generic else 1)
        return dict(weights)

    def _head(self, text: str) -> str:
        """What a list of examples is of: 《…条例》等地方性法规草案 → 地方性法规草案."""
        for word in self._examples:
            before, sign, after = text.rpartition(word)
            if sign and len(before) > 1 and len(after) > 2:
                return after
        return text

    def doing(self, action: str | None) -> str | None:
        """What is done, one word for all of one meaning; None where nothing is but that the figure stands."""
        if action is None or (action := fold(action)) in self.trim.plain:
            return None
        return self._synonyms.doing(action)

    def basis(self, one: Indicator, year: int | None) -> str:
        """What a change is compared with; "" for the year before, or where nothing is said."""
        said = fold(one.basis or "")
        if not said or self.is_year_before(said, one, year):
            return ""
        span = Period.parse(one.period)
        of_all = span is not None and span.several and str(span.first_year - 1) in said
        return "" if of_all else said  # 较2020年, of 2021-2025: the growth over all of them

    def is_year_before(self, said: str, one: Indicator, year: int | None) -> bool:
        """Whether words name the year before the one that a figure is of."""
        if fold(said).startswith(self._basis):
            return True
        return year is not None and str(year - (one.status == "actual")) in said

    def _place(self, actor: str | None, region: str | None) -> str:
        """The place an actor names, other than the region itself."""
        name = self.trim(actor) if actor else ""
        if not name or name in self.trim.before or (region and name.startswith(region[:2])):
            return ""
        named = any(self._words.sense(word).letter == "L" for word in self._words.cut(name))
        return name if named or name.endswith(self._part) else ""

    def _flow(self, one: Indicator, doing: str | None, cut: Iterable[str]) -> bool:
        """Whether more of it is done in more time, unlike a level that is reached."""
        if one.role != "level" or one.kind in ("percent", "ratio", "rank", "score"):
            return False
        concept = self._concepts.get(one.concept)
        if concept is not None and concept.sums:
            return True
        return doing is not None or any(self._words.sense(word).letter in "Vw" for word in cut)

    def read(self, one: Indicator, year: int | None, titles: str, region: str | None = None) -> Metric:
        """The metric of one figure of a report on a year and region, in sections of these titles."""
        item = one.item or ""
        actor = fold(one.actor or "")
        whole = one.whole if one.whole and one.whole not in item else None
        doing = self.doing(one.action)
        if doing and (one.action or "") in item:
            doing = None
        label = self._synonyms.name(self.trim(item)) if item else ""
        cut = self._words.cut(label)
        weights: defaultdict[str, float] = defaultdict(float)
        for part in (item, doing, whole):
            for word, weight in self.bag(part).items():
                weights[word] += weight
        return Metric(
            figure=one,
            name=self._head(label),
            words=dict(weights),
            item=self.bag(item),
            doing=doing,
            actor=self.bag(actor) if actor not in self.trim.before else {},
            whole=self.bag(whole),
            units=self.units.kinds(one.unit),
            role="level" if one.role == "to" else one.role,
            basis=self.basis(one, year) if one.role == "change" else "",
            when=_when(one, year),
            marks=_marks(self._distinct, label) | _marks(self._doing, doing or ""),
            musts=_marks(self._opposed, label + (doing or "")),
            # 市本级 is not 全市
            whose=frozenset(chain.from_iterable(_marks(self._opposed, actor).values())),
            context=self.bag(without_figures(one.sentence)),
            section=self.bag(titles),
            flow=self._flow(one, doing, cut),
            several=not self._joins.isdisjoint(cut),
            place=self._place(one.actor, region),
        )


def metrics(report: Report, reader: Reader) -> list[Metric]:
    """The metrics of a report's figures, in document order."""
    titles: dict[str, str] = {}
    for section in report.sections:
        titles[section.id] = titles.get(section.parent or "", "") + without_figures(section.title)
    return [
        reader.read(one, report.year, titles.get(one.section or "", ""), report.region)
        for one in report.indicators
    ]


def _marks(rules: Iterable[tuple[str, re.Pattern[str]]], text: str) -> dict[str, frozenset[str]]:
    """Of each rule, its words that stand in a text; rules of which none does are left out."""
    return {name: frozenset(hits) for name, pattern in rules if (hits := pattern.findall(text))}


def _longest(group: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(group, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered)))


def without_figures(sentence: str) -> str:
    """The words of a sentence or heading, without its numbers and years."""
    return re.sub(r"\d[\d.,]*[%年]?", "", fold(sentence))


def _when(one: Indicator, year: int | None) -> tuple[int, int, str] | None:
    """Years from the year reported on to the end of the period, its length in years, and Q1 or a month."""
    period = Period.parse(one.period)
    if year is None or (period is None and one.status == "target"):
        return None
    if period is None:
        return 0, 1, ""
    part = period.part  # months added up count as the year they are of
    single = str(part) if part is not None and part.first == part.last else ""
    return period.last_year - year, period.years, single


def several_years(one: Indicator) -> bool:
    """Whether a figure is of more than one year."""
    period = Period.parse(one.period)
    return period is not None and period.several

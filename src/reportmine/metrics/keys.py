"""Figures to metrics: what is counted, what is done, by whom, of which whole, when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, zip_longest

from ..dataclass import replace
from ..language.tokens import Words, words
from ..records import Indicator, Report
from ..rules.expressions import later
from ..rules.rule import RuleSet
from ..text.fold import fold
from ..times.period import Period
from .budgets import Budgets, budgets
from .concepts import Concepts, concepts
from .conversions import Units, units
from .coverage import Coverages
from .labels import Trims, trims
from .metric import Bag as Bag
from .metric import Metric as Metric
from .surroundings import NOWHERE, Surroundings, surroundings
from .synonyms import Synonyms, synonyms
from .tiers import Tiers, tiers
from .wordlists import WordRules, any_of

GENERIC_WEIGHT = 0.15  # of a word that many names share
MANY = 50_000  # names whose words are kept

_NUMBER = later(r"\d[\d.,]*[%年]?")
_QUOTED = later("[“「『]([^“”「」『』]+)[”」』]")


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
        self._total, self._without, self._each = (
            any_of([word for _, group in known.get(kind, ()) for word in group])
            for kind in ("total", "without", "each-time")
        )
        self._all, self._within = (
            tuple(word for _, group in known.get(kind, ()) for word in group) for kind in ("all", "within")
        )
        self._bare = self._generic.union(*(group for _, group in known.get("bare", ())))
        self._owned = {word for _, group in known.get("owned", ()) for word in group}
        self._closed = any_of([word for _, group in known.get("closed", ()) for word in group])
        self._distinct, self._doing, self._opposed = (
            WordRules(known.get(kind, ())) for kind in ("distinct", "doing", "opposed")
        )
        self._coverages = Coverages(rules)
        self._budgets: Budgets = budgets(rules)
        self.tiers: Tiers = tiers(rules)
        self._bags: dict[str, Bag] = {}

    def bag(self, text: str | None) -> Bag:
        """The words of a name with their weights, synonyms replaced, empty words left out."""
        if not text:
            return {}
        known = self._bags.get(text)
        if known is None:
            if len(self._bags) >= MANY:
                self._bags.clear()  # of reports long read
            known = self._bags[text] = self._bag(text)
        return known

    def _bag(self, text: str) -> Bag:
        plain = self._synonyms.name(self._head(self.trim(text)))
        weights: defaultdict[str, float] = defaultdict(float)
        for long in chain.from_iterable(map(self._words.parts, self._said(plain))):
            word = self._measured(long)
            if word in self._empty or not word.strip():
                continue
            weights[word] += len(word) * (GENERIC_WEIGHT if word in self._generic else 1)
        return dict(weights)

    def _said(self, name: str) -> list[str]:
        """The words of a name without verbs that only say that the figure stands: 重大项目|完成|投资."""
        cut = self._words.cut(name)
        kept = [
            word
            for word, after in zip_longest(cut, cut[1:], fillvalue="")
            if len(word) < 2 or len(after) < 2 or word not in self.trim.plain
        ]
        return kept if len(kept) > 1 else cut

    def _measured(self, word: str) -> str:
        """What is measured, without the word that says that all of it is: 总装机 → 装机."""
        for sign in self._all:
            if len(word) > len(sign) + 1 and word.startswith(sign):
                return word[len(sign) :]
        return word

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

    def _is_bare(self, doing: str | None, item: Bag) -> bool:
        """Whether what is told says nothing without its owner: 完成率, 惠及学生."""
        if not 0 < len(item) <= 2:
            return False
        return doing in self._owned or (doing is None and item.keys() <= self._bare)

    def carried_out(self, one: Indicator) -> bool:
        """Whether what is told was brought about, and does not just stand: 完成收入1248.6亿元."""
        return one.action is not None and fold(one.action) in self._budgets.carried_out

    def account(self, metric: Metric) -> str:
        """What is budgeted, without words for its budget or what came of it: 一般公共预算支出."""
        return self._budgets.account(fold(metric.figure.item or ""))

    def named(self, one: Indicator, after: Indicator | None) -> Indicator:
        """A figure with the item of the next, where that stands right behind it: 安排12类45件民生实事."""
        if after is None or after.start != one.end or one.kind != after.kind or after.item is None:
            return one
        if one.item is not None and one.item not in self.trim.plain:
            return one
        return one.model_copy(update={"item": after.item})

    def _open(self, text: str) -> str:
        """A text without names whose words say nothing by themselves: the 最低 of 最低生活保障."""
        return self._closed.sub(" ", text)

    def _places(self, actor: str, region: str | None) -> frozenset[str]:
        """The places that an actor names, other than the region itself."""
        home = region[:2] if region else "-"
        return frozenset(
            word
            for word in self._words.cut(actor)
            if len(word) > 1
            and self._words.sense(word).letter == "L"
            and not word.startswith(home)
            and word not in self.trim.before
        )

    def read(
        self,
        one: Indicator,
        year: int | None,
        titles: str,
        region: str | None = None,
        beside: Surroundings = NOWHERE,
    ) -> Metric:
        """The metric of one figure of a report on a year and region, in sections of these titles."""
        item = one.item or ""
        actor = fold(one.actor or "")
        whole = one.whole if one.whole and one.whole not in item else None
        clause, short = beside.clause, self.trim(item)
        total = self._total.search(clause) is not None
        doing = self.doing(one.action)
        if doing and (one.action or "") in item:
            doing = None
        if total and doing and fold(one.action or "") not in beside.lead:
            doing = None  # of the figure before it: 新增26个、累计46个
        label = self._synonyms.name("".join(self._said(short))) if item else ""
        cut = self._words.cut(label)
        covers = self._coverages.of(one, year, region, beside)
        place = actor if covers.nation else self._place(one.actor, region)
        return Metric(
            figure=one,
            name=self._head(label),
            words=_sum(map(self.bag, (item, doing, whole))),
            item=self.bag(item),
            doing=doing,
            actor=self.bag(actor) if actor not in self.trim.before else {},
            whole=self.bag(whole),
            units=self.units.kinds(one.unit),
            role="level" if one.role == "to" else one.role,
            basis=self.basis(one, year) if one.role == "change" else "",
            when=_when(one, year),
            marks=self._distinct(self._open(label)),
            deeds=self._doing(doing or ""),
            musts=self._opposed(self._open(label + (doing or ""))),
            # 市本级 is not 全市
            whose=frozenset(chain.from_iterable(self._opposed(actor).values())),
            context=self.bag(without_figures(one.sentence)),
            section=self.bag(titles),
            flow=self._flow(one, doing, cut) or covers.summed,
            several=not self._joins.isdisjoint(cut),
            place=place,
            years=covers.years,
            summed=covers.summed,
            yearly=covers.yearly,
            seasons=covers.seasons,
            nation=covers.nation,
            budget=self._budgets.of(one, beside),
            bare=self._is_bare(doing, self.bag(item)),
            each=self._each.search(clause) is not None,
            total=total,
            phrase=self.bag((doing or "") + short),
            account=self.bag(actor + (doing or "") + short),
            around=_sum(map(self.bag, (without_figures(beside.lead), beside.tail, actor, doing, whole))),
            told=self._distinct(f"{clause} {beside.tail} {actor} {label} {doing or ''}"),
            within=one.kind == "rank" and fold(one.text).startswith(self._within),
            where=self._places(actor, region) | ({place} if place else set()),
            quoted=frozenset(_QUOTED.findall(fold(item))),
            called=frozenset(_QUOTED.findall(beside.before)),
            before=beside.before,
            without=frozenset(self._without.findall(beside.lead)),
        )


def reader_of(rules: RuleSet) -> Reader:
    """The reader of a rule set, made once."""
    return rules.once("reader", Reader)


def metrics(report: Report, reader: Reader) -> list[Metric]:
    """The metrics of a report's figures, in document order."""
    titles: dict[str, str] = {}
    for section in report.sections:
        titles[section.id] = titles.get(section.parent or "", "") + without_figures(section.title)
    before: Counter[tuple[object, ...]] = Counter()
    rows = []
    around = list(surroundings(report.indicators))
    owners = reader.tiers.of(report, around)
    for one, after, beside, tier in zip_longest(report.indicators, report.indicators[1:], around, owners):
        above = titles.get(one.section or "", "")
        metric = reader.read(reader.named(one, after), report.year, above, report.region, beside)
        metric = replace(metric, figure=one, tier=tier)
        alike = (one.sentence, one.item, one.action, metric.role, one.unit)
        rows.append(replace(metric, turn=before[alike]) if before[alike] else metric)
        before[alike] += 1
    return rows


def _sum(bags: Iterable[Bag]) -> Bag:
    """All the words of several names."""
    weights: dict[str, float] = {}
    for bag in bags:
        for word, weight in bag.items():
            weights[word] = weights.get(word, 0.0) + weight
    return weights


def without_figures(sentence: str) -> str:
    """The words of a sentence or heading, without its numbers and years."""
    return _NUMBER.sub("", fold(sentence))


def _when(one: Indicator, year: int | None) -> tuple[int, int, str] | None:
    """Years from the year reported on to the end of the period, its length in years, and Q1 or a month."""
    period = Period.parse(one.period)
    if year is None or (period is None and one.status == "target"):
        return None
    if period is None:
        return 0, 1, ""
    part = period.part  # months added up count as the year they are of
    one_part = part is not None and part.first == part.last and not period.several
    single = str(part) if one_part else ""
    return period.last_year - year, period.years, single


def time_of(one: Indicator, year: int | None) -> Period | None:
    """The time a figure is of: the year of its report, where it says none."""
    if one.period is None:
        return None if year is None else Period.of(year)
    return Period.parse(one.period)


def several_years(one: Indicator) -> bool:
    """Whether a figure is of more than one year."""
    period = Period.parse(one.period)
    return period is not None and period.several

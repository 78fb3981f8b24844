"""Words of time in a text: each with the period that it means, found once over the whole text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ..dataclass import dataclass, replace
from ..rules.matching import every, match
from ..rules.rule import Group, Rule, RuleSet
from . import matched
from .period import YEAR, Period

STAGE = "periods"
BREAKS = "。！？!?\n"  # ends of a sentence
NAME = 60  # characters of a document's name
NAMING = ("time", "mention", "named")  # scopes whose rules read the times in a heading
NONE = Group()


def scoped(rules: RuleSet, scope: str) -> Group:
    """The rules of a scope, in the order in which they are tried."""
    return rules.grouped(STAGE, "scope").get(scope, NONE)


@dataclass(frozen=True, slots=True)
class Time:
    """A time said in the text."""

    start: int
    end: int
    period: Period
    rule: str
    headed: bool = False
    """whether it says only how many years, those that the headings speak of, where they are as many; or
    only that it is the year, the part of it that they name"""

    def under(self, heading: Period | None) -> Time:
        """The time as the headings over it tell it."""
        if not self.headed or heading is None or heading.years != self.period.years:
            return self
        if not heading.several and heading.first_year != self.period.first_year:
            return self
        return replace(self, period=heading)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What relative words of time count from; None where it is not known."""

    year: int | None
    """the year reported on"""
    plan: Period | None
    """the five-year plan that ends in it"""
    given: int | None = None
    """the year in which the report is given, where the text says it"""
    ahead: Period | None = None
    """what the document itself is a plan for: the year of a budget, the years of an outline"""
    audits: bool = False
    """whether the report is on an audit: 7月以来 is the year of the auditors, up to June"""
    term: Period | None = None
    """what 五年 means where the title says so: 五年工作报告（2016—2021年）"""
    after: bool = False
    """whether the report tells what stood in the year after the one that it is on: an audit of 2023年度"""

    @property
    def ended(self) -> int | None:
        """The last year that is over: the one reported on, unless that is planned; of what plans for several
        the one before it is put forward, the first where nothing says when."""
        plan = self.ahead
        if plan is None:
            return self.year
        begun = self.year is not None and plan.first_year <= self.year < plan.last_year
        return (self.year if self.year is not None and begun else plan.first_year) - 1

    @property
    def now(self) -> int | None:
        """The year in which the report is given: as it says, else the one after the last that is over."""
        after = None if self.ended is None else self.ended + 1
        return self.given if self.given is not None and self.given in (self.ended, after) else after

    def period(self, rule: Rule, groups: dict[str, Any], near: int | None = None) -> Period | None:
        """The period that a match of a rule means, `near` being the year said before it in its sentence."""
        edge = rule.data.get("edge")
        if groups.get("plan"):
            plan = matched.plan(groups)
            return _edge(plan, edge) if plan is not None else None
        if "span" in rule.data:
            return self._years(rule.data["span"], rule.data.get("offset", 0))
        if groups.get("count"):
            return self._until_now(matched.number(groups, "count") or 1)
        if "offset" in rule.data:
            return Period.of(self.year + rule.data["offset"]) if self.year else None
        if "given" in rule.data:
            return Period.of(self.now + rule.data["given"]) if self.now else None
        year = matched.number(groups, "year")
        if edge == "audit-year":
            return self._audited(year or near or self.year)
        if edge == "as-of" and not self.after:
            return None
        if part := matched.part(groups):
            if year and (year2 := matched.number(groups, "year2")):
                return Period.across((year, part.first), (year2, matched.number(groups, "month2") or YEAR))
            of = year or near or (self.now if edge == "as-of" else self.year)
            return Period.within(of, part) if of else None
        if year is None:
            return None
        last = self.ended if edge == "since" else matched.number(groups, "year2")
        return Period.of(year, last or year)

    def _audited(self, year: int | None) -> Period | None:
        """The year of the auditors that begins in the one audited."""
        if not self.audits or year is None or year != self.year:
            return None
        return Period.across((year, YEAR // 2 + 1), (year + 1, YEAR // 2))

    def _years(self, years: int, offset: int) -> Period | None:
        """So many years up to one that is so many after the year reported on."""
        if not offset:
            return self._until_now(years)
        return Period.of(self.year + offset - years + 1, self.year + offset) if self.year else None

    def _until_now(self, years: int) -> Period | None:
        """So many years up to the last that is over: those that the title names as five, or those of the
        plan, where it is of as many."""
        if self.term is not None and years == matched.PLAN:
            return self.term
        if self.plan is not None and self.plan.years == years:
            return self.plan
        return Period.of(self.ended - years + 1, self.ended) if self.ended else None

    def said(self, text: str, rules: RuleSet) -> list[Time]:
        """Every time in the text, in order; of times that overlap the first and longest."""
        hits = [
            (match.start(), -match.end(), n, rule, match.groupdict())
            for n, rule in enumerate(scoped(rules, "time"))
            for match in every(rule, text)
        ]
        hits.sort(key=lambda hit: hit[:3])
        kept: list[Time] = []
        last = 0
        for start, end, _, rule, groups in hits:
            if start < last:
                continue
            meant = self.period(rule, groups, _near(text, kept, start))
            if meant is None:
                continue
            last = -end
            if not (meant.several and _in_a_name(text, start)):
                kept.append(Time(start, -end, meant, rule.id, bool(rule.data.get("headed"))))
        return kept

    def named(self, title: str, rules: RuleSet) -> Iterator[tuple[Period, str]]:
        """The periods a heading says with the rules that read them, in the order of the rules."""
        taken: list[tuple[int, int]] = []
        for rule in rules.stage(STAGE):
            if rule.data["scope"] in NAMING:
                for hit in every(rule, title):
                    if any(hit.start() < end and start < hit.end() for start, end in taken):
                        continue  # 十四五 in “十四五”收官
                    taken.append(hit.span())
                    if self._compared(title, hit.end(), rules):
                        continue
                    meant = self.period(rule, hit.groupdict())
                    if meant is not None and (meant.whole or meant.several):  # a month is of its clause only
                        yield meant, rule.id

    def _compared(self, title: str, end: int, rules: RuleSet) -> bool:
        """Whether a time in a heading is only compared with: 与2024年预算持平."""
        return any(match(rule, title, end) for rule in scoped(rules, "multiple"))


def _in_a_name(text: str, at: int) -> bool:
    """Whether a place is inside the name of a document, whose years are no time of what is told:
    审议通过《法治社会建设实施方案（2021—2025年）》等文件11份."""
    opened = text.rfind("《", max(0, at - NAME), at)
    return opened >= 0 and "》" not in text[opened:at] and "》" in text[at : at + NAME]


def _edge(plan: Period, edge: str | None) -> Period:
    """The year at an edge of a plan; all of it where a rule names no edge."""
    if edge == "first":
        return Period.of(plan.first_year)
    return Period.of(plan.last_year) if edge == "last" else plan


def _near(text: str, kept: list[Time], at: int) -> int | None:
    """The year said last in the sentence: 2025年，前三季度… is of that year."""
    if not kept or kept[-1].period.several:
        return None
    between = text[kept[-1].end : at]
    return None if any(mark in between for mark in BREAKS) else kept[-1].period.first_year


def plan_of(text: str, rules: RuleSet, year: int | None) -> Period | None:
    """The plan that 五年来 may mean: the one most spoken of, of those that end in the year."""
    counts = Counter(
        plan
        for rule in scoped(rules, "mention")
        for hit in every(rule, text)
        if (plan := matched.plan(hit.groupdict())) is not None
    )
    past = {plan: n for plan, n in counts.items() if year is None or plan.last_year == year}
    return max(past, key=lambda plan: (past[plan], plan)) if past else None

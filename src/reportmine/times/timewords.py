"""Words of time in a text: each with the period that it means, found once over the whole text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..rules.matching import every, match
from ..rules.rule import Group, Rule, RuleSet
from ..text import numerals

STAGE = "periods"
BREAKS = "。！？!?\n"  # ends of a sentence
LAST_MONTH = {"quarters": 3, "months": 1}  # months in one of what a word of time counts


NONE = Group()


def scoped(rules: RuleSet, scope: str) -> Group:
    """The rules of a scope, in the order in which they are tried."""
    return rules.grouped(STAGE, "scope").get(scope, NONE)


@dataclass(frozen=True, slots=True)
class Time:
    """A time said in the text."""

    start: int
    end: int
    period: str
    rule: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """What relative words of time count from; None where it is not known."""

    year: int | None
    """the year reported on"""
    plan: tuple[int, int] | None
    """the five-year plan that ends in it"""
    ahead: bool = False
    """whether the document is a plan for that year itself: a budget"""

    @property
    def ended(self) -> int | None:
        """The last year that is over: the one reported on, unless that is planned."""
        return self.year - 1 if self.year is not None and self.ahead else self.year

    def period(self, rule: Rule, groups: dict[str, Any], near: str | None = None) -> str | None:
        """The period that a match of a rule means, `near` being the year said before it in its sentence."""
        if groups.get("plan"):
            first, last = plan_years(groups["plan"])
            return {"first": str(first), "last": str(last)}.get(rule.data.get("edge", ""), f"{first}-{last}")
        if "span" in rule.data:
            return self._span(rule.data["span"])
        if groups.get("count"):
            return self._span(number(groups["count"]) or 1)
        if "offset" in rule.data:
            return str(self.year + rule.data["offset"]) if self.year else None
        year = number(groups.get("year"))
        if part := _part(groups):
            said = str(year) if year else near or (str(self.year) if self.year else None)
            return "/".join(f"{said}-{one}" for one in part) if said else None
        if year is None:
            return None
        second = self.year if rule.data.get("edge") == "since" else number(groups.get("year2"))
        return f"{year}-{second}" if second and second > year else str(year)

    def _span(self, years: int) -> str | None:
        if self.plan is not None and self.plan[1] - self.plan[0] + 1 == years:
            return f"{self.plan[0]}-{self.plan[1]}"
        return f"{self.year - years + 1}-{self.year}" if self.year else None

    def said(self, text: str, rules: RuleSet) -> list[Time]:
        """Every time in the text, in order; of times that overlap the first and longest."""
        hits = [
            (match.start(), -match.end(), n, rule, match.groupdict())
            for n, rule in enumerate(scoped(rules, "time"))
            for match in every(rule, text)
        ]
        hits.sort(key=lambda hit: hit[:3])
        kept: list[Time] = []
        for start, end, _, rule, groups in hits:
            if kept and start < kept[-1].end:
                continue
            period = self.period(rule, groups, _near(text, kept, start))
            if period is not None:
                kept.append(Time(start, -end, period, rule.id))
        return kept

    def named(self, title: str, rules: RuleSet) -> Iterator[tuple[str, str]]:
        """The periods a heading says with the rules that read them, in the order of the rules."""
        taken: list[tuple[int, int]] = []
        for rule in rules.stage(STAGE):
            if rule.data["scope"] in ("time", "mention"):
                for hit in every(rule, title):
                    if any(hit.start() < end and start < hit.end() for start, end in taken):
                        continue  # 十四五 in “十四五”收官
                    taken.append(hit.span())
                    if self._compared(title, hit.end(), rules):
                        continue
                    if (period := self.period(rule, hit.groupdict())) and is_years(period):
                        yield period, rule.id

    def _compared(self, title: str, end: int, rules: RuleSet) -> bool:
        """Whether a time in a heading is only compared with: 与2024年预算持平."""
        return any(match(rule, title, end) for rule in scoped(rules, "multiple"))


def _near(text: str, kept: list[Time], at: int) -> str | None:
    """The year said last in the sentence: 2025年，前三季度… is of that year."""
    if not kept or not kept[-1].period[:4].isdigit() or is_span(kept[-1].period):
        return None
    between = text[kept[-1].end : at]
    return None if any(mark in between for mark in BREAKS) else kept[-1].period[:4]


def _part(groups: dict[str, Any]) -> list[str]:
    """The part of a year that a match names: a quarter, a half, months; two for the first and the last."""
    if quarter := groups.get("quarter"):
        return [f"Q{numerals.whole(quarter)}"]
    if groups.get("half1") or groups.get("half2"):
        return ["H1" if groups.get("half1") else "H2"]
    for name, months in LAST_MONTH.items():
        if count := number(groups.get(name)):
            return ["01", f"{count * months:02}"]
    if month := number(groups.get("month")):
        last = number(groups.get("month2")) or month
        return [f"{month:02}"] if last <= month else [f"{month:02}", f"{last:02}"]
    return []


def number(said: str | None) -> int | None:
    """A year, digit by digit, or a month up to twelve (十一)."""
    return numerals.whole(said, counted=True) if said else None


def plan_years(number: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十四 → 2021, 2025."""
    n = numerals.whole(number) or 0
    first = {1: 1953, 2: 1958}.get(n, 1966 + 5 * (n - 3))
    return first, first + 4


def plan_of(text: str, rules: RuleSet, year: int | None) -> tuple[int, int] | None:
    """The plan that 五年来 may mean: the one most spoken of, of those that end in the year."""
    counts: dict[tuple[int, int], int] = {}
    for rule in scoped(rules, "mention"):
        for hit in every(rule, text):
            if hit["plan"]:
                years = plan_years(hit["plan"])
                counts[years] = counts.get(years, 0) + 1
    past = {years: n for years, n in counts.items() if year is None or years[1] == year}
    return max(past, key=lambda y: (past[y], y)) if past else None


def is_span(period: str) -> bool:
    """Whether a period is several whole years."""
    return len(period) == 9 and period[4] == "-"


def is_years(period: str) -> bool:
    """Whole years govern what follows; a quarter or a month is of its own clause only."""
    return period.isdigit() or is_span(period)


def last_year(period: str | None) -> int | None:
    """The year in which a period ends."""
    if period is None or not period[:4].isdigit():
        return None
    return int(period[-4:] if is_span(period) else period[:4])


def first_year(period: str | None) -> int | None:
    """The year in which a period begins."""
    return int(period[:4]) if period is not None and period[:4].isdigit() else None

"""Over how many years a figure is told of, where its period names only the last of them."""

from __future__ import annotations

from functools import cached_property

from ..dataclass import dataclass
from ..records import Indicator
from ..rules.rule import Rule, RuleSet
from ..times.period import Period

PLAN = 5  # years of a plan
_RANGE = 2  # years of a range, at the least: the rule does not say how many


@dataclass(frozen=True)
class Spans:
    """The rules of periods that read several years, each with how many."""

    rules: RuleSet

    @cached_property
    def _years(self) -> dict[str, int]:
        return {rule.id: years for rule in self.rules.stage("periods") if (years := _of_years(rule)) > 1}

    def words(self, one: Indicator) -> int:
        """How many years the words are of under which a figure is told; 1 where they are of one."""
        return max((self._years[rule] for rule in one.rules if rule in self._years), default=1)

    def years(self, one: Indicator, year: int | None, *, sums: bool) -> int:
        """How many years a figure of a report on a year is of; one that `sums` up is of all it is told under.

        五年来，易地扶贫搬迁830万人: its period is the last year, as that of a level would be. Where a change
        began is of as many as the change: 从1997年的8651亿元 in a report on 2002.
        """
        period = Period.parse(one.period)
        years = 1 if period is None else period.years
        if one.role == "from" and period is not None and years == 1 and year is not None:
            return max(1, year + (one.status == "target") - period.last_year)
        if sums and years == 1 and one.role == "level" and one.aggregation is None:
            return self.words(one)
        return years


def _of_years(rule: Rule) -> int:
    """How many years the words of a rule are of: so many, a range of them, a plan, but not its last year."""
    pattern = rule.data["pattern"]
    if rule.data.get("edge") in ("first", "last"):
        return 1
    span: int = rule.data.get("span", 1)
    return max(span, PLAN if "<plan>" in pattern else 1, _RANGE if "<year2>" in pattern else 1)


def spans(rules: RuleSet) -> Spans:
    """The spans of a rule set."""
    return rules.once("spans", Spans)

"""Figures that are told with a known metric and are not its own: a gap to another place, a day's share."""

from __future__ import annotations

from ..dataclass import dataclass
from ..expression import expression
from ..records import Indicator
from ..rules.rule import RuleSet
from ..text.fold import fold

_STOPS = expression(r"[。；;！!？?\n]")
_MARKS = expression(r"[，,、：:]")


@dataclass(frozen=True)
class Others:
    """Words that tell of something else, in what a figure is compared with and in what stands before it."""

    yardsticks: tuple[str, ...]  # what a difference is from that is no time: 全国平均水平, 计划
    beyond: tuple[str, ...]  # what makes a figure one of what is more or less than asked: 超计划
    each: tuple[str, ...]  # of each day or month
    owners: tuple[str, ...]  # whose own the statistics are that a place has too: 省属企业

    def found(self, one: Indicator, owned: bool, before: str) -> bool:
        """Whether a figure is of something else. `before` is the text before it, folded.

        `owned` says that firms and works have the metric as places do.
        """
        if one.role == "change" and self._is_gap(fold(one.basis or "")):
            return True
        if before.endswith(self.beyond):
            return True
        sentence = _STOPS.split(before)[-1]
        clause, item = _MARKS.split(sentence)[-1], fold(one.item or "")
        if any(word in clause and word not in item for word in self.each):
            return True
        return owned and any(word in sentence for word in self.owners)

    def _is_gap(self, basis: str) -> bool:
        return any(word in basis for word in self.yardsticks)


def others(rules: RuleSet) -> Others:
    """The words of a rule set that tell of something else."""
    return rules.once("others", _others)


def _others(rules: RuleSet) -> Others:
    lists: dict[str, list[str]] = {"yardstick": [], "beyond": [], "each-time": [], "owner": [], "before": []}
    for rule in rules.stage("alignment"):
        if (kind := rule.data["class"]) in lists:
            lists[kind] += rule.data["words"]
    # what says nothing of what is counted says nothing here: the growth of a year is told as 年均 too
    each = tuple(word for word in lists["each-time"] if word not in lists["before"])
    return Others(tuple(lists["yardstick"]), tuple(lists["beyond"]), each, tuple(lists["owner"]))

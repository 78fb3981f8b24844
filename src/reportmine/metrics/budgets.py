"""Figures of a budget, as it was approved or as it was adjusted, which are told as results are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..dataclass import dataclass
from ..records import BudgetStage, Indicator
from ..rules.rule import RuleSet
from ..text.fold import fold
from .surroundings import Surroundings
from .wordlists import any_of, longest_first

if TYPE_CHECKING:
    import regex


@dataclass(frozen=True)
class Budgets:
    """The words of a rule set for budgets that are told of in a review."""

    names: tuple[str, ...]  # what names of what is budgeted end with
    adjusted: tuple[str, ...]  # what stands right before a figure of an adjusted budget
    approved: tuple[str, ...]  # what is said before one that was approved
    carried_out: tuple[str, ...]  # what is said before a result

    def of(self, one: Indicator, beside: Surroundings) -> BudgetStage | None:
        """Which budget a figure is of; None for a result, and for what has none."""
        item = fold(one.item or "")
        if one.kind != "money" or one.role not in ("level", "to") or not item.endswith(self.names):
            return None
        if beside.before.endswith(self.adjusted):
            return "adjusted"
        if one.action is not None or one.status == "target":
            return None
        said = list(self._words.findall(beside.said))
        return "approved" if said and said[-1] in self.approved else None

    def account(self, name: str) -> str:
        """A name without words at its end for which budget it is of, or that it is what came of one."""
        while (word := next((one for one in self._ends if name.endswith(one)), "")) and len(name) > len(word):
            name = name[: -len(word)]
        return name

    @cached_property
    def _ends(self) -> tuple[str, ...]:
        return longest_first([*self.adjusted, *self.carried_out])

    @cached_property
    def _words(self) -> regex.Pattern[str]:
        """What says of an amount that it was approved, and what says that it came about; the last holds."""
        return any_of([*self.approved, *self.carried_out])


def budgets(rules: RuleSet) -> Budgets:
    """The budgets of a rule set."""
    return rules.once("budgets", _budgets)


def _budgets(rules: RuleSet) -> Budgets:
    lists: dict[str, list[str]] = {"budgeted": [], "adjusted": [], "approved": [], "carried-out": []}
    for rule in rules.stage("alignment"):
        if (kind := rule.data["class"]) in lists:
            lists[kind] += rule.data["words"]
    longest = [longest_first(words) for words in lists.values()]
    return Budgets(*longest)

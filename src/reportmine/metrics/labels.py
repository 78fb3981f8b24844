"""What a metric is called, without what only says where, when and how it was put."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from ..rules.rule import RuleSet
from ..text.fold import fold

_BRACKETS = str.maketrans("", "", "“”‘’\"'《》〈〉「」『』")


def bare(name: str) -> str:
    """A name without quotation marks, folded."""
    return fold(name).translate(_BRACKETS)


@dataclass(frozen=True)
class Trims:
    """Words that say nothing of what is counted, at the beginning, at the end, or anywhere in a name."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    plain: frozenset[str]  # verbs that only say that the figure stands
    describes: tuple[str, ...]  # what follows a figure that only describes something else
    counted: tuple[str, ...]  # what stands before one that is counted itself
    each_year: tuple[str, ...]  # what makes a level of several years one of each of them

    def __call__(self, name: str) -> str:
        """The name without them; the name itself where nothing else would be left."""
        text = self.without_lead(name)
        while (hit := self._after.search(text)) and hit.start() > 1:
            text = text[: hit.start()]
        return text

    def without_lead(self, name: str) -> str:
        """The name without those at its beginning."""
        text = bare(name)
        while (hit := self._before.match(text)) and len(text) - hit.end() > 1:
            text = text[hit.end() :]
        return text

    @cached_property
    def _before(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, self.before)) or "(?!)")

    @cached_property
    def _after(self) -> re.Pattern[str]:
        return re.compile(f"(?:{'|'.join(map(re.escape, self.after)) or '(?!)'})$")


def trims(rules: RuleSet) -> Trims:
    """The trims of a rule set."""
    return rules.once("trims", _trims)


def _trims(rules: RuleSet) -> Trims:
    lists: dict[str, list[str]] = {
        "before": [],
        "after": [],
        "plain": [],
        "describes": [],
        "counted": [],
        "each-year": [],
    }
    for rule in rules.stage("alignment"):
        if (kind := rule.data["class"]) in lists:
            lists[kind] += rule.data["words"]
    longest = {
        kind: tuple(sorted(set(words), key=lambda word: (-len(word), word))) for kind, words in lists.items()
    }
    return Trims(
        longest["before"],
        longest["after"],
        frozenset(lists["plain"]),
        longest["describes"],
        longest["counted"],
        longest["each-year"],
    )

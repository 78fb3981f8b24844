"""What a metric is called, without what only says where, when and how it was put."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from ..dataclass import dataclass
from ..expression import expression
from ..rules.expressions import compiled
from ..rules.rule import RuleSet
from ..text.fold import fold
from .wordlists import by_end, longest_first

if TYPE_CHECKING:
    import regex

# marks of quotation, and of what stands lower: PM_2.5, PM₂.₅
_MARKS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789", "“”‘’\"'《》〈〉「」『』_ ")
_NOTE = expression(r"\[\d{1,3}\]")  # that of a footnote, folded or plain: 四大主导产业［2］


def bare(name: str) -> str:
    """A name without quotation marks, footnote numbers and blanks, folded."""
    plain = fold(name).translate(_MARKS)
    return _NOTE.sub("", plain) if "[" in plain else plain


@dataclass(frozen=True)
class Trims:
    """Words that say nothing of what is counted, at the beginning, at the end, or anywhere in a name."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    of: tuple[str, ...]  # words of belonging, which the name of a known concept may be written without
    said: tuple[str, ...]  # words of planning and reckoning, which a name may begin with
    plain: frozenset[str]  # verbs that only say that the figure stands
    describes: tuple[str, ...]  # what follows a figure that only describes something else
    counted: tuple[str, ...]  # what stands before one that is counted itself
    running: tuple[str, ...]  # what makes a deed a running total
    each_year: tuple[str, ...]  # what makes a level of several years one of each of them
    praised: tuple[str, ...]  # names of which what stands before them with a word of belonging says nothing

    def __call__(self, name: str) -> str:
        """The name without them; the name itself where nothing else would be left."""
        return self.without_end(self.without_lead(name))

    def without_end(self, text: str) -> str:
        """A bare name without those at its end; the name itself where nothing else would be left."""
        while (word := _one(self._tails.get(text[-1:], ()), text.endswith)) and len(text) - len(word) > 1:
            text = text[: -len(word)]
        return text

    def without_lead(self, name: str) -> str:
        """The name, bare, without those at its beginning."""
        text = bare(name)
        if text.endswith(self.praised):
            text = self._praise.sub("", text)
        while (word := _one(self._heads.get(text[:1], ()), text.startswith)) and len(text) - len(word) > 1:
            text = text[len(word) :]
        return text

    def without_of(self, name: str) -> str:
        """The name without words of belonging: 国考断面水质优良的比例."""
        for word in self.of:
            name = name.replace(word, "")
        return name

    def without_said(self, name: str) -> str:
        """The name without what only says how the figure was come by: 提出地区生产总值, 初步核算粮食产量."""
        while word := _one(self.said, name.startswith) if name.startswith(self.said) else "":
            name = self.without_lead(name[len(word) :])
        return name

    @cached_property
    def _heads(self) -> Mapping[str, tuple[str, ...]]:
        return by_end(self.before, 0)

    @cached_property
    def _tails(self) -> Mapping[str, tuple[str, ...]]:
        return by_end(self.after, -1)

    @cached_property
    def _praise(self) -> regex.Pattern[str]:
        of, names = ("|".join(map(re.escape, words)) or "(?!)" for words in (self.of, self.praised))
        return compiled(f".*(?:{of})(?=(?:{names})$)")


def _one(words: Iterable[str], stands: Callable[[str], bool]) -> str:
    """The first of some words that stands where it is asked for; "" for none."""
    for word in words:
        if stands(word):
            return word
    return ""


def trims(rules: RuleSet) -> Trims:
    """The trims of a rule set."""
    return rules.once("trims", _trims)


def _trims(rules: RuleSet) -> Trims:
    lists: dict[str, list[str]] = {
        "before": [],
        "after": [],
        "of": [],
        "said": [],
        "plain": [],
        "describes": [],
        "counted": [],
        "running": [],
        "each-year": [],
        "praised": [],
    }
    for rule in rules.stage("alignment"):
        if (kind := rule.data["class"]) in lists:
            lists[kind] += rule.data["words"]
    longest = {kind: longest_first(words) for kind, words in lists.items()}
    return Trims(
        longest["before"],
        longest["after"],
        longest["of"],
        longest["said"],
        frozenset(lists["plain"]),
        longest["describes"],
        longest["counted"],
        longest["running"],
        longest["each-year"],
        longest["praised"],
    )

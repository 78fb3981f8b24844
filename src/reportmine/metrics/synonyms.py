"""Words of one meaning: in the name of what is counted, and for what is done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from operator import add

from ..dataclass import dataclass
from ..rules.rule import RuleSet
from ..text.fold import fold


@dataclass(frozen=True)
class Synonyms:
    """Each word with the one that stands for all of its meaning."""

    words: Mapping[str, str]  # of names, wherever they stand in one
    doings: Mapping[str, str]  # of what is done, the whole of it

    def name(self, text: str) -> str:
        """A name with each of its words replaced by the one of its meaning, the longest first."""
        begun = self._begun
        if begun.keys().isdisjoint(map(add, text, text[1:])) and begun.keys().isdisjoint(text):
            return text
        pieces: list[str] = []
        done = 0
        for at in range(len(text)):
            if at < done or not (text[at : at + 2] in begun or text[at] in begun):
                continue
            may_begin = (*begun.get(text[at : at + 2], ()), *begun.get(text[at], ()))
            for word in may_begin:
                if text.startswith(word, at):
                    pieces += (text[done:at], self.words[word])
                    done = at + len(word)
                    break
        return "".join((*pieces, text[done:])) if pieces else text

    def doing(self, action: str) -> str:
        """What is done, one word for all of one meaning."""
        action = fold(action)
        return self.doings.get(action, action)

    @cached_property
    def _begun(self) -> dict[str, list[str]]:
        """The words by their first two characters, the longest first. To compile an expression takes long."""
        found: dict[str, list[str]] = {}
        for word in sorted(self.words, key=len, reverse=True):
            found.setdefault(word[:2], []).append(word)
        return found


def synonyms(rules: RuleSet) -> Synonyms:
    """The words of one meaning of a rule set."""
    return rules.once("synonyms", _synonyms)


def _synonyms(rules: RuleSet) -> Synonyms:
    tables: dict[str, dict[str, str]] = {"same": {}, "doing-same": {}}
    for rule in rules.stage("alignment"):
        if (table := tables.get(rule.data["class"])) is not None:
            for word in rule.data["words"]:
                table.setdefault(word, rule.data["words"][0])
    return Synonyms(tables["same"], tables["doing-same"])

"""The rules of the stage, by what they are for."""

from __future__ import annotations

from collections.abc import Mapping

from ..dataclass import dataclass
from ..rules import matching
from ..rules.rule import Rule, RuleSet


@dataclass(frozen=True, slots=True)
class Parts:
    """The rules of the stage by their parts."""

    by_name: Mapping[str, tuple[Rule, ...]]

    def __call__(self, name: str) -> tuple[Rule, ...]:
        """The rules of a part, in the order in which they are tried."""
        return self.by_name.get(name, ())

    def say(self, name: str, text: str) -> bool:
        """Whether a rule of a part is found in a text."""
        return matching.found(self(name), text)

    def any_say(self, names: tuple[str, ...], text: str) -> bool:
        """Whether a rule of any of some parts is found in a text."""
        return any(self.say(name, text) for name in names)

    def open(self, name: str, text: str) -> matching.Match | None:
        """What a text begins with by the first rule of a part that matches there."""
        hits = (matching.match(rule, text) for rule in self(name))
        return next((hit for hit in hits if hit is not None), None)

    def without(self, name: str, text: str) -> str:
        """A text without what the rules of a part find in it."""
        for rule in self(name):
            for hit in matching.every(rule, text):
                text = text.replace(hit.group(), "")
        return text


def parts(rules: RuleSet) -> Parts:
    """The rules of the stage."""
    return rules.once("tables", lambda own: Parts(own.grouped("tables", "part")))

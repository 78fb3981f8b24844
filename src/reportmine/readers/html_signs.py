"""What the pattern files know of pages, made ready for asking: stage `page`."""

from __future__ import annotations

import re
from functools import lru_cache

from ..rules import Rule, RuleSet, load

_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-.:]+")


class Signs:
    """The rules of the stage by what they are sought in."""

    def __init__(self, rules: RuleSet) -> None:
        self._parts: dict[str, tuple[Rule, ...]] = {}
        for rule in rules.stage("page"):
            part = rule.data["part"]
            self._parts[part] = (*self._parts.get(part, ()), rule)
        self._named = lru_cache(maxsize=20_000)(self._look)

    def has(self, part: str, text: str) -> bool:
        """Whether a rule of the part is found in the text."""
        return any(rule.pattern().search(text) for rule in self._parts.get(part, ()))

    def named(self, names: str) -> frozenset[str]:
        """What an id and classes, parted by blanks, stand for: content, chrome, doubtful, hidden, heading."""
        return self._named(names) if names else frozenset()

    def kind(self, classes: str) -> frozenset[str]:
        """The classes of an element without those that tell its state."""
        return frozenset(name for name in classes.lower().split() if not self.has("state", name))

    def without(self, part: str, text: str) -> str:
        """The text without what the rules of the part find."""
        for rule in self._parts.get(part, ()):
            text = rule.pattern().sub("", text)
        return text

    def metas(self, part: str, metas: list[tuple[str, str]]) -> str | None:
        """The content of the best meta element for a part."""
        for rule in self._parts.get(part, ()):
            for name, content in metas:
                if content and rule.pattern().search(name):
                    return content
        return None

    def _look(self, names: str) -> frozenset[str]:
        words = [_WORDS.sub("-", name).strip("-").lower() for name in names[:400].split()]
        parts = ("content", "chrome", "doubtful", "hidden", "heading")
        return frozenset(part for part in parts if any(self.has(part, word) for word in words))


def signs() -> Signs:
    """The project's own, built once."""
    return load().once("page", Signs)

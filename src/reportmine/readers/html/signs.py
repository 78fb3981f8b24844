"""What the pattern files know of pages, made ready for asking: stage `page`."""

from __future__ import annotations

from functools import lru_cache

from ...expression import expression
from ...rules import matching
from ...rules.rule import Rule, RuleSet
from ...text.traditional import pairs

_WORDS = expression(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[_\-.:]+")


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
        plain = _plain(text)
        return any(matching.search(rule, plain) for rule in self._parts.get(part, ()))

    def marks(self, part: str, text: str) -> list[str]:
        """What the rules of the part find in the text, without blanks."""
        plain = _plain(text)
        rules = self._parts.get(part, ())
        return ["".join(hit.group().split()) for rule in rules for hit in matching.every(rule, plain)]

    def named(self, names: str) -> frozenset[str]:
        """What an id and classes, parted by blanks, stand for: content, chrome, hidden, heading …"""
        return self._named(names) if names else frozenset()

    def kind(self, classes: str) -> frozenset[str]:
        """The classes of an element without those that tell its state."""
        return frozenset(name for name in classes.lower().split() if not self.has("state", name))

    def without(self, part: str, text: str) -> str:
        """The text with no more than a blank for what the rules of the part find."""
        for rule in self._parts.get(part, ()):
            for hit in reversed(list(matching.every(rule, _plain(text)))):
                text = f"{text[: hit.start()]} {text[hit.end() :]}"
        return " ".join(piece for piece in text.split(" ") if piece)

    def metas(self, part: str, metas: list[tuple[str, str]]) -> str | None:
        """The content of the best meta element for a part."""
        for rule in self._parts.get(part, ()):
            for name, content in metas:
                if content and matching.search(rule, name):
                    return content
        return None

    def _look(self, names: str) -> frozenset[str]:
        words = [_WORDS.sub("-", name).strip("-").lower() for name in names[:400].split()]
        parts = ("content", "chrome", "doubtful", "hidden", "heading", "subheading", "ornament")
        return frozenset(part for part in parts if any(self.has(part, word) for word in words))


def _plain(text: str) -> str:
    """The text in simplified characters, one for one; the rules are written in them."""
    return text if text.isascii() else text.translate(pairs())


def signs(rules: RuleSet) -> Signs:
    """The signs of a rule set, built once."""
    return rules.once("page", Signs)

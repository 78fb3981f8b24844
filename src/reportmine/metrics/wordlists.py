"""Words of rules, looked for in names all at once: by the characters that they begin or end with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from operator import add
from typing import TYPE_CHECKING

from ..dataclass import dataclass
from ..rules.expressions import compiled

if TYPE_CHECKING:
    import regex


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Words in the order in which they are looked for, each once."""
    return tuple(sorted(set(words), key=lambda word: (-len(word), word)))


def any_of(words: Iterable[str]) -> regex.Pattern[str]:
    """What finds the longest of some words."""
    return compiled("|".join(map(re.escape, longest_first(words))) or "(?!)")


def by_end(words: Iterable[str], place: int) -> dict[str, tuple[str, ...]]:
    """Words by their first character (`place` 0) or their last (-1), the longest first of those alike."""
    found: dict[str, list[str]] = {}
    for word in longest_first(words):
        found.setdefault(word[place], []).append(word)
    return {character: tuple(alike) for character, alike in found.items()}


@dataclass(frozen=True)
class WordRules:
    """Rules of words. Which of them stand in a text is asked of those alone that may have a word in it."""

    rules: Sequence[tuple[str, Sequence[str]]]  # of each its name and its words

    def __call__(self, text: str) -> Mapping[str, frozenset[str]]:
        """Of each rule its words that stand in a text; rules of which none does are left out."""
        begun = self._begun
        near = begun.keys() & {*text, *map(add, text, text[1:])}
        asked = sorted({number for start in near for number in begun[start]})
        found = ((self.rules[number][0], self._pattern(number).findall(text)) for number in asked)
        return {name: frozenset(hits) for name, hits in found if hits}

    @cached_property
    def _begun(self) -> dict[str, list[int]]:
        """The rules by what their words begin with: two characters, or the one that a word is."""
        found: dict[str, list[int]] = {}
        for number, (_, words) in enumerate(self.rules):
            for start in {word[:2] for word in words}:
                found.setdefault(start, []).append(number)
        return found

    def _pattern(self, number: int) -> regex.Pattern[str]:
        known = self._patterns.get(number)
        if known is None:
            known = self._patterns[number] = any_of(self.rules[number][1])
        return known

    @cached_property
    def _patterns(self) -> dict[int, regex.Pattern[str]]:
        return {}

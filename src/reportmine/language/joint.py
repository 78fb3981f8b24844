"""Verbs that are joined before one thing, and act on it together: 审查、备案|规范性文件35件."""

from __future__ import annotations

from ..dataclass import replace
from ..rules.classes import Classes
from .token import BREAKS, LIST, Token

_COUNTED = frozenset({"count", "measure"})


def act_together(tokens: list[Token], kinds: Classes) -> None:
    """Make verbs of words that are mostly nouns where they act together on what is counted, in place."""
    at = 0
    while at < len(tokens) - 4:
        last = _chain(tokens, at, kinds)
        if last > at and _begins(tokens, at, kinds) and _on_thing(tokens, at, last + 1, kinds):
            for k in range(at, last + 1, 2):
                tokens[k] = replace(tokens[k], letter="V")
        at = last + 1


def _chain(tokens: list[Token], at: int, kinds: Classes) -> int:
    """The place of the last of the verbs that are joined from here on; `at` itself where none is."""
    if tokens[at].letter not in kinds.acts:
        return at
    while at + 2 < len(tokens) and tokens[at + 1].letter in LIST and tokens[at + 2].letter in kinds.acts:
        at += 2
    return at


def _begins(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether a word stands at the head of its clause; a plain verb may have its subject before it."""
    before = at
    while before and tokens[before - 1].letter in kinds.adverb + kinds.body:
        before -= 1
    if not before or tokens[before - 1].letter in BREAKS:
        return True
    return tokens[at].letter == "V" and tokens[before - 1].letter == "N"


def _on_thing(tokens: list[Token], at: int, first: int, kinds: Classes) -> bool:
    """Whether a thing follows up to a figure that counts it, and no kind of bodies that they name."""
    plain = tokens[at].letter == "V"
    end = first
    while end < len(tokens) and tokens[end].letter in kinds.phrase:
        end += 1
    if end == first or end >= len(tokens) or (figure := tokens[end].quantity) is None:
        return False
    thing = tokens[end - 1]
    if plain:
        return thing.letter in kinds.named
    kind = thing.sense.holder or thing.sense.common or thing.sense.generic
    return figure.kind in _COUNTED and thing.letter == "N" and not kind

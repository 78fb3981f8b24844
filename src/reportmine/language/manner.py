"""Phrases that say how something was done, whatever stands in them: 通过虚增天数、分解住院等手段|套取基金."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..rules.classes import Classes
from .token import BREAKS, Token


def manners(tokens: Sequence[Token], kinds: Classes) -> Iterator[tuple[int, int]]:
    """From the word that opens such a phrase to the one after its end. A verb must follow it."""
    for at, token in enumerate(tokens):
        if token.sense.manner and token.letter in kinds.noun and _acts_after(tokens, at + 1, kinds):
            opens = at - 1
            while opens >= 0 and tokens[opens].letter not in BREAKS and not _opens(tokens[opens]):
                opens -= 1
            if 0 <= opens < at - 1 and _opens(tokens[opens]):
                yield opens, at + 1


def _opens(token: Token) -> bool:
    """Whether a word brings in by what means: 通过, 以."""
    return token.letter == "P" and token.sense.light


def _acts_after(tokens: Sequence[Token], at: int, kinds: Classes) -> bool:
    """Whether what was done follows in the clause, and is no clause before 的: 以调解方式结案|的案件."""
    while at < len(tokens) and tokens[at].letter in kinds.adverb + kinds.body:
        at += 1
    verb = at
    while at < len(tokens) and tokens[at].letter in kinds.acts + kinds.changes:
        at += 1
    return at > verb and (at == len(tokens) or tokens[at].letter not in kinds.naming)

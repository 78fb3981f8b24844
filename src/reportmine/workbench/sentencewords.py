"""The words of one sentence, as its figures are read with them."""

from __future__ import annotations

from ..language.lettering import Token, tokenize
from ..language.tokens import words
from ..pipeline import Numerals
from ..rules.rule import RuleSet
from ..text.sentences import locate


def sentence_at(seen: Numerals, here: int) -> tuple[int, int] | None:
    """The sentence that an offset of the running text falls in."""
    where = locate(seen.sentences, [a for a, _ in seen.sentences], here)
    return None if where is None else seen.sentences[where]


def tokens_of(seen: Numerals, span: tuple[int, int], rules: RuleSet) -> list[Token]:
    """The words of a sentence, as its figures are read with them."""
    a, b = span
    found = [q for q in seen.found if a <= q.start < b]
    others = [n for n in seen.others if a <= n.start < b]
    return tokenize(seen.running.text, a, b, found, others, words(rules))

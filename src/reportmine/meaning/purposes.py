"""What money is spent for or kept for, where nothing else says what it is: 投入2亿元，支持科技攻关."""

from __future__ import annotations

from ..language.lettering import BREAKS
from ..rules.matching import first_match, found
from .reading import Draft, Loan
from .sentence import Sentence

NEAR = 12  # characters after an amount within which what is done with it begins


def purpose(one: Draft, s: Sentence) -> Draft | None:
    """An amount that was spent, with what the words after it say that it is for; None where they say nothing.

    A figure among those words counts what was got for the money: then the amount is left as it is.
    """
    if not one.action:
        return None
    end = one.quantity.outer_end
    acts = s.text[slice(*one.action[-1])]
    if not found(s.frames.spends, acts):
        return None
    said = first_match(s.frames.purpose, s.text, end, end + NEAR)
    if said is None:
        return None
    first = next((k for k in range(one.at + 1, len(s.tokens)) if s.tokens[k].start >= said.end()), None)
    if first is None:
        return None
    last = first
    while last < len(s.tokens) and s.letters[last] not in BREAKS:
        last += 1
    if s.letters[last : last + 1] == "Q":
        return None
    while last > first and s.letters[last - 1] == "k":
        last -= 1
    item = s.trimmed(first, last)
    return one.lent(Loan("item", item, None, "purpose"), item=item, after=True) if item else None


def carried_over(one: Draft, s: Sentence) -> Draft | None:
    """An amount that is kept, named by the verb and by what says for when: 结转|2749万元|下年."""
    if len(one.action) != 1 or not found(s.frames.carries, s.text[slice(*one.action[0])]):
        return None
    end = one.quantity.outer_end
    said = first_match(s.frames.carried, s.text, end, end + NEAR)
    if said is None:
        return None
    return one.with_(item=(*one.action, said.span("named")), action=(), statistic=True, after=True)

"""What money is spent for or kept for, where nothing else says what it is: 投入2亿元，支持科技攻关."""

from __future__ import annotations

from ..language.lettering import Span, last_word
from ..language.token import BREAKS, LIST
from ..rules.matching import first_match, found
from .reading import Draft, Loan
from .sentence import Sentence

NEAR = 12  # characters after an amount within which what is done with it begins


def purpose(one: Draft, s: Sentence) -> Draft | None:
    """An amount that was spent, with what the words after it say that it is for; None where they say nothing.

    A figure after those words counts what was got for the money: in one clause that is the same thing
    (投入1亿元新建公园3个), in the next it is another (投入1亿元，新建公园3个).
    """
    end = one.quantity.outer_end
    spent = _spent(one, s)
    if not spent or not found(s.frames.spends, s.text[slice(*spent[-1])]):
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
    if s.letters[last : last + 1] == "Q":  # 投入1亿元新建、改扩建社区用房46处
        if s.letters[one.at + 1] == ";":
            return None
        while first < last and s.letters[first] in s.kinds.does + "".join(LIST):
            first += 1
    while last > first and s.letters[last - 1] == "k":
        last -= 1
    item = s.trimmed(first, last)
    return (
        one.lent(Loan("item", item, None, "purpose"), item=item, action=spent, after=True) if item else None
    )


def _spent(one: Draft, s: Sentence) -> tuple[Span, ...]:
    """The verb of an amount with no item, or the one word that stands there as if one: 投资|2800万元."""
    if one.action or not one.item:
        return () if one.item else one.action
    last = last_word(one.item, s.tokens)
    return one.item if last is not None and ((last.start, last.end),) == one.item else ()


def carried_over(one: Draft, s: Sentence) -> Draft | None:
    """An amount that is kept, named by the verb and by what says for when: 结转|2749万元|下年."""
    if len(one.action) != 1 or not found(s.frames.carries, s.text[slice(*one.action[0])]):
        return None
    end = one.quantity.outer_end
    said = first_match(s.frames.carried, s.text, end, end + NEAR)
    if said is None:
        return None
    return one.with_(item=(*one.action, said.span("named")), action=(), statistic=True, after=True)

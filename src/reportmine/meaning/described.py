"""Which of the things said before are counted: 司法所86个，独立办公的59个, a phrase that ends in 的."""

from __future__ import annotations

from ..language.lettering import LIST, Span
from .reading import Draft, Loan
from .sentence import Sentence

CLASS = "class"  # the trait of a figure whose item begins with the phrase that says which

DISPOSED = "disposed"  # that of a figure whose words say only what became of those said before


def described(one: Draft, s: Sentence) -> Draft:
    """A figure after a phrase with 的 and no noun, of those things said before that the phrase is said of."""
    taken = any((loan.field, loan.reason) == ("item", "left-out") for loan in one.loans)
    counted = one.quantity.kind == "count" and one.role == "level" and one.whole is None
    if not taken or not counted or one.action or one.after or CLASS in one.traits:
        return one
    which = phrase(one, s)
    if which is None:
        return one
    kind = Loan("item", (which,), None, "which")
    return one.lent(kind, item=(which, *one.item), actor=(), traits=one.traits | {CLASS})


def phrase(one: Draft, s: Sentence) -> Span | None:
    """The phrase that ends in 的 right before a figure, or before the verb of level there: 公开决算的65家."""
    letters = s.letters
    end = one.at
    while end > one.left and letters[end - 1] in s.kinds.level:
        end -= 1
    apart = end > one.left + 1 and letters[end - 1] == "u" and letters[end - 2] not in s.kinds.locative
    if not apart or "Z" in letters[one.left : end]:
        return None  # 15个镇中的3个; 占总数的
    said = s.trimmed(one.left, end)
    return (said[0][0], s.tokens[end - 1].end) if said else None


def of_those(source: Draft, s: Sentence) -> tuple[Span, ...]:
    """The item of a share of those a figure before it counts, with the phrase that says which they are."""
    if DISPOSED in source.traits:
        return source.action
    taken = any(loan.field == "item" for loan in source.loans)
    alone = source.joined != "Q" and source.joined not in LIST
    which = phrase(source, s) if taken and source.action and alone else None
    return source.item if which is None else (which, *source.item)


def all_of(one: Draft) -> Draft:
    """A figure of those that a phrase says, as one of all of them: what follows may be of the others too."""
    return one.with_(item=one.item[1:]) if CLASS in one.traits and len(one.item) > 1 else one

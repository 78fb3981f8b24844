"""Which of the things said before are counted: 司法所86个，独立办公的59个, a phrase that ends in 的."""

from __future__ import annotations

from ..language.lettering import Span, places
from ..language.token import LIST
from ..rules.classes import has
from .reading import Draft, Loan
from .said import Said
from .sentence import Sentence

CLASS = "class"  # the trait of a figure whose item begins with the phrase that says which

DISPOSED = "disposed"  # that of a figure whose words say only what became of those said before


def described(one: Draft, earlier: Said, s: Sentence) -> Draft:
    """A figure after a phrase with 的 and no noun, of those things said before that the phrase is said of."""
    if CLASS not in one.traits and (shared := _share_of_those(one, earlier, s)) is not None:
        return shared
    taken = any((loan.field, loan.reason) == ("item", "left-out") for loan in one.loans)
    counted = one.quantity.kind == "count" and one.role == "level" and one.whole is None
    if not taken or not counted or one.action or one.after:
        return one
    which = phrase(one, s)
    if which is None:
        return one
    loan = Loan("item", (which,), None, "which")
    kind = () if _of_cases(one, earlier, s) else one.item[CLASS in one.traits :]
    return one.lent(loan, item=(which, *kind), actor=(), traits=one.traits | {CLASS})


def _of_cases(one: Draft, earlier: Said, s: Sentence) -> bool:
    """案件6893件8214人，其中原为厅级以上干部的37人: people counted with cases are no cases."""
    source = earlier.before(one.place)
    if source is None or one.quantity.unit not in s.frames.persons:
        return False
    named = source.joined == "," and source.quantity.unit in s.frames.persons
    return named or (CLASS in source.traits and len(source.item) == 1)


def _share_of_those(one: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """具有高级职称的占9.1%, 本科以上学历的由12人增加到30人: a share or a change of those."""
    share = "Z" in s.letters[one.left : one.at]
    if (not share and one.role != "from") or one.whole is not None or one.joined == "Q":
        return None
    source = _whole_of(one, earlier)
    which = phrase(one, s, share)
    if source is None or which is None or (one.statistic and one.item == source.item):
        return None
    kind = _kind(source, one.joined == "I", s)
    own = any((loan.field, loan.reason) == ("item", "left-out") for loan in one.loans)
    if not kind or (one.item and not own):
        return None
    loans = (Loan("item", kind, source.place, "unsaid-kind"), Loan("item", (which,), None, "which"))
    traits = one.traits | {CLASS}
    return one.lent(*loans, item=(which, *kind), action=(), actor=(), traits=traits)


def _whole_of(one: Draft, earlier: Said) -> Draft | None:
    """What a share is of: the things counted before it, and not what other shares are of."""
    before = [other for other in earlier.back(one.place) if other.item]
    counted = (other for other in before if other.quantity.kind != "percent" and other.role == "level")
    return next(counted, before[0] if before else None)


def _kind(source: Draft, among: bool, s: Sentence) -> tuple[Span, ...]:
    """What a figure before counts, without the phrase that says which: 本科学历的|教师, a share of those.

    `among`: the share is of those themselves (其中), and what says which they are is kept.
    """
    if CLASS in source.traits:
        return source.item[1:]
    start, end = source.item[-1]
    if source.quantity.kind != "percent" and among:
        return source.item
    first, last = places(s.tokens, start, end)
    of = s.letters.rfind("u", first, last)
    return source.item if of < 0 else ((s.tokens[of + 1].start, end),)


def phrase(one: Draft, s: Sentence, share: bool = False) -> Span | None:
    """The phrase that ends in 的 right before a figure, or before the verb of level there: 公开决算的65家.

    `share`: or before 占 there.
    """
    letters = s.letters
    end = one.at
    before = s.kinds.level + "dZ" if share else s.kinds.level + ("F" if one.role == "from" else "")
    while end > one.left and letters[end - 1] in before:
        end -= 1
    apart = end > one.left + 1 and letters[end - 1] == "u" and letters[end - 2] not in s.kinds.locative
    if not apart or has(letters[one.left : end], s.kinds.against):
        return None  # 15个镇中的3个; 占总数的; 比原来设想的
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

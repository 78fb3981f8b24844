"""What became of things counted before: 撤销、变更和确认违法43件, 上年结转28件, words that name no thing."""

from __future__ import annotations

from ..language.lettering import within
from ..language.token import LIST
from ..rules.classes import only
from .described import DISPOSED
from .reading import Draft, Loan
from .said import Said
from .sentence import Sentence


def disposed(one: Draft, earlier: Said, s: Sentence) -> Draft:
    """A figure whose words say only what was done, in the unit of things counted before: done to those.

    Those who do it may stand before it (原告撤诉2件), or what there is not (信息不存在9件).
    """
    if not _may(one):
        return one
    other = _thing(one, earlier, s)
    first, end = _stretch(one, s)
    if other is None or first >= end or one.item[0][0] < s.tokens[first].start:
        return one
    start = first if _left_over(first, end, s) or _done(first, end, s) else _by_whom(first, end, one, s)
    if start is None:
        return one
    return _done_to(one, other, Loan("item", other.item, other.place, "left-out"), (first, start, end), s)


def done_to(one: Draft, other: Draft, s: Sentence) -> Draft:
    """The same to things that a sentence before counted, where who did it or what is left is told."""
    if not _may(one) or one.item[0][0] < s.tokens[one.left].start:
        return one
    first, end = _stretch(one, s)
    start = first if _left_over(first, end, s) else _after_doer(first, end, one, s)
    if start is None:
        return one
    return _done_to(one, other, Loan("item", other.item, None, "said"), (first, start, end), s)


def _done_to(one: Draft, other: Draft, loan: Loan, place: tuple[int, int, int], s: Sentence) -> Draft:
    """A figure with those things; `place`: its first word, the first that says what was done, the end.

    受理申请19件，公民申请17件: what says the name of those again is no deed.
    """
    first, start, end = place
    acts = ((s.tokens[start].start, s.tokens[end - 1].end),)
    if s.text_of(other.item).endswith(s.text_of(acts)):
        return one
    actor = s.trimmed(first, start) if start > first else one.actor
    return one.lent(
        loan,
        item=other.item,
        action=acts,
        actor=actor,
        statistic=other.statistic,
        relational=False,
        traits=one.traits | {DISPOSED},
    )


def _may(one: Draft) -> bool:
    """Whether a figure counts by words of its own before it, which may say no thing."""
    counted = one.quantity.kind == "count" and one.role == "level" and one.whole is None
    return counted and bool(one.item) and not (one.after or one.joined == "Q" or one.paired)


def sentenced(one: Draft, earlier: Said, s: Sentence) -> Draft:
    """判处五年以上有期徒刑的38人: a span of time that opens a name is of what people were given."""
    before = earlier.before(one.place)
    if before is None or one.quantity.unit not in s.frames.persons or not before.action:
        return one
    token, said = s.tokens[before.at], s.letters[before.at + 1 : one.at]
    bound = before.quantity.kind == "duration" and before.quantity.relation in ("≥", "≤")
    named = said.rstrip("u")
    if not bound or not named or set(named) - set(s.kinds.given) or one.after:
        return one
    if s.letters[before.at - 1 : before.at] not in s.kinds.does:
        return one
    item = ((token.start, s.tokens[before.at + len(named)].end),)
    done = Loan("action", before.action, before.place, "head")
    return one.lent(done, item=item, action=before.action, statistic=False, relational=False)


def _stretch(one: Draft, s: Sentence) -> tuple[int, int]:
    """The words before a figure, from the first that says something to the last."""
    first, end = s.opened(one.left, one.at), one.at
    while end > first and s.letters[end - 1] in s.kinds.adverb:
        end -= 1
    return first, end


def _thing(one: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """The nearest figure before in the same unit that counts what a noun says; none after its change."""
    for other in earlier.of_unit(one):
        if other.item and not s.only(other.item, s.kinds.unsaid) and not _only_done(other, s):
            return other if other.role == "level" and other.quantity.kind == "count" else None
    return None


def _only_done(one: Draft, s: Sentence) -> bool:
    """Whether a figure says who did something, and to nothing that its sentence names."""
    if not _may(one) or one.loans or one.item[0][0] < s.tokens[one.left].start:
        return False
    return _after_doer(*_stretch(one, s), one, s) is not None


def _left_over(first: int, end: int, s: Sentence) -> bool:
    """上年结转: what is left of those."""
    return end - first == 1 and s.tokens[first].sense.left_over


def _by_whom(first: int, end: int, one: Draft, s: Sentence) -> int | None:
    """Where what was done begins after people who do it, or after what there is not; None for neither."""
    after = _after_doer(first, end, one, s)
    if after is not None:
        return after
    denied = any(token.sense.negates for token in s.tokens[first + 1 : end])
    letters = s.letters
    return first if denied and letters[end - 1] in s.kinds.does and letters[first] == "N" else None


def _after_doer(first: int, end: int, one: Draft, s: Sentence) -> int | None:
    """Where what was done begins after those who do it; None where nobody does."""
    last = next((k for k in reversed(range(first, end)) if s.tokens[k].sense.doer), None)
    if last is None or last + 1 >= end or one.quantity.unit in s.frames.persons:
        return None
    done = s.letters[last + 1 : end]
    return last + 1 if only(done, s.kinds.doing) or done in s.kinds.acts else None


def _done(first: int, end: int, s: Sentence) -> bool:
    """Whether words are verbs alone, of which the last is no noun, or a list of them."""
    said = s.letters[first:end]
    if end - first < 2 or set(said) - set(s.kinds.disposition) or said[0] not in s.kinds.acts:
        return False
    inside = within(s.tokens, s.tokens[first].start, s.tokens[end - 1].end)
    if any(token.sense.light or token.sense.pivot for token in inside[:-1]):
        return False  # 作出决定, 促成和解
    return said[-1] in s.kinds.does or (bool(set(said) & LIST) and not said.count("w"))


def done_beside(one: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """维持1127件；驳回复议请求423件；撤销148件: the figure whose things a bare verb is done to too.

    Of the parts of a whole one may have an object of its own, which what follows is not done to. None where
    no part says so.
    """
    beside = False
    for other in earlier.of_unit(one):
        if not other.action or other.role != "level":
            return None
        bare = not other.item or any(loan.field == "item" for loan in other.loans)
        if bare:
            told = beside or not other.item
            return other if told and (_parted(s) or other.joined == "I") else None
        beside = True
        if other.joined == "I":
            return None
    return None


def _parted(s: Sentence) -> bool:
    """Whether a sentence opens with what its parts are told by: 从审理结果看, 在审结案件中."""
    opening = s.letters.partition("Q")[0]
    return opening[:1] in s.kinds.leads and "l;" in opening

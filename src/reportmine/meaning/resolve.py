"""Fill in what a reader carries over: ellipsis, 分别 lists, shared verbs, owners of bare statistics."""

from __future__ import annotations

from ..language.lettering import places
from ..language.token import LIST
from ..rules.classes import has, only
from .actors import carry_actors
from .again import done_again
from .against import set_against
from .alongside import changes_too, listed_deed, part_of_change, take_part
from .antecedents import headline, topic
from .backwards import ends, share_back
from .described import described
from .disposed import disposed, sentenced
from .doings import doings
from .fellows import fellow_part, part_in_unit, part_of_counted
from .kinds import of_class, of_those_in
from .kinds_done import kind_of_done
from .left_out import counted_alike, take_whole
from .owners import changed_before, owned, rises, whole_again
from .reading import Draft, Loan, put, with_action
from .respectively import both, lists, respectively
from .running import run_on
from .said import Said, said
from .sentence import Sentence
from .shared import shared_opening
from .unsaid import unsaid


def resolve(drafts: tuple[Draft, ...], s: Sentence) -> tuple[Draft, ...]:
    """The drafts of one sentence, completed in order."""
    if not drafts:
        return drafts
    now = share_back(drafts, s)
    before = said(now, s)
    groups = lists(now, s)
    for i in range(len(now)):
        if i in groups:
            position, members = groups[i]
            put(now, respectively(members, position, now[:i], s))
        if not now[i].paired:
            put(now, both(now, i, s))
        if not now[i].paired:
            put(now, unsaid(now, i, s))
        if not now[i].paired:
            put(now, run_on(i, now, s))
        if not now[i].paired:
            given = sentenced(now[i], before, s)
            now[i] = described(_carry(now[i], before, s), before, s) if given is now[i] else given
        if now[i].role == "to":
            put(now, ends(now[i], now[:i], s))
    return tuple(carry_actors(set_against(doings(now, s), s), s))


def _part_done_again(one: Draft, earlier: Said, s: Sentence) -> Draft:
    """A part whose verb is that of the whole, said again: 其中门户网站公开1.2万条."""
    if one.joined == "I" or any(other.joined == "I" for other in earlier.back(one.place)):
        return done_again(one, counted_alike(one, earlier, s), s)
    return one


def _no_thing(one: Draft, s: Sentence) -> bool:
    """剩余3项正按序时推进: whether what stands after a figure says only what becomes of those counted."""
    if not one.after or len(one.item) != 1:
        return False
    first, end = places(s.tokens, *one.item[0])
    said = s.letters[first:end]
    if first != one.at + 1 or said[:1] not in tuple(s.kinds.adverb):
        return False
    object_of = "V" in s.letters[one.left : one.at]  # 开展两次集中执行
    done = s.kinds.does if object_of else s.kinds.acts
    return only(said[1:], done) or said[1:2] in tuple(s.kinds.towards)


def _carry(one: Draft, earlier: Said, s: Sentence) -> Draft:
    """A figure with item and action from the one before, where the clause leaves them out."""
    if _no_thing(one, s):
        one = one.with_(item=(), after=False, statistic=False)
    before = whole_again(one, earlier, s) or earlier.before(one.place)
    one = disposed(_part_done_again(kind_of_done(one, earlier, s), earlier, s), earlier, s)
    if one.item and rises(one, s.tokens):
        changed = changed_before(one, s)
        if changed and (found := topic(one, s)):
            return one.lent(Loan("item", found, None, "topic"), item=found)  # 新收案件首次下降，降幅5%
        one = one.with_(item=())  # 增幅26.6% is of what was said before
    if before is not None and (alike := _as_the_one_before(one, before, earlier, s)) is not None:
        return alike
    if one.item and (whose := owned(one, before, s)) is not None:
        return whose
    if before is not None and (changes_too(one, before) or part_of_change(one, before)):
        role = Loan("role", (), before.place, "listed")
        one = one.lent(role, role=before.role, direction=before.direction, verb=before.verb)
    if one.item and one.quantity.kind == "percent" and "Z" not in s.letters[one.left : one.at]:
        found = headline(one, s)
        if found:
            one = one.lent(Loan("item", found, None, "headline"), item=(*one.item, *found))
    if before is not None:
        one = listed_deed(one, before, s)
        fellow = fellow_part(one, earlier, s)
        one = take_part(one, before, s) if fellow is None else with_action(one, fellow, "part")
        one = part_in_unit(part_of_counted(one, before, earlier, s), earlier, s)
    if one.item:
        return one
    return _with_fellow(one, before, s) or take_whole(one, before, earlier, s)


def _with_fellow(one: Draft, before: Draft | None, s: Sentence) -> Draft | None:
    """A figure with no noun that stands beside one of its kind; None for any other."""
    if before is None:
        return None
    if _fellow_body(one, before, s):
        return one.with_(item=one.actor, actor=())
    if _done_to_both(one, before):
        return one.lent(Loan("action", before.action, before.place, "left-out"), action=before.action)
    return None


def _as_the_one_before(one: Draft, before: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """A figure whose words say only in which way it is of what the one before is of; else None."""
    if (elsewhere := _row_elsewhere(one, before, s)) is not None:
        return elsewhere
    if of_those_in(one, before, s):
        loan = Loan("item", before.item, before.place, "left-out")
        return one.lent(loan, item=before.item, action=())
    return of_class(one, before, earlier, s) or shared_opening(one, before, s)


def _row_elsewhere(one: Draft, before: Draft, s: Sentence) -> Draft | None:
    """居全国第7位、中部第3位: a second place in a row, and only where that row is."""
    ranks = one.quantity.kind == before.quantity.kind == "rank"
    where = s.letters[one.left : one.at].strip(s.kinds.opening_head)
    if not ranks or one.joined not in LIST or not before.item or not where:
        return None
    if where[0] not in s.kinds.body or not only(where, s.kinds.body + s.kinds.named):
        return None
    loan = Loan("item", before.item, before.place, "left-out")
    return one.lent(loan, item=before.item, actor=(), action=(), statistic=before.statistic)


def _fellow_body(one: Draft, before: Draft, s: Sentence) -> bool:
    """医院812万张，基层医疗卫生机构183万张: a body is what the figure is of, as the thing before it is."""
    own = not before.statistic and not any(loan.field == "item" for loan in before.loans)
    own = own and not has(s.letters[before.left : before.at], s.kinds.level)  # 医院拥有床位64412张
    alike = one.quantity.unit == before.quantity.unit and one.role == before.role == "level"
    counted = one.quantity.kind == "count" and one.joined == ";" and not one.action and bool(one.actor)
    return counted and alike and own and bool(before.item) and not before.actor and not before.action


def _done_to_both(one: Draft, before: Draft) -> bool:
    """批捕412件568人: whether a figure right after one with an action alone tells it in another unit."""
    alone = one.bare and not one.action and one.role == before.role == "level"
    apart = before.quantity.unit != one.quantity.unit and one.joined in LIST
    beside = before.at == one.at - 1 or (apart and before.at == one.at - 2)
    return alone and beside and bool(before.action) and not before.item

"""What a figure with no noun of its own counts: 受理案件2.4万件，审结2.2万件."""

from __future__ import annotations

from ..language.lettering import Span
from ..language.token import LIST
from ..records import Role
from ..rules.matching import search
from .agreement import odd
from .antecedents import aside, compared, said_before, set_off, topic, without_part
from .described import CLASS, of_those
from .disposed import done_beside
from .fellows import SEMICOLON, parts_left
from .reading import Draft, Loan, Values
from .receivers import receivers
from .running import listed
from .said import Said
from .sentence import Sentence


def take_whole(one: Draft, before: Draft | None, earlier: Said, s: Sentence) -> Draft:
    """What a figure with no noun of its own counts: what one before it does, else what was said before."""
    new = Values()
    loans: list[Loan] = []
    whole = one.whole
    if before is not None and listed(one, before, s):  # A元和B元
        whole = one.whole or before.whole
        new |= Values(role=before.role, direction=before.direction, basis=before.basis, verb=before.verb)
        new["whole"] = whole
        loans += _beside(one, before)
    beside = done_beside(one, earlier, s) if one.action and one.role == "level" and not one.bare else None
    if beside is not None and not beside.item:
        return one  # what the whole is of was said before the sentence
    source = beside or _source(one, new.get("role", one.role), before, earlier, s)
    if before is not None and (apart := set_off(one, s)):
        new["item"] = apart
        return one.lent(*loans, Loan("item", apart, None, "topic"), **new)
    if source is not None and source.item:
        part = "Z" in s.letters[one.left : one.at]  # 占86.9%
        item = of_those(source, s) if part else source.item
        classed = item is not source.item or CLASS in source.traits
        if one.action:
            item = without_part(item[1:] if classed else item, s.tokens)
        elif classed:
            new["traits"] = one.traits | {CLASS}
        new |= Values(item=item, statistic=source.statistic)
        loans.append(Loan("item", item, source.place, "left-out"))
        leaves_out = new.get("role", one.role) != "level" or one.joined in LIST or one.bare
        if not one.action and leaves_out and not one.stands and not part:
            new["action"] = source.action if whole is None and one.quantity.kind != "rank" else ()
            if new["action"]:
                loans.append(Loan("action", source.action, source.place, "left-out"))
    elif before is not None and one.action and s.letters[one.at - 1] == "u":
        pass  # 同意公开的63件，不同意公开的12件: what they are was said before both
    elif (told := _told(one, before, s)) is not None:
        new["item"] = told.spans
        loans.append(told)
    return one.lent(*loans, **new) if new else one


def _decides(one: Draft, s: Sentence) -> bool:
    """Whether what was done is a verdict: 维持, 撤销."""
    if not one.action:
        return False
    said = f"{one.quantity.unit}/{s.text[one.action[0][0] : one.action[-1][1]]}"
    return any(search(rule, said) for rule in s.frames.verdict)


def _told(one: Draft, before: Draft | None, s: Sentence) -> Loan | None:
    """What a figure is of that no figure before it counts: an object, what was spoken of, or people."""
    if found := said_before(one, s):
        return Loan("item", found, None, "object")
    if (found := topic(one, s)) and not _no_topic(one, found, before, s):
        return Loan("item", found, None, "topic")
    if before is not None and (found := receivers(one, before, s)):
        return Loan("item", found, None, "object")
    return None


def _rate(one: Draft) -> bool:
    """Whether a figure is a rate, of which nothing is counted."""
    return one.quantity.kind == "percent" and one.statistic


def _no_topic(one: Draft, found: tuple[Span, ...], before: Draft | None, s: Sentence) -> bool:
    """Whether what the clause before spoke of is nothing that a figure counts."""
    counted = one.quantity.kind == "count" and bool(one.action)
    told = before is not None and before.at == one.left - 2  # 无法提供32件，其中没有信息27件；不予处理8件
    if counted and (told or odd(one, found, s)):
        return True
    return _no_people(one, found, s) or _no_rate(one, before)


def _no_rate(one: Draft, before: Draft | None) -> bool:
    """整改率98%，责令停业23家: what is done and counted is not done to the rate said before it."""
    return before is not None and _rate(before) and one.quantity.kind == "count" and bool(one.action)


def _no_people(one: Draft, found: tuple[Span, ...], s: Sentence) -> bool:
    """开展抢险救灾，转移安置900多万人: what people were told of before is something done, and not they."""
    return bool(one.action) and one.quantity.unit in s.frames.persons and s.only(found, "w")


def _beside(one: Draft, before: Draft) -> list[Loan]:
    """What a figure takes beside its item from the one it is listed after."""
    loans = []
    if one.role != before.role:
        loans.append(Loan("role", (), before.place, "listed"))
    if before.basis is not None and before.basis != one.basis:
        loans.append(Loan("basis", (before.basis,), before.place, "listed"))
    if before.whole is not None and one.whole is None:
        loans.append(Loan("whole", (before.whole,), before.place, "listed"))
    return loans


def _source(one: Draft, role: Role, before: Draft | None, earlier: Said, s: Sentence) -> Draft | None:
    """The figure before that counts the same as one of a role."""
    if before is None:
        return None
    if role == "change" and compared(before, s.tokens):
        return next((d for d in earlier.back(before.place) if d.item), None)
    source = before
    if before.left != one.left and aside(before, s):
        source = next((d for d in earlier.back(before.place) if not aside(d, s)), before)
    if (measured := _told_in_unit(one, role, before, earlier, s)) is not None:
        return measured
    elsewhere = before.quantity.kind in ("percent", "ratio", "duration")
    apart = one.bare and one.joined == ";" and before.quantity.unit != one.quantity.unit
    if apart and one.quantity.kind == "count" and role == "level":
        return counted_alike(one, earlier, s) or source  # 4家少计利润3亿元，3家违规出借资金
    if one.quantity.kind == "count" and ((one.action and not one.bare) or (elsewhere and not one.after)):
        parts = parts_left(one, earlier, s)
        alike = counted_alike(one, earlier, s, parts)
        label = s.letters[one.at - 1] == "u" and source.quantity.kind == "percent"  # “不予公开”的36件，占5.8%
        return alike or (
            None if parts is not None or _rate(source) or label or _other(one, source, s) else source
        )
    if _paid_by(one, source, s):
        return next((d for d in earlier.of_unit(one) if _pays(d, one, s)), source)
    return source


def _told_in_unit(one: Draft, role: Role, before: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """优良天数251天，优良率75%，增加29天: what changes by so much is what is told in that unit."""
    if role != "change" or one.quantity.kind not in ("count", "duration", "measure", "money"):
        return None
    if before.quantity.unit in (None, "", one.quantity.unit) or one.joined in LIST or one.joined == "Q":
        return None
    if any(token.sense.per for token in s.tokens[one.left : one.at]):
        return None  # 带动农户1万户，户均增收4600元
    alike = next((other for other in earlier.of_unit(one) if other.item and other.role != "change"), None)
    return None if alike is None or alike.item == before.item else alike


def _paid_by(one: Draft, source: Draft, s: Sentence) -> bool:
    """欠征出让金6亿元，涉及企业28家，已追缴2亿元: whether money is told after those it is of."""
    counted = one.quantity.kind == "money" and source.quantity.kind == "count" and source.joined != "Q"
    return counted and bool(source.item) and odd(one, source.item, s)


def _pays(one: Draft, later: Draft, s: Sentence) -> bool:
    """Whether a figure tells of money with a name, in the same part of the sentence."""
    owned = any(loan.owns for loan in one.loans)
    parted = any(mark in s.text[one.quantity.end : later.quantity.start] for mark in SEMICOLON)
    return bool(one.item) and not (owned or parted or odd(one, one.item, s))


def _other(one: Draft, source: Draft, s: Sentence) -> bool:
    """制定制度219项，问责347人: whether a figure counted otherwise is of nothing that one counts."""
    people = one.quantity.unit in s.frames.persons
    return people and bool(one.action and source.item) and odd(one, source.item, s)


def counted_alike(one: Draft, earlier: Said, s: Sentence, beyond: Draft | None = None) -> Draft | None:
    """The nearest figure before, and before those parts, that counts things in the same unit.

    An amount with a name of its own (上年结转7件) is no thing that others are counted of.
    """
    nearest, decided = None, _decides(one, s)
    for other in earlier.of_unit(one, None if beyond is None else beyond.place):
        if other.item:
            if not decided and _decides(other, s):
                continue  # 维持具体行政行为5件，尚未审结1件: what a verdict is on is no case
            if not s.only(other.item, s.kinds.statistic):
                return None if _other(one, other, s) else other
            nearest = nearest or other
        elif other.action and other.role == one.role == "level" and one.action:
            return nearest  # 予以公开63件；无法提供32件: what both are done to was said before the sentence
    return nearest

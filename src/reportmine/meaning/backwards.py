"""What a figure has from the one after it, and what the ends of a change share: 由203项压减至100项."""

from __future__ import annotations

from ..language.lettering import Span, clause_end, clause_start
from ..language.token import CLAUSE_BREAKS, LIST
from ..records import Direction
from .kinds import share_kind
from .reading import Draft, Loan, put, with_action
from .sentence import Sentence


def ends(one: Draft, earlier: list[Draft], s: Sentence) -> list[Draft]:
    """由A压减至B: both ends share the item, and the figures show a direction the verb does not.

    调整为B alone does not say which way; nor do the figures of a ratio.
    What was done up to B went up: 普及到B.
    """
    before = earlier[-1] if earlier else None
    if before is None or before.role != "from" or one.paired:
        if one.direction is not None:
            return []
        if before is not None and _made_of(one, before, s):
            return [one.with_(direction=_way(one, before))]
        return [] if _any_way(one, s) else [one.with_(direction="up")]  # 恢复到, 普及到
    same = one.item == before.item[-1:]  # 16%的税率降至13%: 税率 was said with the first
    if (not one.item or same or not one.lacks("inherited-item")) and (
        (one.item, one.statistic) != (before.item, before.statistic)
    ):
        loan = Loan("item", before.item, before.place, "ends")
        one = one.lent(loan, item=before.item, statistic=before.statistic)
    if one.direction is None:
        if one.quantity.kind == "ratio" and one.quantity.unit is None:
            return [one]  # 三次产业结构由8:42:50调整为7:41:52: no part of it alone says which way
        one = one.with_(direction=_way(one, before))
    amended = [one]
    for source in reversed(earlier):
        if source.role != "from" or source.direction is not None:
            break
        amended.append(source.with_(direction=one.direction))
    return amended


def _made_of(one: Draft, before: Draft, s: Sentence) -> bool:
    """Whether what was so many is made so many in one clause: 将5个支部调整为10个."""
    alike = one.quantity.unit == before.quantity.unit and one.quantity.kind == before.quantity.kind
    return alike and before.at < one.at and clause_start(s.letters, one.at, CLAUSE_BREAKS) <= before.at


def _any_way(one: Draft, s: Sentence) -> bool:
    """Whether the change that a figure ends says not which way it goes: 调整为, 合并为."""
    words = s.tokens[one.left : one.at]
    return any(word.letter in s.kinds.changes and word.sense.direction is None for word in words)


def _way(one: Draft, before: Draft) -> Direction:
    """Which way it went from one figure to another."""
    return "up" if one.quantity.value > before.quantity.value else "down"


def share_back(drafts: tuple[Draft, ...], s: Sentence) -> list[Draft]:
    """10个装置、5个中心、28个实验室在川布局: the verb after the last belongs to the whole list."""
    now = list(drafts)
    for later in reversed(range(1, len(now))):
        put(now, _shared_back(now[later - 1], now[later], s))
    return now


def _described(one: Draft, later: Draft, s: Sentence) -> tuple[Span, ...]:
    """总投资2.6亿元、占地45亩的客运站: what a list of figures before 的 is told of is named after it."""
    listed = later.joined in LIST and one.role == later.role == "level"
    if not listed or not one.relational or one.action or s.letters[later.at + 1 : later.at + 2] != "u":
        return ()
    match = s.frames.owner.match(s.letters[later.at + 1 : clause_end(s.letters, later.at)])
    return s.trimmed(later.at + 2, later.at + 1 + match.end()) if match else ()


def _shared_back(one: Draft, later: Draft, s: Sentence) -> list[Draft]:
    """Two figures of which the first has what stands after the second; those amended."""
    if owner := _described(one, later, s):
        loan = Loan("item", owner, later.place, "owner")
        return [one.lent(loan, item=(*owner, *one.item), relational=False)]
    between = s.letters[one.at + 1 : later.at]
    listed = one.quantity.unit == later.quantity.unit and between[:1] in LIST and between[1:] in ("", "a")
    listed = listed and s.letters[one.at - 1] != "u"  # of 15个镇中的3个、45个村 the first counts 镇
    near = between in ("", "u") or listed  # 21批173项案例, 2.7万亩的48个巨型深坑, 首批12项和第二批14项改革
    if not one.item and near and later.item:
        loan = Loan("item", later.item, later.place, "pair")
        had = bool(one.action)
        one = one.lent(loan, item=later.item, after=later.after)
        return [one, with_action(later, one, "pair")] if had else [with_action(one, later, "pair")]
    kind = one
    if later.joined in LIST or s.letters[later.at - 1] in LIST:
        kind = share_kind(one, later, s.tokens)
    if not kind.action and later.action and later.after and kind.after:
        listed = later.joined in LIST or s.letters[later.at - 1] in LIST
        shared = "shared-verb" in later.traits
        if listed and (shared or not later.lacks("inherited-action")):
            kind = with_action(kind, later, "listed-after")
    return [kind] if kind is not one else []

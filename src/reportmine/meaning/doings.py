"""Bodies that are counted do what is said with the next figure: 8户企业因范围不完整，少计资产14亿元."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.token import CLAUSE_BREAKS, LIST
from .antecedents import token_at
from .reading import Draft, Loan, with_action
from .sentence import Sentence, joined


def doings(drafts: list[Draft], s: Sentence) -> list[Draft]:
    """8户企业因范围不完整，少计资产14亿元: bodies counted do what is said with the next figure.

    Those counted in one phrase (11户企业的45个项目) do the same, and a clause may say first how or to whom
    it is done: 13家机构通过虚报学员等方式套取补贴912万元.
    """
    for place in range(len(drafts) - 2, -1, -1):
        later = drafts[place + 1]
        if (
            _told_together(drafts[place], later)
            or _disposes(drafts[place], later, s)
            or _do_alike(drafts[place], later, s)
            or _have_those(drafts[place : place + 3], s)
        ):
            drafts[place] = with_action(drafts[place], later, "does")
            continue
        if not (
            (_does(later, s) and _why_only(drafts[place], later, s)) or _goes_on_to(drafts[place], later, s)
        ):
            continue
        done = joined((*(later.action or later.verb), *later.item))
        while place >= 0 and _undone(drafts[place], s):
            one = drafts[place]
            drafts[place] = one.lent(Loan("action", done, later.place, "does"), action=done)
            if one.joined != "Q":
                break
            place -= 1
    return drafts


def _told_together(one: Draft, later: Draft) -> bool:
    """37项资金4.92亿元未按期下达: what is told after an amount is told of the number of its things too."""
    plain = one.role == later.role == "level" and not one.action and bool(later.action)
    amount = one.quantity.kind == "count" and later.quantity.kind in ("money", "measure")
    near = later.joined in ("Q", ",") and one.item == later.item and bool(one.item)
    return plain and amount and near and later.action[0][0] >= later.quantity.outer_end


def _disposes(one: Draft, later: Draft, s: Sentence) -> bool:
    """2个街道将债券资金3850万元用于发放工资: what is done with it is done by those counted.

    So is what is done for others: 6个县向不符合条件的1284人发放补贴.
    """
    if later.joined != "Q" or not _undone(one, s) or not later.action:
        return False
    first = token_at(s.tokens, one.item[-1][1])
    between = s.tokens[first : later.at]
    led = s.letters[first] in s.kinds.towards or any(t.sense.disposal for t in between)
    return later.action[0][0] >= later.quantity.outer_end and led


def _do_alike(one: Draft, later: Draft, s: Sentence) -> bool:
    """12个市、37个县将基金转存: bodies that are listed do what is said of the last of them."""
    does = any(loan.field == "action" and loan.reason == "does" for loan in later.loans)
    return does and later.joined in LIST and _undone(one, s)


def _have_those(run: Sequence[Draft], s: Sentence) -> bool:
    """6个部门的11家单位违规发放津贴3万元: what some did with so much is done by those whose they are too."""
    if len(run) < 3 or not (run[1].action and run[2].action) or not _undone(run[0], s):
        return False
    one, later, amount = run
    between = s.letters[token_at(s.tokens, one.item[-1][1]) : later.at]
    together = later.joined == amount.joined == "Q" and between in tuple(s.kinds.naming)
    together = together and amount.quantity.kind != "duration"
    return together and later.action[0][0] <= amount.action[0][0] < later.action[-1][1]


def _does(one: Draft, s: Sentence) -> bool:
    """Whether a figure's own words begin with a verb that has an object, and name nobody who acts."""
    said = one.action or (one.verb if one.role == "change" else ())
    if not said or not one.item or one.after or one.actor or one.joined != ";":
        return False
    if any(loan.field in ("item", "action") for loan in one.loans):
        return False
    return not s.letters[one.left : token_at(s.tokens, said[0][0])].strip(s.kinds.adverb)


def _why_only(one: Draft, later: Draft, s: Sentence) -> bool:
    """Whether a comma or a preposition (因, 通过) follows what a figure counts, in the same sentence part."""
    if not one.item:
        return False
    after = token_at(s.tokens, one.item[-1][1])
    apart = all(s.text[t.start] in "，," for t in s.tokens[after : later.left] if t.letter in CLAUSE_BREAKS)
    while s.letters[after] in s.kinds.ways:
        after += 1  # 8个县以次充好、偷工减料，多支付工程款
    return apart and s.letters[after] in (";", *s.kinds.towards)


def _goes_on_to(one: Draft, later: Draft, s: Sentence) -> bool:
    """Whether a clause goes on from what is counted to what is done with the next figure."""
    if later.joined == "Q" and later.quantity.kind == "duration" and later.after and not one.actor:
        return bool(one.item and later.action and later.item)  # 8个单位连续2个月以上未更新信息
    if later.joined != "Q" or not (one.item and later.action and later.item) or later.after or one.actor:
        return False  # 全县16个乡镇: all there are
    ends, done = one.item[-1][1], later.action[0][0]
    if later.quantity.unit == one.quantity.unit:
        return False  # 12个问题已整改9个
    goes_on = s.letters[token_at(s.tokens, ends)] in (*s.kinds.adverb, *s.kinds.towards)
    return goes_on and ends < done < later.quantity.start


def _undone(one: Draft, s: Sentence) -> bool:
    """Whether a figure counts bodies or people at the head of what is said, with no verb."""
    counted = one.quantity.unit in s.frames.actors
    heads = one.joined == "Q" or not s.letters[one.left : one.at].strip(s.kinds.opening_body)
    return heads and counted and one.after and one.role == "level" and not one.action and bool(one.item)

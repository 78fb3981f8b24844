"""What a figure is of whose own words say only a part of it: 再审检察建议46件，采纳率95%."""

from __future__ import annotations

from ..language.lettering import clause_start, last_word, within
from ..language.token import LIST, Token
from ..rules.classes import has
from .antecedents import of_account, own, token_at
from .fellows import SEMICOLON
from .kinds import of_same_kind, same_but_grade, single
from .reading import Draft, Loan
from .said import Said
from .sentence import Sentence


def whole_again(one: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """总产量87万吨，其中夏粮33万吨、秋粮54万吨；亩产478公斤: a semicolon ends the parts.

    What is bare after it is of the whole.
    """
    if not one.relational or one.joined != ";":
        return None
    counts = one.role == "change" and s.tokens[token_at(s.tokens, one.item[0][0])].sense.closes
    if not counts and s.text[s.tokens[one.left - 1].start] not in SEMICOLON:
        return None  # but 其中贪污贿赂13件，人数增加5人 is of all of them
    for other in earlier.back(one.place):
        if other.joined == "I":
            return earlier.before(other.place)
        if s.text[s.tokens[other.left - 1].start] in SEMICOLON:
            break
    return None


def rises(one: Draft, tokens: list[Token]) -> bool:
    """Whether a figure is a change by what it is called, and of what is not said: 增幅26.6%."""
    if not single(one, tokens):
        return False
    only = tokens[token_at(tokens, one.item[0][0])]
    return only.letter == "G" and only.sense.relational and one.role == "change"


def owned(one: Draft, before: Draft | None, s: Sentence) -> Draft | None:
    """A figure whose words say only a part, with what that is a part of; None where they say it all."""
    tokens = s.tokens
    if before is not None and _within(one, before):
        return None
    partly = before is not None and before.item and not one.statistic
    if partly and before is not None and (one.qualifier or same_but_grade(one, before, s)):
        return of_same_kind(one, before, s)
    opens = tokens[token_at(tokens, one.item[0][0])].sense
    total = opens.total
    both = before is not None and before.statistic and before.quantity.unit == one.quantity.unit
    listed = (
        before is not None and bool(before.action) and one.joined in LIST and not total and not both
    )  # 涉及61人、金额1.37亿元
    alike = both and not one.actor and bool(one.action) and one.item[-1][1] <= one.action[0][0]
    sum_of = opens.account and not opens.relational and before is not None and single(one, tokens)
    bare = one.relational or sum_of or (before is not None and _of_counted(one, before, s))
    if bare and (alike or not one.action) and not listed:  # 收入安排38亿元，支出安排36亿元
        account = opens.account and before is not None and bool(before.item)
        owned = of_account(one, before, s) if account and before is not None else own(one, before, s)
        if (
            owned is not one
            or before is None
            or not (_parted_off(one, before) or (both and one.joined in LIST))
        ):
            return owned
    if before is None:
        return None
    loan = Loan("item", before.item, before.place, "owner")
    if one.joined == "Q" and before.after and one.statistic and not one.action:
        # 74个断面 … 优良比例: whose statistic it is stands at the figure before
        return one.lent(loan, item=(*before.item, *one.item))
    if before.item and (tokens[token_at(tokens, one.item[0][0])].letter == "Z" or _ratio_to(one, before, s)):
        # 农户达到7500万户，占农户总数的比例由…; 产值增长21%，对工业增长的贡献率为38%
        return one.lent(loan, item=(*before.item, *one.item))
    return None


def _within(one: Draft, before: Draft) -> bool:
    """5家单位|无预算开支咨询费18万元: whether what a figure is of is told of those counted before it."""
    told = before.after and before.action and one.joined == "Q"
    return bool(told) and before.action[0][0] <= one.item[0][0] and one.item[-1][1] <= before.action[-1][1]


def _of_counted(one: Draft, before: Draft, s: Sentence) -> bool:
    """项目180个，年度投资1350亿元: a bare statistic with no word but when, or that it is planned."""
    said = within(s.tokens, one.item[0][0], one.item[-1][1])
    if len(one.item) != 1 or len(said) < 2 or not said[-1].sense.relational or not _counts(before):
        return False
    return all(word.letter in s.kinds.adverb or word.sense.planned for word in said[:-1])


def _counts(one: Draft) -> bool:
    """Whether a figure counts things that may have a statistic, or tells one of such things."""
    of = one.role in ("level", "to") and one.quantity.kind == "count" and not one.statistic
    return bool(one.item) and (of or any(loan.owns for loan in one.loans))


def _ratio_to(one: Draft, before: Draft, s: Sentence) -> bool:
    """产值增长21%，对工业增长的贡献率为38%: a ratio that opens with its whole is of the figure before."""
    near = before.at == one.left - 2 and before.role in ("level", "change")
    last = last_word(one.item, s.tokens)
    opens = s.tokens[token_at(s.tokens, one.item[0][0])]
    ratio = one.quantity.kind == "percent" and one.role == "level" and "Z" not in s.letters[one.left : one.at]
    named = last is not None and last.letter == "S" and (last.sense.relational or last.sense.pure)
    return near and ratio and named and opens.letter in s.kinds.towards and not one.action


def _parted_off(one: Draft, before: Draft) -> bool:
    """Whether a figure is of a part of what the one before it is of: 其中职工87万人，退休人员30万人."""
    taken = any(loan.field == "action" and loan.reason == "part" for loan in before.loans)
    return one.joined == "I" or taken


def changed_before(one: Draft, s: Sentence) -> bool:
    """Whether the clause right before a figure's own says a change, and has no figure."""
    letters, end = s.letters, one.left - 1
    start = clause_start(letters, end)
    told = has(letters[start:end], s.kinds.change)
    return told and letters[end : end + 1] == ";" and letters[max(0, start - 1)] != "Q"

"""What a thing in a list, or a part of a whole, shares with the one before it: 办理建议1267件、提案1052件."""

from __future__ import annotations

from ..language.lettering import Span, first_word, last_word, within
from ..language.token import LIST, Token
from ..rules.classes import has, only
from .reading import Draft, Loan, Reason, with_action
from .sentence import Sentence, joined

DEED = "deed"  # trait of a figure that counts something done, as a thing
_OF_ANOTHER = {
    ("item", "left-out"),
    ("item", "object"),
    ("item", "topic"),
}  # loans of what something was done to


def changes_too(one: Draft, before: Draft) -> bool:
    """压减时间58%、材料52%: a thing listed after another changes as that does."""
    led = "changes-list" in before.traits
    alike = one.joined in LIST and one.quantity.kind == before.quantity.kind
    return bool(one.item and led) and alike and one.role == "level" and not one.stands


def part_of_change(one: Draft, before: Draft) -> bool:
    """净增经营主体242万户，其中企业57万户: the parts of what was added were added."""
    alike = one.joined == "I" and one.quantity.unit == before.quantity.unit
    plain = one.role == "level" and not one.stands and not one.action and bool(one.item)
    return alike and plain and before.role == "change" and "changes-list" in before.traits


def _shares_action(one: Draft, before: Draft) -> bool:
    """办理建议1267件、提案1052件: a thing listed after another has its verb."""
    if one.action or one.role != "level" or one.quantity.kind in ("percent", "rank"):
        return False
    if one.stands and not (one.bare and one.after):  # 长江干堤和近千公里的黄河堤防: no more is said before it
        return False
    if one.joined != "I" and one.joined not in LIST:
        return False
    alike = one.quantity.unit == before.quantity.unit
    if one.joined == "I" and one.quantity.kind == "count" and alike:
        return not one.statistic  # 参加保险人数118万人，其中职工87万人
    if one.joined in LIST and one.quantity.kind == "measure" and alike and not one.relational:
        return True  # 新增高标准农田8000万亩、高效节水灌溉面积2000万亩
    same_kind = one.joined == "I" or (one.statistic and not one.relational)
    return one.statistic == before.statistic if same_kind else True


def _same_head(one: Draft, before: Draft, tokens: list[Token]) -> Draft:
    """淘汰落后炼铁产能9000万吨、水泥2亿吨: the capacity and its kind are said once."""
    if not before.item:
        return one
    last, head = last_word(one.item, tokens), last_word(before.item, tokens)
    alike = one.quantity.kind == before.quantity.kind == "measure" and one.role == before.role
    if last is None or head is None or not alike or last.letter != "N" or one.statistic:
        return one
    listed = one.joined in LIST and one.quantity.unit == before.quantity.unit
    if head.letter != "S" or not (listed or head.sense.relational or head.head > head.start):
        return one
    first = first_word(before.item, tokens)
    kind = ((first.start, first.end),) if first is not None and first.letter == "a" else ()
    shared = (max(head.start, head.head), head.end)
    loan = Loan("item", (*kind, shared), before.place, "head")
    return one.lent(loan, item=(*kind, *one.item, shared), statistic=True)


def _named_alike(one: Draft, before: Draft, s: Sentence) -> bool:
    """认证主机构14个、认证子机构5个: a list goes on as it began, and what opened a name opens the next."""
    if (
        one.joined not in LIST
        or before.action
        or not before.item
        or before.quantity.unit != one.quantity.unit
    ):
        return False
    opens = s.text[slice(*one.action[0])]
    return one.action[0][1] == one.item[0][0] and s.text.startswith(opens, before.item[0][0])


def _averaged_alike(one: Draft, before: Draft, s: Sentence) -> bool:
    """门诊次均费用246元、住院次均费用5873元: what opens a name before the statistic of the one before it."""
    if one.joined not in LIST or before.action or not before.item or not one.statistic:
        return False
    if one.action[0][1] != one.item[0][0] or before.quantity.unit != one.quantity.unit:
        return False
    said, own = (s.text[d.item[-1][0] : d.item[-1][1]] for d in (before, one))
    return said != own and said.endswith(own)


def _of_those(one: Draft, before: Draft, s: Sentence) -> bool:
    """涉及15个部门的5万平方米房产: the verb is said of the thing that those counted before it have."""
    plain = one.role == before.role == "level" and before.after and not one.statistic
    return plain and one.joined == "Q" and one.left < one.at and only(s.letters[one.left : one.at], "u")


def _continues(one: Draft, before: Draft, s: Sentence) -> bool:
    """新增装机容量1950万千瓦，采煤能力8000万吨: a bare thing and number goes on with the list."""
    start, letters = one.left, s.letters
    if "full-action" in before.traits:
        return False  # 对偶犯适用缓刑61人，单处罚金7人
    if one.joined != ";" or s.text[s.tokens[start - 1].start] not in "，," or before.at != start - 2:
        return False
    paired = letters[before.at - 1] == "Q"  # 案件90件145人
    if not paired and any((loan.field, loan.reason) in _OF_ANOTHER for loan in before.loans):
        return False  # 县120个，消除109个，村1580个: what was done was done to the first
    if one.action or one.actor or one.after or letters[one.at - 1] not in s.kinds.listed_thing:
        return False
    told = paired or (_part(before) and s.text[one.item[-1][1] - 1] == s.text[before.item[-1][1] - 1])
    if one.quantity.kind == "count" and one.quantity.unit != before.quantity.unit and not told:
        return False  # 其中大案9件，要案2人
    alike = one.quantity.kind == before.quantity.kind and one.statistic == before.statistic
    plain = only(letters[start : one.at], s.kinds.listed_phrase)
    stood = has(letters[before.left : before.at], s.kinds.level)
    sum_of = one.statistic and one.quantity.kind == "money" and not _part(before)
    return alike and plain and not stood and not sum_of and one.role == before.role == "level"


def _part(one: Draft) -> bool:
    """Whether a figure is one of the parts of another, 其中A亿元, and has its action from that."""
    return one.joined == "I" or any(loan.field == "action" and loan.reason == "part" for loan in one.loans)


def listed_deed(one: Draft, before: Draft, s: Sentence) -> Draft:
    """引发复议2件、诉讼1件; 其中缓刑90人、管制7人: what is done is a thing where it is listed after one."""
    alone = one.joined in LIST and one.action and not one.item and one.role == before.role == "level"
    if not alone or one.quantity.unit != before.quantity.unit or not s.only(one.action, s.kinds.closed):
        return one
    last = s.tokens[before.at - 1]
    if not before.item or before.item[-1][1] != last.end or before.after:
        return one
    part = before.joined == "I" or DEED in before.traits
    named = last.letter in s.kinds.closed if before.action else part
    if not named:
        return one
    return with_action(one.with_(item=one.action, action=(), traits=one.traits | {DEED}), before, "listed")


def take_part(one: Draft, before: Draft, s: Sentence) -> Draft:
    """The head or the verb that a figure with a noun of its own shares with the one before."""
    if one.item and before.item and one.joined in LIST and not before.action:
        one = _same_head(one, before, s.tokens)
    if one.joined in LIST and "makes-do" in before.traits and one.action and not one.item:
        body = _trim_to_body(before, s.tokens)  # 监督公安机关立案82件、撤案17件
        if body:
            one = one.lent(Loan("item", body, before.place, "makes-do"), item=(*body, *one.action))
            return with_action(one, before, "makes-do")
    if one.item and one.action and (_named_alike(one, before, s) or _averaged_alike(one, before, s)):
        return one.with_(item=joined((*one.action, *one.item)), action=())
    if not one.item or not before.action:
        return one
    if not one.action and _of_those(one, before, s):
        return with_action(one, before, "head")
    if _shares_action(one, before) or _continues(one, before, s):
        why: Reason = "part" if one.joined == "I" or _part(before) else "listed"
        return _same_head(with_action(one, before, why), before, s.tokens)
    return one


def _trim_to_body(one: Draft, tokens: list[Token]) -> tuple[Span, ...]:
    """公安机关立案 without what the body does."""
    start, end = one.item[0]
    inside = within(tokens, start, end)
    return ((start, inside[-2].end),) if len(inside) > 1 else ()

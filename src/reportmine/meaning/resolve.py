"""Fill in what a reader carries over: ellipsis, 分别 lists, shared verbs, owners of bare statistics."""

from __future__ import annotations

from ..language.lettering import (
    CLAUSE_BREAKS,
    LIST,
    Span,
    Token,
    clause_start,
    first_word,
    last_word,
    within,
)
from ..records import Role
from ..rules.classes import has, only
from .actors import carry_actors
from .again import done_again
from .against import set_against
from .agreement import odd
from .antecedents import (
    aside,
    compared,
    headline,
    of_account,
    own,
    said_before,
    set_off,
    token_at,
    topic,
    without_part,
)
from .described import CLASS, described, of_those
from .disposed import disposed, done_beside, sentenced
from .fellows import SEMICOLON, fellow_part, part_in_unit, part_of_counted, parts_left
from .kinds import of_class, of_same_kind, of_those_in, same_but_grade, share_kind, single
from .kinds_done import kind_of_done
from .reading import Draft, Loan, Reason, Values, with_action
from .respectively import both, lists, respectively
from .running import listed, run_on
from .said import Said, said
from .sentence import Sentence, joined
from .shared import shared_opening
from .unsaid import unsaid

_OF_ANOTHER = {
    ("item", "left-out"),
    ("item", "object"),
    ("item", "topic"),
}  # loans of what something was done to


def resolve(drafts: tuple[Draft, ...], s: Sentence) -> tuple[Draft, ...]:
    """The drafts of one sentence, completed in order."""
    if not drafts:
        return drafts
    now = _share_back(drafts, s)
    before = said(now, s)
    groups = lists(now, s)
    for i in range(len(now)):
        if i in groups:
            position, members = groups[i]
            _put(now, respectively(members, position, now[:i], s))
        if not now[i].paired:
            _put(now, both(now, i, s))
        if not now[i].paired:
            _put(now, unsaid(now, i, s))
        if not now[i].paired:
            _put(now, run_on(i, now, s))
        if not now[i].paired:
            given = sentenced(now[i], before, s)
            now[i] = described(_carry(now[i], before, s), before, s) if given is now[i] else given
        if now[i].role == "to":
            _put(now, _ends(now[i], now[:i]))
    return tuple(carry_actors(set_against(_doings(now, s), s), s))


def _doings(drafts: list[Draft], s: Sentence) -> list[Draft]:
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


def _put(drafts: list[Draft], amended: list[Draft]) -> None:
    """Put amended drafts in their places."""
    for one in amended:
        drafts[one.place] = one


def _changes_too(one: Draft, before: Draft) -> bool:
    """压减时间58%、材料52%: a thing listed after another changes as that does."""
    led = "changes-list" in before.traits
    alike = one.joined in LIST and one.quantity.kind == before.quantity.kind
    return bool(one.item and led) and alike and one.role == "level" and not one.stands


def _part_of_change(one: Draft, before: Draft) -> bool:
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


def _part_done_again(one: Draft, earlier: Said, s: Sentence) -> Draft:
    """A part whose verb is that of the whole, said again: 其中门户网站公开1.2万条."""
    if one.joined == "I" or any(other.joined == "I" for other in earlier.back(one.place)):
        return done_again(one, _counted_alike(one, earlier, s), s)
    return one


def _carry(one: Draft, earlier: Said, s: Sentence) -> Draft:
    """A figure with item and action from the one before, where the clause leaves them out."""
    before = _whole_again(one, earlier, s) or earlier.before(one.place)
    one = disposed(_part_done_again(kind_of_done(one, earlier, s), earlier, s), earlier, s)
    if one.item and _rises(one, s.tokens):
        changed = _changed_before(one, s)
        if changed and (found := topic(one, s)):
            return one.lent(Loan("item", found, None, "topic"), item=found)  # 新收案件首次下降，降幅5%
        one = one.with_(item=())  # 增幅26.6% is of what was said before
    if before is not None and (alike := _as_the_one_before(one, before, earlier, s)) is not None:
        return alike
    if one.item and (owned := _owned(one, before, s)) is not None:
        return owned
    if before is not None and (_changes_too(one, before) or _part_of_change(one, before)):
        role = Loan("role", (), before.place, "listed")
        one = one.lent(role, role=before.role, direction=before.direction, verb=before.verb)
    if one.item and one.quantity.kind == "percent" and "Z" not in s.letters[one.left : one.at]:
        found = headline(one, s)
        if found:
            one = one.lent(Loan("item", found, None, "headline"), item=(*one.item, *found))
    if before is not None:
        fellow = fellow_part(one, earlier, s)
        one = _take_part(one, before, s) if fellow is None else with_action(one, fellow, "part")
        one = part_in_unit(part_of_counted(one, before, earlier, s), earlier, s)
    if one.item:
        return one
    return _with_fellow(one, before, s) or _take_whole(one, before, earlier, s)


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


def _whole_again(one: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """总产量87万吨，其中夏粮33万吨、秋粮54万吨；亩产478公斤: a semicolon ends the parts.

    What is bare after it is of the whole.
    """
    if not one.relational or one.joined != ";" or s.text[s.tokens[one.left - 1].start] not in SEMICOLON:
        return None
    for other in earlier.back(one.place):
        if other.joined == "I":
            return earlier.before(other.place)
        if s.text[s.tokens[other.left - 1].start] in SEMICOLON:
            break
    return None


def _fellow_body(one: Draft, before: Draft, s: Sentence) -> bool:
    """医院812万张，基层医疗卫生机构183万张: a body is what the figure is of, as the thing before it is."""
    own = not before.statistic and not any(loan.field == "item" for loan in before.loans)
    own = own and not has(s.letters[before.left : before.at], s.kinds.level)  # 医院拥有床位64412张
    alike = one.quantity.unit == before.quantity.unit and one.role == before.role == "level"
    counted = one.quantity.kind == "count" and one.joined == ";" and not one.action and bool(one.actor)
    return counted and alike and own and bool(before.item) and not before.actor and not before.action


def _rises(one: Draft, tokens: list[Token]) -> bool:
    """Whether a figure is a change by what it is called, and of what is not said: 增幅26.6%."""
    if not single(one, tokens):
        return False
    only = tokens[token_at(tokens, one.item[0][0])]
    return only.letter == "G" and only.sense.relational and one.role == "change"


def _owned(one: Draft, before: Draft | None, s: Sentence) -> Draft | None:
    """A figure whose words say only a part, with what that is a part of; None where they say it all."""
    tokens = s.tokens
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


def _of_counted(one: Draft, before: Draft, s: Sentence) -> bool:
    """项目180个，年度投资1350亿元: a bare statistic with no word but when, or that it is planned."""
    said = within(s.tokens, one.item[0][0], one.item[-1][1])
    if len(one.item) != 1 or len(said) < 2 or not said[-1].sense.relational or not _counts(before):
        return False
    return all(word.letter in s.kinds.adverb or word.sense.planned for word in said[:-1])


def _counts(one: Draft) -> bool:
    """Whether a figure counts things that may have a statistic, or tells one of such things."""
    of = one.role in ("level", "to") and one.quantity.kind == "count" and not one.statistic
    return bool(one.item) and (of or any(loan.reason == "owner" for loan in one.loans))


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


def _take_part(one: Draft, before: Draft, s: Sentence) -> Draft:
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


def _take_whole(one: Draft, before: Draft | None, earlier: Said, s: Sentence) -> Draft:
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
    elif found := said_before(one, s):
        new["item"] = found
        loans.append(Loan("item", found, None, "object"))
    elif (found := topic(one, s)) and not _no_topic(one, found, before, s):
        new["item"] = found
        loans.append(Loan("item", found, None, "topic"))
    return one.lent(*loans, **new) if new else one


def _done_to_both(one: Draft, before: Draft) -> bool:
    """批捕412件568人: whether a figure right after one with an action alone tells it in another unit."""
    alone = one.bare and not one.action and one.role == before.role == "level"
    apart = before.quantity.unit != one.quantity.unit and one.joined in LIST
    beside = before.at == one.at - 1 or (apart and before.at == one.at - 2)
    return alone and beside and bool(before.action) and not before.item


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
    elsewhere = before.quantity.kind in ("percent", "ratio", "duration")
    if one.quantity.kind == "count" and ((one.action and not one.bare) or (elsewhere and not one.after)):
        parts = parts_left(one, earlier, s)
        alike = _counted_alike(one, earlier, s, parts)
        label = s.letters[one.at - 1] == "u" and source.quantity.kind == "percent"  # “不予公开”的36件，占5.8%
        return alike or (
            None if parts is not None or _rate(source) or label or _other(one, source, s) else source
        )
    return source


def _other(one: Draft, source: Draft, s: Sentence) -> bool:
    """制定制度219项，问责347人: whether a figure counted otherwise is of nothing that one counts."""
    people = one.quantity.unit in s.frames.persons and source.quantity.unit not in s.frames.persons
    return people and bool(one.action and source.item) and odd(one, source.item, s)


def _counted_alike(one: Draft, earlier: Said, s: Sentence, beyond: Draft | None = None) -> Draft | None:
    """The nearest figure before, and before those parts, that counts things in the same unit.

    An amount with a name of its own (上年结转7件) is no thing that others are counted of.
    """
    nearest = None
    for other in earlier.of_unit(one, None if beyond is None else beyond.place):
        if other.item:
            if not s.only(other.item, s.kinds.statistic):
                return other
            nearest = nearest or other
        elif other.action and other.role == one.role == "level" and one.action:
            return nearest  # 予以公开63件；无法提供32件: what both are done to was said before the sentence
    return nearest


def _changed_before(one: Draft, s: Sentence) -> bool:
    """Whether the clause right before a figure's own says a change, and has no figure."""
    letters, end = s.letters, one.left - 1
    start = clause_start(letters, end)
    told = has(letters[start:end], s.kinds.change)
    return told and letters[end : end + 1] == ";" and letters[max(0, start - 1)] != "Q"


def _trim_to_body(one: Draft, tokens: list[Token]) -> tuple[Span, ...]:
    """公安机关立案 without what the body does."""
    start, end = one.item[0]
    inside = within(tokens, start, end)
    return ((start, inside[-2].end),) if len(inside) > 1 else ()


def _ends(one: Draft, earlier: list[Draft]) -> list[Draft]:
    """由A压减至B: both ends share the item, and the figures show a direction the verb does not."""
    before = earlier[-1] if earlier else None
    if before is None or before.role != "from" or one.paired:
        return [one.with_(direction="up")] if one.direction is None else []
    same = one.item == before.item[-1:]  # 16%的税率降至13%: 税率 was said with the first
    if (not one.item or same or not one.lacks("inherited-item")) and (
        (one.item, one.statistic) != (before.item, before.statistic)
    ):
        loan = Loan("item", before.item, before.place, "ends")
        one = one.lent(loan, item=before.item, statistic=before.statistic)
    if one.direction is None:
        if one.quantity.kind == "ratio" and one.quantity.unit is None:
            return [one]  # 三次产业结构由8:42:50调整为7:41:52: no part of it alone says which way
        one = one.with_(direction="up" if one.quantity.value > before.quantity.value else "down")
    amended = [one]
    for source in reversed(earlier):
        if source.role != "from" or source.direction is not None:
            break
        amended.append(source.with_(direction=one.direction))
    return amended


def _share_back(drafts: tuple[Draft, ...], s: Sentence) -> list[Draft]:
    """10个装置、5个中心、28个实验室在川布局: the verb after the last belongs to the whole list."""
    now = list(drafts)
    for later in reversed(range(1, len(now))):
        _put(now, _shared_back(now[later - 1], now[later], s))
    return now


def _shared_back(one: Draft, later: Draft, s: Sentence) -> list[Draft]:
    """Two figures of which the first has what stands after the second; those amended."""
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

"""Fill in what a reader carries over: ellipsis, 分别 lists, shared verbs, owners of bare statistics."""

from __future__ import annotations

from ..language.lettering import Span, Token, clause_start, first_word, last_word, spell, within, word_at
from .actors import carry_actors
from .antecedents import LIST, aside, compared, headline, own, said_before, token_at, topic, without_part
from .indicators import Draft
from .respectively import lists, respectively

BARE = frozenset("NSLwMuka,c")  # letters of a noun phrase


def resolve(drafts: list[Draft], tokens: list[Token], text: str) -> None:
    """Complete the drafts of one sentence, in order, in place."""
    letters = spell(tokens)
    _share_back(drafts, tokens, letters)
    groups = lists(drafts, letters)
    settled: set[int] = set()
    for i, one in enumerate(drafts):
        before = drafts[i - 1] if i else None
        if i in groups:
            position, members = groups[i]
            settled |= respectively(members, position, drafts[:i], tokens, letters, text)
        if id(one) not in settled:
            settled |= {id(member) for member in _run_on(i, drafts, letters)}
        if id(one) not in settled:
            _carry(one, before, drafts[:i], tokens, letters, text)
        if one.role in ("from", "to"):
            _ends(one, before, drafts[:i])
    carry_actors(drafts, tokens, letters, text)


def _run_on(i: int, drafts: list[Draft], letters: str) -> list[Draft]:
    """分别达A、B，增长a、b: the changes run along with what 分别 gave an item. Gives those it settled."""
    lead = drafts[i]
    if lead.role != "change" or lead.item or not lead.bare:
        return []
    run = [lead]
    for other in drafts[i + 1 :]:
        if not (other.bare and _listed(other, run[-1], letters)):
            break
        run.append(other)
    sources = drafts[max(0, i - len(run)) : i]
    if len(run) < 2 or len(sources) != len(run):
        return []
    if not all(source.paired for source in sources):
        return []
    for one, source in zip(run, sources, strict=True):
        one.item, one.statistic, one.action = source.item, source.statistic, source.action
        one.role, one.direction, one.basis, one.verb = lead.role, lead.direction, lead.basis, lead.verb
        one.pair()
        one.flags.append("inherited-item")
    return run


def _listed(one: Draft, before: Draft, letters: str) -> bool:
    """Whether nothing but a list mark stands between a figure and the one before."""
    between = LIST | {"t", "u"} if before.role == "from" else LIST  # 1979年的A元、1980年的B元
    return (
        set(letters[one.left : one.at]) <= between and one.joined in LIST and not one.stands and not one.after
    )


def _changes_too(one: Draft, before: Draft) -> bool:
    """压减时间58%、材料52%: a thing listed after another changes as that does."""
    led = "changes-list" in before.traits
    alike = one.joined in LIST and one.quantity.kind == before.quantity.kind
    return bool(one.item and led) and alike and one.role == "level" and not one.stands


def _shares_action(one: Draft, before: Draft) -> bool:
    """办理建议1267件、提案1052件: a thing listed after another has its verb."""
    if one.action or one.role != "level" or one.stands or one.quantity.kind in ("percent", "rank"):
        return False
    if one.joined != "I" and one.joined not in LIST:
        return False
    same_kind = one.joined == "I" or (one.statistic and not one.relational)
    return one.statistic == before.statistic if same_kind else True


def _same_head(one: Draft, before: Draft, tokens: list[Token]) -> None:
    """淘汰落后炼铁产能9000万吨、水泥2亿吨: the capacity and its kind are said once."""
    if not before.item:
        return
    last, head = last_word(one.item, tokens), last_word(before.item, tokens)
    alike = one.quantity.kind == before.quantity.kind == "measure" and one.role == before.role
    if last is None or head is None or not alike or last.letter != "N" or one.statistic:
        return
    if head.letter != "S" or not (head.sense.relational or head.head > head.start):
        return
    first = first_word(before.item, tokens)
    kind = ((first.start, first.end),) if first is not None and first.letter == "a" else ()
    one.item = (*kind, *one.item, (max(head.start, head.head), head.end))
    one.statistic = True


def _continues(one: Draft, before: Draft, tokens: list[Token], letters: str, text: str) -> bool:
    """新增装机容量1950万千瓦，采煤能力8000万吨: a bare thing and number goes on with the list."""
    start = one.left
    if one.joined != ";" or text[tokens[start - 1].start] not in "，," or before.at != start - 2:
        return False
    if one.action or one.actor or one.after or letters[one.at - 1] not in "NSLM":
        return False
    if one.quantity.kind == "count" and one.quantity.unit != before.quantity.unit:
        return False
    alike = one.quantity.kind == before.quantity.kind and one.statistic == before.statistic
    plain = set(letters[start : one.at]) <= BARE and not {"E", "W"} & set(letters[before.left : before.at])
    told = one.statistic and one.quantity.kind == "money"
    return alike and plain and not told and one.role == before.role == "level"


def _carry(
    one: Draft, before: Draft | None, earlier: list[Draft], tokens: list[Token], letters: str, text: str
) -> None:
    """Item and action from the figure before, where the clause leaves them out."""
    if one.item and _single(one, tokens):
        only = tokens[token_at(tokens, one.item[0][0])]
        if only.letter == "G" and only.sense.relational and one.role == "change":
            one.item = ()  # 增幅26.6% is of what was said before
            changed = _changed_before(one, letters)
            if changed and (found := topic(one, tokens, letters)):
                one.item = found  # 新收案件首次下降，降幅5%
                one.flags.append("inherited-item")
                return
    graded = one.item and before is not None and _same_but_grade(one, before, tokens)
    if one.item and (one.qualifier or graded) and before is not None and before.item and not one.statistic:
        one.item = (*one.item, *_unqualified(before, tokens))
        one.flags.append("inherited-item")
        if not one.action and not one.stands:
            one.action = before.action
        return
    listed = before is not None and bool(before.action) and one.joined in LIST  # 涉及61人、金额1.37亿元
    if one.item and one.relational and not one.action and not listed:
        own(one, before, tokens, letters, text)
        return
    if (
        one.item
        and one.joined == "Q"
        and before is not None
        and before.after
        and one.statistic
        and not one.action
    ):
        one.item = (
            *before.item,
            *one.item,
        )  # 74个断面 … 优良比例: whose statistic it is stands at the figure before
        one.flags.append("inherited-item")
        return
    shared_of = one.item and tokens[token_at(tokens, one.item[0][0])].letter == "Z"
    if shared_of and before is not None and before.item:
        one.item = (*before.item, *one.item)  # 农户达到7500万户，占农户总数的比例由…
        one.flags.append("inherited-item")
        return
    if before is not None and _changes_too(one, before):
        one.role, one.direction, one.verb = before.role, before.direction, before.verb
    if one.item and one.quantity.kind == "percent" and "Z" not in letters[one.left : one.at]:
        one.item += headline(one, tokens, letters, text)
    if before is not None:
        _take_part(one, before, tokens, letters, text)
    if not one.item:
        _take_whole(one, before, earlier, tokens, letters, text)


def _take_part(one: Draft, before: Draft, tokens: list[Token], letters: str, text: str) -> None:
    """The head or the verb that a figure with a noun of its own shares with the one before."""
    if one.joined == "I" and one.item and before.item:
        _same_head(one, before, tokens)
    if one.joined in LIST and "makes-do" in before.traits and one.action and not one.item:
        body = _trim_to_body(before, tokens)  # 监督公安机关立案82件、撤案17件
        if body:
            one.item, one.action = (*body, *one.action), before.action
            return
    if not one.item or not before.action:
        return
    if _shares_action(one, before) or _continues(one, before, tokens, letters, text):
        one.action = before.action
        one.flags.append("inherited-action")
        _same_head(one, before, tokens)


def _take_whole(
    one: Draft, before: Draft | None, earlier: list[Draft], tokens: list[Token], letters: str, text: str
) -> None:
    """What a figure with no noun of its own counts: what one before it does, else what was said before."""
    if before is not None and _listed(one, before, letters):
        one.role, one.direction, one.basis = before.role, before.direction, before.basis  # A元和B元
        one.verb = before.verb
        one.whole = one.whole or before.whole
    source = _source(one, before, earlier, tokens, letters)
    if source is not None and source.item:
        one.item = without_part(source.item, tokens) if one.action else source.item
        one.statistic = source.statistic
        one.flags.append("inherited-item")
        if not one.action and (one.role != "level" or one.joined in LIST or one.bare) and not one.stands:
            one.action = source.action if one.whole is None and one.quantity.kind != "rank" else ()
        return
    found = said_before(one, tokens, letters, text) or topic(one, tokens, letters)
    if found:
        one.item = found
        one.flags.append("inherited-item")


def _source(
    one: Draft, before: Draft | None, earlier: list[Draft], tokens: list[Token], letters: str
) -> Draft | None:
    """The figure before that counts the same."""
    source = before
    if before is not None and one.role == "change" and compared(before, tokens):
        source = next((d for d in reversed(earlier[:-1]) if d.item), None)
    elif before is not None and aside(before, tokens, letters) and before.left != one.left:
        source = next((d for d in reversed(earlier[:-1]) if not aside(d, tokens, letters)), before)
    elsewhere = before is not None and before.quantity.kind in ("percent", "ratio")
    if one.quantity.kind == "count" and ((one.action and not one.bare) or (elsewhere and not one.after)):
        same = [d for d in earlier if d.quantity.unit == one.quantity.unit and d.item]
        done = [d for d in same if d.action]  # 收到264件，上年结转7件，办结259件
        picked = done or same
        source = picked[-1] if picked else source
    return source


def _changed_before(one: Draft, letters: str) -> bool:
    """Whether the clause right before a figure's own says a change, and has no figure."""
    end = one.left - 1
    start = clause_start(letters, end)
    told = {"U", "D"} & set(letters[start:end])
    return bool(told) and letters[end : end + 1] == ";" and letters[max(0, start - 1)] != "Q"


def _unqualified(before: Draft, tokens: list[Token]) -> tuple[Span, ...]:
    """The item before without its own qualifier: 国家级示范村 → 示范村."""
    start, end = before.item[0]
    first = tokens[token_at(tokens, start)]
    if (first.sense.qualifier or first.sense.grade) and first.start == start:
        rest = before.item[1:]
        return ((first.end, end), *rest) if first.end < end else rest
    return before.item


def _same_but_grade(one: Draft, before: Draft, tokens: list[Token]) -> bool:
    """国家级示范村19个、省级267个: a grade alone, after the same thing of another grade."""
    if not before.item or not _single(one, tokens) or one.joined not in LIST:
        return False
    grade, other = first_word(one.item, tokens), first_word(before.item, tokens)
    return grade is not None and other is not None and grade.sense.grade and other.sense.grade


def _single(one: Draft, tokens: list[Token]) -> bool:
    start, end = one.item[0]
    at = word_at(tokens, start)
    return len(one.item) == 1 and at is not None and tokens[at].end == end


def _trim_to_body(one: Draft, tokens: list[Token]) -> tuple[Span, ...]:
    """公安机关立案 without what the body does."""
    start, end = one.item[0]
    inside = within(tokens, start, end)
    return ((start, inside[-2].end),) if len(inside) > 1 else ()


def _ends(one: Draft, before: Draft | None, earlier: list[Draft]) -> None:
    """由A压减至B: both ends share the item, and the figures show a direction the verb does not."""
    if one.role == "to" and before is not None and before.role == "from" and not one.paired:
        same = one.item == before.item[-1:]  # 16%的税率降至13%: 税率 was said with the first
        if not one.item or "inherited-item" in one.flags or same:
            one.item, one.statistic = before.item, before.statistic
        if one.direction is None:
            one.direction = "up" if one.quantity.value > before.quantity.value else "down"
        for source in reversed(earlier):
            if source.role != "from" or source.direction is not None:
                break
            source.direction = one.direction
    if one.role == "to" and one.direction is None:
        one.direction = "up"


def _share_kind(one: Draft, later: Draft, tokens: list[Token]) -> None:
    """3个国家级和7个省级示范区: the rank of the first is of the same thing."""
    if not one.after or not later.after or len(later.item) != 1 or not _single(one, tokens):
        return
    grade, first = first_word(one.item, tokens), first_word(later.item, tokens)
    if grade is None or first is None or first.end >= later.item[0][1]:
        return
    if not (grade.sense.grade and first.sense.grade):
        return
    one.item += ((first.end, later.item[0][1]),)


def _share_back(drafts: list[Draft], tokens: list[Token], letters: str) -> None:
    """10个装置、5个中心、28个实验室在川布局: the verb after the last belongs to the whole list."""
    for i in range(len(drafts) - 2, -1, -1):
        one, later = drafts[i], drafts[i + 1]
        if not one.item and later.at == one.at + 1 and later.item:  # 21批173项案例
            one.item, one.after = later.item, later.after
            one.action = later.action = one.action or later.action
            continue
        if later.joined == "c" or letters[later.at - 1] == "c":
            _share_kind(one, later, tokens)
        if one.action or not later.action or not later.after or not one.after:
            continue
        listed = later.joined in LIST or letters[later.at - 1] in LIST
        shared = "shared-verb" in later.traits
        if listed and (shared or "inherited-action" in later.flags):
            one.action = later.action
            one.flags.append("inherited-action")

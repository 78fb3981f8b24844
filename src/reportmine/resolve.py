"""Fill in what a reader carries over: ellipsis, 分别 lists, shared verbs, owners of bare statistics."""

from __future__ import annotations

from .actors import carry_actors
from .indicators import Draft
from .lettering import BREAKS, Span, Token, spell

LIST = frozenset(",c")
BOTH = (0, 1)  # places in 城乡 of what each of two figures is of
SHARED = frozenset(
    {"frame.after-thing-act", "frame.after-for", "frame.after-passive", "frame.after-gain", "frame.after-act"}
)  # frames whose verb after a list of figures is said of each
BARE = frozenset("NSLwMuka,c")  # letters of a noun phrase


def resolve(drafts: list[Draft], tokens: list[Token], text: str) -> None:
    """Complete the drafts of one sentence, in order, in place."""
    letters = spell(tokens)
    _share_back(drafts, tokens, letters, text)
    lists = _lists(drafts, letters)
    settled: set[int] = set()
    for i, one in enumerate(drafts):
        before = drafts[i - 1] if i else None
        if i in lists:
            position, members = lists[i]
            settled |= _respectively(members, position, drafts[:i], tokens, letters, text)
        if id(one) not in settled:
            _carry(one, before, drafts[:i], tokens, letters, text)
        if one.role in ("from", "to"):
            _ends(one, before, drafts[:i])
    carry_actors(drafts, tokens, letters, text)


def _listed(one: Draft, before: Draft, letters: str) -> bool:
    """Whether nothing but a list mark stands between a figure and the one before."""
    between = LIST | {"t", "u"} if before.role == "from" else LIST  # 1979年的A元、1980年的B元
    return (
        set(letters[one.left : one.at]) <= between and one.joined in LIST and not one.stands and not one.after
    )


def _changes_too(one: Draft, before: Draft) -> bool:
    """压减时间58%、材料52%: a thing listed after another changes as that does."""
    led = {"frame.change-object", "frame.change-rate"} & set(before.rules)
    alike = one.joined in LIST and one.quantity.kind == before.quantity.kind
    return bool(one.item and led) and alike and one.role == "level" and not one.stands


def _shares_action(one: Draft, before: Draft) -> bool:
    """办理建议1267件、提案1052件: a thing listed after another has its verb."""
    if one.action or one.role != "level" or one.stands or one.quantity.kind in ("percent", "rank"):
        return False
    if one.joined == "I" or (one.statistic and not one.relational):
        return one.statistic == before.statistic and (one.joined == "I" or one.joined in LIST)
    return one.joined in LIST


def _same_head(one: Draft, before: Draft, tokens: list[Token]) -> None:
    """淘汰落后炼铁产能9000万吨、水泥2亿吨: the capacity and its kind are said once."""
    if not before.item:
        return
    last = next((t for t in reversed(tokens) if t.end == one.item[-1][1]), None)
    head = next((t for t in reversed(tokens) if t.end == before.item[-1][1]), None)
    alike = one.quantity.kind == before.quantity.kind == "measure" and one.role == before.role
    if last is None or head is None or not alike or last.letter != "N" or one.statistic:
        return
    if head.letter != "S" or not (head.sense.relational or head.head > head.start):
        return
    first = next(t for t in tokens if t.start == before.item[0][0])
    kind = ((first.start, first.end),) if first.letter == "a" else ()
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
        only = tokens[_token_at(tokens, one.item[0][0])]
        if only.letter == "G" and only.sense.relational and one.role == "change":
            one.item = ()  # 增幅26.6% is of what was said before
    if one.item and one.qualifier and before is not None and before.item and not one.statistic:
        one.item = (*one.item, *_unqualified(before, tokens))
        one.flags.append("inherited-item")
        if not one.action and not one.stands:
            one.action = before.action
        return
    listed = before is not None and bool(before.action) and one.joined in LIST  # 涉及61人、金额1.37亿元
    if one.item and one.relational and not one.action and not listed:
        _own(one, before, tokens, letters, text)
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
    shared_of = one.item and tokens[_token_at(tokens, one.item[0][0])].letter == "Z"
    if shared_of and before is not None and before.item:
        one.item = (*before.item, *one.item)  # 农户达到7500万户，占农户总数的比例由…
        one.flags.append("inherited-item")
        return
    if before is not None and _changes_too(one, before):
        one.role, one.direction, one.verb = before.role, before.direction, before.verb
    if one.item and one.quantity.kind == "percent" and "Z" not in letters[one.left : one.at]:
        one.item += _headline(one, tokens, letters, text)
    if before is not None and one.joined == "I" and one.item and before.item:
        _same_head(one, before, tokens)
    made = before is not None and one.joined in LIST and "frame.made-to-do" in before.rules
    if made and before is not None and one.action and not one.item:
        body = _trim_to_body(before, tokens)  # 监督公安机关立案82件、撤案17件
        if body:
            one.item, one.action = _touching((*body, *one.action)), before.action
            return
    if one.item:
        shared = before is not None and (
            _shares_action(one, before) or _continues(one, before, tokens, letters, text)
        )
        if before is not None and before.action and shared:
            one.action = before.action
            one.flags.append("inherited-action")
            _same_head(one, before, tokens)
        return
    if before is not None and _listed(one, before, letters):
        one.role, one.direction, one.basis = before.role, before.direction, before.basis  # A元和B元
        one.verb = before.verb
        one.whole = one.whole or before.whole
    source = before
    if before is not None and one.role == "change" and _compared(before, tokens):
        source = next((d for d in reversed(earlier[:-1]) if d.item), None)
    elif before is not None and _aside(before, tokens, letters) and before.left != one.left:
        source = next((d for d in reversed(earlier[:-1]) if not _aside(d, tokens, letters)), before)
    elsewhere = before is not None and before.quantity.kind in ("percent", "ratio")
    if one.quantity.kind == "count" and ((one.action and not one.bare) or (elsewhere and one.after is False)):
        same = [d for d in earlier if d.quantity.unit == one.quantity.unit and d.item]
        done = [d for d in same if d.action]  # 收到264件，上年结转7件，办结259件
        picked = done or same
        source = picked[-1] if picked else source
    if source is not None and source.item:
        one.item = _without_part(source.item, tokens) if one.action else source.item
        one.statistic = source.statistic
        one.flags.append("inherited-item")
        if not one.action and (one.role != "level" or one.joined in LIST or one.bare) and not one.stands:
            one.action = source.action if one.whole is None and one.quantity.kind != "rank" else ()
        return
    topic = _said_before(one, tokens, letters, text) or _topic(one, tokens, letters)
    if topic:
        one.item = topic
        one.flags.append("inherited-item")


def _bare_statistic(spans: tuple[Span, ...], tokens: list[Token]) -> bool:
    """Whether the item is one word that needs an owner."""
    token = tokens[_token_at(tokens, spans[0][0])]
    return len(spans) == 1 and token.sense.relational and (token.start, token.end) == spans[0]


def _unqualified(before: Draft, tokens: list[Token]) -> tuple[Span, ...]:
    """The item before without its own qualifier: 国家级示范村 → 示范村."""
    start, end = before.item[0]
    first = tokens[_token_at(tokens, start)]
    if first.sense.qualifier and first.start == start:
        rest = before.item[1:]
        return ((first.end, end), *rest) if first.end < end else rest
    return before.item


def _token_at(tokens: list[Token], start: int) -> int:
    return next((k for k, t in enumerate(tokens) if t.start == start), 0)


def _single(one: Draft, tokens: list[Token]) -> bool:
    start, end = one.item[0]
    return len(one.item) == 1 and any(t.start == start and t.end == end for t in tokens)


def _own(one: Draft, before: Draft | None, tokens: list[Token], letters: str, text: str) -> None:
    """采纳率 → 再审检察建议采纳率: the owner is what was counted just before."""
    if before is None or not before.item:
        if found := _owner_in_clause(one, tokens, letters):
            one.item = (*found, *one.item)
            one.flags.append("inherited-item")
        return
    if before.joined in LIST and not before.statistic:
        return  # of which of the two is not said
    owner = list(before.item)
    start = one.item[0][0]
    word = tokens[_token_at(tokens, start)]
    said, opens = text[slice(*owner[-1])], text[start : start + 2]
    if word.end - start > len(opens) and (said.startswith(opens) or said.endswith(opens)):
        return  # 人均结案312件，结案率94%; 出生人口2万人，出生率5‰
    added = tokens[_token_at(tokens, one.item[0][0])].sense.added
    body = _without_part(before.item, tokens)
    if body != before.item:
        owner = list(body)
    elif before.statistic and one.quantity.kind != "rank" and not added:
        start, end = owner[-1]
        last = max(
            (t for t in tokens if t.end == end and t.start >= start), key=lambda t: t.start, default=None
        )
        changing = tokens[_token_at(tokens, one.item[0][0])].letter == "G"  # 收入增速
        if changing:
            pass
        elif last is not None and last.letter == "S" and last.start == start and len(owner) > 1:
            owner.pop()
        elif last is not None and last.letter == "S" and last.start > start:
            owner[-1] = (start, last.start)
            if all(t.letter in "adtb" for t in tokens if start <= t.start < last.start):
                owner.pop()
        elif last is not None and last.head > start:  # 粮食总产量 is one word
            owner[-1] = (start, last.head)
    one.item = (*owner, *one.item)
    one.statistic = True
    one.flags.append("inherited-item")


def _without_part(item: tuple[Span, ...], tokens: list[Token]) -> tuple[Span, ...]:
    """高中招生 without 招生: the body whose pupils are spoken of next."""
    start, end = item[-1]
    last = next((t for t in reversed(tokens) if t.end == end), None)
    if last is None or last.letter != "N" or not last.sense.relational:
        return item
    kept = ((start, last.start),) if start < last.start else ()
    return (*item[:-1], *kept) or item


def _owner_in_clause(one: Draft, tokens: list[Token], letters: str) -> tuple[Span, ...]:
    """The owner of a bare statistic, out of a clause before it that has no figure."""
    start = end = one.left - 1
    while start > 0 and letters[start - 1] not in BREAKS:
        start -= 1
    if start > 1 and _in_passing(tokens, start, end) and letters[start - 1] == ";":
        topic = _topic(one, tokens, letters)  # 重工业生产，由于调整，产值下降5%
        if not topic:
            return ()
        last = next(t for t in reversed(tokens) if t.end == topic[-1][1])
        kept = last.start if last.letter == "w" and last.start > topic[-1][0] else last.end
        return (*topic[:-1], (topic[-1][0], kept))
    while start < one.left and letters[start] in "dtabc,":
        start += 1
    alone = start + 1 < one.left and letters[start + 1] not in ",c"
    if alone and letters[start] in "NwAL" and tokens[start].quantity is None:
        return ((tokens[start].start, tokens[start].end),)  # 服务业作用明显，增加值…
    return ()


def _aside(one: Draft, tokens: list[Token], letters: str) -> bool:
    """Whether a figure stands in an aside: 剔除一次性收入1.26亿元后，…"""
    start = one.left
    while start > 0 and letters[start - 1] not in ";()":
        start -= 1
    return any(t.sense.aside for t in tokens[start : min(start + 2, one.at)])


def _trim_to_body(one: Draft, tokens: list[Token]) -> tuple[Span, ...]:
    """公安机关立案 without what the body does."""
    start, end = one.item[0]
    inside = [t for t in tokens if start <= t.start and t.end <= end]
    return ((start, inside[-2].end),) if len(inside) > 1 else ()


def _touching(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Pieces of the text in their order."""
    return tuple(sorted(spans))


def _headline(one: Draft, tokens: list[Token], letters: str, text: str) -> tuple[Span, ...]:
    """产品产量都有增长：原煤增长17%, 焦炭增长22%: the statistic before the colon is that of each."""
    last = next((t for t in reversed(tokens) if t.end == one.item[-1][1]), None)
    colon = next((k for k in range(one.left - 1, 0, -1) if text[tokens[k].start] in "：:"), 0)
    if last is None or last.letter in "SGw" or not colon:
        return ()
    start = colon
    while start > 0 and letters[start - 1] not in BREAKS:
        start -= 1
    told = {"U", "D", "V", "E", "X", "w"} & set(letters[start:colon])
    bare = [k for k in range(start, colon) if letters[k] == "S"]
    if not told or not bare:
        return ()
    word = tokens[bare[-1]]
    return (
        ((max(word.start, word.head), word.end),) if word.sense.relational or word.head > word.start else ()
    )


def _compared(one: Draft, tokens: list[Token]) -> bool:
    """Whether a figure is what another is compared with: 比预算数280亿元少8亿元."""
    at = _token_at(tokens, one.item[0][0]) if one.item else 0
    return at > 0 and tokens[at - 1].letter == "B"


def _said_before(one: Draft, tokens: list[Token], letters: str, text: str) -> tuple[Span, ...]:
    """The object that the same verb had earlier in the sentence: 拟发行特别国债，今年先发行1万亿元."""
    if len(one.action) != 1:
        return ()
    verb = text[slice(*one.action[0])]
    for k in range(one.left - 1, -1, -1):
        if letters[k] in "Vvw" and text[tokens[k].start : tokens[k].end] == verb:
            end = k + 1
            while end < one.left and letters[end] in "NSALwMuka":
                end += 1
            if end > k + 1 and letters[end - 1] in "NSwM" and letters[end] in ";,c":
                return ((tokens[k + 1].start, tokens[end - 1].end),)
    return ()


def _topic(one: Draft, tokens: list[Token], letters: str) -> tuple[Span, ...]:
    """The thing the clause before spoke of: what was done to it, else its object."""
    end = one.left
    while end > 0 and letters[end - 1] in BREAKS:
        end -= 1
    start = end
    while start > 0 and letters[start - 1] not in BREAKS:
        start -= 1
    while start < end and start > 1 and _in_passing(tokens, start, end) and letters[start - 1] == ";":
        end = start - 1
        start = end
        while start > 0 and letters[start - 1] not in BREAKS:
            start -= 1
    if start == end:
        return ()
    first = start
    for j in range(start, end):
        if letters[j] in "PW" and first == start < j and {"l", "t"} & set(letters[j:end]):
            if not {"u", "S"} <= set(letters[j:end]):  # 消费在国民收入中的比重 is whole
                end = j  # 油料在增产的基础上
            break
        done = letters[j] in "Vv" and tokens[j].sense.letter != "E"
        opens = letters[j] == "v" or not letters[start:j].strip("dtabAL,cI")
        if letters[j] in "PW" or (done and first == start and opens):
            first = j + 1
    while first < end and letters[first] in "dtuVvbc,UDa":
        first += 1
    while first + 1 < end and letters[first] == "A" and letters[first + 1] in "NSw":
        first += 1  # 全国社会商品零售总额
    last = max(first, letters.rfind("u", first, end))
    led = first > start and "V" in letters[start:first]  # 调整乡镇赋权事项: the verb inside is of the name
    while last < end and (
        letters[last] not in "PEFBZXUDHV" or (led and letters[last] == "V" and letters[last + 1] in "NS")
    ):
        last += 1
    while last > first and letters[last - 1] not in "NSALwM":
        last -= 1
    return ((tokens[first].start, tokens[last - 1].end),) if first < last else ()


def _in_passing(tokens: list[Token], start: int, end: int) -> bool:
    """Whether a clause gives a cause or a manner: 由于原料限制, 按可比价格计算."""
    return tokens[start].sense.aside or tokens[end - 1].sense.aside


def _ends(one: Draft, before: Draft | None, earlier: list[Draft]) -> None:
    """由A压减至B: both ends share the item, and the figures show a direction the verb does not."""
    if one.role == "to" and before is not None and before.role == "from":
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


def _share_kind(one: Draft, later: Draft, tokens: list[Token], text: str) -> None:
    """3个国家级和7个省级示范区: the rank of the first is of the same thing."""
    if not one.after or not later.after or len(later.item) != 1 or not _single(one, tokens):
        return
    first = next((t for t in tokens if t.start == later.item[0][0]), None)
    mark = text[one.item[0][1] - 1]
    if first is None or mark != "级" or text[first.end - 1] != mark or first.end >= later.item[0][1]:
        return
    one.item += ((first.end, later.item[0][1]),)


def _share_back(drafts: list[Draft], tokens: list[Token], letters: str, text: str) -> None:
    """10个装置、5个中心、28个实验室在川布局: the verb after the last belongs to the whole list."""
    for i in range(len(drafts) - 2, -1, -1):
        one, later = drafts[i], drafts[i + 1]
        if not one.item and later.at == one.at + 1 and later.item:  # 21批173项案例
            one.item, one.after = later.item, later.after
            one.action = later.action = one.action or later.action
            continue
        if later.joined == "c" or letters[later.at - 1] == "c":
            _share_kind(one, later, tokens, text)
        if one.action or not later.action or not later.after or not one.after:
            continue
        listed = later.joined in LIST or letters[later.at - 1] in LIST
        shared = SHARED & set(later.rules)
        if listed and (shared or "inherited-action" in later.flags):
            one.action = later.action
            one.flags.append("inherited-action")


def _lists(drafts: list[Draft], letters: str) -> dict[int, tuple[int, list[Draft]]]:
    """For each 分别 with two or more figures: index of its first draft → where it stands, and its drafts."""
    by_at = {d.at: k for k, d in enumerate(drafts)}
    found: dict[int, tuple[int, list[Draft]]] = {}
    for p, letter in enumerate(letters):
        if letter == "|" and len(group := _figures_after(letters, p)) > 1:
            found[by_at[group[0]]] = (p, [drafts[by_at[g]] for g in group])
    return found


def _respectively(
    members: list[Draft], p: int, earlier: list[Draft], tokens: list[Token], letters: str, text: str
) -> set[int]:
    """Pair the things before 分别 (at p) with the figures after it. Returns ids of the drafts it settled."""
    settled: set[int] = set()
    group = [one.at for one in members]
    start = p
    while start > 0 and letters[start - 1] not in BREAKS:
        start -= 1
    first = members[0]
    doers = [(a + (letters[a] == "P"), b) for a, b in _pieces(letters, start, p, LIST)]
    if (
        first.action and first.item and letters[_token_at(tokens, first.action[0][0])] == "V"
    ):  # 审结A、B案件分别为: the verb is no part of the first
        start = max(start, _token_at(tokens, first.item[0][0]))
    elif first.action:
        first.action = ()  # 教育、科技支出分别为: a noun of the list, and no verb
    items = _conjuncts(tokens, letters, start, p, len(group), text)
    receivers = _receivers(tokens, letters, p, group[0])
    done = _done(tokens, letters, p, group[0])
    if done is not None and len(doers) == len(group):
        for one, (a, b) in zip(members, doers, strict=True):
            one.actor = ((tokens[a].start, tokens[b - 1].end),)
            one.action, one.item = done
            settled.add(id(one))
    elif len(receivers) == len(group):
        for one, receiver in zip(members, receivers, strict=True):
            one.actor = (receiver,)
            one.item, one.action = first.item, first.action
            settled.add(id(one))
    elif len(items) == len(group):
        for one, spans in zip(members, items, strict=True):
            one.item, one.statistic = spans, True
            if earlier and _bare_statistic(spans, tokens):
                _own(one, earlier[-1], tokens, letters, text)
            one.relational = False
            settled.add(id(one))
    elif not items:
        previous = [d for d in earlier if d.role in ("level", "to", "from") and d.item][-len(group) :]
        if len(previous) == len(group):
            for one, source in zip(members, previous, strict=True):
                one.item, one.action, one.statistic = source.item, source.action, source.statistic
                one.flags.append("inherited-item")
                settled.add(id(one))
    elif first.item:  # 城乡收入分别增长6%和7%: the list is inside the one name
        split = _each_of_both(first, tokens) if len(members) == len(BOTH) else ()
        for k, one in enumerate(members):
            one.item = split[k] if split else first.item
            one.action, one.statistic = first.action, first.statistic
            settled.add(id(one))
    if id(first) in settled:
        for one in members[1:]:
            if one.bare and not one.verb:
                one.role, one.direction, one.stands = first.role, first.direction, first.stands
                one.verb = first.verb
                one.rules = list(first.rules)
            one.basis = one.basis or first.basis
            one.actor = one.actor or first.actor
        places = _places(first, tokens, letters)
        if len(places) == len(members):
            for one, place in zip(members, places, strict=True):
                one.actor = (place,)
        verbs = _verbs_before(tokens, letters, p, group[0])
        if verbs and items:
            for one in members:
                one.action = verbs
        elif items and not first.action:
            for one in members:
                if one.role == "level":
                    one.action = ()
        elif items:
            for one in members:
                one.action = first.action
        for one in members:
            one.rules.append("resolve.respectively")
    return settled


def _each_of_both(first: Draft, tokens: list[Token]) -> tuple[tuple[Span, ...], ...]:
    """城乡居民收入分别增长6%和8%: the first is of 城, the second of 乡."""
    start, end = first.item[0]
    word = next((t for t in tokens if t.both and start <= t.start < end), None)
    if word is None:
        return ()
    before = ((start, word.start),) if start < word.start else ()
    rest = ((word.start + len(BOTH), end), *first.item[1:])
    return tuple((*before, (word.start + k, word.start + k + 1), *rest) for k in BOTH)


def _figures_after(letters: str, p: int) -> list[int]:
    """Positions of the figures that 分别 at p governs."""
    group: list[int] = []
    j = p + 1
    while j < len(letters):
        letter = letters[j]
        if letter == "Q":
            group.append(j)
        elif (group and letter not in ",cUDXEdtbT") or (not group and letter in "();"):
            break
        j += 1
    return group


def _done(
    tokens: list[Token], letters: str, p: int, first: int
) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """A、B分别办理案件…: the verb and object after 分别 belong to each."""
    j = p + 1
    while j < first and letters[j] in "dtab":
        j += 1
    k = j
    while k < first and letters[k] in "Vv":
        k += 1
    if j == k or k == first or not set(letters[k:first]) <= set("NSALwMkua"):
        return None
    return ((tokens[j].start, tokens[k - 1].end),), ((tokens[k].start, tokens[first - 1].end),)


def _places(first: Draft, tokens: list[Token], letters: str) -> list[Span]:
    """广州、深圳客运量分别…: the places of an actor that is a list."""
    if len(first.actor) != 1:
        return []
    start, end = first.actor[0]
    inside = [k for k, t in enumerate(tokens) if start <= t.start and t.end <= end]
    return _split(tokens, letters, inside[0], inside[-1] + 1) if inside else []


def _verbs_before(tokens: list[Token], letters: str, p: int, first: int) -> tuple[Span, ...]:
    """A、B分别惠及3500万人、2300万人: the verb right before the figures is said of each."""
    j = p + 1
    while j < first and letters[j] in "dtab":
        j += 1
    if j < first and set(letters[j:first]) == {"V"}:
        return ((tokens[j].start, tokens[first - 1].end),)
    return ()


def _receivers(tokens: list[Token], letters: str, p: int, first: int) -> list[Span]:
    """分别向A、B下放…: the things named between 分别 and the verb receive."""
    j = p + 1
    while j < first and letters[j] in "dt":
        j += 1
    if j >= first or letters[j] not in "PW":
        return []
    k = j + 1
    while k < first and letters[k] in "NALS,cw":
        k += 1
    return _split(tokens, letters, j + 1, k)


def _split(tokens: list[Token], letters: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    here = start
    for j in range(start, end + 1):
        if j == end or letters[j] in LIST:
            if j > here:
                spans.append((tokens[here].start, tokens[j - 1].end))
            here = j + 1
    return spans


def _conjuncts(
    tokens: list[Token], letters: str, start: int, end: int, wanted: int, text: str
) -> list[tuple[Span, ...]]:
    """The things in a list, with what they share: A业、B业增加值 → A业增加值, B业增加值."""
    while (
        start < end
        and letters[start] in ",cdtIAbk"
        and not (letters[start] == "A" and letters[start + 1 : start + 2] in LIST)
    ):
        start += 1
    while start < end and "B" in letters[start:end]:
        end = start + letters[start:end].index("B")
    while end > start and letters[end - 1] in "dtbaEWc,":
        end -= 1
    pieces = _pieces(letters, start, end, LIST)
    if len(pieces) != wanted:  # A、B和C支出: 和 may stand inside a name
        pieces = next(
            (p for p in (_pieces(letters, start, end, s) for s in ",c") if len(p) == wanted), pieces
        )
    if len(pieces) < 2:
        return [((tokens[a].start, tokens[b - 1].end),) for a, b in pieces]
    first, last = pieces[0], pieces[-1]
    head: tuple[Span, ...] = ()
    closing = tokens[last[1] - 1]
    if closing.letter == "S" and letters[first[1] - 1] != "S":
        if last[1] - last[0] > 1:
            cut = _shared_from(tokens, letters, first, last)
            begins = tokens[cut].start
            shown = text[begins : closing.head]
            opening = text[tokens[first[0]].start : tokens[first[1] - 1].end]
            if closing.head > begins and opening.endswith(shown):
                begins = closing.head  # 食品制造业、纺织制造业增加值
            head = ((begins, closing.end),)
        elif closing.lead > closing.start and first[1] - first[0] == 1:
            head = ((closing.lead, closing.end),)
        elif closing.head > closing.start:
            head = ((closing.head, closing.end),)
    owner: tuple[Span, ...] = ()
    head_of_first = tokens[first[1] - 1]
    if letters[first[1] - 1] == "S":
        inside = head_of_first.head > head_of_first.start and not head_of_first.sense.relational
        if inside:
            owner = ((tokens[first[0]].start, head_of_first.head),)
        elif first[1] - first[0] > 1:
            owner = ((tokens[first[0]].start, tokens[first[1] - 2].end),)
    out: list[tuple[Span, ...]] = []
    for k, (a, b) in enumerate(pieces):
        own: tuple[Span, ...] = ((tokens[a].start, tokens[b - 1].end),)
        shared = head
        if head and (kind := tokens[_token_at(tokens, head[0][0])]).sense.generic:
            said = text[kind.start : kind.end]
            if text[own[0][0] : own[0][1]].endswith(said):
                shared = ((kind.end, head[0][1]),)  # 文化产业、旅游产业增加值
        if head and k < len(pieces) - 1:
            own = (*own, *shared)
        elif owner and k and b - a == 1 and tokens[a].sense.relational:
            own = (*owner, *own)
        out.append(own)
    return out


def _pieces(letters: str, start: int, end: int, separators: frozenset[str] | str) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    here = start
    for j in range(start, end + 1):
        if j == end or letters[j] in separators:
            if j > here:
                pieces.append((here, j))
            here = j + 1
    return pieces


def _shared_from(tokens: list[Token], letters: str, first: tuple[int, int], last: tuple[int, int]) -> int:
    """Index of the token in the last conjunct from which the head is shared."""
    opening, begins = tokens[first[0]], tokens[last[0]]
    if letters[first[1] - 1] in "AL":  # 广州、深圳地铁客运量
        cut = last[0]
        while letters[cut] in "AL":
            cut += 1
        return cut if cut > last[0] else last[1] - 1
    alike = opening.letter == begins.letter == "N" and not opening.sense.generic
    if first[1] - first[0] == 1 and last[1] - last[0] > 2 and alike:  # 国内、国际旅游收入
        return last[0] + 1
    cut = last[1] - 1
    if (share := letters.find("Z", *last)) > last[0]:
        cut = share  # A业、B业增加值占生产总值比重
    while cut - 1 > last[0] and (
        letters[cut - 1] == "S"
        or tokens[cut - 1].sense.generic
        or (letters[cut - 1] == "w" and tokens[cut].sense.pure)
    ):
        cut -= 1
    return cut

"""分别: the things before it paired with the figures after it, with what they share."""

from __future__ import annotations

from itertools import pairwise

from ..dataclass import replace
from ..language.lettering import Span, clause_start, last_word, list_places
from ..language.token import CLAUSE_BREAKS, LIST, Token
from ..rules.classes import only
from .antecedents import bare_statistic, nameless, own, token_at
from .reading import PAIRED, Draft, Loan, Slot, Values
from .relative import each_done
from .sentence import Sentence

BOTH = (0, 1)  # places in 城乡 of what each of two figures is of
LONGEST_BARE = 3  # characters of a rate that names nothing it is of: 竣工率
_SLOTS: tuple[Slot, ...] = ("item", "action", "actor")  # that 分别 may fill


def lists(drafts: list[Draft], s: Sentence) -> dict[int, tuple[int, list[Draft]]]:
    """For each 分别 with two or more figures: place of its first draft → where it stands, and its drafts."""
    found: dict[int, tuple[int, list[Draft]]] = {}
    letters = s.letters
    if "|" not in letters:
        return found
    by_at = {one.at: one for one in drafts}
    for p, letter in enumerate(letters):
        if letter == "|" and len(group := _figures_after(s, p)) > 1:
            found[by_at[group[0]].place] = (p, _first_run([by_at[at] for at in group]))
    return found


def _first_run(group: list[Draft]) -> list[Draft]:
    """分别由A、B增加到C、D: those of the start, where there are as many of the end; else all."""
    runs: list[list[Draft]] = []
    for one in group:
        if runs and one.bare and not one.verb:
            runs[-1].append(one)
        else:
            runs.append([one])
    alike = len(runs) > 1 and len(runs[0]) > 1 and {len(run) for run in runs} == {len(runs[0])}
    return runs[0] if alike else group


def respectively(members: list[Draft], p: int, earlier: list[Draft], s: Sentence) -> list[Draft]:
    """The things before 分别 (at p) paired with the figures after it: the drafts amended."""
    tokens, letters = s.tokens, s.letters
    asked, first = members, members[0]
    start = clause_start(letters, p)
    doers = [(a + (letters[a] == "P"), b) for a, b in list_places(letters, start, p, LIST)]
    if first.action and first.item and letters[token_at(tokens, first.action[0][0])] == "V":
        start = max(start, token_at(tokens, first.item[0][0]))
        # 审结A、B案件分别为: the verb is no part of the first
    elif first.action:  # 教育、科技支出分别为: a noun of the list, and no verb
        first = first.with_(action=())
        members = [first, *members[1:]]
    if relative := each_done(members, p, earlier, s):
        shared = _bounded_alike(_share(relative, False, p, s))
        return [_noted(one, old) for one, old in zip(shared, asked, strict=True)]
    items = [] if _sum_up(s, start, p) else conjuncts(s, start, p, len(members))
    receivers = _receivers(s, p, first.at)
    done = _done(s, p, first.at) if first.whole is None else None  # 分别完成预算的98%、97%
    amended: list[Draft] = []
    reached = _reached(s, p, first.at) if done is None else done
    if reached is not None and len(items) == len(members) and _of_things(s, doers, *reached):
        action, statistic = reached
        members = [
            one.with_(item=(*item, *statistic), actor=(), action=action, statistic=True)
            for one, item in zip(members, items, strict=True)
        ]
    elif done is not None and len(doers) == len(members):
        action, item = done
        members = [
            one.with_(actor=((tokens[a].start, tokens[b - 1].end),), action=action, item=item)
            for one, (a, b) in zip(members, doers, strict=True)
        ]
    elif len(receivers) == len(members):
        members = [
            one.with_(actor=(receiver,), item=first.item, action=first.action)
            for one, receiver in zip(members, receivers, strict=True)
        ]
    elif len(items) == len(members):
        members = [_named(one, item, earlier, s) for one, item in zip(members, items, strict=True)]
    elif items:
        if not first.item:
            return [first]
        members = _of_those_listed(members, p, earlier, s) or _within_one_name(members, tokens)
    else:
        previous = _named_before(members, p, s) or _paired_before(earlier, members)
        if len(previous) != len(members):
            return [first]
        amended = _part_both(previous, tokens)
        share = "Z" in letters[p : first.at]
        sources = [one.with_(action=()) if share else one for one in amended or previous]  # 分别占60%和40%
        done_now = asked[0] if _done_now(asked[0], s) else None
        members = [_as_before(one, source, done_now) for one, source in zip(members, sources, strict=True)]
    shared = _bounded_alike(_share(members, bool(items), p, s))
    return [*amended, *(_noted(one, old) for one, old in zip(shared, asked, strict=True))]


def both(drafts: list[Draft], i: int, s: Sentence) -> list[Draft]:
    """城乡居民收入增长5.3%、8.1%: two figures of a name that has two things in it, though 分别 is not said.

    The figure at i and the one before it, amended; none where they are no such pair.
    """
    if not i or not (drafts[i].bare and drafts[i].joined in LIST) or drafts[i - 1].paired:
        return []
    first, second = drafts[i - 1 : i + 1]
    goes_on = i + 1 < len(drafts) and drafts[i + 1].bare and drafts[i + 1].joined in LIST
    alike = first.quantity.unit == second.quantity.unit and ends_in_statistic(first, s.tokens)
    if goes_on or first.bare or not alike:
        return []
    items = _each_of_both(first, s.tokens)
    if not items:
        return []
    pair = [one.with_(item=item) for one, item in zip((first, second), items, strict=True)]
    shared = _bounded_alike(_share(pair, False, first.at, s))
    return [_noted(one, old) for one, old in zip(shared, (first, second), strict=True)]


def _paired_before(earlier: list[Draft], members: list[Draft]) -> list[Draft]:
    """The figures that those which 分别 governs count the same as.

    Ranks count what the last that 分别 paired do (分别增长8%、5%，分别居第四、第八), others what levels do.
    A change told from start to end is one of them: 甲由20元提高到24元，乙由15元提高到18元，分别增长20%和20%.
    """
    last = earlier[-len(members) :]
    if members[0].quantity.kind == "rank" and len(last) == len(members) and all(d.paired for d in last):
        return last
    told = [d for d in earlier if d.role in ("level", "to", "from") and d.item]
    begun = {d.place for d, end in pairwise(told) if (d.role, end.role, d.item) == ("from", "to", end.item)}
    return [d for d in told if d.place not in begun][-len(members) :]


def _named(one: Draft, item: tuple[Span, ...], earlier: list[Draft], s: Sentence) -> Draft:
    """A figure with the thing listed for it, which is a statistic, and has its owner from before."""
    one = one.with_(item=item, statistic=True)
    if earlier and bare_statistic(item, s.tokens):
        one = own(one, earlier[-1], s)
    return one.with_(relational=False)


def _of_those_listed(members: list[Draft], p: int, earlier: list[Draft], s: Sentence) -> list[Draft]:
    """药品682种、耗材43类，平均降价幅度分别为54%和67%: one statistic of each thing counted just before.

    None where the statistic says itself what it is of, or no list of as many things stands before its clause.
    """
    start = clause_start(s.letters, p)
    ended = bool(earlier) and earlier[-1].role == "to"
    listed = _paired_before(earlier, members) if ended else earlier[-len(members) :]
    if len(listed) != len(members) or listed[-1].at != start - 2 or s.letters[start - 1] != ";":
        return []
    start, end = _listing(s, start, p)
    share = s.letters[start] == "Z" and s.tokens[end - 1].sense.share  # 占全省的比重
    bare = share or nameless(s.tokens[start:end], s.kinds)
    added = bare and (
        s.letters[end - 1] == "G" or s.tokens[end - 1].sense.added
    )  # 占比, 增速: of amounts too
    if not bare:
        return []
    said = ((s.tokens[start].start, s.tokens[end - 1].end),)
    if not all(_thing(one, members[0], added) for one in listed):
        return [
            one.with_(item=(*name, *said), action=(), statistic=True)
            for one, name in zip(members, _names(listed), strict=False)
        ]
    together = all(one.joined in LIST for one in listed[1:]) or len({d.quantity.unit for d in listed}) == 1
    together = together or s.letters[end - 1] == "G"  # 货运量9万吨，周转量8亿吨公里，增速分别为9%和5%
    if not together or len({one.item for one in listed}) != len(listed):
        return []
    return [
        one.with_(item=(*thing.item, *said), action=(), statistic=True)
        for one, thing in zip(members, listed, strict=True)
    ]


def _names(listed: list[Draft]) -> list[tuple[Span, ...]]:
    """What is listed of one statistic (小麦、玉米|播种面积分别…), each with another; else none."""
    *others, last = listed
    head = others[0].item[1:]
    shared = bool(head) and all(one.paired and one.item[1:] == head and one.statistic for one in others)
    if not shared or not last.paired or len(last.item) != 1:
        return []
    (start, end), begins = last.item[0], head[0][0]
    if not (start < begins and head[-1][1] == end):
        return []
    return [*(one.item[:1] for one in others), ((start, begins),)]


def _thing(one: Draft, lead: Draft, added: bool) -> bool:
    """Whether a figure counts something that a rate may be of, or is what such a statistic is of."""
    if added and one.item and (one.paired or one.role == "to"):
        return True  # A、B增加值分别增长5%和6%，占全省的比重分别为8%和9%
    alike = one.quantity.kind == lead.quantity.kind
    return bool(one.item) and one.role == "level" and not alike and (added or not one.statistic)


def _sum_up(s: Sentence, start: int, p: int) -> bool:
    """三项指标分别列第2、第3、第5位: what stands before 分别 only says how many things were told before."""
    start, end = _listing(s, start, p)
    return s.letters[start:end].startswith("M") and only(s.letters[start + 1 : end], s.kinds.named)


def _named_before(members: list[Draft], p: int, s: Sentence) -> list[Draft]:
    """集中在A、B两类，分别占46%和23%: the things that the clause before lists, which has no figure.

    What 分别 says is done (A院、B院相继开诊，分别设床位800张、450张) is done by them, where they are bodies.
    """
    start = clause_start(s.letters, p)
    begin = clause_start(s.letters, start - 1) if start > 1 else start
    said = s.letters[begin : max(begin, start - 1)]
    if s.letters[start - 1 : start] != ";" or "Q" in said or not LIST & set(said):
        return []
    first = min(said.index(mark) for mark in LIST if mark in said)
    lead = max(said.rfind(letter, 0, first) for letter in s.kinds.towards) + 1
    if not lead and said[0] in s.kinds.does:
        lead = 1
    end = max(first, lead)
    while end < len(said) and said[end] in s.kinds.phrase.replace("M", ",c"):  # 两类 says how many they are
        end += 1
    named = conjuncts(s, begin + lead, begin + end, len(members))
    if len(named) != len(members) or "Z" not in s.letters[p : members[0].at]:
        return []
    return [
        one.with_(item=item, action=(), statistic=False) for one, item in zip(members, named, strict=True)
    ]


def _within_one_name(members: list[Draft], tokens: list[Token]) -> list[Draft]:
    """城乡收入分别增长6%和7%: the list is inside the one name."""
    first = members[0]
    split = _each_of_both(first, tokens) if len(members) == len(BOTH) else ()
    items = split or (first.item,) * len(members)
    return [
        one.with_(item=item, action=first.action, statistic=first.statistic)
        for one, item in zip(members, items, strict=True)
    ]


def _done_now(first: Draft, s: Sentence) -> bool:
    """Whether 分别 stands before a verb: 合作社1126家、农场873家，分别新增47家、156家."""
    if not first.action or first.role != "level" or first.whole is not None or first.after:
        return False
    return s.letters[token_at(s.tokens, first.action[0][0])] in s.kinds.does


def _as_before(one: Draft, source: Draft, done: Draft | None) -> Draft:
    """A figure that counts what one before it does, or what is done now (`done`)."""
    if done is not None and done.item:
        return one.with_(item=done.item, action=done.action, statistic=done.statistic)
    if done is not None:
        loan = Loan("item", source.item, source.place, "figures-before")
        return one.lent(loan, item=source.item, action=done.action, statistic=source.statistic)
    return one.lent(
        Loan("item", source.item, source.place, "figures-before"),
        Loan("action", source.action, source.place, "figures-before"),
        item=source.item,
        action=source.action,
        statistic=source.statistic,
    )


def _noted(one: Draft, old: Draft) -> Draft:
    """A figure with what 分别 gave it noted."""
    lent = {(loan.field, span) for loan in one.loans for span in loan.spans}
    given: list[Loan] = []
    for slot in _SLOTS:
        spans: tuple[Span, ...] = getattr(one, slot)
        new = tuple(span for span in spans if (slot, span) not in lent)
        if new and spans != getattr(old, slot):
            given.append(Loan(slot, new, None, "respectively"))
    if one.basis is not None and one.basis != old.basis:
        given.append(Loan("basis", (one.basis,), None, "respectively"))
    return one.lent(*given, rules=(*one.rules, PAIRED))


def _share(members: list[Draft], listed: bool, p: int, s: Sentence) -> list[Draft]:
    """What is said once for all that 分别 pairs: role, basis, actor, verb."""
    first = members[0]
    places = _places(first, s.tokens, s.letters)
    verbs = _verbs_before(s, p, first.at)
    thing = not ends_in_statistic(first, s.tokens)
    shared: list[Draft] = []
    for k, one in enumerate(members):
        new = Values()
        if k and one.bare and not one.verb:
            new |= Values(role=first.role, direction=first.direction, stands=first.stands, verb=first.verb)
            new |= Values(rules=first.rules, traits=first.traits)
            new["whole"] = one.whole or first.whole  # 分别占总数的60%和40%
        new |= Values(basis=one.basis or first.basis, actor=one.actor or first.actor)
        if len(places) == len(members):
            new["actor"] = (places[k],)
        if verbs and listed:
            new["action"] = verbs
        elif listed and first.action:  # 接待游客、旅游花费分别增长: nobody receives the spending
            new["action"] = () if thing and ends_in_statistic(one, s.tokens) else first.action
        elif listed and new.get("role", one.role) == "level":
            new["action"] = ()
        shared.append(one.with_(**new))
    return shared


def _bounded_alike(members: list[Draft]) -> list[Draft]:
    """分别突破1.5万亿元、1.4万亿元 and 分别增长4.5%、5.5%左右: a bound or 左右 said once is said of each."""
    first, last = members[0].quantity, members[-1].quantity
    leads, closes = first.outer_start < first.start, last.outer_end > last.end
    if not leads and not closes:
        return members
    said = first.relation if leads else last.relation
    return [
        one.with_(quantity=replace(one.quantity, relation=said)) if one.quantity.relation == "=" else one
        for one in members
    ]


def ends_in_statistic(one: Draft, tokens: list[Token]) -> bool:
    """Whether what is counted is an amount."""
    last = last_word(one.item, tokens) if one.item else None
    return last is not None and last.letter == "S"


def _each_of_both(first: Draft, tokens: list[Token]) -> tuple[tuple[Span, ...], ...]:
    """城乡居民收入分别增长6%和8%: the first is of 城, the second of 乡."""
    start, end = first.item[0]
    word = next((t for t in tokens if t.both and start <= t.start < end), None)
    if word is None:
        return ()
    before = ((start, word.start),) if start < word.start else ()
    rest = ((word.start + len(BOTH), end), *first.item[1:])
    return tuple((*before, (word.start + k, word.start + k + 1), *rest) for k in BOTH)


def _part_both(sources: list[Draft], tokens: list[Token]) -> list[Draft]:
    """城乡居民收入从A元和B元分别提高到…: the first is of 城, the second of 乡. None where they are not."""
    first = sources[0]
    if len(sources) != len(BOTH) or first.item != sources[1].item or first.role != sources[1].role:
        return []
    parts = _each_of_both(first, tokens)
    return [
        one.lent(Loan("item", spans, first.place, "respectively"), item=spans)
        for one, spans in zip(sources, parts, strict=False)
    ]


def _figures_after(s: Sentence, p: int) -> list[int]:
    """Positions of the figures that 分别 at p governs."""
    letters, between = s.letters, s.kinds.between_figures
    group: list[int] = []
    j = p + 1
    while j < len(letters):
        letter = letters[j]
        if letter == "Q":
            group.append(j)
        elif (group and letter not in between) or (not group and letter in CLAUSE_BREAKS):
            break
        j += 1
    return group


def _done(s: Sentence, p: int, first: int) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """A、B分别办理案件…: the verb and object after 分别 belong to each."""
    tokens, letters, kinds = s.tokens, s.letters, s.kinds
    j = p + 1
    while j < first and letters[j] in kinds.adverb:
        j += 1
    k = j
    while k < first and (letters[k] in kinds.does or (k == j and letters[k] in kinds.acts)):
        k += 1  # 分别公开信息120条
    if j == k or k == first or not only(letters[k:first], kinds.phrase):
        return None
    return ((tokens[j].start, tokens[k - 1].end),), ((tokens[k].start, tokens[first - 1].end),)


def _of_things(
    s: Sentence, doers: list[tuple[int, int]], done: tuple[Span, ...], said: tuple[Span, ...]
) -> bool:
    """第一、第二产业分别完成增加值…: whether a bare statistic was reached of kinds, and not by bodies."""
    named = all(s.letters[b - 1] in s.kinds.noun for _, b in doers)
    kinds = not done or s.tokens[doers[-1][1] - 1].sense.generic
    return named and kinds and bare_statistic(said, s.tokens)


def _reached(s: Sentence, p: int, first: int) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """分别实现营业收入A元、B元: a statistic that a level is told of after 分别, with nothing done."""
    j = p + 1
    while j < first and s.letters[j] in s.kinds.adverb + s.kinds.level:
        j += 1
    stands = (
        p + 1 < j < first and s.letters[j - 1] in s.kinds.level and s.letters[first - 1] in s.kinds.statistic
    )
    said = ((s.tokens[j].start, s.tokens[first - 1].end),) if stands else ()
    return ((), said) if said and only(s.letters[j:first], s.kinds.phrase) else None


def _places(first: Draft, tokens: list[Token], letters: str) -> list[Span]:
    """广州、深圳客运量分别…: the places of an actor that is a list."""
    if len(first.actor) != 1:
        return []
    start, end = first.actor[0]
    inside = [k for k, t in enumerate(tokens) if start <= t.start and t.end <= end]
    return _split(tokens, letters, inside[0], inside[-1] + 1) if inside else []


def _verbs_before(s: Sentence, p: int, first: int) -> tuple[Span, ...]:
    """A、B分别惠及3500万人、2300万人: the verb right before the figures is said of each."""
    tokens, letters, kinds = s.tokens, s.letters, s.kinds
    j = p + 1
    while j < first and letters[j] in kinds.adverb:
        j += 1
    if j < first and set(letters[j:first]) == {"V"}:
        return ((tokens[j].start, tokens[first - 1].end),)
    return ()


def _receivers(s: Sentence, p: int, first: int) -> list[Span]:
    """分别向A、B下放…: the things named between 分别 and the verb receive."""
    tokens, letters, kinds = s.tokens, s.letters, s.kinds
    j = p + 1
    while j < first and letters[j] in kinds.before_receiver:
        j += 1
    if j >= first or letters[j] not in kinds.towards:
        return []
    k = j + 1
    while k < first and letters[k] in kinds.receiver:
        k += 1
    return _split(tokens, letters, j + 1, k)


def _split(tokens: list[Token], letters: str, start: int, end: int) -> list[Span]:
    return [(tokens[a].start, tokens[b - 1].end) for a, b in list_places(letters, start, end, LIST)]


def conjuncts(s: Sentence, start: int, end: int, wanted: int) -> list[tuple[Span, ...]]:
    """The things in a list, with what they share: A业、B业增加值 → A业增加值, B业增加值."""
    tokens = s.tokens
    start, end = _listing(s, start, end)
    pieces = list_places(s.letters, start, end, LIST)
    if len(pieces) != wanted:  # A、B和C支出: 和 may stand inside a name
        cut = (list_places(s.letters, start, end, mark) for mark in ",c")
        pieces = next((found for found in cut if len(found) == wanted), pieces)
    if len(pieces) < 2:
        return [((tokens[a].start, tokens[b - 1].end),) for a, b in pieces]
    if summed := _summed(s, pieces):
        return summed
    head, owner = _shared_head(s, pieces), _shared_owner(s, *pieces[0])
    ordinal = _ordinal(s, pieces)
    out: list[tuple[Span, ...]] = []
    for k, (a, b) in enumerate(pieces):
        piece: tuple[Span, ...] = ((tokens[a].start, tokens[b - 1].end),)
        if head and k < len(pieces) - 1:
            piece = (*piece, *_unsaid(s, piece[0], head))
        elif owner and k and b - a == 1 and (tokens[a].sense.relational or _like_first(s, pieces[0], a)):
            piece = (*owner, *piece)
        out.append((*ordinal, *piece) if k else piece)
    return out


def _summed(s: Sentence, pieces: list[tuple[int, int]]) -> list[tuple[Span, ...]]:
    """煤炭、电力两大行业|增加值: what says how many were listed is of none of them; else no items."""
    (start, end), tokens = pieces[-1], s.tokens
    counts = s.letters.find("M", start + 1, end)
    begins = s.letters.find("S", counts, end)
    if counts < 0 or begins < 0 or not only(s.letters[counts + 1 : begins], s.kinds.noun):
        return []
    head = (tokens[begins].start, tokens[end - 1].end)
    named = [*pieces[:-1], (start, counts)]
    return [((tokens[a].start, tokens[b - 1].end), head) for a, b in named]


def _like_first(s: Sentence, first: tuple[int, int], at: int) -> bool:
    """项目开工率、竣工率: a short rate of the ending of the first says as little whose it is."""
    closing, word = s.tokens[first[1] - 1], s.tokens[at]
    whole = all(t.head == t.start and t.end - t.start <= LONGEST_BARE for t in (closing, word))
    return whole and word.letter == "S" and s.text[word.end - 1] == s.text[closing.end - 1]


def _ordinal(s: Sentence, pieces: list[tuple[int, int]]) -> tuple[Span, ...]:
    """第二、三产业: the one character that opens the first thing, where each goes on with one that counts."""
    (opens, second), *later = (s.tokens[a : a + 2] for a, _ in pieces)
    counts = (second, *(one[0] for one in later))
    single = pieces[0][1] - pieces[0][0] == len(BOTH) and all(t.end - t.start == 1 for t in (opens, *counts))
    named = all(t.letter == "N" for t in (opens, *counts))
    return ((opens.start, opens.end),) if single and named else ()


def _listing(s: Sentence, start: int, end: int) -> tuple[int, int]:
    """Where the list begins and ends in the words before 分别."""
    letters = s.letters
    while start < end and letters[start] in s.kinds.opening_conjunct:
        if letters[start] == "A" and letters[start + 1 : start + 2] in LIST:
            break  # a body that is listed itself
        start += 1
    basis = letters.find("B", start, end)
    end = end if basis < 0 else basis
    while end > start and letters[end - 1] in s.kinds.closing_conjunct:
        end -= 1
    return start, end


def _shared_head(s: Sentence, pieces: list[tuple[int, int]]) -> tuple[Span, ...]:
    """What the last thing of a list ends in, where that is said of each."""
    tokens, first, last = s.tokens, pieces[0], pieces[-1]
    closing, alone = tokens[last[1] - 1], last[1] - last[0] == 1
    if closing.letter == "S" and s.letters[first[1] - 1] != "S":
        if not alone:
            begins = tokens[_shared_from(s, first, last)].start
            if tokens[last[0]].lead > tokens[last[0]].start and first[1] - first[0] == 1:
                begins = min(begins, tokens[last[0]].lead)  # 城镇、农村|低保月保障标准
            opening = s.text[tokens[first[0]].start : tokens[first[1] - 1].end]
            if closing.head > begins and opening.endswith(s.text[begins : closing.head]):
                begins = closing.head  # 食品制造业、纺织制造业增加值
            return ((begins, closing.end),)
        size = tokens[first[1] - 1].end - tokens[first[0]].start
        numbered = first[1] - first[0] == size > 1 and s.text[tokens[first[0]].start] == s.text[closing.start]
        if numbered and closing.start + size < closing.head:  # 第|二、第三产业增加值
            return ((closing.start + size, closing.end),)
        if closing.lead > closing.start and first[1] - first[0] == 1:
            return ((closing.lead, closing.end),)
        return ((closing.head, closing.end),) if closing.head > closing.start else ()
    if not alone and _common(s, pieces):  # 茶叶、核桃、中药材基地
        return ((closing.start, closing.end),)
    pairs = all(b - a == 1 and tokens[a].sense.pair for a, b in pieces[:-1])  # 城市、农村低保对象
    size = tokens[first[0]].end - tokens[first[0]].start
    if alone and pairs and closing.end - closing.start > size + 1:  # 刑事、治安案件
        return ((closing.start + size, closing.end),)
    if not alone and (pairs or _grades(tokens, pieces)):  # 国家级、省级示范村
        return ((tokens[last[0] + 1].start, closing.end),)
    return ()


def _common(s: Sentence, pieces: list[tuple[int, int]]) -> bool:
    """Whether the last of a list ends in a kind of thing that the others, which end in none, are of too."""
    *others, last = (s.tokens[b - 1].sense for _, b in pieces)
    said = s.text[s.tokens[pieces[-1][1] - 1].start : s.tokens[pieces[-1][1] - 1].end]
    apart = not any(s.text.endswith(said, 0, s.tokens[b - 1].end) for _, b in pieces[:-1])  # 中小企业
    if not apart or not all(s.letters[b - 1] in s.kinds.noun for _, b in pieces):
        return False
    return last.common or (last.generic and not any(one.generic for one in others))


def _shared_owner(s: Sentence, start: int, end: int) -> tuple[Span, ...]:
    """Whose statistic the first thing of a list is: the bare ones after it are of the same."""
    if s.letters[end - 1] != "S":
        return ()
    closing = s.tokens[end - 1]
    if closing.head > closing.start and not closing.sense.relational:
        return ((s.tokens[start].start, closing.head),)
    return ((s.tokens[start].start, s.tokens[end - 2].end),) if end - start > 1 else ()


def _unsaid(s: Sentence, piece: Span, head: tuple[Span, ...]) -> tuple[Span, ...]:
    """What a thing lacks of the head that it shares, which says nothing twice: 文化产业、旅游产业增加值."""
    start, end = head[0]
    said, own = s.text[start:end], s.text[slice(*piece)]
    lengths = range(min(len(said) - 1, len(own)), 1, -1)
    twice = next((length for length in lengths if own.endswith(said[:length])), 0)
    return ((start + twice, end),)


def _grades(tokens: list[Token], pieces: list[tuple[int, int]]) -> bool:
    """Whether each piece of a list begins with a grade, and only the last goes on."""
    return all(tokens[a].sense.grade and (b - a == 1 or (a, b) == pieces[-1]) for a, b in pieces)


def _shared_from(s: Sentence, first: tuple[int, int], last: tuple[int, int]) -> int:
    """Index of the token in the last conjunct from which the head is shared."""
    tokens, letters, body = s.tokens, s.letters, s.kinds.body
    opening, begins = tokens[first[0]], tokens[last[0]]
    if letters[first[1] - 1] in body:  # 广州、深圳地铁客运量
        cut = last[0]
        while letters[cut] in body:
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

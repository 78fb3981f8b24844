"""分别: the things before it paired with the figures after it, with what they share."""

from __future__ import annotations

from ..language.lettering import Span, Token, clause_start, last_word
from .antecedents import LIST, bare_statistic, own, token_at
from .indicators import Draft

BOTH = (0, 1)  # places in 城乡 of what each of two figures is of


def lists(drafts: list[Draft], letters: str) -> dict[int, tuple[int, list[Draft]]]:
    """For each 分别 with two or more figures: index of its first draft → where it stands, and its drafts."""
    by_at = {d.at: k for k, d in enumerate(drafts)}
    found: dict[int, tuple[int, list[Draft]]] = {}
    for p, letter in enumerate(letters):
        if letter == "|" and len(group := _figures_after(letters, p)) > 1:
            found[by_at[group[0]]] = (p, [drafts[by_at[g]] for g in group])
    return found


def respectively(
    members: list[Draft], p: int, earlier: list[Draft], tokens: list[Token], letters: str, text: str
) -> set[int]:
    """Pair the things before 分别 (at p) with the figures after it. Returns ids of the drafts it settled."""
    group = [one.at for one in members]
    start = clause_start(letters, p)
    first = members[0]
    doers = [(a + (letters[a] == "P"), b) for a, b in _pieces(letters, start, p, LIST)]
    if (
        first.action and first.item and letters[token_at(tokens, first.action[0][0])] == "V"
    ):  # 审结A、B案件分别为: the verb is no part of the first
        start = max(start, token_at(tokens, first.item[0][0]))
    elif first.action:
        first.action = ()  # 教育、科技支出分别为: a noun of the list, and no verb
    items = _conjuncts(tokens, letters, start, p, len(group), text)
    receivers = _receivers(tokens, letters, p, group[0])
    done = _done(tokens, letters, p, group[0])
    if done is not None and len(doers) == len(group):
        for one, (a, b) in zip(members, doers, strict=True):
            one.actor = ((tokens[a].start, tokens[b - 1].end),)
            one.action, one.item = done
    elif len(receivers) == len(group):
        for one, receiver in zip(members, receivers, strict=True):
            one.actor = (receiver,)
            one.item, one.action = first.item, first.action
    elif len(items) == len(group):
        for one, spans in zip(members, items, strict=True):
            one.item, one.statistic = spans, True
            if earlier and bare_statistic(spans, tokens):
                own(one, earlier[-1], tokens, letters, text)
            one.relational = False
    elif not _from_before(members, earlier, bool(items), tokens):
        return set()
    _share(members, bool(items), p, tokens, letters)
    return {id(one) for one in members}


def _from_before(members: list[Draft], earlier: list[Draft], listed: bool, tokens: list[Token]) -> bool:
    """What is paired stands with the figures before, or within one name. Whether it does."""
    first = members[0]
    if not listed:
        previous = [d for d in earlier if d.role in ("level", "to", "from") and d.item][-len(members) :]
        if len(previous) != len(members):
            return False
        _part_both(previous, tokens)
        for one, source in zip(members, previous, strict=True):
            one.item, one.action, one.statistic = source.item, source.action, source.statistic
            one.flags.append("inherited-item")
        return True
    if not first.item:
        return False
    # 城乡收入分别增长6%和7%: the list is inside the one name
    split = _each_of_both(first, tokens) if len(members) == len(BOTH) else ()
    for k, one in enumerate(members):
        one.item = split[k] if split else first.item
        one.action, one.statistic = first.action, first.statistic
    return True


def _share(members: list[Draft], listed: bool, p: int, tokens: list[Token], letters: str) -> None:
    """What is said once for all that 分别 pairs: role, basis, actor, verb."""
    first = members[0]
    for one in members[1:]:
        if one.bare and not one.verb:
            one.role, one.direction, one.stands = first.role, first.direction, first.stands
            one.verb = first.verb
            one.rules, one.traits = list(first.rules), set(first.traits)
        one.basis = one.basis or first.basis
        one.actor = one.actor or first.actor
    places = _places(first, tokens, letters)
    if len(places) == len(members):
        for one, place in zip(members, places, strict=True):
            one.actor = (place,)
    verbs = _verbs_before(tokens, letters, p, first.at)
    if verbs and listed:
        for one in members:
            one.action = verbs
    elif listed and not first.action:
        for one in members:
            if one.role == "level":
                one.action = ()
    elif listed:
        thing = not _ends_in_statistic(first, tokens)
        for one in members:  # 接待游客、旅游花费分别增长: nobody receives the spending
            one.action = () if thing and _ends_in_statistic(one, tokens) else first.action
    for one in members:
        one.pair()


def _ends_in_statistic(one: Draft, tokens: list[Token]) -> bool:
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


def _part_both(sources: list[Draft], tokens: list[Token]) -> None:
    """城乡居民收入从A元和B元分别提高到…: the first is of 城, the second of 乡."""
    first = sources[0]
    if len(sources) != len(BOTH) or first.item != sources[1].item or first.role != sources[1].role:
        return
    for one, spans in zip(sources, _each_of_both(first, tokens), strict=False):
        one.item = spans


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
    return [(tokens[a].start, tokens[b - 1].end) for a, b in _pieces(letters, start, end, LIST)]


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
    elif last[1] - last[0] > 1 and _grades(tokens, pieces):  # 国家级、省级示范村
        head = ((tokens[last[0] + 1].start, closing.end),)
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
        piece: tuple[Span, ...] = ((tokens[a].start, tokens[b - 1].end),)
        shared = head
        if head and (kind := tokens[token_at(tokens, head[0][0])]).sense.generic:
            said = text[kind.start : kind.end]
            if text[piece[0][0] : piece[0][1]].endswith(said):
                shared = ((kind.end, head[0][1]),)  # 文化产业、旅游产业增加值
        if head and k < len(pieces) - 1:
            piece = (*piece, *shared)
        elif owner and k and b - a == 1 and tokens[a].sense.relational:
            piece = (*owner, *piece)
        out.append(piece)
    return out


def _grades(tokens: list[Token], pieces: list[tuple[int, int]]) -> bool:
    """Whether each piece of a list begins with a grade, and only the last goes on."""
    return all(tokens[a].sense.grade and (b - a == 1 or (a, b) == pieces[-1]) for a, b in pieces)


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

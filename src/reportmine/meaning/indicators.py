"""One sentence with its quantities to drafts: item, action, actor, role, direction, basis and whole.

Each word becomes a letter (words.toml), so that a clause is a short string and a frame (frames.toml) a
regular expression over it. A draft says only what stands at the figure itself; what a reader carries over
from the words before is filled in by `resolve`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..dataclass import replace
from ..figures.quantities import Quantity
from ..language.lettering import Span, clause_end, clause_start, places
from ..language.token import CLAUSE_BREAKS, LIST, Token
from ..records import Direction
from ..rules.classes import has, only
from ..rules.matching import first_match
from .after import looks_after, read_after
from .before import Groups, negated, read_before
from .frames import Frame, Frames, Tried
from .purposes import carried_over, purpose
from .reading import Draft, Values
from .sentence import Sentence, joined
from .taken import disposal

if TYPE_CHECKING:
    import regex

QUOTES = frozenset('“‘「『"')
_BOUNDS = frozenset("<>≤≥")  # relations of a figure that is a bound


def draft(s: Sentence) -> tuple[Draft, ...]:
    """A draft for each figure of a sentence, from the words at the figure."""
    drafts: list[Draft] = []
    for i, token in enumerate(s.tokens):
        if token.quantity is None:
            continue
        right = clause_end(s.letters, i)
        before = drafts[-1] if drafts else None
        left, joined = _stretch(i, before, s)
        opens, own = left, _own_clause(s, left, i)
        left = _past_aside(s, own, i)
        if "I" in s.letters[left:i] or s.letters[max(0, left - 2) : left] == "I;":  # 其中：
            joined = "I"
        one = _opened(token.quantity, len(drafts), (left, i, right), joined, s)
        if one.joined == "Q" and before is not None:
            one = _bounded(one, before, s)
        one = _brought_about(one, before, right, s)
        drafts.append(one if one.actor or own == opens else _led(one, opens, own, s))
    return tuple(drafts)


def _led(one: Draft, first: int, last: int, s: Sentence) -> Draft:
    """基金完成注册并实缴出资3亿元: who does the first of several things in a clause does the last too."""
    match = s.frames.subject.match(s.letters, first, last)
    who = s.trimmed(match.start("who"), match.end("who")) if match is not None and one.action else ()
    return one.with_(actor=who) if who else one


def _brought_about(one: Draft, before: Draft | None, right: int, s: Sentence) -> Draft:
    """发现3个单位违规发放补贴: those counted are read as in the clause that a verb brings in.

    Without a clause (发现违法企业12家, 发现33个无证经营的摊点) the verb is what was done.
    """
    read = _read(one, before, right, s)
    counted = one.quantity.unit in s.frames.actors and one.role == "level"
    if not counted or not one.at or not s.tokens[one.at - 1].sense.clausal:
        return read
    if one.item and not s.only(one.item, s.kinds.acts):
        return read
    clause = replace(one, action=(), actor=(), item=(), left=one.at, head_end=one.at, bare=True)
    own = _read(clause, before, right, s)
    unnamed = not read.item or read.item == one.item
    return own if own.item and (own.action or unnamed) else read


def _bounded(one: Draft, before: Draft, s: Sentence) -> Draft:
    """总量超千亿元的县域达12个: a bound (超, 以上) before 的 says which are counted."""
    bound = before.quantity
    marked = bound.relation in _BOUNDS and (bound.outer_start < bound.start or bound.outer_end > bound.end)
    named = len(one.item) == 1 and not one.action and not one.actor and not before.action
    done = before.action and not one.action and before.role == one.role == "level"
    if marked and done and one.item and not one.relational:
        return one.with_(action=before.action, actor=one.actor or before.actor)  # 化解一年以上积案35件
    if not (marked and named and s.letters[one.left] == "u"):
        return one
    start = before.item[0][0] if before.item else s.tokens[before.left].start
    return one.with_(item=((start, one.item[0][1]),))


def _stretch(at: int, before: Draft | None, s: Sentence) -> tuple[int, str]:
    """Where the words of a figure begin, and how it hangs on the figure before it."""
    letters = s.letters
    left = clause_start(letters, at)
    if not left:
        return left, ""
    if letters[left - 1] != "Q" or before is None:
        return left, ";" if letters[left - 1] == ";" else ""
    if left < at and letters[at - 1] in LIST and not (letters[left] in LIST and left < at - 1):
        return at, letters[at - 1]  # the words between belong to the figure before
    left = max(left, min(before.reach, at))
    comma = letters.find(",", left, at)
    if comma > left and only(letters[left:comma], s.kinds.phrase):
        left = comma  # 1.4万亿斤新台阶、亩产…: the noun after the figure before is its own
    if letters[at - 1] == "Q":
        return left, ","  # 5批次19组: two figures of one thing
    return left, letters[left] if left < at and letters[left] in LIST else "Q"


def _past_aside(s: Sentence, left: int, at: int) -> int:
    """Where a clause goes on after an aside in it: 剔除一次性因素后|增长3.9%."""
    letters, aside = s.letters, s.kinds.opening_aside
    first = left
    while first < at and letters[first] in aside:
        first += 1
    if first == at or not s.tokens[first].sense.aside or letters[first] not in s.kinds.does:
        return left
    after = letters.rfind("t", first, at)
    return after + 1 if after >= 0 and not has(letters[after + 1 : at], s.kinds.noun) else left


def _own_clause(s: Sentence, left: int, at: int) -> int:
    """Where the last of several verb phrases begins: 开展评审、压减资金42.6亿元, 设立岗位并配备人员2名."""
    then = next((k for k in range(at - 1, left, -1) if s.tokens[k].sense.sequel), None)
    parted = then is not None and s.letters[then - 1] in s.kinds.nominal  # but 申报并获批137个
    if (
        then is not None
        and parted
        and s.letters[then + 1 : at].lstrip(s.kinds.adverb)[:1] in tuple(s.kinds.does)
    ):
        return then
    comma = s.letters.rfind(",", left, at)
    if comma < 0 or not s.frames.act.match(s.letters, left, comma):
        return left
    if any(token.sense.inviting for token in s.tokens[left:comma]):
        return left  # 邀请代表旁听庭审、见证执行: what they came for is listed
    return comma if s.frames.act.match(s.letters, comma + 1, at) else left


def _opened(quantity: Quantity, place: int, bounds: tuple[int, int, int], joined: str, s: Sentence) -> Draft:
    """A figure with what the words before it say; `bounds`: of its stretch, with its own place between."""
    left, at, right = bounds
    (first, head_end), known, named = _read_role(quantity, left, at, s.letters[left:right], s)
    role = known.get("role", "level")
    plain = role == "level" and quantity.kind not in ("percent", "ratio", "rank")
    known["firm"] = not plain or known.get("stands", False)
    if quantity.outer_start < quantity.start and quantity.relation in "><":
        known["stands"] = True  # 突破, 超过
    if role == "from":
        known["direction"] = _later_direction(s, at)
    head = s.letters[first:head_end]
    bare = not head.strip(s.kinds.no_words)
    among = quantity.kind == "count" and not bare and _among(head_end, at, s)
    if bare and role == "level" and (noun := _glossed(left, at, s)) is not None:
        first = left = noun[0]
        head_end = noun[1]
        head, bare, known["glosses"] = s.letters[left:head_end], False, True
    listed_acts = (
        head.endswith("k")
        and head.lstrip(s.kinds.opening_head)[:1] != "V"
        and "V" in s.letters[at + 1 : right]
    )
    described = _described(quantity, bounds, s) if role == "level" else ()
    taken = disposal(left, at, s) if role == "level" else None
    if taken is not None:
        known |= _brought_in(taken, left, head_end, s)
    elif described:
        known["action"] = described
    elif among:
        bare = True
    elif not listed_acts:  # A、B等6项制度出台
        known = read_before(known, first, head_end, s)
    if quantity.kind == "count" and known.get("item") and not known.get("statistic"):
        known["item"] = _without_examples(known["item"], s)
    if known.get("item") and not known.get("actor") and quantity.kind in ("money", "percent"):
        known = _of_level(known, s)
    if named is not None:
        known["item"], known["statistic"] = (*known.get("item", ()), named), True
    return Draft(quantity, place, at, left, head_end, joined, bare, **known)


def _brought_in(where: int, left: int, head_end: int, s: Sentence) -> Values:
    """What stands between 将 and a figure is a thing, whatever verbs it holds; who stands before 将 acts."""
    named = s.letters[head_end - 1 : head_end] != "u"
    item = s.trimmed(where + 1, head_end) if named else ()
    before = where
    while before > left and s.letters[before - 1] in s.kinds.adverb:
        before -= 1  # 市财政局|未及时|将
    who = s.trimmed(left, before) if only(s.letters[s.opened(left, before) : before], s.kinds.body) else ()
    return Values(item=item, actor=who)


def _among(head_end: int, at: int, s: Sentence) -> bool:
    """年初预算中有14项专项资金: what stands in the set is named after its number, and not before 有."""
    had = s.tokens[at - 1].sense.having and has(s.letters[at + 1 : at + 2], s.kinds.name)
    return had and has(s.letters[head_end : at - 1], s.kinds.locative)


def _described(quantity: Quantity, bounds: tuple[int, int, int], s: Sentence) -> tuple[Span, ...]:
    """移送司法机关的12人: with no noun after a figure, the clause before 的 says what was done with those."""
    left, at, right = bounds
    opens = s.letters[left] not in LIST and (not left or s.letters[left - 1] in CLAUSE_BREAKS)
    if quantity.kind != "count" or right > at + 1 or s.letters[at - 1 : at] != "u" or not opens:
        return ()
    words = "".join('"' if _quoted(t, s) else "!" if t.sense.negates else t.letter for t in s.tokens[left:at])
    match = s.frames.described.match(words)
    return s.verbs(left + match.start("did"), left + match.end("did")) if match else ()


def _quoted(token: Token, s: Sentence) -> bool:
    """Whether a word is a quotation: “同意公开”的487件."""
    return s.text[token.start] in QUOTES and token.quantity is None


def _of_level(known: Values, s: Sentence) -> Values:
    """市级政府性基金收入96亿元: a level of government, or a zone, before its accounts is whose they are."""
    start, end = known["item"][0]
    hit = first_match(s.frames.accounts, s.text, start, end)
    acts = known.get("action")
    if hit is None or (acts and acts[0][0] < start):
        return known  # 安排省级财政资金: a kind of money
    level = hit.span("level")
    traits = known.get("traits", frozenset()) | {"accounts"}
    return {**known, "item": ((level[1], end), *known["item"][1:]), "actor": (level,), "traits": traits}


def _without_examples(item: tuple[Span, ...], s: Sentence) -> tuple[Span, ...]:
    """审查《甲办法》等区规范性文件28件: what 等 closes are examples of what is counted.

    Only where the words after it say enough: of one word (抢劫、绑架等案件) the examples say which.
    """
    start, end = item[-1]
    first, last = places(s.tokens, start, end)
    for k in range(last - 3, first, -1):
        if s.letters[k] == "k":
            named = s.letters[k + 1] in s.kinds.nominal and not s.tokens[k + 1].sense.generic
            only_named = only(s.letters[first:k], s.kinds.listed_phrase)
            return ((s.tokens[k + 1].start, end),) if named and only_named else item
    return item


def _glossed(left: int, at: int, s: Sentence) -> tuple[int, int] | None:
    """The clause up to the noun that a figure alone in a bracket is of: 药费（133元）."""
    letters = s.letters
    if letters[left - 1 : left] != "(" or letters[at + 1 : at + 2] != ")" or left < 2:
        return None
    start = clause_start(letters, left - 1)
    noun = letters[left - 2] in s.kinds.noun and not has(letters[start : left - 1], s.kinds.against)
    return (start, left - 1) if noun else None


def _read(one: Draft, before: Draft | None, right: int, s: Sentence) -> Draft:
    """A figure with what the words after it say, and what that says of those before."""
    if one.at + 1 < right and looks_after(one, s):
        one = read_after(one, before, right, s)
    if one.actor and not one.item and not one.action:
        one = _counted_bodies(one, s.tokens, s.frames)
    one = _handed_over(one, s)
    if one.role == "level" and one.quantity.kind == "money":
        carried = None if one.item else carried_over(one, s) or _listed_amounts(one, s)
        one = carried or purpose(one, s) or one
    return negated(one, s) if one.action else one


def _handed_over(one: Draft, s: Sentence) -> Draft:
    """上缴省财政3.9亿元: an amount of money counts no bodies; the one after the verb is who receives it."""
    if one.quantity.kind != "money" or one.after or not (one.item and one.action):
        return one
    received = one.action[-1][1] == one.item[0][0] and s.only(one.item, s.kinds.body)
    return one.with_(item=(), action=joined((*one.action, *one.item))) if received else one


def _read_role(
    quantity: Quantity, left: int, at: int, stretch: str, s: Sentence
) -> tuple[tuple[int, int], Values, Span | None]:
    """The words of the clause that are left, what it says of the role, and a statistic after the figure."""
    source = 0
    for frame, hit in _role_frames(quantity, s.frames).matches(stretch):
        groups = hit.groupdict()
        if groups.get("ratio") and not s.tokens[left + hit.start("ratio")].sense.share:
            continue
        if groups.get("plan") and not s.tokens[left + hit.start("plan")].sense.planned:
            continue
        if groups.get("reached") and not _reached(quantity, left, s):
            continue
        if frame.role == "from" and _source(quantity, at, s):
            source = 1
            continue
        head = (left, left)
        if groups.get("head") is not None:
            head = left + hit.start("head"), left + hit.end("head") - source
        named = s.span(left + hit.start("named"), left + hit.end("named")) if groups.get("named") else None
        return head, _role(frame, hit, groups, left, s), named
    return (left, at), {}, None


def _reached(quantity: Quantity, left: int, s: Sentence) -> bool:
    """权限下放至3个开发区: whether 至 says where something went; with a start before it, it ends a change."""
    starts = s.letters.find("F", clause_start(s.letters, left, CLAUSE_BREAKS), left) >= 0
    return quantity.unit in s.frames.bodies and not starts


def _source(quantity: Quantity, at: int, s: Sentence) -> bool:
    """由35名代表参加, 从8个省引进人才: whether 由 or 从 opens who did something, or where, and no change."""
    if quantity.unit not in s.frames.actors:
        return False
    right = at + 1
    while right < len(s.tokens) and s.letters[right] in s.kinds.in_name:
        right += 1
    if right == at + 1 or right >= len(s.tokens):
        return False
    acts = s.letters[right] in s.kinds.does or s.letters[right] in s.kinds.adverb
    following = _next_counted(at, s)
    return acts and _later_direction(s, at) is None and following != quantity.unit


def _next_counted(at: int, s: Sentence) -> str | None:
    """The unit of the next figure of the clause after a figure."""
    for token in s.tokens[at + 1 :]:
        if token.letter in CLAUSE_BREAKS:
            break
        if token.quantity is not None:
            return token.quantity.unit
    return None


def _role(frame: Frame, match: regex.Match[str], groups: Groups, left: int, s: Sentence) -> Values:
    """What a frame of role read."""
    new = Values(role=frame.role or "level", rules=(frame.id,), traits=frame.traits)
    if groups.get("verb") is not None:
        verb = s.tokens[left + match.start("verb")]
        new["verb"] = ((verb.start, verb.end),)
        if new["role"] != "level":
            new["direction"] = verb.sense.direction
    if groups.get("basis"):
        new["basis"] = s.span(left + match.start("basis"), left + match.end("basis"))
    if groups.get("whole"):
        new["whole"] = s.span(left + match.start("whole"), left + match.end("whole"))
    if groups.get("do") and s.letters[left + match.start("do")] == "V":
        new["action"] = s.verbs(left + match.start("do"), left + match.end("do"))
    if said := groups.get("stands"):
        new["stands"] = has(said, s.kinds.level)
    return new


def _listed_amounts(one: Draft, s: Sentence) -> Draft | None:
    """预算支出、债务还本支出等3亿元: with no noun after the amount, the list is what it is of."""
    head = s.letters[one.left : one.head_end]
    if one.action or not head.endswith("k"):
        return None
    stood = [k for k in range(one.left, one.head_end) if s.letters[k] in s.kinds.level]  # 减去A、B等
    item = s.trimmed(stood[-1] + 1 if stood else one.left, one.head_end - 1)
    return one.with_(item=item, statistic=True) if item else None


def _role_frames(quantity: Quantity, frames: Frames) -> Tried:
    """The frames of role that fit a quantity."""
    kind = quantity.kind
    if kind not in ("percent", "ratio"):
        return frames.roles["rank" if kind == "rank" else "amount"]
    return frames.roles[f"signed {kind}" if quantity.signed else kind]


def _later_direction(s: Sentence, at: int) -> Direction | None:
    for j in range(at + 1, min(len(s.tokens), at + 8)):
        if s.letters[j] in CLAUSE_BREAKS:
            break
        way = s.tokens[j].sense.direction
        if s.letters[j] in s.kinds.changes or way is not None:  # 由19.7%降为零, which is no figure
            return way
    return None


def _counted_bodies(one: Draft, tokens: list[Token], frames: Frames) -> Draft:
    """中职学校由71所增加到80所: bodies that stand before their own number are what is counted."""
    last = next((t for t in reversed(tokens[: one.at]) if t.end == one.actor[-1][1]), None)
    if last is None or last.letter != "A" or last.sense.whole or one.quantity.unit not in frames.bodies:
        return one
    start = one.actor[0][0]
    rest: tuple[Span, ...] = ((start, last.start),) if start < last.start and len(one.actor) == 1 else ()
    return one.with_(item=((last.start, last.end),), actor=rest)

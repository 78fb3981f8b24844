"""The words before a figure: who acts, what is done, what is counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..language.lettering import Span, within
from ..language.token import Token
from ..records import Role
from .agreement import counts_people, odd_thing
from .frames import Frame
from .reading import Draft, Values
from .sentence import Sentence

if TYPE_CHECKING:
    import regex

Groups = Mapping[str, str | None]


def read_before(known: Values, left: int, end: int, s: Sentence) -> Values:
    """What is known of a figure, with what its head says: the words from `left` to `end`."""
    letters, tokens, kinds = s.letters, s.tokens, s.kinds
    means = s.frames.means.match(letters, left, end)
    if means is not None and tokens[means.start("by")].sense.light:
        left = means.end()
    head = letters[left:end]
    if not head.strip(kinds.opening_list):
        return known
    last = next((t for t in reversed(tokens[left:end]) if t.letter not in kinds.before_word), None)
    opens = head.lstrip(kinds.opening_list)[:1]
    over = known.get("stands") and last is not None and last.letter == "S" and opens == "w"
    named = any(t.sense.having for t in tokens[left:end])
    firm = bool(known.get("firm") or over or named or (last is not None and last.sense.pure))
    if head.endswith("k") and head.lstrip(kinds.opening_head)[:1] not in kinds.acts:
        return {**known, "firm": firm}  # A、B等6项政策: the list before the figure gives examples only
    for frame, match in (s.frames.named if firm else s.frames.before).matches(head):
        groups = match.groupdict()
        if _fits(frame, match, groups, left, s):
            return {**known, **_taken(known, frame, match, groups, left, s, firm), "firm": firm}
    return {**known, "firm": firm}


def _fits(frame: Frame, match: regex.Match[str], groups: Groups, left: int, s: Sentence) -> bool:
    """Whether the words themselves are what a frame that matches their letters asks for."""
    tokens = s.tokens
    if frame.yields and groups.get("item") and _by_means(tokens, left + match.start("item")):
        return False
    if groups.get("pivot") and not tokens[left + match.start("pivot")].sense.pivot:
        return False
    if groups.get("called") and not tokens[left + match.start("called")].sense.inviting:
        return False
    if groups.get("then") and not tokens[left + match.start("then")].sense.dates:
        return False
    if groups.get("done_to") and _number(left + match.end("done_to"), s):
        return False
    if groups.get("taken") and not _takes_away(left + match.start("taken"), left + match.end(), s):
        return False
    if groups.get("given") and not _given_to(match, left, s):
        return False
    if groups.get("towards") and not _acted_on(left + match.start("towards"), left + match.end(), s):
        return False
    if groups.get("by") and not tokens[left + match.start("by")].sense.light:
        return False  # 对, 向: no means
    # 被, 受: what follows did it
    return groups.get("act") != "H" or tokens[left + match.start("act")].sense.light


def _given_to(match: regex.Match[str], left: int, s: Sentence) -> bool:
    """对被告人适用缓刑61人: whether a unit counts those whom something is given to, and not that."""
    figure = next(s.figures(left + match.end()), None)
    if figure is None or figure.kind != "count":
        return False
    unit = figure.unit or ""
    to, given, does = (
        s.text[s.tokens[left + match.start(name)].start : s.tokens[left + match.end(name) - 1].end]
        for name in ("item", "given", "act")
    )
    if not counts_people(to, unit, s) or counts_people(given, unit, s):
        return False
    return unit in s.frames.actors or odd_thing(unit, does, given, s)


def _acted_on(at: int, end: int, s: Sentence) -> bool:
    """对重点工程项目384个同步介入: whether what is done to so many of those that a word brings in follows."""
    figure, after = next(s.figures(end), None), end + 1
    while s.letters[end : end + 1] == "Q" and s.letters[after : after + 1] in tuple(s.kinds.adverb):
        after += 1
    done = s.letters[after : after + 1] in tuple(s.kinds.does)
    return done and figure is not None and figure.kind == "count" and not s.tokens[at].sense.light


def _takes_away(at: int, end: int, s: Sentence) -> bool:
    """将扶贫资金用于装修58万元: whether a word takes its object before the verb, and a sum of it follows."""
    figure = next(s.figures(end), None)
    return s.tokens[at].sense.disposal and figure is not None and figure.kind in ("money", "measure")


def _number(last: int, s: Sentence) -> bool:
    """Whether a noun phrase up to a word is a number of something: 享受最低生活保障人数."""
    figure = next(s.figures(last), None)
    return s.tokens[last - 1].letter == "S" and (figure is None or figure.kind != "money")


def _taken(
    known: Values,
    frame: Frame,
    match: regex.Match[str],
    groups: Groups,
    left: int,
    s: Sentence,
    firm: bool,
) -> Values:
    """What a frame read."""
    new = Values(
        item=(),
        action=known.get("action", ()),
        actor=(),
        rules=(*known.get("rules", ()), frame.id),
        yields=frame.yields,
    )
    if frame.traits:
        new["traits"] = known.get("traits", frame.traits) | frame.traits
    if groups.get("item"):
        first = left + match.start("item")
        begins = max(left, left + match.end("act")) if groups.get("act") else left
        while first > begins and s.tokens[first - 1].sense.negates:
            first -= 1  # 未|定级医院; after the verb: 关闭|违规|网吧
        new.update(_item(first, left + match.end("item"), firm, s))
    if groups.get("basis"):
        new["basis"] = s.span(left + match.start("basis"), left + match.end("basis"))
    if groups.get("act"):
        new["action"] = s.verbs(left + match.start("act"), left + match.end("act"))
        if groups.get("act2"):
            new["action"] += s.verbs(left + match.start("act2"), left + match.end("act2"))
    actor = "owner" if groups.get("owner") else "actor"  # 全市现有|各级|各类学校
    if groups.get(actor):
        new["actor"] = s.trimmed(left + match.start(actor), left + match.end(actor))
    if new["actor"] and new["item"] and new.get("statistic"):
        new.update(_kind_of_body(new, s))
    if new["actor"] and groups.get("act") and s.only(new["actor"], "w"):
        new["actor"] = ()  # 抽查新建农田46万亩: a verb is nobody
    if groups.get("act") and new["item"]:
        role, verb = known.get("role", "level"), s.tokens[left + match.start("act")]
        served = "target" in groups  # 为群众减轻负担6000万元 is no change of the 负担
        if verb.letter in s.kinds.change and not served:  # 减少贫困人口1000万: the verb says the change
            new["role"] = "change" if role == "level" else role
            new["direction"] = known.get("direction") or verb.sense.direction
            new["action"] = ()
            new["relational"] = new["relational"] and frame in s.frames.statistic
            new["verb"] = known.get("verb") or ((verb.start, verb.end),)
        else:
            new.update(_adding(new, role, verb, match))
    return new


def _kind_of_body(new: Values, s: Sentence) -> Values:
    """全国|中医类医疗卫生机构诊疗人次: a kind of bodies is no body, and says what the statistic is of."""
    start, end = new["actor"][0]
    inside = within(s.tokens, start, end)
    kind = next((k for k, token in enumerate(inside) if token.sense.generic), None)
    first = next((k for k, token in enumerate(inside) if token.letter not in s.kinds.body), None)
    if kind is None or not first or len(new["actor"]) != 1:
        return Values()
    split = inside[first].start
    return Values(item=((split, new["item"][-1][1]),), actor=((start, inside[first - 1].end),))


def _item(first: int, last: int, firm: bool, s: Sentence) -> Values:
    """What is counted, from one token to another, and what kind of words say it."""
    opens, closes = s.tokens[first], s.tokens[last - 1]
    item = _without_adverb(s.trimmed(first, last), s, last - 1)
    alone = opens is closes
    new = Values(
        item=item,
        statistic=closes.letter in s.kinds.statistic,
        relational=alone and opens.sense.relational,
        qualifier=alone and opens.sense.qualifier,
    )
    if firm and (opens.sense.pivot or _fulfils(opens)) and not alone:
        new["item"] = ((opens.end, item[-1][1]),)  # 推动林下经济面积达…
        new["action"] = ((opens.start, opens.end),)
    return new


def _fulfils(word: Token) -> bool:
    """完成业务总量106亿元: a verb that says little without its object is no part of a statistic's name."""
    return word.letter == "V" and word.sense.light


def _by_means(tokens: list[Token], item: int) -> bool:
    """Whether a noun phrase is the means: 通过新媒体发布."""
    return any(t.letter == "P" and t.sense.light for t in tokens[max(0, item - 1) : item + 1])


def _without_adverb(spans: tuple[Span, ...], s: Sentence, last: int) -> tuple[Span, ...]:
    """地方财政共收入74亿元: 共 is said of the amount."""
    if not spans:
        return spans
    tokens = s.tokens
    begins, adverb = spans[0][0], tokens[last - 1]
    sums = adverb.letter == "d" and adverb.sense.light
    if tokens[last].letter not in s.kinds.amount or not sums or adverb.start <= begins:
        return spans
    return ((begins, adverb.start), (tokens[last].start, spans[-1][1]))


def _adding(new: Values, role: Role, verb: Token, match: regex.Match[str]) -> Values:
    """里程新增1700公里 is a change; 可再生能源新增装机 is one statistic."""
    if verb.sense.direction is None or verb.sense.letter != "V":
        return {}
    length = match.end("act") - match.start("act")
    if length == 2 and match.start("item") == match.end("act"):
        whole = new["action"][0]  # 新增入驻企业: the second verb describes what is added
        return {"action": ((whole[0], verb.end),), "item": ((verb.end, new["item"][-1][1]),)}
    if length != 1:
        return {}
    if match.start("item") < match.start("act"):
        return {"role": "change", "direction": verb.sense.direction} if role == "level" else {}
    named = (new["relational"] and new["statistic"]) or match["item"] == "w"
    if new["actor"] and "A" not in (match["actor"] or "A") and named:
        item = ((new["actor"][0][0], new["item"][-1][1]),)
        return {"item": item, "actor": (), "action": (), "statistic": True, "relational": False}
    return {}


def negated(one: Draft, s: Sentence) -> Draft:
    """尚未审结, 未按规定上缴: what was not done is no action without its negation."""
    tokens = s.tokens
    start, end = one.action[0]
    verb = next((j for j in range(one.left, len(tokens)) if tokens[j].start >= start), len(tokens))
    ahead = "".join("!" if t.sense.negates else t.letter for t in tokens[one.left : verb])
    if match := s.frames.undone.match(ahead):
        return one.with_(action=((tokens[one.left + match.start("undone")].start, end), *one.action[1:]))
    return one


def rival(one: Draft, s: Sentence) -> tuple[str, Span] | None:
    """The frame that would have read the words before a figure, had the one that did been absent."""
    head = s.letters[one.left : one.head_end]
    tried = s.frames.named if one.firm else s.frames.before
    matched = list(tried.matches(head))
    if len(matched) < 2:
        return None
    frame, match = matched[1]
    name = next((name for name in ("item", "act") if match.groupdict().get(name)), None)
    if name is None:  # one that reads neither
        return None
    span = s.span(one.left + match.start(name), one.left + match.end(name))
    return (frame.id, span) if span else None

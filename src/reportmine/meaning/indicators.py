"""One sentence with its quantities to drafts: item, action, actor, role, direction, basis and whole.

Each word becomes a letter (words.toml), so that a clause is a short string and a frame (frames.toml) a
regular expression over it. A draft says only what stands at the figure itself; what a reader carries over
from the words before is filled in by `resolve`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import regex

from ..figures.quantities import Quantity
from ..language.lettering import BREAKS, Span, Token, clause_start, first_word, spell, within
from ..records import Direction, Role
from ..rules.expressions import compiled
from ..rules.rule import Rule, RuleSet
from ..rules.shapes import PARTS

Match = re.Match[str] | regex.Match[str]

LONGEST_CLAUSE = 20  # characters
_OBJECT = frozenset("NVvwSMuALacE")  # what a light verb may take
# over the letters before a figure
_MEANS = re.compile(
    r"[,cdtIab|l]*(P)(?:[NALwvSMcu,ak]*[NALwS])(?=[dtab]*[Vvw][NSALwMuka]*$)"
)  # 以调解方式|结案
_VERB_PHRASE = re.compile(r"[,cdtaIAL]*[VvUD][VvwUDda]*[NSALwaM](?=[NSALwaMukVvw,cd]*$)")  # 开展评审
_CLAUSE = re.compile(r"[A-Za-z,]*[VvwE][A-Za-z,]*u$")  # 对经济有重大意义的
_NEGATED = re.compile(r"![dta]*(?:P[NALSwvdk]{1,4}[dta]*)?$")  # 未按规定
# over the letters after one
_SPENT = re.compile(r"(?:u?S)?[,dt]*(?=[VvwH])")  # 用五年的时间解决, 连续五年开展
_COUNTED = re.compile(r"[NALa]*[NAL](?=u)")  # 人口|的发展中大国
_DOES = re.compile(r"[Vv][NVvwSMuALac]*$")  # 投向民生
_OWNER = re.compile(r"u[NSALwMka]*[NSALwM]")  # 总投资41亿元|的项目


@dataclass(slots=True)
class Draft:
    """What is known of a quantity so far. Spans are pieces of the text, in reading order."""

    quantity: Quantity
    at: int  # index of its token
    left: int  # index of the first token of its own stretch
    head_end: int = 0  # index after the last token of the head, before the words of role
    yields: bool = False  # its item gives way to a noun after the figure
    reach: int = 0  # index after the last token that was read for it
    item: tuple[Span, ...] = ()
    action: tuple[Span, ...] = ()
    actor: tuple[Span, ...] = ()
    whole: Span | None = None
    basis: Span | None = None
    role: Role = "level"
    direction: Direction | None = None
    relational: bool = False  # the item is a bare 总量, 采纳率: it needs an owner
    qualifier: bool = False  # the item is a bare 一审, 省级: it stands for the noun said before
    statistic: bool = False  # the item ends in a statistic
    joined: str = ""  # how it hangs on the figure before it: "," 、  "c" 和  "I" 其中  ";" a comma
    bare: bool = False  # no words of its own before the figure
    stands: bool = False  # a verb of level stands before it
    firm: bool = False  # what stands before it is a noun phrase, not an action
    after: bool = False  # the item was read after the figure
    verb: tuple[Span, ...] = ()  # the verb of change
    paired: bool = False  # 分别 gave it what it counts
    rules: list[str] = field(default_factory=list)
    traits: set[str] = field(default_factory=set)  # of the frames that read it
    flags: list[str] = field(default_factory=list)

    def fire(self, frame: Frame) -> None:
        """Note a frame that reads the figure."""
        self.rules.append(frame.id)
        self.traits.update(frame.rule.data.get("traits", ()))

    def pair(self) -> None:
        """Note that 分别 gave the figure what it counts."""
        self.paired = True
        self.rules.append("resolve.respectively")


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame ready to match."""

    id: str
    pattern: regex.Pattern[str]
    role: Role | None
    rule: Rule

    def match(self, letters: str) -> Match | None:
        if not self.rule.user:
            return self.pattern.match(letters)
        if self.rule.late:
            return None
        try:
            return self.pattern.match(letters, timeout=self.rule.timeout)
        except TimeoutError:
            self.rule.stop()
            return None


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a rule set by part."""

    rank: tuple[Frame, ...]
    signed: tuple[Frame, ...]
    share: tuple[Frame, ...]
    percent: tuple[Frame, ...]
    fraction: tuple[Frame, ...]
    role: tuple[Frame, ...]
    statistic: tuple[Frame, ...]
    before: tuple[Frame, ...]
    after: tuple[Frame, ...]
    pivot: tuple[Frame, ...]
    free: tuple[Frame, ...]
    count: tuple[Frame, ...]
    for_whom: tuple[Frame, ...]
    times: tuple[Frame, ...]
    people: tuple[Frame, ...]
    persons: frozenset[str]  # units of people
    bodies: frozenset[str]  # units of bodies
    turns: tuple[str, ...]  # how units of how often end


def frames(rules: RuleSet) -> Frames:
    """The compiled frames of a rule set."""
    return rules.once("frames", _frames)


def _frames(rules: RuleSet) -> Frames:
    parts: dict[str, list[Frame]] = {part: [] for part in PARTS}
    for rule in rules.stage("frames"):
        if rule.data["part"] != "macros":
            text = rules.spelled(rule)
            frame = Frame(rule.id, compiled(text), rule.data.get("role"), rule)
            parts[rule.data["part"]].append(frame)
    counted = {
        key: [word for rule in rules.stage("units") for word in rule.data.get(key, ())]
        for key in ("persons", "bodies", "turns")
    }
    return Frames(
        **{PARTS[k]: tuple(v) for k, v in parts.items()},
        persons=frozenset(counted["persons"]),
        bodies=frozenset(counted["bodies"]),
        turns=tuple(counted["turns"]),
    )


def draft(tokens: list[Token], frames: Frames, text: str) -> list[Draft]:
    """A draft for each figure of a sentence, from the words at the figure."""
    letters = spell(tokens)
    drafts: list[Draft] = []
    for i, token in enumerate(tokens):
        if token.quantity is None:
            continue
        left = clause_start(letters, i)
        right = i + 1
        while right < len(tokens) and letters[right] not in BREAKS:
            right += 1
        before = drafts[-1] if drafts else None
        joined = ""
        if left and letters[left - 1] == "Q" and before is not None:
            if left < i and letters[i - 1] in ",c" and not (letters[left] in ",c" and left < i - 1):
                left, joined = i, letters[i - 1]  # the words between belong to the figure before
            else:
                left = max(left, min(before.reach, i))
                comma = letters.find(",", left, i)
                if comma > left and set(letters[left:comma]) <= set("NSALwMkau"):
                    left = comma  # 1.4万亿斤新台阶、亩产…: the noun after the figure before is its own
                joined = letters[left] if left < i and letters[left] in ",c" else "Q"
                if letters[i - 1] == "Q":
                    joined = ","  # 5批次19组: two figures of one thing
        elif left and letters[left - 1] == ";":
            joined = ";"
        left = _past_aside(tokens, letters, _own_clause(letters, left, i), i)
        one = Draft(token.quantity, i, left)
        one.joined = "I" if "I" in letters[left:i] else joined
        _read(one, before, tokens, letters, left, i, right, frames, text)
        drafts.append(one)
    return drafts


def _past_aside(tokens: list[Token], letters: str, left: int, at: int) -> int:
    """Where a clause goes on after an aside in it: 剔除一次性因素后|增长3.9%."""
    first = left
    while first < at and letters[first] in ",cdI":
        first += 1
    if first == at or not tokens[first].sense.aside or letters[first] not in "Vv":
        return left
    after = letters.rfind("t", first, at)
    return after + 1 if after >= 0 and not {"N", "S", "w"} & set(letters[after + 1 : at]) else left


def _own_clause(letters: str, left: int, at: int) -> int:
    """Where the last of several listed verb phrases begins: 开展评审、压减资金42.6亿元."""
    comma = letters.rfind(",", left, at)
    if comma < 0 or not _VERB_PHRASE.match(letters, left, comma):
        return left
    return comma if _VERB_PHRASE.match(letters, comma + 1, at) else left


def _read(
    one: Draft,
    before: Draft | None,
    tokens: list[Token],
    letters: str,
    left: int,
    at: int,
    right: int,
    frames: Frames,
    text: str,
) -> None:
    quantity = one.quantity
    one.head_end, named = _read_role(one, tokens, letters, left, letters[left:right], frames)
    one.firm = one.role != "level" or one.stands or quantity.kind in ("percent", "ratio", "rank")
    if quantity.outer_start < quantity.start and quantity.relation in "><":
        one.stands = True  # 突破, 超过
    if one.role == "from":
        one.direction = _later_direction(tokens, letters, at)
    head = letters[left : one.head_end]
    one.bare = not head.strip(",cdtIa|blPWF")
    listed_acts = (
        head.endswith("k") and head.lstrip(",cdtIabl|")[:1] != "V" and "V" in letters[at + 1 : right]
    )
    if not listed_acts:  # A、B等6项制度出台
        _read_before(one, tokens, letters, left, one.head_end, frames, text)
    if named is not None:
        one.item += (named,)
        one.statistic = True
    if at + 1 < right and _looks_after(one, letters):
        _read_after(one, before, tokens, letters, at, right, frames)
    if one.actor and not one.item and not one.action:
        _counted_bodies(one, tokens, frames)
    if one.action:
        _negate(one, tokens)


def _read_role(
    one: Draft, tokens: list[Token], letters: str, left: int, stretch: str, frames: Frames
) -> tuple[int, Span | None]:
    """What the clause says of the role; the end of what is left of it, and a statistic after the figure."""
    for frame in _role_frames(one.quantity, frames):
        match = frame.match(stretch)
        if match is None:
            continue
        groups = match.groupdict()
        if groups.get("ratio") and not tokens[left + match.start("ratio")].sense.share:
            continue
        one.role = frame.role or "level"
        one.fire(frame)
        if groups.get("verb") is not None:
            verb = tokens[left + match.start("verb")]
            one.verb = ((verb.start, verb.end),)
            if one.role != "level":
                one.direction = verb.sense.direction  # type: ignore[assignment]
        found = {
            name: _span(tokens, left + match.start(name), left + match.end(name))
            for name in ("basis", "whole", "named")
            if groups.get(name)
        }
        one.basis, one.whole = found.get("basis", one.basis), found.get("whole", one.whole)
        if groups.get("do") and letters[left + match.start("do")] == "V":
            one.action = _verbs(tokens, left + match.start("do"), left + match.end("do"))
        one.stands = bool(groups.get("stands")) and not {"E", "W"}.isdisjoint(groups["stands"])
        head_end = left + (match.end("head") if groups.get("head") is not None else 0)
        return head_end, found.get("named")
    return one.at, None


def _role_frames(quantity: Quantity, frames: Frames) -> tuple[Frame, ...]:
    """The frames of role that fit a quantity, in the order in which they are tried."""
    if quantity.kind == "rank":
        return frames.rank + frames.role
    if quantity.kind not in ("percent", "ratio"):
        return frames.share + frames.role
    kinds = frames.share + frames.percent + frames.role
    if quantity.kind == "ratio":
        kinds = frames.fraction + kinds
    return frames.signed + kinds if quantity.signed else kinds


def _for_whom(one: Draft, before: Draft | None, letters: str, at: int) -> bool:
    """为108个园区、6349家企业提供…: whether 为 or 对 stands before the figure, or before its list."""
    if at and letters[at - 1] in "PW":
        return True
    if at and letters[at - 1] == "c" and letters[at - 2 : at - 1] in ("", ";", "d", "t"):
        return one.joined not in (",", "c")  # 与41个自贸区建立伙伴关系
    listed = before is not None and one.joined in (",", "c") and letters[at - 1] in ",c"
    return listed and before is not None and before.at > 0 and letters[before.at - 1] in "PW"


def _looks_after(one: Draft, letters: str) -> bool:
    """Whether what is counted may stand after the figure."""
    if one.quantity.kind == "percent":
        covered = one.yields  # 助餐点覆盖九成以上社区
        reached = bool(one.action) and not one.item  # 覆盖95%以上行政村
        does = (
            not one.stands and letters[one.at + 1] in "Vv" and letters[one.at - 1 : one.at] != "P"
        )  # 支出八成以上投向民生
        return one.role == "level" and (covered or reached or does or (one.bare and not one.item))
    return one.role in ("level", "change") and one.quantity.kind != "rank"


def _later_direction(tokens: list[Token], letters: str, at: int) -> Direction | None:
    for j in range(at + 1, min(len(tokens), at + 8)):
        if letters[j] in ";()":
            break
        if letters[j] in "XUD":
            return tokens[j].sense.direction  # type: ignore[return-value]
    return None


def _read_before(
    one: Draft, tokens: list[Token], letters: str, left: int, end: int, frames: Frames, text: str
) -> None:
    means = _MEANS.match(letters, left, end)
    if means is not None and tokens[means.start(1)].sense.light:
        left = means.end()  # 以调解方式结案: how it was done
    head = letters[left:end]
    if not head.strip(",cdtIabkl|"):
        return
    last = next((t for t in reversed(tokens[left:end]) if t.letter not in "dtab|"), None)
    over = one.stands and last is not None and last.letter == "S" and head.lstrip(",cdtIabkl|")[:1] == "w"
    one.firm = one.firm or over or (last is not None and last.sense.pure)
    candidates = (frames.statistic + frames.before) if one.firm else frames.before
    if head.endswith("k") and head.lstrip(",cdtIabl|")[:1] not in "Vvw":
        return  # A、B等6项政策: the list before the figure gives examples only
    for frame in candidates:
        match = frame.match(head)
        if match is None:
            continue
        groups = match.groupdict()
        if (
            frame.rule.data.get("yields")
            and groups.get("item")
            and _by_means(tokens, left + match.start("item"))
        ):
            continue
        if groups.get("pivot") and not tokens[left + match.start("pivot")].sense.pivot:
            continue
        if groups.get("act") == "H" and not tokens[left + match.start("act")].sense.light:
            continue  # 被, 受: what follows did it
        if groups.get("item"):
            one.item = _trimmed(tokens, left + match.start("item"), left + match.end("item"))
            last = tokens[left + match.end("item") - 1]
            one.item = _without_adverb(one.item, tokens, left + match.end("item") - 1)
            one.statistic = last.letter in "SG"
            first = tokens[left + match.start("item")]
            if one.firm and first.sense.pivot and first is not last:
                one.item = ((first.end, one.item[-1][1]),)  # 推动林下经济面积达…
                one.action = ((first.start, first.end),)
            one.relational = first is last and first.sense.relational
            one.qualifier = first is last and first.sense.qualifier
        if groups.get("basis"):
            one.basis = _span(tokens, left + match.start("basis"), left + match.end("basis"))
        if groups.get("act"):
            one.action = _verbs(tokens, left + match.start("act"), left + match.end("act"))
            if groups.get("act2"):
                one.action += _verbs(tokens, left + match.start("act2"), left + match.end("act2"))
        if groups.get("actor"):
            one.actor = _trimmed(tokens, left + match.start("actor"), left + match.end("actor"))
        elif groups.get("owner"):
            one.actor = _trimmed(tokens, left + match.start("owner"), left + match.end("owner"))
        if one.actor and _only(tokens, one.actor, "w") and groups.get("act"):
            one.actor = ()  # 抽查新建农田46万亩: a verb is nobody
        one.fire(frame)
        one.yields = bool(frame.rule.data.get("yields"))
        if groups.get("act") and one.item:
            verb = tokens[left + match.start("act")]
            if verb.letter in "UD" and "target" not in groups:  # 减少贫困人口1000万: the verb says the change
                one.role = "change" if one.role == "level" else one.role
                one.direction, one.action = one.direction or verb.sense.direction, ()  # type: ignore[assignment]
                one.relational = one.relational and frame in frames.statistic
                one.verb = one.verb or ((verb.start, verb.end),)
            else:
                _adding(one, verb, match)
        return


def _by_means(tokens: list[Token], item: int) -> bool:
    """Whether a noun phrase is the means: 通过新媒体发布."""
    return any(t.letter == "P" and t.sense.light for t in tokens[max(0, item - 1) : item + 1])


def _without_adverb(spans: tuple[Span, ...], tokens: list[Token], last: int) -> tuple[Span, ...]:
    """地方财政共收入74亿元: 共 is said of the amount."""
    if not spans:
        return spans
    begins, adverb = spans[0][0], tokens[last - 1]
    sums = adverb.letter == "d" and adverb.sense.light
    if tokens[last].letter not in "Sw" or not sums or adverb.start <= begins:
        return spans
    return ((begins, adverb.start), (tokens[last].start, spans[-1][1]))


def rival(one: Draft, tokens: list[Token], frames: Frames) -> tuple[str, Span] | None:
    """The frame that would have read the words before a figure, had the one that did been absent."""
    head = spell(tokens)[one.left : one.head_end]
    tried = list(frames.statistic + frames.before if one.firm else frames.before)
    matched = [(f, m) for f in tried if (m := f.match(head)) is not None]
    if len(matched) < 2:
        return None
    frame, match = matched[1]
    name = "item" if match.groupdict().get("item") else "act"
    span = _span(tokens, one.left + match.start(name), one.left + match.end(name))
    return (frame.id, span) if span else None


def _adding(one: Draft, verb: Token, match: Match) -> None:
    """里程新增1700公里 is a change; 可再生能源新增装机 is one statistic."""
    if verb.sense.direction is None or verb.sense.letter != "V":
        return
    if match.end("act") - match.start("act") == 2 and match.start("item") == match.end("act"):
        whole = one.action[0]  # 新增入驻企业: the second verb describes what is added
        one.action = ((whole[0], verb.end),)
        one.item = ((verb.end, one.item[-1][1]),)
        return
    if match.end("act") - match.start("act") != 1:
        return
    if match.start("item") < match.start("act"):
        if one.role == "level":
            one.role, one.direction = "change", verb.sense.direction  # type: ignore[assignment]
    elif (
        one.actor
        and one.item
        and "A" not in (match["actor"] or "A")
        and ((one.relational and one.statistic) or match["item"] == "w")
    ):
        one.item, one.actor, one.action = ((one.actor[0][0], one.item[-1][1]),), (), ()
        one.statistic, one.relational = True, False


def _read_after(
    one: Draft, before: Draft | None, tokens: list[Token], letters: str, at: int, right: int, frames: Frames
) -> None:
    tail = letters[at + 1 : right]
    following = letters[right] if right < len(letters) else ";"
    listed = following == "Q" and "," in tail[:-1]
    if listed:
        tail = tail[: tail.rindex(",", 0, len(tail) - 1)]  # what follows 、 is of the next figure
    tail = tail.rstrip("l")  # 1486个问题中
    if not tail:
        return
    if one.quantity.kind == "count" and one.quantity.unit is None and (counted := _COUNTED.match(tail)):
        tail = tail[: counted.end()]  # 13亿多人口的发展中大国
    parts = _parts_after(one, before, tokens, letters, tail, frames)
    if parts is None:
        return
    base = at + 1  # where the tail begins
    if parts is frames.times and (spent := _spent(one, letters, tail)):
        base, tail = base + spent, tail[spent:]
    share = one.quantity.kind in ("percent", "ratio") and one.role == "level"
    does = share and letters[at - 1 : at] != "P" and bool(_DOES.match(tail))
    apart = parts is frames.times or parts is frames.people
    if does:
        parts = frames.for_whom  # 财政支出八成以上投向民生
    elif not apart and _goes_on(one, tail):
        return
    if tail[0] == "u" and one.relational and (owned := _OWNER.match(tail)):
        owner = _trimmed(tokens, at + 2, at + 1 + owned.end())  # 组建总规模1000亿元的基金
        one.item, one.relational = owner + one.item, False
        return
    if _of_next(one, letters, tail, following, listed) or _complete(one, tail, does, parts is frames.times):
        return
    for frame in parts:
        match = frame.match(tail)
        if match is not None:
            _take_after(one, frame, match, tokens, letters, (base, right), tail, parts, frames)
            return


def _goes_on(one: Draft, tail: str) -> bool:
    """Whether the words after a figure are of the clause that goes on, and name nothing that is counted."""
    if tail[0] not in ",cdbEXUDTFBZPHtI|V":
        return False
    own = (one.bare and tail[0] in "dtHPEV") or (tail[0] == "d" and one.action and not one.item)
    return not own


def _of_next(one: Draft, letters: str, tail: str, following: str, listed: bool) -> bool:
    """Whether the words between two figures are of the next one."""
    examples = one.at and letters[one.at - 1] in "ku"
    done_by = one.actor and not one.item and not one.action
    if following != "Q" or tail[-1] in ",cu" or one.bare or done_by or examples or listed:
        return False
    return "," not in tail and "V" not in tail


def _complete(one: Draft, tail: str, does: bool, times: bool) -> bool:
    """Whether what stands before a figure says already what is counted."""
    covered = one.quantity.kind == "percent" and bool(one.item)
    if tail[0] in "udtab" and one.item and not covered and not (tail[0] == "a" and one.yields):
        return True
    if one.stands and one.quantity.kind == "money" and not one.action:
        return True  # 总量迈上5万亿两个台阶
    if not one.item:
        return False
    if one.action:
        return tail[0] == "v"
    fixed = not times and one.quantity.kind in ("money", "measure", "ratio", "duration")
    return not does and (one.statistic or fixed)


def _take_after(
    one: Draft,
    frame: Frame,
    match: Match,
    tokens: list[Token],
    letters: str,
    place: tuple[int, int],
    tail: str,
    parts: tuple[Frame, ...],
    frames: Frames,
) -> None:
    """What a frame read after a figure; `place`: from the word where it read to the end of the stretch."""
    base, right = place
    following = letters[right] if right < len(letters) else ";"
    groups = match.groupdict()
    item: tuple[Span, ...] = ()
    if groups.get("item"):
        item = _trimmed(tokens, base + match.start("item"), base + match.end("item"))
    one.fire(frame)
    if parts is frames.times and one.item and item and not one.action:
        listed_on = letters.find(",", base, base + match.end("item"))  # what follows 、 is said apart
        end = listed_on if listed_on >= 0 else base + match.end("item")
        told = _trimmed(tokens, base + match.start("item"), end)
        one.action = _joined(_verbs(tokens, base + match.start("act"), base + match.end("act")) + told)
        return  # 医院考核连续两年进入A+等级
    if item:
        _take_item(one, item, tokens, letters)
        if frame in frames.count and one.role == "change" and one.at and letters[one.at - 1] in "UD":
            _improved(one, tokens, letters, base + match.end("item"), right)
        one.after, one.relational, one.reach = True, False, base + match.end("item")
    done = "act" if groups.get("act") else "act2"
    verb_ends = base + match.end(done) if groups.get(done) else 0
    passing = frame in frames.free and frame not in frames.for_whom
    if verb_ends == right and following == "Q" and item and passing:
        return  # 1123个问题已完成整改1098个: the verb is of the next figure
    if parts is frames.people and not item:  # 1600万人进城落户: what they did is what is counted
        one.item = _trimmed(tokens, base + match.start("act"), base + match.end("act"))
        one.after = True
    elif groups.get(done) and not one.action:
        end = match.end(done)
        alone = parts not in (frames.people, frames.times) and following != "Q"
        last = tokens[base + end - 1]
        light = last.sense.light and last.letter == "V"
        if item and alone and light and set(tail[end:]) <= _OBJECT:
            end = len(tail)
        one.action = _verbs(tokens, base + match.start(done), base + end)
    if groups.get("actor"):
        one.actor = _trimmed(tokens, base + match.start("actor"), base + match.end("actor"))


def _take_item(one: Draft, item: tuple[Span, ...], tokens: list[Token], letters: str) -> None:
    """A noun after the figure, beside what was read before it."""
    examples = one.at and letters[one.at - 1] in "ku"
    if one.item and one.yields:  # 行动吸纳110万名毕业生: the noun before the verb acts
        led = first_word(one.item, tokens)
        doer = one.item if led is None or led.letter not in "wVv" else ()
        one.actor = one.actor or doer
        one.item = item
    elif one.item and one.action and _only(tokens, one.item, "w"):
        one.action, one.item = _joined(one.action + one.item), item  # 改造建设300个中心
    elif one.item and one.action:
        ended = any(letters[j] == "k" for j in range(one.left, one.at) if tokens[j].end == one.item[-1][1])
        one.item = item if ended else one.item + item
    else:
        if one.item and not one.actor and not examples:
            one.actor = one.item
        clause = () if one.action or one.item else _modifier(tokens, letters, one.left, one.at)
        one.item = clause + item


def _improved(one: Draft, tokens: list[Token], letters: str, end: int, right: int) -> None:
    """提升40所高中办学能力: the verb of change and what it changes are the action on those counted."""
    first = end
    while end < right and letters[end] == "S":
        end += 1
    verb = tokens[one.at - 1]
    one.action = ((verb.start, verb.end), (tokens[first].start, tokens[end - 1].end))
    one.role, one.direction = "level", None


def _parts_after(
    one: Draft, before: Draft | None, tokens: list[Token], letters: str, tail: str, frames: Frames
) -> tuple[Frame, ...] | None:
    """The frames to try on the words after a figure; None where nothing after it is its own."""
    at = one.at
    if one.quantity.kind == "duration" and letters[at - 1 : at] in ("P", "E"):
        if tail.rstrip(",") in ("S", "uS"):
            return None  # 用五年时间
        if _spent(one, letters, tail) is not None:
            return frames.times
    elif one.bare and tail[0] in "VvwU" and one.quantity.unit in frames.persons:
        return frames.people
    elif one.bare and tail[0] in "VvUDw" and (one.quantity.unit or "").endswith(frames.turns):
        return frames.times
    elif _for_whom(one, before, letters, at) and (one.bare or not one.item):
        return frames.for_whom + frames.free
    elif one.action:
        pivot = bool(at) and tokens[at - 1].sense.pivot
        if pivot and one.quantity.unit in frames.persons and not one.item and tail[0] in "Vv":
            one.action = ()  # 组织1546人参加考试: what they did is what counts
            return frames.people
        return frames.pivot + frames.after if pivot else frames.after
    elif one.joined in (",", "c") and one.bare and before is not None and before.action:
        asked = first_word(before.action, tokens)
        if asked is not None and asked.sense.pivot:
            return frames.pivot + frames.after  # 支持3个保种场、2个育种场开展工作
        return frames.free if {"V", "H"} & set(tail) else frames.after
    return frames.count + frames.free if one.quantity.kind == "count" else frames.free


def _spent(one: Draft, letters: str, tail: str) -> int | None:
    """Length of the words after a time that was spent, before what was done in it: 用五年|的时间|解决."""
    if one.quantity.kind != "duration":
        return None
    spent = _SPENT.match(tail)
    by_means = letters[one.at - 1 : one.at] == "P"
    return spent.end() if spent and (by_means or "S" not in tail[: spent.end()]) else None


def _modifier(tokens: list[Token], letters: str, left: int, at: int) -> tuple[Span, ...]:
    """对经济有重大意义的300个企业: the clause before 的 says which are counted."""
    if letters[at - 1 : at] != "u":
        return ()
    first = left
    while first < at and letters[first] in "dtabcI,":
        first += 1
    if not _CLAUSE.match(letters, first, at) or tokens[at - 1].end - tokens[first].start > LONGEST_CLAUSE:
        return ()
    return ((tokens[first].start, tokens[at - 1].end),)


def _only(tokens: list[Token], spans: tuple[Span, ...], letters: str) -> bool:
    """Whether a piece of the text is made of words of these letters alone."""
    inside = [t.letter for t in within(tokens, spans[0][0], spans[-1][1])]
    return bool(inside) and set(inside) <= set(letters)


def _joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Pieces that touch made one."""
    out: list[Span] = []
    for start, end in spans:
        if out and out[-1][1] == start:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def _span(tokens: list[Token], first: int, last: int) -> Span | None:
    """The text from token `first` up to token `last` (excluded), without loose ends."""
    while first < last and tokens[first].letter in ",cI;ku":
        first += 1
    while last > first and tokens[last - 1].letter in ",cu;":
        last -= 1
    return (tokens[first].start, tokens[last - 1].end) if first < last else None


def _trimmed(tokens: list[Token], first: int, last: int) -> tuple[Span, ...]:
    while first < last and tokens[first].letter in ",cIdtubk|l" and not tokens[first].sense.negates:
        first += 1
    while last > first and tokens[last - 1].letter in ",cudtab|El":
        last -= 1
    return ((tokens[first].start, tokens[last - 1].end),) if first < last else ()


def _counted_bodies(one: Draft, tokens: list[Token], frames: Frames) -> None:
    """中职学校由71所增加到80所: bodies that stand before their own number are what is counted."""
    last = next((t for t in reversed(tokens[: one.at]) if t.end == one.actor[-1][1]), None)
    if last is None or last.letter != "A" or last.sense.whole or one.quantity.unit not in frames.bodies:
        return
    start = one.actor[0][0]
    one.item = ((last.start, last.end),)
    one.actor = ((start, last.start),) if start < last.start and len(one.actor) == 1 else ()


def _negate(one: Draft, tokens: list[Token]) -> None:
    """尚未审结, 未按规定上缴: what was not done is no action without its negation."""
    start, end = one.action[0]
    verb = next((j for j in range(one.left, len(tokens)) if tokens[j].start >= start), len(tokens))
    ahead = "".join("!" if t.sense.negates else t.letter for t in tokens[one.left : verb])
    if match := _NEGATED.search(ahead):
        one.action = ((tokens[one.left + match.start()].start, end), *one.action[1:])


def _verbs(tokens: list[Token], first: int, last: int) -> tuple[Span, ...]:
    """The verbs of an action without the adverbs between them."""
    said = [t for k, t in enumerate(tokens[first:last]) if not k or t.letter not in "dtb"]
    return _joined(tuple((t.start, t.end) for t in said))

"""The words after a figure: what is counted, what was done with it, who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..language.lettering import Span, first_word, last_word, places, within
from ..language.token import LIST, Token
from ..rules.classes import has, only
from .doers import done_by, past_times
from .frames import Clause, Frame
from .reading import Draft, Values
from .sentence import Sentence, joined
from .taken import disposal, takes
from .those import of_those

if TYPE_CHECKING:
    import regex

LONGEST_CLAUSE = 20  # characters


def looks_after(one: Draft, s: Sentence) -> bool:
    """Whether what is counted may stand after the figure."""
    letters = s.letters
    if one.quantity.kind == "percent":
        covered = one.yields  # 助餐点覆盖九成以上社区
        reached = bool(one.action) and not one.item  # 覆盖95%以上行政村
        does = (
            not one.stands and letters[one.at + 1] in s.kinds.does and letters[one.at - 1 : one.at] != "P"
        )  # 支出八成以上投向民生
        of_those = letters[one.at + 1] == "u" and _of_region(one, s)  # 全市85%的行政村
        alone = not one.item and (one.bare or of_those)
        return one.role == "level" and (covered or reached or does or alone)
    return one.role in ("level", "change") and one.quantity.kind != "rank"


def read_after(one: Draft, before: Draft | None, right: int, s: Sentence) -> Draft:
    """A figure with what stands after it, up to `right`, where its stretch ends."""
    letters, at = s.letters, one.at
    tail, following, listed = _tail(at, right, s)
    if not tail:
        return one
    if (
        one.quantity.kind == "count"
        and one.quantity.unit is None
        and (counted := s.frames.counted.match(tail))
    ):
        tail = tail[: counted.end()]  # 13亿多人口的发展中大国
    parts, one = _parts_after(one, before, tail, s)
    if parts is None:
        return one
    counts = parts == s.frames.count + s.frames.free
    if (told := _by_clause(one, right, following, counts, s)) is not None:
        return told
    base = at + 1  # where the tail begins
    if parts is s.frames.times and (spent := _spent(one, tail, s)):
        base, tail = base + spent, tail[spent:]
    share = one.quantity.kind in ("percent", "ratio") and one.role == "level"
    does = share and letters[at - 1 : at] != "P" and bool(s.frames.does.match(tail))
    apart = parts is s.frames.times or parts is s.frames.people
    if does:
        parts = s.frames.for_whom  # 财政支出八成以上投向民生
    elif not apart and _goes_on(one, tail, s):
        return one
    if tail[0] == "u" and one.relational and (owned := s.frames.owner.match(tail)):
        owner = s.trimmed(at + 2, at + 1 + owned.end())  # 组建总规模1000亿元的基金
        return one.with_(item=owner + one.item, relational=False)
    if _of_next(one, s, tail, right, listed) or _complete(one, s, tail, does, parts is s.frames.times):
        return one
    for frame in _tried(one, parts, tail + following, s):
        match = frame.match(tail)
        if match is not None and not _by_grade(match, base, s) and _carried(match, base, s):
            return _take_after(one, frame, match, (base, right), tail, parts, s)
    return one


def _by_clause(one: Draft, right: int, following: str, counts: bool, s: Sentence) -> Draft | None:
    """A figure with what its whole clause tells of it; None where only words of it do."""
    first = one.at + 1
    closed = following != "Q" or s.letters[past_times(right, s) :][:1] != "Q"
    closed = closed or "done-to" in one.traits  # 对困难户38户发放救助金64万元
    if closed and (told := _said_after(one, (first, past_times(right, s)), s)):
        return one.with_(action=told)
    return done_by(one, first, right, s) if counts else None


def _tried(one: Draft, parts: tuple[Frame, ...], words: str, s: Sentence) -> tuple[Frame, ...]:
    """The frames to try: bodies are counted themselves where what is theirs, or was done, follows."""
    unit = one.quantity.unit
    held = unit in s.frames.actors and s.frames.holders.match(words)
    apart = {"clause"} if held else set()
    if unit not in s.frames.bodies:
        apart.add("bodies")
    return tuple(frame for frame in parts if not frame.traits & apart) if apart else parts


def _those(one: Draft, tail: str, s: Sentence) -> Draft | None:
    """向不符合条件的1284人发放补贴: with no noun after the number, the clause before 的 says who they are.

    What was done for or to them follows.
    """
    letters, at = s.letters, one.at
    first = s.opened(one.left, at)
    if one.quantity.unit not in s.frames.persons or letters[at - 1] != "u" or first + 1 >= at - 1:
        return None
    done = tail.lstrip(s.kinds.adverb)
    if letters[first] not in s.kinds.towards or not done or done[0] not in s.kinds.does:
        return None
    start = at + 1 + len(tail) - len(done)
    acts = s.trimmed(start, start + len(done))
    who = ((s.tokens[first + 1].start, s.tokens[at - 1].end),)
    if not acts:
        return None
    followed = (
        s.letters[start + len(done) : start + len(done) + 1] == "Q"
    )  # its words are the next figure's too
    reach = one.reach if followed else start + len(done)
    return one.with_(item=who, action=acts, actor=(), after=True, reach=reach)


def _tail(at: int, right: int, s: Sentence) -> tuple[str, str, bool]:
    """The words after a figure that may be its own, what follows them, and whether a list goes on there."""
    tail = s.letters[at + 1 : right]
    following = s.letters[right] if right < len(s.letters) else ";"
    comma = tail.rfind(",", 0, len(tail) - 1)
    manner = tail[comma - 1 : comma] in tuple(s.kinds.between_verbs)  # 5个部门无预算、超预算列支
    listed = following == "Q" and comma >= 0 and not manner
    if listed:
        tail = tail[:comma]  # what follows 、 is of the next figure
    elif following == "Q" and (own := _before_examples(tail, s)):
        tail, listed = own, True
    if following == "Q" and len(tail) > 1 and tail[-1] in s.kinds.towards:
        tail, following = tail[:-1], ";"  # 批准45户企业在81个项目中采煤: the preposition is of the next
    if following == "Q" and tail[-1:] in tuple(s.kinds.whither) and tail[-2:-1] in tuple(s.kinds.owned):
        tail, following = tail[:-1], ";"  # 选派38名教师到14所学校支教
    if following == "Q" and tail.endswith("lE") and s.tokens[right - 1].sense.having:
        tail, following = tail[:-2], ";"  # 被审计的56家单位中有9家
    named = tail.rstrip("a")
    if following == "Q" and named != tail and len(named) > 1 and named[-1] in LIST:
        tail = named[:-1]  # 12个部门及所属43家单位
    return tail.rstrip("l"), following, listed  # 1486个问题中


def _before_examples(tail: str, s: Sentence) -> str:
    """22轮强降水|和山竹等15个台风: what stands before 和 and the examples of what the next figure counts."""
    if not tail.endswith("k") or "c" not in tail[1:-2]:
        return ""
    own = tail[: tail.rindex("c", 0, len(tail) - 2)]
    return own if own[-1] in s.kinds.nominal else ""


def _goes_on(one: Draft, tail: str, s: Sentence) -> bool:
    """Whether the words after a figure are of the clause that goes on, and name nothing that is counted.

    What was done to a figure without a noun before it may have one with a clause: 建成12个|获得认证的实验室.
    """
    kinds = s.kinds
    done = one.quantity.unit and one.action and not one.item
    if done and s.tokens[one.at + 1].sense.predicative and tail[1:2] in tuple(kinds.may_act + kinds.towards):
        return True  # 剩余7个|正在推进
    if tail[0] not in kinds.goes_on or (one.action and not one.item and s.frames.relative.match(tail)):
        return False
    had = one.at > 0 and s.tokens[one.at - 1].sense.having  # 国营企业有1138户实行了承包
    own = ((one.bare or had) and tail[0] in kinds.goes_on_bare) or (
        tail[0] == "d" and one.action and not one.item
    )
    return not own


def _of_next(one: Draft, s: Sentence, tail: str, right: int, listed: bool) -> bool:
    """Whether the words between two figures are of the next one."""
    following = s.letters[right : right + 1]
    examples = one.at and s.letters[one.at - 1] in s.kinds.examples
    done_by = one.actor and not one.item and not one.action
    if following != "Q" or tail[-1] in s.kinds.unfinished or one.bare or done_by or examples or listed:
        return False
    nominal = "u" + s.kinds.nominal
    if (
        one.action
        and not one.item
        and only(tail, s.kinds.named)
        and s.letters[right + 1 : right + 2] in nominal
    ):
        return False  # 涉及12个部门136项事项: the next has a noun of its own
    return "," not in tail and "V" not in tail


def _complete(one: Draft, s: Sentence, tail: str, does: bool, times: bool) -> bool:
    """Whether what stands before a figure says already what is counted."""
    covered = one.quantity.kind == "percent" and bool(one.item)
    if tail[0] in s.kinds.complete and one.item and not covered and not (tail[0] == "a" and one.yields):
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
    match: regex.Match[str],
    place: tuple[int, int],
    tail: str,
    parts: tuple[Frame, ...],
    s: Sentence,
) -> Draft:
    """What a frame read after a figure; `place`: from the word where it read to the end of the stretch."""
    base, right = place
    groups = match.groupdict()
    item: tuple[Span, ...] = ()
    if groups.get("item"):
        item = _counted(one, base + match.start("item"), base + match.end("item"), right, s)
    new = one.read_by(frame)
    doer = bool(one.item) and s.only(one.item, s.kinds.body)  # 国务院两次召开会议
    if parts is s.frames.times and one.item and item and not one.action and not doer:
        new["action"] = _going_on(match, base, s)
        return one.with_(**new)  # 医院考核连续两年进入A+等级
    if item:
        new.update(_take_item(one, item, s))
        if (
            frame in s.frames.count
            and one.role == "change"
            and one.at
            and s.letters[one.at - 1] in s.kinds.change
        ):
            new.update(_improved(one, base + match.end("item"), right, s))
        read = base + match.end("item")
        while s.tokens[read - 1].end > item[-1][1]:
            read -= 1
        new |= Values(after=True, relational=False, reach=read)
    done = next((name for name in ("act", "act2") if groups.get(name)), "act3")
    ends = base + match.end(done) if groups.get(done) else 0
    followed = s.letters[right : right + 1] == "Q"
    last = past_times(right, s)
    if item and not ends and s.letters[last : last + 1] != "Q":
        new.update(_did(one, new, (read, last), s))
    passing = frame in s.frames.free and frame not in s.frames.for_whom
    if ends == right and followed and item and passing and not _acts_on(one, right, s):
        return one.with_(**new)  # 1123个问题已完成整改1098个: the verb is of the next figure
    if parts is s.frames.people and not item:  # 1600万人进城落户: what they did is what is counted
        new["item"] = s.trimmed(base + match.start("act"), base + match.end("act"))
        new["after"] = True
    elif groups.get(done) and not new.get("action", one.action):
        alone = parts not in (s.frames.people, s.frames.times) and not followed
        done_by = s.tokens[base + match.start(done) : ends]
        told = s.kinds.does + s.kinds.done
        light = any(verb.sense.light and verb.letter in told for verb in done_by)  # 实现稳岗就业
        light = light or (passing and _denied(base + match.start(done), s))
        new["action"] = s.verbs(base + match.start(done), ends)
        named = tail[match.end(done) :].rstrip("k")
        if item and alone and light and named and only(named, s.kinds.light_object):
            named_at = (s.tokens[ends].start, s.tokens[ends + len(named) - 1].end)
            new["action"] = joined((*new["action"], named_at))  # 实现|乡镇全覆盖
    if groups.get("actor"):
        new["actor"] = s.trimmed(base + match.start("actor"), base + match.end("actor"))
    return one.with_(**new)


def _said_after(one: Draft, after: tuple[int, int], s: Sentence) -> tuple[Span, ...]:
    """What the words after a figure, to the end of their clause, tell of an amount or of those counted."""
    told = _told(one, after, s) if _amount(one, s) else ()
    return told or of_those(one, after, s)


def _amount(one: Draft, s: Sentence) -> bool:
    """Whether a figure has its noun before it, or is a part of another, and says nothing of what was done."""
    if one.role != "level" or one.quantity.kind not in ("money", "measure", "count"):
        return False
    if one.item or _had(one, s):
        return True
    # 其中3亿元, 26项4.92亿元: what they are was said before
    another = one.bare and one.joined and one.joined in s.kinds.hangs
    return bool(another) and (not one.stands or one.joined == "Q")  # 14项资金计86亿元


def _had(one: Draft, s: Sentence) -> bool:
    """Whether a figure tells how many of those said before there are: 户厕中有7150座不能正常使用."""
    return one.bare and one.at > 0 and s.tokens[one.at - 1].sense.having


def _told(one: Draft, after: tuple[int, int], s: Sentence) -> tuple[Span, ...]:
    """What was not done with an amount, or what it was used for, in the words after it."""
    counted = one.quantity.kind == "count"
    if one.action and counted:
        return ()
    told = _became(*after, s)
    if told or one.action:
        return told  # 取得的租金收入1038万元未上缴: that it was not done with is what is told
    taken = takes(one.at, s) and _at_once(one, after, counted, s)
    if not taken and "done-to" not in one.traits:
        named = (one.item and not one.stands) or _had(one, s)
        stood = _stood(*after, s) if named else ()
        denied = bool(stood) and any(t.sense.negates for t in within(s.tokens, *stood[0]))
        if stood and not (counted and denied):  # but 12件主体不适格: which they are
            return stood
        if counted or not named:
            return ()
    match = s.frames.used.match(s.letters, *after)
    if match is not None:
        return s.trimmed(match.start("told"), match.end("told"))
    return s.trimmed(*after) if taken else ()  # 将自有资金3.2亿元转存定期


def _at_once(one: Draft, after: tuple[int, int], counted: bool, s: Sentence) -> bool:
    """Whether what follows an amount is told of it, and names no thing: 3项专项资金2.1亿元|调入预算."""
    if one.item and not counted:
        return True
    done = s.letters[slice(*after)].lstrip(s.kinds.adverb)[:1]
    return bool(done) and done in s.kinds.acts and bool(one.item or one.joined in ("Q", ","))


def _became(first: int, last: int, s: Sentence) -> tuple[Span, ...]:
    """未及时上缴财政: what is told of a figure in the words after it, or after its noun.

    By when it was to be done is no part of it: 未在30日内下达.
    """
    told = _of_turn(s.frames.became, first, last, s)
    if not told:
        return ()
    words = within(s.tokens, *told[0])
    time = next((k for k, word in enumerate(words) if word.quantity), None)
    since = next((k for k, word in enumerate(words) if word.letter in s.kinds.towards), None)
    if time is None or since is None or not since or since > time:
        return told
    then = next((k for k in range(time, len(words)) if words[k].letter in s.kinds.does), None)
    return told if then is None else ((words[0].start, words[since - 1].end), (words[then].start, told[0][1]))


def _stood(first: int, last: int, s: Sentence) -> tuple[Span, ...]:
    """闲置一年以上, 权属不清: what state the words after an amount say that it is in."""
    return _of_turn(s.frames.state, first, last, s)


def _of_turn(turn: Clause, first: int, last: int, s: Sentence) -> tuple[Span, ...]:
    """What one of the turns of a clause tells."""
    tokens = s.tokens[first:last]
    words = "".join("!" if t.sense.negates else "t" if t.quantity else t.letter for t in tokens)
    match = turn.match(words)
    if match is None:
        return ()
    return ((tokens[match.start("told")].start, tokens[match.end("told") - 1].end),)


def _disposed(first: int, last: int, s: Sentence) -> tuple[Span, ...]:
    """8个县将改造任务平均分配: what those counted do with something that 将 or 把 brings in."""
    while first < last and s.letters[first] in s.kinds.adverb and not s.tokens[first].sense.disposal:
        first += 1
    done = (
        first + 1 < last
        and s.tokens[first].sense.disposal
        and s.letters[first + 1] in s.kinds.name + s.kinds.noun
    )
    return ((s.tokens[first].start, s.tokens[last - 1].end),) if done else ()


def _denied(verb: int, s: Sentence) -> bool:
    """9个乡镇未配备专职人员: whether a verb is negated, which says nothing without its object."""
    first = verb
    while first and s.letters[first - 1] in s.kinds.adverb:
        first -= 1
    return any(token.sense.negates for token in s.tokens[first:verb])


def _did(one: Draft, new: Values, rest: tuple[int, int], s: Sentence) -> Values:
    """4000名运动员参赛: a noun names people, and what ends like a verb after it is what they did.

    12个项目未达到绩效目标: or the words after it (`rest`) say what they did not do.
    """
    item = new["item"]
    did = last_word(item, s.tokens)
    acts = new.get("action", one.action)
    if not acts and (told := _became(*rest, s) or _disposed(*rest, s)):
        return {"action": told}
    if not acts and one.quantity.unit in s.frames.actors and (state := _how(item, rest[1], s)):
        return {"action": state}
    why = any(word.sense.aside for word in s.tokens[slice(*rest)])  # 因论证不充分
    alone = not acts and not why and one.joined not in LIST
    if alone and (match := s.frames.did.match(s.letters, *rest)) is not None:
        begins = s.tokens[match.start("told")]
        whose = did is not None and did.letter in s.kinds.measured  # 项目进展|缓慢
        how = begins.letter in s.kinds.adjective and (whose or one.quantity.kind != "count")
        stands = begins.letter in s.kinds.level and not begins.sense.having  # 达到标准, but 有图书馆
        if not how and not stands:
            return {"action": ((begins.start, s.tokens[match.end("told") - 1].end),)}
    if acts or one.quantity.unit not in s.frames.persons or did is None or did.letter != "w":
        return {}
    people = _up_to(item, did.start)
    return {"item": people, "action": ((did.start, did.end),)} if people else {}


def _by_grade(match: regex.Match[str], base: int, s: Sentence) -> bool:
    """获市级以上表彰: whether what stands where its doer would is a grade, and so nobody."""
    if not match.groupdict().get("actor"):
        return False
    return any(
        token.sense.grade for token in s.tokens[base + match.start("actor") : base + match.end("actor")]
    )


def _carried(match: regex.Match[str], base: int, s: Sentence) -> bool:
    """Whether what stands where a word brings in the name of what is done is such a word: 进行.

    A noun phrase does not begin with it (对150.4万人|进行疾病筛查).
    """
    groups = match.groupdict()
    if groups.get("item") and s.tokens[base + match.start("item")].sense.carries:
        return False
    return not groups.get("carries") or s.tokens[base + match.start("carries")].sense.carries


def _counted(one: Draft, first: int, last: int, right: int, s: Sentence) -> tuple[Span, ...]:
    """What a figure counts, of a noun phrase after it: 1715台|设备|等.

    A statistic of bodies counted in 户 or 家 is of the figure that follows: 13户|央企|资产总额28亿元.
    """
    while s.letters[last - 1] in s.kinds.examples:
        last -= 1
    if one.quantity.unit in s.frames.persons:
        last = _people(first, last, s)
    followed = last == right and s.letters[right : right + 1] == "Q"
    if followed and one.action and s.letters[one.at - 1] == "u":
        last = _goes_on_at(first, last, s)
    if one.quantity.unit not in s.frames.actors:
        return s.trimmed(first, last)
    held = _holder(one, first, last, right, s)
    if followed:
        start = last
        while start > first + 1 and s.letters[start - 1] in s.kinds.statistic:
            start -= 1
        last = start
    return s.trimmed(first, min(last, held))


def _goes_on_at(first: int, last: int, s: Sentence) -> int:
    """出台的61个文件|配发材料143篇: where what described things did goes on to the next figure."""
    verbs = (k for k in range(first + 1, last - 1) if s.letters[k] in s.kinds.does)
    return next((k for k in verbs if s.letters[k - 1] in s.kinds.name), last)


def _people(first: int, last: int, s: Sentence) -> int:
    """2000名科技特派员|服务县域产业: where people who act end, before a nominal verb and its object."""
    for at in range(first, last - 2):
        acts = s.tokens[at].sense.doer and s.letters[at + 1] in s.kinds.acts
        if acts and s.letters[at + 2] in s.kinds.nominal + s.kinds.adjective:
            return at + 1
    return last


def _holder(one: Draft, first: int, last: int, right: int, s: Sentence) -> int:
    """Where the noun ends that says who is counted, before what is theirs.

    县|水资源费欠征5362万元, 项目|进度缓慢.
    """
    if one.action or one.item:
        return last
    figure = s.tokens[right].quantity if right < len(s.tokens) else None
    told = figure is None and _says_how(right, s)
    theirs = last == right or _stands_at(last, right, s)
    apart = figure is not None and theirs and figure.unit != one.quantity.unit
    if not told and not apart:
        return last
    for at in range(last - 1, first, -1):
        if _holds(s.tokens[at - 1]):
            return last if told and s.letters[at] in s.kinds.towards else at  # 7个项目因论证不充分
    return last


def _how(item: tuple[Span, ...], right: int, s: Sentence) -> tuple[Span, ...]:
    """7个项目|预算编制依据不充分: what is told of those counted, to the end of the clause.

    How what is theirs is (项目|进度缓慢) says nothing of what was done.
    """
    held = last_word(item, s.tokens)
    first = places(s.tokens, item[-1][1], s.tokens[right - 1].end)[0]
    if held is None or not _holds(held) or first + 1 >= right or s.letters[first] in s.kinds.towards:
        return ()
    words = s.tokens[first:right]
    told = has(s.letters[first:right], s.kinds.acts) or any(word.sense.negates for word in words)
    how = told and _says_how(right, s)
    return ((s.tokens[first].start, s.tokens[right - 1].end),) if how else ()


def _stands_at(last: int, right: int, s: Sentence) -> bool:
    """学校|食材采购价格|高于市价15%: whether a statistic ends what is named, and the next figure tells it."""
    after = last
    while after < right and s.letters[after] in s.kinds.statistic:
        after += 1
    while after < right and s.letters[after] in s.kinds.adverb:
        after += 1
    if after >= len(s.letters):
        return False
    named = s.letters[last] in s.kinds.statistic or s.letters[last - 1] in s.kinds.statistic
    return named and s.letters[after] in s.kinds.stands


def _says_how(end: int, s: Sentence) -> bool:
    """Whether words end in how something is: 进度缓慢, 更新不及时."""
    if s.letters[end - 1] in s.kinds.adjective:
        return True
    return s.letters[end - 1] in s.kinds.adverb and s.tokens[end - 2].sense.negates


def _holds(word: Token) -> bool:
    """Whether a word names those who are counted where what is theirs is told of."""
    return word.sense.holder or word.sense.letter == "O" or word.letter == "A"


def _acts_on(one: Draft, following: int, s: Sentence) -> bool:
    """Whether the verb between two figures is said of the first.

    8个部门少计7953平方米房产: bodies do it to what the next figure counts.
    4亿元资金闲置超过一年: it went on so long.
    """
    other = s.tokens[following].quantity
    bodies = one.quantity.unit in s.frames.actors
    return other is not None and (other.kind == "duration" or (bodies and other.unit != one.quantity.unit))


def _going_on(match: regex.Match[str], base: int, s: Sentence) -> tuple[Span, ...]:
    """What went on for as long as a figure says: its verb with its object."""
    end = base + match.end("item")
    listed_on = s.letters.find(",", base, end)  # what follows 、 is said apart
    told = s.trimmed(base + match.start("item"), listed_on if listed_on >= 0 else end)
    return joined(s.verbs(base + match.start("act"), base + match.end("act")) + told)


def _take_item(one: Draft, item: tuple[Span, ...], s: Sentence) -> Values:
    """A noun after the figure, beside what was read before it."""
    if one.item and one.yields:  # 行动吸纳110万名毕业生: the noun before the verb acts
        led = first_word(one.item, s.tokens)
        doer = one.item if led is None or led.letter not in s.kinds.acts else ()
        return {"actor": one.actor or doer, "item": item}
    if one.item and one.action and s.only(one.item, s.kinds.acts):
        return {"action": joined(one.action + one.item), "item": item}  # 改造建设300个中心
    governs = last_word(one.item, s.tokens) if one.item else None
    if one.item and one.action and governs is not None and governs.letter == "V":
        return {"action": ((governs.start, governs.end),), "item": item}  # 安排资金支持533个图书馆
    if one.item and one.action:
        listed = [j for j in range(one.left, one.at) if s.letters[j] == "k"]
        ended = any(s.tokens[j].end == one.item[-1][1] for j in listed)
        if ended:
            return {"item": item}
        return _governed(one, item, s)
    if one.item and one.item[0][1] == s.tokens[one.at - 1].end and led_by_grade(one, s):
        return {"item": (*one.item, *item)}  # 国家级12个示范区
    examples = one.at and s.letters[one.at - 1] in s.kinds.examples
    clause = () if one.action or one.item else _modifier(s, one.left, one.at)
    new = Values(item=clause + item)
    if one.item and not one.actor and not examples and not one.action and governs is not None:
        done = (governs.start, governs.end)
        if governs.letter == "w" and governs.start > one.item[0][0]:  # 基础教育|对口帮扶|217所学校
            return new | Values(action=(done,), actor=_doer(_up_to(one.item, governs.start), s))
    if one.item and not one.actor and not examples:
        new["actor"] = _doer(one.item, s)
    return new


def led_by_grade(one: Draft, s: Sentence) -> bool:
    """Whether a grade alone stands before a figure."""
    last = last_word(one.item, s.tokens)
    return last is not None and last.sense.grade and ((last.start, last.end),) == one.item


def _governed(one: Draft, item: tuple[Span, ...], s: Sentence) -> Values:
    """出台和落实促进民营经济发展36条措施: the last of the verbs says with its object which are counted."""
    start, end = one.action[-1]
    verbs = [word for word in within(s.tokens, start, end) if word.letter in s.kinds.acts]
    if len(one.action) > 1 or len(verbs) < 2 or one.item[0][0] != end:
        return {"item": one.item + item}
    which = (verbs[-1].start, one.item[0][1])
    return {"action": ((start, verbs[-2].end),), "item": (which, *one.item[1:], *item)}


def _up_to(spans: tuple[Span, ...], end: int) -> tuple[Span, ...]:
    """Pieces of the text up to an offset in the last of them."""
    start = spans[-1][0]
    return (*spans[:-1], (start, end)) if start < end else spans[:-1]


def _doer(spans: tuple[Span, ...], s: Sentence) -> tuple[Span, ...]:
    """Who acts, of the words before a figure: after a preposition a place or a body at most (在全市)."""
    first = first_word(spans, s.tokens)
    if first is None or first.letter not in s.kinds.towards:
        return spans
    rest = (first.end, spans[-1][1])
    return (rest,) if len(spans) == 1 and s.only((rest,), s.kinds.body) else ()


def _improved(one: Draft, end: int, right: int, s: Sentence) -> Values:
    """提升40所高中办学能力: the verb of change and what it changes are the action on those counted."""
    first = end
    while end < right and s.letters[end] == "S":
        end += 1
    verb = s.tokens[one.at - 1]
    action = ((verb.start, verb.end), (s.tokens[first].start, s.tokens[end - 1].end))
    return {"action": action, "role": "level", "direction": None}


def _parts_after(
    one: Draft, before: Draft | None, tail: str, s: Sentence
) -> tuple[tuple[Frame, ...] | None, Draft]:
    """The frames to try on the words after a figure, None where nothing there is its own; and the figure."""
    letters, frames = s.letters, s.frames
    at, unit = one.at, one.quantity.unit
    if _lasts(one, s) and letters[at - 1 : at] in ("P", "E"):
        if tail.rstrip(",") in ("S", "uS"):
            return None, one  # 用五年时间
        if _spent(one, tail, s) is not None:
            return frames.times, one
    topic = s.letters[max(0, one.left - 2) : one.left] == "l;"
    among = (topic or one.joined == "Q") and _had(one, s)  # 1220户企业有1138户实行了承包
    people = (one.bare and not among) or (_of_region(one, s) and has(tail, s.kinds.named))
    named = "u" in tail or _named(tail, s)  # 为2.1万名确有困难的当事人减免, 对43名公诉案件被告人宣告无罪
    described = named and _for_whom(one, before, s)
    if people and not described and tail[0] in s.kinds.people_do and unit in frames.persons:
        return frames.people, one
    if not one.action and tail[0] in s.kinds.times_do and (unit or "").endswith(frames.turns):
        return frames.times, one
    if _for_whom(one, before, s) and (one.bare or not one.item):
        return frames.for_whom + frames.free, one
    if one.action or s.letters[at - 1 : at] == "u":
        if (those := _those(one, tail, s)) is not None:
            return None, those
        if _for_those(one, tail, s):
            return frames.for_whom, one.with_(action=())
    if one.action:
        return _after_act(one, tail, s)
    if one.joined in LIST and one.bare and before is not None and before.action:
        return _after_listed(before, tail, s), one
    return frames.count + frames.free if one.quantity.kind == "count" else frames.free, one


def _after_act(one: Draft, tail: str, s: Sentence) -> tuple[tuple[Frame, ...], Draft]:
    """The frames to try on the words after a figure with a verb before it; and the figure."""
    frames = s.frames
    if not one.at or not s.tokens[one.at - 1].sense.pivot:
        return frames.after, one
    if one.quantity.unit in frames.persons and not one.item and tail[0] in s.kinds.does:
        return frames.people, one.with_(action=())  # 组织1546人参加考试: what they did is what counts
    return frames.pivot + frames.after, one


def _of_region(one: Draft, s: Sentence) -> bool:
    """Whether nothing stands before a figure but the region that it is of: 全市3.2万人享受最低生活保障.

    Without an object those who do it were named before: 推动主要负责人述法，全市312人完成述法.
    """
    named = last_word(one.actor, s.tokens) if one.actor and not one.item and not one.action else None
    return named is not None and named.sense.whole


def _after_listed(before: Draft, tail: str, s: Sentence) -> tuple[Frame, ...]:
    """The frames to try after a bare figure that is listed after one with an action."""
    asked = first_word(before.action, s.tokens)
    if asked is not None and asked.sense.pivot:
        return s.frames.pivot + s.frames.after  # 支持3个保种场、2个育种场开展工作
    return s.frames.count + s.frames.free if has(tail, s.kinds.done) else s.frames.after


def _for_whom(one: Draft, before: Draft | None, s: Sentence) -> bool:
    """为108个园区、6349家企业提供…: whether 为 or 对 stands before the figure, or before its list."""
    letters, at, towards = s.letters, one.at, s.kinds.towards
    if at and letters[at - 1] in towards:
        return True
    if disposal(one.left, at, s) is not None and one.quantity.kind == "count":
        return True  # 将3.2万名应保未保的困难群众纳入低保
    if at and letters[at - 1] == "c" and letters[at - 2 : at - 1] in ("", ";", "d", "t"):
        return one.joined not in LIST  # 与41个自贸区建立伙伴关系
    if _listed_towards(one, s):
        return True
    listed = before is not None and one.joined in LIST and letters[at - 1] in LIST
    led = listed and before is not None and before.at > 0
    return led and before is not None and (letters[before.at - 1] in towards or _listed_towards(before, s))


def _listed_towards(one: Draft, s: Sentence) -> bool:
    """对省本级、9个市, 对甲医院迁建等5个项目: whether a figure ends a list or examples after 对 or 为."""
    letters, at = s.letters, one.at
    first = s.opened(one.left, at)
    if letters[first] not in s.kinds.towards or letters[at - 1] not in s.kinds.closes_list:
        return False
    return first + 1 < at - 1 and only(letters[first + 1 : at], s.kinds.listed_for)


def _for_those(one: Draft, tail: str, s: Sentence) -> bool:
    """为符合条件的76名被告人指定律师: the clause after 为 says who they are, not what was done for them."""
    first = s.opened(one.left, one.at)
    described = not one.item and s.letters[one.at - 1] == "u"
    opened = s.letters[first] in s.kinds.towards and described
    return opened and tail[0] not in s.kinds.goes_on and _named(tail, s)


def _named(tail: str, s: Sentence) -> bool:
    """Whether the words after a figure begin with those for whom something was done."""
    read = (frame.match(tail) for frame in s.frames.for_whom)
    return any(match is not None and match["item"] for match in read)


def _lasts(one: Draft, s: Sentence) -> bool:
    """Whether a figure says how long something went on, or how often."""
    return one.quantity.kind == "duration" or (one.quantity.unit or "").endswith(s.frames.turns)


def _spent(one: Draft, tail: str, s: Sentence) -> int | None:
    """Length of the words after a time that was spent, before what was done in it: 用五年|的时间|解决."""
    if not _lasts(one, s):
        return None
    spent = s.frames.spent.match(tail)
    by_means = s.letters[one.at - 1 : one.at] == "P"
    return spent.end() if spent and (by_means or "S" not in tail[: spent.end()]) else None


def _modifier(s: Sentence, left: int, at: int) -> tuple[Span, ...]:
    """对经济有重大意义的300个企业: the clause before 的 says which are counted."""
    letters, tokens = s.letters, s.tokens
    if letters[at - 1 : at] != "u":
        return ()
    taken = next((k for k in range(at - 1, left - 1, -1) if s.tokens[k].sense.disposal), left - 1)
    first = s.opened(taken + 1, at)
    verb = first + 1
    while letters[verb] in s.kinds.adverb:
        verb += 1
    if letters[first] in s.kinds.towards and letters[verb] in s.kinds.does + "u":
        first += 1  # 为|符合条件的76名被告人
    if (
        not s.frames.modifies.match(letters, first, at)
        or tokens[at - 1].end - tokens[first].start > LONGEST_CLAUSE
    ):
        return ()
    return ((tokens[first].start, tokens[at - 1].end),)

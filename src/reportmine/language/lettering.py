"""One sentence as words, and each word as the letter that says what it does there (words.toml)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from ..dataclass import replace
from ..figures.quantities import Numeral, Quantity
from ..rules.classes import Classes
from ..rules.expressions import later
from .joint import act_together
from .manner import manners
from .token import BREAKS, CLAUSE_BREAKS, LIST, Token
from .tokens import KEPT, PLAIN, Sense, Words

Span = tuple[int, int]
Fixed = tuple[int, int, str, Quantity | None]  # a part of the text that is one token, with its letter

_LETTERS = {  # of signs that are a token by themselves; "" makes none
    **dict.fromkeys("、", ","),
    **dict.fromkeys("，,；;：:。！？!?—…·|/-~\n\r\t", ";"),
    **dict.fromkeys("([【", "("),
    **dict.fromkeys(")]】", ")"),
    **dict.fromkeys("“”‘’\"'「」《》", ""),
}
_MARKERS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")  # of a note, at the head of a sentence
_QUOTED = later(r"[“‘「『《〈][^“”‘’「」『』《》〈〉\n]{1,40}[”’」』》〉]")
_BRACKETED = later(r"[(\[【][^()\[\]【】\n]{0,40}[)\]】]")
_MARKS = (".", "、")  # between a number and what it numbers
_TIMES = frozenset({"date", "timespan"})
_NAMES = frozenset({"set-count", "slogan", "specification"})
_LONGEST_PASSED = 2  # characters of the word before a threshold: 超过10亿元企业
_LONGEST_AROUND = 8  # characters of a word before and after a numeral in it: 中央八项规定精神问题
LONGEST_NAME = 3  # characters of a place's name that the dictionary does not know
LONGEST_GLOSS = 14  # characters in brackets that a name may have: 县（市、区）; more is a remark on it


def tokenize(
    text: str, start: int, end: int, quantities: Iterable[Quantity], numerals: Iterable[Numeral], words: Words
) -> list[Token]:
    """The words of one sentence. Figures, quotations and glosses in brackets are single tokens."""
    fixed: list[Fixed] = [(max(start, q.outer_start), q.outer_end, "Q", q) for q in quantities]
    fixed += _unread(text, numerals, words)
    fixed = _enclosed(text, start, end, fixed)
    fixed.sort(key=lambda f: (f[0], f[1]))
    tokens: list[Token] = []
    position = start
    for a, b, letter, quantity in fixed:
        if a < position:
            continue
        if a > position:
            _plain(text, position, a, words, tokens)
        if letter == "+":  # a gloss belongs to the word before it
            if (verb := _glossed_verb(tokens, (a, b), text, words)) is not None:
                tokens[-1] = verb
                b = verb.end
            elif tokens and b - a <= LONGEST_GLOSS and tokens[-1].letter in words.classes.glossed:
                last = tokens.pop()
                tokens.append(replace(last, end=b))
        else:
            tokens.append(Token(a, b, letter, quantity=quantity))
        position = b
    if position < end:
        _plain(text, position, end, words, tokens)
    if "、" in text[start:end]:
        _join_listed(tokens, text, words)
    _settle(tokens, text, words)
    act_together(tokens, words.classes)
    return tokens


def _glossed_verb(tokens: list[Token], gloss: Span, text: str, words: Words) -> Token | None:
    """The verb that a gloss stands inside of: 审(执)|结, 开(复)|工. None where it stands after a word.

    What the gloss ends in makes a verb with the next character too: 执结, 复工.
    """
    start, end = gloss
    last = tokens[-1] if tokens else None
    if last is None or last.quantity is not None or last.end != start or end - start > LONGEST_GLOSS:
        return None
    if _verb(text[end - 2 : end - 1] + text[end : end + 1], words) is None:  # 支出(类)|行政: no verb 类行
        return None
    for begins in dict.fromkeys((last.start, start - 1)):
        if (sense := _verb(text[begins:start] + text[end : end + 1], words)) is not None:
            return Token(last.start, end + 1, sense.letter, sense)
    return None


def _verb(word: str, words: Words) -> Sense | None:
    """What a word does, where the dictionary has it and it acts."""
    sense = words.sense(word) if words.cutter.holds(word) else None
    return sense if sense is not None and sense.letter in words.classes.acts else None


def _join_listed(tokens: list[Token], text: str, words: Words) -> None:
    """Make one word of characters that stand for verbs in a list and are one without it: 缓、减、免|交."""
    k = 0
    while k < len(tokens) - 2:
        last = k
        while last + 2 < len(tokens) and tokens[last + 1].letter == "," and _lone(tokens[last + 2]):
            last += 2
        if last > k and _lone(tokens[k]):
            more = last + 1 < len(tokens) and _lone(tokens[last + 1])
            for end in (last + 1, last) if more else (last,):
                sense = words.sense(
                    "".join(text[t.start : t.end] for t in tokens[k : end + 1] if t.letter != ",")
                )
                if sense.rule is not None and sense.letter == "V":
                    tokens[k : end + 1] = [Token(tokens[k].start, tokens[end].end, "V", sense)]
                    last = k
                    break
        k = last + 1


def _lone(token: Token) -> bool:
    """Whether a word is one character, and no figure."""
    return token.end - token.start == 1 and token.quantity is None and token.letter not in (",", ";")


def _unread(text: str, numerals: Iterable[Numeral], words: Words) -> Iterator[Fixed]:
    """Times, names and numbering: the numerals that are tokens though no figures."""
    for numeral in numerals:
        if numeral.reason in _TIMES:
            if not _of_name(text, numeral, words):
                yield numeral.start, numeral.end, "t", None
        elif numeral.reason in _NAMES and not _in_word(text, numeral, words):
            yield numeral.start, numeral.end, "M", None
        elif numeral.reason == "threshold" and (start := _named(text, numeral, words)) is not None:
            yield start, numeral.end, "M", None
        elif numeral.reason == "numbering":
            marked = text[numeral.end : numeral.end + 1] in _MARKS  # 1.一般公共服务支出
            yield numeral.start, numeral.end + marked, ";", None


def _in_word(text: str, numeral: Numeral, words: Words) -> bool:
    """Whether a numeral is a piece of a word that the dictionary has: 中央八项规定精神."""
    return _word_around(text, numeral, words) is not None


def _word_around(text: str, numeral: Numeral, words: Words) -> str | None:
    """The longer word of the dictionary that a numeral is a piece of."""
    at = max(0, numeral.start - _LONGEST_AROUND)
    for word in words.cut(text[at : numeral.end + _LONGEST_AROUND]):
        if at <= numeral.start and at + len(word) >= numeral.end:
            return word if len(word) > numeral.end - numeral.start else None
        at += len(word)
    return None


def _of_name(text: str, numeral: Numeral, words: Words) -> bool:
    """Whether a time is a piece of a name, and says when nothing was: 九年一贯制学校, but 五年计划."""
    if text[numeral.start].isascii():
        return False  # no name begins with a year in digits
    word = _word_around(text, numeral, words)
    if word is None or words.sense(word).letter not in words.classes.named:
        return False
    rest = word.rpartition(text[numeral.start : numeral.end])[2]
    return bool(rest) and words.sense(rest).letter in words.classes.named


def _named(text: str, numeral: Numeral, words: Words) -> int | None:
    """Where a threshold begins that is one word of a name: with what it passes, or with a sign in it."""
    start = _passed(text, numeral.start, words)
    signs = any(sign in _LETTERS for sign in text[numeral.start : numeral.end])  # 35蒸吨/小时以下
    return numeral.start if start is None and signs else start


def _passed(text: str, at: int, words: Words) -> int | None:
    """Where the word begins that says a threshold was passed: it is of the name, and says no level."""
    for start in range(max(0, at - _LONGEST_PASSED), at):
        sense = words.sense(text[start:at])
        if sense.passing or sense.letter in words.classes.passes:
            return start
    return None


def _enclosed(text: str, start: int, end: int, fixed: list[Fixed]) -> list[Fixed]:
    """With quotations and glosses in place of what they hold; one that holds a figure is none."""
    figures = [(f[0], f[1]) for f in fixed if f[2] == "Q"]
    for pattern, letter in ((_QUOTED, "N"), (_BRACKETED, "+")):
        for match in pattern.finditer(text, start, end):
            a, b = match.span()
            if not any(s < b and e > a for s, e in figures):
                times = any(f[2] == "t" and a <= f[0] and f[1] <= b for f in fixed)
                fixed = [f for f in fixed if f[1] <= a or f[0] >= b]
                fixed.append((a, b, "t" if times and letter == "N" else letter, None))
    return fixed


def _settle(tokens: list[Token], text: str, words: Words) -> None:
    """Give a word the letter that its neighbours show, in place."""
    kinds, moved = words.classes, words.moved
    k = -1
    while k < len(tokens) - 1:
        k += 1
        token = tokens[k]
        sense = token.sense
        if token.letter not in moved and not (
            sense.light or sense.doer or sense.per or sense.entering or sense.deed
        ):
            continue  # as most do among whatever neighbours
        following = tokens[k + 1].letter if k + 1 < len(tokens) else ";"
        if sense.deed:
            _deed(tokens, k, following, kinds)
        if token.sense.stative:
            _describes(tokens, k, kinds)
        elif token.letter == "S":
            if token.sense.leading and _spends(tokens, k, following, kinds):
                tokens[k] = replace(token, letter="V")  # 支出|救助金
            elif (
                token.end - token.start > 1
                and words.sense(text[token.end - 1]).letter == "B"
                and following in kinds.basis
            ):  # 利润收入|比|原计划
                tokens[k] = _shortened(token, text, words)
                tokens.insert(k + 1, Token(token.end - 1, token.end, "B"))
            elif following == "T" and _done_to(token, tokens[k + 1], text, words):
                tokens[k] = _shortened(token, text, words)  # 工商税|收到
                tokens[k + 1] = replace(tokens[k + 1], start=token.end - 1, letter="V")
        elif _more_or_less(tokens, k, following, kinds):  # 较计划|多|抽检: the verb is that of before
            tokens[k + 1] = replace(tokens[k + 1], letter="d")
        elif _amiss(tokens, k, following, kinds):  # 少|编报|收入: how much was done, and not a change
            tokens[k] = replace(token, letter="d", sense=replace(token.sense, negates=True, direction=None))
        elif (letter := _shown(tokens, k, following, kinds)) is not None:
            tokens[k] = replace(token, letter=letter)


def _describes(tokens: list[Token], at: int, kinds: Classes) -> None:
    """Make a verb of how something is, and what follows up to 的, of a name: 负有|偿还|责任|的|债务."""
    end = at + 1
    while end < len(tokens) and tokens[end].letter not in BREAKS and tokens[end].letter != "u":
        end += 1
    counted = at > 0 and tokens[at - 1].letter == "Q"  # 12家|位于|城区|的|企业: a clause of its own
    if not counted and end < len(tokens) and tokens[end].letter == "u":
        for k in range(at, end):
            if tokens[k].letter in kinds.acts:
                tokens[k] = replace(tokens[k], letter="N")


def _deed(tokens: list[Token], at: int, following: str, kinds: Classes) -> None:
    """Make the plain verb of a name, and those listed before it, a part of that: 侵犯|财产|犯罪."""
    if following not in BREAKS:
        return
    verb = at - 1
    while verb >= 0 and tokens[verb].letter in kinds.nominal + kinds.adjective:
        verb -= 1
    before = tokens[verb - 1].letter if verb > 0 else ";"
    told = before in kinds.does or before in kinds.hangs or before in LIST  # 打击|诈骗|犯罪: what was done
    if (
        verb < 0
        or verb == at - 1
        or tokens[verb].letter != "v"
        or (tokens[at].letter in kinds.acts and not told)
    ):
        return
    tokens[verb] = replace(tokens[verb], letter="N")
    while verb > 1 and tokens[verb - 1].letter in LIST and tokens[verb - 2].letter in kinds.acts:
        verb -= 2
        tokens[verb] = replace(tokens[verb], letter="N")


def _spends(tokens: list[Token], at: int, following: str, kinds: Classes) -> bool:
    """Whether a statistic is what was done: 支出|救助金196万元; or was not done: 未|支出."""
    before = at
    while before and tokens[before - 1].letter in kinds.between_verbs:
        before -= 1
        if tokens[before].sense.negates:
            return following in BREAKS
    if before and tokens[before - 1].letter not in CLAUSE_BREAKS:
        return False
    figure = _next_figure(tokens, at) if following in kinds.named else None
    thing = tokens[at + 1].sense if figure is not None else PLAIN
    return figure is not None and figure.kind == "money" and not (thing.planned or thing.account)


def _amiss(tokens: list[Token], at: int, following: str, kinds: Classes) -> bool:
    """Whether 多 or 少 says that too much or too little was done to what follows the verb after it."""
    token = tokens[at]
    if token.letter not in kinds.change or token.end - token.start > 1 or following not in kinds.acts:
        return False
    thing = tokens[at + 2].letter if at + 2 < len(tokens) else ";"
    return thing in kinds.nominal and not _compared(tokens, at, kinds)


def _more_or_less(tokens: list[Token], at: int, following: str, kinds: Classes) -> bool:
    """Whether 多 or 少 says by how much more or less was done than what is compared with: 比上年|少|投."""
    token = tokens[at]
    if token.letter not in kinds.change or token.end - token.start > 1 or not _compared(tokens, at, kinds):
        return False
    verb = tokens[at + 1] if at + 1 < len(tokens) else token
    acts = verb.letter in kinds.does or (verb.letter in kinds.noun and verb.end - verb.start == 1)
    return acts and at + 2 < len(tokens) and tokens[at + 2].letter == "Q"


def _shown(tokens: list[Token], at: int, following: str, kinds: Classes) -> str | None:
    """The other letter that a word has among its neighbours; None where it keeps its own."""
    token = tokens[at]
    if _done(tokens, at, following, kinds):
        of_name = following in kinds.nominal and _follows_taking(tokens, at, kinds)
        return None if of_name else "V"
    other = _among_nouns(tokens, at, following, kinds) or _dating(tokens, at, kinds)
    other = other or _beyond(token, following) or _entered(tokens, at, kinds)
    if letter := other or _taken_in(tokens, at, following, kinds):
        return letter
    if token.letter == "a" and following in kinds.change and _closes_basis(tokens, at, kinds):
        return "N"  # 比原计划增加
    if token.letter in kinds.change and token.sense.light and not _compared(tokens, at, kinds):
        return "V"  # 食堂多支出48万元
    if token.letter == "N" and token.sense.light and _opens(tokens, at, kinds):
        return "d"  # 结果维持9件
    if (
        token.letter == "l"
        and (not at or tokens[at - 1].letter in kinds.before_phrase)
        and following in kinds.nominal
    ):
        return "N"  # 中|药师: nothing stands before it that it could be in
    return _linked(tokens, at, following, kinds)


def _linked(tokens: list[Token], at: int, following: str, kinds: Classes) -> str | None:
    """The other letter of a word that stands between a thing and its figure: 为, 超过, 转为."""
    token = tokens[at]
    if token.letter == "X" and _next_figure(tokens, at) is None:
        return "V"  # 18万户商店转为合作商店
    if token.letter == "W" and following == "Q" and _becomes(tokens, at, kinds):
        return "T"  # 由287项梳理|为|203项
    if token.letter == "E":
        return _no_level(tokens, at, following, kinds)
    if token.letter in kinds.acts and _reached(tokens, at) and _alone(tokens, at, kinds):
        return "V"
    if token.letter == "Y" and following == "t" and _then(tokens, at, "t", "Q"):
        return "E"  # 低于每生每天5元
    if token.letter == "Y" and token.sense.light and not _share_follows(tokens, at, kinds):
        return "v" if _of_those(tokens, at, kinds) else "E"  # 超过 right before its figure
    return None


def _herd(tokens: list[Token], at: int, following: str, kinds: Classes) -> bool:
    """Whether a word says how many animals there are of those named right before it: 牛|出栏|3万头."""
    named = tokens[at].sense.kept and at > 0 and tokens[at - 1].letter == "N"
    return named and following not in kinds.nominal + kinds.acts + "u"


def _exacted(tokens: list[Token], at: int, following: str, kinds: Classes) -> bool:
    """Whether a word at the head of its clause names the money after it: 罚款|30万元, but 罚款|13家."""
    if not tokens[at].sense.exacted or following != "Q":
        return False
    before = at
    while before and tokens[before - 1].letter in kinds.adverb:
        before -= 1
    opens = before == 0 or tokens[before - 1].letter in CLAUSE_BREAKS or tokens[before - 1].letter == "Q"
    figure = tokens[at + 1].quantity
    return opens and figure is not None and figure.kind == "money"


def _done(tokens: list[Token], at: int, following: str, kinds: Classes) -> bool:
    """Whether a word that does not act everywhere does so here: 累计|投入|资金, 1138户|实行|了|承包."""
    letter = tokens[at].letter
    if letter == "v" or (letter == "P" and tokens[at].sense.light):  # 36个|通过|了|验收
        return (at + 1 < len(tokens) and tokens[at + 1].sense.aspect) or _made_to(
            tokens, at, following, kinds
        )
    if letter != "w":
        return False
    return (
        _acts(tokens, at)
        or _summed(tokens, at, following, kinds)
        or _made_to(tokens, at, following, kinds)  # 帮助35家企业融资2.1亿元
    )


def _made_to(tokens: list[Token], at: int, following: str, kinds: Classes) -> bool:
    """Whether those counted are made to do it to what is counted next: 帮助9名工人|讨回|欠薪3万元."""
    if following != "Q" and (following not in kinds.nominal or _next_figure(tokens, at) is None):
        return False
    if tokens[at].letter == "w" and following in kinds.statistic:
        return False  # 资助35名教师|培训|经费
    who = at
    while who and tokens[who - 1].letter in kinds.nominal:
        who -= 1
    return 1 < who < at and tokens[who - 1].letter == "Q" and tokens[who - 2].sense.pivot


def _entered(tokens: list[Token], at: int, kinds: Classes) -> str | None:
    """The letter of a word that says where something was done: 深入|重点|企业|走访, but 深入|广泛|开展."""
    if not tokens[at].sense.entering:
        return None
    first = _past(tokens, at + 1, kinds.adjective)
    last = _past(tokens, first, kinds.listed_phrase + kinds.body)
    named = first < last < len(tokens) and tokens[first].letter in kinds.name
    return "P" if named and tokens[last].letter in kinds.does else None


def _beyond(token: Token, following: str) -> str | None:
    """The letter of a word that says beyond what, right before by how much: 超计划3亿元."""
    beyond = token.sense.negates and token.sense.direction is not None
    return "U" if beyond and following == "Q" else None


def _taken_in(tokens: list[Token], at: int, following: str, kinds: Classes) -> str | None:
    """The letter of a verb that is said of what the one before it takes in: 受理|移送起诉|案件."""
    token = tokens[at]
    if token.letter not in kinds.does or token.sense.taking:
        return None
    if following != "Q" and following not in kinds.acts + kinds.nominal:
        return None
    return "w" if _follows_taking(tokens, at, kinds) else None


def _follows_taking(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether a verb of taking in stands before a word, and only what says how: 查处|违规|培训."""
    first = at - 1
    while first > 0 and (tokens[first].letter == "w" or tokens[first].sense.negates):
        first -= 1
    return first >= 0 and tokens[first].sense.taking and tokens[first].letter in kinds.does


def _object(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether a noun that is no statistic stands somewhere, and is counted in its clause."""
    letter = tokens[at].letter if at < len(tokens) else ";"
    named = letter in kinds.nominal and letter not in kinds.statistic
    figure = _next_figure(tokens, at) if named else None
    return figure is not None and figure.kind == "count"


def _among_nouns(tokens: list[Token], at: int, following: str, kinds: Classes) -> str | None:
    """The letter of people who act (公职律师|审查|合同), or of what is counted for each of so many.

    Or of what begins what is said of a noun: 全部|公开; or takes no object and is of a name: 驻村|干部.
    """
    if tokens[at].sense.objectless and following in kinds.named:
        return "N"
    if _herd(tokens, at, following, kinds) or _exacted(tokens, at, following, kinds):
        return "S"
    if tokens[at].sense.predicative and _predicates(tokens, at, following, kinds):
        return "d"
    if tokens[at].sense.doer and following in ("w", "v") and _object(tokens, at + 2, kinds):
        done_to = at > 0 and tokens[at - 1].letter in kinds.does  # 开展|微信|监测|检查
        return None if done_to else "A"
    return _for_each(tokens, at, following, kinds)


def _for_each(tokens: list[Token], at: int, following: str, kinds: Classes) -> str | None:
    """The letter of a word of the name of what is counted for each of so many: 每百户|居民|拥有|汽车."""
    token = tokens[at]
    if token.sense.per and (following in kinds.nominal or _has(tokens, at + 1)):
        return "a"
    if token.letter == "w" and at and tokens[at - 1].sense.per:
        return "N"  # 户均|补助
    return "a" if _has(tokens, at) and _per(tokens, at, kinds) else None


def _has(tokens: list[Token], at: int) -> bool:
    """Whether a word says that something is had."""
    return at < len(tokens) and tokens[at].letter == "E" and tokens[at].sense.having


def _per(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether a word follows one that says for each of how many, and what they are."""
    before = at - 1
    while before >= 0 and tokens[before].letter in kinds.nominal:
        before -= 1
    return before >= 0 and tokens[before].sense.per


def _two_sides(before: list[Token]) -> bool:
    """Whether two nouns of a character each stand listed: 收、支."""
    sides = before[::2]
    alike = all(word.letter == "N" and word.end - word.start == 1 for word in sides)
    return len(before) == 3 and before[1].letter in LIST and alike


def _no_level(tokens: list[Token], at: int, following: str, kinds: Classes) -> str | None:
    """The letter of a verb of level where it does not say that one stands."""
    sense = tokens[at].sense
    if _two_sides(tokens[max(0, at - 3) : at]):
        return "S"  # 收、支|总计
    if sense.having and at and tokens[at - 1].letter in kinds.undergoes and following in kinds.nominal:
        return "N"  # 新增|有|实绩企业: what is done is done to those that have something
    if sense.light and following == "u":
        return "v"  # 通过网络实现的零售额: said of the noun after 的, and not of a figure
    if not sense.light and _of_those(tokens, at, kinds):
        return "v"  # 有路灯的村占72.5%: the same, with its object
    if sense.light and _next_figure(tokens, at) is None:
        return "V"  # 210项技术实现突破
    if sense.light and following in kinds.acts and _alone(tokens, at + 1, kinds):
        return "V"  # 失业人员实现再就业3万人: what is reached was done
    return "S" if sense.relational and following in kinds.after_place else None  # 排名上升6位


def _of_those(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether a verb of level says before 的 which are counted: 达到|二级标准|的|县|6个, 有|路灯|的|村|占.

    That there are some (全县有省级的企业12家) is said with no other verb of level after them.
    """
    of = _past(tokens, at + 1, kinds.nominal + kinds.adjective)
    after = _past(tokens, of + 1, kinds.nominal)
    if of == at + 1 or after <= of + 1 or after >= len(tokens) or tokens[of].letter != "u":
        return False
    figure = tokens[after].quantity
    if figure is not None:
        return figure.kind == "percent" or not tokens[at].sense.having
    return tokens[after].letter in kinds.level + kinds.against + kinds.changes


def _past(tokens: list[Token], at: int, letters: str) -> int:
    """The place of the first word from `at` on whose letter is none of these."""
    while at < len(tokens) and tokens[at].letter in letters:
        at += 1
    return at


def _dating(tokens: list[Token], at: int, kinds: Classes) -> str | None:
    """The letter of a word at the head of its clause that says when something was done: 成立|后|受理|案件."""
    if at + 2 >= len(tokens) or tokens[at].letter not in kinds.acts or not tokens[at + 1].sense.dates:
        return None
    then = at + 2
    while then < len(tokens) - 1 and tokens[then].letter in kinds.adverb:
        then += 1
    begins = at == 0 or tokens[at - 1].letter in CLAUSE_BREAKS
    if not begins or tokens[then].letter not in kinds.acts or then + 1 >= len(tokens):
        return None
    told = tokens[then + 1].letter in kinds.nominal and _next_figure(tokens, then) is not None
    return "t" if told else None


def _alone(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether no noun follows a word in its clause."""
    after = tokens[at + 1].letter if at + 1 < len(tokens) else ";"
    return after in BREAKS or after in LIST or after in kinds.adverb


def _becomes(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether 为 after a verb ends a change that begins at a figure like the one after it."""
    begins, figure = at - 2, tokens[at + 1].quantity
    while begins > 0 and tokens[begins].letter not in BREAKS:
        begins -= 1
    start = tokens[begins].quantity if begins > 0 else None
    if start is None or figure is None or (start.kind, start.unit) != (figure.kind, figure.unit):
        return False
    verb = tokens[at - 1].letter in kinds.does + kinds.change
    before = begins - 1
    while before > 0 and tokens[before].letter in kinds.nominal + kinds.between_verbs:
        before -= 1
    return verb and tokens[before].letter == "F"


def _reached(tokens: list[Token], at: int) -> bool:
    """Whether a word is what a verb of reaching before it says was done."""
    return at > 0 and tokens[at - 1].letter == "V" and tokens[at - 1].sense.letter == "E"


def _compared(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether something is compared with in the same clause before a word, or a share follows it."""
    following = tokens[at + 1].quantity if at + 1 < len(tokens) else None
    if following is not None and following.kind in ("percent", "ratio"):
        return True
    for token in reversed(tokens[:at]):
        if token.letter in BREAKS:
            break
        if token.letter in kinds.compares:
            return True
    return False


def _opens(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether a word stands at the head of its clause, before what was done."""
    done = at + 1 < len(tokens) and tokens[at + 1].letter in kinds.after_adverb
    before = tokens[at - 1].letter if at else ";"
    return done and (before in BREAKS or before in kinds.before_adverb)


def _then(tokens: list[Token], at: int, between: str, wanted: str) -> bool:
    """Whether only some letters stand between a word and one of another letter."""
    for token in tokens[at + 1 :]:
        if token.letter not in between:
            return token.letter == wanted
    return False


def _closes_basis(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether a word ends what is compared with: 比计划, 比原计划."""
    before = tokens[at - 1].letter if at else ""
    return before == "B" or (at > 1 and before in kinds.basis_end and tokens[at - 2].letter == "B")


def _share_follows(tokens: list[Token], at: int, kinds: Classes) -> bool:
    """Whether a name and a share follow, 超|年度计划|28%, or a plan and an amount, 超|预算|3亿元."""
    if at + 1 >= len(tokens) or tokens[at + 1].letter in kinds.before_level:
        return False
    figure = _next_figure(tokens, at)
    if figure is None:
        return False
    planned = next(t.sense.planned for t, after in pairwise(tokens[at:]) if after.quantity is figure)
    return planned or figure.kind in ("percent", "ratio")


def _shortened(token: Token, text: str, words: Words) -> Token:
    """A word without its last character, as the word that is left."""
    end = token.end - 1
    sense = words.sense(text[token.start : end])
    return replace(token, end=end, letter=sense.letter, sense=sense, head=token.start)


def _next_figure(tokens: list[Token], at: int) -> Quantity | None:
    """The next figure in the clause of a word."""
    return next((tokens[k].quantity for k in range(at + 1, len(tokens)) if tokens[k].letter in BREAKS), None)


def _done_to(token: Token, following: Token, text: str, words: Words) -> bool:
    """Whether the last character of a word makes a verb with the word after it: 税收|到."""
    return words.sense(text[token.end - 1 : following.end]).letter == "V"


def _acts(tokens: list[Token], at: int) -> bool:
    """Whether a word that is mostly a noun is a verb here: 尚未公开, 发展了, 发展起."""
    if at + 1 < len(tokens) and tokens[at + 1].sense.aspect:
        return True
    before = at - 1
    while before >= 0 and tokens[before].letter == "d" and not _shows_act(tokens[before]):
        before -= 1
    return before >= 0 and _shows_act(tokens[before])


def _predicates(tokens: list[Token], at: int, following: str, kinds: Classes) -> bool:
    """Whether a word begins what is said of the noun before it: 学校|全部|公开."""
    return following in kinds.predicate and at > 0 and tokens[at - 1].letter in kinds.predicated


def _shows_act(word: Token) -> bool:
    """Whether a word before a verb shows that it is one: 未|公开, 学校|全部|公开."""
    return word.sense.negates or (word.sense.predicative and word.letter == "d")


def _summed(tokens: list[Token], at: int, following: str, kinds: Classes) -> bool:
    """Whether what a word does is added up: 累计|投入|资金, 共|检查|企业; or is said of a sum: 投入|资金.

    So it acts where it follows what was done before it: 设立岗位并|配备|人员.
    """
    before = tokens[at - 1] if at else None
    if before is not None and before.sense.sequel:
        return following in kinds.nominal
    summed = before is not None and before.letter == "d" and before.sense.light
    leads = tokens[at].sense.leading and (before is None or before.letter in CLAUSE_BREAKS)
    return (summed and following in kinds.named) or (leads and following in kinds.statistic)


def _plain(text: str, start: int, end: int, words: Words, tokens: list[Token]) -> None:
    """Add the words of a part without figures, quotations and glosses."""
    ordinary = words.ordinary
    position = start
    for word in words.cut(text[start:end]):
        here, position = position, position + len(word)
        if (sense := ordinary.get(word)) is not None:
            tokens.append(Token(here, position, sense.letter, sense))
            continue
        sign = ";" if not tokens and word[0] in _MARKERS else _LETTERS.get(word[0])
        if sign == ";" and tokens and _between_grades(text, here, position):
            tokens[-1] = replace(tokens[-1], end=position)
        elif sign is None and not word.isspace():
            _word(word, here, position, words, tokens)
        elif sign:
            tokens.append(Token(here, position, sign))


def _between_grades(text: str, start: int, end: int) -> bool:
    """Whether a sign stands between two grades in Roman numerals: Ⅰ～Ⅲ类."""
    around = text[start - 1 : start] + text[end : end + 1]
    return len(around) == 2 and all("\u2160" <= one <= "\u2188" for one in around)


def _word(word: str, here: int, position: int, words: Words, tokens: list[Token]) -> None:
    """Add a word, or join it to the one right before it."""
    kinds = words.classes
    sense, both, lead, tail = words.shape(word)
    last = tokens[-1] if tokens and tokens[-1].end == here else None
    ends = len(word) == 1 and sense.letter in kinds.ending and word in words.endings
    if ends and last is not None and last.letter in kinds.takes_ending and last.quantity is None:
        tokens[-1] = Token(last.start, position, "S")  # 核减率: the dictionary knows only 核减
    elif sense.closes and last is not None and _named_with(last, sense, kinds):
        tokens[-1] = Token(last.start, position, sense.letter, replace(sense, relational=False))
    elif sense.letter == "O":
        if last is not None and (last.letter in kinds.body or (sense.alone == "A" and _place_kind(last))):
            begins = _place_before(tokens)
            del tokens[begins + 1 :]
            tokens[-1] = Token(tokens[-1].start, position, "A", sense)
        else:
            tokens.append(Token(here, position, sense.alone, sense))
    elif sense.letter == "S":
        tokens.append(Token(here, position, "S", sense, None, here + lead, both, position - tail))
    else:
        tokens.append(Token(here, position, sense.letter, sense, None, here + lead if lead else 0, both))
        plain = not (ends or sense.closes or both or lead or word[0] in _MARKERS)
        if plain and len(words.ordinary) < KEPT:
            words.ordinary[word] = sense


def _named_with(verb: Token, sense: Sense, kinds: Classes) -> bool:
    """Whether a word makes a name with a verb: 监测|点; a count does with any but one of adding."""
    if sense.letter in kinds.statistic:
        return verb.letter in kinds.acts and not (verb.sense.light or verb.sense.direction)
    return verb.letter in kinds.closed


def _place_before(tokens: list[Token]) -> int:
    """Index of the word that a place begins with, at the end of the words so far.

    The characters of a name that no dictionary has stand alone: 岚|川|市.
    """
    at = len(tokens) - 1
    if not _place_kind(tokens[at]):
        return at
    lowest = max(0, at - LONGEST_NAME)
    while at > lowest and _name_character(tokens[at - 1]) and tokens[at - 1].end == tokens[at].start:
        at -= 1
    return at


def _place_kind(token: Token) -> bool:
    """Whether a word is a kind of place with no name the dictionary knows: 市|应急局."""
    return token.sense.letter == "O" and token.letter == token.sense.alone == "N"


def _name_character(token: Token) -> bool:
    """Whether a word is one character that may be of a name."""
    return token.letter == "N" and token.end - token.start == 1 and token.quantity is None


def spell(tokens: list[Token], kinds: Classes) -> str:
    """A sentence as letters, one a word."""
    letters = [t.letter for t in tokens]
    for i, token in enumerate(tokens[:-1]):
        if token.sense.adverbial and _leads_to_act(letters, i + 1, token.letter, kinds):
            letters[i] = "a"  # 加快建设
    for opens, end in manners(tokens, kinds):
        letters[opens:end] = "d" * (end - opens)
    return "".join(letters)


def _leads_to_act(letters: Sequence[str], at: int, letter: str, kinds: Classes) -> bool:
    """Whether what is said to be done goes on with a verb: 加快|建设, 争取|每年|增产, 网上|提交."""
    if letter in kinds.noun:
        return letters[at] in kinds.does
    if letter not in kinds.does:
        return letters[at] in kinds.acts
    while at + 1 < len(letters) and letters[at] in kinds.before_receiver:
        at += 1
    return letters[at] in kinds.changes or letters[at] in kinds.level


def clause_start(letters: str, at: int, breaks: frozenset[str] = BREAKS) -> int:
    """Index of the first word after the last break before a word."""
    while at > 0 and letters[at - 1] not in breaks:
        at -= 1
    return at


def clause_end(letters: str, at: int, breaks: frozenset[str] = BREAKS) -> int:
    """Index of the first break after a word; how many words there are where none follows."""
    at += 1
    while at < len(letters) and letters[at] not in breaks:
        at += 1
    return at


def list_places(
    letters: str, start: int, end: int, marks: frozenset[str] | str = LIST
) -> list[tuple[int, int]]:
    """The places of what is listed between `start` and `end`: the first word of each, and after its last."""
    found: list[tuple[int, int]] = []
    here = start
    for at in range(start, end + 1):
        if at == end or letters[at] in marks:
            if at > here:
                found.append((here, at))
            here = at + 1
    return found


def word_at(tokens: list[Token], start: int) -> int | None:
    """Index of the word that begins at an offset. Sought by halves: a sentence may be as long as a text."""
    at = bisect_left(tokens, start, key=_start)
    return at if at < len(tokens) and tokens[at].start == start else None


def within(tokens: list[Token], start: int, end: int) -> list[Token]:
    """The words that stand in a part of the text as a whole."""
    return tokens[slice(*places(tokens, start, end))]


def places(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """The place of the first of them, and that after the last."""
    first = bisect_left(tokens, start, key=_start)
    return first, bisect_right(tokens, end, first, key=_end)


_start, _end = attrgetter("start"), attrgetter("end")


def first_word(spans: tuple[Span, ...], tokens: list[Token]) -> Token | None:
    """The word that pieces of the text begin with."""
    at = word_at(tokens, spans[0][0])
    return None if at is None else tokens[at]


def last_word(spans: tuple[Span, ...], tokens: list[Token]) -> Token | None:
    """The word that pieces of the text end in."""
    end = spans[-1][1]
    at = bisect_right(tokens, end, key=_end) - 1
    return tokens[at] if at >= 0 and tokens[at].end == end else None

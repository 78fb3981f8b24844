"""What a figure's missing words were said as before: a topic, an owner, the object of the same verb."""

from __future__ import annotations

from ..language.lettering import Span, clause_start, last_word, within, word_at
from ..language.token import BREAKS, CLAUSE_BREAKS, LIST, Token
from ..rules.classes import Classes, has, only
from .reading import Draft, Loan
from .sentence import Sentence

WORD = 2  # characters of the shortest word that names something


def bare_statistic(spans: tuple[Span, ...], tokens: list[Token]) -> bool:
    """Whether the item is one word that needs an owner."""
    token = tokens[token_at(tokens, spans[0][0])]
    return len(spans) == 1 and token.sense.relational and (token.start, token.end) == spans[0]


def nameless(words: list[Token], kinds: Classes) -> bool:
    """Whether words that end in a statistic say of nothing whose it is: 规范管理率, but not 粮食产量."""
    named = any(word.letter in kinds.owned or word.both or word.start < word.head for word in words)
    return bool(words) and words[-1].letter in kinds.statistic and not named


def token_at(tokens: list[Token], start: int) -> int:
    return word_at(tokens, start) or 0


def own(one: Draft, before: Draft | None, s: Sentence) -> Draft:
    """采纳率 → 再审检察建议采纳率: the owner is what was counted just before."""
    if _says_itself(one, before, s):
        return one
    theirs = _theirs(before, s) if before is not None else ()
    return _owned(one, before.with_(item=theirs) if before is not None and theirs else before, s)


def _owned(one: Draft, before: Draft | None, s: Sentence) -> Draft:
    """The same, of a statistic that does not say itself what it is of."""
    tokens, text = s.tokens, s.text
    apart = before is not None and _told_between(one, before, s)
    if before is None or not before.item or (apart and _owner_in_clause(one, s)):
        found = _owner_in_clause(one, s)
        if not found:
            return one
        return one.lent(Loan("item", found, None, "owner"), item=(*found, *one.item))
    start = one.item[0][0]
    word = last_word(one.item, tokens) or tokens[token_at(tokens, start)]
    told_of = word.sense.total and (one.joined in LIST or any(loan.field == "item" for loan in before.loans))
    headed = any(loan.reason == "head" for loan in before.loans)
    paired = word.sense.closes and s.letters[: before.at].endswith("Q")  # 案件90件145人，人数增加5人
    listed = before.joined in LIST and not paired
    if listed and (not before.statistic or headed) and not told_of:
        return one  # of which of the two is not said
    said, opens = text[slice(*before.item[-1])], text[start : start + 2]
    if word.end - start > len(opens) and (said.startswith(opens) or said.endswith(opens)):
        return one  # 人均结案312件，结案率94%; 出生人口2万人，出生率5‰
    denied = len(before.item) > 1 and text[slice(*before.item[0])][1:] == opens  # 不合格36批次，合格率98%
    owner = without_part(before.item[1:] if denied else before.item, tokens)
    takes = one.quantity.kind != "rank" and not word.sense.added and word.letter != "G"  # 收入增速 keeps 收入
    if owner == before.item and word.letter == "N" and before.quantity.unit == one.quantity.unit:
        return one  # 医师5万人，注册护士6万人: people are no part of others
    if owner == before.item and before.statistic and takes:
        bare = _without_statistic(owner, s)
        if bare is None:
            return one
        owner = bare
    repeated = text.find(opens, owner[-1][0] + 1, owner[-1][1]) if owner else -1
    if repeated > 0 and word.end - start > len(opens) and not text[slice(*owner[-1])].endswith(opens):
        if word_at(tokens, repeated) is None:
            return one  # 进出口总额, 其中出口额: another statistic
        owner = (*owner[:-1], (owner[-1][0], repeated))  # 地铁运营线路6条，运营里程205公里: 地铁运营里程
    if owner and text[slice(*owner[-1])].endswith(opens):
        owner = _without_opening(owner, owner[-1][1] - len(opens))
        if not owner:
            return one  # 存贷款余额5万亿元，其中贷款余额3万亿元: a part of it, and not its own
    loan = Loan("item", owner, before.place, "owner")
    return one.lent(loan, item=(*owner, *one.item), statistic=True)


def _theirs(one: Draft, s: Sentence) -> tuple[Span, ...]:
    """6家单位|往来款|长期未清理，金额3200万元: what is theirs has the statistic that follows."""
    if one.quantity.unit not in s.frames.actors or not (one.after and one.action):
        return ()
    first = token_at(s.tokens, one.action[0][0])
    if not one.item or one.item[-1][1] != one.action[0][0]:
        return ()
    last = first
    while s.letters[last] in s.kinds.noun:
        last += 1
    return ((s.tokens[first].start, s.tokens[last - 1].end),) if first < last else ()


def _says_itself(one: Draft, before: Draft | None, s: Sentence) -> bool:
    """Whether a statistic has no owner: 原煤产量3万吨，发电量9亿度, or a share of what would own it."""
    named = last_word(one.item, s.tokens)
    if named is not None and named.sense.topical:
        if before is None:
            return s.letters[one.left - 2 : one.left - 1] in tuple(s.kinds.locative)  # 主要产品中，发电量
        return _of_statistic(before)
    if before is None or one.whole is None or not before.item:
        return False
    return s.text[slice(*one.whole)] in s.text_of(before.item)


def _of_statistic(one: Draft) -> bool:
    """Whether a figure is of a statistic, or measures or changes, and is of nothing counted before it."""
    owned = any(loan.owns for loan in one.loans)
    return not owned and (one.statistic or one.role == "change" or one.quantity.kind != "count")


def of_account(one: Draft, before: Draft, s: Sentence) -> Draft:
    """One side of an account, or what is left, with the account: 基金收入9亿元，支出8亿元，结余1亿元."""
    side = s.tokens[token_at(s.tokens, one.item[0][0])]
    account = _account(before, side, s)
    if account is None:
        return own(one, before, s) if side.sense.relational else one
    loan = Loan("item", account, before.place, "owner")
    return one.lent(loan, item=(*account, *one.item)) if account else one


def _account(before: Draft, side: Token, s: Sentence) -> tuple[Span, ...] | None:
    """基金收入总计9亿元，支出总计8亿元: the account whose other side was said before; None where none was.

    What addends come to (加上补助3亿元、调入2亿元，收入总计14亿元) is of them all, and of no account.
    """
    start, end = before.item[-1]
    same = s.text.rfind(s.text[side.start : side.start + WORD], start, end)
    if side.sense.relational and same > start and side.end - side.start > WORD:
        return (*before.item[:-1], (start, same))  # 支出预算为38万元，支出决算为31万元
    named = within(s.tokens, start, end)
    closes = named[-1] if named else side
    rate = before.quantity.kind == "percent" and not before.loans
    owned = (
        not rate
        and before.statistic
        and (closes.head > closes.start or closes.sense.relational or closes.sense.account)
    )
    summed = same >= 0 or before.joined in LIST or any(token.letter in LIST for token in named)
    if not side.sense.relational and (summed or not owned):
        return ()
    account = before.item
    while before.statistic and (bare := _without_statistic(account, s)) and bare != account:
        account = bare
    planned = len(named) > 0 and named[0].sense.planned
    return None if account == before.item or planned else account


def _told_between(one: Draft, before: Draft, s: Sentence) -> bool:
    """Whether a clause with no figure stands between a figure and the one before."""
    return s.letters[before.at + 1] == ";" and before.at + 2 < one.left - 1


def _without_opening(owner: tuple[Span, ...], at: int) -> tuple[Span, ...]:
    """保险参保 → 保险, before 参保率: what both say is said once; nothing where what is left is no word."""
    start = owner[-1][0]
    return (*owner[:-1], (start, at)) if at - start >= WORD else owner[:-1] if at == start else ()


def _without_statistic(item: tuple[Span, ...], s: Sentence) -> tuple[Span, ...] | None:
    """粮食总产量 without 总产量; None where nothing else is named: a rate (资产负债率) owns nothing."""
    tokens, start = s.tokens, item[-1][0]
    last = last_word(item, tokens)
    if last is None or last.start < start:
        return item[:-1] if last is not None and last.head == start and len(item) > 1 else item
    if last.letter == "S" and last.start > start:
        if last.start < last.head:  # 发明|专利申请量: the word itself says what the statistic is of
            return (*item[:-1], (start, last.head))
        adverbs = all(t.letter in s.kinds.adverb for t in tokens if start <= t.start < last.start)
        return item[:-1] if adverbs else (*item[:-1], (start, last.start))
    if last.letter == "S" and len(item) > 1:
        return item[:-1]
    if last.head > start:  # one word
        return (*item[:-1], (start, last.head))
    return None if last.letter == "S" else item


def without_part(item: tuple[Span, ...], tokens: list[Token]) -> tuple[Span, ...]:
    """高中招生 without 招生: the body whose pupils are spoken of next."""
    if not item:
        return item
    start = item[-1][0]
    last = last_word(item, tokens)
    if last is None or last.letter != "N" or not last.sense.relational:
        return item
    kept = ((start, last.start),) if start < last.start else ()
    return (*item[:-1], *kept) or item


def _owner_in_clause(one: Draft, s: Sentence) -> tuple[Span, ...]:
    """The owner of a bare statistic, out of a clause before it that has no figure."""
    tokens, letters, kinds = s.tokens, s.letters, s.kinds
    end = one.left - 1
    start = clause_start(letters, end)
    if start > 1 and _in_passing(tokens, start, end) and letters[start - 1] == ";":
        found = topic(one, s)  # 重工业生产，由于调整，产值下降5%
        if not found:
            return ()
        (first, ends), last = found[0], last_word(found, tokens)
        nominal = last is not None and last.letter == "w" and last.start > first
        return ((first, last.start if nominal and last is not None else ends),)
    while start < one.left and letters[start] in kinds.opening_owner:
        start += 1
    word = tokens[start]
    stated = s.text[slice(*one.item[-1])]
    if word.start < word.head < word.end and any(
        s.text[t.start : t.end] == stated for t in tokens[start + 1 : end]
    ):
        return ((word.start, word.head),)  # 粮食面积、总产、单产均有增加，总产…
    alone = start + 1 < one.left and letters[start + 1] not in LIST
    if alone and letters[start] in kinds.owner and tokens[start].quantity is None:
        return ((tokens[start].start, tokens[start].end),)  # 服务业作用明显，增加值…
    return ()


def aside(one: Draft, s: Sentence) -> bool:
    """Whether a figure stands in an aside: 剔除一次性收入1.26亿元后，…"""
    start = clause_start(s.letters, one.left, CLAUSE_BREAKS)
    return any(t.sense.aside for t in s.tokens[start : min(start + 2, one.at)])


def headline(one: Draft, s: Sentence) -> tuple[Span, ...]:
    """产品产量都有增长：原煤增长17%, 焦炭增长22%: the statistic before the colon is that of each."""
    tokens, letters, text = s.tokens, s.letters, s.text
    last = last_word(one.item, tokens)
    colon = next((k for k in range(one.left - 1, 0, -1) if text[tokens[k].start] in "：:"), 0)
    if last is None or last.letter in s.kinds.measured or not colon:
        return ()
    start = clause_start(letters, colon)
    told = has(letters[start:colon], s.kinds.told)
    bare = [k for k in range(start, colon) if letters[k] == "S"]
    if not told or not bare:
        return ()
    word = tokens[bare[-1]]
    named = word.sense.relational or word.head > word.start
    return ((max(word.start, word.head), word.end),) if named else ()


def compared(one: Draft, tokens: list[Token]) -> bool:
    """Whether a figure is what another is compared with: 比预算数280亿元少8亿元."""
    at = token_at(tokens, one.item[0][0]) if one.item else 0
    return at > 0 and tokens[at - 1].letter == "B"


def said_before(one: Draft, s: Sentence) -> tuple[Span, ...]:
    """The object that the same verb had earlier in the sentence: 拟发行特别国债，今年先发行1万亿元."""
    tokens, letters, text = s.tokens, s.letters, s.text
    if len(one.action) != 1:
        return ()
    verb = text[slice(*one.action[0])]
    for k in range(one.left - 1, -1, -1):
        if letters[k] in s.kinds.acts and text[tokens[k].start : tokens[k].end] == verb:
            end = k + 1
            while end < one.left and letters[end] in s.kinds.phrase:
                end += 1
            if end > k + 1 and letters[end - 1] in s.kinds.thing and letters[end] in s.kinds.parts:
                return ((tokens[k + 1].start, tokens[end - 1].end),)
    return ()


def set_off(one: Draft, s: Sentence) -> tuple[Span, ...]:
    """A noun phrase that a comma sets off before a figure with no noun: 城镇居民人均收入，1982年为494元."""
    letters, end = s.letters, one.left - 1
    if end < 1 or letters[end] != ";" or s.text[s.tokens[end].start] not in "，,":
        return ()
    start = clause_start(letters, end)
    if start == end or start == 0 or letters[start - 1] != ";":
        return ()
    said = letters[start:end]
    if said[0] in s.kinds.towards and said[-1] == "u":  # 对不应当立案而立案的，监督撤案592件
        return s.trimmed(start + 1, end)
    named = said[-1] in s.kinds.statistic and only(said, s.kinds.phrase)
    described = said[-1] in s.kinds.noun and "u" in said and only(said, s.kinds.phrase + s.kinds.acts)
    return s.trimmed(start, end) if named or described else ()


def topic(one: Draft, s: Sentence) -> tuple[Span, ...]:
    """The thing the clause before spoke of: what was done to it, else its object."""
    tokens, letters, kinds = s.tokens, s.letters, s.kinds
    end = one.left
    while end > 0 and letters[end - 1] in BREAKS:
        end -= 1
    start = clause_start(letters, end)
    while start < end and start > 1 and _in_passing(tokens, start, end) and letters[start - 1] == ";":
        end = start - 1
        start = clause_start(letters, end)
    if start == end or any(token.sense.principle for token in tokens[start:end]):
        return ()
    first, end = _without_opening_phrase(start, end, s)
    while first < end and letters[first] in kinds.before_topic:
        first += 1
    if first < end and letters[first] in kinds.level:
        return ()  # 这在当时是绝对必要的
    while first + 1 < end and letters[first] == "A" and letters[first + 1] in kinds.noun:
        first += 1  # 全国社会商品零售总额
    last = max(first, letters.rfind("u", first, end))
    led = first > start and "V" in letters[start:first]  # 调整乡镇赋权事项: the verb inside is of the name
    while last < end and (
        (letters[last] not in kinds.ends_topic and not _goes_on_to_act(last, end, s))
        or (led and letters[last] == "V" and letters[last + 1] in kinds.named)
    ):
        last += 1
    while last > first and letters[last - 1] not in kinds.nominal:
        last -= 1
    return ((tokens[first].start, tokens[last - 1].end),) if first < last else ()


def _without_opening_phrase(start: int, end: int, s: Sentence) -> tuple[int, int]:
    """Where the words of a topic begin and end, without what was done to it or where that was."""
    letters, kinds = s.letters, s.kinds
    first = start
    for j in range(start, end):
        if letters[j] in kinds.towards and first == start < j and has(letters[j:end], kinds.locative):
            if not {"u", "S"} <= set(letters[j:end]):  # 消费在国民收入中的比重 is whole
                end = j  # 油料在增产的基础上
            break
        done = letters[j] in kinds.does and s.tokens[j].sense.letter != "E"
        opens = letters[j] == "v" or not letters[start:j].strip(kinds.opening_body)
        if letters[j] in kinds.towards or (done and first == start and opens):
            first = j + 1
    return first, end


def _goes_on_to_act(at: int, end: int, s: Sentence) -> bool:
    """Whether an adverb begins what is done to the topic: 对文件|逐件评估."""
    rest = s.letters[at + 1 : end]
    return s.letters[at] == "d" and bool(rest) and only(rest, s.kinds.acts + s.kinds.adverb)


def _in_passing(tokens: list[Token], start: int, end: int) -> bool:
    """Whether a clause gives a cause or a manner: 由于原料限制, 按可比价格计算."""
    return tokens[start].sense.aside or tokens[end - 1].sense.aside

"""The statistic that the parts of a whole share: 零售额增长4%。分行业看，批发业增长4.3%, of whose 零售额."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from ..dataclass import dataclass, field
from ..language.lettering import Span
from ..language.token import Token
from ..rules.matching import every, found, match
from ..rules.rule import Rule, RuleSet
from .amounts import Amounts, bare
from .reading import Draft, Loan

NEAR = 2  # characters after a word that may make it a bound
Said = tuple[Token, Token | None]  # a statistic, and the word after it


@dataclass(slots=True)
class Parts:
    """The statistics said so far in a paragraph, for the parts that are named after them without one."""

    text: str
    rules: RuleSet
    amounts: Amounts
    past: list[tuple[list[Said], Span]] = field(default_factory=list)  # its sentences not looked at yet
    said: Token | None = None  # the statistic said last before them

    def forget(self) -> None:
        """A paragraph begins."""
        self.past, self.said = [], None
        self.amounts.told.clear()

    def complete(self, drafts: tuple[Draft, ...], tokens: list[Token], sentence: Span) -> tuple[Draft, ...]:
        """The drafts of a sentence, each part with its statistic; every sentence with figures, in order."""
        if any(self._may_lack(one) for one in drafts) or self.amounts.may_lack(drafts):
            drafts = tuple(self._filled(drafts, tokens, sentence))
        else:
            for one in drafts:
                self.amounts.keep(one, tokens)
        if said := _statistics(tokens):
            self.past.append((said, sentence))
        return drafts

    def _filled(self, drafts: Sequence[Draft], tokens: list[Token], sentence: Span) -> Iterator[Draft]:
        splits = self._splits(sentence)
        heads = self._heads(_statistics(tokens), splits)
        ends = [token.end for token in heads]
        filled: dict[tuple[Span, ...], Loan] = {}
        counted: set[tuple[Span, ...]] = set()
        # the statistic of goods by their unit; None for those in any: 主要产品产量中
        measured: dict[str | None, Token] = (
            {None: topic} if (topic := self._topic(tokens, splits)) is not None else {}
        )
        fellow = False  # whether the figure before it is of a part
        for one, run in self.amounts.runs(drafts, splits, sentence, tokens):
            parted = bool(splits) and splits[0][0] < one.quantity.start
            part = parted and (fellow or one.joined == "I")
            if one.item in filled:
                loan = filled[one.item]
                one = one.lent(loan, item=(*one.item, *loan.spans), statistic=True)
            elif not self._counted(one, counted) and (
                (head := self._head_for(one, parted, part, heads, ends)) is not None
                or (head := self._measured(one, measured)) is not None
                or (head := self.amounts.of(one, run)) is not None
            ):
                shared = self._shared_part(one.item, head)
                filled[one.item] = Loan("item", (shared,), one.place, "same-item")
                loan = Loan("item", (shared,), None, "member")
                one = one.lent(loan, item=(*one.item, shared), statistic=True)
                one = self.amounts.done(one, head, run)
            elif one.role == "level" and (one.quantity.kind != "money" or not self._lacks(one, parted, part)):
                counted.add(one.item)  # 其中企业410万户、增长7.7%: the firms themselves are counted
            if one.statistic and one.quantity.kind == "measure":
                measured.update((one.quantity.unit, head) for head in heads if self._ends(one.item, head))
            self.amounts.keep(one, tokens)
            fellow = parted and one.role == "change" and one.statistic
            yield one

    def _counted(self, one: Draft, counted: Collection[tuple[Span, ...]]) -> bool:
        """Whether what a figure counts was counted itself, or something it is a kind of: 游客, 外国游客."""
        said = self.text[one.item[0][0] : one.item[-1][1]] if one.item else ""
        return any(said.endswith(self.text[slice(*item[-1])]) for item in counted if item)

    def _head_for(
        self, one: Draft, parted: bool, part: bool, heads: Sequence[Token], ends: Sequence[int]
    ) -> Token | None:
        """The statistic that a figure lacks; None where it lacks none, or none was said that it can be of."""
        if not self._lacks(one, parted, part):
            return None
        before = bisect_right(ends, one.quantity.start)
        head = heads[before - 1] if before else self._before()
        return head if head is not None and self._fits(one, head) else None

    def _measured(self, one: Draft, measured: Mapping[str | None, Token]) -> Token | None:
        """The statistic of a thing measured like the one before it: 原煤产量8亿吨，原油1亿吨."""
        if one.after or not _plain(one):
            return None
        if None in measured and one.role == "level" and one.quantity.kind in ("measure", "count"):
            return measured[None]
        return measured.get(one.quantity.unit) if one.quantity.kind == "measure" else None

    def _ends(self, item: tuple[Span, ...], head: Token) -> bool:
        """Whether an item ends in a word that says how much of a good there is."""
        return item[-1][1] == head.end and self._measures(head)

    def _measures(self, word: Token) -> bool:
        return word.letter == "S" and found(self._scoped("measured"), self.text[word.start : word.end])

    def _topic(self, tokens: list[Token], splits: Sequence[Span]) -> Token | None:
        """What the words that first part a whole say there is of each good."""
        inside = (word for word in tokens if splits and splits[0][0] <= word.start < splits[0][1])
        return next((word for word in inside if self._measures(word)), None)

    def _before(self) -> Token | None:
        """The statistic said last in the sentences before; each is looked at once."""
        while self.past:
            said, sentence = self.past.pop()
            heads = self._heads(said, self._splits(sentence))
            head = heads[-1] if heads else None
            if head is not None:
                self.said, self.past = head, []
        return self.said

    def _splits(self, sentence: Span) -> list[Span]:
        return sorted(
            hit.span() for rule in self._scoped("split") for hit in every(rule, self.text, *sentence)
        )

    def _scoped(self, scope: str) -> tuple[Rule, ...]:
        return self.rules.grouped("members", "scope").get(scope, ())

    def _heads(self, said: Sequence[Said], splits: Sequence[Span]) -> list[Token]:
        """Those of the statistics of a sentence that parts may share, in order."""
        return [one for one, after in said if self._shared(one, splits, after)]

    def _shared(self, token: Token, splits: Sequence[Span], after: Token | None) -> bool:
        """Whether a word is a statistic that parts may share: not what says how a whole is parted (分规模看),
        no bound (规模以上), and no part of a longer name (投资企业)."""
        if bare(token) is None or (after is not None and after.letter == "N"):
            return False
        if any(match(rule, self.text, token.end, token.end + NEAR) for rule in self._scoped("bound")):
            return False
        at = bisect_right(splits, (token.start, len(self.text)))
        return not at or splits[at - 1][1] < token.end

    def _may_lack(self, one: Draft) -> bool:
        """Whether a figure is a rate of change or an amount, of what its words name as no statistic."""
        if not _plain(one):
            return False
        kind = one.quantity.kind
        if kind == "measure":
            return one.role != "change"
        if one.role != "level":
            return one.role == "change" and kind == "percent"
        return kind == "money" or (kind == "count" and len(one.quantity.unit or "") > 1)

    def _lacks(self, one: Draft, parted: bool, part: bool) -> bool:
        """Whether what a figure counts is a part, and no statistic: changed by a rate or parted off.

        `part`: it is told as one, first or after another: 其中城市上涨0.2%，农村上涨0.1%.
        """
        if not self._may_lack(one) or (one.role == "level" and not parted):
            return False
        if one.quantity.kind == "measure":
            return False
        if one.quantity.kind == "count":
            return True
        told = part and one.role == "change" and not one.loans
        return self._is("member", one.item) or (parted and (told or self._is("body", one.item)))

    def _fits(self, one: Draft, head: Token) -> bool:
        """Whether a figure can be of a statistic: a count in the unit it is named by (诊疗人次|2.4亿人次)."""
        unit = one.quantity.unit
        if one.quantity.kind != "count":
            return True
        return unit is not None and self.text.endswith(unit, head.start, head.end)

    def _is(self, scope: str, item: tuple[Span, ...]) -> bool:
        return found(self._scoped(scope), "".join(self.text[a:b] for a, b in item))

    def _shared_part(self, item: tuple[Span, ...], head: Token) -> Span:
        """What a part takes of a statistic: 饮料类|商品零售额, but 采矿业|增加值 of 工业增加值."""
        first = None if self._is("category", item) else self.amounts.tail(head)
        bracket = self.text.find("(", head.start, head.end)  # 价格指数(CPI)
        start = head.start if first is None else first
        end = bracket if bracket > head.start else head.end
        named = self.text[slice(*item[-1])]
        said = self.text[start:end]
        twice = next((size for size in range(len(said) - 1, 0, -1) if named.endswith(said[:size])), 0)
        return start + twice, end


def _statistics(tokens: list[Token]) -> list[Said]:
    """The statistics of a sentence, all that is kept of one: a paragraph may be as long as a text."""
    follows = chain(tokens[1:], (None,))
    return [(one, after) for one, after in zip(tokens, follows, strict=True) if one.letter == "S"]


def _plain(one: Draft) -> bool:
    """Whether a figure has a name, which is no statistic, and neither a verb nor a whole."""
    return bool(one.item) and not (one.statistic or one.action or one.whole)

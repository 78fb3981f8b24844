"""The topic said in a sentence of its own: 项目支出。安排5.6亿元; 经营主体稳中培优。总量达1461万户."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ..dataclass import dataclass
from ..language.lettering import Span
from ..language.token import Token
from ..rules.classes import Classes, only
from .antecedents import bare_statistic
from .reading import Draft, Loan

LONGEST = 80  # characters of a topic


@dataclass(slots=True)
class Openings:
    """The topic of the paragraph that is being read."""

    text: str
    cut: Callable[[int], list[Token]]
    """the words of a sentence, by its number"""
    kinds: Classes
    first: int | None = None  # the sentence that opens it, where that may be a topic
    topic: tuple[Span, ...] | None = None  # None where it was not yet looked for
    told: int | None = None  # the sentence before, where it counts nothing
    plain: int | None = None  # the sentence being read, where it counts nothing

    def begin(self, number: int, start: int, end: int, line: int, counts: bool) -> None:
        """A paragraph begins with a sentence and ends at `line`; `counts`: the sentence has figures."""
        alone = not counts and end - start <= LONGEST and self.text[end - 1 : end] == "。" and end < line
        self.first, self.topic = (number, None) if alone else (None, ())
        self.plain = None

    def read_on(self, number: int, counts: bool) -> None:
        """A sentence of the paragraph is read."""
        self.told, self.plain = self.plain, None if counts else number

    def complete(self, drafts: tuple[Draft, ...], tokens: list[Token]) -> tuple[Draft, ...]:
        """The drafts; those that count nothing, or a statistic of nothing, with what was spoken of."""
        drafts = self._totals(drafts, tokens)
        return drafts if self.topic == () else tuple(self._completed(drafts, tokens))

    def _totals(self, drafts: tuple[Draft, ...], tokens: list[Token]) -> tuple[Draft, ...]:
        """A total that opens a sentence is of the subject of the sentence before."""
        if self.told is None or not drafts or not self._total(drafts[0], tokens):
            return drafts
        first = drafts[0]
        owner = self._subject(self.cut(self.told))
        if not owner:
            return drafts
        told = Loan("item", owner, None, "opening")
        acted = [d.lent(told, item=owner) if d.action and d.item == first.item else d for d in drafts[1:]]
        return (first.lent(told, item=(*owner, *first.item)), *acted)

    def _total(self, one: Draft, tokens: list[Token]) -> bool:
        said = one.item and not one.actor and not one.action and bare_statistic(one.item, tokens)
        return bool(said) and tokens[one.left].sense.total and one.left == 0

    def _subject(self, tokens: Sequence[Token]) -> tuple[Span, ...]:
        """The noun phrase that a sentence begins with."""
        end = 0
        while end < len(tokens) and tokens[end].letter in self.kinds.name:
            end += 1
        return ((tokens[0].start, tokens[end - 1].end),) if 0 < end < len(tokens) else ()

    def _completed(self, drafts: Sequence[Draft], tokens: list[Token]) -> Iterator[Draft]:
        filled: dict[tuple[Span, ...], Loan] = {}
        for one in drafts:
            if one.item in filled:
                loan = filled[one.item]
                one = one.lent(loan, item=(*loan.spans, *one.item))
            elif self._lacks(one, tokens) and (topic := self._topic()):
                filled[one.item] = Loan("item", topic, one.place, "same-item")
                one = one.lent(Loan("item", topic, None, "opening"), item=(*topic, *one.item))
            yield one

    def _lacks(self, one: Draft, tokens: list[Token]) -> bool:
        if one.role != "level" or one.actor or one.quantity.kind == "duration":
            return False
        return bare_statistic(one.item, tokens) and not one.action if one.item else True

    def _topic(self) -> tuple[Span, ...]:
        if self.topic is None:
            self.topic = self._named(self.cut(self.first)) if self.first is not None else ()
        return self.topic

    def _named(self, tokens: Sequence[Token]) -> tuple[Span, ...]:
        """The noun phrase that a sentence is, if it is nothing else."""
        words = list(tokens)
        while words and words[0].letter in ";(":  # — and numbering
            words.pop(0)
        while words and words[-1].letter in ";)":
            words.pop()
        if not words or words[0].letter not in self.kinds.name:
            return ()
        acts = words[-1].letter in self.kinds.ends_act  # 就业支出, or what ends in （项）
        inside = self.kinds.in_act if acts else self.kinds.in_name
        if not only("".join(word.letter for word in words), inside):
            return ()
        start = words[0].start
        while start < words[-1].end and not self.text[start].isalpha():  # ①
            start += 1
        return ((start, words[-1].end),) if start < words[-1].end else ()

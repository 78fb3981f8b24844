"""The amount that things are parts of, told in its unit: 货运量3200万吨，其中铁路120万吨."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..dataclass import dataclass, field
from ..language.lettering import Span, last_word
from ..language.token import Token
from ..rules.matching import earliest, found
from ..rules.rule import Rule
from .fellows import SEMICOLON
from .reading import Draft, with_action

COLON, COMMA = ":：", ",，"
HERD = ""  # stands for the units in which animals are told of


def bare(token: Token) -> int | None:
    """Where the bare statistic begins that a word is or ends in; None for one that cannot be shared."""
    if token.head > token.start:
        return token.head
    return token.start if token.sense.relational else None


@dataclass(slots=True)
class Amounts:
    """The statistics of a paragraph by the unit they were told in, for the parts named after them."""

    text: str
    scopes: Mapping[str, Sequence[Rule]]
    told: dict[str, tuple[Token, Draft]] = field(default_factory=dict)
    """the one said last in each unit, with the figure that is of it"""
    lasting: bool = False  # whether a semicolon does not end the parts: 其中：A；B

    def keep(self, one: Draft, tokens: list[Token]) -> None:
        """Keep the statistic that a figure is of."""
        unit = self._unit(one)
        part = any(loan.reason == "member" for loan in one.loans)
        if unit is None or part or one.role == "change" or not one.item:
            return
        word = last_word(one.item, tokens)
        if word is not None and word.letter == "S":
            self.told[unit] = word, one
        else:
            self.told.pop(unit, None)

    def runs(
        self, drafts: Sequence[Draft], splits: Sequence[Span], sentence: Span, tokens: list[Token]
    ) -> Iterator[tuple[Draft, bool]]:
        """The figures of a sentence, each with whether it is of a part: right after words that part a whole,
        or listed after such a figure. A part that was read as what was done has its name."""
        run, before = False, None
        names: dict[int, Span] = {}  # of such parts, by their places
        for one in drafts:
            since = sentence[0] if before is None else before.quantity.start
            split = next((hit for hit in splits if since <= hit[0] < one.quantity.start), None)
            run, before = self._goes_on(one, before, split, run), one
            source = next((loan.source for loan in one.loans if loan.field == "item"), None)
            if run and (name := self._name(one, tokens)) is not None:
                names[one.place] = name
                kept = tuple(loan for loan in one.loans if loan.field != "item")
                one = one.with_(item=(name,), action=(), statistic=False, loans=kept)
            elif source in names and one.role == "change":
                one = one.with_(item=(names[source],), action=())  # 教育18亿元，增长3%
            yield one, run

    def _goes_on(self, one: Draft, before: Draft | None, split: Span | None, run: bool) -> bool:
        """Whether a figure is of a part; a semicolon ends them but after 其中： or 分产业看，."""
        if split is not None:
            said = self.text[split[0] : split[1] + 1]
            self.lasting = before is None or said[-1] in COLON or said[-2] in COMMA + COLON
            return True
        lent = any(loan.field == "action" for loan in one.loans)
        does = bool(one.action and one.item) and one.action[0][0] < one.item[0][0] and not lent
        if not run or before is None or does:  # 其中高铁370公里，新增公路2600公里
            return False
        between = self.text[before.quantity.end : one.quantity.start]
        return self.lasting or not any(mark in between for mark in SEMICOLON)

    def _name(self, one: Draft, tokens: list[Token]) -> Span | None:
        """The name of a part that was read as what was done: 水产品产量6万吨，其中养殖5万吨."""
        taken = any((loan.field, loan.reason) == ("item", "left-out") for loan in one.loans)
        if not taken or self._unit(one) not in self.told or len(one.action) != 1 or one.role != "level":
            return None
        last = tokens[one.at - 1]
        alone = (last.start, last.end) == one.action[0] and last.sense.letter == "w"
        return one.action[0] if alone else None

    def of(self, one: Draft, run: bool) -> Token | None:
        """The statistic that a figure is of a part of; None where none was told in its unit.

        Animals share one without being parted off (生猪出栏43万头，羊5万只). What is itself so much of the
        sum (水资源总量9亿立方米，其中地表水8亿立方米), or money itself (税收), has its own name.
        """
        unit = self._unit(one)
        if unit not in self.told or one.after or one.role == "change" or not one.item:
            return None
        head, whole = self.told[unit]
        told = one.action and one.action[0][0] >= one.item[-1][1]  # 第二产业|完成|57亿元
        again = not one.action or (told and self._said(one.action) == self._said(whole.action))
        if one.statistic or one.whole or not again or not (run or unit == HERD):
            return None
        return head if self.tail(head) is not None and self._shares(one, head, unit) else None

    def _shares(self, one: Draft, head: Token, unit: str) -> bool:
        named = self.text[head.start : head.end]
        if unit == HERD:
            return self._is("herded", named)
        if one.quantity.kind == "money":
            return self._is("borne", named) and not self._is("sum", self._said(one.item))
        return not self._is("itself", named)

    def done(self, one: Draft, head: Token, run: bool) -> Draft:
        """A part with what was done to the whole: 新增铁路里程1.9万公里，其中高铁0.9万公里."""
        said, whole = self.told.get(self._unit(one) or HERD, (None, one))
        if not run or said is not head or one.role != "level" or one.quantity.kind == "money" or one.action:
            return one
        return with_action(one, whole, "part")

    def tail(self, token: Token) -> int | None:
        """Where the bare statistic begins that a word ends in; None where none does."""
        named = earliest(self.scopes.get("amount", ()), self.text, token.start, token.end)
        firsts = [at for at in (bare(token), named) if at is not None]
        return min(firsts, default=None)

    def may_lack(self, drafts: Sequence[Draft]) -> bool:
        """Whether a figure of no statistic is told in a unit that was told of something before it."""
        seen = set(self.told)
        for one in drafts:
            unit = self._unit(one)
            if unit is not None and one.role != "change":
                if unit in seen and not one.statistic:
                    return True
                seen.add(unit)
        return False

    def _unit(self, one: Draft) -> str | None:
        """The unit by which parts are told to be of one amount; None where things themselves are counted."""
        unit, kind = one.quantity.unit or "", one.quantity.kind
        if kind in ("measure", "money"):
            return unit
        if kind != "count" or not unit:
            return None
        if self._is("herd", unit):
            return HERD
        return unit if len(unit) > 1 else None

    def _said(self, spans: tuple[Span, ...]) -> str:
        return "".join(self.text[a:b] for a, b in spans)

    def _is(self, scope: str, text: str) -> bool:
        return found(self.scopes.get(scope, ()), text)

"""Areas and levels of government as parts of a whole: 婴儿死亡率4.0‰，其中城市2.6‰."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from operator import attrgetter

from ..dataclass import dataclass, field
from ..language.lettering import Span, within
from ..language.token import BREAKS, LIST, Token
from ..records import Role
from ..rules.matching import earliest, found, match
from ..rules.rule import Rule
from .reading import Draft, Loan
from .respectively import BOTH
from .sentence import Sentence

_start = attrgetter("start")

Wholes = dict[tuple[str | None, Role], Draft]


@dataclass(slots=True)
class Areas:
    """What a paragraph told last that is of no area; areas and levels named as its parts are of it."""

    scopes: Mapping[str, Sequence[Rule]]
    """names of areas (城市), of levels of government, whose a figure is (市本级), and of grades (省级), which
    are such levels where money is told of; of classes of things (图解类), and ways by which they came (信函);
    words that part a whole (其中); what is told that has kinds (案件) and that bodies have so many of (信息);
    such bodies (机关)"""
    item: tuple[Span, ...] = ()  # what the figures told last count
    wholes: Wholes = field(default_factory=dict)  # those, by unit and role

    def forget(self) -> None:
        """A paragraph begins."""
        self.item = ()
        self.wholes.clear()

    def begin(self, text: str, start: int) -> None:
        """A paragraph begins; one that parts what the one before told of goes on with that."""
        if not any(match(rule, text, start) for rule in self.scopes.get("split", ())):
            self.forget()
        self.wholes = {key: one.with_(action=()) for key, one in self.wholes.items()}

    def complete(self, drafts: tuple[Draft, ...], s: Sentence) -> tuple[Draft, ...]:
        """The drafts of a sentence, each area or level that is a part with what the whole is of."""
        return tuple(self._completed(drafts, s))

    def _completed(self, drafts: Sequence[Draft], s: Sentence) -> Iterator[Draft]:
        start = earliest(self.scopes.get("split", ()), s.text, *s.bounds)
        parted = s.bounds[1] if start is None else start
        filled: dict[tuple[Span, ...], Draft] = {}
        unnamed: set[str | None] = set()  # the units in which something without a name was told
        kept: Wholes | None = None  # what was told before the parts
        for one in drafts:
            one = self._by_way(one, s)
            if one.quantity.start >= parted and (kept is None or one.joined == "I"):
                kept = dict(self.wholes)
            area, tier = self._of_area(one, s), self._of_tier(one, s)
            if not (area or tier) and one.item not in filled:
                area, tier = self._of_matter(one, parted, s)
            if one.item in filled:
                one = _like(one, filled[one.item])
            elif (marked := self._marked(one, kept, s, unnamed)) is not None:
                one = filled[one.item] = marked
            elif not (area or tier):
                one = self._told(one, parted, s)
            elif (whole := self._whole(one, parted)) is not None and self._apart(one, whole, parted, s):
                made = _of_level(one, whole) if tier else _of_part(one, whole)
                filled[one.item] = made
                one = made
            if not one.item or any(loan.reason == "left-out" for loan in one.loans):
                unnamed.add(one.quantity.unit)
            yield one

    def _by_way(self, one: Draft, s: Sentence) -> Draft:
        """信函4件，当面8件: a word that is no noun may say of which class those are that a figure counts."""
        word = s.tokens[one.at - 1]
        alone = one.at - one.left < 2 or s.letters[one.at - 2] in (*BREAKS, "I")
        lent = any((loan.field, loan.reason) == ("item", "left-out") for loan in one.loans)
        if not (alone and lent and word.letter in s.kinds.adjective) or one.after:
            return one
        item = ((word.start, word.end),)
        return one.with_(item=item, loans=_not_of_item(one)) if self._named("way", item, s) else one

    def _told(self, one: Draft, parted: int, s: Sentence) -> Draft:
        """A figure that may be a whole, kept; one of a level that says all but what it did, with that."""
        fellow = one.joined == "I" or one.joined in LIST
        fellow = fellow or parted == s.bounds[0]
        if not one.item or (fellow and one.quantity.start >= parted and one.item != self.item):
            return one  # a part by something else
        if one.quantity.kind == "count" and s.only(one.item, s.kinds.statistic):
            return one  # 上年结转3件: what is told next is of those told before
        if one.item != self.item:
            self.forget()
        self.item = one.item
        whole = self.wholes.get((one.quantity.unit, one.role))
        if whole is None or one.quantity.start < parted:
            either = _of_either(one, s)
            self.wholes[one.quantity.unit, one.role] = one if either == one.item else one.with_(item=either)
        elif not one.action and one.role == "level" and self._acts(one, whole, s):
            return one.lent(Loan("action", whole.action, None, "part"), action=whole.action)
        return one

    def _acts(self, one: Draft, whole: Draft, s: Sentence) -> bool:
        """Whether a figure of the whole's things names a level or a body that has so many of them."""
        told = s.text_of(whole.item)
        body = one.actor != whole.actor and self._is("told", told) and self._body(one.actor, s)
        return self._named("tier", one.actor, s) or body

    def _of_area(self, one: Draft, s: Sentence) -> bool:
        counted = one.quantity.kind == "count" and one.quantity.unit not in s.frames.persons
        classed = any(self._named(scope, one.item, s) for scope in ("grade", "class"))
        return (counted and classed) or any(self._named(scope, one.item, s) for scope in ("way", "area"))

    def _marked(self, one: Draft, kept: Wholes | None, s: Sentence, unnamed: Set[str | None]) -> Draft | None:
        """A figure that says only of what kind those are that it counts, with those: 案卷986卷，优秀312卷.

        `kept`: what was told before the words that part it, where they stand before the figure.
        """
        counted = one.quantity.kind == "count" and one.role == "level" and not one.after
        own = one.item[-1:] if len(one.item) == 2 and one.qualifier else one.item
        if not counted or _does(one) or not self._named("attribute", own, s):
            return None
        lent = not one.qualifier and any(loan.field == "item" for loan in one.loans)
        if kept is None and (lent or one.quantity.unit in unnamed):
            return None  # 注销证件291人，参考1428人，合格1309人
        wholes = self.wholes if kept is None else kept
        whole = wholes.get((one.quantity.unit, one.role))
        if whole is None and one.quantity.unit in s.frames.persons:  # 检察官314名，其中35岁以下61人
            people = ((unit, role) for unit, role in wholes if unit in s.frames.persons)
            whole = next((wholes[key] for key in people if key[1] == one.role), None)
        if whole is None or one.quantity.value >= whole.quantity.value:
            return None
        return _of_part(one.with_(item=one.item[:1]), whole)

    def _of_matter(self, one: Draft, parted: int, s: Sentence) -> tuple[bool, bool]:
        """Whether a part is a kind of cases (从领域看，公安120件), or a body that had so many."""
        whole = self._whole(one, parted)
        plain = one.quantity.kind == "count" and one.role == "level" and len(one.item) == 1
        if whole is None or not plain or one.quantity.unit in s.frames.persons or _does(one):
            return False, False
        said = within(s.tokens, *one.item[0])
        if not said or one.statistic or one.item[0][1] != s.tokens[one.at - 1].end:
            return False, False
        told = s.text_of(whole.item)
        if self._is("told", told) and self._body(one.item, s):
            return False, True
        among = any(word.start == parted and word.letter == "I" for word in s.tokens)
        named = self._is("matter", s.text[slice(*one.item[0])]) or any(t.letter in s.kinds.does for t in said)
        return self._is("matter", told) and not (among or named), False

    def _body(self, spans: tuple[Span, ...], s: Sentence) -> bool:
        """Whether words name a body, or bodies."""
        return bool(spans) and (s.only(spans, s.kinds.body) or self._named("agency", spans, s))

    def _is(self, scope: str, text: str) -> bool:
        return found(self.scopes.get(scope, ()), text)

    def _of_tier(self, one: Draft, s: Sentence) -> bool:
        paid = one.quantity.kind == "money" and self._named("grade", one.item, s)
        return paid or self._named("tier", one.item, s)

    def _named(self, scope: str, spans: tuple[Span, ...], s: Sentence) -> bool:
        return len(spans) == 1 and found(self.scopes.get(scope, ()), s.text[slice(*spans[0])])

    def _apart(self, one: Draft, whole: Draft, parted: int, s: Sentence) -> bool:
        """Whether what was told last is the whole: 其他2件 after other parts is not of the last of them."""
        return whole.quantity.start < parted or not any(
            self._named(scope, one.item, s) for scope in ("class", "way")
        )

    def _whole(self, one: Draft, parted: int) -> Draft | None:
        """The whole that a part is told of like: as much, in one unit."""
        if one.quantity.start < parted or one.after or one.whole is not None:
            return None
        return self.wholes.get((one.quantity.unit, one.role))


def _does(one: Draft) -> bool:
    """Whether a figure's own words say what was done."""
    lent = any(loan.field == "action" for loan in one.loans)
    return bool(one.action) and not lent


def _not_of_item(one: Draft) -> tuple[Loan, ...]:
    """What a figure took beside its item."""
    return tuple(loan for loan in one.loans if loan.field != "item")


def _of_part(one: Draft, whole: Draft) -> Draft:
    """A part by where it is, or of what grade: 城市|婴儿死亡率."""
    loan = Loan("item", whole.item, None, "member")
    return one.lent(loan, item=(*one.item, *whole.item), statistic=whole.statistic)


def _of_level(one: Draft, whole: Draft) -> Draft:
    """What a level of government did of the whole."""
    acts = one.action or whole.action
    loans = (Loan("item", whole.item, None, "member"), Loan("action", acts, None, "part"))
    return one.lent(*loans, item=whole.item, actor=one.item, action=acts, statistic=whole.statistic)


def _like(one: Draft, part: Draft) -> Draft:
    """A figure that is told of a part too: 城市700亿元，增长7%."""
    loan = Loan("item", part.item, part.place, "same-item")
    if one.actor and one.actor[0][0] > part.quantity.start:  # another body: 市直部门3万条，区县政府7万条
        acts = Loan("action", part.action, part.place, "part")
        return one.lent(loan, acts, item=part.item, action=part.action, statistic=part.statistic)
    tier = part.actor if part.actor == one.item else one.actor
    return one.lent(loan, item=part.item, actor=tier, statistic=part.statistic)


def _of_either(one: Draft, s: Sentence) -> tuple[Span, ...]:
    """What a figure counts without the parts it names: 城乡低保金 → 低保金, 各级科技项目 → 科技项目."""
    start, end = one.item[0]
    first, last = (bisect_left(s.tokens, at, key=_start) for at in (start, end))
    for token in s.tokens[first:last]:
        if token.both and token.start == start and end - start > len(BOTH):
            start += len(BOTH)
        elif one.item[0][0] <= token.start and token.end < end and _parts(token, s):
            start = token.end
    return ((start, end), *one.item[1:])


def _parts(token: Token, s: Sentence) -> bool:
    """Whether a word names grades or the bodies of a whole: 国家级, 各级."""
    return token.sense.grade or token.letter in s.kinds.body

"""What a paragraph counted, for the sentences after it that leave it out: 其中市中院受理2.8万件."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dataclass import dataclass, field
from ..language.lettering import Span
from ..rules.matching import Match, match, search
from ..rules.rule import Rule
from .actors import is_whole
from .again import done_again
from .described import all_of
from .disposed import done_to
from .reading import Draft, Loan
from .said import said
from .sentence import Sentence


@dataclass(slots=True)
class Mentions:
    """The things counted in the sentences before, the last of each unit."""

    splits: Sequence[Rule]  # words that part a whole: 其中
    averages: Sequence[Rule]  # words that say an average: 次均
    things: dict[str, Draft] = field(default_factory=dict)
    wholes: dict[str, Draft] = field(default_factory=dict)  # the last level of each unit that is no part

    def forget(self) -> None:
        """A paragraph begins."""
        self.things.clear()
        self.wholes.clear()

    def begin(self, text: str, start: int) -> None:
        """A paragraph begins; one that parts what the one before counted goes on with that."""
        if not any(match(rule, text, start) for rule in self.splits):
            self.forget()
            return
        for told in (self.things, self.wholes):
            told.update({unit: one.with_(action=()) for unit, one in told.items()})  # of all that it did

    def complete(self, drafts: Sequence[Draft], s: Sentence) -> tuple[Draft, ...]:
        """The drafts of a sentence, each with what it leaves out because a sentence before said it."""
        parted = any(match(rule, s.text, s.bounds[0]) for rule in self.splits)
        made = tuple(self._completed(drafts, parted, s))
        if any(search(rule, s.text, *s.bounds) for rule in self.averages):
            made = tuple(self._averaged(made, s))
        standing = list(said(made, s).standing())[::-1] if "(" in s.letters else made
        for one in standing:
            if one.joined == "I" or (parted and self._kept(one)):
                break  # what follows is of the parts, and the next sentence may be of the whole
            if one.role == "level" and one.item:
                one = all_of(one)
                self.wholes[one.quantity.unit or ""] = one
                if self._is_thing(one, s):
                    self.things[one.quantity.unit or ""] = one
        return made

    def _completed(self, drafts: Sequence[Draft], parted: bool, s: Sentence) -> Iterator[Draft]:
        """`parted`: the sentence begins with words that part what one before it counted."""
        again: dict[tuple[Span, ...], tuple[Span, ...]] = {}  # 网站公开120条，占31%: that share too
        before: Draft | None = None
        for one in drafts:
            if parted and self._beyond(one):
                self.wholes.pop(one.quantity.unit or "")
            named, thing = one.item, self.things.get(one.quantity.unit or "")
            if thing is not None and self._left_out(one, s):
                one = one.lent(Loan("item", thing.item, None, "said"), item=thing.item)
            elif thing is not None and parted and _had_by_body(one):
                done = Loan("action", thing.action, None, "part")
                one = one.lent(
                    Loan("item", thing.item, None, "said"), done, item=thing.item, action=thing.action
                )
            elif (whole := self._unnamed(one, before, parted, s)) is not None:
                one = one.lent(Loan("item", whole.item, None, "said"), item=whole.item)
            elif before is not None and one.item in ((), before.actor) and _share_of(one, before):
                one = one.lent(
                    Loan("item", before.item, None, "said"), item=before.item
                )  # 结案547件，占28.7%
            elif named in again:
                one = one.lent(Loan("item", again[named], None, "said"), item=again[named])
            elif thing is not None and not one.loans:
                one = done_to(one, thing, s)
            if parted and named not in again:
                one = done_again(one, self.wholes.get(one.quantity.unit or ""), s)
            if named and one.item != named and one.item:
                again[named] = one.item
            if parted and _is_part(one):
                whole = before if one.joined == "," else self.wholes.get(one.quantity.unit or "")
                acts = whole.action if whole is not None else ()
                one = one.lent(Loan("action", acts, None, "part"), action=acts) if acts else one
            before = one
            yield one

    def _unnamed(self, one: Draft, before: Draft | None, parted: bool, s: Sentence) -> Draft | None:
        """What a part of a sum (其中，用于发放工资的3亿元) or a share of things (予以公开占41%) is of."""
        if one.item or one.role != "level":
            return None
        if parted and one.quantity.kind in ("money", "measure"):
            return self.wholes.get(one.quantity.unit or "")
        shared = one.quantity.kind == "percent" and "Z" in s.letters[one.left : one.at]
        first = before is None or _lent(before)
        if shared and first and one.action and one.whole is None and self.things:
            return list(self.things.values())[-1]
        return None

    def _beyond(self, one: Draft) -> bool:
        """Whether a part is more than what was told of last, which was a part itself, and is no whole."""
        whole = self.wholes.get(one.quantity.unit or "")
        counted = one.quantity.kind == "count" and one.role == "level"
        return whole is not None and counted and _is_part(one) and one.quantity.value > whole.quantity.value

    def _kept(self, one: Draft) -> bool:
        """Whether the whole that a sentence parts is counted like a part: the next may part it too."""
        return one.quantity.kind == "count" and (one.quantity.unit or "") in self.wholes

    def _left_out(self, one: Draft, s: Sentence) -> bool:
        """Whether a figure says what was done to a thing, and its sentence names no such thing."""
        if one.quantity.kind != "count" or not one.action or one.role != "level":
            return False
        if one.quantity.unit in s.frames.actors:
            return False  # anything is counted in 个
        taken = any(loan.field == "item" and loan.reason == "left-out" for loan in one.loans)
        return not one.item or (taken and s.only(one.item, s.kinds.statistic))

    def _is_thing(self, one: Draft, s: Sentence) -> bool:
        return one.quantity.kind == "count" and not one.statistic and not s.only(one.item, s.kinds.statistic)

    def _averaged(self, drafts: Sequence[Draft], s: Sentence) -> Iterator[Draft]:
        """医院次均门诊费用361元；次均住院费用9870元: an average is of what the one before it is of."""
        rules = self.averages
        owners: dict[str, tuple[Span, ...]] = {}  # by the word that says it is an average
        for one in drafts:
            hit = next(
                (hit for rule in rules for a, b in one.item[:1] if (hit := search(rule, s.text, a, b))), None
            )
            if hit is not None:
                one = _owned(one, hit, owners, s)
            yield one


def _owned(one: Draft, hit: Match, owners: dict[str, tuple[Span, ...]], s: Sentence) -> Draft:
    """An average with its owner: one it names is kept for those after it, or it has that of one before."""
    start = one.item[0][0]
    if hit.start() > start:
        owners[hit.group()] = ((start, hit.start()),)
    elif one.actor and one.actor[-1][1] == hit.start() and not is_whole(one.actor, s.tokens):
        owners[hit.group()] = one.actor
    elif (owner := owners.get(hit.group())) and one.actor != owner:
        return one.lent(Loan("item", owner, None, "owner"), item=(*owner, *one.item))
    return one


def _lent(one: Draft) -> bool:
    """Whether what a figure counts was said in a sentence before."""
    return bool(one.item) and any((loan.field, loan.reason) == ("item", "said") for loan in one.loans)


def _share_of(one: Draft, before: Draft) -> bool:
    """Whether a figure is a rate, after one of what was said in a sentence before."""
    return one.quantity.kind == "percent" and _lent(before)


def _had_by_body(one: Draft) -> bool:
    """Whether a figure says no more than a body that has so many: 从区域分布看，市本级1264件."""
    plain = one.role == "level" and one.quantity.kind == "count" and not one.after
    return plain and bool(one.actor) and not one.item and not one.action


def _is_part(one: Draft) -> bool:
    """Whether a figure is a thing and its number, with no word of what was done."""
    plain = one.role == "level" and not one.after and not one.stands and one.whole is None
    return plain and bool(one.item) and not one.action and not one.statistic

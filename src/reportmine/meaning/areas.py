"""Town and country as parts of a whole: 婴儿死亡率4.0‰，其中城市2.6‰, of whose rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field

from ..dataclass import dataclass
from ..language.lettering import Span
from ..records import Role
from ..rules.matching import every, found
from ..rules.rule import Rule
from .reading import Draft, Loan
from .respectively import BOTH
from .sentence import Sentence


@dataclass(slots=True)
class Areas:
    """What a paragraph told last that is of no area; the areas named as its parts are of it too."""

    areas: Sequence[Rule]  # names of areas: 城市, 农村
    splits: Sequence[Rule]  # words that part a whole: 其中
    item: tuple[Span, ...] = ()  # what the figures told last count
    wholes: dict[tuple[str | None, Role], Draft] = field(default_factory=dict)  # those, by unit and role

    def forget(self) -> None:
        """A paragraph begins."""
        self.item = ()
        self.wholes.clear()

    def complete(self, drafts: tuple[Draft, ...], s: Sentence) -> tuple[Draft, ...]:
        """The drafts of a sentence, each area that is a part with what the whole is of."""
        return tuple(self._completed(drafts, s))

    def _completed(self, drafts: Sequence[Draft], s: Sentence) -> Iterator[Draft]:
        starts = [hit.start() for rule in self.splits for hit in every(rule, s.text, *s.bounds)]
        parted = min(starts, default=s.bounds[1])
        filled: dict[tuple[Span, ...], Loan] = {}
        for one in drafts:
            if not self._of_area(one, s):
                self._tell(one, s)
            elif one.item in filled:
                loan = filled[one.item]
                one = one.lent(loan, item=(*one.item, *loan.spans), statistic=True)
            elif (whole := self._whole(one, parted)) is not None:
                filled[one.item] = Loan("item", whole.item, one.place, "same-item")
                loan = Loan("item", whole.item, None, "member")
                one = one.lent(loan, item=(*one.item, *whole.item), statistic=whole.statistic)
            yield one

    def _tell(self, one: Draft, s: Sentence) -> None:
        """Keep a figure that may be a whole."""
        if not one.item:
            return
        if one.item != self.item:
            self.forget()
        self.item = one.item
        self.wholes[one.quantity.unit, one.role] = one.with_(item=_of_either(one, s))

    def _of_area(self, one: Draft, s: Sentence) -> bool:
        return len(one.item) == 1 and found(self.areas, s.text[slice(*one.item[0])])

    def _whole(self, one: Draft, parted: int) -> Draft | None:
        """The whole that a part is told of like: as much, in one unit."""
        if one.quantity.start < parted or one.after or one.whole is not None:
            return None
        return self.wholes.get((one.quantity.unit, one.role))


def _of_either(one: Draft, s: Sentence) -> tuple[Span, ...]:
    """What a figure counts without both areas: 城乡低保金 → 低保金."""
    start, end = one.item[0]
    both = any(token.both and token.start == start for token in s.tokens)
    return ((start + len(BOTH), end), *one.item[1:]) if both and end - start > len(BOTH) else one.item

"""What bodies have, said once: 医疗卫生机构床位1029万张，其中：医院812万张, of whose beds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dataclass import dataclass, field
from ..language.lettering import Span
from ..rules.matching import every, search
from ..rules.rule import Rule
from .reading import Draft, Loan
from .sentence import Sentence


@dataclass(slots=True)
class Holders:
    """What was counted of bodies in a paragraph, by unit, for the bodies that are named after it as parts."""

    bodies: Sequence[Rule]  # words that name bodies: 医院, 机构
    splits: Sequence[Rule]  # words that part a whole: 其中
    units: Sequence[Rule]  # units in which bodies themselves are counted
    had: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def forget(self) -> None:
        """A paragraph begins."""
        self.had.clear()

    def complete(self, drafts: tuple[Draft, ...], s: Sentence) -> tuple[Draft, ...]:
        """The drafts of a sentence, each body that is no unit of its figure with what it has."""
        if not any(self._counts(one, s) for one in drafts):
            return drafts
        return tuple(self._completed(drafts, s))

    def _completed(self, drafts: Sequence[Draft], s: Sentence) -> Iterator[Draft]:
        starts = [hit.start() for rule in self.splits for hit in every(rule, s.text, *s.bounds)]
        parted = min(starts, default=s.bounds[1])
        filled: dict[tuple[Span, ...], Loan] = {}
        for one in drafts:
            if one.item in filled:
                loan = filled[one.item]
                one = one.lent(loan, item=(*one.item, *loan.spans), statistic=True)
            elif self._counts(one, s):
                unit = one.quantity.unit or ""
                head = self.had.get(unit) if one.quantity.start > parted and not one.statistic else None
                if head and self._named(one.item, s) == one.item[-1][1]:
                    filled[one.item] = Loan("item", head, one.place, "same-item")
                    one = one.lent(
                        Loan("item", head, None, "member"), item=(*one.item, *head), statistic=True
                    )
                elif one.quantity.start < parted:
                    self.had[unit] = self._head(one, s)
            yield one

    def _counts(self, one: Draft, s: Sentence) -> bool:
        """Whether a figure counts, in a unit of no body, what was not done."""
        if one.quantity.kind != "count" or one.role != "level" or one.action:
            return False
        unit = one.quantity.unit or ""
        themselves = unit in s.frames.bodies or any(search(rule, unit) for rule in self.units)
        return bool(one.item) and not themselves

    def _head(self, one: Draft, s: Sentence) -> tuple[Span, ...]:
        """What stands after the body in what a figure counts: 医疗卫生机构|床位; () where no body has it."""
        end = self._named(one.item, s)
        if end is not None:
            return ((end, one.item[-1][1]),) if end < one.item[-1][1] else ()
        owned = one.actor and self._named(one.actor, s) == one.actor[-1][1]
        return one.item if owned else ()

    def _named(self, spans: tuple[Span, ...], s: Sentence) -> int | None:
        """Where the last body ends that pieces of the text name."""
        start, end = spans[-1]
        ends = (hit.end() for rule in self.bodies for hit in every(rule, s.text, start, end))
        return max(ends, default=None)

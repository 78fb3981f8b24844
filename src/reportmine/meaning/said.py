"""The figures of a sentence that one of them may go on with, nearest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dataclass import dataclass
from .reading import Draft
from .sentence import Sentence


@dataclass(frozen=True, slots=True)
class Said:
    """What the figures of a sentence have said, as each of them sees it.

    What a closed bracket holds is said in passing: what follows goes on with what stood before the bracket
    (支出289亿元（其中A 229亿元），增长9.6%); but not a figure of the noun before it (药费（133元）占36.8%).
    """

    drafts: Sequence[Draft]
    seen: Sequence[int | None]  # for each figure the place of the one before it that it sees
    last: int | None  # the place of the last figure that what follows the sentence sees

    def before(self, place: int) -> Draft | None:
        """The figure that one at a place goes on with; None for the first."""
        at = self.seen[place]
        return None if at is None else self.drafts[at]

    def back(self, place: int) -> Iterator[Draft]:
        """Those before it, nearest first."""
        return self._from(self.seen[place])

    def of_unit(self, one: Draft, since: int | None = None) -> Iterator[Draft]:
        """Those before it, or before a place (`since`), that are told in its unit, nearest first."""
        found = self.back(one.place if since is None else since)
        return (other for other in found if other.quantity.unit == one.quantity.unit)

    def standing(self) -> Iterator[Draft]:
        """Those that what follows the sentence sees, nearest first."""
        return self._from(self.last)

    def _from(self, at: int | None) -> Iterator[Draft]:
        while at is not None:
            yield self.drafts[at]
            at = self.seen[at]


def said(drafts: Sequence[Draft], s: Sentence) -> Said:
    """The figures of a sentence; the drafts may be replaced in their list later.

    A point (四是抓好培训) goes on with nothing of the point before it.
    """
    seen: list[int | None] = []
    last: list[int | None] = [None]  # the last figure of each bracket that is open, outermost first
    for letter, token in zip(s.letters, s.tokens, strict=True):
        if letter == ";" and s.text[token.start].isnumeric():
            last[-1] = None
        elif letter == "(":
            last.append(last[-1])
        elif letter == ")" and len(last) > 1:
            held = last.pop()
            if held is not None and drafts[held].glosses:
                last[-1] = held
        elif letter == "Q":
            seen.append(last[-1])
            last[-1] = len(seen) - 1
    return Said(drafts, seen, last[0])

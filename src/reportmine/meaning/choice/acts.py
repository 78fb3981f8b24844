"""What can be seen of a phrase as what was done to what a figure counts."""

from __future__ import annotations

from collections.abc import Iterator

from .candidates import NOWHERE, Candidate, Figure
from .traits import Seen, around, read, word

SAME, CHANGED = "same", "new"


class Actions(Seen):
    """What is seen of phrases as what was done to an item."""

    def __init__(self, f: Figure, item: Candidate) -> None:
        self.f, self.item = f, item
        self.read = f.text(f.one.action)
        self.same = SAME if item.words == f.text(f.one.item) else CHANGED
        self._near = read(f, (), ("rule ",))

    def at(self, place: str) -> Iterator[str]:
        """The same for all phrases of a place."""
        yield from around(self.f, f"act {place}")
        yield f"act {place} item={self.item.place}"
        yield f"act {place} item ends={self.item.words[-2:]}"

    def like(self, way: str) -> Iterator[str]:
        """The same for all that stand alike to what the rules read."""
        how, within = f"act {way} {self.same}", bool(self.read) and self.read in self.item.words
        for told in self._near:
            yield f"{how} {told}"
        yield f"{how} item={self.item.place}"
        yield f"{how} within={within}"
        yield f"{how} read={self.read}"

    def starts(self, place: str, first: int) -> Iterator[str]:
        """The same for all phrases of a place in the sentence that begin with a word."""
        f, letters = self.f, self.f.s.letters
        before = letters[first - 1 : first] or "^"
        yield f"act {place} start={before}[{letters[first]}"
        yield f"act {place} behind={letters[f.first : first][-2:]}"
        yield f"act begins={word(f, first)}"
        yield f"act word before={word(f, first - 1)}"

    def ends(self, place: str, last: int) -> Iterator[str]:
        """The same for all that end before a word."""
        f, letters = self.f, self.f.s.letters
        yield f"act {place} end={letters[last - 1]}]{letters[last : last + 1] or '$'}"
        yield f"act {place} then={letters[last : f.one.at][:3]}"
        yield f"act ends={word(f, last - 1)}"
        yield f"act word after={word(f, last)}"
        yield f"act ends, item ends={word(f, last - 1)} {self.item.words[-2:]}"
        yield f"act ends for {f.one.quantity.unit}={word(f, last - 1)}"

    def lettered(self, place: str, inside: str) -> Iterator[str]:
        """The same for all of a place with the same letters, of whatever figure."""
        yield f"act {place} words=[{inside}]"

    def own(self, one: Candidate, way: str) -> Iterator[str]:
        """What is seen of this phrase alone."""
        yield f"act {way} {self.same} {one.place}="
        yield from self._inside(one) if one.first >= 0 else self._unsaid(one)

    def _inside(self, one: Candidate) -> Iterator[str]:
        """Of a phrase in the sentence."""
        letters, place, item = self.f.s.letters, one.place, self.item
        first, last = one.first, one.last
        inside = letters[first:last]
        yield f"act {place} stands={letters[max(0, first - 2) : first]}[{inside}]{letters[last : last + 2]}"
        yield f"act={one.words}"
        if item.first >= 0:
            how, between = _stands(letters, one, item)
            yield f"act {place} {how} item={item.place}"
            yield f"act {place} {how} item words=[{inside}]"
            yield f"act {how} item over={between[:4]}"
        else:
            yield f"act {place}, item {item.place}, then={letters[last : self.f.one.at][:3]}"
            within = item.words in one.words or one.words in item.words
            yield f"act {place}, item {item.place}, in it={within}"

    def _unsaid(self, one: Candidate) -> Iterator[str]:
        """Of one said elsewhere, or of none."""
        f, letters, place, item = self.f, self.f.s.letters, one.place, self.item
        own = letters[f.first : f.one.at]
        yield f"act {place} of={min(len(one.words), 4)}"
        yield f"act {place} word={one.words}"
        yield f"act {place} item {item.place} verbs={min(3, sum(map(own.count, f.s.kinds.acts)))}"
        if item.first >= 0:
            before = letters[max(f.first, item.first - 2) : item.first]
            yield f"act {place} item start={before}[{letters[item.first]}"
            yield f"act {place} item words=[{letters[item.first : item.last][:4]}]"
        if place == NOWHERE:
            yield f"act {place} item ends={item.words[-2:]}"
        if f.said:
            near = f.said[0]
            last = f.text(near.action) == one.words
            yield f"act {place} last {last} same item={f.text(near.item) == item.words}"


def _stands(letters: str, one: Candidate, item: Candidate) -> tuple[str, str]:
    """How an action stands to its item, and the words between."""
    if one.last <= item.first:
        return "before", letters[one.last : item.first]
    if item.last <= one.first:
        return "behind", letters[item.last : one.first]
    return "in", ""

"""What can be seen of a phrase as what a figure counts."""

from __future__ import annotations

from collections.abc import Iterator

from .candidates import AFTER, NOWHERE, OWN, Candidate, Figure
from .traits import LONG, Seen, around, read, word

LONGEST = 14  # characters counted one by one


class Items(Seen):
    """What is seen of phrases as what a figure counts."""

    def __init__(self, f: Figure) -> None:
        self.f = f
        self.read = f.text(f.one.item)
        self.said = {f.text(draft.item) for draft in f.said}
        self.act = f.text(f.one.action)
        self._near = read(f, f.one.item, ("rule ", "item "))
        self._pairs: dict[int, str] = {}

    def at(self, place: str) -> Iterator[str]:
        """The same for all phrases of a place."""
        f = self.f
        yield from around(f, place)
        yield f"{place} role={f.one.role}"
        yield f"{place} stretch of={min(f.one.at - f.first, LONG)}"
        yield f"{place} act={self.act}, {f.one.quantity.unit}"
        yield f"{place} read ends={self.read[-1:]}"

    def like(self, way: str) -> Iterator[str]:
        """The same for all that stand alike to what the rules read."""
        for told in self._near:
            yield f"{way} {told}"

    def starts(self, place: str, first: int) -> Iterator[str]:
        """The same for all phrases of a place in the sentence that begin with a word."""
        f, letters, text, tokens = self.f, self.f.s.letters, self.f.s.text, self.f.s.tokens
        opens, begin = letters[first], tokens[first].start
        before, ahead = letters[first - 1 : first] or "^", text[begin - 1 : begin] or "^"
        begins = text[begin : tokens[first].end]
        yield f"{place} start={before}[{opens}"
        yield f"start={letters[max(0, first - 2) : first]}[{opens}"
        yield f"begins={begins}"
        yield f"begins behind {before}={begins}"
        yield f"begins in={text[begin]}"
        yield f"begins in two={text[begin : begin + 2]}"
        yield f"word before={word(f, first - 1)}"
        yield f"word before [{opens}={word(f, first - 1)}"
        yield f"character before={ahead}"
        yield f"characters before={text[max(0, begin - 2) : begin]}"
        yield f"characters at the start={ahead}[{text[begin]}"
        if place == OWN:
            left = letters[f.first : first]
            yield f"words before it={min(len(left), LONG)}"
            yield f"behind={left[-3:]}"
        elif place == AFTER:
            yield f"from the figure={letters[f.one.at + 1 : first]}"
        else:
            yield f"{place} begins, figure after={letters[f.first : f.one.at][-2:]}[{opens}"

    def ends(self, place: str, last: int) -> Iterator[str]:
        """The same for all that end before a word."""
        f, letters, text, tokens = self.f, self.f.s.letters, self.f.s.text, self.f.s.tokens
        closes, begin, end = letters[last - 1], tokens[last - 1].start, tokens[last - 1].end
        final, two, then = text[begin:end], text[max(0, end - 2) : end], text[end : end + 1] or "$"
        after = letters[last : last + 1] or "$"
        unit, kind = f.one.quantity.unit, f.one.quantity.kind
        yield f"{place} end={closes}]{after}"
        yield f"end={closes}]{letters[last : last + 2]}"
        yield f"ends={final}"
        yield f"ends before {after}={final}"
        yield f"ends for {unit}={final}"
        yield f"ends in for {unit}={final[-1]}"
        yield f"ends in for {kind}={final[-1]}"
        yield f"ends in for {kind} {f.one.role}={final[-1]}"
        yield f"ends in={final[-1]}"
        yield f"ends in two={two}"
        yield f"ends in two for {unit}={two}"
        yield f"ends in two, act {self.act}={two}"
        yield f"ends in two, read {self.read[-2:]}={two}"
        yield f"ends in two, figure before={word(f, f.one.at + 1)}]{two}"
        yield f"ends in, figure after={word(f, f.one.at - 1)}]{final[-1]}"
        yield f"word after={word(f, last)}"
        yield f"word after {closes}]={word(f, last)}"
        yield f"{place} character after={then}"
        yield f"characters after={text[end : end + 2]}"
        yield f"characters at the end={final[-1]}]{then}"
        if place == OWN:
            right = letters[last : f.one.at]
            yield f"words to the figure={min(len(right), LONG)}"
            yield f"up to the figure={right[:4]}"
        elif place == AFTER:
            yield f"then={letters[last : f.last][:3]}"
        else:
            yield f"{place} ends {closes}, figure after={letters[f.first : f.one.at][-2:]}"

    def lettered(self, place: str, inside: str) -> Iterator[str]:
        """The same for all of a place with the same letters, of whatever figure."""
        yield f"{place} of={len(inside)}"
        yield f"{place} words=[{inside[:LONG]}]"
        yield f"{place} verbs={sum(map(inside.count, self.f.s.kinds.acts))}"
        yield f"{place} has u={'u' in inside}"

    def own(self, one: Candidate, way: str) -> Iterator[str]:
        """What is seen of this phrase alone."""
        place, words = one.place, one.words
        yield f"{way} {place}="
        if words in self.said:
            yield f"{place} counted before="
        if place == NOWHERE:
            yield f"nothing, act={self.act}"
            return
        yield f"{place} characters={min(len(words), LONGEST)}"
        yield f"{place} holds the act={bool(self.act) and self.act in words}"
        yield f"{place} part of one counted before={any(words in said for said in self.said)}"
        yield from self._inside(one) if one.first >= 0 else self._elsewhere(one)

    def _inside(self, one: Candidate) -> Iterator[str]:
        """Of a phrase in the sentence."""
        f, letters, place, first, last = self.f, self.f.s.letters, one.place, one.first, one.last
        if last - first > 1:
            yield f"first two={self._pair(first)}"
            yield f"last two={self._pair(last - 2)}"
        if place == OWN:
            yield f"stands={letters[f.first : first][-4:]}[]{letters[last : f.one.at]}"

    def _pair(self, first: int) -> str:
        """Two words, which many phrases begin or end with."""
        if first not in self._pairs:
            self._pairs[first] = f"{word(self.f, first)} {word(self.f, first + 1)}"
        return self._pairs[first]

    def _elsewhere(self, one: Candidate) -> Iterator[str]:
        """Of a phrase said elsewhere."""
        f, words = self.f, one.words
        unit, own = f.one.quantity.unit, f.s.letters[f.first : f.one.at]
        yield f"said of={min(len(words) // 2, LONG)}"
        yield f"said ends in for {unit}={words[-1]}"
        yield f"said ends in for {f.one.quantity.kind}={words[-1]}"
        yield f"said ends in two for {unit}={words[-2:]}"
        yield f"said ends in two, act {self.act}={words[-2:]}"
        yield f"said ends in two, figure before={word(f, f.one.at + 1)}]{words[-2:]}"
        if f.said:
            near = f.said[0]
            last = f.text(near.item) == words
            here = near.quantity.start >= f.s.bounds[0]
            yield f"said last {last} here {here}, same unit={near.quantity.unit == unit}"
            yield f"said last {last}, stretch opens={own[:3]}"

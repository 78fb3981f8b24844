"""What can be seen of a candidate: by names that explain themselves, each of which may have points.

A name is what is looked at, "=", and what is found there. Words are told as written, kinds of words by their
letters. What is the same for many candidates of a figure is looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...language.lettering import Span, places
from .candidates import AFTER, NOWHERE, OWN, Candidate, Figure

LONG = 6  # words counted one by one
LEAST = 2  # characters that two phrases share to be told alike
SAME, CHANGED = "same", "new"


class Seen:
    """What is seen of the candidates for a slot."""

    read: str  # what the rules filled it with

    def of(self, one: Candidate) -> Iterator[str]:
        """All of one phrase."""
        yield from self.shared(one.place, self.way_of(one))
        yield from self.own(one)

    def way_of(self, one: Candidate) -> str:
        """How a phrase stands to what the rules read."""
        return relation(one.words, self.read)

    def shared(self, place: str, way: str) -> Iterator[str]:
        """The same for all phrases of a place that stand alike to what the rules read."""
        raise NotImplementedError

    def own(self, one: Candidate) -> Iterator[str]:
        """What is seen of one phrase alone."""
        raise NotImplementedError


class Items(Seen):
    """What is seen of phrases as what a figure counts."""

    def __init__(self, f: Figure) -> None:
        self.f = f
        self.read = f.text(f.one.item)
        self.said = {f.text(draft.item) for draft in f.said}
        self._near = _read(f, f.one.item, ("rule ", "item "))

    def shared(self, place: str, way: str) -> Iterator[str]:
        """The same for all phrases of a place that stand alike to what the rules read."""
        yield from _figure(self.f, place)
        yield from [f"{way} {told}" for told in self._near]

    def own(self, one: Candidate) -> Iterator[str]:
        """What is seen of this phrase alone."""
        f, place = self.f, one.place
        yield f"{self.way_of(one)} {place}="
        yield from _span(f, one) if one.first >= 0 else _words(f, one)
        if one.words in self.said:
            yield f"{place} counted before="
        if place == OWN:
            letters = f.s.letters
            left, right = letters[f.first : one.first], letters[one.last : f.one.at]
            yield f"words to the figure={min(len(right), LONG)}"
            yield f"up to the figure={right[:4]}"
            yield f"words before it={min(len(left), LONG)}"
            yield f"behind={left[-3:]}"
            yield f"stands={left[-4:]}[]{right}"
        elif place == AFTER:
            letters = f.s.letters
            yield f"from the figure={letters[f.one.at + 1 : one.first]}"
            yield f"then={letters[one.last : f.last][:3]}"


def _figure(f: Figure, place: str) -> Iterator[str]:
    q, letters, at = f.one.quantity, f.s.letters, f.one.at
    own = letters[f.first : at]
    yield f"{place}="
    yield f"{place} role={f.one.role}"
    yield f"{place} kind={q.kind}"
    yield f"{place} unit={q.unit}"
    yield f"{place} figure after={own[-3:]}"
    yield f"{place} stretch opens={own[:2]}"
    yield f"{place} stretch of={min(len(own), LONG)}"
    yield f"{place} figure before={letters[at + 1 : at + 3]}"


def _span(f: Figure, one: Candidate) -> Iterator[str]:
    """Of a phrase in the sentence: its words, and those around it."""
    letters, tokens, text, place = f.s.letters, f.s.tokens, f.s.text, one.place
    first, last = one.first, one.last
    inside = letters[first:last]
    before, after = letters[first - 1 : first] or "^", letters[last : last + 1] or "$"
    unit, final = f.one.quantity.unit, text[tokens[last - 1].start : tokens[last - 1].end]
    yield f"{place} of={last - first}"
    yield f"{place} start={before}[{inside[0]}"
    yield f"{place} end={inside[-1]}]{after}"
    yield f"{place} words=[{inside[:LONG]}]"
    yield f"start={letters[max(0, first - 2) : first]}[{inside[0]}"
    yield f"end={inside[-1]}]{letters[last : last + 2]}"
    yield f"begins={text[tokens[first].start : tokens[first].end]}"
    yield f"ends={final}"
    yield f"ends for {unit}={final}"
    yield f"ends in for {unit}={final[-1]}"
    yield f"ends in for {f.one.quantity.kind}={final[-1]}"
    yield f"word before={_word(f, first - 1)}"
    yield f"word after={_word(f, last)}"
    yield f"{place} verbs={sum(map(inside.count, f.s.kinds.acts))}"
    yield f"{place} has u={'u' in inside}"
    if place not in (OWN, AFTER):
        yield f"{place} ends {inside[-1]}, figure after={letters[f.first : f.one.at][-2:]}"


def _word(f: Figure, k: int) -> str:
    if not 0 <= k < len(f.s.tokens):
        return "^"
    token = f.s.tokens[k]
    return f.s.text[token.start : token.end] if token.quantity is None else "Q"


def _words(f: Figure, one: Candidate) -> Iterator[str]:
    """Of a phrase said elsewhere."""
    if one.place == NOWHERE:
        return
    unit, own = f.one.quantity.unit, f.s.letters[f.first : f.one.at]
    yield f"said of={min(len(one.words) // 2, LONG)}"
    yield f"said ends in for {unit}={one.words[-1]}"
    yield f"said ends in for {f.one.quantity.kind}={one.words[-1]}"
    if f.said:
        near = f.said[0]
        last = f.text(near.item) == one.words
        here = near.quantity.start >= f.s.bounds[0]
        yield f"said last {last} here {here}, same unit={near.quantity.unit == unit}"
        yield f"said last {last}, stretch opens={own[:3]}"


def _read(f: Figure, spans: tuple[Span, ...], telling: tuple[str, ...]) -> list[str]:
    """What is seen of the rules' reading of a slot."""
    letters, at = f.s.letters, f.one.at
    out = [
        "=",
        f"sure={f.sure}",
        f"role={f.one.quantity.kind} {f.one.role}",
        f"figure after={letters[max(f.first, at - 3) : at]}",
    ]
    if spans and f.s.bounds[0] <= spans[-1][0]:
        first, last = places(f.s.tokens, *spans[-1])
        if first < last:
            out += [
                f"start={letters[first - 1 : first] if first else ''}[{letters[first]}",
                f"end={letters[last - 1]}]{letters[last : last + 1]}",
                f"words=[{letters[first:last][:LONG]}]",
                f"begins={_word(f, first)}",
                f"ends={_word(f, last - 1)}",
                f"pieces={len(spans)} {'own' if f.first <= first < f.last else 'far'}",
            ]
    out += [f"lent={loan.field} {loan.reason}" for loan in f.one.loans] or ["lent=nothing"]
    out += [f"seen={told}" for told in f.seen if told.startswith(telling)]
    return out


def relation(words: str, read: str) -> str:
    """How a phrase stands to the one that the rules read."""
    if words == read:
        return "as read" if read else "as read, nothing"
    if not words:
        return "nothing"
    if not read:
        return "something"
    if words in read:
        return "less"
    if read in words:
        return "more"
    return "like" if words[-LEAST:] == read[-LEAST:] or words[:LEAST] == read[:LEAST] else "other"


class Actions(Seen):
    """What is seen of phrases as what was done to an item."""

    def __init__(self, f: Figure, item: Candidate) -> None:
        self.f, self.item = f, item
        self.read = f.text(f.one.action)
        self.same = SAME if item.words == f.text(f.one.item) else CHANGED
        self._near = _read(f, (), ("rule ",))

    def shared(self, place: str, way: str) -> Iterator[str]:
        """The same for all phrases of a place that stand alike to what the rules read."""
        yield from _acted(self.f, place, self.item)
        how, within = f"act {way} {self.same}", bool(self.read) and self.read in self.item.words
        yield from [f"{how} {told}" for told in self._near]
        yield f"{how} item={self.item.place}"
        yield f"{how} within={within}"
        yield f"{how} read={self.read}"

    def own(self, one: Candidate) -> Iterator[str]:
        """What is seen of this phrase alone."""
        yield f"act {self.way_of(one)} {self.same} {one.place}="
        yield from _verb(self.f, one, self.item) if one.first >= 0 else _unsaid(self.f, one, self.item)


def _acted(f: Figure, place: str, item: Candidate) -> Iterator[str]:
    letters, at, q = f.s.letters, f.one.at, f.one.quantity
    own = letters[f.first : at]
    yield f"act {place}="
    yield f"act {place} kind={q.kind}"
    yield f"act {place} unit={q.unit}"
    yield f"act {place} figure after={own[-3:]}"
    yield f"act {place} stretch opens={own[:2]}"
    yield f"act {place} figure before={letters[at + 1 : at + 3]}"
    yield f"act {place} item={item.place}"


def _verb(f: Figure, one: Candidate, item: Candidate) -> Iterator[str]:
    letters, place = f.s.letters, one.place
    first, last = one.first, one.last
    inside = letters[first:last]
    before, after = letters[first - 1 : first] or "^", letters[last : last + 1] or "$"
    yield f"act {place} words=[{inside}]"
    yield f"act {place} start={before}[{inside[0]}"
    yield f"act {place} end={inside[-1]}]{after}"
    yield f"act {place} stands={letters[max(0, first - 2) : first]}[{inside}]{letters[last : last + 2]}"
    yield f"act={one.words}"
    yield f"act {place} behind={letters[f.first : first][-2:]}"
    yield f"act {place} then={letters[last : f.one.at][:3]}"
    if item.first >= 0:
        how, between = _stands(letters, one, item)
        yield f"act {place} {how} item={item.place}"
        yield f"act {place} {how} item words=[{inside}]"
        yield f"act {how} item over={between[:4]}"
    else:
        yield f"act {place}, item {item.place}, then={letters[last : f.one.at][:3]}"
        yield f"act {place}, item {item.place}, in it={item.words in one.words or one.words in item.words}"


def _stands(letters: str, one: Candidate, item: Candidate) -> tuple[str, str]:
    """How an action stands to its item, and the words between."""
    if one.last <= item.first:
        return "before", letters[one.last : item.first]
    if item.last <= one.first:
        return "behind", letters[item.last : one.first]
    return "in", ""


def _unsaid(f: Figure, one: Candidate, item: Candidate) -> Iterator[str]:
    letters, place = f.s.letters, one.place
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

"""Whose a statistic is: 纠正率, told after 行政复议, is 行政复议纠正率.

An owner is what a figure before it counts, a part of that, or what was done. The points tell which, or none;
in no doubt or not, for a reading is as sure that a statistic stands alone as it is of the statistic.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...language.lettering import Span, places
from ..reading import Draft
from .candidates import NOWHERE, RULES, Candidate, Figure, overlap
from .traits import LONG, Seen, word

LONGEST = 12  # characters of an owner counted one by one
LEFT = 3  # words left out at an end of an owner counted one by one
LETTERS = 5  # of the words between an owner and its statistic that are looked at


def parted(one: Draft) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """What a figure's own words say of its item, and the owner that the rules gave it."""
    lent = {span for loan in one.loans if loan.owns for span in loan.spans}
    own = tuple(span for span in one.item if span not in lent)
    return (own, tuple(span for span in one.item if span in lent)) if own else (one.item, ())


def owners(f: Figure) -> list[Candidate]:
    """What may own a figure's statistic, each phrase once: the rules' owner and none among them."""
    base, lent = parted(f.one)
    words, given = f.text(base), f.text(lent)
    found = {"": Candidate((), "", NOWHERE)}
    if given:
        found[given] = Candidate(lent, given, RULES)
    for k, draft in enumerate(f.said, 1):
        for spans, part in _phrases(f, draft):
            said = f.text(spans)
            if said and said not in found and not said.endswith(words) and not overlap(spans, base):
                found[said] = Candidate(spans, said, f"said {k} {part}")
    return list(found.values())


def _phrases(f: Figure, draft: Draft) -> Iterator[tuple[tuple[Span, ...], str]]:
    """What was said with a figure: what it counts, less of that at either end, what was done, both."""
    item, action = draft.item, draft.action
    if item:
        yield item, "whole"
        start, end = item[-1]
        if f.s.bounds[0] <= start:
            first, last = places(f.s.tokens, start, end)
            for k in range(last - 1, first, -1):
                yield (*item[:-1], (start, f.s.tokens[k - 1].end)), f"less {min(last - k, LEFT)}"
            for k in range(first + 1, last):
                yield (*item[:-1], (f.s.tokens[k].start, end)), "end"
    if action:
        yield action, "done"
        if item:
            yield (*item, *action), "with what was done"


class Owners(Seen):
    """What is seen of phrases as what a figure's statistic is of."""

    def __init__(self, f: Figure) -> None:
        self.f = f
        self.base, self.lent = parted(f.one)
        self.words, self.read = f.text(self.base), f.text(self.lent)
        self.as_read = Candidate(self.lent, self.read, RULES if self.read else NOWHERE)
        self.act = f.text(f.one.action)
        self.said = [f.text(draft.item) for draft in f.said]
        start, end = self.base[-1]
        here = f.s.bounds[0] <= start
        self.first, self.last = places(f.s.tokens, start, end) if here else (-1, -1)
        self._told = list(self._statistic())

    def way_of(self, one: Candidate) -> str:
        """How an owner stands to what the rules read."""
        read = one.words == self.read
        return f"{'lent' if self.lent else 'bare'}, {'as read' if read else 'other' if one.spans else 'none'}"

    def at(self, place: str) -> Iterator[str]:
        """Nothing is the same for all of a place."""
        yield from ()

    def like(self, way: str) -> Iterator[str]:
        """The same for all that stand alike to what the rules read: what the statistic is."""
        for told in self._told:
            yield f"{way} {told}"

    def _statistic(self) -> Iterator[str]:
        f, one, letters, words = self.f, self.f.one, self.f.s.letters, self.words
        unit, first, last = one.quantity.unit, self.first, self.last
        lettered = letters[first:last] if first >= 0 else "?"
        ends = word(f, last - 1) if first >= 0 else "?"
        yield "="
        yield f"words={words}"
        yield f"ends={ends}"
        yield f"ends in two={words[-2:]}"
        yield f"ends in={words[-1:]}"
        yield f"letters={lettered}"
        yield f"unit={unit}"
        yield f"role={one.quantity.kind} {one.role}"
        yield f"ends for {unit}={ends}"
        yield f"ends in two as {one.role}={words[-2:]}"
        yield f"letters for {unit}={lettered}"
        yield f"act={self.act}"
        yield f"acts={bool(self.act)}"
        yield f"actor={bool(one.actor)}"
        yield f"joined={letters[f.first - 1 : f.first] or '^'}"
        yield f"bare={one.relational} statistic={one.statistic}"
        yield f"sure={f.sure}"
        yield f"pieces={len(self.base)}"
        if first >= 0:
            yield f"begins={word(f, first)}"
            yield f"word before={word(f, first - 1)}"
            yield f"before={letters[max(f.first, first - 2) : first] if first >= f.first else 'far'}"
            yield f"stretch opens={letters[f.first : first][:2]}"
            yield f"figure after={letters[last : one.at][:3] if first < one.at else 'it'}"
        for told in f.seen:
            if told.startswith(("rule ", "item ")):
                yield f"seen={told}"

    def own(self, one: Candidate, way: str) -> Iterator[str]:
        """What is seen of one phrase alone."""
        if not one.spans:
            return
        said, words = one.words, self.words
        unit = self.f.one.quantity.unit
        yield f"{way} {one.place}"
        yield f"{way} ends={said[-2:]}"
        yield f"{way} begins={said[:2]}"
        yield f"{way} of={min(len(said), LONGEST)}"
        yield f"ends {said[-1:]}, {words[-1:]}"
        yield f"ends {said[-2:]}, {words[-2:]}"
        yield f"ends {said[-2:]} for {unit}"
        yield f"shares={not set(said).isdisjoint(words)}, begins in it={words[:1] in said}"
        yield f"{way} said of it before={any(said + words in other for other in self.said)}"
        yield f"{way} counted before={any(words in other for other in self.said)}"
        k = next((k for k, other in enumerate(self.said) if said in other), None)
        if k is None:
            yield f"{way} not counted"
            return
        for told in self._from(k, one):
            yield f"{way} {told}"
            yield f"letters={self.f.s.letters[self.first : self.last][:LONG]} {told}"

    def _from(self, k: int, one: Candidate) -> Iterator[str]:
        """Of the figure that said it."""
        f, s, mine, draft = self.f, self.f.s, self.f.one, self.f.said[k]
        here = draft.quantity.start >= s.bounds[0]
        between = s.letters[draft.at + 1 : self.first] if here and self.first > 0 else ""
        gap = (
            "before" if not here else "own" if draft.at >= f.first else "apart" if ";" in between else "near"
        )
        counts = sum(other.quantity.kind == "count" and other.role == "level" for other in f.said[:k])
        yield f"from={gap}"
        yield f"from {k + 1}={gap}"
        yield f"units={draft.quantity.unit} {mine.quantity.unit}"
        yield f"same unit={draft.quantity.unit == mine.quantity.unit}"
        yield f"roles={draft.quantity.kind} {draft.role} {mine.quantity.kind} {mine.role}"
        yield f"statistic={draft.statistic} bare={draft.relational}"
        yield f"joined={draft.joined} {mine.joined}"
        yield f"acts={bool(draft.action)} {bool(self.act)}"
        yield f"owned={any(loan.reason == 'owner' for loan in draft.loans)}"
        yield f"whole={self.said[k] == one.words}"
        yield f"counts between={min(counts, 2)}"
        yield f"clauses between={between.count(';')}"
        yield f"between={between[:LETTERS]}"
        yield f"before it={between[-LEFT:]}"

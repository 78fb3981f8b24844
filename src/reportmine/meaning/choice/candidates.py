"""What may fill a slot of a figure: phrases of its clause, of the clauses before, and what was said before.

More than a reader would think of, and the right one nearly always among them; the points tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...dataclass import dataclass
from ...language.lettering import Span, clause_end, clause_start, places
from ...text.sentences import line_end
from ..reading import Draft
from ..sentence import Sentence

LONGEST = 9  # words of an item
LONGEST_BEFORE = 5  # of one in a clause before
LONGEST_AFTER = 8  # of one after the figure
NEXT = 5  # words after the figure among which it begins
LONGEST_ACT = 5  # words of an action
LONGEST_ACT_AFTER = 4  # of one after the figure
LONGEST_ACT_BEFORE = 2  # of one in a clause before
CLAUSES = 2  # clauses before the figure's own from which something is taken
SAID = 5  # figures before that are remembered
NOWHERE, OWN, AFTER, RULES = "nowhere", "own", "after", "rules"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may fill a slot."""

    spans: tuple[Span, ...]  # in the text; none for an empty slot
    words: str  # as they stand there
    place: str  # where: "own", "after", "clause 1", "said 2", "rules" or "nowhere"
    first: int = -1  # its first word in the sentence, and the index after its last; -1 for what is none of it
    last: int = -1


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as the rules read it, with what stands around it."""

    one: Draft
    s: Sentence
    first: int  # of the words of its own stretch
    last: int  # after the last of them
    said: tuple[Draft, ...]  # the figures of the paragraph before it, the nearest first
    seen: tuple[str, ...]  # of the rules' reading
    sure: int  # of the rules' reading, in tenths

    def text(self, spans: Sequence[Span]) -> str:
        """Pieces of the text, joined."""
        return self.s.text_of(spans)


class Said:
    """The figures of a paragraph so far, the nearest last."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.end = -1  # of the paragraph

    def before(self, one: Draft, s: Sentence) -> list[Draft]:
        """Those that stand before a figure: nothing is taken from another paragraph."""
        if one.quantity.start >= self.end:
            self.drafts, self.end = [], line_end(s.text, one.quantity.start)
        return self.drafts

    def take(self, one: Draft) -> None:
        """Remember a figure."""
        self.drafts = [*self.drafts[1 - SAID :], one]


def figure(one: Draft, s: Sentence, said: Sequence[Draft], seen: tuple[str, ...], sure: float) -> Figure:
    """A figure of a sentence, with those of its paragraph before it, the nearest last."""
    first, last = clause_start(s.letters, one.at), clause_end(s.letters, one.at)
    return Figure(one, s, first, last, tuple(reversed(said)), seen, int(sure * 10))


def items(f: Figure) -> list[Candidate]:
    """What the figure may count, each phrase once: nothing only where the rules found nothing."""
    one, taken = f.one, [*f.one.actor]
    taken += [span for span in (one.whole, one.basis) if span]
    made = _once(f, one.item, _items(f), [draft.item for draft in f.said], taken)
    return made if not one.item else [candidate for candidate in made if candidate.spans]


def actions(f: Figure, item: Candidate) -> list[Candidate]:
    """What may have been done to an item, each phrase once: what a new item holds was not done to it."""
    one = f.one
    made = _once(f, one.action, _actions(f), [draft.action for draft in f.said], [*one.actor, *item.spans])
    if item.spans != one.item:
        return [candidate for candidate in made if not overlap(candidate.spans, item.spans)]
    return made


def _once(
    f: Figure,
    read: tuple[Span, ...],
    phrases: Iterator[Candidate],
    said: Sequence[tuple[Span, ...]],
    taken: Sequence[Span],
) -> list[Candidate]:
    """All that is offered, and what the rules read, each by its words; nothing that other slots hold."""
    words = f.text(read)
    found = {"": Candidate((), "", NOWHERE)}
    for one in phrases:
        if one.words == words or not overlap(one.spans, taken):
            found.setdefault(one.words, one)
    for k, spans in enumerate(said, 1):
        if spans and not overlap(spans, taken):
            again = f.text(spans)
            found.setdefault(again, Candidate(spans, again, f"said {k}"))
    if words not in found:
        found[words] = Candidate(read, words, RULES, *_within(f, read))
    return list(found.values())


def overlap(spans: Iterable[Span], others: Sequence[Span]) -> bool:
    """Whether pieces of the text have something in common."""
    return bool(others) and any(a < d and c < b for a, b in spans for c, d in others)  # mostly none


def _within(f: Figure, spans: tuple[Span, ...]) -> tuple[int, int]:
    """The words of a phrase that stands in the sentence in one piece, if it is whole words."""
    start, end = f.s.bounds
    if len(spans) == 1 and start <= spans[0][0] and spans[0][1] <= end:
        first, last = places(f.s.tokens, *spans[0])
        return (first, last) if first < last else (-1, -1)
    return -1, -1


def _items(f: Figure) -> Iterator[Candidate]:
    at, begins = f.one.at, f.s.kinds.unnamed_start
    yield from _phrases(f, (f.first, at), LONGEST, OWN)
    for first in range(at + 1, min(f.last, at + NEXT)):
        if f.s.letters[first] not in begins:
            for last in range(first + 1, min(f.last, first + LONGEST_AFTER) + 1):
                yield from _phrase(f, first, last, AFTER)
    for k, stretch in enumerate(_before(f), 1):
        yield from _phrases(f, stretch, LONGEST_BEFORE, f"clause {k}")


def _phrases(f: Figure, stretch: tuple[int, int], longest: int, place: str) -> Iterator[Candidate]:
    """The phrases of a stretch of words, the last and shortest first."""
    begins = f.s.kinds.unnamed_start
    for last in range(stretch[1], stretch[0], -1):
        for first in range(last - 1, max(stretch[0], last - longest) - 1, -1):
            if f.s.letters[first] not in begins:
                yield from _phrase(f, first, last, place)


def _phrase(f: Figure, first: int, last: int, place: str) -> Iterator[Candidate]:
    """A phrase, if it may end where it ends: at no word that something must follow."""
    s = f.s
    if s.letters[last - 1] not in s.kinds.no_end:
        span = s.tokens[first].start, s.tokens[last - 1].end
        yield Candidate((span,), s.text[slice(*span)], place, first, last)


def _before(f: Figure) -> Iterator[tuple[int, int]]:
    """The stretches of words before the figure's own, the nearest first."""
    letters, last, most = f.s.letters, f.first - 1, CLAUSES
    while last > 0 and most:
        first = clause_start(letters, last)
        yield first, last
        last, most = first - 1, most - 1


def _actions(f: Figure) -> Iterator[Candidate]:
    at = f.one.at
    yield from _verbs(f, (f.first, at), LONGEST_ACT, OWN)
    yield from _verbs(f, (at + 1, min(f.last, at + LONGEST_AFTER)), LONGEST_ACT_AFTER, AFTER)
    for k, stretch in enumerate(_before(f), 1):
        yield from _verbs(f, stretch, LONGEST_ACT_BEFORE, f"clause {k}")


def _verbs(f: Figure, stretch: tuple[int, int], longest: int, place: str) -> Iterator[Candidate]:
    """The phrases of a stretch that begin with a verb, or with what negates it: 未按时上缴 is never 上缴."""
    s, negated = f.s, False
    for first in range(*stretch):
        if s.letters[first] in s.kinds.may_act and not negated:
            for last in range(first + 1, min(stretch[1], first + longest) + 1):
                yield from _phrase(f, first, last, place)
        negated = negated or s.tokens[first].sense.negates

"""What may fill a slot of a figure: phrases of its clause, of the clauses before, and what was said before.

More than a reader would think of, and the right one nearly always among them; the points tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...dataclass import dataclass
from ...language.lettering import BREAKS, Span, clause_start, places
from ..reading import Draft
from ..sentence import Sentence

LONGEST = 9  # words of an item
LONGEST_BEFORE = 5  # and of one in a clause before
LONGEST_ACT = 5  # words of an action
CLAUSES = 2  # clauses before the figure's own from which an item is taken
ACTS_BEFORE = 2  # and an action
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
    """A figure with what stands around it."""

    one: Draft
    s: Sentence
    first: int  # of the words of its own stretch
    last: int  # after the last of them
    said: tuple[Draft, ...]  # the figures before it, the nearest first
    seen: tuple[str, ...]  # of the rules' reading
    sure: int  # of the rules' reading, in tenths

    def text(self, spans: Sequence[Span]) -> str:
        """Pieces of the text, joined."""
        return "".join([self.s.text[a:b] for a, b in spans])


def figure(one: Draft, s: Sentence, said: Sequence[Draft], seen: tuple[str, ...], sure: float) -> Figure:
    """A figure of a sentence, with the figures before it, the nearest last."""
    last = one.at + 1
    while last < len(s.letters) and s.letters[last] not in BREAKS:
        last += 1
    return Figure(
        one, s, clause_start(s.letters, one.at), last, tuple(reversed(said[-SAID:])), seen, int(sure * 10)
    )


def items(f: Figure) -> list[Candidate]:
    """What the figure may count, each phrase once."""
    return _once(f, f.one.item, _items(f), [draft.item for draft in f.said])


def actions(f: Figure) -> list[Candidate]:
    """What may have been done, each phrase once."""
    return _once(f, f.one.action, _actions(f), [draft.action for draft in f.said])


def _once(
    f: Figure, read: tuple[Span, ...], phrases: Iterator[Candidate], said: Sequence[tuple[Span, ...]]
) -> list[Candidate]:
    found = {"": Candidate((), "", NOWHERE)}
    for one in phrases:
        found.setdefault(one.words, one)
    for k, spans in enumerate(said, 1):
        if spans:
            words = f.text(spans)
            found.setdefault(words, Candidate(spans, words, f"said {k}"))
    words = f.text(read)
    if words not in found:
        found[words] = Candidate(read, words, RULES, *_within(f, read))
    return list(found.values())


def _within(f: Figure, spans: tuple[Span, ...]) -> tuple[int, int]:
    """The words of a phrase that stands in the sentence in one piece."""
    start, end = f.s.bounds
    if len(spans) == 1 and start <= spans[0][0] and spans[0][1] <= end:
        return places(f.s.tokens, *spans[0])
    return -1, -1


def _items(f: Figure) -> Iterator[Candidate]:
    at, named = f.one.at, f.s.kinds
    own = f.first, at
    yield from _phrases(f, own, LONGEST, OWN)
    for first in range(at + 1, min(f.last, at + LONGEST_BEFORE)):
        if f.s.letters[first] not in named.unnamed_start:
            for last in range(first + 1, min(f.last, first + LONGEST - 1) + 1):
                yield from _phrase(f, first, last, AFTER)
    for k, stretch in enumerate(_before(f, CLAUSES), 1):
        yield from _phrases(f, stretch, LONGEST_BEFORE, f"clause {k}")


def _phrases(f: Figure, stretch: tuple[int, int], longest: int, place: str) -> Iterator[Candidate]:
    """The phrases of a stretch of words, the last and shortest first."""
    begins = f.s.kinds.unnamed_start
    for last in range(stretch[1], stretch[0], -1):
        for first in range(last - 1, max(stretch[0], last - longest) - 1, -1):
            if f.s.letters[first] not in begins:
                yield from _phrase(f, first, last, place)


def _phrase(f: Figure, first: int, last: int, place: str) -> Iterator[Candidate]:
    s = f.s
    if s.letters[last - 1] not in s.kinds.unnamed_end:
        span = s.tokens[first].start, s.tokens[last - 1].end
        yield Candidate((span,), s.text[slice(*span)], place, first, last)


def _before(f: Figure, most: int) -> Iterator[tuple[int, int]]:
    """The stretches of words before the figure's own, the nearest first."""
    letters, last = f.s.letters, f.first - 1
    while last > 0 and most:
        first = clause_start(letters, last)
        yield first, last
        last, most = first - 1, most - 1


def _actions(f: Figure) -> Iterator[Candidate]:
    at = f.one.at
    yield from _verbs(f, (f.first, at), LONGEST_ACT, OWN)
    yield from _verbs(f, (at + 1, min(f.last, at + LONGEST - 1)), LONGEST_ACT - 1, AFTER)
    for k, stretch in enumerate(_before(f, ACTS_BEFORE), 1):
        yield from _verbs(f, stretch, LONGEST_ACT - 3, f"clause {k}")


def _verbs(f: Figure, stretch: tuple[int, int], longest: int, place: str) -> Iterator[Candidate]:
    """The phrases of a stretch that begin with a verb, or with what negates it: 未上缴 is never 上缴."""
    s = f.s
    tokens, letters, kinds = s.tokens, s.letters, s.kinds
    for first in range(*stretch):
        if letters[first] in kinds.may_act and not (first > stretch[0] and tokens[first - 1].sense.negates):
            for last in range(first + 1, min(stretch[1], first + longest) + 1):
                if letters[last - 1] not in kinds.unnamed_end:
                    span = tokens[first].start, tokens[last - 1].end
                    yield Candidate((span,), s.text[slice(*span)], place, first, last)

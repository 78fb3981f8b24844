"""How sure a reading is: what can be seen of it has points, and points a share of rows that were right.

The points are fitted on annotated texts by tools/fit_confidence.py and kept as data, in whole numbers, so
that a figure has the same confidence on every machine. Nothing here decides how a figure is read.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import compress, repeat
from operator import attrgetter
from sys import intern

from ..dataclass import dataclass
from ..language.lettering import Span, clause_end, clause_start, places
from ..rules.folder import own_text
from ..rules.rule import RuleSet
from .reading import Draft
from .sentence import Sentence

FILE = "meaning/confidence.json"
STEPS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 40, 80, 160)  # sizes are told by the step they reach
KNOWN = "known concept"  # seen where the figure becomes a record
_MOST = 4  # of things counted one by one
_SIZES = ("figures", "words of the sentence", "item of", "action of", "words before", "words after")
_BY_STEP = {name: tuple(f"{name} {step}" for step in STEPS) for name in _SIZES}
SAID = ("bare", "firm", "stands", "statistic", "relational", "after", "yields")  # of a draft
_said = attrgetter(*SAID)


@dataclass(frozen=True, slots=True)
class Scale:
    """Points of what is seen of a reading, and what they come to."""

    points: Mapping[str, int]
    bounds: tuple[int, ...]  # points at which the next share begins
    shares: tuple[float, ...]  # of rows that were right; one more than bounds
    cell: float  # of cells of tables whose headers name what they count
    cell_unnamed: float  # and of the others
    review: float  # below which a row should be looked at

    def of(self, seen: Sequence[str]) -> float:
        """The confidence of a reading."""
        return self.shares[bisect_right(self.bounds, self.total(seen))]

    def total(self, seen: Sequence[str]) -> int:
        """The points of a reading."""
        return sum(map(self.points.get, seen, repeat(0)))


def scale(rules: RuleSet) -> Scale:
    """The scale that the project ships; a user's patterns do not change it."""
    return rules.once("confidence", lambda _: _read())


def _read() -> Scale:
    kept = json.loads(own_text(FILE))
    return Scale(
        points=kept["points"],
        bounds=tuple(kept["bounds"]),
        shares=tuple(kept["shares"]),
        cell=kept["cell"],
        cell_unnamed=kept["cell_unnamed"],
        review=kept["review"],
    )


def of_record(seen: Sequence[str], concept: str | None) -> tuple[str, ...]:
    """The same with what is only seen once a figure is a record: whether its metric is a known one."""
    return tuple(seen) if concept is None else (*seen, KNOWN)


def seen(drafts: Sequence[Draft], s: Sentence) -> list[tuple[str, ...]]:
    """What can be seen of each reading of a sentence, by names that explain themselves."""
    around = [_sized("figures", len(drafts)), _sized("words of the sentence", len(s.tokens))]
    return [tuple(_seen(one, s) + around) for one in drafts]


def _seen(one: Draft, s: Sentence) -> list[str]:
    letters, at, kind = s.letters, one.at, one.quantity.kind
    first, last = clause_start(letters, at), clause_end(letters, at)
    return [
        *[intern("rule " + rule) for rule in one.rules],
        *[intern("flag " + flag) for flag in (*one.quantity.flags, *one.flags)],
        *compress(SAID, _said(one)),
        intern("kind " + kind),
        intern(f"role {one.role} {kind}"),
        _sized("item of", _length(one.item)),
        _sized("action of", _length(one.action)),
        intern("joined by " + one.joined),
        *_around(one, s, first, last),
        *_within(one, s),
        "item " + _place(one, s.tokens[first].start, one.quantity.start),
    ]


def _around(one: Draft, s: Sentence, first: int, last: int) -> list[str]:
    """The words of a figure's stretch, and those of them that its reading leaves unexplained."""
    before, after = s.letters[first : one.at], s.letters[one.at + 1 : last]
    told = [*one.item, *one.action, *one.actor, *one.verb, *(span for span in (one.basis, one.whole) if span)]
    return [
        _sized("words before", len(before)),
        _sized("words after", len(after)),
        intern(f"verbs before {_verbs(before, s)}"),
        intern("opens with " + before[:1]),
        intern("closes with " + before[-1:]),
        intern("goes on with " + after[:1]),
        intern("after the break " + (s.letters[first - 1] if first else "")),
        intern(f"unexplained before {_left(s, first, one.at, told)}"),
        intern(f"unexplained after {_left(s, one.at + 1, last, told)}"),
    ]


def _within(one: Draft, s: Sentence) -> list[str]:
    """The words that an item is made of."""
    inside: Sequence[int]
    if len(one.item) == 1:
        inside = range(*places(s.tokens, *one.item[0]))
    else:
        inside = sorted({k for a, b in one.item for k in range(*places(s.tokens, a, b))})
    if not inside:
        return []
    said = "".join([s.letters[k] for k in inside])
    short = sum(s.letters[k] == "N" and s.tokens[k].end - s.tokens[k].start == 1 for k in inside)
    return [
        intern("item begins with " + said[0]),
        intern("item ends with " + said[-1]),
        intern(f"verbs in the item {_verbs(said, s)}"),
        intern(f"nouns of one character in the item {min(_MOST, short)}"),
    ]


def _verbs(letters: str, s: Sentence) -> int:
    return min(_MOST, sum(map(letters.count, s.kinds.does)))


def _left(s: Sentence, first: int, last: int, told: Sequence[Span]) -> int:
    """How many words that say something are in no slot."""
    left, letters, telling = 0, s.letters, s.kinds.telling
    for place in range(first, last):
        if letters[place] in telling:
            token = s.tokens[place]
            for a, b in told:
                if a < token.end and token.start < b:
                    break
            else:
                left += 1
    return min(_MOST, left)


def _place(one: Draft, first: int, figure: int) -> str:
    """Where an item stands to its figure."""
    if not one.item:
        return "nowhere"
    start, end = one.item[0][0], one.item[-1][1]
    if end <= first:
        return "said before"
    if start < first:
        return "in pieces"
    return "before" if end <= figure else "after" if start > figure else "around"


def _length(spans: Sequence[Span]) -> int:
    return sum(b - a for a, b in spans)


def _sized(name: str, size: int) -> str:
    """What is seen of a size: the step that it reaches."""
    return _BY_STEP[name][bisect_right(STEPS, size) - 1]

"""What can be seen of a candidate: by names that explain themselves, each of which may have points.

A name is what is looked at, "=", and what is found there. Words are told as written, kinds of words by their
letters. What is the same for many candidates of a figure is looked at once: what all of a place share,
what those share that begin at one word, and those that end at one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...language.lettering import Span, places
from .candidates import Candidate, Figure

LONG = 6  # words counted one by one
LEAST = 2  # characters that two phrases share to be told alike


class Seen:
    """What is seen of the candidates for a slot."""

    f: Figure
    read: str  # what the rules filled it with

    def of(self, one: Candidate) -> Iterator[str]:
        """All of one phrase."""
        way = self.way_of(one)
        yield from self.at(one.place)
        yield from self.like(way)
        if one.first >= 0:
            yield from self.starts(one.place, one.first)
            yield from self.ends(one.place, one.last)
            yield from self.lettered(one.place, self.f.s.letters[one.first : one.last])
        yield from self.own(one, way)

    def way_of(self, one: Candidate) -> str:
        """How a phrase stands to what the rules read."""
        return relation(one.words, self.read)

    def at(self, place: str) -> Iterator[str]:
        """The same for all phrases of a place."""
        raise NotImplementedError

    def like(self, way: str) -> Iterator[str]:
        """The same for all that stand alike to what the rules read."""
        raise NotImplementedError

    def starts(self, place: str, first: int) -> Iterator[str]:
        """The same for all phrases of a place in the sentence that begin with a word."""
        raise NotImplementedError

    def ends(self, place: str, last: int) -> Iterator[str]:
        """The same for all that end before a word."""
        raise NotImplementedError

    def lettered(self, place: str, inside: str) -> Iterator[str]:
        """The same for all of a place with the same letters, of whatever figure."""
        raise NotImplementedError

    def own(self, one: Candidate, way: str) -> Iterator[str]:
        """What is seen of one phrase alone, which stands so to what the rules read."""
        raise NotImplementedError


def word(f: Figure, k: int) -> str:
    """A word of the sentence as written; Q for a figure, ^ beyond the ends."""
    if not 0 <= k < len(f.s.tokens):
        return "^"
    token = f.s.tokens[k]
    return f.s.text[token.start : token.end] if token.quantity is None else "Q"


def around(f: Figure, name: str) -> Iterator[str]:
    """What stands around the figure, and what it is; `name` is of a slot and a place."""
    q, letters, at = f.one.quantity, f.s.letters, f.one.at
    own = letters[f.first : at]
    yield f"{name}="
    yield f"{name} kind={q.kind}"
    yield f"{name} unit={q.unit}"
    yield f"{name} figure after={own[-3:]}"
    yield f"{name} stretch opens={own[:2]}"
    yield f"{name} figure before={letters[at + 1 : at + 3]}"
    yield f"{name} word before figure={word(f, at - 1)}"
    yield f"{name} word after figure={word(f, at + 1)}"


def read(f: Figure, spans: tuple[Span, ...], telling: tuple[str, ...]) -> list[str]:
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
                f"begins={word(f, first)}",
                f"ends={word(f, last - 1)}",
                f"pieces={len(spans)} {'own' if f.first <= first < f.last else 'far'}",
            ]
    out += [f"lent={loan.field} {loan.reason}" for loan in f.one.loans] or ["lent=nothing"]
    out += [f"seen={told}" for told in f.seen if told.startswith(telling)]
    return out


@lru_cache(maxsize=4096)  # asked for the same ones of the figures of a sentence
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

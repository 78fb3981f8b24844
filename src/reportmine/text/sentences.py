"""A text to sentences, with spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..rules.expressions import later

LONGEST = (
    1200  # characters; a longer sentence is cut at the next comma, so that no record grows without bound
)

_SENTENCE = later(r"[^。！？!?\n\r]+[。！？!?]?[”’」』）)]{0,2}")
_CLAUSE = later(r"[^，,；;：:、]+[，,；;：:、]?")


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences, white space at either end left out; every non-blank character is in one."""
    return [trimmed for span in _spans(text) if (trimmed := _trim(text, span)) is not None]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text):
        span = match.span()
        if span[1] - span[0] > LONGEST:
            yield from _cut(text, *span)
        else:
            yield span


def line_end(text: str, start: int) -> int:
    """Where the line ends in which a place is."""
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def parted(spans: list[tuple[int, int]], text: str, cuts: Iterable[int]) -> list[tuple[int, int]]:
    """The spans, with those that hold one of the cuts parted there."""
    places = sorted(set(cuts))
    out: list[tuple[int, int]] = []
    for start, end in spans:
        inside = places[bisect_right(places, start) : bisect_left(places, end)]
        pieces = pairwise([start, *inside, end])
        out += [trimmed for piece in pieces if (trimmed := _trim(text, piece)) is not None]
    return out


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pieces of at most LONGEST characters, at commas where there are any."""
    pieces: list[tuple[int, int]] = []
    for match in _CLAUSE.finditer(text, start, end):
        here = match.start()
        while match.end() - here > LONGEST:
            pieces.append((here, here + LONGEST))
            here += LONGEST
        if pieces and match.end() - pieces[-1][0] <= LONGEST and pieces[-1][1] == here:
            pieces[-1] = (pieces[-1][0], match.end())
        else:
            pieces.append((here, match.end()))
    return pieces


def _trim(text: str, span: tuple[int, int]) -> tuple[int, int] | None:
    start, end = span
    if start < end and not (text[start].isspace() or text[end - 1].isspace()):
        return span  # as most are: none is made anew
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    kept = piece.strip()
    return (start + lead, start + lead + len(kept)) if kept else None


def locate(spans: list[tuple[int, int]], starts: list[int], position: int) -> int | None:
    """Index of the span that holds a position, given the spans' starts; None between spans."""
    i = bisect_right(starts, position) - 1
    return i if i >= 0 and position < spans[i][1] else None

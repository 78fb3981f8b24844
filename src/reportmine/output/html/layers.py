"""A text with spans in it, layer within layer: whatever the spans are, the text comes out whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from ...dataclass import dataclass
from .safe import escaped


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, and the tags around it. One without length is a mark at its place."""

    start: int
    end: int
    first: str
    """The tag that opens it."""
    again: str
    """The tag that opens its next pieces, where something cuts it; an id stands in the first alone."""
    close: str


class Layer:
    """Spans side by side, in the order of the text; of those that overlap the first counts."""

    def __init__(self, spans: Iterable[Span], length: int) -> None:
        self._spans: list[Span] = []
        end = 0
        for one in sorted(spans, key=lambda one: (one.start, one.end)):
            if end <= one.start <= one.end <= length:
                self._spans.append(one)
                end = one.end
        self._ends = [one.end for one in self._spans]

    def within(self, start: int, end: int) -> Iterator[Span]:
        """The spans that touch [start, end); one without length where it stands in it."""
        for at in range(bisect_left(self._ends, start), len(self._spans)):
            one = self._spans[at]
            if one.start >= end:
                return
            if one.end > start or one.start == one.end:
                yield one


def inline(raw: str, start: int, end: int, layers: Sequence[Layer]) -> Iterator[str]:
    """raw[start:end] as HTML with the spans of the layers, the first outermost."""
    if not layers:
        if start < end:
            yield escaped(raw[start:end])
        return
    for one in layers[0].within(start, end):
        a, b = max(start, one.start), min(end, one.end)
        yield from inline(raw, start, a, layers[1:])
        yield one.first if a == one.start else one.again
        yield from inline(raw, a, b, layers[1:])
        yield one.close
        start = b
    yield from inline(raw, start, end, layers[1:])

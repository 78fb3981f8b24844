"""Words that a page shows as pictures or as outlines: they are seen, but there is no letter to read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from statistics import median
from typing import Protocol

from .sheet import Box

LOWEST, HIGHEST = 0.4, 2.5  # ems: what stands in a line of text
FEWEST = 5  # pieces: fewer are signs, seals, a letterhead
SHARE = 0.25  # of the width of the text that is read


class Placed(Protocol):
    """A letter and its place."""

    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...


def drawn(pieces: Iterable[Box], letters: Sequence[Placed]) -> float:
    """The width, in ems, of the pictures and outlines as large as the text of a page, where that is much;
    else 0."""
    if not letters:
        return 0.0
    size = median(letter.size for letter in letters)
    told = sum(letter.right - letter.left for letter in letters)
    places = sorted((letter.y, (letter.left + letter.right) / 2) for letter in letters)
    widths = []
    for left, bottom, right, top in pieces:
        if not LOWEST * size <= top - bottom <= HIGHEST * size or right - left < LOWEST * size:
            continue
        first, last = (bisect_left(places, (y, 0.0)) for y in (bottom - LOWEST * size, top))
        if not any(left < x < right for _, x in places[first:last]):  # else it is behind what can be read
            widths.append(right - left)
    if len(widths) < FEWEST or sum(widths) < SHARE * told:
        return 0.0
    return sum(widths) / size

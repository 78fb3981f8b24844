"""A text cut into words: the most probable path through a dictionary with frequencies.

The algorithm is jieba's (Sun Junyi, MIT licence) without its model for unknown words: every way to lay
words of the dictionary end to end is weighed by the product of their frequencies, the best is kept from
the right, and of two as good the one with the longer first word. One pass here does what jieba does in
three; the tests hold both to the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from math import log

_TOGETHER = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")  # what may hold a word; all else stands alone
_BLANK = re.compile(r"(\r\n|\s)")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


_NEVER = -1e300  # the weight of a character that is no word, where a word begins with it


class Cutter:
    """Cuts by one dictionary. Pure once made."""

    def __init__(self, frequency: Mapping[str, int], total: int) -> None:
        self.unknown = -log(total)
        self.weights = {word: log(count or 1) + self.unknown for word, count in frequency.items()}
        lengths: dict[str, set[int]] = {}
        for word in frequency:
            if len(word) > 1:
                lengths.setdefault(word[:2], set()).add(len(word))
        # By two characters, not one: most places begin no word of two, and are done at once.
        self._lengths = {pair: tuple(sorted(sizes)) for pair, sizes in lengths.items()}

    def cut(self, text: str) -> list[str]:
        """The words of a text, in order; joined they give the text."""
        found: list[str] = []
        for at, block in enumerate(_TOGETHER.split(text)):
            if at % 2:
                found += self._words(block)
            elif block:
                found += _apart(block)
        return found

    def _words(self, block: str) -> Iterable[str]:
        ends = self._ends(block)
        found: list[str] = []
        at, latin = 0, -1  # where a run of single Latin letters and digits began
        while at < len(block):
            end = ends[at]
            if end - at == 1 and block[at] in _LATIN:
                latin = at if latin < 0 else latin
            else:
                if latin >= 0:
                    found.append(block[latin:at])
                    latin = -1
                found.append(block[at:end])
            at = end
        if latin >= 0:
            found.append(block[latin:])
        return found

    def _ends(self, block: str) -> list[int]:
        """For each place, where the first word of the best path from it ends."""
        size, known, lengths, unknown = len(block), self.weights.get, self._lengths.get, self.unknown
        weight = [0.0] * (size + 1)
        ends = list(range(1, size + 1))
        for at in range(size - 1, -1, -1):
            best = known(block[at], _NEVER) + weight[at + 1]
            for length in lengths(block[at : at + 2], ()):
                end = at + length
                if end > size:
                    break
                path = known(block[at:end])
                if path is not None and path + weight[end] >= best:
                    best, ends[at] = path + weight[end], end
            weight[at] = best if best > _NEVER / 2 else unknown + weight[at + 1]
        return ends


def _apart(block: str) -> Iterable[str]:
    """Blanks and signs, each by itself."""
    for at, piece in enumerate(_BLANK.split(block)):
        if at % 2:
            yield piece
        else:
            yield from piece

"""A text cut into words: the most probable path through a dictionary with frequencies.

The algorithm is jieba's (Sun Junyi, MIT licence) without its model for unknown words: every way to lay
words of the dictionary end to end is weighed by the product of their frequencies, the best is kept from
the right, and of two as good the one with the longer first word. One pass here does what jieba does in
three; the tests hold both to the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import log

from ..expression import expression
from ..rules.expressions import later

_TOGETHER = later(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")  # what may hold a word; all else stands alone
_BLANK = expression(r"(\r\n|\s)")
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")


MANY = 20_000  # pairs of characters of texts, after which all words are taken in at once
MOST = 100_000  # pairs that are kept, with those that begin no word
_NEVER = -1e300  # the weight of a character that is no word, where a word begins with it


Begun = tuple[float, tuple[int, ...]]
"""What begins with two characters: the weight of the first as a word, and the lengths of longer words.

Where the character is no word, the weight is that of an unknown one; _NEVER where longer words begin."""


class Cutter:
    """Cuts by one dictionary, whose words it takes in as texts ask for them.

    `beginning` gives the words that begin with two characters, with their frequencies, or the word that is
    one character; all words for "". `total` is the sum of all frequencies.
    """

    def __init__(self, beginning: Callable[[str], Mapping[str, int]], total: int) -> None:
        self.unknown = -log(total)
        self.weights: dict[str, float] = {}
        # By two characters, not one: most places begin no word of two, and are done at once.
        self._begun: dict[str, Begun] = {}
        self._beginning = beginning
        self._characters: set[str] = set()  # that are taken in as words
        self._whole = False

    def learn(self, pair: str) -> Begun:
        """Take in the words that begin with two characters; what begins with these. All words, after many."""
        if not self._whole:
            if len(self._begun) >= MANY:
                self._take_all()
                self._whole = True
            else:
                if pair[0] not in self._characters:
                    self._characters.add(pair[0])
                    self._take(pair[0])
                if len(pair) > 1:
                    self._take(pair)
        found = self._begun.get(pair)
        if found is None:
            found = self._begins(pair, ())
            if len(self._begun) < MOST:
                self._begun[pair] = found
        return found

    def _take(self, begun: str) -> None:
        found = self._weigh(begun)
        self._begun[begun] = self._begins(
            begun, tuple(sorted({len(word) for word in found if len(word) > 1}))
        )

    def _take_all(self) -> None:
        lengths: dict[str, set[int]] = {}
        for word in self._weigh(""):
            if len(word) > 1:
                lengths.setdefault(word[:2], set()).add(len(word))
        for pair, sizes in lengths.items():
            self._begun[pair] = self._begins(pair, tuple(sorted(sizes)))

    def _weigh(self, begun: str) -> Iterable[str]:
        """The words that begin so, their weights taken in."""
        found = self._beginning(begun)
        for word, count in found.items():
            self.weights[word] = log(count or 1) + self.unknown
        return found

    def _begins(self, pair: str, lengths: tuple[int, ...]) -> Begun:
        return self.weights.get(pair[0], _NEVER if lengths else self.unknown), lengths

    def holds(self, word: str) -> bool:
        """Whether the dictionary has a word."""
        if word[:2] not in self._begun:
            self.learn(word[:2])
        return word in self.weights

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
        size, known, begun = len(block), self.weights.get, self._begun.get
        weight = [0.0] * (size + 1)
        ends = list(range(1, size + 1))
        after = 0.0  # the weight of the best path from the next place
        for at in range(size - 1, -1, -1):
            pair = block[at : at + 2]
            alone, lengths = begun(pair) or self.learn(pair)
            best = alone + after
            if lengths:
                for length in lengths:
                    end = at + length
                    if end > size:
                        break
                    path = known(block[at:end])
                    if path is not None and path + weight[end] >= best:
                        best, ends[at] = path + weight[end], end
                if best <= _NEVER / 2:
                    best = self.unknown + after
            weight[at] = after = best
        return ends


def _apart(block: str) -> Iterable[str]:
    """Blanks and signs, each by itself."""
    for at, piece in enumerate(_BLANK.split(block)):
        if at % 2:
            yield piece
        else:
            yield from piece

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


MANY = 6_000  # pairs of characters of texts, after which all words are taken in at once, which takes as long
MOST = 100_000  # pairs that are kept, with those that begin no word
_NEVER = -1e300  # the weight of what is no word, where a word begins with it
_HARDLY = _NEVER / 2  # that of a path with such a one

Begun = tuple[float, float | None, bool]
"""What begins with two characters: the weight of the first as a word, that of both as one, and whether longer
words do. None for both where no word of two or more begins so.

Where the character is no word, the weight is that of an unknown one; _NEVER where longer words begin. So it
is for two that are no word where longer ones begin."""


class _Table(dict[str, Begun]):
    """What begins with two characters, which it learns of those that it does not hold."""

    def __init__(self, learn: Callable[[str], Begun]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, pair: str) -> Begun:
        return self._learn(pair)


class Cutter:
    """Cuts by one dictionary, whose words it takes in as texts ask for them.

    `beginning` gives the words that begin with two characters, with their frequencies, or the word that is
    one character; all words for "". `total` is the sum of all frequencies.
    """

    def __init__(self, beginning: Callable[[str], Mapping[str, int]], total: int) -> None:
        self.unknown = -log(total)
        self.weights: dict[str, float] = {}
        # By two characters, not one: most places begin no word of two, and are done at once.
        self._begun = _Table(self._learn)
        self._longer: dict[str, tuple[int, ...]] = {}  # how long words are, by their first three characters
        self._beginning = beginning
        self._characters: set[str] = set()  # that are taken in as words
        self._whole = False

    def _learn(self, pair: str) -> Begun:
        """Take in the words that begin with two characters; what begins with these. All words, after many."""
        begun = self._begun
        if not self._whole:
            if len(begun) >= MANY:
                self._take_all()
                self._whole = True
            else:
                if pair[0] not in self._characters:
                    self._characters.add(pair[0])
                    self._take(pair[0])
                if len(pair) > 1:
                    self._take(pair)
            if pair in begun:
                return begun[pair]
        found = self._begins(pair, False)
        if len(begun) < MOST:
            begun[pair] = found
        return found

    def _take(self, begun: str) -> None:
        self._begun[begun] = self._begins(begun, self._weigh(begun))

    def _take_all(self) -> None:
        self._weigh("")
        begun = {word: False for word in self.weights if len(word) == 2}
        begun |= {three[:2]: True for three in self._longer}
        self._begun.update((pair, self._begins(pair, longer)) for pair, longer in begun.items())

    def _weigh(self, begun: str) -> bool:
        """Take in the weights of the words that begin so; whether any is longer than two characters."""
        weights, lengths, unknown = self.weights, self._longer, self.unknown
        longer = False
        for word, count in self._beginning(begun).items():
            weights[word] = log(count or 1) + unknown
            if (size := len(word)) > 2:
                longer = True
                known = lengths.get(word[:3], ())
                if size not in known:
                    lengths[word[:3]] = tuple(sorted((*known, size)))
        return longer

    def _begins(self, pair: str, longer: bool) -> Begun:
        known = self.weights.get
        two = known(pair, _NEVER) if len(pair) > 1 else _NEVER
        if longer or two > _NEVER:
            return known(pair[0], _NEVER), two, longer
        return known(pair[0], self.unknown), None, False

    def holds(self, word: str) -> bool:
        """Whether the dictionary has a word."""
        return self._begun[word[:2]] is not None and word in self.weights  # it is learned by being asked for

    def cut(self, text: str) -> list[str]:
        """The words of a text, in order; joined they give the text."""
        found: list[str] = []
        for at, block in enumerate(_TOGETHER.split(text)):
            if at % 2:
                found += self._words(block)
            elif len(block) == 1:  # a comma, as most are
                found.append(block)
            else:
                found += _apart(block)
        return found

    def _words(self, block: str) -> Iterable[str]:
        ends = self._ends(block)
        found: list[str] = []
        at, latin, size = 0, -1, len(block)  # latin: where a run of single Latin letters and digits began
        while at < size:
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
        size, begun, longer, known = len(block), self._begun, self._longer.get, self.weights.get
        ends = list(range(1, size + 1))
        weight = [0.0] * size + [0.0, 2 * _NEVER]  # of the best path from a place; none goes past the end
        after = 0.0  # that from the next place
        for at in range(size - 1, -1, -1):
            alone, two, more = begun[block[at : at + 2]]
            best = alone + after
            if two is not None:
                path = two + weight[at + 2]
                if path >= best:
                    best = path
                    ends[at] = at + 2
                for length in longer(block[at : at + 3], ()) if more else ():
                    word = known(block[at : at + length]) if at + length <= size else None
                    if word is not None and word + weight[at + length] >= best:
                        best = word + weight[at + length]
                        ends[at] = at + length
                if best <= _HARDLY:
                    best, ends[at] = self.unknown + after, at + 1
            weight[at] = after = best
        return ends


def _apart(block: str) -> Iterable[str]:
    """Blanks and signs, each by itself."""
    for at, piece in enumerate(_BLANK.split(block)):
        if at % 2:
            yield piece
        else:
            yield from piece

"""One sentence as its words and their letters, and pieces of it as spans of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dataclass import dataclass
from ..figures.quantities import Quantity
from ..language.lettering import Span, spell, within
from ..language.token import Token
from ..rules.classes import Classes
from .frames import Frames


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what reads it."""

    text: str  # the whole, in which spans point
    tokens: list[Token]
    letters: str
    frames: Frames
    kinds: Classes

    @property
    def bounds(self) -> Span:
        """Where it begins and ends in the text."""
        return self.tokens[0].start, self.tokens[-1].end

    def text_of(self, spans: Sequence[Span]) -> str:
        """Pieces of the text, one after the other."""
        return "".join([self.text[a:b] for a, b in spans])

    def figures(self, first: int = 0, last: int | None = None) -> Iterator[Quantity]:
        """Those among the words from `first` up to `last`, in order."""
        return (token.quantity for token in self.tokens[first:last] if token.quantity is not None)

    def opened(self, first: int, last: int) -> int:
        """Where words from `first` up to `last` begin to say something: past adverbs, 其中 and the like."""
        while first < last and self.letters[first] in self.kinds.opening:
            first += 1
        return first

    def span(self, first: int, last: int) -> Span | None:
        """The text from token `first` up to token `last` (excluded), without loose ends."""
        tokens = self.tokens
        while first < last and tokens[first].letter in self.kinds.loose_start:
            first += 1
        while last > first and tokens[last - 1].letter in self.kinds.loose_end:
            last -= 1
        return (tokens[first].start, tokens[last - 1].end) if first < last else None

    def trimmed(self, first: int, last: int) -> tuple[Span, ...]:
        """The phrase from token `first` up to token `last`, without what is no part of a name."""
        tokens, start, end = self.tokens, self.kinds.unnamed_start, self.kinds.unnamed_end
        while first < last and tokens[first].letter in start and not tokens[first].sense.negates:
            first += 1
        while last > first and tokens[last - 1].letter in end:
            last -= 1
        return ((tokens[first].start, tokens[last - 1].end),) if first < last else ()

    def verbs(self, first: int, last: int) -> tuple[Span, ...]:
        """The verbs of an action without the adverbs between them, but with what negates: 发现违规发放."""
        between = self.kinds.between_verbs
        words = self.tokens[first:last]
        said = [t for k, t in enumerate(words) if not k or t.letter not in between or t.sense.negates]
        return joined(tuple((t.start, t.end) for t in said))

    def only(self, spans: tuple[Span, ...], letters: str) -> bool:
        """Whether a piece of the text is made of words of these letters alone."""
        inside = [t.letter for t in within(self.tokens, spans[0][0], spans[-1][1])]
        return bool(inside) and set(inside) <= set(letters)


def sentence(text: str, tokens: list[Token], frames: Frames) -> Sentence:
    """The words of a sentence, spelled."""
    return Sentence(text, tokens, spell(tokens, frames.classes), frames, frames.classes)


def joined(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Pieces that touch made one."""
    out: list[Span] = []
    for start, end in spans:
        if out and out[-1][1] == start:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)

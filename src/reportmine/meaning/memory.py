"""What a report has said before a sentence, from which its figures take what they leave out.

Of the paragraph: the statistics, the things counted and the topic. Of the lines above: what announces them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..dataclass import dataclass
from ..language.lettering import Span
from ..language.token import Token
from ..rules.rule import RuleSet
from ..text.sentences import line_end
from . import listing
from .amounts import Amounts
from .areas import Areas
from .frames import Frames
from .halves import Halves
from .holders import Holders
from .mentions import Mentions
from .openings import Openings
from .parts import Parts
from .reading import Draft
from .sentence import Sentence
from .trials import Trials


@dataclass(slots=True)
class Memory:
    """The memory of a text that is read sentence by sentence, in order."""

    text: str
    spans: Sequence[Span]  # its sentences
    cut: Callable[[int, bool], list[Token]]
    """the words of a sentence, by its number; with its figures or without"""
    parts: Parts
    areas: Areas
    holders: Holders
    opening: Openings
    mentions: Mentions
    halves: Halves
    trials: Trials
    line: int = -1  # where the paragraph ends
    lead: list[Token] | None = None  # of the sentence that announces the lines being read

    def sentence(self, number: int, counts: bool) -> None:
        """Take in a sentence, every one; `counts` says whether it has figures."""
        start, end = self.spans[number]
        if start >= self.line:
            self.line = line_end(self.text, start)
            self.parts.forget()
            self.areas.begin(self.text, start)
            self.holders.forget()
            self.mentions.begin(self.text, start)
            self.trials.begin()
            self.opening.begin(number, start, end, self.line, counts)
        self.opening.read_on(number, counts)
        self.trials.sentence(start, end)
        if not counts:
            self.lead = None

    def complete(self, number: int, drafts: tuple[Draft, ...], s: Sentence) -> tuple[Draft, ...]:
        """The drafts of a sentence with figures, each with what it leaves out."""
        drafts = self.areas.complete(drafts, s)
        drafts = self.parts.complete(drafts, s.tokens, self.spans[number])
        drafts = self.holders.complete(drafts, s)
        drafts = self.trials.complete(self.opening.complete(drafts, s.tokens), s)
        drafts = self.halves.complete(self.mentions.complete(drafts, s), s)
        if not listing.is_line(drafts, s):
            self.lead = None
            return drafts
        if self.lead is None and number:  # the line before said nothing of it either
            self.lead = listing.announcement(self.cut(number - 1, True), self.text, self.spans[number - 1][1])
        return (listing.fill(drafts[0], s, self.lead),) if self.lead else drafts


def memory(
    text: str,
    spans: Sequence[Span],
    cut: Callable[[int, bool], list[Token]],
    rules: RuleSet,
    frames: Frames,
) -> Memory:
    """An empty memory of a text."""
    scopes = rules.grouped("members", "scope")
    holders = Holders(scopes.get("holder", ()), scopes.get("split", ()), scopes.get("unit", ()))
    mentions = Mentions(scopes.get("split", ()), scopes.get("average", ()))
    areas = Areas(scopes)
    opening = Openings(text, lambda number: cut(number, False), frames.classes)
    return Memory(
        text,
        spans,
        cut,
        Parts(text, rules, Amounts(text, scopes)),
        areas,
        holders,
        opening,
        mentions,
        Halves(text, scopes),
        Trials(text, scopes),
    )

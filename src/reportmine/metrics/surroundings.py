"""What stands around a figure in its sentence: what leads to it, and what follows in its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dataclass import dataclass
from ..records import Indicator
from ..rules.expressions import later
from ..text.fold import fold

_END = later(r"[，,、；;。：:！!？?\n]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of a sentence that are of one figure, folded: others stand between it and the rest."""

    lead: str = ""  # from the figure before it, or from the beginning of the sentence
    tail: str = ""  # to the next punctuation
    before: str = ""  # from the last punctuation on, whatever figures stand there

    @property
    def clause(self) -> str:
        """Those before it since the last punctuation."""
        return _END.split(self.lead)[-1]


NOWHERE = Surroundings()


def surroundings(figures: Sequence[Indicator]) -> Iterator[Surroundings]:
    """Of each figure of a report, in document order."""
    sentence, after = "", 0
    for one in figures:
        if one.sentence != sentence:
            sentence, after = one.sentence, 0
        start = sentence.find(one.text, after)
        if start < 0:  # the sentence is cut, or said twice in a row
            after = 0
            start = max(0, sentence.find(one.text))
        end = start + len(one.text)
        tail = _END.split(sentence[end:], maxsplit=1)[0]
        before = _END.split(sentence[:start])[-1]
        yield Surroundings(fold(sentence[after:start]), fold(tail), fold(before))
        after = end

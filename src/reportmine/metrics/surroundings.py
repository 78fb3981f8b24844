"""What stands around a figure in its sentence: what leads to it, and what follows in its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..dataclass import dataclass
from ..records import Indicator
from ..rules.expressions import later
from ..text.fold import fold
from .offsets import Offsets

_END = later(r"[，,、；;。：:！!？?\n]")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of a sentence that are of one figure, folded: others stand between it and the rest."""

    lead: str = ""  # from the figure before it, or from the beginning of the sentence
    tail: str = ""  # to the next punctuation
    before: str = ""  # from the last punctuation on, whatever figures stand there
    said: str = ""  # from the beginning of the sentence on, whatever stands there

    @property
    def clause(self) -> str:
        """Those before it since the last punctuation."""
        return _END.split(self.lead)[-1]


NOWHERE = Surroundings()


def surroundings(figures: Sequence[Indicator]) -> Iterator[Surroundings]:
    """Of each figure of a report, in document order."""
    offsets, last = Offsets(figures), 0  # `last` is where the figure before ends
    for one in figures:
        sentence, at = one.sentence, offsets.at(one)
        if at is None:  # not as written, as in a table whose row is told in other words
            at = max(0, sentence.find(one.text))
        end = at + len(one.text)
        after = min(max(0, last - (one.start - at)), at)
        tail = _END.split(sentence[end:], maxsplit=1)[0]
        said = fold(sentence[:at])
        yield Surroundings(fold(sentence[after:at]), fold(tail), _END.split(said)[-1], said)
        last = one.end

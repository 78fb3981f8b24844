"""The running text: lines that a copy broke inside a sentence are joined, invisible characters left out.

Links, print and phones break lines where no sentence ends. What is left out moves no offset: the flow keeps
for each of its characters the place in the source text, and every span is given back in those places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from ..dataclass import dataclass
from ..rules.expressions import later
from .ideographs import RANGE

_INVISIBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_BREAK = later(
    rf"(?<![ \t{_INVISIBLE}])[ \t{_INVISIBLE}]*"  # from where the blanks begin: tried once
    rf"(?:\r\n\f?|\r|\n\f?|\f)(?:[ \t{_INVISIBLE}]*[{_INVISIBLE}][ \t{_INVISIBLE}]*(?:\r\n|\r|\n))*"
)
_LEFT_OUT = later(rf"[{_INVISIBLE}]+")
_ENDS = frozenset("。！？!?；;：:”’」』）)】.…")
_GOES_ON = frozenset("，,、。；;：:！？”’》）)】%")
_PROSE = later(r"[，。；,;]")
_BODY = later(rf"[{RANGE}0-9A-Za-z，,、（(“《%]")


@dataclass(frozen=True, slots=True)
class Flow:
    """The running text, and where each of its characters stands in the source (None: all in place)."""

    text: str
    places: tuple[int, ...] | None

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source of a span of the flow."""
        if self.places is None:
            return start, end
        if end <= start:
            at = self.places[start] if start < len(self.places) else self.places[-1] + 1 if self.places else 0
            return at, at
        return self.places[start], self.places[end - 1] + 1

    def here(self, start: int, end: int) -> tuple[int, int]:
        """The span in the flow of a span of the source."""
        if self.places is None:
            return start, end
        return bisect_left(self.places, start), bisect_left(self.places, end)


def flow(
    folded: str,
    headings: Iterable[tuple[int, int]],
    hidden: Iterable[tuple[int, int]],
    blanks: Iterable[tuple[int, int]] = (),
) -> Flow:
    """The running text of a folded text, given the spans of its headings, of what is no content, and of the
    blanks inside its numbers."""
    cut = [*(match.span() for match in _LEFT_OUT.finditer(folded)), *blanks]
    fences = {at for span in (*headings, *hidden) for at in span}
    starts = {span[0] for span in (*headings, *hidden)}
    cut += _soft(folded, fences, starts)
    if not cut:
        return Flow(folded, None)
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for start, end in sorted(cut):
        if start > at:
            pieces.append(folded[at:start])
            places.extend(range(at, start))
        at = max(at, end)
    pieces.append(folded[at:])
    places.extend(range(at, len(folded)))
    return Flow("".join(pieces), tuple(places))


def _soft(folded: str, fences: set[int], starts: set[int]) -> list[tuple[int, int]]:
    """Spans of the line breaks inside sentences."""
    found: list[tuple[int, int]] = []
    line = 0  # where the logical line began
    for match in _BREAK.finditer(folded):
        start, end = match.span()
        before = folded[start - 1] if start else ""
        after = folded[end : end + 1]
        if (
            not before
            or not after
            or before in _ENDS
            or not _BODY.match(before)
            or end in starts
            or start in fences
        ):
            line = end
            continue
        if (
            after in _GOES_ON
            or before in "，,、（(“《"
            or (_BODY.match(after) and _PROSE.search(folded, line, start))
        ):
            found.append((start, end))
        else:
            line = end
    return found

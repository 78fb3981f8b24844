"""Where a correction stands in another version of its file: its sentence unchanged, in one place."""

from __future__ import annotations

from collections.abc import Sequence

from ..dataclass import replace
from .entries import Entry, Sheet


def elsewhere(one: Entry, raw: str) -> int | None:
    """Where the figure of an entry starts in another text; None where its sentence stands in no place or in
    several, or has the figure more than once."""
    if not one.sentence or one.sentence.count(one.text) != 1:
        return None
    at = raw.find(one.sentence)
    if at < 0 or raw.find(one.sentence, at + 1) >= 0:
        return None
    return at + one.sentence.index(one.text)


def carried(made: Sheet, before: Sequence[Sheet], raw: str) -> tuple[Sheet, int]:
    """A sheet of rows to be checked with what was said before, of this file or of another version of it in
    which the sentence is the same; and how many of these entries there are no places for."""
    said: dict[tuple[int, int], Entry] = {}
    lost = 0
    for sheet in before:
        for one in sheet.judged:
            start = one.start if sheet.sha256 == made.sha256 else elsewhere(one, raw)
            if start is None or raw[start : start + len(one.text)] != one.text:
                lost += 1
            else:
                end = start + len(one.text)
                said.setdefault((start, end), replace(one, start=start, end=end))
    rows = [said.pop((one.start, one.end), one) for one in made.entries]
    return replace(made, entries=(*said.values(), *rows)), lost

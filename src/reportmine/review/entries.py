"""What a corrections file holds: sheets of reports, and on each the figures that a person speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from ..dataclass import dataclass, field
from .errors import CorrectionError

Value = Decimal | str | None
Fields = Mapping[str, Value]
"""Fields of a figure by their public names; None where a figure has none."""
Verdict = Literal["", "right", "wrong", "not_a_figure", "missed"]
FORM = 1  # of the file; a change that older versions cannot read raises it


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of a text, and what a person says of it."""

    start: int
    end: int
    text: str
    """What stands there, as written."""
    sentence: str
    verdict: Verdict
    """Empty where nobody has said anything yet."""
    read: Fields = field(default_factory=dict)
    """The reading that was judged, all fields of it; empty where the file does not repeat it."""
    correct: Fields = field(default_factory=dict)
    """The fields that are to be otherwise; of a missed figure those that it has."""
    place: str = ""
    """Where it stands in its file, for messages."""
    note: str = field(default="", compare=False)
    """Why it is to be checked: a comment of the file, one line."""

    @property
    def truth(self) -> Fields | None:
        """What the figure is, as far as the person has said; None where only that it is read wrongly, or that
        it is no figure."""
        if self.verdict == "right":
            return self.read
        if self.verdict == "missed" or (self.verdict == "wrong" and self.correct):
            return {**self.read, **self.correct}
        return None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The entries of one report, told by the bytes that it was read from."""

    file: str
    """The corrections file it comes from."""
    name: str
    sha256: str
    entries: tuple[Entry, ...]

    @property
    def judged(self) -> tuple[Entry, ...]:
        """The entries of which a person has said something."""
        return tuple(one for one in self.entries if one.verdict)


def merged(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """The sheets of several files, one for each report; what is said twice stands once.

    Raises CorrectionError where two entries say different things of one place: neither goes before the other.
    """
    held: dict[str, list[Sheet]] = {}
    for one in sheets:
        held.setdefault(one.sha256, []).append(one)
    return tuple(_one(found) for found in held.values())


def _one(sheets: Sequence[Sheet]) -> Sheet:
    taken: dict[tuple[int, int], tuple[Sheet, Entry]] = {}
    for sheet in sheets:
        for entry in sheet.entries:
            key = entry.start, entry.end
            before = taken.get(key)
            if before is None or not before[1].verdict:
                taken[key] = sheet, entry
            elif entry.verdict and _said(entry) != _said(before[1]):
                raise CorrectionError(
                    sheet.file,
                    entry.place,
                    f"says otherwise than {before[1].place} of {before[0].file} of {key[0]}-{key[1]}",
                    "leave one of the two out",
                )
    entries = tuple(entry for _, entry in taken.values())
    return Sheet(sheets[0].file, sheets[0].name, sheets[0].sha256, entries)


def _said(one: Entry) -> tuple[object, ...]:
    return one.text, one.verdict, one.truth

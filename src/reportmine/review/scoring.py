"""The reading held against what a person said: how much of what was checked is right.

What is said of a figure holds as it was said: a field is right where it is the same but for blanks, not where
it is nearly so. Asked is only what was said: the fields of a figure that is right or was corrected.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..dataclass import dataclass
from ..records import Indicator, Report
from .entries import Entry, Fields, Sheet, Value

PARTS: dict[str, tuple[str, ...]] = {
    "reading": ("value", "value_max", "unit", "relation"),
    "item": ("item",),
    "action": ("action",),
    "actor": ("actor",),
    "role": ("role", "direction"),
    "period": ("period",),
    "status": ("status",),
    "record": ("value", "value_max", "unit", "relation", "item", "action", "role", "direction"),
}
"""What is scored, and the fields that must be right for it."""
NAMES = ("found", "left_out", *PARTS)


@dataclass(frozen=True, slots=True)
class Count:
    """How many were asked, and how many of these are right."""

    right: int = 0
    asked: int = 0

    @property
    def share(self) -> float | None:
        """right / asked; None where nothing was asked."""
        return round(self.right / self.asked, 4) if self.asked else None

    def plus(self, right: bool) -> Count:
        """One more asked."""
        return Count(self.right + right, self.asked + 1)


@dataclass(frozen=True)
class Score:
    """The counts of one report, or of several together."""

    name: str
    sha256: str | None
    checked: int
    """Entries of which a person has said something."""
    stale: int
    """Those of them whose text does not stand at their place; they are asked nothing."""
    counts: Mapping[str, Count]

    def as_json(self) -> dict[str, object]:
        """What JSON can hold."""
        counts = {
            name: {"right": one.right, "asked": one.asked, "share": one.share}
            for name, one in self.counts.items()
        }
        head = {"name": self.name, "sha256": self.sha256, "checked": self.checked, "stale": self.stale}
        return head | {"fields": counts}


@dataclass(frozen=True)
class Scores:
    """Several reports, and all together."""

    reports: tuple[Score, ...]

    @property
    def whole(self) -> Score:
        """All counts added up."""
        counts = {
            name: Count(
                sum(one.counts[name].right for one in self.reports),
                sum(one.counts[name].asked for one in self.reports),
            )
            for name in NAMES
        }
        checked, stale = (sum(getattr(one, name) for one in self.reports) for name in ("checked", "stale"))
        return Score("", None, checked, stale, counts)


def score(report: Report, raw: str, sheets: Sequence[Sheet]) -> Score:
    """What the sheets say of a report, compared with it; `raw` is its text."""
    held = {(one.start, one.end): one for one in report.indicators}
    said = [one for sheet in sheets if sheet.sha256 == report.source.sha256 for one in sheet.judged]
    standing = [one for one in said if raw[one.start : one.end] == one.text]
    counts = dict.fromkeys(NAMES, Count())
    for one in standing:
        _count(counts, one, held.get((one.start, one.end)))
    return Score(report.source.name, report.source.sha256, len(said), len(said) - len(standing), counts)


def _count(counts: dict[str, Count], one: Entry, held: Indicator | None) -> None:
    if one.verdict == "not_a_figure":
        counts["left_out"] = counts["left_out"].plus(held is None)
        return
    counts["found"] = counts["found"].plus(held is not None)
    if held is None:
        return
    truth = one.truth
    if truth is None:  # read wrongly, and not said how: only the same reading is known to be wrong
        if one.read and _agrees(held, one.read, one.read):
            counts["record"] = counts["record"].plus(False)
        return
    for name, fields in PARTS.items():
        if all(part in truth for part in fields):
            counts[name] = counts[name].plus(_agrees(held, truth, fields))


def _agrees(held: Indicator, truth: Fields, names: Iterable[str]) -> bool:
    return all(_plain(getattr(held, name)) == _plain(truth[name]) for name in names)


def _plain(value: Value) -> Value:
    return "".join(value.split()) if isinstance(value, str) else value

"""A diff as the lines of a page: what each compares, and which figures of the two texts it lights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...dataclass import dataclass
from ...records import Diff, DiffRow, Indicator, Restated, TargetOutcome
from ..diffs.view import ORDER, OUTCOMES, VERDICTS, size
from ..diffs.words import computed, difference, in_words, metric, written
from . import messages
from .labels import Labels, said

PARTS = (*ORDER, "targets", "restated")
NO_VERDICT = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table."""

    id: str
    part: str
    """of PARTS"""
    sign: str
    """The outcome, verdict or change, for a colour."""
    label: Indicator
    """The figure that names it."""
    old: tuple[Indicator, ...]
    new: tuple[Indicator, ...]
    told: str
    """The difference, or the verdict, in the page's words."""
    why: str = ""
    """What the comparison says of it, in the page's words."""
    maybe: tuple[Indicator, ...] = ()
    """Figures of the other report that it may be."""


def entries(found: Diff, words: Labels) -> Iterator[Entry]:
    """The lines: rows by what became of them, the largest change first, then targets and claims."""
    rows = sorted(enumerate(found.rows, 1), key=lambda one: _rank(one[1]))
    yield from (_row(one, at, words) for at, one in rows)
    aims = sorted(
        enumerate(found.targets, 1),
        key=lambda one: (OUTCOMES.index(one[1].outcome), in_words(one[1].target)),
    )
    yield from (_target(one, at, words) for at, one in aims)
    claims = sorted(enumerate(found.restated, 1), key=lambda one: VERDICTS.index(one[1].verdict))
    yield from (_claim(one, at, words) for at, one in claims)


def _rank(row: DiffRow) -> tuple[int, int, object]:
    known, amount = size(row)
    return ORDER.index(row.change), -known, -amount


def _row(row: DiffRow, at: int, words: Labels) -> Entry:
    label = row.new or row.old
    assert label is not None  # a row has a figure
    old = (row.old,) if row.old is not None else ()
    new = (row.new,) if row.new is not None else ()
    told = difference(row) or said(words, "change", row.change)
    why = _why(row.evidence, words)
    return Entry(f"r{at}", row.change, row.change, label, old, new, told, why, row.candidates)


def _target(one: TargetOutcome, at: int, words: Labels) -> Entry:
    new = (one.actual,) if one.actual is not None else ()
    told = said(words, "verdict", one.outcome)
    why = _why(one.evidence, words)
    return Entry(f"t{at}", "targets", one.outcome, one.target, (one.target,), new, told, why)


def _claim(one: Restated, at: int, words: Labels) -> Entry:
    name, pairs, ui = one.verdict or NO_VERDICT, words["pairs"], words["ui"]
    told = f"{said(words, 'verdict', name)}{ui['colon']}{pairs['said']} {one.said}{ui['comma']}"
    told += f"{pairs['computed']} {computed(one)}"
    why = _why(one.evidence, words)
    return Entry(f"c{at}", "restated", name, one.claim, (one.old,), (one.new, one.claim), told, why)


def _why(evidence: Sequence[str], words: Labels) -> str:
    """What the comparison says of a line, in the page's words."""
    ui = words["ui"]
    return ui["semicolon"].join(messages.told(ui["language"], "evidence", one) for one in evidence)


def spoken(one: Entry, words: Labels) -> str:
    """A line in words, as a figure tells it when it is pointed at."""
    sides = [" / ".join(map(written, side)) for side in (one.old, one.new) if side]
    return f"{metric(one.label)} · {' → '.join(sides)} · {_part(one, words)}{one.told}"


def _part(one: Entry, words: Labels) -> str:
    return (
        words["change"][one.part] + words["ui"]["colon"]
        if one.part in ("targets", "restated", "changed")
        else ""
    )

"""A diff on one page, to be quoted: headline figures, targets, the largest changes, what is no longer said.

Each number stands with its place. A part has few lines, but for the targets that are decided, and tells how
many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...dataclass import dataclass
from ...metrics.concepts import CHANGE, GROWTH
from ...records import DiffRow, Indicator, Restated, Section, TargetOutcome
from ...times.period import Period
from ...tongue import tr
from .counts import became
from .view import View, size
from .words import aimed, computed, difference, label, metric, title, written
from .words import said as told

HEADLINES, EACH, FEW = 8, 3, 2  # most lines of a part: the first, another, one that is of interest to few
_PAIRED = ("changed", "same", "near")
_LAST = 99  # a rank behind all others


@dataclass(frozen=True)
class Line:
    """One thing to quote: what it is, what is said of it, where each number stands, and why it is said."""

    label: str
    said: str
    places: tuple[str, ...]
    why: str = ""
    sign: str = ""
    """The change, outcome or verdict, for a colour."""


@dataclass(frozen=True)
class Part:
    """A heading with what stands under it."""

    title: str
    lines: tuple[Line, ...]
    rest: str = ""
    """How much more there is, and the option that shows it."""


def digest(view: View) -> Iterator[Part]:
    """The parts of a summary that have anything."""
    heads, aims = _headline(view, "actual"), _headline(view, "target")
    shown = {id(row) for row in heads}
    parts = (
        _part(tr("Headline figures"), [_row(view, row) for row in heads[:HEADLINES]], len(heads), "--all"),
        _part(tr("New targets"), [_row(view, row) for row in aims[:EACH]], len(aims), "--all"),
        _outcomes(view),
        _claims(view),
        _largest(view, shown),
        _dropped(view),
        _sections(view),
    )
    yield from (part for part in parts if part.lines or part.rest)


def _part(heading: str, lines: Sequence[Line], known: int, option: str) -> Part:
    more = known - len(lines)
    return Part(heading, tuple(lines), _more(more, option) if more else "")


def _more(count: int, option: str) -> str:
    return tr("{n} more: {option} in place of --summary").format(n=count, option=option)


# ---- the headline


def _headline(view: View, status: str) -> list[DiffRow]:
    """Of each concept of the headline its level and its change, each said once."""
    year = view.found.new.year
    due = None if year is None else year + (status == "target")
    found = []
    for concept in view.headline:
        for name in (concept, concept + GROWTH, concept + CHANGE):
            held = [row for row in view.found.rows if _is(row, name, status, due)]
            if held:
                found.append(min(held, key=_unfit))
    return found


def _is(row: DiffRow, concept: str, status: str, due: int | None) -> bool:
    one = row.new
    if one is None or row.change == "ambiguous" or one.role in ("from", "to"):
        return False
    return one.concept == concept and one.status == status and (due is None or _of_year(one, due))


def _of_year(one: Indicator, year: int) -> bool:
    """Whether a figure is of a year: a level that several years came to is of the last of them."""
    period = Period.parse(one.period)
    if period is None:
        return one.period is None
    if period.several and (one.role != "level" or one.aggregation):
        return False
    return period.whole and period.last_year == year


def _unfit(row: DiffRow) -> tuple[int, int]:
    """Of rows of one concept the one that both reports surely have goes first, then the first in the text."""
    one = row.new
    return _PAIRED.index(row.change) // 2 if row.change in _PAIRED else _LAST, one.start if one else 0


# ---- what stands beside it


def _outcomes(view: View) -> Part:
    """All that is decided; what is open is only counted."""
    held = view.found.targets
    settled = [one for outcome in ("missed", "met") for one in held if one.outcome == outcome]
    left = len(held) - len(settled)
    rest = tr("{n} open: {option} in place of --summary").format(n=left, option="--only targets")
    lines = tuple(_target(view, one) for one in settled)
    return Part(tr("Targets of the old report"), lines, rest if left else "")


def _target(view: View, one: TargetOutcome) -> Line:
    said = f"{written(one.target)} → {written(one.actual)}{tr(': ')}{became('verdict', one.outcome)}"
    places = [tr("old: {place}").format(place=view.places.of_old(view.found, one.target))]
    if one.actual is not None:
        places.append(tr("new: {place}").format(place=view.places.of_new(view.found, one.actual)))
    return Line(aimed(one.target), said, tuple(places), tr("; ").join(told(one.evidence)), one.outcome)


def _claims(view: View) -> Part:
    held = view.found.restated
    lines = [_claim(view, one) for one in held if one.verdict == "contradicts"][:FEW]
    return _part(
        tr("Claims that the figures contradict"), lines, len(held) if lines else 0, "--only restated"
    )


def _claim(view: View, one: Restated) -> Line:
    places = (
        tr("claim: {place}").format(place=view.places.of_new(view.found, one.claim)),
        f"{written(one.old)}{tr(': ')}{view.places.of_old(view.found, one.old)}",
        f"{written(one.new)}{tr(': ')}{view.places.of_new(view.found, one.new)}",
    )
    said = tr("said {said}, the levels give {computed}").format(said=one.said, computed=computed(one))
    return Line(metric(one.claim), said, places, tr("; ").join(told(one.evidence)), one.verdict or "")


def _largest(view: View, shown: set[int]) -> Part:
    rows = [
        row
        for row in view.found.rows
        if row.change == "changed" and row.difference is not None and id(row) not in shown
    ]
    first = sorted(rows, key=size, reverse=True)[:EACH]
    return _part(tr("Largest changes"), [_row(view, row) for row in first], len(rows), "--only changed")


def _dropped(view: View) -> Part:
    """What the new report no longer says: first concepts of the headline, then the others."""
    said = {row.new.concept for row in view.found.rows if row.new is not None}
    ranks = {name: place for place, name in enumerate(view.headline)}

    def rank(row: DiffRow) -> tuple[int, int]:
        one = row.old
        if one is None or one.concept is None or one.concept in said:
            return _LAST + 1, 0
        return ranks.get(one.concept.removesuffix(GROWTH).removesuffix(CHANGE), _LAST), one.start

    rows = sorted((row for row in view.found.rows if row.change == "removed"), key=rank)
    return _part(tr("No longer said"), [_row(view, row) for row in rows[:EACH]], len(rows), "--only removed")


def _sections(view: View) -> Part:
    gone = [one.old for one in view.found.sections if one.change == "removed" and one.old is not None]
    lines = [_section(view, one) for one in gone[:EACH]]
    return _part(tr("Sections that are gone"), lines, len(gone), "--only sections")


def _section(view: View, one: Section) -> Line:
    return Line(
        title(one),
        "",
        (tr("old: {place}").format(place=view.places.of_section(view.found, one)),),
        "",
        "removed",
    )


def _row(view: View, row: DiffRow) -> Line:
    why = tr("; ").join(told(row.evidence)) if row.change == "near" else ""
    return Line(label(row), _said(row), tuple(_places(view, row)), why, row.change)


def _said(row: DiffRow) -> str:
    if row.old is None or row.new is None:
        return written(row.new or row.old) + (tr(" (new)") if row.old is None else "")
    if row.change == "same":
        return written(row.new) + tr(" (same)")
    unsure = tr(" (near: may be another)") if row.change == "near" else ""
    return f"{written(row.old)} → {written(row.new)}{tr(', ')}{difference(row)}{unsure}"


def _places(view: View, row: DiffRow) -> Iterator[str]:
    if row.old is not None:
        yield tr("old: {place}").format(place=view.places.of_old(view.found, row.old))
    if row.new is not None:
        yield tr("new: {place}").format(place=view.places.of_new(view.found, row.new))

"""The part of a diff that is asked for: by what became of a figure, by concept, by confidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import get_args

from ..dataclass import dataclass
from ..records import Diff, DiffRow, Indicator, Notice, Restated, RowChange, TargetOutcome
from .selecting import is_concept, meant, sure

CHANGES: tuple[RowChange, ...] = get_args(RowChange)
TABLES = ("targets", "restated", "sections")  # fields of a diff that stand beside its rows
PARTS = (*CHANGES, *TABLES)
LEFT_OUT, UNSURE = "left-out", "below-confidence"
LEFT = frozenset({LEFT_OUT, UNSURE})  # codes of the warnings that tell of what is not there


@dataclass(frozen=True)
class Wish:
    """What is asked of a diff; what is empty asks nothing."""

    parts: frozenset[str] = frozenset()
    """of PARTS"""
    concepts: tuple[str, ...] = ()
    """ids as the figures have them; * stands for any part of one: gdp*"""
    min_confidence: float | None = None


@dataclass(frozen=True)
class _Keep:
    """What an option keeps of each part of a diff."""

    option: str
    code: str
    figures: Callable[[tuple[Indicator, ...]], bool]
    """Asked with the figures of a row, a target or a claim."""
    part: Callable[[str], bool] = lambda name: True
    """Asked with a name of PARTS."""


def sift(found: Diff, wish: Wish) -> Diff:
    """What is asked for, with a warning for each option that says how much it leaves out.

    Raises SelectionError for a concept that no figure has.
    """
    for keep in _asked(found, wish):
        found = _kept(found, keep)
    return found


def _asked(found: Diff, wish: Wish) -> Iterator[_Keep]:
    if wish.parts:
        yield _Keep("--only", LEFT_OUT, lambda figures: True, wish.parts.__contains__)
    if wish.concepts:
        known = {one.concept for figures in _figures(found) for one in figures if one.concept is not None}
        asked = set().union(*(meant("--concept", name, known, is_concept) for name in wish.concepts))
        yield _Keep(
            "--concept",
            LEFT_OUT,
            lambda figures: any(one.concept in asked for one in figures),
            lambda name: name != "sections",
        )
    if wish.min_confidence is not None:
        least = wish.min_confidence
        yield _Keep(
            "--min-confidence", UNSURE, lambda figures: all(sure(one.confidence, least) for one in figures)
        )


def _figures(found: Diff) -> Iterator[tuple[Indicator, ...]]:
    yield from map(of_row, found.rows)
    yield from map(of_target, found.targets)
    yield from map(of_claim, found.restated)


def of_row(one: DiffRow) -> tuple[Indicator, ...]:
    """The figures of a row; those that it only may be are no part of it."""
    return tuple(figure for figure in (one.old, one.new) if figure is not None)


def of_target(one: TargetOutcome) -> tuple[Indicator, ...]:
    """A target, and what came of it."""
    return (one.target,) if one.actual is None else (one.target, one.actual)


def of_claim(one: Restated) -> tuple[Indicator, ...]:
    """A claim with its two levels."""
    return one.claim, one.old, one.new


def _kept(found: Diff, keep: _Keep) -> Diff:
    rows = tuple(one for one in found.rows if keep.part(one.change) and keep.figures(of_row(one)))
    targets = tuple(one for one in found.targets if keep.part("targets") and keep.figures(of_target(one)))
    restated = tuple(one for one in found.restated if keep.part("restated") and keep.figures(of_claim(one)))
    sections = found.sections if keep.part("sections") else ()
    left = {
        "row": len(found.rows) - len(rows),
        "target": len(found.targets) - len(targets),
        "claim": len(found.restated) - len(restated),
        "section": len(found.sections) - len(sections),
    }
    said = listed(left)
    warnings = found.warnings
    if said:
        message = f"{keep.option} leaves out {said}"
        warnings = (*warnings, Notice(code=keep.code, message=message, start=None, end=None))
    parts = {"rows": rows, "targets": targets, "restated": restated, "sections": sections}
    return found.model_copy(update=parts | {"warnings": warnings})


def listed(counts: dict[str, int]) -> str:
    """How many there are of each thing, in words: 3 rows, 1 claim and 2 sections; empty for none."""
    said = [f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items() if count]
    return " and ".join(filter(None, (", ".join(said[:-1]), *said[-1:])))

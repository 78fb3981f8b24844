"""What stands beside the figures of a diff, as people read it: targets, claims, sections."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ...dataclass import dataclass
from ...records import Diff, Restated, SectionChange, TargetOutcome
from ...tongue import tr
from ..terms import head
from .counts import became
from .view import OUTCOMES, VERDICTS
from .words import OPEN, aimed, computed, in_words, metric, said, title, written

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with the lines that a reader looks for first at its top."""

    title: str
    head: Row
    lines: tuple[Row, ...]
    whys: tuple[str, ...]
    """For each line why it says so; empty where nothing is said."""
    signs: tuple[str, ...]
    """For each line the outcome, verdict or change that it begins with, as the record says it."""
    bends: int
    """The column that gives way where a line is too wide."""

    @property
    def notes(self) -> Iterator[str]:
        """The reasons, each with what it is of."""
        pairs = zip(self.lines, self.whys, strict=True)
        return (tr(": ").join((line[0], line[self.bends], why)) for line, why in pairs if why)


def tables(found: Diff) -> Iterator[Table]:
    """The tables that have any line."""
    aims = sorted(found.targets, key=lambda one: (OUTCOMES.index(one.outcome), in_words(one.target)))
    claims = sorted(found.restated, key=lambda one: VERDICTS.index(one.verdict))
    made = (
        Table(tr("Targets"), _heads("outcome", "metric", "target", "actual"), *_lines(map(_target, aims)), 1),
        Table(
            tr("Claims of change"),
            _heads("verdict", "metric", "said", "computed", "old", "new"),
            *_lines(map(_claim, claims)),
            1,
        ),
        Table(
            tr("Sections"), _heads("change", "old", "", "new", ""), *_lines(map(_section, found.sections)), 2
        ),
    )
    yield from (one for one in made if one.lines)


def _heads(*names: str) -> Row:
    return tuple(map(head, names))


def _lines(
    found: Iterator[tuple[str, Row, str]],
) -> tuple[tuple[Row, ...], tuple[str, ...], tuple[str, ...]]:
    held = list(found)
    return (
        tuple(line for _, line, _ in held),
        tuple(why for *_, why in held),
        tuple(sign for sign, *_ in held),
    )


def _target(one: TargetOutcome) -> tuple[str, Row, str]:
    line = became("verdict", one.outcome), aimed(one.target), written(one.target), written(one.actual)
    return one.outcome, line, tr("; ").join(said(one.evidence))


def _claim(one: Restated) -> tuple[str, Row, str]:
    line = became("verdict", one.verdict or OPEN), metric(one.claim), one.said, computed(one)
    return one.verdict or OPEN, (*line, written(one.old), written(one.new)), tr("; ").join(said(one.evidence))


def _section(one: SectionChange) -> tuple[str, Row, str]:
    sides = (("", "") if side is None else (side.id, title(side)) for side in (one.old, one.new))
    return one.change, (became("section", one.change), *chain.from_iterable(sides)), ""

"""What stands beside the figures of a diff, as people read it: targets, claims, sections."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from ...dataclass import dataclass
from ...records import Diff, Restated, SectionChange, TargetOutcome
from .view import OUTCOMES, VERDICTS
from .words import OPEN, metric, number, title, written

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table with the lines that a reader looks for first at its top."""

    title: str
    head: Row
    lines: tuple[Row, ...]
    whys: tuple[str, ...]
    """For each line why it says so; empty where nothing is said."""
    bends: int
    """The column that gives way where a line is too wide."""

    @property
    def notes(self) -> Iterator[str]:
        """The reasons, each with what it is of."""
        pairs = zip(self.lines, self.whys, strict=True)
        return (f"{line[0]}: {line[self.bends]}: {why}" for line, why in pairs if why)


def tables(found: Diff) -> Iterator[Table]:
    """The tables that have any line."""
    aims = sorted(found.targets, key=lambda one: OUTCOMES.index(one.outcome))
    claims = sorted(found.restated, key=lambda one: VERDICTS.index(one.verdict))
    made = (
        Table("Targets", ("outcome", "metric", "target", "actual"), *_lines(map(_target, aims)), 1),
        Table(
            "Claims of change",
            ("verdict", "metric", "said", "computed", "old", "new"),
            *_lines(map(_claim, claims)),
            1,
        ),
        Table("Sections", ("change", "old", "", "new", ""), *_lines(map(_section, found.sections)), 2),
    )
    yield from (one for one in made if one.lines)


def _lines(found: Iterator[tuple[Row, str]]) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    pairs = list(found)
    return tuple(line for line, _ in pairs), tuple(why for _, why in pairs)


def _target(one: TargetOutcome) -> tuple[Row, str]:
    line = one.outcome, metric(one.target), written(one.target), written(one.actual)
    return line, "; ".join(one.evidence)


def _claim(one: Restated) -> tuple[Row, str]:
    said = one.verdict or OPEN, metric(one.claim), one.said, number(one.computed)
    return (*said, written(one.old), written(one.new)), "; ".join(one.evidence)


def _section(one: SectionChange) -> tuple[Row, str]:
    sides = (("", "") if side is None else (side.id, title(side)) for side in (one.old, one.new))
    return (one.change, *chain.from_iterable(sides)), ""

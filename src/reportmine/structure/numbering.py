"""Numbered headings set in order: which belong to one series, and how deep each series lies.

A series (run) is one family of markers counted on: 一、二、三. A run lies inside another when that one
counts on after it; so the text itself decides the order of the families where it departs from custom.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..dataclass import dataclass, field
from ..records import Notice
from .headings import Candidate, Family

DEEPEST = 4  # of what is not a point
NESTED = 3  # open runs of one family
FIGURED = 3  # from this level on, lines that mostly tell figures are a list
ALIKE = 2  # series that show what one cut short would have been
NEAR_END = 50  # points after the last heading of another kind
FAR = 3  # numbers that may be missing in a series before it is taken for another


@dataclass(slots=True, eq=False)
class Run:
    """A series of headings of one family, and the runs that were open when it began."""

    family: Family
    below: tuple[Run, ...]
    items: list[Candidate] = field(default_factory=list)
    last: int = 0
    level: int = 0
    parent: Run | None = None

    def holds(self, other: Run) -> bool:
        """Whether this run counts on after the other began."""
        return self.items[-1].start > other.items[0].start


@dataclass(frozen=True, slots=True)
class Numbered:
    """A heading with its level."""

    head: Candidate
    level: int
    run: Run


@dataclass(frozen=True, slots=True)
class Arranged:
    """What numbering makes of the candidates."""

    numbered: list[Numbered]
    """The headings, in order, with their levels."""
    listed: list[Candidate]
    """Items of lists and rows of tables: their numbers are numbering, but they head nothing."""
    notices: list[Notice]
    """What is odd in the numbers."""


def arrange(heads: Sequence[Candidate], opening: int = 0) -> Arranged:
    """The headings among the candidates, with their levels, and what is odd in their numbers.

    `opening` is the first line of the text that is a sentence: what stands before it is title and headings.
    """
    runs, odd = _runs([head for head in heads if not head.tabled], opening)
    listed = [head for head in heads if head.tabled and not head.family.first]
    standing = [run for run in runs if _stands(run) or _cut_short(run, runs, heads)]
    kept = [run for run in standing if not _is_list(run)]
    headed = set(map(id, kept))
    listed += [head for run in standing if id(run) not in headed for head in run.items]
    stands = set(map(id, kept))
    for run in kept:
        run.below = tuple(below for below in run.below if id(below) in stands)
    odd = [(run, notice) for run, notice in odd if id(run) in stands]
    proven = _proven(kept)
    for run in kept:
        odd += [(run, notice) for notice in _place(run, proven)]
    numbered = [Numbered(head, run.level, run) for run in kept for head in run.items]
    numbered.sort(key=lambda one: one.head.start)
    notices = [notice for _, notice in odd]
    notices.sort(key=lambda notice: notice.start or 0)
    return Arranged(numbered, listed, notices)


def _is_list(run: Run) -> bool:
    """Whether the items of a series are what is listed, and not headings of a text that follows them.

    Headings have text below them or after them on their line. Sentences that follow one another line by
    line, and lines that mostly tell figures, are the text.
    """
    items = run.items
    if run.family.point or run.family.rank == 0 or len(items) < 2 or items[0].marked:
        return False
    close = all(after.line == item.last + 1 for item, after in pairwise(items))
    if close and all(item.own for item in items) and (run.family.first or items[0].number != 1):
        return True  # a column of labels
    whole = sum(item.whole for item in items)
    figured = sum(item.figured and item.own for item in items)
    told = run.family.level >= FIGURED and 2 * figured >= len(items)
    return told or (close and 2 * whole >= len(items))


def _cut_short(run: Run, runs: Sequence[Run], heads: Sequence[Candidate]) -> bool:
    """Whether the text ends after the first heading of a series like others that stand before it."""
    first = run.items[0]
    if len(run.items) != 1 or first.number != 1 or run.family.point or run.family.first or not first.stopped:
        return False
    later = any(head.start > first.start and not head.family.point for head in heads[-NEAR_END:])
    within = {below.family.name for below in run.below}
    alike = [
        one
        for one in runs
        if one is not run
        and one.family is run.family
        and {below.family.name for below in one.below} == within
        and one.items[0].own == first.own
        and _stands(one)
    ]
    return not later and first is not heads[0] and len(alike) >= ALIKE


class _Open:
    """The series that are open where a heading stands, the innermost last; and all that there were."""

    def __init__(self, opening: int) -> None:
        self.opening = opening
        self.runs: list[Run] = []
        self.odd: list[tuple[Run, Notice]] = []
        self._stack: list[Run] = []

    def alike(self, head: Candidate) -> list[Run]:
        """Those that a heading may count on, by its kind of numbering and what stands before its number."""
        same = [run for run in self._stack if run.family.name == head.family.name]
        return [run for run in same if run.items[0].prefix == head.prefix] if head.prefix else same

    def begin(self, head: Candidate) -> Run:
        """A series that begins with a heading, within those that are open."""
        same = [run for run in self._stack if run.family.name == head.family.name]
        if head.family.rank == 0:  # an annex: all that was open is done with
            self._stack.clear()
            if same and same[-1].last + 1 == head.number:
                self._stack.append(same[-1])
                return same[-1]
            same = []
        if len(same) >= NESTED:
            self._stack.remove(same[-1])
        run = Run(head.family, tuple(self._stack))
        self.runs.append(run)
        self._stack.append(run)
        return run

    def go_on(self, run: Run) -> Run:
        """A series that goes on; those within it are done with."""
        del self._stack[self._stack.index(run) + 1 :]
        return run

    def note(self, run: Run, head: Candidate) -> Run:
        """A series in which a number is odd."""
        self.odd.append((run, _odd(run, head)))
        return run


def _runs(heads: Sequence[Candidate], opening: int) -> tuple[list[Run], list[tuple[Run, Notice]]]:
    open_ = _Open(opening)
    for head, following in zip(heads, _following(heads), strict=True):
        run = _run(open_, head, following)
        if run is not None:
            run.items.append(head)
            run.last = head.number if head.number is not None else run.last + 1
    return open_.runs, open_.odd


def _run(open_: _Open, head: Candidate, following: int | None) -> Run | None:
    """The series that a heading goes on with or begins; None for what is no heading."""
    value = head.number
    if value is None or head.family.rank == 0:
        return open_.begin(head)
    same = open_.alike(head)
    if (run := _expecting(same, value)) is not None:
        return open_.go_on(run)
    if head.pressed and not head.family.wide:
        return None  # a label of the table
    if value == 1 or (head.line <= open_.opening and head.own and head.strong and not open_.runs):
        return open_.begin(head)  # a text that begins with a heading may be cut out of a longer one
    if head.family.first:
        return None
    if (run := _misfit(same, head, following)) is not None:
        return open_.note(open_.go_on(run), head)
    counts_on = following == value + 1 and (head.strong or value == 2)
    if head.marked or counts_on or (head.strong and value == 2):
        return open_.note(open_.begin(head), head)  # the beginning of the series is lost
    return None


def _following(heads: Sequence[Candidate]) -> list[int | None]:
    """For each heading the number of the next one of its family."""
    after: list[int | None] = [None] * len(heads)
    seen: dict[str, int | None] = {}
    for index in range(len(heads) - 1, -1, -1):
        head = heads[index]
        after[index] = seen.get(head.family.name)
        seen[head.family.name] = head.number
    return after


def _expecting(same: Sequence[Run], value: int) -> Run | None:
    """The innermost run whose next number this is."""
    return next((run for run in reversed(same) if run.last + 1 == value), None)


def _misfit(same: Sequence[Run], head: Candidate, nxt: int | None) -> Run | None:
    """The run that a number out of order belongs to, if it belongs to any."""
    value = head.number or 0
    for run in reversed(same):
        if run.last < value <= run.last + FAR and (head.strong or nxt == value + 1):
            return run
    if same and head.strong and value in (same[-1].last, same[-1].last - 1):
        return same[-1]
    return None


def _odd(run: Run, head: Candidate) -> Notice:
    name = head.family.name
    if head.number is not None and head.number <= run.last:
        code, message = "numbering-repeat", f"heading {head.number} comes again after {run.last} ({name})"
    elif run.last:
        code, message = "numbering-gap", f"heading {head.number} follows {run.last} ({name})"
    else:
        code, message = "numbering-gap", f"numbering begins with {head.number} ({name})"
    return Notice(code=code, message=message, start=head.start, end=head.marker_end)


def _stands(run: Run) -> bool:
    """Whether there are enough members for a series, of the kind that makes one."""
    if len(run.items) >= max(2, run.family.least) or run.items[0].marked:
        return True
    return len(run.items) >= run.family.least and (run.items[0].own or run.items[0].strong)


def _proven(runs: Sequence[Run]) -> dict[str, dict[str, int]]:
    """Families that hold one which by custom holds them, each with the levels of what it holds."""
    proven: dict[str, dict[str, int]] = {}
    for run in runs:
        for below in run.below:
            if not below.family.point and run.family.rank < below.family.rank and below.holds(run):
                proven.setdefault(below.family.name, {})[run.family.name] = run.family.level
    return proven


def _place(run: Run, proven: dict[str, dict[str, int]]) -> list[Notice]:
    """Set the level and the parent of a run; those below it are placed already."""
    family = run.family
    again: list[Notice] = []
    for below in reversed(run.below):
        if below.family.name == family.name:
            if below.holds(run):
                run.parent = below
            else:  # counted from the start again, in the same place
                run.parent, run.level = below.parent, below.level
                first = run.items[0]
                if not family.point and first.prefix == below.items[0].prefix:
                    message = f"numbering starts again ({family.name})"
                    again = [
                        Notice(
                            code="numbering-repeat",
                            message=message,
                            start=first.start,
                            end=first.marker_end,
                        )
                    ]
            break
        if below.family.rank == 0:
            continue
        inside = below.family.rank < family.rank
        if inside or below.holds(run) or family.name in proven.get(below.family.name, {}):
            run.parent = below
            break
    if not run.level:
        level = min([family.level, *proven.get(family.name, {}).values()])
        if run.parent is not None and not run.parent.family.point and not run.parent.family.wide:
            level = max(level, run.parent.level + 1)
        run.level = 5 if family.point else min(level, DEEPEST)
    return again

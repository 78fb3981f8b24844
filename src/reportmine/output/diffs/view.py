"""How a diff is arranged for a reader: which rows stand together, in what order, which are only counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Literal, get_args

from ...dataclass import dataclass
from ...records import Diff, DiffRow, RowChange, SectionChange
from ...tongue import tr
from .places import NOWHERE, Places
from .words import title

By = Literal["section", "change", "text"]
What = Literal["all", "stat", "summary"]
BY: tuple[By, ...] = get_args(By)
WHAT: tuple[What, ...] = get_args(What)

# what a reader looks for first
ORDER: tuple[RowChange, ...] = ("changed", "near", "ambiguous", "same", "added", "removed")
FOLDED = frozenset({"added", "removed"})
OUTCOMES = ("missed", "met", "open")
VERDICTS = ("contradicts", None, "rounding", "agrees")
DROPPED = "dropped"  # what is said of a section that the new report does not have
BEFORE = "(before the first heading)"


@dataclass(frozen=True)
class View:
    """A diff, and how it is to be shown."""

    found: Diff
    what: What = "all"
    by: By = "section"
    whole: bool = False
    """Whether added and removed figures are shown, and not only counted."""
    asked: frozenset[str] = frozenset()
    """Changes that were asked for by name, and are shown."""
    sections: tuple[SectionChange, ...] = ()
    """Those of the whole diff, for the headings; by default those of `found`."""
    headline: Sequence[str] = ()
    """Concepts that a summary begins with, in their order."""
    places: Places = NOWHERE

    @cached_property
    def outline(self) -> Outline:
        """The headings over the rows."""
        return Outline(self.sections or self.found.sections)

    def folds(self, row: DiffRow) -> bool:
        """Whether a row is only counted."""
        return row.change in FOLDED and not self.whole and row.change not in self.asked

    @property
    def folded(self) -> dict[RowChange, int]:
        """How many rows are only counted."""
        return counted(row.change for row in self.found.rows if self.folds(row))


@dataclass(frozen=True)
class Heading:
    """A section that rows stand under: its id, its heading, and what became of it where it did not stay."""

    id: str
    title: str
    note: str = ""

    def __str__(self) -> str:
        note = tr("({said})").format(said=tr(self.note)) if self.note else ""
        return " ".join(filter(None, (self.id and f"{self.id} ", self.title, note)))


class Outline:
    """The sections of both reports as one list: those of the new one, then those that are gone."""

    def __init__(self, sections: Iterable[SectionChange]) -> None:
        first = Heading("", tr(BEFORE))
        self.titles = {"": first}
        self.old = {"": first}
        self._became: dict[str, str] = {}
        gone: dict[str, Heading] = {}
        for one in sections:
            if one.new is not None:
                self.titles.setdefault(one.new.id, Heading(one.new.id, title(one.new), _was(one)))
            if one.old is not None:
                self.old[one.old.id] = Heading(one.old.id, title(one.old))
            if one.old is not None and one.new is not None:
                self._became[one.old.id] = one.new.id
            elif one.old is not None:
                gone[one.old.id] = Heading(one.old.id, title(one.old), DROPPED)
        self.titles |= {f"-{name}": said for name, said in gone.items()}
        self._place = {key: place for place, key in enumerate(self.titles)}

    def key(self, row: DiffRow) -> str:
        """The heading that a row stands under; a removed one under what its section became."""
        if row.new is not None:
            return row.new.section or ""
        old = (row.old.section if row.old is not None else None) or ""
        return old if not old else self._became.get(old, f"-{old}")

    def said_in(self, row: DiffRow) -> str:
        """The heading that a row stands under in its own report."""
        if row.new is not None:
            return str(self.title(row.new.section or ""))
        old = (row.old.section if row.old is not None else None) or ""
        return tr("dropped from {heading}").format(heading=self.old.get(old, Heading(old, "")))

    def upper(self, key: str) -> str:
        """The outermost section that a heading is in."""
        top = key.partition(".")[0]
        top = self._became.get(top[1:], top) if key.startswith("-") else top
        return top if top in self.titles else key

    def title(self, key: str) -> Heading:
        """The heading itself."""
        return self.titles.get(key) or Heading(key.removeprefix("-"), "")

    def place(self, key: str) -> tuple[int, str]:
        """Where a heading stands among the others."""
        return self._place.get(key, len(self._place)), key


def _was(one: SectionChange) -> str:
    if one.old is None or one.new is None or one.change == "kept":
        return ""
    if one.change == "moved":
        return tr("moved from {id}").format(id=one.old.id)
    return tr("was {id} {title}").format(id=one.old.id, title=title(one.old))


@dataclass(frozen=True)
class Group:
    """Rows that stand under one heading."""

    title: str | None
    rows: tuple[DiffRow, ...]
    folded: dict[RowChange, int]


def groups(view: View) -> Iterator[Group]:
    """The rows as they are to be shown."""
    rows = view.found.rows
    if view.by == "change":
        yield _group(view, None, sorted(rows, key=_largest_first))
        return
    if view.by == "text":
        for heading, members in groupby(rows, key=view.outline.said_in):
            group = _group(view, heading, members)
            if group.rows:
                yield group
        return
    for key, held in sections(view).items():
        yield _group(view, str(view.outline.title(key)), sorted(held, key=_largest_first))


def sections(view: View) -> dict[str, list[DiffRow]]:
    """The rows of each heading, in the order of the headings."""
    held: dict[str, list[DiffRow]] = {}
    for row in view.found.rows:
        held.setdefault(view.outline.key(row), []).append(row)
    return {key: held[key] for key in sorted(held, key=view.outline.place)}


def _group(view: View, heading: str | None, rows: Iterable[DiffRow]) -> Group:
    members = tuple(rows)
    shown = tuple(row for row in members if not view.folds(row))
    return Group(heading, shown, counted(row.change for row in members if view.folds(row)))


def counted(changes: Iterable[RowChange]) -> dict[RowChange, int]:
    """How many there are of each change, in the order of ORDER."""
    found = Counter(changes)
    return {change: found[change] for change in ORDER if found[change]}


def _largest_first(row: DiffRow) -> tuple[int, int, Decimal]:
    known, amount = size(row)
    return ORDER.index(row.change), -known, -amount


def size(row: DiffRow) -> tuple[int, Decimal]:
    """How large a change is: in percent, of a share in points; what has neither comes after, by amount."""
    if row.percent is not None:
        return 2, abs(row.percent)
    if row.difference is None:
        return 0, Decimal(0)
    one = row.new or row.old
    return 2 if one is not None and one.kind == "percent" else 1, abs(row.difference)

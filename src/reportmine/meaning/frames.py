"""The frames of a rule set, ready to match: what a clause of letters says of a figure (frames.toml)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..dataclass import dataclass, field
from ..records import Role
from ..rules.classes import Classes, classes
from ..rules.expressions import compiled
from ..rules.rule import Rule, RuleSet
from ..rules.shapes import PARTS, SCOPES

if TYPE_CHECKING:
    import regex

LONGEST = 60  # letters of a clause that is remembered
MOST = 10_000  # clauses remembered by the frames of one part
_APART = ("for_whom", "times", "people")


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame ready to match."""

    id: str
    pattern: regex.Pattern[str]
    role: Role | None
    rule: Rule = field(repr=False)
    yields: bool = False  # its item gives way to a noun after the figure
    traits: frozenset[str] = frozenset()

    def match(self, letters: str) -> regex.Match[str] | None:
        """The match from the first letter on."""
        return self.at(letters, 0, len(letters)) if self.rule.user else self.pattern.match(letters)

    def at(self, letters: str, start: int, end: int) -> regex.Match[str] | None:
        """The match that begins at `start`, in the letters up to `end`."""
        if not self.rule.user:
            return self.pattern.match(letters, start, end)
        if self.rule.late:
            return None
        try:
            return self.pattern.match(letters, start, end, timeout=self.rule.timeout)
        except TimeoutError:
            self.rule.stop()
            return None


class Tried:
    """Frames in the order in which they are tried on a clause.

    The clauses of reports repeat each other, so the first match of one is remembered: a match depends on the
    letters alone. A user's frames may be stopped when they take too long, and are tried each time.
    """

    def __init__(self, frames: Iterable[Frame]) -> None:
        self.frames = tuple(frames)
        self._own = not any(frame.rule.user for frame in self.frames)
        self._first: dict[str, tuple[int, regex.Match[str]] | None] = {}

    def matches(self, letters: str) -> Iterator[tuple[Frame, regex.Match[str]]]:
        """The frames that match from the first letter on, each with its match."""
        first = self._first[letters] if letters in self._first else self._sought(letters)
        if first is None:
            return
        at, match = first
        yield self.frames[at], match
        for frame in self.frames[at + 1 :]:
            later = frame.match(letters)
            if later is not None:
                yield frame, later

    def _sought(self, letters: str) -> tuple[int, regex.Match[str]] | None:
        found = None
        for at, frame in enumerate(self.frames):
            match = frame.match(letters)
            if match is not None:
                found = (at, match)
                break
        if self._own and len(letters) <= LONGEST and len(self._first) < MOST:
            self._first[letters] = found
        return found


class Clause(tuple[Frame, ...]):
    """The rules of one turn of a clause, in the order in which they are tried (clauses.toml)."""

    def match(self, letters: str, start: int = 0, end: int = sys.maxsize) -> regex.Match[str] | None:
        """The match of the first that fits at `start`, in the letters up to `end`."""
        found = self.first(letters, start, end)
        return None if found is None else found[1]

    def first(
        self, letters: str, start: int = 0, end: int = sys.maxsize
    ) -> tuple[Frame, regex.Match[str]] | None:
        """The first that fits at `start`, with its match in the letters up to `end`."""
        for one in self:
            found = one.at(letters, start, end)
            if found is not None:
                return one, found
        return None


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames of a rule set by part, and the turns of a clause by scope."""

    roles: Mapping[str, Tried]  # by what a figure is: a rank, an amount, a percentage, signed or not
    statistic: tuple[Frame, ...]
    before: Tried
    named: Tried  # where a noun phrase stands before the figure: statistics first
    after: tuple[Frame, ...]
    pivot: tuple[Frame, ...]
    free: tuple[Frame, ...]
    count: tuple[Frame, ...]
    for_whom: tuple[Frame, ...]
    times: tuple[Frame, ...]
    people: tuple[Frame, ...]
    means: Clause
    act: Clause
    modifies: Clause
    described: Clause
    undone: Clause
    became: Clause
    used: Clause
    spent: Clause
    counted: Clause
    doers: Clause
    holders: Clause
    did: Clause
    disposed: Clause
    those: Clause
    state: Clause
    does: Clause
    owner: Clause
    relative: Clause
    place: Clause
    subject: Clause
    classes: Classes
    persons: frozenset[str]  # units of people
    bodies: frozenset[str]  # units of bodies
    actors: frozenset[str]  # units of both: of what can act
    turns: tuple[str, ...]  # how units of how often end
    spends: tuple[Rule, ...]  # over text: the verb of an amount that is spent
    accounts: tuple[Rule, ...]  # over text, right after a level of government: what its accounts are of
    carries: tuple[Rule, ...]  # or carried over
    carried: tuple[Rule, ...]  # and what stands after that amount: to when
    purpose: tuple[Rule, ...]  # and what stands after that amount, before what it is for
    odd: tuple[Rule, ...]  # over a unit, a colon and a thing: what is not counted in that
    verdict: tuple[Rule, ...]  # over a unit, / and what was done: its object was decided upon
    named_people: tuple[Rule, ...]  # over a unit, a colon and what was dealt with: those whom it counts


def frames(rules: RuleSet) -> Frames:
    """The compiled frames of a rule set."""
    return rules.once("frames", _frames)


def _frames(rules: RuleSet) -> Frames:
    parts: dict[str, list[Frame]] = {part: [] for part in PARTS}
    for rule in rules.stage("frames"):
        if rule.data["part"] != "macros":
            parts[rule.data["part"]].append(_frame(rule, rules))
    of: dict[str, tuple[Frame, ...]] = {PARTS[part]: tuple(found) for part, found in parts.items()}
    after: dict[str, Any] = {part: of[part] for part in ("after", "pivot", "free", "count", *_APART)}
    percent = (*of["share"], *of["percent"], *of["role"])
    ratio = (*of["fraction"], *percent)
    roles = {
        "rank": (*of["rank"], *of["role"]),
        "amount": (*of["share"], *of["role"]),
        "percent": percent,
        "ratio": ratio,
        "signed percent": (*of["signed"], *percent),
        "signed ratio": (*of["signed"], *ratio),
    }
    turned = SCOPES["clauses"]  # fields of Frames
    members = rules.grouped("members", "scope")
    turns = rules.grouped("clauses", "scope")
    purposes = rules.grouped("purposes", "scope")
    counted = {
        key: [word for rule in rules.stage("units") for word in rule.data.get(key, ())]
        for key in ("persons", "bodies", "turns")
    }
    return Frames(
        **after,
        roles={kind: Tried(frames) for kind, frames in roles.items()},
        statistic=of["statistic"],
        before=Tried(of["before"]),
        named=Tried((*of["statistic"], *of["before"])),
        **{scope: Clause(_frame(rule, rules) for rule in turns.get(scope, ())) for scope in turned},
        classes=classes(rules),
        persons=frozenset(counted["persons"]),
        bodies=frozenset(counted["bodies"]),
        actors=frozenset((*counted["persons"], *counted["bodies"])),
        turns=tuple(counted["turns"]),
        spends=purposes.get("spends", ()),
        purpose=purposes.get("purpose", ()),
        accounts=purposes.get("accounts", ()),
        carries=purposes.get("carries", ()),
        carried=purposes.get("carried", ()),
        odd=tuple(members.get("odd", ())),
        verdict=tuple(members.get("verdict", ())),
        named_people=tuple(members.get("people", ())),
    )


def _frame(rule: Rule, rules: RuleSet) -> Frame:
    said = rule.data
    return Frame(
        id=rule.id,
        pattern=compiled(rules.spelled(rule)),
        role=said.get("role"),
        rule=rule,
        yields=said.get("yields", False),
        traits=frozenset(said.get("traits", ())),
    )

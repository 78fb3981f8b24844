"""Candidates with their points, and what was chosen among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat

from ...dataclass import dataclass
from ..reading import Draft
from .candidates import Candidate
from .traits import Seen


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its points."""

    one: Candidate
    points: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What was weighed where a reading was in doubt, and what came of it."""

    draft: Draft
    items: tuple[Ranked, ...]  # most points first; none where the rules' item was in no doubt
    actions: tuple[Ranked, ...]  # none where the rules' action stands unasked
    owners: tuple[Ranked, ...]  # none where no other owner was looked for
    ahead: int  # points of what was chosen before what the rules read
    sure: float | None  # of a draft other than the rules'


def ranked(made: Sequence[Candidate], points: Mapping[str, int], traits: Seen) -> list[Ranked]:
    """The candidates, most points first; of equal ones the first made."""
    sums = Sums(points, traits)
    told = [Ranked(one, sums.of(one)) for one in made]
    return sorted(told, key=lambda one: -one.points)


class Sums:
    """The points of the candidates of a figure; what several share is added up once."""

    def __init__(self, points: Mapping[str, int], traits: Seen) -> None:
        self._get, self._traits, self._letters = points.get, traits, traits.f.s.letters
        self._places: dict[str, int] = {}
        self._ways: dict[str, int] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._ends: dict[tuple[str, int], int] = {}
        self._lettered: dict[tuple[str, str], int] = {}

    def of(self, one: Candidate) -> int:
        """The points of one."""
        traits, place, way = self._traits, one.place, self._traits.way_of(one)
        made = self._add(traits.own(one, way))
        if place not in self._places:
            self._places[place] = self._add(traits.at(place))
        if way not in self._ways:
            self._ways[way] = self._add(traits.like(way))
        made += self._places[place] + self._ways[way]
        if one.first >= 0:
            if (begins := (place, one.first)) not in self._starts:
                self._starts[begins] = self._add(traits.starts(*begins))
            if (ends := (place, one.last)) not in self._ends:
                self._ends[ends] = self._add(traits.ends(*ends))
            if (alike := (place, self._letters[one.first : one.last])) not in self._lettered:
                self._lettered[alike] = self._add(traits.lettered(*alike))
            made += self._starts[begins] + self._ends[ends] + self._lettered[alike]
        return made

    def _add(self, told: Iterable[str]) -> int:
        return sum(map(self._get, told, repeat(0)))


def first(made: Sequence[Ranked], read: str, least: int) -> tuple[Candidate, int]:
    """The first and how many points it is ahead; what the rules read, and 0, where those are too few."""
    own = next((one for one in made if one.one.words == read), None)
    if own is None:  # which the new item holds
        return made[0].one, least
    ahead = made[0].points - own.points
    return (made[0].one, ahead) if ahead >= least else (own.one, 0)

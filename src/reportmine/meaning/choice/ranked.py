"""Candidates with their points, and what was chosen among them."""

from __future__ import annotations

from collections.abc import Sequence

from ...dataclass import dataclass
from ..reading import Draft
from .candidates import Candidate


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


def first(made: Sequence[Ranked], read: str, least: int) -> tuple[Candidate, int]:
    """The first and how many points it is ahead; what the rules read, and 0, where those are too few."""
    own = next((one for one in made if one.one.words == read), None)
    if own is None:  # which the new item holds
        return made[0].one, least
    ahead = made[0].points - own.points
    return (made[0].one, ahead) if ahead >= least else (own.one, 0)

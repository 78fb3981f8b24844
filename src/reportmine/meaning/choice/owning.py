"""A statistic gets another owner, or one, where that has many more points than what the rules read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import repeat

from ...dataclass import dataclass
from ..reading import Draft, Loan
from .candidates import Candidate, Figure, overlap
from .owners import Owners, owners
from .ranked import Choice, Ranked, first


@dataclass(frozen=True, slots=True)
class Owning:
    """What the candidates for the owner of a statistic have points for."""

    points: Mapping[str, int]
    least: int  # points by which an owner must be before what the rules read; above 0
    settled: int  # points of what the rules read at which no other is looked for
    share: float  # of such choices that were right, on texts left out


def whose(f: Figure, owning: Owning) -> Choice | None:
    """Another owner of a figure's statistic, where one has many more points than the rules'."""
    traits = Owners(f)
    sums = _Sums(owning.points, traits)
    if sums.of(traits.own) >= owning.settled:
        return None
    told = sorted((Ranked(one, sums.of(one)) for one in owners(f)), key=lambda one: -one.points)
    best, ahead = first(told, traits.own.words, owning.least)
    if not ahead:
        return None
    others = (other for other in told if other.one.spans and not overlap(other.one.spans, best.spans))
    rival = next(others, None) if best.spans else None
    if rival is not None and told[0].points - rival.points < owning.least:
        return Choice(
            f.one, (), (), tuple(told), 0, None
        )  # 一审案件9件、二审案件3件，败诉率: of neither alone
    loans = tuple(loan for loan in f.one.loans if (loan.field, loan.reason) != ("item", "owner"))
    if best.spans:
        loans = (*loans, Loan("item", best.spans, None, "owner"))
    draft = f.one.with_(item=(*best.spans, *traits.base), loans=loans)
    return Choice(draft, (), (), tuple(told), ahead, owning.share)


def owned(one: Draft, before: Draft, owning: Owning, told: tuple[Ranked, ...]) -> Choice:
    """A figure with the item of one before it that got another owner."""
    loans = [loan for loan in one.loans if (loan.field, loan.reason) != ("item", "owner")]
    loans += [loan for loan in before.loans if (loan.field, loan.reason) == ("item", "owner")]
    return Choice(one.with_(item=before.item, loans=tuple(loans)), (), (), told, owning.least, owning.share)


def as_read(f: Figure, owning: Owning) -> int:
    """The points of the owner that the rules read, or of none."""
    traits = Owners(f)
    return _Sums(owning.points, traits).of(traits.own)


class _Sums:
    """The points of the candidates for an owner; what several share is added up once."""

    def __init__(self, points: Mapping[str, int], traits: Owners) -> None:
        self._get, self._traits = points.get, traits
        self._ways: dict[str, int] = {}

    def of(self, one: Candidate) -> int:
        """The points of one."""
        way = self._traits.way_of(one)
        if way not in self._ways:
            self._ways[way] = self._add(self._traits.like(way))
        return self._ways[way] + self._add(self._traits.of(one, way))

    def _add(self, told: Iterable[str]) -> int:
        return sum(map(self._get, told, repeat(0)))

"""A statistic gets another owner, or one, where that has many more points than what the rules read."""

from __future__ import annotations

from collections.abc import Mapping

from ...dataclass import dataclass
from ..reading import Draft, Loan
from .candidates import Figure, overlap
from .owners import Owners, owners
from .ranked import Choice, Ranked, Sums, first, ranked


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
    if Sums(owning.points, traits).of(traits.as_read) >= owning.settled:
        return None
    told = ranked(owners(f), owning.points, traits)
    best, ahead = first(told, traits.read, owning.least)
    if not ahead:
        return None
    others = (other for other in told if other.one.spans and not overlap(other.one.spans, best.spans))
    rival = next(others, None) if best.spans else None
    if rival is not None and told[0].points - rival.points < owning.least:
        return Choice(
            f.one, (), (), tuple(told), 0, None
        )  # 一审案件9件、二审案件3件，败诉率: of neither alone
    loans = tuple(loan for loan in f.one.loans if not loan.owns)
    if best.spans:
        loans = (*loans, Loan("item", best.spans, None, "owner"))
    draft = f.one.with_(item=(*best.spans, *traits.base), loans=loans)
    return Choice(draft, (), (), tuple(told), ahead, owning.share)


def owned(one: Draft, before: Draft, owning: Owning, told: tuple[Ranked, ...]) -> Choice:
    """A figure with the item of one before it that got another owner."""
    kept = (loan for loan in one.loans if not loan.owns)
    loans = (*kept, *(loan for loan in before.loans if loan.owns))
    return Choice(one.with_(item=before.item, loans=loans), (), (), told, owning.least, owning.share)


def as_read(f: Figure, owning: Owning) -> int:
    """The points of the owner that the rules read, or of none."""
    traits = Owners(f)
    return Sums(owning.points, traits).of(traits.as_read)

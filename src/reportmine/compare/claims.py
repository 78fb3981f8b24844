"""What a report says of its own changes, held against the levels of both reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from ..figures.scales import POINT, SHARES
from ..metrics.arithmetic import Amount, verdict
from ..metrics.concepts import Concepts
from ..metrics.conversions import Units
from ..metrics.keys import Metric, Reader, several_years
from ..metrics.precision import rounded, tidy
from ..records import Indicator, Restated
from .alignment import MERGE, Pair, likeness

NEAREST = 6  # figures before and after a claim among which its level is sought


def claims(
    old: Sequence[Metric],
    new: Sequence[Metric],
    pairs: Sequence[Pair],
    known: Concepts,
    reader: Reader,
    year: int | None,
) -> Iterator[Restated]:
    """Each claim of change that the paired levels can confirm or contradict, in order.

    `year` is the one that the new report is on.
    """
    before = {pair.new: old[pair.old].figure for pair in pairs}
    for place, metric in enumerate(new):
        claim = metric.figure
        if claim.status != "actual" or not (_yearly_change(metric) or _of_last_year(claim, year, reader)):
            continue
        level = _level(new, place, before)
        if level is None:
            continue
        checked = check(claim, before[level], new[level].figure, known, reader.units)
        if checked is not None:
            yield checked


def _yearly_change(metric: Metric) -> bool:
    """A change against the year before, and not over several years."""
    one = metric.figure
    return one.role == "change" and not metric.basis and not several_years(one)


def _of_last_year(one: Indicator, year: int | None, reader: Reader) -> bool:
    """约为上年的九成: a level told as a part or multiple of that of the year before."""
    if one.role != "level" or one.kind not in ("percent", "ratio") or one.whole is None:
        return False
    return reader.is_year_before(one.whole, one, year)


def _level(new: Sequence[Metric], place: int, before: dict[int, Indicator]) -> int | None:
    """The nearest level of the same metric in the same passage, if it is paired."""
    claim = new[place]
    near = sorted(
        range(max(0, place - NEAREST), min(len(new), place + NEAREST + 1)), key=lambda n: abs(n - place)
    )
    best: tuple[float, int] | None = None
    for n in near:
        level = new[n]
        if (
            level.role != "level"
            or level.figure.section != claim.figure.section
            or level.figure.status != "actual"
        ):
            continue
        score = same_thing(claim, level)
        if score >= MERGE and (best is None or score > best[0]):
            best = score, n
    return best[1] if best is not None and best[1] in before else None


def same_thing(claim: Metric, level: Metric) -> float:
    """How surely a change is of a level: their metrics without what makes them change and level."""
    if claim.figure.kind not in ("percent", "ratio") and not claim.units & level.units:
        return 0.0
    asked = replace(claim, role="level", units=level.units, basis="")
    if claim.role == "level":
        asked = replace(asked, words=claim.item, whole={})  # the whole is the year before
    figure = claim.figure.model_copy(update={"kind": level.figure.kind, "concept": None})
    like = likeness(
        replace(asked, figure=figure),
        replace(level, figure=level.figure.model_copy(update={"concept": None})),
    )
    return like.score if like is not None else 0.0


def check(claim: Indicator, old: Indicator, new: Indicator, known: Concepts, scale: Units) -> Restated | None:
    """The claim beside what the two levels give; None where they cannot tell."""
    factor = scale.factor(old.unit, new.unit)
    if factor is None:
        return None
    was, now = Amount.of(old, factor), Amount.of(new)
    scale_of = SHARES.get(claim.unit or "")
    relative = scale_of is not None and (claim.role == "level" or new.kind != "percent")
    if relative:
        if was.span.low <= 0 or scale_of is None or new.kind == "percent":
            return None
        # a change is what goes beyond the whole of before
        computed = now.over(was, scale_of, 0 if claim.role == "level" else 1)
    else:
        inner = Fraction(1) if claim.unit == POINT and new.unit == "%" else scale.factor(new.unit, claim.unit)
        if inner is None:
            return None
        computed = now.minus(was).times(inner)
    if claim.direction == "down":
        computed = computed.negative()
    said = verdict(claim, computed)
    concept = known.get(claim.concept) or known.get(new.concept)
    real = relative and concept is not None and concept.real
    if said == "contradicts" and (real or any(map(rounded, (claim, old, new)))):
        return None  # at constant prices, or of round figures: nothing that these levels could refute
    return Restated(
        claim=claim, old=old, new=new, said=claim.text, computed=tidy(computed.value), verdict=said
    )

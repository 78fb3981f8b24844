"""What a report says of its own changes, held against the levels of both reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..dataclass import replace
from ..metrics.arithmetic import verdict as verdict_of
from ..metrics.concepts import concepts
from ..metrics.keys import Metric, Reader, several_years, time_of
from ..metrics.precision import rounded, tidy
from ..records import REVIEW, Indicator, Report, Restated, Verdict
from ..rules.rule import RuleSet
from ..times.period import Period
from .aims import aims
from .alignment import MERGE, Pair, likeness
from .checking import check, relative
from .placing import Places

NEAREST = 6  # figures before and after a claim among which its level is sought
UNLIKE = {
    "coverage": "something is left out of only one of the two",
    "like": "growth on a like basis, which the levels need not be on",
    "price": "growth that is told at constant prices, and the levels are at current ones",
}


def claims(
    old: Sequence[Metric],
    new: Sequence[Metric],
    pairs: Sequence[Pair],
    reports: tuple[Report, Report],
    rules: RuleSet,
    reader: Reader,
) -> Iterator[Restated]:
    """Each claim of change beside the paired levels that it may be of, in order, with the verdict that they
    allow. `reports` are the old and the new one, of two years that follow each other."""
    before = {pair.new: old[pair.old] for pair in pairs}
    teller = _Teller(reports, rules, reader)
    for place, metric in enumerate(new):
        if metric.figure.status != "actual" or not (metric.role == "change" or teller.of_last_year(metric)):
            continue
        checked = [
            told
            for level in _levels(new, place, before)
            if (told := teller.told(metric, before[level], new[level])) is not None
        ]
        if checked:
            yield _chosen(checked)


def _levels(new: Sequence[Metric], place: int, before: Mapping[int, Metric]) -> list[int]:
    """The paired levels of the same metric near a claim in its passage, the surest and nearest first."""
    claim = new[place]
    near = range(max(0, place - NEAREST), min(len(new), place + NEAREST + 1))
    scores = {n: same_thing(claim, new[n]) for n in near if n in before and _may_be(claim, new[n])}
    return sorted((n for n in scores if scores[n] >= MERGE), key=lambda n: (-scores[n], abs(n - place), n))


def _may_be(claim: Metric, level: Metric) -> bool:
    """Whether a figure is a level that could have changed: a rank is none, it moves by places."""
    one = level.figure
    return (
        level.role == "level"
        and one.kind != "rank"
        and one.section == claim.figure.section
        and one.status == "actual"
        and one is not claim.figure
    )


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
        timeless=True,
        named=True,
    )
    return like.score if like is not None else 0.0


def _chosen(checked: Sequence[Restated]) -> Restated:
    """Of the levels that a claim may be of the surest; no contradiction where it is right of another."""
    first = checked[0]
    if first.verdict != "contradicts":
        return first
    right = next((one for one in checked if one.verdict in ("agrees", "rounding")), None)
    return right or first


class _Teller:
    """The two reports, and what is known of their figures."""

    def __init__(self, reports: tuple[Report, Report], rules: RuleSet, reader: Reader) -> None:
        self._year = reports[1].year
        self._reader = reader
        self._said, self._known = aims(rules), concepts(rules)
        self._old, self._new = (Places(one.indicators) for one in reports)

    def of_last_year(self, metric: Metric) -> bool:
        """约为上年的九成: a level told as a part or multiple of that of the year before."""
        one = metric.figure
        if one.role != "level" or one.kind not in ("percent", "ratio") or one.whole is None:
            return False
        return self._reader.is_year_before(one.whole, one, self._year)

    def told(self, claim: Metric, old: Metric, new: Metric) -> Restated | None:
        """The claim beside what two levels give; None where the levels have nothing to do with it."""
        found = check(claim.figure, old.figure, new.figure, self._reader.units)
        if found is None:
            return None
        verdict: Verdict | None = verdict_of(claim.figure, found)
        why = self._unlike(claim, old, new)
        if not why and verdict == "contradicts":
            why = tuple(_doubts(claim.figure, old.figure, new.figure))
        if why:
            verdict = None
        return Restated(
            claim=claim.figure,
            old=old.figure,
            new=new.figure,
            said=claim.figure.text,
            computed=tidy(found.value),
            verdict=verdict,
            evidence=why,
        )

    def _unlike(self, claim: Metric, old: Metric, new: Metric) -> tuple[str, ...]:
        """In what the claim and the two levels are not of the same: time, basis, coverage, prices."""
        return (*self._times(claim, old, new), *_parts(claim, old, new), *self._measures(claim, old, new))

    def _times(self, claim: Metric, old: Metric, new: Metric) -> Iterator[str]:
        one = claim.figure
        if one.aggregation is not None:
            yield f"said as {'an average' if one.aggregation == 'average' else 'a sum'} of {one.period}"
        elif several_years(one):
            yield f"said of {one.period}"
        elif claim.basis or self._said.of_plan(one):
            yield f"compared with {claim.basis or one.basis}, not with the year before"
        after, before = time_of(new.figure, self._year), time_of(old.figure, _before(self._year))
        if (new.figure.aggregation, old.figure.aggregation) != (None, None):
            yield "the levels are averages or sums"
        if after is None or before is None or _before_that(after) != before:
            yield f"the levels are of {old.figure.period} and {new.figure.period}"
        elif not several_years(one) and time_of(one, self._year) != after:
            yield f"said of {one.period}, and the level is of {new.figure.period}"

    def _measures(self, claim: Metric, old: Metric, new: Metric) -> Iterator[str]:
        words = self._new.marked(claim.figure)
        level, earlier = self._new.marked(new.figure), self._old.marked(old.figure)
        parts = dict.fromkeys((*self._said.unlike(words, level), *self._said.unlike(level, earlier)))
        concept = self._known.get(claim.figure.concept) or self._known.get(new.figure.concept)
        if concept is not None and concept.real and relative(claim.figure, new.figure):
            parts["price"] = None
        yield from (UNLIKE[part] for part in parts)


def _parts(claim: Metric, old: Metric, new: Metric) -> Iterator[str]:
    """What only one of a claim and its levels is of: a part of the region, a total."""
    places = {claim.place, old.place, new.place} - {""}
    if (claim.place and claim.place != new.place) or old.place != new.place:
        yield f"only one is of {'、'.join(sorted(places))}"
    if claim.total and not new.total:
        yield "only one is a total"


def _before(year: int | None) -> int | None:
    return None if year is None else year - 1


def _before_that(time: Period) -> Period:
    """The same part of the year before."""
    return replace(time, first_year=time.first_year - 1, last_year=time.last_year - 1)


def _doubts(claim: Indicator, old: Indicator, new: Indicator) -> Iterator[str]:
    """Why a claim that the levels do not give is still no contradiction: it takes three exact figures."""
    if any(map(rounded, (claim, old, new))):
        yield "one of the figures is itself inexact"
    if claim.sentence != new.sentence:
        yield "the claim and the level are not said in one sentence"
    if any(REVIEW in one.flags for one in (claim, old, new)):
        yield "one of the figures is not surely read"

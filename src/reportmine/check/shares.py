"""Shares of a whole: a part, the share that it is said to be, and the whole.

A pattern names parts (`part`) with their shares (`share`), pair by pair, and the whole where it stands as a
figure (`whole`) or as a name (`name`). Without a whole, three pairs or more bear each other out: the wholes
that they give must be one. Of two, one shows whether the level before them is their whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..figures.scales import SHARES
from ..metrics.arithmetic import Amount
from ..metrics.labels import bare
from ..metrics.precision import Interval
from ..records import Finding, Indicator
from ..rules.matching import Match, group
from ..rules.rule import Rule
from .amounts import RATES
from .seen import Seen, Sentence
from .verdicts import OVER, amount, judged, unclear

NEAR = 12  # figures before and after a share among which its whole is sought
BORNE_OUT = 3  # pairs that must give one whole before another one contradicts it
Pair = tuple[Indicator, Indicator]


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Each place of the text that the rule's pattern finds."""
    for sentence, hit in seen.hits(rule):
        pairs = [pair for pair in _pairs(hit, sentence) if pair[1].unit in SHARES]
        if not pairs or any(one.status != two.status for one, two in pairs):
            continue
        yield from _held(rule, hit, pairs, seen, sentence)


def _pairs(hit: Match, sentence: Sentence) -> Iterator[Pair]:
    yield from zip(sentence.caught(hit, "part"), sentence.caught(hit, "share"), strict=False)


def _held(rule: Rule, hit: Match, pairs: Sequence[Pair], seen: Seen, sentence: Sentence) -> Iterator[Finding]:
    name = group(hit, "name")
    before = sentence.caught(hit, "whole")
    if before:
        wholes = _last(before, pairs[0][0])
    elif name is not None:
        wholes = list(_named(name, pairs[0], seen))
    else:
        yield from _listed(rule, pairs, seen)
        return
    for pair in pairs:
        if (found := _of_whole(rule, pair, wholes, seen)) is not None:
            yield found


def _last(before: Sequence[Indicator], part: Indicator) -> list[Indicator]:
    """The last level before a part that is counted as it is."""
    alike = [
        one
        for one in before
        if one.role == part.role == "level" and one.unit is not None and one.unit == part.unit
    ]
    return alike[-1:]


def _named(name: str, pair: Pair, seen: Seen) -> Iterator[Indicator]:
    """The levels of this name in the same section, near the share and of its time."""
    part, share = pair
    wanted = bare(name)
    for metric in seen.prose:
        one = metric.figure
        if one.role != "level" or one.section != share.section or one.id in (part.id, share.id):
            continue
        if abs(one.id - share.id) > NEAR or one.kind != part.kind or one.period != part.period:
            continue
        if one.status == part.status and one.item and wanted in (bare(one.item), seen.reader.trim(one.item)):
            yield one


def _of_whole(rule: Rule, pair: Pair, wholes: Sequence[Indicator], seen: Seen) -> Finding | None:
    """The share that part and whole give, beside the one that is told.

    Of several wholes of one name the one that fits, as the text does not say which is meant; and where none
    fits, none that could be held against it.
    """
    part, share = pair
    found = [one for whole in wholes if (one := _share(rule, part, share, whole, seen)) is not None]
    fits = next((one for one in found if one.verdict != "contradicts"), None)
    if fits is not None:
        return fits
    if len(found) > 1:
        return unclear(found[0])
    return found[0] if found else None


def _share(rule: Rule, part: Indicator, share: Indicator, whole: Indicator, seen: Seen) -> Finding | None:
    a, b = seen.amount(part), amount(whole, seen, part.unit)
    parts = SHARES[share.unit or ""]
    if a is None or b is None or b.span.low <= 0 or part.kind in RATES:
        return None
    return judged(rule.id, share, a.over(b, parts), (part, whole), f"{part.text} {OVER} {whole.text}")


def _listed(rule: Rule, pairs: Sequence[Pair], seen: Seen) -> Iterator[Finding]:
    if len(pairs) >= BORNE_OUT:
        yield from _among_themselves(rule, pairs, seen)
        return
    whole = _before(pairs[0][0], seen)
    if whole is not None:
        found = [one for pair in pairs if (one := _share(rule, *pair, whole, seen)) is not None]
        if any(one.verdict == "agrees" for one in found):
            yield from found


def _before(part: Indicator, seen: Seen) -> Indicator | None:
    """The level before a part, in the same section, that is counted as it is."""
    before = (one.figure for one in seen.prose if part.id - NEAR <= one.figure.id < part.id)
    alike = _last([one for one in before if one.section == part.section], part)
    return alike[0] if alike else None


def _among_themselves(rule: Rule, pairs: Sequence[Pair], seen: Seen) -> Iterator[Finding]:
    """Pairs that all but one give one whole: that one is held against it."""
    implied = [(pair, whole) for pair in pairs if (whole := _implied(pair, pairs[0][0], seen)) is not None]
    if len(implied) < BORNE_OUT or len({pair[0].unit for pair, _ in implied}) > 1:
        return
    for at, ((part, share), _) in enumerate(implied):
        rest = [whole for number, (_, whole) in enumerate(implied) if number != at]
        common = Interval(max(one.span.low for one in rest), min(one.span.high for one in rest))
        if common.low > common.high or common.low <= 0:
            continue
        mine = amount(part, seen, pairs[0][0].unit)
        if mine is None:
            continue
        whole = Amount((common.low + common.high) / 2, common)
        others = (part, *(one for pair, _ in implied for one in pair if one is not part and one is not share))
        line = f"{part.text} {OVER} the whole of the other shares"
        yield judged(rule.id, share, mine.over(whole, SHARES[share.unit or ""]), others, line)


def _implied(pair: Pair, first: Indicator, seen: Seen) -> Amount | None:
    """The whole that a part and its share give."""
    part, share = pair
    a, b = amount(part, seen, first.unit), seen.amount(share)
    if a is None or b is None or b.span.low <= 0 or a.span.low <= 0:
        return None
    return a.over(b, SHARES[share.unit or ""])

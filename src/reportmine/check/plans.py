"""What was carried out of a budget, where the budget is told elsewhere in the report: 为调整预算的98.6%.

`pattern` stands in the whole of such a share where that is a budget as it was adjusted within the year.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..metrics.keys import Metric
from ..records import Finding, Indicator
from ..rules.matching import search
from ..rules.rule import Rule
from ..text.fold import fold
from .seen import Seen
from .verdicts import OVER, amount, judged, unclear

SHARE = Decimal(100)


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Each share of a budget whose budget and outcome are told, beside what the two give."""
    allowed = [one for one in seen.prose if one.budget is not None]
    for at, metric in enumerate(seen.prose):
        share = metric.figure
        if share.unit != "%" or share.role != "level" or not share.whole or share.status != "actual":
            continue
        came = _came(seen.prose[:at], metric, seen)
        if came is not None:
            yield from _held(rule, share, came, allowed, seen)


def _came(before: tuple[Metric, ...], share: Metric, seen: Seen) -> Metric | None:
    """What came of the budget: the last amount before the share, in its sentence and of its name."""
    alike = (
        one
        for one in reversed(before)
        if one.figure.sentence == share.figure.sentence
        and one.figure.kind == "money"
        and one.role == "level"
        and one.budget is None
    )
    came = next(alike, None)
    return came if came is not None and seen.reader.account(came) == seen.reader.account(share) else None


def _held(rule: Rule, share: Indicator, came: Metric, allowed: list[Metric], seen: Seen) -> Iterator[Finding]:
    """The share by each budget it may be of: one that fits, else the one it must be of."""
    adjusted = search(rule, fold(share.whole or "")) is not None
    known = [
        one
        for one in allowed
        if seen.reader.account(one) == seen.reader.account(came)
        and (one.tier, one.place, one.figure.period) == (came.tier, came.place, came.figure.period)
        and (one.budget == "adjusted" or not adjusted)
    ]
    found = [
        made for one in known if (made := _share(rule, share, came.figure, one.figure, seen)) is not None
    ]
    fits = next((one for one in found if one.verdict != "contradicts"), None)
    if fits is not None:
        yield fits
    elif found:
        yield found[0] if adjusted and len(found) == 1 else unclear(found[0])


def _share(rule: Rule, share: Indicator, came: Indicator, budget: Indicator, seen: Seen) -> Finding | None:
    part, whole = seen.amount(came), amount(budget, seen, came.unit)
    if whole is None or whole.span.low <= 0:
        return None
    return judged(
        rule.id, share, part.over(whole, SHARE), (came, budget), f"{came.text} {OVER} {budget.text}"
    )

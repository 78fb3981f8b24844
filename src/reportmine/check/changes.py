"""From one level to another: the change that is told must be what the two levels give.

Of the level before (`from`), the level now (`to`), the amount of change (`amount`) and the rate of it
(`rate`) a pattern names three; the last of them in the text is held against the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..figures.scales import POINTS, SHARES
from ..metrics.arithmetic import Amount
from ..records import Finding, Indicator
from ..rules.rule import Rule
from .amounts import RATES
from .seen import Seen
from .verdicts import MINUS, OVER, amount, judged, lies

SLOTS = ("from", "to", "amount", "rate")


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Each place of the text that the rule's pattern finds."""
    for sentence, hit in seen.hits(rule):
        held = {slot: one for slot in SLOTS if (one := sentence.one(hit, slot)) is not None}
        found = _held(rule, held, seen)
        if found is not None:
            yield found


def _held(rule: Rule, held: Mapping[str, Indicator], seen: Seen) -> Finding | None:
    if not _comparable(held, seen):
        return None
    if "from" in held and "to" in held:
        claim = held.get("rate") or held.get("amount")
        return None if claim is None else _of_levels(rule, held["from"], held["to"], claim, seen)
    if {"to", "amount", "rate"} <= held.keys():
        return _of_amount(rule, held["to"], held["amount"], held["rate"], seen)
    return None


def _comparable(held: Mapping[str, Indicator], seen: Seen) -> bool:
    """Whether the figures are of one time and thing, at current prices."""
    items = {one.item for one in held.values() if one.item}
    if not all(one in other or other in one for one in items for other in items):
        return False  # 城市标准由A到B，农村标准由C到D，分别增长a和b: the first rate is of the first
    if any(one.aggregation == "average" for one in held.values()):
        return False
    if len({one.status for one in held.values()}) > 1:
        return False
    concept = next((seen.known.get(one.concept) for one in held.values() if one.concept), None)
    return concept is None or not concept.real


def _of_levels(rule: Rule, was: Indicator, now: Indicator, claim: Indicator, seen: Seen) -> Finding | None:
    """What two levels give, beside the change that is told."""
    before, after = amount(was, seen, now.unit), amount(now, seen, now.unit)
    if before is None or after is None:
        return None
    told = (now.text, was.text)
    change = after.minus(before)
    whole = SHARES.get(claim.unit or "")
    if claim.unit in POINTS and now.unit == "%":
        return _turned(rule, claim, change, (was, now), f"{told[0]} {MINUS} {told[1]}")
    if whole is not None and now.kind != "percent":
        if before.span.low <= 0:
            return None
        rate = after.over(before, whole, 1)
        line = f"({told[0]} {MINUS} {told[1]}) {OVER} {told[1]}"
        return _either(rule, claim, rate, after.over(before, whole), (was, now), line)
    factor = seen.reader.units.factor(now.unit, claim.unit)
    if factor is None or claim.kind in RATES:
        return None
    return _turned(rule, claim, change.times(factor), (was, now), f"{told[0]} {MINUS} {told[1]}")


def _either(
    rule: Rule, claim: Indicator, rate: Amount, times: Amount, others: tuple[Indicator, ...], line: str
) -> Finding | None:
    """增长2.5倍 is said of what is 3.5 times as much, and of what is 2.5 times as much."""
    if claim.kind == "ratio" and lies(claim, times, others) in ("agrees", "rounding"):
        rate = times
    return _turned(rule, claim, rate, others, line)


def _of_amount(rule: Rule, now: Indicator, by: Indicator, rate: Indicator, seen: Seen) -> Finding | None:
    """The rate that a level and the amount it changed by give, beside the rate that is told."""
    after, change = amount(now, seen, now.unit), amount(by, seen, now.unit)
    whole = SHARES.get(rate.unit or "")
    if after is None or change is None or whole is None or now.kind == "percent":
        return None
    if by.direction is None or by.direction != rate.direction:
        return None
    fell = by.direction == "down"
    before = after.plus(change) if fell else after.minus(change)
    if before.span.high < 0:
        return _too_much(rule, now, by)
    if before.span.low <= 0:
        return None
    sign = "+" if fell else MINUS
    line = f"{by.text} {OVER} ({now.text} {sign} {by.text})"
    return judged(rule.id, rate, change.over(before, whole), (now, by), line)


def _too_much(rule: Rule, now: Indicator, by: Indicator) -> Finding:
    """What grew by more than there is now."""
    sure = by.relation == now.relation == "="
    return Finding(
        rule=rule.id,
        verdict="contradicts" if sure else "unclear",
        claim=by,
        figures=(now,),
        said=by.text,
        computed=None,
        low=None,
        high=now.value,
        arithmetic=f"{by.text} > {now.text}",
        note=None,
    )


def _turned(
    rule: Rule, claim: Indicator, change: Amount, others: tuple[Indicator, ...], line: str
) -> Finding | None:
    """The finding on a change in the direction that it is told in; none where it is told in none."""
    if claim.direction is None:
        return None
    if claim.direction == "down":
        return judged(rule.id, claim, change.negative(), others, f"{MINUS}({line})")
    return judged(rule.id, claim, change, others, line)

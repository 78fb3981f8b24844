"""A figure that is one over another: product per head, the share of an industry.

`product`, `heads` and `each` are concepts: the first over the second is the third. Where the two are not of
quite the same (the people at the end of a year are not those of its middle), `slack`, in percent of it, says
how far they may be off: that tells only a unit or a digit that is wrong by far.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..figures.scales import SHARES
from ..records import Finding, Indicator
from ..rules.rule import Rule
from .seen import Seen
from .verdicts import OVER, judged

HUNDRED = Decimal(100)


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """The quotient of the levels of two concepts, beside the one that is told."""
    whole, heads, each = (_levels(rule.data[key], seen) for key in ("product", "heads", "each"))
    for one in each:
        found = [
            finding
            for above in whole
            for below in heads
            if one.period == above.period == below.period is not None
            and (finding := _held(rule, one, above, below, seen)) is not None
        ]
        if found:
            yield next((finding for finding in found if finding.verdict == "agrees"), found[0])


def _levels(concept: str, seen: Seen) -> list[Indicator]:
    """The levels of a concept of the region itself, as measured."""
    return [
        one
        for metric in seen.prose
        if (one := metric.figure).concept == concept
        and one.role == "level"
        and one.status == "actual"
        and one.aggregation is None
        and not metric.place
        and not one.flags
    ]


def _held(rule: Rule, each: Indicator, whole: Indicator, heads: Indicator, seen: Seen) -> Finding | None:
    a, b = seen.amount(whole), seen.amount(heads)
    if b.span.low <= 0:
        return None
    computed = a.over(b, SHARES.get(each.unit or "", Decimal(1)))
    slack = Decimal(rule.data.get("slack", 0)) / HUNDRED * computed.value
    found = judged(
        rule.id, each, computed.widened(slack), (whole, heads), f"{whole.text} {OVER} {heads.text}"
    )
    off = "slack" in rule.data and found.verdict != "contradicts"
    return found.model_copy(update={"verdict": "agrees"}) if off else found

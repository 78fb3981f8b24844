"""As many figures, or names, as things: 甲、乙、丙分别增长 has three rates, 3个，分别为 three names.

A pattern names the list of things (`list`), and the figures told of them (`figure`, several) or their count
(`count`). How many things a list has is not always plain: 和 joins things, and words within the name of one
(`joins`); a word may stand for two (`pairs`). It contradicts only where every way of reading it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..expression import expression
from ..records import Finding, FindingVerdict, Indicator
from ..rules.matching import group
from ..rules.rule import Rule
from .expressions import times
from .seen import Seen

MARK = "、"
LONGEST = 20  # things of a list that is counted
_WITHIN = expression(r"《[^》]*》|“[^”]*”|[（(][^（()）]*[）)]")
_PLACEHOLDER = "x"


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Each list that the rule's pattern finds."""
    for sentence, hit in seen.hits(rule):
        names, counted = group(hit, "list"), sentence.one(hit, "count")
        figures = sentence.caught(hit, "figure")
        if names is None:
            continue
        if counted is not None:
            if counted.unit is not None and counted.kind == "count" and 1 < counted.value <= LONGEST:
                yield _finding(rule, names, counted, (), counted.value)
        elif figures:
            yield _finding(rule, names, figures[-1], tuple(figures[:-1]), Decimal(len(figures)))


def things(rule: Rule, names: str) -> tuple[int, int]:
    """The least and the most things that a list of names may have."""
    plain = _WITHIN.sub(_PLACEHOLDER, names)
    least = most = plain.count(MARK) + 1
    for key in ("joins", "pairs"):
        most += times(rule, key, plain)
    return least, most


def _finding(
    rule: Rule, names: str, claim: Indicator, others: tuple[Indicator, ...], told: Decimal
) -> Finding:
    least, most = things(rule, names)
    verdict: FindingVerdict = "agrees" if least <= told <= most else "contradicts"
    if verdict == "contradicts" and (least != most or told == 1):  # one may be said of each
        verdict = "unclear"
    seen = str(least) if least == most else f"{least} to {most}"
    return Finding(
        rule=rule.id,
        verdict=verdict,
        claim=claim,
        figures=others,
        said=claim.text,
        computed=Decimal(least) if least == most else None,
        low=Decimal(least),
        high=Decimal(most),
        arithmetic=f"{names}: {seen}; told of {told}",
        note=None,
    )

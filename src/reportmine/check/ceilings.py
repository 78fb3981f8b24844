"""Rates above a hundred percent where none can be: a coverage, a share of a whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..metrics.precision import interval
from ..records import Finding
from ..rules.matching import search
from ..rules.rule import Rule
from ..text.fold import fold
from .seen import Seen

TOP = Decimal(100)


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Each level of a rate that the rule's pattern knows by its name."""
    for one in seen.figures:
        if one.unit != "%" or one.role == "change" or one.item is None:
            continue
        if search(rule, fold(one.item)) is None:
            continue
        above = interval(one).low > TOP or one.value > TOP
        yield Finding(
            rule=rule.id,
            verdict="contradicts" if above else "agrees",
            claim=one,
            figures=(),
            said=one.text,
            computed=None,
            low=None,
            high=TOP,
            arithmetic=f"{one.text} {'>' if above else '≤'} 100%",
            note=None,
        )

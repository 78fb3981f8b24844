"""Shares told as a ratio, 5.6∶38.4∶56.0: where they are shares of one whole they make a hundred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ..expression import expression
from ..metrics.precision import tidy
from ..records import Finding, Indicator
from ..rules.rule import Rule
from ..text.fold import fold
from .seen import Seen
from .sums import hundred
from .verdicts import PLUS, joined

LEAST = 3  # members; two may be a ratio of anything
_SIGN = expression("[:∶：]")
_SHARE = expression(r"\d{1,2}(?:\.\d{1,3})?", re.ASCII)


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Each ratio of three or more that the rule's pattern finds (`ratio`)."""
    for sentence, hit in seen.hits(rule):
        for one in sentence.caught(hit, "ratio"):
            yield from _held(rule, one)


def _held(rule: Rule, one: Indicator) -> Iterator[Finding]:
    members = [member.removesuffix("%") for member in _SIGN.split("".join(fold(one.text).split()))]
    if len(members) < LEAST or not all(map(_SHARE.fullmatch, members)):
        return
    values = [Decimal(member) for member in members]
    verdict, low, high = hundred(values, (one,))
    made = tidy(sum(values, Decimal(0)))
    yield Finding(
        rule=rule.id,
        verdict=verdict,
        claim=one,
        figures=(),
        said=one.text,
        computed=None,
        low=None,
        high=None,
        arithmetic=f"{joined(members, PLUS)} = {made}; the last of a hundred is {low} to {high}",
        note=None,
    )

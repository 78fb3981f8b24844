"""A total that a sentence itself adds up: 收入A，加上B、C，收入总计D; or parts that leave nothing out.

A pattern names the parts (`part`, several) and their total (`whole`). Shares and changes between them count
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..metrics.arithmetic import total
from ..records import Finding, Indicator
from ..rules.rule import Rule
from .amounts import RATES
from .seen import Seen
from .verdicts import PLUS, amount, joined, judged


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Each total that the rule's pattern finds."""
    for sentence, hit in seen.hits(rule):
        whole = sentence.one(hit, "whole")
        if whole is None:
            continue
        found = _held(rule, whole, sentence.caught(hit, "part"), seen)
        if found is not None:
            yield found


def _held(rule: Rule, whole: Indicator, parts: list[Indicator], seen: Seen) -> Finding | None:
    told = [one for one in parts if one.role == "level" and one.kind not in RATES]
    if whole.role != "level" or whole.kind in RATES or len(told) < 2:
        return None
    if any(one.unit != whole.unit or one.kind != whole.kind or one.status != whole.status for one in told):
        return None
    amounts = [made for one in told if (made := amount(one, seen, whole.unit)) is not None]
    return judged(rule.id, whole, total(amounts), told, joined([one.text for one in told], PLUS))

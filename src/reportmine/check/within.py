"""A part is no larger than its whole. A pattern names the whole and a part of it, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from ..records import Finding, Indicator
from ..rules.rule import Rule
from .seen import Seen
from .verdicts import amount, judged


def check(rule: Rule, seen: Seen) -> Iterator[Finding]:
    """Each part with its whole that the rule's pattern finds."""
    for sentence, hit in seen.hits(rule):
        part, whole = sentence.one(hit, "part"), sentence.one(hit, "whole")
        if part is None or whole is None:
            continue
        found = _held(rule, part, whole, seen)
        if found is not None:
            yield found


def _held(rule: Rule, part: Indicator, whole: Indicator, seen: Seen) -> Finding | None:
    if (part.role, part.status, part.kind) != (whole.role, whole.status, whole.kind) or part.role != "level":
        return None
    if part.unit != whole.unit or part.kind in ("percent", "ratio", "rank", "score", "duration"):
        return None
    if part.aggregation != whole.aggregation or part.period != whole.period:
        return None
    least, most = amount(part, seen, whole.unit), amount(whole, seen, whole.unit)
    if least is None or most is None:
        return None
    if least.span.low <= most.span.high:
        verdict = "agrees"
    else:
        verdict = "contradicts" if part.relation == whole.relation == "=" else "unclear"
    sign = "≤" if verdict == "agrees" else ">"
    found = judged(rule.id, part, most, (whole,), part.text)
    return found.model_copy(
        update={"verdict": verdict, "low": None, "arithmetic": f"{part.text} {sign} {whole.text}"}
    )

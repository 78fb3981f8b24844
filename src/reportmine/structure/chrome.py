"""Page chrome: what a web page adds around a report and a reader would not count as its text."""

from __future__ import annotations

from ..expression import expression
from ..rules import matching
from ..rules.rule import Rule, RuleSet
from ..text.text import Text

_FILLED = expression("\\S")
HEAD = 2500  # characters at the top in which head rules are sought
TAIL = 5000  # and at the end, for tail and rest rules

Span = tuple[int, int, str]


def spans(text: Text, rules: RuleSet) -> tuple[Span, ...]:
    """The sorted, disjoint spans of page chrome: (start, end, rule id).

    Only the two ends of the text are searched: in the middle stands the report.
    """
    folded = text.folded
    size = len(folded)
    # the tail never covers more than the last third, but a short text has a foot too
    tail = max(0, size - min(TAIL, max(800, size // 3)))
    head = min(size, HEAD)
    found: list[Span] = []
    for rule in rules.stage("chrome"):
        scope = rule.data["scope"]
        if scope == "rest":
            found += _rest(rule, folded, tail)
            continue
        if scope in ("head", "any"):
            found += _lines(rule, folded, 0, head)
        if scope in ("tail", "any"):
            found += _lines(rule, folded, max(tail, head if scope == "any" else 0), size)
    return _merge(found)


def _lines(rule: Rule, folded: str, start: int, end: int) -> list[Span]:
    """Where the rule matches inside a window."""
    hits = matching.every(rule, folded, start, end)
    return [(hit.start(), hit.end(), rule.id) for hit in hits if hit.end() > hit.start()]


def _rest(rule: Rule, folded: str, start: int) -> list[Span]:
    """From the first match to the end of the text, if there is a text before it."""
    hit = matching.search(rule, folded, start)
    if hit is None or not _FILLED.search(folded, 0, hit.start()):
        return []
    end = len(folded)
    while folded[end - 1].isspace():
        end -= 1
    return [(hit.start(), end, rule.id)]


def _merge(found: list[Span]) -> tuple[Span, ...]:
    """Overlapping spans made one, under the id of the first."""
    merged: list[Span] = []
    for start, end, rule_id in sorted(found):
        if merged and start < merged[-1][1]:
            last = merged[-1]
            merged[-1] = (last[0], max(last[1], end), last[2])
        else:
            merged.append((start, end, rule_id))
    return tuple(merged)

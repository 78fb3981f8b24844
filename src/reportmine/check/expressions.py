"""The expressions of a rule beside its pattern: those of a user's rule in the time that it has."""

from __future__ import annotations

from ..rules.expressions import compiled
from ..rules.rule import FLAGS, Rule


def whole(rule: Rule, expression: str, text: str) -> bool:
    """Whether an expression of a rule is all of a text."""
    try:
        return not rule.late and compiled(expression, FLAGS).fullmatch(text, timeout=rule.timeout) is not None
    except TimeoutError:
        rule.stop()
        return False


def within(rule: Rule, expression: str, text: str) -> bool:
    """Whether an expression of a rule stands in a text."""
    try:
        return not rule.late and compiled(expression, FLAGS).search(text, timeout=rule.timeout) is not None
    except TimeoutError:
        rule.stop()
        return False


def times(rule: Rule, key: str, text: str) -> int:
    """How often the expression under a key stands in a text; never where the rule has none."""
    if key not in rule.data or rule.late:
        return 0
    try:
        return len(compiled(rule.data[key], FLAGS).findall(text, timeout=rule.timeout))
    except TimeoutError:
        rule.stop()
        return 0

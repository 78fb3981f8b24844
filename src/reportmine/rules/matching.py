"""Match a rule against a text. A user's rule that takes too long is stopped, for the rest of the report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from ..records import Notice
from .rule import Group, Rule, RuleSet

if TYPE_CHECKING:
    import regex

Match: TypeAlias = "regex.Match[str]"


def match(rule: Rule, text: str, start: int = 0, end: int | None = None) -> Match | None:
    """The rule's match that begins at `start`."""
    if rule.user:
        return _once("match", rule, text, start, end)
    return rule.pattern().match(text, start, len(text) if end is None else end)


def search(rule: Rule, text: str, start: int = 0, end: int | None = None) -> Match | None:
    """The rule's first match in a part of the text."""
    if rule.user:
        return _once("search", rule, text, start, end)
    return rule.pattern().search(text, start, len(text) if end is None else end)


def _once(way: str, rule: Rule, text: str, start: int, end: int | None) -> Match | None:
    """A user's rule, in the time that it has."""
    if rule.late:
        return None
    try:
        stop = len(text) if end is None else end
        hit: Match | None = getattr(rule.pattern(), way)(text, start, stop, timeout=rule.timeout)
    except TimeoutError:
        rule.stop()
        return None
    return hit


def every(rule: Rule, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
    """All matches of the rule in a part of the text."""
    stop = len(text) if end is None else end
    return _until_late(rule, text, start, stop) if rule.user else rule.pattern().finditer(text, start, stop)


def _until_late(rule: Rule, text: str, start: int, stop: int) -> Iterator[Match]:
    """All matches of a user's rule, in the time that it has."""
    if rule.late:
        return
    try:
        yield from rule.pattern().finditer(text, start, stop, timeout=rule.timeout)
    except TimeoutError:
        rule.stop()


def found(rules: Sequence[Rule], text: str) -> bool:
    """Whether any of the rules is found in the text."""
    if isinstance(rules, Group) and rules.together is not None:
        return rules.together.search(text) is not None
    return any(search(rule, text) is not None for rule in rules)


def earliest(rules: Sequence[Rule], text: str, start: int, end: int) -> int | None:
    """Where the first match of any of the rules begins in a part of the text."""
    hits = (search(rule, text, start, end) for rule in rules)
    return min((hit.start() for hit in hits if hit is not None), default=None)


def first(rules: Group, text: str, start: int, end: int) -> Rule | None:
    """The first of the rules that matches at `start`."""
    if rules.together is not None and rules.together.match(text, start, end) is None:
        return None
    return next((rule for rule in rules if match(rule, text, start, end)), None)


def first_match(rules: Sequence[Rule], text: str, start: int, end: int) -> Match | None:
    """The match at `start` of the first of the rules that has one."""
    return next((hit for rule in rules if (hit := match(rule, text, start, end))), None)


def group(hit: Match, name: str) -> str | None:
    """What a named group caught; None where the rule has no such group."""
    caught = hit.groupdict().get(name)
    return caught if isinstance(caught, str) and caught else None


def late(rules: RuleSet) -> tuple[Notice, ...]:
    """Which of a user's rules were stopped (see RuleSet.fresh)."""
    return tuple(_notice(rule.id) for rule in rules.users if rule.late)


def _notice(rule: str) -> Notice:
    return Notice(
        code="rule-too-slow",
        message=f"rule {rule} took too long on this text and was left out",
        start=None,
        end=None,
    )

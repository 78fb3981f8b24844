"""Why the text at one place was read as it was: the words, the rules that fired, the runner-up."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path

from ..language.lettering import BREAKS, Token, tokenize
from ..language.tokens import words
from ..meaning.indicators import Draft, draft, frames, rival
from ..pipeline import extract_with, numerals
from ..readers.source import as_text
from ..records import Explanation, Report
from ..rules.files import load as load_rules
from ..rules.rule import RuleSet
from ..text.sentences import locate
from ..text.text import Text

AROUND = 12  # characters shown either side of a place where no numeral stands


def explain(source: Text | str | Path, at: int, *, patterns: Sequence[Path] = ()) -> Explanation:
    """Why the text at an offset was read as it was: the rules that fired, the runner-up, why it is unread.

    Raises ValueError for an offset outside the text.
    """
    text = as_text(source, patterns)
    rules = load_rules(tuple(patterns))
    return told(text, extract_with(text, rules), at, rules)


def told(text: Text, report: Report, at: int, rules: RuleSet) -> Explanation:
    """The explanation of one offset of a text, given its report.

    Raises ValueError for an offset outside the text.
    """
    if not 0 <= at < max(1, len(text.raw)):
        raise ValueError(
            f"offset {at} is outside the text, which has {len(text.raw)} characters "
            f"(0 to {len(text.raw) - 1})"
        )
    for indicator in report.indicators:
        if indicator.start <= at < indicator.end:
            steps, second = _steps(text, indicator.start, rules)
            told = [f"rule {one}: {_why(one, rules)}" for one in indicator.rules]
            return Explanation(
                offset=at,
                text=indicator.text,
                kind="indicator",
                indicator=indicator,
                unread=None,
                fired=indicator.rules,
                steps=(*steps, *told),
                runner_up=second,
            )
    for unread in report.unread:
        if unread.start <= at < unread.end:
            fired = (unread.rule,) if unread.rule else ()
            told = [f"rule {one}: {_why(one, rules)}" for one in fired] or [
                f"no rule; reason: {unread.reason}"
            ]
            return Explanation(
                offset=at,
                text=unread.text,
                kind="unread",
                indicator=None,
                unread=unread,
                fired=fired,
                steps=tuple(told),
                runner_up=None,
            )
    near = text.raw[max(0, at - AROUND) : at + AROUND]
    return Explanation(
        offset=at,
        text=near,
        kind="none",
        indicator=None,
        unread=None,
        fired=(),
        steps=("no numeral stands here",),
        runner_up=None,
    )


def _why(rule_id: str, rules: RuleSet) -> str:
    rule = rules.get(rule_id)
    return f"{rule.name} ({rule.why})" if rule else "built in"


def _steps(text: Text, start: int, rules: RuleSet) -> tuple[list[str], str | None]:
    """The sentence as words with their letters, and the runner-up, for the figure at `start`."""
    seen = numerals(text, rules)
    running = seen.running
    here = running.here(start, start + 1)[0]
    spans = seen.sentences
    where = locate(spans, [a for a, _ in spans], here)
    if where is None:
        return [], None
    a, b = spans[where]
    found = [q for q in seen.found if a <= q.start < b]
    tokens = tokenize(running.text, a, b, found, [n for n in seen.others if a <= n.start < b], words(rules))
    drafts = draft(tokens, frames(rules), running.text)
    one = next((d for d in drafts if d.quantity.start == here), None)
    if one is None:
        return [], None
    near = tokens[one.left : one.at + 1] + _after(tokens, one)
    shown = " ".join(f"{running.text[t.start : t.end]}/{t.letter}" for t in near)
    second = rival(one, tokens, frames(rules))
    return [f"words: {shown}"], f"{second[0]}: {running.text[slice(*second[1])]}" if second else None


def _after(tokens: list[Token], one: Draft) -> list[Token]:
    return list(takewhile(lambda token: token.letter not in BREAKS, tokens[one.at + 1 :]))

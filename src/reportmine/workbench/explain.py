"""Why the text at one place was read as it was: the words, the rules that fired, the runner-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..language.lettering import BREAKS, Span, spell
from ..meaning.indicators import frames, rival
from ..meaning.read import Reading
from ..pipeline import Run, traced
from ..readers.source import as_text
from ..records import Explanation
from ..rules.files import load as load_rules
from ..rules.rule import RuleSet
from ..text.flow import Flow
from ..text.text import Text

AROUND = 12  # characters shown either side of a place where no numeral stands


def explain(source: Text | str | Path, at: int, *, patterns: Sequence[Path] = ()) -> Explanation:
    """Why the text at an offset was read as it was: the rules that fired, the runner-up, why it is unread.

    Raises ValueError for an offset outside the text.
    """
    text = as_text(source, patterns)
    rules = load_rules(tuple(patterns))
    return told(text, traced(text, rules), at, rules)


def told(text: Text, run: Run, at: int, rules: RuleSet) -> Explanation:
    """The explanation of one offset of a text, by the run that read it.

    Raises ValueError for an offset outside the text.
    """
    if not 0 <= at < max(1, len(text.raw)):
        raise ValueError(
            f"offset {at} is outside the text, which has {len(text.raw)} characters "
            f"(0 to {len(text.raw) - 1})"
        )
    report = run.report
    for indicator in report.indicators:
        if indicator.start <= at < indicator.end:
            steps, second = _steps(run, indicator.start, rules)
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


def _steps(run: Run, start: int, rules: RuleSet) -> tuple[list[str], str | None]:
    """The words with their letters, what was carried from elsewhere, and the runner-up, for the figure at
    `start`; nothing for the cell of a table."""
    running = run.running
    here = running.here(start, start + 1)[0]
    reading = next((one for one in run.readings if one.draft.quantity.start == here), None)
    if reading is None:
        return [], None
    one, tokens, letters = reading.draft, reading.tokens, spell(reading.tokens)
    end = one.at + 1
    while end < len(tokens) and letters[end] not in BREAKS:
        end += 1
    shown = (
        f"{running.text[token.start : token.end]}/{letter}"
        for token, letter in zip(tokens[one.left : end], letters[one.left : end], strict=True)
    )
    own = tokens[one.left].start, tokens[end - 1].end
    steps = [f"words: {' '.join(shown)}", *_loans(reading, own, running)]
    second = rival(one, tokens, frames(rules))
    return steps, f"{second[0]}: {running.text[slice(*second[1])]}" if second else None


def _loans(reading: Reading, own: Span, running: Flow) -> Iterator[str]:
    """What stands outside the words of the figure, each with its place."""
    one = reading.draft
    slots = (
        ("item", one.item),
        ("action", one.action),
        ("actor", one.actor),
        ("basis", (one.basis,) if one.basis else ()),
        ("whole", (one.whole,) if one.whole else ()),
    )
    for name, spans in slots:
        for start, end in spans:
            if own[0] <= start and end <= own[1]:
                continue
            first, last = reading.sentence
            where = "earlier" if start < own[0] else "later"
            place = f"{where} in the sentence" if first <= start < last else "another sentence"
            source = running.source(start, end)[0]
            yield f"{name}: {running.text[start:end]} is from {place}, at {source}"

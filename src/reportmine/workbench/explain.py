"""Why the text at one place was read as it was: the words, the rules that fired, the runner-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..language.lettering import Span, clause_end
from ..meaning import confidence
from ..meaning.before import rival
from ..meaning.confidence import Scale
from ..meaning.read import Reading
from ..meaning.reading import Loan, Reason, Slot
from ..pipeline import Run, traced
from ..readers.source import as_text
from ..records import Explanation, Indicator, Report
from ..rules.files import load as load_rules
from ..rules.rule import RuleSet
from ..text.text import Text

REASONS: dict[Reason, str] = {  # why a figure takes what its own words do not say
    "owner": "whose it is was said before",
    "topic": "what was spoken of before",
    "object": "the same verb had it before",
    "headline": "the statistic before the colon is that of each",
    "left-out": "left out, for it counts the same as another",
    "unsaid-kind": "a grade stands for the thing named before",
    "which": "the phrase before it says which of those named before",
    "head": "said once for all of a list",
    "listed": "listed after a figure that has it",
    "part": "done to the parts as to the whole",
    "listed-after": "the verb after a list is that of each",
    "makes-do": "done by who was made to do it",
    "pair": "two figures of one thing",
    "ends": "both ends of a change",
    "respectively": "each of a list to its own figure",
    "figures-before": "each figure to one before",
    "runs-on": "the changes run along with the figures before",
    "member": "the parts of a whole share its statistic",
    "opening": "the topic that opens the paragraph",
    "same-item": "as for another figure of the same",
    "said": "a sentence before counted it",
    "does": "done by those counted before it",
    "announced": "the line above announces it",
    "subject": "the subject that still stands",
    "purpose": "what the money is for",
    "chosen": "of what may be meant it has the most points",
}
MOST = 5  # points, and candidates, told of
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
            steps, second = _steps(run, indicator, rules)
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
        steps=("no numeral stands here", *_nearest(at, report)),
        runner_up=None,
    )


def _nearest(at: int, report: Report) -> Iterator[str]:
    """The figure that stands nearest to a place."""
    figures = report.indicators
    if figures:
        near = min(figures, key=lambda one: max(one.start - at, at - one.end + 1))
        yield f"the nearest figure is {near.text} at {near.start} (id {near.id})"


def _why(rule_id: str, rules: RuleSet) -> str:
    rule = rules.get(rule_id)
    return f"{rule.name} ({rule.why})" if rule else "built in"


def _steps(run: Run, indicator: Indicator, rules: RuleSet) -> tuple[list[str], str | None]:
    """The words with their letters, what was carried from elsewhere, what makes it sure or doubtful, and the
    runner-up; nothing for the cell of a table."""
    running, start = run.running, indicator.start
    here = running.here(start, start + 1)[0]
    reading = next((one for one in run.readings if one.draft.quantity.start == here), None)
    if reading is None:
        return [], None
    one, tokens, letters = reading.draft, reading.words.tokens, reading.words.letters
    end = clause_end(letters, one.at)
    shown = (
        f"{running.text[token.start : token.end]}/{letter}"
        for token, letter in zip(tokens[one.left : end], letters[one.left : end], strict=True)
    )
    own = tokens[one.left].start, tokens[end - 1].end
    sure = _sure(confidence.of_record(reading.seen, indicator.concept), confidence.scale(rules))
    steps = [f"words: {' '.join(shown)}", *_loans(reading, own, run), sure, *_choice(reading)]
    second = rival(one, reading.words)
    return steps, f"{second[0]}: {running.text[slice(*second[1])]}" if second else None


def _sure(seen: Sequence[str], scale: Scale) -> str:
    """The confidence, with what of all that is seen has the most points for and against."""
    points = sorted(((scale.points.get(one, 0), one) for one in seen), key=lambda one: (-abs(one[0]), one[1]))
    most = ", ".join(f"{one} {point:+}" for point, one in points[:MOST] if point)
    return f"confidence {scale.of(seen)} of {scale.total(seen)} points: {most}"


def _choice(reading: Reading) -> Iterator[str]:
    """What was weighed where a reading was in doubt, or a statistic got another owner, most points first."""
    choice = reading.choice
    if choice is None:
        return
    changed = choice.sure is not None
    if choice.items:
        stands = "another reading is chosen" if changed else "the rules' reading stands"
        yield f"in doubt, so its candidates were weighed: {stands}"
    for name, ranked in (("item", choice.items), ("action", choice.actions), ("owner", choice.owners)):
        if ranked:
            told = ", ".join(f"{one.one.words or 'nothing'} {one.points:+}" for one in ranked[:MOST])
            yield f"candidates for the {name}: {told}"
    if changed:
        yield f"confidence {choice.sure} in place of the rules': the share of such choices that were right"


def _loans(reading: Reading, own: Span, run: Run) -> Iterator[str]:
    """What was taken from outside the words of the figure, each with its place and the reason."""
    one = reading.draft
    slots: tuple[tuple[Slot, tuple[Span, ...]], ...] = (
        ("item", one.item),
        ("action", one.action),
        ("actor", one.actor),
        ("basis", (one.basis,) if one.basis else ()),
        ("whole", (one.whole,) if one.whole else ()),
    )
    for name, spans in slots:
        lent = {span: loan for loan in one.loans if loan.field == name for span in loan.spans}
        for span in spans:
            loan = lent.get(span)
            if loan is not None and not (own[0] <= span[0] and span[1] <= own[1]):
                where = _where(span, own, reading.sentence)
                place = run.running.source(*span)[0]
                said = run.running.text[slice(*span)]
                yield f"{name}: {said} is from {where}, at {place} ({_reason(loan, reading, run)})"
    for loan in one.loans:
        if loan.field == "role":
            yield f"role: {one.role} ({_reason(loan, reading, run)})"


def _where(span: Span, own: Span, sentence: Span) -> str:
    """Where a piece of the text stands, seen from the words of a figure in its sentence."""
    if not sentence[0] <= span[0] < sentence[1]:
        return "another sentence"
    return f"{'earlier' if span[0] < own[0] else 'later'} in the sentence"


def _reason(loan: Loan, reading: Reading, run: Run) -> str:
    """Why something was taken, and from which figure where it was from one."""
    why = REASONS[loan.reason]
    figures = (one.draft for one in run.readings if one.sentence == reading.sentence)
    lender = next((one.quantity for one in figures if one.place == loan.source), None)
    return f"{why}: {run.running.text[lender.start : lender.end]}" if lender else why

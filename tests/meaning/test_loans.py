"""What a figure takes from elsewhere is on record: what, from where, and why."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from typing import get_args

import pytest
from support import ROOT

from reportmine.language.lettering import Span
from reportmine.language.token import BREAKS
from reportmine.meaning.read import Reading
from reportmine.meaning.reading import FLAGS, Changes, Draft, Loan, Reason
from reportmine.pipeline import traced
from reportmine.readers.source import from_string
from reportmine.readers.source import load as load_text
from reportmine.rules.files import load
from reportmine.workbench.explain import REASONS

TEXT = "2024年，全市共办理行政复议案件1267件，比上年增长5.3%；审结1100件。"


def _readings(text: str) -> list[Reading]:
    return traced(from_string(text), load()).readings


def _own(reading: Reading) -> Span:
    """The words of a figure, from the break before it to the one after."""
    one, letters, tokens = reading.draft, reading.words.letters, reading.words.tokens
    end = next((j for j in range(one.at + 1, len(letters)) if letters[j] in BREAKS), len(letters))
    return tokens[one.left].start, tokens[end - 1].end


def _slots(one: Draft) -> list[tuple[str, Span]]:
    single = (("basis", one.basis), ("whole", one.whole))
    return [
        *(("item", span) for span in one.item),
        *(("action", span) for span in one.action),
        *(("actor", span) for span in one.actor),
        *((name, span) for name, span in single if span is not None),
    ]


@pytest.mark.parametrize("path", sorted((ROOT / "samples").glob("*.txt")), ids=lambda path: path.name)
def test_what_a_figures_own_words_do_not_say_is_lent(path: object) -> None:
    for reading in traced(load_text(path), load()).readings:  # type: ignore[arg-type]
        start, end = _own(reading)
        lent = {(loan.field, span) for loan in reading.draft.loans for span in loan.spans}
        elsewhere = {(name, span) for name, span in _slots(reading.draft) if span[0] < start or span[1] > end}
        assert elsewhere <= lent, reading.draft.quantity


def test_a_loan_names_its_figure_its_place_and_its_reason() -> None:
    first, second, third = (reading.draft for reading in _readings(TEXT))
    assert (first.place, second.place, third.place) == (0, 1, 2)
    assert first.loans == ()
    item, action, actor = second.loans
    assert item == Loan("item", first.item, 0, "left-out")
    assert action == Loan("action", first.action, 0, "left-out")
    assert actor == Loan("actor", first.actor, 0, "subject")
    assert [loan.field for loan in third.loans] == ["item", "actor"]


def test_the_flags_follow_from_the_loans() -> None:
    listed = [reading.draft for reading in _readings("办理建议1267件、提案1052件。")]
    assert [one.flags for one in listed] == [(), ("inherited-action",)]
    assert [one.flags for one in (reading.draft for reading in _readings(TEXT))][1] == ("inherited-item",)


def test_a_draft_is_not_amended_in_place() -> None:
    one = _readings(TEXT)[0].draft
    other = one.with_(item=(), role="change")
    assert (other.item, other.role) == ((), "change") and one.item and one.role == "level"
    kept = [field.name for field in fields(Draft) if field.name not in ("item", "role")]
    assert [getattr(other, name) for name in kept] == [getattr(one, name) for name in kept]
    with pytest.raises(FrozenInstanceError):
        one.item = ()  # type: ignore[misc]


def test_what_may_change_and_what_is_told_cover_all() -> None:
    names = {field.name for field in fields(Draft)}
    assert set(Changes.__annotations__) == names - {"place", "at", "left", "head_end"} - {
        "joined",
        "bare",
    }
    assert REASONS.keys() == set(get_args(Reason))
    assert {reason for _, reason in FLAGS} <= set(get_args(Reason))

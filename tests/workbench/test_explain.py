"""Why a figure was read as it was, by the run that read it."""

from __future__ import annotations

import re

import pytest
from support import ROOT

from reportmine import explain
from reportmine.pipeline import traced
from reportmine.readers.source import load as load_text
from reportmine.rules.files import load
from reportmine.text.fold import fold
from reportmine.workbench.explain import told

TEXT = "2024年，全市共办理行政复议案件1267件，比上年增长5.3%；审结1100件，纠错率12%。"
TOLD = {
    "item": ["left out, for it counts the same as another: 1267件", "whose it is was said before"],
    "action": ["left out, for it counts the same as another: 1267件"],
    "actor": ["the subject that still stands: 1267件"],
}
LOAN = re.compile(
    r"(?P<slot>\w+): (?P<text>.+) is from (?P<where>.+), at (?P<at>\d+) \((?P<why>.+)\)", re.DOTALL
)


@pytest.mark.parametrize(
    ("figure", "loans"),
    [
        ("1267", []),
        ("5.3", ["item: 行政复议案件", "action: 办理", "actor: 全市"]),
        ("1100", ["item: 行政复议案件", "actor: 全市"]),
        ("12%", ["item: 行政复议案件", "actor: 全市"]),
    ],
)
def test_what_was_said_elsewhere_is_told_with_its_place(figure: str, loans: list[str]) -> None:
    steps = [hit for step in explain(TEXT, TEXT.index(figure)).steps if (hit := LOAN.fullmatch(step))]
    assert [f"{hit['slot']}: {hit['text']}" for hit in steps] == loans
    for hit in steps:
        assert hit["where"] == "earlier in the sentence"
        assert hit["why"] in TOLD[hit["slot"]]
        assert TEXT.startswith(hit["text"], int(hit["at"]))


def test_the_words_are_those_that_the_frames_saw() -> None:
    (words,) = [step for step in explain(TEXT, TEXT.index("1267")).steps if step.startswith("words: ")]
    assert words == "words: 全市/A 共/d 办理/V 行政复议案件/N 1267件/Q"


def test_each_loan_of_a_report_stands_where_it_is_said_to_stand() -> None:
    text, rules = load_text(ROOT / "samples" / "yunting-2025.txt"), load()
    run = traced(text, rules)
    loans = 0
    for one in run.report.indicators:
        explanation = told(text, run, one.start, rules)
        assert explanation.indicator == one
        assert explanation.steps[0].startswith("words: ") and fold(one.text) in explanation.steps[0]
        for step in explanation.steps:
            if hit := LOAN.fullmatch(step):  # in folded characters
                loans += 1
                assert text.folded.startswith(hit["text"][:2], int(hit["at"]))
    assert loans > 10

"""Where in its sentence a figure stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT, SHARED

from reportmine import extract, load
from reportmine.metrics.offsets import Offsets
from reportmine.metrics.surroundings import surroundings


@pytest.mark.parametrize(
    ("text", "number", "lead"),
    [
        ("2025年全县用5年时间建成公路12公里。", 0, "2025年全县用"),
        ("受理案件15件，审结5件，移送5件。", 1, "审结"),
        ("办结率95%，满意率5%。", 1, "满意率"),
        ("新建公园5个。新建公园5个。", 1, "新建公园"),
    ],
)
def test_a_figure_is_not_the_end_of_a_longer_number(text: str, number: int, lead: str) -> None:
    figures = extract(text).indicators
    assert [*surroundings(figures)][number].before == lead


def _texts() -> list[Path]:
    real = sorted((SHARED / "corpus").glob("*.txt")) if SHARED.exists() else []
    return [*sorted((ROOT / "samples").glob("*.txt")), *real]


def test_every_sentence_stands_where_its_figure_says() -> None:
    # rows of tables with one number again and again are the rest
    seen = wrong = 0
    for path in _texts():
        text = load(path)
        figures = extract(text).indicators
        offsets = Offsets(figures)
        for one in figures:
            at = offsets.at(one)
            assert at is not None
            assert one.sentence[at : at + len(one.text)] == one.text
            first = one.start - at
            seen += 1
            wrong += text.raw[first : first + len(one.sentence)] != one.sentence
    assert wrong <= 0.002 * seen

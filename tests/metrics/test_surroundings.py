"""The words of a sentence that are of one figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT, SHARED

from reportmine import extract
from reportmine.metrics.surroundings import surroundings
from reportmine.text.fold import fold

CASES = [
    ("出让矿业权755宗、成交价616.6亿元。", [("出让矿业权", "", "出让矿业权"), ("、成交价", "", "成交价")]),
    ("新增园区4个、总数达到40个。", [("新增园区", "", "新增园区"), ("、总数达到", "", "总数达到")]),
    ("优化机制，为86名老人实施手术，满意率98%。", [("优化机制，为", "老人实施手术", "为"), None]),
    ("扣除房地产后，投资增长2.7%。", [("扣除房地产后，投资增长", "", "投资增长")]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES)
def test_what_stands_around_a_figure(text: str, wanted: list[tuple[str, str, str] | None]) -> None:
    found = list(surroundings(extract(text).indicators))
    assert len(found) == len(wanted)
    for one, want in zip(found, wanted, strict=True):
        assert want is None or (one.lead, one.tail, one.clause) == want


def _texts() -> list[Path]:
    real = sorted((SHARED / "corpus").glob("*.txt")) if SHARED.exists() else []
    return [*sorted((ROOT / "samples").glob("*.txt")), *real[::6]]


@pytest.mark.parametrize("path", _texts(), ids=lambda path: path.stem)
def test_they_stand_there(path: Path) -> None:
    figures = extract(path).indicators
    for one, beside in zip(figures, surroundings(figures), strict=True):
        sentence = fold(one.sentence)
        assert beside.lead + fold(one.text) + beside.tail in sentence or not sentence.count(fold(one.text))
        assert beside.lead.endswith(beside.clause)

"""A difference is no more exact than the coarser of its two figures, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from support import SHARED

from reportmine import diff
from reportmine.output.diffs.words import difference
from reportmine.records import DiffRow

HEAD = "云汀市{year}年政府工作报告\n一、{year}年工作回顾\n{year}年，全市"


def _row(old: str, new: str) -> DiffRow:
    found = diff(HEAD.format(year=2024) + old, HEAD.format(year=2025) + new)
    (row,) = (one for one in found.rows if one.old is not None and one.new is not None)
    return row


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("地区生产总值1.3万亿元。", "地区生产总值13697.5亿元。", "≈+697.5亿 (+1.5…+9.6%)"),
        ("地区生产总值1.3万亿元。", "地区生产总值1.4万亿元。", "≈+1000亿 (0.0…+16.0%)"),
        ("地区生产总值1.3万亿元。", "地区生产总值13010.5亿元。", "≈+10.5亿 (-3.6…+4.1%)"),
        ("城镇化率67%。", "城镇化率67.4%。", "≈+0.4 (-0.15…+0.95)"),
        ("城镇化率67.1%。", "城镇化率67.4%。", "+0.3"),
        ("地区生产总值2386.4亿元。", "地区生产总值2498.7亿元。", "+112.3亿 (+4.7%)"),
        ("新建学校42所。", "新建学校43所。", "+1 (+2.4%)"),
        ("粮食产量126.3万吨。", "粮食产量126.3万吨。", ""),
    ],
)
def test_what_is_said_of_a_difference(old: str, new: str, said: str) -> None:
    assert difference(_row(old, new)).replace("+0.0…", "0.0…") == said


def test_the_coarser_figure_is_named() -> None:
    row = _row("地区生产总值1.3万亿元。", "地区生产总值13697.5亿元。")
    assert "no more exact than 1.3万亿元" in row.evidence
    assert (row.difference_low, row.difference_high) == (Decimal("19745000000"), Decimal("119755000000"))


def _rows() -> Iterator[DiffRow]:
    pairs = SHARED / "pairs"
    for place in ("jiangsu", "gansu"):
        yield from diff(pairs / place / "old.txt", pairs / place / "new.txt").rows
    corpus = SHARED / "corpus"
    for old, new in ((2016, 2017), (2017, 2018), (2018, 2019), (2023, 2024), (2024, 2025)):
        yield from diff(corpus / f"national-{old}.txt", corpus / f"national-{new}.txt").rows


@pytest.mark.skipif(not SHARED.exists(), reason="needs the corpus")
def test_no_difference_of_the_corpus_is_told_more_exactly_than_it_is() -> None:
    marked = 0
    for row in _rows():
        ends = row.difference_low, row.difference_high
        if row.difference is None or None in ends:
            assert ends == (None, None)
            assert (row.percent_low, row.percent_high) == (None, None)
            continue
        low, high = ends
        assert low is not None
        assert high is not None
        assert low < row.difference < high
        assert difference(row).startswith("≈") or row.change == "same"
        if row.percent_low is not None and row.percent_high is not None:
            assert row.percent is not None
            assert row.percent_low < row.percent < row.percent_high
        marked += 1
    assert marked > 20

"""A difference is no more exact than the coarser of its two figures, and says so."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from support import SHARED

from reportmine import diff
from reportmine.metrics.precision import TURNED
from reportmine.output.diffs.words import computed, difference, written
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
        ("城镇化率67%。", "城镇化率67.4%。", "≈+0.4个百分点 (-0.15…+0.95)"),
        ("城镇化率67.1%。", "城镇化率67.4%。", "+0.3个百分点"),
        ("地区生产总值2386.4亿元。", "地区生产总值2498.7亿元。", "+112.3亿 (+4.7%)"),
        ("新建学校42所。", "新建学校43所。", "+1 (+2.4%)"),
        ("粮食产量126.3万吨。", "粮食产量126.3万吨。", ""),
        # shares in one unit, however they are written
        ("绿色建筑占比33.0%。", "绿色建筑占比两成。", "≈-13个百分点 (-18.05…-7.95)"),
        ("绿色建筑占比三成。", "绿色建筑占比四成。", "+10个百分点"),
        ("绿色建筑占比三成。", "绿色建筑占比30%。", ""),
        ("人口自然增长率-1.2‰。", "人口自然增长率-2.3‰。", "-1.1个千分点"),
        # both ends of a range, or from the least to the most
        ("城镇化率60%—65%。", "城镇化率62%—67%。", "+2个百分点"),
        ("城镇化率60%—65%。", "城镇化率62%。", "-3…+2个百分点"),
        ("新增就业10万人。", "新增就业10万—12万人。", "0…+2万 (0.0…+20.0%)"),
        ("城镇化率60%以上。", "城镇化率62%—67%。", ""),
        # bounds and falls
        ("民生支出超过100亿元。", "民生支出120亿元。", "<+20亿 (<+20.0%)"),
        ("民生支出100亿元。", "民生支出120亿元以上。", "≥+20亿 (≥+20.0%)"),
        ("民生支出超过100亿元。", "民生支出超过120亿元。", "≈+20亿 (+20.0%)"),
        ("民生支出约100亿元。", "民生支出超过120亿元。", "≈+20亿 (+20.0%)"),
        ("出口下降4%。", "出口下降近5%。", ">-1个百分点"),
        ("出口下降4%。", "出口增长5%以上。", "≥+9个百分点"),
        ("出口下降2.1%。", "出口增长2.1%。", "+4.2个百分点"),
    ],
)
def test_what_is_said_of_a_difference(old: str, new: str, said: str) -> None:
    assert difference(_row(old, new)).replace("+0.0…", "0.0…") == said


def test_a_fall_shows_that_it_is_one() -> None:
    row = _row("出口下降4%。", "出口增长4%。")
    assert (written(row.old), written(row.new)) == ("↓4%", "4%")
    row = _row("出口下降4%。", "出口下降近5%。")
    assert (written(row.old), written(row.new)) == ("↓4%", "↓<5%")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "城镇化率60%—65%。",
            "城镇化率62%—67%。",
            "both ends of the range differ by as much: 60%—65%, 62%—67%",
        ),
        (
            "城镇化率60%—65%。",
            "城镇化率62%。",
            "from the least to the most it may be, by the ends of a range: 60%—65%",
        ),
        (
            "城镇化率60%以上。",
            "城镇化率62%—67%。",
            "no difference to be told of a range and a bound: ≥60%, 62%—67%",
        ),
        ("民生支出超过100亿元。", "民生支出120亿元。", "no exact difference: >100亿元"),
    ],
)
def test_a_difference_says_what_it_is_computed_from(old: str, new: str, told: str) -> None:
    assert told in _row(old, new).evidence


_FIGURES = ("12万人", "约12万人", "超过13万人", "近11万人", "10万—12万人", "11万人以上", "14.25万人")


@pytest.mark.parametrize("old", _FIGURES)
@pytest.mark.parametrize("new", _FIGURES)
@pytest.mark.parametrize("said", ["新增就业{}。", "失业人口减少{}。"])
def test_a_difference_is_mirrored(said: str, old: str, new: str) -> None:
    there, back = _row(said.format(old), said.format(new)), _row(said.format(new), said.format(old))
    assert (there.difference is None) == (back.difference is None)
    if there.difference is not None and back.difference is not None:
        assert there.difference == -back.difference
        assert there.difference_relation is not None
        assert back.difference_relation == TURNED[there.difference_relation]
    if there.difference_low is not None and back.difference_high is not None:
        assert there.difference_low == -back.difference_high


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
        assert (row.difference_relation is None) == (row.difference is None and ends == (None, None))
        if None in ends:
            assert ends == (None, None)
            assert (row.percent_low, row.percent_high) == (None, None)
            continue
        low, high = ends
        assert low is not None
        assert high is not None
        if row.difference is None:  # of a range
            assert low < high
            assert "range" in row.evidence[-1]
            continue
        assert low < row.difference < high
        assert difference(row).startswith("≈") or row.change == "same"
        if row.percent_low is not None and row.percent_high is not None:
            assert row.percent is not None
            assert row.percent_low < row.percent < row.percent_high
        marked += 1
    assert marked > 20


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("城镇新增就业120万人以上。", "城镇新增就业120万人。", "≈0"),
        ("城镇化率居全省第8位。", "城镇化率居全省第5位。", "↑3"),
        ("城镇化率居全省第2位。", "城镇化率居全省第3位。", "↓1"),
    ],
)
def test_nothing_more_is_said_than_a_reader_can_use(old: str, new: str, said: str) -> None:
    assert difference(_row(old, new)) == said


def test_what_the_levels_give_has_its_unit_and_the_digits_of_use() -> None:
    old, new = HEAD.format(year=2024), HEAD.format(year=2025)
    (claim,) = diff(old + "用电量600亿千瓦时。", new + "用电量640亿千瓦时，增长5.1%。").restated
    assert computed(claim) == "+6.67%"


def test_what_a_target_asks_for_is_said_in_its_magnitude() -> None:
    old = (
        HEAD.format(year=2024) + "生产平稳。\n二、2025年工作安排\n2025年主要预期目标是：粮食产量252亿斤以上。"
    )
    (target,) = diff(old, HEAD.format(year=2025) + "粮食产量255.3亿斤。").targets
    assert target.evidence == ("asks for at least 252亿斤",)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("收集立法建议420余条。", "420余条"),
        ("收集立法建议3000多条。", "3000多条"),
        ("收集立法建议1.2万余条。", "1.2万余条"),
        ("收集立法建议超过420条。", ">420条"),
        ("收集立法建议约1.2万条。", "≈1.2万条"),
        ("绿色建筑占比三成以上。", "≥三成"),
        ("绿色建筑占比百分之九十八以上。", "≥百分之九十八"),
    ],
)
def test_a_relation_is_said_once(said: str, shown: str) -> None:
    assert written(_row(said, said).new) == shown

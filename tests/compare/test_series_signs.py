"""Values of a series as they are meant: falls with their bounds and ends turned, shares in percent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportmine import series
from reportmine.output import markdown
from reportmine.output.wide import text, wide
from reportmine.records import Series

HEAD = "云汀市{year}年政府工作报告\n一、{year}年工作回顾\n{year}年，全市"


def _series(*said: str) -> Series:
    return series([HEAD.format(year=2023 + at) + one for at, one in enumerate(said)])


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("出口下降5%。", "-5"),
        ("出口下降近5%。", ">-5"),
        ("出口下降5%以上。", "≤-5"),
        ("出口下降3%—4%。", "-4–-3"),
        ("出口增长3%—4%。", "3–4"),
        ("出口增长近5%。", "<5"),
    ],
)
def test_a_fall_lies_below_zero_with_its_bounds_and_ends(said: str, shown: str) -> None:
    (point,) = _series(said).points
    assert text(point) == shown
    assert point.value_max is None or point.value < point.value_max


def test_shares_are_told_in_percent_however_the_first_report_writes_them() -> None:
    found = _series("绿色建筑占比三成。", "绿色建筑占比33.5%。", "绿色建筑占比四成以上。")
    assert {one.unit for one in found.points} == {"%"}
    assert [one.value for one in found.points] == [30, Decimal("33.5"), 40]


def test_the_label_of_a_metric_that_also_rose_is_that_of_the_rise() -> None:
    found = _series("光伏投资下降2%。", "光伏投资下降3%。", "光伏投资增长1%。")
    assert {(one.series, one.metric) for one in found.points} == {(1, "光伏投资增长")}


def test_markdown_shows_both_ends_and_bounds() -> None:
    found = _series("新增就业10万—12万人。", "新增就业超过13万人。")
    plain = "".join(markdown.of_series(found))
    assert "| 100000–120000 | 人 |" in plain
    assert "| &gt;130000 | 人 |" in plain
    turned = "".join(markdown.of_wide(wide(found)))
    assert "| 100000–120000 | &gt;130000 |" in turned


def test_a_label_is_that_of_the_years_and_not_of_their_average() -> None:
    found = series(
        [
            HEAD.format(year=2023) + "居民人均可支配收入增长6.1%。",
            "云汀市2024年政府工作报告\n一、工作回顾\n五年来，居民人均可支配收入年均增长5.9%。",
        ]
    )
    assert {one.metric for one in found.points} == {"居民人均可支配收入增长"}

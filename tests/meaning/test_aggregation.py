"""Averages and sums over the time that a figure is of."""

from __future__ import annotations

import pytest

from reportmine import extract


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("五年间地区生产总值年均增长6%。", ["average"]),
        ("五年间地区生产总值、居民收入年均分别增长6%、7%。", ["average", "average"]),
        ("五年间产值年均增长6%、总量达到3万亿元。", ["average", None]),  # the second has words of its own
        ("平均每年新建公路300公里。", ["average"]),
        ("五年间工业增加值保持6%的年均增速。", ["average"]),
        ("人均收入2万元。", [None]),
        ("2021年至2025年累计新建公路1500公里、桥梁30座。", ["sum", None]),
        ("2025年全年累计新建公路300公里。", [None]),  # what the year came to
        ("2025年收入总计30亿元。", [None]),  # a sum of things, not of years
    ],
)
def test_each_figure_says_how_it_sums_up_its_time(sentence: str, expected: list[str | None]) -> None:
    assert [one.aggregation for one in extract(sentence).indicators] == expected


def test_the_rule_that_told_it_is_named() -> None:
    (one,) = extract("五年间地区生产总值年均增长6%。").indicators
    assert "aggregation.average" in one.rules

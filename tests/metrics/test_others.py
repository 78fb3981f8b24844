"""Figures told with a known metric that are not its own have no concept."""

from __future__ import annotations

import pytest

from reportmine import extract
from reportmine.metrics.others import others
from reportmine.rules.files import load


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        # a gap to a place or to what was asked is no change
        ("城镇调查失业率5.0%、低于全国0.2个百分点。", ["surveyed-unemployment", None]),
        ("森林覆盖率61%，比全国平均水平高37个百分点。", ["forest-cover", None]),
        ("优良天数比率优于考核目标2.1个百分点。", [None]),
        (
            "社会物流总费用与GDP的比率从14.7%降至13%左右、优于全国约1个百分点。",
            ["logistics-cost", "logistics-cost", None],
        ),
        ("城镇调查失业率比上年下降0.2个百分点。", ["surveyed-unemployment.change"]),
        # more than planned
        ("退出融资平台346家、超计划19家。", ["platforms-closed", None]),
        # of each day, and of each year
        ("全年新登记经营主体15.46万户，日均新登记经营主体623户。", ["new-market-entities", None]),
        ("地区生产总值年均增长5%。", ["gdp.growth"]),
        # of firms, works and regions that the sentence has named
        ("省属企业资产总额达到2.7万亿元，工业总产值突破1万亿元。", [None, None]),
        ("全市工业总产值突破1万亿元。", ["industrial-gross-output"]),
        ("庆阳数据中心集群从无到有，算力规模达到11.4万P。", [None]),
        ("招商引资项目完成固定资产投资220亿元。", [None]),
        ("双城经济圈建设走深走实，经济总量超9万亿元。", [None]),
        ("省属企业创新导向更加突出。全省研发经费投入增长15.6%。", ["rd-spending.growth"]),
        ("省属企业发展壮大，城镇新增就业32万人。", ["urban-new-jobs"]),  # no firm has it
    ],
)
def test_what_is_of_something_else_has_no_concept(text: str, ids: list[str | None]) -> None:
    assert [one.concept for one in extract(text).indicators] == ids


def test_a_year_is_no_day() -> None:
    known = others(load())
    assert "日均" in known.each
    assert not {"年均", "平均每年"} & set(known.each)

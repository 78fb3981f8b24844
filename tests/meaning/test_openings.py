"""The topic that opens a paragraph by itself."""

from __future__ import annotations

import pytest

from reportmine import extract


@pytest.mark.parametrize(
    ("text", "figure", "item"),
    [
        ("——项目支出。安排5.6亿元，占比7.9%。", "5.6亿元", "项目支出"),
        ("——项目支出。安排5.6亿元，占比7.9%。", "7.9%", "项目支出占比"),
        (
            "1、卫生健康支出（类）行政单位医疗（项）。主要用于：医疗支出。年初预算为4万元。",
            "4万元",
            "卫生健康支出（类）行政单位医疗（项）年初预算",
        ),
        ("①乡镇支出。安排3亿元。", "3亿元", "乡镇支出"),
        # a sentence that says something is no topic, nor is that of the paragraph before
        ("——积极推进零基预算改革。安排3亿元。", "3亿元", None),
        ("——项目支出。\n安排3亿元。", "3亿元", None),
        ("经营主体持续壮大。总量接近800万户。", "800万户", "经营主体总量"),
        ("经营主体持续壮大。总量接近800万户，新登记147万户。", "147万户", "经营主体"),
        ("持续壮大经营主体。总量接近800万户。", "800万户", "总量"),
        ("经营主体增加3万户。总量接近800万户。", "800万户", "总量"),
        # a kind of trial says which cases are counted, until others are named
        ("受理案件8600件。\n刑事审判。审结860件960人。", "960人", "刑事案件"),
        ("受理案件8600件。\n行政审判稳步推进。审结306件，行政机关败诉28件。", "28件", "行政案件"),
        ("受理案件8600件。\n知识产权审判。审结专利案件320件。调解120件。", "120件", "专利案件"),
        ("受理案件8600件。\n刑事审判。审结860件。\n受理960件。", "960件", None),
        ("受理案件8600件。\n预算执行方面，受理320件。", "320件", None),
        ("刑事审判。审结860件。", "860件", None),
        # what is named in its own sentence is that
        ("——项目支出。安排资金3亿元。", "3亿元", "资金"),
    ],
)
def test_item(text: str, figure: str, item: str | None) -> None:
    one = next(one for one in extract(text).indicators if one.text == figure)
    assert one.item == item

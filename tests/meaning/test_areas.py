"""Areas and levels of government as parts of a whole, and the two halves of 城乡."""

from __future__ import annotations

import pytest
from support import Expected, check

PARTS: list[tuple[str, Expected]] = [
    (
        "公开信息10万条，其中市直部门3万条，区县政府7万条。",
        {
            "10万条": {"item": "信息", "action": "公开"},
            "3万条": {"item": "信息", "action": "公开", "actor": "市直部门"},
            "7万条": {"item": "信息", "action": "公开", "actor": "区县政府"},
        },
    ),
    (
        "全市新收行政复议申请3487件。\n从区域分布看，市本级1264件，占36.2%。\n"
        "从管理领域看，公安1193件，占34.2%；市场监管682件。\n"
        "从审理结果看，维持1127件；驳回复议请求423件；撤销148件、变更7件。",
        {
            "3487件": {"item": "行政复议申请", "action": "新收"},
            "1264件": {"item": "行政复议申请", "actor": "市本级"},
            "36.2%": {"item": "行政复议申请"},
            "1193件": {"item": "公安行政复议申请"},
            "34.2%": {"item": "公安行政复议申请"},
            "682件": {"item": "市场监管行政复议申请"},
            "1127件": {"item": "行政复议申请", "action": "维持"},
            "423件": {"item": "复议请求", "action": "驳回"},
            "148件": {"item": "行政复议申请", "action": "撤销"},
            "7件": {"item": "行政复议申请", "action": "变更"},
        },
    ),
    (
        "办理案件300件，其中刑事案件120件，涉案企业30家。",
        {
            "300件": {"item": "案件", "action": "办理"},
            "120件": {"item": "刑事案件", "action": "办理"},
            "30家": {"item": "涉案企业"},
        },
    ),
    (
        "社会消费品零售总额1000亿元，增长8%。其中，城市700亿元，增长7%；农村300亿元，增长9%。",
        {
            "1000亿元": {"item": "社会消费品零售总额"},
            "8%": {"item": "社会消费品零售总额"},
            "700亿元": {"item": "城市社会消费品零售总额"},
            "7%": {"item": "城市社会消费品零售总额", "role": "change"},
            "300亿元": {"item": "农村社会消费品零售总额"},
            "9%": {"item": "农村社会消费品零售总额", "role": "change"},
        },
    ),
    (
        "发放城乡低保金8亿元，其中城镇3亿元、农村5亿元。",
        {
            "8亿元": {},
            "3亿元": {"item": "城镇低保金", "action": "发放"},
            "5亿元": {"item": "农村低保金", "action": "发放"},
        },
    ),
    (
        "财政支出120亿元，其中市本级30亿元，增长3%；县（市、区）90亿元。",
        {
            "120亿元": {"item": "财政支出"},
            "30亿元": {"item": "财政支出", "actor": "市本级"},
            "3%": {"item": "财政支出", "actor": "市本级", "role": "change"},
            "90亿元": {"item": "财政支出", "actor": "县（市、区）"},
        },
    ),
    (
        "公开信息6873条。其中，工作动态类1246条，行政许可类2135条，其他611条。",
        {
            "6873条": {"item": "信息"},
            "1246条": {"item": "工作动态类信息", "action": "公开"},
            "2135条": {"item": "行政许可类信息", "action": "公开"},
            "611条": {"item": "其他信息", "action": "公开"},
        },
    ),
    (
        "受理申请146件。其中，自然人申请138件，占93.9%，商业企业4件，其他2件。",
        {"146件": {}, "138件": {}, "93.9%": {}, "4件": {}, "2件": {"item": "其他申请"}},
    ),
    (
        "入选各级非物质文化遗产项目733项，其中国家级36项，省级128项。",
        {
            "733项": {},
            "36项": {"item": "国家级非物质文化遗产项目", "action": "入选"},
            "128项": {"item": "省级非物质文化遗产项目", "action": "入选"},
        },
    ),
    (
        "查处违纪党员干部120人，其中县处级3人。",
        {"120人": {"item": "违纪党员干部"}, "3人": {"item": "县处级", "action": "查处"}},
    ),
]

HALVES: list[tuple[str, Expected]] = [
    (
        "城乡居民人均可支配收入分别增长5%和7%。城镇就业扩大，农村面貌改善。",
        {"5%": {"item": "城镇居民人均可支配收入"}, "7%": {"item": "农村居民人均可支配收入"}},
    ),
    ("城乡居民收入分别增长5%和7%。", {"5%": {"item": "城居民收入"}, "7%": {"item": "乡居民收入"}}),
]


@pytest.mark.parametrize(("sentence", "expected"), PARTS, ids=[row[0] for row in PARTS])
def test_parts_by_area_and_level(sentence: str, expected: Expected) -> None:
    check(sentence, expected)


@pytest.mark.parametrize(("sentence", "expected"), HALVES, ids=[row[0] for row in HALVES])
def test_halves_of_town_and_country(sentence: str, expected: Expected) -> None:
    check(sentence, expected)

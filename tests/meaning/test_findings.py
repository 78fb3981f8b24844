"""What auditors found: those counted with what they themselves did."""

from __future__ import annotations

import pytest
from support import Expected, check

FOUND: list[tuple[str, Expected]] = [
    (
        "重点抽查22个县，发现3个单位违规发放补贴32万元。",
        {
            "22个": {"item": "县", "action": "抽查"},
            "3个": {"item": "单位", "action": "违规发放"},
            "32万元": {"item": "补贴", "action": "违规发放"},
        },
    ),
    (
        "抽查发现4个街道将债券资金3850万元违规用于发放工资。",
        {"4个": {"item": "街道", "action": "违规用于发放工资"}, "3850万元": {"item": "债券资金"}},
    ),
    ("发现7个项目进度缓慢。", {"7个": {"item": "项目", "action": None}}),
    ("检查发现违法企业12家。", {"12家": {"item": "违法企业", "action": "检查发现"}}),
    ("发现33个无证经营的摊点。", {"33个": {"item": "无证经营的摊点", "action": "发现"}}),
    ("发现隐患38处，整改35处。", {"38处": {"action": "发现"}, "35处": {"item": "隐患", "action": "整改"}}),
    ("简单平均分配，致使3619户困难家庭未能纳入。", {"3619户": {"item": "困难家庭", "action": "未能纳入"}}),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_those_found_have_done_it_themselves(text: str, expected: Expected) -> None:
    check(text, expected)

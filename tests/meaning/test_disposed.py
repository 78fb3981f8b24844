"""What became of things counted before, said with no noun, is what was done to those."""

from __future__ import annotations

import pytest
from support import Expected, check

DISPOSED: list[tuple[str, Expected]] = [
    (
        "全市行政机关主动公开政府信息9800条。按载体分，政府网站公开6200条，占63.3%，政府公报刊登300条。",
        {
            "9800条": {"item": "政府信息", "action": "主动公开"},
            "6200条": {"item": "政府信息", "action": "公开", "actor": "政府网站"},
            "63.3%": {"item": "政府信息"},
            "300条": {"item": "政府信息", "action": "刊登", "actor": "政府公报"},
        },
    ),
    (
        "我市各级行政机关主动公开政府信息4800条，其中市直部门公开1900条，其他渠道公开400条。",
        {
            "4800条": {"item": "政府信息"},
            "1900条": {"item": "政府信息", "action": "公开", "actor": "市直部门"},
            "400条": {"item": "政府信息", "action": "公开", "actor": "其他渠道"},
        },
    ),
    (
        "收到行政复议申请347件，上年结转28件，审结341件，未结34件。",
        {
            "347件": {"item": "行政复议申请", "action": "收到"},
            "28件": {"item": "行政复议申请", "action": "上年结转"},
            "341件": {"item": "行政复议申请", "action": "审结"},
            "34件": {"item": "行政复议申请", "action": "未结"},
        },
    ),
    (
        "审结案件300件，其中撤销、变更和确认违法43件，终止91件。",
        {
            "300件": {"item": "案件", "action": "审结"},
            "43件": {"item": "案件", "action": "撤销、变更和确认违法"},
            "91件": {"item": "案件", "action": "终止"},
        },
    ),
    (
        "征求意见1370条，吸纳采用246条。",
        {
            "1370条": {"item": "意见", "action": "征求"},
            "246条": {"item": "意见", "action": "吸纳采用"},
        },
    ),
    (
        "收到申请64件，其中网上提交47件，信息不存在9件，申请人主动撤回1件。",
        {
            "64件": {"item": "申请", "action": "收到"},
            "47件": {"item": "申请", "action": "提交"},
            "9件": {"item": "申请", "action": "信息不存在"},
            "1件": {"item": "申请", "action": "主动撤回", "actor": "申请人"},
        },
    ),
    (
        "审结案件168件249人，其中判处五年以上有期徒刑的38人，参加三天以上培训40人。",
        {
            "168件": {"item": "案件", "action": "审结"},
            "249人": {"action": "审结"},
            "五年": {},
            "38人": {"item": "五年以上有期徒刑", "action": "判处"},
            "三天": {},
            "40人": {"item": "三天以上培训", "action": "参加"},
        },
    ),
    (
        "化解纠纷54件，促成和解37件，安排结转下年12万元。",
        {
            "54件": {"item": "纠纷", "action": "化解"},
            "37件": {"item": "和解", "action": "促成"},
            "12万元": {"item": "结转下年"},
        },
    ),
]


@pytest.mark.parametrize(("text", "expected"), DISPOSED)
def test_disposed(text: str, expected: Expected) -> None:
    check(text, expected)

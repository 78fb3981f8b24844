"""Phrases read as one: how something was done, verbs that act together, verbs with a gloss inside."""

from __future__ import annotations

import pytest
from support import Expected, check

MANNERS: list[tuple[str, Expected]] = [
    (
        "各单位通过上缴国库、加快拨付等方式整改问题金额27.6亿元。",
        {"27.6亿元": {"item": "问题金额", "action": "整改", "actor": "各单位"}},
    ),
    ("以调解和撤诉方式结案126件。", {"126件": {"action": "结案"}}),
    (
        "审结民商事案件1361件，其中以调解、撤诉方式结案的874件。",
        {
            "1361件": {"action": "审结"},
            "874件": {"item": "以调解、撤诉方式结案的民商事案件", "action": None},
        },
    ),
    ("推出便民措施18条。", {"18条": {"item": "便民措施", "action": "推出"}}),
]
TOGETHER: list[tuple[str, Expected]] = [
    ("审查、备案规范性文件35件。", {"35件": {"item": "规范性文件", "action": "审查、备案"}}),
    ("培训、转移农村劳动力3.2万人。", {"3.2万人": {"item": "农村劳动力", "action": "培训、转移"}}),
    ("收购和储备粮食3亿斤。", {"3亿斤": {"item": "粮食", "action": "收购和储备"}}),
    ("新增、更新公交车300辆。", {"300辆": {"item": "公交车", "action": "新增、更新"}}),
    ("教育、培训经费3.2亿元。", {"3.2亿元": {"item": "培训经费"}}),
]
GLOSSES: list[tuple[str, Expected]] = [
    ("审（执）结各类案件2254件。", {"2254件": {"item": "各类案件", "action": "审（执）结"}}),
    ("开（复）工项目186个。", {"186个": {"item": "项目", "action": "开（复）工"}}),
    ("新（改、扩）建学校12所。", {"12所": {"item": "学校", "action": "新（改、扩）建"}}),
    ("全县（市、区）建成公园12个。", {"12个": {"item": "公园", "actor": "全县（市、区）"}}),
]
NAMED: list[tuple[str, Expected]] = [
    ("全市有九年一贯制学校12所。", {"12所": {"item": "九年一贯制学校"}}),
    ("九年来建成学校12所。", {"12所": {"item": "学校", "action": "建成"}}),
]


@pytest.mark.parametrize(("text", "expected"), [*MANNERS, *TOGETHER, *GLOSSES, *NAMED])
def test_phrase(text: str, expected: Expected) -> None:
    check(text, expected)

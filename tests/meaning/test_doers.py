"""Bodies and people who are counted: they are, and not what is theirs; and what they did, to the end of it."""

import pytest
from support import Expected, check

DOERS: list[tuple[str, Expected]] = [
    (
        "3个项目设计变更未履行报批手续，12家单位政府采购未执行预算编制要求。",
        {
            "3个": {"item": "项目", "action": "设计变更未履行报批手续"},
            "12家": {"item": "单位", "action": "政府采购未执行预算编制要求"},
        },
    ),
    (
        "7家单位公务用车管理不规范，11个项目进度滞后。",
        {
            "7家": {"item": "单位", "action": "公务用车管理不规范"},
            "11个": {"item": "项目", "action": "进度滞后"},
        },
    ),
    (
        "3所学校的食堂被低价出租，86名村干部优亲厚友。",
        {"3所": {"item": "学校", "action": None}, "86名": {"item": "村干部", "action": "优亲厚友"}},
    ),
    (
        "5家所属单位利用部门影响力违规收费427.9万元。",
        {
            "5家": {"item": "所属单位", "action": "利用部门影响力违规收费"},
            "427.9万元": {"action": "违规收费"},
        },
    ),
    (
        "13个单位违规通过信托、融资租赁等方式融资21.7亿元。",
        {"13个": {"item": "单位", "action": "违规融资"}, "21.7亿元": {"action": "融资"}},
    ),
    (
        "172个乡镇配齐了执法设备，7家企业上榜全球500强、数量居全国第2。",
        {
            "172个": {"item": "乡镇", "action": "配齐执法设备"},
            "7家": {"item": "企业", "action": "上榜全球500强"},
            "第2": {},
        },
    ),
    ("9个乡镇坚持以法治为引领。", {"9个": {"item": "乡镇", "action": None}}),
]


@pytest.mark.parametrize(("text", "expected"), DOERS)
def test_doers(text: str, expected: Expected) -> None:
    check(text, expected)

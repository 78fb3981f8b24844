"""What is done with a part of what was counted, and by bodies that are counted themselves."""

from __future__ import annotations

import pytest
from support import Expected, check

DESCRIBED: list[tuple[str, Expected]] = [
    (
        "收到政府信息公开申请138件，同意公开答复的63件，不同意公开答复的12件。",
        {
            "138件": {"action": "收到"},
            "63件": {"item": "政府信息公开申请", "action": "同意公开答复", "actor": None},
            "12件": {"item": "政府信息公开申请", "action": "不同意公开答复", "actor": None},
        },
    ),
    (
        "受理行政复议案件320件，其中维持的180件，确认违法的8件。",
        {
            "320件": {"action": "受理"},
            "180件": {"item": "行政复议案件", "action": "维持"},
            "8件": {"item": "行政复议案件", "action": "确认违法"},
        },
    ),
    ("移送司法机关的12人受到处理。", {"12人": {"action": "移送司法机关"}}),
    ("检查新建的12个项目。", {"12个": {"item": "项目"}}),
]
AGAIN: list[tuple[str, Expected]] = [
    (
        "主动公开政府信息41286条。其中，县政府门户网站公开12854条，占31.1%。",
        {
            "41286条": {"action": "主动公开"},
            "12854条": {"item": "政府信息", "action": "公开", "actor": "县政府门户网站"},
            "31.1%": {"item": "政府信息", "action": None},
        },
    ),
    (
        "受理政府信息公开申请320件，其中网上受理210件，当面受理80件。",
        {
            "320件": {"action": "受理"},
            "210件": {"item": "政府信息公开申请", "action": "受理", "actor": None},
            "80件": {"item": "政府信息公开申请", "action": "受理", "actor": None},
        },
    ),
    (
        "社会养老保险覆盖9亿人，基本医疗保险覆盖13亿人。",
        {"9亿人": {}, "13亿人": {"item": "基本医疗保险", "action": "覆盖"}},
    ),
]
BODIES: list[tuple[str, Expected]] = [
    (
        "13家培训机构通过虚报学员、伪造课时等方式套取培训补贴912万元。",
        {
            "13家": {"item": "培训机构", "action": "套取培训补贴"},
            "912万元": {"item": "培训补贴", "action": "套取"},
        },
    ),
    (
        "6家单位无依据、超标准编报项目支出预算2360万元。",
        {"6家": {"item": "单位", "action": "超标准编报项目支出预算"}, "2360万元": {"action": "超标准编报"}},
    ),
    (
        "全县16个乡镇仅配备专职人员7名。",
        {"16个": {"item": "乡镇", "action": None, "actor": "全县"}, "7名": {}},
    ),
]
USED: list[tuple[str, Expected]] = [
    (
        "5个部门将财政专项资金1.2亿元用于弥补公用经费。",
        {"5个": {}, "1.2亿元": {"item": "财政专项资金", "action": "用于弥补公用经费"}},
    ),
]
SETS: list[tuple[str, Expected]] = [
    ("抽查的项目中有12个项目未按期完工。", {"12个": {"item": "项目", "action": "未按期完工", "actor": None}}),
    (
        "被审计的56家单位中有9家单位违规发放补贴120万元。",
        {"56家": {"item": "单位"}, "9家": {"item": "单位", "actor": None}, "120万元": {"item": "补贴"}},
    ),
    ("国家级12个示范区建成。", {"12个": {"item": "国家级示范区", "actor": None}}),
    (
        "审计了12个部门及所属43家单位，涉及财政拨款186.4亿元。",
        {
            "12个": {"item": "部门", "action": "审计"},
            "43家": {"item": "单位", "action": "审计"},
            "186.4亿元": {"item": "财政拨款", "actor": None},
        },
    ),
]
LEFT: list[tuple[str, Expected]] = [
    ("取得的租金收入1038万元未上缴。", {"1038万元": {"item": "租金收入", "action": "未上缴"}}),
    (
        "某区在项目未开工的情况下提前支付工程款920万元。",
        {"920万元": {"item": "工程款", "action": "支付", "actor": "某区"}},
    ),
    (
        "对15家国有企业的资产管理情况审计发现，6家企业违规出借资金3.5亿元。",
        {
            "15家": {"item": "国有企业", "action": "审计"},
            "6家": {"item": "企业"},
            "3.5亿元": {"item": "资金"},
        },
    ),
]
POINTS: list[tuple[str, Expected]] = [
    (
        "三是强化考核，分值由3分提高到5分；四是抓好培训，全年培训不少于6期。",
        {"3分": {}, "5分": {}, "6期": {"item": "培训"}},
    ),
    (
        "8个单位连续2个月以上未更新信息。",
        {"8个": {"item": "单位", "action": "未更新信息"}, "2个月": {"item": "信息", "action": "未更新"}},
    ),
]
IN_ORDER: list[tuple[str, Expected]] = [
    (
        "审结一审民商事案件71362件，诉讼标的额达486.5亿元，同比上升5.8%和下降11.2%。",
        {
            "71362件": {},
            "486.5亿元": {},
            "5.8%": {"item": "一审民商事案件", "direction": "up", "basis": "同比"},
            "11.2%": {"item": "诉讼标的额", "direction": "down", "basis": "同比"},
        },
    ),
    (
        "全年接待游客320万人次，实现旅游收入28亿元，增长12%和15%。",
        {"320万人次": {}, "28亿元": {}, "12%": {"item": "游客"}, "15%": {"item": "旅游收入"}},
    ),
    (
        "新增企业1200户、个体工商户3.2万户，增长5%。",
        {"1200户": {}, "3.2万户": {}, "5%": {"item": "个体工商户"}},
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [*DESCRIBED, *AGAIN, *BODIES, *USED, *SETS, *LEFT, *POINTS, *IN_ORDER]
)
def test_part(text: str, expected: Expected) -> None:
    """Each figure with what is done and to what."""
    check(text, expected)

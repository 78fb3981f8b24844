"""What is passed over on the way back to what a figure with no noun counts."""

from __future__ import annotations

import pytest

from reportmine import extract

LAST: list[tuple[str, str | None]] = [  # what the last figure counts
    ("办理行政复议86件，维持具体行政行为62件，尚未审结8件。", "行政复议"),
    ("办理行政复议86件，维持具体行政行为62件，撤销8件。", "具体行政行为"),
    ("受理案件300件，答复建议20件，办结18件。", "建议"),
    ("欠征土地出让金6亿元，涉及企业28家，已追缴2亿元。", "土地出让金"),
    ("违规减免税款1200万元，涉及纳税户86户，已补征900万元。", "税款"),
    ("欠征土地出让金6亿元；为企业28家放贷3亿元。", "企业"),
    ("查处案件86件，罚款120万元。", "罚款"),
    ("医院诊疗人次15亿，入院人次1.2亿，比上年增加156万人次。", "医院入院人次"),
    # shares and parts of what a sentence before told
    ("收到申请620件。从办理结果看，予以公开占41%。", "申请"),
    ("挪用专项资金8亿元。其中，用于发放工资的3亿元。", "专项资金"),
    ("注销证件291人，参考1428人，合格1309人。", "合格"),
    # what only says what becomes of it is no thing
    ("审计查出问题94个，完成整改87个，剩余7个正在推进。", "审计查出问题"),
    ("清理合同86份，剩余6份正按协议协商。", "合同"),
    ("整改问题87个，剩余7个重点问题。", "重点问题"),
    ("执结积案940件，开展两次集中执行。", "集中执行"),
    # people, bodies and places are no money
    ("欠征土地出让金12亿元，涉及28宗地块，其中市本级19宗、9亿元。", "土地出让金"),
    ("奖励企业28家、860万元。", "企业"),
    # whom a clause sets off
    ("对拒不整改的，立案处罚26家；对屡教不改的，责令停业8家。", "屡教不改"),
    # a change is of what is told in its unit, and so are bodies that do something
    ("优良天数251天，优良率75%，同比增加29天。", "优良天数"),
    ("改造老旧小区86个，惠及居民1.2万户，比上年多12个。", "老旧小区"),
    ("带动农户860户，中药材产值9亿元，户均增收4600元。", "中药材产值"),
    ("抽查企业11家，少计利润2亿元，3家违规出借。", "企业"),
]


@pytest.mark.parametrize(("sentence", "item"), LAST)
def test_what_is_no_thing_counted_is_passed_over(sentence: str, item: str | None) -> None:
    assert extract(sentence).indicators[-1].item == item

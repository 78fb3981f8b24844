"""People counted with no noun are those whom something was done for, and no money or meeting."""

from __future__ import annotations

import pytest

from reportmine import extract

LAST: list[tuple[str, str | None]] = [  # what the last figure counts
    ("向困难家庭发放临时救助金86万元，惠及240户。", "困难家庭"),
    ("为低保户发放电费补贴18万元，涉及320户。", "低保户"),
    ("减免困难群众殡葬费用86万元，惠及240户。", "困难群众"),
    ("减免房屋租金96万元，惠及85户。", None),
    ("举办创业培训班12期，培训860人次。", None),
    ("组织法律知识考试2场，参考430人。", None),
    ("走访企业86户，惠及62户。", "企业"),
    ("救助流浪乞讨人员217人次，护送返乡36人次。", "流浪乞讨人员"),
]


@pytest.mark.parametrize(("sentence", "item"), LAST)
def test_who_is_counted_where_nobody_is_named_at_the_figure(sentence: str, item: str | None) -> None:
    assert extract(sentence).indicators[-1].item == item


GIVEN: list[tuple[str, str, str | None]] = [  # what the last figure counts, and what was done
    ("对未成年被告人适用非监禁刑46人。", "未成年被告人", "适用非监禁刑"),
    ("对困难群众提供法律援助860人次。", "困难群众", "提供法律援助"),
    ("对认罪认罚案件适用速裁程序86件。", "认罪认罚案件", "适用速裁程序"),
    ("对符合条件的企业发放稳岗补贴86家。", "符合条件的企业", "发放稳岗补贴"),
    ("对初犯、偶犯适用缓刑61人，单处罚金7人。", "单处罚金", None),  # has words of its own
    ("对行政案件提出检察建议36件。", "检察建议", "提出"),  # 件 counts it
    ("对困难群众发放救助金36万元。", "救助金", "发放"),
]


@pytest.mark.parametrize(("sentence", "item", "action"), GIVEN)
def test_those_to_whom_something_is_given_are_counted_in_their_unit(
    sentence: str, item: str, action: str | None
) -> None:
    last = extract(sentence).indicators[-1]
    assert (last.item, last.action) == (item, action)

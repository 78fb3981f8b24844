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

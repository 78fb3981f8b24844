"""What money is for, where nothing else says what it is."""

from __future__ import annotations

import pytest

from reportmine import extract


@pytest.mark.parametrize(
    ("sentence", "item"),
    [
        ("投入2亿元，支持重点产业科技攻关。", "重点产业科技攻关"),
        ("拨付3亿元支持乡村振兴。", "乡村振兴"),
        ("安排5000万元，用于农村公路养护等，改善出行条件。", "农村公路养护"),
        ("安排科技资金2亿元，支持科技攻关。", "科技资金"),  # it is named
        ("结余2亿元，支持科技攻关。", "结余"),  # nothing was spent
        ("预算支出、债务还本支出等3亿元后，仍有结余。", "预算支出、债务还本支出"),
    ],
)
def test_item_of_an_amount(sentence: str, item: str | None) -> None:
    assert extract(sentence).indicators[0].item == item


def test_what_was_got_for_the_money_is_not_what_it_is_for() -> None:
    money, parks = extract("投入2亿元，建设公园35个。").indicators
    assert (money.item, parks.item) == (None, "公园")
    money, rooms = extract("投入1.05亿元新建、改扩建社区办公用房46处。").indicators
    assert (money.item, money.action, rooms.item) == ("社区办公用房", "投入", "社区办公用房")

"""A gloss in brackets belongs to the word before it, and a verb may stand around one."""

from __future__ import annotations

import pytest

from reportmine import extract

AROUND = [  # the last figure of each
    ("受理案件300件，审（执）结280件。", "案件", "审（执）结"),
    ("受理案件300件，执（审）结280件。", "案件", "执（审）结"),
    ("改（扩）建校舍35所。", "校舍", "改（扩）建"),
    ("建成县（市、区）融媒体中心12个。", "县（市、区）融媒体中心", "建成"),
]


@pytest.mark.parametrize(("sentence", "item", "action"), AROUND)
def test_a_verb_with_a_gloss_inside_is_one_word(sentence: str, item: str, action: str) -> None:
    last = extract(sentence).indicators[-1]
    assert (last.item, last.action) == (item, action)

"""A count of people or cases that is told again by its name is of what was counted, and not of its parts."""

from __future__ import annotations

import pytest

from reportmine import extract

LAST: list[tuple[str, str]] = [  # what the last figure is of
    ("立案侦查职务犯罪案件92件145人，人数同比增加5.1%。", "职务犯罪案件人数"),
    ("立案侦查职务犯罪92件145人，其中贪污贿赂80件120人，人数上升2.7%。", "职务犯罪人数"),
    ("办理法律援助案件860件，其中农民工案件320件，件数增长6%。", "法律援助案件件数"),
    ("化解纠纷3500件，件数增长8%。", "纠纷件数"),
    ("审结诈骗案件92件145人，涉案金额35万元。", "涉案金额"),
]


@pytest.mark.parametrize(("sentence", "item"), LAST)
def test_what_a_count_told_by_its_name_is_of(sentence: str, item: str) -> None:
    assert extract(sentence).indicators[-1].item == item


def test_figures_listed_before_what_they_are_of() -> None:
    found = extract("总投资2.6亿元、占地45亩的城东客运站建成投用。").indicators
    assert [one.item for one in found] == ["城东客运站总投资", "城东客运站"]

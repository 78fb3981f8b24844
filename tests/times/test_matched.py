"""Times said in Chinese: what the groups of a match say."""

from __future__ import annotations

from datetime import date

import pytest

from reportmine.times import matched


@pytest.mark.parametrize(
    ("groups", "part"),
    [
        ({"quarter": "三"}, "Q3"),
        ({"half1": "上", "half2": None}, "H1"),
        ({"half1": None, "half2": "下"}, "H2"),
        ({"month": "09"}, "09"),
        ({"month": "十二"}, "12"),
        ({"month": "3", "month2": "7"}, "03"),
        ({"year": "2025"}, None),
        ({"quarter": "七"}, None),
        ({"month": "十三"}, None),
        ({}, None),
    ],
)
def test_a_part_of_a_year(groups: dict[str, str | None], part: str | None) -> None:
    found = matched.part(groups)
    assert (None if found is None else str(found)) == part


@pytest.mark.parametrize(
    ("groups", "months"),
    [
        ({"quarters": "三"}, (1, 9)),
        ({"quarters": "两"}, (1, 6)),
        ({"months": "十一"}, (1, 11)),
        ({"month": "3", "month2": "7"}, (3, 7)),
        ({"month": "7", "month2": "3"}, (7, 7)),
    ],
)
def test_months_that_follow_each_other(groups: dict[str, str], months: tuple[int, int]) -> None:
    part = matched.part(groups)
    assert part is not None and (part.unit, part.first, part.last) == ("month", *months)


def test_a_day_as_it_is_written() -> None:
    assert matched.day({"y": "二〇二五", "m": "十二", "d": "三十一"}) == date(2025, 12, 31)
    assert matched.day({"y": "2025", "m": None, "first": "元", "d": "8"}) == date(2025, 1, 8)
    assert matched.day({"y": "2025", "m": "2", "d": "30"}) is None
    assert matched.day({"y": "2025", "m": "2"}) is None


def test_a_plan_that_is_not_known_is_none() -> None:
    assert matched.plan({"plan": "三十"}) is None
    assert matched.plan({"n": "十四"}, "n") == matched.plan({"plan": "十四"}) is not None

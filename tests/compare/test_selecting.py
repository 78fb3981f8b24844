"""The part of a panel that is asked for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportmine import Series, extract, series

TEXTS = (
    "浙江省2025年工作情况报告\n2025年，地区生产总值9.45万亿元，增长5.5%，杭州市地区生产总值2.3万亿元，粮食产量132亿斤。"
    "“十四五”期间，地区生产总值年均增长5.9%。",
    "福建省2025年工作情况报告\n2025年，地区生产总值60199.45亿元，增长5%。\n"
    "2026年主要预期目标是：地区生产总值增长5%左右。",
)
REPORTS = [extract(text) for text in TEXTS]


def _values(**wish: object) -> list[tuple[str | None, str | None, str | None, Decimal]]:
    found: Series = series(REPORTS, **wish)  # type: ignore[arg-type]
    return [(one.place or one.region, one.concept, one.year, one.value) for one in found.points]


@pytest.mark.parametrize(
    ("wish", "count"),
    [
        ({}, 7),
        ({"targets": True}, 8),
        ({"concepts": ["gdp"]}, 3),
        ({"concepts": ["gdp*"]}, 6),
        ({"concepts": ["gdp", "grain"]}, 4),
        ({"regions": ["福建省"]}, 2),
        ({"regions": ["福建"]}, 2),
        ({"regions": ["350000"]}, 2),
        ({"regions": ["杭州"]}, 1),
        ({"regions": ["浙江"]}, 4),  # what is told of a city of it is not the province's
        ({"regions": ["浙江", "福建"], "concepts": ["gdp"]}, 2),
        ({"periods": ["2021-2025"]}, 1),
        ({"periods": ["2025"]}, 6),
        ({"min_confidence": 1.0}, 0),
    ],
)
def test_what_is_asked_for_is_what_comes(wish: dict[str, object], count: int) -> None:
    assert len(_values(**wish)) == count


def test_values_come_in_the_unit_asked_for_exactly() -> None:
    assert sorted(_values(concepts=["gdp"], unit="亿元")) == [
        ("杭州市", "gdp", "2025", Decimal(23000)),
        ("浙江省", "gdp", "2025", Decimal(94500)),
        ("福建省", "gdp", "2025", Decimal("60199.45")),
    ]
    assert _values(concepts=["grain"], unit="万吨") == [("浙江省", "grain", "2025", Decimal(660))]


def test_what_does_not_convert_stays_as_it_is() -> None:
    held = {one.unit for one in series(REPORTS, unit="亿元").points}
    assert held == {"亿元", "%", "斤"}


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"concepts": ["gpd"]}, r"no figure of these reports has gpd; there are .*gdp"),
        ({"regions": ["广东"]}, r"has 广东; there are .*省"),
        ({"periods": ["1999"]}, r"has 1999; there are .*2025"),
        ({"unit": "亿美元"}, r"no value here converts into 亿美元"),
        ({"unit": ""}, r"converts"),
    ],
)
def test_what_is_not_there_is_an_error_that_says_what_is(wish: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        _values(**wish)


def test_several_units_are_each_for_the_values_that_convert() -> None:
    held = {one.unit for one in series(REPORTS, unit=["亿元", "万吨"]).points}
    assert held == {"亿元", "%", "万吨"}
    with pytest.raises(ValueError, match="亿元 and 万元 are for the same values"):
        series(REPORTS, unit=["亿元", "万元"])
    with pytest.raises(ValueError, match="no value here converts into 公顷"):
        series(REPORTS, unit=["亿元", "公顷"])

"""Units of one dimension, and how exact a figure is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from reportmine import extract
from reportmine.metrics.conversions import convert, units
from reportmine.metrics.precision import Interval, interval, rounded, step
from reportmine.rules.files import load

UNITS = units(load())


@pytest.mark.parametrize(
    ("one", "other", "factor"),
    [
        ("吨", "斤", 2000),
        ("斤", "吨", Fraction(1, 2000)),
        ("公顷", "亩", 15),
        ("平方公里", "亩", 1500),
        ("成", "%", 10),
        ("‰", "%", Fraction(1, 10)),
        ("起", "件", 1),
        ("名", "人", 1),
        ("户", "家", 1),
        ("个", "件", 1),
        ("个", "家", 1),
        ("微克每立方米", "微克/立方米", 1),
        ("人（次）", "人次", 1),
        (None, None, 1),
        ("柜", "柜", 1),
        ("%", "个百分点", None),
        ("元", "美元", None),
        ("人", "人次", None),
        ("户", "件", None),
        ("千瓦", "千瓦时", None),
        ("天", "个工作日", None),
        ("元", None, None),
    ],
)
def test_units_convert(one: str | None, other: str | None, factor: int | Fraction | None) -> None:
    assert UNITS.factor(one, other) == factor
    assert UNITS.factor(other, one) == (None if factor is None else 1 / Fraction(factor))
    assert bool(UNITS.kinds(one) & UNITS.kinds(other)) == (factor is not None)


def test_a_value_is_converted_exactly() -> None:
    factor = UNITS.factor("亩", "公顷")
    assert factor is not None
    assert convert(Decimal("30000"), factor) == 2000


@pytest.mark.parametrize(
    ("text", "last", "low", "high"),
    [
        ("新登记经营主体6.83万户。", "100", "68250", "68350"),
        ("新登记经营主体71200户。", "1", "71200", "71200"),
        ("新登记经营主体12,860户。", "1", "12860", "12860"),
        ("粮食产量1.4万亿斤。", "100000000000", "1350000000000", "1450000000000"),
        ("审结率97.4%。", "0.1", "97.35", "97.45"),
        ("审结率百分之九十八。", "1", "98", "98"),
        ("检查频次下降三成。", "1", "3", "3"),
        ("办理案件约2700件。", "1", "2430", "2970"),
        ("办理案件4200余件。", "1", "4200", "4300"),
        ("办理案件近5000件。", "1", "4000", "5000"),
        ("制定规章3至5部。", "1", "3", "5"),
        ("发放资料十五万余份。", "10000", "150000", "160000"),
    ],
)
def test_how_exact_a_figure_is(text: str, last: str, low: str, high: str) -> None:
    (one,) = extract(text).indicators
    assert step(one) == Decimal(last)
    assert interval(one) == Interval(Decimal(low), Decimal(high))
    assert rounded(one) == (one.relation != "=" or one.value_max is not None)


def test_intervals_meet() -> None:
    one = Interval(Decimal(1), Decimal(2))
    assert one.meets(Interval(Decimal(2), Decimal(3)))
    assert not one.meets(Interval(Decimal("2.1"), Decimal(3)))

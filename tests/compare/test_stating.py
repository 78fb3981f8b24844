"""Which of several statements of one number is taken, and what is said against the others."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportmine.compare.stating import stated
from reportmine.records import Point

A = Point(
    report="a",
    region="云川市",
    report_year=2024,
    year="2024",
    metric="森林覆盖率",
    value=Decimal("52.3"),
    unit="%",
    relation="=",
    status="actual",
    confidence=0.9,
    start=10,
    end=15,
    sentence="",
    series=1,
)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"report_year": 2025}, "a nearer report"),
        ({"report_year": 2023}, "a nearer report"),
        ({"report_year": None}, "a nearer report"),
        ({"relation": ">"}, "more exact"),
        ({"relation": "≈"}, "more exact"),
        ({"value_max": Decimal(53)}, "more exact"),
        ({"value": Decimal(52)}, "more exact"),
        ({"confidence": 0.8}, "a surer reading"),
        ({"confidence": None}, "a surer reading"),
        ({"start": 20}, "said first"),
        ({"report": "b"}, "said first"),
    ],
)
def test_what_decides(other: dict[str, object], reason: str) -> None:
    less = A.model_copy(update=other)
    for order in ([A, less], [less, A]):
        found = stated(order)
        assert found.taken == A
        assert [(one.point, one.reason) for one in found.others] == [(less, reason)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"report_year": 2025, "value": Decimal("52.34")}, {}),  # nearness before exactness
        ({"relation": "≈", "confidence": 0.99}, {"relation": ">"}),  # a bound before 约
        ({"value_max": Decimal(53)}, {"relation": "≈"}),  # about one number before a range
        ({"report_year": 2023}, {"report_year": 2025}),  # of two as near the later
    ],
)
def test_the_order_of_the_reasons(first: dict[str, object], second: dict[str, object]) -> None:
    worse, better = A.model_copy(update=first), A.model_copy(update=second)
    assert stated([worse, better]).taken == better

"""Values as the text has them: in its magnitude, or that of the header, and nothing lost on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from support import ROOT

from reportmine import extract
from reportmine.output.export import cell
from reportmine.output.tabular import FIGURES, picked
from reportmine.output.terminal.report import draw, table
from reportmine.output.written import written


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("地区生产总值达到230.58亿元。", "230.58", "亿元"),
        ("粮食产量3200万吨。", "3200", "万吨"),
        ("办理案件1,100多件。", "1100", "件"),
        ("投入资金三千万元。", "3000", "万元"),
        ("投入资金1亿2000万元。", "1.2", "亿元"),
        ("地区生产总值达到1.2万亿元。", "1.2", "万亿元"),
        ("覆盖率达到百分之九十八。", "98", "%"),
        ("新开工项目六十二个。", "62", "个"),
        ("办结案件12345件。", "12345", "件"),
    ],
)
def test_a_value_is_told_in_the_magnitude_of_its_text(text: str, value: str, unit: str) -> None:
    (figure,) = extract(text).indicators
    told = written(figure)
    assert (cell(told.value), told.unit) == (value, unit)


def test_both_ends_of_a_range_have_the_magnitude() -> None:
    (figure,) = extract("补助3万元至5万元。").indicators
    told = written(figure)
    assert (told.value, told.value_max, told.unit) == (Decimal(3), Decimal(5), "万元")


@pytest.mark.parametrize("year", ["2024", "2025"])
def test_no_value_is_changed(year: str) -> None:
    report = extract(ROOT / "samples" / f"yunting-{year}.txt")
    for one, row in zip(
        report.indicators, picked(FIGURES, ["value_written", "unit_written"]).rows(report), strict=True
    ):
        value, unit = row
        assert (unit or "").endswith(one.unit or "")
        if value:
            size = one.value / value
            assert size == 1 or size in {Decimal(10) ** power for power in range(17)}


def test_the_table_tells_values_as_the_text_does() -> None:
    said = draw(table(extract("地区生产总值达到230.58亿元，办理案件1,100多件。")))
    assert "230.58亿元" in said and "23,058,000,000" not in said and ">1,100件" in said

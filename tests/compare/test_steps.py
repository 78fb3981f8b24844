"""What was passed on the way is no level: steps of a panel, of a diff, of a target."""

from __future__ import annotations

import pytest

from reportmine import diff, series
from reportmine.output.export import short
from reportmine.output.wide import text

HEAD = "云汀市{year}年政府工作报告\n\n一、{past}年工作回顾\n\n"


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("地区生产总值6.2万亿元，经济总量连跨5万亿元、6万亿元两个台阶。", ["6.2万亿"]),
        ("全省生产总值连续跨越7万亿、8万亿、9万亿三个大台阶，达到9.1万亿元。", ["9.1万亿"]),
        ("一般公共预算收入先后跨过300亿元、400亿元大关。", []),
        ("粮食产量先后迈上400亿斤和500亿斤台阶。", []),
        ("地区生产总值迈上5万亿元台阶、五年增量超过1.36万亿元。", ["≥5万亿", ">1.36万亿"]),
        ("地区生产总值突破5万亿元大关，一般公共预算收入4000亿元。", ["4000亿", ">5万亿"]),
        ("经济总量达到5万亿元，迈上新台阶。", ["5万亿"]),
    ],
)
def test_several_steps_are_no_values_and_one_is_a_bound(said: str, values: list[str]) -> None:
    points = series([HEAD.format(year=2024, past=2023) + said]).points
    assert sorted(text(one, short) for one in points) == sorted(values)


def test_a_step_that_a_level_lies_above_contradicts_it_not() -> None:
    said = "地区生产总值突破5万亿元大关。地区生产总值6.2万亿元。"
    points = series([HEAD.format(year=2025, past=2024) + said]).points
    assert [one.flags for one in points] == [(), ()]
    said = "地区生产总值突破5万亿元大关。地区生产总值4.2万亿元。"
    points = series([HEAD.format(year=2025, past=2024) + said]).points
    assert [one.flags for one in points] == [("conflict",), ("conflict",)]


def test_a_step_is_no_change_of_the_level() -> None:
    old = HEAD.format(year=2025, past=2024) + "地区生产总值5.8万亿元。"
    new = HEAD.format(year=2026, past=2025) + "经济总量连跨5万亿元、6万亿元两个台阶，地区生产总值6.2万亿元。"
    rows = {row.new.text: row.change for row in diff(old, new).rows if row.new is not None}
    assert rows == {"5万亿元": "added", "6万亿元": "added", "6.2万亿元": "changed"}


def test_a_target_is_not_missed_by_a_step() -> None:
    old = HEAD.format(year=2025, past=2024) + "二、2025年工作安排\n2025年，地区生产总值达到6.1万亿元。"
    new = HEAD.format(year=2026, past=2025) + "2025年，经济总量连跨5万亿元、6万亿元两个台阶。"
    (target,) = diff(old, new).targets
    assert target.outcome == "open"

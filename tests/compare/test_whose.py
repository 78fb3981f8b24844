"""Whose a figure of a panel is, of what time, and whether it is a result: no cell takes one for another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest
from support import SHARED

from reportmine import series
from reportmine.compare.stating import Stated
from reportmine.output.wide import Wide, wide
from reportmine.records import Point

BUDGET = """关于白鹿市2025年全市和市本级预算执行情况的报告
白鹿市财政局
一、2025年全市和市本级预算执行情况
1.全市预算执行情况
经汇总，全市一般公共预算收入调整为234.68亿元。
全市一般公共预算收入完成230.58亿元，比2024年下降10.1%，同口径增长2.3%。分结构看，税收收入完成108.45亿元。
2.市本级预算执行情况
会议批准一般公共预算收入为66.93亿元，一般公共预算支出为97.29亿元。预算执行中，一般公共预算收入调整为57亿元。
市本级一般公共预算收入完成48.86亿元，下降25.5%。其中：税收收入完成31.88亿元。
（二）白鹿经济技术开发区预算执行情况
一般公共预算收入完成3.71亿元，同比下降4.7%。
二、“十四五”财政工作回顾
“十四五”时期，全市一般公共预算收入完成1248.6亿元。
"""


@cache
def _budget(targets: bool = False) -> tuple[Point, ...]:
    return series([BUDGET], targets=targets).points


def _values(
    concept: str, status: str = "actual"
) -> dict[tuple[str | None, str | None, str | None], list[str]]:
    found: dict[tuple[str | None, str | None, str | None], list[str]] = {}
    for one in _budget(targets=status == "target"):
        if one.concept == concept and one.status == status:
            value = f"{one.value / Decimal(10**8 if one.unit == '元' else 1):f}".rstrip("0").rstrip(".")
            found.setdefault((one.place, one.year, one.budget), []).append(value)
    return found


def test_each_has_its_own_place_and_time() -> None:
    assert _values("budget-revenue") == {
        (None, "2025", None): ["230.58"],
        ("市本级", "2025", None): ["48.86"],
        ("白鹿经济技术开发区", "2025", None): ["3.71"],
        (None, "2021-2025", None): ["1248.6"],
    }


def test_a_sentence_that_goes_on_is_of_the_same() -> None:
    assert _values("tax-revenue") == {
        (None, "2025", None): ["108.45"],
        ("市本级", "2025", None): ["31.88"],
    }


def test_what_a_budget_allows_is_planned() -> None:
    assert _values("budget-revenue", "target") == {
        (None, "2025", "adjusted"): ["234.68"],
        ("市本级", "2025", "adjusted"): ["57"],
    }
    assert _values("budget-expenditure", "target") == {("市本级", "2025", "approved"): ["97.29"]}
    assert _values("budget-expenditure") == {}


def test_growth_on_a_like_basis_is_not_taken_and_contradicts_nothing() -> None:
    (row,) = (
        one
        for one in wide(series([BUDGET])).rows
        if one.first.concept == "budget-revenue.growth" and one.first.place is None
    )
    (cell,) = (one for one in row.cells if one is not None)
    assert (cell.taken.value, cell.taken.flags) == (Decimal("-10.1"), ())
    assert [(one.point.value, one.point.flags, one.reason) for one in cell.others] == [
        (Decimal("2.3"), ("like-basis",), "said plainly")
    ]


def test_what_a_body_does_is_not_what_the_region_comes_to() -> None:
    text = (
        "岚川市2025年法治政府建设年度报告\n2025年，市政府收到行政复议申请412件。"
        "全市各级行政复议机关收到行政复议申请1486件。"
    )
    (row,) = (one for one in wide(series([text])).rows if one.first.concept == "reconsideration-received")
    (cell,) = (one for one in row.cells if one is not None)
    assert (cell.taken.value, cell.taken.actor, cell.taken.flags) == (1486, None, ())
    assert [(one.point.actor, one.point.flags, one.reason) for one in cell.others] == [
        ("市政府", (), "of the whole region")
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("2025年，全市一般公共预算收入调整为234.68亿元。", "target"),
        ("2025年，经市人大常委会批准，全市一般公共预算收入完成234.68亿元。", "actual"),
        ("2025年，最低工资标准调整为2490元。", "actual"),
        ("2025年，三次产业结构调整为7.4∶39.6∶53。", "actual"),
    ],
)
def test_a_budget_is_told_from_a_result(text: str, status: str) -> None:
    held = series([f"白鹿市2025年工作报告\n{text}"], targets=True).points
    assert {one.status for one in held} == {status}


# what is told before a figure in its own sentence, told here in other words than those of the rules
_OWN = re.compile(r"[市省县州区]本级|中央本级|开发区|管理区")
_ADJUSTED = re.compile(r"(?:调整|变动|变更)(?:后|预算|预算数)?为$")
_SPAN = re.compile(r"五年(?:来)?(?:累计|共|合计)|“十[三四]五”(?:时期|期间)?累计")


def _statements(one: Stated) -> Iterator[Point]:
    yield one.taken
    yield from (other.point for other in one.others)


def _before(one: Point) -> str:
    at = one.sentence.find(_text(one))
    return re.split("[。；\n]", one.sentence[: max(at, 0)])[-1]


@cache
def _texts() -> dict[str, str]:
    return {str(path): path.read_text("utf-8") for path in (SHARED / "corpus").glob("*.txt")}


def _text(one: Point) -> str:
    return _texts()[one.report][one.start : one.end]


@cache
def _panel() -> Wide:
    return wide(series([*(SHARED / "corpus").glob("*.txt")]))


@pytest.mark.skipif(not SHARED.exists(), reason="needs the corpus")
def test_no_cell_of_the_corpus_mixes_who_when_or_what() -> None:
    cells = [one for row in _panel().rows for one in row.cells if one is not None]
    assert len(cells) > 5_000
    for cell in cells:
        held = list(_statements(cell))
        assert len({one.place for one in held}) == 1
        said = {tuple(_OWN.findall(_before(one))[-1:]) for one in held}
        assert len(said - {()}) <= 1, [one.sentence for one in held]
        for one in held:
            assert not (one.unit == "元" and "预算" in one.metric and _ADJUSTED.search(_before(one))), one
            if one.year is not None and len(one.year) == 4:
                assert not _SPAN.search(re.split("[，,]", _before(one))[-1]), one

"""Which way the end of a change goes: its verb says it, or the figure it began with does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import ROOT, SHARED

from reportmine import extract

_INTO = re.compile(r"(?:调整|优化|整合|变更|调整优化|优化调整)[为至到成]$")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("全市一般公共预算收入调整为234.68亿元。", None),
        ("三次产业结构调整为11.1∶36.3∶52.6。", None),
        ("乡镇由35个调整为28个。", "down"),
        ("乡镇由28个调整为35个。", "up"),
        ("将5个支部优化调整为10个新党支部。", "up"),
        ("将15个支部调整为10个党支部。", "down"),
        ("行政许可事项压减至110项。", "down"),
        ("海南长臂猿种群恢复至42只。", "up"),
        ("常住人口城镇化率提高到67%。", "up"),
    ],
)
def test_an_end_goes_the_way_that_something_says(text: str, direction: str | None) -> None:
    one = extract(text).indicators[-1]
    assert (one.role, one.direction) == ("to", direction)


def _texts() -> list[Path]:
    real = sorted((SHARED / "corpus").glob("*.txt")) if SHARED.exists() else []
    return [*sorted((ROOT / "samples").glob("*.txt")), *real]


def test_no_end_has_a_direction_that_nothing_says() -> None:
    for path in _texts():
        begun: dict[str, str | None] = {}
        for one in extract(path).indicators:
            if one.role == "from":
                begun[one.sentence] = one.direction
            before = one.sentence[: one.sentence.find(one.text)]
            if one.role == "to" and _INTO.search(before) and "将" not in before:
                assert one.direction == begun.get(one.sentence), one

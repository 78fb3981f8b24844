"""Ten indicators of ten provinces, read by hand before the program was run on them, and what a panel has.

`panel-facts.csv` has every statement of GDP, consumer prices, new urban jobs, unemployment, budget revenue,
incomes, grain, urbanisation and PM2.5 that two readers found in ten reports, with its time, status and place.
"""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from support import ROOT, SHARED

from reportmine import series
from reportmine.metrics.precision import TURNED
from reportmine.output.wide import table_rows, wide
from reportmine.records import Point, Relation, Series

FACTS = list(csv.DictReader((ROOT / "tests" / "data" / "panel-facts.csv").read_text("utf-8").splitlines()))
CORPUS = SHARED / "corpus"
NAMES = sorted({row["report"] for row in FACTS})

STEPS = "several steps in one statement: of the years between, and the last at their end"
NO_UNIT = "a step without its unit (5万亿)"
UNREAD = {  # by report and place: why it is not read yet
    ("jiangxi-2026", 2879): STEPS,
    ("hunan-2026", 4764): NO_UNIT,
    ("hunan-2026", 4969): "the growth of one plan's sum over that of another",
    ("liaoning-2026", 8455): "told once more as 增长目标, with nothing that says of what",
    ("tianjin-2026", 3604): "新增就业, which does not say that it is of towns",
    ("xinjiang-2026", 2091): "粮食增产 names a change and no amount",
    ("xinjiang-2026", 10043): "增速目标设定为: the target is what the growth is set at",
    ("zhejiang-2026", 3319): "粮食播种面积、总产量 after 新增…: whose 总产量 is lost",
}

needs_corpus = pytest.mark.skipif(not CORPUS.exists(), reason="needs the corpus")


@cache
def _found() -> Series:
    return series([CORPUS / f"{name}.txt" for name in NAMES], targets=True)


@cache
def _points() -> dict[tuple[str, int], Point]:
    return {(Path(point.report).stem, point.start): point for point in _found().points}


def _place(row: dict[str, str]) -> tuple[str, int]:
    return row["report"], int(row["start"])


def _case(row: dict[str, str]) -> object:
    reason = UNREAD.get(_place(row))
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(row, id=f"{row['report']} {row['concept']} {row['start']}", marks=marks)


@needs_corpus
@pytest.mark.parametrize("row", [_case(row) for row in FACTS])
def test_each_statement_is_in_the_panel(row: dict[str, str]) -> None:
    point = _points()[_place(row)]
    value = Decimal(row["value"]) * (-1 if row["direction"] == "down" else 1)
    assert (point.concept, point.year, point.status) == (row["concept"], row["period"], row["status"])
    relation: Relation = row["relation"]  # type: ignore[assignment]
    assert point.relation == (TURNED[relation] if row["direction"] == "down" else relation)
    if point.unit == row["unit"]:
        assert point.value == value
        assert point.value_max == (Decimal(row["value_max"]) if row["value_max"] else None)


@needs_corpus
def test_nothing_else_passes_for_one_of_them() -> None:
    asked = {row["concept"] for row in FACTS}
    stated = set(map(_place, FACTS))
    unknown = {key: point.sentence for key, point in _points().items() if point.concept in asked}
    told = {key: sentence for key, sentence in unknown.items() if key not in stated}
    assert told == {}


@needs_corpus
def test_steps_that_were_passed_are_no_values() -> None:
    # 经济总量连跨5万亿元、6万亿元两个台阶; 连续跨越7万亿、8万亿、9万亿三个大台阶
    assert {("fujian-2026", 5537), ("fujian-2026", 5542), ("zhejiang-2026", 6002)}.isdisjoint(_points())


@needs_corpus
def test_nearly_all_are_right_and_almost_none_is_wrong() -> None:
    missed = [row for row in FACTS if _place(row) in UNREAD]
    wrong = [row for row in missed if _points()[_place(row)].concept is not None]
    assert len(missed) <= 0.05 * len(FACTS)
    assert len(wrong) <= 0.01 * len(FACTS)


@needs_corpus
def test_every_cell_of_the_wide_panel_is_a_number() -> None:
    turned = wide(_found())
    assert len(turned.rows) > 1_000
    for row in table_rows(turned):
        for value in row[len(turned.labels) :]:
            assert value is None or isinstance(value, Decimal)

"""Many reports in one table: years, joins, conflicts, and the figures that a reader copied by hand."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from support import ROOT, SHARED

from reportmine import Series, extract, series
from reportmine.compare.series import at_least
from reportmine.output.export import short
from reportmine.output.wide import BARS, as_json, conflict_rows, head, sparkline, table_rows, wide
from reportmine.records import Point

FACTS = ROOT / "tests" / "data" / "series-facts.csv"
CORPUS = SHARED / "corpus"


def _city(year: int, text: str, name: str = "云川市") -> str:
    return f"{name}{year}年工作情况报告\n{year}年，{text}"


def _points(*texts: str, targets: bool = False) -> list[tuple[str, str | None, str | None, Decimal]]:
    found = series([extract(text) for text in texts], targets=targets)
    return [(point.metric, point.concept, point.year, point.value) for point in found.points]


# joining


def test_a_concept_joins_what_is_worded_differently() -> None:
    found = series(
        [extract(_city(2023, "地区生产总值412亿元。")), extract(_city(2024, "全市GDP达到436亿元。"))]
    )
    assert {point.series for point in found.points} == {1}
    assert [(point.year, point.value, point.concept) for point in found.points] == [
        ("2023", Decimal("41200000000"), "gdp"),
        ("2024", Decimal("43600000000"), "gdp"),
    ]


def test_what_no_concept_knows_is_joined_by_meaning() -> None:
    found = series(
        [extract(_city(2023, "新建街心花园12个。")), extract(_city(2024, "全市新建街心花园15个。"))]
    )
    assert [(point.year, point.value, point.series) for point in found.points] == [
        ("2023", Decimal(12), 1),
        ("2024", Decimal(15), 1),
    ]


def test_near_twins_stay_apart() -> None:
    found = series([extract(_city(2023, "出口3亿元。")), extract(_city(2024, "进口4亿元。"))])
    assert len({point.series for point in found.points}) == 2


def test_a_level_and_its_growth_are_two_series() -> None:
    made = _points(_city(2024, "地区生产总值436亿元，增长5.1%。"))
    assert [(concept, value) for _, concept, _, value in made] == [
        ("gdp", Decimal("43600000000")),
        ("gdp.growth", Decimal("5.1")),
    ]


def test_a_fall_is_below_zero() -> None:
    ((_, _, _, value),) = _points(_city(2024, "地区生产总值下降1.2%。"))
    assert value == Decimal("-1.2")


def test_values_come_in_the_unit_of_the_series() -> None:
    found = series([extract(_city(2023, "粮食产量700万斤。")), extract(_city(2024, "粮食产量3600吨。"))])
    assert [(point.value, point.unit) for point in found.points] == [
        (Decimal(7000000), "斤"),
        (Decimal(7200000), "斤"),
    ]


def test_the_figure_of_a_part_is_a_series_of_its_own() -> None:
    found = series([extract(_city(2024, "全市地区生产总值436亿元，泸州经济总量突破30亿元。"))])
    assert len({point.series for point in found.points}) == 2


def test_a_gap_to_others_is_no_growth() -> None:
    found = series([extract(_city(2024, "地区生产总值增长5.1%，高于全国0.4个百分点。"))])
    assert [point.value for point in found.points if point.concept == "gdp.growth"] == [Decimal("5.1")]


# years


def test_an_earlier_year_fills_its_own_column() -> None:
    texts = [_city(2024, "森林覆盖率达到53%。\n2020年，森林覆盖率为50%。"), _city(2023, "森林覆盖率52%。")]
    found = series([extract(text) for text in texts])
    assert [(point.year, point.value) for point in found.points] == [
        ("2020", Decimal(50)),
        ("2023", Decimal(52)),
        ("2024", Decimal(53)),
    ]


def test_a_sum_of_several_years_is_none_of_one() -> None:
    text = "云川市2025年工作情况报告\n“十四五”期间，城镇新增就业522万人，地区生产总值达到436亿元。"
    assert {(concept, year) for _, concept, year, _ in _points(text)} == {
        ("urban-new-jobs", "2021-2025"),
        ("gdp", "2025"),  # a level is of the last of them
    }


def test_where_a_change_began_is_of_no_known_year() -> None:
    made = _points(_city(2024, "森林覆盖率由50%提高到53%。"))
    assert [(year, value) for _, _, year, value in made] == [("2024", Decimal(53)), (None, Decimal(50))] or [
        (year, value) for _, _, year, value in made
    ] == [(None, Decimal(50)), ("2024", Decimal(53))]


def test_targets_are_left_out_unless_asked_for() -> None:
    text = "云川市2024年工作情况报告\n一、2025年工作安排\n2025年主要预期目标是：城镇新增就业110万人。"
    assert _points(text) == []
    assert [(year, value) for _, _, year, value in _points(text, targets=True)] == [
        ("2025", Decimal(1100000))
    ]


# conflicts


def _flags(*texts: str) -> set[tuple[str, ...]]:
    return {point.flags for point in series([extract(text) for text in texts]).points}


def test_values_that_contradict_each_other_are_marked() -> None:
    late = _city(2025, "森林覆盖率53%。\n2024年，森林覆盖率为51%。")
    found = series([extract(_city(2024, "森林覆盖率52%。")), extract(late)])
    assert {(point.year, point.flags) for point in found.points} == {("2024", ("conflict",)), ("2025", ())}


def test_rounding_is_no_contradiction() -> None:
    late = _city(2025, "新登记经营主体7万户。\n2024年，新登记经营主体6.8万户。")
    assert _flags(_city(2024, "新登记经营主体6.83万户。"), late) == {()}


def test_the_same_text_twice_is_taken_once() -> None:
    report = extract(_city(2024, "森林覆盖率52%。"))
    found = series([report, report])
    assert len(found.points) == 1 and [one.code for one in found.warnings] == ["same-report"]


# the wide table


def _wide_rows(*texts: str, least: int = 1, targets: bool = False) -> list[dict[str, object]]:
    """The rows of the wide table by the names of their columns, what is not there left out."""
    found = wide(series([extract(text) for text in texts], targets=targets), least=least)
    names = head(found)
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in table_rows(found)
    ]


def test_years_are_columns() -> None:
    rows = _wide_rows(_city(2023, "地区生产总值412亿元。"), _city(2024, "地区生产总值436亿元。"))
    said = {
        "metric": "地区生产总值",
        "concept": "gdp",
        "unit": "元",
        "region": "云川市",
        "status": "actual",
    }
    assert rows == [{**said, "2023": Decimal("41200000000"), "2024": Decimal("43600000000")}]


def test_regions_are_columns_for_reports_of_one_year() -> None:
    rows = _wide_rows(_city(2024, "地区生产总值412亿元。"), _city(2024, "地区生产总值36亿元。", "东岭县"))
    said = {"metric": "地区生产总值", "concept": "gdp", "unit": "元", "year": "2024", "status": "actual"}
    assert rows == [{**said, "东岭县": Decimal("3600000000"), "云川市": Decimal("41200000000")}]


def test_regions_are_in_the_order_of_their_codes() -> None:
    texts = [
        extract(_city(2024, "地区生产总值412亿元。", name))
        for name in ("四川省", "云川市", "上海市", "北京市")
    ]
    found = wide(series(texts))
    assert found.by == "region" and found.columns == ("北京市", "上海市", "四川省", "云川市")
    rows = wide(series(texts), by="year").rows
    assert [row.first.region for row in rows] == list(found.columns)


def test_metrics_are_columns_with_their_units() -> None:
    said = "地区生产总值412亿元，增长5%。"
    texts = [extract(_city(year, said, name)) for year in (2023, 2024) for name in ("四川省", "北京市")]
    found = wide(series(texts), by="metric")
    assert found.columns == ("地区生产总值 (元)", "地区生产总值增长 (%)")
    rows = [dict(zip(head(found), row, strict=True)) for row in table_rows(found)]
    assert [(row["region"], row["year"]) for row in rows] == [
        *(("北京市", "2023"), ("北京市", "2024"), ("四川省", "2023"), ("四川省", "2024"))
    ]
    assert all(row["地区生产总值 (元)"] == Decimal("41200000000") for row in rows)
    assert as_json(found)["by"] == "metric" and sparkline(found, found.rows[0]) == ""


def test_a_year_between_that_nothing_is_stated_for_is_a_gap() -> None:
    texts = [_city(year, f"森林覆盖率{value}%。") for year, value in ((2021, 50), (2024, 53))]
    found = wide(series([extract(text) for text in texts]))
    assert found.columns == ("2021", "2022", "2023", "2024")
    assert [None if one is None else one.taken.value for one in found.rows[0].cells] == [50, None, None, 53]


def test_averages_and_sums_of_several_years_have_columns_and_rows_of_their_own() -> None:
    text = (
        "云川市2025年工作情况报告\n2025年，地区生产总值增长5.2%。\n"
        "“十四五”期间，地区生产总值年均增长5.6%，城镇新增就业累计52万人。2025年，城镇新增就业11万人。"
    )
    rows = {(row["concept"], row.get("aggregation")): row for row in _wide_rows(text)}
    assert rows["gdp.growth", None]["2025"] == Decimal("5.2")
    assert rows["gdp.growth", "average"]["2021-2025"] == Decimal("5.6")
    assert "2025" not in rows["gdp.growth", "average"]
    assert rows["urban-new-jobs", "sum"]["2021-2025"] == Decimal(520000)
    assert rows["urban-new-jobs", None]["2025"] == Decimal(110000)


def test_the_figure_of_a_part_has_a_row_of_its_own() -> None:
    rows = _wide_rows(_city(2024, "全省地区生产总值436亿元，泸州市地区生产总值30亿元。", "四川省"))
    places = {row.get("place"): row["四川省" if "四川省" in row else "2024"] for row in rows}
    assert places == {None: Decimal("43600000000"), "泸州市": Decimal("3000000000")}


def test_each_cell_is_one_number() -> None:
    texts = [*(_city(2024, f"森林覆盖率{said}。") for said in ("约52%", "52.3%")), _city(2025, "粮食7万吨。")]
    for row in _wide_rows(*texts):
        assert all(isinstance(value, Decimal) for name, value in row.items() if name.isdecimal())


def test_a_conflict_is_told_of_with_what_decided() -> None:
    late = _city(2025, "森林覆盖率53%。\n2024年，森林覆盖率为51%。")
    found = wide(series([extract(_city(2024, "森林覆盖率52%。")), extract(late)]))
    assert [next(iter(table_rows(found)))[-2:]] == [(Decimal(52), Decimal(53))]
    (row,) = as_json(found)["rows"]
    assert row["values"]["2024"]["value"] == 52
    assert [(one["value"], one["reason"]) for one in row["values"]["2024"]["others"]] == [
        (51, "a nearer report")
    ]
    ((*_, reason, contradicts),) = conflict_rows(found)
    assert (reason, contradicts) == ("a nearer report", 1)


def test_rows_with_few_values_are_left_out() -> None:
    texts = (_city(2023, "地区生产总值412亿元。"), _city(2024, "地区生产总值436亿元，新建公园3个。"))
    assert len(_wide_rows(*texts)) == 2 and len(_wide_rows(*texts, least=2)) == 1
    found = series([extract(text) for text in texts])
    assert {point.concept for point in at_least(found, 2).points} == {"gdp"}


def test_a_sparkline_runs_from_the_lowest_to_the_highest() -> None:
    found = wide(
        series(
            [
                extract(_city(year, f"森林覆盖率{value}%。"))
                for year, value in ((2022, 50), (2023, 51), (2024, 52))
            ]
        )
    )
    assert sparkline(found, found.rows[0]) == BARS[0] + BARS[4] + BARS[-1]


@pytest.mark.parametrize(
    ("value", "said"),
    [("67700000000000", "67.7万亿"), ("436000000", "4.36亿"), ("-13120000", "-1312万"), ("9999", "9999")],
)
def test_numbers_as_people_say_them(value: str, said: str) -> None:
    assert short(Decimal(value)) == said


def test_a_series_survives_its_json() -> None:
    found = series([extract(path) for path in sorted((ROOT / "samples").glob("*.txt"))])
    assert Series.model_validate_json(found.model_dump_json()) == found


# what a reader copied by hand from seventeen real reports

needs_corpus = pytest.mark.skipif(not SHARED.exists(), reason="needs the corpus")
ROWS = list(csv.DictReader(FACTS.read_text("utf-8").splitlines()))
UNREAD = {
    ("guizhou-2026", "urban-new-jobs", "2021-2025"): "the five years are told paragraphs before",
    ("henan-2026", "grain", "2017-2025"): "in each of nine years, read as in the last",
    ("jiangsu-2026", "grain", "2021-2025"): "in each of five years, read as in the last",
    ("xizang-2026", "grain", "2026"): "three products in one statement",
}


@cache
def _table(names: tuple[str, ...]) -> dict[tuple[str, int], Point]:
    found = series([CORPUS / f"{name}.txt" for name in names], targets=True)
    return {(Path(point.report).stem, point.start): point for point in found.points}


def _sets() -> dict[str, tuple[str, ...]]:
    names = sorted({row["report"] for row in ROWS})
    nation = tuple(name for name in names if name.startswith("national"))
    return {name: nation if name in nation else tuple(n for n in names if n not in nation) for name in names}


SETS = _sets()


def _case(row: dict[str, str]) -> object:
    name = f"{row['report']} {row['concept']} {row['period']} {row['start']}"
    reason = UNREAD.get((row["report"], row["concept"], row["period"]))
    if reason is None and row["status"] == "target" and _is_repeat(row):
        reason = "told once more as 增速, with nothing that says of what"
    return pytest.param(row, id=name, marks=[pytest.mark.xfail(strict=True, reason=reason)] if reason else [])


def _is_repeat(row: dict[str, str]) -> bool:
    """The last of several statements of one target, in the two reports where it is 增速 alone."""
    if row["report"] not in ("national-2016", "national-2018") or row["concept"] != "gdp.growth":
        return False
    same = [
        one for one in ROWS if all(one[key] == row[key] for key in ("report", "concept", "period", "status"))
    ]
    return len(same) > 1 and same[-1] is row


@needs_corpus
@pytest.mark.parametrize("row", [_case(row) for row in ROWS])
def test_the_figures_of_real_reports(row: dict[str, str]) -> None:
    point = _table(SETS[row["report"]]).get((row["report"], int(row["start"])))
    assert point is not None
    assert (point.concept, point.year, point.status) == (row["concept"], row["period"], row["status"])
    value = Decimal(row["value"]) * (-1 if row["direction"] == "down" else 1)
    if point.unit == row["unit"]:
        assert point.value == value
        assert point.value_max == (Decimal(row["value_max"]) if row["value_max"] else None)

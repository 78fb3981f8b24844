"""JSON, JSON Lines and CSV: what goes in comes out again."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from figured import REPORTS, made
from hypothesis import given
from support import formula

from reportmine import extract
from reportmine.output.export import COLUMNS, csv_lines, json_array, jsonl, rows, to_json
from reportmine.records import Report

NUMERIC = ("year", "id", "start", "end", "value", "value_max")


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_order_of_columns_is_fixed() -> None:
    assert (
        *("file", "title", "issuer", "region", "year"),
        *("id", "text", "start", "end", "value", "value_max", "unit", "relation", "kind"),
        *(
            "item",
            "action",
            "actor",
            "role",
            "direction",
            "basis",
            "whole",
            "period",
            "status",
            "aggregation",
        ),
        *("metric", "concept", "section", "sentence", "rules", "flags", "confidence"),
        *("table", "region_code", "page"),
    ) == COLUMNS


@given(REPORTS)
def test_json_gives_the_report_again(report: Report) -> None:
    assert Report.model_validate_json(to_json(report)) == report
    assert [Report.model_validate(one) for one in json.loads(to_json([report, report]))] == [report] * 2


@given(REPORTS)
def test_json_lines_are_rows(report: Report) -> None:
    lines = list(jsonl([report, report]))
    assert all(line.endswith("\n") and "\n" not in line[:-1] for line in lines)
    whole = json.loads(to_json(report))
    head = {"file": "a.txt", **{key: whole[key] for key in ("title", "issuer", "region", "year")}}
    tail = {"region_code": whole["region_code"], "page": None}
    expected = [{**head, **one, **tail} for one in whole["indicators"]]
    assert [json.loads(line) for line in lines] == expected * 2
    assert tuple(json.loads(lines[0])) == COLUMNS


JSON_TYPES: dict[str, type] = dict.fromkeys(COLUMNS, str) | {
    **dict.fromkeys(("year", "id", "start", "end", "page"), int),
    **dict.fromkeys(("value", "value_max"), float),
    **dict.fromkeys(("rules", "flags"), list),
}


@given(REPORTS)
def test_each_key_of_json_lines_has_one_type(report: Report) -> None:
    """Libraries for tables take the type of a column from the first lines."""
    for line in jsonl([report]):
        for key, value in json.loads(line).items():
            assert value is None or type(value) is JSON_TYPES[key], key


def test_pandas_reads_sections_and_periods_as_they_are() -> None:
    pandas = pytest.importorskip("pandas")
    text = "".join(f"{n}. 第{n}项工作\n2024年，全市办理案件{n}件。\n" for n in range(1, 12))
    report = extract("一、重点工作\n" + text)
    table = "".join(csv_lines([report]))
    as_text = {"section": str, "period": str, "region_code": str}
    read = pandas.read_csv(io.StringIO(table), dtype=as_text)
    assert list(read.section) == [one.section for one in report.indicators]
    assert "1.10" in set(read.section) and set(read.period) == {"2024"}
    lines = pandas.read_json(io.StringIO("".join(jsonl([report]))), lines=True, dtype=as_text)
    assert list(lines.section) == list(read.section) and list(lines.period) == list(read.period)


@given(REPORTS)
def test_csv_reads_back_to_the_same_rows(report: Report) -> None:
    text = "".join(csv_lines([report]))
    expected = list(rows(report))
    read = _read(text)
    assert len(read) == len(expected)
    for cells, values in zip(read, expected, strict=True):
        assert tuple(cells) == COLUMNS
        for (name, cell), value in zip(cells.items(), values, strict=True):
            if name in NUMERIC and value is not None:
                assert Decimal(cell) == value
            elif isinstance(value, tuple):
                assert cell == ";".join(value)
            else:
                assert cell == (value or "")


@given(REPORTS)
def test_excel_cells_are_never_formulas(report: Report) -> None:
    text = "".join(csv_lines([report], excel=True))
    assert text.startswith("\ufefffile,")
    assert text.endswith("\r\n")
    for cells, plain in zip(_read(text[1:]), _read("".join(csv_lines([report]))), strict=True):
        for name, cell in cells.items():
            if name in NUMERIC:
                assert cell == plain[name]
            else:
                assert not formula(cell)
                assert cell in (plain[name], "'" + plain[name])


def test_csv_as_written() -> None:
    report = made(
        {
            "value": Decimal("-1.50"),
            "unit": "亿元",
            "item": '"一"，二,',
            "rules": ("a", "b"),
            "sentence": "甲\r\n乙",
        },
        {"value": Decimal("1E+3"), "value_max": Decimal("0.0000001"), "item": "甲\r乙"},
        title="报告",
    )
    assert "".join(csv_lines([report])) == (
        ",".join(COLUMNS) + "\n"
        'a.txt,报告,,,,1,5,0,1,-1.5,,亿元,=,count,"""一""，二,",,,level,,,,,actual,,,,,"甲\r\n乙",a;b,,,,,\n'
        'a.txt,报告,,,,2,5,0,1,1000,0.0000001,,=,count,"甲\r乙",,,level,,,,,actual,,,,,5,,,,,,\n'
    )


def test_excel_as_written() -> None:
    report = made({"value": -5, "item": "=1+1", "unit": "@x", "actor": "-a", "text": "-5"})
    text = "".join(csv_lines([report], excel=True))
    assert text == (
        "\ufeff" + ",".join(COLUMNS) + "\r\n"
        "a.txt,,,,,1,-5,0,1,-5,,'@x,=,count,'=1+1,,'-a,level,,,,,actual,,,,,5,,,,,,\r\n"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("15800", "15800"),
        ("5.30", "5.3"),
        ("33757.93", "33757.93"),
        ("-0.2", "-0.2"),
        ("1E+15", "1" + "0" * 15),
    ],
)
def test_numbers_are_json_numbers(value: str, written: str) -> None:
    report = made({"value": Decimal(value)})
    assert f'"value": {written},' in to_json(report)
    assert f'"value": {float(written)!r},' in next(jsonl([report]))  # of one type in every line


def test_json_of_no_report_and_of_chinese() -> None:
    assert to_json([]) == "[]\n"
    assert "报告" in to_json(made(title="报告"))


def test_rows_stream() -> None:
    def reports() -> Any:
        yield made({}, {})
        raise RuntimeError("asked for more than needed")

    for lines in (csv_lines(reports()), jsonl(reports()), json_array(reports())):
        next(lines)

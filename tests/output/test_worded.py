"""Heads and fixed values of tables in Chinese: no column lacks a word, and what programs read stays."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

import openpyxl
import pytest
from support import ROOT

from reportmine import diff, extract, series
from reportmine.compare.stating import PREFERRED
from reportmine.output import audit, export, worded, xlsx
from reportmine.output import diff as of_diff
from reportmine.output import series as of_series
from reportmine.output.tabular import REPORT_TABLES, SERIES_TABLES
from reportmine.output.wide import NOTES, wide
from reportmine.output.widetables import CONFLICT_TABLE, wide_table
from reportmine.output.xlsx import SOURCE

OLD, NEW = (extract(ROOT / "samples" / f"yunting-{year}.txt") for year in (2024, 2025))
FOUND, PANEL = diff(OLD, NEW), series([OLD, NEW])
TABLES: dict[str, tuple[str, ...]] = {
    "diff": of_diff.COLUMNS,
    "audit": audit.COLUMNS,
    "report": export.COLUMNS,
    "series": of_series.COLUMNS,
    **{one.name: tuple(column.name for column in one.columns) for one in REPORT_TABLES},
    **{f"of series: {one.name}": tuple(column.name for column in one.columns) for one in SERIES_TABLES},
    "conflicts": tuple(column.name for column in CONFLICT_TABLE.columns),
    "wide": tuple(column.name for column in wide_table(wide(PANEL, notes=True)).columns),
}


def _rows(pieces: Iterable[str]) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(pieces))))


@pytest.mark.parametrize("names", TABLES.values(), ids=TABLES)
def test_each_column_has_a_word_of_its_own(names: tuple[str, ...]) -> None:
    said = worded.heads(names, "zh")
    assert [one for one in said if re.search("[a-z_]", one)] == []
    assert len(set(said)) == len(said)
    assert worded.heads(names, None) == list(names)


def test_years_stay_and_what_stands_beside_them_has_a_word() -> None:
    assert worded.head("2024", "zh") == "2024" and worded.head("浙江省", "zh") == "浙江省"
    said = [worded.head(f"2024 {note}", "zh") for note in NOTES]
    assert said == ["2024 关系", "2024 上限", "2024 报告", "2024 备注"]


def test_what_became_of_targets_is_told_in_chinese_with_the_reasons() -> None:
    plain, told = _rows(of_diff.csv_lines(FOUND)), _rows(of_diff.csv_lines(FOUND, heads="zh"))
    assert plain[0] == list(of_diff.COLUMNS) and told[0][:2] == ["部分", "变化"]
    at = of_diff.COLUMNS.index("evidence")
    became = {(one[0], one[1]): (two[0], two[1]) for one, two in zip(plain[1:], told[1:], strict=True)}
    assert became[("target", "met")] == ("目标", "完成")
    assert became[("row", "removed")] == ("数据", "不再提及")
    assert [row[at] for row in told if re.search(r"[a-z]{3,} [a-z]{2,}", row[at])] == []
    # what the report itself says is the same in both
    names = ("metric", "concept", "old_text", "new_value", "new_sentence")
    kept = [of_diff.COLUMNS.index(name) for name in names]
    for one, two in zip(plain[1:], told[1:], strict=True):
        assert [one[at] for at in kept] == [two[at] for at in kept]


def test_figures_have_their_kinds_and_cautions_in_words() -> None:
    told = _rows(export.csv_lines([NEW], heads="zh"))
    rows = [dict(zip(told[0], row, strict=True)) for row in told[1:]]
    assert {row["状态"] for row in rows} == {"实际", "目标"} and "金额" in {row["类型"] for row in rows}
    assert rows[0]["数据"] == NEW.indicators[0].text


COLUMNS = (
    *(column for one in (*REPORT_TABLES, *SERIES_TABLES, CONFLICT_TABLE) for column in one.columns),
    *wide_table(wide(PANEL, notes=True)).columns,
)


def test_each_column_has_a_meaning_in_chinese() -> None:
    told = {column.about: worded.meaning(column.about, "zh") for column in COLUMNS}
    assert [about for about, said in told.items() if not re.search("[\u4e00-\u9fff]", said)] == []
    assert [said for said in told.values() if re.search("[a-z]{2,} [a-z]{2,}", said)] == []
    known = set(worded.labels("zh", worded.FILE)["meaning"])
    assert known - {one.removeprefix(worded.OTHER) for one in told} == {SOURCE.about}


def test_each_reason_for_a_statement_has_words() -> None:
    assert set(PREFERRED) <= set(worded.labels("zh", worded.FILE)["reason"])


_ENGLISH = re.compile("[a-z]{3,} [a-z]{2,}")


def _books() -> Iterator[Callable[[io.BytesIO], None]]:
    yield lambda sink: xlsx.write_reports([OLD, NEW], sink, heads="zh")
    yield lambda sink: xlsx.write_series(PANEL, sink, heads="zh")
    turned = wide(series([OLD, NEW, extract(CONTRARY, year=2025)]), notes=True)
    yield lambda sink: xlsx.write_wide(turned, sink, heads="zh")


CONTRARY = "云汀市2025年工作报告\n\n2025年，全市地区生产总值2600亿元。\n"


@pytest.mark.parametrize("write", list(_books()), ids=("reports", "series", "wide"))
def test_a_workbook_with_chinese_heads_is_chinese(write: Callable[[io.BytesIO], None]) -> None:
    sink = io.BytesIO()
    write(sink)
    book = openpyxl.load_workbook(sink)
    assert [name for name in book.sheetnames if re.search("[a-z]", name)] == []
    said = [
        str(text)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        for text in (cell.value, cell.comment.text if cell.comment else None)
        if text is not None
    ]
    assert [text for text in said if _ENGLISH.search(text)] == []

"""Workbooks: every value as the records have it, and no cell that does anything."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from figured import HOSTILE, all_rows, hostile, made, samples
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from reportmine import extract, series
from reportmine.compare.series import join
from reportmine.output import xlsx
from reportmine.output.tabular import POINTS, REPORT_TABLES, Table
from reportmine.output.wide import head, table_rows, wide
from reportmine.output.xlsxcells import CUT, LONGEST, cell_text
from reportmine.records import Page, Report, Source


def _written(reports: list[Report], **options: Any) -> bytes:
    sink = io.BytesIO()
    xlsx.write_reports(iter(reports), sink, **options)
    return sink.getvalue()


def _sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def _told(value: Any) -> Any:
    """A value as a cell shows it."""
    if isinstance(value, list):
        value = ";".join(value)
    if value is None:
        return ""
    return cell_text(value)[0] if isinstance(value, str) else value


def _expected(table: Table[Any], results: list[Any]) -> list[list[Any]]:
    head = [column.name for column in table.columns]
    return [head, *([_told(value) for value in row] for row in all_rows(table, results))]


PAGES = 5  # of the last sample


@pytest.fixture(scope="module")
def three() -> list[Report]:
    return samples()


def test_each_table_is_a_sheet_with_the_values_of_the_records(three: list[Report]) -> None:
    read = _sheets(_written(three))
    assert list(read) == ["figures", "sections", "unread", "warnings", "reports", "about"]
    links = [row.pop() for row in read["figures"]]
    assert links[0] == "source" and links[-1] == f"{three[-1].source.name}#page={PAGES}"
    for table in REPORT_TABLES:
        assert read[table.name] == _expected(table, three), table.name
    figures = read["figures"]
    assert {type(row[figures[0].index("value")]) for row in figures[1:]} == {float}
    assert any("复议" in row[figures[0].index("sentence")] for row in figures[1:])


def test_another_library_reads_the_same_types(three: list[Report]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_written(three)))
    head, *rows = book["figures"].iter_rows()
    names = [cell.value for cell in head]
    for row, figure in zip(rows, (one for report in three for one in report.indicators), strict=True):
        cells = dict(zip(names, row, strict=True))
        assert (cells["value"].data_type, cells["value"].value) == ("n", float(figure.value))
        assert cells["section"].value == figure.section
        if figure.section is not None:
            assert (cells["section"].data_type, cells["section"].number_format) in (
                ("s", "@"),
                ("inlineStr", "@"),
            )
        assert cells["confidence"].number_format == "0.00"


def test_the_head_stays_filters_and_says_what_its_columns_mean(three: list[Report]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(_written(three)))
    for table in REPORT_TABLES:
        sheet = book[table.name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        comments = [cell.comment.text for cell in sheet[1][: len(table.columns)]]
        assert comments == [column.about for column in table.columns]
    meanings = {(row[0], row[1]): row[2] for row in _sheets(_written(three))["about"]}
    assert meanings["figures", "unit"].startswith("The unit without its magnitude")


@pytest.mark.parametrize(
    ("value", "format"),
    [("80", "#,##0"), ("5.30", "#,##0.0"), ("2386.45", "#,##0.00"), ("-1500000", "#,##0"), ("1E+3", "#,##0")],
)
def test_a_number_has_its_own_decimals_and_80_per_cent_is_80(value: str, format: str) -> None:
    report = made({"value": value, "unit": "%", "kind": "percent"})
    sheet = openpyxl.load_workbook(io.BytesIO(_written([report])))["figures"]
    cell = sheet.cell(2, [one.value for one in sheet[1]].index("value") + 1)
    assert (float(cell.value), cell.number_format) == (float(value), format)


def _parts(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name).decode("utf-8")


def test_no_cell_of_a_hostile_report_does_anything() -> None:
    data = _written([hostile()])
    for name, part in _parts(data):
        assert not re.search(r"<f[ >/]|<rPr>.*?<f>|ddeLink|externalLink", part), name
        targets = re.findall(r'Target="([^"]*)" TargetMode="External"', part)
        assert set(targets) <= {"FILE:///a/b%20c.txt"}
        assert "\ufffe" not in part and not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", part)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "n",
        "inlineStr",
    }


def test_hostile_texts_read_back_as_they_are() -> None:
    read = _sheets(_written([hostile()]))
    for row in read["figures"]:
        row.pop()
    for table in REPORT_TABLES:
        assert read[table.name] == _expected(table, [hostile()]), table.name


_TEXTS = st.text(min_size=1) | st.text("_x05fFA<r>/\r\n ", min_size=1, max_size=30)


@settings(deadline=None, max_examples=40)
@given(st.lists(_TEXTS, min_size=1, max_size=20))
def test_any_text_reads_back(texts: list[str]) -> None:
    report = made(*({"sentence": text, "item": text} for text in texts))
    head, *rows = _sheets(_written([report], fields=["item", "sentence"]))["figures"]
    assert head == ["item", "sentence", "source"]
    assert [row[0] for row in rows] == [row[1] for row in rows] == [cell_text(text)[0] for text in texts]


@pytest.mark.parametrize(
    ("text", "length"),
    [("长" * 40_000, 32_767), ("😀" * 20_000, None), ("a" * 32_767, None), ("😀" * 16_384, None)],
)
def test_a_text_too_long_for_a_cell_is_cut_and_said(text: str, length: int | None) -> None:
    fit, cut = cell_text(text)
    units = len(fit.encode("utf-16-le")) // 2
    assert units <= LONGEST and cut is (fit != text) is fit.endswith(CUT)
    assert length is None or units == length
    assert text.startswith(fit.removesuffix(CUT))
    about = str(_sheets(_written([made({"sentence": text})]))["about"])
    assert ("1 cells were longer than a cell can be" in about) is cut


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert cell_text("a\x00b\x1fc\ud800d\uffffe\tf\r\ng\rh") == ("a�b�c�d�e\tf\ng\nh", False)


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 4)  # with the head
    read = _sheets(_written([made({}, {}), made({}, {}, {}, {}, {})]))
    assert [len(read[name]) for name in ("figures", "figures 2", "figures 3")] == [4, 4, 2]
    assert read["figures"][0] == read["figures 3"][0]
    assert [row[5] for row in read["figures"][1:] + read["figures 2"][1:]] == [1, 2, 1, 2, 3, 4]
    assert "7 rows on 3 sheets" in str(read["about"])


def test_more_links_than_a_sheet_holds_are_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "LINKS", 2)
    source = Source(name="a.txt", uri="file:///a.txt", sha256="0" * 64, length=9)
    data = _written([made({}, {}, {}, source=source)])
    assert "1 cells are no links" in str(_sheets(data)["about"])
    assert [row[-1] for row in _sheets(data)["figures"][1:]] == ["a.txt"] * 3


@pytest.mark.parametrize(
    ("uri", "target"),
    [
        ("file:///d/%E5%B8%82.pdf", "FILE:///d/%E5%B8%82.pdf"),
        ("https://a.gov.cn/b.pdf", "https://a.gov.cn/b.pdf"),
        *(
            (uri, None)
            for uri in ("javascript:alert(1)", "file://server/share/a.pdf", "internal:A1", "", None)
        ),
        ("file:///" + "a" * 3_000, None),
    ],
)
def test_a_link_leads_to_the_page_of_a_file_and_nowhere_else(uri: str | None, target: str | None) -> None:
    pages = (Page(number=7, start=0, end=9),)
    source = Source(name="a.pdf", uri=uri, sha256="0" * 64, length=9, pages=pages)
    book = openpyxl.load_workbook(io.BytesIO(_written([made({}, source=source)])))
    cell = book["figures"][2][-1]
    assert cell.value == "a.pdf#page=7"
    told = cell.hyperlink and (cell.hyperlink.target, cell.hyperlink.location)
    assert told == (target and (target, "page=7"))


def test_a_file_with_a_hostile_name_is_linked_by_that_name() -> None:
    name = "<r>_x0041_</r>"
    source = Source(name=name, uri="file:///a.txt", sha256="0" * 64, length=9)
    assert _sheets(_written([made({}, source=source)]))["figures"][1][-1] == name


def test_the_same_reports_give_the_same_bytes(three: list[Report]) -> None:
    assert _written(three) == _written(three)


def test_a_series_has_its_points_and_their_meaning(three: list[Report]) -> None:
    found = join([three[0]])
    sink = io.BytesIO()
    xlsx.write_series(found, sink)
    read = _sheets(sink.getvalue())
    assert list(read) == ["points", "warnings", "about"]
    assert read["points"] == _expected(POINTS, [found])


class _Full(io.BytesIO):
    def write(self, data: Any) -> int:
        raise OSError(28, "No space left on device")


def test_a_disk_that_is_full_is_an_oserror_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(OSError, match="No space left"):
        xlsx.write_reports(iter([made({})]), _Full())
    assert list(tmp_path.iterdir()) == []


def test_rows_wait_in_files_that_an_interruption_removes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def reports() -> Iterator[Report]:
        yield made({})
        assert list(tmp_path.iterdir()) != []
        raise KeyboardInterrupt

    sink = io.BytesIO()
    with pytest.raises(KeyboardInterrupt):
        xlsx.write_reports(reports(), sink)
    assert list(tmp_path.iterdir()) == [] and sink.getvalue() == b""


def test_the_hostile_texts_are_hostile() -> None:
    assert len(HOSTILE) == len(set(HOSTILE)) > 80


def test_a_wide_table_is_numbers_with_what_was_not_taken_beside_it() -> None:
    texts = (
        "云川市2024年工作情况报告\n2024年，森林覆盖率52%，地区生产总值436.2亿元。",
        "云川市2025年工作情况报告\n2025年，森林覆盖率53%。\n2024年，森林覆盖率为51%。",
    )
    found = wide(series([extract(text) for text in texts]))
    sink = io.BytesIO()
    xlsx.write_wide(found, sink)
    sheets = _sheets(sink.getvalue())
    assert list(sheets) == ["wide", "conflicts", "about"]
    names, *rows = sheets["wide"]
    assert tuple(names) == head(found)
    assert rows == [
        [float(value) if isinstance(value, Decimal) else value or "" for value in row]
        for row in table_rows(found)
    ]
    names, *rows = sheets["conflicts"]
    (left,) = [dict(zip(names, row, strict=True)) for row in rows]
    assert (left["value"], left["other_value"], left["reason"]) == (52, 51, "a nearer report")


def test_a_bound_and_a_range_of_a_wide_table_are_numbers_that_look_like_what_they_are() -> None:
    texts = [
        f"云汀市{year}年政府工作报告\n一、{year}年工作回顾\n{year}年，{said}"
        for year, said in ((2024, "全市新增就业超过13万人。"), (2025, "全市新增就业10万—12万人。"))
    ]
    sink = io.BytesIO()
    xlsx.write_wide(wide(series(texts)), sink)
    sheet = openpyxl.load_workbook(sink)["wide"]
    held = [(cell.value, cell.number_format) for cell in sheet[2] if isinstance(cell.value, int | float)]
    assert held == [
        (130_000, '">"#,##0;">"-#,##0'),
        (100_000, '#,##0"–120,000";-#,##0"–120,000"'),
    ]

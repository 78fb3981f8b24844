"""Spreadsheets: the sheets as they are shown, each a table with the lines over and under it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from importlib.util import find_spec

import pytest
import writers
from support import lawful

from reportmine import InputError, Report, extract, load
from reportmine.readers.sheets import biff
from reportmine.readers.sheets.shown import shown
from reportmine.text.text import Text

calamine = pytest.mark.skipif(find_spec("python_calamine") is None, reason="needs python-calamine")

ROWS: writers.Rows = [
    ["2024年云汀市财政收支情况", None, None, None, None],
    [None, None, None, None, "单位：万元"],
    ["项目", "2024年", None, "2023年", None],
    [None, "执行数", "增长", "执行数", "增长"],
    ["税收收入", 123456.0, 0.053, 117000.25, -0.0123],
    ["其中：增值税", 5400.0, 0.1, 5000.0, 0.02],
    ["注：按决算口径。", None, None, None, None],
]
SPANS: writers.Spans = [(0, 0, 1, 5), (2, 0, 2, 1), (2, 1, 1, 2), (2, 3, 1, 2)]
CODES = ("#,##0.0", "0.0%")
FORMATS = {(4, 3): 1, **{(line, column): 2 for line in (4, 5) for column in (2, 4)}}
HIDDEN: writers.Rows = [["旧数", "2020年"], ["税收收入（万元）", 99999.0]]
SHOWN = [
    *(["2024年云汀市财政收支情况", None, None, None, None], [None, None, None, None, "单位：万元"]),
    *(["项目", "2024年", None, "2023年", None], [None, "执行数", "增长", "执行数", "增长"]),
    ["税收收入", "123456", "5.3%", "117,000.3", "-1.2%"],
    ["其中：增值税", "5400", "10.0%", "5000", "2.0%"],
    ["注：按决算口径。", None, None, None, None],
]


def _xlsx() -> bytes:
    sheets = {"收支": writers.sheet_xml(ROWS, SPANS, FORMATS), "旧": writers.sheet_xml(HIDDEN)}
    return writers.xlsx(sheets, ["旧"], CODES)


def _ods() -> bytes:
    styles = (
        '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/>'
        "</style:style>"
    )
    hidden = writers.open_table(HIDDEN, name="旧", more='table:style-name="h"')
    return writers.open_document("spreadsheet", writers.open_table(SHOWN, SPANS, "收支") + hidden, styles)


def _xls() -> bytes:
    return writers.xls({"收支": ROWS, "旧": HIDDEN}, ["旧"], CODES, FORMATS, SPANS)


MADE: dict[str, Callable[[], bytes]] = {"xlsx": _xlsx, "ods": _ods, "xls": _xls}
formats = pytest.mark.parametrize("format", ["xlsx", "ods", pytest.param("xls", marks=calamine)])
TEXT = (
    "2024年云汀市财政收支情况\n单位：万元\n项目\t2024年\t\t2023年\n\t执行数\t增长\t执行数\t增长\n"
    "税收收入\t123456\t5.3%\t117,000.3\t-1.2%\n其中：增值税\t5400\t10.0%\t5000\t2.0%\n注：按决算口径。\n"
)


def read(data: bytes, name: str = "a.xlsx") -> tuple[Text, Report]:
    text = load(data, name=name)
    report = extract(text)
    lawful(report, text)
    return text, report


def codes(report: Report) -> list[str]:
    return [one.code for one in report.warnings]


@formats
def test_a_sheet_is_a_table_with_its_lines(format: str) -> None:
    text, report = read(MADE[format](), "a.bin")
    assert text.source.reader == format
    assert text.raw == TEXT
    (grid,) = text.grids
    assert grid.merged
    assert [(one.row, one.column, one.rows, one.columns) for one in grid.cells[:3]] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
        (0, 3, 1, 2),
    ]
    said = [(one.text, one.value, one.unit, one.item, one.period, one.role) for one in report.indicators]
    assert said[:4] == [
        ("123456", 1_234_560_000, "元", "税收收入", "2024", "level"),
        ("5.3%", Decimal("5.3"), "%", "税收收入", "2024", "change"),
        ("117,000.3", 1_170_003_000, "元", "税收收入", "2023", "level"),
        ("-1.2%", Decimal("1.2"), "%", "税收收入", "2023", "change"),
    ]
    assert report.indicators[4].item == "税收收入·增值税"
    assert {one.table for one in report.indicators} == {"2024年云汀市财政收支情况"}
    assert codes(report) == ["hidden-sheets"]
    assert "99999" not in text.raw


def test_the_name_of_a_sheet_stands_where_no_title_does() -> None:
    table: writers.Rows = [["指标", "2024年"], ["人口（万人）", 49.5]]
    titled: writers.Rows = [["附表", None], *table]
    sheets = {"常住人口": writers.sheet_xml(table), "另": writers.sheet_xml(titled)}
    text, _ = read(writers.xlsx(sheets))
    assert text.raw == "常住人口\n指标\t2024年\n人口（万人）\t49.5\n附表\n指标\t2024年\n人口（万人）\t49.5\n"


def test_what_is_hidden_is_left_out_with_a_word() -> None:
    xml = writers.sheet_xml(
        [["指标", "2022年", "2023年"], ["人口（万人）", 48.0, 49.0], ["户（万户）", 1.0, 2.0]]
    )
    xml = xml.replace("<sheetData>", '<cols><col min="2" max="2" hidden="1"/></cols><sheetData>')
    xml = xml.replace('<row r="3">', '<row r="3" hidden="1">')
    text, report = read(writers.xlsx({"表": xml}))
    assert text.raw == "表\n指标\t2023年\n人口（万人）\t49\n"
    assert codes(report)[0] == "hidden-cells"
    assert "1 hidden row(s) and 1 hidden column(s)" in report.warnings[0].message


def test_formulas_give_what_was_last_computed() -> None:
    xml = writers.sheet_xml([["指标", "2024年", "2025年"], ["人口（万人）", 49.5, 50.0]])
    xml = xml.replace("<v>49.5</v>", "<f>B9*2</f><v>49.5</v>").replace("<v>50.0</v>", "<f>1+1</f>")
    text, report = read(writers.xlsx({"表": xml}))
    assert text.raw.endswith("人口（万人）\t49.5\t\n")
    assert "formulas" in codes(report)


def test_shared_and_rich_strings() -> None:
    xml = writers.sheet_xml([["指标", "2024年"], [1.0, 49.5]]).replace(
        '<c r="A2" s="0"><v>1.0</v>', '<c r="A2" t="s"><v>1</v>'
    )
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>无</t></si>'
        "<si><r><t>常住</t></r><r><t>人口</t></r><rPh><t>changzhu</t></rPh></si></sst>"
    )
    more = {
        "xl/sharedStrings.xml": shared,
        "xl/_rels/workbook.xml.rels": writers.relations(
            worksheet1="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml"
        ),
    }
    text, _ = read(writers.xlsx({"表": xml}, more=more))
    assert text.raw == "表\n指标\t2024年\n常住人口\t49.5\n"


def test_tables_of_one_sheet_are_parted_by_empty_rows() -> None:
    rows: writers.Rows = [
        *(["表1 收入", None], ["项目", "2024年（亿元）"], ["税收", 5.0], [None, None]),
        *(["表2 支出", None], ["项目", "2024年（万元）"], ["教育", 7.0]),
    ]
    _, report = read(writers.xlsx({"表": writers.sheet_xml(rows)}))
    assert [(one.table, one.value) for one in report.indicators] == [
        ("表1 收入", 500_000_000),
        ("表2 支出", 70_000),
    ]


def test_empty_columns_are_none() -> None:
    rows: writers.Rows = [[None, None, "项目", None, "2024年（亿元）"], [None, None, "税收", None, 5.0]]
    text, _ = read(writers.xlsx({"表": writers.sheet_xml(rows)}))
    assert text.raw == "表\n项目\t2024年（亿元）\n税收\t5\n"


def test_cells_that_an_ods_repeats() -> None:
    row = (
        "<table:table-row><table:table-cell><text:p>人口<text:s/>（万人）<office:annotation><text:p>x</text:p>"
        '</office:annotation></text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" '
        'office:value-type="float" office:value="49.5"/>'
        '<table:table-cell table:number-columns-repeated="16381"/>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048574"><table:table-cell/>'
        "</table:table-row>"
    )
    head = writers.open_table([["指标", "2023年", "2024年"]]).replace("</table:table>", "")
    text, _ = read(writers.open_document("spreadsheet", head + row + "</table:table>"), "a.ods")
    assert text.raw == "表\n指标\t2023年\t2024年\n人口（万人）\t49.5\t49.5\n"


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        *(
            ("0.053", "General", "0.053"),
            ("0.053000000000000005", "General", "0.053"),
            ("1E3", "General", "1000"),
        ),
        *(("0.0525", "0.0%", "5.3%"), ("0.05", "0%", "5%"), ("-0.0123", "0.00%;[Red]-0.00%", "-1.23%")),
        *(("1234567.891", "#,##0.00", "1,234,567.89"), ("-12.5", "#,##0.0_);(#,##0.0)", "-12.5")),
        *(("0", '#,##0;-#,##0;"-"', "0"), ("0", "0;-0;", ""), ("5", ";;;", ""), ("12.30", "0.##", "12.3")),
        *(("12", '0"万元"', "12万元"), ("12.5", "0.0\\ \\亿", "12.5 亿"), ("12", "[$¥-804]#,##0", "¥12")),
        *(("123456", "0\\.0,", "12.3"), ("123456", "0!.0,", "12.3"), ("12345678", "#,##0,", "12,346")),
        *(("7", "000000", "000007"), ("0.5", "# ?/?", "0.5"), ("1234", "0.00E+00", "1234")),
        *(("45657", "yyyy/m/d", "2024年12月31日"), ("45657", 'yyyy"年"m"月"', "2024年12月")),
        *(("45657.5", "yyyy-mm-dd h:mm", "2024年12月31日 12:00"), ("0.25", "h:mm", "6:00")),
        *(
            ("45657", "[$-804]yyyy", "2024年"),
            ("1e99", "yyyy", "1" + "0" * 99),
            ("x", "0", "x"),
            ("NaN", "0", "NaN"),
        ),
        *(("12", "[>100]0.0;0.00", "12"), ("1.5", "@", "1.5"), ("1e300", "#,##0.00", "1" + "0" * 300)),
    ],
)
def test_a_number_is_as_its_format_shows_it(raw: str, code: str, said: str) -> None:
    assert shown(raw, code).replace(",", "") == said.replace(",", "")
    if "E" not in code and "," in said:
        assert shown(raw, code) == said


def test_days_may_count_from_1904() -> None:
    assert shown("0", "yyyy-m-d", True) == "1904年1月1日"


def test_what_reportmine_wrote_is_no_report() -> None:
    head = ("file", "title", "issuer", "region", "year", "id", "text", "start", "end")
    with pytest.raises(InputError, match="that reportmine wrote"):
        load(writers.xlsx({"figures": writers.sheet_xml([head, ["a"] * 9])}))


def test_a_workbook_as_one_xml_file_is_refused_and_a_page_called_xls_is_read() -> None:
    book = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
    with pytest.raises(InputError, match="save it as XLSX"):
        load(book.encode(), name="a.xls")
    cells = "<tr><td>指标</td><td>2024年</td></tr><tr><td>人口（万人）</td><td>5</td></tr>"
    page = f"<html><body><table>{cells}</table>"
    assert load(page.encode(), name="a.xls").source.reader == "html"


@calamine
def test_formats_of_an_old_workbook_are_told_or_missed() -> None:
    assert biff.formats(b"PK") is None
    data = _xls()
    assert (biff.formats(data) or [{}])[0][4, 2] == "0.0%"
    for at in range(0, len(data), 97):
        biff.formats(data[:at])  # whatever is missing
    lost = data.replace(b"\x09\x08\x10\x00\x00\x06\x05\x00", b"\x09\x08\x10\x00\x00\x05\x05\x00", 1)
    assert biff.formats(lost) is None


@calamine
def test_an_old_workbook_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportmine.readers import isolated

    monkeypatch.setattr(isolated, "_started", lambda *args: None)
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    monkeypatch.delitem(__import__("sys").modules, "reportmine.readers.sheets.xls", raising=False)
    with pytest.raises(
        InputError, match=r"python_calamine is not installed.*pip install 'reportmine\[sheets\]'"
    ):
        load(_xls())


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods"])
def test_damaged_books(name: str) -> None:
    data = MADE[name[2:]]()
    for at in range(0, len(data), 61):
        with pytest.raises(InputError):
            load(data[:at] or b" ", name=name)

"""CSV and TSV files are tables: each cell a record with its header and unit, or one warning why not."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from conftest import Run
from support import lawful

from reportmine import InputError, Report, extract, load
from reportmine.text.text import Text

Figure = tuple[str, str | None, str | None, str | None]

PLAIN = "指标,2023年,2024年\n地区生产总值（亿元）,90,100\n"
TIDY = [("90", "元", "地区生产总值", "2023"), ("100", "元", "地区生产总值", "2024")]


def read(content: str | bytes, name: str = "figures.csv", type: str | None = None) -> tuple[Text, Report]:
    text = load(content if isinstance(content, bytes) else content.encode(), name=name, type=type)
    report = extract(text)
    lawful(report, text)
    return text, report


def figures(report: Report) -> list[Figure]:
    return [(one.text, one.unit, one.item, one.period) for one in report.indicators]


def codes(report: Report) -> list[str]:
    return [one.code for one in report.warnings]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN,
        PLAIN.replace(",", ";"),
        PLAIN.replace(",", "\t"),
        PLAIN.replace(",", "|"),
        PLAIN.replace("\n", "\r\n"),
        PLAIN.replace("\n", "\r"),
        PLAIN.replace("\n", "\r\r\n"),  # written twice through a text file of Windows
        "\n\n" + PLAIN,
        "sep=;\n" + PLAIN.replace(",", ";"),
        '"指标","2023年","2024年"\n"地区生产总值（亿元）","90","100"\n',
        '指标,2023年,2024年\n地区生产总值（亿元）,="90",="100"\n',
        '指标,2023年,2024年\n"地区生产\n总值（亿元）",90,100\n',
        PLAIN.rstrip("\n"),
    ],
)
def test_the_forms_of_one_table(content: str) -> None:
    _, report = read(content)
    assert figures(report) == TIDY
    assert codes(report) == []
    assert [one.value for one in report.indicators] == [Decimal(90 * 10**8), Decimal(100 * 10**8)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_the_encodings(encoding: str) -> None:
    text, report = read((PLAIN + "年末常住人口（万人）,49.1,49.5\n").encode(encoding))
    assert figures(report)[:2] == TIDY
    assert text.source.reader == "csv" and text.source.media_type == "text/csv"
    assert "\ufeff" not in text.raw


def test_what_is_told_by_the_name_is_told_by_the_type_too() -> None:
    assert figures(read(PLAIN, "-", "csv")[1]) == figures(read(PLAIN, "a.CSV")[1]) == TIDY
    assert read(PLAIN, "a.tsv")[0].source.reader == "csv"
    assert read(PLAIN, "a.txt")[0].source.reader == "text"
    assert read("<html><body><p>全市办理案件12件。</p></body></html>", "a.csv")[0].source.reader == "html"


def test_lines_over_and_under_a_table() -> None:
    text, report = read(
        "2024年云汀市财政收支情况,,\n,,单位：万元\n项目,预算数,执行数\n"
        '一般公共预算收入,"123,456","130,000"\n其中：税收收入,88000,91000\n注：按决算口径。,,\n'
    )
    assert text.raw.startswith("2024年云汀市财政收支情况\n单位：万元\n项目\t预算数\t执行数\n")
    assert text.raw.endswith("\n注：按决算口径。\n")
    first, _, third, _ = report.indicators
    assert (first.text, first.value, first.unit, first.item) == (
        "123,456",
        1_234_560_000,
        "元",
        "一般公共预算收入",
    )
    assert (third.item, third.value, third.period) == ("一般公共预算收入·税收收入", 880_000_000, "2024")
    assert {one.table for one in report.indicators} == {"2024年云汀市财政收支情况"}
    assert first.sentence == "一般公共预算收入\t123,456\t130,000"


def test_several_tables_in_a_file() -> None:
    _, report = read(
        "表1 财政收入,,\n,,单位：万元\n项目,2023年,2024年\n税收,100,110\n,,\n"
        "表2 财政支出,,\n,,单位：亿元\n项目,2023年,2024年\n教育,20,21\n"
    )
    assert [(one.table, one.value) for one in report.indicators] == [
        ("表1 财政收入", 1_000_000),
        ("表1 财政收入", 1_100_000),
        ("表2 财政支出", 2_000_000_000),
        ("表2 财政支出", 2_100_000_000),
    ]


def test_an_empty_row_within_a_table_takes_no_header_away() -> None:
    _, report = read(PLAIN + ",,\n二、农业,,\n粮食产量（万吨）,5,6\n")
    assert figures(report)[2:] == [
        ("5", "吨", "农业·粮食产量", "2023"),
        ("6", "吨", "农业·粮食产量", "2024"),
    ]


def test_headers_that_were_merged() -> None:
    _, report = read(
        "指标,2023年,,2024年,\n,总量（亿元）,增速（%）,总量（亿元）,增速（%）\n工业增加值,100,5,110,-6\n"
    )
    assert [(one.text, one.unit, one.period, one.role, one.direction) for one in report.indicators] == [
        ("100", "元", "2023", "level", None),
        ("5", "%", "2023", "change", "up"),
        ("110", "元", "2024", "level", None),
        ("-6", "%", "2024", "change", "down"),
    ]


def test_one_figure_a_row() -> None:
    _, report = read(
        "年份,地区,指标,单位,数值\n2023,云汀市,财政收入,亿元,12.5\n2024,云汀市,财政收入,亿元,13.5\n"
    )
    assert figures(report) == [
        ("12.5", "元", "云汀市·财政收入", "2023"),
        ("13.5", "元", "云汀市·财政收入", "2024"),
    ]


def test_the_sign_is_that_by_which_the_rows_agree() -> None:
    _, report = read("指标;2023年;2024年\n收入（万元）;1,234.5;2,345.6\n支出（万元）;1,200.5;2,300.6\n")
    assert [one.text for one in report.indicators] == ["1,234.5", "2,345.6", "1,200.5", "2,300.6"]


@pytest.mark.parametrize("torn", ['"常住人口,万人,12', '"常住"人口,万人,12', '常住人口,万人,"12'])
def test_a_torn_quotation_mark_holds_for_its_line(torn: str) -> None:
    rows = ["指标,单位,2024年", "财政收入,亿元,5", torn, '"就业",万人,3', "城镇化率,%,60"]
    _, report = read("\n".join(rows) + "\n")
    assert [one.text for one in report.indicators] == ["5", "12", "3", "60"]
    assert codes(report) == ["csv-quotes"]
    assert "line 3" in report.warnings[0].message


def test_ragged_rows_are_warned_of() -> None:
    _, report = read("指标,2023年,2024年\n收入（万元）,1,234,2,345\n支出（万元）,100,200\n")
    assert codes(report) == ["csv-ragged"]
    assert "line 2" in report.warnings[0].message


def test_what_has_no_rows_is_text() -> None:
    content = "2024年，全市办理行政复议案件12件。\n比上年增长5.3%。\n"
    text, report = read(content)
    assert text.raw == content
    assert [one.text for one in report.indicators] == ["12件", "5.3%"]
    assert codes(report) == ["csv-as-text"]


@pytest.mark.parametrize(
    "command",
    [
        ("extract", "a.txt"),
        ("series", "a.txt", "b.txt"),
        ("series", "a.txt", "b.txt", "--wide", "--min", "1"),
        ("diff", "a.txt", "b.txt"),
    ],
)
@pytest.mark.parametrize("more", [(), ("--excel",)])
def test_what_reportmine_wrote_is_no_report(
    run: Run, tmp_path: Path, command: tuple[str, ...], more: tuple[str, ...]
) -> None:
    for name, year in (("a.txt", 2023), ("b.txt", 2024)):
        (tmp_path / name).write_text(f"{year}年，全市办理案件12件，罚款3万元。", encoding="utf-8")
    assert run(*command, *more, "-f", "csv", "-o", "panel.csv").returncode == 0
    done = run("extract", "panel.csv")
    assert done.returncode == 3
    assert b"is a table of figures that reportmine wrote, not a report; give" in done.stderr


def test_a_file_of_nothing_is_refused() -> None:
    for content in (b"", b",,\n,,\n", b"\n"):
        with pytest.raises(InputError, match="is empty"):
            load(content, name="a.csv")


def test_a_folder_gives_all_that_is_read_but_the_output(run: Run, tmp_path: Path) -> None:
    for name, content in (
        ("a.csv", PLAIN),
        ("b.md", "# 云汀市2024年政府工作报告\n\n粮食产量5万吨。\n"),
        ("c.markdown", "# 云汀市2024年政府工作报告\n\n粮食产量6万吨。\n"),
        ("d.tsv", PLAIN.replace(",", "\t")),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    first = run("series", ".", "-o", "out.csv")
    assert first.returncode == 0
    table = (tmp_path / "out.csv").read_text("utf-8")
    assert {line.partition(",")[0] for line in table.splitlines()[1:]} == {
        "a.csv",
        "b.md",
        "c.markdown",
        "d.tsv",
    }
    again = run("series", ".", "-o", "out.csv")
    assert (again.returncode, (tmp_path / "out.csv").read_text("utf-8")) == (0, table)

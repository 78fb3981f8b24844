"""Small tables of every make, each with neighbours that could be read wrongly."""

from __future__ import annotations

from typing import Any

import pytest
from test_tables import Row, marked

from reportmine import extract
from reportmine.figures import quantities
from reportmine.text.text import Text

TITLE = "云汀市2024年国民经济和社会发展统计公报\n"
Want = list[tuple[str, str, str | None, str | None]]  # text, value, unit, item


def plain(rows: str) -> str:
    return TITLE + rows


CELLS: dict[str, tuple[list[Row], Want]] = {
    "superscript": (
        [["指标", "单位", "数"], ["收入", "亿元", "1234.5¹"]],
        [("1234.5", "123450000000", "元", "收入")],
    ),
    "superscripts": (
        [["指标", "单位", "数"], ["收入", "亿元", "78.9³"]],
        [("78.9", "7890000000", "元", "收入")],
    ),
    "note": ([["指标", "单位", "数"], ["货运", "万吨", "456.7[注1]"]], [("456.7", "4567000", "吨", "货运")]),
    "bare note": (
        [["指标", "单位", "数"], ["货运", "万吨", "456.7 注1"]],
        [("456.7", "4567000", "吨", "货运")],
    ),
    "part": ([["指标", "单位", "数"], ["机构", "个", "300（其中30）"]], [("300", "300", "个", "机构")]),
    "brackets": ([["项目", "金额（万元）"], ["利润", "(123.4)"]], [("(123.4)", "-1234000", "元", "利润")]),
    "wide brackets": (
        [["项目", "金额（万元）"], ["利润", "（123.4）"]],
        [("（123.4）", "-1234000", "元", "利润")],
    ),
    "dash": ([["项目", "金额（万元）"], ["利润", "–3.2"]], [("–3.2", "-32000", "元", "利润")]),
    "minus": ([["项目", "金额（万元）"], ["利润", "−3.2"]], [("−3.2", "-32000", "元", "利润")]),
    "wide minus": ([["项目", "金额（万元）"], ["利润", "－3.2"]], [("－3.2", "-32000", "元", "利润")]),
    "triangle": ([["项目", "金额（万元）"], ["利润", "△3.2"]], [("△3.2", "-32000", "元", "利润")]),
    "magnitude": ([["债券", "总额（亿）"], ["一般", "10.00"]], [("10.00", "1000000000", None, "一般·总额")]),
    "types": (
        [["地区", "类型", "金额（亿元）"], ["东区", "一般", "1"], ["东区", "专项", "2"]],
        [("1", "100000000", "元", "东区·一般"), ("2", "200000000", "元", "东区·专项")],
    ),
    "kinds": (
        [["类别", "数量"], ["小学", "12"], ["初中", "5"]],
        [("12", "12", None, "小学"), ("5", "5", None, "初中")],
    ),
    "odd": (
        [
            ["指标", "数量（家）", "占比（%）"],
            ["企业", "12", "3.5"],
            ["机构", "略", "—"],
            ["医院", "8", "6.2"],
        ],
        [
            ("12", "12", "家", "企业"),
            ("3.5", "3.5", "%", "企业·占比"),
            ("8", "8", "家", "医院"),
            ("6.2", "6.2", "%", "医院·占比"),
        ],
    ),
    "two rows": (
        [["生产总值（亿元）", "户籍人口（万人）"], ["1234.5", "35.6"]],
        [("1234.5", "123450000000", "元", "生产总值"), ("35.6", "356000", "人", "户籍人口")],
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell(name: str) -> None:
    rows, want = CELLS[name]
    assert _read(marked(rows)) == want


LINES: dict[str, tuple[str, Want]] = {
    "single blanks": (
        "产品 单位 产量 比上年增长（%）\n原煤 万吨 23908.72 -0.2\n焦炭 万吨 1234.5 3.1\n",
        [
            ("23908.72", "239087200", "吨", "原煤·产量"),
            ("-0.2", "0.2", "%", "原煤·产量"),
            ("1234.5", "12345000", "吨", "焦炭·产量"),
            ("3.1", "3.1", "%", "焦炭·产量"),
        ],
    ),
    "no header": (
        "原煤 万吨 23908.72 -0.2\n焦炭 万吨 1234.5 3.1\n",
        [
            ("23908.72", "239087200", "吨", "原煤"),
            ("-0.2", "-0.2", None, "原煤"),
            ("1234.5", "12345000", "吨", "焦炭"),
            ("3.1", "3.1", None, "焦炭"),
        ],
    ),
    "page break": (
        "表1 指标\n指标\t单位\t2024年\n粮食\t万吨\t12\n— 6 —\n油料\t万吨\t3\n续表1\n棉花\t万吨\t2\n",
        [("12", "120000", "吨", "粮食"), ("3", "30000", "吨", "油料"), ("2", "20000", "吨", "棉花")],
    ),
    "markdown": (
        "| 指标 | 2024年（亿元） | 增长 |\n|---|---|---|\n| GDP | 1234.5 | 增长-1.72% |\n",
        [("1234.5", "123450000000", "元", "GDP"), ("-1.72%", "1.72", "%", "GDP")],
    ),
}


@pytest.mark.parametrize("name", LINES)
def test_lines(name: str) -> None:
    rows, want = LINES[name]
    assert _read(plain(rows)) == want


WHEN = {  # caption, header → period, status
    ("2024年收入执行情况表", "执行数"): ("2024", "actual"),
    ("2024年收入执行情况表", "预算数"): ("2024", "target"),
    ("2024年收支决算表", "金额"): ("2024", "actual"),
    ("2025年收入预算表", "金额"): ("2025", "target"),
    ("2025年收入预算表", "2024年执行数"): ("2024", "actual"),
    ("2025年收入预算表", "上年执行数"): ("2024", "actual"),
    ("2025年收入预算表", "上年决算数"): ("2024", "actual"),
    ("2025年收入预算表", "2025年预算数"): ("2025", "target"),
    ("2025年收入预算表", "2023年"): ("2023", "actual"),
    ("2025年收入表（代编预算）", "金额"): ("2025", "target"),
    ("2024年主要指标表", "2025年"): ("2025", "target"),
    ("2024年目标任务完成情况表", "完成数"): ("2024", "actual"),
}


@pytest.mark.parametrize(("caption", "header"), WHEN)
def test_the_header_says_when_before_the_caption(caption: str, header: str) -> None:
    text = plain(f"{caption}\n单位：万元\n项目\t{header}\n税收收入\t100\n非税收入\t40\n")
    assert {(one.period, one.status) for one in extract(text).indicators} == {WHEN[caption, header]}
    assert {one.table for one in extract(text).indicators} == {caption}


@pytest.mark.parametrize(
    ("other", "direction", "flags"), [("▼1.2", "up", ()), ("1.2", "down", ("sign-guessed",))]
)
def test_a_triangle_is_read_by_its_column(other: str, direction: str, flags: tuple[str, ...]) -> None:
    rows: list[Row] = [["项目", "同比（%）"], ["利润", "▲5.6"], ["税收", other]]
    one = extract(marked(rows)).indicators[0]
    assert (one.direction, one.flags) == (direction, flags)


def test_words_and_blanks_are_no_table() -> None:
    assert not any(
        "table.cell" in one.rules
        for one in extract("云汀市 统计局 2024年\n办公室 主任 张三\n第一批 企业 12家。\n").indicators
    )


def _read(source: Text | str) -> Want:
    return [(one.text, f"{one.value:f}", one.unit, one.item) for one in extract(source).indicators]


def test_lines_whose_dots_lead_to_a_page_are_no_table() -> None:
    lines = [
        "一、一般公共预算草案（含说明）\t……\t1",
        "1\t2025年全市收入执行情况表\t……\t12",
        "二、政府性基金预算草案\t13",
        "2\t2025年全市支出执行情况表\t······\t15",
    ]
    assert not extract("\n".join(lines) + "\n").indicators


def test_a_column_without_headers_is_flagged_whichever_row_is_first() -> None:
    short = "上年结转              80.9\n"  # stands in the last column, with nothing at its left
    whole = "失业收入  60304  26.7\n"
    for text in (plain(short + whole + whole), plain(whole + short + whole)):
        flags = {one.text: "no-header" in one.flags for one in extract(text).indicators}
        assert flags == {"80.9": True, "60304": False, "26.7": True}


def test_longer_tables_take_no_more_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    read = quantities.read

    def counted(text: str, *more: Any) -> Any:
        calls.append(text)
        return read(text, *more)

    monkeypatch.setattr(quantities, "read", counted)
    counts = []
    for rows in (3, 300):
        calls.clear()
        lines = (f"第{n}街道\t{n}.5亿元\t+{n}%\t{n}个\t其中2024年{n}项" for n in range(1, rows + 1))
        assert (
            len(extract(plain("街道\t收入\t增长（%）\t户数\t项目\n" + "\n".join(lines))).indicators)
            > 2 * rows
        )
        counts.append(len(calls))
    assert counts[0] == counts[1] < 12

"""Tables: each cell with its headers, in tables that a format marks and in those of plain text."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import lawful

from reportmine import Report, extract
from reportmine.readers.document import Composer, RawCell
from reportmine.readers.source import from_string
from reportmine.records import Source
from reportmine.text.grids import MOST_PLACES
from reportmine.text.text import Text

Row = list[Any]  # a cell is its text, or a RawCell


def marked(rows: list[Row], *, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> Text:
    """A text with one table between lines, as a reader of HTML or DOCX gives it."""
    composer = Composer()
    for line in before:
        composer.paragraph(line)
    composer.table([[cell if isinstance(cell, RawCell) else RawCell(cell) for cell in row] for row in rows])
    for line in after:
        composer.paragraph(line)
    made = composer.document()
    source = Source(name="<text>", sha256="0" * 64, length=len(made.text))
    return Text(source, made.text, grids=made.grids)


def told(report: Report, *names: str) -> dict[str, Any]:
    """For each figure as written, its item and some of its fields, numbers as text."""
    return {
        one.text: (one.item, *(str(v) if v is not None else None for v in (getattr(one, n) for n in names)))
        for one in report.indicators
    }


def wide(text: str, columns: int) -> RawCell:
    return RawCell(text, 1, columns)


def deep(text: str, rows: int) -> RawCell:
    return RawCell(text, rows, 1)


GDP = [
    ["指标", "计量单位", "2025年", "比上年增长（%）"],
    ["地区生产总值", "亿元", "2498.7", "4.7"],
    ["其中：第一产业", "亿元", "120.1", "-1.3"],
    ["常住人口", "万人", "312.4[1]", "—"],
]


def test_units_times_and_changes_of_a_bulletin() -> None:
    got = told(extract(marked(GDP)), "value", "unit", "role", "direction", "basis", "period")
    assert got == {
        "2498.7": ("地区生产总值", "249870000000", "元", "level", None, None, "2025"),
        "4.7": ("地区生产总值", "4.7", "%", "change", "up", "比上年", "2025"),
        "120.1": ("地区生产总值·第一产业", "12010000000", "元", "level", None, None, "2025"),
        "-1.3": ("地区生产总值·第一产业", "1.3", "%", "change", "down", "比上年", "2025"),
        "312.4": ("常住人口", "3124000", "人", "level", None, None, "2025"),
    }


def test_a_cell_says_where_it_stands() -> None:
    text = marked(
        GDP, before=("一、综合", "表1 2025年主要指标", "单位：见表"), after=("全年降水量1200毫米。",)
    )
    report = extract(text)
    one = report.indicators[0]
    assert text.raw[one.start : one.end] == one.text == "2498.7"
    assert one.sentence == "地区生产总值\t亿元\t2498.7\t4.7"
    assert (one.table, one.section, one.concept) == ("表1 2025年主要指标", "1", "gdp")
    assert report.indicators[1].concept == "gdp.growth"
    assert report.indicators[-1].item == "降水量"  # the text goes on after the table
    lawful(report, text)


def test_headers_of_two_rows_with_spans() -> None:
    rows = [
        [deep("地区", 2), wide("一般公共预算收入", 2), deep("位次", 2)],
        ["总量（万元）", "同比±%"],
        ["青河县", "12,345", "3.5", "2"],
        ["白云区", "9,876.5", "-0.4", "5"],
    ]
    got = told(extract(marked(rows)), "value", "unit", "role")
    assert got == {
        "12,345": ("青河县·一般公共预算收入", "123450000", "元", "level"),
        "3.5": ("青河县·一般公共预算收入", "3.5", "%", "change"),
        "2": ("青河县·位次", "2", None, "level"),
        "9,876.5": ("白云区·一般公共预算收入", "98765000", "元", "level"),
        "-0.4": ("白云区·一般公共预算收入", "0.4", "%", "change"),
        "5": ("白云区·位次", "5", None, "level"),
    }


def test_rows_of_headers_between_data_and_rows_across() -> None:
    rows = [
        [wide("第二十条第（一）项", 3)],
        ["信息内容", "本年制发件数", "现行有效件数"],
        ["规章", "1", "12"],
        [wide("第二十条第（八）项", 3)],
        ["信息内容", wide("本年收费金额（单位：万元）", 2)],
        ["行政事业性收费", wide("35.2", 2)],
    ]
    got = told(extract(marked(rows, before=("云汀市2025年政府信息公开工作年度报告",))), "value", "period")
    assert got == {
        "1": ("第二十条第（一）项·规章·本年制发件数", "1", "2025"),
        "12": ("第二十条第（一）项·规章·现行有效件数", "12", "2025"),
        "35.2": ("第二十条第（八）项·行政事业性收费·本年收费金额", "352000", "2025"),
    }


def test_labels_that_span_rows_and_lose_their_numbering() -> None:
    rows = [
        [wide("（本列数据的勾稽关系为：第一项等于第二项）", 3), "自然人", "总计"],
        [deep("三、本年度办理结果", 3), wide("（一）予以公开", 2), "2", "3"],
        [deep("（三）不予公开", 2), "1.属于国家秘密", "4", "5"],
        ["2.重复申请（含补正，不计其他）", "6", "7"],
    ]
    report = extract(marked(rows))
    assert [one.item for one in report.indicators] == [
        "本年度办理结果·予以公开·自然人",
        "本年度办理结果·予以公开·总计",
        "本年度办理结果·不予公开·属于国家秘密·自然人",
        "本年度办理结果·不予公开·属于国家秘密·总计",
        "本年度办理结果·不予公开·重复申请·自然人",
        "本年度办理结果·不予公开·重复申请·总计",
    ]
    assert {one.reason for one in report.unread} <= {"numbering", "ordinal", "table-label"}


def test_two_halves_side_by_side_and_columns_of_numbering() -> None:
    rows = [
        ["收入", "行次", "决算数", "支出", "行次", "决算数"],
        ["财政拨款", "1", "100.5", "公共安全", "31", "80"],
        ["事业收入", "2", "20", "教育", "32", "40.5"],
    ]
    report = extract(marked(rows, before=("收入支出决算总表", "单位：万元")))
    assert told(report, "value", "unit") == {
        "100.5": ("财政拨款", "1005000", "元"),
        "80": ("公共安全", "800000", "元"),
        "20": ("事业收入", "200000", "元"),
        "40.5": ("教育", "405000", "元"),
    }
    assert [one.text for one in report.unread if one.text.isdigit()] == ["1", "31", "2", "32"]


def test_a_unit_in_the_cell_goes_before_that_of_its_header() -> None:
    got = told(
        extract(marked([["项目", "数值（万元）"], ["收入", "1.2亿元"], ["支出", "35"]])), "value", "unit"
    )
    assert got == {"1.2亿元": ("收入", "120000000", "元"), "35": ("支出", "350000", "元")}


def test_plans_and_years_as_columns() -> None:
    rows = [["指标", "2024", "2025", "2026年目标"], ["粮食产量（万吨）", "215.1", "216", "217"]]
    title = "云汀市2025年国民经济和社会发展统计公报"
    got = told(extract(marked(rows, before=(title,))), "value", "period", "status")
    assert got == {
        "215.1": ("粮食产量", "2151000", "2024", "actual"),
        "216": ("粮食产量", "2160000", "2025", "actual"),
        "217": ("粮食产量", "2170000", "2026", "target"),
    }


def test_words_in_a_cell_are_read_as_sentences() -> None:
    rows = [
        ["事项", "完成情况", "牵头单位"],
        ["民生实事", "新建幼儿园12所，新增学位3600个。", "市教育局"],
        ["投资", "5", "市发改委"],
    ]
    text = marked(rows)
    report = extract(text)
    assert [(one.text, one.item, one.action) for one in report.indicators] == [
        ("12所", "幼儿园", "新建"),
        ("3600个", "学位", "新增"),
        ("5", "投资", None),
    ]
    lawful(report, text)


TABBED = "指标\t绝对数（亿元）\t增速（%）\n工业增加值\t812.3\t5.1\n固定资产投资\t1,024\t-2.0\n"
BARRED = """| 指标 | 绝对数（亿元） | 增速（%） |
|---|---|---|
| 工业增加值 | 812.3 | 5.1 |
| 固定资产投资 | 1,024 | -2.0 |
"""
BLANKED = """指标          绝对数（亿元）    增速（%）
工业增加值        812.3          5.1
固定资产投资      1,024         -2.0
"""


@pytest.mark.parametrize("written", [TABBED, BARRED, BLANKED], ids=["tabs", "bars", "blanks"])
def test_tables_of_plain_text(written: str) -> None:
    text = from_string(f"表2 主要指标\n{written}全年办理案件1267件。\n")
    report = extract(text)
    assert told(report, "value", "unit", "role", "direction") == {
        "812.3": ("工业增加值", "81230000000", "元", "level", None),
        "5.1": ("工业增加值", "5.1", "%", "change", "up"),
        "1,024": ("固定资产投资", "102400000000", "元", "level", None),
        "-2.0": ("固定资产投资", "2", "%", "change", "down"),
        "1267件": ("案件", "1267", "件", "level", None),
    }
    assert {one.table for one in report.indicators} == {"表2 主要指标", None}
    lawful(report, text)


@pytest.mark.parametrize(
    "written",
    [
        "云汀市人民政府      张三\n　　2025年，全市办理案件1267件。\n　　审结案件1200件，增长5%。\n",
        "\t2025年，全市办理案件1267件。\n\t审结案件1200件，增长5%。\n",
        "索引号：  0001      发布日期：  2026-01-05\n文号：  云政发1号      有效性：  有效\n",
        "一、概况      二、收入\n三、支出      四、其他\n",
    ],
    ids=["title page", "indents", "metadata", "contents"],
)
def test_blanks_alone_make_no_table(written: str) -> None:
    assert not any("table.cell" in one.rules for one in extract(written).indicators)


def test_the_written_text_of_a_table_reads_like_the_table() -> None:
    text = marked(GDP, before=("一、综合", "表1 主要指标"))
    assert extract(text.raw).indicators == extract(text).indicators


def test_no_heading_is_taken_from_a_table() -> None:
    rows = [["项目", "数量"], ["一、收入", "3"], ["（一）税收", "2"], ["二、支出", "1"]]
    text = marked(rows, before=("一、总体情况",), after=("二、下一步打算", "继续努力。"))
    assert [one.title for one in extract(text).sections] == ["总体情况", "下一步打算"]
    assert {one.section for one in extract(text).indicators} == {"1"}


@pytest.mark.parametrize("span", [65534, 10**9, 0, -3])
def test_spans_beyond_the_table_do_no_harm(span: int) -> None:
    rows = [[RawCell("项目", span, span), RawCell("数量", span, span)], ["案件", "12"], ["申请", "3"]]
    text = marked(rows)
    assert len(text.raw) < 2 * MOST_PLACES
    report = extract(text)
    assert [one.text for one in report.indicators] == ["12", "3"]
    lawful(report, text)


def test_a_large_table_takes_time_by_its_size() -> None:
    rows: list[Row] = [["项目", *(f"指标{n}（件）" for n in range(20))]]
    rows += [[f"其中：项目{n}", *(str(n + k) for k in range(20))] for n in range(2000)]
    report = extract(marked(rows))
    assert len(report.indicators) == 40_000


ONE_ROW = [
    # the table, then item, value and unit of each figure as written
    (
        [["年份", "GDP（亿元）"], ["2023", "10"], ["2024", "12"]],
        {"10": ("GDP", "1000000000", "元", "2023"), "12": ("GDP", "1200000000", "元", "2024")},
    ),
    (
        [["单位", "编制数"], ["甲局", "50"], ["乙局", "7"]],
        {"50": ("甲局·编制数", "50", None, None), "7": ("乙局·编制数", "7", None, None)},
    ),
    (
        [["地区", "占比", "人数", "收入"], ["甲县", "70", "6", "5"]],
        {
            "70": ("甲县·占比", "70", None, None),
            "6": ("甲县·人数", "6", None, None),
            "5": ("甲县·收入", "50000", "元", None),
        },
    ),
    (
        [["地区", "户数", "床位"], ["甲县", "70", "6"]],
        {"70": ("甲县·户数", "70", None, None), "6": ("甲县·床位", "6", None, None)},
    ),
    (
        [["级别", "县级"], ["人口", "50人"], ["乡镇", "9个"]],
        {"50人": ("人口", "50", "人", None), "9个": ("乡镇", "9", "个", None)},
    ),
    (
        [["项目", "2024年", "2025年"], ["甲", "待定", "3"], ["乙", "暂无数据", "5"]],
        {"3": ("甲", "3", None, "2025"), "5": ("乙", "5", None, "2025")},
    ),
    (
        [["指标", "数值"], ["地区生产总值（亿元）", "5"], ["增速（%）", "4.7"]],
        {"5": ("地区生产总值", "500000000", "元", None), "4.7": ("地区生产总值", "4.7", "%", None)},
    ),
    (
        [["户", "人", "村"], ["1", "2", "3"]],
        {"1": ("户", "1", None, None), "2": ("人", "2", None, None), "3": ("村", "3", None, None)},
    ),
    (
        [["国家", "出口（亿美元）"], ["东盟", "12 486.3"], ["欧盟", "9 204.7"]],
        {
            "12 486.3": ("东盟·出口", "1248630000000", "美元", None),
            "9 204.7": ("欧盟·出口", "920470000000", "美元", None),
        },
    ),
    (
        [["项目", "数量", "变化"], ["接警", "4 812起", "同比下降3.2%"], ["救援", "56起", "增长2%"]],
        {
            "4 812起": ("接警", "4812", "起", None),
            "3.2%": ("接警", "3.2", "%", None),
            "56起": ("救援", "56", "起", None),
            "2%": ("救援", "2", "%", None),
        },
    ),
    (
        [["险种", "收入（亿元）"], [RawCell("注：含补贴。", 1, 2)], ["养老", "5"], ["医疗", "6"]],
        {
            "5": ("养老·收入", "500000000", "元", None),
            "6": ("医疗·收入", "600000000", "元", None),
        },
    ),
    (
        [["地区", "信访<br>件次", "比上年<br>增长(%)"], ["甲县", "35", "-1"], ["乙县", "4", "2"]],
        {
            "35": ("甲县·信访件次", "35", None, None),
            "-1": ("甲县·信访件次", "1", "%", None),
            "4": ("乙县·信访件次", "4", None, None),
            "2": ("乙县·信访件次", "2", "%", None),
        },
    ),
]


@pytest.mark.parametrize(("rows", "want"), ONE_ROW, ids=lambda one: str(one)[:30])
def test_oddities(rows: list[Row], want: dict[str, Any]) -> None:
    text = marked(rows, before=("单位：万元",) if rows[0][-1] == "收入" else ())
    assert told(extract(text), "value", "unit", "period") == want
    lawful(extract(text), text)


def test_a_change_in_a_cell_and_one_under_its_level() -> None:
    rows = [["指标", "数值"], ["财政收入（亿元）", "5"], ["增速（%）", "-4.7"], ["粮食产量", "下降2%"]]
    got = told(extract(marked(rows)), "role", "direction")
    assert got["-4.7"] == ("财政收入", "change", "down")
    assert got["2%"] == ("粮食产量", "change", "down")


# plain text, then what must come out of it
PLAIN = [
    (
        "指标\t年度目标\t完成率\t全省位次\nGDP（亿元）\t100\t98\t3\n粮食产量（万吨）\t50\t104\t5\n",
        {"100": ("GDP", "元"), "98": ("GDP·完成率", None), "3": ("GDP·全省位次", None)}
        | {"50": ("粮食产量", "吨"), "104": ("粮食产量·完成率", None), "5": ("粮食产量·全省位次", None)},
    ),
    (
        "| 项目 | 数量（个） |\n|---|---|\n| 学校 | 120 |\n| 医院 | 35 |\n\n"
        "| 指标 | 金额（万元） |\n|---|---|\n| 收入 | 100 |\n| 支出 | 90 |\n",
        {"120": ("学校", "个"), "35": ("医院", "个"), "100": ("收入", "元"), "90": ("支出", "元")},
    ),
    (
        "累计建成高标准农田35万亩\n指标\t数值\n粮食\t23.4\n蔬菜\t56.7\n",
        {"35万亩": ("高标准农田", "亩"), "23.4": ("粮食", None), "56.7": ("蔬菜", None)},
    ),
    (
        "项目\t金额（万元）\t人数\n甲\t约50\t20\n乙\t345.6万\t30\n丙\t￥1,100.00\t40\n",
        {"50": ("甲", "元"), "20": ("甲·人数", None), "345.6万": ("乙", "元"), "30": ("乙·人数", None)}
        | {"1,100.00": ("丙", "元"), "40": ("丙·人数", None)},
    ),
    (
        "收入支出决算总表\n单位：万元\n项目\t行次\t金额\t项目\t行次\t金额\n栏次\t\t1\t栏次\t\t2\n"
        "一、财政拨款收入\t1\t1234.56\t一、一般公共服务支出\t31\t800\n",
        {"1234.56": ("财政拨款收入", "元"), "800": ("一般公共服务支出", "元")},
    ),
    ("目  录\n一、收入情况    1\n二、支出情况    3\n三、名词解释    12\n", {}),
    ("单位：万元\n项目\t2025年\t增速\n税收\t110\t10\n", {"110": ("税收", "元"), "10": ("税收", None)}),
    (
        "指标\t数值\t单位\n粮食产量\t23.4\t万吨\n蔬菜产量\t56.7\t万吨\n",
        {"23.4": ("粮食产量", "吨"), "56.7": ("蔬菜产量", "吨")},
    ),
    ("王某    13800000000    主任\n李某    13900000000    科员\n赵某    13700000000    科员\n", {}),
    (
        "+------+------+\n| 指标 | 数值 |\n+------+------+\n| 粮食 | 23.4 |\n+------+------+\n",
        {"23.4": ("粮食", None)},
    ),
    (
        "指标\t上半年\t全年\nGDP（亿元）\t22\t40\n增速（%）\t3\t5\n",
        {"22": ("GDP·上半年", "元"), "40": ("GDP", "元"), "3": ("GDP·上半年", "%"), "5": ("GDP", "%")},
    ),
]


@pytest.mark.parametrize(("written", "want"), PLAIN, ids=[written[:12] for written, _ in PLAIN])
def test_tables_as_people_paste_them(written: str, want: dict[str, Any]) -> None:
    text = from_string(written)
    report = extract(text)
    assert told(report, "unit") == want
    lawful(report, text)


@pytest.mark.parametrize("over", ["\ufeff第一章 位\0", "一、收入（单位：万元）", "\u200b（二）支出 单位：元"])
def test_a_heading_over_a_table_stays_a_heading(over: str) -> None:
    text = from_string(f"{over}\n指标\t数值\n粮食\t5\n蔬菜\t6\n")
    lawful(extract(text), text)
    assert len(extract(text).indicators) == 2


def test_no_body_is_taken_from_a_table() -> None:
    report = extract("甲市2025年公报\n地区\t收入（亿元）\n东部\t1\n西部\t7\n")
    assert report.issuer is None


def test_a_table_of_contents_is_no_table() -> None:
    report = extract("一、工作回顾\t1\n二、主要成效\t3\n三、存在问题\t8\n四、下一步打算\t12\n")
    assert not any("table.cell" in one.rules for one in report.indicators)


def test_rows_with_empty_lines_between() -> None:
    report = extract("指标\t数量（件）\n\n收案\t5\n\n结案\t4\n")
    assert told(report, "unit") == {"5": ("收案", "件"), "4": ("结案", "件")}


CELL = st.sampled_from(
    [
        "",
        "—",
        "项目",
        "单位",
        "合计",
        "其中：税收",
        "一、收入",
        "（单位：万元）",
        "2025年",
        "2024",
        "12",
        "1,234.5",
        "-3.2",
        "5.1%",
        "比上年增长（%）",
        "12亿元",
        "9" * 30,
        "1.2.3",
        "第3位",
        "说明：共12件，增长5%。",
        "\u200b7",
        "3 5",
    ]
)
RAW = st.builds(RawCell, CELL, st.integers(-1, 4), st.integers(-1, 4), st.booleans())


@settings(deadline=None, max_examples=300)
@given(st.lists(st.lists(RAW, max_size=6), min_size=1, max_size=8), st.lists(CELL, max_size=3))
def test_any_table_gives_a_lawful_report(rows: list[Row], before: list[str]) -> None:
    text = marked(rows, before=tuple(before))
    lawful(extract(text), text)
    again = from_string(text.raw)
    lawful(extract(again), again)


def test_of_two_units_alike_over_a_table_only_a_header_says_which() -> None:
    rows = ("指标\t2023年\t2024年", "持证总数\t312\t1267", "住院人次\t24\t35", "床位张数\t7\t8")
    text = "云川市2024年情况\n\n单位：张、人\n\n" + "\n".join(rows) + "\n"
    got = [(one.text, one.unit) for one in extract(text).indicators]
    assert got == [("312", None), ("1267", None), ("24", "人"), ("35", "人"), ("7", "张"), ("8", "张")]

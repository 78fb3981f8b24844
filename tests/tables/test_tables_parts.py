"""Tables in several parts: over pages, beside each other, with lines between; what holds no figures."""

from __future__ import annotations

from typing import Any

import pytest
from test_tables import Row

from reportmine import extract
from reportmine.readers.document import Composer, RawCell
from reportmine.records import Source
from reportmine.text.text import Text

Part = list[Row] | str  # a table or a line


def pages(*parts: Part) -> Text:
    """Lines and tables as a reader of pages gives them."""
    composer = Composer()
    for part in parts:
        if isinstance(part, str):
            composer.paragraph(part)
        else:
            composer.table(
                [[cell if isinstance(cell, RawCell) else RawCell(cell) for cell in row] for row in part]
            )
    made = composer.document()
    return Text(Source(name="<text>", sha256="0" * 64, length=len(made.text)), made.text, grids=made.grids)


def cells(text: Text) -> dict[str, tuple[Any, ...]]:
    return {
        one.text: (one.item, one.unit, one.table)
        for one in extract(text).indicators
        if "table.cell" in one.rules
    }


TITLE = "云汀市2025年预算执行情况和2026年预算草案"
NAME = "2025年全市收入执行情况表"
HEAD: Row = ["项目", "预算数", "执行数"]


def test_headers_said_again_are_no_second_table() -> None:
    got = cells(
        pages(
            TITLE,
            "表1",
            NAME,
            "单位：万元",
            [HEAD, ["组织事务", "13,048", "13,197"], ["行政运行", "5,304", "5,164"]],
            "表1",
            NAME,
            "单位：万元",
            [HEAD, ["其他事务", "7,744", "8,033"], ["税收事务", "500", "600"]],
        )
    )
    assert got["8,033"] == ("组织事务·其他事务", "元", NAME)
    assert got["600"] == ("税收事务", "元", NAME)


def test_another_name_begins_another_table() -> None:
    other = "2025年全市支出执行情况表"
    got = cells(pages(TITLE, NAME, [HEAD, ["甲", "12", "13"]], other, [HEAD, ["乙", "22", "23"]]))
    assert (got["13"][2], got["23"][2]) == (NAME, other)


def test_the_facing_page_has_the_rest_of_the_columns() -> None:
    left: list[Row] = [["项目", "东区", "西区"], ["教育补助", "11", "12"], ["医疗补助", "13", "14"]]
    right: list[Row] = [["南区", "北区"], ["21", "22"], ["", "24"]]
    got = cells(pages(TITLE, "2026年转移支付表", left, "单位：万元", right))
    assert got["22"] == ("教育补助·北区", "元", "2026年转移支付表")
    assert got["24"][0] == "医疗补助·北区"
    assert got["11"] == ("教育补助·东区", "元", "2026年转移支付表")


def test_a_facing_page_that_lacks_rows_says_so() -> None:
    left: list[Row] = [["项目", "东区"], ["教育补助", "11"], ["医疗补助", "13"], ["住房补助", "15"]]
    right: list[Row] = [["南区", "北区"], ["21", ""], ["25", ""]]
    report = extract(pages(TITLE, "2026年转移支付表", left, "单位：万元", right))
    lost = [one for one in report.indicators if one.text in ("21", "25")]
    assert [(one.item, one.unit, one.table) for one in lost] == [("南区", "元", "2026年转移支付表")] * 2
    assert all("same-headers" in one.flags for one in lost)


def test_a_table_with_a_title_of_its_own_is_no_facing_page() -> None:
    left: list[Row] = [["项目", "东区", "西区"], ["教育补助", "11", "12"], ["医疗补助", "13", "14"]]
    right: list[Row] = [["接待费", "运行费"], ["0.95", "22.43"]]
    over = ("2026年三公经费预算表", "单位:万元")
    got = cells(pages(TITLE, "2026年转移支付表", "单位：元", left, *over, right))
    assert got["22.43"] == ("运行费", "元", "2026年三公经费预算表")


def test_amounts_under_a_head_of_numbering_are_figures() -> None:
    rows: list[Row] = [["地区", "公式栏次", "债券"], ["全市", "6,397", "1,200"], ["本级", "2,340", "300"]]
    got = cells(pages(TITLE, "2026年限额表", "单位：万元", rows))
    assert "6,397" in got and "2,340" in got


def test_a_part_without_headers_goes_on_though_its_first_row_is_empty() -> None:
    got = cells(
        pages(
            TITLE,
            "单位：万元",
            [["项目", "决算数", "项目", "决算数"], ["一、拨款", "9", "一、教育支出", "5"]],
            [["", "", "二、金融支出", ""], ["", "", "三、住房支出", "4"]],
        )
    )
    assert got["4"][:2] == ("住房支出", "元")


def test_codes_lines_of_contents_and_formulas_are_no_figures() -> None:
    text = pages(
        TITLE,
        [["部门预算经济分类科目编码", "名称", "金额"], ["301", "工资", "7"], ["302", "商品", "8"]],
        [["地区", "限额", "一般", "专项"], ["公式", "A=B+C", "B", "C"], ["东区", "10", "4", "6"]],
    )
    got = cells(text)
    assert set(got) == {"7", "8", "10", "4", "6"}
    assert got["4"][0] == "东区·一般"


def test_contents_with_leaders_hold_no_figures() -> None:
    text = f"{TITLE}\n1\t2025年收入表\t……\t12\n2\t2025年支出表\t……\t14\n"
    assert extract(text).indicators == ()


def test_numbered_lines_between_rows_are_rows() -> None:
    text = (
        "云汀市2025年政府信息公开工作年度报告\n申请人情况\n自然人\t法人或其他组织\t总计\n企业\t机构\n"
        "一、新收\t119\t11\t0\t130\n二、结转\t4\t0\t0\t4\n三、办理结果\n（一）公开\t55\t5\t1\t61\n"
        "（二）部分公开\t11\t1\t0\t12\n（三）不公开\n1.秘密\t2\t3\t6\t7\n"
    )
    items = {one.text: one.item for one in extract(text).indicators}
    assert items["119"] == "新收·自然人"
    assert items["11"] in ("新收·法人或其他组织·企业", "部分公开·自然人", "办理结果·部分公开·自然人")
    assert items["6"] == "不公开·秘密·法人或其他组织·机构"
    assert items["130"] == "新收·总计"


def test_decimals_beside_amounts_take_no_unit_where_their_header_is_lost() -> None:
    rows = "".join(
        f"{n}.{name}\t{989 + n}76\t97{n}15\t9{n}.5\t1{n}.5\n" for n, name in enumerate("甲乙丙丁", 1)
    )
    report = extract(f"{TITLE}\n2025年全市支出完成情况表\n单位：万元\n{rows}")
    shares = [one for one in report.indicators if "." in one.text]
    assert len(shares) == 8
    assert all(one.unit in (None, "%") and one.value < 100 for one in shares)
    assert all("no-header" in one.flags for one in shares)


@pytest.mark.parametrize(
    ("title", "head", "status"),
    [
        ("云汀市财政局2025年部门预算", "预算数", "target"),
        ("云汀市财政局2025年部门预算公开说明", "金额", "target"),
        ("云汀市财政局2024年度部门决算", "决算数", "actual"),
        (TITLE, "2025年预计数", "actual"),
        (TITLE, "2026年预计数", "target"),
        (TITLE, "2025年年初预算", "target"),
    ],
)
def test_an_estimate_is_as_its_year_and_a_budget_plans_for_its_own(
    title: str, head: str, status: str
) -> None:
    name = "部门收支预算总表" if "部门预算" in title else "收支情况表"
    report = extract(pages(title, name, [["项目", head], ["教育支出", "12"], ["其他支出", "7"]]))
    assert [one.status for one in report.indicators] == [status] * 2


def test_place_names_in_brackets_are_no_unit() -> None:
    rows: list[Row] = [["县（市、区）", "预算数"], ["东区", "635,000"], ["西区", "756,420"]]
    got = cells(pages(TITLE, "2025年各区收入执行情况表", "单位：万元", rows))
    assert got["635,000"][1] == "元"


def test_sentences_beside_a_name_are_read_as_sentences() -> None:
    told = "在全市340个路口增设信号灯，完善560处过街通道，持续开展专项整治，推动形成文明风尚，保障出行安全。"
    report = extract(pages(TITLE, [["项目名称", "工作内容", "执行数"], ["规范驾驶", told, "5,149"]]))
    assert {one.text: one.item for one in report.indicators}["5,149"] == "规范驾驶"
    assert {"340个", "560处"} <= {one.text for one in report.indicators}

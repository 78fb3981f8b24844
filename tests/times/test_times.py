"""When a figure is of, and whether it is done or planned."""

from __future__ import annotations

import pytest

from reportmine import extract
from reportmine.times.matched import plan as plan_years
from reportmine.times.period import Period
from reportmine.workbench.rulecheck import unmarked

TITLE = "云汀市2024年政府工作报告\n——2024年1月18日在云汀市第十届人民代表大会第四次会议上\n"


def _marked(text: str) -> tuple[str | None, str]:
    plain, start, end = unmarked(text)
    one = next(one for one in extract(plain).indicators if (one.start, one.end) == (start, end))
    return one.period, one.status


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("2024年，全市受理案件⟦120件⟧。", "2024"),
        ("2024年全市受理案件120件，审结⟦110件⟧。", "2024"),
        ("2021—2025年，全市新建公园⟦12个⟧。", "2021-2025"),
        ("2021年至2023年，全市新建公园⟦12个⟧。", "2021-2023"),
        ("“十四五”期间，全市新建公园⟦12个⟧。", "2021-2025"),
        ("“十三五”时期，全市新建公园⟦12个⟧。", "2016-2020"),
        ("“十五”时期，全市新建公园⟦12个⟧。", "2001-2005"),
        ("第十个五年计划期间，全市新建公园⟦12个⟧。", "2001-2005"),
        ("2024年一季度，财政收入下降⟦2.6%⟧。", "2024-Q1"),
        ("2024年第三季度，财政收入下降⟦2.6%⟧。", "2024-Q3"),
        ("2024年12月，办理案件⟦12件⟧。", "2024-12"),
        ("一九八五年，粮食产量达到⟦三千万斤⟧。", "1985"),
        ("到2025年，全市建成公园⟦12个⟧。", "2025"),
        ("全市受理案件⟦120件⟧。", None),
    ],
)
def test_period_said_in_the_sentence(sentence: str, period: str | None) -> None:
    assert _marked(sentence)[0] == period


@pytest.mark.parametrize(
    "sentence",
    [
        "全市各级行政复议机构共收到复议申请120件，比2020年增长⟦5%⟧。",
        "全市各级行政复议机构共收到复议申请120件，较2020年增加⟦5件⟧。",
        "全市受理案件120件，比2020年增长⟦5%⟧。",
        "全市受理案件120件，较2020年增加⟦5件⟧。",
    ],
)
def test_the_time_compared_with_is_no_period(sentence: str) -> None:
    assert _marked(sentence)[0] is None


def test_a_time_at_the_head_of_a_paragraph_governs_it() -> None:
    text = TITLE + "2020年，全市经济平稳运行。新建公园⟦12个⟧。\n新建学校3所。"
    assert _marked(text)[0] == "2020"
    last = extract(unmarked(text)[0]).indicators[-1]
    assert (last.text, last.period) == ("3所", "2023")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、2023年工作回顾\n新建公园⟦12个⟧。", ("2023", "actual")),
        ("一、2024年工作安排\n新建公园⟦12个⟧。", ("2024", "target")),
        ("一、2023年工作回顾\n新建公园3个。\n二、2024年重点工作\n新建公园⟦12个⟧。", ("2024", "target")),
        ("一、2023年工作回顾\n（一）城市建设。新建公园⟦12个⟧。", ("2023", "actual")),
        ("一、2024年重点工作\n建设公园。\n二、加强自身建设\n新建公园⟦12个⟧。", ("2024", "target")),
        ("一、2024年重点工作\n建设公园。\n二、名词解释\n建有公园⟦12个⟧。", ("2023", "actual")),
        ("一、2023年工作回顾\n建设公园。\n二、加强自身建设\n新建公园⟦12个⟧。", ("2023", "actual")),
    ],
)
def test_the_heading_says_period_and_status(text: str, expected: tuple[str, str]) -> None:
    assert _marked(TITLE + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、“十五五”时期主要目标\n财政收入五年增长⟦20%⟧。", ("2026-2030", "target")),
        ("一、“十五五”时期主要目标\n五年来，财政收入增长⟦20%⟧。", ("2019-2023", "actual")),
        ("一、2023年工作回顾\n财政收入五年增长⟦20%⟧。", ("2019-2023", "actual")),
    ],
)
def test_years_as_such_are_those_of_the_heading(text: str, expected: tuple[str, str]) -> None:
    assert _marked(TITLE + text) == expected


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("累计发放贷款120亿元，占⟦9%⟧。", "2021-2025"),
        ("民生支出120亿元，占⟦9%⟧。", "2025"),
        ("工业投资连续⟦54个月⟧增长。", "2021-2025"),
        ("一般公共预算收入⟦120亿元⟧。", "2025"),
    ],
)
def test_what_is_of_all_years_looked_back_on(sentence: str, period: str) -> None:
    assert _marked("一、“十四五”时期工作回顾\n" + sentence)[0] == period


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("去年，全市新建公园⟦12个⟧。", "actual"),
        ("一年来，全市新建公园⟦12个⟧。", "actual"),
        ("今年计划新建公园⟦12个⟧。", "target"),
        ("今年全市发展主要预期目标是：旅游总收入增长⟦6%⟧左右。", "target"),
        ("力争全年新建公园⟦12个⟧。", "target"),
        ("到2030年，力争建成公园⟦12个⟧。", "target"),
    ],
)
def test_status_said_in_the_sentence(sentence: str, status: str) -> None:
    assert _marked(sentence)[1] == status


@pytest.mark.parametrize(
    ("text", "figure", "period", "status"),
    [
        ("云汀区2024年上半年预算执行情况的报告\n税收收入19.06亿元。", "19.06亿元", "2024-H1", "actual"),
        ("2025年一季度云汀市经济运行情况\n3月末，贷款余额2964亿元。", "2964亿元", "2025-03", "actual"),
        (
            "云汀市2024年工作总结\n1—9月，进出口97亿元。其中，出口71亿元。\n粮食产量12万吨。",
            "71亿元",
            "2024-01/2024-09",
            "actual",
        ),
        (
            "云汀市2024年工作总结\n1—9月，进出口97亿元。其中，出口71亿元。\n粮食产量12万吨。",
            "12万吨",
            "2024",
            "actual",
        ),
        ("云汀市2024年工作总结\n5月，举办展会1场。接待游客3万人次。", "3万人次", "2024", "actual"),
        ("云汀县民政局2011年工作总结\n今年先后遭受灾害6次。", "6次", "2011", "actual"),
        ("云汀县人民法院五年工作报告（2016—2021年）\n审结案件17件。", "17件", "2016-2021", "actual"),
        ("云汀省高级人民法院工作报告（2013年1月）\n审结案件17件。", "17件", "2012", "actual"),
        ("云汀县2022年工作总结\n通过《实施方案（2021—2025年）》等文件11份。", "11份", "2022", "actual"),
        (
            "云汀县人民检察院工作报告（2022年）\n比重由2017年的36%下降到2022年的22%；起诉诈骗犯罪4920人。",
            "4920人",
            "2022",
            "actual",
        ),
    ],
)
def test_parts_and_spans_of_years(text: str, figure: str, period: str, status: str) -> None:
    one = next(one for one in extract(text).indicators if one.text == figure)
    assert (one.period, one.status) == (period, status)


LOOKED_BACK = "云汀市2025年政府工作报告\n\n{}\n\n项目建设成效明显。新建公园⟦12个⟧。\n\n培训干部3次。"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("过去一年的工作", ("2024", "actual")),
        ("一、去年工作", ("2024", "actual")),
        ("过去五年的主要工作", ("2020-2024", "actual")),
        ("2024年的工作", ("2024", "actual")),
        ("2025年的工作", ("2025", "target")),
        ("今后五年的工作", ("2025-2029", "target")),
    ],
)
def test_a_line_alone_that_names_a_time_is_a_heading(line: str, expected: tuple[str, str]) -> None:
    assert _marked(LOOKED_BACK.format(line)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1979年政府工作报告\n今年一至五月，工业总产值增长⟦百分之六⟧。", ("1979-01/1979-05", "actual")),
        ("1979年政府工作报告\n今年上半年，工业总产值比去年同期增长⟦6%⟧。", ("1979-H1", "actual")),
        ("2010年云汀县政府工作报告\n今年上半年，力争完成投资⟦12亿元⟧。", ("2010-H1", "target")),
        ("2010年云汀县政府工作报告\n今年上半年，完成投资⟦12亿元⟧。", ("2010-H1", "target")),
        ("1964年政府工作报告\n今年头十个月，工业总产值增长⟦3%⟧。", ("1964-01/1964-10", "actual")),
        ("1964年政府工作报告\n今年夏粮增产⟦四亿斤⟧。今年头十个月，工业总产值增长3%。", ("1964", "actual")),
        ("云汀区2024年上半年工作总结\n目前，开放公园⟦3个⟧。", ("2024-H1", "actual")),
        ("云汀区2024年工作总结\n目前，开放公园⟦3个⟧。", ("2024", "actual")),
        ("云汀区2024年工作总结\n一、2025年打算\n目前，开放公园⟦3个⟧。", ("2024", "actual")),
    ],
)
def test_months_of_this_year_that_are_told_of_are_over(text: str, expected: tuple[str, str]) -> None:
    assert _marked(text) == expected


TERM = "云汀县人民政府工作报告（2007年）\n现在，我向大会报告本届政府四年来的工作。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TERM + "四年共引进资金⟦27亿元⟧。", ("2003-2006", "actual")),
        (TERM + "改造油路⟦174公里⟧。", ("2003-2006", "actual")),
        (TERM + "两年新增投资⟦4亿元⟧。", ("2003-2006", "actual")),  # nobody says which two
        ("1996年云汀县政府工作报告\n1995年，产值达12亿元。五年打机井⟦1870眼⟧。", ("1991-1995", "actual")),
        ("1996年云汀县政府工作报告\n九年义务教育巩固率提高⟦3个百分点⟧。", ("1995", "actual")),
        ("1996年云汀县政府工作报告\n三年行动完成投资⟦3亿元⟧。", ("1995", "actual")),
        (
            "1986年云汀县政府工作报告\n“七五”期间，产值每年增长7%。五年内计划投资⟦112亿元⟧。",
            ("1986-1990", "target"),
        ),
        (
            "1986年云汀县政府工作报告\n“七五”期间，产值到1990年达到8亿元，农业每年增长⟦4%⟧。",
            ("1986-1990", "target"),
        ),
        (
            "2017年云汀县政府工作报告\n今后五年的目标是：到2021年，产值达到8亿元，年均增长⟦4%⟧。",
            ("2017-2021", "target"),
        ),
    ],
)
def test_so_many_years_are_those_last_spoken_of(text: str, expected: tuple[str, str]) -> None:
    assert _marked(text) == expected


def test_years_in_a_row_go_with_as_many_figures() -> None:
    text = "云汀市2024年统计公报\n2022年、2023年、2024年分别投资8亿元、9亿元和7亿元。"
    told = {one.text: one.period for one in extract(text).indicators}
    assert told == {"8亿元": "2022", "9亿元": "2023", "7亿元": "2024"}


def test_what_is_carried_over_from_a_year_alone_is_of_it() -> None:
    text = "云汀市2022年政府信息公开年度报告\n收到1294件；加上2020年结转的38件，应办1332件。"
    assert [one.period for one in extract(text).indicators] == ["2022", "2020", "2022"]


OUTLINE = "云汀市教育发展规划（2021—2025年）\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OUTLINE + "一、主要任务\n新增学位⟦2.4万个⟧。", ("2021-2025", "target")),
        (OUTLINE + "一、主要任务\n巩固率达到⟦98%⟧。", ("2025", "target")),
        (OUTLINE + "一、主要目标\n到2025年，新建学校⟦40所⟧。", ("2025", "target")),
        (OUTLINE + "一、发展基础\n五年累计投入资金⟦86亿元⟧。", ("2016-2020", "actual")),
        (OUTLINE + "一、发展基础\n2020年，新建学校⟦6所⟧。", ("2020", "actual")),
        ("云汀市教育发展规划（2021—2025年）实施情况报告\n新增学位⟦2.4万个⟧。", ("2021-2025", "actual")),
    ],
)
def test_a_plan_for_several_years_is_of_them_and_before_them(text: str, expected: tuple[str, str]) -> None:
    assert _marked(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、2005年计划执行情况\n（一）投资\n完成投资⟦27亿元⟧。", ("2005", "actual")),
        ("一、2005年计划执行情况\n产量由上年的⟦18万吨⟧降为16万吨。", ("2004", "actual")),
        ("一、2005年计划执行情况\n二、2006年计划主要指标\n财政收入增长⟦12%⟧。", ("2006", "target")),
        ("一、2006年计划执行情况\n完成投资⟦27亿元⟧。", ("2006", "actual")),
    ],
)
def test_a_heading_says_which_plan_was_carried_out(text: str, expected: tuple[str, str]) -> None:
    assert _marked("2006年云汀县国民经济和社会发展计划执行情况报告\n" + text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云汀县1986年国民经济和社会发展计划安排意见\n一、主要指标\n造林⟦3万亩⟧。", ("1986", "target")),
        ("云汀市2005年国民经济和社会发展计划（草案）\n造林⟦3万亩⟧。", ("2005", "target")),
        ("云汀市2024年工作要点\n一、城市建设\n新建公园⟦12个⟧。", ("2024", "target")),
        ("云汀县“十四五”时期乡村振兴实施方案\n2024年，新建公园⟦12个⟧。", ("2024", "target")),
        ("云汀省“十五”农业发展计划\n一、“九五”回顾\n五年累计造林⟦12万亩⟧。", ("1996-2000", "actual")),
        ("云汀市2024年工作方案落实情况的报告\n一、城市建设\n新建公园⟦12个⟧。", ("2024", "actual")),
    ],
)
def test_a_plan_is_of_what_its_title_names(text: str, expected: tuple[str, str]) -> None:
    assert _marked(text) == expected


LOOKED = "云汀市2017年度预算执行审计查出问题整改情况的报告\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("单位对账销号，截至2018年9月底，上缴资金⟦3亿元⟧。", ("2018-09", "actual")),
        ("截至2018年9月底，整改问题80个。通过整改，上缴资金⟦3亿元⟧。", ("2018-09", "actual")),
        ("到2018年11月15日，审计查出的问题已整改⟦80个⟧。", ("2018-11", "actual")),
        ("至2018年6月底，整改到位⟦80个⟧，建立制度3项。", ("2018-06", "actual")),
        ("到2018年6月底，上缴资金⟦3亿元⟧。", ("2018-06", "target")),
        ("清理2003年以来的积案⟦436件⟧。", ("2017", "actual")),
        ("对1990年以来的文件开展清理，废止文件⟦43件⟧。", ("2017", "actual")),
        ("抽查2015年底前印发的⟦47份⟧文件。", ("2017", "actual")),
        ("办结申请329件，结转2018年度⟦14件⟧。", ("2017", "actual")),
        ("2003年以来，清理积案⟦436件⟧。", ("2003-2017", "actual")),
        ("抽查2014年至2016年立项的项目⟦19个⟧。", ("2014-2016", "actual")),
        ("由2012年的51%提高到2017年的69%，提高⟦18个百分点⟧。", ("2013-2017", "actual")),
        ("五年来，审结案件8214人，其中公职人员⟦37人⟧。", ("2013-2017", "actual")),
    ],
)
def test_what_stood_so_at_a_day_and_what_something_was_done_to(text: str, expected: tuple[str, str]) -> None:
    assert _marked(LOOKED + text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "粮食九十亿斤，比一九五四年多⟦十二亿斤⟧。",
        "粮食九十亿斤，比最高的一九五五年还多⟦五亿斤⟧。",
        "猪的头数恢复到一九五四年的水平，达到⟦三百万头⟧。",
        "棉花四十万担，为一九五二年的⟦百分之一百四十⟧。",
        "耕畜二百万头，相当于一九五〇年的⟦一点二倍⟧。",
        "存栏量恢复到2017年末的⟦92%⟧。",
    ],
)
def test_a_year_compared_with_in_old_reports(sentence: str) -> None:
    assert _marked("云汀县1957年工作总结\n" + sentence)[0] == "1957"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("今年粮食又获丰收，预计全年产量⟦一百八十亿斤⟧。", ("1984", "actual")),
        ("今年一至十月，财政收入完成⟦二十亿元⟧。", ("1984-01/1984-10", "actual")),
        ("今年要新建公园⟦12个⟧。", ("1985", "target")),
    ],
)
def test_this_year_is_the_one_reported_on_where_it_nears_its_end(
    sentence: str, expected: tuple[str, str]
) -> None:
    text = "清江省1984年政府工作报告\n一九八四年，全省工业总产值三百亿元。\n"
    assert _marked(text + sentence) == expected


def test_relative_years_resolve_against_the_report() -> None:
    text = TITLE + "去年，全市新建公园⟦12个⟧。今年，计划新建公园5个。"
    report = extract(unmarked(text)[0])
    assert report.year is not None
    assert [one.period for one in report.indicators] == [str(report.year), str(report.year + 1)]
    assert [one.status for one in report.indicators] == ["actual", "target"]


@pytest.mark.parametrize(
    ("day", "period", "status"),
    [
        ("2025年1月15日", "2025", "target"),  # the review of 2024 is given in the year planned
        ("2024年11月30日", "2024", "actual"),  # given at the end of the year it is on
    ],
)
def test_this_year_is_the_one_in_which_the_report_is_given(day: str, period: str, status: str) -> None:
    text = (
        f"云川县政府工作报告\n——{day}在云川县第十八届人民代表大会上\n今年新建公园20个。去年新建公园12个。\n"
    )
    this, last = extract(text).indicators
    assert (this.period, this.status) == (period, status)
    assert last.period == str(int(period) - 1)


def test_relative_years_stay_open_where_no_year_is_known() -> None:
    assert _marked("去年新建公园⟦12个⟧。") == (None, "actual")


@pytest.mark.parametrize(
    ("plan", "years"),
    [
        ("一", (1953, 1957)),
        ("二", (1958, 1962)),
        ("三", (1966, 1970)),
        ("五", (1976, 1980)),
        ("十", (2001, 2005)),
        ("十四", (2021, 2025)),
        ("十五", (2026, 2030)),
        ("十九", (2046, 2050)),
    ],
)
def test_plan_years(plan: str, years: tuple[int, int]) -> None:
    assert plan_years({"plan": plan}) == Period.of(*years)

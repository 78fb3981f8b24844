"""Title pages as they are laid out in life; what a reader says himself; what is warned of."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportmine import extract, load
from reportmine.pipeline import extract_with
from reportmine.readers.source import from_string
from reportmine.rules.files import load as load_rules

BODY = "全年完成投资12.5亿元，办理事项3456件，同比增长5.6%，各项工作取得新的进展。\n" * 6
GOV = "各位代表：\n现在，我代表{}，向大会报告工作，请予审议。\n"

Facts = tuple[str | None, str | None, str | None, int | None]

LAYOUTS: list[tuple[str, Facts]] = [
    ("云泽市2025年国民经济和社会发展统计公报\n云 泽 市 统 计 局\n国家统计局云泽调查队\n2026年3月\n一、综合\n",
     ("云泽市2025年国民经济和社会发展统计公报", "云泽市统计局、国家统计局云泽调查队", "云泽市", 2025)),
    ("2025年云泽市\n国民经济和社会发展统计公报[1]\n云泽市统计局\n一、综合\n",
     ("2025年云泽市国民经济和社会发展统计公报", "云泽市统计局", "云泽市", 2025)),
    ("云泽市\n2025年国民经济和社会发展统计公报\n一、综合\n",
     ("云泽市2025年国民经济和社会发展统计公报", None, "云泽市", 2025)),
    ("统计公报\n2025年白石县国民经济和社会发展统计公报\n来源：白石县统计局\n一、综合\n",
     ("2025年白石县国民经济和社会发展统计公报", "白石县统计局", "白石县", 2025)),
    ("# 2025年白石县国民经济和社会发展统计公报\n\n## 一、综合\n",
     ("2025年白石县国民经济和社会发展统计公报", None, "白石县", 2025)),
    ("最新！2025年昆明市国民经济和社会发展统计公报\n出处：昆明市统计局\n一、综合\n",
     ("2025年昆明市国民经济和社会发展统计公报", "昆明市统计局", "昆明市", 2025)),
    ("昆明市2025年国民经济和社会发展统计公报\n发布机构：云南省统计局\n一、综合\n",
     ("昆明市2025年国民经济和社会发展统计公报", None, "昆明市", 2025)),
    ("关于白石县2025年预算执行情况和2026年预算草案的报告（2026年1月21日在白石县第五届人民代表大会第五次会议上）\n"
     "白石县财政局\n各位代表：\n受县人民政府委托，提请审议。\n一、2025年预算执行情况\n",
     ("关于白石县2025年预算执行情况和2026年预算草案的报告", "白石县财政局", "白石县", 2025)),
    ("关于2025年全市和市本级预算执行情况与2026年全市和市本级预算草案的报告\n"
     "——2026年1月23日在云泽市第八届人民代表大会第六次会议上\n市财政局局长 某某\n各位代表：\n"
     "受市人民政府委托，提请审议。\n一、2025年预算执行情况\n",
     ("关于2025年全市和市本级预算执行情况与2026年全市和市本级预算草案的报告", "云泽市财政局",
      "云泽市", 2025)),
    ("关于银川市及市本级2025年预算执行情况和2026年预算草案的报告\n各位代表：\n受市人民政府委托，提请审议。\n一、情况\n",
     ("关于银川市及市本级2025年预算执行情况和2026年预算草案的报告", "银川市人民政府", "银川市", 2025)),
    ("云泽市2025年预算执行情况和2026年预算草案\n目录\n一、一般公共预算\n",
     ("云泽市2025年预算执行情况和2026年预算草案", None, "云泽市", 2025)),
    ("云泽市青山区2025年区级部门预算\n预算主管部门：云泽市青山区财政局\n一、部门职责\n",
     ("云泽市青山区2025年区级部门预算", "云泽市青山区财政局", "云泽市青山区", 2025)),
    ("云泽市规划和自然资源局2024年度部门决算\n目 录\n一、概况\n",
     ("云泽市规划和自然资源局2024年度部门决算", "云泽市规划和自然资源局", "云泽市", 2024)),
    ("关于国民经济和社会发展“九五”计划和2010年远景目标纲要的报告\n"
     "——1996年3月5日在第八届全国人民代表大会第四次会议上\n各位代表：\n我代表国务院，向大会报告。\n一、情况\n",
     ("关于国民经济和社会发展“九五”计划和2010年远景目标纲要的报告", "国务院", "全国", 1995)),
    (GOV.format("国务院") + "一、过去五年政府工作的回顾\n",
     (None, "国务院", "全国", None)),
    ("各位代表：\n现在，我代表国务院，向第九届全国人民代表大会第四次会议报告工作。\n一、工作\n",
     (None, "国务院", "全国", 2000)),
    (GOV.format("国务院") + "一、回顾\n第七届全国人民代表大会第一次会议以来的五年，成就巨大。\n",
     (None, "国务院", "全国", 1992)),
    ("各位代表：\n自第六届全国人民代表大会第一次会议以来，我代表国务院报告工作。\n一、工作\n",
     (None, "国务院", "全国", 1983)),
    ("政府工作报告\n（一九九八年三月五日在第九届全国人民代表大会第一次会议上）\n各位代表：\n一、工作\n",
     ("政府工作报告", "国务院", "全国", 1997)),
    ("政府工作报告\n1957年6月26日在第一届全国人民代表大会第四次會議上\n各位代表：\n一、工作\n",
     ("政府工作报告", "国务院", "全国", 1956)),
    ("市人民检察院工作报告\n——2025年12月31日在凌海市第七届人民代表大会第六次会议上\n"
     "各位代表：\n我代表市人民检察院报告工作。\n2025年工作回顾\n",
     ("市人民检察院工作报告", "凌海市人民检察院", "凌海市", 2025)),
    (GOV.format("市人民法院") + "一、2024年工作回顾\n", (None, None, None, 2024)),
    (GOV.format("白石县人民政府") + "一、工作\n刚刚过去的一九九一年，成绩显著。\n",
     (None, "白石县人民政府", "白石县", 1991)),
    ("云泽市中级人民法院工作报告\n发布日期:2026-02-09\n2026年1月21日在云泽市第十四届人民代表大会第六次会议上\n"
     "各位代表:\n现在,我代表市中级人民法院报告工作。\n2025年主要工作\n",
     ("云泽市中级人民法院工作报告", "云泽市中级人民法院", "云泽市", 2025)),
    ("索 引 号：640300/2021-01234\n分类：\n文　　号：\n标　　题：\n内容概述：\n"
     "云泽市教育局2020年政府信息公开工作年度报告\n一、总体\n",
     ("云泽市教育局2020年政府信息公开工作年度报告", "云泽市教育局", "云泽市", 2020)),
    ("云财〔2019〕12号\n云泽市财政局\n关于2018年度法治政府建设情况的报告\n一、工作\n",
     ("云泽市财政局关于2018年度法治政府建设情况的报告", "云泽市财政局", "云泽市", 2018)),
    ("2024年我国教育事业发展统计公报\n教育部\n一、综合\n",
     ("2024年我国教育事业发展统计公报", "教育部", "全国", 2024)),
    ("白石县财政局2025年工作总结与2026年工作安排\n信息来源：本网\n一、情况\n",
     ("白石县财政局2025年工作总结与2026年工作安排", "白石县财政局", "白石县", 2025)),
    ("标题：白石县水利局2022年政府信息公开工作年度报告\n来源：白石县水利局\n一、总体情况\n",
     ("白石县水利局2022年政府信息公开工作年度报告", "白石县水利局", "白石县", 2022)),
    ("关于2024年度县级预算执行和其他财政收支的审计工作报告\n——2025年7月25日在白石县第十八届人大常委会第三次会议上\n"
     "主任、各位副主任：\n我受县人民政府委托，报告审计情况。\n一、审计\n",
     ("关于2024年度县级预算执行和其他财政收支的审计工作报告", "白石县人民政府", "白石县", 2024)),
    ("2025年，白石县各部门认真落实各项部署。\n一、综合\n",
     (None, None, None, 2025)),
]  # fmt: skip


def facts(raw: str, name: str = "<text>") -> Facts:
    found = extract_with(from_string(raw, name=name), load_rules(()))
    return found.title, found.issuer, found.region, found.year


@pytest.mark.parametrize(("head", "want"), LAYOUTS, ids=lambda one: one[:14] if isinstance(one, str) else "")
def test_layouts(head: str, want: Facts) -> None:
    assert facts(head + BODY) == want


@pytest.mark.parametrize(("head", "want"), LAYOUTS, ids=lambda one: one[:14] if isinstance(one, str) else "")
def test_what_is_missing_is_warned_of(head: str, want: Facts) -> None:
    codes = [one.code for one in extract(head + BODY * 4).warnings if one.code.startswith("unknown-")]
    missing = [
        name for name, value in zip(("title", "issuer", "region", "year"), want, strict=True) if not value
    ]
    assert codes == (["unknown-" + "-".join(missing)] if missing else [])


def test_a_piece_need_not_say_whose_it_is() -> None:
    assert extract("2024年，全市办理行政复议案件1267件，比上年增长5.3%。").warnings == ()
    assert extract("白石县2024年统计公报\n完成投资12.5亿元。").warnings == ()


def test_the_name_of_a_file_comes_last_and_is_a_guess(tmp_path: Path) -> None:
    place = tmp_path / "白石县2023年国民经济和社会发展统计公报.txt"
    place.write_text("一、综合\n" + BODY * 5, "utf-8")
    report = extract(place)
    assert (report.title, report.region, report.year) == (place.stem, "白石县", 2023)
    assert "guessed-title" in {one.code for one in report.warnings}
    place = tmp_path / "national-1994.txt"
    place.write_text(GOV.format("国务院") + BODY * 5, "utf-8")
    report = extract(load(place))
    assert report.year == 1993
    assert "guessed-year" in {one.code for one in report.warnings}


def test_a_reader_says_what_the_text_does_not() -> None:
    raw = GOV.format("市人民政府") + BODY * 5
    report = extract(raw, year=2023, region="昆明市")
    assert (report.year, report.region, report.region_code) == (2023, "昆明市", "530100")
    assert report.issuer == "昆明市人民政府"
    assert [one.code for one in report.warnings] == ["unknown-title"]


def test_a_reader_goes_before_the_text() -> None:
    raw = "白石县2024年国民经济和社会发展统计公报\n白石县统计局\n一、综合\n" + BODY
    report = extract(raw, year=2022, region="青河县", issuer="青河县人民政府")
    assert (report.year, report.region, report.issuer) == (2022, "青河县", "青河县人民政府")
    assert report.warnings == ()

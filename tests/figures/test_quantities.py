"""Every figure as written and as read: number, magnitude, unit, relation, range; and what is no figure."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from support import check

from reportmine import extract
from reportmine.figures.quantities import lines, read
from reportmine.rules.files import load
from reportmine.text.fold import fold
from reportmine.workbench.rulecheck import unmarked


def row(sentence: str, value: str, unit: str | None, **more: Any) -> Any:
    """A sentence whose one figure is marked, with what it reads as."""
    return pytest.param(sentence, {"value": value, "unit": unit, **more}, id=sentence)


def _one(sentence: str, fields: dict[str, Any]) -> None:
    plain, start, end = unmarked(sentence)
    expected = {"value_max": None, "relation": "=", **fields}
    check(plain, {plain[start:end]: expected})


@pytest.mark.parametrize(
    ("sentence", "fields"),
    [
        # numbers
        row("全市清理规章⟦24部⟧。", "24", "部", kind="count"),
        row("全年受理案件⟦12,345件⟧。", "12345", "件", kind="count"),
        row("全年受理案件⟦１３８４件⟧。", "1384", "件"),
        row("全市培训干部⟦1.58万人次⟧。", "15800", "人次"),
        row("全县落实资金⟦３．５亿元⟧。", "350000000", "元", kind="money"),
        row("贷款余额⟦87.6万亿元⟧。", "87600000000000", "元"),
        row("修建中型水库⟦三座⟧。", "3", "座", kind="count"),
        row("布票每人⟦十四尺三寸⟧。", "14.3", "尺", kind="measure"),
        row("布票每人⟦一丈二尺⟧。", "1.2", "丈"),
        row("农具每户⟦三件半⟧。", "3.5", "件"),
        row("完成土石方⟦四千二百五十万方⟧。", "42500000", "方"),
        row("征购任务完成⟦百分之九十八⟧。", "98", "%", kind="percent"),
        row("网站发布稿件⟦12460篇⟧。", "12460", "篇"),
        row("粮食产量⟦七亿二千万斤⟧。", "720000000", "斤", kind="measure"),
        row("全厂职工⟦三千二百人⟧。", "3200", "人"),
        row("新增投资⟦二十万亿元⟧。", "20000000000000", "元"),
        row("总投资⟦1,300万元⟧。", "13000000", "元"),
        row("发电量⟦3万4000千瓦时⟧。", "34000", "千瓦时"),
        row("惠及居民⟦1亿2000万人⟧。", "120000000", "人"),
        row("培训干部⟦2千500人⟧。", "2500", "人"),
        row("投资⟦1亿2345.6万元⟧。", "123456000", "元"),
        row("为⟦390万⟧65岁以上老年人体检。", "3900000", None),
        row("发放贷款⟦5千万元⟧。", "50000000", "元"),
        # percentages, fractions, multiples
        row("合格率达到⟦80%⟧。", "80", "%", kind="percent"),
        row("合格率达到⟦８０％⟧。", "80", "%", kind="percent"),
        row("工业产值增长⟦百分之八点五⟧。", "8.5", "%", kind="percent"),
        row("合格率达到⟦百分之九十⟧。", "90", "%", kind="percent"),
        row("出生率为⟦6.14‰⟧。", "6.14", "‰", kind="percent"),
        row("出生率为⟦千分之六⟧。", "6", "‰", kind="percent"),
        row("合格率提高⟦2.3个百分点⟧。", "2.3", "个百分点", kind="percent"),
        row("税收增长⟦三成⟧。", "3", "成", kind="percent"),
        row("产值增长⟦1.5倍⟧。", "1.5", "倍", kind="ratio"),
        row("到会代表超过⟦三分之二⟧。", "0.666667", None, kind="ratio", relation=">"),
        row("城乡居民收入比缩小到⟦2.4:1⟧。", "2.4", None, kind="ratio"),
        row("城乡居民收入比缩小到⟦2.4∶1⟧。", "2.4", None, kind="ratio"),
        # units
        row("发电装机⟦1.7亿千瓦⟧。", "170000000", "千瓦", kind="measure"),
        row("全社会用电量⟦31.4亿千瓦时⟧。", "3140000000", "千瓦时", kind="measure"),
        row("进出口总额⟦138.2亿美元⟧。", "13820000000", "美元", kind="money"),
        row("集装箱吞吐量⟦52.8万标准箱⟧。", "528000", "标准箱", kind="count"),
        row("平均浓度为⟦31微克/立方米⟧。", "31", "微克/立方米", kind="measure"),
        row("新建公路⟦463公里⟧。", "463", "公里", kind="measure"),
        row("建设高标准农田⟦1640万亩⟧。", "16400000", "亩", kind="measure"),
        row("节约标准煤⟦3.2万吨⟧。", "32000", "吨", kind="measure"),
        row("平均办理时长压缩⟦5天⟧。", "5", "天", kind="duration"),
        row("平均用时缩短⟦1个月⟧。", "1", "个月", kind="duration"),
        row("群众满意度得分⟦96.5分⟧。", "96.5", "分", kind="score"),
        row("经济总量居全国⟦第6位⟧。", "6", "位", kind="rank"),
        # relations
        row("全市培训干部⟦2400余名⟧。", "2400", "名", relation=">"),
        row("全市培训干部⟦1.58万余人次⟧。", "15800", "人次", relation=">"),
        row("全市培训干部⟦三千多人⟧。", "3000", "人", relation=">"),
        row("粮食产量⟦七亿二千多万斤⟧。", "720000000", "斤", relation=">"),
        row("培训干部超过⟦300人⟧。", "300", "人", relation=">"),
        row("技术合同成交额突破⟦1万亿元⟧。", "1000000000000", "元", relation=">"),
        row("清运建筑垃圾约⟦4.7万吨⟧。", "47000", "吨", relation="≈"),
        row("收入增长⟦3.2%⟧左右。", "3.2", "%", relation="≈"),
        row("接待游客近⟦3600万人次⟧。", "36000000", "人次", relation="<"),
        row("再犯率不足⟦2%⟧。", "2", "%", relation="<"),
        row("合格率保持在⟦95%⟧以上。", "95", "%", relation="≥"),
        row("技改投入不低于⟦2.6亿元⟧。", "260000000", "元", relation="≥"),
        row("损耗率控制在⟦6.5%⟧以内。", "6.5", "%", relation="≤"),
        row("办理时限不超过⟦15个工作日⟧。", "15", "个工作日", relation="≤", kind="duration"),
        row("培训干部超过⟦300人⟧以上。", "300", "人"),
        # ranges
        row("生产总值增长⟦4.2%—4.8%⟧。", "4.2", "%", value_max="4.8"),
        row("生产总值增长⟦4.2%-4.8%⟧。", "4.2", "%", value_max="4.8"),
        row("生产总值增长⟦5%至6%⟧。", "5", "%", value_max="6"),
        row("每村培育人才⟦3—5名⟧。", "3", "名", value_max="5"),
        row("每户补助⟦20至30万元⟧。", "200000", "元", value_max="300000"),
        row("每户补助⟦20万元至30万元⟧。", "200000", "元", value_max="300000"),
    ],
)
def test_reading(sentence: str, fields: dict[str, Any]) -> None:
    if "超过" in sentence and "以上" in sentence:  # the nearest to the number wins
        fields = {**fields, "relation": ">"}
    _one(sentence, fields)


@pytest.mark.parametrize(
    ("text", "numeral", "reason"),
    [
        ("2020年完成整改。", "2020年", "date"),
        ("于2021年3月27日印发。", "2021年3月27日", "date"),
        ("9月26日召开会议。", "9月26日", "date"),
        ("截至2022-07-14完成。", "2022-07-14", "date"),
        ("一九八五年经济好转。", "一九八五年", "date"),
        ("二〇一九年三月十二日", "二〇一九年三月十二日", "date"),
        ("一季度经济平稳。", "一季度", "date"),
        ("上世纪九十年代建成。", "九十年代", "date"),
        ("“十四五”时期经济平稳。", "十四", "timespan"),
        ("第一、二批名单公布。", "二", "ordinal"),
        ("收成一年比一年好。", "一", "word"),
        ("贯彻党的二十大精神。", "二十", "name"),
        ("第四次会议召开。", "第四", "ordinal"),
        ("入选第一批示范区。", "第一", "ordinal"),
        ("印发〔2020〕12号文件。", "12", "document-number"),
        ("开通12345热线。", "12345", "name"),
        ("建成5G基站。", "5", "name"),
        ("PM2.5浓度下降。", "2.5", "name"),
        ("推进1+3功能区建设。", "1", "slogan"),
        ("二、主要工作", "二", "numbering"),
        ("一、主要工作", "一", "numbering"),
        ("（二）完善制度。", "二", "numbering"),
        ("措施有：一是加强领导；二是完善制度。", "二", "numbering"),
        ("五年来经济平稳。", "五年", "timespan"),
        ("打好三大攻坚战。", "三", "set-count"),
    ],
)
def test_no_figure(text: str, numeral: str, reason: str) -> None:
    report = extract(text)
    assert [one.text for one in report.indicators] == []
    assert any(one.text.startswith(numeral) and one.reason == reason for one in report.unread), report.unread


@pytest.mark.parametrize(
    "text",
    [
        "城乡一体化发展进一步加快。",
        "统一部署，形成一系列经验。",
        "千方百计稳就业，成效十分明显。",
        "建成一流大学，万众一心。",
        "推动生产一体推进。",
    ],
)
def test_words_that_only_look_numeric(text: str) -> None:
    assert extract(text).indicators == ()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("办理建议12件、提案8件。", ["12件", "8件"]),
        ("PM2.5平均浓度为31微克/立方米。", ["31微克/立方米"]),
        ("2024年办理案件2024件。", ["2024件"]),
        ("5月1日，5家企业签约。", ["5家"]),
        ("12345热线受理诉求12345件。", ["12345件"]),
        ("第3次会议审议议案3件。", ["3件"]),
        ("（1）新建公园2个。", ["2个"]),
        ("“十四五”期间建成公园14个。", ["14个"]),
        ("由186项压减至92项。", ["186项", "92项"]),
        ("涉及3省5市12个县。", ["3省", "5市", "12个"]),
        ("5G基站达到1.2万个。", ["1.2万个"]),
        ("全市现有A级景区12家。", ["12家"]),
    ],
)
def test_figures_among_other_numerals(text: str, figures: list[str]) -> None:
    assert [one.text for one in extract(text).indicators] == figures


@pytest.mark.parametrize(
    ("text", "numeral", "value", "unit"),
    [
        ("收到申请1720万、1580万人次。", "1720万", "17200000", "人次"),
        ("分别提高0.4个和1.1个百分点。", "0.4个", "0.4", "个百分点"),
    ],
)
def test_a_unit_said_once_belongs_to_the_whole_list(text: str, numeral: str, value: str, unit: str) -> None:
    one = extract(text).indicators[0]
    assert (one.text, str(one.value), one.unit) == (numeral, value, unit)
    assert "inherited-unit" in one.flags


def test_a_lost_unit_is_flagged() -> None:
    """A damaged copy: the unit between the figure and the next word is gone."""
    one = extract("全年举办讲座1600媒体报道。").indicators[0]
    assert (one.text, one.unit) == ("1600", None)
    assert "missing-unit" in one.flags


def test_a_negative_change_is_a_fall_as_in_a_table() -> None:
    read = extract("财政收入增长-2.5%，税收增长－3%，出口增长–1.7%。").indicators
    assert [(str(one.value), one.direction) for one in read] == [
        ("2.5", "down"),
        ("3", "down"),
        ("1.7", "down"),
    ]


def test_spans_known_to_be_none_are_skipped() -> None:
    text = fold("1384件")
    rules = load()
    found, others = read(text, rules, ((0, 4, "chrome", "chrome.test"),))
    assert (found, [rule.id for rule in rules.rules if rule.late]) == ([], [])
    assert [(one.start, one.end, one.reason, one.rule) for one in others] == [(0, 4, "chrome", "chrome.test")]


def test_outer_spans_take_in_the_words_of_relation() -> None:
    text = "控制在约6.5%以内。"
    found, _ = read(fold(text), load())
    assert [text[one.outer_start : one.outer_end] for one in found] == ["约6.5%以内"]
    assert [text[one.start : one.end] for one in found] == ["6.5%"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("新增就业1.2⁸万人。", "12000.0", "人"),
        ("新增就业1.2[8]万人。", "12000.0", "人"),
        ("比上年增长5.7²%。", "5.7", "%"),
        ("库容1.2×10⁸立方米。", "120000000.0", "立方米"),
        ("面积35km²。", "35", "km²"),
    ],
)
def test_the_mark_of_a_note_before_a_unit_is_no_digit(text: str, value: str, unit: str) -> None:
    (figure,) = extract(text).indicators
    assert (figure.value, figure.unit) == (Decimal(value), unit)


def test_texts_read_together_are_read_as_each_alone() -> None:
    rules = load()
    whole = [fold(unmarked(yes["text"])[0]) for rule in rules.stage("units") for yes in rule.yes]
    whole += [fold(text) for stage in ("units", "unread") for rule in rules.stage(stage) for text in rule.no]
    pieces = [piece for text in whole for piece in text.replace("，", "\t").split("\t")]
    short = ["", "2025", "-3", "5—", "6", "1.2×", "10", "第", "3", "人", "100(", "1个", "2个百分点"]
    for texts in (whole, pieces, short, [text[:4] for text in pieces], []):
        assert lines(texts, rules) == [read(text, rules) for text in texts]

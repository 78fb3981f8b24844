"""Laws that hold for any text whatever."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import ROOT, lawful

from reportmine import Report, extract, outline
from reportmine.pipeline import extract_with
from reportmine.readers.source import from_string, names_a_file
from reportmine.rules.files import load
from reportmine.rules.rule import RuleSet

PIECES = (
    *(
        "一、",
        "（二）",
        "3.",
        "(4)",
        "一是",
        "第一章 ",
        "第六位",
        "第三次",
        "主要工作",
        "\n",
        "\n\n",
        "\r\n",
        "\u3000",
        " ",
    ),
    *(
        "全市",
        "市政府",
        "全省",
        "各级",
        "办理",
        "审结",
        "新增",
        "清理",
        "收到",
        "培训",
        "为",
        "对",
        "向",
        "将",
        "被",
        "获",
    ),
    *(
        "规章",
        "案件",
        "行政复议申请",
        "企业",
        "增加值",
        "办结率",
        "地区生产总值",
        "的",
        "和",
        "、",
        "，",
        "。",
        "；",
        "：",
        "（",
        "）",
    ),
    *(
        "增长",
        "下降",
        "提高",
        "增至",
        "压减至",
        "由",
        "从",
        "到",
        "至",
        "比上年",
        "同比",
        "较",
        "占",
        "其中",
        "分别",
        "累计",
    ),
    *(
        "约",
        "近",
        "超过",
        "不低于",
        "以上",
        "左右",
        "以内",
        "余",
        "多",
        "来",
        "几",
        "数",
        "每",
        "第",
        "百分之",
        "分之",
        "点",
    ),
    *(
        "1267",
        "12,345",
        "5.3",
        "０．５",
        "24",
        "2024",
        "2024年",
        "3月5日",
        "十四",
        "三",
        "两",
        "一",
        "百",
        "千",
        "万",
        "亿",
        "半",
    ),
    *(
        "件",
        "部",
        "元",
        "人次",
        "%",
        "％",
        "个百分点",
        "‰",
        "倍",
        "成",
        "年",
        "天",
        "个",
        "千瓦时",
        "微克/立方米",
        "分",
        "位",
    ),
    *(
        "—",
        "-",
        "～",
        "∶",
        ":",
        "/",
        "+",
        "“",
        "”",
        "《",
        "》",
        "PM",
        "5G",
        "12345热线",
        "“十四五”",
        "A",
        "\0",
        "\ufeff",
    ),
)
QUANTITIES = (
    *("3件", "十四人次", "5.2%", "100亿元", "3万人", "2个", "3—5件", "2025年", "20余户", "1倍", "百分之五"),
    *("两天", "第三", "0.5个百分点", "12起", "8类", "两次", "2—3人", "一、", "3."),
    *("其中：", "分别", "占", "的"),
)
WRITTEN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
ANY = st.text(max_size=120).filter(lambda text: not names_a_file(text))  # the name of a file is refused
FIGURES = st.text("0123456789.,%万亿千百十一两三〇点年月日第分之—-:∶/个百分点元件", max_size=60)

SAMPLES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("*.txt")))
SLICE = st.builds(
    lambda at, length: SAMPLES[at : at + length], st.integers(0, len(SAMPLES) - 1), st.integers(1, 10)
)
SLICES = st.lists(SLICE | st.sampled_from(QUANTITIES) | st.sampled_from(PIECES), max_size=12).map("".join)
TEXT = WRITTEN | FIGURES | ANY | SLICES

law = settings(deadline=None, max_examples=300)


RUN = re.compile("[二三四五六七八九十百千万亿]{2,}")


@law
@given(WRITTEN | st.text("〇零一二两三四五六七八九十百千万亿点分之第多余几件元的数，。年月", max_size=12))
def test_no_chinese_numeral_vanishes(raw: str) -> None:
    """Of two or more Chinese numerals in a row some are in an indicator or in unread."""
    report = extract(raw)
    places = [(one.start, one.end) for one in (*report.indicators, *report.unread)]
    for run in RUN.finditer(raw):
        assert any(start < run.end() and run.start() < end for start, end in places), run.group()


@law
@given(TEXT)
@example("")
@example("\ud800件")
@example("1" * 500 + "件")
@example("²件，٣件，½件，Ⅳ级，①条")
@example("\U0001e4f0件")  # a digit that not every Python knows
@example("十四人次一、将")  # what is theirs is all adverbs, to the end
@example("%。213.3件占对对3件")  # a paragraph is announced by no letter
@example("。2025年，正在县财政局\n100亿元、大局意识、核心2—3人0.5个百分点个")  # half a word is the item
def test_any_text_gives_a_lawful_report(raw: str) -> None:
    text = from_string(raw)
    lawful(extract(text), text)


@pytest.mark.parametrize("raw", ["办理案件3—\n5件", "办理案件5\n至6件"])
def test_a_figure_keeps_to_its_line(raw: str) -> None:
    report = extract(raw)
    assert not any(len(one.text.splitlines()) > 1 for one in report.indicators)
    lawful(report, from_string(raw))


def test_a_number_before_the_end_of_a_line_is_read() -> None:
    assert [one.text for one in extract("全市办理案件3\n万件。").indicators] != []


@law
@given(TEXT)
def test_a_report_comes_back_from_its_json(raw: str) -> None:
    report = extract(raw)
    assert Report.model_validate_json(report.model_dump_json()) == report
    assert Report.model_validate(report.model_dump()) == report


@law
@given(TEXT, TEXT)
def test_reading_depends_on_the_text_alone(one: str, other: str) -> None:
    first = extract(one)
    extract(other)
    assert extract(one) == first


def test_reading_depends_on_nothing_read_before() -> None:
    """Rules that have read nothing yet give what rules give that have read much."""
    for path in sorted((ROOT / "samples").glob("*.txt")):
        text = from_string(path.read_text(encoding="utf-8"))
        fresh = RuleSet(load().rules)
        assert extract_with(text, fresh) == extract_with(text, load())


@law
@given(TEXT)
def test_the_outline_is_that_of_the_report(raw: str) -> None:
    assert outline(raw) == extract(raw).sections


@law
@given(WRITTEN)
def test_width_does_not_matter(raw: str) -> None:
    """Full-width figures and letters are read as their plain forms, at the same places."""
    wide = raw.translate({code: code + 0xFEE0 for code in map(ord, "0123456789%ABGPM")})
    places = [
        [
            (one.start, one.end, one.value, one.unit, one.relation, one.role)
            for one in extract(text).indicators
        ]
        for text in (raw, wide)
    ]
    assert places[0] == places[1]


@law
@given(st.integers(1, 10**9), st.sampled_from(["件", "人次", "亩", "万元", "%"]))
def test_a_plain_figure_is_always_read(value: int, unit: str) -> None:
    """Whatever the number, in whatever form: it is one figure of that value."""
    for written in (str(value), f"{value:,}"):
        (one,) = extract(f"全市共计{written}{unit}。").indicators
        assert one.text == f"{written}{unit}"
        assert one.value == value * (10_000 if unit == "万元" else 1)


@pytest.mark.parametrize("count", [1, 10, 100])
def test_each_sentence_stands_for_itself(count: int) -> None:
    """The same sentence gives the same figures wherever it stands."""
    sentence = "全市办理行政复议案件1267件，比上年增长5.3%。"
    names = {"text", "value", "item", "action", "actor", "role", "basis", "rules"}
    alone = [one.model_dump(include=names) for one in extract(sentence).indicators]
    many = [one.model_dump(include=names) for one in extract(sentence * count).indicators]
    assert many == alone * count

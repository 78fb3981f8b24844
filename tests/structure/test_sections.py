"""The section tree and the page chrome: marker families, titles, levels, and what is no heading."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support import SHARED

from reportmine.pipeline import extract
from reportmine.pipeline import outline as whole_outline
from reportmine.readers.source import names_a_file
from reportmine.records import Section, Source
from reportmine.rules.files import load
from reportmine.rules.matching import match, search
from reportmine.rules.rule import Rule, RuleSet
from reportmine.structure.chrome import spans
from reportmine.structure.headings import number
from reportmine.structure.sections import Outline, read
from reportmine.text.fold import fold
from reportmine.text.text import Text

BODY = "全县各级各部门认真落实各项部署，完成投资12.5亿元，办理事项3456件，同比增长5.6%。"

RULES = RuleSet(tuple(rule for stage in ("outline", "chrome") for rule in load(examples=True).stage(stage)))


def text_of(raw: str) -> Text:
    return Text(Source(name="<text>", sha256="0" * 64, length=len(raw)), raw)


def outline(raw: str) -> Outline:
    text = text_of(raw)
    return read(text, RULES, spans(text, RULES))


def outline_with_tables(raw: str) -> tuple[Section, ...]:
    return whole_outline(text_of(raw))


def tree(raw: str) -> list[tuple[str, int, str | None, str]]:
    return [(one.id, one.level, one.marker, one.title) for one in outline(raw).sections]


def lines(*parts: str) -> str:
    return "\n".join(parts)


# --- marker families ----------------------------------------

FAMILIES = [
    ("一、综合", "二、农业", 1, "一、", "综合"),
    ("（一）主动公开", "（二）依申请公开", 2, "（一）", "主动公开"),
    ("(一)主动公开。" + BODY, "(二)依申请公开。" + BODY, 2, "(一)", "主动公开"),
    ("1.收入情况。" + BODY, "2.支出情况。" + BODY, 3, "1.", "收入情况"),
    ("１．收入情况", "２．支出情况", 3, "１．", "收入情况"),
    ("1、收入情况", "2、支出情况", 3, "1、", "收入情况"),
    ("（1）增值税", "（2）所得税", 4, "（1）", "增值税"),
    ("①增值税", "②所得税", 4, "①", "增值税"),
    ("第一章 总体要求", "第二章 主要任务", 1, "第一章", "总体要求"),
    ("第一部分　工作回顾", "第二部分　工作安排", 1, "第一部分", "工作回顾"),
    ("第一节 基础", "第二节 形势", 2, "第一节", "基础"),
    ("一是优化服务。" + BODY, "二是强化监管。" + BODY, 5, "一是", "优化服务"),
    ("一要优化服务。" + BODY, "二要强化监管。" + BODY, 5, "一要", "优化服务"),
    ("第一，优化服务。" + BODY, "第二，强化监管。" + BODY, 5, "第一，", "优化服务"),
    ("首先，优化服务。" + BODY, "其次，强化监管。" + BODY, 5, "首先，", "优化服务"),
    ("［1］两项制度：", "［2］三张清单：", 3, "［1］", "两项制度"),
]


@pytest.mark.parametrize(("first", "second", "level", "marker", "title"), FAMILIES)
def test_family(first: str, second: str, level: int, marker: str, title: str) -> None:
    found = outline(lines("某县工作报告", "", first, BODY, second, BODY)).sections
    assert [(one.level, one.number) for one in found] == [(level, 1), (level, 2)]
    assert (found[0].marker, found[0].title) == (marker, title)


@pytest.mark.parametrize(
    ("written", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("九十九", 99), ("一百零二", 102), ("一二", 12),
     ("⑫", 12), ("07", 7), ("", None), ("两", None)],
)  # fmt: skip
def test_number(written: str, value: int | None) -> None:
    assert number(written) == value


# --- the tree ----------------------------------------


def test_custom_order() -> None:
    raw = lines(
        "一、收支情况", BODY, "（一）收入", BODY, "1.税收收入。" + BODY, "2.非税收入。" + BODY, "（二）支出",
        BODY, "一是保民生。" + BODY, "二是保运转。" + BODY, "二、主要工作", BODY,
    )  # fmt: skip
    assert [one[:2] for one in tree(raw)] == [
        ("1", 1), ("1.1", 2), ("1.1.1", 3), ("1.1.2", 3), ("1.2", 2), ("1.2.1", 5), ("1.2.2", 5), ("2", 1),
    ]  # fmt: skip


def test_the_text_decides_the_order() -> None:
    raw = lines(
        "（一）形势", BODY, "（二）方针", BODY, "一、农业", BODY, "二、工业", BODY, "三、贸易", BODY,
        "（三）前景", BODY,
    )  # fmt: skip
    assert [one[:2] for one in tree(raw)] == [
        ("1", 1), ("2", 1), ("2.1", 2), ("2.2", 2), ("2.3", 2), ("3", 1),
    ]  # fmt: skip


def test_a_series_within_its_own_kind() -> None:
    raw = lines("一、回顾", BODY, "二、任务", BODY, "一、速度", BODY, "二、投资", BODY, "三、改革", BODY)
    raw = lines(raw, "三、体制", BODY)
    assert [one[1] for one in tree(raw)] == [1, 1, 2, 2, 2, 1]


def test_annex_numbers_anew() -> None:
    raw = lines(
        "一、回顾", BODY, "二、安排", BODY, "附件1", "民生实事清单", BODY, "一、提高标准。", BODY,
        "二、扩大供给。", BODY, "附件2", "名词解释", "1.“两重”：", BODY, "2.“两新”：", BODY,
    )  # fmt: skip
    assert tree(raw)[2:5] == [
        ("3", 1, "附件1", "民生实事清单"), ("4", 1, "一、", "提高标准"), ("5", 1, "二、", "扩大供给"),
    ]  # fmt: skip
    assert tree(raw)[5:] == [
        ("6", 1, "附件2", "名词解释"), ("6.1", 3, "1.", "“两重”"), ("6.2", 3, "2.", "“两新”"),
    ]  # fmt: skip
    assert outline(raw).notices == ()


def test_contents_give_no_sections() -> None:
    raw = lines(
        "某县发展规划纲要", "目  录", "一、综合……1", "（一）农业……2", "二、财政……9", "前言", "", "前言",
        BODY * 2, "一、综合", BODY, "（一）农业", BODY, "二、财政", BODY,
    )  # fmt: skip
    assert [one[2:] for one in tree(raw)] == [
        (None, "前言"), ("一、", "综合"), ("（一）", "农业"), ("二、", "财政"),
    ]  # fmt: skip
    plain = raw.replace("……1", "").replace("……2", "").replace("……9", "")
    assert [one[2:] for one in tree(plain)] == [one[2:] for one in tree(raw)]


def test_spans() -> None:
    raw = lines("某县报告", "一、综合", BODY, "（一）农业。" + BODY, "二、财政", BODY, "", "责任编辑：某某")
    made = outline(raw)
    first, second, third = made.sections
    assert raw[first.start : first.body_start] == "一、综合\n"
    assert raw[second.body_start :].startswith(BODY)
    assert (second.parent, first.end, second.end) == ("1", third.start, third.start)
    assert raw[: third.end].endswith(BODY)
    assert [raw[a:b] for a, b in made.markers] == ["一、", "（一）", "二、"]
    assert [raw[a:b] for a, b in made.titles] == ["综合", "农业", "财政"]
    assert made.at(second.body_start) == second
    assert made.at(0) is None


# --- titles ----------------------------------------

TITLES = [
    ("（一）深化改革，扩大开放。" + BODY, "深化改革，扩大开放"),
    ("（一）深化改革", "深化改革"),
    ("（一）总体要求：" + BODY, "总体要求"),
    ("（一）综合[2]", "综合"),
    ("（一）\n深化改革。" + BODY, "深化改革"),
    ("（一）坚持“稳进增效”，增强动能；", "坚持“稳进增效”，增强动能"),
]


@pytest.mark.parametrize(("line", "title"), TITLES)
def test_title(line: str, title: str) -> None:
    found = outline(lines("一、工作", BODY, line, BODY, "（二）其他工作", BODY)).sections
    assert found[1].title == title


def test_lost_stop() -> None:
    long = "健全制度体系,完善工作机制,全年召开会议12次,研究事项35项,推动各项任务落地见效,取得明显成效。"
    raw = lines(
        "一、能力建设", "(一)全面加强理论学习。" + BODY, "(二)不断完善工作机制" + long,
        "(三)扎实开展督促检查" + long, "二、监督保障", "(一)自觉接受人大监督。" + BODY,
        "(二)主动回应社会关切。" + BODY, "(三)切实加强内部监督。" + BODY,
    )  # fmt: skip
    titles = [one.title for one in outline(raw).sections]
    assert titles[2:4] == ["不断完善工作机制", "扎实开展督促检查"]


def test_printed_lines_are_joined() -> None:
    long = "（一）" + "着力推动重点领域改革，" * 3 + "取得成效。" + BODY
    text = lines("一、工作回顾", "　　" + BODY * 3, long)
    text = lines(text, *["　　" + BODY * 4] * 3, "二、工作安排", "　　" + BODY * 3)
    broken = lines(*[line[at : at + 28] for line in text.split("\n") for at in range(0, len(line), 28)])
    assert [one[2:] for one in tree(broken)] == [one[2:] for one in tree(text)]


# --- headings without a number ----------------------------------------


def test_bare_headings() -> None:
    raw = lines(
        "某县工作报告", "县长　某某", "各位代表：", BODY, "2025年工作回顾", BODY, "2026年重点工作", BODY,
        "（一）扩大内需", BODY, "（二）深化改革", BODY, "结束语", BODY,
    )  # fmt: skip
    assert [(one[1], one[3]) for one in tree(raw)] == [
        (1, "2025年工作回顾"), (1, "2026年重点工作"), (2, "扩大内需"), (2, "深化改革"), (1, "结束语"),
    ]  # fmt: skip


def test_sentences_as_headings() -> None:
    pairs = ("产业结构持续优化。", BODY, "改革开放全面深化。", BODY, "人民生活明显改善。", BODY)
    raw = lines("一、工作回顾", BODY, *pairs, "二、工作安排", BODY)
    assert [one[1] for one in tree(raw)] == [1, 2, 2, 2, 1]
    # one such line alone is a sentence
    assert len(tree(lines("一、工作回顾", BODY, *pairs[:2], "二、工作安排", BODY))) == 2


@pytest.mark.parametrize(
    "line",
    ["各位代表！", "某县人民政府", "2026年1月5日", "单位：万元", "表1 主要指标", "县长　某某", "0", "（略）",
     "重点做好以下工作", "——坚持稳中求进", "2.5"],
)  # fmt: skip
def test_no_heading(line: str) -> None:
    assert len(tree(lines("一、工作回顾", BODY, line, BODY, "二、工作安排", BODY))) == 2


def test_fragments_of_broken_lines() -> None:
    raw = lines("一、工作回顾", "经济社会发展的", "主要预期目标", "是：" + BODY, "二、工作安排", BODY)
    assert len(tree(raw)) == 2


def test_numbers_within_sentences() -> None:
    raw = lines("一、不足", BODY + "一是能力不足；二是投入不够。（一）式的三、四点。", "二、打算", BODY)
    assert len(tree(raw)) == 2
    assert tree("一是加强领导；二是落实责任；三是严格考核。") == []


# --- more ways of writing headings ----------------------------------------


def rows(raw: str) -> list[tuple[int, str | None, str]]:
    return [(one.level, one.marker, one.title) for one in outline(raw).sections]


def test_markdown() -> None:
    raw = lines(
        "# 某县2025年统计公报", "", BODY, "", "## 一、综合", "",
        "### （一）人口", "", BODY, "", "### （二）就业",
        "", BODY, "", "## 二、农业 ##", "", BODY, "", "### 说明情况", "", BODY, "",
    )  # fmt: skip
    assert rows(raw) == [
        (1, "一、", "综合"), (2, "（一）", "人口"), (2, "（二）",
        "就业"), (1, "二、", "农业"), (2, None, "说明情况"),
    ]  # fmt: skip
    bare = lines("# 某县公报", "", "## 综合", "", BODY, "", "### 人口", "", BODY, "", "## 农业", "", BODY)
    assert rows(bare) == [(1, None, "综合"), (2, None, "人口"), (1, None, "农业")]
    deep = lines("某县公报", "# 综合", BODY, "## 人口", BODY, "# 农业", BODY)
    assert rows(deep) == [(1, None, "综合"), (2, None, "人口"), (1, None, "农业")]
    bold = lines("某县公报", "**一、综合**", BODY, "**二、农业**", BODY)
    assert rows(bold) == [(1, "一、", "综合"), (1, "二、", "农业")]


def test_decimal() -> None:
    raw = lines(
        "某县工作报告", "1 综合", BODY, "1.1 人口", BODY,
        "1.1.1 户籍人口", BODY, "1.1.2 常住人口", BODY, "1.2 就业", BODY,
        "2 农业", BODY, "2.1 粮食", BODY,  "2.2 蔬菜", BODY,
    )  # fmt: skip
    found = outline(raw).sections
    assert [(one.id, one.level, one.marker, one.number) for one in found] == [
        ("1", 1, "1", 1), ("1.1", 2, "1.1", 1), ("1.1.1", 3, "1.1.1", 1), ("1.1.2", 3, "1.1.2", 2),
        ("1.2", 2, "1.2", 2), ("2", 1, "2", 2), ("2.1", 2, "2.1", 1), ("2.2", 2, "2.2", 2),
    ]  # fmt: skip
    assert outline(raw).notices == ()
    assert rows(lines("某县公报", BODY, "2.5 亿元", BODY, "2.6 亿元", BODY)) == []


@pytest.mark.parametrize("between", [" ", "\n", "\u3000", "\n\n", "|"])
def test_padded(between: str) -> None:
    names = ["综合", "农业", "工业", "服务业", "贸易", "投资", "财政", "金融", "教育", "科技"]
    parts = [part for n, name in enumerate(names, 1) for part in (f"{n:02}{between}{name}", BODY)]
    found = outline(lines("某县公报", BODY, *parts)).sections
    assert [(one.level, one.number, one.title) for one in found] == [
        (1, n, name) for n, name in enumerate(names, 1)
    ]


@pytest.mark.parametrize(
    "form",
    [
        *("0{n}{title}", "/0{n}/\n{title}", "PART 0{n}\n{title}", "PART.0{n}\n\n{title}", "Part {n} {title}"),
        *("NO.{n}\n{title}", "PART0{n}：{title}", "Chapter 0{n}\n{title}", "## PART 0{n}\n{title}"),
    ],
)
def test_numbers_set_apart_as_pages_do(form: str) -> None:
    body = "全市地区生产总值比上年增长5.3%，经济运行总体平稳，高质量发展取得新成效，人民生活持续改善。"
    text = "2024年云汀市统计公报\n"
    text += "".join(form.format(n=n, title=t) + f"\n{body}\n" for n, t in enumerate(("综合", "农业"), 1))
    report = extract(text)
    assert [(one.number, one.title, one.level) for one in report.sections] == [(1, "综合", 1), (2, "农业", 1)]
    assert [(one.text, one.section) for one in report.indicators] == [("5.3%", "1"), ("5.3%", "2")]


@pytest.mark.parametrize("line", ["12月工作安排", "10万户居民受益", "05月12日", "NO2浓度下降", "No. 5报道"])
def test_what_looks_like_a_number_set_apart(line: str) -> None:
    assert whole_outline(f"{line}\n全市地区生产总值比上年增长5.3%，经济运行总体平稳。\n") == ()


def test_parts_hold_what_keeps_its_level() -> None:
    raw = lines(
        "第一部分 执行情况", "一、收入", BODY, "（一）税收", BODY, "（二）非税", BODY, "二、支出", BODY
    )
    raw = lines(raw, "第二部分 预算草案", "一、收入", BODY, "二、支出", BODY, "结束语", BODY)
    assert [(one.id, one.level) for one in outline(raw).sections] == [
        ("1", 1), ("1.1", 1), ("1.1.1", 2), ("1.1.2", 2), ("1.2", 1), ("2", 1), ("2.1", 1), ("2.2",
        1), ("3", 1),
    ]  # fmt: skip


LISTS = [
    ("1、12家企业上市。", "2、15家企业成为高新技术企业。", "3、3个项目开工。"),
    ("1.医疗保险基金收入18.2亿元，支出15亿元", "2.养老保险基金收入8.2亿元，支出5亿元"),
    ("1.本公报数据为初步统计数。", "2.部分数据合计数不等于分项之和，未作机械调整。"),
    ("一、调整粮食购销价格；", "二、提高短途运价；", "三、拉开质量差价。"),
    ("1.属于国家秘密\t0\t0\t0", "2.其他法律禁止公开\t1\t0\t0"),
]


@pytest.mark.parametrize("items", LISTS)
def test_items_of_a_list_head_nothing(items: tuple[str, ...]) -> None:
    raw = lines("一、工作回顾", BODY, *items, BODY, "二、工作安排", BODY)
    made = outline(raw)
    assert [one.title for one in made.sections] == ["工作回顾", "工作安排"]
    assert len(made.markers) == 2 + len(items)  # their numbers are numbering all the same


def test_the_same_headings_in_each_chapter_are_no_contents() -> None:
    parts = (
        "（一）执行情况",
        "1.公共预算",
        BODY,
        "2.基金预算",
        BODY,
        "（二）预算草案",
        "1.公共预算",
        BODY,
        "2.基金预算",
        BODY,
    )
    raw = lines("一、东区", *parts, "二、西区", *parts, "三、南区", *parts)
    assert [one.number for one in outline(raw).sections] == [
        n for chapter in (1, 2, 3) for n in (chapter, 1, 1, 2, 2, 1, 2)
    ]


@pytest.mark.parametrize(
    "line",
    ["2021—2025年财政收支情况", "按预算级次划分市本级收入1050亿元", "按照《关于建立国有资产管理情况制度",
     "表3　财政收入", "图2 产值"],
)  # fmt: skip
def test_no_bare_heading(line: str) -> None:
    assert len(tree(lines("一、工作回顾", BODY, line, BODY, "二、工作安排", BODY))) == 2


# --- what is odd ----------------------------------------


def test_gap_and_repeat() -> None:
    gap = outline(lines("一、综合", BODY, "三、财政", BODY, "四、金融", BODY))
    assert [one.number for one in gap.sections] == [1, 3, 4]
    assert [one.code for one in gap.notices] == ["numbering-gap"]
    again = outline(lines("一、综合", BODY, "二、财政", BODY, "二、金融", BODY, "三、投资", BODY))
    assert [one.number for one in again.sections] == [1, 2, 2, 3]
    assert [one.code for one in again.notices] == ["numbering-repeat"]


def test_a_lone_number_is_no_heading() -> None:
    assert tree(lines("报告", BODY, "三、" + BODY * 8, BODY)) == []


# --- chrome ----------------------------------------


def test_a_piece_may_begin_with_any_heading() -> None:
    title, body = "2013年青河区政府工作报告", "全年新建学校8所，改造老旧小区16个，惠及居民近9000户。"
    assert tree(f"{title}\n\n三、2013年工作安排\n\n{body}") == [("1", 1, "三、", "2013年工作安排")]
    assert tree(f"{title}\n\n{body}\n\n三、2013年工作安排\n\n{body}") == []  # it begins with none


def test_chrome() -> None:
    raw = lines(
        "下载", "【字号：", "大", "中", "小", "】", "某县工作报告", "来源：某报", "一、综合", BODY,
        "相关报道：", "一、别的报告", BODY,
    )  # fmt: skip
    hidden = spans(text_of(raw), RULES)
    assert [raw[a:b].split("\n")[0] for a, b, _ in hidden] == ["下载", "【字号：", "来源：某报", "相关报道："]
    assert hidden[-1][1] == len(raw)
    assert [one[3] for one in tree(raw)] == ["综合"]


# --- rules' own examples ----------------------------------------


def _span(rule: Rule, raw: str) -> tuple[int, int] | None:
    folded = fold(raw)
    if rule.stage == "chrome":
        hits = [one for one in spans(text_of(raw), RuleSet((rule,))) if one[2] == rule.id]
        return hits[0][:2] if hits else None
    if rule.data["kind"] == "starter":  # sought from the fourth character on
        hit = search(rule, folded, 4)
        return hit.span() if hit else None
    begins = rule.data["kind"] in ("marker", "lead")
    hit = match(rule, folded) if begins else search(rule, folded)
    return (hit.start(), len(folded[: hit.end()].rstrip())) if hit else None


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    assert rule.yes
    for one in rule.yes:
        raw = one["text"].replace("⟦", "").replace("⟧", "")
        start, end = one["text"].index("⟦"), one["text"].index("⟧") - 1
        assert _span(rule, raw) == (start, end), one["text"]
        if "number" in one:
            hit = match(rule, fold(raw))
            assert hit is not None
            assert number(hit.group("num"), rule.data.get("number", ())) == one["number"]
    for text in rule.no:
        assert _span(rule, text) is None, text


# --- laws ----------------------------------------

PIECES = st.sampled_from(
    ["一、", "二、", "三、", "（一）", "（二）", "1.", "2.", "（1）", "①", "一是", "二是", "第一，",
     "第一章 ", "附件1", "\n", "\n\n", "。", "：", "，", "综合", "工作回顾", "结束语", "目录", "……3", "　　",
     "“", "”", "\u200b", "\r\n", "\u2028", "2025年", "下载", "责任编辑：", BODY, "首先，",
     "［1］", "\x00", "𠀀"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)).filter(
        lambda text: not names_a_file(text)  # which is refused
    )
)
@example("")
@example("一、")
@example("\n\n")
@example("一、\n一、\n一、")
@example("一、第一章 ［1］")
def test_laws(raw: str) -> None:
    made = outline(raw)
    assert made == outline(raw)
    open_: dict[str, tuple[int, int, int]] = {}
    last = -1
    for one in made.sections:
        assert 0 <= one.start <= one.body_start <= one.end <= len(raw)
        assert one.start > last or (one.start == last == 0)
        last = one.start
        assert one.title == one.title.strip() != ""
        assert one.marker is None or raw.startswith(one.marker, one.start)
        if one.parent is not None:
            start, end, level = open_[one.parent]
            assert start < one.start and one.end <= end and level <= one.level
        open_[one.id] = (one.start, one.end, one.level)
    assert len(open_) == len(made.sections)
    for (start, _), (title, end) in zip(made.headings, made.titles, strict=True):
        assert start <= title < end <= len(raw)
    hidden = spans(text_of(raw), RULES)
    assert all(a < b for a, b, _ in hidden)
    assert all(left[1] <= right[0] for left, right in pairwise(hidden))


@pytest.mark.parametrize(
    "raw",
    ["一" * 100_000, "、" * 100_000, "1" * 100_000, "一、" * 50_000, "一、\n" * 20_000, "(" * 50_000,
     "一、综合\n二、财政\n" * 5_000, "一是\n" * 10_000, BODY * 20_000, " " * 300_000, "“" * 100_000],
    ids=lambda raw: repr(raw[:6]),
)  # fmt: skip
def test_hostile_texts_end(raw: str) -> None:
    made = outline(raw)
    assert all(end - start <= 300 for start, end in made.titles)


def test_long_lines_are_read_only_at_their_beginning() -> None:
    raw = "一、综合\n" + BODY * 10_000 + "\n二、财政。" + BODY * 10_000
    assert [one.title for one in outline(raw).sections] == ["综合", "财政"]


# --- real texts ----------------------------------------

GOLD = sorted((SHARED / "gold").glob("*.sections.jsonl")) if SHARED.is_dir() else []


def _bare(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and char not in "，,、。；;：:“”（）()")


def _raw(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _annotated(path: Path) -> tuple[str, int, int]:
    """The text that is read, and the part of it that is annotated, the excerpt."""
    name = path.name.replace(".sections.jsonl", ".txt")
    excerpt, whole = _raw(SHARED / "gold" / name), SHARED / "corpus" / name
    raw = _raw(whole) if whole.exists() else excerpt
    at = raw.find(excerpt)
    return (raw, at, at + len(excerpt)) if at >= 0 else (excerpt, 0, len(excerpt))


@pytest.mark.skipif(not GOLD, reason="no gold beside the checkout")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.split(".")[0])
def test_gold(path: Path) -> None:
    want = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    raw, first, last = _annotated(path)
    if not all(one["text"] in raw[first:last] for one in want):
        first, last = 0, len(raw)  # annotated all through
    report = outline_with_tables(raw)
    have = [
        (one.marker or "", str(one.level), _bare(one.title)) for one in report if first <= one.start < last
    ]
    right = neutral = 0
    for one in want:
        level = "5" if one["level"] == "point" else str(one["level"])
        key = (one["marker"], level, _bare(one["title"]))
        if key in have:
            have[have.index(key)] = ("", "", "")
            right += not one.get("opt", False)
            neutral += one.get("opt", False)
    expected = sum(not one.get("opt", False) for one in want)
    if not want:
        pytest.skip("its headings are not annotated")
    every = expected + len(have) - neutral
    assert not every or 2 * right / every >= 0.97

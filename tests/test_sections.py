"""The section tree and the page chrome: marker families, titles, levels, and what is no heading."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reportmine.chrome import spans
from reportmine.headings import number
from reportmine.matching import match, search
from reportmine.records import Source
from reportmine.rules import Rule, RuleSet, patterns_folder, read_file
from reportmine.sections import Outline, read
from reportmine.source import Text, fold

SHARED = Path(__file__).parents[2] / "shared"
BODY = "全县各级各部门认真落实各项部署，完成投资12.5亿元，办理事项3456件，同比增长5.6%。"

RULES = RuleSet(
    tuple(rule for name in ("outline", "chrome") for rule in read_file(patterns_folder() / f"{name}.toml"))
)


def text_of(raw: str) -> Text:
    return Text(Source(name="<text>", sha256="0" * 64, length=len(raw)), raw)


def outline(raw: str) -> Outline:
    text = text_of(raw)
    return read(text, RULES, spans(text, RULES))


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
@given(st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=200)))
@example("")
@example("一、")
@example("\n\n")
@example("一、\n一、\n一、")
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
            assert start < one.start and one.end <= end and level < one.level
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


@pytest.mark.skipif(not GOLD, reason="no gold beside the checkout")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.split(".")[0])
def test_gold(path: Path) -> None:
    raw = (SHARED / "corpus" / path.name.replace(".sections.jsonl", ".txt")).read_text("utf-8")
    want = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    have = [(one.marker or "", str(one.level), _bare(one.title)) for one in outline(raw).sections]
    right = neutral = 0
    for one in want:
        level = "5" if one["level"] == "point" else str(one["level"])
        key = (one["marker"], level, _bare(one["title"]))
        if key in have:
            have[have.index(key)] = ("", "", "")
            right += not one.get("opt", False)
            neutral += one.get("opt", False)
    expected = sum(not one.get("opt", False) for one in want)
    assert 2 * right / (expected + len(have) - neutral) >= 0.97

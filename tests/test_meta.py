"""What a report says of itself: title, issuer, region, year reported on, published, signed."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.chrome import spans
from reportmine.headings import number
from reportmine.matching import group, search
from reportmine.meta import Metadata, read
from reportmine.records import Source
from reportmine.rules import Rule, RuleSet, patterns_folder, read_file
from reportmine.sections import read as read_outline
from reportmine.source import Text, fold

SHARED = Path(__file__).parents[2] / "shared"
CORPUS = SHARED / "corpus"
BODY = "全县各级各部门认真落实各项部署，完成投资12.5亿元，办理事项3456件，同比增长5.6%。"

NAMES = ("outline", "chrome", "meta")
RULES = RuleSet(tuple(rule for name in NAMES for rule in read_file(patterns_folder() / f"{name}.toml")))


def meta(raw: str) -> Metadata:
    text = Text(Source(name="<text>", sha256="0" * 64, length=len(raw)), raw)
    hidden = spans(text, RULES)
    return read(text, read_outline(text, RULES, hidden), hidden, RULES)


Facts = tuple[str | None, str | None, str | None, int | None, str | None, str | None]


def facts(raw: str) -> Facts:
    found = meta(raw)
    return (found.title, found.issuer, found.region, found.year, found.published, found.signed)


WORK = "现在，我代表{}向大会报告工作，请予审议。"

# text, then title, issuer, region, year, published, signed
TEXTS: list[tuple[str, Facts]] = [
    (
        f"2025年青河县政府工作报告\n时间：2025-02-11\n各位代表：\n{WORK.format('县人民政府')}\n一、2024年工作回顾\n{BODY}",
        ("2025年青河县政府工作报告", "青河县人民政府", "青河县", 2024, "2025-02-11", None),
    ),
    (
        "政府工作报告\n——二〇二五年一月九日在云泽省第十四届人民代表大会第三次会议上\n"
        "云泽省省长　某某\n各位代表：\n" + WORK.format("省人民政府"),
        ("政府工作报告", "云泽省人民政府", "云泽省", 2024, None, None),
    ),
    (
        f"各位代表：\n现在，我代表国务院，向大会报告政府工作。\n一、2011年工作回顾\n{BODY}",
        (None, "国务院", "全国", 2011, None, None),
    ),
    (
        f"云泽市青山区人民政府\n关于2024年法治政府建设情况的报告\n{BODY}\n云泽市青山区人民政府\n2025年1月28日",
        (
            "云泽市青山区人民政府关于2024年法治政府建设情况的报告",
            "云泽市青山区人民政府",
            "云泽市青山区",
            2024,
            None,
            "2025-01-28",
        ),
    ),
    (
        f"云泽市2022年法治政府建设情况报告\n发布时间:2023-03-02 11:20\n{BODY}\n\n"
        "云泽市人民政府      \n\n20233月2日\n",
        ("云泽市2022年法治政府建设情况报告", "云泽市人民政府", "云泽市", 2022, "2023-03-02", "2023-03-02"),
    ),
    (
        f"青河县农业农村局2024年政府信息公开工作年度报告\n{BODY}\n一、总体情况\n{BODY}",
        ("青河县农业农村局2024年政府信息公开工作年度报告", "青河县农业农村局", "青河县", 2024, None, None),
    ),
    (
        f"云泽省高级人民法院工作报告\n2025年1月17日在云泽省第十四届人民代表大会第三次会议上\n各位代表：\n{BODY}",
        ("云泽省高级人民法院工作报告", "云泽省高级人民法院", "云泽省", 2024, None, None),
    ),
    (
        "关于2024年度省级预算执行和其他财政收支的\n审计工作报告\n"
        "——2025年7月25日在云泽省第十四届人民代表大会常务委员会第十二次会议上\n"
        f"主任、各位副主任：\n我受省人民政府委托，报告审计情况。\n一、省级财政审计情况\n{BODY}",
        (
            "关于2024年度省级预算执行和其他财政收支的审计工作报告",
            "云泽省人民政府",
            "云泽省",
            2024,
            None,
            None,
        ),
    ),
    (
        f"云泽省2024年国民经济和社会发展统计公报[1]\n云泽省统计局\n{BODY}\n一、综合\n{BODY}",
        ("云泽省2024年国民经济和社会发展统计公报", "云泽省统计局", "云泽省", 2024, None, None),
    ),
    (BODY, (None, None, None, None, None, None)),
    ("", (None, None, None, None, None, None)),
]


@pytest.mark.parametrize(("raw", "want"), TEXTS, ids=lambda one: one[:12] if isinstance(one, str) else "")
def test_texts(raw: str, want: Facts) -> None:
    assert facts(raw) == want


def test_impossible_dates_are_none() -> None:
    assert meta(f"{BODY}\n某某市人民政府\n2025年2月30日").signed is None
    assert meta(f"时间：2025-13-01\n某某市工作报告\n{BODY}").published is None


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=150),
        st.lists(
            st.sampled_from(
                ["某省", "某市", "工作报告", "\n", "2025年", "关于", "的", "一月", "二〇二五年", "1日", "在",
                 "第一届", "人民代表大会", "我代表", "人民政府", "：", "发布时间", "2025-02-30", "。",
                 "20253月27日", "回顾"]
            ),
            max_size=40,
        ).map("".join),
    )
)  # fmt: skip
def test_never_raises(raw: str) -> None:
    found = meta(raw)
    assert found == meta(raw)
    assert all(value != "" for value in asdict(found).values())


@pytest.mark.parametrize("rule", [one for one in RULES.rules if one.stage == "meta"], ids=lambda one: one.id)
def test_examples(rule: Rule) -> None:
    for one in rule.yes:
        raw = one["text"].replace("⟦", "").replace("⟧", "")
        hit = search(rule, fold(raw))
        assert hit is not None, raw
        assert hit.span() == (one["text"].index("⟦"), one["text"].index("⟧") - 1), raw
        for name in one.keys() - {"text"}:
            caught = group(hit, name)
            assert caught is not None
            assert one[name] == (number(caught) if isinstance(one[name], int) else caught)
    for text in rule.no:
        assert search(rule, fold(text)) is None, text


# --- real texts, by reading them ----------------------------------------

NATION = ("国务院", "全国")
READ: dict[str, Facts] = {
    "national-1956": (None, *NATION, 1955, None, None),
    "national-1981": (None, *NATION, None, None, None),  # does not say of which year
    "national-1986": (None, *NATION, None, None, None),
    "national-1999": (None, *NATION, 1998, None, None),
    "national-2016": (None, *NATION, 2015, None, None),
    "national-2017": ("政府工作报告", *NATION, 2016, None, None),
    "national-2018": (None, *NATION, 2017, None, None),
    "national-2019": (None, *NATION, 2018, None, None),
    "national-2024": ("政府工作报告", *NATION, 2023, None, None),
    "national-2025": (None, *NATION, 2024, None, None),
    "guangdong-2026": ("政府工作报告", "广东省人民政府", "广东省", 2025, None, None),
    "guizhou-2026": ("政府工作报告", "贵州省人民政府", "贵州省", 2025, None, None),
    "hainan-2026": ("政府工作报告", "海南省人民政府", "海南省", 2025, None, None),
}
PAGES = {
    "beijing-2026": ("北京市", "2026-02-02"),
    "chongqing-2026": ("重庆市", "2026-02-03"),
    "gansu-2026": ("甘肃省", "2026-02-10"),
    "henan-2026": ("河南省", "2026-02-03"),
    "jiangsu-2026": ("江苏省", "2026-02-09"),
    "shanghai-2026": ("上海市", "2026-02-09"),
    "xizang-2026": ("西藏自治区", "2026-02-12"),
}
READ |= {
    name: (f"2026年{place}政府工作报告", f"{place}人民政府", place, 2025, day, None)
    for name, (place, day) in PAGES.items()
}
READ["sichuan-2026"] = (
    "2026年四川省人民政府工作报告",
    "四川省人民政府",
    "四川省",
    2025,
    "2026-02-10",
    None,
)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no texts beside the checkout")
@pytest.mark.parametrize("name", sorted(READ))
def test_read(name: str) -> None:
    assert facts((CORPUS / f"{name}.txt").read_text("utf-8")) == READ[name]


GOLD = sorted((SHARED / "gold").glob("*.meta.json")) if SHARED.is_dir() else []


@pytest.mark.skipif(not GOLD, reason="no gold beside the checkout")
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.split(".")[0])
def test_gold(path: Path) -> None:
    raw = (CORPUS / path.name.replace(".meta.json", ".txt")).read_text("utf-8")
    assert asdict(meta(raw)) == json.loads(path.read_text("utf-8"))

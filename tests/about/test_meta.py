"""What a report says of itself: title, issuer, region, year reported on, published, signed."""

from __future__ import annotations

import json
import tomllib
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, SHARED

from reportmine.about.meta import Metadata, read
from reportmine.records import Source
from reportmine.rules import shapes
from reportmine.rules.files import load
from reportmine.rules.matching import group, search
from reportmine.rules.rule import Rule, RuleSet
from reportmine.structure.chrome import spans
from reportmine.structure.headings import number
from reportmine.structure.sections import read as read_outline
from reportmine.text.fold import fold
from reportmine.text.text import Hints, Text

CORPUS = SHARED / "corpus"
BODY = "全县各级各部门认真落实各项部署，完成投资12.5亿元，办理事项3456件，同比增长5.6%。"

STAGES = ("outline", "chrome", "meta")
RULES = RuleSet(tuple(rule for stage in STAGES for rule in load(examples=True).stage(stage)))


def meta(raw: str, hints: Hints | None = None) -> Metadata:
    text = Text(Source(name="<text>", sha256="0" * 64, length=len(raw)), raw)
    text = text if hints is None else replace(text, hints=hints)
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
    # the year of a title is that of the work where the text opens with it
    (
        f"云泽省高级人民法院工作报告（2024年）\n各位代表：\n2024年，全省法院受理案件35万件。\n{BODY}",
        ("云泽省高级人民法院工作报告（2024年）", "云泽省高级人民法院", "云泽省", 2024, None, None),
    ),
    (
        f"云泽省高级人民法院工作报告（2025年）\n各位代表：\n2024年，全省法院受理案件35万件。\n{BODY}",
        ("云泽省高级人民法院工作报告（2025年）", "云泽省高级人民法院", "云泽省", 2024, None, None),
    ),
    # and a court's speaks of it later on, or compares with the one before
    (
        f"2018年云泽市中级人民法院工作报告\n三年来，冻结存款9亿元。2018年，执行案件结案2万件。\n{BODY}",
        ("2018年云泽市中级人民法院工作报告", "云泽市中级人民法院", "云泽市", 2018, None, None),
    ),
    (
        f"云泽县人民法院工作报告（2008年）\n受理案件3571件，总数比2007年多出612件。\n{BODY}",
        ("云泽县人民法院工作报告（2008年）", "云泽县人民法院", "云泽县", 2008, None, None),
    ),
    (
        f"云泽县人民政府工作报告（2008年）\n新建学校3所。总数比2007年多出612件。\n{BODY}",
        ("云泽县人民政府工作报告（2008年）", "云泽县人民政府", "云泽县", 2007, None, None),
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


# --- title pages of many kinds ---------------------------------------------

PAGES_FILE = ROOT / "tests" / "data" / "meta-pages.toml"
PAGES = tomllib.loads(PAGES_FILE.read_text("utf-8"))["page"]
NAMES_OF_FACTS = tuple(one.name for one in fields(Metadata))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page["text"].strip()[:16])
def test_pages(page: dict[str, str | int]) -> None:
    found = asdict(meta(str(page["text"]).lstrip("\n")))
    assert found == {name: page.get(name) for name in NAMES_OF_FACTS}


# --- what a file says beside its text -------------------------------------

WORDS = f"各位代表：\n现在，我向大会报告工作。\n一、2024年工作回顾\n{BODY}"


@pytest.mark.parametrize(
    ("written", "want"),
    [
        ("2026-02-10 09:30:00", "2026-02-10"),
        ("2026-02-10T09:30:00+08:00", "2026-02-10"),
        ("2026年2月10日", "2026-02-10"),
        ("2026/2/10", "2026-02-10"),
        ("20260210", "2026-02-10"),
        ("20260210093000", "2026-02-10"),
        ("２０２６年２月１０日", "2026-02-10"),
        ("2026-02-30", None),
        ("昨天", None),
        ("", None),
    ],
)
def test_published_from_the_file(written: str, want: str | None) -> None:
    assert meta(WORDS, Hints(published=written)).published == want


def test_the_text_goes_before_the_file() -> None:
    hints = Hints(title="云泽市2023年财政决算报告", publisher="云泽市财政局", published="2020-01-01")
    raw = f"青河县2024年国民经济和社会发展统计公报\n青河县统计局\n发布日期：2025-03-04\n{BODY}"
    found = meta(raw, hints)
    assert (found.title, found.issuer, found.published) == (
        "青河县2024年国民经济和社会发展统计公报",
        "青河县统计局",
        "2025-03-04",
    )


@pytest.mark.parametrize(
    ("hint", "want"),
    [
        ("2025年白石县政府工作报告", "2025年白石县政府工作报告"),
        ("2025年白石县政府工作报告_政府工作报告_白石县人民政府", "2025年白石县政府工作报告"),
        ("白石县人民政府 - 2025年白石县政府工作报告", "2025年白石县政府工作报告"),
        ("2025年白石县政府工作报告.docx", "2025年白石县政府工作报告"),
        ("政府工作报告 - 2025年白石县政府工作报告 - 白石县人民政府", "2025年白石县政府工作报告"),
        ("白石县人民政府门户网站", None),
        ("Microsoft Word - 文档1", None),
        ("", None),
    ],
)
def test_title_of_the_file(hint: str, want: str | None) -> None:
    found = meta(WORDS, Hints(title=hint))
    assert found.title == want
    assert found.region == (want and "白石县")


@pytest.mark.parametrize(
    ("publisher", "issuer", "region", "code"),
    [
        ("昆明市统计局", "昆明市统计局", "昆明市", "530100"),
        ("白石县人民政府办公室", "白石县人民政府办公室", "白石县", None),
        ("昆明市统计局、国家统计局昆明调查队", "昆明市统计局、国家统计局昆明调查队", "昆明市", "530100"),
        ("云泽日报", None, None, None),
        ("admin", None, None, None),
    ],
)
def test_publisher_of_the_file(
    publisher: str, issuer: str | None, region: str | None, code: str | None
) -> None:
    found = meta(WORDS, Hints(publisher=publisher))
    assert (found.issuer, found.region, found.region_code) == (issuer, region, code)


def test_the_site_of_the_business_of_a_report_gives_it() -> None:
    raw = f"2024年白石县国民经济和社会发展统计公报\n一、综合\n{BODY}"
    assert (
        meta(raw, Hints(title="2024年白石县国民经济和社会发展统计公报_白石县统计局")).issuer == "白石县统计局"
    )
    assert meta(raw, Hints(title="2024年白石县国民经济和社会发展统计公报_白石县人民政府")).issuer is None
    assert meta(raw, Hints(publisher="统计局")).issuer == "白石县统计局"


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("昆明市统计局文件\n昆统〔2025〕12号\n{}\n", "昆明市统计局"),
        ("昆明市人民政府\n昆明市统计局\n{}\n", "昆明市统计局"),
        ("昆明市人民政府\n{}\n昆明市统计局\n", "昆明市统计局"),
        ("{}\n来源：云南省统计局\n", None),
        ("{}\n昆明市统计局\n昆明市财政局\n昆明市教育局\n昆明市公安局\n昆明市民政局\n", "昆明市统计局"),
    ],
)
def test_who_stands_over_and_under_a_title(head: str, issuer: str | None) -> None:
    raw = head.format("昆明市2024年国民经济和社会发展统计公报") + f"一、综合\n{BODY}"
    assert meta(raw).issuer == issuer


# --- the code of the region ----------------------------------------------


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (f"朝阳区2024年国民经济和社会发展统计公报\n{BODY}", None),
        (f"朝阳区2024年国民经济和社会发展统计公报\n{BODY}\n长春市的部署得到落实。", "220104"),
        (f"朝阳区2024年国民经济和社会发展统计公报\n北京市朝阳区统计局\n{BODY}", "110105"),
        (f"重庆市1990年国民经济和社会发展统计公报\n{BODY}", "510200"),
        (f"重庆市2024年国民经济和社会发展统计公报\n{BODY}", "500000"),
        (f"昆明市高新技术产业开发区管理委员会2024年工作总结\n{BODY}", "530100"),
        (f"白石县高新技术产业开发区管理委员会2024年工作总结\n{BODY}", None),
        (f"東莞市虎門鎮人民政府2024年法治政府建設情況報告\n{BODY}", "441900"),
        (f"云泽市青山区2024年国民经济和社会发展统计公报\n{BODY}", None),
    ],
)
def test_code(raw: str, code: str | None) -> None:
    assert meta(raw).region_code == code


# --- annotated texts ------------------------------------------------------

GOLD = sorted((SHARED / "gold").glob("*.meta.json")) if SHARED.is_dir() else []


@pytest.mark.skipif(not GOLD, reason="no gold beside the checkout")
@pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.name.split(".")[0]) for path in GOLD],
)
def test_gold(path: Path) -> None:
    raw = (CORPUS / path.name.replace(".meta.json", ".txt")).read_text("utf-8")
    want = json.loads(path.read_text("utf-8"))
    assert {name: value for name, value in asdict(meta(raw)).items() if name in want} == want


def test_users_may_write_rules_of_every_field() -> None:
    assert {rule.data["field"] for rule in RULES.rules if rule.stage == "meta"} == shapes.FIELDS

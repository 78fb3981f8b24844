"""Traditional-character reports: read as they are, matched through the fold, with the same figures."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT

from reportmine import diff, extract, series
from reportmine.language import tokens
from reportmine.records import Diff, Indicator, Report, Series
from reportmine.rules.files import load as load_rules
from reportmine.rules.folder import own_text
from reportmine.text.fold import fold
from reportmine.text.traditional import FILE, pairs, unsure

SAMPLES = ROOT / "samples"
YEARS = (2024, 2025)
Convert = Callable[[str], str]

AS_IT_IS = ("start", "end", "value", "value_max", "unit", "relation", "kind", "role", "direction", "period")
AS_IT_IS += ("status", "concept", "section", "rules", "flags")
QUOTED = ("text", "item", "action", "actor", "basis", "whole", "metric", "sentence")


def _backwards(text: str) -> str:
    """By the project's own table read backwards; of several traditional characters the first."""
    table: dict[int, int] = {}
    for old, new in {**pairs(), **unsure()}.items():
        table.setdefault(new, old)
    return text.translate(table)


def _opencc(name: str) -> Convert:
    def convert(text: str) -> str:
        opencc = pytest.importorskip("opencc")
        return "".join(map(opencc.OpenCC(name).convert, text))

    return convert


CONVERSIONS = {
    "backwards": _backwards,
    "opencc": _opencc("s2t"),
    "Taiwan": _opencc("s2tw"),
    "Hong Kong": _opencc("s2hk"),
}


@pytest.fixture(scope="module")
def simplified() -> dict[int, Report]:
    return {year: extract(_sample(year)) for year in YEARS}


@pytest.fixture(scope="module", params=CONVERSIONS)
def traditional(request: pytest.FixtureRequest) -> dict[int, Report]:
    convert = CONVERSIONS[request.param]
    return {year: extract(convert(_sample(year))) for year in YEARS}


def _sample(year: int) -> str:
    return (SAMPLES / f"yunting-{year}.txt").read_text(encoding="utf-8")


def _plain(text: str) -> str:
    """A quotation folded as the text that it is from is: it may be too short to show its own script."""
    return fold(text + "臺" * len(text))[: len(text)]


def _fields(one: Indicator) -> dict[str, Any]:
    quoted = {name: _plain(getattr(one, name) or "") for name in QUOTED}
    return {name: getattr(one, name) for name in AS_IT_IS} | quoted


@pytest.mark.parametrize("year", YEARS)
def test_the_same_figures(year: int, simplified: dict[int, Report], traditional: dict[int, Report]) -> None:
    plain, other = simplified[year].indicators, traditional[year].indicators
    assert [(one.start, one.end) for one in other] == [(one.start, one.end) for one in plain]
    alike = [_fields(one) == _fields(two) for one, two in zip(plain, other, strict=True)]
    assert sum(alike) >= 0.98 * len(plain)


@pytest.mark.parametrize("year", YEARS)
def test_the_same_outline_and_the_same_that_is_unread(
    year: int, simplified: dict[int, Report], traditional: dict[int, Report]
) -> None:
    plain, other = simplified[year], traditional[year]
    titles = [
        [
            one.model_copy(update={"title": _plain(one.title), "marker": _plain(one.marker or "")})
            for one in report.sections
        ]
        for report in (plain, other)
    ]
    assert titles[0] == titles[1]
    assert [(one.start, one.end, one.reason, one.rule) for one in other.unread] == [
        (one.start, one.end, one.reason, one.rule) for one in plain.unread
    ]
    assert (other.year, other.published, other.signed) == (plain.year, plain.published, plain.signed)


@pytest.mark.parametrize("year", YEARS)
def test_records_quote_the_text_as_it_is(year: int, traditional: dict[int, Report]) -> None:
    report = traditional[year]
    assert fold(report.title or "") == fold(extract(_sample(year)).title or "") != report.title
    for one in report.indicators:
        assert fold(one.text) in fold(one.sentence)
        assert one.metric is None or fold(one.metric) != one.metric or not _converts(one.metric)


def _converts(text: str) -> bool:
    """Whether a text has simplified characters that the table turns back: a quotation should have none."""
    return bool(re.search("[设务进结办处复审认证数县区员发动万亿个]", text))


def _verdicts(found: Diff) -> list[Any]:
    def number(one: Any) -> int | None:
        return one.id if one is not None else None

    rows = [
        (row.change, number(row.old), number(row.new), [one.id for one in row.candidates], row.difference)
        for row in found.rows
    ]
    aims = [(one.target.id, number(one.actual), one.outcome) for one in found.targets]
    said = [(one.claim.id, one.old.id, one.new.id, one.verdict) for one in found.restated]
    sections = [(one.change, number(one.old), number(one.new)) for one in found.sections]
    return [rows, aims, said, sections, [one.code for one in found.warnings]]


def test_the_same_diff_within_and_across_scripts(
    simplified: dict[int, Report], traditional: dict[int, Report]
) -> None:
    plain = _verdicts(diff(simplified[2024], simplified[2025]))
    for old, new in [(simplified, traditional), (traditional, simplified), (traditional, traditional)]:
        assert _verdicts(diff(old[2024], new[2025])) == plain


def _points(found: Series) -> list[Any]:
    return [
        (one.series, one.year, one.value, one.unit, one.concept, fold(one.metric), one.start, one.flags)
        for one in found.points
    ]


def test_the_same_series_within_and_across_scripts(
    simplified: dict[int, Report], traditional: dict[int, Report]
) -> None:
    plain = _points(series(simplified.values()))
    for old, new in [(simplified, traditional), (traditional, simplified), (traditional, traditional)]:
        assert _points(series([old[2024], new[2025]])) == plain


# as Taiwan and Hong Kong write: the sentence, and of each figure what must come out
SENTENCES: list[tuple[str, list[dict[str, Any]]]] = [
    (
        "全年本地生產總值達3.2萬億元，較上年增加2.5%。",
        [
            {
                "text": "3.2萬億元",
                "value": 3_200_000_000_000,
                "unit": "元",
                "kind": "money",
                "concept": "gdp",
            },
            {
                "text": "2.5%",
                "direction": "up",
                "basis": "較上年",
                "metric": "生產總值增加",
                "concept": "gdp.growth",
            },
        ],
    ),
    (
        "一般公共預算收入1,286億元，比上年減少3.1%。",
        [
            {"value": 128_600_000_000, "unit": "元", "item": "一般公共預算收入", "concept": "budget-revenue"},
            {"value": Decimal("3.1"), "direction": "down", "concept": "budget-revenue.growth"},
        ],
    ),
    (
        "失業率為3.4%，較上年下降0.2個百分點。",
        [
            {"item": "失業率", "unit": "%", "role": "level"},
            {"text": "0.2個百分點", "unit": "个百分点", "role": "change", "direction": "down"},
        ],
    ),
    (
        "全年接待旅客逾4,500萬人次，增加約兩成。",
        [
            {"value": 45_000_000, "unit": "人次", "relation": ">", "item": "旅客", "action": "接待"},
            {"text": "兩成", "value": 2, "unit": "成", "relation": "≈", "role": "change", "direction": "up"},
        ],
    ),
    (
        "警方共處理罪案1.2萬宗，減少逾一成。",
        [
            {"value": 12_000, "unit": "宗", "item": "罪案", "action": "處理"},
            {"value": 1, "unit": "成", "relation": ">", "direction": "down"},
        ],
    ),
    ("新增學額320名。", [{"value": 320, "unit": "名", "item": "學額", "action": "新增"}]),
    (
        "全市面積約1,104平方公里。",
        [{"value": 1104, "unit": "平方公里", "relation": "≈", "kind": "measure", "item": "面積"}],
    ),
    (
        "全年稻米產量達158萬公噸，較上年增加6.3%。",
        [
            {"value": 1_580_000, "unit": "公吨", "kind": "measure", "item": "稻米產量"},
            {"direction": "up", "metric": "稻米產量增加"},
        ],
    ),
    (
        "全年受理訴願案件1,562件，較上年增加86件。",
        [
            {"value": 1562, "unit": "件", "item": "訴願案件", "action": "受理"},
            {"value": 86, "role": "change", "direction": "up", "basis": "較上年"},
        ],
    ),
    (
        "2025年，計劃新增公共停車位1.5萬餘個。",
        [{"text": "1.5萬餘個", "value": 15_000, "relation": ">", "status": "target", "item": "公共停車位"}],
    ),
    (
        "全年舉辦講座320餘場，參加人數近2.6萬人次。",
        [
            {"value": 320, "unit": "场", "relation": ">", "item": "講座", "action": "舉辦"},
            {"value": 26_000, "unit": "人次", "relation": "<"},
        ],
    ),
    (
        "電子支付普及率提升至百分之八十五點六。",
        [{"value": Decimal("85.6"), "unit": "%", "role": "to", "direction": "up"}],
    ),
    (
        "垃圾回收率高於全國平均水平0.8個百分點。",
        [{"value": Decimal("0.8"), "unit": "个百分点", "basis": "全國平均水平"}],
    ),
    (
        "全年辦理公證3.05萬件，臺北路街道徵收房屋86戶。",
        [{"concept": "notarisations", "action": "辦理"}, {"unit": "户", "action": "徵收", "item": "房屋"}],
    ),
]


@pytest.mark.parametrize(("sentence", "wanted"), SENTENCES, ids=[sentence[:12] for sentence, _ in SENTENCES])
def test_sentences_as_taiwan_and_hong_kong_write_them(sentence: str, wanted: list[dict[str, Any]]) -> None:
    found = extract(sentence).indicators
    assert len(found) == len(wanted)
    for one, fields in zip(found, wanted, strict=True):
        assert {name: getattr(one, name) for name in fields} == fields
        assert sentence[one.start : one.end] == one.text
    twin = extract(fold(sentence)).indicators
    assert [_fields(one) for one in twin] == [_fields(one) for one in found]


@pytest.mark.parametrize(
    ("variants", "plain"),
    [
        ("臺台檯颱", "台"),
        ("裏裡", "里"),
        ("峯峰", "峰"),
        ("衞衛", "卫"),
        ("爲為", "为"),
        ("綫線", "线"),
        ("説說", "说"),
        ("稅税", "税"),
        ("產産", "产"),
        ("戶户", "户"),
        ("衆眾", "众"),
        ("羣群", "群"),
        ("啓啟", "启"),
        ("舉擧", "举"),
        ("纔", "才"),
        ("喫", "吃"),
        ("牠", "它"),
        ("妳", "你"),
        ("後", "后"),
        ("徵", "征"),
        ("餘", "余"),
    ],
)
def test_variants_are_one(variants: str, plain: str) -> None:
    assert fold(variants) == plain * len(variants)


@pytest.mark.parametrize(
    "text",
    [
        "著名作家的著作",
        "乾隆年间的乾县",
        "在瞭望塔上瞭望",
        "於潜镇位于临安",
        "么么、什么、多么",
        "声名狼藉、慰藉、藉此",
        "朱镕基、昇腾芯片、王喆、陞先生、屋邨",
        "宫商角与祖冲之、细雨濛濛",
        "12.5亿元、1—2月、《办法》“十四五”",
    ],
)
def test_simplified_text_is_left_alone(text: str) -> None:
    assert fold(text) == text


def test_what_both_scripts_have_is_folded_in_traditional_text_alone() -> None:
    assert fold("失業率低於全國平均") == "失业率低于全国平均"
    assert fold("瞭解民眾對服務的意見") == "了解民众对服务的意见"
    assert fold("於潜镇有著名的瞭望塔") == "於潜镇有著名的瞭望塔"
    assert fold("著名景區與乾隆行宮，成效顯著") == "著名景区与乾隆行宫，成效显著"
    assert fold("隨著乾旱緩解，憑藉區位優勢") == "随着干旱缓解，凭借区位优势"
    assert fold("館內設有瞭望臺") == "馆内设有瞭望台"
    # a quotation does not make a text traditional
    assert fold("於潜镇位于临安区西部，" * 10 + "「臺」") == "於潜镇位于临安区西部，" * 10 + "「台」"


def test_the_table_leads_to_its_ends_and_spares_simplified_text() -> None:
    assert len(pairs()) > 3000
    for table in (pairs(), unsure()):
        assert not table.keys() & set(table.values())
    spared = set(own_text(tokens.FILE))
    rare = set("後徵夥菸摺")  # those that simplified text has in the rarest names only
    assert spared & set(map(chr, pairs())) <= rare
    gb2312 = {chr(code) for code in pairs() if chr(code).encode("gb2312", "ignore")}
    assert gb2312 == rare


def test_no_rule_has_a_character_that_is_folded_away() -> None:
    """A rule with one could never match."""
    for rule in load_rules().rules:
        said = json.dumps(rule.data, ensure_ascii=False, default=str)
        assert not [char for char in said if ord(char) in pairs()], rule.id


def test_the_table_is_up_to_date() -> None:
    opencc = pytest.importorskip("opencc")
    head = own_text(FILE).partition("\n[")[0]
    if f"OpenCC {opencc.__version__}\n" not in head:
        pytest.skip("made by another version of OpenCC")
    tool = ROOT / "tools" / "build_traditional.py"
    assert subprocess.run([sys.executable, tool, "--check"], timeout=60).returncode == 0


@settings(deadline=None)
@given(st.text(st.sampled_from([*map(chr, {**pairs(), **unsure()}), *"市著年3%，"])))
def test_offsets_stay_and_a_second_fold_changes_nothing(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)
    for one in extract(text).indicators:
        assert text[one.start : one.end] == one.text

"""Codes of places: read from their names, and decided by what else is said."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportmine.about import divisions
from reportmine.about.divisions import code, leading
from reportmine.rules.files import load
from reportmine.rules.folder import patterns_folder
from reportmine.rules.matching import group, match

FILE = patterns_folder() / divisions.FILE
ROWS = [line.split("\t") for line in FILE.read_text("utf-8").splitlines() if not line.startswith("#")]

ALONE = {
    "云南省昆明市呈贡区": "530114",
    "昆明市呈贡区": "530114",
    "云南省呈贡区": "530114",
    "云南昆明呈贡区": "530114",
    "昆明市": "530100",
    "昆明": "530100",
    "北京市": "110000",
    "北京": "110000",
    "北京市朝阳区": "110105",
    "广西": "450000",
    "广西壮族自治区": "450000",
    "内蒙古": "150000",
    "西藏自治区": "540000",
    "恩施州": "422800",
    "恩施土家族苗族自治州": "422800",
    "湖北省恩施州利川市": "422802",
    "黔东南州": "522600",
    "阿里地区": "542500",
    "锡林郭勒盟": "152500",
    "仙桃市": "429004",
    "湖北省仙桃市": "429004",
    "石河子市": "659001",
    "东莞市": "441900",
    "嘉峪关市": "620200",
    "上海市浦东新区": "310115",
    "神农架林区": "429021",
    "香港特别行政区": "810000",
    "澳门": "820000",
    "台湾省": "710000",
    "吉林": "220000",
    "吉林市": "220200",
    "吉林省吉林市": "220200",
    "臺灣省": "710000",
    "江苏省南通市通州市": "320683",
    "呈贡县": "530121",
    "四川省重庆市": "510200",
    "襄樊市襄阳区": "420607",
}
NOWHERE = [
    "", " ", "全国", "某某市", "白鹭县", "云泽市青山区", "昆明市白鹭县", "昆明市北京市", "呈贡区昆明市",
    "市辖区", "县", "雄安新区", "中国", "朝阳区", "鼓楼区", "呈贡", "昆明市呈贡区人民政府", "a" * 10_000,
]  # fmt: skip


@pytest.mark.parametrize(("region", "want"), ALONE.items())
def test_named(region: str, want: str) -> None:
    assert code(region) == want


@pytest.mark.parametrize("region", NOWHERE, ids=lambda one: one[:12])
def test_none(region: str) -> None:
    assert code(region) is None


@pytest.mark.parametrize(
    ("region", "hints", "want"),
    [
        ("朝阳区", ("北京市朝阳区人民法院",), "110105"),
        ("朝阳区", ("", "长春市朝阳区2024年公报"), "220104"),
        ("朝阳区", ("朝阳区人民政府",), None),
        ("朝阳区", ("北京和长春都在会上发言",), None),
        ("朝阳区", ("长春的长春和吉林，北京",), "220104"),
        ("朝阳区", ("北京市", "长春市"), "110105"),
        ("鼓楼区", ("江苏省徐州市",), "320302"),
        ("通州区", ("首都北京",), "110112"),
        ("通州区", ("南通",), "320612"),
        ("城关区", ("西藏自治区拉萨市",), "540102"),
    ],
)
def test_hints_decide(region: str, hints: tuple[str, ...], want: str | None) -> None:
    assert code(region, *hints) == want


@pytest.mark.parametrize(
    ("region", "year", "want"),
    [
        ("重庆市", 1990, "510200"),
        ("重庆市", 1997, "500000"),
        ("重庆市", 2025, "500000"),
        ("白沙黎族自治县", 1995, "460030"),
        ("白沙黎族自治县", 2020, "469025"),
        ("昆明市呈贡区", 1990, "530114"),
        ("南通市通州市", 2024, "320683"),
        ("海南行政区", 1985, "442100"),
    ],
)
def test_the_year_chooses_among_codes(region: str, year: int, want: str) -> None:
    assert code(region, year=year) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("昆明市呈贡区统计局", "昆明市呈贡区"),
        ("新疆维吾尔自治区巴音郭楞蒙古自治州库尔勒市人民政府", "新疆维吾尔自治区巴音郭楞蒙古自治州库尔勒市"),
        ("恩施州人民检察院", "恩施州"),
        ("海淀区中关村街道", "海淀区"),
        ("北京奥运会", None),
        ("白鹭县人民政府", None),
        ("在昆明市", None),
        ("", None),
    ],
)
def test_leading(text: str, want: str | None) -> None:
    assert leading(text) == want


def test_the_table() -> None:
    assert FILE.stat().st_size < 200_000
    assert len([row for row in ROWS if len(row) == 3 or not row[3]]) > 3100
    assert len({tuple(row[:2]) for row in ROWS}) == len(ROWS)
    assert sorted(ROWS, key=lambda row: (row[0], row[1])) == ROWS
    provinces = [row for row in ROWS if row[0].endswith("0000") and (len(row) == 3 or not row[3])]
    assert len(provinces) == 34
    for row in ROWS:
        assert row[0].isdigit() and len(row[0]) == 6 and 1980 <= int(row[2]) <= 2023
        assert len(row) < 4 or not row[3] or int(row[2]) <= int(row[3]) < 2023


def test_short_names_are_those_of_the_rule() -> None:
    short = next(rule for rule in load().stage("meta") if rule.data["field"] == "short")
    for row in ROWS:
        stem = group(hit, "stem") if (hit := match(short, row[1])) else None
        assert (row[4] if len(row) == 5 else None) == (None if stem == row[1][:-1] else stem), row


def test_every_place_in_force_is_found_by_its_whole_name() -> None:
    names = {row[0]: row[1] for row in ROWS if len(row) == 3 or not row[3]}
    for number, name in names.items():
        above = [names.get(one, "") for one in (number[:2] + "0000", number[:4] + "00") if one != number]
        assert code("".join(dict.fromkeys(above)) + name) == number, name


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(["省", "市", "区", "县", "州", "北京", "昆明市", "朝阳区", "吉林"]), max_size=40
        ).map("".join),
    ),
    st.text(max_size=40),
    st.one_of(st.none(), st.integers(-1, 10_000)),
)
def test_never_raises(region: str, hint: str, year: int | None) -> None:
    found = code(region, hint, year=year)
    assert found is None or (len(found) == 6 and found.isdigit())
    assert (leading(region) or "") == region[: len(leading(region) or "")]

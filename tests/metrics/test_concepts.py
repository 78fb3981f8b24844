"""Known metrics: the file is whole, and figures get the id that is theirs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reportmine import extract
from reportmine.metrics.concepts import concepts, index_of, kept
from reportmine.metrics.labels import bare
from reportmine.rules.files import load
from reportmine.rules.rule import Rule

RULES = load(examples=True)
OWN = RULES.stage("concepts")
KNOWN = concepts(RULES)


def test_the_index_of_names_is_current() -> None:
    rules = load()
    assert kept(rules) == index_of(rules), "run python tools/compile_patterns.py"
    assert kept(RULES) is None  # rules that no compiled form tells the stamp of


def test_rules_are_known_alike_by_the_index_and_without_it() -> None:
    indexed = concepts(load())
    assert (indexed.by_name, indexed.by_concept) == (KNOWN.by_name, KNOWN.by_concept)
    assert [indexed.rule(k).id for k in range(len(OWN))] == [rule.id for rule in OWN]


def test_there_are_many() -> None:
    assert len(KNOWN.by_id) >= 650


def test_a_rule_of_its_own_for_each_way_to_say_it() -> None:
    ids = [rule.id for rule in OWN]
    assert len(ids) == len(set(ids))
    better = {known.id: known.better for known in KNOWN.by_id.values()}
    for rule in OWN:  # a concept of several rules is good in one direction only
        if "better" in rule.data:
            assert better[rule.data["concept"]] in (None, rule.data["better"]), rule.id


@pytest.mark.parametrize("rule", OWN, ids=[rule.id for rule in OWN])
def test_a_concept_says_what_it_is_and_what_it_is_not(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.data["concept"])
    assert rule.data.get("unlike"), "what it must not be confused with"
    assert rule.yes and rule.no
    names = {bare(name) for name in rule.data["names"]}
    if not rule.data.get("actions") and not rule.data.get("wholes"):
        assert not names & {bare(name) for name in rule.data["unlike"]}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("全省地区生产总值67665亿元，增长5.5%。", ["gdp", "gdp.growth"]),
        ("人均地区生产总值突破1万美元。", ["gdp-per-capita"]),
        ("全年城镇新增就业107万人，城镇调查失业率5.2%。", ["urban-new-jobs", "surveyed-unemployment"]),
        ("城乡居民人均可支配收入分别增长4.4%和5.6%。", ["urban-income.growth", "rural-income.growth"]),
        ("城镇调查失业率下降0.2个百分点。", ["surveyed-unemployment.change"]),
        ("收到行政复议申请1864件，受理1627件，审结1583件。",
         ["reconsideration-received", "reconsideration-accepted", "reconsideration-concluded"]),
        ("经济总量超千亿元的县达12个。", [None]),
        ("地区生产总值连续迈上4个万亿元台阶、达14.2万亿元。", [None, "gdp"]),
        ("粮食播种面积3320万亩，粮食产量1285万吨。", ["grain-area", "grain"]),
        ("省属企业完成研发投入133.5亿元。", [None]),
    ],
)  # fmt: skip
def test_figures_get_their_concept(text: str, ids: list[str | None]) -> None:
    assert [one.concept for one in extract(text).indicators] == ids


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        # as pages write it, with what stands lower, blanks and notes
        ("PM_2.5浓度为25.9微克/立方米。", ["pm25"]),
        ("PM₂.₅平均浓度下降12.1%。", ["pm25.growth"]),
        ("设区城市PM2.5年平均浓度降至25微克/立方米。", ["pm25"]),
        ("全市实现地区生产总值［2］1873.46亿元。", ["gdp"]),
        # words of one meaning
        ("规上服务业企业营业收入增长8.6%。", ["services-revenue.growth"]),
        ("地表水国控断面水质优良的比例达到97%。", ["surface-water-good-share"]),
        # short forms, which are of growth
        ("城镇、农村居民收入分别增长4.8%、5.9%。", ["urban-income.growth", "rural-income.growth"]),
        ("其中农村居民收入增长5.8%、快于经济增速1个百分点。", ["rural-income.growth", None]),
        # planned and reckoned
        ("提出地区生产总值年均增长5%。", ["gdp.growth"]),
        # stock and addition, what is built and what is renewed
        ("新增上市公司5家，上市公司总数达到88家。", ["listed-firms-added", "listed-firms"]),
        ("新增高新技术企业58家。", ["high-tech-firms-added"]),
        ("改造老旧小区86个。", ["old-communities"]),
        ("改造老旧小区1.5万户。", ["old-communities-households"]),
        ("老旧小区引入物业服务120个。", [None]),
        ("加装电梯869台。", ["lifts-added"]),
        ("更新住宅老旧电梯6193部。", ["lifts-renewed"]),
        # grades
        ("新增国家级绿色工厂12家、省级绿色工厂60家。",
         ["green-factories-national-added", "green-factories-provincial-added"]),
        # a set takes no running total
        ("建成高标准农田32万亩。", ["high-standard-farmland"]),
        ("累计建成高标准农田4397万亩。", [None]),
        # a change that is of something else
        ("退出融资平台213户、压降81.3%。", ["platforms-closed", None]),
        ("铁路运营里程新增1700公里。", [None]),
        # what a figure counts may begin like what it could describe
        ("新建50个区域养老服务中心。", ["elderly-centres-built"]),
    ],
)  # fmt: skip
def test_names_reach_as_far_as_they_are_sure(text: str, ids: list[str | None]) -> None:
    assert [one.concept for one in extract(text).indicators] == ids


def test_a_set_is_known_by_its_id(tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(
        """stage = "concepts"
[[rule]]
id = "mine.docks"
concept = "docks"
name = "Docks built"
why = "Ours"
kinds = ["count"]
names = ["趸船码头"]
actions = ["@align.doing-built", "重组"]
""",
        encoding="utf-8",
    )
    for verb, concept in (("建成", "docks"), ("新建", "docks"), ("重组", "docks"), ("拆除", None)):
        (one,) = extract(f"{verb}趸船码头12个。", patterns=[mine]).indicators
        assert one.concept == concept, verb


def test_the_rule_of_a_concept_is_among_those_that_fired() -> None:
    (one,) = extract("粮食产量1285万吨。").indicators
    assert one.concept == "grain" and one.rules[-1] == "concept.grain"

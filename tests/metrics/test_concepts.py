"""Known metrics: the file is whole, and figures get the id that is theirs."""

from __future__ import annotations

import re

import pytest

from reportmine import extract
from reportmine.metrics.concepts import concepts
from reportmine.metrics.labels import bare
from reportmine.rules.files import load
from reportmine.rules.rule import Rule

RULES = load(examples=True)
OWN = RULES.stage("concepts")
KNOWN = concepts(RULES)


def test_there_are_many() -> None:
    assert len(KNOWN.by_id) >= 80


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
        ("经济总量超千亿元的县达12个。", [None, None]),
        ("地区生产总值连续迈上4个万亿元台阶、达14.2万亿元。", [None, "gdp"]),
        ("粮食播种面积3320万亩，粮食产量1285万吨。", ["grain-area", "grain"]),
        ("省属企业完成研发投入133.5亿元。", [None]),
    ],
)  # fmt: skip
def test_figures_get_their_concept(text: str, ids: list[str | None]) -> None:
    assert [one.concept for one in extract(text).indicators] == ids


def test_the_rule_of_a_concept_is_among_those_that_fired() -> None:
    (one,) = extract("粮食产量1285万吨。").indicators
    assert one.concept == "grain" and one.rules[-1] == "concept.grain"

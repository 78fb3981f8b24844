"""A share of a budget that is told in another sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import ROOT, SHARED

from reportmine import audit

RULE = "audit.share-of-budget"
TOLD = "2025年，全市一般公共预算收入{said}234.68亿元。"


@pytest.mark.parametrize(
    ("said", "text", "came"),
    [
        ("调整为", "全市一般公共预算收入完成230.58亿元，为调整预算的98.3%。", ["agrees"]),
        ("调整为", "全市一般公共预算收入完成230.58亿元，为调整预算的98.6%。", ["contradicts"]),
        ("调整为", "全市一般公共预算收入完成230.58亿元，为预算的98.3%。", ["agrees"]),
        ("调整为", "全市一般公共预算收入完成230.58亿元，为预算的93.1%。", ["unclear"]),  # 预算 may be another
        ("调整为", "市本级一般公共预算收入完成48.86亿元，为调整预算的85.7%。", []),
        ("调整为", "全市政府性基金收入完成40.64亿元，为调整预算的79.8%。", []),
        ("变动预算数为", "全市一般公共预算收入完成230.58亿元，为变动预算的98.2%。", ["rounding"]),
        ("完成", "全市一般公共预算收入完成230.58亿元，为调整预算的79.8%。", []),
        ("调整为", "全市一般公共预算收入完成约230亿元，为调整预算的79%。", ["unclear"]),
        ("调整为", "全市一般公共预算收入完成23.06万元，为调整预算的98.3%。", ["contradicts"]),
    ],
)
def test_a_share_of_a_budget(said: str, text: str, came: list[str]) -> None:
    found = audit(TOLD.format(said=said) + text).findings
    assert [one.verdict for one in found if one.rule == RULE] == came


def test_the_arithmetic_names_both_levels() -> None:
    text = TOLD.format(said="调整为") + "全市一般公共预算收入完成230.58亿元，为调整预算的98.6%。"
    (one,) = (one for one in audit(text).findings if one.rule == RULE)
    assert one.arithmetic == "230.58亿元 ÷ 234.68亿元 = 98.2529%; stated 98.6%"
    assert [other.text for other in one.figures] == ["230.58亿元", "234.68亿元"]


def _texts() -> list[Path]:
    real = [*(SHARED / "corpus").glob("*.txt")] if SHARED.exists() else []
    return [*sorted((ROOT / "samples").glob("*.txt")), *sorted(real)]


@pytest.mark.parametrize("rule", [RULE, "audit.year-before"])
def test_nothing_of_the_corpus_is_accused(rule: str) -> None:
    for path in _texts():
        found = [one for one in audit(path).findings if one.rule == rule]
        assert not [one for one in found if one.verdict == "contradicts"], path

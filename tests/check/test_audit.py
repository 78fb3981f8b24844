"""What the audit says of figures held against each other: a table for each kind of check, and its laws."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, SHARED

from reportmine import Audit, audit, extract
from reportmine.check.audit import CHECKS, contradictions
from reportmine.rules.files import load
from reportmine.rules.shapes import CHECK_KEYS

Came = list[tuple[str, str]]  # the claims with their verdicts, but for what agrees


VERDICTS = ("agrees", "rounding", "contradicts", "unclear")


def came(text: str, *verdicts: str, checks: frozenset[str] = frozenset(CHECKS)) -> Came:
    """Each claim of a text with its verdict, where that is one of these, of rules with these checks."""
    known = {rule.id for rule in load().stage("audit") if rule.data["check"] in checks}
    found = (one for one in audit(text).findings if one.rule in known)
    return [(one.said, one.verdict) for one in found if one.verdict in verdicts]


# ---- a table for each kind of check -----------------------------------------------------------------

CHANGES: list[tuple[str, Came]] = [
    ("行政审批事项由203项压减至100项，压减50.7%。", [("50.7%", "agrees")]),
    ("行政审批事项由203项压减至100项，压减51%。", [("51%", "agrees")]),
    ("行政审批事项由203项压减至100项，压减50%。", [("50%", "rounding")]),  # cut off, not rounded
    ("行政审批事项由203项压减至100项，压减49%。", [("49%", "contradicts")]),
    ("行政审批事项由203项压减至100项，压减约49%。", [("49%", "agrees")]),
    ("行政审批事项由203项压减至100项，压减近九成。", [("九成", "unclear")]),
    ("行政审批事项由203项压减至100项，减少103项。", [("103项", "agrees")]),
    ("行政审批事项由203项压减至100项，减少130项。", [("130项", "contradicts")]),
    ("行政审批事项由100项压减至203项，压减50.7%。", [("50.7%", "contradicts")]),
    ("绿化率由12.4%提高到14.1%，提高1.7个百分点。", [("1.7个百分点", "agrees")]),
    ("绿化率由12.4%提高到14.1%，提高2.7个百分点。", [("2.7个百分点", "contradicts")]),
    ("地区生产总值由2100亿元提高到2400亿元，增长5%。", []),  # at constant prices
    ("粮食产量50.49万吨，比上年增加0.57万吨，增长1.1%。", [("1.1%", "agrees")]),
    ("粮食产量50.49万吨，比上年减少0.57万吨，下降1.1%。", [("1.1%", "agrees")]),
    ("粮食产量50.49万吨，比上年增加5.7万吨，增长1.1%。", [("1.1%", "contradicts")]),
    ("粮食产量50.49万吨，比上年增加0.57亿吨，增长1.1%。", [("0.57亿吨", "contradicts")]),
    ("粮食产量50.49万吨，比上年增加0.57万吨，下降1.1%。", []),  # no reading of both
]
SHARES: list[tuple[str, Came]] = [
    ("受理行政复议申请137件，其中自然人申请119件，占86.9%。", [("86.9%", "agrees")]),
    ("受理行政复议申请137件，其中自然人申请119件，占87%。", [("87%", "agrees")]),
    ("受理行政复议申请137件，其中自然人申请119件，占69.8%。", [("69.8%", "contradicts")]),
    ("受理行政复议申请137件，其中自然人申请119件，占近七成。", [("七成", "unclear")]),
    ("一般公共预算支出92.37亿元。民生支出73.16亿元，占一般公共预算支出的72.9%。", [("72.9%", "contradicts")]),
    ("教育支出92.37亿元。民生支出73.16亿元，占一般公共预算支出的72.9%。", []),
    ("国防费支出64.9亿元，占预算数的90.36%，预算数80亿元。", []),
]
SUMS: list[tuple[str, Came]] = [
    ("进出口总额153.2亿元，其中出口72.4亿元，进口80.7亿元。", [("153.2亿元", "rounding")]),
    ("进出口总额153.2亿元，其中出口72.4亿元，进口80.3亿元。", [("153.2亿元", "contradicts")]),
    ("进出口总额约153亿元，其中出口72.4亿元，进口60.3亿元。", [("153亿元", "unclear")]),
    (
        "基金预算收入安排5000万元，加上上级补助收入6000万元，收入合计1.1亿元。",
        [("1.1亿元", "agrees")],
    ),
    (
        "基金预算收入安排5000万元，加上上级补助收入6000万元，收入合计1.6亿元。",
        [("1.6亿元", "contradicts")],
    ),
    (
        "第一产业增加值占地区生产总值的比重为5.0%，第二产业增加值比重为36.0%，第三产业增加值比重为59.1%。",
        [("59.1%", "rounding")],
    ),
]
LISTS: list[tuple[str, Came]] = [
    ("原煤、原油、天然气产量分别增长7.2%、3.1%。", [("3.1%", "contradicts")]),
    ("原煤、原油、天然气产量分别增长7.2%、3.1%和1.4%。", [("1.4%", "agrees")]),
    ("原煤、原油和天然气产量分别增长7.2%、3.1%。", [("3.1%", "agrees")]),  # 原油和天然气 may be one
    ("原煤、原油和天然气产量分别增长7.2%、3.1%、1.4%、1.1%。", [("1.1%", "unclear")]),
    ("原煤、原油产量分别增长7.2%。", [("7.2%", "unclear")]),  # each of the two
    ("《甲、乙办法》、《丙规定》分别修改12条、8条。", [("8条", "agrees")]),
]
BOUNDS: list[tuple[str, Came]] = [
    ("食品抽检合格率达到100%。", [("100%", "agrees")]),
    ("食品抽检合格率达到100.2%。", [("100.2%", "contradicts")]),
    ("完成年度任务的118.2%。", []),
    ("粮食自给率达到118.2%。", []),
    ("全年授权专利1946件，其中发明专利2414件。", [("2414件", "contradicts")]),
    ("全年授权专利近2000件，其中发明专利超过2414件。", [("2414件", "unclear")]),
    ("全年授权专利1946件，增长120件，其中发明专利414件。", []),
]


OF = {
    ("change",): CHANGES,
    ("share",): SHARES,
    ("sum", "total"): SUMS,
    ("list",): LISTS,
    ("within", "ceiling"): BOUNDS,
}


@pytest.mark.parametrize(
    ("checks", "text", "expected"), [(checks, *case) for checks, cases in OF.items() for case in cases]
)
def test_a_claim_comes_out_as(checks: tuple[str, ...], text: str, expected: Came) -> None:
    assert came(text, *VERDICTS, checks=frozenset(checks)) == expected


def test_two_changes_of_one_metric_in_a_sentence_accuse_nobody() -> None:
    shares = "城市标准由720元提高到760元，农村标准由6600元提高到7200元，"
    for said in ("增幅分别为5.6%和9.1%", "同比分别提高5.6%、9.1%", "分别增长5.6%和9.1%"):
        found = audit(f"某市2024年民政工作总结\n{shares}{said}。")
        assert found.contradictions == 0, said


def test_the_arithmetic_stands_in_one_line() -> None:
    (one,) = audit("行政审批事项由203项压减至100项，压减57.7%。").findings
    assert one.arithmetic == "−((100项 − 203项) ÷ 203项) = 50.7389%; stated 57.7%"
    assert (one.computed, one.said) == (Decimal("50.7389"), "57.7%")
    assert [figure.text for figure in one.figures] == ["203项", "100项"]


def test_a_wrong_unit_is_named() -> None:
    text = "基金预算收入安排5亿元，加上上级补助收入6亿元，收入合计11万元。"
    (one,) = contradictions(audit(text)).findings
    assert one.note == "off by a factor of 10,000: a unit may be wrong"


def test_every_figure_of_a_finding_stands_in_the_text() -> None:
    text = "全文如下。" * 3 + "进出口总额153.2亿元，其中出口72.4亿元，进口90.3亿元。"
    (one,) = contradictions(audit(text)).findings
    for figure in (one.claim, *one.figures):
        assert text[figure.start : figure.end] == figure.text and figure.text in figure.sentence


# ---- tables -----------------------------------------------------------------------------------------

TABLE = """单位：万元
项目\t合计\t甲县\t乙县\t丙县
教育支出\t668\t120\t231\t317
卫生支出\t195\t52\t64\t79
农林支出\t138\t33\t47\t58
交通支出\t99\t22\t36\t41
合计\t1100\t227\t378\t495
"""


def test_a_table_that_adds_up_says_nothing() -> None:
    assert came(TABLE, "contradicts", "unclear") == []
    assert len(came(TABLE, "agrees")) >= 9


@pytest.mark.parametrize(
    ("right", "wrong"), [("\t138\t", "\t183\t"), ("\t378\t", "\t387\t"), ("\t231\t", "\t321\t")]
)
def test_a_cell_that_fails_the_sums_of_the_others_is_found(right: str, wrong: str) -> None:
    assert came(TABLE.replace(right, wrong), "contradicts") != []


def test_a_table_that_adds_up_nowhere_says_nothing() -> None:
    text = TABLE.replace("668", "70").replace("195", "41").replace("138", "9").replace("99", "3")
    assert came(text.replace("1100", "12").replace("227", "9").replace("378", "1"), "contradicts") == []


# ---- laws -------------------------------------------------------------------------------------------

counts = st.integers(min_value=2, max_value=9_999_999)


@given(st.lists(st.integers(min_value=1, max_value=99_999), min_size=3, max_size=3))
@settings(max_examples=25, deadline=None)
def test_parts_that_make_their_whole_agree(parts: list[int]) -> None:
    first, second, third = (Decimal(one) / 10 for one in parts)
    text = (
        f"2025年，地区生产总值{first + second + third}亿元。其中，第一产业增加值{first}亿元，"
        f"第二产业增加值{second}亿元，第三产业增加值{third}亿元。"
    )
    assert came(text, "contradicts", "unclear") == []


@given(counts, counts)
@settings(max_examples=25, deadline=None)
def test_a_change_of_two_levels_agrees(was: int, now: int) -> None:
    if was == now:
        return
    verb = "压减" if now < was else "增加"
    rate = (Decimal(abs(now - was)) * 100 / was).quantize(Decimal("0.1"))
    text = f"审批事项由{was}项{verb}到{now}项，{'下降' if now < was else '增长'}{rate}%。"
    assert came(text, "contradicts", "unclear") == []


@given(st.integers(min_value=100, max_value=99_999), st.integers(min_value=10, max_value=99))
@settings(max_examples=25, deadline=None)
def test_a_share_of_its_whole_agrees(whole: int, percent: int) -> None:
    part = max(1, whole * percent // 100)
    share = (Decimal(part) * 100 / whole).quantize(Decimal("0.01"))
    text = f"受理行政复议申请{whole}件，其中自然人申请{part}件，占{share}%。"
    assert came(text, "contradicts", "unclear") == []


def test_an_audit_is_the_same_of_a_report_and_of_its_text() -> None:
    text = "进出口总额153.2亿元，其中出口72.4亿元，进口90.3亿元。"
    assert audit(extract(text)) == audit(text)


def test_the_counts_are_those_of_the_findings() -> None:
    found = audit(ROOT / "samples" / "yunting-2025.txt")
    assert found.contradictions == 0
    assert found.checked == len({one.claim.id for one in found.findings}) > 0
    assert contradictions(found).findings == ()
    assert Audit.model_validate_json(found.model_dump_json()) == found


def test_each_check_has_its_keys_and_its_rules() -> None:
    assert CHECKS.keys() == CHECK_KEYS.keys()
    assert {rule.data["check"] for rule in load().stage("audit")} == CHECKS.keys()


# ---- real reports -----------------------------------------------------------------------------------

CORPUS = SHARED / "corpus"
KNOWN: dict[str, list[str]] = {}  # contradictions of real texts, each judged by hand: docs/audit.md
TEXTS = sorted(CORPUS.glob("*.txt"))


@pytest.mark.skipif(not TEXTS, reason="the corpus is not beside the repository")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_text_contradicts_itself_but_where_it_is_known_to(path: Path) -> None:
    found = contradictions(audit(path))
    assert [one.said for one in found.findings] == KNOWN.get(path.name, [])

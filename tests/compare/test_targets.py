"""Targets of one report and what the next says came of them: which figures count, what is asked, why open."""

from __future__ import annotations

import json
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from support import ROOT, SHARED

from reportmine import Diff, Report, diff, extract
from reportmine.output.diffs.tables import tables
from reportmine.records import Indicator, TargetOutcome

SAMPLES = ROOT / "samples"
CORPUS, PAIRS = SHARED / "corpus", SHARED / "pairs"
YEARS = [(1985, 1986), (2016, 2017), (2017, 2018), (2018, 2019), (2023, 2024), (2024, 2025)]


def _aims(said: str, *, year: int = 2025) -> str:
    return f"某市{year - 1}年工作报告\n一、{year}年工作安排\n{year}年主要预期目标是：{said}。"


def _done(said: str, *, year: int = 2025) -> str:
    return f"某市{year}年工作报告\n{year}年，{said}。"


def _one(aim: str, result: str) -> TargetOutcome:
    (told,) = diff(_aims(aim), _done(result)).targets
    return told


# what a target asks for


@pytest.mark.parametrize(
    ("aim", "result", "outcome"),
    [
        # at least, at most, by the words
        ("城镇新增就业1200万人以上", "城镇新增就业1256万人", "met"),
        ("城镇新增就业1200万人以上", "城镇新增就业1100万人", "missed"),
        ("城镇调查失业率控制在5.5%以内", "城镇调查失业率5.7%", "missed"),
        ("政务服务退件率控制在5%左右", "政务服务退件率4.2%", "met"),
        ("政务服务退件率低于5%", "政务服务退件率4.2%", "met"),
        ("政务服务退件率低于5%", "政务服务退件率6.2%", "missed"),
        ("服务覆盖率不低于95%", "服务覆盖率96%", "met"),
        ("培训干部近5000人次", "培训干部5120人次", "met"),
        ("地区生产总值增长6.5%—7%", "地区生产总值增长6.7%", "met"),
        ("地区生产总值增长6.5%—7%", "地区生产总值增长7.2%", "met"),
        # by which way the metric is better
        ("城镇调查失业率5.5%左右", "城镇调查失业率5.1%", "met"),
        ("居民消费价格涨幅3%左右", "居民消费价格上涨0.2%", "met"),
        ("居民消费价格涨幅3%左右", "居民消费价格上涨4.2%", "missed"),
        ("赤字率3%", "赤字率3.8%", "missed"),
        ("赤字率3%", "赤字率2.6%", "met"),
        # about so much
        ("地区生产总值增长5%左右", "地区生产总值增长5%", "met"),
        ("地区生产总值增长5%左右", "地区生产总值增长4.6%", "met"),
        ("地区生产总值增长5%左右", "地区生产总值增长4%", "missed"),
        ("地区生产总值增长5.5%左右", "地区生产总值增长5.3%", "open"),
        ("广义货币M2增长13%左右", "广义货币M2增长11.3%", "missed"),
        # falls
        ("单位国内生产总值能耗降低2.5%左右", "单位国内生产总值能耗降低3%以上", "met"),
        ("单位国内生产总值能耗降低2.5%左右", "单位国内生产总值能耗上升1%", "missed"),
        ("单位国内生产总值能耗降低2.5%左右", "单位国内生产总值能耗上升4%", "missed"),
        ("地区生产总值增长5%左右", "地区生产总值下降6%", "missed"),
        # counts, units, digits
        ("办理案件9000件", "办理案件8514件", "missed"),
        ("办理案件9000件", "办理案件近9000件", "open"),
        ("粮食产量1.3万亿斤以上", "粮食产量6.6亿吨", "met"),
        ("常住人口城镇化率达到58.1%", "常住人口城镇化率58.08%", "met"),
        ("常住人口城镇化率达到58.1%", "常住人口城镇化率57.9%", "missed"),
        ("城镇新增就业30万人", "城镇新增就业29.6万人", "missed"),
        # which way is better is not known
        ("平均每案用时20天", "平均每案用时20天", "met"),
        ("政务服务退件率5%", "政务服务退件率6.2%", "open"),
        ("政务服务退件率5%", "政务服务退件率4.2%", "open"),
    ],
)
def test_a_target_is_held_against_what_came_of_it(aim: str, result: str, outcome: str) -> None:
    told = _one(aim, result)
    assert told.actual is not None and told.outcome == outcome
    assert told.evidence and not told.derived


def test_the_slack_of_about_is_stated() -> None:
    (said,) = _one("地区生产总值增长5.5%左右", "地区生产总值增长5.8%").evidence
    assert said == "asks for at least 5.3625%, as about so much may be 0.1375% off"


def test_a_fall_is_asked_for_as_a_fall() -> None:
    (said,) = _one("单位国内生产总值能耗降低3.4%以上", "单位国内生产总值能耗降低5%").evidence
    assert said == "asks for a fall of at least 3.4%"


# which figures count


@pytest.mark.parametrize(
    ("aim", "result", "why"),
    [
        ("新建海外仓8个", "五年来，新建海外仓58个", "only of another time: 58个 (2021-2025"),
        ("居民消费价格涨幅3%左右", "2021—2025年，居民消费价格年均上涨1.9%", "only an average: 1.9%"),
        ("技术合同成交额增长10%", "技术合同成交额居全国第3位", "no figure"),
        ("新建公园20个", "改造公园30个", "no figure"),
        ("城镇居民人均可支配收入增长5%", "农村居民人均可支配收入增长7%", "no figure"),
        ("地区生产总值增长5%", "地区生产总值增速高于全国0.4个百分点", "no figure"),
    ],
)
def test_a_figure_of_another_time_or_metric_decides_nothing(aim: str, result: str, why: str) -> None:
    told = _one(aim, result)
    assert (told.outcome, told.actual) == ("open", None)
    assert why in told.evidence[-1]


@pytest.mark.parametrize(
    ("aim", "result", "outcome"),
    [
        ("固定资产投资增长5%左右", "扣除房地产开发投资后，固定资产投资增长2.7%", "open"),
        ("固定资产投资增长5%左右", "固定资产投资增长6%，扣除房地产开发投资后，固定资产投资增长2.7%", "met"),
        ("一般公共预算收入同口径增长5.5%", "一般公共预算收入增长5.7%", "met"),
        ("一般公共预算收入增长5.5%", "一般公共预算收入同口径增长5.7%", "met"),
        ("一般公共预算收入同口径增长5.5%", "一般公共预算收入同口径增长5.7%", "met"),
        ("一般公共预算收入同口径增长5.5%", "一般公共预算收入增长4.1%", "open"),
        ("一般公共预算收入同口径增长5.5%", "一般公共预算收入同口径增长4.1%", "missed"),
    ],
)
def test_a_figure_of_another_coverage_accuses_nobody(aim: str, result: str, outcome: str) -> None:
    assert _one(aim, result).outcome == outcome


@pytest.mark.parametrize(
    ("aim", "result", "outcome"),
    [
        # of each of several years, and of all of them
        ("办好可感可及的10件实事", "五年来，每年办成10件为民实事", "met"),
        ("办好可感可及的10件实事", "五年来，办成50件为民实事", "open"),
        # what stands right behind it is what it counts
        ("安排12类45件民生实事", "12类45件民生实事全面完成", "met"),
        # the name in quotation marks beside it is its own
        ("“牛羊菜果薯药”产业集群全产业链产值突破6100亿元", "“牛羊菜果薯药”全产业链产值达6200亿元", "met"),
        ("“牛羊菜果薯药”产业集群全产业链产值突破6100亿元", "“牛羊菜”全产业链产值达6200亿元", "open"),
        # of a part of the year, of the nation, of the body itself, and a running total
        ("接待游客1亿人次", "国庆假期，接待游客3000万人次", "open"),
        ("地区生产总值增长5%", "前三季度，地区生产总值增长4.2%", "open"),
        ("一般公共预算收入增长5%", "市本级一般公共预算收入增长2%", "open"),
        ("建成高标准农田30万亩", "累计建成高标准农田260万亩", "open"),
        ("城镇新增就业30万人", "截至11月底，城镇新增就业28万人", "open"),
        # a part of what was to be done
        ("新建改造公厕500座", "改造公厕350座", "open"),
        # a whole number of percent is not reached by what only rounds to it
        ("空气质量优良天数比率达到98%", "空气质量优良天数比率97.6%", "missed"),
        # against a plan, and against the year before
        ("教育支出比上年预算增长5%", "教育支出比上年增长4%", "open"),
        ("教育支出比上年增长5%", "教育支出比上年增长4%", "missed"),
    ],
)
def test_what_a_target_is_of_is_read_from_what_stands_beside_it(aim: str, result: str, outcome: str) -> None:
    assert {told.outcome for told in diff(_aims(aim), _done(result)).targets} == {outcome}


def test_the_figure_of_the_nation_decides_no_target_of_a_region() -> None:
    old = "云南省2024年工作报告\n一、2025年工作安排\n2025年主要预期目标是：城镇调查失业率5.5%以内。"
    for said, outcome in (("", "open"), ("城镇调查失业率5.2%，", "met")):
        (told,) = diff(old, f"云南省2025年工作报告\n2025年，{said}全国城镇调查失业率5.7%。").targets
        assert told.outcome == outcome


def test_a_target_that_may_be_neither_more_nor_less_says_so() -> None:
    assert _one("平均每案用时20天", "平均每案用时20天").evidence == ("asks for exactly 20天",)


def test_figures_that_differ_leave_it_open() -> None:
    told = _one("教育支出增长5%", "教育支出增长6%。\n全年教育支出增长4%")
    assert told.outcome == "open" and told.evidence[0].startswith("several figures that differ: 6% (")


def test_figures_that_lead_to_the_same_decide() -> None:
    assert _one("教育支出增长5%", "教育支出增长6%。\n全年教育支出增长6.1%").outcome == "met"


def test_the_same_target_said_twice_is_one() -> None:
    old = _aims("地区生产总值增长5%左右，教育支出增长5%。\n地区生产总值增长5%左右，考虑了各种因素")
    first, second = diff(old, _done("地区生产总值增长5.2%")).targets
    assert (first.outcome, second.target.item) == ("met", "教育支出")
    assert first.evidence[0].startswith("said again at ")


def test_a_target_for_later_is_open() -> None:
    old = "某市2024年工作报告\n一、2025年工作安排\n到2027年，培训人员300人以上。"
    (told,) = diff(old, "某市2025年工作报告\n2025年，培训人员280人。").targets
    assert (told.actual, told.outcome) == (None, "open")
    assert told.evidence == ("of 2027, and the new report is on 2025",)


def test_a_target_of_five_years_is_judged_by_five_years() -> None:
    old = "某市2020年工作报告\n“十四五”时期，城镇新增就业100万人以上。"
    done = "某市2025年工作报告\n2025年，城镇新增就业21万人。{}"
    (told,) = diff(old, done.format("")).targets
    assert (told.target.period, told.outcome) == ("2021-2025", "open")
    (told,) = diff(old, done.format("\n2021—2025年，城镇新增就业累计104万人。")).targets
    assert told.outcome == "met" and told.actual is not None and told.actual.text == "104万人"


@pytest.mark.parametrize(
    "said", ["汇聚8500万云川人民的奋进力量", "高校毕业生795万人", "落实土地承包到期后再延长30年的政策"]
)
def test_what_nobody_sets_out_to_reach_is_no_target(said: str) -> None:
    old = f"某市2024年工作报告\n一、2025年工作安排\n2025年，我们要抓好工作，{said}。"
    assert diff(old, _done("办理案件3件")).targets == ()


# growth that no report states


def test_growth_from_two_levels_is_offered_as_derived() -> None:
    old = f"{_aims('进出口总额增长10%左右')}\n二、2024年工作回顾\n2024年，进出口总额615.4亿元。"
    (told,) = diff(old, _done("进出口总额突破700亿元")).targets
    assert (told.outcome, told.derived) == ("met", True)
    assert told.actual is not None and told.actual.text == "700亿元"
    assert told.evidence[0].startswith("derived from 615.4亿元 and 700亿元: 13.7")


def test_levels_accuse_nobody() -> None:
    old = f"{_aims('进出口总额增长10%左右')}\n二、2024年工作回顾\n2024年，进出口总额615.4亿元。"
    (told,) = diff(old, _done("进出口总额580.2亿元")).targets
    assert (told.outcome, told.derived) == ("open", True)


def test_growth_at_constant_prices_is_not_derived() -> None:
    old = f"{_aims('地区生产总值增长5%左右')}\n二、2024年工作回顾\n2024年，地区生产总值1000亿元。"
    (told,) = diff(old, _done("地区生产总值1080亿元")).targets
    assert (told.outcome, told.derived) == ("open", False)


# laws


@cache
def _report(path: Path) -> Report:
    return extract(path)


@cache
def _diff(old: Path, new: Path) -> Diff:
    return diff(_report(old), _report(new))


def _corpus() -> list[tuple[Path, Path]]:
    """The consecutive reports of one body that there are."""
    found = [(SAMPLES / "yunting-2024.txt", SAMPLES / "yunting-2025.txt")]
    if SHARED.exists():
        found += [(CORPUS / f"national-{one}.txt", CORPUS / f"national-{two}.txt") for one, two in YEARS]
        found += [(PAIRS / name / "old.txt", PAIRS / name / "new.txt") for name in ("gansu", "jiangsu")]
        found.append(tuple(PAIRS / "lanchuan" / f"lanchuan-{year}.txt" for year in (2022, 2023)))  # type: ignore[arg-type]
    return found


both = pytest.mark.parametrize(("old", "new"), _corpus(), ids=lambda path: f"{path.parent.name}-{path.stem}")


def _span(one: Indicator) -> tuple[str | None, str | None]:
    return one.period, one.aggregation


def _said_of_each_year(one: Indicator) -> bool:
    return "每年" in one.sentence.split(one.text)[0] and one.aggregation is None


@both
def test_what_decides_is_of_the_time_of_the_target(old: Path, new: Path) -> None:
    for told in _diff(old, new).targets:
        if told.actual is not None:
            assert told.actual.status == "actual" and told.target.status == "target"
            assert _span(told.actual) == _span(told.target) or _said_of_each_year(told.actual)
            assert (
                None in (told.actual.concept, told.target.concept)
                or told.derived
                or (told.actual.concept == told.target.concept)
            )
        else:
            assert told.outcome == "open"


@both
def test_every_outcome_says_why(old: Path, new: Path) -> None:
    assert all(told.evidence for told in _diff(old, new).targets)


@both
def test_targets_are_in_order_and_each_once(old: Path, new: Path) -> None:
    starts = [told.target.start for told in _diff(old, new).targets]
    assert all(one < other for one, other in pairwise(starts))


@both
def test_a_verdict_is_of_one_year_and_the_one_before(old: Path, new: Path) -> None:
    for told in _diff(old, new).restated:
        assert (told.verdict is None) == bool(told.evidence)
        if told.verdict is not None:
            assert told.old.period is not None and told.new.period is not None
            assert int(told.new.period) - int(told.old.period) == 1 and told.claim.period == told.new.period
            assert told.claim.aggregation is None and told.new.kind != "rank"
        if told.verdict == "contradicts":
            assert {one.relation for one in (told.claim, told.old, told.new)} == {"="}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_report_decides_none_of_its_own_targets(path: Path) -> None:
    assert {told.outcome for told in _diff(path, path).targets} <= {"open"}


# real reports, judged by hand


def _listed(name: str) -> tuple[list[tuple[str, set[str]]], list[TargetOutcome]]:
    """The outcome of each listed target with what the diff says of it, and all that the diff says."""
    lines = (PAIRS / name / f"{name}.targets.jsonl").read_text("utf-8").splitlines()
    told = _diff(PAIRS / name / "old.txt", PAIRS / name / "new.txt").targets
    return [
        (
            one["outcome"],
            {
                said.outcome
                for said in told
                if said.target.start < one["target"]["end"] and one["target"]["start"] < said.target.end
            }
            - {"open"},
        )
        for one in map(json.loads, filter(None, lines))
    ], list(told)


@pytest.mark.skipif(not SHARED.exists(), reason="needs the pairs of real reports")
@pytest.mark.parametrize(("name", "decided"), [("gansu", 13), ("jiangsu", 6)])
def test_no_outcome_of_a_real_pair_is_wrong(name: str, decided: int) -> None:
    listed, told = _listed(name)
    assert [(wanted, said) for wanted, said in listed if said and said != {wanted}] == []
    assert sum(bool(said) for _, said in listed) >= decided
    assert sum(one.outcome != "open" for one in told) == sum(bool(said) for _, said in listed)


@pytest.mark.skipif(not SHARED.exists(), reason="needs the pairs of real reports")
def test_only_what_contradicts_itself_is_said_to() -> None:
    lanchuan = json.loads((PAIRS / "lanchuan" / "contradictions.json").read_text("utf-8"))
    known = {one["claim"]["start"] for one in lanchuan}
    for old, new in _corpus():
        accused = {one.claim.start for one in _diff(old, new).restated if one.verdict == "contradicts"}
        assert accused <= (known if new.stem.startswith("lanchuan") else set()), new


def test_targets_in_words_stand_last_and_say_so() -> None:
    old = (
        "云汀市2024年政府工作报告\n一、2024年工作回顾\n一年来成绩显著。\n二、2025年工作安排\n"
        "2025年，审批时间再压减一半，一般公共预算收入增长5%，粮食产量稳定在86万吨。"
    )
    found = diff(old, "云汀市2025年政府工作报告\n一、2025年工作回顾\n一年来成绩显著。")
    (table,) = (one for one in tables(found) if one.title == "Targets")
    said = [(line[1], line[2]) for line in table.lines]
    assert len(said) == 3
    assert said[-1][1] == "↓一半"
    assert [name.endswith("(in words)") for name, _ in said] == [False, False, True]

"""Laws of time that hold for every text: over the samples, and over ../shared where it is there."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from support import ROOT, SHARED

from reportmine import Indicator, Report, extract, load
from reportmine.rules.files import load as load_rules
from reportmine.times.period import Period
from reportmine.times.timewords import plan_of

TEXTS = sorted(
    [*(ROOT / "samples").glob("*.txt"), *(SHARED / "corpus").glob("*.txt"), *(SHARED / "gold").glob("*.txt")]
)
# Sentences that go against what is known of the year: speech of a plan that runs on while it is reported on
EXCEPTIONS = {("corpus", "national-1956"): 4, ("corpus", "national-1957"): 8, ("gold", "national-1957"): 8}


@cache
def _report(path: Path) -> Report:
    return extract(path)


def _planned_though_over(one: Indicator, year: int) -> bool:
    """A target of a time that is over; what is said to have been aimed at may be one."""
    period = Period.parse(one.period)
    aimed = any(rule.startswith("period.aimed") for rule in one.rules)
    return period is not None and period.over(year) and one.status == "target" and not aimed


def _done_though_to_come(one: Indicator, year: int) -> bool:
    period = Period.parse(one.period)
    return period is not None and period.after(year) and one.status == "actual"


@pytest.mark.parametrize("path", TEXTS, ids=[f"{path.parent.name}-{path.stem}" for path in TEXTS])
def test_what_is_over_is_no_target_and_what_is_to_come_not_done(path: Path) -> None:
    """A year not later than the one reported on is actual, a later one a target, but where a warning says
    that the text speaks otherwise."""
    report = _report(path)
    if report.year is None or any(notice.code == "past-plan" for notice in report.warnings):
        return
    figures = [one for one in report.indicators if one.table is None]
    against = [
        one
        for one in figures
        if _planned_though_over(one, report.year) or _done_though_to_come(one, report.year)
    ]
    assert len(against) <= EXCEPTIONS.get((path.parent.name, path.stem), 0)


@pytest.mark.parametrize("path", TEXTS, ids=[f"{path.parent.name}-{path.stem}" for path in TEXTS])
def test_periods_are_written_as_the_records_say(path: Path) -> None:
    """Every period of a record is one, and is written as it was read."""
    written = {one.period for one in _report(path).indicators if one.period is not None}
    assert {one: str(Period.parse(one)) for one in written} == {one: one for one in written}


@pytest.mark.parametrize("path", TEXTS, ids=[f"{path.parent.name}-{path.stem}" for path in TEXTS])
def test_rules_name_what_said_the_period(path: Path) -> None:
    """Every period has a rule that said it, every target too."""
    silent = [
        one
        for one in _report(path).indicators
        if one.table is None
        and (one.period is not None or one.status == "target")
        and not any("period." in rule for rule in one.rules)
    ]
    assert silent == []


@pytest.mark.parametrize("path", TEXTS, ids=[f"{path.parent.name}-{path.stem}" for path in TEXTS])
def test_an_average_over_years_is_of_several(path: Path) -> None:
    """年均增长 is never of the one year that ends the plan, where the text speaks of that plan."""
    text, report = load(path), _report(path)
    plan = plan_of(text.folded, load_rules(()), report.year)
    averages = [
        one
        for one in report.indicators
        if one.role == "change" and "年均增长" in (one.metric or "") and one.table is None
    ]
    if plan is not None and plan.last_year == report.year:
        assert [one.text for one in averages if one.period == str(report.year)] == []

"""What the headings over a place say of time: whether what stands there is done or planned, and of when."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..records import Notice, Section, Status
from ..rules.matching import every, search
from ..rules.rule import Rule, RuleSet
from ..text.fold import fold
from .timewords import Calendar, last_year, scoped

STOPS = ",，;；"  # a title without them is a name, not a clause


@dataclass(frozen=True, slots=True)
class Said:
    """What the headings over a place say; empty where they say nothing."""

    status: Status | None = None
    period: str | None = None
    rules: tuple[str, ...] = ()
    """what said the status, then what said the period"""
    several: bool = False
    """whether the upmost heading names more than one time"""


@dataclass
class HeadingTimes:
    """Reads the headings of one report, each once."""

    rules: RuleSet
    calendar: Calendar
    sections: dict[str, Section]
    default: Said
    notices: list[Notice] = field(default_factory=list)
    _known: dict[str, Said] = field(default_factory=dict)

    def over(self, section: str | None) -> Said:
        """What the headings over a place say, the nearest first."""
        if section is None:
            return self.default
        if section not in self._known:
            self._known[section] = self._read(self.sections[section])
        return self._known[section]

    def _read(self, section: Section) -> Said:
        above = self.over(section.parent)
        title = fold(section.title)
        periods = list(self.calendar.named(title, self.rules))
        status, why = self._status(section, title, [period for period, _ in periods], above)
        period, by = self._period(periods, status)
        several = above.several if section.parent else len({one for one, _ in periods}) > 1
        if period is None and (status != "target" or above.status == "target"):
            period, by = above.period, above.rules  # what is planned is not of the year looked back on
        return Said(status, period, tuple(dict.fromkeys((*why, *by))), several)

    def _status(
        self, section: Section, title: str, periods: list[str], above: Said
    ) -> tuple[Status | None, tuple[str, ...]]:
        """The status a heading says. Its years decide before its words do: a past year is never a plan."""
        words, rule = by_words(title, self.rules)
        why = (rule.id,) if rule else ()
        year = self.calendar.ended
        ends = {end for period in periods if (end := last_year(period)) is not None}
        if words is None and why:
            return None, why
        if ends and year is not None and (words or above.status is None):
            if max(ends) <= year:
                if words == "target" and rule and rule.data.get("ahead"):
                    self._doubt(section, max(ends))
                return "actual", why
            if min(ends) > year:
                return "target", why
            return words, why
        clause = any(stop in title for stop in STOPS)
        if words is None or (clause and above.status is not None):
            return above.status, above.rules
        return words, why

    def _period(
        self, periods: list[tuple[str, str]], status: Status | None
    ) -> tuple[str | None, tuple[str, ...]]:
        """The period a heading says; of several, the first that is over, or for plans is to come."""
        year = self.calendar.ended
        if len(periods) > 1 and year is not None and status is not None:
            planned = status == "target"
            periods = [one for one in periods if ((last_year(one[0]) or 0) > year) == planned] or periods
        return (periods[0][0], (periods[0][1],)) if periods else (None, ())

    def _doubt(self, section: Section, year: int) -> None:
        """A heading that speaks of plans for a time that is over: the text and its year disagree."""
        self.notices.append(past_plan("a heading", year, self.calendar.year, section))


def past_plan(what: str, year: int, reported: int | None, section: Section | None = None) -> Notice:
    """A warning that the text speaks of plans for a time that is over, by the year it reports on."""
    return Notice(
        code="past-plan",
        message=f"{what} speaks of plans for {year}, but the report is read as one on {reported} "
        "(--year says otherwise)",
        start=section.start if section else None,
        end=section.body_start if section else None,
    )


def by_words(title: str, rules: RuleSet) -> tuple[Status | None, Rule | None]:
    """The status that the words of a heading say, and the rule. Of words that speak of plans and of what is
    done the last decides (目标任务完成情况); where they are joined (存在问题和工作安排) the heading leaves it
    to the sentences: no status, though there is a rule."""
    hits = [
        (match.start(), match.end(), rule)
        for rule in scoped(rules, "heading")
        for match in every(rule, title)
    ]
    if not hits:
        return None, None
    hits.sort(key=lambda hit: hit[:2])
    last = hits[-1][2]
    other = [end for _, end, rule in hits if rule.data["status"] != last.data["status"]]
    joint = scoped(rules, "joint")
    if other and any(search(rule, title, max(other) - 1, hits[-1][0] + 1) for rule in joint):
        return None, last
    status: Status = last.data["status"]
    return status, last

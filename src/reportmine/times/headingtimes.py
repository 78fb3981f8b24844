"""What the headings over a place say of time: whether what stands there is done or planned, and of when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..dataclass import dataclass, replace
from ..records import Notice, Section, Status
from ..rules.matching import every, search
from ..rules.rule import Rule, RuleSet
from ..text.fold import fold
from . import matched
from .period import Period
from .timewords import Calendar, scoped

OPENING = 400  # characters in which a report says what it reports on
STOPS = ",，;；"  # a title without them is a name, not a clause


@dataclass(frozen=True, slots=True)
class Said:
    """What the headings over a place say; empty where they say nothing."""

    status: Status | None = None
    period: Period | None = None
    rules: tuple[str, ...] = ()
    """what said the status, then what said the period"""
    several: bool = False
    """whether the upmost heading names more than one time"""


Told = tuple[Status | None, tuple[str, ...]]  # a status and the rules that say it


@dataclass(frozen=True, slots=True)
class HeadingTimes:
    """What the headings over each section of one report say, the nearest first."""

    calendar: Calendar
    default: Said
    sections: Mapping[str, Said]
    notices: tuple[Notice, ...] = ()

    def over(self, section: str | None) -> Said:
        """What the headings over a place say."""
        return self.default if section is None else self.sections[section]


def default(rules: RuleSet, year: int | None, title: str | None) -> Said:
    """The period of all that says no other: the year a bulletin names, or the part of one that a title does,
    else the year reported on; that a budget plans for its year."""
    for rule in scoped(rules, "title") if title else ():
        if hit := search(rule, fold(title or "")):
            status, named = rule.data.get("status"), _titled(hit.groupdict())
            alone = status == "target" and named is not None and not named.several and named.whole
            return Said(status, named, (rule.id,), alone)  # before the plan it may tell of the year before
    for rule in scoped(rules, "report") if year is not None else ():
        return Said(None, Period.of(year) if year else None, (rule.id,))
    return Said()


def term(rules: RuleSet, title: str | None) -> Period | None:
    """The years that a title names as five."""
    for rule in scoped(rules, "title") if title else ():
        if hit := search(rule, fold(title or "")):
            said = hit.groupdict()
            return _titled(said) if said.get("five") else None
    return None


def audited(rules: RuleSet, title: str | None, scope: str = "audits") -> bool:
    """Whether a title is that of a report on an audit, which plans nothing, or on that of a year."""
    return title is not None and any(search(rule, fold(title)) for rule in scoped(rules, scope))


def _titled(groups: matched.Groups) -> Period | None:
    """The years, the plan, or the part of a year, that a title names."""
    if groups.get("plan"):
        return matched.plan(groups)
    named, part = matched.number(groups, "year"), matched.part(groups)
    if named is None:
        return None
    return Period.within(named, part) if part else Period.of(named, matched.number(groups, "year2"))


def announced(
    text: str,
    rules: RuleSet,
    calendar: Calendar,
    unsaid: Said,
    title: str | None,
    sections: Iterable[Section],
) -> Said:
    """The period of all that says no other, where the report says what years it reports on: in its title, in
    so many words as it opens, or by opening with them, where no heading names a time."""
    if calendar.year is None or (unsaid.period is not None and unsaid.period.several):
        return unsaid
    opening = text[:OPENING]
    places = (("announced", opening), ("announced-title", fold(title or "")), ("announced-first", opening))
    for scope, where in places:
        for rule in scoped(rules, scope):
            if hit := search(rule, where):
                if scope == "announced-first" and _names_time(sections, rules, calendar):
                    return unsaid  # asked last: it takes longest
                return replace(unsaid, period=calendar.period(rule, hit.groupdict()), rules=(rule.id,))
    return unsaid


def _names_time(sections: Iterable[Section], rules: RuleSet, calendar: Calendar) -> bool:
    """Whether any heading names a time."""
    return any(any(True for _ in calendar.named(fold(one.title), rules)) for one in sections)


def heading_times(
    sections: Iterable[Section], rules: RuleSet, calendar: Calendar, default: Said
) -> HeadingTimes:
    """The headings read from the top down: each says what it says, and what it leaves open the one above."""
    known: dict[str, Said] = {}
    notices: list[Notice] = []
    part = free = default  # what the last part of the report says, and the last heading without a number
    for section in sections:
        above = known[section.parent] if section.parent is not None else default
        told, doubted = _read(section, above, rules, calendar)
        if section.parent is None:
            told = part = _gone_on(told, (part, free), default, section, rules, calendar.ended)
            free = free if section.marker else told
        known[section.id] = told
        if doubted is not None:
            notices.append(past_plan("a heading", doubted, calendar.year, section))
    return HeadingTimes(calendar, default, known, tuple(notices))


def _gone_on(
    told: Said, before: tuple[Said, Said], default: Said, section: Section, rules: RuleSet, ended: int | None
) -> Said:
    """What a part of a report says, after the one before it: a report that plans for a time to come goes on
    so until a heading says another time or status, or turns to notes; and what a heading without a number
    says of several years is said of the numbered ones after it too, up to the next without one."""
    part, free = before
    ahead = part.status == "target" and part.period is not None and not part.period.over(ended)
    if section.marker is None and part is not free and part == replace(free, several=False):
        return told
    goes_on = part if ahead else free if section.marker and free.period and free.period.several else None
    unsaid = told.status is None and told.rules == default.rules
    if (
        goes_on is None
        or not unsaid
        or any(search(rule, fold(section.title)) for rule in scoped(rules, "apart"))
    ):
        return told
    return replace(goes_on, several=False)


def _read(section: Section, above: Said, rules: RuleSet, calendar: Calendar) -> tuple[Said, int | None]:
    """What a heading says under the one above; and the year it plans for though that is over."""
    title = fold(section.title)
    named = list(calendar.named(title, rules))
    words, rule = by_words(title, rules)
    years = [period for period, _ in named]
    own = replace(above, status=None) if section.parent is None and years else above  # not the title's
    status, why = _status(title, (words, rule), years, own, calendar.ended)
    period, by = _period(named, status, calendar.ended)
    several = above.several if section.parent or not years else len(set(years)) > 1
    if period is None and (status != "target" or above.status == "target") and not _looks_back(status, above):
        period, by = above.period, above.rules  # what is planned is not of the year looked back on
    said = Said(status, period, tuple(dict.fromkeys((*why, *by))), several)
    plans = words == "target" and rule is not None and bool(rule.data.get("ahead"))
    past = plans and bool(years) and all(one.over(calendar.ended) for one in years)
    return said, max(one.last_year for one in years) if past else None


def _looks_back(status: Status | None, above: Said) -> bool:
    """Whether a heading looks back in a text that plans: 发展基础 of a plan is not of its years."""
    return status == "actual" and above.status == "target"


def _status(
    title: str, said: tuple[Status | None, Rule | None], years: list[Period], above: Said, ended: int | None
) -> Told:
    """The status a heading says. Its years decide before its words do: a past year is never a plan."""
    words, rule = said
    why = (rule.id,) if rule else ()
    if words is None and why:
        return None, why
    if years and ended is not None and (words or above.status is None):
        if all(one.over(ended) for one in years):
            return "actual", why
        if min(one.last_year for one in years) > ended:
            return "target", why
        return words, why
    clause = any(stop in title for stop in STOPS)
    if words is None or (clause and above.status is not None):
        return above.status, above.rules
    return words, why


def _period(
    named: list[tuple[Period, str]], status: Status | None, ended: int | None
) -> tuple[Period | None, tuple[str, ...]]:
    """The period a heading says; of several, the first that is over, or for plans is to come."""
    if len(named) > 1 and ended is not None and status is not None:
        planned = status == "target"
        named = [one for one in named if one[0].over(ended) != planned] or named
    return (named[0][0], (named[0][1],)) if named else (None, ())


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


def line_status(line: str, rules: RuleSet, calendar: Calendar) -> Status | None:
    """The status that a line says which stands alone as headings do, though it was not found to be one."""
    said = by_words(line, rules)
    years = [period for period, _ in calendar.named(line, rules)] if said[0] else []
    return _status(line, said, years, Said(), calendar.ended)[0]

"""When a figure is of, and whether it is done or planned: words in the sentence, else the paragraph, else the
heading."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

from .antecedents import LIST
from .indicators import Draft
from .lettering import Span, Token
from .matching import every, search
from .numerals import DIGITS
from .records import Section, Status
from .rules import Rule, RuleSet
from .source import fold

OPENING = 4  # characters at the start of a sentence
LINE = 40  # characters; a longer line is no heading
HEAD = 16  # characters at the start of a paragraph in which a time governs all of it


@dataclass(frozen=True, slots=True)
class Time:
    """A time said in the text."""

    start: int
    end: int
    period: str
    rule: str


@dataclass(slots=True)
class Clock:
    """What is known of time while a report is read from top to bottom."""

    rules: RuleSet
    text: str
    year: int | None  # the year reported on
    plan: tuple[int, int] | None  # the five-year plan that the report speaks of
    sections: dict[str, Section]
    paragraph: Span = (-1, -1)
    governing: Time | None = None
    lasting: Time | None = None  # goes on governing, under a heading that names several times
    section: str | None = None
    status: Status = "actual"
    firm: bool = False  # a heading has said the status
    default: str | None = None  # the period of all that says no other
    times: tuple[Time, ...] = ()  # every time in the text
    cues: tuple[tuple[int, Status], ...] = ()  # where words of status stand
    now: tuple[int, ...] = ()  # where a sentence turns to the present state
    present: bool = False  # whether this sentence has
    next_time: int = 0
    next_cue: int = 0
    headings: dict[str | None, tuple[Status | None, str | None]] = field(default_factory=dict)

    def sentence(self, start: int, end: int, section: str | None) -> list[Time]:
        """Take in a sentence (every one, in order); the times it says."""
        if section != self.section:
            if _top(section) != _top(self.section) or not self._several(section):
                self.lasting = None
            self.section = section
            said = self._heading(section)[0]
            self.status, self.firm = said or self.status, said is not None
            self.governing = self.lasting
        if not self.paragraph[0] <= start < self.paragraph[1]:
            line = self.text.find("\n", start)
            self.paragraph = (start, line if line >= 0 else len(self.text))
            if self.text[start] not in "—-":  # ——… goes on with the paragraph before
                self.governing = self.lasting
        first = self.next_cue
        while self.next_cue < len(self.cues) and self.cues[self.next_cue][0] < end:
            self.next_cue += 1
        if not self.firm and self.next_cue > first:
            inside = [status for at, status in self.cues[first : self.next_cue] if at >= start]
            if inside:
                self.status = "target" if "target" in inside else "actual"
        self.present = bisect_left(self.now, start) < bisect_left(self.now, end)
        times: list[Time] = []
        while self.next_time < len(self.times) and self.times[self.next_time].start < end:
            time = self.times[self.next_time]
            self.next_time += 1
            if time.start >= start:
                times.append(time)
                leads = time.start - self.paragraph[0] <= HEAD or time.start - start <= OPENING
                compared = self.text[time.start - 1 : time.start] in ("比", "较")
                if leads and not compared and _yearly(time.period):
                    self.governing = time
                    if time.start - self.paragraph[0] <= HEAD and self._several(section):
                        self.lasting = time
        return times

    def read(
        self, one: Draft, tokens: list[Token], times: list[Time]
    ) -> tuple[str | None, Status, list[str]]:
        """Period, status and the rules that said so, for one draft of the sentence last taken in."""
        before = one.quantity.start
        left = tokens[one.left].start
        said = [t for t in times if t.end <= before and not _inside(t, one.basis)]
        own = [t for t in said if t.start >= left]
        time = own[-1] if own else None
        listed = one.role == "from" and one.joined in LIST  # 从2021年的A元和B元
        if time is None and (one.role != "from" or listed):
            earlier = [t for t in said if listed or (self._goes_on(t, tokens) and not self._loose(t, tokens))]
            time = earlier[-1] if earlier else None
        if time is None:
            time = self.governing
        if self.present:
            return time.period if time else None, "actual", [time.rule] if time else []
        period = time.period if time else self._heading(self.section)[1]
        fired = [time.rule] if time else []
        return period, self._planned(period), fired

    def _planned(self, period: str | None) -> Status:
        if self.firm or period is None or self.year is None or not period[:4].isdigit():
            return self.status
        return "target" if int(period[:4]) > self.year else self.status

    def _goes_on(self, time: Time, tokens: list[Token]) -> bool:
        """Whether a time holds beyond its own clause: whole years, or what the sentence begins with."""
        return _yearly(time.period) or time.start - tokens[0].start <= OPENING

    def _loose(self, time: Time, tokens: list[Token]) -> bool:
        """A time after 由, 从, 比, 较 speaks of one figure only."""
        previous = [t.letter for t in tokens if t.end <= time.start]
        return bool(previous) and previous[-1] in "FBP"

    def _period(self, rule: Rule, groups: dict[str, Any]) -> str | None:
        year = _year(groups.get("year"))
        if groups.get("plan"):
            first, last = plan_years(groups["plan"])
            return f"{first}-{last}"
        if "span" in rule.data:
            if self.plan is not None:
                return f"{self.plan[0]}-{self.plan[1]}"
            return f"{self.year - rule.data['span'] + 1}-{self.year}" if self.year else None
        if "offset" in rule.data:
            return str(self.year + rule.data["offset"]) if self.year else None
        if groups.get("quarter"):
            quarter = DIGITS.get(groups["quarter"]) or int(groups["quarter"])
            year = year or self.year
            return f"{year}-Q{quarter}" if year else None
        if year is None:
            return None
        if groups.get("month"):
            return f"{year}-{int(groups['month']):02}"
        second = _year(groups.get("year2"))
        return f"{year}-{second}" if second and second > year else str(year)

    def of_section(self, section: str | None) -> tuple[Status | None, str | None]:
        """Status and period that the headings over a place say."""
        return self._heading(section)

    def _heading(self, section: str | None) -> tuple[Status | None, str | None]:
        """Status and period as the nearest headings say them."""
        if section is None:
            return None, self.default
        if section not in self.headings:
            title = fold(self.sections[section].title)
            above = self._heading(self.sections[section].parent)
            status = self._title_status(title) or above[0]
            self.headings[section] = (status, self._title_period(title, status) or above[1])
        return self.headings[section]

    def _several(self, section: str | None) -> bool:
        """Whether the upmost heading of a section names more than one time."""
        top = self.sections.get(_top(section) or "")
        return top is not None and len(set(self._title_periods(fold(top.title)))) > 1

    def _title_status(self, title: str) -> Status | None:
        said = {
            rule.data["status"]
            for rule in self.rules.stage("periods")
            if rule.data["scope"] == "heading" and search(rule, title)
        }
        # a heading that names both, problems and plans, leaves it to the sentences
        return said.pop() if len(said) == 1 else None

    def _title_period(self, title: str, status: Status | None) -> str | None:
        """The period a heading says; of several, the first that is over, or for plans is to come."""
        said = self._title_periods(title)
        if len(said) > 1 and self.year is not None and status is not None:
            planned = status == "target"
            said = [one for one in said if (int(one[-4:]) > self.year) == planned] or said
        return said[0] if said else None

    def _title_periods(self, title: str) -> list[str]:
        """The periods a heading says, in the order of the rules."""
        said = []
        for rule in self.rules.stage("periods"):
            if rule.data["scope"] in ("time", "mention") and "offset" not in rule.data:
                for match in every(rule, title):
                    if (period := self._period(rule, match.groupdict())) and period[-4:].isdigit():
                        said.append(period)
        return said

    def _scan(self) -> None:
        """Find every time and every cue once, over the whole text."""
        times: list[Time] = []
        cues: list[tuple[int, Status]] = []
        now: list[int] = []
        for rule in self.rules.stage("periods"):
            scope = rule.data["scope"]
            if scope == "heading":
                cues += [
                    (match.start(), rule.data["status"])
                    for match in every(rule, self.text)
                    if _alone(self.text, match.start())
                ]
            if scope not in ("time", "cue", "now"):
                continue
            for match in every(rule, self.text):
                if scope == "now":
                    now.append(match.start())
                elif scope == "cue":
                    cues.append((match.start(), rule.data["status"]))
                elif (period := self._period(rule, match.groupdict())) is not None:
                    times.append(Time(match.start(), match.end(), period, rule.id))
        times.sort(key=lambda t: (t.start, -t.end))
        kept: list[Time] = []
        for time in times:
            if not kept or time.start >= kept[-1].end:
                kept.append(time)
        self.times, self.cues, self.now = tuple(kept), tuple(sorted(cues)), tuple(now)


def clock(
    text: str, rules: RuleSet, year: int | None, sections: tuple[Section, ...], title: str | None
) -> Clock:
    """A clock for one report. The plan is the one that 五年来 may mean: one that ends in the year."""
    counts: dict[tuple[int, int], int] = {}
    for rule in rules.stage("periods"):
        if rule.data["scope"] == "mention":
            for hit in every(rule, text):
                if hit["plan"]:
                    years = plan_years(hit["plan"])
                    counts[years] = counts.get(years, 0) + 1
    past = {years: n for years, n in counts.items() if year is None or years[1] == year}
    plan = max(past, key=lambda y: (past[y], y)) if past else None
    made = Clock(rules, text, year, plan, {s.id: s for s in sections})
    for rule in rules.stage("periods"):
        if title and rule.data["scope"] == "title" and (match := search(rule, fold(title))):
            made.default = match["year"]
    made._scan()
    return made


def plan_years(number: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十四 → 2021, 2025."""
    n = (10 + DIGITS.get(number[1:], 0)) if number[0] == "十" else DIGITS[number]
    first = {1: 1953, 2: 1958}.get(n, 1966 + 5 * (n - 3))
    return first, first + 4


def _top(section: str | None) -> str | None:
    return None if section is None else section.partition(".")[0]


def _alone(text: str, at: int) -> bool:
    """Whether a place is in a short line of its own with no stop: a heading, though none was seen there."""
    start = text.rfind("\n", max(0, at - LINE), at) + 1
    end = text.find("\n", at, at + LINE)
    if (start == 0 and at > LINE) or (end < 0 and len(text) - at > LINE):
        return False
    line = text[start : end if end >= 0 else len(text)].strip()
    return len(line) <= LINE and not any(stop in line for stop in "。；，")


def _yearly(period: str) -> bool:
    """Whole years govern what follows; a quarter or a month is of its own clause only."""
    return period.isdigit() or len(period) == 9


def _year(said: str | None) -> int | None:
    if not said:
        return None
    return int("".join(c if c.isdigit() and c.isascii() else str(DIGITS[c]) for c in said))


def _inside(time: Time, span: Span | None) -> bool:
    return span is not None and span[0] <= time.start and time.end <= span[1] + 1

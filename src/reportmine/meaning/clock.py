"""When a figure is of, and whether it is done or planned: words in the sentence, else the paragraph, else the
heading, else the year reported on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..language.lettering import Span, Token
from ..records import Notice, Section, Status
from ..rules.matching import every, first, search
from ..rules.matching import found as found_in
from ..rules.rule import Rule, RuleSet
from ..text.fold import fold
from ..text.sentences import line_end
from ..times.headingtimes import HeadingTimes, Said, by_words, past_plan
from ..times.timewords import Calendar, Time, first_year, is_span, is_years, last_year, plan_of, scoped
from .antecedents import LIST
from .indicators import Draft

OPENING = 4  # characters at the start of a sentence
LINE = 40  # characters; a longer line is no heading
HEAD = 16  # characters at the start of a paragraph in which a time governs all of it
NEXT = 2  # characters right before a time
AFTER = 10  # characters after a figure among which it is said that it was only aimed at


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of status in the text."""

    at: int
    status: Status
    rule: str
    ahead: bool = False
    """whether it looks ahead whatever the heading says: 下一步"""


@dataclass(frozen=True, slots=True)
class Found:
    """A time with how it was found."""

    time: Time
    near: bool
    """whether the figure's own sentence says it"""
    own: bool
    """whether the figure's own clause says it"""


@dataclass(slots=True)
class Clock:
    """What is known of time while a report is read from top to bottom."""

    rules: RuleSet
    text: str
    calendar: Calendar
    headings: HeadingTimes
    times: Sequence[Time] = ()  # every time in the text
    cues: Sequence[Cue] = ()  # every word of status
    now: Sequence[int] = ()  # where a sentence turns to the present state
    paragraph: Span = (-1, -1)
    governing: Time | None = None
    lasting: Time | None = None  # goes on governing, under a heading that names several times
    section: str | None = None
    said: Said = field(default_factory=Said)
    mood: tuple[Status, tuple[str, ...]] = ("actual", ())  # of sentences under no heading that says it
    present: bool = False  # whether this sentence speaks of the present state
    inside: Sequence[Cue] = ()  # the words of status of this sentence
    doubted: list[int] = field(default_factory=list)  # years that are over but spoken of as to come
    next_time: int = 0
    next_cue: int = 0

    @property
    def year(self) -> int | None:
        """The year reported on."""
        return self.calendar.year

    def sentence(self, start: int, end: int, section: str | None) -> list[Time]:
        """Take in a sentence (every one, in order); the times it says."""
        said = self.headings.over(section)
        if section != self.section:
            if _top(section) != _top(self.section) or not said.several:
                self.lasting = None
            if said.status is not None or _top(section) != _top(self.section):
                self.mood = said.status or "actual", said.rules[:1] if said.status else ()
            self.section, self.governing = section, self.lasting
        self.said = said
        if not self.paragraph[0] <= start < self.paragraph[1]:
            self.paragraph = (start, line_end(self.text, start))
            if self.text[start] not in "—-":  # ——… goes on with the paragraph before
                self.governing = self.lasting
        self._take_cues(start, end)
        self.present = bisect_left(self.now, start) < bisect_left(self.now, end)
        times: list[Time] = []
        while self.next_time < len(self.times) and self.times[self.next_time].start < end:
            time = self.times[self.next_time]
            self.next_time += 1
            if time.start >= start:
                times.append(time)
                self._govern(time, start)
        return times

    def _take_cues(self, start: int, end: int) -> None:
        """The words of status of a sentence. One that leads it sets the mood of those that follow."""
        first = self.next_cue
        while self.next_cue < len(self.cues) and self.cues[self.next_cue].at < end:
            self.next_cue += 1
        self.inside = [cue for cue in self.cues[first : self.next_cue] if cue.at >= start]
        if self.said.status is None:
            for cue in self.cues[first : self.next_cue]:
                if cue.at - start <= HEAD:
                    self.mood = cue.status, (cue.rule,)

    def _govern(self, time: Time, start: int) -> None:
        """A time that leads a paragraph or a sentence governs what follows."""
        if self._loose(time) or self._compared(time) or not is_years(time.period):
            return
        before = self.text[self.paragraph[0] : time.start]
        apart = "，" not in before or not self._says("predicate", time.end)  # 纯收入，1982年为270元
        if len(before) <= OPENING or (len(before) <= HEAD and apart):
            self.governing = time
            if self.said.several:
                self.lasting = time
        elif time.start - start <= OPENING:
            looks_back = self.said.period is not None and is_span(self.said.period)
            if is_span(time.period) or not looks_back:  # one year of those looked back on is of its sentence
                self.governing = time

    def read(
        self, one: Draft, tokens: list[Token], times: list[Time]
    ) -> tuple[str | None, Status, list[str]]:
        """Period, status and the rules that said so, for one draft of the sentence last taken in."""
        found = self._time(one, tokens, times)
        clause = self.text[tokens[one.left].start : one.quantity.start]
        period = found.time.period if found else self.said.period
        why = [found.time.rule] if found else list(self.said.rules[-1:])
        aimed = self._after("aimed", one.quantity.end)
        status, by = ("target", (aimed.id,)) if aimed else self._status(one, found, period)
        if one.role == "from" and status == "target" and not (found and found.own):
            return None, "actual", []  # what a planned change starts from is so already
        if status == "target" and aimed is None and not (found and found.near) and self._over(period):
            period, why = self._planned(period, found, by, why)
        if self.present and found is None and not self._over(period):
            period, why = self.headings.default.period, list(self.headings.default.rules)  # as things stand
        if period is not None and not is_span(period) and self._averaged(clause):
            span = self._span(times, one, self._over(period))
            period, why = (span[0], span[1] or why) if span else (period, why)
        if period is not None and is_span(period):
            period = self._point(period, one, found, clause) or period
        return period, status, [*why, *by]

    def _planned(
        self, period: str | None, found: Found | None, by: Sequence[str], why: list[str]
    ) -> tuple[str | None, list[str]]:
        """When something planned is of, where what stands before says a time that is over: what the heading
        plans for, else nothing; a time that leads the text it stands in is kept, with a warning."""
        if self.said.period is not None and not self._over(self.said.period):
            return self.said.period, list(self.said.rules[-1:])
        ahead = any(cue.ahead and cue.rule in by for cue in self.inside)
        if found is None or ahead:
            return None, []
        self._doubt(last_year(period) or 0)
        return period, why

    def _over(self, period: str | None) -> bool:
        """Whether a period is over, by the year reported on."""
        end, ended = last_year(period), self.calendar.ended
        return end is not None and ended is not None and end <= ended

    def _time(self, one: Draft, tokens: list[Token], times: list[Time]) -> Found | None:
        """The time said of a figure: in its clause, else before it in its sentence, else what governs."""
        left = tokens[one.left].start
        start = one.quantity.start
        said = [t for t in times if t.end <= start and not _inside(t, one.whole)]
        if said and start - said[-1].end <= 1:  # 比上年（36.9%）
            return Found(said[-1], True, True)
        said = [t for t in said if not _inside(t, one.basis)]
        own = [t for t in said if t.start >= left and not self._compared(t)]
        if own:
            return Found(own[-1], True, True)
        listed = one.role == "from" and one.joined in LIST  # 从2021年的A元和B元
        if one.role == "from":
            earlier = [t for t in said if listed or self._loose(t)]
        else:
            earlier = [t for t in said if self._goes_on(t, tokens) and not self._loose(t)]
        earlier = [t for t in earlier if not self._compared(t) and not self._whole_year(t, one)]
        if earlier:
            return Found(earlier[-1], True, False)
        return Found(self.governing, False, False) if self.governing else None

    def _status(self, one: Draft, found: Found | None, period: str | None) -> tuple[Status, tuple[str, ...]]:
        """Whether a figure is done or planned. A year that is over is never planned, nor one to come done."""
        if self.present:
            return "actual", ()
        cue = next((cue for cue in reversed(self.inside) if cue.at < one.quantity.start), None)
        first, last, year = first_year(period), last_year(period), self.calendar.ended
        if found and first and last and year is not None and (found.near or self.said.status is None):
            if last <= year and cue and cue.status == "target" and cue.at >= found.time.start:
                self._doubt(last)
                return cue.status, (cue.rule,)
            if last <= year:
                return "actual", ()
            if first > year:
                return "target", ()
        if cue and cue.ahead and cue.status == "target":
            return cue.status, (cue.rule,)
        if self.said.status is not None:
            return self.said.status, self.said.rules[:1]
        return (cue.status, (cue.rule,)) if cue else self.mood

    def _doubt(self, year: int) -> None:
        """The text plans for a time that is over by what is known of it: one notice a year."""
        if year not in self.doubted:
            self.doubted.append(year)

    def _says(self, scope: str, at: int) -> bool:
        return self._after(scope, at) is not None

    def _after(self, scope: str, at: int) -> Rule | None:
        """The rule of a scope that matches right after a place."""
        rules = scoped(self.rules, scope)
        return first(rules, self.text, at, at + AFTER)

    def _before(self, scope: str, clause: str) -> bool:
        return found_in(scoped(self.rules, scope), clause)

    def _averaged(self, clause: str) -> bool:
        """Whether a figure is an average over years: it is of several, never of one."""
        return self._before("average", clause)

    def _span(self, times: list[Time], one: Draft, over: bool) -> tuple[str, list[str]] | None:
        """The years an average is over: those between two said before it, else those that headings name."""
        said = [t for t in times if t.end <= one.quantity.start]
        years = [int(t.period) for t in said if t.period.isdigit()]
        if len(years) > 1 and years[-2] < years[-1]:
            return f"{years[-2] + 1}-{years[-1]}", [said[-1].rule]
        for time in (self.governing, self.lasting):
            if time is not None and is_span(time.period):
                return time.period, [time.rule]
        if self.said.period is not None and is_span(self.said.period):
            return self.said.period, list(self.said.rules[-1:])
        plan = self.calendar.plan  # it ends in the year reported on, where that is known
        return (f"{plan[0]}-{plan[1]}", []) if over and plan is not None else None

    def _point(self, span: str, one: Draft, found: Found | None, clause: str) -> str | None:
        """The one year of a span that a figure is of: a level, a rank, what something has come to stand at
        its end, and what it came from at its beginning, where both years are said."""
        if one.role == "to":
            return span[-4:]
        if one.role == "from":
            time = found.time if found and found.near else None
            return span[:4] if time and span[:4] in self.text[time.start : time.end] else None
        if one.role != "level" or one.action or self._before("sum", clause):
            return None
        if not one.stands and self._before("events", one.quantity.unit or ""):
            return None
        if one.quantity.kind in ("rank", "percent") or found is None or not found.near:
            return span[-4:]
        if span[:4] in self.text[found.time.start : found.time.end]:
            return None  # 2022年至2024年 is said of all that is counted in it
        between = self.text[found.time.end : one.quantity.start]  # 五年期间，投资达8亿元 is of all of them
        return span[-4:] if one.stands and between.count("，") > 1 else None

    def _goes_on(self, time: Time, tokens: list[Token]) -> bool:
        """Whether a time holds beyond its own clause: whole years, or what the sentence begins with."""
        return is_years(time.period) or time.start - tokens[0].start <= OPENING

    def _whole_year(self, time: Time, one: Draft) -> bool:
        """Whether a part of a year is over: 下半年加快，全年增长5%."""
        between = self.text[time.end : one.quantity.start]
        return not is_years(time.period) and self._before("whole", between)

    def _loose(self, time: Time) -> bool:
        """Whether a time speaks of one figure only: 由2020年的3个增至2024年的5个."""
        return not is_span(time.period) and self._follows("bound", time)

    def _compared(self, time: Time) -> bool:
        """Whether a time is only compared with: 比2020年, 是2020年的2.4倍."""
        return self._follows("against", time) or self._says("multiple", time.end)

    def _follows(self, scope: str, time: Time) -> bool:
        """Whether a word of a scope stands right before a time."""
        before = self.text[max(0, time.start - NEXT) : time.start]
        return bool(before) and self._before(scope, before)

    @property
    def notices(self) -> Sequence[Notice]:
        """Where the text and what is known of its year disagree."""
        spoken = (past_plan("the text", year, self.year) for year in self.doubted)
        return [*self.headings.notices, *spoken]


def clock(
    text: str, rules: RuleSet, year: int | None, sections: tuple[Section, ...], title: str | None
) -> Clock:
    """A clock for one report."""
    default = _default(rules, year, title)
    calendar = Calendar(year, plan_of(text, rules, year), default.status == "target")
    headings = HeadingTimes(rules, calendar, {s.id: s for s in sections}, default)
    times = calendar.said(text, rules)
    cues, now = _cues(text, rules)
    return Clock(rules, text, calendar, headings, times, cues, now)


def _default(rules: RuleSet, year: int | None, title: str | None) -> Said:
    """The period of all that says no other: the year a bulletin names, else the year reported on; that a
    budget plans for its year."""
    for rule in scoped(rules, "title") if title else ():
        if hit := search(rule, fold(title or "")):
            return Said(rule.data.get("status"), hit["year"], (rule.id,))
    for rule in scoped(rules, "report") if year is not None else ():
        return Said(None, str(year), (rule.id,))
    return Said()


def _cues(text: str, rules: RuleSet) -> tuple[list[Cue], list[int]]:
    """Every word of status, and every place where the text turns to the present state."""
    cues: list[Cue] = []
    for rule in scoped(rules, "heading"):
        for hit in every(rule, text):
            if (line := _alone(text, hit.start())) and (status := by_words(line, rules)[0]):
                cues.append(Cue(hit.start(), status, rule.id))
    for rule in scoped(rules, "cue"):
        ahead = bool(rule.data.get("ahead"))
        cues += [Cue(hit.start(), rule.data["status"], rule.id, ahead) for hit in every(rule, text)]
    now = [hit.start() for rule in scoped(rules, "now") for hit in every(rule, text)]
    return sorted(cues, key=lambda cue: cue.at), sorted(now)


def _top(section: str | None) -> str | None:
    return None if section is None else section.partition(".")[0]


def _alone(text: str, at: int) -> str | None:
    """The short line with no stop in which a place is: a heading, though none was seen there."""
    start = text.rfind("\n", max(0, at - LINE), at) + 1
    end = text.find("\n", at, at + LINE)
    if (start == 0 and at > LINE) or (end < 0 and len(text) - at > LINE):
        return None
    line = text[start : end if end >= 0 else len(text)].strip()
    return line if len(line) <= LINE and not any(stop in line for stop in "。；，") else None


def _inside(time: Time, span: Span | None) -> bool:
    return span is not None and span[0] <= time.start and time.end <= span[1] + 1

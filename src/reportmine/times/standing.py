"""What stands of time at each sentence: what its headings say, what leads its paragraph, what it says itself.

A report is read from the top down: what stands at a sentence follows from what stood at the one before.
"""

from __future__ import annotations

from bisect import bisect_left

from ..dataclass import dataclass, replace
from ..records import Status
from ..rules.matching import every, first, first_match, found
from ..rules.rule import Rule, RuleSet
from ..text.sentences import line_end
from . import matched
from .headingtimes import Said, line_status
from .timewords import Calendar, Time, scoped

OPENING = 4  # characters at the start of a sentence
LINE = 40  # characters; a longer line is no heading
HEAD = 16  # characters at the start of a paragraph in which a time governs all of it
NEXT = 24  # characters before a time, in which words right before it say something of it
AFTER = 10  # characters in which a rule that begins at a place says something of it
COLONS = ("：", ":")  # end a sentence that announces what follows it
ON = "—-"  # a line that begins with one of these goes on with the paragraph before

Mood = tuple[Status, tuple[str, ...]]  # a status, and the rules that say it


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of status in the text."""

    at: int
    status: Status
    rule: str
    ahead: bool = False
    """whether it looks ahead whatever the heading says: 下一步"""
    heads: bool = False
    """whether it is that of a line that stands alone"""
    time: Time | None = None
    """the time that such a line names"""


@dataclass(frozen=True, slots=True)
class Words:
    """A text with every word of time in it, found once, in order."""

    text: str
    rules: RuleSet
    times: tuple[Time, ...]
    cues: tuple[Cue, ...]
    now: tuple[int, ...]
    """where a sentence turns to the present state"""
    time_starts: tuple[int, ...]
    cue_starts: tuple[int, ...]

    def times_in(self, start: int, end: int) -> tuple[Time, ...]:
        """The times that begin in a part of the text."""
        first = bisect_left(self.time_starts, start)
        return self.times[first : bisect_left(self.time_starts, end, first)]

    def cues_in(self, start: int, end: int) -> tuple[Cue, ...]:
        """The words of status that begin in a part of the text."""
        first = bisect_left(self.cue_starts, start)
        return self.cues[first : bisect_left(self.cue_starts, end, first)]

    def follows(self, scope: str, at: int) -> Rule | None:
        """The rule of a scope that matches right after a place."""
        return first(scoped(self.rules, scope), self.text, at, at + AFTER)

    def says(self, scope: str, part: str) -> bool:
        """Whether a rule of a scope is found in a part of the text."""
        return found(scoped(self.rules, scope), part)

    def before(self, scope: str, time: Time) -> bool:
        """Whether a word of a scope stands right before a time."""
        part = self.text[max(0, time.start - NEXT) : time.start]
        return bool(part) and self.says(scope, part)

    def loose(self, time: Time) -> bool:
        """Whether a time speaks of one figure only: 由2020年的3个增至2024年的5个, 2020年结转的38件."""
        bound = self.before("bound", time) or self.follows("carried-over", time.end) is not None
        return not time.period.several and bound

    def differs(self, time: Time) -> bool:
        """Whether what follows a time is a difference to it: 比1954年多."""
        return self.before("against", time) and self.follows("differs", time.end) is not None

    def deadline(self, time: Time, said: Said) -> bool:
        """Whether it is one by which a part of a plan for several years is to be done: 2018年底前，完成."""
        if said.status != "target" or said.period is None or time.period.several:
            return False
        within = said.period.first_year <= time.period.first_year < said.period.last_year
        return within and self.follows("deadline", time.end) is not None

    def plans(self, start: int, said: Said) -> bool:
        """Whether a sentence opens with the plan that the title names: 1957年计划的指标."""
        if said.status != "target" or said.period is None:
            return False
        hit = first_match(scoped(self.rules, "named"), self.text, start, start + 2 * NEXT)
        return hit is not None and matched.number(hit.groupdict(), "year") == said.period.first_year

    def open(self, time: Time) -> bool:
        """Whether it has one end only: 2003年以来, 2005年以前, 2019年底前."""
        return self.says("open", self.text[time.start : time.end + AFTER // 2])

    def object(self, time: Time) -> bool:
        """Whether it is of what something is done to: 结转2026年度. One with two ends is of both."""
        return (self.open(time) or not time.period.several) and self.before("object", time)

    def describes(self, time: Time) -> bool:
        """Whether it says which thing is spoken of, and begins with it: 2000年以前的12万卷档案."""
        return self.open(time) and self.follows("of-thing", time.end) is not None

    def compared(self, time: Time) -> bool:
        """Whether a time is only compared with: 比2020年, 是2020年的2.4倍."""
        return self.before("against", time) or self.follows("multiple", time.end) is not None


UNSAID = Said()


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands at one sentence, before any figure of it is asked."""

    section: str | None = None
    said: Said = UNSAID
    """what the headings over it say"""
    paragraph: tuple[int, int] = (-1, -1)
    governing: Time | None = None
    """the time that leads the paragraph, or a sentence of it before this one"""
    lasting: Time | None = None
    """the time that goes on governing, under a heading that names several"""
    listed: Time | None = None
    """the time that governed where lines with a dash began"""
    announced: tuple[Time, str] | None = None
    """the time of a sentence that announces the sections under its own, and that section"""
    mood: Mood = ("actual", ())
    """of sentences under no heading that says a status"""
    times: tuple[Time, ...] = ()
    """that the sentence says"""
    cues: tuple[Cue, ...] = ()
    """its words of status"""
    present: bool = False
    """whether it speaks of the present state"""


def words(text: str, rules: RuleSet, calendar: Calendar) -> Words:
    """Every word of time in a text."""
    now = sorted(hit.start() for rule in scoped(rules, "now") for hit in every(rule, text))
    times, cues = tuple(calendar.said(text, rules)), _cues(text, rules, calendar)
    starts = tuple(time.start for time in times), tuple(cue.at for cue in cues)
    return Words(text, rules, times, cues, tuple(now), *starts)


def sentence(
    before: Standing, words: Words, start: int, end: int, section: str | None, said: Said
) -> Standing:
    """What stands at a sentence, by what stood at the one before, its section and what the headings say."""
    here = _under(before, section, said)
    if not here.paragraph[0] <= start < here.paragraph[1]:
        here = _new_line(here, words, start)
    cues = words.cues_in(start, end)
    named = words.times_in(start, end)
    said_here = [_meant(time, here) for time in named if not words.follows("document", time.end)]
    times = tuple([time for time in said_here if time is not None])
    present = bisect_left(words.now, start) < bisect_left(words.now, end)
    mood = _mood(here, start, cues)
    if here.times != times or here.cues != cues or here.present != present or here.mood != mood:
        here = replace(here, times=times, cues=cues, present=present, mood=mood)  # most sentences say none
    if here.lasting is not None and words.plans(start, here.said):
        here = replace(here, governing=None, lasting=None)
    for time in times:
        here = _led(here, words, time, start)
    if section == before.section and here.cues and here.cues[0].heads:  # not seen as a heading
        here = _headed(here, here.cues[0])
    announces = section is not None and words.text[start:end].rstrip()[-1:] in COLONS
    return _announcing(here, start, end) if announces else here


def _headed(here: Standing, line: Cue) -> Standing:
    """What a line says of time that stands alone as headings do: a time, or that what comes is planned."""
    if line.time is not None or line.status == "target":
        return replace(here, governing=line.time, lasting=line.time)
    return here


def _meant(time: Time, here: Standing) -> Time | None:
    """What a time means where it stands: so many years are those that headings speak of, else those spoken of
    last, where they are as many; of more years nobody says which; under plans, no past ones."""
    heading = here.said.period
    meant = time.under(heading)
    if not (meant.headed and meant.period.several) or meant.period == heading:
        return meant
    if here.governing is not None:
        meant = meant.under(here.governing.period)
    if heading is None or meant is not time:
        return meant
    of_more = heading.several and heading.years > meant.period.years
    past = here.said.status == "target" and meant.period.over(heading.first_year - 1)
    return None if of_more or past else meant


def _new_line(here: Standing, words: Words, start: int) -> Standing:
    """A line with a dash goes on with the paragraph before its list, and not with another line of it."""
    before, text = here.paragraph[0], words.text
    goes_on = text[start] in ON
    first = not (0 <= before < len(text) and text[before] in ON)
    listed = here.governing if first else here.listed
    return replace(
        here,
        paragraph=(start, line_end(text, start)),
        governing=listed if goes_on else here.lasting,
        listed=listed if goes_on else None,
    )


def _announcing(here: Standing, start: int, end: int) -> Standing:
    """2021年重点抓好以下工作：, and headings under it: the year is that of all they stand over."""
    led = next((time for time in here.times if time.start - start <= OPENING and time.period.whole), None)
    if led is None or here.section is None or end < here.paragraph[1]:
        return here
    return replace(here, announced=(led, here.section))


def _under(before: Standing, section: str | None, said: Said) -> Standing:
    """A new heading ends what governed; a new part of the report, or a heading with a status, the mood."""
    if section == before.section:
        return before if said is before.said else replace(before, said=said)
    parted = _top(section) != _top(before.section)
    lasting = None if parted or not said.several else before.lasting
    announced = before.announced
    if announced is not None and (section or "").startswith(f"{announced[1]}."):
        lasting = announced[0]
    else:
        announced = None
    mood = before.mood
    if said.status is not None or parted:
        mood = said.status or "actual", said.rules[:1] if said.status else ()
    return replace(
        before,
        section=section,
        said=said,
        lasting=lasting,
        governing=lasting,
        announced=announced,
        mood=mood,
    )


def _mood(here: Standing, start: int, cues: tuple[Cue, ...]) -> Mood:
    """A word of status that leads a sentence sets the mood of those that follow, where no heading does."""
    if here.said.status is not None:
        return here.mood
    leading = [cue for cue in cues if cue.at - start <= HEAD]
    return (leading[-1].status, (leading[-1].rule,)) if leading else here.mood


def _led(here: Standing, words: Words, time: Time, start: int) -> Standing:
    """A time that leads a paragraph or a sentence governs what follows; a part of a year only its clause."""
    if words.loose(time) or words.compared(time) or words.deadline(time, here.said):
        return here
    said = words.text[start : time.start].strip()
    if words.object(time) or words.describes(time):
        return here
    if said and words.open(time) and not words.says("opens", said):
        return here
    before = words.text[here.paragraph[0] : time.start]
    if not (time.period.whole or time.period.several):  # a month is of its clause, 1—9月 of the paragraph
        lasts = time.period.length > 1 or words.before("as-of", time)
        return replace(here, governing=time) if len(before) <= OPENING and lasts else here
    apart = "，" not in before or not words.follows("predicate", time.end)  # 纯收入，1982年为270元
    if len(before) <= OPENING or (len(before) <= HEAD and apart):
        return replace(here, governing=time, lasting=time if here.said.several else here.lasting)
    looks_back = here.said.period is not None and here.said.period.several
    if time.start - start <= OPENING and (time.period.several or not looks_back):
        return replace(here, governing=time)  # one year of those looked back on is of its sentence
    return here


def _cues(text: str, rules: RuleSet, calendar: Calendar) -> tuple[Cue, ...]:
    """Every word of status: those of headings where they stand alone on a line. None that names a year that
    is over is one of a goal: 下降到2022年的22.8%."""
    ended = calendar.ended
    cues: list[Cue] = []
    for rule in scoped(rules, "heading"):
        for hit in every(rule, text):
            if (line := _alone(text, hit.start())) and (status := line_status(line, rules, calendar)):
                named = next(calendar.named(line, rules), None)
                time = Time(hit.start(), hit.end(), *named) if named is not None else None
                cues.append(Cue(hit.start(), status, rule.id, heads=True, time=time))
    for rule in scoped(rules, "cue"):
        ahead = bool(rule.data.get("ahead"))
        for hit in every(rule, text):
            year = matched.number(hit.groupdict(), "year")
            if year is None or ended is None or year > ended:
                cues.append(Cue(hit.start(), rule.data["status"], rule.id, ahead))
    return tuple(sorted(cues, key=lambda cue: cue.at))


def _alone(text: str, at: int) -> str | None:
    """The short line with no stop in which a place is: a heading, though none was seen there."""
    start = text.rfind("\n", max(0, at - LINE), at) + 1
    end = text.find("\n", at, at + LINE)
    if (start == 0 and at > LINE) or (end < 0 and len(text) - at > LINE):
        return None
    line = text[start : end if end >= 0 else len(text)].strip()
    return line if len(line) <= LINE and not any(stop in line for stop in "。；，") else None


def _top(section: str | None) -> str | None:
    return None if section is None else section.partition(".")[0]

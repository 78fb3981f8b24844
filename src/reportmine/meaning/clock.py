"""When a figure is of, and whether it is done or planned: what the sentence says, else what leads the
paragraph, else the heading, else the year reported on; with the rule that said it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ..dataclass import dataclass, replace
from ..expression import expression
from ..language.lettering import Span, clause_start
from ..language.token import CLAUSE_BREAKS, LIST, Token
from ..records import Notice, Section, Status
from ..rules.rule import RuleSet
from ..times import standing
from ..times.headingtimes import HeadingTimes, announced, audited, default, heading_times, past_plan, term
from ..times.period import Period
from ..times.standing import Standing, Words
from ..times.timewords import Calendar, Time, plan_of
from .reading import Draft

AT_ONCE = 1  # characters between a time and its figure: 比上年（36.9%）
AS_OF = 3  # characters before a time in which 截至 stands
DOING = "Vvw"  # letters of what is done to the thing after it
OBJECT = expression(
    "t+(?:[^VvEWUDXYZQ;|()]*Q|[^EWUDXYZQ;|()]*u[^EWUDXYZQ;|()]*Q)"
)  # of a thing, by its letters
NAMED = expression("t+a*[NSw]")  # with a noun right after it
ROW = expression(r"\|[^;|()Q]*Q(?:[,c]+Q)+(?![,c]*[^;,c]*Q)")  # 分别 with figures in a row, by letters
COMMAS = 1  # commas between a span and a figure that is of all of it: 五年期间，投资达8亿元

Rules = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a figure: when it is of, done or planned, by which rules."""

    period: Period | None
    status: Status
    rules: Rules
    doubt: int | None = None
    """the year that the text plans for though it is over by what is known of it"""


@dataclass(frozen=True, slots=True)
class Clock:
    """What one report says of time: its words and its headings."""

    words: Words
    headings: HeadingTimes
    audits: bool = False
    """whether the report is one on an audit, or on what was mended after one"""

    def sentence(self, before: Standing, start: int, end: int, section: str | None) -> Standing:
        """What stands at a sentence, by what stood at the one before it."""
        return standing.sentence(before, self.words, start, end, section, self.headings.over(section))

    def read(self, here: Standing, one: Draft, tokens: list[Token], before: Sequence[Told]) -> Told:
        """What is told of a figure of a sentence, `before` being what was told of those before it."""
        return _told(_Figure(self, here, one, tokens, before))

    def notices(self, doubts: Iterable[int | None]) -> list[Notice]:
        """Where the text and what is known of its year disagree: one notice a year."""
        years = dict.fromkeys(year for year in doubts if year is not None)
        reported = self.headings.calendar.year
        return [*self.headings.notices, *(past_plan("the text", year, reported) for year in years)]


def clock(
    text: str,
    rules: RuleSet,
    year: int | None,
    sections: tuple[Section, ...],
    title: str | None,
    given: int | None = None,
) -> Clock:
    """The clock of one report, on a year and given in one."""
    unsaid = default(rules, year, title)
    ahead = unsaid.period if unsaid.status == "target" else None
    ended = Calendar(year, None, given, ahead).ended
    audits = audited(rules, title)
    after = audits and audited(rules, title, "audits-of-year")
    calendar = Calendar(year, plan_of(text, rules, ended), given, ahead, audits, term(rules, title), after)
    unsaid = announced(text, rules, calendar, unsaid, title, sections)
    headings = heading_times(sections, rules, calendar, unsaid)
    return Clock(standing.words(text, rules, calendar), headings, audits)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure that asks, in its sentence."""

    clock: Clock
    here: Standing
    one: Draft
    tokens: list[Token]
    earlier: Sequence[Told]
    """what was told of the figures before it in its sentence"""

    @property
    def words(self) -> Words:
        return self.clock.words

    @property
    def start(self) -> int:
        return self.one.quantity.start

    @property
    def clause(self) -> int:
        """Where its own stretch of the sentence begins."""
        return self.tokens[self.one.left].start

    @property
    def ended(self) -> int | None:
        return self.clock.headings.calendar.ended

    @property
    def titled(self) -> bool:
        """Whether it is the title that says the status, and no heading: a time that leads goes before it."""
        said, unsaid = self.here.said, self.clock.headings.default
        return said.status is not None and (said.status, said.rules) == (unsaid.status, unsaid.rules)

    def before(self, start: int) -> str:
        """The text from a place to the figure."""
        return self.words.text[start : self.start]


@dataclass(frozen=True, slots=True)
class _When:
    """A period, and the rules that said it."""

    period: Period | None
    rules: Rules

    @property
    def span(self) -> bool:
        return self.period is not None and self.period.several

    def over(self, year: int | None) -> bool:
        return self.period is not None and self.period.over(year)


@dataclass(frozen=True, slots=True)
class _Found:
    """A time with how it was found."""

    time: Time
    near: bool
    """whether the figure's own sentence says it"""
    own: bool
    """whether the figure's own clause says it"""


@dataclass(frozen=True, slots=True)
class _Status:
    """Whether a figure is done or planned, by which rules."""

    status: Status
    rules: Rules = ()
    aimed: bool = False
    """whether it is said after the figure that it was only aimed at"""
    doubt: int | None = None


def _told(figure: _Figure) -> Told:
    """The time said of a figure settles its status, and the status which time can be meant."""
    found = _found(figure)
    when = _When(found.time.period, (found.time.rule,)) if found else _headed(figure)
    status = _status(figure, found)
    planned = status.status == "target"
    if figure.one.role == "from" and planned and not (found and found.own):
        return Told(None, "actual", (), status.doubt)  # what a planned change starts from is so already
    if planned and not status.aimed and not (found and found.near) and when.over(figure.ended):
        when, doubt = _planned(figure, found, when, status.rules)
        status = replace(status, doubt=doubt or status.doubt)
    if figure.here.present and found is None and not when.over(figure.ended):
        unsaid = figure.clock.headings.default  # as things stand at its end
        when = _When(unsaid.period and Period.of(unsaid.period.last_year), unsaid.rules)
    if when.period is not None and not when.span:
        when = _averaged(figure, _between(figure, found, when))
    if when.period is not None and (each := _each(figure, _listed(figure, found), found)) is not None:
        return Told(each, status.status, (*when.rules, *status.rules), status.doubt)
    if when.period is not None and when.span and when.period.whole:
        when = _When(_point(figure, when.period, found) or when.period, when.rules)
    return Told(when.period, status.status, (*when.rules, *status.rules), status.doubt)


def _listed(figure: _Figure, found: _Found | None) -> Period | None:
    """The years that are told one after the other, up to a time: 2022年、2023年、2024年."""
    if found is None or not found.time.period.whole:
        return None
    span = found.time.period
    text, last = figure.words.text, found.time.start
    for time in reversed([time for time in figure.here.times if time.end <= last]):
        follows = time.period.whole and time.period.last_year + 1 == span.first_year
        if not follows or not figure.words.says("listed", text[time.end : last].strip()):
            break
        span, last = Period.of(time.period.first_year, span.last_year), time.start
    return span if span.several else None


def _each(figure: _Figure, span: Period | None, found: _Found | None) -> Period | None:
    """The year of a figure, where as many stand in a row as the span has years: 2011年至2013年分别为7亿元、
    5亿元和4亿元."""
    if span is None or found is None or not found.near:
        return None
    letters = "".join(token.letter for token in figure.tokens)
    row = next((hit for hit in ROW.finditer(letters) if hit.start() < figure.one.at < hit.end()), None)
    if row is None or figure.tokens[row.start()].start < found.time.end:
        return None
    told = [at for at in range(*row.span()) if letters[at] == "Q"]
    between = letters[: row.start()]
    first = bisect_right(figure.tokens, found.time.start, key=lambda token: token.start)
    if (
        len(told) != span.years
        or "," in between[first:]
        or "c" in between[first:]
        or figure.one.at not in told
    ):
        return None
    return Period.of(span.first_year + told.index(figure.one.at))


def _headed(figure: _Figure) -> _When:
    """What the headings say."""
    said = figure.here.said
    return _When(said.period, said.rules[-1:])


def _found(figure: _Figure) -> _Found | None:
    """The time said of a figure: in its clause, else before it in its sentence, else what governs."""
    one, words = figure.one, figure.words
    said = [t for t in figure.here.times if t.end <= figure.start and not _inside(t, one.whole)]
    said = [t for t in said if not _of_a_thing(figure, t)]
    apart = said and (words.follows("multiple", said[-1].end) or words.differs(said[-1]))
    if said and figure.start - said[-1].end <= AT_ONCE and not apart:
        return _Found(said[-1], True, True)
    said = [t for t in said if not _inside(t, one.basis)]
    for time in reversed(said):
        if time.start >= figure.clause and not words.compared(time):
            return _Found(time, True, True)
    for time in reversed(said):
        if _carries(figure, time):
            return _Found(time, True, False)
    governing = figure.here.governing
    return _Found(governing, False, False) if governing and not _whole_year(figure, governing) else None


def _carries(figure: _Figure, time: Time) -> bool:
    """Whether a time said earlier in the sentence holds for the figure too: whole years, months to months, or
    what the sentence begins with, and not what is said of another figure only."""
    words, one = figure.words, figure.one
    loose = words.loose(time)
    if one.role == "from":
        holds = loose or one.joined in LIST  # 从2021年的A元和B元
    else:
        leads = time.start - figure.tokens[0].start <= standing.OPENING
        stands = words.before("as-of", time)
        holds = not loose and (time.period.whole or time.period.of_months or leads or stands)
        holds = holds or (not loose and words.follows("deadline", time.end) is not None)
    compared = words.compared(time) and not (loose and one.role == "from")  # 同1976年相比，由3亿元增至5亿元
    return holds and not (compared or _whole_year(figure, time) or _parted(figure, time))


def _of_a_thing(figure: _Figure, time: Time) -> bool:
    """Whether a time says which thing something is done to, and not when: 清理2003年以来的积案436件. The
    object of a verb begins with it; a time that the headings speak of is the time of both."""
    words, tokens = figure.words, figure.tokens
    if words.before("examined", time) and any(
        other.end <= time.start and not other.period.whole for other in figure.here.times
    ):
        return True  # 2018年1月至4月，对18个省份2017年公路管理情况进行审计
    heading = figure.here.said.period
    if heading is not None and time.period in heading:
        return False
    if words.object(time) or words.describes(time):
        return True
    at = bisect_right(tokens, time.start, key=lambda token: token.start) - 1
    if at < 1 or tokens[at - 1].letter not in DOING:
        return False
    letters = "".join(token.letter for token in tokens[at:])
    if _led_before(figure, time) and NAMED.match(letters):
        return True
    return words.open(time) and OBJECT.match(letters) is not None


def _led_before(figure: _Figure, time: Time) -> bool:
    """Whether a sentence begins with another time, which holds again where the clause with this one is over:
    2024年，我市推进“十四五”时期各项任务，考核居第4位."""
    first = figure.here.times[0]
    leads = first.start - figure.tokens[0].start <= standing.OPENING
    return first is not time and leads and time.end < figure.clause


def _parted(figure: _Figure, time: Time) -> bool:
    """Whether a time stands in one part of a sentence and the figure in another, and it does not lead both:
    粮食产量，1996年突破5亿吨；钢产量超过1亿吨."""
    near = time.start - figure.tokens[0].start <= standing.HEAD
    leads = near and not any(token.letter == "Q" and token.end <= time.start for token in figure.tokens)
    first, parted, _ = figure.before(time.end).partition("；")
    listed = any(colon in first for colon in ":：")  # what it is said before is told part by part
    return bool(parted) and not (leads or listed or figure.one.role == "from")


def _whole_year(figure: _Figure, time: Time) -> bool:
    """Whether a part of a year is left for the whole of it: 下半年加快，全年增长5%."""
    return not time.period.whole and figure.words.says("whole", figure.before(time.end))


def _status(figure: _Figure, found: _Found | None) -> _Status:
    """Whether a figure is done or planned. A year that is over is never planned, nor one to come done."""
    here, heading = figure.here, figure.here.said
    if aimed := figure.words.follows("aimed", figure.one.quantity.end):
        return _Status("target", (aimed.id,), aimed=True)
    if here.present:
        return _Status("actual")
    cue = next((cue for cue in reversed(here.cues) if cue.at < figure.start), None)
    planned = cue is not None and cue.status == "target"
    if found and figure.ended is not None and (found.near or heading.status is None or figure.titled):
        time = found.time
        if time.period.over(figure.ended):
            if cue and planned and cue.at >= time.start:
                return _Status("target", (cue.rule,), doubt=time.period.last_year)
            return _Status("actual")
        if time.period.after(figure.ended):
            done = _reached(figure, time) or (not planned and _gone_by(figure, time))
            return _Status("actual" if heading.status != "target" and done else "target")
    if cue and planned and cue.ahead:
        return _Status("target", (cue.rule,))
    if heading.status is not None:
        return _Status(heading.status, heading.rules[:1])
    return _Status(cue.status, (cue.rule,)) if cue else _Status(*here.mood)


def _reached(figure: _Figure, time: Time) -> bool:
    """Whether something is said to stand so at a time, which is then over: 截至2023年7月底，已整改301个."""
    words = figure.words
    told = words.text[max(0, time.start - AS_OF) : figure.tokens[-1].end]
    whole = words.text[figure.tokens[0].start : figure.tokens[-1].end]
    if figure.clock.audits and not words.says("yet-to-come", whole):
        return True  # an audit tells what was found, up to the day on which it is reported
    pairs = (("as-of", "already"), ("up-to", "done-by"))
    return any(words.before(stands, time) and words.says(done, told) for stands, done in pairs)


def _gone_by(figure: _Figure, time: Time) -> bool:
    """Whether the months of a year are told of as over, in a report given within it: 今年一至五月增长6%, and
    上半年 where it is compared with what was before."""
    part = time.period.part
    if part is None or time.period.length == 1 or time.period.first_year != (figure.ended or 0) + 1:
        return False
    counted = part.unit == "month" and part.first == 1
    return counted or figure.words.says("gone-by", figure.words.text[time.end : figure.tokens[-1].end])


def _planned(figure: _Figure, found: _Found | None, when: _When, by: Rules) -> tuple[_When, int | None]:
    """When something planned is of, where what stands before says a time that is over: what the heading plans
    for, else nothing; a time that leads the text it stands in is kept, and doubted."""
    heading = _headed(figure)
    if heading.period is not None and not heading.over(figure.ended):
        return heading, None
    ahead = any(cue.ahead and cue.rule in by for cue in figure.here.cues)
    if found is None or ahead:
        return _When(None, ()), None
    return when, found.time.period.last_year


def _averaged(figure: _Figure, when: _When) -> _When:
    """An average over years is of several, never of one: of those between two said before it, else of those
    that headings name, else of the plan that ends with the year reported on."""
    if not figure.words.says("average", figure.before(_together(figure))):
        return when
    here, heading, plan = figure.here, _headed(figure), figure.clock.headings.calendar.plan
    said = [t for t in here.times if t.end <= figure.start]
    years = [t.period.first_year for t in said if t.period.whole and not t.period.several]
    if len(years) > 1 and (years[-2] < years[-1] or figure.words.compared(said[-1])):  # or 是2002年的2倍
        first, last = sorted(years[-2:])
        return _When(Period.of(first + 1, last), (said[-1].rule,))
    ends = when.period.last_year if when.period is not None else None
    spans = [t for t in said if t.period.several and t.period.whole and t.period.last_year == ends]
    for time in (*spans[-1:], here.governing, here.lasting):
        if time is not None and time.period.several:
            return _When(time.period, (time.rule,))
    if heading.span:
        return _When(heading.period, heading.rules or when.rules)
    return _When(plan, when.rules) if when.over(figure.ended) and plan is not None else when


def _between(figure: _Figure, found: _Found | None, when: _When) -> _When:
    """The change from one year's level to another's is of the years between: 由2007年的51%提高到2012年的69%，
    提高18个百分点."""
    one, words = figure.one, figure.words
    if one.role != "change" or one.basis or found is None or found.own or not figure.earlier:
        return when
    runs_on = figure.earlier[-1].period
    if runs_on is not None and _goes_on(figure, found, runs_on):
        return _When(runs_on, figure.earlier[-1].rules)
    years = [
        t for t in figure.here.times if t.end <= figure.start and t.period.whole and not t.period.several
    ]
    if len(years) < 2 or found.time != years[-1] or not words.loose(years[-2]):
        return when
    first, last = (t.period.first_year for t in years[-2:])
    said = [told.period for told in figure.earlier[-2:]]
    if first >= last or said != [t.period for t in years[-2:]]:
        return when
    for span in (figure.here.governing, figure.here.lasting):
        if span is not None and span.period.several and span.period.last_year == last:
            return _When(span.period, (span.rule,))
    heading = _headed(figure)
    if heading.period is not None and heading.span and heading.period.last_year == last:
        return heading
    return _When(Period.of(first + 1, last), when.rules)


def _goes_on(figure: _Figure, found: _Found, span: Period) -> bool:
    """Whether a change goes on with one over years that end in the year said: 2025年达到163亿元，年均增长6%，
    位次前移11位."""
    ends = span.several and span.whole and span.last_year == found.time.period.last_year
    return ends and found.near and "；" not in figure.before(found.time.end)


def _together(figure: _Figure) -> int:
    """Where the words begin that are said of a figure and of those it is listed with: 年均增长9%和14%."""
    if figure.one.joined not in LIST or figure.one.role != "change":
        return figure.clause
    letters = "".join(token.letter for token in figure.tokens[: figure.one.left])
    return figure.tokens[clause_start(letters, len(letters), CLAUSE_BREAKS)].start


def _point(figure: _Figure, span: Period, found: _Found | None) -> Period | None:
    """The one year of a span that a figure is of: a level, a rank, what something has come to stand at its
    end, and what it came from at its beginning, where both years are said."""
    one, words = figure.one, figure.words
    first, last = Period.of(span.first_year), Period.of(span.last_year)
    time = found.time if found and found.near else None
    begins = time is not None and str(first) in words.text[time.start : time.end]
    if one.role == "to":
        return last
    if one.role == "from":
        return first if begins else None
    done = (bool(one.action) and not _undone(figure)) or _doing(figure)
    if one.role != "level" or done or words.says("sum", figure.before(figure.clause)):
        return None
    if _summed_before(figure, span) or _sum_of_those(figure, span):
        return None
    if not one.stands and words.says("events", one.quantity.unit or ""):
        return None
    if _of_the_same(figure, span) or _part_of_those(figure, span):
        return None
    if one.quantity.kind in ("rank", "percent") or time is None:
        return last
    if one.quantity.kind == "ratio" and last in _lent(figure):
        return last
    if begins:
        return None  # 2022年至2024年 is said of all that is counted in it
    return last if one.stands and figure.before(time.end).count("，") > COMMAS else None


def _doing(figure: _Figure) -> bool:
    """Whether what is counted is by its name something that was done: 易地搬迁2870户, 退耕还林370万亩."""
    one, words = figure.one, figure.words
    if one.stands or not one.item or one.quantity.kind not in ("count", "measure"):
        return False
    start, end = one.item[-1]
    if words.says("deed", words.text[start:end]):
        return True
    nominal = any(token.end == end and token.letter in DOING for token in figure.tokens)
    return nominal and not words.says("stock", figure.before(figure.clause))


def _undone(figure: _Figure) -> bool:
    """Whether an action is one that was not done, and so a state in which something stands: 未按期完工."""
    start = figure.one.action[0][0]
    return any(token.start == start and token.sense.undone for token in figure.tokens)


def _summed_before(figure: _Figure, span: Period) -> bool:
    """Whether a figure goes on with a list of sums over a span: 累计接待游客17亿人次、旅游花费1.3万亿元.

    What is only left at the end of it (余额), or is a share or a rank, is no sum.
    """
    one = figure.one
    if one.joined not in LIST or not figure.earlier or figure.earlier[-1].period != span or one.stands:
        return False
    if one.quantity.kind in ("rank", "percent", "ratio") or figure.words.says(
        "stock", figure.before(figure.clause)
    ):
        return False
    letters = "".join(token.letter for token in figure.tokens[: one.left])
    start = clause_start(letters, len(letters), CLAUSE_BREAKS)
    return figure.words.says("sum", figure.before(figure.tokens[start].start))


def _sum_of_those(figure: _Figure, span: Period) -> bool:
    """Whether an amount is of what was done over a span: 五年来审结案件3.2万件，标的额186亿元."""
    one = figure.one
    if one.quantity.kind != "money" or one.stands or one.joined != ";" or not figure.earlier:
        return False
    stock = figure.words.says("stock", figure.before(figure.clause))
    return figure.earlier[-1].period == span and not stock


def _of_the_same(figure: _Figure, span: Period) -> bool:
    """Whether a figure is a share of one before it that is of a whole span (累计支出727亿元，占47%), or so
    many times as much, or of all that was counted over it: 三类案件占批捕总数的42%."""
    one = figure.one
    summed = figure.earlier and figure.earlier[-1].period == span
    if summed and one.whole is not None and figure.words.says("total", figure.words.text[slice(*one.whole)]):
        return True
    return span in _lent(figure)


def _lent(figure: _Figure) -> list[Period | None]:
    """What was told of the figure that a share or so many times is of, where it names nothing of its own."""
    one = figure.one
    shares = any(token.letter == "Z" for token in figure.tokens[one.left : one.at])
    if not shares and one.quantity.kind != "ratio":
        return []
    if any(end > figure.clause for _, end in one.item):
        return []
    lent = [loan.source for loan in one.loans if loan.field == "item" and loan.reason == "left-out"]
    return [figure.earlier[at].period for at in lent if at is not None]


def _part_of_those(figure: _Figure, span: Period) -> bool:
    """Whether a count is of some of those before it that are of a whole span: 审结8214人，其中厅级37人."""
    one = figure.one
    if one.quantity.kind != "count" or one.stands or not figure.earlier or figure.earlier[-1].period != span:
        return False
    said = figure.tokens[: one.at]
    units = [token.quantity.unit for token in said if token.quantity is not None]
    if not units or units[-1] != one.quantity.unit:
        return False
    letters = "".join(token.letter for token in said)
    return "I" in letters[clause_start(letters, len(letters), CLAUSE_BREAKS) :]


def _inside(time: Time, span: Span | None) -> bool:
    return span is not None and span[0] <= time.start and time.end <= span[1] + 1

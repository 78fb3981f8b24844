"""The year a report is on: what the text says of it, from the surest place to the weakest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import PurePath

from ..dataclass import dataclass, replace
from ..rules import matching
from ..rules.matching import Match
from ..text.fold import fold
from ..times import matched, numbered
from .titlepage import Page

FIRST, LAST = 1949, 2100  # years a report may be of
AUTUMN = 10  # a report given later in the year looks back on that year
OPENING = 1200  # characters of the text's beginning in which a session is that of this report
LEAD = 3000  # characters of the text's beginning in which a paragraph may begin with its year
BODY = 20_000  # characters in which the text may tell its year
LEAST = 3  # times a year must be told of for it to be taken for the report's
CLEAR = 1.5  # and so many times as often as the next one


@dataclass(frozen=True)
class Year:
    """The year reported on, and what it was guessed from where nothing says it."""

    number: int | None = None
    guess: str | None = None
    given: int | None = None  # in which the report is given, where the text says it


@dataclass(frozen=True)
class _Known:
    """What else is known of the report."""

    page: Page
    title: str | None
    session: Match | None
    given: Match | None
    published: date | None
    signed: date | None

    @property
    def name(self) -> str:
        return fold(self.title or "")

    @property
    def work(self) -> bool:
        """Whether it is a report of work, which looks back on the year before it is given."""
        return not self.name or self.page.first("work", self.name) is not None

    @property
    def midyear(self) -> bool:
        """Whether it reports on a part of a year, and so in that year: 2018年上半年, 今年以来."""
        return self.page.first("midyear", self.name) is not None


def year(
    page: Page,
    title: str | None,
    session: Match | None,
    given: Match | None,
    published: date | None,
    signed: date | None,
) -> Year:
    """The year reported on, and that in which the report is given."""
    known = _Known(page, title, session, given, published, signed)
    told = _year(known)
    return replace(told, given=told.number if _closing(known) else _delivered(known))


def _year(known: _Known) -> Year:
    """A report of work looks back, a bulletin names its year."""
    for source in (_titled, _reviewed, _given, _past):
        if (number := source(known)) is not None:
            return Year(number)
    if (number := _planned(known)) is not None:
        led = _led(known)
        return Year(number) if led in (None, number) else Year(led, "a paragraph that opens with it")
    for source in (_named, _congress):
        if (number := source(known)) is not None:
            return Year(number)
    if (number := _led(known)) is not None:  # of a piece it may be one paragraph's only
        return Year(number, None if known.name or known.session else "a paragraph that opens with it")
    guesses: tuple[tuple[str, Callable[[_Known], int | None]], ...] = (
        ("the first line", _opened),
        ("a heading", _headed),
        ("the date of its signature", _signed),
        ("the day of its publication", _published),
        ("the plan it is on", _plan),
        ("the year its figures are of", _told),
        ("the name of the file", _filed),
    )
    for what, weak in guesses:
        if (number := weak(known)) is not None:
            return Year(number, what)
    return Year()


def _titled(known: _Known) -> int | None:
    """The year in the title: of what is carried out, that of the plan, or the first of a plan for several."""
    if known.work:
        return None
    for field in ("first-year", "year"):
        if (hit := known.page.first(field, known.name)) is not None:
            number = _number(hit)
            if number is None or not (_looked_back(known, number) or _sets_out_next(known, number)):
                return number
            return number - 1
    return None


def _looked_back(known: _Known, number: int) -> bool:
    """Whether a title names the year in which it is told how that before went: 2006年计划执行情况报告, and in
    it 一、2005年计划执行情况."""
    hits = (known.page.first(field, known.name) for field in ("review", "sets-out"))
    if number not in [_number(hit) for hit in hits if hit is not None]:
        return False
    told = list(_reviews(known))
    return bool(told) and told[0] == number - 1 and number not in told


def _sets_out_next(known: _Known, number: int) -> bool:
    """Whether a title names only the year to come, and looks back on what ended before it (总结和2021年安排);
    or a heading sets that year out, and another looks back on the plan that ended before it."""
    page = known.page
    if (hit := page.first("next-year", known.name)) is not None and _number(hit) == number:
        return True
    plans = (page.first("ended-plan", text) for text in (known.name, *page.sections))
    ended = [plan.last_year for hit in plans if hit and (plan := matched.plan(hit.groupdict(), "n"))]
    if number - 1 not in ended or number in _reviews(known):
        return False
    hits = (page.first("arranged", section) for section in page.sections)
    return number in [_number(hit) for hit in hits if hit is not None]


def _reviewed(known: _Known) -> int | None:
    return next(_reviews(known), None)


def _reviews(known: _Known) -> Iterator[int | None]:
    """The years that headings look back on."""
    hits = (known.page.first("review", section) for section in known.page.sections)
    return (_number(hit) for hit in hits if hit is not None)


def _given(known: _Known) -> int | None:
    """Reports are given to an assembly in the year after, or at the end of the year."""
    hit = known.session or known.given
    number = _number(hit) if hit is not None else None
    if hit is None or number is None:
        return None
    month = matched.number(hit.groupdict(), "m") or 0
    return number if known.midyear else _before(number, month)


def _closing(known: _Known) -> bool:
    """Whether it sums up a year as that ends, or a part of one: 今年 is the year reported on."""
    if known.midyear:
        return True
    return known.session is None and (known.page.first("closing", known.name) is not None or _ongoing(known))


def _ongoing(known: _Known) -> bool:
    """Whether the text speaks of the months of 今年 that are over: it is the year reported on."""
    text = known.page.text.folded[: known.page.front + BODY]
    return any(matching.search(rule, text) for rule in known.page.rules.get("ongoing", ()))


def _delivered(known: _Known) -> int | None:
    """The year of the day on which a report is given, signed or published."""
    hit = known.session or known.given
    if hit is not None and (number := _number(hit)) is not None:
        return number
    began = _session(known)
    if began is not None:
        return began[0]
    day = known.signed or known.published
    return day.year if day is not None else None


def _before(number: int, month: int) -> int:
    return number if month > AUTUMN else number - 1


def _past(known: _Known) -> int | None:
    """The year that the text calls the last one; the rule's value is how far it is from the report's."""
    text = known.page.text.folded[: known.page.front + BODY]
    for rule in known.page.rules.get("past", ()):
        if (hit := matching.search(rule, text)) is not None and (number := _number(hit)) is not None:
            return number + int(rule.data.get("value", "0"))
    return None


def _planned(known: _Known) -> int | None:
    for section in known.page.sections:
        if (hit := known.page.first("plan", section)) is not None and (number := _number(hit)) is not None:
            return number - 1
    return None


def _named(known: _Known) -> int | None:
    """A title names the year in which the report is given; that of the work where the text opens with it, or
    sets out the year after it.

    Courts and procuratorates name the year of the work, unless they say that it was given in that year.
    """
    hit = known.page.first("year", known.name)
    number = _number(hit) if hit is not None else None
    if number is None:
        return None
    if number in _set_out(known):
        return number - 1
    told = _led(known, OPENING) == number or number in _ended(known) or _ongoing(known)
    told = told or number + 1 in _spoken(known, "opens-with")
    return number if told or _of_its_work(known, number) else number - 1


def _set_out(known: _Known) -> set[int | None]:
    """The years that lines of the beginning set out, though they are not seen as headings: 2024年主要任务."""
    return _every_year(known, "set-out", 0, known.page.body + LEAD)


def _of_its_work(known: _Known, number: int) -> bool:
    """Whether the year in a title is that of the work though a report of work looks back: that of a court or
    a procuratorate, unless it speaks of the year before alone, or is dated in that year."""
    if known.page.first("of-the-work", known.name) is None:
        return False
    day = known.signed or known.published
    if day is not None and day.year == number and day.month <= AUTUMN:
        return False
    spoken = _spoken(known, "spoken")
    return number in spoken or number - 1 in _spoken(known, "set-against") or number - 1 not in spoken


def _spoken(known: _Known, field: str) -> set[int | None]:
    """The years that the text speaks of, or compares with."""
    return _every_year(known, field, known.page.body, known.page.front + BODY)


def _every_year(known: _Known, field: str, start: int, end: int) -> set[int | None]:
    """The years that the rules of a field find in a part of the text."""
    text, rules = known.page.text.folded[start:end], known.page.rules.get(field, ())
    return {_number(hit) for rule in rules for hit in matching.every(rule, text)}


def _ended(known: _Known) -> set[int]:
    """The years that the text speaks of as over: at which something has come to stand, or that after one with
    which what was done is compared; the rule's value is how far the one said is from it."""
    text = known.page.text.folded[: known.page.front + BODY]
    return {
        number + int(rule.data.get("value", "0"))
        for rule in known.page.rules.get("ended", ())
        for hit in matching.every(rule, text)
        if (number := _number(hit)) is not None
    }


def _congress(known: _Known) -> int | None:
    """By the number of the session it is given to, or of the one before."""
    began = _session(known)
    return _before(*began) if began is not None else None


def _session(known: _Known) -> tuple[int, int] | None:
    """Year and month of the session that a report is given to, by its number or that of the one before."""
    opening = known.page.text.folded[: known.page.body + OPENING]
    if (hit := known.page.first("since", opening)) is not None:
        years = matched.number(hit.groupdict(), "years")
        of = numbered.began if years else numbered.after
    elif (hit := known.page.first("congress", opening)) is not None:
        years, of = None, numbered.began
    else:
        return None
    term, session = (matched.number(hit.groupdict(), name) for name in ("n", "m"))
    began = of("congress", term or 0, session or 0)
    return (began[0] + (years or 0), began[1]) if began is not None else None


def _led(known: _Known, within: int = LEAD) -> int | None:
    """The year that a paragraph at the beginning opens with."""
    page = known.page
    hit = page.first("lead", page.text.folded[page.body : page.body + within])
    return _number(hit) if hit is not None else None


def _opened(known: _Known) -> int | None:
    """The year in the first line, where that is no title that is known: of work the one it is given in."""
    page = known.page
    if known.name or not page.head:
        return None
    line = page.line(page.head[0])
    hit = page.first("first-line", line)
    number = _number(hit) if hit is not None else None
    work = page.first("work", line) is not None
    return number - 1 if number is not None and work else number


def _headed(known: _Known) -> int | None:
    """The year whose work the first such heading is of."""
    hits = (known.page.first("heading", section) for section in known.page.sections)
    return next((_number(hit) for hit in hits if hit is not None), None)


def _signed(known: _Known) -> int | None:
    day = known.signed
    if day is None:
        return None
    return day.year if known.midyear else _before(day.year, day.month)


def _published(known: _Known) -> int | None:
    return known.published.year - (not known.midyear) if known.published else None


def _plan(known: _Known) -> int | None:
    """A plan is reported on in its first year."""
    page = known.page
    for text in (known.name, page.text.folded[: page.body + OPENING]):
        if (hit := page.first("scheme", text)) is not None:
            plan = matched.plan(hit.groupdict(), "n")
            return plan.first_year - 1 if plan is not None else None
    return None


def _told(known: _Known) -> int | None:
    """The year that by far the most figures are told of."""
    counted = Counter(number for hit in _facts(known.page) if (number := _number(hit)) is not None)
    ranked = counted.most_common(2)
    if not ranked or ranked[0][1] < LEAST or (len(ranked) > 1 and ranked[0][1] < CLEAR * ranked[1][1]):
        return None
    return ranked[0][0]


def _facts(page: Page) -> Iterator[Match]:
    for rule in page.rules.get("told", ()):
        yield from matching.every(rule, page.text.folded[: page.front + BODY])


def _filed(known: _Known) -> int | None:
    """The file's name: of a report of work the year it was given in, of others the year it is on."""
    page = known.page
    hit = page.first("year", fold(PurePath(page.text.source.name).stem))
    number = _number(hit) if hit is not None else None
    if number is None:
        return None
    opening = page.text.folded[: page.body + OPENING]
    work = known.work if known.name else page.first("speech", opening) is not None
    return number - 1 if work else number


def _number(hit: Match) -> int | None:
    """The year of a match, if it is one."""
    number = matched.number(hit.groupdict(), "year")
    return number if number is not None and FIRST <= number <= LAST else None

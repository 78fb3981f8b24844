"""What a report says of itself: title, issuer, region, the year reported on, published, signed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from . import headings, issuing, matching, titlepage, titles
from .matching import Match
from .rules import RuleSet
from .sections import Outline
from .source import Text, fold
from .titlepage import Page
from .titles import Title

FIRST, LAST = 1949, 2100  # years a report may be of
END = 500  # characters at the end of a text among which its day of publication may stand
SHORT = 40  # characters of a line at the end that says when the page was published
AUTUMN = 10  # a report given later in the year looks back on that year


@dataclass(frozen=True)
class Metadata:
    """The facts about the whole report; what the text does not say is None."""

    title: str | None = None
    issuer: str | None = None
    region: str | None = None
    region_code: str | None = None
    year: int | None = None
    published: str | None = None
    signed: str | None = None


def read(text: Text, outline: Outline, chrome: Sequence[tuple[int, int, str]], rules: RuleSet) -> Metadata:
    """What the text says of itself; where it is silent, what the file says of it."""
    page = titlepage.page(text, outline, chrome, rules)
    found = titles.title(page)
    title = found.text or titles.hinted(page)
    session = page.first("session", page.text.folded[: page.front].replace("\n", ""))
    published = _published(page, found)
    issuer, region = issuing.issuer_and_region(page, found, fold(title or ""), session)
    year = _year(page, title, session, published)
    return Metadata(
        title=title,
        issuer=issuer,
        region=region,
        region_code=issuing.code(page, region, issuer, title, year),
        year=year,
        published=published.isoformat() if published else None,
        signed=_signed(page),
    )


def _published(page: Page, title: Title) -> date | None:
    """The day the page gives; a day under the title that is not the day of a session; else the file's."""
    window = page.text.folded[: page.front + 200]
    named = (day for hit in page.search("published", window) if (day := _day(hit)))
    if (day := next(named, None)) is not None:
        return day
    lines = [page.line(row) for row in page.head[title.last + 1 :]]
    if not _is_speech(page, title.text, lines):
        for line in lines:
            if (hit := page.first("dated", line)) is not None and (day := _day(hit)) is not None:
                return day
    hit = page.first("hinted", fold(page.text.hints.published or ""))
    if hit is None:  # some pages have it under the text
        ends = [line for line in page.text.folded[-END:].splitlines()[1:] if len(line) <= SHORT]
        hit = next((hit for line in ends for hit in page.search("published", line)), None)
    return _day(hit) if hit is not None else None


def _signed(page: Page) -> str | None:
    for row in reversed(page.foot):
        if row.end - row.start <= 24 and (hit := page.first("signed", page.line(row))) is not None:
            day = _day(hit)
            if day is not None:
                return day.isoformat()
    return None


def _day(hit: Match) -> date | None:
    """The day of a match, if it is one; the first month may be written as such (元月)."""
    numbers = [headings.number(matching.group(hit, name) or "") or 0 for name in ("y", "m", "d")]
    if matching.group(hit, "first"):
        numbers[1] = 1
    try:
        return date(*numbers)
    except ValueError:
        return None


def _year(page: Page, title: str | None, session: Match | None, published: date | None) -> int | None:
    """The year reported on: a report of work looks back, a bulletin names its year."""
    name = fold(title or "")
    work = not name or page.first("work", name) is not None
    if not work and (hit := page.first("year", name)) is not None:
        return _number(hit)
    for section in page.sections:
        if (hit := page.first("review", section)) is not None:
            return _number(hit)
    if (given := session or _given(page, title)) is not None and (year := _number(given)) is not None:
        month = headings.number(matching.group(given, "m") or "") or 0
        return year if month > AUTUMN else year - 1
    if (hit := page.first("past", page.text.folded[: page.front + 20000])) is not None:
        return _number(hit)
    for section in page.sections:
        if (hit := page.first("plan", section)) is not None and (year := _number(hit)) is not None:
            return year - 1
    if (hit := page.first("year", name)) is not None and (year := _number(hit)) is not None:
        return year - 1
    return published.year - 1 if published else None


def _is_speech(page: Page, title: str | None, lines: Sequence[str]) -> bool:
    """Whether a report was given at a meeting: a day on its title page is that of the meeting."""
    held = any(page.first(field, line) for field in ("session", "given") for line in lines)
    return held or page.first("work", fold(title or "")) is not None


def _given(page: Page, title: str | None) -> Match | None:
    """The day a speech was given, on a line of its own under its title."""
    lines = [page.line(row) for row in page.head]
    if not _is_speech(page, title, lines):
        return None
    return next((hit for line in lines if (hit := page.first("day", line)) is not None), None)


def _number(hit: Match) -> int | None:
    """The year of a match, if it is one."""
    year = headings.number(matching.group(hit, "year") or "")
    return year if year is not None and FIRST <= year <= LAST else None

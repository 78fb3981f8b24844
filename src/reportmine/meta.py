"""What a report says of itself: title, issuer, region, the year reported on, published, signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from . import headings, matching
from .headings import Line
from .matching import Match
from .rules import Rule, RuleSet
from .sections import Outline
from .source import Text, fold

FRONT = 1500  # characters of the title page, with the opening words
OPENING = 1200  # characters of the text's beginning in which the speaker says for whom he speaks
FOOT = 12  # last lines that may hold the signature
WIDE = 90  # a line of the title page is no longer
FIRST, LAST = 1949, 2100  # years a report may be of


@dataclass(frozen=True)
class Metadata:
    """The facts about the whole report; what the text does not say is None."""

    title: str | None = None
    issuer: str | None = None
    region: str | None = None
    year: int | None = None
    published: str | None = None
    signed: str | None = None


@dataclass(frozen=True)
class _Page:
    """The parts of a text in which it speaks of itself."""

    text: Text
    rules: dict[str, tuple[Rule, ...]]
    head: tuple[Line, ...]  # lines of the title page
    foot: tuple[Line, ...]  # last lines
    front: int  # end of the title page
    body: int  # where the text itself begins
    sections: tuple[str, ...]  # titles, folded

    def line(self, row: Line) -> str:
        """A line's text, folded."""
        return self.text.folded[row.start : row.end]

    def search(self, field: str, text: str) -> Iterator[Match]:
        """The first match of each rule of a field in a text."""
        for rule in self.rules.get(field, ()):
            if (hit := matching.search(rule, text)) is not None:
                yield hit

    def first(self, field: str, text: str) -> Match | None:
        """The first match of the first rule of a field that matches."""
        return next(self.search(field, text), None)


def read(text: Text, outline: Outline, chrome: Sequence[tuple[int, int, str]], rules: RuleSet) -> Metadata:
    """What the text says of itself."""
    page = _page(text, outline, chrome, rules)
    title = _title(page)
    session = page.first("session", page.text.folded[: page.front].replace("\n", ""))
    published = _published(page)
    issuer, region = _issuer(page, title, session)
    return Metadata(
        title=title,
        issuer=issuer,
        region=region,
        year=_year(page, title, session, published),
        published=published.isoformat() if published else None,
        signed=_signed(page),
    )


def _fields(rules: RuleSet) -> dict[str, tuple[Rule, ...]]:
    """The rules of the stage by what they look for."""
    fields: dict[str, tuple[Rule, ...]] = {}
    for rule in rules.stage("meta"):
        field = rule.data["field"]
        fields[field] = (*fields.get(field, ()), rule)
    return fields


def _page(text: Text, outline: Outline, chrome: Sequence[tuple[int, int, str]], rules: RuleSet) -> _Page:
    fields = rules.once("meta", _fields)
    folded = text.folded
    first = outline.sections[0].start if outline.sections else len(folded)
    front = min(first, FRONT)
    window = folded[: min(len(folded), FRONT)]
    head = []
    body = 0
    for row in headings.lines(window, chrome):
        # the title page ends with the first paragraph
        if row.start >= front or row.end - row.start > WIDE or folded[row.end - 1] in "。；":
            body = row.start
            break
        head.append(row)
        if folded[row.end - 1] in "：:" and len(head) > 1:
            body = row.end
            break
    else:
        body = head[-1].end if head else 0
    end = len(folded)
    while chrome and end and any(start < end <= stop for start, stop, _ in chrome[-8:]):
        end = max(start for start, stop, _ in chrome[-8:] if start < end <= stop)
        while end and headings.blank(folded[end - 1]):
            end -= 1
    start = max(0, end - FRONT)
    tail = [(a - start, b - start, name) for a, b, name in chrome if b > start]
    foot = [Line(r.start + start, r.end + start) for r in headings.lines(folded[start:end], tail)][-FOOT:]
    titles = tuple(folded[a:b] for a, b in outline.titles[:400])
    return _Page(text, fields, tuple(head), tuple(foot), max(front, body), body, titles)


def _title(page: _Page) -> str | None:
    """The title: a line that names a kind of report, or several where it is broken."""
    head = page.head
    for count in (1, 2, 3):
        for at in range(len(head) - count + 1):
            rows = head[at : at + count]
            written = "".join(page.line(row) for row in rows)
            if len(written) > WIDE or page.first("session", written):
                continue
            if (note := page.first("note", written)) is not None:
                written = written[: note.start()]
            if not page.first("title", written):
                continue
            raw = "".join(page.text.raw[row.start : row.end] for row in rows)[: len(written)]
            before = head[at - 1] if at else None
            if before is not None and count == 1 and page.first("begins", page.line(before)):
                return (page.text.raw[before.start : before.end] + raw).strip()
            # a body alone on the line before belongs to 关于…的报告
            if before is not None and page.first("organ", page.line(before)) and _about(page, written):
                raw = page.text.raw[before.start : before.end] + raw
            return raw.strip()
    return None


def _about(page: _Page, title: str) -> bool:
    """Whether a title leaves its body to the line before: it names neither body nor place."""
    return not page.first("author", title) and not page.first("region", title)


def _published(page: _Page) -> date | None:
    window = page.text.folded[: page.front + 200]
    return next((day for hit in page.search("published", window) if (day := _day(hit))), None)


def _signed(page: _Page) -> str | None:
    for row in reversed(page.foot):
        if row.end - row.start <= 24 and (hit := page.first("signed", page.line(row))) is not None:
            day = _day(hit)
            if day is not None:
                return day.isoformat()
    return None


def _day(hit: Match) -> date | None:
    numbers = [headings.number(matching.group(hit, name) or "") for name in ("y", "m", "d")]
    try:
        return date(*(one or 0 for one in numbers))
    except ValueError:
        return None


def _issuer(page: _Page, title: str | None, session: Match | None) -> tuple[str | None, str | None]:
    """Who gives the report, and the place it is of."""
    name = fold(title or "")
    folded = page.text.folded
    opening = folded[page.body : page.body + OPENING]
    organs = [page.line(row) for row in page.head if page.first("organ", page.line(row))]
    signatures = [page.line(row) for row in page.foot if page.first("organ", page.line(row))]
    behalf = page.first("behalf", opening)
    author = page.first("author", name)
    government = page.first("government", name)
    issuer = None
    if behalf is not None:
        issuer = matching.group(behalf, "body")
    if organs:
        issuer = organs[0]
    elif behalf is None and author is not None:
        issuer = matching.group(author, "body")
    elif behalf is None and signatures:
        issuer = signatures[-1]
    region = _region(page, name, session, issuer)
    if issuer is None and government is not None:
        issuer = _office(page, matching.group(government, "region") or "", folded)
    if issuer is None and (source := page.first("source", folded[: page.front + 200])) is not None:
        issuer = matching.group(source, "body")
    if issuer is not None:
        bare = page.first("office", issuer)
        if bare is not None and region:  # the bare office of a place: the region says of which
            issuer = region + (matching.group(bare, "body") or "")
        region = region or _region(page, issuer, None, issuer)
    return issuer, region


def _office(page: _Page, region: str, folded: str) -> str | None:
    """The government of a place, named as the text names governments."""
    for rule in page.rules.get("behalf", ()):
        for hit in matching.every(rule, folded, 0, min(len(folded), OPENING)):
            bare = page.first("office", matching.group(hit, "body") or "")
            if bare is not None and (office := matching.group(bare, "body")):
                return region + office
    return None


def _region(page: _Page, title: str, session: Match | None, issuer: str | None) -> str | None:
    if issuer is not None:
        for rule in page.rules.get("nation", ()):
            if matching.search(rule, issuer):
                return str(rule.data.get("value", "")) or None
    for field, text in (("government", title), ("region", title)):
        if (hit := page.first(field, text)) is not None:
            return matching.group(hit, "region")
    place = matching.group(session, "region") if session is not None else None
    if place and (hit := page.first("region", place)) is not None:
        return matching.group(hit, "region")
    for row in page.head:
        if (hit := page.first("speaker", page.line(row))) is not None:
            return matching.group(hit, "region")
    if (hit := page.first("assembly", page.text.folded[: page.front + OPENING])) is not None:
        return matching.group(hit, "region")
    if issuer is not None and page.first("office", issuer) is None:
        hit = page.first("region", issuer)
        return matching.group(hit, "region") if hit is not None else None
    return None


def _year(page: _Page, title: str | None, session: Match | None, published: date | None) -> int | None:
    """The year reported on: a report of work looks back, a bulletin names its year."""
    name = fold(title or "")
    work = not name or page.first("work", name) is not None
    if not work and (hit := page.first("year", name)) is not None:
        return _number(hit)
    for section in page.sections:
        if (hit := page.first("review", section)) is not None:
            return _number(hit)
    if session is not None and (year := _number(session)) is not None:
        return year - 1
    if (hit := page.first("past", page.text.folded[: page.front + 20000])) is not None:
        return _number(hit)
    for section in page.sections:
        if (hit := page.first("plan", section)) is not None and (year := _number(hit)) is not None:
            return year - 1
    if (hit := page.first("year", name)) is not None and (year := _number(hit)) is not None:
        return year - 1
    return published.year - 1 if published else None


def _number(hit: Match) -> int | None:
    """The year of a match, if it is one."""
    year = headings.number(matching.group(hit, "year") or "")
    return year if year is not None and FIRST <= year <= LAST else None

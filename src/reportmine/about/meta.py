"""What a report says of itself: title, issuer, region, the year reported on, published, signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..dataclass import dataclass
from ..records import Notice
from ..rules.matching import Match
from ..rules.rule import RuleSet
from ..structure.sections import Outline
from ..text.fold import fold
from ..text.text import Text
from ..times import matched
from . import bodies, issuing, titlepage, titles, years
from .titlepage import Page
from .titles import Title

END = 500  # characters at the end of a text among which its day of publication may stand
SHORT = 40  # characters of a line at the end that says when the page was published
PIECE = 200  # characters; a shorter text is a piece, and need not say whose it is


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


@dataclass(frozen=True)
class Said:
    """What a reader says of the report himself. It goes before what the text says."""

    year: int | None = None
    region: str | None = None
    issuer: str | None = None


NOTHING = Said()


@dataclass(frozen=True)
class About:
    """The facts, and what of them was not found or only guessed."""

    facts: Metadata
    notices: tuple[Notice, ...] = ()
    given: int | None = None
    """the year in which the report is given, where the text says it"""


def read(text: Text, outline: Outline, chrome: Sequence[tuple[int, int, str]], rules: RuleSet) -> Metadata:
    """What the text says of itself; where it is silent, what the file says of it."""
    return about(text, outline, chrome, rules).facts


def about(
    text: Text,
    outline: Outline,
    chrome: Sequence[tuple[int, int, str]],
    rules: RuleSet,
    said: Said = NOTHING,
) -> About:
    """The same, with what a reader says himself, and a notice of what is missing or guessed."""
    page = titlepage.page(text, outline, chrome, rules)
    found = titles.title(page)
    title = found.text or titles.hinted(page)
    guesses: list[tuple[str, object, str]] = []
    if title is None and (title := titles.called(page)) is not None:
        guesses.append(("title", title, "the name of the file"))
    session = page.first("session", titlepage.dated(page.text.folded[: page.front].replace("\n", "")))
    published, signed = _published(page, found), _signed(page, found)
    given = issuing.read(page, found, fold(title or ""), session, said.region)
    for name, value, own in (("region", given.region, said.region), ("issuer", given.issuer, said.issuer)):
        if name in given.guesses and value is not None and own is None:
            guesses.append((name, value, given.guesses[name]))
    told = years.year(page, title, session, _given(page, title), published, signed)
    year = told.number if said.year is None else said.year
    if told.guess is not None and said.year is None:
        guesses.append(("year", year, told.guess))
    facts = Metadata(
        title=title,
        issuer=said.issuer or given.issuer,
        region=given.region,
        region_code=issuing.code(page, given.region, said.issuer or given.issuer, title, year),
        year=year,
        published=published.isoformat() if published else None,
        signed=signed.isoformat() if signed else None,
    )
    return About(facts, _notices(facts, guesses) if len(text.raw) > PIECE else (), told.given)


def _notices(facts: Metadata, guesses: Sequence[tuple[str, object, str]]) -> tuple[Notice, ...]:
    """One line for what was not found, with the remedy, and one for what was only guessed."""
    found = []
    missing = [name for name in ("title", "issuer", "region", "year") if getattr(facts, name) is None]
    if missing:
        options = ", ".join(f"--{name}" for name in missing if name != "title")
        remedy = f"; say it with {options}" if options else ""
        found.append(
            ("unknown-" + "-".join(missing), f"the text does not say its {_listed(missing)}{remedy}")
        )
    if guesses:
        said = _listed([f"{name} ({value}) from {why}" for name, value, why in guesses])
        options = ", ".join(f"--{name}" for name, _, _ in guesses if name != "title")
        remedy = f"; if it is wrong, say it with {options}" if options else ""
        found.append(("guessed-" + "-".join(name for name, _, _ in guesses), f"guessed its {said}{remedy}"))
    return tuple(Notice(code=code, message=message, start=None, end=None) for code, message in found)


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _published(page: Page, title: Title) -> date | None:
    """The day the page gives; else one alone under the title that is no session's; else the file's."""
    window = page.text.folded[: page.front + 200]
    named = (day for hit in page.search("published", window) if (day := _day(hit)))
    if (day := next(named, None)) is not None:
        return day
    if (alone := next((day for day, signs in _dated(page, title) if not signs), None)) is not None:
        return alone
    hit = page.first("hinted", fold(page.text.hints.published or ""))
    if hit is None:  # some pages have it under the text
        ends = [line for line in page.text.folded[-END:].splitlines()[1:] if len(line) <= SHORT]
        hit = next((hit for line in ends for hit in page.search("published", line)), None)
    return _day(hit) if hit is not None else None


def _dated(page: Page, title: Title) -> Iterator[tuple[date, bool]]:
    """The days under the title, and whether the body that gives the report stands with each: it signs."""
    rows = page.head[title.last + 1 :]
    lines = [page.line(row) for row in rows]
    if _is_speech(page, title.text, lines):
        return
    for at, line in enumerate(lines):
        if (hit := page.first("dated", line)) is not None and (day := _day(hit)) is not None:
            signs = at > 0 and bodies.whole_line(page, lines[at - 1])
            yield day, signs or bool(bodies.on_line(page, line))


def _signed(page: Page, title: Title) -> date | None:
    """The day at the end of the text; else that which stands with the body under the title."""
    for row in reversed(page.foot):
        if row.end - row.start <= 24 and (hit := page.first("signed", page.line(row))) is not None:
            day = _day(hit)
            if day is not None:
                return day
    return next((day for day, signs in _dated(page, title) if signs), None)


def _day(hit: Match) -> date | None:
    return matched.day(hit.groupdict())


def _is_speech(page: Page, title: str | None, lines: Sequence[str]) -> bool:
    """Whether a report was given at a meeting: a day on its title page is that of the meeting."""
    held = any(page.first(field, line) for field in ("session", "given") for line in lines)
    return held or page.first("work", fold(title or "")) is not None


def _given(page: Page, title: str | None) -> Match | None:
    """The day a speech was given, on a line of its own under its title, or in a bracket at the end of it."""
    lines = [page.line(row) for row in page.head]
    if not _is_speech(page, title, lines):
        return None
    lines += [line[line.rfind("(") :] for line in lines if title and fold(title) in line]
    return next((hit for line in lines if (hit := page.first("day", line)) is not None), None)

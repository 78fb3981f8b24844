"""Who gives a report, and the place it is of, with its code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from . import divisions, matching
from .headings import Line
from .matching import Match
from .source import fold
from .titlepage import Page
from .titles import Title

OPENING = 1200  # characters of the text's beginning in which the speaker says for whom he speaks


def _bodies(page: Page, rows: Sequence[Line]) -> list[str]:
    """The bodies that stand alone on lines; of several on one line the first."""
    found = []
    for line in map(page.line, rows):
        for written in (line, line.split()[0]):
            if (hit := page.first("organ", written)) is not None:
                found.append(matching.group(hit, "body") or written)
                break
    return found


def _signature(page: Page) -> str | None:
    """The body that signs: over a date, with no more than a mark between them."""
    for at, row in enumerate(page.foot):
        dates = (page.first("signed", page.line(one)) for one in page.foot[at + 1 : at + 3])
        if any(dates) and (found := _bodies(page, [row])):
            return found[0]
    return None


@dataclass(frozen=True)
class _Named:
    """The bodies that the page names beside its title."""

    organs: list[str]  # on the title page
    signatures: list[str]
    sources: list[str]

    @property
    def all(self) -> list[str]:
        return [*self.organs, *self.signatures, *self.sources]


def _named(page: Page, title: Title) -> _Named:
    around = (*page.head[max(0, title.first - 1) : title.first], *page.head[title.last + 1 :])
    opening = page.text.folded[: page.front + 200]
    ends = [page.line(row) for row in page.foot]
    found = [hit for part in (opening, *ends) for hit in page.search("source", part)]
    sources = [body for hit in found if (body := matching.group(hit, "body"))]
    return _Named(_bodies(page, around), _bodies(page, page.foot), list(dict.fromkeys(sources)))


def issuer_and_region(
    page: Page, title: Title, name: str, session: Match | None, said: str | None = None
) -> tuple[str | None, str | None, str | None]:
    """Who gives the report, the place it is of, and the rule by which the place was only guessed.

    `name` is the title, folded; `said` the place by the reader's word.
    """
    named = _named(page, title)
    issuer = _giver(page, title, name, session, named)
    region, guess = said or _region(page, name, session, issuer), None
    if region is None and (hit := page.first("country", page.text.folded[: page.body + OPENING])):
        region, guess = _value(page, "country"), hit.group()
    issuer = issuer or _government(page, name) or _source(page, named, region)
    issuer = issuer or (named.signatures[-1] if named.signatures else None)
    if issuer is None:
        return _congress(page, region), _fuller(page, region, session, named.all), guess
    bare = page.office(issuer)
    if bare is not None and region:  # the bare office of a place: the region says of which
        nation = page.first("nation", region) is not None
        issuer = next((one for one in named.all if one.endswith(bare)), bare) if nation else region + bare
    issuer = max((one for one in named.all if one.endswith(issuer)), key=len, default=issuer)
    region = region or _region(page, issuer, None, issuer)
    if region is None and bare is not None:
        return None, None, None  # 市人民政府 of no known place is nobody
    if said is not None:
        return issuer, said, None
    whole = _fuller(page, region, session, [issuer, *named.all])
    own = _place(page, issuer)
    if own and whole and whole.endswith(own) and page.first("district", own):
        issuer = whole + issuer[len(own) :]
    return issuer, whole, guess


def _value(page: Page, field: str) -> str | None:
    """What the rules of a field say that their finding means."""
    return next((str(rule.data["value"]) for rule in page.rules.get(field, ()) if "value" in rule.data), None)


def _congress(page: Page, region: str | None) -> str | None:
    """Who reports on the work of the government to the congress of the whole country."""
    opening = page.text.folded[: page.body + OPENING]
    if region is None or page.first("nation", region) is None or page.first("reported", opening) is None:
        return None
    return _value(page, "reported")


def _source(page: Page, named: _Named, region: str | None) -> str | None:
    """The body that the page or the file names as its source, if it is of the place: not a site's."""
    hinted = _hinted_body(page)
    for one in (*named.sources, *([hinted] if hinted else [])):
        place = _place(page, one)
        nation = page.first("nation", one) is not None
        if region is None or (place is None and not nation):
            return one
        if nation and page.first("nation", region) is not None:
            return one
        if place is not None and (place.endswith(region) or region.endswith(place)):
            return one
        if place is not None and divisions.same(place, region):
            return one
    return None


def _giver(page: Page, title: Title, name: str, session: Match | None, named: _Named) -> str | None:
    """The body in the title; else on the title page; else for whom the speaker speaks; else who signs.

    For whom he speaks goes before the title where it is named in full, not as 市人民政府. What the head of a
    department was asked to report is the department's where the page names that as its source.
    """
    author = _author(page, title, name)
    if author is None and named.organs:
        return named.organs[0]
    hit = page.first("behalf", page.text.folded[page.body : page.body + OPENING])
    behalf = matching.group(hit, "body") if hit is not None else None
    asked = hit is not None and author is None and matching.group(hit, "asked")
    if asked and (chief := _chief(page, named)) is not None:
        return chief
    author = author or (_signature(page) if session is None else None)
    if behalf is not None and (author is None or page.office(behalf) is None):
        return behalf
    # a bare one may be a line of a table
    own = [one for one in named.signatures if page.office(one) is None]
    return author or (own[-1] if own else None)


def _author(page: Page, title: Title, name: str) -> str | None:
    """The body at the head of the title, or of the numbered announcement over it."""
    above = page.line(page.head[title.first - 1]) if title.first else ""
    for one in (name, above if page.first("title", above) else ""):
        if (hit := page.first("author", one)) is not None:
            return matching.group(hit, "body")
    return next(iter(_bodies(page, page.head[title.first : title.last + 1])), None)


def _chief(page: Page, named: _Named) -> str | None:
    """The source of the page, if it is the body whose head speaks by a line of the title page."""
    sources = [*named.sources, fold(page.text.hints.publisher or "").strip()]
    for row in page.head:
        if (hit := page.first("chief", page.line(row))) is not None:
            body = matching.group(hit, "body") or ""
            bare = page.office(body) or body
            return next((one for one in sources if one.endswith(bare)), None)
    return None


def _hinted_body(page: Page) -> str | None:
    """The file's publisher, if it is a body."""
    publisher = fold(page.text.hints.publisher or "").strip()
    return publisher if page.first("organ", publisher) else None


def _government(page: Page, name: str) -> str | None:
    """The government whose report the title says it is."""
    for rule in page.rules.get("government", ()):
        if (hit := matching.search(rule, name)) is not None and (region := matching.group(hit, "region")):
            return region + str(rule.data.get("value", ""))
    return None


def _region(page: Page, title: str, session: Match | None, issuer: str | None) -> str | None:
    """The place: the country, or what the title, the session, the speaker or the body names."""
    for text in (issuer, title):
        if text and page.first("nation", text):
            return _value(page, "nation")
    hit = page.first("government", title)
    if hit is not None and not page.first("nowhere", matching.group(hit, "region") or ""):
        return matching.group(hit, "region")
    held = matching.group(session, "region") if session is not None else None
    for text in (title, held):
        if text and (place := _place(page, text)):
            return place
    for row in page.head:
        if (hit := page.first("speaker", page.line(row))) is not None:
            return matching.group(hit, "region")
    opening = page.text.folded[: page.front + OPENING]
    if (hit := page.first("assembly", opening)) is not None:
        return matching.group(hit, "region")
    if page.first("congress", opening) is not None:
        return _value(page, "nation")
    if issuer is not None and page.office(issuer) is None:
        return _place(page, issuer)
    return None


def _place(page: Page, text: str) -> str | None:
    """The place that a title or the name of a body begins with, down to a township or a zone."""
    hit = page.first("region", text)
    place = matching.group(hit, "region") if hit is not None else None
    start = hit.start("region") if hit is not None else 0
    known = divisions.leading(text[start:])
    if place is not None and not known and page.first("nowhere", place) is not None:
        place = None
    if known and len(known) > len(place or ""):
        place = known
    if place is not None:
        return place + (_within(page, text[start + len(place) :]) or "")
    city = divisions.leading(text, bare=True)
    zone = _within(page, text[len(city) :], bare=True) if city is not None else None
    return city + zone if city is not None and zone is not None else None


def _within(page: Page, rest: str, *, bare: bool = False) -> str | None:
    """The township or the zone after the name of the place that holds it.

    After a bare name only a zone: 长春净月高新区, but 吉林路街道 lies in no 吉林.
    """
    hit = page.first("zone", rest) or (None if bare else page.first("within", rest))
    return matching.group(hit, "place") if hit is not None else None


def _fuller(page: Page, region: str | None, session: Match | None, told: Sequence[str]) -> str | None:
    """The place with the superiors that the text names before it elsewhere."""
    held = matching.group(session, "region") if session is not None else None
    named = [place for one in (held, *told) if one and region and (place := _place(page, one))]
    return max((one for one in named if one.endswith(region or "")), key=len, default=region)


def code(
    page: Page, region: str | None, issuer: str | None, title: str | None, year: int | None
) -> str | None:
    """The code of the place, or of the one that holds a township or a zone."""
    if region is None or any(page.first("nation", one) for one in (region, issuer) if one):
        return None
    hints = page.text.hints
    lines = "\n".join(page.line(row) for row in (*page.head, *page.foot))
    said = [one for one in (issuer, title, hints.publisher, hints.title, lines, page.text.folded) if one]
    if (code := divisions.code(region, *said, year=year)) is not None:
        return code
    for bare in (False, True):
        place = divisions.leading(region, bare=bare)
        if place is not None and _within(page, region[len(place) :], bare=bare) is not None:
            return divisions.code(place, *said, year=year)
    return None

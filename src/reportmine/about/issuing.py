"""Who gives a report, and the place it is of, with its code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..dataclass import dataclass, field
from ..rules import matching
from ..rules.matching import Match
from ..text.fold import fold
from . import bodies, divisions, telling, titles
from .bodies import Joint
from .titlepage import Page
from .titles import Title

OPENING = 1200  # characters of the text's beginning in which the speaker says for whom he speaks
ABOVE = 3  # lines over the title on which who gives it may stand
LISTED = 80  # characters in which a list of bodies goes on
SOURCE = "the source that the page names"
JOINED = "、"  # between the bodies that give a report together


def _signature(page: Page) -> Joint:
    """The bodies that sign: over a date, with no more than a mark between them."""
    lines = [page.line(row) for row in page.foot]
    for day, line in enumerate(lines):
        if page.first("signed", line) is None:
            continue
        last = next((at for at in (day - 1, day - 2) if at >= 0 and bodies.on_line(page, lines[at])), None)
        if last is not None:
            first = last
            while first and bodies.on_line(page, lines[first - 1]):
                first -= 1
            return bodies.together(page, page.foot[first : last + 1])[-1]
    return ()


@dataclass(frozen=True)
class _Named:
    """The bodies that the page names beside its title; those that stand together as one."""

    organs: list[Joint]  # on the title page
    signatures: list[Joint]
    sources: list[Joint]

    @property
    def all(self) -> list[str]:
        return [one for joint in (*self.organs, *self.signatures, *self.sources) for one in joint]


def _named(page: Page, title: Title) -> _Named:
    top = title.first
    while top and any(page.first(name, page.line(page.head[top - 1])) for name in ("dated", "docno")):
        top -= 1
    while top and bodies.on_line(page, page.line(page.head[top - 1])):
        top -= 1
    above = page.head[max(top, title.first - ABOVE) : title.first]
    # what stands under the title gives the report rather than what stands over it: a site's name may
    around = [*bodies.together(page, page.head[title.last + 1 :]), *reversed(bodies.together(page, above))]
    opening = page.text.folded[: page.front + 200]
    ends = [page.line(row) for row in page.foot]
    sources = [_listed(page, hit) for part in (opening, *ends) for hit in page.search("source", part)]
    return _Named(around, bodies.together(page, page.foot), [one for one in dict.fromkeys(sources) if one])


def _listed(page: Page, hit: Match) -> Joint:
    """The bodies of a list that begins with the one a rule has found."""
    body = matching.group(hit, "body")
    if body is None:
        return ()
    start = hit.start("body")
    line = hit.string[start:].split("\n", 1)[0][:LISTED]
    return bodies.on_line(page, line, loosely=True) or (body,)


@dataclass(frozen=True)
class Issuing:
    """Who gives the report, the place it is of, and of each that is only a guess what it was guessed from."""

    issuer: str | None = None
    region: str | None = None
    guesses: Mapping[str, str] = field(default_factory=dict)


def read(page: Page, title: Title, name: str, session: Match | None, said: str | None = None) -> Issuing:
    """Who gives the report, and the place it is of.

    `name` is the title, folded; `said` the place by the reader's word. Of several bodies that give a report
    together, in their order, the first decides of which place it is.
    """
    named, guesses = _named(page, title), {}
    joint = _giver(page, title, name, session, named)
    region = said or _region(page, name, session, joint[0] if joint else None)
    if region is None and (guess := _guessed(page)) is not None:
        region, guesses["region"] = guess
        guesses["issuer"] = "that place"
    joint = joint or _government(page, name)
    if not joint and (joint := _source(page, named, region) or _site(page, name)):
        sure = page.first("fits", f"{name}\n{joint[0]}") is not None
        guesses |= {} if sure else {"issuer": SOURCE}
        guesses |= {} if region else {"region": SOURCE}
    joint = joint or (named.signatures[-1] if named.signatures else ())
    if not joint:
        return Issuing(_congress(page, region), _fuller(page, region, session, named.all), guesses)
    first = _in_full(page, joint[0], region, named)
    region = region or _region(page, first, None, first) or _township(page, name, first)
    if region is None and page.office(joint[0]) is not None:
        return Issuing()  # 市人民政府 of no known place is nobody
    others = [_in_full(page, one, region, named) for one in joint[1:]]
    if said is None:
        whole = _fuller(page, region, session, [first, *named.all])
        own = _place(page, first)
        if own and whole and whole.endswith(own) and page.first("district", own):
            first = whole + first[len(own) :]
        region = whole
    return Issuing(JOINED.join(dict.fromkeys([first, *others])), region, guesses)


def _in_full(page: Page, body: str, region: str | None, named: _Named) -> str:
    """A body with its place: of the bare office of a place the region says of which."""
    bare = page.office(body)
    if bare is not None and region:
        nation = page.first("nation", region) is not None
        body = next((one for one in named.all if one.endswith(bare)), bare) if nation else region + bare
    return max((one for one in named.all if one.endswith(body)), key=len, default=body)


def _guessed(page: Page) -> tuple[str, str] | None:
    """The place by what the text tells, where nothing says of which it is, and what tells it."""
    hit, country = page.first("country", page.text.folded[: page.body + OPENING]), _value(page, "country")
    if hit is not None and country is not None:
        return country, f"“{hit.group()}” in its opening"
    return telling.place(page)


def _value(page: Page, field: str) -> str | None:
    """What the rules of a field say that their finding means."""
    return next((str(rule.data["value"]) for rule in page.rules.get(field, ()) if "value" in rule.data), None)


def _congress(page: Page, region: str | None) -> str | None:
    """Who reports on the work of the government to the congress of the whole country."""
    opening = page.text.folded[: page.body + OPENING]
    if region is None or page.first("nation", region) is None or page.first("reported", opening) is None:
        return None
    return _value(page, "reported")


def _source(page: Page, named: _Named, region: str | None) -> Joint:
    """The bodies that the page or the file names as its source, if they are of the place: not a site's."""
    for joint in (*named.sources, _hinted(page)):
        if joint and _is_of(page, joint[0], region):
            return joint
    return ()


def _is_of(page: Page, body: str, region: str | None) -> bool:
    """Whether a body is one of a place."""
    place, nation = _place(page, body), page.first("nation", body) is not None
    if region is None or (place is None and not nation):
        return True
    if nation and page.first("nation", region) is not None:
        return True
    if place is None:
        return False
    return place.endswith(region) or region.endswith(place) or divisions.same(place, region)


def _giver(page: Page, title: Title, name: str, session: Match | None, named: _Named) -> Joint:
    """The body whose report it is: that of the title; else on the title page; else whose head speaks.

    Else who signs, and for whom the speaker speaks: what a bureau was asked to report for the government is
    the bureau's report. But a body in full that he speaks for goes before a bare one of the title.
    """
    author = _author(page, title, name)
    if not author and named.organs:
        return named.organs[0]
    if not author and (chief := _chief(page, named)) is not None:
        return (chief,)
    hit = page.first("behalf", page.text.folded[page.body : page.body + OPENING])
    behalf = matching.group(hit, "body") if hit is not None else None
    author = author or (_signature(page) if session is None else ())
    if behalf is not None and (not author or page.office(behalf) is None):
        return (behalf,)
    # a bare one may be a line of a table
    own = [joint for joint in named.signatures if page.office(joint[0]) is None]
    return author or (own[-1] if own else ())


def _author(page: Page, title: Title, name: str) -> Joint:
    """The bodies at the head of the title, or of the numbered announcement over it."""
    above = page.line(page.head[title.first - 1]) if title.first else ""
    for one in (name, above if page.first("title", above) else ""):
        if (hit := page.first("author", one)) is not None and (body := matching.group(hit, "body")):
            return (body,)
    return next(iter(bodies.together(page, page.head[title.first : title.last + 1])), ())


def _chief(page: Page, named: _Named) -> str | None:
    """The body whose head speaks, by a line of the title page; in full where the page names it so."""
    for row in page.head:
        if (hit := page.first("chief", page.line(row))) is not None:
            body = matching.group(hit, "body") or ""
            bare = page.office(body) or body
            sources = [one for joint in (*named.sources, _hinted(page)) for one in joint]
            return next((one for one in sources if one.endswith(bare)), body)
    return None


def _hinted(page: Page) -> Joint:
    """The bodies that the file names as its publisher."""
    return bodies.on_line(page, fold(page.text.hints.publisher or "").strip())


def _site(page: Page, name: str) -> Joint:
    """The body whose site the page's own title names after the report's, if the report is of its business."""
    for part in titles.parts(fold(page.text.hints.title or "")):
        if (joint := bodies.on_line(page, part)) and page.first("fits", f"{name}\n{joint[0]}"):
            return joint
    return ()


def _government(page: Page, name: str) -> Joint:
    """The government whose report the title says it is."""
    for rule in page.rules.get("government", ()):
        if (hit := matching.search(rule, name)) is not None and (region := matching.group(hit, "region")):
            return (region + str(rule.data.get("value", "")),)
    return ()


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
    if issuer is not None and page.office(issuer) is None and (place := _place(page, issuer)):
        return place
    return _short(page, title)


def _short(page: Page, title: str) -> str | None:
    """The province or the prefecture that a title names in short: 荆州2025年统计公报."""
    hit = page.first("short-place", title)
    short = matching.group(hit, "region") if hit is not None else None
    return divisions.in_full(short) if short is not None else None


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
    if place is not None and not known and divisions.in_full(place) is not None:
        place = None  # 荆州 of 荆州2025年: a name in short
    if place is not None:
        return place + (_within(page, text[start + len(place) :]) or "")
    city = divisions.leading(text, bare=True)
    zone = _within(page, text[len(city) :], bare=True) if city is not None else None
    return city + zone if city is not None and zone is not None else None


def _township(page: Page, *names: str) -> str | None:
    """The township that a title or a body names first, where nothing says in which county it lies."""
    hits = (page.first("township", name) for name in names)
    return next((matching.group(hit, "region") for hit in hits if hit is not None), None)


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

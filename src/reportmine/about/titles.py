"""The title of a report: on one line or broken over several, in the text or beside it."""

from __future__ import annotations

from pathlib import PurePath

from ..dataclass import dataclass, replace
from ..expression import expression
from ..rules import matching
from ..rules.expressions import later
from ..text.fold import fold
from . import divisions
from .titlepage import WIDE, Page, closed

SHARED = 0.5  # of the pairs of characters of a short title that a fuller one has
LINES = 4  # over which a title may be broken
KINDS = ("title", "paper")  # a report goes before what is called a plan or a letter

_SITE = expression(r"[_|｜]|(?<=\s)[-—](?=\s)|(?<=[^\W\d])-(?=[^\W\d])")  # parts the title of a web page
_SUFFIX = expression(r"\.[A-Za-z]{2,4}$")  # of a file's name
_QUOTED = later("《([^《》]+)》")
_NUMBER = expression(r"(?<=\d)[ \u3000]+(?=[^\W\d_a-zA-Z])")  # the blank after a number: 2024 年


@dataclass(frozen=True)
class Title:
    """A title, and the lines of the title page it stands on."""

    text: str | None = None
    first: int = 0
    last: int = -1


def title(page: Page) -> Title:
    """The title: a line that names a kind of report, or several where it is broken.

    What says neither of what year nor of whom (统计公报, the name of a page) gives way to what says it.
    """
    found = _found(page)
    if found.text is None or not _says_little(page, fold(found.text)):
        return found
    tail = fold(found.text)
    for count in (1, 2):
        for at in range(len(page.head) - count + 1):
            if count > 1 and _is_title(page, page.line(page.head[at]), ("title",)):
                continue
            if not _is_title(page, _joined(page, at, at + count)):
                continue
            full = _cleaned(page, _joined(page, at, at + count, raw=True))
            if _fuller(page, fold(full), tail):
                return Title(full, at, at + count - 1)
    beside = hinted(page)
    if beside is not None and _fuller(page, fold(beside), tail):
        return replace(found, text=beside)
    return found


def _found(page: Page) -> Title:
    for at, row in enumerate(page.head):
        if _QUOTED.fullmatch(page.line(row)) and _is_title(page, page.line(row)):
            return Title(_cleaned(page, page.text.raw[row.start : row.end]), at, at)
    for kind in KINDS:
        for count in range(1, LINES):
            for at in range(len(page.head) - count + 1):
                if _is_title(page, _joined(page, at, at + count), (kind,)):
                    first, end = _begin(page, at, at + count), _end(page, at, at + count)
                    return Title(_cleaned(page, _joined(page, first, end, raw=True)), first, end - 1)
    return _labelled(page)


def _labelled(page: Page) -> Title:
    """The title that the page gives in a field of its own (标题：…)."""
    if (hit := page.first("named", page.text.folded[: page.front])) is not None:
        written = page.text.raw[slice(*hit.span("title"))]
        if _is_title(page, fold(written)):
            return Title(_cleaned(page, written))
    return Title()


def _says_little(page: Page, title: str) -> bool:
    """Whether a title is that of a report of a year, and says neither which year nor of whom."""
    return page.first("work", title) is None and _about(page, title) and page.first("year", title) is None


def _fuller(page: Page, title: str, short: str) -> bool:
    """Whether a title speaks of what a shorter one does, and says what that leaves open."""
    pairs = {short[at : at + 2] for at in range(len(short) - 1)}
    told = sum(pair in title for pair in pairs)
    return title != short and told >= SHARED * len(pairs) and not _says_little(page, title)


def _joined(page: Page, first: int, end: int, *, raw: bool = False) -> str:
    text = page.text.raw if raw else page.text.folded
    return "".join(closed(text[row.start : row.end]) for row in page.head[first:end])


def _is_title(page: Page, written: str, kinds: tuple[str, ...] = KINDS) -> bool:
    """Whether a folded line is one: what stands after it, and the marks around it, left aside."""
    bare = fold(_cleaned(page, written))
    if len(bare) > WIDE or page.first("session", bare):
        return False
    return any(page.first(kind, bare) is not None for kind in kinds)


def _cleaned(page: Page, written: str) -> str:
    """A title without what stands before and after it: a call, footnote marks, the meeting it was given at;
    without the marks of a quotation around it, and not set apart."""
    if (call := page.first("call", fold(written))) is not None:
        written = written[call.end() :]
    for field in ("venue", "note"):
        if (note := page.first(field, fold(written))) is not None and note.start():
            written = written[: note.start()]
    written = written.strip()
    if (quoted := _QUOTED.fullmatch(written)) is not None:
        written = quoted[1].strip()
    return _NUMBER.sub("", closed(written))


def _begin(page: Page, at: int, end: int) -> int:
    """The line a title begins on: one that is left open, or a body, belongs to what follows."""
    while at and end - at < LINES:
        title, before = _joined(page, at, end), page.line(page.head[at - 1])
        if not _goes_before(page, before, title):
            break
        at -= 1
    for first in range(at - 1, max(0, end - LINES) - 1, -1):
        if not page.first("open", page.line(page.head[first])):
            break
        if _completes(page, first, at, end):
            return first
    return at


def _completes(page: Page, first: int, at: int, end: int) -> bool:
    """Whether lines that begin in the middle of a phrase begin as a title does with those before."""
    before = fold(_joined(page, first, at))
    whole = fold(_cleaned(page, before + _joined(page, at, end)))
    if not _is_title(page, whole) or not _is_whole(page, whole):
        return False
    return not _is_whole(page, _joined(page, at, end)) or _parts_name(whole, len(before), page)


def _is_whole(page: Page, title: str) -> bool:
    """Whether a title begins as one does: with a year, a place, a body, 关于."""
    if any(page.first(name, title) for name in ("opens", "nation", "township")) or divisions.leading(title):
        return True
    hit = page.first("region", title)
    region = matching.group(hit, "region") if hit is not None else None
    return region is not None and len(region) > 2 and page.first("nowhere", region) is None


def _parts_name(title: str, at: int, page: Page) -> bool:
    """Whether the name of a known place stands on both sides of an offset."""
    front = page.first("front", title)
    start = front.end() if front is not None else 0
    name = divisions.leading(title[start:]) if start < at else None
    return name is not None and start + len(name) > at


def _goes_before(page: Page, before: str, title: str) -> bool:
    """Whether a line is the beginning of the title on the lines after it."""
    if page.first("begins", before) or (page.first("continues", title) and page.first("slogan", before)):
        return True
    if not _about(page, title):
        return False
    return bool(
        page.first("organ", before)
        or page.first("place", before)
        or (page.first("fragment", title) and page.first("slogan", before) and _says_of_what(page, before))
    )


def _says_of_what(page: Page, line: str) -> bool:
    """Whether a line names a year, a place or a body."""
    return not _about(page, line) or page.first("year", line) is not None


def _end(page: Page, at: int, end: int) -> int:
    """Where a title ends that goes on in the lines after it."""
    while end < min(len(page.head), at + LINES) and page.first("continues", page.line(page.head[end])):
        if not _is_title(page, _joined(page, at, end + 1)):
            break
        end += 1
    if end < len(page.head) and _is_title(page, _joined(page, at, end), ("paper",)):
        following = page.line(page.head[end])
        more = _is_title(page, following) and not _is_whole(page, following)
        if more and _is_title(page, _joined(page, at, end + 1)):
            return end + 1
    return end


def _about(page: Page, title: str) -> bool:
    """Whether a title leaves its body to the line before: it names neither body nor place."""
    return not any(page.first(field, title) for field in ("author", "region", "nation"))


def hinted(page: Page) -> str | None:
    """The title of the file, without the names of the site, if it is a report's."""
    return _part(page, page.text.hints.title or "")


def called(page: Page) -> str | None:
    """The name of the file, if somebody gave it the title of a report."""
    return _part(page, closed(PurePath(page.text.source.name).stem))


def parts(whole: str) -> list[str]:
    """The names that the title of a web page or of a file consists of."""
    return [part.strip() for part in _SITE.split(_SUFFIX.sub("", whole)) if part.strip()]


def _part(page: Page, whole: str) -> str | None:
    """The part that is a report's title; one that says of whom or of what year goes before another."""
    found = [part for part in (*parts(whole), whole) if _is_title(page, fold(part))]
    telling = [part for part in found if _says_of_what(page, fold(_cleaned(page, part)))]
    return next((cleaned for part in (*telling, *found) if (cleaned := _cleaned(page, part))), None)

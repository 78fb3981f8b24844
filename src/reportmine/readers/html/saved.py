"""Pages as a browser saves them: page.html, and a folder page_files beside it with what the page takes in.

Where a page is only a frame around others, its text stands in that folder. Nothing else is ever looked at: no
other folder, nothing that a link leads to, nothing on the net.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from ...dataclass import replace
from ...expression import expression
from ...records import Notice
from ..document import Document, Limits, Unreadable
from .decode import decode_page

LEAST = 200  # characters of an article; a page with less may be a frame around another
MOST_FRAMES = 50
ENDS = ("_files", ".files")  # of the name of the folder: browsers of today, and those before
PAGES = frozenset((".html", ".htm", ".shtml", ".xhtml"))
_FRAME = expression(
    r"<i?frame\b[^<>]{0,2000}?\bsrc\s{0,9}=\s{0,9}(?:\"([^\"]{0,1000})\"|'([^']{0,1000})'|([^\s\"'<>]{1,1000}))",
    re.I,
)
_SCRIPT = expression(r"<(script|style|noscript)\b.*?(?:</\1|\Z)", re.I | re.S)
_TAG = expression(r"<[^<>]*>")


def folders(page: Path) -> list[Path]:
    """The folders that a browser has put beside a page."""
    found = (page.with_name(page.stem + end) for end in ENDS) if page.suffix.lower() in PAGES else ()
    return [one for one in found if one.is_dir()]


def frames(page: Path, limits: Limits) -> Iterator[Path]:
    """The pages that stand in a saved page's frames, and in theirs, each once; none of a page without folder.

    What cannot be read or is above the limits is passed over.
    """
    beside = [one.resolve() for one in folders(page)]
    waiting, seen = ([page] if beside else []), {page.resolve()}
    while waiting:
        outer = waiting.pop(0)
        for named in _named(outer, limits):
            place = (outer.parent / named).resolve()
            inside = any(place.is_relative_to(folder) for folder in beside)
            if inside and place not in seen and len(seen) <= MOST_FRAMES and place.is_file():
                seen.add(place)
                waiting.append(outer.parent / named)
                yield outer.parent / named


def files(page: Path, limits: Limits) -> list[Path]:
    """What of a page is to be read where each file is one for itself: the page, and those in its frames.

    A page that has frames and no sentence of its own is left out.
    """
    inner = list(frames(page, limits))
    return (
        inner if inner and "。" not in _TAG.sub("", _SCRIPT.sub("", _text(page, limits))) else [page, *inner]
    )


def _text(page: Path, limits: Limits) -> str:
    """The source of a page; nothing of one that cannot be read or is above the limits."""
    try:
        limits.check(page.stat().st_size)
        return decode_page(page.read_bytes()).text
    except (OSError, ValueError):
        return ""


def _named(page: Path, limits: Limits) -> Iterator[str]:
    """What the frames of a page name, as it stands and without the signs of addresses."""
    for hit in _FRAME.finditer(_text(page, limits)):
        said = unescape(hit[1] or hit[2] or hit[3] or "").strip()
        if not said or "\0" in said or ":" in said or said.startswith(("/", "\\")):
            continue
        for one in dict.fromkeys((said, unquote(said.partition("#")[0].partition("?")[0]))):
            if Path(one).suffix.lower() in PAGES:
                yield one.replace("\\", "/")


def read(one: Callable[[bytes], Document], data: bytes, page: Path, limits: Limits) -> Document:
    """A page as `one` reads it, or the page in one of its frames where the text stands there.

    Raises Unreadable.
    """
    problem, best = None, None
    try:
        best = one(data)
        if len(best.text) >= LEAST:
            return best
    except Unreadable as error:
        problem = error
    for place in frames(page, limits):
        try:
            made = one(place.read_bytes())
        except (Unreadable, OSError):
            continue
        if best is None or len(made.text) > max(LEAST, len(best.text)):
            best = replace(made, notices=(_framed(place), *made.notices))
    if best is None:
        raise problem or Unreadable("has no text", "save the page again")
    return best


def _framed(place: Path) -> Notice:
    name = f"{place.parent.name}/{place.name}"
    message = f"the page is a frame around another, which is read in its place: {name}"
    return Notice(code="frame", message=message, start=None, end=None)

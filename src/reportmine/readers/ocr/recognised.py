"""PDF, OFD and pictures whose pages OCR has seen: what it saw in place of the pages' own letters.

Before the file stands a line of JSON: its kind, the pages as seen, and those that could not be.
"""

from __future__ import annotations

import json
from contextlib import closing

from ...dataclass import replace
from ...rules.rule import RuleSet
from ..document import Document, Limits, Textless, Unreadable
from ..pdf.pages import Pages
from ..pdf.sheet import Glyph, Shapes, Sheet
from .doubts import doubts
from .mended import mended
from .seen import Seen, seen


def read(data: bytes, limits: Limits, rules: RuleSet) -> Document:
    """The text of a file whose pages were seen. Raises Unreadable."""
    said, _, file = data.partition(b"\n")
    told = json.loads(said)
    pages = {page.number: page for page in map(_mended, map(seen, told["seen"]))}
    made = Pages(limits, rules, told["left"])
    properties = {}
    if file:
        add = _add_ofd if told["kind"] == "ofd" else _add_pdf
        properties = add(file, pages, made, limits)
    else:
        for number in range(1, max((*pages, *told["left"]), default=0) + 1):
            made.add(_sheet(pages[number]) if number in pages else _empty(number))
    try:
        made.check()
    except Textless:
        raise Unreadable("has no text that OCR can read", "scan it at 300 dots an inch") from None
    document = made.document(properties, sorted(pages))
    return replace(document, doubts=doubts(document, pages.values()))


def _add_pdf(file: bytes, pages: dict[int, Seen], made: Pages, limits: Limits) -> dict[str, str]:
    """Adds the pages of a PDF, and gives its properties."""
    from ..pdf.fonts import own_fonts_only  # not for a picture, which needs no PDFium
    from ..pdf.glyphs import ALONE, open_document, sheets
    from ..pdf.guard import check as guard

    guard(file, limits)
    with ALONE, own_fonts_only(), closing(open_document(file)) as document:
        for sheet in sheets(document):
            page = pages.get(sheet.number)
            made.add(sheet if page is None else _sheet(page))
        properties: dict[str, str] = document.get_metadata_dict()
    return properties


def _add_ofd(file: bytes, pages: dict[int, Seen], made: Pages, limits: Limits) -> dict[str, str]:
    """Adds the pages of an OFD, and gives its properties."""
    from ..ofd.document import File
    from ..ofd.read import properties, sheet

    opened = File(file, limits)
    for number, part in enumerate(opened.pages(), 1):
        page = pages.get(number)
        made.add(sheet(part, number) if page is None else _sheet(page))
    return properties(opened)


def _mended(page: Seen) -> Seen:
    return replace(page, lines=tuple(map(mended, page.lines)))


def _empty(number: int) -> Sheet:
    return Sheet(number, 1.0, 1.0, [], [], [], 0, 0, shapes=[Shapes([], [], [], [])])


def _sheet(page: Seen) -> Sheet:
    """A page as its letters would make it."""
    glyphs = [Glyph(s.sign, s.left, s.right, s.y, s.size, 0, s.spaced) for line in page.lines for s in line]
    drawn = Shapes([], list(page.rules), [], [])
    return Sheet(page.number, page.width, page.height, glyphs, [], [], 0, len(glyphs), shapes=[drawn])

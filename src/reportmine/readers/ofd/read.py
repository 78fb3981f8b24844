"""OFD: the text of its pages in reading order, put back into paragraphs and tables as that of a PDF is."""

from __future__ import annotations

from ...rules.rule import RuleSet
from ..document import Document, Limits, Textless, Unreadable
from ..markup import scan
from ..pdf.pages import OCR, Pages
from ..pdf.sheet import Sheet
from .content import Content
from .document import POINTS, File, Part


def read(data: bytes, limits: Limits, rules: RuleSet) -> Document:
    """The text of all documents of a file, one paragraph a line. Raises Unreadable."""
    file = File(data, limits)
    made = Pages(limits, rules)
    number = drawn = 0
    for number, part in enumerate(file.pages(), 1):
        drawn += sum(len(xml) for _, xml in part.layers)  # a template once for each page
        limits.check(drawn, "unpacks to")
        made.add(sheet(part, number))
    if not number:
        raise Unreadable("has no page that can be read", "get it again, or export it as PDF")
    if not made.filled:
        raise Textless("is an OFD document without text (a scan)", OCR, made.scans)
    return made.document(properties(file))


def properties(file: File) -> dict[str, str]:
    """What the file says of itself."""
    return {"Title": file.title} if file.title else {}


def sheet(part: Part, number: int) -> Sheet:
    """A page: its letters, and what is drawn."""
    made = Sheet(number, part.box[2] * POINTS, part.box[3] * POINTS, [], [], [], 0, 0)
    content = Content(made, part.box)
    for name, xml in part.layers:
        scan(xml, name, content)
    content.finish()
    made.blank = not any(b"Object" in xml for _, xml in part.layers)
    return made

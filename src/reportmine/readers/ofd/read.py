"""OFD: the text of its pages in reading order, put back into paragraphs and tables as that of a PDF is."""

from __future__ import annotations

from ...rules.rule import RuleSet
from ..document import Document, Limits, Unreadable
from ..markup import scan
from ..pdf.pages import Pages
from ..pdf.sheet import Sheet
from .content import Content
from .document import POINTS, File, Part

_OCR = "export it as PDF and turn that into text with OCR, for example with ocrmypdf -l chi_sim"


def read(data: bytes, limits: Limits, rules: RuleSet) -> Document:
    """The text of all documents of a file, one paragraph a line. Raises Unreadable."""
    file = File(data, limits)
    made = Pages(limits, rules)
    number = drawn = 0
    for number, part in enumerate(file.pages(), 1):
        drawn += sum(len(xml) for _, xml in part.layers)  # a template once for each page
        limits.check(drawn, "unpacks to")
        made.add(_sheet(part, number))
    if not number:
        raise Unreadable("has no page that can be read", "get it again, or export it as PDF")
    if not made.filled:
        raise Unreadable("is an OFD document without text (a scan)", _OCR)
    return made.document({"Title": file.title} if file.title else {})


def _sheet(part: Part, number: int) -> Sheet:
    sheet = Sheet(number, part.box[2] * POINTS, part.box[3] * POINTS, [], [], [], 0, 0)
    content = Content(sheet, part.box)
    for name, xml in part.layers:
        scan(xml, name, content)
    content.finish()
    return sheet

"""PDF: the text layer, page by page, put back into paragraphs. Through PDFium."""

from __future__ import annotations

from contextlib import closing

from ...rules.rule import RuleSet
from ..document import Document, Limits
from .example import example as example  # what warms a process that reads many
from .fonts import own_fonts_only
from .glyphs import ALONE, open_document, sheets
from .guard import check as guard
from .pages import Pages


def read(data: bytes, limits: Limits, rules: RuleSet) -> Document:
    """The text of a PDF, one paragraph a line. Raises Unreadable."""
    guard(data, limits)
    with ALONE, own_fonts_only(), closing(open_document(data)) as document:
        properties = document.get_metadata_dict()
        made = Pages(limits, rules)
        for sheet in sheets(document):
            made.add(sheet)
    made.check()
    return made.document(properties)

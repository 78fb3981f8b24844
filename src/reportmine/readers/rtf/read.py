"""Rich text: what Word shows of it, in GB18030 and other code pages or in Unicode, with its tables."""

from __future__ import annotations

from ...dataclass import replace
from ..document import Document, Limits, Unreadable
from ..found import Found, Writer, put_notes, whole
from ..markup import REMEDY
from ..plain import replaced_characters
from .body import Body
from .tokens import tokens

MOST_DEEP = 1000  # groups within each other
_BEGINS = b"{\\rtf"


def read(data: bytes, limits: Limits) -> Document:
    """The text of a document. Raises Unreadable: no rich text, cut short, too deep, too large."""
    if not data.lstrip().startswith(_BEGINS):
        raise Unreadable("is no RTF document", "leave out --type rtf")
    writer, found = Writer(limits), Found()
    body = Body(writer.put, found)
    depth, closed = 0, False
    for token in tokens(data):
        if token.word == "{":
            depth += 1
            if depth > MOST_DEEP:
                raise Unreadable(f"nests its groups more than {MOST_DEEP:,} deep", REMEDY)
            body.opens()
        elif token.word == "}":
            depth -= 1
            body.closes()
            if depth <= 0:
                closed = True
                break
        else:
            body.take(token)
    if not closed:
        raise Unreadable("is cut short or damaged (a group is not closed)", REMEDY)
    body.finish()
    put_notes(body.notes, writer, found)
    document = whole(writer, found, limits)
    if body.replaced and (lost := document.text.count("\ufffd")):
        told = replaced_characters(document.text, lost)
        document = replace(document, notices=(told, *document.notices))
    return document

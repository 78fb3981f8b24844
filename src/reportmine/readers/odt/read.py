"""OpenDocument texts: what LibreOffice and WPS show, with their numbers written out and notes at the end."""

from __future__ import annotations

from ..document import Document, Limits, Unreadable
from ..found import Found, Writer, noted, notices
from ..markup import scan
from ..open import content
from .body import Body
from .styles import styles


def read(data: bytes, limits: Limits) -> Document:
    """The text of a document. Raises Unreadable: no such document, damaged, encrypted, too large."""
    archive, xml = content(data, limits)
    parts = archive.unpack("styles.xml")
    writer, found = Writer(limits), Found()
    body = Body(styles({**parts, "content.xml": xml}), writer.put, found)
    scan(xml, "content.xml", body)
    for kind in ("footnote", "endnote"):
        notes = {str(place): blocks for place, blocks in enumerate(body.notes.get(kind, ()))}
        found.notes = dict.fromkeys((kind, name) for name in notes)
        for block in noted(kind, notes, found):
            writer.put(block)
    if found.pictures and not writer.composer.length:
        raise Unreadable("holds pictures and no text", "recognise its text (OCR) and save that")
    document = writer.composer.document(notices=tuple(notices(found)))
    limits.check_text(len(document.text.encode("utf-8", "replace")))
    return document

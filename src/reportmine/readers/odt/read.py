"""OpenDocument texts: what LibreOffice and WPS show, with their numbers written out and notes at the end."""

from __future__ import annotations

from ..document import Document, Limits
from ..found import Found, Writer, put_notes, whole
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
    put_notes(body.notes, writer, found)
    return whole(writer, found, limits)

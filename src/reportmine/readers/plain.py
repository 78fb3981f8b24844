"""Plain text in any encoding that Chinese reports come in."""

from __future__ import annotations

from ..records import Notice
from .decoding import decode
from .document import Document, Limits


def read(data: bytes, limits: Limits) -> Document:
    """The text itself, every character of it. Raises Unreadable."""
    decoded = decode(data)
    return Document(decoded.text, decoded.encoding, notices=tuple(_notices(decoded.text, decoded.replaced)))


def _notices(text: str, replaced: int) -> list[Notice]:
    found = [replaced_characters(text, replaced)] if replaced else []
    if text[:1000].lstrip("\ufeff \t\r\n").lower().startswith(("<!doctype html", "<html")):
        message = "looks like HTML: its tags are read as text; leave out --type text to read it as a page"
        found.append(Notice(code="html", message=message, start=None, end=None))
    return found


def replaced_characters(text: str, count: int) -> Notice:
    """That `count` places of a text could not be decoded."""
    start = text.find("\ufffd")
    message = f"{count} place(s) could not be decoded and hold � instead, the first at {start}"
    return Notice(code="replaced-characters", message=message, start=start, end=start + 1)

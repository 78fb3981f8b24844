"""Web archives: the page in a MIME message that a browser saved."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from ...expression import expression
from ...rules.rule import RuleSet
from ..document import Document, Limits, Unreadable
from . import read as html
from .decode import decode_page

MOST_PARTS = 10_000
LONGEST_TYPE = 1000  # bytes of a field that says what a part is, and of what encoding
_TYPE = expression(rb"^content-type:[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M)
LEAST = 200  # characters of an article; a page with less may be a frame around another


def read(data: bytes, limits: Limits, rules: RuleSet) -> Document:
    """The article of the archive's page. Names of parts are never used as paths. Raises Unreadable."""
    try:
        parts = _pages(message_from_bytes(_TYPE.sub(_short, data)))
    except (MessageError, RecursionError, ValueError, LookupError):
        raise Unreadable("is a damaged web archive", "save the page again, as HTML only") from None
    if not parts:
        raise Unreadable("is a web archive without a page in it", "save the page again, as HTML only")
    best: Document | None = None
    problem: Unreadable | None = None
    size = 0
    for payload, charset in parts:
        size += len(payload)
        limits.check(size, "unpacks to")
        try:
            made = html.from_decoded(decode_page(payload, charset), limits, rules)
        except Unreadable as error:
            problem = problem or error
            continue
        if best is None or len(made.text) > 5 * len(best.text):
            best = made
        if len(best.text) >= LEAST:
            break
    if best is None:
        raise problem or Unreadable("has no text", "save the page again, as HTML only")
    return best


def _short(field: re.Match[bytes]) -> bytes:
    """A field of type, cut: the library needs time by the square of its parameters' length."""
    return field[0][:LONGEST_TYPE]


def _pages(message: Message) -> list[tuple[bytes, str | None]]:
    """The HTML parts with their declared encodings, the root of the archive first."""
    start = message.get_param("start")
    root = start.strip() if isinstance(start, str) else None
    found: list[tuple[bool, bytes, str | None]] = []
    open_parts = [message]
    seen = 0
    while open_parts and seen < MOST_PARTS:
        part = open_parts.pop()
        seen += 1
        content = part.get_payload()
        if part.is_multipart() and isinstance(content, list):
            open_parts += [one for one in reversed(content) if isinstance(one, Message)]
        elif part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                first = root is not None and str(part.get("Content-ID", "")).strip() == root
                found.append((not first, payload, part.get_content_charset()))
    found.sort(key=lambda one: one[0])
    return [(payload, charset) for _, payload, charset in found]

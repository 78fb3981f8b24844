"""Old documents of Word and WPS: told whether they are encrypted, turned into DOCX, and read as such."""

from __future__ import annotations

import struct

from ...rules.rule import RuleSet
from ..compound import Damaged, stream
from ..document import Document, Limits, Unreadable
from ..docx.read import read as read_docx
from ..markup import REMEDY
from .office import converted

_FLAGS = 10  # where the head of a document has its flags (MS-DOC, FibBase)
_ENCRYPTED = 0x0100


def read(data: bytes, limits: Limits, rules: RuleSet) -> Document:
    """The text as LibreOffice shows it. Raises Unreadable."""
    try:
        head = stream(data, "WordDocument")
    except Damaged as error:
        raise Unreadable(f"is cut short or damaged ({error})", REMEDY) from None
    flags = struct.unpack_from("<H", head, _FLAGS)[0] if head and len(head) >= _FLAGS + 2 else 0
    if flags & _ENCRYPTED:
        raise Unreadable("is encrypted", "save a copy without a password")
    return read_docx(converted(data, ".doc", limits), limits, rules)

"""What kind of file some bytes are: told from the bytes, and from the suffix where they do not say."""

from __future__ import annotations

import re

from ..expression import expression
from .document import Unreadable
from .docx.flat import is_flat
from .registry import BY_NAME, of_text

_SAVE = "open it in Word, WPS or LibreOffice and save it as DOCX or PDF"
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
_OCR = "save it as PNG"
_UNPACK = "unpack it first"

_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"GIF87a", "is a GIF picture, not text", _OCR),
    (b"GIF89a", "is a GIF picture, not text", _OCR),
    (b"\x1f\x8b", "is packed with gzip", _UNPACK),
    (b"BZh91AY&SY", "is packed with bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "is packed with xz", _UNPACK),
    (b"(\xb5/\xfd", "is packed with zstd", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive, not text", _UNPACK),
    (b"Rar!\x1a\x07", "is a RAR archive, not text", _UNPACK),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = ("EncryptedPackage", "is an encrypted office document", "save a copy without a password")
_INSIDE_OLE = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"))
"""Names of streams, and the reader of a file that has them."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_FRONT = 4096  # bytes that show what a file is
_PDF_FRONT = 1024  # a PDF's header may stand behind other bytes
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML = expression(
    rb"(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|body|meta|title|script|div|table|p|h[1-6]|style|section|article|center|span|font|main|header|ul|ol)\b",
    re.I | re.S,
)
_XML_SHEET = expression(rb"<(?:\w+:)?Workbook\s[^>]*urn:schemas-microsoft-com:office:spreadsheet")
_FIELD = expression(rb"[!-9;-~]{1,80}:")
_LONGEST_HEAD = 1_000_000  # bytes of the head of a message
_MAIL = expression(rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.M)
_RELATED = expression(rb"^content-type:\s*(?:multipart/(?:related|mixed|alternative)|text/html)", re.I | re.M)
_PAGE_PART = expression(rb"^content-type:\s*(?:text/html|application/xhtml)", re.I | re.M)
_TAGS = expression(rb"</(?:p|div|span|td|table|body|html)\s*>", re.I)


def sniff(data: bytes, suffix: str) -> str:
    """The name of the reader for some bytes. Raises Unreadable for what none reads."""
    _refuse(data)
    if (picture := next((name for magic, name in _PICTURES if data.startswith(magic)), None)) is not None:
        return picture
    if data.startswith(_OLE):
        return _old_office(data, suffix)
    if data.startswith(b"%PDF-") or (b"%PDF-" in data[:_PDF_FRONT] and b"endobj" in data):
        return "pdf"
    if data.startswith(_ZIP):
        from .zipped import told  # not for a text

        return told(data, suffix)
    front = _ascii(data[:_FRONT])
    if front.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if is_flat(front):
        return "docx"
    if _XML_SHEET.search(front):
        raise Unreadable(
            "is a spreadsheet as one XML file (Excel 2003), which is not read", "save it as XLSX"
        )
    if _FIELD.match(front) and _is_archive(data):
        return "mhtml"
    named_html = suffix in BY_NAME["html"].suffixes
    if _HTML.match(front) or (named_html and _TAGS.search(_ascii(data))):
        return "html"
    return of_text(suffix)


def _refuse(data: bytes) -> None:
    """Raises Unreadable for what is known and not read."""
    for magic, problem, remedy in _REFUSED:
        if data.startswith(magic):
            raise Unreadable(problem, remedy)


def _is_archive(data: bytes) -> bool:
    """Whether a page stands in a message. Its head may be long: some hold who sent it to whom."""
    head = _MAIL.match(_ascii(data[:_LONGEST_HEAD]))
    return head is not None and bool(_RELATED.search(head.group()) and _PAGE_PART.search(data))


def _old_office(data: bytes, suffix: str) -> str:
    """The name of the reader for an old document of Office. Raises Unreadable for what none reads."""
    stream, problem, remedy = _ENCRYPTED
    if stream.encode("utf-16-le") in data:
        raise Unreadable(problem, remedy)
    for stream, name in _INSIDE_OLE:
        if (stream + "\0").encode("utf-16-le") in data:
            return name
    if suffix in BY_NAME["doc"].suffixes:
        return "doc"
    raise Unreadable("is an old office document (doc, wps, xls), which is not read", _SAVE)


def _ascii(data: bytes) -> bytes:
    """The bytes without a byte order mark, and without the zeros of UTF-16."""
    for mark in _MARKS:
        if data.startswith(mark):
            data = data[len(mark) :]
    return data.replace(b"\0", b"") if data.count(0) > len(data) // 4 else data

"""Bytes to characters: which encoding a file is in, and which files are no text at all."""

from __future__ import annotations

import re
from dataclasses import dataclass


class Undecodable(ValueError):
    """The bytes are no text: what they are, and what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem}; {remedy}")


@dataclass(frozen=True)
class Decoded:
    """`data.decode(encoding, "replace")` gives `text` again."""

    text: str
    encoding: str
    replaced: int = 0  # how many places could not be decoded and hold U+FFFD instead

    @property
    def foreign(self) -> int:
        """Characters beyond ASCII that were decoded well."""
        return len(_BEYOND_ASCII.sub("", self.text)) - self.replaced


_SAVE_AS_TEXT = "save it as plain text (UTF-8) first"
_OCR = "turn it into text with OCR first"
_UNPACK = "unpack it first"

MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "is a PDF, not text", "take its text out first, for example with pdftotext"),
    (b"PK\x03\x04", "is a ZIP or an office document (docx, xlsx, ofd), not text", _SAVE_AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old office document (doc, xls), not text", _SAVE_AS_TEXT),
    (b"{\\rtf", "is an RTF document, not text", _SAVE_AS_TEXT),
    (b"\x89PNG\r\n\x1a\n", "is a PNG picture, not text", _OCR),
    (b"\xff\xd8\xff", "is a JPEG picture, not text", _OCR),
    (b"GIF8", "is a GIF picture, not text", _OCR),
    (b"II*\x00", "is a TIFF picture, not text", _OCR),
    (b"MM\x00*", "is a TIFF picture, not text", _OCR),
    (b"\x1f\x8b", "is packed with gzip", _UNPACK),
    (b"BZh", "is packed with bzip2", _UNPACK),
    (b"\xfd7zXZ\x00", "is packed with xz", _UNPACK),
    (b"(\xb5/\xfd", "is packed with zstd", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive, not text", _UNPACK),
    (b"Rar!\x1a\x07", "is a RAR archive, not text", _UNPACK),
)

# UTF-32 first: its little-endian mark begins with that of UTF-16
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

_CONTROLS = [chr(code) for code in (*range(9), *range(14, 32), 127)]
_BEYOND_ASCII = re.compile(r"[\x00-\x7f]+")
# what Chinese reports are written in: ASCII, signs, enclosed numbers, ideographs, full-width forms
_USUAL = re.compile(
    r"[\t\n\r\x20-\x7e\xa0-\xff\u2000-\u206f\u2100-\u22ff\u2460-\u24ff\u25a0-\u25ff"
    r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+"
)


def _lenient(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        genuine = data.count("\ufffd".encode(encoding)) if encoding in ("utf-8", "utf-8-sig") else 0
        return Decoded(text, encoding, max(1, text.count("\ufffd") - genuine))


def _usual(text: str) -> float:
    """The share of characters that a Chinese report would be written in."""
    return 1 - len(_USUAL.sub("", text)) / max(1, len(text))


def _common(text: str) -> float:
    """The share of common Chinese characters and signs: those that GB 2312 lists before its rare ones.

    Above 0.99 in real reports and 0.6 in traditional script; 0.3 in Big5 or chance bytes read as GB18030.
    """
    return sum(lead < 0xD8 for lead in text.encode("gb2312", "ignore")[::2]) / max(1, len(text))


def _unmarked_utf16(data: bytes) -> Decoded | None:
    if len(data) % 2:
        return None
    tries = [_lenient(data, encoding) for encoding in ("utf-16-le", "utf-16-be")]
    best = max(tries, key=lambda decoded: _usual(decoded.text))
    return best if not best.replaced and _usual(best.text) > 0.85 else None


def _guess(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data, encoding)
    utf8 = _lenient(data, "utf-8")
    nuls = data.count(0)
    if not utf8.replaced and nuls * 10 <= len(data):
        return utf8
    if nuls and (utf16 := _unmarked_utf16(data)):
        return utf16
    # UTF-8 with damage still has more whole characters than broken ones; GB18030 read as UTF-8 has not
    if not utf8.replaced or utf8.foreign > utf8.replaced:
        return utf8
    gb = _lenient(data, "gb18030")
    if gb.foreign > 9 * gb.replaced and _common(_BEYOND_ASCII.sub("", gb.text)) > 0.5:
        return gb
    return utf8


def decode(data: bytes) -> Decoded:
    """The text of `data`, read whole: by its byte order mark, else as UTF-8, UTF-16 or GB18030.

    Every character stays, line ends and NULs too. Raises Undecodable.
    """
    for magic, problem, remedy in MAGIC:
        if data.startswith(magic):
            raise Undecodable(problem, remedy)
    decoded = _guess(data)
    text = decoded.text
    if 10 * sum(map(text.count, _CONTROLS)) > len(text):
        raise Undecodable("is binary, not text", _SAVE_AS_TEXT)
    if decoded.foreign < decoded.replaced and 10 * decoded.replaced > len(text):
        remedy = "convert it to UTF-8 first, for example with iconv"
        raise Undecodable("is not text in UTF-8, GB18030 or UTF-16", remedy)
    return decoded

"""Bytes to characters: which encoding a file is in, and which files are no text at all."""

from __future__ import annotations

from ..dataclass import dataclass
from ..expression import expression
from ..text import traditional
from .document import Unreadable


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


LEAST = 0.65  # share of common characters in a text that is Chinese

_SAVE_AS_TEXT = "save it as plain text (UTF-8) first"
# UTF-32 first: its little-endian mark begins with that of UTF-16
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)

_CONTROLS = [chr(code) for code in (*range(9), *range(14, 32), 127)]
_BEYOND_ASCII = expression(r"[\x00-\x7f]+")
# what Chinese reports are written in: ASCII, signs, enclosed numbers, ideographs, full-width forms
_USUAL = expression(
    r"[\t\n\r\x20-\x7e\xa0-\xff\u2000-\u206f\u2100-\u22ff\u2460-\u24ff\u25a0-\u25ff"
    r"\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+"
)

_COMMON = frozenset((0xA1, 0xA2, 0xA3, 0xA9, *range(0xB0, 0xD8)))  # first bytes in GB 2312


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
    """The share of common Chinese characters, in either script, and of signs and lines of tables.

    The common characters are those that GB 2312 lists before its rare ones. About 1 in real reports; 0.2 to
    0.4 in Big5 read as GB18030, the other way round, and in chance bytes.
    """
    plain = text.translate(traditional.pairs())
    leads = plain.encode("gb2312", "ignore")[::2]
    return sum(map(_COMMON.__contains__, leads)) / max(1, len(text))


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
    # UTF-8 with damage still has many more whole characters than broken ones
    if not utf8.replaced or utf8.foreign > 9 * utf8.replaced:
        return utf8
    return _commonest(data, utf8) or utf8


def _commonest(data: bytes, utf8: Decoded) -> Decoded | None:
    """Damaged UTF-8, GB18030 or Big5, by the commonest characters; None where none is Chinese."""
    # characters of Hong Kong, else those of Microsoft's own
    gb, hongkong, taiwan = (_lenient(data, encoding) for encoding in ("gb18030", "big5hkscs", "cp950"))
    big5 = taiwan if taiwan.replaced < hongkong.replaced else hongkong
    sound = [one for one in (gb, big5) if one.foreign > 9 * one.replaced]
    if utf8.foreign > utf8.replaced:
        sound.append(utf8)
    shares = [_common(_BEYOND_ASCII.sub("", one.text)) for one in sound]
    best = max(shares, default=0.0)
    return sound[shares.index(best)] if best > LEAST else None


def decode(data: bytes) -> Decoded:
    """The text of `data`, read whole: by its byte order mark, else as UTF-8, UTF-16, GB18030 or Big5.

    Every character stays, line ends and NULs too. Raises Unreadable.
    """
    decoded = _guess(data)
    text = decoded.text
    if 10 * sum(map(text.count, _CONTROLS)) > len(text):
        raise Unreadable("is binary, not text", _SAVE_AS_TEXT)
    if decoded.foreign < decoded.replaced and 10 * decoded.replaced > len(text):
        remedy = "convert it to UTF-8 first, for example with iconv"
        raise Unreadable("is not text in UTF-8, UTF-16, GB18030 or Big5", remedy)
    return decoded

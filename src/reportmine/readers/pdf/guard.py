"""What the streams of a PDF unpack to, found out before PDFium unpacks them: it knows no limit of its own."""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Iterator
from itertools import chain, pairwise

from ...expression import expression
from ..document import Limits, Unreadable

FIRST, STEP = 1 << 12, 1 << 20  # bytes unpacked at a time, at first and at most
MOST_STREAMS = 300_000
DEEPEST = 3  # packings within each other
LOOK_BACK = 4000  # bytes before a stream in which its dictionary is sought
PICTURES = 4  # times the limit: PDFium does not unpack pictures to read text
LZW = 400  # times its size: what an LZW stream may unpack to (it is out of use, and not unpacked here)
WORK = 32  # times the limit: all that is unpacked here, pictures and fonts too
_STREAM = expression(rb"(?<!end)stream\r?\n")
_ESCAPED = expression(rb"#([0-9A-Fa-f]{2})")
_PICTURE = expression(rb"/Subtype\s*/Image\b")
_FONT = expression(rb"/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)\b")
_LZW = expression(rb"/LZW(?:Decode)?\b")
_BASE85, _BASE16 = expression(rb"/(?:ASCII85Decode|A85)\b"), expression(rb"/(?:ASCIIHexDecode|AHx)\b")


def check(data: bytes, limits: Limits) -> None:
    """Raises Unreadable where streams unpack to more than the limit; of pictures and fonts each by itself."""
    total = work = 0
    for described, packed, length in _streams(data):
        picture, font = _PICTURE.search(described), _FONT.search(described)
        size = 0
        if _LZW.search(described) and not picture:
            limits.check(LZW * length, "may unpack to")
        for step in _unpacked(packed):
            size += step
            work += step
            limits.check(size // PICTURES if picture else size, "unpacks to")
            limits.check(work // WORK, "unpacks to")
        if not picture and not font:
            total += size
            limits.check(total, "unpacks to")


def _streams(data: bytes) -> Iterator[tuple[bytes, memoryview, int]]:
    """The dictionary of each stream, its bytes (and what follows), and their count.

    As far as these can be told without reading the objects; nothing is looked at twice. Raises Unreadable.
    """
    view = memoryview(data)
    last = end = 0
    for count, (match, following) in enumerate(pairwise(chain(_STREAM.finditer(data), (None,)))):
        if match is None:
            return
        if count == MOST_STREAMS:
            raise Unreadable(f"has more than {MOST_STREAMS:,} streams", "print it to a new PDF")
        before = data[max(last, match.start() - LOOK_BACK) : match.start()]
        described = _ESCAPED.sub(lambda hit: bytes([int(hit[1], 16)]), before[before.rfind(b"obj") + 1 :])
        last = match.end()
        if end < last:
            found = data.find(b"endstream", last)
            end = len(data) if found < 0 else found
        packed = view[last:]
        if _BASE85.search(described) or _BASE16.search(described):
            stop = min(end, following.start()) if following else end
            packed = memoryview(_plain(data[last:stop], described))
        yield described, packed, end - last


def _plain(coded: bytes, described: bytes) -> bytes:
    """Bytes written as letters."""
    try:
        if _BASE85.search(described):
            body = coded.split(b"~>")[0].strip().removeprefix(b"<~")
            return base64.a85decode(body, ignorechars=b" \t\n\r\v\f\0")
        return bytes.fromhex(coded.split(b">")[0].decode("ascii", "replace"))
    except (ValueError, binascii.Error):
        return b""


def _unpacked(packed: memoryview) -> Iterator[int]:
    """How many bytes each step of unpacking gives, at the depth that gives most."""
    if not _packed(bytes(packed[:2])):
        return
    unpackers = [zlib.decompressobj()]
    at, step = 0, FIRST
    while at < len(packed) and not unpackers[0].eof:
        try:
            yield from _through(unpackers, 0, bytes(packed[at : at + step]))
        except zlib.error:
            return
        at, step = at + step, min(2 * step, STEP)


def _through(unpackers: list[zlib._Decompress], depth: int, chunk: bytes) -> Iterator[int]:
    """Unpacks a chunk, step by step, and what it holds if that is packed again."""
    unpacker = unpackers[depth]
    while chunk and not unpacker.eof:
        out = unpacker.decompress(chunk, STEP)
        yield len(out)
        if depth + 1 == len(unpackers) < DEEPEST and _packed(out[:2]):
            unpackers.append(zlib.decompressobj())
        if depth + 1 < len(unpackers):
            yield from _through(unpackers, depth + 1, out)
        chunk = unpacker.unconsumed_tail
        if not out and not chunk:
            return


def _packed(head: bytes) -> bool:
    """Whether it begins as zlib does."""
    return len(head) == 2 and head[0] & 15 == 8 and (head[0] << 8 | head[1]) % 31 == 0

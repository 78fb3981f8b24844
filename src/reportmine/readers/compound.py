"""Compound files (OLE), as Office wrote them until 2007: one stream of them, by its name."""

from __future__ import annotations

import struct
from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # sector numbers from here on are marks
_ENTRY = 128  # bytes of an entry of the directory
_IN_HEADER = 109  # sectors of the table that the header names


class Damaged(ValueError):
    """It is no compound file, or leads nowhere."""


def stream(data: bytes, *names: str) -> bytes | None:
    """The first stream that has one of the names; None where there is none. Raises Damaged."""
    try:
        return _Compound(data).stream(names)
    except (struct.error, IndexError) as error:
        raise Damaged(str(error)) from None


class _Compound:
    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise Damaged("no compound file")
        self._data = data
        shift, short_shift = struct.unpack_from("<HH", data, 30)
        if not 7 <= shift <= 16 or not 4 <= short_shift < shift:
            raise Damaged("odd sizes of sectors")
        self._size, self._short = 1 << shift, 1 << short_shift
        self._start, _, self._cutoff, short_table = struct.unpack_from("<IIII", data, 48)
        self._table = self._numbers(self._tables())
        self._short_table = self._numbers(self._chain(short_table))

    def stream(self, names: tuple[str, ...]) -> bytes | None:
        """The content of an entry of the directory."""
        directory = b"".join(map(self._sector, self._chain(self._start)))
        root = b""
        for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            entry = directory[at : at + _ENTRY]
            long, kind = struct.unpack_from("<HB", entry, 64)
            first, size = struct.unpack_from("<II", entry, 116)
            name = entry[: max(0, min(long, 64) - 2)].decode("utf-16-le", "replace")
            if kind == 5:
                root = b"".join(map(self._sector, self._chain(first)))
            elif kind == 2 and name in names:
                return self._content(first, size, root)
        return None

    def _content(self, first: int, size: int, root: bytes) -> bytes:
        if size >= self._cutoff:
            return b"".join(map(self._sector, self._chain(first)))[:size]
        pieces, at = [], first
        for _ in range(size // self._short + 1):
            if at >= _LAST:
                break
            pieces.append(root[at * self._short : (at + 1) * self._short])
            at = self._short_table[at]
        return b"".join(pieces)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise Damaged("a sector beyond the end")
        return self._data[start : start + self._size]

    def _tables(self) -> Iterator[int]:
        """The sectors that say which sector follows which."""
        more, _ = struct.unpack_from("<II", self._data, 68)
        yield from struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76)
        seen = set()
        while more < _LAST and more not in seen:
            seen.add(more)
            *numbers, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            yield from numbers

    def _numbers(self, sectors: Iterator[int]) -> list[int]:
        found: list[int] = []
        for sector in sectors:
            if sector < _LAST:
                found += struct.unpack(f"<{self._size // 4}I", self._sector(sector))
        return found

    def _chain(self, number: int) -> Iterator[int]:
        """A sector and those that follow it, each once."""
        seen = set()
        while number < _LAST:
            if number in seen:
                raise Damaged("a circle of sectors")
            seen.add(number)
            yield number
            number = self._table[number]

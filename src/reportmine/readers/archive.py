"""A ZIP file of which named members alone are unpacked, within limits: what most kinds of documents are."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from .document import Limits, Unreadable
from .markup import REMEDY

MOST_MEMBERS = 10_000  # of the archive; large documents have some hundred
_ENTRY = b"PK\x01\x02"  # begins each entry of a ZIP's directory


class Archive:
    """An archive, opened. Members are found by name whatever their case or slashes, and never written."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises Unreadable for what is no ZIP file, or none to be opened."""
        self._limits = limits
        self._used = 0
        self._zip = _opened(data)
        self._members: dict[str, list[zipfile.ZipInfo]] = {}
        for member in self._zip.infolist():
            self._members.setdefault(_key(member.filename), []).append(member)

    @property
    def names(self) -> list[str]:
        """The names of all members, in lower case and with slashes."""
        return list(self._members)

    def has(self, name: str) -> bool:
        """Whether there is such a member."""
        return _key(name) in self._members

    def unpack(self, *names: str) -> dict[str, bytes]:
        """The members of these names that there are. Raises Unreadable, before unpacking too much."""
        found = {name: self._only(name) for name in names if self.has(name)}
        self._used += sum(member.file_size for member in found.values())
        self._limits.check(self._used, "unpacks to")
        return {name: self._read(member) for name, member in found.items()}

    def _only(self, name: str) -> zipfile.ZipInfo:
        members = self._members[_key(name)]
        if len(members) > 1:
            raise Unreadable(f"holds {name} {len(members)} times", REMEDY)
        return members[0]

    def _read(self, member: zipfile.ZipInfo) -> bytes:
        name = member.filename[-80:]
        if member.flag_bits & 1:
            raise Unreadable("is encrypted", "save a copy without a password")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(f"packs {name} in a way that no document does", REMEDY)
        try:
            # with a size, no more is unpacked than declared; without one, all that there is
            with self._zip.open(member) as stream:
                return stream.read(member.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError) as error:
            raise Unreadable(f"is damaged: {name} cannot be unpacked ({error})", REMEDY) from None


def _opened(data: bytes) -> zipfile.ZipFile:
    if data.count(_ENTRY) > MOST_MEMBERS:
        raise Unreadable(f"is an archive of more than {MOST_MEMBERS:,} members", REMEDY)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (
        zipfile.BadZipFile,
        OSError,
        struct.error,
        ValueError,
        NotImplementedError,
        OverflowError,
    ) as error:
        said = "is cut short or damaged" if data.startswith(b"PK") else "is no ZIP file, as it should be"
        raise Unreadable(f"{said} ({error})", REMEDY) from None


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()

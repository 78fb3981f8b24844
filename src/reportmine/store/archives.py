"""Reports in a zip archive, each read as a file of its own and named archive.zip/member.

Nothing is unpacked to the disk. Names that lead out of the archive are refused, and so are members and
archives that unpack to far more than they are.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..dataclass import dataclass
from ..expression import expression
from ..readers.document import MEGABYTE, Limits, Unreadable
from ..readers.registry import REPORTS, SOUGHT
from .items import ARCHIVES, Item, Unavailable, refused

MOST_MEMBERS = 200_000
MOST_PACKED = 200  # times that text is packed at best; what is packed more is no report
_UTF8 = 0x800  # the flag of a name in UTF-8
_ENCRYPTED = 0x1
_HEADER = 30  # bytes before a member at least
_DRIVE = expression(r"[A-Za-z]:")
_SAVE = "unpack it, and name the folder"


def name_of(member: zipfile.ZipInfo) -> str:
    """The name of a member: as UTF-8 where it is that, else as GBK, which Windows writes in China."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = name.encode()
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def is_safe(name: str) -> bool:
    """Whether a name stays within its archive."""
    return not (
        not name or name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/") or "\0" in name
    )


@dataclass
class Members:
    """The members of an archive; counts those passed over, as no reader has their suffix."""

    path: Path
    name: str
    max_size: int
    passed: int = 0

    def items(self) -> Iterator[Item]:
        """The files of the archive; one that says why where it cannot be read."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                members = archive.infolist()
                self._check(members)
        except Unavailable as error:
            yield refused(self.name, error)
            return
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError) as error:
            told = getattr(error, "strerror", None) or "it is broken, or no zip archive"
            missing = isinstance(error, FileNotFoundError)
            code, remedy = ("missing", "check the path") if missing else ("bad-archive", "pack it again")
            yield refused(self.name, Unavailable(code, f"cannot be read ({told}); {remedy}"))
            return
        seen: dict[str, int] = {}
        for member in sorted(members, key=lambda one: (name_of(one), one.header_offset)):
            name = name_of(member)
            if self._read(name):
                seen[name] = seen.get(name, 0) + 1
                again = f" ({seen[name]})" if seen[name] > 1 else ""
                yield self._item(member, name, again)

    def _read(self, name: str) -> bool:
        """Whether a member is to be read, or refused with a reason; the others are counted."""
        path = PurePosixPath(name)
        if name.endswith("/") or "__MACOSX" in path.parts or path.name.startswith("."):
            return False
        known = path.suffix.lower() in SOUGHT | REPORTS | ARCHIVES
        self.passed += not known
        return known

    def _item(self, member: zipfile.ZipInfo, name: str, again: str) -> Item:
        shown = f"{self.name}/{name}{again}"
        if not is_safe(name):
            return refused(shown, Unavailable("unsafe-name", f"its name leads out of the archive; {_SAVE}"))
        if PurePosixPath(name).suffix.lower() in ARCHIVES:
            return refused(shown, Unavailable("nested-archive", f"is an archive in an archive; {_SAVE}"))
        return Item(shown, lambda limits: self._bytes(member, limits))

    def _bytes(self, member: zipfile.ZipInfo, limits: Limits) -> bytes:
        try:
            if member.flag_bits & _ENCRYPTED:
                raise Unavailable("encrypted", "has a password; give a copy without one")
            limits.check(member.file_size, "unpacks to")
            if member.file_size > MEGABYTE and member.file_size > MOST_PACKED * member.compress_size:
                raise Unavailable("zip-bomb", f"unpacks to more than {MOST_PACKED} times its size; {_SAVE}")
            with zipfile.ZipFile(self.path) as archive, archive.open(member) as stream:
                return limits.read(stream)
        except Unreadable as error:
            raise Unavailable("too-large", str(error)) from None
        except (OSError, EOFError, ValueError, RuntimeError, zipfile.BadZipFile, zlib.error) as error:
            # NotImplementedError is a RuntimeError: a way of packing that is not known
            raise Unavailable(
                "bad-archive", f"cannot be unpacked ({type(error).__name__}); pack it again"
            ) from None

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        """Raises Unavailable for an archive that unpacks to far more than it is, or whose members overlap."""
        if len(members) > MOST_MEMBERS:
            raise Unavailable("zip-bomb", f"holds more than {MOST_MEMBERS:,} members; {_SAVE}")
        end = -1
        for member in sorted(members, key=lambda one: one.header_offset):
            if member.header_offset < end:
                raise Unavailable("zip-bomb", "has members that overlap; pack it again")
            end = member.header_offset + _HEADER + member.compress_size
        whole = sum(member.file_size for member in members)
        if whole > max(self.max_size, MOST_PACKED * self.path.stat().st_size):
            raise Unavailable("zip-bomb", f"unpacks to more than {MOST_PACKED} times its size; {_SAVE}")

"""The package of a Word document: a ZIP file of which named members alone are unpacked, within limits."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath

from ..document import Limits, Unreadable
from .xml import REMEDY, tree

MOST_MEMBERS = 10_000  # of the archive; large documents have some hundred
_ENTRY = b"PK\x01\x02"  # begins each entry of a ZIP's directory
_SAVE = "open it in Word, WPS or LibreOffice and save it as DOCX or PDF"
_PDF = "open it in WPS or LibreOffice and save it as PDF"
_OTHERS = (  # a member, and what it shows the archive to be
    ("xl/workbook.xml", "is a spreadsheet (XLSX), not a Word document", _PDF),
    ("xl/workbook.bin", "is a spreadsheet (XLSB), not a Word document", _PDF),
    ("ppt/presentation.xml", "is a slide show (PPTX), not a Word document", _PDF),
    ("ofd.xml", "is an OFD document, not a Word document", "export it as PDF from an OFD viewer or WPS"),
)
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", "is an OpenDocument text (ODT), not a Word document", _SAVE),
    (b"application/vnd.oasis.opendocument.", "is an OpenDocument file, but no text", _PDF),
    (b"application/epub+zip", "is an electronic book (EPUB), not a Word document", _SAVE),
)


_Relation = tuple[str, str, str]  # id, the last word of the type, the part it points to


class Package:
    """A package, opened. Members are found by name whatever their case or slashes, and never written."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises Unreadable for what is no ZIP file, or none to be opened."""
        self._limits = limits
        self._used = 0
        self._relations: dict[str, list[_Relation]] = {}
        self._targets: dict[str, dict[str, str]] = {}
        self._zip = _opened(data)
        self._members: dict[str, list[zipfile.ZipInfo]] = {}
        for member in self._zip.infolist():
            self._members.setdefault(_key(member.filename), []).append(member)

    def has(self, name: str) -> bool:
        """Whether there is such a member."""
        return _key(name) in self._members

    def unpack(self, *names: str) -> dict[str, bytes]:
        """The members of these names that there are. Raises Unreadable, before unpacking too much."""
        found = {name: self._only(name) for name in names if self.has(name)}
        self._used += sum(member.file_size for member in found.values())
        self._limits.check(self._used, "unpacks to")
        return {name: self._read(member) for name, member in found.items()}

    def related(self, source: str) -> dict[str, str]:
        """Parts that a part ("" for the package) refers to: the last word of the relation's type → name.

        What points outside the package is left out; so is a second relation of one type.
        """
        found: dict[str, str] = {}
        for _, kind, target in self._related(source):
            found.setdefault(kind, target)
        return found

    def target(self, source: str, name: str) -> str | None:
        """The part that a relation of a part, by its id, points to."""
        if source not in self._targets:
            self._targets[source] = {}
            for key, _, target in self._related(source):
                self._targets[source].setdefault(key, target)
        return self._targets[source].get(name)

    def _related(self, source: str) -> list[_Relation]:
        """The relations of a part to others of the package, read once: a part may ask for each by its id."""
        if source not in self._relations:
            relations = join(dirname(source), "_rels", source.rpartition("/")[2] + ".rels")
            self._relations[source] = found = []
            for data in self.unpack(relations).values():
                for relation in tree(data, relations).iter("rel:Relationship"):
                    place = relation.get("Target", "").replace("\\", "/")
                    target = normpath(join("/", dirname(source), place))
                    kind = relation.get("Type", "").rpartition("/")[2]
                    if relation.get("TargetMode") != "External" and self.has(target):
                        found.append((relation.get("Id", ""), kind, target.lstrip("/")))
        return self._relations[source]

    def main(self) -> str:
        """The name of the part that holds the text. Raises Unreadable where this is no Word document."""
        for member, problem, remedy in _OTHERS:
            if self.has(member):
                raise Unreadable(problem, remedy)
        for data in self.unpack("mimetype").values():
            for begins, problem, remedy in _MIMETYPES:
                if data.startswith(begins):
                    raise Unreadable(problem, remedy)
        name = self.related("").get("officeDocument", "word/document.xml")
        if self.has(name):
            return name
        if any(key.startswith("word/") for key in self._members):
            raise Unreadable("is a Word document without its text (word/document.xml is missing)", REMEDY)
        raise Unreadable("is a ZIP archive, not a Word document", "unpack it and give the documents in it")

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
            raise Unreadable(f"packs {name} in a way no Word document does", REMEDY)
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
        said = (
            "is cut short or damaged" if data.startswith(b"PK") else "is no ZIP file, as a Word document is"
        )
        raise Unreadable(f"{said} ({error})", "get it again, or " + REMEDY) from None


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()

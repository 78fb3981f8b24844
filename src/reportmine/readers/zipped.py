"""Which kind of document a ZIP file is: told by the members that it has."""

from __future__ import annotations

from .document import Limits, Unreadable
from .registry import BY_NAME

_SAVE = "open it in a reader of such books and save its text, or its pages as HTML"
_PDF = "open it in WPS or LibreOffice and save it as PDF"
_UNPACK = "give it to extract, series, audit or batch, or unpack it"
_MEMBERS = (  # a member, and the reader of an archive that has it
    ("xl/workbook.xml", "xlsx"),
    ("xl/workbook.bin", "xls"),
    ("ofd.xml", "ofd"),
)
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", "odt"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "ods"),
)
_OFFICE = ("word/", "[content_types].xml", "_rels/")  # begins a member of a document of Office


def told(data: bytes, suffix: str) -> str:
    """The name of the reader for a ZIP file. Raises Unreadable for what none reads.

    What cannot be opened goes to the reader that its suffix names, which says what is wrong with it.
    """
    from .archive import Archive  # zipfile is not for a text

    try:
        archive = Archive(data, Limits(len(data) + 1000))
        for member, reader in _MEMBERS:
            if archive.has(member):
                return reader
        said = archive.unpack("mimetype").get("mimetype", b"")
    except Unreadable:
        named = (one.name for one in BY_NAME.values() if one.zipped and suffix in one.suffixes)
        return next(named, "docx")
    for begins, reader in _MIMETYPES:
        if said.startswith(begins):
            return reader
    if said.startswith(b"application/vnd.oasis.opendocument."):
        raise Unreadable("is an OpenDocument file, but no text and no spreadsheet", _PDF)
    if said.startswith(b"application/epub+zip"):
        raise Unreadable("is an electronic book (EPUB), not a report", _SAVE)
    if archive.has("ppt/presentation.xml"):
        raise Unreadable("is a slide show (PPTX), not a report", _PDF)
    if any(name.startswith(_OFFICE) for name in archive.names):
        return "docx"
    raise Unreadable("is a ZIP archive, not a document", _UNPACK)

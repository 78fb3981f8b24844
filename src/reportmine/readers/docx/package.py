"""The package of a Word document: which part holds the text."""

from __future__ import annotations

from ..document import Unreadable
from ..markup import REMEDY
from ..parts import Parts

_LEAVE = "leave out --type docx"
_OTHERS = (  # a member, and what it shows the archive to be
    ("xl/workbook.xml", "is a spreadsheet (XLSX), not a Word document"),
    ("xl/workbook.bin", "is a spreadsheet (XLSB), not a Word document"),
    ("ppt/presentation.xml", "is a slide show (PPTX), not a Word document"),
    ("ofd.xml", "is an OFD document, not a Word document"),
)
_MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", "is an OpenDocument text (ODT), not a Word document"),
    (b"application/vnd.oasis.opendocument.", "is an OpenDocument file, not a Word document"),
    (b"application/epub+zip", "is an electronic book (EPUB), not a Word document"),
)


class Package(Parts):
    """A package, opened."""

    def main(self) -> str:
        """The name of the part that holds the text. Raises Unreadable where this is no Word document."""
        for member, problem in _OTHERS:
            if self.has(member):
                raise Unreadable(problem, _LEAVE)
        for data in self.unpack("mimetype").values():
            for begins, problem in _MIMETYPES:
                if data.startswith(begins):
                    raise Unreadable(problem, _LEAVE)
        name = self.related("").get("officeDocument", "word/document.xml")
        if self.has(name):
            return name
        if any(key.startswith("word/") for key in self.names):
            raise Unreadable("is a Word document without its text (word/document.xml is missing)", REMEDY)
        raise Unreadable("is a ZIP archive, not a Word document", "unpack it and give the documents in it")

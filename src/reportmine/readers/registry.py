"""Which readers there are: each is entered here once, and all that lists them asks here.

Light, because the help of the command line asks too: nothing is imported before a file comes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import TYPE_CHECKING

from ..dataclass import dataclass

if TYPE_CHECKING:
    from ..rules.rule import RuleSet
    from .document import Document, Limits
    from .ocr.choosing import Ocr

    Read = Callable[[bytes, Limits], Document]


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file that can be read. `module`.read is imported when the first such file comes."""

    name: str
    title: str
    """Its name as people write it."""
    media_type: str
    module: str
    suffixes: tuple[str, ...]
    extra: str | None = None
    """The extra of this package that installs what it needs."""
    ruled: bool = False
    """Whether it reads by the pattern files: its `read` takes a rule set too."""
    apart: bool = False
    """Whether it runs in a process of its own."""
    otherwise: str = "print it to a new PDF, or save its text another way"
    """What to do where that process fails."""
    zipped: bool = False
    """Whether its files are ZIP files."""
    pictured: bool = False
    """Whether its pages may be pictures, which OCR reads."""
    sought: bool = True
    """Whether a folder is searched for such files; else they are read where they are named."""
    by_suffix: bool = False
    """Whether its suffix alone tells it: nothing in its content sets it apart from other text."""

    def read(self, data: bytes, limits: Limits, rules: Callable[[], RuleSet], ocr: Ocr = "auto") -> Document:
        """The file's text; the rules are asked for only where they are needed. Raises Unreadable."""
        try:
            if self.pictured:
                from .ocr.choosing import read_pages, read_picture

                if self.apart:
                    return read_pages(self.name, self.module, data, limits, rules(), self.otherwise, ocr)
                return read_picture(self.name, self.title, data, limits, rules(), ocr)
            if self.apart:
                from . import isolated

                return isolated.read(self.module, data, limits, rules(), self.otherwise)
            if self.ruled:
                from .ruled import read as by_rules

                return by_rules(self.module, data, limits, rules())
            read: Read = import_module(f".{self.module}", __package__).read
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("reportmine"):
                raise
            from .document import Unreadable

            raise Unreadable(
                f"is {self.title}, and {error.name} is not installed, which reads it",
                f"install it with: pip install 'reportmine[{self.extra}]'",
            ) from None
        return read(data, limits)


_SEEN = "ocr.recognised"  # what reads a page that OCR has seen
READERS: tuple[Reader, ...] = (
    Reader("text", "text", "text/plain", "plain", (".txt", ".text", ".md", ".markdown")),
    Reader("csv", "CSV", "text/csv", "delimited", (".csv", ".tsv"), by_suffix=True),
    Reader(
        "xlsx",
        "XLSX",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "sheets.xlsx",
        (".xlsx", ".xlsm"),
        zipped=True,
    ),
    Reader(
        "ods",
        "ODS",
        "application/vnd.oasis.opendocument.spreadsheet",
        "sheets.ods",
        (".ods",),
        zipped=True,
    ),
    Reader(
        "xls",
        "XLS",
        "application/vnd.ms-excel",
        "sheets.xls",
        (".xls", ".et", ".xlsb"),
        "sheets",
        apart=True,
        otherwise="save it as XLSX",
    ),
    Reader(
        "html", "HTML", "text/html", "html.read", (".html", ".htm", ".shtml", ".xhtml"), "html", ruled=True
    ),
    Reader("mhtml", "MHTML", "multipart/related", "html.mhtml", (".mhtml", ".mht"), "html", ruled=True),
    Reader(
        "docx",
        "DOCX",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx.read",
        (".docx", ".docm"),
        ruled=True,  # it may hold pages
        zipped=True,
    ),
    Reader("odt", "ODT", "application/vnd.oasis.opendocument.text", "odt.read", (".odt",), zipped=True),
    Reader("rtf", "RTF", "application/rtf", "rtf.read", (".rtf",)),
    Reader(
        "ofd",
        "OFD",
        "application/ofd",
        "ofd.read",
        (".ofd",),
        ruled=True,
        apart=True,
        otherwise="export it as PDF",
        zipped=True,
        pictured=True,
    ),
    Reader(
        "pdf", "PDF", "application/pdf", "pdf.read", (".pdf",), "pdf", ruled=True, apart=True, pictured=True
    ),
    Reader("doc", "DOC", "application/msword", "doc.read", (".doc", ".wps"), ruled=True),
    *(
        Reader(name, name.upper(), f"image/{name}", _SEEN, suffixes, "ocr", pictured=True, sought=False)
        for name, suffixes in (("png", (".png",)), ("jpeg", (".jpg", ".jpeg")), ("tiff", (".tif", ".tiff")))
    ),
)

BY_NAME = {reader.name: reader for reader in READERS}
TEXT = "text"  # what reads a text that nothing tells
SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)
SOUGHT = frozenset(suffix for reader in READERS if reader.sought for suffix in reader.suffixes)
"""Of the files that a folder is searched for."""
REPORTS = frozenset({".json"})  # what `extract` wrote: diff and series read it back as the reports it holds


def of_text(suffix: str) -> str:
    """The name of the reader for a text whose content does not tell it."""
    told = (one.name for one in READERS if one.by_suffix and suffix in one.suffixes)
    return next(told, TEXT)


def listed(names: Iterable[str]) -> str:
    """Names in a sentence: text, CSV or PDF."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last

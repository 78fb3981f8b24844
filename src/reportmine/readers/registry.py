"""Which readers there are, and which of them a file needs: by its content, then by its suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from .document import Document, Limits, Unreadable

Read = Callable[[bytes, Limits], Document]


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file that can be read. `module`.read is imported when the first such file comes."""

    name: str
    media_type: str
    module: str
    suffixes: tuple[str, ...]
    extra: str | None = None
    """The extra of this package that installs what it needs."""
    apart: bool = False
    """Whether it runs in a process of its own."""

    def read(self, data: bytes, limits: Limits) -> Document:
        """The file's text. Raises Unreadable."""
        try:
            if self.apart:
                from . import isolated

                return isolated.read(self.module, data, limits)
            read: Read = import_module(f".{self.module}", __package__).read
        except ModuleNotFoundError as error:
            if self.extra is None or (error.name or "").startswith("reportmine"):
                raise
            raise Unreadable(
                f"is {self.name.upper()}, and {error.name} is not installed, which reads it",
                f"install it with: pip install 'reportmine[{self.extra}]'",
            ) from None
        return read(data, limits)


READERS: tuple[Reader, ...] = (
    Reader("text", "text/plain", "plain", (".txt", ".text", ".md", ".markdown")),
    Reader("csv", "text/csv", "delimited", (".csv", ".tsv")),
    Reader("html", "text/html", "html.read", (".html", ".htm", ".shtml", ".xhtml"), "html"),
    Reader("mhtml", "multipart/related", "html.mhtml", (".mhtml", ".mht"), "html"),
    Reader(
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx.read",
        (".docx", ".docm"),
    ),
    Reader("pdf", "application/pdf", "pdf.read", (".pdf",), "pdf", apart=True),
)

BY_NAME = {reader.name: reader for reader in READERS}
SUFFIXES = frozenset(suffix for reader in READERS for suffix in reader.suffixes)

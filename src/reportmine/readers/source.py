"""Files, bytes and strings to a Text: found, measured, read and hashed."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import TYPE_CHECKING

from ..dataclass import replace
from ..digest import sha256
from ..expression import expression
from ..records import Source
from ..text.text import Text, wrong_type
from .document import MAX_SIZE, Document, Limits, Unreadable
from .plain import replaced_characters
from .registry import BY_NAME, REPORTS, SUFFIXES, Reader
from .sniffing import sniff

if TYPE_CHECKING:
    from ..rules.rule import RuleSet
    from .ocr.choosing import Ocr

LONGEST_NAME = 1024  # characters of a path
_SURROGATES = expression("[\ud800-\udfff]")


class InputError(ValueError):
    """A source could not be read: which, why, and what to do about it."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        self.name, self.problem, self.remedy = name, problem, remedy
        super().__init__(f"{name}: {problem}; {remedy}")


def load(
    place: str | Path | bytes,
    *,
    name: str | None = None,
    type: str | None = None,
    max_size: int = MAX_SIZE,
    patterns: Sequence[Path] = (),
    ocr: Ocr = "auto",
) -> Text:
    """Read a file (a path), standard input ("-"), or bytes already at hand.

    What kind of file it is shows in its content, else in its suffix; `type` (text, csv, xlsx, ods, xls, html,
    mhtml, docx, odt, rtf, ofd, pdf, doc, png, jpeg or tiff) overrides both. Text may be UTF-8, GB18030 (GBK,
    GB2312), Big5 or UTF-16. `name` is what the records call the source; the path as given, "-" or "<bytes>"
    without it.
    `max_size` limits the bytes of the file, of what it unpacks to and of its text. `patterns` are pattern
    files: pages and PDF are read by them. `ocr` says which pages OCR reads, where it is installed: "auto"
    pictures and pages of a PDF without text, "never" none, "always" every page. Raises InputError, and
    PatternError for a pattern file that is wrong.
    """
    uri = page = None
    limits = Limits(max_size)
    try:
        if isinstance(place, bytes | bytearray | memoryview):
            name = called = name or "<bytes>"
            data = bytes(place)
            limits.check(len(data))
        elif place == "-":
            name, called = name or "-", name or "standard input"
            data = _standard_input(called, limits)
        elif not isinstance(place, str | os.PathLike):
            raise TypeError(wrong_type(place, 'a path, "-" or bytes'))
        else:
            # a name that is not UTF-8 must not stop the export
            name = called = name or os.fsencode(place).decode("utf-8", "replace")
            uri, data = _file(place, called, limits)
            page = Path(place) if uri is not None else None
        if type is not None and type not in BY_NAME:
            raise Unreadable(f"cannot be read as {type!r}", f"the types are {', '.join(BY_NAME)}")
        reader = BY_NAME[type or sniff(data, Path(name).suffix.lower())]
        document = _clean(_read(reader, data, limits, patterns, ocr, page))
        limits.check_text(len(document.text.encode()))
    except Unreadable as error:
        raise InputError(called, error.problem, error.remedy) from None
    if not document.text.strip():
        raise InputError(called, "is empty", "give a file that holds the text of a report")
    source = Source(
        name=name,
        uri=uri,
        media_type=reader.media_type,
        reader=reader.name,
        encoding=document.encoding,
        sha256=sha256(data),
        length=len(document.text),
        pages=document.pages,
    )
    read = document.notices, document.grids, document.hints, document.charts
    return Text(source, document.text, *read, document.recognised, document.doubts)


def _read(
    reader: Reader, data: bytes, limits: Limits, patterns: Sequence[Path], ocr: Ocr, place: Path | None
) -> Document:
    """The file's text; of a page with a folder of its own beside it, the text in its frames too."""

    def read(data: bytes) -> Document:
        return reader.read(data, limits, lambda: _rules(patterns), ocr)

    if place is not None and reader.name == "html":
        from .html import saved

        if saved.folders(place):
            return saved.read(read, data, place, limits)
    return read(data)


def _rules(patterns: Sequence[Path]) -> RuleSet:
    from ..rules.files import load as load_rules  # not for a text, which needs none

    return load_rules(tuple(patterns))


def _clean(document: Document) -> Document:
    """Without lone surrogates, which cannot be written out in any encoding; one character for one."""
    text = _SURROGATES.sub("\ufffd", document.text)
    return document if text == document.text else replace(document, text=text)


def as_text(source: Text | str | Path, patterns: Sequence[Path] = ()) -> Text:
    """What the functions of the library take, as a Text: a string is the text itself.

    A file is read by the pattern files too. Raises InputError for a file that cannot be read, and for a
    string that is the name of one.
    """
    if isinstance(source, Text):
        return source
    if isinstance(source, Path):
        return load(source, patterns=patterns)
    if isinstance(source, str):
        if names_a_file(source):
            raise InputError(
                source, "is the name of a file, not a text", "give Path(...) or load(...) of it, or its text"
            )
        return from_string(source)
    raise TypeError(wrong_type(source, "a text (str), a Path or what load gives"))


def names_a_file(text: str) -> bool:
    """Whether a string is surely a path: one line that is a file, or ends as files do and has no blank,
    or folders before it."""
    if not text or len(text) > LONGEST_NAME or "\n" in text or "\0" in text:
        return False
    ends = Path(text).suffix.lower() in SUFFIXES | REPORTS
    if ends and (not any(map(str.isspace, text)) or "/" in text or "\\" in text):
        return True
    try:
        return Path(text).is_file()
    except (OSError, ValueError):  # too long for a name, or not one at all
        return False


def from_string(text: str, *, name: str = "<text>") -> Text:
    """A string as a Text."""
    # a lone surrogate cannot be written out in any encoding; one character for one keeps the offsets
    clean, replaced = _SURROGATES.subn("\ufffd", text)
    digest = sha256(clean.encode())
    source = Source(
        name=name, uri=None, media_type="text/plain", encoding=None, sha256=digest, length=len(clean)
    )
    return Text(source, clean, (replaced_characters(clean, replaced),) if replaced else ())


def _standard_input(called: str, limits: Limits) -> bytes:
    try:
        return limits.read(sys.stdin.buffer)
    except Unreadable:
        raise
    except (AttributeError, OSError, ValueError):  # closed, or a stand-in without bytes
        raise InputError(called, "cannot be read", "give a file, or pipe a text in") from None


def _file(place: str | Path, name: str, limits: Limits) -> tuple[str | None, bytes]:
    if not name:
        raise InputError("''", "is no file name", "check the path")
    path = Path(place)
    try:
        found = path.stat()
        if S_ISDIR(found.st_mode):
            raise InputError(name, "is a folder", "name the files in it, for example with FOLDER/*.txt")
        uri = path.absolute().as_uri() if S_ISREG(found.st_mode) else None
        limits.check(found.st_size)
        with path.open("rb") as stream:
            return uri, limits.read(stream)
    except (InputError, Unreadable):
        raise
    except FileNotFoundError:
        raise InputError(name, "does not exist", "check the path") from None
    except PermissionError:
        raise InputError(name, "may not be read (no permission)", "ask for read access to it") from None
    except OSError as error:
        raise InputError(name, f"cannot be read ({error.strerror})", "check the path and the disk") from None
    except ValueError:  # a NUL in the path
        raise InputError(name, "is no file name", "check the path") from None

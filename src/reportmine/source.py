"""Files to text: read, hash, and the fold that later stages match on."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from . import traditional
from .readers.document import MAX_SIZE, MEGABYTE, NO_HINTS, Document, Grid, Hints, Limits, Unreadable
from .readers.plain import replaced_characters
from .readers.registry import BY_NAME, SUFFIXES
from .readers.sniffing import sniff
from .records import Notice, Source


def fold(text: str) -> str:
    """The text with each character mapped to one plain one; same length, same offsets.

    Full-width forms become plain ones, traditional characters simplified ones.
    """
    if _changed().search(text) is None:
        return text
    plain = text.translate(_table())
    return text if plain == text else traditional.settle(text, plain)


@cache
def _table() -> dict[int, str | int]:
    table: dict[int, str | int] = dict(traditional.pairs())
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
    table |= {ord(mark): mark for mark in "，；：！？"}  # Chinese punctuation stays what it is
    table |= {0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " "}
    table |= dict.fromkeys(map(ord, "﹪٪"), "%")
    table |= dict.fromkeys(map(ord, "○〇Ｏ"), "〇")
    table |= dict.fromkeys(map(ord, "∶︰"), "∶")
    table |= dict.fromkeys(map(ord, "‒–―─━–"), "—")
    return table


@cache
def _changed() -> re.Pattern[str]:
    """The characters that the table changes: most of what is folded, a line or a cell, has none."""
    changed = (chr(code) for code, to in _table().items() if to not in (code, chr(code)))
    return re.compile(f"[{re.escape(''.join(changed))}]")


LONGEST_NAME = 1024  # characters of a path
_SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Text:
    """A source and its text. All offsets of all records index `raw`; `folded` has the same length."""

    source: Source
    raw: str
    notices: tuple[Notice, ...] = ()  # what the reading itself met; part of the report's warnings
    grids: tuple[Grid, ...] = ()  # the tables that the format marks as such
    hints: Hints = NO_HINTS  # what the file says of the text beside it
    charts: tuple[tuple[int, int], ...] = ()  # where numbers of charts stand, which are no figures

    @cached_property
    def folded(self) -> str:
        return fold(self.raw)


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
) -> Text:
    """Read a file (a path), standard input ("-"), or bytes already at hand.

    What kind of file it is shows in its content, else in its suffix; `type` (text, csv, html, mhtml, docx or
    pdf) overrides both. Text may be UTF-8, GB18030 (GBK, GB2312), Big5 or UTF-16. `name` is what the records
    call the source; the path as given, "-" or "<bytes>" without it. `max_size` limits the bytes of the file,
    of what it unpacks to and of its text. Raises InputError.
    """
    uri = None
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
        if type is not None and type not in BY_NAME:
            raise Unreadable(f"cannot be read as {type!r}", f"the types are {', '.join(BY_NAME)}")
        reader = BY_NAME[type or sniff(data, Path(name).suffix.lower())]
        document = _clean(reader.read(data, limits))
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
        sha256=hashlib.sha256(data).hexdigest(),
        length=len(document.text),
        pages=document.pages,
    )
    read = document.notices, document.grids, document.hints, document.charts
    return Text(source, document.text, *read)


def _clean(document: Document) -> Document:
    """Without lone surrogates, which cannot be written out in any encoding; one character for one."""
    text = _SURROGATES.sub("\ufffd", document.text)
    return document if text == document.text else replace(document, text=text)


def as_text(source: Text | str | Path) -> Text:
    """What the functions of the library take, as a Text: a string is the text itself.

    Raises InputError for a file that cannot be read, and for a string that is the name of one.
    """
    if isinstance(source, Text):
        return source
    if isinstance(source, Path):
        return load(source)
    if isinstance(source, str):
        if names_a_file(source):
            raise InputError(
                source, "is the name of a file, not a text", "give Path(...) or load(...) of it, or its text"
            )
        return from_string(source)
    raise TypeError(wrong_type(source, "a text (str), a Path or what load gives"))


def wrong_type(source: object, wanted: str) -> str:
    """What to say of an argument that is none of what a function takes."""
    remedy = "give one of these"
    if isinstance(source, bytes | bytearray | memoryview):
        remedy = "give load(...) of bytes"
    elif source is None:
        remedy = "the value is missing"
    elif hasattr(source, "read"):
        remedy = "give load(...) of what its read() gives as bytes, or its Path"
    return f"{wanted}, not {type(source).__name__}; {remedy}"


def names_a_file(text: str) -> bool:
    """Whether a string is surely a path: one line that is a file, or ends as files do and has no blank,
    or folders before it."""
    if not text or len(text) > LONGEST_NAME or "\n" in text or "\0" in text:
        return False
    ends = Path(text).suffix.lower() in SUFFIXES | {".json"}
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
    digest = hashlib.sha256(clean.encode()).hexdigest()
    source = Source(
        name=name, uri=None, media_type="text/plain", encoding=None, sha256=digest, length=len(clean)
    )
    return Text(source, clean, (replaced_characters(clean, replaced),) if replaced else ())


def _standard_input(called: str, limits: Limits) -> bytes:
    try:
        return _bounded(sys.stdin.buffer, limits)
    except Unreadable:
        raise
    except (AttributeError, OSError, ValueError):  # closed, or a stand-in without bytes
        raise InputError(called, "cannot be read", "give a file, or pipe a text in") from None


def _bounded(stream: BinaryIO, limits: Limits) -> bytes:
    """All bytes of a stream, one more than the limit at most."""
    data = stream.read(limits.size + 1)
    if len(data) > limits.size:
        raise Unreadable(
            f"is more than the limit of {limits.size / MEGABYTE:,g} MB", "raise the limit with --max-size"
        )
    return data


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
            return uri, _bounded(stream, limits)
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

"""Bytes to text: decode, hash, and the fold that later stages match on."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from .decoding import Undecodable, decode
from .records import Notice, Source


def fold(text: str) -> str:
    """The text with each character mapped to one plain one; same length, same offsets."""
    return text.translate(_FOLD)


def _table() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
    table |= {ord(mark): mark for mark in "，；：！？"}  # Chinese punctuation stays what it is
    table |= {0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " ", 0xFEFF: " "}
    table |= dict.fromkeys(map(ord, "﹪٪"), "%")
    table |= dict.fromkeys(map(ord, "○〇Ｏ"), "〇")
    table |= dict.fromkeys(map(ord, "∶︰"), "∶")
    table |= dict.fromkeys(map(ord, "‒–―─━–"), "—")
    return table


_FOLD = _table()


@dataclass(frozen=True)
class Text:
    """A source and its text. All offsets of all records index `raw`; `folded` has the same length."""

    source: Source
    raw: str
    notices: tuple[Notice, ...] = ()  # what the reading itself met; part of the report's warnings

    @cached_property
    def folded(self) -> str:
        return fold(self.raw)


class InputError(ValueError):
    """A source could not be read: which, why, and what to do about it."""

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        self.name, self.problem, self.remedy = name, problem, remedy
        super().__init__(f"{name}: {problem}; {remedy}")


def load(place: str | Path | bytes, *, name: str | None = None) -> Text:
    """Read a file (a path), standard input ("-"), or bytes already at hand.

    UTF-8, GB18030 (GBK, GB2312) and UTF-16 are told apart by the whole content. `name` is what the
    records call the source; the path as given, "-" or "<bytes>" without it. Raises InputError.
    """
    uri = None
    if isinstance(place, bytes):
        name = called = name or "<bytes>"
        data = place
    elif place == "-":
        name, called = name or "-", name or "standard input"
        data = _standard_input(called)
    else:
        # a name that is not UTF-8 must not stop the export
        name = called = name or os.fsencode(place).decode("utf-8", "replace")
        uri, data = _file(place, called)
    try:
        decoded = decode(data)
    except Undecodable as error:
        raise InputError(called, error.problem, error.remedy) from None
    if not decoded.text.strip():
        raise InputError(called, "is empty", "give a file that holds the text of a report")
    source = Source(
        name=name,
        uri=uri,
        media_type="text/plain",
        encoding=decoded.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        length=len(decoded.text),
    )
    return Text(source, decoded.text, _notices(decoded.text, decoded.replaced))


def from_string(text: str, *, name: str = "<text>") -> Text:
    """A string as a Text."""
    # a lone surrogate cannot be written out in any encoding; one character for one keeps the offsets
    clean, replaced = re.subn("[\ud800-\udfff]", "\ufffd", text)
    digest = hashlib.sha256(clean.encode()).hexdigest()
    source = Source(
        name=name, uri=None, media_type="text/plain", encoding=None, sha256=digest, length=len(clean)
    )
    return Text(source, clean, _notices(clean, replaced))


def _standard_input(called: str) -> bytes:
    try:
        return sys.stdin.buffer.read()
    except (AttributeError, OSError, ValueError):  # closed, or a stand-in without bytes
        raise InputError(called, "cannot be read", "give a file, or pipe a text in") from None


def _file(place: str | Path, name: str) -> tuple[str | None, bytes]:
    path = Path(place)
    try:
        mode = path.stat().st_mode
        if S_ISDIR(mode):
            raise InputError(name, "is a folder", "name the files in it, for example with FOLDER/*.txt")
        return path.absolute().as_uri() if S_ISREG(mode) else None, path.read_bytes()
    except InputError:
        raise
    except FileNotFoundError:
        raise InputError(name, "does not exist", "check the path") from None
    except PermissionError:
        raise InputError(name, "may not be read (no permission)", "ask for read access to it") from None
    except OSError as error:
        raise InputError(name, f"cannot be read ({error.strerror})", "check the path and the disk") from None
    except ValueError:  # a NUL in the path
        raise InputError(name, "is no file name", "check the path") from None


def _notices(text: str, replaced: int) -> tuple[Notice, ...]:
    notices = []
    if replaced:
        start = text.find("\ufffd")
        message = f"{replaced} place(s) could not be decoded and hold � instead, the first at {start}"
        notices.append(Notice(code="replaced-characters", message=message, start=start, end=start + 1))
    if text[:1000].lstrip().lower().startswith(("<!doctype html", "<html")):
        message = "looks like HTML: its tags are read as text; save the page as plain text for clean results"
        notices.append(Notice(code="html", message=message, start=None, end=None))
    return tuple(notices)

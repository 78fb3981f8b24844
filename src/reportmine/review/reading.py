"""A corrections file to its sheets. It comes from an editor or from anywhere: nothing in it is trusted."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..expression import expression
from .entries import FORM, Entry, Fields, Sheet, Verdict, merged
from .errors import CorrectionError
from .fields import NAMES, Unfit, checked

MOST_BYTES = 32_000_000  # of a file
MOST_ENTRIES = 50_000  # of a file
LONGEST_TEXT = 1000  # characters of a figure as written
_HASH = expression("[0-9a-f]{64}", re.ASCII)
_VERDICTS: tuple[Verdict, ...] = ("", "right", "wrong", "not_a_figure")
_TABLES = "the file has `form` and tables [[report]] with [[report.figure]] and [[report.missed]]"


def read_all(files: Sequence[Path]) -> tuple[Sheet, ...]:
    """The sheets of corrections files, one for each report. Raises CorrectionError."""
    return merged([sheet for file in files for sheet in read(file)])


def read(file: Path) -> list[Sheet]:
    """The sheets of one file. Raises CorrectionError."""
    name = os.fsencode(file).decode("utf-8", "replace")
    try:
        with file.open("rb") as source:
            data = source.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "is no path of a file"
        raise CorrectionError(name, None, f"cannot be read ({why})", "check the path") from None
    if len(data) > MOST_BYTES:
        raise CorrectionError(name, None, f"has more than {MOST_BYTES // 10**6} MB", "split it by report")
    return read_text(data, name)


def read_text(data: bytes, name: str) -> list[Sheet]:
    """The sheets that the bytes of a file hold; `name` is what errors call it. Raises CorrectionError."""
    try:
        # without a limit of its own a number of a million digits would take minutes
        found = tomllib.loads(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"), parse_float=_decimal)
    except UnicodeDecodeError:
        raise CorrectionError(name, None, "is not UTF-8", "save it as UTF-8") from None
    except RecursionError:
        raise CorrectionError(name, None, "is nested too deep", _TABLES) from None
    except Unfit as error:
        raise CorrectionError(name, None, error.problem, error.remedy) from None
    except ValueError as error:
        # what follows a semicolon of a message is its remedy
        problem = " ".join(str(error).replace(";", ",").split())[:200]
        raise CorrectionError(name, None, f"is no TOML: {problem}", "mend that place") from None
    return list(_File(name).sheets(found))


def _decimal(written: str) -> Decimal:
    if len(written) > 100:
        raise Unfit(f"has a number of {len(written)} signs", "write the number that the text says")
    return Decimal(written)


class _File:
    """One file as it is read, so that errors can name it."""

    def __init__(self, name: str) -> None:
        self.name, self.count = name, 0

    def wrong(self, place: str | None, problem: str, remedy: str) -> CorrectionError:
        return CorrectionError(self.name, place, problem, remedy)

    def known(self, found: Mapping[str, object], place: str | None, names: Sequence[str]) -> None:
        for key in found:
            if key not in names:
                remedy = f"the keys are {', '.join(names)}"
                if key in NAMES:
                    remedy = f"corrected fields stand in the table `correct` of their entry; {remedy}"
                raise self.wrong(place, f"has an unknown key {key[:40]!r}", remedy)

    def sheets(self, found: Mapping[str, Any]) -> Iterator[Sheet]:
        self.known(found, None, ("form", "report"))
        form = found.get("form")
        if form != FORM or isinstance(form, bool) or not isinstance(form, int):
            raise self.wrong(None, f"has no `form = {FORM}`", "take a file that `reportmine review` wrote")
        for number, one in self.tables(found, "report", None):
            yield self.sheet(one, f"report {number}")

    def tables(self, found: Mapping[str, Any], key: str, place: str | None) -> Iterator[tuple[int, Any]]:
        held = found.get(key, [])
        if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
            raise self.wrong(place, f"`{key}` is no list of tables", _TABLES)
        yield from enumerate(held, 1)

    def sheet(self, found: Mapping[str, Any], place: str) -> Sheet:
        self.known(found, place, ("name", "sha256", "figure", "missed"))
        name, sha256 = found.get("name"), found.get("sha256")
        if not isinstance(name, str) or not name:
            raise self.wrong(place, "has no name", "name the file that it is of")
        if not isinstance(sha256, str) or not _HASH.fullmatch(sha256):
            raise self.wrong(place, "has no SHA-256", "sha256 is 64 digits and small letters a to f")
        figures = [self.figure(one, f"{place}, figure {n}") for n, one in self.tables(found, "figure", place)]
        missed = [self.missed(one, f"{place}, missed {n}") for n, one in self.tables(found, "missed", place)]
        entries = (*figures, *missed)
        self.count += len(entries)
        if self.count > MOST_ENTRIES:
            raise self.wrong(None, f"has more than {MOST_ENTRIES} entries", "split it by report")
        self.apart(entries)
        return Sheet(self.name, name, sha256, entries)

    def figure(self, found: Mapping[str, Any], place: str) -> Entry:
        self.known(found, place, ("start", "end", "text", "sentence", "verdict", "read", "correct"))
        verdict = found.get("verdict", "")
        if verdict not in _VERDICTS:
            told = ", ".join(f'"{one}"' for one in _VERDICTS if one)
            raise self.wrong(place, "has an unknown verdict", f'write {told}, or "" for none')
        read = self.fields(found, "read", place)
        if read:
            read = {**dict.fromkeys(NAMES), **read}
            self.whole(read, place)
        correct = self.fields(found, "correct", place)
        if correct and verdict != "wrong":
            raise self.wrong(
                place, "has fields in `correct`, and is not said to be wrong", 'write verdict = "wrong"'
            )
        if verdict == "right" and not read:
            raise self.wrong(
                place, "is said to be right without its `read`", "leave `read` as it was written"
            )
        return Entry(*self.span(found, place), verdict, read, correct, place)

    def missed(self, found: Mapping[str, Any], place: str) -> Entry:
        self.known(found, place, ("start", "end", "text", "sentence", "correct"))
        return Entry(*self.span(found, place), "missed", {}, self.fields(found, "correct", place), place)

    def fields(self, found: Mapping[str, Any], key: str, place: str) -> Fields:
        held = found.get(key, {})
        if not isinstance(held, dict):
            raise self.wrong(place, f"`{key}` is no table", f"write [report.figure.{key}] over its lines")
        try:
            return checked(held)
        except Unfit as error:
            raise self.wrong(place, f"{key}: {error.problem}", error.remedy) from None

    def whole(self, read: Fields, place: str) -> None:
        for name in ("value", "relation", "kind", "role", "status"):
            if read[name] is None:
                raise self.wrong(place, f"read: {name} is missing", "leave `read` as it was written")

    def span(self, found: Mapping[str, Any], place: str) -> tuple[int, int, str, str]:
        start, end, text = found.get("start"), found.get("end"), found.get("text")
        for name, value in (("start", start), ("end", end)):
            if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                raise self.wrong(place, f"{name} is no offset", "write the whole number of its record")
        if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
            raise self.wrong(place, "has no text", "write the figure as it stands in the report")
        if end != start + len(text):  # type: ignore[operator]
            raise self.wrong(
                place, "its text is not as long as its span", "end is start and the length of text"
            )
        sentence = found.get("sentence", "")
        if not isinstance(sentence, str):
            raise self.wrong(place, "its sentence is no text", "write it in quotes, or leave it out")
        return start, end, text, sentence  # type: ignore[return-value]

    def apart(self, entries: Sequence[Entry]) -> None:
        """No place is spoken of twice."""
        seen: dict[tuple[int, int], str] = {}
        for one in entries:
            before = seen.setdefault((one.start, one.end), one.place)
            if before != one.place:
                raise self.wrong(one.place, f"is of the place of {before}", "leave one of the two out")

"""Heads and fixed values of tables in the words of a language, for people: programs read names of fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from .html.labels import labels, languages
from .html.messages import told

FILE = "columns.toml"
LANGUAGES = tuple(languages(FILE))
_MESSAGES = {"arithmetic": "evidence", "evidence": "evidence", "message": "warning", "note": "evidence"}
_FLAGS = "flags"
OTHER = "Of the statement not taken: "


def heads(names: Iterable[str], language: str | None) -> list[str]:
    """The heads of the columns; those that have no word, such as years, as they are. None: the names."""
    return [name if language is None else head(name, language) for name in names]


def head(name: str, language: str) -> str:
    """The head of a column in a language of LANGUAGES."""
    known = _columns(language)
    if name in known:
        return known[name]
    for before, word in labels(language, FILE)["before"].items():
        rest = name.removeprefix(before)
        if rest != name and rest in known:
            return word + known[rest]
    of, blank, note = name.rpartition(" ")  # beside a column of a wide table: "2024 relation"
    return f"{of}{blank}{known[note]}" if blank and note in known else name


def sheet(name: str, language: str) -> str:
    """The name of a sheet of a workbook."""
    return labels(language, FILE)["sheet"].get(name, name)


@cache
def _columns(language: str) -> dict[str, str]:
    """The words of all columns by their names."""
    return {**labels(language)["field"], **labels(language, FILE)["column"]}


def meaning(about: str, language: str) -> str:
    """What a column means; of one of another statement as of its like."""
    known = labels(language, FILE)["meaning"]
    rest = about.removeprefix(OTHER)
    if rest != about:
        return labels(language, FILE)["before"]["other_"] + known.get(rest, rest)
    return known.get(about, about)


def said(text: str, language: str) -> str:
    """What a workbook says of itself."""
    return told(language, "warning", text)


def rows(
    names: Sequence[str], body: Iterable[Iterable[Any]], language: str | None
) -> Iterable[Iterable[Any]]:
    """The rows of a table with these columns, their fixed values in words. None: as they are."""
    return body if language is None else _worded(names, body, language)


def _worded(names: Sequence[str], body: Iterable[Iterable[Any]], language: str) -> Iterator[list[Any]]:
    words = [_words(name.rpartition(" ")[2], language) for name in names]  # "2024 note" is a note
    for row in body:
        yield [_said(say, value) for say, value in zip(words, row, strict=True)]


def _said(say: Callable[[str], str] | None, value: Any) -> Any:
    if say is None or value is None:
        return value
    if isinstance(value, tuple | list):
        return tuple(say(str(one)) for one in value)
    return say(value) if isinstance(value, str) else value


@cache
def _words(name: str, language: str) -> Callable[[str], str] | None:
    """What gives the word for a value of a column; None where its values are of the report."""
    if name in _MESSAGES:
        return partial(told, language, _MESSAGES[name])  # type: ignore[arg-type]
    own, page = labels(language, FILE), labels(language)
    found: dict[str, str] = {}
    for part in (page.get("flag") if name == _FLAGS else page.get(name), own.get(name)):
        found |= part or {}
    return (lambda value: found.get(value, value)) if found and name not in _UNWORDED else None


_UNWORDED = frozenset(
    {"column", "level", "review", "field", "meaning"}
)  # parts of the files that are of no column

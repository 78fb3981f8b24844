"""The dictionary: words with their frequencies and tags, read where a text begins one.

A line for each word, sorted, so that words that begin alike stand together: a short text begins few of them.
Where the words of each first character stand is kept in an index beside the rules, which
tools/compile_patterns.py writes; where that is not of this dictionary, it is made anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..digest import stamp
from ..rules.folder import own_bytes, patterns_folder

FILE = "language/lexicon.txt"
INDEX = "lexicon.json"  # in the folder of the patterns


_NONE: Mapping[str, int] = {}


class Dictionary:
    """The words of a text in the form of the dictionary, which is kept as UTF-8."""

    def __init__(self, text: bytes, index: dict[str, Any] | None = None) -> None:
        found = index_of(text) if index is None else index
        self._text = b"\n" + text  # so that each word stands after the end of a line
        self._heads: str = found["heads"]  # the characters that words begin with, sorted
        self._starts: list[int] = [*found["starts"], len(text)]
        self._frequencies: dict[str, int] = found["named"]
        self._tags: dict[str, str] = {}  # of words whose frequency was asked for
        self.total: int = found["total"]
        """The sum of all frequencies."""

    def beginning(self, pair: str) -> Mapping[str, int]:
        """How frequent the words are that begin with two characters, or the word that is one character."""
        wanted = _line(pair if len(pair) > 1 else f"{pair} ")
        start, end = self._place(pair[0])
        first = self._text.find(wanted, start, end)
        if first < 0:
            return _NONE
        last = self._text.rfind(wanted, first, end)
        fields = self._text[first : self._text.index(b"\n", last + 1)].decode().split()
        self._tags.update(zip(fields[0::3], fields[2::3], strict=True))
        return dict(zip(fields[0::3], map(int, fields[1::3]), strict=True))

    def every(self) -> Mapping[str, int]:
        """How frequent all words are, in order."""
        fields = self._text.decode().split()
        return dict(zip(fields[0::3], map(int, fields[1::3]), strict=True))

    def frequency(self, word: str) -> int:
        """How frequent a word is; 0 where it is not in the dictionary."""
        known = self._frequencies.get(word)
        return int(self._said(word)[0]) if known is None else known

    def tag(self, word: str) -> str:
        """The tag of a word; "" where it is not in the dictionary."""
        known = self._tags.get(word)
        return self._said(word)[1] if known is None else known

    def _said(self, word: str) -> tuple[str, str]:
        """The frequency and the tag of a word as they are written."""
        line = _line(f"{word} ")
        at = self._text.find(line, *self._place(word[0]))
        if at < 0:
            return "0", ""
        frequency, tag = self._text[at + len(line) : self._text.index(b"\n", at + 1)].decode().split(" ")
        return frequency, tag

    def lacking(self, words: Iterable[str], least: int) -> int:
        """By how much the frequencies of words fall short of a least one, together."""
        known, lacking = self._frequencies, 0
        for word in words:
            frequency = known[word] if word in known else self.frequency(word)
            if frequency < least:
                lacking += least - frequency
        return lacking

    def _place(self, head: str) -> tuple[int, int]:
        """Where the words stand that begin with a character."""
        at = self._heads.find(head)
        return (self._starts[at], self._starts[at + 1]) if at >= 0 else (0, 0)


def index_of(text: bytes, named: Iterable[str] = ()) -> dict[str, Any]:
    """Where the parts of a dictionary begin, and the sum of its frequencies, as JSON can hold it; with the
    frequencies of some words, those that rules name, which are asked for at every start."""
    heads, starts, at = "", [], 0
    for line in text.decode().splitlines(keepends=True):
        if line[0] != heads[-1:]:
            heads += line[0]
            starts.append(at)
        at += len(line.encode())
    total = sum(map(int, text.split()[1::3]))
    made = {"stamp": stamp(text), "total": total, "heads": heads, "starts": starts, "named": {}}
    known = Dictionary(text, made)
    return made | {"named": {word: known.frequency(word) for word in named}}


def own() -> Dictionary:
    """The project's dictionary."""
    text = own_bytes(FILE)
    return Dictionary(text, _index(text))


def _index(text: bytes) -> dict[str, Any] | None:
    """The index that is kept; None where it is missing, damaged or of another dictionary."""
    try:
        found: dict[str, Any] = json.loads((patterns_folder() / INDEX).read_bytes())
        return found if found["stamp"] == stamp(text) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _line(begins: str) -> bytes:
    """What a line begins with. A text may hold half of a character, which no word of the dictionary does."""
    return f"\n{begins}".encode("utf-8", "surrogatepass")

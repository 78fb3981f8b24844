"""The fold that all matching is done on: each character to one plain one, so that offsets stay."""

from __future__ import annotations

from functools import cache
from itertools import compress
from operator import ne

from . import traditional


def fold(text: str) -> str:
    """The text with each character mapped to one plain one; same length, same offsets.

    Full-width forms become plain ones, traditional characters simplified ones.
    """
    if _changed().isdisjoint(text):
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
def _changed() -> frozenset[str]:
    """The characters that the table changes: most of what is folded, a line or a cell, has none."""
    characters = "".join(map(chr, _table()))
    return frozenset(compress(characters, map(ne, characters, characters.translate(_table()))))

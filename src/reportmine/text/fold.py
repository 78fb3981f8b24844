"""The fold that all matching is done on: each character to one plain one, so that offsets stay."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import compress
from operator import ne
from typing import TYPE_CHECKING

from ..expression import expression
from . import traditional

if TYPE_CHECKING:
    from re import Match

SHORT = 200  # characters of a sentence: to compare two reports is to fold each name and sentence seven times
_TYPED = frozenset(",;:")
_BESIDE = expression(r"(?<=[\u4E00-\u9FFF%”’》)\]])[,;:](?![,;:/])|[,;:](?=[\u4E00-\u9FFF“‘《])(?<!//)")


def fold(text: str) -> str:
    """The text with each character mapped to one plain one; same length, same offsets.

    Full-width forms become plain ones, traditional characters simplified ones. Commas, semicolons and colons
    beside Chinese characters are Chinese ones, whichever were typed.
    """
    return _again(text) if len(text) <= SHORT else _folded(text)


def _folded(text: str) -> str:
    plain = text
    if not _changed().isdisjoint(text):
        plain = text.translate(_table())
        plain = text if plain == text else traditional.settle(text, plain)
    return plain if _TYPED.isdisjoint(plain) else _BESIDE.sub(_chinese, plain)


_again = lru_cache(maxsize=4096)(_folded)


def _chinese(mark: Match[str]) -> str:
    return chr(ord(mark.group()) + 0xFEE0)


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

"""Traditional characters to the simplified ones that the rules are written in; one character for one."""

from __future__ import annotations

import re
from functools import cache

FILE = "text/traditional.txt"
SHARE = 20  # of so many characters, one that is surely traditional makes a text traditional
SAMPLE = 200  # so many characters, from all over a text, tell its script

Table = dict[int, int]  # code points, for str.translate


def pairs() -> Table:
    """What stands for one simplified character in every text."""
    return _read()[0]


def unsure() -> Table:
    """What simplified text has too, and traditional text mostly for another: 於, 著."""
    return _read()[1]


def settle(text: str, plain: str) -> str:
    """A text after `pairs` (`plain`), with what is unsure settled by the script of the text before."""
    sample = text[:: len(text) // SAMPLE + 1]
    if sum(map(pairs().__contains__, map(ord, sample))) * SHARE < len(sample):
        return plain
    # 著名 stays, 隨著 becomes 随着
    return _words().sub(lambda hit: hit[0].translate(unsure()) if len(hit[0]) == 1 else hit[0], plain)


@cache
def _words() -> re.Pattern[str]:
    """The unsure characters, and first the words in which they stay."""
    return re.compile("|".join([*_read()[2], *map(chr, unsure())]))


@cache
def _read() -> tuple[Table, Table, tuple[str, ...]]:
    """The sections of the file: two tables, and words in which the unsure characters stay."""
    from ..rules.folder import own_text

    parts = own_text(FILE).split("\n[")[1:]
    always, unsure, words = (part.partition("]")[2].split() for part in parts)
    return _table(always), _table(unsure), tuple(words)


def _table(columns: list[str]) -> Table:
    return str.maketrans("".join(columns[::2]), "".join(columns[1::2]))

"""When the times were that reports name by number: sessions of the congress, five-year plans.

The file that holds them is read when one is first asked for.
"""

from __future__ import annotations

from functools import lru_cache

from ..rules.folder import own_text

FILE = "times/numbered.tsv"

Month = tuple[int, int]  # year and month


def began(kind: str, number: int, session: int = 0) -> Month | None:
    """The year and the month in which it began; None for one that is not known."""
    return _table().get((kind, number, session))


def after(kind: str, number: int, session: int) -> Month | None:
    """The same of the one that follows."""
    return began(kind, number, session + 1) or began(kind, number + 1, 1)


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, int, int], Month]:
    table = {}
    for line in own_text(FILE).splitlines():
        if line[:1] not in ("#", ""):
            kind, *numbers = line.split("\t")
            number, session, year, month = map(int, numbers)
            table[kind, number, session] = (year, month)
    return table

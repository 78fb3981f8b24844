"""The place a report is of by what its text tells, where nothing says it: a guess, to be warned of.

A report calls its place by its kind (全市, 我省) and now and then by its name: the name of that kind that is
told by far the most is the place. A report that speaks of the country alone is of the country.
"""

from __future__ import annotations

from collections import Counter

from ..rules import matching
from . import divisions
from .titlepage import Page

BODY = 60_000  # characters of the text that are looked at
LEAST = 2  # times a place must be told of
CLEAR = 2  # and so many times as often as the next one
COUNTRY = 4  # times the country must be told of
FEW = 10  # a kind told of so many times less than the country is not the report's own


def place(page: Page) -> tuple[str, str] | None:
    """The place, and what tells it."""
    text = page.text.folded[:BODY]
    kinds: Counter[str] = Counter()
    country = ""
    for rule in page.rules.get("own", ()):
        for hit in matching.every(rule, text):
            kind = matching.group(hit, "kind")
            if kind is None:
                country = str(rule.data.get("value", ""))
            kinds[kind or country] += 1
    wide = kinds.pop(country, 0)
    kind, times = kinds.most_common(1)[0] if kinds else ("", 0)
    if wide >= COUNTRY and times * FEW <= wide:
        return country, "what it tells of the whole country"
    name = divisions.told(text, kind, least=LEAST, clear=CLEAR) if kind else None
    return (name, "the place that it names most") if name is not None else None

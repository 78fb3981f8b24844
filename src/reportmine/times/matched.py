"""Times said in Chinese: what the named groups of a rule's match say, in whatever stage the rule is.

`year`, `year2`, `month`, `month2`, `quarter`, `half1`, `half2`; `quarters` and `months` count from January;
`plan` is the number of a five-year plan; `y`, `m`, `d` are a day's, `first` a month written as the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from ..text import numerals
from . import numbered
from .period import LENGTH, Part, Period, Unit

Groups = Mapping[str, Any]  # of a match, by name

PLAN = 5  # years that a plan is for
COUNTED: dict[str, Unit] = {"quarters": "quarter", "months": "month"}  # group that counts → what it counts


def number(groups: Groups, name: str) -> int | None:
    """The number a group says, digit by digit (二〇二五) or counted (十二, 两); None where it says none."""
    said = groups.get(name)
    return numerals.whole(said, counted=True) if said else None


def part(groups: Groups) -> Part | None:
    """The part of a year that a match names, without the year."""
    if quarter := number(groups, "quarter"):
        return Part.of("quarter", quarter)
    for half in (1, 2):
        if groups.get(f"half{half}"):
            return Part.of("half", half)
    for name, unit in COUNTED.items():
        if count := number(groups, name):
            return Part.of("month", 1, count * LENGTH[unit])
    month = number(groups, "month")
    return Part.of("month", month, number(groups, "month2")) if month else None


def plan(groups: Groups, name: str = "plan") -> Period | None:
    """The years of the five-year plan whose number a group says."""
    began = numbered.began("plan", number(groups, name) or 0)
    return Period.of(began[0], began[0] + PLAN - 1) if began is not None else None


def day(groups: Groups) -> date | None:
    """The day that a match names, if there is such a day."""
    month = 1 if groups.get("first") else number(groups, "m")
    try:
        return date(number(groups, "y") or 0, month or 0, number(groups, "d") or 0)
    except ValueError:
        return None

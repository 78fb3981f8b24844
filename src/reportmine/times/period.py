"""A period: the time that a figure is of, as the records write it."""

from __future__ import annotations

import re
from functools import lru_cache, total_ordering
from typing import Literal

from ..dataclass import dataclass
from ..expression import expression

Unit = Literal["quarter", "half", "month"]
Month = tuple[int, int]  # year and month

LENGTH: dict[Unit, int] = {"quarter": 3, "half": 6, "month": 1}  # in months
YEAR = 12
_SIGN: dict[Unit, str] = {"quarter": "Q", "half": "H"}
_MONTH = "(?:0[1-9]|1[0-2])"
_WRITTEN = expression(
    rf"(?P<year>\d{{4}})(?:-(?:(?P<to>\d{{4}})|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    rf"|(?P<month>{_MONTH})(?:/(?P<till>\d{{4}})-(?P<until>{_MONTH}))?))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a year, whichever year it is: a quarter, a half, a month, the months from one to another."""

    unit: Unit
    first: int
    """Its number, from 1: of the first month, where it is of several."""
    last: int
    """Of several months the last; of the last year, where they run on into another."""

    @classmethod
    def of(cls, unit: Unit, first: int, last: int | None = None) -> Part | None:
        """The part with a number, or those up to a later one; None for what no year has."""
        last = first if last is None or last < first else last
        return cls(unit, first, last) if first >= 1 and last * LENGTH[unit] <= YEAR else None

    def __str__(self) -> str:
        sign = _SIGN.get(self.unit)
        return f"{self.first:02}" if sign is None else f"{sign}{self.first}"


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """Whole years, a part of one, or months of one to months of another.

    In order of their beginnings, then of their ends."""

    first_year: int
    last_year: int
    part: Part | None = None

    @classmethod
    def of(cls, first: int, last: int | None = None) -> Period:
        """A year, or the years from it to a later one."""
        return cls(first, first if last is None or last < first else last)

    @classmethod
    def within(cls, year: int, part: Part) -> Period:
        """A part of a year."""
        return cls(year, year, part)

    @classmethod
    def across(cls, first: Month, last: Month) -> Period | None:
        """The months from one to another, of the same year or a later one; None for what is no such time."""
        months = Part.of("month", first[1]), Part.of("month", last[1])
        if None in months or last < first:
            return None
        return cls(first[0], last[0], Part("month", first[1], last[1]))

    @staticmethod
    def parse(written: str | None) -> Period | None:
        """The period that a record's string says, such as 2025, 2021-2025, 2025-Q1, 2025-H1, 2025-09,
        2025-01/2025-09 or 2024-07/2025-06; None for none, and for any other string. `str` gives back what
        was read."""
        return _parse(written) if written else None

    @property
    def whole(self) -> bool:
        """Whether it is whole years; a quarter or a month is none."""
        return self.part is None

    @property
    def several(self) -> bool:
        """Whether it reaches from one year into another."""
        return self.first_year < self.last_year

    @property
    def years(self) -> int:
        """In how many years it lies."""
        return self.last_year - self.first_year + 1

    @property
    def start(self) -> Month:
        """Its first month."""
        one = self.part
        return self.first_year, 1 if one is None else (one.first - 1) * LENGTH[one.unit] + 1

    @property
    def end(self) -> Month:
        """Its last month."""
        one = self.part
        return self.last_year, YEAR if one is None else one.last * LENGTH[one.unit]

    @property
    def of_months(self) -> bool:
        """Whether it runs from one month to another."""
        return self.part is not None and self.part.unit == "month" and self.length > 1

    @property
    def length(self) -> int:
        """In months."""
        return YEAR * (self.last_year - self.first_year) + self.end[1] - self.start[1] + 1

    def over(self, year: int | None) -> bool:
        """Whether its last year is over where a year is the last that is known to be."""
        return year is not None and self.last_year <= year

    def after(self, year: int | None) -> bool:
        """Whether its first year is later than one."""
        return year is not None and self.first_year > year

    def __contains__(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end

    def __lt__(self, other: Period) -> bool:
        return (self.start, self.end, str(self)) < (other.start, other.end, str(other))

    def __str__(self) -> str:
        one = self.part
        if one is None:
            return f"{self.first_year}-{self.last_year}" if self.several else str(self.first_year)
        written = f"{self.first_year}-{one}"
        if one.first == one.last and not self.several:
            return written
        return f"{written}/{self.last_year}-{one.last:02}"


@lru_cache(maxsize=4096)
def _parse(written: str) -> Period | None:
    hit = _WRITTEN.fullmatch(written)
    if hit is None:
        return None
    first, to = int(hit["year"]), hit["to"]
    made: Period | None = Period.of(first, int(to) if to else None)
    for unit in LENGTH:
        if (number := hit[unit]) and (part := Part.of(unit, int(number))):
            made = Period.within(first, part)
    if hit["till"]:
        made = Period.across((first, int(hit["month"])), (int(hit["till"]), int(hit["until"])))
    return made if str(made) == written else None  # 2025-09/2025-09 is written 2025-09

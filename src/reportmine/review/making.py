"""A report to the sheet of its rows to be checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase

from ..dataclass import dataclass
from ..records import Indicator, Report
from .entries import Entry, Sheet
from .fields import fields_of
from .worth import Order, by_chance, by_worth


@dataclass(frozen=True)
class Wish:
    """Which rows are to be checked, and how many; what is empty asks nothing."""

    top: int | None = None
    concepts: tuple[str, ...] = ()
    """ids as the records have them; * stands for any part of one: gdp*"""
    sections: tuple[str, ...] = ()
    """ids of sections, each with those in it"""
    least: float | None = None
    most: float | None = None
    order: Order = "worth"


def sheet(report: Report, wish: Wish, headline: Collection[str]) -> Sheet:
    """The rows of a report that are asked for, in the order in which a check is worth most."""
    found = [one for one in report.indicators if _asked(one, wish)]
    rows = ordered(found, wish.order, report, headline)[: wish.top]
    return Sheet("", report.source.name, report.source.sha256, tuple(map(entry, rows)))


def ordered(
    found: Sequence[Indicator], order: Order, report: Report, headline: Collection[str]
) -> list[Indicator]:
    """Figures of a report in an order."""
    if order == "worth":
        return by_worth(found, headline)
    return by_chance(found, report.source.sha256) if order == "random" else list(found)


def entry(one: Indicator) -> Entry:
    """A figure with its present reading, and nothing said of it."""
    return Entry(one.start, one.end, one.text, one.sentence, "", fields_of(one))


def _asked(one: Indicator, wish: Wish) -> bool:
    section = f"{one.section or ''}."
    sure = 0.0 if one.confidence is None else one.confidence
    return (
        (not wish.concepts or any(fnmatchcase(one.concept or "", name) for name in wish.concepts))
        and (not wish.sections or any(section.startswith(f"{name}.") for name in wish.sections))
        and (wish.least is None or sure >= wish.least)
        and (wish.most is None or sure <= wish.most)
    )

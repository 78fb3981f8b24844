"""A report to the sheet of its rows to be checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fnmatch import fnmatchcase

from ..dataclass import dataclass
from ..records import Indicator, Report
from ..tongue import tr
from .entries import Entry, Sheet
from .fields import fields_of
from .worth import Order, by_chance, by_worth, worth


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
    entries = tuple(entry(one, _note(one, wish.order, headline)) for one in rows)
    return Sheet("", report.source.name, report.source.sha256, entries)


def ordered(
    found: Sequence[Indicator], order: Order, report: Report, headline: Collection[str]
) -> list[Indicator]:
    """Figures of a report in an order."""
    if order == "worth":
        return by_worth(found, headline)
    return by_chance(found, report.source.sha256) if order == "random" else list(found)


def entry(one: Indicator, note: str = "") -> Entry:
    """A figure with its present reading, and nothing said of it."""
    return Entry(one.start, one.end, one.text, one.sentence, "", fields_of(one), note=note)


def _note(one: Indicator, order: Order, headline: Collection[str]) -> str:
    """How sure a figure is, its flags, and why it is to be checked: one line."""
    why = {
        "doubtful": tr("its reading is doubtful"),
        "headline": tr("a summary begins with its metric"),
        "flagged": tr("something of it was taken over, guessed or not found"),
        "rest": tr("the least sure of the others"),
        "text": tr("in the order of the text"),
        "random": tr("drawn at random"),
    }[worth(one, headline) if order == "worth" else order]
    sure = tr("not known") if one.confidence is None else f"{one.confidence:.2f}"
    return tr("confidence {sure}; flags: {flags}; to be checked: {why}").format(
        sure=sure, flags=", ".join(one.flags) or tr("none"), why=why
    )


def _asked(one: Indicator, wish: Wish) -> bool:
    section = f"{one.section or ''}."
    sure = 0.0 if one.confidence is None else one.confidence
    return (
        (not wish.concepts or any(fnmatchcase(one.concept or "", name) for name in wish.concepts))
        and (not wish.sections or any(section.startswith(f"{name}.") for name in wish.sections))
        and (wish.least is None or sure >= wish.least)
        and (wish.most is None or sure <= wish.most)
    )

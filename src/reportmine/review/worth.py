"""In which order a check of figures is worth most, and why a figure stands where it does."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import Literal

from ..metrics.concepts import CHANGE, GROWTH
from ..records import REVIEW, Indicator

Order = Literal["worth", "text", "random"]
Worth = Literal["doubtful", "headline", "flagged", "rest"]
_WORTH: tuple[Worth, ...] = ("doubtful", "headline", "flagged", "rest")  # what is worth most first


def by_worth(figures: Sequence[Indicator], headline: Collection[str]) -> list[Indicator]:
    """First the doubtful readings, then the concepts that a summary begins with, then what has other flags,
    then the rest; each with the least sure first, of equally sure ones those of the headline. A figure
    without confidence, of a report of an older version, is not sure."""

    def key(one: Indicator) -> tuple[int, float, bool, int]:
        kind = _WORTH.index(worth(one, headline))
        return kind, one.confidence or 0.0, not _heads(one, headline), one.start

    return sorted(figures, key=key)


def worth(one: Indicator, headline: Collection[str]) -> Worth:
    """Why a check of a figure is worth what it is."""
    if REVIEW in one.flags:
        return "doubtful"
    if _heads(one, headline):
        return "headline"
    return "flagged" if one.flags else "rest"


def _heads(one: Indicator, headline: Collection[str]) -> bool:
    return (one.concept or "").removesuffix(GROWTH).removesuffix(CHANGE) in headline


def by_chance(figures: Sequence[Indicator], sha256: str) -> list[Indicator]:
    """In an order that has nothing to do with the reading, the same whenever the report is: what is found in
    the first so many holds for all."""
    return sorted(figures, key=lambda one: hashlib.sha256(f"{sha256} {one.start}".encode()).digest())

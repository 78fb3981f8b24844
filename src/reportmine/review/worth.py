"""In which order a check of figures is worth most."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import Literal

from ..metrics.concepts import CHANGE, GROWTH
from ..records import Indicator

Order = Literal["worth", "text", "random"]


def by_worth(figures: Sequence[Indicator], headline: Collection[str]) -> list[Indicator]:
    """First the concepts that a summary begins with, then what has flags, then the rest; each with the least
    sure first. A figure without confidence, of a report of an older version, is not sure."""

    def key(one: Indicator) -> tuple[int, float, int]:
        concept = (one.concept or "").removesuffix(GROWTH).removesuffix(CHANGE)
        kind = 0 if concept in headline else 1 if one.flags else 2
        return kind, one.confidence or 0.0, one.start

    return sorted(figures, key=key)


def by_chance(figures: Sequence[Indicator], sha256: str) -> list[Indicator]:
    """In an order that has nothing to do with the reading, the same whenever the report is: what is found in
    the first so many holds for all."""
    return sorted(figures, key=lambda one: hashlib.sha256(f"{sha256} {one.start}".encode()).digest())

"""How sure a reading is, in three steps: the levels that docs/accuracy.md tells of."""

from __future__ import annotations

from typing import Literal

from ...records import Indicator

Level = Literal["certain", "likely", "doubtful", "unknown"]
LEVELS: tuple[Level, ...] = ("certain", "likely", "doubtful")
CERTAIN, REVIEW = 0.95, 0.75  # a figure below the second is flagged `review`


def level(figure: Indicator) -> Level:
    """certain from 0.95 on, doubtful below 0.75; unknown in reports of versions without confidence."""
    if figure.confidence is None:
        return "unknown"
    if figure.confidence >= CERTAIN:
        return "certain"
    return "likely" if figure.confidence >= REVIEW else "doubtful"

"""What OCR saw on a page: characters with their places and how sure it is of each, and drawn rules.

It comes from a process that may have been taken over, as JSON, and is checked like any other input.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from ...dataclass import dataclass
from .. import isolated
from ..pdf.sheet import Box

MOST_SIGNS = 50_000  # of a page
MOST_RULES = 20_000
FARTHEST = 100_000.0  # points


class Sign(NamedTuple):
    """A character as seen, in points from the left and the foot of the page as it is shown."""

    sign: str
    left: float
    right: float
    y: float
    """Its baseline."""
    size: float
    """Of its line, in points."""
    sure: float
    """0 to 1, as the model says."""
    spaced: bool
    """Whether a blank stands before it."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as OCR saw it."""

    number: int
    width: float
    height: float
    lines: tuple[tuple[Sign, ...], ...]
    """Each stretch of text that was found as one."""
    rules: tuple[Box, ...]
    """Thin and straight lines across and down."""

    def form(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "page": self.number,
            "width": self.width,
            "height": self.height,
            "lines": self.lines,
            "rules": self.rules,
        }


def seen(said: Any) -> Seen:
    """A page from its JSON form. Raises ValueError, KeyError and TypeError for what is none."""
    lines = tuple(tuple(_sign(*one) for one in line) for line in said["lines"])
    rules = tuple(Box(*map(_measure, one)) for one in said["rules"])
    if sum(map(len, lines)) > MOST_SIGNS or len(rules) > MOST_RULES:
        raise ValueError("too much for a page")
    return Seen(
        isolated.page_number(said["page"]), _measure(said["width"]), _measure(said["height"]), lines, rules
    )


def _sign(sign: Any, left: Any, right: Any, y: Any, size: Any, sure: Any, spaced: Any) -> Sign:
    if not isinstance(sign, str) or len(sign) != 1 or not sign.isprintable() or type(spaced) is not bool:
        raise ValueError("no character")
    share = min(max(_measure(sure), 0.0), 1.0)
    return Sign(sign, _measure(left), _measure(right), _measure(y), _measure(size), share, spaced)


def _measure(value: Any) -> float:
    if type(value) not in (int, float) or not math.isfinite(value) or abs(value) > FARTHEST:
        raise ValueError("no measure")
    return float(value)

"""Signs before a number: hyphen, minus, dashes, 负 and 零下; what only looks like one is none."""

from __future__ import annotations

from ..text.ideographs import is_ideograph
from .measures import Lexicon, led
from .scales import SIGNED

_BELOW = "零下"
_HYPHENS = "-−﹣"
_NEGATIVE = "负"
_PLUS = "+"


def plus(text: str, at: int, unit: str | None) -> bool:
    """Whether a number that stands at `at` has a plus before it: 同比+5%, not 5+2 or A+3%."""
    if unit not in SIGNED or not at or text[at - 1] != _PLUS:
        return False
    before = text[at - 2] if at > 1 else ""
    return not (before.isascii() and before.isalnum())


def start(text: str, at: int, unit: str | None, lex: Lexicon) -> int | None:
    """Where the sign of a number begins that stands at `at`; None for a number without one."""
    if not at:
        return None
    if text.startswith(_BELOW, at - len(_BELOW)) and at >= len(_BELOW):
        return at - len(_BELOW)
    sign, before = text[at - 1], text[at - 2] if at > 1 else ""
    if sign == _NEGATIVE:
        return at - 1 if led(lex, "minus", text, at - 1) else None
    if sign in _HYPHENS:
        joined = before.isascii() and (before.isdigit() or (before.isalpha() and unit not in SIGNED))
        return None if joined else at - 1
    if sign == "—" and before not in ("—", "", " ", "\n") and not before.isdigit():
        # a long dash is a sign after words of a level or a change, or before a share: 同比–1.72%
        return at - 1 if led(lex, "dash", text, at) or (unit in SIGNED and is_ideograph(before)) else None
    return None

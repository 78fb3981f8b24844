"""What figures that OCR has read are to be taken with care for, and how much less sure they are."""

from __future__ import annotations

from collections.abc import Sequence

from .text import Text

OCR, DOUBT = "ocr", "ocr-doubt"  # flags
SURE = {OCR: 0.99, DOUBT: 0.5}
"""What the confidence of such a figure is multiplied by; set by hand: too few scans are judged to fit it."""


def cautions(text: Text, start: int, end: int) -> tuple[str, ...]:
    """The flags of what stands at a place of a text."""
    if not text.recognised or not _meets(text.recognised, start, end):
        return ()
    return (OCR, DOUBT) if _meets(text.doubts, start, end) else (OCR,)


def less_sure(sure: float, flags: Sequence[str]) -> float:
    """How sure a reading is, with what its flags take away."""
    for flag in flags:
        sure *= SURE.get(flag, 1.0)
    return round(sure, 2)


def _meets(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(a < end and start < b for a, b in spans)

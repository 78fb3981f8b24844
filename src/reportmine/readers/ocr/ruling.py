"""The rules that are drawn on a picture: long runs of dark pixels across and down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

SHORTEST = 1 / 40  # of the shorter side: a rule is no shorter; strokes of letters are
THICKEST = 1 / 150  # of the shorter side
WINDOW = 41  # pixels around one that say what is dark there
DARKER = 12  # of 255, than these on the average
BROKEN = 5  # pixels of a gap within a rule
MOST = 5_000


Rule = tuple[int, int, int, int]


def rules(picture: NDArray[np.uint8]) -> Iterator[Rule]:
    """Left, top, right and bottom of each rule, in pixels from the top."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    dark = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, WINDOW, DARKER)
    side = min(grey.shape)
    for across in (True, False):
        yield from _runs(dark, max(round(side * SHORTEST), 10), max(round(side * THICKEST), 4), across)


def _runs(
    dark: cv2.typing.MatLike, least: int, thick: int, across: bool
) -> Iterator[tuple[int, int, int, int]]:
    """The runs of dark pixels in one direction."""

    def bar(length: int) -> Any:
        return cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if across else (1, length))

    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, bar(BROKEN))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, bar(least))
    count, _, found, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    for left, top, width, height, _ in found[1 : min(count, MOST)]:
        if (height if across else width) <= thick:
            yield int(left), int(top), int(left + width), int(top + height)

"""Pictures that stand aslant put straight: lines of text and rules make rows of ink where they run across."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Rows of pixels of three colours."""

SMALL = 1000  # pixels of the longer side of the picture that is tried
STEPS = ((10.0, 0.5), (0.5, 0.1), (0.1, 0.02))  # degrees to either side, and from one try to the next
LEAST = 0.1  # degrees: what is less aslant is taken as it is
BETTER = 1.05  # times as sharp the rows must be


def straight(picture: Picture) -> Picture:
    """The picture turned so that its lines run across; itself where they do, or where nothing tells."""
    angle = skew(picture)
    return _turned(picture, angle) if abs(angle) >= LEAST else picture


def skew(picture: Picture) -> float:
    """The degrees by which its lines fall to the right."""
    scale = min(1.0, SMALL / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    ink = np.asarray(np.clip(float(np.median(grey)) - grey.astype(np.float32), 0, None), dtype=np.float32)
    best, most = 0.0, _sharpness(ink, 0.0)
    level = most
    for reach, step in STEPS:
        count = round(reach / step)
        for angle in [best + n * step for n in range(-count, count + 1)]:
            if (sharp := _sharpness(ink, angle)) > most:
                best, most = angle, sharp
    return best if most > BETTER * level else 0.0


def _sharpness(ink: NDArray[np.float32], angle: float) -> float:
    """How much the rows of the ink turned by an angle differ from those beside them."""
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def _turned(picture: Picture, angle: float) -> Picture:
    """The picture turned by an angle about its middle, nothing of it lost."""
    height, width = picture.shape[:2]
    across, down = abs(math.cos(math.radians(angle))), abs(math.sin(math.radians(angle)))
    size = round(width * across + height * down), round(height * across + width * down)
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[0, 2] += (size[0] - width) / 2
    matrix[1, 2] += (size[1] - height) / 2
    paper = tuple(float(part) for part in np.median(picture[:: max(1, height // 100)], axis=(0, 1)))
    made = cv2.warpAffine(
        picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )
    return np.asarray(made, dtype=np.uint8)

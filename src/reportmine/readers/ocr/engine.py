"""The OCR of a picture: RapidOCR's small models of PP-OCR, which its wheel holds, by ONNX Runtime on the CPU.

One thread, and nothing by chance: the same picture gives the same on the same machine, however busy that is.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from statistics import fmean, median
from typing import Any

import cv2
import numpy as np
from rapidocr import RapidOCR

from ...text.ideographs import is_ideograph
from ..pdf.letters import wide
from ..pdf.sheet import Box
from .ruling import rules
from .seen import Seen, Sign
from .straightening import Picture, straight

FINDING = 1280  # pixels of the longer side of a picture in which text is looked for
READING = 6000  # of one from which it is read
LEAST_SURE = 0.5  # of a line, on the average
TALL = 1.5  # times its width: a line of text that runs down
PALE = 12  # of 255: a picture in which nothing differs more is blank
JOINED = 1.1  # ems: a smaller gap between characters found as one line parts no cells
SPACED = 1.4  # ems: and one where a blank was read
LEVEL = 0.3  # ems by which baselines of one line differ
BLANK = 0.3  # ems: a blank
HIGH = 1.25  # ems: the height of a line where nothing tells the size of its letters
ALIKE = 0.12  # by which sizes of letters of one page differ in measuring
ROUGHLY = 0.3  # by which a height may miss it
FEWEST_STEPS = 4  # from ideograph to ideograph that tell their size
WITHIN = 0.15  # of its height: what is so near to a line of text is a stroke of its letters
MIDDLE = 0.35  # ems from the baseline to the middle of a line


@cache
def engine() -> Any:
    """The models, loaded once."""
    cv2.setNumThreads(1)
    threads = dict.fromkeys(("intra_op_num_threads", "inter_op_num_threads"), 1)
    said = {
        "Global.log_level": "critical",
        "Global.use_cls": False,
        "Global.max_side_len": READING,
        "Global.text_score": LEAST_SURE,
        "Det.limit_type": "max",
        "Det.limit_side_len": FINDING,
        **{f"EngineConfig.onnxruntime.{name}": count for name, count in threads.items()},
    }
    return RapidOCR(params=said)


def read(picture: Picture, number: int, points: float) -> Seen:
    """What stands on a picture of a page; `points` is the size of a pixel."""
    height, width = picture.shape[:2]
    if int(picture.max()) - int(picture.min()) <= PALE:
        return Seen(number, width * points, height * points, (), ())
    picture, found = _upright(picture)
    height, width = picture.shape[:2]
    lines = _lines(found, height, points)
    return Seen(number, width * points, height * points, lines, tuple(_ruled(picture, found.boxes, points)))


def _read(picture: Picture) -> Any:
    return engine()(picture, return_word_box=True, return_single_char_box=True)


def _upright(picture: Picture) -> tuple[Picture, Any]:
    """The picture turned so that its text runs to the right, and what stands on it."""
    picture = straight(picture)
    found = _read(picture)
    if found.boxes is not None and _runs_down(found.boxes):
        ways = [straight(np.ascontiguousarray(np.rot90(picture, turns))) for turns in (1, 3)]
        picture, found = max(((one, _read(one)) for one in ways), key=lambda one: _sureness(one[1]))
    return picture, found


def _sureness(found: Any) -> float:
    """How much was read, and how surely."""
    if found.txts is None:
        return 0.0
    return float(sum(score * len(text) for text, score in zip(found.txts, found.scores, strict=True)))


def _sides(box: Any) -> tuple[float, float]:
    """Width and height of a box of four corners."""
    return float(np.linalg.norm(box[1] - box[0])), float(np.linalg.norm(box[3] - box[0]))


def _runs_down(boxes: Any) -> bool:
    """Whether most of the text that is longer than high runs up or down."""
    across = down = 0.0
    for box in boxes:
        width, height = _sides(box)
        if height > TALL * width:
            down += height
        elif width > TALL * height:
            across += width
    return down > 2 * across


def _ruled(picture: Picture, boxes: Any, points: float) -> list[Box]:
    """The rules of a picture in points from the foot of the page; strokes of letters are none."""
    height = picture.shape[0]
    texts = np.array([_around(box) for box in (boxes if boxes is not None else ())]).reshape(-1, 4)
    found = []
    for left, top, right, bottom in rules(picture):
        inside = (texts[:, :2] <= (left, top)) & (texts[:, 2:] >= (right, bottom))
        if not inside.all(axis=1).any():
            found.append(
                Box(left * points, (height - bottom) * points, right * points, (height - top) * points)
            )
    return found


def _around(box: Any) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a line of text, and a little around it."""
    more = WITHIN * _sides(box)[1]
    (left, top), (right, bottom) = box.min(axis=0), box.max(axis=0)
    return left - more, top - more, right + more, bottom + more


# ---- characters -------------------------------------------------------------------------------------


class _Line:
    """A stretch of text as found: its characters with the middle of each, in pixels."""

    def __init__(self, box: Any, text: str, words: Any) -> None:
        self.signs: list[str] = []
        self.middles: list[float] = []
        self.sures: list[float] = []
        self.spaced: list[bool] = []
        self.left, self.right = float(box[:, 0].min()), float(box[:, 0].max())
        self.middle, self.height = float(box[:, 1].mean()), _sides(box)[1]
        at = 0
        for sign, sure, corners in words:
            if not sign.strip() or len(sign) != 1 or not sign.isprintable():
                continue
            place = text.find(sign, at)
            self.spaced.append(place > 0 and not text[place - 1].strip())
            at = place + 1 if place >= 0 else at
            self.signs.append(sign)
            self.middles.append(float(np.mean([corner[0] for corner in corners])))
            self.sures.append(float(sure))

    @property
    def pitch(self) -> float | None:
        """The width of its ideographs, where there are enough beside each other; the mean, since a place is
        told only by the step."""
        steps = [
            b - a
            for (a, one), (b, other) in pairwise(zip(self.middles, self.signs, strict=True))
            if is_ideograph(one) and is_ideograph(other)
        ]
        return fmean(steps) if len(steps) >= FEWEST_STEPS else None


def _lines(found: Any, height: int, points: float) -> tuple[tuple[Sign, ...], ...]:
    """The characters of each stretch of text, with their places in points."""
    if found.boxes is None:
        return ()
    words = found.word_results
    every = [_Line(*one) for one in zip(found.boxes, found.txts, words, strict=True)]
    every = [line for line in every if line.signs]
    sizes = _sizes(every)
    return _closed([_placed(line, size, height, points) for line, size in zip(every, sizes, strict=True)])


def _closed(lines: list[tuple[Sign, ...]]) -> tuple[tuple[Sign, ...], ...]:
    """The lines; of two that a blank parts and no cell the first reaches as far as that."""
    made = []
    for line in lines:
        last = line[-1]
        near = [
            other[0].left
            for other in lines
            if abs(other[0].y - last.y) <= LEVEL * last.size
            and 0 < other[0].left - last.right < JOINED * last.size
        ]
        reach = min(near) - BLANK * last.size if near else last.right
        made.append((*line[:-1], last._replace(right=round(max(last.right, reach), 2))))
    return tuple(made)


def _sizes(lines: list[_Line]) -> list[float]:
    """The size of the letters of each line in pixels; those that differ by little are one."""
    told = {n: size for n, line in enumerate(lines) if (size := _told(line)) is not None}
    high = median(lines[n].height / size for n, size in told.items()) if told else HIGH
    usual: dict[float, float] = {}
    left = sorted(told.values())
    while left:
        most = max(left, key=lambda size: sum(abs(other - size) <= ALIKE * size for other in left))
        near = [size for size in left if abs(size - most) <= ALIKE * most]
        usual |= dict.fromkeys(near, median(near))
        left = [size for size in left if size not in usual]
    return [
        usual[told[n]] if n in told else _nearest(line.height / high, usual) for n, line in enumerate(lines)
    ]


def _nearest(size: float, usual: dict[float, float]) -> float:
    """A size that only the height of a line tells: the one of the page that it may be."""
    near = min(usual.values(), key=lambda one: abs(one - size), default=size)
    return near if abs(near - size) <= ROUGHLY * size else size


def _told(line: _Line) -> float | None:
    """The size that the distance of its ideographs tells, unless these are spaced out."""
    pitch = line.pitch
    return pitch if pitch is not None and 0.6 * line.height <= pitch <= 1.05 * line.height else None


def _placed(line: _Line, size: float, height: int, points: float) -> tuple[Sign, ...]:
    """The characters with their left and right; those between which nothing is missing touch each other."""
    halves = [size * (0.5 if wide(sign) else 0.26) for sign in line.signs]
    lefts = [middle - half for middle, half in zip(line.middles, halves, strict=True)]
    rights = [middle + half for middle, half in zip(line.middles, halves, strict=True)]
    for at in range(1, len(lefts)):
        if lefts[at] - rights[at - 1] < (SPACED if line.spaced[at] else JOINED) * size:
            edge = (lefts[at] + rights[at - 1]) / 2
            gap = BLANK * size / 2 if line.spaced[at] else 0.0
            rights[at - 1], lefts[at] = edge - gap, edge + gap
    y = (height - line.middle - MIDDLE * size) * points
    return tuple(
        Sign(
            sign,
            round(left * points, 2),
            round(max(left, right) * points, 2),
            round(y, 2),
            round(size * points, 2),
            round(sure, 4),
            spaced,
        )
        for sign, left, right, sure, spaced in zip(
            line.signs, lefts, rights, line.sures, line.spaced, strict=True
        )
    )

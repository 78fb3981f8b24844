"""Figures that were passed on the way, and are no levels: 迈上4万亿元台阶, 连跨5万亿、6万亿两个台阶."""

from __future__ import annotations

from collections.abc import Sequence

from ..dataclass import replace
from ..metrics.keys import Metric, Reader, metrics
from ..metrics.metric import Step
from ..records import Report
from .aims import Aims
from .placing import Places

_PARTS: tuple[Step, ...] = ("steps", "step")


def with_steps(report: Report, reader: Reader, said: Aims) -> list[Metric]:
    """The metrics of a report, in document order, those that are steps marked."""
    places = Places(report.indicators)
    return [_marked(one, places.marked(one.figure), said) for one in metrics(report, reader)]


def _marked(one: Metric, words: str, said: Aims) -> Metric:
    if one.role != "level":
        return one
    found: Sequence[Step] = [part for part in _PARTS if said.says(part, words)]
    return replace(one, step=found[0]) if found else one

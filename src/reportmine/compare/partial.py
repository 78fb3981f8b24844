"""Reports that hold some of their figures alone: the others were left out when they were extracted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..records import Notice, Report

SECTIONS, UNITS, UNSURE = "other-sections", "other-units", "below-confidence"
LEFT_OUT = frozenset({SECTIONS, UNITS, UNSURE})  # codes of the warnings that say so in a report
CODE = "partial-report"
_NAMED = 3  # reports


def partial(reports: Iterable[Report], seems: str) -> Iterator[Notice]:
    """One warning for all reports of which figures were left out; `seems` says what comes of it."""
    names = [report.source.name for report in reports if any(one.code in LEFT_OUT for one in report.warnings)]
    if not names:
        return
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    message = (
        f"only a part of the figures is held by {', '.join(names[:_NAMED])}{more}, extracted with --section, "
        f"--unit or --min-confidence: {seems}"
    )
    yield Notice(code=CODE, message=message, start=None, end=None)

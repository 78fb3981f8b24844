"""A report with the figures alone that are sure enough, and a line that says how many others there are."""

from __future__ import annotations

from ..records import Notice, Report


def surer(report: Report, least: float | None) -> Report:
    """The report without the figures of less confidence, and with a notice of how many were left out.

    A figure without a confidence (of a report of an older version) stays.
    """
    if least is None:
        return report
    kept = tuple(one for one in report.indicators if one.confidence is None or one.confidence >= least)
    left = len(report.indicators) - len(kept)
    if not left:
        return report
    message = f"{left} of {len(report.indicators)} figures are left out, whose confidence is below {least:g}"
    notice = Notice(code="below-confidence", message=message, start=None, end=None)
    return report.model_copy(update={"indicators": kept, "warnings": (*report.warnings, notice)})

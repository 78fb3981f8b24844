"""A report with the figures alone that are asked for, and a line that says how many others there are."""

from __future__ import annotations

import re
from collections.abc import Callable

from ..compare.partial import SECTIONS, UNITS, UNSURE
from ..records import Indicator, Notice, Report
from ..text import numerals
from ..text.fold import fold

_ID = re.compile(r"\d+(?:\.\d+)*")
_LEAST = 10_000  # below, what stands before a unit is a part of it


def surer(report: Report, least: float | None) -> Report:
    """The report without the figures of less confidence, and with a notice of how many were left out.

    A figure without a confidence (of a report of an older version) stays.
    """
    if least is None:
        return report
    why = f"whose confidence is below {least:g}"

    def sure(one: Indicator) -> bool:
        return one.confidence is None or one.confidence >= least

    return _only(report, sure, UNSURE, why)


def within_sections(report: Report, asked: tuple[str, ...]) -> Report:
    """The report with the figures alone of sections, by id or by words of the heading; all for none.

    What stands in the parts of a section is of it too.
    """
    if not asked:
        return report
    names = {name: _sections(report, name) for name in map(str.strip, asked)}
    found = set().union(*names.values())
    unknown = [name for name, ids in names.items() if not ids]

    def fits(one: Indicator) -> bool:
        section = f"{one.section or ''}."
        return any(section.startswith(f"{id}.") for id in found)

    report = _only(report, fits, SECTIONS, f"which are not of {', '.join(asked)}")
    if not unknown:
        return report
    message = f"no section is called {', '.join(unknown)}; outline lists them"
    notice = Notice(code="no-such-section", message=message, start=None, end=None)
    return report.model_copy(update={"warnings": (*report.warnings, notice)})


def _sections(report: Report, name: str) -> set[str]:
    """The ids of the sections with a name; what looks like an id is no part of a heading: 2 of 2025年."""
    id = name.rstrip(".")
    if _ID.fullmatch(id):
        return {one.id for one in report.sections if one.id == id}
    return {one.id for one in report.sections if name and name in one.title}


def of_units(report: Report, asked: tuple[str, ...]) -> Report:
    """The report with the figures alone in these units, of whatever magnitude; all for none."""
    if not asked:
        return report
    units = set().union(*map(_units, asked))
    why = f"which are not in {', '.join(asked)}"
    return _only(report, lambda one: fold(one.unit or "") in units, UNITS, why)


def _units(said: str) -> set[str]:
    """A unit, and what is left of it behind a magnitude: 万亿元 is 元, but 千米 is no 米."""
    plain = fold(said)
    sizes = ((at, numerals.parse(f"1{plain[:at]}")) for at in range(1, len(plain)))
    return {plain, *(plain[at:] for at, size in sizes if size is not None and size >= _LEAST)}


def _only(report: Report, fits: Callable[[Indicator], bool], code: str, why: str) -> Report:
    kept = tuple(filter(fits, report.indicators))
    left = len(report.indicators) - len(kept)
    if not left:
        return report
    message = f"{left} of {len(report.indicators)} figures are left out, {why}"
    notice = Notice(code=code, message=message, start=None, end=None)
    return report.model_copy(update={"indicators": kept, "warnings": (*report.warnings, notice)})

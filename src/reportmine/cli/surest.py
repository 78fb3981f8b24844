"""A report with the figures alone that are asked for, and a line that says how many others there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..compare.partial import SECTIONS, UNITS, UNSURE
from ..records import Indicator, Notice, Report
from ..text import numerals
from ..text.fold import fold

if TYPE_CHECKING:
    from ..metrics.conversions import Units

_ID = re.compile(r"\d+(?:\.\d+)*")
_LISTED = 20  # units that are offered
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
    return _told(report, "no-such-section", f"no section is called {', '.join(unknown)}; outline lists them")


def _sections(report: Report, name: str) -> set[str]:
    """The ids of the sections with a name; what looks like an id is no part of a heading: 2 of 2025年."""
    id = name.rstrip(".")
    if _ID.fullmatch(id):
        return {one.id for one in report.sections if one.id == id}
    return {one.id for one in report.sections if name and name in one.title}


def of_units(report: Report, asked: tuple[str, ...], scale: Callable[[], Units]) -> Report:
    """The report with the figures alone in these units, of whatever magnitude; all for none.

    A unit of another name for the same amount is meant too: 千米 and 公里, 百分点 and 个百分点; but not 起 by
    件, which count other things.
    """
    names = tuple(filter(None, ("".join(one.split()) for one in asked)))
    if not names:
        return report
    factor = scale().factor
    here = Counter(one.unit for one in report.indicators if one.unit)
    counted = {one.unit for one in report.indicators if one.kind == "count"}
    found = {}
    for name in names:
        said = _units(name)
        found[name] = {
            unit
            for unit in here
            if fold(unit) in said or (unit not in counted and any(factor(unit, one) == 1 for one in said))
        }
    units = set().union(*found.values())
    why = f"which are not in {', '.join(names)}"
    kept = _only(report, lambda one: one.unit in units, UNITS, why)
    unknown = [name for name, same in found.items() if not same]
    if not unknown or not report.indicators:
        return kept
    there = [unit for unit, _ in here.most_common(_LISTED)]
    more = f" and {len(here) - _LISTED} more" if len(here) > _LISTED else ""
    return _told(kept, "no-such-unit", f"no figure is in {', '.join(unknown)}; {_offer(there)}{more}")


def _offer(units: list[str]) -> str:
    return f"the units here are {', '.join(units)}" if units else "none here has a unit"


def _told(report: Report, code: str, message: str) -> Report:
    """The report with a warning more."""
    notice = Notice(code=code, message=message, start=None, end=None)
    return report.model_copy(update={"warnings": (*report.warnings, notice)})


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
    return _told(report, code, message).model_copy(update={"indicators": kept})

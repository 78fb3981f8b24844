"""What stands over a table: its caption, and the unit of its figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..figures import quantities
from ..rules import matching
from ..structure.headings import blank
from ..text.ideographs import RANGE
from .gridplan import Plan, Span

_SHARE = re.compile(r"\([%‰]\)|(?<=[的数])[%‰]")
FAR = 10  # lines over a table in which one that can only name a table is sought
LINES = 3  # lines over a table that may be its caption or its unit
_HAN = re.compile(f"[{RANGE}]")
LONGEST = 60  # characters; a longer line is none


def above(plan: Plan, after: int, at: int) -> tuple[Span | None, tuple[Span, ...]]:
    """The caption of a table, and the places over it or in its first rows where a unit may be said.

    It stands over an offset `at`, and after another."""
    caption: Span | None = None
    units: list[Span] = []
    for row in sorted(plan.banners):
        if row and row - 1 not in plan.banners:
            break
        cell = plan.banners[row]
        units.append((cell.start, cell.end))
        named = not any(
            plan.says(part, cell) for part in ("unit", "unit-only", "group", "no-caption", "aside")
        )
        if caption is None and named:
            caption = (cell.start, cell.end)
    if plan.unit_over is not None:
        units.append((plan.unit_over.start, plan.unit_over.end))
    if caption is None and (far := _title(plan, after, at)) is not None:
        return far[0], (*units, *far[1])
    for start, end in _lines(plan.folded, at, after):
        text = plan.folded[start:end]
        if matching.found(plan.rules("unit"), text):
            units.append((start, end))
        if matching.found(plan.rules("unit-only"), text):
            continue
        if matching.found(plan.rules("no-caption"), text):
            break
        bare = not any(stop in text for stop in "，。；：:") and not matching.found(plan.rules("group"), text)
        bare = (
            bare
            and _HAN.search(text) is not None
            and not any(one.unit for one in quantities.read(text, plan.ruleset)[0])
        )
        if caption is None and (bare or matching.found(plan.rules("caption"), text)):
            caption = (start, end)
        break
    return caption, tuple(units)


def _title(plan: Plan, after: int, at: int) -> tuple[Span, list[Span]] | None:
    """A line that can only name a table, over the unit and over headers that no tabs part; and the units."""
    units: list[Span] = []
    for start, end in _lines(plan.folded, at, after, FAR):
        text = plan.folded[start:end]
        if any(stop in text for stop in "，。；"):
            return None
        if matching.found(plan.rules("unit-only"), text):
            units.append((start, end))
        elif matching.found(plan.rules("table-title"), text):
            refused = any(matching.found(plan.rules(part), text) for part in ("no-caption", "group", "aside"))
            return None if refused else ((start, end), [*units, (start, end)])
    return None


def _lines(folded: str, at: int, after: int, most: int = LINES) -> Iterator[Span]:
    """The short lines right over a place and after another, the nearest first."""
    for _ in range(most):
        end = at
        while end and blank(folded[end - 1]):
            end -= 1
        start = max(folded.rfind("\n", 0, end), folded.rfind("\r", 0, end)) + 1
        while start < end and blank(folded[start]):
            start += 1
        if start < after or not end or end - start > LONGEST or folded[end - 1] in "。；":
            return
        yield start, end
        at = start


def shares(plan: Plan, after: int) -> list[Span]:
    """Where lines of headers over a table that no tabs part say %, in order: 占预算 增长 ⏎ (%) (%)."""
    found: list[Span] = []
    for start, end in _lines(plan.folded, plan.grid.start, after, FAR):
        text = plan.folded[start:end]
        named = any(matching.found(plan.rules(part), text) for part in ("unit-only", "table-title"))
        if named or any(stop in text for stop in "，。；"):
            break
        found += [(start + hit.start(), start + hit.end()) for hit in _SHARE.finditer(text)]
    return sorted(found)

"""What stands over a table: its caption, and the unit of its figures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, takewhile

from ..expression import expression
from ..figures import quantities
from ..rules.expressions import later
from ..rules.rule import RuleSet
from ..structure.headings import blank
from ..text.ideographs import RANGE
from .layout import Layout
from .places import Sheet, Span, span
from .stage import Parts

_SHARE = expression(r"\([%‰]\)|(?<=[的数])[%‰]")
FAR = 10  # lines over a table in which one that can only name a table is sought
LINES = 3  # lines over a table that may be its caption or its unit
_HAN = later(f"[{RANGE}]")
LONGEST = 60  # characters; a longer line is none
_CLAUSES = "，。；"
_NAMELESS = ("unit", "unit-only", "group", "no-caption", "aside")  # what a caption does not say
_NO_TITLE = ("no-caption", "group", "aside")


def above(layout: Layout, after: int, at: int, rules: RuleSet) -> tuple[Span | None, tuple[Span, ...]]:
    """The caption of a table, and the places over it or in its first rows where a unit may be said.

    It stands in the first rows; or over an offset `at` and after another, in a line that can only name a
    table, or else in the lines right over it.
    """
    caption, units = _across(layout)
    if caption is None and (far := _title(layout.sheet, after, at)) is not None:
        return far[0], (*units, *far[1])
    near, others = _right_over(layout.sheet, after, at, rules)
    return (near if caption is None else caption), (*units, *others)


def _across(layout: Layout) -> tuple[Span | None, list[Span]]:
    """The caption and the places of units in the lines across the table that it begins with."""
    sheet, banners, unit = layout.sheet, layout.rows.banners, layout.rows.unit_over
    cells = [banners[row] for row in takewhile(banners.__contains__, count())]
    named = (cell for cell in cells if not sheet.rules.any_say(_NAMELESS, sheet.text(cell)))
    caption = next(map(span, named), None)
    return caption, [span(cell) for cell in (*cells, *([unit] if unit else []))]


def _right_over(sheet: Sheet, after: int, at: int, rules: RuleSet) -> tuple[Span | None, list[Span]]:
    """The line over a table where it may be its caption, and the places of units there: the nearest line that
    says more than a unit."""
    units: list[Span] = []
    for start, end in _lines(sheet.folded, at, after):
        text = sheet.folded[start:end]
        if sheet.rules.say("unit", text):
            units.append((start, end))
        if not sheet.rules.say("unit-only", text):
            return ((start, end) if _may_be_caption(text, sheet.rules, rules) else None), units
    return None, units


def _may_be_caption(text: str, parts: Parts, rules: RuleSet) -> bool:
    """Whether a line over a table names it: as captions do, or as words alone without a figure."""
    if parts.say("no-caption", text):
        return False
    if parts.say("caption", text):
        return True
    bare = not any(stop in text for stop in (*_CLAUSES, "：", ":")) and not parts.say("group", text)
    return (
        bare
        and _HAN.search(text) is not None
        and not any(one.unit for one in quantities.read(text, rules)[0])
    )


def _title(sheet: Sheet, after: int, at: int) -> tuple[Span, list[Span]] | None:
    """A line that can only name a table, over the unit and over headers that no tabs part; and the units."""
    units: list[Span] = []
    for start, end in _lines(sheet.folded, at, after, FAR):
        text = sheet.folded[start:end]
        if any(stop in text for stop in _CLAUSES):
            return None
        if sheet.rules.say("unit-only", text):
            units.append((start, end))
        elif sheet.rules.say("table-title", text):
            refused = sheet.rules.any_say(_NO_TITLE, text)
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


def shares(sheet: Sheet, after: int) -> list[Span]:
    """Where lines of headers over a table that no tabs part say %, in order: 占预算 增长 ⏎ (%) (%)."""
    found: list[Span] = []
    for start, end in _lines(sheet.folded, sheet.grid.start, after, FAR):
        text = sheet.folded[start:end]
        if sheet.rules.any_say(("unit-only", "table-title"), text) or any(stop in text for stop in _CLAUSES):
            break
        found += [(start + hit.start(), start + hit.end()) for hit in _SHARE.finditer(text)]
    return sorted(found)

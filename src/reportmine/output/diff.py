"""A diff as CSV: pieces of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..records import Diff, Indicator
from .diffs.words import metric
from .export import cell, csv_table

# what a line is: a row of the diff, a target with its outcome, or a claim with its verdict
COLUMNS = (
    *("part", "change", "section", "metric", "concept"),
    *("old_value", "old_value_max", "old_unit", "old_relation"),
    *("new_value", "new_value_max", "new_unit", "new_relation"),
    *("difference", "difference_unit", "difference_relation", "difference_low", "difference_high"),
    *("percent", "score", "evidence"),
    *("old_text", "old_start", "old_end", "new_text", "new_start", "new_end", "old_sentence", "new_sentence"),
)
_OF_ROW = COLUMNS[COLUMNS.index("difference") : COLUMNS.index("evidence")]
_NONE = (None,) * len(_OF_ROW)


def rows(found: Diff) -> Iterator[tuple[Any, ...]]:
    """Rows, targets and claims as tuples in the order of COLUMNS."""
    for row in found.rows:
        evidence = row.evidence + tuple(f"may be {metric(one)} at {one.start}" for one in row.candidates)
        extra = (*(getattr(row, name) for name in _OF_ROW), evidence)
        yield _line("row", row.change, row.old, row.new, extra)
    for aim in found.targets:
        yield _line("target", aim.outcome, aim.target, aim.actual, (*_NONE, aim.evidence))
    for claim in found.restated:
        said: tuple[str, ...] = (
            f"said {claim.said}, the levels give {cell(claim.computed)}",
            f"claim at {claim.claim.start}",
        )
        said += claim.evidence
        yield _line(
            "claim",
            claim.verdict or "",
            claim.old,
            claim.new,
            (claim.computed, claim.claim.unit, *_NONE[2:], said),
        )


def _line(
    part: str, change: str | None, old: Indicator | None, new: Indicator | None, extra: Iterable[Any]
) -> tuple[Any, ...]:
    one = new or old
    assert one is not None
    return (
        *(part, change, one.section, one.metric, one.concept),
        *_fields(old, "value", "value_max", "unit", "relation"),
        *_fields(new, "value", "value_max", "unit", "relation"),
        *extra,
        *_fields(old, "text", "start", "end"),
        *_fields(new, "text", "start", "end"),
        *_fields(old, "sentence"),
        *_fields(new, "sentence"),
    )


def _fields(one: Indicator | None, *names: str) -> tuple[Any, ...]:
    return tuple(None if one is None else getattr(one, name) for name in names)


def csv_lines(found: Diff, *, excel: bool = False, heads: str | None = None) -> Iterator[str]:
    """One row, target or claim a line, after a line with COLUMNS."""
    yield from csv_table(COLUMNS, rows(found), excel=excel, heads=heads)

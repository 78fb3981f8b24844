"""A diff as CSV and Markdown. All functions yield pieces of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from ..records import Diff, Indicator, Restated, SectionChange, TargetOutcome
from .export import cell, csv_table, short
from .markdown import escaped, table

# what a line is: a row of the diff, a target with its outcome, or a claim with its verdict
COLUMNS = (
    *("part", "change", "section", "metric", "concept"),
    *("old_value", "old_unit", "old_relation", "new_value", "new_unit", "new_relation"),
    *("difference", "percent", "score", "evidence"),
    *("old_text", "old_start", "old_end", "new_text", "new_start", "new_end", "old_sentence", "new_sentence"),
)


def rows(found: Diff) -> Iterator[tuple[Any, ...]]:
    """Rows, targets and claims as tuples in the order of COLUMNS."""
    for row in found.rows:
        evidence = row.evidence + tuple(f"may be {metric(one)} at {one.start}" for one in row.candidates)
        extra = (row.difference, row.percent, row.score, evidence)
        yield _line("row", row.change, row.old, row.new, extra)
    for aim in found.targets:
        yield _line("target", aim.outcome, aim.target, aim.actual, (None, None, None, ()))
    for claim in found.restated:
        said = (f"said {claim.said}, the levels give {cell(claim.computed)}", f"claim at {claim.claim.start}")
        yield _line("claim", claim.verdict or "", claim.old, claim.new, (claim.computed, None, None, said))


def _line(
    part: str, change: str, old: Indicator | None, new: Indicator | None, extra: Iterable[Any]
) -> tuple[Any, ...]:
    one = new or old
    assert one is not None
    return (
        *(part, change, one.section, one.metric, one.concept),
        *_fields(old, "value", "unit", "relation"),
        *_fields(new, "value", "unit", "relation"),
        *extra,
        *_fields(old, "text", "start", "end"),
        *_fields(new, "text", "start", "end"),
        *_fields(old, "sentence"),
        *_fields(new, "sentence"),
    )


def _fields(one: Indicator | None, *names: str) -> tuple[Any, ...]:
    return tuple(None if one is None else getattr(one, name) for name in names)


def csv_lines(found: Diff, *, excel: bool = False) -> Iterator[str]:
    """One row, target or claim a line, after a line with COLUMNS."""
    yield from csv_table(COLUMNS, rows(found), excel=excel)


def markdown(found: Diff) -> Iterator[str]:
    """The diff as tables of Markdown, for an article or an issue."""
    yield f"# {escaped(heading(found))}\n"
    yield from _table(
        "Figures",
        ("change", "metric", "old", "new", "difference", "percent", "evidence"),
        (
            (
                *(row.change, metric(row.new or row.old), written(row.old), written(row.new)),
                *(number(row.difference), number(row.percent), "; ".join(row.evidence)),
            )
            for row in found.rows
        ),
    )
    for title, head, lines in tables(found):
        yield from _table(title, head, lines)


Line = tuple[str, ...]


def tables(found: Diff) -> Iterator[tuple[str, Line, list[Line]]]:
    """What stands beside the figures, as people read it: title, head and lines of each table that has any."""
    yield from (
        (title, head, lines)
        for title, head, lines in (
            ("Targets", ("outcome", "metric", "target", "actual"), [*map(_target, found.targets)]),
            (
                "Claims of change",
                ("verdict", "metric", "said", "computed", "old", "new"),
                [*map(_claim, found.restated)],
            ),
            ("Sections", ("change", "old", "new"), [*map(_section, found.sections)]),
        )
        if lines
    )


def _target(one: TargetOutcome) -> Line:
    return one.outcome, metric(one.target), written(one.target), written(one.actual)


def _claim(one: Restated) -> Line:
    levels = written(one.old), written(one.new)
    return one.verdict or "", metric(one.claim), one.said, number(one.computed), *levels


def _section(one: SectionChange) -> Line:
    return one.change, one.old.title if one.old else "", one.new.title if one.new else ""


def _table(title: str, head: Line, lines: Iterable[Line]) -> Iterator[str]:
    before = f"\n## {title}\n"
    for line in table(head, lines):
        yield before + line
        before = ""


def heading(found: Diff) -> str:
    """Which report is compared with which."""
    return " → ".join(side.title or side.source.name for side in (found.old, found.new))


def metric(one: Indicator | None) -> str:
    """The label of a figure's row."""
    return "" if one is None else one.metric or one.text


def written(one: Indicator | None) -> str:
    """A figure as the report writes it, with its relation where that is not in the words."""
    return "" if one is None else ("" if one.relation == "=" else one.relation) + "".join(one.text.split())


def number(value: Decimal | None) -> str:
    """A difference with its sign, as people say it."""
    return "" if value is None else ("+" if value > 0 else "") + short(value)

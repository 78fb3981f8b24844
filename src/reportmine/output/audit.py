"""An audit as CSV, JSON Lines and Markdown. All functions yield pieces of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..records import Audit, Finding
from ..tongue import tr
from .diffs.places import where
from .export import array, csv_table, json_lines
from .markdown import escaped, table
from .terms import compared, head, message

# which report, what was found, the arithmetic, and where it stands
COLUMNS = (
    *("file", "title", "region", "year"),
    *("verdict", "rule", "metric", "said", "computed", "low", "high", "unit", "arithmetic", "note"),
    *("section", "table", "start", "end", "page", "sentence"),
    *("others", "other_starts", "other_ends", "other_sentences"),
)
Audits = Audit | Iterable[Audit]


def _each(found: Audits) -> Iterable[Audit]:
    return (found,) if isinstance(found, Audit) else found


def rows(one: Audit) -> Iterator[tuple[Any, ...]]:
    """The findings of an audit as tuples in the order of COLUMNS."""
    first = (one.source.name, one.title, one.region, one.year)
    for finding in one.findings:
        yield (*first, *_finding(finding, one))


def _finding(found: Finding, one: Audit) -> tuple[Any, ...]:
    claim, others = found.claim, found.figures
    return (
        *(found.verdict, found.rule, claim.metric, found.said, found.computed, found.low, found.high),
        *(claim.unit, found.arithmetic, found.note),
        *(claim.section, claim.table, claim.start, claim.end, one.source.page(claim.start), claim.sentence),
        tuple(other.text for other in others),
        tuple(other.start for other in others),
        tuple(other.end for other in others),
        tuple(dict.fromkeys(other.sentence for other in others if other.sentence != claim.sentence)),
    )


def csv_lines(found: Audits, *, excel: bool = False, heads: str | None = None) -> Iterator[str]:
    """One finding a line, after a line with COLUMNS; of other sentences those that are not its own."""
    body = (row for one in _each(found) for row in rows(one))
    yield from csv_table(COLUMNS, body, excel=excel, heads=heads)


def jsonl(found: Audits) -> Iterator[str]:
    """One finding a line, as a JSON object with the keys of COLUMNS."""
    yield from json_lines(COLUMNS, (row for one in _each(found) for row in rows(one)))


def json_array(found: Iterable[Audit]) -> Iterator[str]:
    """Audits as a JSON array, one at a time."""
    yield from array(one.model_dump_json(indent=2) for one in found)


def markdown(found: Audits) -> Iterator[str]:
    """The findings as a table of Markdown for each report, with the sentence of each claim."""
    before = ""
    for one in _each(found):
        yield f"{before}# {escaped(one.title or one.source.name)}\n\n{told(one)}\n"
        before = "\n"
        if one.findings:
            heads = map(head, ("verdict", "at", "figure", "arithmetic", "sentence"))
            rows = (line(finding, one) for finding in one.findings)
            yield from table(list(heads), ((compared("verdict", row[0]), *row[1:]) for row in rows))


def line(found: Finding, one: Audit) -> tuple[str, ...]:
    """A finding as people read it: verdict, place, metric, arithmetic with its note, sentence."""
    place = where(found.claim.start, found.claim.section, one.source)
    note = " " + tr("({said})").format(said=message("evidence", found.note)) if found.note else ""
    metric = found.claim.metric or found.said
    told = message("evidence", found.arithmetic)
    return found.verdict, place, metric, told + note, "".join(found.claim.sentence.split())


def told(one: Audit) -> str:
    """What came of an audit, in one line."""
    held = tr("1 figure held against others") if one.checked == 1 else tr("{n} figures held against others")
    many = tr("1 contradiction") if one.contradictions == 1 else tr("{n} contradictions")
    return held.format(n=one.checked) + tr(", ") + many.format(n=one.contradictions)

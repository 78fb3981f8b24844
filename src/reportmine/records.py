"""Every public noun: the records that `reportmine` gives out.

All records are frozen and refuse unknown fields. Character offsets index the source text as read
(Python string indices, half-open). What is absent is null, never an empty string. Numbers are exact
decimals in Python and plain numbers in JSON.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from . import bare
from .bare import json_number as json_number

if TYPE_CHECKING or not bare.chosen():
    from pydantic import BaseModel, ConfigDict, Field, PlainSerializer
else:
    from .bare import BaseModel, ConfigDict, Field, PlainSerializer

SCHEMA_VERSION = "2"
READABLE = frozenset({"1", SCHEMA_VERSION})  # versions whose reports are still read
REVIEW = "review"  # the flag of a figure whose reading is not sure

Relation = Literal["=", "≈", ">", "≥", "<", "≤"]
Kind = Literal["count", "money", "measure", "duration", "percent", "ratio", "rank", "score"]
Role = Literal["level", "change", "from", "to"]
Direction = Literal["up", "down"]
Status = Literal["actual", "target"]
Aggregation = Literal["average", "sum"]
RowChange = Literal["changed", "same", "near", "ambiguous", "added", "removed"]
BudgetStage = Literal["approved", "adjusted"]
Outcome = Literal["met", "missed", "open"]
Verdict = Literal["agrees", "rounding", "contradicts"]
FindingVerdict = Literal["agrees", "rounding", "contradicts", "unclear"]
SectionVerdict = Literal["kept", "renamed", "moved", "merged", "added", "removed"]


Number = Annotated[
    Decimal,
    Field(allow_inf_nan=False),
    PlainSerializer(json_number, return_type=int | float, when_used="json"),
]


AnyRecord = TypeVar("AnyRecord", bound="Record")


class Record(BaseModel):
    """What all records share: frozen, and closed to unknown fields."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, json_schema_serialization_defaults_required=True
    )


def compact(one: AnyRecord) -> AnyRecord:
    """A record just made, in a third of the memory: names and what is told of its fields are kept once."""
    put = object.__setattr__
    held: dict[str, Any] = _names(tuple(one.__dict__)).copy()
    held.update(one.__dict__)
    for name in _ALIKE.intersection(held):
        held[name] = _shared(held[name])
    put(one, "__dict__", held)
    if (given := getattr(one, _GIVEN, None)) is not None:
        put(one, _GIVEN, _one_for_all(frozenset(given)))
    return one


_ALIKE = frozenset(("rules", "flags"))  # fields in which many records have the same
_GIVEN = "__pydantic_fields_set__"  # which of its fields a record was given, 1 kB of it


@lru_cache(maxsize=4096)
def _shared(told: tuple[str, ...]) -> tuple[str, ...]:
    """The same for all records that have it."""
    return told


@lru_cache(maxsize=256)
def _names(names: tuple[str, ...]) -> dict[str, Any]:
    """These names, for nothing: Python keeps those of an object's fields once for all copies of its dict."""
    one: Any = type("Named", (), {})()
    for name in names:
        setattr(one, name, None)
    held: dict[str, Any] = one.__dict__
    return held


@lru_cache(maxsize=256)
def _one_for_all(names: frozenset[str]) -> set[str]:
    """The same set for all records of a run that were given the same fields; they are frozen."""
    return set(names)


class Page(Record):
    """A page of the source, and the part of the text that stands on it."""

    number: int = Field(ge=1, description="The page's place in the file, from 1")
    start: int = Field(ge=0, description="Start in the source text")
    end: int = Field(ge=0, description="End in the source text (half-open)")


class Source(Record):
    """Where the text came from."""

    name: str = Field(description="File name as given, or '-' for standard input, or '<text>' for a string")
    uri: str | None = Field(None, description="file: URI of the source, where it has one")
    media_type: str = Field("text/plain", description="Media type as read")
    reader: str = Field(
        "text",
        description="What read it: text, csv, xlsx, ods, xls, html, mhtml, docx, odt, rtf, ofd, pdf, doc, "
        "png, jpeg, tiff",
    )
    encoding: str | None = Field(
        None, description="Character encoding it was decoded from; null for a string"
    )
    sha256: str = Field(description="SHA-256 of the bytes as read (of the UTF-8 form, for a string)")
    length: int = Field(ge=0, description="Length of the text in characters, the space of all offsets")
    pages: tuple[Page, ...] = Field((), description="Where each page stands in the text, for a PDF")

    def page(self, offset: int) -> int | None:
        """The number of the page that a character of the text stands on; None without pages."""
        at = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        while at > 0 and self.pages[at].start == self.pages[at].end:
            at -= 1  # a page without text
        return self.pages[at].number if at >= 0 else None


class Section(Record):
    """One section of the outline: its heading, and the span it governs."""

    id: str = Field(description="Path of positions in the tree, such as '3.2'")
    level: int = Field(
        ge=1, le=5, description="1 一、or 第一章; 2 （一）; 3 1.; 4 (1); 5 a point: 一是, 第一，"
    )
    marker: str | None = Field(
        description="The numbering as written, such as '（一）'; null for a bare heading"
    )
    number: int | None = Field(description="The number the marker says")
    title: str = Field(description="The heading without its marker")
    start: int = Field(ge=0, description="Start of the section (of its marker) in the source text")
    end: int = Field(ge=0, description="End of the whole section, its subsections included")
    body_start: int = Field(ge=0, description="Where the text after the heading begins")
    parent: str | None = Field(description="id of the enclosing section; null at the top")


class Indicator(Record):
    """One figure: as written, as read, as meant."""

    id: int = Field(ge=1, description="1, 2, … in document order")
    text: str = Field(description="The figure as written; equals source[start:end]")
    start: int = Field(ge=0, description="Start in the source text")
    end: int = Field(ge=0, description="End in the source text (half-open)")
    value: Number = Field(description="The number, magnitudes multiplied out: 1.58万 is 15800; 80% is 80")
    value_max: Number | None = Field(None, description="Upper end of a range, else null")
    unit: str | None = Field(None, description="The unit without its magnitude: 件, 元, %, 个百分点, 千瓦时")
    relation: Relation = Field(
        "=", description="How the true value lies to the number: 近 is <, 超过 is >, 约 is ≈"
    )
    kind: Kind = Field(description="Dimension of the figure")
    item: str | None = Field(None, description="What is counted or measured")
    action: str | None = Field(
        None, description="The verb said of the item: 办理, 新增; null for a statistic that simply is"
    )
    actor: str | None = Field(None, description="Who does it, or whom or where it concerns")
    role: Role = Field("level", description="A standing level, an amount of change, or an end of a change")
    direction: Direction | None = Field(
        None,
        description="Direction of a change, from or to; null for a level, and for an end of which nothing "
        "says which way it goes (调整为)",
    )
    basis: str | None = Field(None, description="What a change is compared with: 同比, 比上年")
    whole: str | None = Field(None, description="The whole of a share: 占企业总数的3.5% has 企业总数")
    period: str | None = Field(
        None, description="The time it speaks of: 2024, 2021-2025, 2024-Q1, 2024-12, 2023-07/2024-06"
    )
    status: Status = Field("actual", description="Done or measured, or planned and required")
    aggregation: Aggregation | None = Field(
        None,
        description="average: what each year or month of the period came to on the average (年均, 月均); "
        "sum: all years of the period together (五年累计); null for a figure of the period itself",
    )
    metric: str | None = Field(None, description="The row label a reader would write")
    concept: str | None = Field(None, description="Canonical id where patterns know the metric, e.g. gdp")
    section: str | None = Field(None, description="id of the innermost section it stands in")
    sentence: str = Field(
        description="The sentence it stands in, or the row of a table, as written; of more than 1,000 "
        "characters those around the figure"
    )
    rules: tuple[str, ...] = Field((), description="ids of the rules that fired, in order")
    flags: tuple[str, ...] = Field(
        (), description="Cautions: missing-unit, inherited-item, inherited-action …"
    )
    confidence: float | None = Field(
        None,
        ge=0,
        le=1,
        description="The share of figures read with so many points that were right in value, unit, item, "
        "action and role, in annotated texts that were not fitted on; null in reports of older versions",
    )
    table: str | None = Field(None, description="Caption of the table it stands in, where that has one")


class Unread(Record):
    """A numeral that is no indicator, and why."""

    text: str = Field(description="The numeral as written; equals source[start:end]")
    start: int = Field(ge=0, description="Start in the source text")
    end: int = Field(ge=0, description="End in the source text (half-open)")
    reason: str = Field(
        description="Why it is no indicator: date, numbering, name, slogan, magnitude, threshold …"
    )
    rule: str | None = Field(None, description="id of the rule that said so")


class Notice(Record):
    """Something about the whole report that a reader should know."""

    code: str = Field(description="Stable short name: numbering-gap, numbering-repeat, replaced-characters …")
    message: str = Field(description="One line for a person")
    start: int | None = Field(None, description="Start of the place it speaks of, if it has one")
    end: int | None = Field(None, description="End of that place")


class Report(Record):
    """A whole report, read."""

    schema_version: str = Field(
        SCHEMA_VERSION, description="Version of this schema; a breaking change raises it"
    )
    source: Source = Field(description="Where the text came from")
    title: str | None = Field(None, description="The report's title, where the text has it")
    issuer: str | None = Field(None, description="The body that gives the report")
    region: str | None = Field(None, description="The region it is about; 全国 for the whole country")
    region_code: str | None = Field(
        None, description="Code of the region by GB/T 2260, six digits; null where it has none, as 全国"
    )
    year: int | None = Field(None, description="The year reported on (a 2026 report looks back on 2025)")
    published: str | None = Field(None, description="Date of publication, YYYY-MM-DD")
    signed: str | None = Field(None, description="Date of the signature at the end, YYYY-MM-DD")
    sections: tuple[Section, ...] = Field((), description="The section tree in document order")
    indicators: tuple[Indicator, ...] = Field((), description="Every figure, in document order")
    unread: tuple[Unread, ...] = Field((), description="Every numeral that is no indicator, with the reason")
    warnings: tuple[Notice, ...] = Field((), description="What a reader should know of the reading")


class Side(Record):
    """One of the two reports of a diff."""

    source: Source = Field(description="Where its text came from")
    title: str | None = Field(None, description="Its title")
    issuer: str | None = Field(None, description="The body that gives it")
    year: int | None = Field(None, description="The year it reports on")


class DiffRow(Record):
    """One metric in both reports, or a figure of one of them. Each figure stands in exactly one row."""

    change: RowChange = Field(
        description="changed, same: one metric in both; near: probably one, see evidence; "
        "ambiguous: see candidates; added, removed: in one report only"
    )
    old: Indicator | None = Field(None, description="The figure of the old report")
    new: Indicator | None = Field(None, description="The figure of the new report")
    candidates: tuple[Indicator, ...] = Field(
        (), description="For ambiguous: the figures of the other report that it may equally be"
    )
    difference: Number | None = Field(
        None,
        description="New less old, in difference_unit; a fall counts as negative; null where a range says "
        "only between what it lies, and where nothing does",
    )
    difference_unit: str | None = Field(
        None,
        description="The unit of the difference: the new figure's; of two shares 个百分点, however they are "
        "written (三成, 33%), of two in ‰ 个千分点",
    )
    difference_relation: Relation | None = Field(
        None,
        description="How the true difference lies to the number: ≈ where rounding or 约 leaves it unsure, "
        "> ≥ < ≤ where a figure is a bound; null without a difference",
    )
    percent: Number | None = Field(
        None,
        description="The difference in percent of the old figure; null for percentages, ranks and scores",
    )
    difference_low: Number | None = Field(
        None,
        description="The least the difference may be, by the digits of both figures as written or by "
        "the ends of a range; null where rounding leaves it sure to a tenth, and where a figure is a bound "
        "or about so much",
    )
    difference_high: Number | None = Field(None, description="The most it may be")
    percent_low: Number | None = Field(None, description="The least it may be in percent")
    percent_high: Number | None = Field(None, description="The most it may be in percent")
    score: Number | None = Field(None, description="How alike the two metrics are, 0 to 1")
    evidence: tuple[str, ...] = Field((), description="What agreed, what differed, what a reader should mind")


class TargetOutcome(Record):
    """A target of the old report, and what the new one says came of it."""

    target: Indicator = Field(description="The target, from the old report")
    actual: Indicator | None = Field(None, description="The figure of the new report; null where it has none")
    outcome: Outcome = Field(
        description="met, missed; open where the figures leave it open, or the new report has none"
    )
    derived: bool = Field(
        False,
        description="Whether the growth is no figure of the new report but what the levels of both give; "
        "actual is then the level of the new one",
    )
    evidence: tuple[str, ...] = Field(
        (), description="What the target asks for, or why it is open; where it is said again"
    )


class Restated(Record):
    """The new report's own words about a change, held against the figures of both reports."""

    claim: Indicator = Field(description="What the new report says of the change")
    old: Indicator = Field(description="The level in the old report")
    new: Indicator = Field(description="The level in the new report")
    said: str = Field(description="The claim as written")
    computed: Number = Field(
        description="What the two levels give, in the claim's unit and direction; "
        "below zero where they go the other way"
    )
    verdict: Verdict | None = Field(
        description="agrees; rounding: within what the figures' rounding allows; contradicts: neither; "
        "null where the claim is not of these two levels, see evidence"
    )
    evidence: tuple[str, ...] = Field(
        (), description="Why there is no verdict: another year, basis, coverage or price, an inexact figure"
    )


class SectionChange(Record):
    """What became of a section."""

    change: SectionVerdict = Field(description="merged: one of several that became the new section")
    old: Section | None = Field(None, description="The section of the old report")
    new: Section | None = Field(None, description="The section of the new report")


class Diff(Record):
    """Two reports side by side."""

    schema_version: str = Field(
        SCHEMA_VERSION, description="Version of this schema; a breaking change raises it"
    )
    old: Side = Field(description="The earlier report")
    new: Side = Field(description="The later report")
    rows: tuple[DiffRow, ...] = Field(
        (), description="In the order of the new report, then what was removed in the order of the old"
    )
    targets: tuple[TargetOutcome, ...] = Field(
        (), description="What the old report sets out to reach, each once, in its order"
    )
    restated: tuple[Restated, ...] = Field(
        (), description="Claims of change beside the levels they may be of, in order"
    )
    sections: tuple[SectionChange, ...] = Field(
        (), description="In the order of the new report, then removed"
    )
    warnings: tuple[Notice, ...] = Field((), description="What a reader should know of the comparison")


class Point(Record):
    """One value of a series: what one report says a metric was in one year."""

    report: str = Field(description="Name of the report that states it")
    issuer: str | None = Field(None, description="The body that gives that report")
    region: str | None = Field(None, description="The region it is about")
    region_code: str | None = Field(None, description="Code of the region by GB/T 2260, six digits")
    report_year: int | None = Field(None, description="The year that report is on")
    place: str | None = Field(
        None,
        description="The part of the region it is of, where it is of one: a city of the province, a zone, "
        "or the accounts of the city itself (市本级)",
    )
    place_code: str | None = Field(None, description="Code of that part by GB/T 2260, where it has one")
    actor: str | None = Field(
        None,
        description="Who it is of, where that is neither the region nor a part of it: 市政府, beside "
        "全市各级行政机关",
    )
    year: str | None = Field(
        None, description="The year it is of, such as 2024; 2021-2025 for a sum or average of years"
    )
    metric: str = Field(description="The row label: the same for all values of one series")
    concept: str | None = Field(None, description="Canonical id where the patterns know the metric")
    value: Number = Field(description="The number, in the unit of the series; a fall counts as negative")
    value_max: Number | None = Field(None, description="Upper end of a range, else null")
    unit: str | None = Field(None, description="The unit of the series")
    relation: Relation = Field(description="How the true value lies to the number")
    status: Status = Field(
        description="Measured, or planned; what a budget allows is planned, in a review of the year too"
    )
    budget: BudgetStage | None = Field(
        None,
        description="For what a budget allows, told of in a review: as it was approved, or adjusted within "
        "its time (调整为, 调整预算); null for a result",
    )
    aggregation: Aggregation | None = Field(
        None, description="average or sum, of the years it is of; null for a figure of the time itself"
    )
    confidence: float | None = Field(
        None, ge=0, le=1, description="How sure its reading is; null in reports of older versions"
    )
    page: int | None = Field(None, description="The page it stands on, for a PDF")
    section: str | None = Field(None, description="id of the section it stands in")
    start: int = Field(ge=0, description="Start in the report's text")
    end: int = Field(ge=0, description="End in the report's text")
    sentence: str = Field(description="The sentence it stands in")
    series: int = Field(ge=1, description="Number of the series: 1, 2, … in the order of the table")
    flags: tuple[str, ...] = Field(
        (),
        description="conflict: another report, or this one elsewhere, states another value for the year; "
        "like-basis, constant-prices, part-left-out: growth that is told on such terms",
    )


class Series(Record):
    """Many reports in one tidy table."""

    schema_version: str = Field(
        SCHEMA_VERSION, description="Version of this schema; a breaking change raises it"
    )
    points: tuple[Point, ...] = Field((), description="By series, then region, then year, then report")
    warnings: tuple[Notice, ...] = Field((), description="What a reader should know of the table")


class Finding(Record):
    """A figure held against others of the same report."""

    rule: str = Field(description="id of the rule that says how the figures go together")
    verdict: FindingVerdict = Field(
        description="agrees; rounding: within what the digits as written allow; contradicts: neither; "
        "unclear: off, but a figure says itself that it is not exact, or the others leave it open"
    )
    claim: Indicator = Field(description="The figure that is held against the others")
    figures: tuple[Indicator, ...] = Field(description="The others, in the order of the arithmetic")
    said: str = Field(description="The claim as written")
    computed: Number | None = Field(
        None, description="What the others give, in the claim's unit and direction; null where they give none"
    )
    low: Number | None = Field(
        None, description="The least it may be, by the digits of the others as written"
    )
    high: Number | None = Field(None, description="The most it may be")
    arithmetic: str = Field(description="The arithmetic in one line, with the figures as written")
    note: str | None = Field(None, description="What a reader should mind: a unit that may be wrong")


class Audit(Record):
    """One report held against itself."""

    schema_version: str = Field(
        SCHEMA_VERSION, description="Version of this schema; a breaking change raises it"
    )
    source: Source = Field(description="Where the text came from")
    title: str | None = Field(None, description="The report's title, where the text has it")
    region: str | None = Field(None, description="The region it is about")
    year: int | None = Field(None, description="The year reported on")
    checked: int = Field(0, ge=0, description="How many figures could be held against others")
    contradictions: int = Field(0, ge=0, description="How many of them contradict the others")
    findings: tuple[Finding, ...] = Field(
        (), description="What was found, in the order of the claims; all of it, or the contradictions alone"
    )
    warnings: tuple[Notice, ...] = Field((), description="What a reader should know of the reading")


class Explanation(Record):
    """Why the text at one place was read as it was."""

    offset: int = Field(ge=0, description="The place asked about")
    text: str = Field(
        description="The figure or numeral there, or the words around the place where there is none"
    )
    kind: Literal["indicator", "unread", "none"] = Field(description="What stands there")
    indicator: Indicator | None = Field(None, description="The indicator, if one stands there")
    unread: Unread | None = Field(None, description="The unread numeral, if one stands there")
    fired: tuple[str, ...] = Field((), description="ids of the rules that fired, in order")
    steps: tuple[str, ...] = Field((), description="How the place was read, one line a step")
    runner_up: str | None = Field(
        None, description="The frame that would have been next, and what it would say"
    )

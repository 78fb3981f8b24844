"""Reports as JSON, JSON Lines and CSV. All functions yield pieces of text, so that much can stream."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from ..expression import expression
from ..records import Indicator, Record, Report, json_number
from ..text import numerals

# each row first says which report it is from, and last what a catalogue and a reader of paper ask for
COLUMNS: tuple[str, ...] = (
    *("file", "title", "issuer", "region", "year"),
    *Indicator.model_fields,
    *("region_code", "page"),
)

_NUMBER = expression(r"[-+－＋]\d[\d,]*(?:\.\d+)?[%‰]?")
# a spreadsheet takes a cell that begins so for a formula; it knows the full-width forms too
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_json(reports: Report | Iterable[Report]) -> str:
    """One report as a JSON object, several as an array."""
    if isinstance(reports, Report):
        return "".join(json_object(reports))
    return "".join(json_array(reports))


def json_object(record: Record) -> Iterator[str]:
    """A report, a diff or a series as a JSON object."""
    yield record.model_dump_json(indent=2) + "\n"


def json_only(reports: Iterable[Report]) -> Iterator[str]:
    """The report that comes alone, as a JSON object."""
    for report in reports:
        yield from json_object(report)


def json_array(reports: Iterable[Report]) -> Iterator[str]:
    """Reports as a JSON array, one at a time."""
    yield from array(report.model_dump_json(indent=2) for report in reports)


def array(pieces: Iterable[str]) -> Iterator[str]:
    """Pieces of JSON as an array, one at a time."""
    before = "[\n"
    for piece in pieces:
        yield before + piece
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def rows(report: Report) -> Iterator[tuple[Any, ...]]:
    """The indicators of a report as tuples in the order of COLUMNS."""
    head = (report.source.name, report.title, report.issuer, report.region, report.year)
    names = tuple(Indicator.model_fields)
    for indicator in report.indicators:
        fields = tuple(getattr(indicator, name) for name in names)
        yield (*head, *fields, report.region_code, report.source.page(indicator.start))


def jsonl(reports: Iterable[Report]) -> Iterator[str]:
    """One indicator a line, as a JSON object with the keys of COLUMNS, each of one type or null."""
    yield from json_lines(COLUMNS, (row for report in reports for row in rows(report)))


def json_lines(keys: Sequence[str], table: Iterable[Iterable[object]]) -> Iterator[str]:
    """A table as JSON Lines: an object with these keys a row, each key of one type or null."""
    encode = json.JSONEncoder(ensure_ascii=False, default=_json_value).encode
    for row in table:
        yield encode(dict(zip(keys, row, strict=True))) + "\n"


def csv_lines(reports: Iterable[Report], *, excel: bool = False, heads: str | None = None) -> Iterator[str]:
    """One indicator a line, after a line with COLUMNS; lists joined by ";", absent values empty.

    `excel` adds the byte order mark and the line ends a spreadsheet expects, and puts ' before text
    that it would run as a formula. `heads` is a language in whose words names and fixed values are told.
    """
    yield from csv_table(
        COLUMNS, (row for report in reports for row in rows(report)), excel=excel, heads=heads
    )


def csv_table(
    head: Sequence[str],
    lines: Iterable[Iterable[object]],
    *,
    excel: bool = False,
    heads: str | None = None,
) -> Iterator[str]:
    """A table as CSV, a line at a time; `excel` and `heads` as for `csv_lines`."""
    if heads is not None:
        from . import worded  # not for programs

        lines, head = worded.rows(head, lines, heads), worded.heads(head, heads)
    end = "\r\n" if excel else "\n"
    import csv  # of no use to JSON

    writer = csv.writer(_Echo())  # its own line end stays \r\n, so that it quotes a \r as well as a \n
    mark = "\ufeff" if excel else ""
    for row in chain([head], lines):
        line: Any = writer.writerow([cell(value, excel) for value in row])
        yield mark + line.removesuffix("\r\n") + end
        mark = ""


class _Echo:
    """The file that csv.writer asks for: hands each line back."""

    def write(self, line: str) -> str:
        return line


def _json_value(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)  # each key one type in every line: 12.0 beside 12.5
    raise TypeError(f"{type(value).__name__} has no JSON form")


def cell(value: object, excel: bool = False) -> str:
    """A value as the text of a CSV cell."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        number = json_number(value)
        return str(number) if isinstance(number, int) else f"{value.normalize():f}"
    if isinstance(value, int):
        return str(value)
    text = ";".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return "'" + text if excel and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet would run a text: not a lone sign, nor a number with its sign."""
    lone = len(text) == 1 and not text.isspace()
    return text.startswith(_FORMULA) and not lone and _NUMBER.fullmatch(text) is None


def short(value: Decimal) -> str:
    """A number as people say it: 67.7万亿, 1312万."""
    size, name = numerals.short(value)
    return cell(size.quantize(Decimal("0.0001")) if name else value) + name

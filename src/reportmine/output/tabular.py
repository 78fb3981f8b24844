"""Reports as tables of typed columns, for what has types: spreadsheets, Parquet, data frames, databases."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, Literal, TypeVar, Union, get_args, get_origin

from ..dataclass import dataclass, replace
from ..expression import expression
from ..records import Indicator, Notice, Point, Record, Report, Section, Series, Source, Unread
from .export import COLUMNS, cell
from .export import rows as figure_rows
from .written import written

R = TypeVar("R")
_SURROGATE = expression("[\ud800-\udfff]")  # half a character, which no file of text can hold
_LONG = 2**63  # what integers of tables reach to
Type = Literal["text", "integer", "number", "list"]  # a number is a double, a list one of texts


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it holds, and what that means."""

    name: str
    type: Type
    about: str


@dataclass(frozen=True, eq=False)
class Table(Generic[R]):
    """One table: its columns, and the rows that a result gives it, in their order; equal to itself alone."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[R], Iterator[tuple[Any, ...]]]


# a double holds what a value is but not how it was reckoned: the decimal stands beside it as text
_EXACT = (
    Column("value_exact", "text", "The value as an exact decimal"),
    Column("value_max_exact", "text", "The upper end of a range as an exact decimal"),
)
# what the text says in its own magnitude: 230.58 and 亿元, where value and unit are 23058000000 and 元
_WRITTEN = (
    Column("value_written", "number", "The number in the magnitude of unit_written"),
    Column("value_max_written", "number", "The upper end of a range in that magnitude"),
    Column("unit_written", "text", "The unit with its magnitude as written"),
)
_KEY = (
    Column("file", "text", "File name as given"),
    Column("sha256", "text", "SHA-256 of the bytes as read; what rows of one report have in common"),
)


def columns_of(model: type[Record], *left_out: str) -> tuple[Column, ...]:
    """A column for each field of a record that is a number, a text or a list of texts."""
    return tuple(
        Column(name, _type(one.annotation), one.description or "")
        for name, one in model.model_fields.items()
        if name not in left_out
    )


def _type(annotation: Any) -> Type:
    """What values of a field are, absent or not."""
    if get_origin(annotation) is Annotated:
        return _type(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        (held,) = (one for one in get_args(annotation) if one is not NoneType)
        return _type(held)
    if get_origin(annotation) is tuple:
        return "list"
    if annotation in (Decimal, float):
        return "number"
    return "integer" if annotation is int else "text"


def _named(columns: tuple[Column, ...]) -> dict[str, Column]:
    return {one.name: one for one in columns}


def _figure_columns() -> tuple[Column, ...]:
    known = _named((*_KEY, *columns_of(Report, "source", "sections", "indicators", "unread", "warnings")))
    known |= _named(columns_of(Indicator))
    known["page"] = Column("page", "integer", "The page it stands on, for a PDF")
    return (*(known[name] for name in COLUMNS), _KEY[1], *_EXACT, *_WRITTEN)


def _exact(value: Decimal | None) -> str | None:
    return None if value is None else cell(value)


def _figures(report: Report) -> Iterator[tuple[Any, ...]]:
    for one, row in zip(report.indicators, figure_rows(report), strict=True):
        told = written(one)
        exact = (_exact(one.value), _exact(one.value_max))
        yield (*row, report.source.sha256, *exact, told.value, told.value_max, told.unit)


def _parts(name: str, model: type[Record]) -> Callable[[Report], Iterator[tuple[Any, ...]]]:
    """The rows of what a report has many of."""
    fields = tuple(model.model_fields)

    def rows(report: Report) -> Iterator[tuple[Any, ...]]:
        for one in getattr(report, name):
            yield (report.source.name, report.source.sha256, *(getattr(one, field) for field in fields))

    return rows


_SOURCE = ("uri", "media_type", "reader", "encoding", "length")
_COUNTED = ("sections", "indicators", "unread", "warnings")


def _report_columns() -> tuple[Column, ...]:
    said = _named(columns_of(Report, "source", *_COUNTED))
    source = _named(columns_of(Source, "pages"))
    counts = tuple(Column(f"{name}_count", "integer", f"How many {name} it has") for name in _COUNTED)
    return (*_KEY, *said.values(), *(source[name] for name in _SOURCE), *counts)


def _report(report: Report) -> Iterator[tuple[Any, ...]]:
    said = (getattr(report, name) for name in Report.model_fields if name not in ("source", *_COUNTED))
    source = (getattr(report.source, name) for name in _SOURCE)
    counts = (len(getattr(report, name)) for name in _COUNTED)
    yield (report.source.name, report.source.sha256, *said, *source, *counts)


FIGURES = Table[Report]("figures", _figure_columns(), _figures)
SECTIONS = Table[Report]("sections", (*_KEY, *columns_of(Section)), _parts("sections", Section))
UNREAD = Table[Report]("unread", (*_KEY, *columns_of(Unread)), _parts("unread", Unread))
WARNINGS = Table[Report]("warnings", (*_KEY, *columns_of(Notice)), _parts("warnings", Notice))
REPORTS = Table[Report]("reports", _report_columns(), _report)
REPORT_TABLES = (FIGURES, SECTIONS, UNREAD, WARNINGS, REPORTS)


def _points(found: Series) -> Iterator[tuple[Any, ...]]:
    names = tuple(Point.model_fields)
    for one in found.points:
        yield (*(getattr(one, name) for name in names), _exact(one.value), _exact(one.value_max))


def _series_warnings(found: Series) -> Iterator[tuple[Any, ...]]:
    for one in found.warnings:
        yield tuple(getattr(one, field) for field in Notice.model_fields)


POINTS = Table[Series]("points", (*columns_of(Point), *_EXACT), _points)
SERIES_WARNINGS = Table[Series]("warnings", columns_of(Notice), _series_warnings)
SERIES_TABLES = (POINTS, SERIES_WARNINGS)


def held(kind: Type, value: Any) -> Any:
    """A value as every table can hold it: a str, an int of 64 bits, a finite float, a list of str, or None.

    A number too large for its column is None: the text that it was read from stands in the row.
    """
    if value is None:
        return None
    if kind == "text":
        return whole_characters(str(value))
    if kind == "list":
        return [whole_characters(str(one)) for one in value]
    if kind == "integer":
        return int(value) if -_LONG <= value < _LONG else None
    number = float(value)
    return number if math.isfinite(number) else None


def held_column(kind: Type, values: Sequence[Any]) -> Sequence[Any]:
    """The values of a column as `held` gives them; that texts have no half characters is seen at once."""
    if kind == "text" and {str, NoneType}.issuperset(map(type, values)):
        together = "".join(filter(None, values))
        if together.isascii() or _SURROGATE.search(together) is None:
            return values
    return [held(kind, value) for value in values]


def whole_characters(text: str) -> str:
    """The text with � for each half of a character."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def held_rows(table: Table[R], result: R) -> Iterator[list[Any]]:
    """The rows of a result with values as `held` gives them, in the order of the table's columns."""
    kinds = [column.type for column in table.columns]
    for row in table.rows(result):
        yield [held(kind, value) for kind, value in zip(kinds, row, strict=True)]


def names_of(table: Table[Any]) -> list[str]:
    """The names of its columns."""
    return [column.name for column in table.columns]


class UnknownField(ValueError):
    """A column is asked for that a table does not have, or one twice."""


def picked(table: Table[R], names: Sequence[str] | None) -> Table[R]:
    """The table with these columns alone, in this order; all of it for None. Raises UnknownField.

    A name may be that of the field or its head in words, as a table for people has it (指标).
    """
    if names is None:
        return table
    places = {column.name: at for at, column in enumerate(table.columns)}
    if not places.keys() >= set(names):
        places |= _worded(places)
    taken: list[int] = []
    for name in names:
        if name not in places:
            raise UnknownField(_unknown(name, places, names_of(table)))
        if places[name] in taken:
            raise UnknownField(f"{name} is named twice.")
        taken.append(places[name])

    def rows(result: R) -> Iterator[tuple[Any, ...]]:
        for row in table.rows(result):
            yield tuple(row[at] for at in taken)

    return replace(table, columns=tuple(table.columns[at] for at in taken), rows=rows)


def _worded(places: Mapping[str, int]) -> dict[str, int]:
    """The same columns by their heads in words."""
    from .worded import LANGUAGES, head  # where a name is no field alone

    return {head(name, language): at for name, at in places.items() for language in LANGUAGES}


def _unknown(name: str, named: Iterable[str], known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, list(named), cutoff=0.5)
    hint = f"did you mean {', '.join(near)}? " if near else ""
    return f"{name!r} is no field; {hint}The fields are {', '.join(known)}."

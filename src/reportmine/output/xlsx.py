"""Reports and series as an Excel workbook, a row at a time, so that many reports stream."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from ..dataclass import dataclass
from ..records import Point, Report, Series
from . import worded
from .extras import need, version
from .tabular import (
    FIGURES,
    POINTS,
    REPORTS,
    SECTIONS,
    SERIES_WARNINGS,
    UNREAD,
    WARNINGS,
    Column,
    Table,
    held,
    picked,
)
from .wide import Wide, table_rows
from .widetables import CONFLICT_TABLE, wide_table
from .xlsxcells import CODES, Looks, as_written, cell_text, width

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

ROWS = 1_048_576  # of a sheet
LINKS = 65_530  # of a sheet
SOURCE = Column("source", "text", "The file, and the page of a PDF; a link to it where the file has a place")
_SAFE = ("file:///", "https://", "http://")  # what a link may lead to
# every workbook says it was made then, so that the same reports give the same bytes
_MADE = dt.datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a place."""

    text: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A number that is shown with its relation and the upper end of a range: the cell holds the number."""

    value: Decimal
    top: Decimal | None
    relation: str


class Words:
    """The words of sheets, heads and fixed values in a language; None: the names of the fields."""

    def __init__(self, language: str | None) -> None:
        self._language = language

    def sheet(self, name: str) -> str:
        """The name of a sheet."""
        return name if self._language is None else worded.sheet(name, self._language)

    def head(self, name: str) -> str:
        """The head of a column."""
        return name if self._language is None else worded.head(name, self._language)

    def about(self, name: str, about: str) -> str:
        """What is told of a column: with its name, where its head is another."""
        if self._language is None:
            return about
        told = worded.meaning(about, self._language)
        return f"{name}：{told}" if name.isidentifier() else told  # no program reads "2024 note"

    def said(self, text: str) -> str:
        """What the workbook says of itself."""
        return text if self._language is None else worded.said(text, self._language)

    def row(self, columns: Sequence[Column], row: Iterable[Any]) -> Iterable[Any]:
        """A row with its fixed values in words."""
        return next(iter(worded.rows([one.name for one in columns], [row], self._language)))


class Sheet:
    """The sheet of one table; further ones (figures 2, figures 3 …) when it is full."""

    def __init__(
        self, book: Workbook, looks: Looks, name: str, columns: Sequence[Column], words: Words
    ) -> None:
        self.name, self.columns, self.words = words.sheet(name), columns, words
        self.count = self.cut = self.unlinked = 0
        self._book, self._looks = book, looks
        self.pages = 0
        self._open()

    def add(self, row: Iterable[Any]) -> None:
        """One row more."""
        if self._at == ROWS:
            self.close()
            self._open()
        for at, (column, value) in enumerate(
            zip(self.columns, self.words.row(self.columns, row), strict=True)
        ):
            if isinstance(value, Link):
                self._link(at, value)
            elif isinstance(value, Shown):
                look = self._looks.spanned(value.value, value.top, value.relation)
                self._sheet.write_number(self._at, at, float(value.value), look)
            elif value is not None:
                self._put(at, column, value)
        self._at += 1
        self.count += 1

    def close(self) -> None:
        """The filter, over all rows that have come."""
        self._sheet.autofilter(0, 0, max(self._at - 1, 0), len(self.columns) - 1)

    def _open(self) -> None:
        self.pages += 1
        self._at, self._links = 1, 0
        self._sheet: Worksheet = self._book.add_worksheet(
            self.name if self.pages == 1 else f"{self.name} {self.pages}"
        )
        self._sheet.freeze_panes(1, 0)
        for at, column in enumerate(self.columns):
            look = self._looks.code if column.name in CODES and column.type == "text" else None
            self._sheet.set_column(at, at, width(column.name, column.type), look)
            self._sheet.write_string(0, at, self.words.head(column.name), self._looks.head)
            if column.about:
                self._sheet.write_comment(
                    0, at, self.words.about(column.name, column.about), {"x_scale": 2, "author": "reportmine"}
                )

    def _put(self, at: int, column: Column, value: Any) -> None:
        fit = held(column.type, value)
        if column.type in ("integer", "number"):
            if fit is not None:
                self._sheet.write_number(self._at, at, fit, self._looks.number(value, column.name))
            return
        look = self._looks.code if column.name in CODES else self._looks.text
        if text := self._fit(fit):
            self._sheet.write_string(self._at, at, text, look)

    def _link(self, at: int, value: Link) -> None:
        text, place = self._fit(value.text), _safe(value.place)
        if place is None or self._links == LINKS or not text:
            self.unlinked += self._links == LINKS and place is not None
            self._sheet.write_string(self._at, at, text, self._looks.text)
            return
        self._links += 1
        self._sheet.write_url(self._at, at, place, self._looks.link, text)

    def _fit(self, value: str | list[str]) -> str:
        text, cut = cell_text(";".join(value) if isinstance(value, list) else value)
        self.cut += cut
        return as_written(text)


def _safe(place: str | None) -> str | None:
    """Where a link leads; None for what is no file or page, and for what is too long for a link."""
    if place is None or not place.startswith(_SAFE) or not place.isascii() or len(place) > 2_000:
        return None
    # the library would make a path of Windows of what begins with a small file://
    return "FILE" + place[4:] if place.startswith("file:") else place


def write_reports(
    reports: Iterable[Report],
    sink: BinaryIO,
    *,
    fields: Sequence[str] | None = None,
    heads: str | None = None,
) -> None:
    """Sheets figures, sections, unread, warnings, reports and about; `fields` chooses columns of the first.

    Texts of more than 32,767 characters are cut, and more rows than a sheet holds go on in a further one; the
    sheet about says both. `heads` is a language in whose words heads and fixed values are told.

    The sink is an open binary file. Raises MissingExtra, and OSError of the sink.
    """
    figures, words = picked(FIGURES, fields), Words(heads)
    with _book(sink) as book:
        looks = Looks(book)
        sheets = {
            one.name: Sheet(
                book, looks, one.name, (*one.columns, SOURCE) if one is figures else one.columns, words
            )
            for one in (figures, SECTIONS, UNREAD, WARNINGS, REPORTS)
        }
        for report in reports:
            for row, link in zip(figures.rows(report), _links(report), strict=True):
                sheets["figures"].add((*row, link))
            for table in (SECTIONS, UNREAD, WARNINGS, REPORTS):
                for row in table.rows(report):
                    sheets[table.name].add(row)
        _about(book, looks, list(sheets.values()), words)


def write_series(
    found: Series, sink: BinaryIO, *, fields: Sequence[str] | None = None, heads: str | None = None
) -> None:
    """Sheets points, warnings and about; otherwise as `write_reports`."""
    with _book(sink) as book:
        looks = Looks(book)
        tables: tuple[Table[Series], ...] = (picked(POINTS, fields), SERIES_WARNINGS)
        made = (Sheet(book, looks, one.name, one.columns, Words(heads)) for one in tables)
        sheets = [_filled(sheet, one.rows(found)) for sheet, one in zip(made, tables, strict=True)]
        _about(book, looks, sheets, Words(heads))


def write_wide(found: Wide, sink: BinaryIO, *, heads: str | None = None) -> None:
    """Sheets wide, conflicts and about; otherwise as `write_reports`."""
    with _book(sink) as book:
        looks = Looks(book)
        tables = (wide_table(found), CONFLICT_TABLE)
        rows = (_shown(found), CONFLICT_TABLE.rows(found))
        made = (Sheet(book, looks, one.name, one.columns, Words(heads)) for one in tables)
        sheets = list(map(_filled, made, rows))
        _about(book, looks, sheets, Words(heads))


def _shown(found: Wide) -> Iterator[tuple[Any, ...]]:
    """The rows of a wide table; a bound or a range looks like one, unless notes stand beside it."""
    for line, row in zip(table_rows(found), found.rows, strict=True):
        if found.notes:
            yield line
            continue
        values = (None if one is None else _look(one.taken) for one in row.cells)
        yield (*line[: len(found.labels)], *values)


def _look(one: Point) -> Decimal | Shown:
    plain = one.value_max is None and one.relation == "="
    fits = held("number", one.value) is not None
    return one.value if plain or not fits else Shown(one.value, one.value_max, one.relation)


def _filled(sheet: Sheet, rows: Iterable[Iterable[Any]]) -> Sheet:
    for row in rows:
        sheet.add(row)
    return sheet


def _links(report: Report) -> Iterator[Link]:
    source = report.source
    for one in report.indicators:
        page = source.page(one.start)
        mark = "" if page is None else f"#page={page}"
        yield Link(source.name + mark, None if source.uri is None else source.uri + mark)


def _about(book: Workbook, looks: Looks, sheets: list[Sheet], words: Words) -> None:
    """What the sheets hold, what could not be held, and what each column means."""
    head = [Column("sheet", "text", ""), Column("column", "text", ""), Column("meaning", "text", "")]
    about = Sheet(book, looks, "about", head, words)
    about.add(("", "", words.said(f"Written by reportmine {version()}.")))
    for sheet in sheets:
        sheet.close()
        for told in _told(sheet):
            about.add((sheet.name, "", words.said(told)))
    for sheet in sheets:
        for column in sheet.columns:
            about.add((sheet.name, words.head(column.name), words.about(column.name, column.about)))
    about.close()


def _told(sheet: Sheet) -> Iterator[str]:
    yield f"{sheet.count:,} rows" + (f" on {sheet.pages} sheets" if sheet.pages > 1 else "")
    if sheet.cut:
        yield f"{sheet.cut:,} cells were longer than a cell can be, and are cut: they end with …[cut]"
    if sheet.unlinked:
        yield f"{sheet.unlinked:,} cells are no links, for a sheet holds {LINKS:,} of them"


@contextmanager
def _book(sink: BinaryIO) -> Iterator[Workbook]:
    """A workbook that is written to the sink at the end, if all went well; rows wait in files until then."""
    library = need("xlsx", "xlsxwriter", "Excel")
    with tempfile.TemporaryDirectory(prefix="reportmine-") as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "use_zip64": True,
        }
        book = library.Workbook(_Sink(sink), options)
        book.set_properties({"created": _MADE, "comments": f"reportmine {version()}"})
        try:
            yield book
            try:
                book.close()
            except (
                library.exceptions.FileCreateError
            ) as error:  # of the library's own kind, around an OSError
                raise (error.args[0] if isinstance(error.args[0], OSError) else error) from None
        finally:
            for sheet in book.worksheets():  # Windows removes no file that is open
                sheet._opt_close()


class _Sink:
    """A file as the library sees it: once it took no more, what the library still has to say is dropped."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink, self._broken = sink, False
        self.tell, self.seek = sink.tell, sink.seek

    def write(self, data: bytes) -> int:
        """As of a file."""
        return len(data) if self._broken else self._tried(self._sink.write, data)

    def flush(self) -> None:
        """As of a file."""
        if not self._broken:
            self._tried(self._sink.flush)

    def _tried(self, act: Callable[..., Any], *arguments: bytes) -> Any:
        try:
            return act(*arguments)
        except BaseException:
            self._broken = True
            self.tell, self.seek = (lambda: 0), (lambda *_: 0)
            raise

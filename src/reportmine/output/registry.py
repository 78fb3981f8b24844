"""Which formats can be written: each is entered here once, with what it can hold and what writes that.

Light, because the help of the command line asks too: a writer is imported when it is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, Literal, get_args

from ..dataclass import dataclass
from .extras import need

# what the commands give; several kinds of one command are held by the same formats
Kind = Literal[
    "report",
    "reports",  # several files given to extract
    "outline",
    "explanation",
    "diff",
    "audit",
    "audits",  # several reports given to audit
    "series",
    "wide",  # a series turned, with a column for each year
    "concepts",
    "schema",
    "rules",
    "rule",
    "score",  # what was read, held against corrections
    "rows",  # what SQL over a store gives
]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be written."""

    name: str
    title: str
    """Its name as people write it."""
    suffixes: tuple[str, ...]
    """Those of files that hold it; the first is the usual one."""
    writers: Mapping[Kind, str]
    """What it can hold, and for each the function here (module:name) that writes it: pieces of text, or what
    to draw where it is for reading; bytes into a second argument where it has a sink."""
    reading: bool = False
    """Whether it is for people: drawn, and what a terminal gets."""
    sink: Literal["stream", "file"] | None = None
    """Of what is no text, what its writers write into: a binary stream, or the path of a file that is not
    there yet (a database); None for text."""
    excel: bool = False
    """Whether its writers take `excel`, for spreadsheets."""
    words: frozenset[Kind] = frozenset()
    """The results whose heads and fixed values can be told in the words of a language. The writers of these
    take `heads`."""
    picks: frozenset[Kind] = frozenset()
    """The results whose columns can be chosen: the writers of these take `fields`."""
    arranges: frozenset[Kind] = frozenset()
    """The results that it can arrange for a reader: ordered, folded, counted, summed up. The writers of these
    take a result with the wish (of a diff a View), or the result alone."""
    bare: frozenset[Kind] = frozenset()
    """The results that it writes from bare records too (see `reportmine.bare`), but for chosen columns."""
    needs: tuple[tuple[str, str], ...] = ()
    """What must be installed: pairs of an extra and a module of it."""

    def ready(self) -> None:
        """Raises MissingExtra where something that it needs is not installed."""
        for extra, module in self.needs:
            need(extra, module, self.title)

    def pieces(
        self,
        kind: Kind,
        result: object,
        *,
        excel: bool = False,
        fields: Sequence[str] | None = None,
        heads: str | None = None,
    ) -> Iterator[Any]:
        """A result written out as text: pieces of it; of a format for reading views, to be drawn."""
        made = self._writer(kind)(result, **self._options(kind, excel, fields, heads))
        return made if isinstance(made, Iterator) else iter([made])

    def write(
        self,
        kind: Kind,
        result: object,
        sink: object,
        *,
        fields: Sequence[str] | None = None,
        heads: str | None = None,
    ) -> None:
        """A result written into the sink of a binary format: an open binary file, or a path (see `sink`).

        Raises MissingExtra, and OSError where the sink cannot hold it.
        """
        self._writer(kind)(result, sink, **self._options(kind, False, fields, heads))

    def _writer(self, kind: Kind) -> Callable[..., Any]:
        module, _, name = self.writers[kind].partition(":")
        writer: Callable[..., Any] = getattr(import_module(f".{module}", __package__), name)
        return writer

    def _options(
        self, kind: Kind, excel: bool, fields: Sequence[str] | None, heads: str | None
    ) -> dict[str, Any]:
        options: dict[str, Any] = {"excel": excel} if self.excel else {}
        options |= {"heads": heads} if kind in self.words else {}
        return options | ({"fields": fields} if kind in self.picks else {})


_FIGURES: frozenset[Kind] = frozenset(
    {"report", "reports", "series"}
)  # a table of which each row is a figure


def _of_figures(reports: str, series: str) -> dict[Kind, str]:
    """The writers of a format that holds the figures of reports, and of a series."""
    return {"report": reports, "reports": reports, "series": series}


# the order is that of the help; the first that holds a result is what a program gets
FORMATS: tuple[Format, ...] = (
    Format(
        "json",
        "JSON",
        (".json",),
        {
            "report": "export:json_only",
            "reports": "export:json_array",
            "outline": "plain:json_outline",
            "explanation": "plain:json_record",
            "diff": "export:json_object",
            "audit": "export:json_object",
            "audits": "audit:json_array",
            "series": "export:json_object",
            "wide": "series:wide_json",
            "concepts": "concepts:as_json",
            "schema": "plain:json_value",
            "rules": "plain:json_rules",
            "rule": "plain:json_rule",
            "score": "review:json_scores",
            "rows": "rows:json_array",
        },
        bare=frozenset({"report", "reports", "outline", "diff"}),
    ),
    Format(
        "jsonl",
        "JSON Lines",
        (".jsonl", ".ndjson"),
        {
            **_of_figures("lines:reports_jsonl", "lines:series_jsonl"),
            "audit": "audit:jsonl",
            "audits": "audit:jsonl",
            "rows": "rows:jsonl",
        },
        picks=_FIGURES,
        bare=frozenset({"report", "reports"}),
    ),
    Format(
        "csv",
        "CSV",
        (".csv",),
        {
            **_of_figures("lines:reports_csv", "lines:series_csv"),
            "diff": "diff:csv_lines",
            "audit": "audit:csv_lines",
            "audits": "audit:csv_lines",
            "wide": "series:wide_csv",
            "rows": "rows:csv_lines",
        },
        excel=True,
        words=_FIGURES | {"diff", "audit", "audits", "wide"},
        picks=_FIGURES,
        bare=frozenset({"report", "reports", "diff"}),
    ),
    Format(
        "xlsx",
        "Excel",
        (".xlsx",),
        {**_of_figures("xlsx:write_reports", "xlsx:write_series"), "wide": "xlsx:write_wide"},
        sink="stream",
        words=_FIGURES | {"wide"},
        picks=_FIGURES,
        needs=(("xlsx", "xlsxwriter"),),
    ),
    Format(
        "parquet",
        "Parquet",
        (".parquet",),
        _of_figures("arrow:parquet_of_reports", "arrow:parquet_of_series"),
        sink="stream",
        picks=_FIGURES,
        needs=(("parquet", "pyarrow"),),
    ),
    Format(
        "arrow",
        "Arrow",
        (".arrow", ".feather"),
        _of_figures("arrow:ipc_of_reports", "arrow:ipc_of_series"),
        sink="stream",
        picks=_FIGURES,
        needs=(("parquet", "pyarrow"),),
    ),
    Format(
        "sqlite",
        "SQLite",
        (".sqlite", ".db"),
        _of_figures("sqlite:write_reports", "sqlite:write_series"),
        sink="file",
    ),
    Format(
        "duckdb",
        "DuckDB",
        (".duckdb",),
        _of_figures("duckdb:write_reports", "duckdb:write_series"),
        sink="file",
        needs=(("duckdb", "duckdb"), ("duckdb", "pyarrow")),
    ),
    Format(
        "markdown",
        "Markdown",
        (".md",),
        {
            **_of_figures("markdown:of_reports", "markdown:of_series"),
            "diff": "diffs.markdown:of_diff",
            "audit": "audit:markdown",
            "audits": "audit:markdown",
            "wide": "markdown:of_wide",
        },
        picks=_FIGURES,
        arranges=frozenset({"diff"}),
    ),
    Format(
        "table",
        "table",
        (".txt",),
        {
            "report": "terminal.report:tables",
            "reports": "terminal.report:tables",
            "diff": "terminal.diff:diff_table",
            "audit": "terminal.audit:audit_table",
            "audits": "terminal.audit:audit_table",
            "series": "terminal.series:series_table",
            "wide": "terminal.series:wide_table",
            "concepts": "terminal.concepts:concepts_table",
            "score": "terminal.review:score_table",
            "rows": "terminal.rows:rows_table",
        },
        reading=True,
        bare=frozenset({"report", "reports", "diff"}),
        arranges=frozenset({"diff"}),
    ),
    Format(
        "tree",
        "tree",
        (".txt",),
        {"outline": "terminal.report:tree"},
        reading=True,
        bare=frozenset({"outline"}),
    ),
    Format(
        "text",
        "text",
        (".txt",),
        {
            "explanation": "terminal.report:explanation",
            "rules": "terminal.report:rules",
            "rule": "terminal.report:rule",
        },
        reading=True,
    ),
)


def holding(kind: Kind) -> tuple[Format, ...]:
    """The formats that can hold a result; the first is the one for programs."""
    return tuple(one for one in FORMATS if kind in one.writers)


def names(kind: Kind) -> list[str]:
    """What --format takes for a result."""
    return [one.name for one in holding(kind)]


def by_suffix(kind: Kind) -> dict[str, Format]:
    """What the suffix of a file says would be in it; views last, as in the help."""
    return {suffix: one for one in holding(kind) for suffix in one.suffixes}

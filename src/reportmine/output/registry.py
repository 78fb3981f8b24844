"""Which formats can be written: each is entered here once, with what it can hold and what writes that.

Light, because the help of the command line asks too: a writer is imported when it is first used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, get_args

# what the commands give; several kinds of one command are held by the same formats
Kind = Literal[
    "report",
    "reports",  # several files given to extract
    "outline",
    "explanation",
    "diff",
    "series",
    "wide",  # a series turned, with a column for each year
    "concepts",
    "schema",
    "rules",
    "rule",
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
    to draw where it is for reading."""
    reading: bool = False
    """Whether it is for people: drawn, and what a terminal gets."""
    excel: bool = False
    """Whether its writers take `excel`, for spreadsheets."""

    def pieces(self, kind: Kind, result: object, *, excel: bool = False) -> Iterator[Any]:
        """A result written out: pieces of text; of a format for reading views, to be drawn."""
        module, _, name = self.writers[kind].partition(":")
        writer: Callable[..., Any] = getattr(import_module(f".{module}", __package__), name)
        made = writer(result, excel=excel) if self.excel else writer(result)
        return made if isinstance(made, Iterator) else iter([made])


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
            "series": "export:json_object",
            "wide": "series:wide_json",
            "concepts": "plain:json_concepts",
            "schema": "plain:json_value",
            "rules": "plain:json_rules",
            "rule": "plain:json_rule",
            "rows": "rows:json_array",
        },
    ),
    Format(
        "jsonl",
        "JSON Lines",
        (".jsonl", ".ndjson"),
        {"report": "export:jsonl", "reports": "export:jsonl", "rows": "rows:jsonl"},
    ),
    Format(
        "csv",
        "CSV",
        (".csv",),
        {
            "report": "export:csv_lines",
            "reports": "export:csv_lines",
            "diff": "diff:csv_lines",
            "series": "series:csv_lines",
            "wide": "series:wide_csv",
            "rows": "rows:csv_lines",
        },
        excel=True,
    ),
    Format("markdown", "Markdown", (".md",), {"diff": "diff:markdown"}),
    Format(
        "table",
        "table",
        (".txt",),
        {
            "report": "terminal.report:tables",
            "reports": "terminal.report:tables",
            "diff": "terminal.diff:diff_table",
            "series": "terminal.series:series_table",
            "wide": "terminal.series:wide_table",
            "concepts": "terminal.series:concepts_table",
            "rows": "terminal.rows:rows_table",
        },
        reading=True,
    ),
    Format("tree", "tree", (".txt",), {"outline": "terminal.report:tree"}, reading=True),
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

"""What the commands take: formats, options, arguments, each with its help."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

VIEWS = ("table", "tree", "text")  # the formats that are for reading


MOST_MEGABYTES = 1_000_000  # that --max-size takes


class Format(StrEnum):
    """What extract can give out."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    table = "table"


class FileType(StrEnum):
    """What kind of file can be read."""

    text = "text"
    csv = "csv"
    html = "html"
    mhtml = "mhtml"
    docx = "docx"
    pdf = "pdf"


class TreeFormat(StrEnum):
    """What outline can give out."""

    json = "json"
    tree = "tree"


class DiffFormat(StrEnum):
    """What diff can give out."""

    json = "json"
    csv = "csv"
    markdown = "markdown"
    table = "table"


class SeriesFormat(StrEnum):
    """What series can give out."""

    json = "json"
    csv = "csv"
    table = "table"


class ConceptFormat(StrEnum):
    """What concepts can give out."""

    json = "json"
    table = "table"


class RecordName(StrEnum):
    """What schema can describe."""

    report = "report"
    diff = "diff"
    series = "series"
    rules = "rules"


class TextFormat(StrEnum):
    """What explain and rules can give out."""

    json = "json"
    text = "text"


OutOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="Write to this file, whole or not at all, instead of standard output.",
    ),
]


PatternsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--patterns",
        metavar="PATH",
        help="A pattern file (TOML) or a folder of them; adds rules or replaces them by id. May be repeated.",
    ),
]


TextFormatOption = Annotated[
    TextFormat | None,
    typer.Option("--format", "-f", help="By default text on a terminal and JSON in a pipe."),
]


ExcelOption = Annotated[
    bool,
    typer.Option(
        "--excel", help="CSV for spreadsheets: with byte order mark, and no cell is run as a formula."
    ),
]


QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No warnings and no progress on stderr.")]


TypeOption = Annotated[
    FileType | None,
    typer.Option("--type", help="Read the files as this type, whatever their content and suffix say."),
]


SizeOption = Annotated[
    int | None,
    typer.Option(
        "--max-size",
        metavar="MB",
        min=1,
        max=MOST_MEGABYTES,
        help="Refuse a file that has, or unpacks to, more megabytes than this, or whose text has more than "
        "a quarter of it. By default 64.",
    ),
]


YearOption = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="YEAR",
        min=1949,
        max=2100,
        help="The year reported on (of a report given early in 2026: 2025), whatever the text says.",
    ),
]


RegionOption = Annotated[
    str | None,
    typer.Option("--region", metavar="PLACE", help="The region it is about, whatever the text says."),
]


IssuerOption = Annotated[
    str | None,
    typer.Option("--issuer", metavar="BODY", help="Who gives the report, whatever the text says."),
]


FileArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="A report in any type that is read, or - for standard input.")
]

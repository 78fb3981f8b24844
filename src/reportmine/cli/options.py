"""What the commands take: formats, options, arguments, each with its help."""

from __future__ import annotations

import os
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

from ..output import registry as outputs
from ..readers import registry as readers
from .declared import Argument, Option

MOST_MEGABYTES = 1_000_000  # that --max-size takes


READ = readers.listed(one.title for one in readers.READERS)  # in a sentence of the help


def choices(name: str, values: Iterable[str]) -> type[StrEnum]:
    """What an option takes, as a registry has it and in its order."""
    return cast(type[StrEnum], StrEnum(name, [(value, value) for value in values]))


if TYPE_CHECKING:  # a type made at run time is none to mypy
    FileType = StrEnum
    ReportFormat = StrEnum
    OutlineFormat = StrEnum
    ExplanationFormat = StrEnum
    DiffFormat = StrEnum
    AuditFormat = StrEnum
    SeriesFormat = StrEnum
    ConceptsFormat = StrEnum
    RulesFormat = StrEnum
    RowsFormat = StrEnum
    ScoreFormat = StrEnum
else:
    FileType = choices("FileType", readers.BY_NAME)
    ReportFormat = choices("ReportFormat", outputs.names("report"))
    OutlineFormat = choices("OutlineFormat", outputs.names("outline"))
    ExplanationFormat = choices("ExplanationFormat", outputs.names("explanation"))
    DiffFormat = choices("DiffFormat", outputs.names("diff"))
    AuditFormat = choices("AuditFormat", outputs.names("audit"))
    SeriesFormat = choices("SeriesFormat", outputs.names("series"))
    ConceptsFormat = choices("ConceptsFormat", outputs.names("concepts"))
    RulesFormat = choices("RulesFormat", outputs.names("rules"))
    RowsFormat = choices("RowsFormat", outputs.names("rows"))
    ScoreFormat = choices("ScoreFormat", outputs.names("score"))


class EngineName(StrEnum):
    """What reads the files of batch."""

    local = "local"
    dask = "dask"


class OcrName(StrEnum):
    """Which pages OCR reads."""

    auto = "auto"
    never = "never"
    always = "always"


class RecordName(StrEnum):
    """What schema can describe."""

    report = "report"
    diff = "diff"
    audit = "audit"
    series = "series"
    rules = "rules"


FORMAT: Any = Option(  # of a command whose OUT may have one of many
    "--format",
    "-f",
    help="By default what the suffix of OUT says; else a table on a terminal and JSON in a pipe.",
)


OutOption = Annotated[
    Path | None,
    Option(
        "--output",
        "-o",
        metavar="OUT",
        help="Write to this file, whole or not at all, instead of standard output.",
    ),
]


PatternsOption = Annotated[
    list[Path] | None,
    Option(
        "--patterns",
        metavar="PATH",
        help="A pattern file (TOML) or a folder of them, flat or with the project's sub-folders; adds rules "
        "or replaces them by id. May be repeated.",
    ),
]


RulesFormatOption = Annotated[
    RulesFormat | None,
    Option("--format", "-f", help="By default text on a terminal and JSON in a pipe."),
]


ExcelOption = Annotated[
    bool,
    Option("--excel", help="CSV for spreadsheets: with byte order mark, and no cell is run as a formula."),
]


class Heads(StrEnum):
    """What --heads takes: the languages that have words for them."""

    zh = "zh"


HeadsOption = Annotated[
    Heads | None,
    Option(
        "--heads",
        help="CSV and Excel for people: heads and fixed values in this language. By default the names of the "
        "fields, which programs read.",
    ),
]


FieldsOption = Annotated[
    str | None,
    Option(
        "--fields",
        metavar="NAMES",
        help="The columns of a table of figures, in their order, such as metric,value,unit, or by their "
        "Chinese heads.",
    ),
]


CorrectionsOption = Annotated[
    list[Path] | None,
    Option(
        "--corrections",
        metavar="FILE",
        help="Apply what a corrections file says of these reports; see `reportmine review`. May be repeated.",
    ),
]


QuietOption = Annotated[bool, Option("--quiet", "-q", help="No warnings and no progress on stderr.")]


SectionOption = Annotated[
    list[str] | None,
    Option(
        "--section",
        metavar="SECTION",
        help="Only figures of this section and of those in it, by its id (3.2) or words of its heading. "
        "May be repeated.",
    ),
]


UnitOption = Annotated[
    list[str] | None,
    Option(
        "--unit",
        metavar="UNIT",
        help="Only figures in this unit, of whatever magnitude: 亿元 and 元 are one, 千米 and 公里 too. "
        "May be repeated.",
    ),
]


ConfidenceOption = Annotated[
    float | None,
    Option(
        "--min-confidence",
        metavar="SHARE",
        min=0,
        max=1,
        help="Leave out figures whose reading is less sure, such as 0.9; a warning says how many.",
    ),
]


TypeOption = Annotated[
    FileType | None,
    Option("--type", help="Read the files as this type, whatever their content and suffix say."),
]


SizeOption = Annotated[
    int | None,
    Option(
        "--max-size",
        metavar="MB",
        min=1,
        max=MOST_MEGABYTES,
        help="Refuse a file that has, or unpacks to, more megabytes than this, or whose text has more than "
        "a quarter of it. By default 64.",
    ),
]


OcrOption = Annotated[
    OcrName | None,
    Option(
        "--ocr",
        help="Which pages OCR reads, where it is installed: auto, pictures and pages of a PDF without text "
        "(the default); never, none; always, every page whatever text it holds.",
    ),
]


def _year(name: str, said: str) -> Any:
    return Option(name, metavar="YEAR", min=1949, max=2100, help=said)


YearOption = Annotated[
    int | None,
    _year("--year", "The year reported on (of a report given early in 2026: 2025), whatever the text says."),
]


OldYearOption = Annotated[
    int | None, _year("--old-year", "The year that OLD reports on, whatever its text says.")
]


NewYearOption = Annotated[
    int | None, _year("--new-year", "The year that NEW reports on, whatever its text says.")
]


RegionOption = Annotated[
    str | None,
    Option("--region", metavar="PLACE", help="The region it is about, whatever the text says."),
]


IssuerOption = Annotated[
    str | None,
    Option("--issuer", metavar="BODY", help="Who gives the report, whatever the text says."),
]


def word(said: str | None) -> str | None:
    """What an option says, without blanks; None for nothing."""
    # what a terminal of another encoding gave is no character, and must not stop the export
    return os.fsencode((said or "").strip()).decode("utf-8", "replace") or None


FileArgument = Annotated[
    str, Argument(metavar="FILE", help="A report in any type that is read, or - for standard input.")
]

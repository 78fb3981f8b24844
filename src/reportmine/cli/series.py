"""`reportmine series`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from ..output.registry import Kind
from ..output.target import write
from .app import command
from .archived import opened
from .choosing import choose, fields_of, put
from .corrected import amending, corrections_of, settled
from .declared import Argument, Misused, Option
from .inputs import expanded, input_names, reading_as, reports_of
from .manners import ended, warn
from .named import concepts_named
from .options import (
    FORMAT,
    ConfidenceOption,
    CorrectionsOption,
    ExcelOption,
    FieldsOption,
    HeadsOption,
    OcrOption,
    OutOption,
    PatternsOption,
    QuietOption,
    SeriesFormat,
    SizeOption,
    TypeOption,
)

_NUMBERS = ("csv", "xlsx")  # formats whose cells are numbers and nothing else


class Columns(StrEnum):
    """What --columns takes."""

    year = "year"
    region = "region"
    metric = "metric"


class Status(StrEnum):
    """What --status takes."""

    actual = "actual"
    target = "target"
    all = "all"


@command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine series reports/ -o panel.csv\n"
    "reportmine series national-20*.txt --wide\n"
    "reportmine series 2025/*.json --wide -f csv --targets\n"
    "reportmine series reports/ --concept gdp --concept gdp.growth --unit 亿元 -o gdp.csv"
)
def series(
    files: Annotated[
        list[str],
        Argument(
            metavar="FILE", help="Reports or their JSON; a folder, a pattern (*.html) or a store for many."
        ),
    ],
    format: Annotated[SeriesFormat | None, FORMAT] = None,
    output: OutOption = None,
    wide: Annotated[
        bool, Option("--wide", help="A row for each metric, a column for each year (or region).")
    ] = False,
    columns: Annotated[
        Columns | None,
        Option(
            "--columns",
            help="What the columns of --wide are: year, region or metric; by itself it means --wide too. By "
            "default year; region where each region is reported on once.",
        ),
    ] = None,
    least: Annotated[
        int | None,
        Option(
            "--min",
            metavar="N",
            min=1,
            help="Leave out metrics with fewer values. By default 1; 2 with --wide, where any has two, but "
            "not with --columns metric.",
        ),
    ] = None,
    notes: Annotated[
        bool,
        Option(
            "--notes", help="With --wide: beside each value its relation, upper end, report and what differs."
        ),
    ] = False,
    conflicts: Annotated[
        Path | None,
        Option(
            "--conflicts",
            metavar="OUT",
            help="With --wide: write the statements that were not taken, with the reason, to this CSV.",
        ),
    ] = None,
    targets: Annotated[
        bool, Option("--targets", help="Planned values too, marked as such; the same as --status all.")
    ] = False,
    status: Annotated[Status | None, Option("--status", help="actual (by default), target or all.")] = None,
    concept: Annotated[
        list[str] | None,
        Option(
            "--concept",
            metavar="ID",
            complete="concepts",
            help="Only these metrics, such as gdp, gdp.growth or income*; see `reportmine concepts`. "
            "May be repeated, as the next three.",
        ),
    ] = None,
    region: Annotated[
        list[str] | None,
        Option("--region", metavar="PLACE", help="Only these places, by name or code."),
    ] = None,
    period: Annotated[
        list[str] | None,
        Option("--period", metavar="PERIOD", help="Only these, such as 2025 or 2021-2025."),
    ] = None,
    unit: Annotated[
        list[str] | None,
        Option(
            "--unit",
            metavar="UNIT",
            help="Give the values that convert into it in it: 亿元, 万吨. Several are each for others.",
        ),
    ] = None,
    min_confidence: ConfidenceOption = None,
    corrections: CorrectionsOption = None,
    excel: ExcelOption = False,
    heads: HeadsOption = None,
    fields: FieldsOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    ocr: OcrOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Put the figures of many reports in one table.

    Each value says which report states it and where. Metrics are joined by concept where the patterns know
    it, else by meaning; values that contradict each other stand side by side. A report that also gives an
    earlier year's figure fills both years.
    """
    from ..compare.selecting import Selection, SelectionError
    from ..compare.series import at_least, join
    from ..output.series import conflicts_csv

    if conflicts is not None and conflicts.suffix.lower() not in ("", ".csv"):
        raise Misused("is written as CSV; name it so.", param_hint="--conflicts")
    wide = wide or columns is not None
    if not wide:
        for option, said in (("--notes", notes), ("--conflicts", conflicts)):
            if said:
                raise Misused("is for --wide only.", param_hint=option)
    if targets and status not in (None, Status.all):
        raise Misused("and --targets contradict each other.", param_hint="--status")
    wanted = Status.all if targets else status or Status.actual

    kind: Kind = "wide" if wide else "series"
    names_of = fields_of(fields)
    chosen = choose(kind, format, output, excel=excel, heads=heads, fields=names_of)
    names = input_names(expanded(files, output), output)
    bad: list[str] = []
    rules = tuple(patterns or ())
    names, within = opened(names, max_size, quiet)
    read = within(reading_as(type, max_size, patterns, ocr, quiet))
    wish = Selection(
        concepts=concepts_named(concept, patterns),
        regions=tuple(region or ()),
        periods=tuple(period or ()),
        status=None if wanted is Status.all else wanted.value,
        min_confidence=min_confidence,
        units=tuple(unit or ()),
    )
    judged = corrections_of(corrections, patterns, names)
    reports = list(reports_of(names, read, rules, quiet, bad, amend=amending(judged)))
    try:
        found = join(reports, patterns=rules, targets=wanted is not Status.actual, wish=wish)
    except SelectionError as error:
        raise Misused(str(error), param_hint=error.option) from None
    warn(found.warnings, quiet)
    every, found = found, at_least(found, least or 1)
    if len(bad) < len(names):
        from .turning import tell_nothing, tell_numbers, turned

        if wide:
            rows = turned(found, least, by=columns, notes=notes, quiet=quiet)
            put(chosen, kind, rows, output, excel=excel, heads=heads, fields=names_of)
            if conflicts is not None:
                write(conflicts_csv(rows, excel=excel, heads=heads), conflicts)
            if not (notes or quiet) and chosen.name in _NUMBERS:
                tell_numbers(rows)
        else:
            put(chosen, kind, found, output, excel=excel, heads=heads, fields=names_of)
        if not quiet:
            tell_nothing(reports, every, rows if wide else found, least or 1)
    ended(bad)
    settled(judged, quiet)

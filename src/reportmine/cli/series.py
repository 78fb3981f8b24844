"""`reportmine series`."""

from __future__ import annotations

from typing import Annotated

import typer

from ..output.registry import Kind
from .app import app
from .choosing import choose, put
from .inputs import expanded, input_names, reading_as, reports_of
from .manners import INPUT, careful, say, warn
from .options import ExcelOption, OutOption, PatternsOption, QuietOption, SeriesFormat, SizeOption, TypeOption


@app.command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine series reports/ -o panel.csv\n"
    "reportmine series national-20*.txt --wide\n"
    "reportmine series 2025/*.json --wide -f csv --targets"
)
@careful
def series(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="Reports or their JSON; a folder, a pattern (*.html) or a store for many."
        ),
    ],
    format: Annotated[
        SeriesFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="By default what the suffix of OUT says; else a table on a terminal and JSON in a pipe.",
        ),
    ] = None,
    output: OutOption = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="A row for each metric, a column for each year (or region).")
    ] = False,
    least: Annotated[
        int | None,
        typer.Option(
            "--min",
            metavar="N",
            min=1,
            help="Leave out metrics with fewer values. By default 1; 2 with --wide.",
        ),
    ] = None,
    targets: Annotated[bool, typer.Option("--targets", help="Planned values too, marked as such.")] = False,
    excel: ExcelOption = False,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Put the figures of many reports in one table.

    Each value says which report states it and where. Metrics are joined by concept where the patterns know
    it, else by meaning; values that contradict each other stand side by side. A report that also gives an
    earlier year's figure fills both years.
    """
    from ..compare.series import at_least, join
    from ..output.wide import wide as turned

    kind: Kind = "wide" if wide else "series"
    chosen = choose(kind, format, output, excel=excel)
    names = input_names(expanded(files, output), output)
    bad: list[str] = []
    rules = tuple(patterns or ())
    read = reading_as(type, max_size, patterns)
    found = join(list(reports_of(names, read, rules, quiet, bad)), patterns=rules, targets=targets)
    warn(found.warnings, quiet)
    found = at_least(found, least or 1)
    if len(bad) < len(names):
        result = turned(found, least=least or 2) if wide else found
        put(chosen, kind, result, output, excel=excel)
    for problem in bad:
        say(problem)
    if bad:
        raise typer.Exit(INPUT)

"""`reportmine diff`."""

from __future__ import annotations

from typing import Annotated

import typer

from .app import app
from .choosing import choose, put
from .inputs import in_store, input_names, one_stored, reading_as
from .manners import FAILED, careful, warn
from .options import DiffFormat, ExcelOption, OutOption, PatternsOption, QuietOption, SizeOption, TypeOption


@app.command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine diff report-2024.txt report-2025.txt\n"
    "reportmine diff 2024.json 2025.json -o changes.csv\n"
    "reportmine diff old.txt new.txt | jq '.targets[] | select(.outcome == \"missed\")'"
)
@careful
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier report, its JSON, or STORE#FILE.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later report; one of the two may be -.")],
    format: Annotated[
        DiffFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="By default what the suffix of OUT says; else a table on a terminal and JSON in a pipe.",
        ),
    ] = None,
    output: OutOption = None,
    excel: ExcelOption = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if anything but `same` comes out.")
    ] = False,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Compare two yearly reports, figure by figure.

    What is the same metric in both is found by meaning, not by place: changed, same, near (probably the same,
    with the evidence), ambiguous, added, removed; targets with what came of them; claims of change held
    against the figures; and what became of the sections.
    """
    from ..compare.diff import diff as compare

    chosen = choose("diff", format, output, excel=excel)
    read = reading_as(type, max_size, patterns)
    names = input_names([old, new], output)
    first, second = (one_stored(name) if in_store(name) else read(name) for name in names)
    found = compare(first, second, patterns=tuple(patterns or ()))
    warn(found.warnings, quiet)
    put(chosen, "diff", found, output, excel=excel)
    if exit_code and any(row.change != "same" for row in found.rows):
        raise typer.Exit(FAILED)

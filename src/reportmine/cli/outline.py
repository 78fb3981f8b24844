"""`reportmine outline`."""

from __future__ import annotations

from typing import Annotated

import typer

from .app import app
from .choosing import choose, put
from .inputs import input_names, reading_as
from .manners import careful
from .options import FileArgument, OutlineFormat, OutOption, PatternsOption, SizeOption, TypeOption


@app.command(epilog="Example:\n\n\b\nreportmine outline report.txt -f tree")
@careful
def outline(
    file: FileArgument = "-",
    format: Annotated[
        OutlineFormat | None,
        typer.Option("--format", "-f", help="By default a tree on a terminal and JSON in a pipe."),
    ] = None,
    output: OutOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Give the section tree of a report."""
    from ..output.plain import Outlined
    from ..pipeline import outline as read

    (name,) = input_names([file] if file != "-" else None, output)
    text = reading_as(type, max_size, patterns)(name)
    sections = read(text, patterns=tuple(patterns or ()))
    put(choose("outline", format, output), "outline", Outlined(text.source.name, sections), output)

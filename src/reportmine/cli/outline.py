"""`reportmine outline`."""

from __future__ import annotations

from typing import Annotated

import typer

from .app import app
from .choosing import choose
from .inputs import input_names, reading_as
from .manners import careful, put_json, put_view
from .options import FileArgument, OutOption, PatternsOption, SizeOption, TreeFormat, TypeOption


@app.command(epilog="Example:\n\n\b\nreportmine outline report.txt -f tree")
@careful
def outline(
    file: FileArgument = "-",
    format: Annotated[
        TreeFormat | None,
        typer.Option("--format", "-f", help="By default a tree on a terminal and JSON in a pipe."),
    ] = None,
    output: OutOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Give the section tree of a report."""
    from ..pipeline import outline as read

    (name,) = input_names([file] if file != "-" else None, output)
    text = reading_as(type, max_size, patterns)(name)
    sections = read(text, patterns=tuple(patterns or ()))
    if choose(TreeFormat, format, output) is TreeFormat.tree:
        from ..output.terminal.report import tree

        put_view([tree(sections, text.source.name)], output)
    else:
        put_json([section.model_dump(mode="json") for section in sections], output)

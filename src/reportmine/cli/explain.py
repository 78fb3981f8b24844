"""`reportmine explain`."""

from __future__ import annotations

from typing import Annotated

from .app import command
from .choosing import choose, put
from .declared import Misused, Option
from .inputs import input_names, reading_as
from .options import ExplanationFormat, FileArgument, OutOption, PatternsOption, SizeOption, TypeOption


@command(epilog="Example:\n\n\b\nreportmine explain report.txt --at 1234")
def explain(
    file: FileArgument,
    at: Annotated[int, Option("--at", metavar="OFFSET", help="Offset of a character of the text, from 0.")],
    format: Annotated[
        ExplanationFormat | None,
        Option("--format", "-f", help="By default text on a terminal and JSON in a pipe."),
    ] = None,
    output: OutOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Explain the reading at one offset.

    Which rules fired, the runner-up, and why a numeral is no figure.
    """
    from ..workbench.explain import explain as read

    text = reading_as(type, max_size, patterns)(*input_names([file], output))
    if not 0 <= at < len(text.raw):
        raise Misused(
            f"{at} is outside the text, whose offsets are 0 to {len(text.raw) - 1}.", param_hint="--at"
        )
    told = read(text, at, patterns=tuple(patterns or ()))
    put(choose("explanation", format, output), "explanation", told, output)

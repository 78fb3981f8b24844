"""`reportmine outline`."""

from __future__ import annotations

from typing import Annotated

from .. import bare
from .choosing import choose, put
from .declared import Option, straight
from .inputs import input_names, reading_as
from .options import (
    FileArgument,
    OcrOption,
    OutlineFormat,
    OutOption,
    PatternsOption,
    SizeOption,
    TypeOption,
)


@straight(epilog="Example:\n\n\b\nreportmine outline report.txt -f tree")
def outline(
    file: FileArgument = "-",
    format: Annotated[
        OutlineFormat | None,
        Option("--format", "-f", help="By default a tree on a terminal and JSON in a pipe."),
    ] = None,
    output: OutOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    ocr: OcrOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Give the section tree of a report."""
    (name,) = input_names([file] if file != "-" else None, output)
    chosen = choose("outline", format, output)
    if "outline" in chosen.bare:
        bare.choose()
    from ..output.plain import Outlined
    from ..pipeline import outline as read

    text = reading_as(type, max_size, patterns, ocr)(name)
    sections = read(text, patterns=tuple(patterns or ()))
    put(chosen, "outline", Outlined(text.source.name, sections), output)

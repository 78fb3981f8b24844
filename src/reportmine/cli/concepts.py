"""`reportmine concepts`."""

from __future__ import annotations

from typing import Annotated

from .app import command
from .choosing import choose, put
from .declared import Option
from .options import ConceptsFormat, OutOption, PatternsOption
from .rules import loaded


@command(epilog="Examples:\n\n\b\nreportmine concepts -f table\nreportmine concepts | jq -r '.[].concept'")
def concepts(
    format: Annotated[
        ConceptsFormat | None,
        Option("--format", "-f", help="By default a table on a terminal and JSON in a pipe."),
    ] = None,
    output: OutOption = None,
    patterns: PatternsOption = None,
) -> None:
    """List the metrics known under a canonical id.

    Yours are added with --patterns: a file with stage = "concepts".
    """
    from ..metrics.concepts import concepts as known

    listed = sorted(known(loaded(patterns)).by_id.values(), key=lambda one: one.id)
    put(choose("concepts", format, output), "concepts", listed, output)

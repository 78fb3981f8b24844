"""`reportmine concepts`."""

from __future__ import annotations

from typing import Annotated

import typer

from .app import app
from .choosing import choose
from .manners import careful, put_json, put_view
from .options import ConceptFormat, OutOption, PatternsOption
from .rules import loaded, rule_table


@app.command(
    epilog="Examples:\n\n\b\nreportmine concepts -f table\nreportmine concepts | jq -r '.[].concept'"
)
@careful
def concepts(
    format: Annotated[
        ConceptFormat | None,
        typer.Option("--format", "-f", help="By default a table on a terminal and JSON in a pipe."),
    ] = None,
    output: OutOption = None,
    patterns: PatternsOption = None,
) -> None:
    """List the metrics known under a canonical id.

    Yours are added with --patterns: a file with stage = "concepts".
    """
    from ..metrics.concepts import concepts as known

    listed = sorted(known(loaded(patterns)).by_id.values(), key=lambda one: one.id)
    if choose(ConceptFormat, format, output) is ConceptFormat.table:
        from ..output.terminal.series import concepts_table

        put_view([concepts_table(listed)], output)
    else:
        put_json([rule_table(one.rule) for one in listed], output)

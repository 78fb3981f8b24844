"""`reportmine schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from .app import app
from .choosing import choose, put
from .manners import careful
from .options import OutOption, RecordName


@app.command(epilog="Examples:\n\n\b\nreportmine schema -o report.schema.json\nreportmine schema diff")
@careful
def schema(
    record: Annotated[
        RecordName,
        typer.Argument(metavar="RECORD", help="What extract, diff or series gives: report, diff, series."),
    ] = RecordName.report,
    output: OutOption = None,
) -> None:
    """Print the JSON Schema of a report, a diff or a series.

    Each field is described in it.
    """
    from .. import records

    chosen = choose("schema", None, output)
    models: dict[str, type[records.Record]]
    models = {"report": records.Report, "diff": records.Diff, "series": records.Series}
    # as it is written out: numbers, not the strings that reading would also take
    table = models[record.value].model_json_schema(mode="serialization")
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **table}
    put(chosen, "schema", described, output)

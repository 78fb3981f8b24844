"""`reportmine schema`."""

from __future__ import annotations

from typing import Annotated, Any

from .app import command
from .choosing import choose, put
from .declared import Argument
from .options import OutOption, RecordName


@command(
    epilog="Examples:\n\n\b\nreportmine schema -o report.schema.json\nreportmine schema diff\n"
    "reportmine schema rules -o patterns.schema.json"
)
def schema(
    record: Annotated[
        RecordName,
        Argument(
            metavar="RECORD",
            help="What a command gives: report (of extract), diff, audit, series; or a pattern file: rules.",
        ),
    ] = RecordName.report,
    output: OutOption = None,
) -> None:
    """Print the JSON Schema of a report, a diff, an audit, a series or a pattern file.

    Each field of a record is described in it.
    """
    chosen = choose("schema", None, output)
    described = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_table(record)}
    put(chosen, "schema", described, output)


def _table(record: RecordName) -> dict[str, Any]:
    if record is RecordName.rules:
        from ..rules.schema import schema as of_rules

        return of_rules()
    from .. import records

    models: dict[str, type[records.Record]]
    models = {
        "report": records.Report,
        "diff": records.Diff,
        "audit": records.Audit,
        "series": records.Series,
    }
    # as it is written out: numbers, not the strings that reading would also take
    return models[record.value].model_json_schema(mode="serialization")

"""Reports from whatever holds them: a text, a file, or the JSON that `extract` gives out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ..pipeline import extract
from ..readers.source import InputError, as_text
from ..records import READABLE, Report
from ..text.text import Text, wrong_type


def read_report(
    source: Report | Text | str | Path,
    *,
    patterns: Sequence[Path] = (),
    year: int | None = None,
    region: str | None = None,
    issuer: str | None = None,
) -> Report:
    """One report. A string is the text itself; a Path or a Text may hold a report's JSON too.

    `year`, `region` and `issuer` are of a text, as for `extract`; a report already read keeps its own.

    Raises InputError for what cannot be read, for a file with several reports, and for a report already read
    that is to be of another year: what its figures are of was read by the year that it has.
    """
    found = _read(source, patterns, year, region, issuer)
    if year is not None and found.year != year:
        raise InputError(
            found.source.name,
            f"is a report already read, of another year than {year}",
            f"extract it again with --year {year}",
        )
    return found


def _read(
    source: Report | Text | str | Path,
    patterns: Sequence[Path],
    year: int | None,
    region: str | None,
    issuer: str | None,
) -> Report:
    if isinstance(source, Report):
        return source
    if isinstance(source, str):
        return extract(source, patterns=patterns, year=year, region=region, issuer=issuer)
    if not isinstance(source, Text | Path):
        raise TypeError(wrong_type(source, "a report, a text (str), a Path or what load gives"))
    text = as_text(source, patterns)
    found = read_reports(text, patterns=patterns, year=year, region=region, issuer=issuer)
    if len(found) != 1:
        raise InputError(
            text.source.name, f"holds {len(found)} reports", "give a file with one, or use series for many"
        )
    return found[0]


def read_reports(
    text: Text,
    *,
    patterns: Sequence[Path] = (),
    year: int | None = None,
    region: str | None = None,
    issuer: str | None = None,
) -> list[Report]:
    """The reports of a file: those of its JSON, or the one that its text is.

    Raises InputError for JSON that holds no report, or one of another schema version.
    """
    if text.raw.lstrip()[:1] not in ("{", "["):
        return [extract(text, patterns=patterns, year=year, region=region, issuer=issuer)]
    try:
        value = json.loads(text.raw)
    except (ValueError, RecursionError):
        if text.source.name.endswith(".json"):
            raise InputError(text.source.name, "is no JSON", "extract the report again") from None
        return [extract(text, patterns=patterns, year=year, region=region, issuer=issuer)]
    entries = value if isinstance(value, list) else [value]
    if not entries:
        raise InputError(
            text.source.name, "holds no report", "extract a report with `reportmine extract FILE -f json`"
        )
    return [_report(entry, text.source.name) for entry in entries]


def _report(value: object, name: str) -> Report:
    if not isinstance(value, dict) or "indicators" not in value or "source" not in value:
        raise InputError(name, "is JSON, but no report", "give what `reportmine extract FILE -f json` writes")
    version = value.get("schema_version")
    if version not in READABLE:
        raise InputError(
            name,
            f"is of schema version {version}, and this reportmine reads {', '.join(sorted(READABLE))}",
            "extract the report again",
        )
    from pydantic import ValidationError  # where there is JSON alone

    try:
        return Report.model_validate_json(json.dumps(value))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InputError(
            name, f"is no valid report ({place}: {first['msg']})", "extract the report again"
        ) from None

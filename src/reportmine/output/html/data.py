"""What the script of a page knows: the whole report, small, so that it can give it out again.

A value that comes again and again (an item, a sentence's place, a rule) stands once in a pool.
"""

from __future__ import annotations

from typing import Any

from ...records import Indicator, Report
from ..export import COLUMNS

_PLACED = ("id", "text", "start", "end", "sentence")  # told by places in the text


def data(report: Report, raw: str) -> dict[str, Any]:
    """The report as JSON values: `report` as `extract` gives it without figures and unread numerals; of each
    figure `places` (start and end of it, and of its sentence) and a row of places of its fields in `pool`."""
    fields = [name for name in Indicator.model_fields if name not in _PLACED]
    pool: dict[str, int] = {}
    values: list[Any] = []

    def pooled(value: Any) -> int:
        key = repr(value)  # tells 1 from 1.0 and from "1"
        if key not in pool:
            pool[key] = len(values)
            values.append(value)
        return pool[key]

    places, rows, apart = [], [], {}
    for one in report.indicators:
        held = one.model_dump(mode="json")
        start = _sentence(one, raw)
        if start < 0:
            apart[str(one.id)] = one.sentence
        places.append([one.start, one.end, start, start + len(one.sentence)])
        rows.append([pooled(held[name]) for name in fields])
    return {
        "order": list(Report.model_fields),
        "columns": COLUMNS,
        "known": list(Indicator.model_fields),
        "report": report.model_dump(mode="json", exclude={"indicators", "unread"}),
        "unread": [[one.start, one.end, one.reason, one.rule] for one in report.unread],
        "fields": fields,
        "pool": values,
        "places": places,
        "rows": rows,
        "sentences": apart,
    }


def _sentence(one: Indicator, raw: str) -> int:
    """Where the sentence of a figure stands; below 0 where it does not stand around it."""
    return raw.find(one.sentence, max(0, one.end - len(one.sentence)), one.start + len(one.sentence))

"""Corrections in the form of the annotated texts, so that one can become a test."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal

from .entries import Entry, Fields, Sheet, Value

_KEYS = {"direction": "dir", "basis": "basis", "whole": "of", "period": "period"}
_NEEDED = ("value", "kind")
_ROLES = {"change": "by"}


def lines(sheets: Iterable[Sheet]) -> Iterator[str]:
    """Each figure whose reading is known, as a line of JSON, in the order of the text; of several reports
    each line names its own."""
    found = [one for one in sheets if one.judged]
    for sheet in found:
        for one in sorted(sheet.judged, key=lambda one: one.start):
            truth = known(one)
            if truth is not None:
                source = {"source": sheet.name} if len(found) > 1 else {}
                yield json.dumps({**_annotation(one, truth), **source}, ensure_ascii=False) + "\n"


def known(one: Entry) -> Fields | None:
    """The fields of an entry that says all that an annotation must; None for others."""
    truth = one.truth
    return truth if truth and all(truth.get(name) is not None for name in _NEEDED) else None


def _annotation(one: Entry, truth: Fields) -> dict[str, object]:
    role = truth.get("role") or "level"
    top = truth.get("value_max")
    return {
        "text": one.text,
        "value": _written(truth["value"]),
        **({"vmax": _written(top)} if top is not None else {}),
        "unit": truth.get("unit") or "",
        "op": truth.get("relation") or "=",
        "kind": truth["kind"],
        "item": truth.get("item"),
        "act": truth.get("action"),
        "actor": truth.get("actor"),
        "role": _ROLES.get(str(role), role),
        **{_KEYS[name]: truth.get(name) for name in _KEYS},
        "status": truth.get("status") or "actual",
        "start": one.start,
        "end": one.end,
    }


def _written(value: Value) -> Value:
    return format(value, "f") if isinstance(value, Decimal) else value

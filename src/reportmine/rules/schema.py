"""The JSON Schema of a pattern file, for editors: made of what the loader checks, so both say the same."""

from __future__ import annotations

from typing import Any

from .files import STAGES, VERSION
from .shapes import GROUPS, STATED, TEXT, shape

_COMMON: dict[str, Any] = {
    "id": {**TEXT, "description": "Unique name; it stands in the rules of every record it had a part in"},
    "name": {**TEXT, "description": "What a person calls it"},
    "why": {**TEXT, "description": "Why it is there, best with a real phrase"},
    "yes": {
        "description": "Examples: a text with the span marked ⟦⟧, and the fields that must come out",
        "type": "array",
        "items": {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}},
    },
    "no": {
        "description": "Texts in which the rule must not fire",
        "type": "array",
        "items": {"type": "string"},
    },
}


def schema() -> dict[str, Any]:
    """The schema: a file is of one stage, and each of its rules has the keys of that stage."""
    return {
        "title": "Pattern file",
        "description": "Rules of one stage, by which reportmine reads reports",
        "type": "object",
        "required": ["stage"],
        "oneOf": [_file(stage) for stage in sorted(STAGES)],
        "$defs": {stage: _rule(stage) for stage in sorted(STAGES)},
    }


def _file(stage: str) -> dict[str, Any]:
    return {
        "title": stage,
        "type": "object",
        "required": ["stage"],
        "additionalProperties": False,
        "properties": {
            "version": {
                "description": "The form of the file",
                "type": "integer",
                "minimum": 1,
                "maximum": VERSION,
            },
            "stage": {"description": "What the rules are for", "const": stage},
            "rule": {"type": "array", "items": {"$ref": f"#/$defs/{stage}"}},
        },
    }


def _rule(stage: str) -> dict[str, Any]:
    spec = STAGES[stage]
    own = {key: dict(shape(stage, key).schema) for key in sorted(spec.required | spec.optional)}
    made: dict[str, Any] = {
        "title": f"Rule of {stage}",
        "type": "object",
        "required": ["id", "name", "why", *sorted(spec.required)],
        "additionalProperties": False,
        "properties": {**_COMMON, **own},
    }
    return {**made, "allOf": _periods()} if stage == "periods" else made


def _periods() -> list[dict[str, Any]]:
    """What a scope of times asks of the other keys."""
    asks: list[tuple[str, dict[str, Any]]] = [(scope, {"required": ["status"]}) for scope in STATED]
    asks += [
        (scope, {"properties": {"pattern": {"pattern": f"<(?:{'|'.join(groups)})>"}}})
        for scope, groups in GROUPS.items()
    ]
    return [{"if": {"properties": {"scope": {"const": scope}}}, "then": then} for scope, then in asks]

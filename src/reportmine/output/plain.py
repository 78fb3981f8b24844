"""What is small, as JSON: an outline, an explanation, a schema and rules."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ..records import Record, Section
    from ..rules.rule import Rule


class Outlined(NamedTuple):
    """The section tree of a text, and the name of the text."""

    name: str
    sections: tuple[Section, ...]


def json_value(value: object) -> Iterator[str]:
    """What JSON can hold, as it is."""
    yield json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"


def json_record(record: Record) -> Iterator[str]:
    """A record as a JSON object."""
    yield from json_value(record.model_dump(mode="json"))


def json_outline(found: Outlined) -> Iterator[str]:
    """The sections as a JSON array."""
    yield from json_value([section.model_dump(mode="json") for section in found.sections])


def json_rules(rules: Iterable[Rule]) -> Iterator[str]:
    """Rules as a JSON array, each with its keys and examples."""
    yield from json_value([fields(one) for one in rules])


def json_rule(rule: Rule) -> Iterator[str]:
    """A rule as a JSON object."""
    yield from json_value(fields(rule))


def fields(rule: Rule) -> dict[str, object]:
    """A rule as JSON has it."""
    head = {"id": rule.id, "name": rule.name, "why": rule.why, "stage": rule.stage, "file": rule.file}
    return {**head, **rule.data, "yes": rule.yes, "no": rule.no}

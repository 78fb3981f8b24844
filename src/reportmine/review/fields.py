"""The fields that a person may correct, and what each takes. No file is trusted: all values are checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import get_args

from ..expression import expression
from ..records import Aggregation, Direction, Indicator, Kind, Relation, Role, Status
from ..text.numerals import MAX_DIGITS
from ..times.period import Period
from .entries import Fields, Value

LONGEST = 2000  # characters of a phrase
_REACH = 30  # digits before the point, and after it, that a value may have
_CONCEPT = expression(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", re.ASCII)


class Unfit(ValueError):
    """A value that a field cannot have: the problem, and what to write instead."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem, self.remedy = problem, remedy


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Unfit("is no number", "write one without quotes, magnitudes multiplied out: 15800")
    made = Decimal(value)
    if not made.is_finite() or made.adjusted() >= _REACH or int(made.as_tuple().exponent) < -_REACH:
        raise Unfit("is no number that a figure can be", "write a plain number, such as 15800 or 5.3")
    if len(made.normalize().as_tuple().digits) > MAX_DIGITS:
        raise Unfit(f"has more than {MAX_DIGITS} digits", "write the number that the text says")
    return made


def _phrase(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit("is no text", "write it in quotes")
    if len(value) > LONGEST:
        raise Unfit(f"has more than {LONGEST} characters", "write the phrase alone")
    return value.strip()


def _one_of(choices: tuple[str, ...]) -> Callable[[object], str]:
    def check(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise Unfit("is none of its values", f"write one of {', '.join(choices)}")
        return value

    return check


def _period(value: object) -> str:
    if not isinstance(value, str) or Period.parse(value) is None:
        raise Unfit(
            "is no period", 'write one in quotes, such as "2025", "2021-2025", "2025-Q1" or "2025-09"'
        )
    return value


def _concept(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or not _CONCEPT.fullmatch(value):
        raise Unfit("is no id of a concept", "write one that `reportmine concepts` lists")
    return value


CHOICES: dict[str, tuple[str, ...]] = {
    "relation": get_args(Relation),
    "kind": get_args(Kind),
    "role": get_args(Role),
    "direction": get_args(Direction),
    "status": get_args(Status),
    "aggregation": get_args(Aggregation),
}
"""The fields of few values, and these."""
NUMBERS = ("value", "value_max")
NEEDED = frozenset({"value", "relation", "kind", "role", "status"})
"""Fields that no figure is without."""
DERIVED = frozenset({"metric", "concept"})
"""Fields that follow from others, where a person does not say them."""
_CHECKS: dict[str, Callable[[object], Value]] = {
    **dict.fromkeys(NUMBERS, _number),
    **dict.fromkeys(("unit", "item", "action", "actor", "basis", "whole", "metric"), _phrase),
    **{name: _one_of(values) for name, values in CHOICES.items()},
    "period": _period,
    "concept": _concept,
}
NAMES = tuple(name for name in Indicator.model_fields if name in _CHECKS)
"""All fields that can be corrected, in the order of the records."""


def checked(found: Mapping[str, object]) -> Fields:
    """Fields as a file has them, each with a value that it can have; an empty text is none.

    Raises Unfit, whose problem names the field.
    """
    out: dict[str, Value] = {}
    for name, value in found.items():
        if name not in _CHECKS:
            raise Unfit(f"{name[:40]!r} is no field to correct", f"the fields are {', '.join(NAMES)}")
        try:
            made = None if value == "" else _CHECKS[name](value)
            if made in (None, "") and name in NEEDED:
                raise Unfit("is empty", "no figure is without it; write what it is, or leave the line out")
        except Unfit as error:
            raise Unfit(f"{name} {error.problem}", error.remedy) from None
        out[name] = None if made == "" else made
    if out.get("role") == "level" and out.get("direction") is not None:
        raise Unfit("direction is said of a level", "write another role, or leave the direction out")
    return out


def fields_of(one: Indicator) -> dict[str, Value]:
    """The fields of a figure that can be corrected, as it has them."""
    return {name: getattr(one, name) for name in NAMES}

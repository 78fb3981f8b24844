"""What the words around a target ask for, and in what two figures of one name may still differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from ..dataclass import dataclass
from ..figures.signed import with_sign
from ..metrics.concepts import Concepts
from ..metrics.keys import Metric
from ..metrics.precision import step
from ..records import Indicator
from ..rules.matching import found
from ..rules.rule import Rule, RuleSet
from ..text.fold import fold
from .placing import OPEN

Side = Literal["least", "most", "both"]
UNLIKE = ("coverage", "like", "price")  # parts of rules in which two figures of one name may differ


@dataclass(frozen=True, slots=True)
class Bound:
    """Between which values a target is met, a fall below zero; None where there is no end."""

    low: Decimal | None
    high: Decimal | None
    slack: Decimal  # by how much a figure said to be about so much may be off and still meet it
    side: Side  # which way is better; both, where nothing says it


class Aims:
    """What the rules of aims say of marked text (see `Places.marked`)."""

    def __init__(self, rules: RuleSet) -> None:
        self._parts: Mapping[str, Sequence[Rule]] = rules.grouped("aims", "part")

    def says(self, part: str, marked: str) -> bool:
        """Whether a rule of a part is found there."""
        return bool(marked) and part in self._parts and found(self._parts[part], marked)

    def of_plan(self, one: Indicator) -> bool:
        """Whether a change is against what was planned: 比上年年初预算增加."""
        return one.basis is not None and self.says("planned", fold(one.basis) + OPEN)

    def unlike(self, one: str, other: str) -> tuple[str, ...]:
        """In what two figures of one name differ: of which parts only one of the two texts has words."""
        return tuple(part for part in UNLIKE if self.says(part, one) != self.says(part, other))


def aims(rules: RuleSet) -> Aims:
    """The aims of a rule set."""
    return rules.once("aims", Aims)


def slack(one: Indicator) -> Decimal:
    """By how much a figure that is about so much may be off: half of its last digit, or a fortieth of it."""
    return max(step(one), Decimal("0.05") * abs(one.value)) / 2


def bound(metric: Metric, words: str, said: Aims, known: Concepts) -> Bound:
    """What a target asks for, by its words first, then by which way its metric is better."""
    aim = metric.figure
    ends = with_sign(aim, aim.value), with_sign(aim, aim.value if aim.value_max is None else aim.value_max)
    bottom, top = min(ends), max(ends)
    about = aim.relation == "≈" or (aim.relation == "<" and said.says("nearly", words))
    off = slack(aim) if about else Decimal(0)
    side = _side(metric, words, said, known)
    return Bound(
        None if side == "most" else bottom - off,
        None if side == "least" else top + off,
        off,
        side,
    )


def _side(metric: Metric, words: str, said: Aims, known: Concepts) -> Side:
    """Whether a target is the least or the most there is to be; of a signed value."""
    aim = metric.figure
    falls = aim.role == "change" and aim.direction == "down"
    if aim.relation in (">", "≥"):
        return "most" if falls else "least"
    if aim.relation == "≤" or said.says("ceiling", words):
        return "least" if falls else "most"
    if said.says("running", words):
        return "least"
    if aim.role == "to" and aim.direction is not None:
        return "least" if aim.direction == "up" else "most"
    concept = known.get(aim.concept)
    if concept is not None and concept.better is not None:
        return "least" if concept.better == "up" else "most"
    if aim.role == "change" and aim.direction is not None:
        return "most" if falls else "least"
    if said.says("kept", words) or not metric.flow:
        return "both"
    return "least"

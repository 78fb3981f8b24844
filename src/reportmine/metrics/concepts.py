"""Which known concept a figure is of: GDP, reconsideration applications received."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..figures.scales import TENTH
from ..records import Indicator
from ..rules.rule import Rule, RuleSet
from ..text.fold import fold
from .labels import Trims, bare, trims

GROWTH, CHANGE = ".growth", ".change"


@dataclass(frozen=True)
class Concept:
    """What is known of a metric under its canonical id."""

    id: str
    rule: Rule
    kinds: frozenset[str]
    units: frozenset[str]
    actions: frozenset[str]
    wholes: frozenset[str]
    of_whole: bool  # is a share, and only where its whole is told
    real: bool  # its growth is at constant prices, and cannot be checked against levels at current ones
    better: str | None
    sums: bool  # adds up over the years of a period


@dataclass(frozen=True)
class Concepts:
    """All concepts of a rule set, by the names of what they count."""

    by_name: Mapping[str, tuple[Concept, ...]]
    by_id: Mapping[str, Concept]
    trim: Trims = field(repr=False)

    def find(self, one: Indicator, before: str = "", after: str = "") -> tuple[str, str] | None:
        """The id of a figure's concept (with .growth or .change for its change), and the id of its rule.

        `before` and `after` are the text around the figure.
        """
        if one.item is None or after.startswith(self.trim.describes):
            return None
        if before.endswith(self.trim.counted):
            return None
        plain = bare(one.item)
        for name in dict.fromkeys((plain, self.trim.without_lead(plain), self.trim(plain))):
            for known in self.by_name.get(name, ()):
                if self._fits(known, one):
                    return known.id + suffix(one), known.rule.id
        return None

    def get(self, concept: str | None) -> Concept | None:
        """The concept of an id as records have it, with or without its ending."""
        if concept is None:
            return None
        return self.by_id.get(concept.removesuffix(GROWTH).removesuffix(CHANGE))

    def _fits(self, known: Concept, one: Indicator) -> bool:
        # the growth of anything is in percent; a level, or a change in its own unit, is of the concept's kind
        if suffix(one) != GROWTH and (
            one.kind not in known.kinds
            or (one.role != "change" and known.units and one.unit not in known.units)
        ):
            return False
        if one.whole is None:
            if known.of_whole:
                return False
        elif self.trim(one.whole) not in known.wholes:
            return False
        action = fold(one.action) if one.action else None
        if known.actions:
            return action in known.actions
        return action is None or action in self.trim.plain


def suffix(one: Indicator) -> str:
    """What a change adds to the id of its concept: .growth in percent or times, .change in its own unit."""
    if one.role != "change":
        return ""
    return GROWTH if one.kind == "ratio" or one.unit in ("%", "‰", TENTH) else CHANGE


def concepts(rules: RuleSet) -> Concepts:
    """The concepts of a rule set."""
    return rules.once("concepts", _concepts)


def _concepts(rules: RuleSet) -> Concepts:
    trim = trims(rules)
    by_name: dict[str, list[Concept]] = {}
    by_id: dict[str, Concept] = {}
    for rule in rules.stage("concepts"):
        data = rule.data
        known = Concept(
            data["concept"],
            rule,
            frozenset(data["kinds"]),
            frozenset(data.get("units", ())),
            frozenset(data.get("actions", ())),
            frozenset(data.get("wholes", ())),
            data.get("of_whole", False),
            data.get("growth") == "real",
            data.get("better"),
            data.get("sums", False),
        )
        by_id.setdefault(known.id, known)
        for name in data["names"]:
            by_name.setdefault(bare(name) if "“" in name else name, []).append(known)
    return Concepts({name: tuple(found) for name, found in by_name.items()}, by_id, trim)

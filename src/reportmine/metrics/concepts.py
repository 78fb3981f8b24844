"""Which known concept a figure is of: GDP, reconsideration applications received."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from ..dataclass import dataclass, field
from ..figures.scales import TENTH
from ..records import Indicator
from ..rules.folder import patterns_folder
from ..rules.rule import Rule, RuleSet
from ..text.fold import fold
from .labels import Trims, bare, trims
from .others import Others, others
from .synonyms import Synonyms, synonyms

GROWTH, CHANGE = ".growth", ".change"
STAGE = "concepts"
INDEX = "concepts.json"  # in the folder of the patterns, made by tools/compile_patterns.py


@dataclass(frozen=True)
class Concept:
    """What is known of a metric under its canonical id."""

    id: str
    rule: Rule
    kinds: frozenset[str]
    units: frozenset[str]
    actions: frozenset[str]  # as listed one by one
    sets: frozenset[str]  # those of the named sets, which take no running total
    wholes: frozenset[str]
    of_whole: bool  # is a share, and only where its whole is told
    grows: bool  # a change that is told with it is its own
    real: bool  # its growth is at constant prices, and cannot be checked against levels at current ones
    better: str | None
    sums: bool  # adds up over the years of a period
    owned: bool  # firms and works have it as places do
    headline: int | None  # its place among the figures that a summary begins with


@dataclass(frozen=True)
class Concepts:
    """All concepts of a rule set: the numbers of their rules by the names of what they count, and by id."""

    rule: Callable[[int], Rule] = field(repr=False)
    by_name: Mapping[str, Sequence[int]]
    by_concept: Mapping[str, int]
    sets: Mapping[str, Sequence[str]]  # of actions
    trim: Trims = field(repr=False)
    same: Synonyms = field(repr=False)
    others: Others = field(repr=False)
    _known: dict[int, Concept] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def by_id(self) -> Mapping[str, Concept]:
        """All concepts, by their ids."""
        return {name: self.of(number) for name, number in self.by_concept.items()}

    def of(self, number: int) -> Concept:
        """The concept of a rule, made when it is first asked for: a report has few of them."""
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = _concept(self.rule(number), self.sets)
        return known

    def find(self, one: Indicator, before: str = "", after: str = "") -> tuple[str, str] | None:
        """The id of a figure's concept (with .growth or .change for its change), and the id of its rule.

        `before` and `after` are the text around the figure, folded; `before` has its sentence.
        """
        if one.item is None or self._describes(one.item, after):
            return None
        if before.endswith(self.trim.counted):
            return None
        for name in self._names(one.item):
            for known in map(self.of, self.by_name.get(name, ())):
                if self._fits(known, one) and not self.others.found(one, known.owned, before):
                    return known.id + suffix(one), known.rule.id
        return None

    def _describes(self, item: str, after: str) -> bool:
        """Whether what follows a figure is described by it, and not counted (新建50个|区域养老服务中心)."""
        return after.startswith(self.trim.describes) and not bare(item).startswith(bare(after))

    def _names(self, item: str) -> Iterator[str]:
        """What an item may be known as: as written first, then with less and less of its own wording."""
        plain = bare(item)
        lead = self.trim.without_lead(plain)
        short = self.trim.without_end(lead)
        yield from dict.fromkeys((plain, lead, short))
        yield from dict.fromkeys((self.same.name(self.trim.without_of(lead)), self.same.name(short)))
        if (said := self.trim.without_said(lead)) != lead:
            yield from (said, self.trim(said))

    def get(self, concept: str | None) -> Concept | None:
        """The concept of an id as records have it, with or without its ending."""
        if concept is None:
            return None
        number = self.by_concept.get(concept.removesuffix(GROWTH).removesuffix(CHANGE))
        return None if number is None else self.of(number)

    def _fits(self, known: Concept, one: Indicator) -> bool:
        # the growth of anything is in percent; a level, or a change in its own unit, is of the concept's kind
        if one.role == "change" and not known.grows:
            return False
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
        if not known.actions and not known.sets:
            return action is None or action in self.trim.plain
        if action in known.actions:
            return True
        return action in known.sets and not self._running(action, one.sentence)

    def _running(self, action: str, sentence: str) -> bool:
        """Whether what was done is counted up to now: 累计建成 is a stock, and no addition."""
        text = fold(sentence)
        return any(f"{word}{action}" in text for word in self.trim.running)


def headline(known: Concepts) -> tuple[str, ...]:
    """The ids of the concepts that a summary begins with, in its order."""
    found = [(one.headline, one.id) for one in known.by_id.values() if one.headline is not None]
    return tuple(name for _, name in sorted(found))


def suffix(one: Indicator) -> str:
    """What a change adds to the id of its concept: .growth in percent or times, .change in its own unit."""
    if one.role != "change":
        return ""
    return GROWTH if one.kind == "ratio" or one.unit in ("%", "‰", TENTH) else CHANGE


def concepts(rules: RuleSet) -> Concepts:
    """The concepts of a rule set."""
    return rules.once("concepts", _concepts)


def _concepts(rules: RuleSet) -> Concepts:
    trim, same, other = trims(rules), synonyms(rules), others(rules)
    sets = {
        f"@{rule.id}": rule.data["words"] for rule in rules.stage("alignment") if rule.data["class"] == "set"
    }
    index = kept(rules) or index_of(rules)
    rule = partial(rules.at, STAGE)
    return Concepts(rule, index["names"], index["ids"], sets, trim, same, other)


def index_of(rules: RuleSet) -> dict[str, Any]:
    """The numbers of the rules by the names and the id that each tells, as JSON can hold them."""
    names: dict[str, list[int]] = {}
    ids: dict[str, int] = {}
    for number, rule in enumerate(rules.stage(STAGE)):
        ids.setdefault(rule.data["concept"], number)
        for name in rule.data["names"]:
            names.setdefault(bare(name) if "“" in name else name, []).append(number)
    return {"stamp": rules.stamp(STAGE), "names": names, "ids": ids}


def kept(rules: RuleSet) -> dict[str, Any] | None:
    """The index that is kept; None where it is missing, damaged or of other rules."""
    stamp = rules.stamp(STAGE)
    try:
        found: dict[str, Any] = json.loads((patterns_folder() / INDEX).read_bytes()) if stamp else {}
        return found if stamp and found["stamp"] == stamp else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _concept(rule: Rule, sets: Mapping[str, Sequence[str]]) -> Concept:
    data = rule.data
    return Concept(
        data["concept"],
        rule,
        frozenset(data["kinds"]),
        frozenset(data.get("units", ())),
        frozenset(word for word in data.get("actions", ()) if not word.startswith("@")),
        frozenset(word for name in data.get("actions", ()) for word in sets.get(name, ())),
        frozenset(data.get("wholes", ())),
        data.get("of_whole", False),
        data.get("growth") != "none",
        data.get("growth") == "real",
        data.get("better"),
        data.get("sums", False),
        data.get("owned", False),
        data.get("headline"),
    )

"""Of how much a figure is: of how many years, of which parts of one, of the nation."""

from __future__ import annotations

import re

from ..dataclass import dataclass
from ..records import Indicator
from ..rules.rule import RuleSet
from ..text.fold import fold
from .concepts import Concepts, concepts
from .spans import Spans, spans
from .surroundings import Surroundings
from .wordlists import any_of


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one figure is of."""

    years: int
    yearly: bool  # said to be of every one of several years: 每年
    summed: bool  # of several years, and all that came in them though its name is that of a level
    seasons: frozenset[str]  # the parts of a year that it is said to be of
    nation: bool  # of the whole nation, in the report of a region


class Coverages:
    """What figures are of, by the words of one rule set."""

    def __init__(self, rules: RuleSet) -> None:
        words: dict[str, list[str]] = {
            "added-up": [],
            "every-year": [],
            "of-growth": [],
            "season": [],
            "nation": [],
        }
        for rule in rules.stage("alignment"):
            words.get(rule.data["class"], []).extend(rule.data["words"])
        self._added, self._yearly, self._of_growth, self._season = (
            any_of(words[kind]) for kind in ("added-up", "every-year", "of-growth", "season")
        )
        self._nation = frozenset(words["nation"])
        self._spans: Spans = spans(rules)
        self._concepts: Concepts = concepts(rules)

    def of(self, one: Indicator, year: int | None, region: str | None, beside: Surroundings) -> Coverage:
        """What a figure of a report on a year and region is of."""
        item = one.item or ""
        yearly = one.aggregation is None and self._yearly.search(beside.clause) is not None
        of_growth = self._of_growth.search(item) is not None
        concept = self._concepts.get(one.concept)
        years = self._spans.years(one, year, sums=of_growth or (concept is not None and concept.sums))
        return Coverage(
            1 if yearly else years,
            yearly,
            years > 1 and (of_growth or self._added.search(beside.clause) is not None),
            self._seasons(item, beside),
            self._of_nation(one, region, beside),
        )

    def _seasons(self, item: str, beside: Surroundings) -> frozenset[str]:
        """The parts of a year in the clause of a figure, and the one that the clause before it ends with."""
        *earlier, clause = re.split("[,，]", beside.lead)
        last = [hit[0] for hit in self._season.finditer(earlier[-1])] if earlier else []
        ending = {said for said in last[-1:] if earlier[-1].endswith(said)}
        return frozenset(ending.union(self._season.findall(clause + item)))

    def _of_nation(self, one: Indicator, region: str | None, beside: Surroundings) -> bool:
        """Whether a region's report tells of the nation: 全国城镇调查失业率, not 成为全国首个…，人均产值."""
        if one.actor not in self._nation or region is None or region in self._nation:
            return False
        return fold(one.actor + (one.item or "")[:2]) in beside.lead

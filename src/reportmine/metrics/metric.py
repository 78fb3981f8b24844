"""What makes a figure's metric: its words, what is done, by whom, of which whole, when; for comparing two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal

from ..dataclass import dataclass, field
from ..records import BudgetStage, Indicator
from ..text.fold import fold

Step = Literal["", "step", "steps"]
Bag = Mapping[str, float]  # words with their weight
Marks = Mapping[str, frozenset[str]]  # of each rule: its words that a name has


@dataclass(frozen=True)
class Metric:
    """One figure, as it is compared with those of another report."""

    figure: Indicator
    name: str  # the item without what says nothing
    words: Bag  # of item, action and whole
    item: Bag
    doing: str | None
    actor: Bag
    whole: Bag
    units: frozenset[str]
    role: str  # "level" (also the end of a change), "change" or "from"
    basis: str
    when: tuple[int, int, str] | None  # years after the year reported on, how many years, part of a year
    marks: Marks  # of each rule of distinct words: those the metric has
    deeds: Marks  # the same of what is done
    musts: Marks  # the same of opposed words, which the other must have too
    whose: frozenset[str]  # opposed words of its actor
    context: Bag = field(repr=False)  # words of the sentence
    section: Bag = field(repr=False)  # words of the titles above it
    flow: bool = False  # what was done in the time, so that several years hold more of it
    several: bool = False  # the item lists several things
    place: str = ""  # the part of the region that it is of, where it is of one
    years: int = 1  # how many years it is of
    summed: bool = False  # of several years, and said to be the sum of them
    tier: str = ""  # whose own it is, where not the whole region's: 市本级, a zone
    budget: BudgetStage | None = None  # the budget it is of, where it is no result: approved, adjusted
    nation: bool = False  # of the whole nation, in the report of a region
    seasons: frozenset[str] = frozenset()  # the parts of a year that it is said to be of
    yearly: bool = False  # said to be of every one of several years: 每年
    each: bool = False  # said to be of each of several times: 日均
    total: bool = False  # said to be all there is: 累计, 总数
    phrase: Bag = field(default_factory=dict, repr=False)  # words of what is done and of what, as one
    account: Bag = field(default_factory=dict, repr=False)  # the same with those of who does it
    around: Bag = field(default_factory=dict, repr=False)  # words that stand beside it, and of its owner
    told: Marks = field(default_factory=dict, repr=False)  # marks of the metric and of its clause
    bare: bool = False  # what is said of it says nothing without its owner
    turn: int = 0  # how many figures of the same words stand before it in its sentence
    within: bool = False  # a rank of which only a bound is told: 前10位
    where: frozenset[str] = frozenset()  # the places that its actor names
    quoted: frozenset[str] = frozenset()  # what the item has in quotation marks
    called: frozenset[str] = frozenset()  # what its clause has in them before the figure
    before: str = ""  # the words before it since the last punctuation, other figures among them
    without: frozenset[str] = frozenset()  # words by which a part is left out: 扣除…后
    step: Step = ""  # passed on the way, and no level: 迈上4万亿元台阶, 连跨5万亿、6万亿两个台阶

    @property
    def traits(self) -> Iterable[str]:
        """What a metric that is the same has at least one of."""
        return self.words if self.concept is None else (*self.words, f"#{self.concept}")

    @property
    def concept(self) -> str | None:
        """Its concept; None for a total, of which only the addition before it has the concept."""
        return None if self.total and self.doing is None and self.figure.action else self.figure.concept

    @property
    def scope(self) -> tuple[bool, str, BudgetStage | None, bool]:
        """Whose it is, and whether it is a result: the nation's, a government's own, a budget's, a step's."""
        return self.nation, self.tier, self.budget, self.step == "steps"

    @property
    def average(self) -> bool:
        """Whether it is what came to each of several times, and not to all of them."""
        return self.each or self.figure.aggregation == "average"

    @property
    def adds_up(self) -> bool:
        """Whether several years have more of it than one: what was done, and what changed."""
        return self.role == "change" or (self.flow and not self.total)

    @cached_property
    def said(self) -> tuple[object, ...]:
        """What two figures have in common that are told in the very same words, whenever they are of."""
        one = self.figure
        words = (fold(said or "") for said in (one.sentence, one.text, one.item, one.action))
        return *words, one.role, one.direction, one.value

    @cached_property
    def key(self) -> tuple[str, str, int]:
        """An order that does not depend on where in its report the figure stands, as far as can be."""
        return fold(self.figure.sentence), fold(self.figure.text), self.figure.start

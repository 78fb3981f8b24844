"""What is known of a figure so far, and what it took from elsewhere: frozen records, amended by new ones."""

from __future__ import annotations

from operator import attrgetter
from typing import Literal, TypedDict, Unpack

from ..dataclass import dataclass
from ..figures.quantities import Quantity
from ..language.lettering import Span
from ..records import Direction, Role
from .frames import Frame

Slot = Literal["item", "action", "actor", "basis", "whole", "role"]
Reason = Literal[
    "owner",
    "topic",
    "object",
    "headline",
    "left-out",
    "unsaid-kind",
    "which",
    "head",
    "listed",
    "part",
    "listed-after",
    "makes-do",
    "pair",
    "ends",
    "respectively",
    "figures-before",
    "runs-on",
    "member",
    "opening",
    "same-item",
    "said",
    "does",
    "announced",
    "subject",
    "purpose",
    "chosen",
]
FLAGS: dict[tuple[Slot, Reason], str] = {  # loans of which a record warns
    **dict.fromkeys(
        (
            ("item", "owner"),
            ("item", "topic"),
            ("item", "object"),
            ("item", "left-out"),
            ("item", "unsaid-kind"),
            ("item", "figures-before"),
            ("item", "runs-on"),
            ("item", "member"),
            ("item", "said"),
            ("item", "opening"),
            ("item", "announced"),
            ("item", "chosen"),
        ),
        "inherited-item",
    ),
    ("action", "chosen"): "inherited-action",
    ("action", "listed"): "inherited-action",
    ("action", "part"): "inherited-action",
    ("action", "listed-after"): "inherited-action",
}
PAIRED = "resolve.respectively"  # what a record names for a figure paired by 分别


@dataclass(frozen=True, slots=True)
class Loan:
    """What a slot was filled with that the figure's own words do not say."""

    field: Slot
    spans: tuple[Span, ...]  # where it stands in the text; none for a role
    source: int | None  # the figure of the sentence it was taken from, by its place; None: words alone
    reason: Reason

    @property
    def owns(self) -> bool:
        """Whether it says whose a statistic is."""
        return self.field == "item" and self.reason == "owner"


class Values(TypedDict, total=False):
    """New values of a draft's fields, but for its loans."""

    glosses: bool
    yields: bool
    reach: int
    item: tuple[Span, ...]
    action: tuple[Span, ...]
    actor: tuple[Span, ...]
    whole: Span | None
    basis: Span | None
    role: Role
    direction: Direction | None
    relational: bool
    qualifier: bool
    statistic: bool
    stands: bool
    firm: bool
    after: bool
    verb: tuple[Span, ...]
    rules: tuple[str, ...]
    traits: frozenset[str]


class Changes(Values, total=False):
    """New values of a draft's fields."""

    quantity: Quantity
    loans: tuple[Loan, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a quantity so far. Spans are pieces of the text, in reading order."""

    quantity: Quantity
    place: int  # among the figures of the sentence: what the figure is known by
    at: int  # index of its token
    left: int  # index of the first token of its own stretch
    head_end: int  # index after the last token of the head, before the words of role
    joined: str = ""  # how it hangs on the figure before it: "," 、  "c" 和  "I" 其中  ";" a comma
    bare: bool = False  # no words of its own before the figure
    glosses: bool = False  # stands alone in a bracket after the noun that it is of: 药费（133元）
    yields: bool = False  # its item gives way to a noun after the figure
    reach: int = 0  # index after the last token that was read for it
    item: tuple[Span, ...] = ()
    action: tuple[Span, ...] = ()
    actor: tuple[Span, ...] = ()
    whole: Span | None = None
    basis: Span | None = None
    role: Role = "level"
    direction: Direction | None = None
    relational: bool = False  # the item is a bare 总量, 采纳率: it needs an owner
    qualifier: bool = False  # the item is a bare 一审, 省级: it stands for the noun said before
    statistic: bool = False  # the item ends in a statistic
    stands: bool = False  # a verb of level stands before it
    firm: bool = False  # what stands before it is a noun phrase, not an action
    after: bool = False  # the item was read after the figure
    verb: tuple[Span, ...] = ()  # the verb of change
    rules: tuple[str, ...] = ()
    traits: frozenset[str] = frozenset()  # of the frames that read it
    loans: tuple[Loan, ...] = ()

    def with_(self, **changes: Unpack[Changes]) -> Draft:
        """The same figure with other values; `dataclasses.replace` takes twice as long."""
        values = [*_values(self)]
        for name, value in changes.items():
            values[_PLACE[name]] = value
        return Draft(*values)

    def read_by(self, frame: Frame) -> Values:
        """What a frame that reads the figure says of itself."""
        traits = self.traits | frame.traits if frame.traits else self.traits
        return Values(rules=(*self.rules, frame.id), traits=traits)

    def lent(self, *loans: Loan, **changes: Unpack[Values]) -> Draft:
        """The same figure with other values, of which some were taken from elsewhere."""
        return self.with_(loans=(*self.loans, *loans), **changes)

    @property
    def paired(self) -> bool:
        """Whether 分别 gave it what it counts."""
        return PAIRED in self.rules

    @property
    def flags(self) -> tuple[str, ...]:
        """What a record warns of, by what was lent."""
        found = (FLAGS.get((loan.field, loan.reason)) for loan in self.loans)
        return tuple(dict.fromkeys(flag for flag in found if flag is not None))

    def lacks(self, flag: str) -> bool:
        """Whether a record does not warn of it."""
        return not self.loans or flag not in self.flags


def with_action(one: Draft, source: Draft, reason: Reason) -> Draft:
    """A figure with the verb of another."""
    if not source.action:
        return one
    return one.lent(Loan("action", source.action, source.place, reason), action=source.action)


def put(drafts: list[Draft], amended: list[Draft]) -> None:
    """Put amended drafts in their places."""
    for one in amended:
        drafts[one.place] = one


_values = attrgetter(*Draft.__match_args__)
_PLACE = {name: place for place, name in enumerate(Draft.__match_args__)}

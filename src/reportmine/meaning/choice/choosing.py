"""Where the rules' reading is in doubt, a candidate that has many more points is chosen.

The points are fitted by tools/fit_choice.py on annotated texts and kept as data, in whole numbers, so that
every machine chooses alike. Of a reading that is in no doubt nothing is chosen but whose its statistic is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Literal

from ...dataclass import dataclass
from ...language.lettering import Span
from ...rules.folder import own_text
from ...rules.rule import RuleSet
from ..confidence import scale
from ..reading import Draft, Loan
from ..sentence import Sentence
from . import candidates
from .acts import Actions
from .candidates import AFTER, OWN, Candidate, Figure, Said
from .items import Items
from .owning import Owning, owned, whose
from .ranked import Choice, Ranked, first, ranked

FILE = "meaning/choice.json"
BUILT = "choice"  # as what a rule set keeps them


@dataclass(frozen=True, slots=True)
class Points:
    """What the candidates for an item and for an action have points for."""

    items: Mapping[str, int]
    actions: Mapping[str, int]
    below: float  # the confidence of a reading below which its candidates are weighed
    least: int  # points by which a candidate must be before what the rules read; above 0
    alone: int  # by which an action must be where the item stands as read
    share: float  # of such choices that were right, on texts left out
    owners: Owning | None = None  # None: each statistic has the owner that the rules read


def points(rules: RuleSet) -> Points | None:
    """The points that the project ships; a user's patterns do not change them. None: nothing is chosen."""
    return rules.once(BUILT, lambda _: _read())


def unchosen(rules: RuleSet) -> RuleSet:
    """The same rules, whose readings stand however doubtful: nothing is chosen by points."""
    return rules.once("unchosen", lambda rules: rules.with_built(BUILT, None))


def _read() -> Points:
    kept = json.loads(own_text(FILE))
    return Points(
        items=kept["items"],
        actions=kept["actions"],
        below=kept["below"],
        least=kept["least"],
        alone=kept["alone"],
        share=kept["share"],
        owners=Owning(**kept["owners"]),
    )


class Chooser:
    """Chooses figure by figure, in the order of the text, and remembers what was said."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules, self.scale = rules, scale(rules)
        self.said, self.read = Said(), Said()  # as chosen, and as the rules read it
        self.owned: dict[tuple[Span, ...], Choice] = {}  # of the paragraph, by the item as the rules read it
        self.users = frozenset(rule.id for rule in rules.users)

    def choose(self, one: Draft, s: Sentence, seen: tuple[str, ...]) -> Choice | None:
        """What a figure means by the points; none where the rules' reading is in no doubt, or a user's."""
        sure, made = self.scale.of(seen), None
        said, read = self.said.before(one, s), self.read.before(one, s)
        if not read:
            self.owned.clear()
        users = self.users and not self.users.isdisjoint((*one.rules, *one.quantity.rules))
        fitted = points(self.rules)
        if fitted and not users:
            as_chosen, as_read = (candidates.figure(one, s, before, seen, sure) for before in (said, read))
            made = self._again(one, fitted) or chosen(as_chosen, as_read, sure, fitted)
            if made and made.owners and made.sure is not None:
                self.owned[one.item] = made
        self.said.take(made.draft if made else one)
        self.read.take(one)
        return made

    def _again(self, one: Draft, points: Points) -> Choice | None:
        """纠错率11.2%，下降0.7个百分点: what a figure has from one that got an owner has that owner too."""
        before = self.owned.get(one.item)
        if before is None or points.owners is None:
            return None
        return owned(one, before.draft, points.owners, before.owners)


def chosen(f: Figure, read: Figure, sure: float, points: Points) -> Choice | None:
    """What a figure means by the points: `f` beside what was chosen before it, `read` beside what the rules
    read; none where no other owner was found, nor anything in doubt."""
    given = whose(read, points.owners) if points.owners is not None and f.one.item else None
    return given or (weigh(f, points) if sure < points.below else None)


def weigh(f: Figure, points: Points) -> Choice:
    """The candidates of a figure, and the draft made of those that are well before what the rules read."""
    chosen = f.one
    items = ranked(candidates.items(f), points.items, Items(f))
    item, ahead = first(items, f.text(chosen.item), points.least)
    if ahead:
        chosen = _with(chosen, item, "item")
    actions: list[Ranked] = []
    if chosen.role == "level":
        actions = ranked(candidates.actions(f, item), points.actions, Actions(f, item))
        least = points.least if ahead else points.alone
        act, further = first(actions, f.text(chosen.action), least)
        if further:
            chosen = _with(chosen, act, "action")
            ahead = max(ahead, further)
    return Choice(chosen, tuple(items), tuple(actions), (), ahead, points.share if ahead else None)


def _with(one: Draft, made: Candidate, slot: Literal["item", "action"]) -> Draft:
    """A draft with another item or action, and no loan of the old one."""
    loans = tuple(loan for loan in one.loans if loan.field != slot)
    if made.spans and made.place not in (OWN, AFTER):
        loans = (*loans, Loan(slot, made.spans, None, "chosen"))
    if slot == "item":
        return one.with_(item=made.spans, loans=loans)
    return one.with_(action=made.spans, loans=loans)

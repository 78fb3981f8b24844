"""Whether a figure is an average or a sum over the time it is of: 年均, 平均每年; 累计, 五年共."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.token import LIST
from ..records import Aggregation
from ..rules.matching import first, search
from ..rules.rule import Group, Rule, RuleSet
from ..times.period import Period
from .reading import Draft
from .sentence import Sentence

NEAR = 8  # characters after a figure in which it may be told


def told(drafts: Sequence[Draft], words: Sentence, rules: RuleSet) -> list[Rule | None]:
    """The rule that tells each figure of a sentence to be an average or a sum, if one does.

    It is told in the words of the figure's own stretch; a figure listed with no words of its own is what the
    one before it is.
    """
    scopes = rules.grouped("aggregation", "scope")
    before, after = scopes.get("before", Group()), scopes.get("after", Group())
    found: list[Rule | None] = []
    for one in drafts:
        start, end = words.tokens[one.left].start, one.quantity.end
        rule = next((r for r in before if search(r, words.text, start, one.quantity.start)), None)
        rule = rule or first(after, words.text, end, end + NEAR)
        if rule is None and found and one.bare and one.joined in LIST:
            rule = found[-1]
        found.append(rule)
    return found


def aggregation(rule: Rule | None, period: Period | None) -> Aggregation | None:
    """What a rule says of a figure of a time: the sum of one year is just its figure."""
    if rule is None:
        return None
    said: Aggregation = rule.data["aggregation"]
    return None if said == "sum" and (period is None or not period.several) else said

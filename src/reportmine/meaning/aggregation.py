"""Whether a figure is an average or a sum over the time it is of: 年均, 平均每年; 累计, 五年共."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.lettering import Token
from ..records import Aggregation
from ..rules.matching import match, search
from ..rules.rule import Rule, RuleSet
from .indicators import Draft

NEAR = 8  # characters after a figure in which it may be told


def rules_of(drafts: Sequence[Draft], tokens: Sequence[Token], text: str, rules: RuleSet) -> list[Rule | None]:
    """The rule that tells each figure of a sentence to be an average or a sum, if one does.

    It is told in the words of the figure's own stretch, or of the figure before where a list goes on from that
    with no words of its own.
    """
    scopes = rules.grouped("aggregation", "scope")
    before, after = scopes.get("before", ()), scopes.get("after", ())
    told: list[Rule | None] = []
    for place, one in enumerate(drafts):
        start, end = tokens[one.left].start, one.quantity.start
        said = next((rule for rule in before if search(rule, text, start, end)), None)
        if said is None:
            said = next((r for r in after if match(r, text, one.quantity.end, one.quantity.end + NEAR)), None)
        if said is None and one.bare and one.joined in (",", "c") and place:
            said = told[-1]
        told.append(said)
    return told


def aggregation(rule: Rule | None, period: str | None) -> Aggregation | None:
    """What a rule says of a figure of a time: one year's sum is just its figure."""
    if rule is None:
        return None
    told: Aggregation = rule.data["aggregation"]
    return None if told == "sum" and period is not None and not spans_years(period) else told


def spans_years(period: str) -> bool:
    """Whether a time is of more than one year."""
    first, _, last = period.replace("/", "-").partition("-")
    return last[:4].isdigit() and len(last) >= 4 and last[-7:-3] != first if "/" in period else "-" in period and period[5:].isdigit() and len(period) == 9

"""A verb that is said again of a part: 公开政府信息4万条，其中门户网站公开1.2万条."""

from __future__ import annotations

from ..language.lettering import Span, last_word, within
from .reading import Draft, Loan
from .sentence import Sentence


def done_again(one: Draft, other: Draft | None, s: Sentence) -> Draft:
    """A figure whose own verb is that of one counted in the same unit before: it was done to the same.

    The words before the verb say who did it or how, and are no item.
    """
    if other is None or not (other.item and other.action) or other.quantity.unit != one.quantity.unit:
        return one
    plain = one.quantity.kind == "count" and one.role == "level" and not one.after and not one.stands
    if not plain or len(one.item) != 1 or one.item[0][0] < s.tokens[one.left].start:
        return one
    verb = _verb(one, s)
    if verb is None or not s.text_of(other.action).endswith(s.text[slice(*verb)]):
        return one
    who = (one.item[0][0], verb[0])
    bodies = [token for token in within(s.tokens, *who) if token.letter in s.kinds.owner]
    acts = len(bodies) > 1 or any(token.sense.doer for token in bodies)
    actor = one.actor or ((who,) if acts else ())
    loan = Loan("item", other.item, None, "said")
    return one.lent(loan, item=other.item, action=(verb,), actor=actor)


def _verb(one: Draft, s: Sentence) -> Span | None:
    """The verb right before a figure, after the words that were taken for what it counts."""
    last = last_word(one.item, s.tokens)
    end = s.tokens[one.at - 1].end
    if len(one.action) == 1 and one.action[0][1] == end and one.item[0][1] <= one.action[0][0]:
        return one.action[0]
    alone = last is not None and last.start == one.item[0][0]  # 市直部门|公开
    if last is None or last.end != end or (alone and not one.actor) or last.letter not in s.kinds.acts:
        return None
    return None if one.action and one.action[0][0] >= one.item[0][0] else (last.start, last.end)

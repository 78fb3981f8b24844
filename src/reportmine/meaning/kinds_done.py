"""Parts of what was done, told by what kind of it they are: 接受咨询320次，其中电话咨询120次."""

from __future__ import annotations

from ..language.token import LIST
from ..rules.classes import only
from .reading import Draft, Loan
from .said import Said
from .sentence import Sentence


def kind_of_done(one: Draft, earlier: Said, s: Sentence) -> Draft:
    """A figure whose words end in the name of what was done before it, and say of what kind it is.

    What is read as a verb there is that name: 咨询 was done in 接受咨询, and 电话咨询 with it.
    """
    if one.quantity.kind != "count" or one.role != "level" or one.after or one.stands:
        return one
    first = one.left
    while first < one.at and s.letters[first] in s.kinds.hangs + s.kinds.closes_list:
        first += 1
    last = s.tokens[one.at - 1]
    named = s.kinds.phrase + s.kinds.acts + s.kinds.adverb + s.kinds.closes_list
    if one.at - first < 2 or not only(s.letters[first : one.at], named):
        return one
    if one.item and one.item[-1][1] == last.end:
        return one  # read as a name already
    verb = s.text[last.start : last.end]
    other = next(earlier.of_unit(one), None)
    if other is None or not (other.item and other.action) or other.role != "level" or other.after:
        return one
    said = s.text[slice(*other.item[-1])]
    near = one.joined in ("I", *LIST) or other.at == one.left - 2 or _part(other)
    if not near or not said.endswith(verb) or s.text_of(other.action).endswith(verb):
        return one
    item = ((s.tokens[first].start, last.end),)
    loan = Loan("action", other.action, other.place, "part" if one.joined == "I" else "listed")
    return one.lent(loan, item=item, action=other.action, actor=(), statistic=False)


def _part(one: Draft) -> bool:
    """Whether a figure is one of the parts of another."""
    return one.joined == "I" or any(loan.reason == "part" for loan in one.loans)

"""What opens the name of the first of a list and is said of each: 每百户拥有汽车21辆、空调67台."""

from __future__ import annotations

from ..language.lettering import Span, within
from ..language.token import LIST, Token
from ..rules.classes import only
from .reading import Draft, Loan
from .sentence import Sentence


def shared_opening(one: Draft, before: Draft, s: Sentence) -> Draft | None:
    """A listed thing with what opened the name of the one before it: for how many, or of which amount."""
    listed = one.joined in LIST or (one.joined == ";" and before.at == one.left - 2)
    plain = one.role == before.role == "level" or (one.role == "from" and before.role == "to")
    if not (listed and plain and one.item and before.item) or one.after or before.after:
        return None
    if one.actor or one.action or before.action or one.statistic or len(one.item) > 1:
        return None
    opens = _opening(one, before, s)
    if opens is None:
        return None
    return one.lent(Loan("item", (opens,), before.place, "head"), item=(opens, *one.item))


def _opening(one: Draft, before: Draft, s: Sentence) -> Span | None:
    """What the name of the thing before begins with that the one listed after it lacks."""
    start, end = before.item[0]
    words = within(s.tokens, start, end)
    own = within(s.tokens, *one.item[0])
    if not own or not only("".join(word.letter for word in own), s.kinds.listed_phrase):
        return None
    if any(word.sense.per for word in words):
        each = end if len(before.item) > 1 else _each(words)  # the one before may have taken it itself
        return None if each is None or any(word.sense.per for word in own) else (start, each)
    return _amount(words, own, one, before, s)


def _each(words: list[Token]) -> int | None:
    """Where the words end that say for each of how many: 每百户|居民|拥有; None where none do."""
    at = next((k for k, word in enumerate(words) if word.sense.per), None)
    if at is None:
        return None
    had = next((word for word in words[at:] if word.sense.having), None)
    closes = words[at] if had is None else had
    return closes.end if closes.end < words[-1].end else None


def _amount(words: list[Token], own: list[Token], one: Draft, before: Draft, s: Sentence) -> Span | None:
    """经费标准|小学由A元提高到B元、初中由C元提高到D元: the amount that stands before what it is of."""
    if one.joined not in LIST or one.quantity.unit != before.quantity.unit or len(own) > 1:
        return None
    if len(before.item) > 1 and own[0].letter == "N":
        first = within(s.tokens, *before.item[0])
        return before.item[0] if first[-1].letter in s.kinds.statistic else None
    ends = (
        len(words) > 1 and words[-2].letter in s.kinds.statistic and words[-1].letter == own[0].letter == "N"
    )
    return (before.item[0][0], words[-2].end) if ends else None

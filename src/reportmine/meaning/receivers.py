"""Those whom something was done for, where a figure names no people: 减免学生费用9万元，惠及86户."""

from __future__ import annotations

from ..language.lettering import Span, within
from .agreement import counts_people, odd
from .reading import Draft
from .sentence import Sentence


def receivers(one: Draft, before: Draft, s: Sentence) -> tuple[Span, ...]:
    """The people named before the figure that one goes on with, where that counts what is no people.

    They stand after 向 or 为 there (向困难家庭发放补贴9万元), or begin what is counted (困难群众|丧葬费用).
    """
    plain, unit = one.action and one.role == "level", one.quantity.unit or ""
    if not plain or not before.item or unit not in s.frames.persons or not odd(one, before.item, s):
        return ()
    return _towards(before, unit, s) or _opening(before, unit, s)


def _towards(before: Draft, unit: str, s: Sentence) -> tuple[Span, ...]:
    """The people after 向, 对 or 为 in the words before a figure."""
    letters = s.letters
    for at in range(before.left, before.at):
        if letters[at] not in s.kinds.towards:
            continue
        end = at + 1
        while end < before.at and letters[end] in s.kinds.phrase:
            end += 1
        named = s.trimmed(at + 1, end)
        if named and counts_people(s.text[slice(*named[0])], unit, s):
            return named
    return ()


def _opening(before: Draft, unit: str, s: Sentence) -> tuple[Span, ...]:
    """The people that what a figure counts begins with."""
    start, end = before.item[0]
    for word in reversed(within(s.tokens, start, end)[:-1]):
        if word.letter in s.kinds.noun and counts_people(s.text[start : word.end], unit, s):
            return ((start, word.end),)
    return ()

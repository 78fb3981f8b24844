"""Whether a thing is counted in a unit: 件 is of cases and papers, and of no principle or body."""

from __future__ import annotations

from ..language.lettering import Span
from ..rules.matching import search
from .reading import Draft
from .sentence import Sentence


def odd(one: Draft, item: tuple[Span, ...], s: Sentence) -> bool:
    """Whether a thing said elsewhere is none that the unit of a figure counts.

    A body stands for what it has.
    """
    if s.only(item, s.kinds.body):
        return False
    return odd_thing(one.quantity.unit or "", s.text_of(one.action), s.text_of(item), s)


def odd_thing(unit: str, done: str, thing: str, s: Sentence) -> bool:
    """The same of words: a unit, what was done, a thing."""
    said = f"{unit}/{done}:{thing}"
    return any(search(rule, said) for rule in s.frames.odd)


def counts_people(name: str, unit: str, s: Sentence) -> bool:
    """Whether a unit counts those of a name, whom something was done for or to."""
    said = f"{unit}:{name}"
    return any(search(rule, said) for rule in s.frames.named_people)

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
    thing, done = ("".join(s.text[slice(*piece)] for piece in spans) for spans in (item, one.action))
    said = f"{one.quantity.unit}/{done}:{thing}"
    return any(search(rule, said) for rule in s.frames.odd)

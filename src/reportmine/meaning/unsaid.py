"""A list and as many figures, though 分别 is not said: 茶叶、核桃产量达到12万吨和3万吨."""

from __future__ import annotations

from ..language.lettering import clause_start, list_places
from ..language.token import LIST
from ..rules.classes import only
from .reading import Draft
from .respectively import conjuncts, ends_in_statistic, respectively
from .sentence import Sentence


def unsaid(drafts: list[Draft], i: int, s: Sentence) -> list[Draft]:
    """The figure at i and those listed after it, each with one of as many things that share a statistic.

    None where the words before the figure list no such things, or more or fewer of them.
    """
    first = drafts[i]
    if first.bare or not first.item or first.role == "from" or not ends_in_statistic(first, s.tokens):
        return []
    run = [first]
    for one in drafts[i + 1 :]:
        if not _goes_on(one, first):
            break
        run.append(one)
    end = first.head_end
    start = clause_start(s.letters, end)
    if len(run) < 2 or not LIST & set(s.letters[start:end]) or "|" in s.letters[start : first.at]:
        return []
    named = s.kinds.phrase + s.kinds.opening_body
    if not all(only(s.letters[a:b], named) for a, b in list_places(s.letters, start, end)):
        return []
    if len(conjuncts(s, start, end, len(run))) != len(run):
        return []
    return respectively(run, end, drafts[:i], s)


def _goes_on(one: Draft, first: Draft) -> bool:
    """Whether a figure has no words of its own after another of its unit."""
    alike = one.quantity.unit == first.quantity.unit
    return alike and one.bare and one.joined in LIST and not (one.verb or one.after or one.paired)

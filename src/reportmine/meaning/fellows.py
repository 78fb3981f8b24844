"""What goes on over figures told between: with its fellow's verb, or beyond the parts of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from ..language.lettering import Span
from ..language.token import LIST
from ..rules.classes import only
from .antecedents import WORD
from .reading import Draft, with_action
from .said import Said
from .sentence import Sentence

SEMICOLON = "；;"


def fellow_part(one: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """The part that another goes on from, over what was told of it: 其中自然人申请119件，占86%；法人申请18件.

    Parts of one whole end in one noun.
    """
    if one.joined != ";" or one.action or one.actor or one.after or not one.item or one.role != "level":
        return None
    other = _ending_alike(one, earlier, s)
    if other is None:
        return None
    named = one.item == ((s.tokens[one.left].start, s.tokens[one.at - 1].end),)
    plain = named or only(s.letters[one.left : one.at], s.kinds.listed_phrase)
    parted = any(loan.reason == "part" for loan in other.loans)
    return other if plain and (parted or _goes_on_from(other, one, earlier, s)) else None


def _ending_alike(one: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """The nearest thing that ends as that of a figure, with what was done to it; None over other deeds."""
    done: tuple[Span, ...] = ()
    for other in earlier.of_unit(one):
        if other.role != "level":
            continue
        if not (other.action and other.item) or (done and other.action != done):
            return None
        if _ending(other, s) == _ending(one, s):
            return other
        done = other.action
    return None


def _goes_on_from(other: Draft, one: Draft, earlier: Said, s: Sentence) -> bool:
    """办理结婚登记4万对，增加1260对，离婚登记1万对: a name right after what was told of its fellow."""
    since = takewhile(lambda d: d.place > other.place, earlier.back(one.place))
    own = not other.loans and other.action[-1][1] == other.item[0][0]
    near = s.letters[one.left - 2] == "Q" and s.letters[one.left] not in s.kinds.acts
    return own and near and not any(_apart(d, s) for d in (one, *since))


def part_of_counted(one: Draft, before: Draft, earlier: Said, s: Sentence) -> Draft:
    """引进项目62个，到位资金21亿元，其中亿元项目15个: a part is of what was counted in its unit."""
    if one.joined != "I" or before.quantity.unit == one.quantity.unit or one.quantity.kind != "count":
        return one
    plain = one.item and not (one.action or one.after or one.statistic or one.stands or one.actor)
    if not plain or one.role != "level":
        return one
    whole = next(earlier.of_unit(one), None)
    if whole is None or not whole.item or _ending(whole, s) != _ending(one, s):
        return one
    less = one.quantity.value < whole.quantity.value and not _apart(before, s)
    return with_action(one, whole, "part") if less else one


def part_in_unit(one: Draft, earlier: Said, s: Sentence) -> Draft:
    """立案182件237人，其中大案163件，要案26人: a part of what is counted in two units is told in either."""
    plain = one.item and not (one.action or one.after or one.statistic or one.stands or one.actor)
    if not plain or one.quantity.kind != "count" or one.role != "level" or _apart(one, s):
        return one
    run = [one, *takewhile(lambda other: not _apart(other, s), earlier.back(one.place))]
    opens = next((other for other in run if other.joined == "I"), None)
    if opens is None or any(not other.action for other in run[1:] if other.place >= opens.place):
        return one
    wholes = [other for other in run if other.place < opens.place and other.role == "level"][:2]
    if len(wholes) < 2 or wholes[0].at != wholes[1].at + 1:
        return one
    whole = next((other for other in wholes if other.quantity.unit == one.quantity.unit), None)
    less = whole is not None and one.quantity.value < whole.quantity.value
    return with_action(one, whole, "part") if whole is not None and less else one


def _ending(one: Draft, s: Sentence) -> str:
    """The last characters of what a figure counts."""
    end = one.item[-1][1]
    return s.text[end - WORD : end]


def parts_left(one: Draft, earlier: Said, s: Sentence) -> Draft | None:
    """The first of the parts that a figure of the whole is beyond: 其中A 3件、B 5件，办结7件.

    It is where a semicolon or the end of a list parts it from them, or where it is more than one of them.
    """
    parts: list[Draft] = []
    for other in earlier.back(one.place):
        if other.quantity.unit == one.quantity.unit:
            parts.append(other)
        if other.joined == "I":
            whole = next(earlier.of_unit(one, other.place), None)
            return other if whole is not None and _beyond(one, parts, s) else None
        if _apart(other, s) and other.item and not other.loans:
            return None  # something else is spoken of
    return None


def _beyond(one: Draft, parts: Sequence[Draft], s: Sentence) -> bool:
    """Whether a figure that says what was done is told of the whole, and not of one of its parts."""
    if one.joined in LIST or one.joined == "I":
        return False
    listed = any(part.joined in LIST for part in parts)
    return listed or _apart(one, s) or any(part.quantity.value < one.quantity.value for part in parts)


def _apart(one: Draft, s: Sentence) -> bool:
    """Whether a semicolon stands before the words of a figure."""
    return s.text[s.tokens[one.left - 1].start] in SEMICOLON

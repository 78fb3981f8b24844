"""分别 after a list that ends in 的: 由公民、企业提出的分别为180件、30件, each done by another."""

from __future__ import annotations

from collections.abc import Sequence

from ..language.lettering import Span, clause_start, list_places
from ..language.token import LIST
from ..rules.classes import has, only
from .antecedents import topic
from .reading import Draft, Loan, Values
from .sentence import Sentence, joined

Place = tuple[int, int]  # of the first word of a piece, and after its last
Done = tuple[tuple[Span, ...], tuple[Span, ...]]  # who did it, and what was done


def each_done(members: Sequence[Draft], p: int, earlier: Sequence[Draft], s: Sentence) -> list[Draft]:
    """The figures after 分别 (at p), each with who did it, or what was done; none where no list ends in 的.

    What is done is said once: after those who do it (A、B|提出的), or before what it is done to or for
    (涉及|A、B的). Where nothing is named after 的, it is what was counted in the unit before.
    """
    start, closes, end = _relative(s, p)
    if closes <= start:
        return []
    led = s.letters[start] in s.kinds.leads
    listed = next(
        (
            found
            for marks in (LIST, ",", "c")
            if len(found := list_places(s.letters, start + led, closes, marks)) == len(members)
        ),
        None,
    )
    if listed is None:
        return []
    done = _by_each(listed, s, by=s.letters[start] not in s.kinds.towards) or (
        [] if led else _to_each(listed, s)
    )
    if not done:
        return []
    thing = s.trimmed(closes + 1, end)
    if thing and s.letters[end - 1] in s.kinds.statistic and not done[0][0]:
        whole = ((s.tokens[closes].start, thing[0][1]),)  # 用于教育|的支出
        return [
            one.with_(item=joined((*act, *whole)), action=(), statistic=True)
            for one, (_, act) in zip(members, done, strict=True)
        ]
    source = () if thing else _counted(members[0], earlier, s)
    return [
        one.with_(actor=actor, action=act, item=thing, statistic=False).lent(*source, **_items(source))
        for one, (actor, act) in zip(members, done, strict=True)
    ]


def _items(source: Sequence[Loan]) -> Values:
    """The item that a loan is of."""
    return Values(item=source[0].spans) if source else Values()


def _relative(s: Sentence, p: int) -> tuple[int, int, int]:
    """Where the clause begins whose list ends in 的, where that stands, and where what it counts ends."""
    start, end = clause_start(s.letters, p), p
    while start < end and s.letters[start] in s.kinds.opening_body and s.letters[start] not in s.kinds.body:
        start += 1
    while end > start and s.letters[end - 1] in s.kinds.closing_conjunct:
        end -= 1
    closes = s.letters.rfind("u", start, end)
    plain = closes + 1 == end or only(s.letters[closes + 1 : end], s.kinds.named)
    return (start, closes, end) if plain else (start, start, end)


def _by_each(listed: Sequence[Place], s: Sentence, by: bool) -> list[Done]:
    """Who did it and what: the last of a list of bodies goes on to the verb that is said of each.

    `by`: they do it, and it is not done by way of them (通过网站、微信公开的).
    """
    *others, (first, last) = listed
    verb = last
    while verb > first and s.letters[verb - 1] in s.kinds.acts:
        verb -= 1
    ends = first
    while ends < verb and s.letters[ends] in s.kinds.nominal:
        ends += 1
    said = s.letters[ends:verb]
    names = [*others, (first, ends)]
    way = not said or only(said, s.kinds.adverb) or said[0] in s.kinds.towards
    if verb == last or ends == first or not way:
        return []
    if any(s.letters[a] in s.kinds.does or not _named(a, b, s) for a, b in names):
        return []
    act = s.verbs(verb, last)
    return [(s.trimmed(a, b) if by else (), act) for a, b in names]


def _named(first: int, last: int, s: Sentence) -> bool:
    """Whether words name somebody; a verb may end a name (社会公益组织)."""
    return only(s.letters[first : last - 1], s.kinds.phrase) and s.letters[last - 1] in s.kinds.noun + (
        s.kinds.body + s.kinds.does
    )


def _to_each(listed: Sequence[Place], s: Sentence) -> list[Done]:
    """What was done, said before the first of a list that ends it: 涉及|住房、教育的; or each in the list."""
    first, last = listed[0]
    if all(only(s.letters[a:b], s.kinds.disposition) for a, b in listed):
        return [((), s.trimmed(a, b)) for a, b in listed]  # 予以公开、部分公开的
    verb = first
    while verb < last - 1 and s.letters[verb] in s.kinds.does + s.kinds.done + "d":
        verb += 1
    things = [(verb, last), *listed[1:]]
    if not has(s.letters[first:verb], s.kinds.does) or any(
        a == b or not only(s.letters[a:b], s.kinds.phrase) for a, b in things
    ):
        return []
    lead = ((s.tokens[first].start, s.tokens[verb - 1].end),)
    return [((), joined((*lead, *s.trimmed(a, b)))) for a, b in things]


def _counted(first: Draft, earlier: Sequence[Draft], s: Sentence) -> tuple[Loan, ...]:
    """What was counted in the unit before, or what the clause before is about: 案件中."""
    if first.quantity.kind != "count":
        return ()
    unit = first.quantity.unit
    source = next((d for d in reversed(earlier) if d.quantity.unit == unit and d.item), None)
    if source is not None:
        return (Loan("item", source.item, source.place, "left-out"),)
    among = s.letters[max(0, first.left - 2) : max(0, first.left - 1)] in tuple(s.kinds.locative)
    found = topic(first, s) if among else ()
    return (Loan("item", found, None, "topic"),) if found else ()

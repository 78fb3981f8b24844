"""Carry the actor through the clauses of a sentence until another subject stands."""

from __future__ import annotations

from ..language.lettering import Span, clause_start, first_word
from ..language.token import CLAUSE_BREAKS, Token
from .reading import Draft, Loan
from .sentence import Sentence


def carry_actors(drafts: list[Draft], s: Sentence) -> list[Draft]:
    """The drafts, each with the actor that still stands at it."""
    letters, tokens = s.letters, s.tokens
    out: list[Draft] = []
    carried: tuple[Span, ...] = ()
    source: int | None = None  # the figure that names the actor carried
    whole = False
    closed: tuple[Span, ...] = ()  # who acted before the semicolon
    at = 0  # the clauses before this token have been looked at
    bracketed = "(" in letters
    for one in drafts:
        start = clause_start(letters, one.left, CLAUSE_BREAKS)
        for clause in _clauses(at, start, letters):
            if _closes(clause[0], s) and not whole:
                closed, carried = carried or closed, ()
            found = _subject(*clause, s)
            if found and not (whole and "Q" in letters[clause[0] : clause[1]]):
                carried, source, whole = found, None, is_whole(found, tokens)
        if _closes(start, s) and not whole:
            closed, carried = carried or closed, ()
        if closed and not carried and out and _still_of(one, out[-1], closed, tokens):
            carried = closed
        at = max(at, start)
        passive = "passive" in one.traits
        apart = passive or (bracketed and _bracketed(one, letters))
        if one.actor:
            if not apart:
                carried, source = one.actor, one.place
                whole = is_whole(one.actor, tokens) or "accounts" in one.traits
        elif not passive and (own := _place(start, one.at, s)):
            carried, source, whole = own, one.place, is_whole(own, tokens)
            one = one.lent(Loan("actor", own, None, "subject"), actor=own)
        elif (not passive and carried) and (
            whole or _takes(one, tokens) or _goes_on(one, out[-1] if out else None, carried, tokens)
        ):
            one = one.lent(Loan("actor", carried, source, "subject"), actor=carried)
        out.append(one)
    return out


def _bracketed(one: Draft, letters: str) -> bool:
    """Whether a figure stands in a bracket: who is named there acts there alone (362次（市本级106次）)."""
    opened = letters.rfind("(", 0, one.at)
    return opened >= 0 and letters.find(")", opened, one.at) < 0


def _takes(one: Draft, tokens: list[Token]) -> bool:
    """Whether a figure with no subject of its own is the doing of the actor before it."""
    if "own-subject" in one.traits and one.lacks("inherited-action"):
        return False
    taken = (name := _name(one, tokens)) is not None and name.sense.exacted  # 罚款30万元: by whom
    return bool(one.action) or taken or one.bare or one.relational or not one.lacks("inherited-item")


def _goes_on(one: Draft, before: Draft | None, actor: tuple[Span, ...], tokens: list[Token]) -> bool:
    """Whether an amount goes on with those before: 市本级总支出371亿元，结转下年15亿元, named by one word."""
    if before is None or before.actor != actor or not one.quantity.kind == before.quantity.kind == "money":
        return False
    word = _name(one, tokens) if one.role == "level" else None
    return word is not None and word.letter == "S"


def _still_of(one: Draft, before: Draft, actor: tuple[Span, ...], tokens: list[Token]) -> bool:
    """Whether a statistic after a semicolon is still of an actor: 卫生院诊疗人次13亿；入院人次3914万."""
    if one.actor or not before.statistic:
        return False
    lacks_owner = one.relational and not one.action and _name(one, tokens) is not None
    return lacks_owner or (one.item == before.item and before.actor == actor)


def _name(one: Draft, tokens: list[Token]) -> Token | None:
    """The word that alone names what a figure counts; None where several do."""
    word = first_word(one.item, tokens) if len(one.item) == 1 else None
    return word if word is not None and word.end == one.item[0][1] else None


def is_whole(actor: tuple[Span, ...], tokens: list[Token]) -> bool:
    """Whether an actor is a whole region, of which anything may be said: 全市."""
    word = first_word(actor, tokens)
    return word is not None and word.sense.whole


def _closes(start: int, s: Sentence) -> bool:
    """Whether a semicolon stands before a clause."""
    return start > 0 and s.letters[start - 1] == ";" and s.text[s.tokens[start - 1].start] in "；;"


def _clauses(start: int, end: int, letters: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    here = start
    for j in range(start, end):
        if letters[j] in CLAUSE_BREAKS:
            if j > here:
                found.append((here, j))
            here = j + 1
    if end > here:
        found.append((here, end))
    return found


def _place(start: int, end: int, s: Sentence) -> tuple[Span, ...]:
    """A place or body at the head of a clause, where a preposition or the figure's verb follows."""
    found = s.frames.place.match(s.letters, start, end)
    return () if found is None else _span(s, *found.span("who"))


def _subject(start: int, end: int, s: Sentence) -> tuple[Span, ...]:
    """The subject of a clause without figures: a place or body at its head, or what does something there."""
    found = s.frames.subject.match(s.letters, start, end)
    if found is None:
        return ()
    if found.groupdict().get("act") and s.tokens[found.start("act")].sense.light:
        return ()  # 实现突破, 取得成效: what is said of a thing, and nothing that it does
    return _span(s, *found.span("who"))


def _span(s: Sentence, first: int, last: int) -> tuple[Span, ...]:
    return ((s.tokens[first].start, s.tokens[last - 1].end),)

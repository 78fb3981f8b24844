"""What a clause before changes says that they are compared with: 与2020年相比，人口增加12万人."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..language.lettering import Span, clause_start, within
from ..language.token import LIST, Token
from ..rules.classes import has
from .fellows import SEMICOLON
from .reading import Draft, Loan
from .sentence import Sentence


def set_against(drafts: Sequence[Draft], s: Sentence) -> list[Draft]:
    """The drafts; the changes after such a clause that name no basis have it, up to a semicolon or 其中."""
    if not has(s.letters, s.kinds.against):
        return list(drafts)
    clauses = tuple(_clauses(s))
    told = [_compared(one, clauses, s) for one in drafts] if clauses else list(drafts)
    return [one for run in _runs(told) for one in _in_order(run, s)]


def _runs(drafts: Sequence[Draft]) -> Iterator[list[Draft]]:
    """The figures one after another that share a basis."""
    run: list[Draft] = []
    for one in drafts:
        if run and (one.basis is None or one.basis != run[0].basis):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _in_order(run: list[Draft], s: Sentence) -> list[Draft]:
    """高于全国、全省0.5个和0.3个百分点: as many places as figures are what each is compared with, in order.

    Not so times (比一季度、上半年): all are of no figure.
    """
    basis = run[0].basis
    if basis is None or len(run) == 1:
        return run
    words = within(s.tokens, *basis)
    pieces = [] if any(word.letter == "t" for word in words) else _listed(words)
    if len(pieces) != len(run) or any(one.joined not in LIST for one in run[1:]):
        return run
    return [one.with_(basis=piece) for one, piece in zip(run, pieces, strict=True)]


def _listed(words: Sequence[Token]) -> list[Span]:
    """The pieces of a list."""
    pieces: list[list[Token]] = [[]]
    for word in words:
        if word.letter in LIST:
            pieces.append([])
        else:
            pieces[-1].append(word)
    return [(piece[0].start, piece[-1].end) for piece in pieces if piece]


def _clauses(s: Sentence) -> Iterator[tuple[int, Span]]:
    """Where each such clause ends, and what it says."""
    for at, letter in enumerate(s.letters[:-1]):
        if letter != "B" or s.letters[at + 1] != ";" or s.text[s.tokens[at + 1].start] not in "，,":
            continue
        start = clause_start(s.letters, at - (s.letters[at - 1 : at] == "Q"))  # 与2010年的49万人相比
        if start < at and s.letters[start] in LIST and s.letters[start - 1 : start] != "Q":
            yield at, (s.tokens[start].start, s.tokens[at].end)


def _compared(one: Draft, clauses: Sequence[tuple[int, Span]], s: Sentence) -> Draft:
    if one.role != "change" or one.basis is not None:
        return one
    at, basis = next((told for told in reversed(clauses) if told[0] < one.at), (one.at, (0, 0)))
    between = s.tokens[at + 1 : one.at]
    apart = any(word.letter == "I" or s.text[word.start] in SEMICOLON for word in between)
    if at == one.at or apart:
        return one
    return one.lent(Loan("basis", (basis,), None, "topic"), basis=basis)

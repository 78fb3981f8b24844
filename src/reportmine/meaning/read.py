"""What the figures of the running text mean: sentence by sentence, each with what was said before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from ..dataclass import dataclass
from ..figures.quantities import Numeral, Quantity
from ..language.lettering import Span, tokenize
from ..language.token import Token
from ..language.tokens import words
from ..records import Aggregation, Status
from ..rules.rule import RuleSet
from ..structure.sections import Outline
from ..text.flow import Flow
from ..text.sentences import locate
from ..times.period import Period
from ..times.standing import Standing
from . import aggregation, confidence, indicators
from .choice.choosing import Chooser
from .choice.ranked import Choice
from .clock import Clock, Told
from .frames import frames
from .memory import memory
from .reading import Draft
from .resolve import resolve
from .sentence import Sentence, sentence

Located = TypeVar("Located", Quantity, Numeral)


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft with what its place in the report adds."""

    draft: Draft
    words: Sentence  # its sentence
    sentence: Span
    period: Period | None
    status: Status
    rules: tuple[str, ...]
    section: str | None
    doubt: int | None  # the year it plans for though that is over
    aggregation: Aggregation | None
    seen: tuple[str, ...]  # what the confidence of the rules' reading is told by
    choice: Choice | None  # what was weighed where that was in doubt


def read(
    running: Flow,
    spans: list[Span],
    found: Iterable[Quantity],
    others: Sequence[Numeral],
    tree: Outline,
    rules: RuleSet,
    clock: Clock,
) -> Iterator[Reading]:
    """What each quantity of the running text means, in order; `spans` are its sentences.

    Each sentence is read when its first figure is asked for.
    """
    lexicon, framed = words(rules), frames(rules)
    starts = [a for a, _ in spans]
    mine = _by_sentence(found, spans, starts)
    loose = _by_sentence(others, spans, starts)
    said = Standing()

    def cut(number: int, figures: bool) -> list[Token]:
        counted = mine.get(number, ()) if figures else ()
        return tokenize(running.text, *spans[number], counted, loose.get(number, ()), lexicon)

    before = memory(running.text, spans, cut, rules, framed)
    chooser = Chooser(rules)
    for where, (start, end) in enumerate(spans):
        section = tree.at(running.source(start, start + 1)[0])
        said = clock.sentence(said, start, end, section.id if section else None)
        before.sentence(where, where in mine)
        mine.pop(where - 2, None)  # nothing looks further back than one sentence
        if where not in mine:
            continue
        tokens = cut(where, True)
        spoken = sentence(running.text, tokens, framed)
        drafts = before.complete(where, resolve(indicators.draft(spoken), spoken), spoken)
        summed = aggregation.told(drafts, spoken, rules)
        seen = confidence.seen(drafts, spoken)
        when: list[Told] = []
        for by_rules, rule, features in zip(drafts, summed, seen, strict=True):
            told = clock.read(said, by_rules, tokens, when)
            choice = chooser.choose(by_rules, spoken, features)
            one = choice.draft if choice else by_rules
            when.append(told)
            gathered = aggregation.aggregation(rule, told.period)
            within = tree.at(running.source(one.quantity.start, one.quantity.end)[0])
            yield Reading(
                draft=one,
                words=spoken,
                sentence=(start, end),
                period=told.period,
                status=told.status,
                rules=(*one.rules, *told.rules, *((rule.id,) if gathered and rule else ())),
                section=within.id if within else None,
                doubt=told.doubt,
                aggregation=gathered,
                seen=features,
                choice=choice,
            )


def _by_sentence(things: Iterable[Located], spans: list[Span], starts: list[int]) -> dict[int, list[Located]]:
    table: dict[int, list[Located]] = {}
    for thing in things:
        where = locate(spans, starts, thing.start)
        if where is not None:
            table.setdefault(where, []).append(thing)
    return table

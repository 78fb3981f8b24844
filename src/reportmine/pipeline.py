"""Every verb, in the order in which a reader works: read, outline, figures, meaning, report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from . import chrome, indicators, meta, quantities, resolve, times
from .clauses import locate, sentences
from .indicators import Draft, Span
from .meta import Metadata
from .sections import Outline
from .sections import read as read_outline
from .quantities import Numeral, Quantity
from .records import Explanation, Indicator, Notice, Report, Section, Status, Unread
from .rules import RuleSet
from .rules import load as load_rules
from .source import Text, from_string, load
from .tokens import words

Located = TypeVar("Located", Quantity, Numeral)


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft with what its place in the report adds."""

    draft: Draft
    sentence: Span
    period: str | None
    status: Status
    rules: tuple[str, ...]
    section: str | None


def extract(source: Text | str | Path, *, patterns: Sequence[Path] = ()) -> Report:
    """A text to its report. A string is the text itself, a Path a file.

    Raises InputError for a file that cannot be read, PatternError for a pattern file that is wrong.
    """
    return extract_with(_text(source), load_rules(tuple(patterns)))


def extract_with(text: Text, rules: RuleSet) -> Report:
    """A text to its report by a rule set already loaded."""
    hidden = chrome.spans(text, rules)
    tree = read_outline(text, rules, hidden)
    about = meta.read(text, tree, hidden, rules)
    taken = [(a, b, "chrome", rule) for a, b, rule in hidden] + [
        (a, b, "numbering", None) for a, b in tree.markers
    ]
    found, others, late = quantities.read(text.folded, rules, tuple(taken))
    readings = _meaning(text, found, others, rules, tree, about)
    return Report(
        source=text.source,
        title=about.title,
        issuer=about.issuer,
        region=about.region,
        year=about.year,
        published=about.published,
        signed=about.signed,
        sections=tree.sections,
        indicators=tuple(_indicator(n, reading, text) for n, reading in enumerate(readings, 1)),
        unread=tuple(_unread(text, one) for one in others),
        warnings=(*text.notices, *tree.notices, *(_late(rule) for rule in late)),
    )


def outline(source: Text | str | Path, *, patterns: Sequence[Path] = ()) -> tuple[Section, ...]:
    """The section tree of a text, in document order."""
    text = _text(source)
    rules = load_rules(tuple(patterns))
    return read_outline(text, rules, chrome.spans(text, rules)).sections


def explain(source: Text | str | Path, at: int, *, patterns: Sequence[Path] = ()) -> Explanation:
    """Why the text at an offset was read as it was: the rules that fired, the runner-up, why it is unread.

    Raises ValueError for an offset outside the text.
    """
    from .explaining import explain as told

    text = _text(source)
    rules = load_rules(tuple(patterns))
    return told(text, extract_with(text, rules), at, rules)


def _text(source: Text | str | Path) -> Text:
    if isinstance(source, Text):
        return source
    return load(source) if isinstance(source, Path) else from_string(source)


def _meaning(
    text: Text, found: list[Quantity], others: list[Numeral], rules: RuleSet, tree: Outline, about: Metadata
) -> list[Reading]:
    """What each quantity means, in order."""
    lexicon, frames = words(rules), indicators.frames(rules)
    spans = sentences(text.folded)
    starts = [a for a, _ in spans]
    mine = _by_sentence(found, spans, starts)
    loose = _by_sentence(others, spans, starts)
    clock = times.clock(text.folded, rules, about.year, tree.sections, about.title)
    out: list[Reading] = []
    for where, (start, end) in enumerate(spans):
        section = tree.at(start)
        said = clock.sentence(start, end, section.id if section else None)
        if where not in mine:
            continue
        tokens = indicators.tokenize(text.folded, start, end, mine[where], loose.get(where, ()), lexicon)
        drafts = indicators.draft(tokens, frames, text.folded)
        resolve.resolve(drafts, tokens, text.folded)
        for one in drafts:
            period, status, fired = clock.read(one, tokens, said)
            within = tree.at(one.quantity.start)
            out.append(
                Reading(
                    one, (start, end), period, status, (*one.rules, *fired), within.id if within else None
                )
            )
    return out


def _by_sentence(things: Sequence[Located], spans: list[Span], starts: list[int]) -> dict[int, list[Located]]:
    table: dict[int, list[Located]] = {}
    for thing in things:
        where = locate(spans, starts, thing.start)
        if where is not None:
            table.setdefault(where, []).append(thing)
    return table


def _join(text: Text, spans: tuple[Span, ...]) -> str | None:
    return "".join("".join(text.raw[a:b].split()) for a, b in spans) or None


def _indicator(n: int, reading: Reading, text: Text) -> Indicator:
    one, q = reading.draft, reading.draft.quantity
    item, action = _join(text, one.item), _join(text, one.action)
    flags = [*q.flags, *one.flags]
    if q.unit is None and q.kind == "count":
        flags.append("missing-unit")
    if item is None:
        flags.append("no-item")
    return Indicator(
        id=n,
        text=text.raw[q.start : q.end],
        start=q.start,
        end=q.end,
        value=q.value,
        value_max=q.value_max,
        unit=q.unit,
        relation=q.relation,
        kind=q.kind,
        item=item,
        action=action,
        actor=_join(text, one.actor),
        role=one.role,
        direction=one.direction,
        basis=_join(text, (one.basis,)) if one.basis else None,
        whole=_join(text, (one.whole,)) if one.whole else None,
        period=reading.period,
        status=reading.status,
        metric=_metric(one, item, action),
        section=reading.section,
        sentence=text.raw[slice(*reading.sentence)],
        rules=tuple(dict.fromkeys((*q.rules, *reading.rules))),
        flags=tuple(dict.fromkeys(flags)),
    )


CHANGES = {"up": "增长", "down": "下降", None: "变化"}


def _metric(one: Draft, item: str | None, action: str | None) -> str | None:
    """The row label: action and item; for an amount of change, item and direction."""
    if item is None:
        return None
    label = item if not action or action in item else action + item
    return label + CHANGES[one.direction] if one.role == "change" else label


def _unread(text: Text, one: Numeral) -> Unread:
    return Unread(
        text=text.raw[one.start : one.end], start=one.start, end=one.end, reason=one.reason, rule=one.rule
    )


def _late(rule: str) -> Notice:
    return Notice(
        code="rule-too-slow",
        message=f"rule {rule} took too long on this text and was left out",
        start=None,
        end=None,
    )

"""Every verb, in the order in which a reader works: read, outline, figures, meaning, report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from . import chrome, indicators, meta, outline as outlines, quantities, resolve
from .clauses import locate, sentences
from .indicators import Draft, Span
from .records import Indicator, Notice, Report, Section, Unread
from .rules import RuleSet, load as load_rules
from .source import Text, from_string, load
from .tokens import words


def extract(source: Text | str | Path, *, patterns: Sequence[Path] = ()) -> Report:
    """A text (a string is the text itself, a Path a file) to its report."""
    text = _text(source)
    rules = load_rules(tuple(patterns))
    hidden = chrome.spans(text, rules)
    tree = outlines.read(text, rules, hidden)
    about = meta.read(text, tree, hidden, rules)
    taken = [(a, b, "chrome", rule) for a, b, rule in hidden] + [(a, b, "numbering", None) for a, b in tree.markers]
    found, others, late = quantities.read(text.folded, rules, tuple(taken))
    spans = sentences(text.folded)
    starts = [a for a, _ in spans]
    drafts = _meaning(text, spans, starts, found, others, rules)
    made = tuple(_indicator(n, d, text, s, tree.sections, spans) for n, (d, s) in enumerate(drafts, 1))
    unread = tuple(
        Unread(text=text.raw[o.start : o.end], start=o.start, end=o.end, reason=o.reason, rule=o.rule) for o in others
    )
    slow = [
        Notice(code="rule-too-slow", message=f"rule {rule} took too long on this text and was left out", start=None, end=None)
        for rule in late
    ]
    return Report(
        source=text.source,
        title=about.title,
        issuer=about.issuer,
        region=about.region,
        year=about.year,
        published=about.published,
        signed=about.signed,
        sections=tree.sections,
        indicators=made,
        unread=unread,
        warnings=(*tree.notices, *slow),
    )


def outline(source: Text | str | Path, *, patterns: Sequence[Path] = ()) -> tuple[Section, ...]:
    """The section tree of a text."""
    text = _text(source)
    rules = load_rules(tuple(patterns))
    return outlines.read(text, rules, chrome.spans(text, rules)).sections


def _text(source: Text | str | Path) -> Text:
    if isinstance(source, Text):
        return source
    return load(source) if isinstance(source, Path) else from_string(source)


def _meaning(
    text: Text,
    spans: list[Span],
    starts: list[int],
    found: list[quantities.Quantity],
    others: list[quantities.Numeral],
    rules: RuleSet,
) -> list[tuple[Draft, int]]:
    """Drafts in order, each with the index of its sentence."""
    lexicon, frames = words(rules), indicators.frames(rules)
    by_sentence: dict[int, list[quantities.Quantity]] = {}
    for quantity in found:
        where = locate(spans, starts, quantity.start)
        if where is not None:
            by_sentence.setdefault(where, []).append(quantity)
    loose: dict[int, list[quantities.Numeral]] = {}
    for other in others:
        where = locate(spans, starts, other.start)
        if where in by_sentence:
            loose.setdefault(where, []).append(other)
    out: list[tuple[Draft, int]] = []
    for where, own in by_sentence.items():
        start, end = spans[where]
        tokens = indicators.tokenize(text.folded, start, end, own, loose.get(where, ()), lexicon)
        drafts = indicators.draft(tokens, frames, text.folded)
        resolve.resolve(drafts, tokens, text.folded)
        out += [(one, where) for one in drafts]
    return out


def _join(text: Text, spans: tuple[Span, ...]) -> str | None:
    return "".join("".join(text.raw[a:b].split()) for a, b in spans) or None


def _indicator(n: int, one: Draft, text: Text, sentence: int, sections: tuple[Section, ...], spans: list[Span]) -> Indicator:
    q = one.quantity
    item, action = _join(text, one.item), _join(text, one.action)
    flags = [*q.flags, *one.flags]
    if q.unit is None and q.kind == "count":
        flags.append("missing-unit")
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
        sentence=text.raw[slice(*spans[sentence])],
        rules=tuple(dict.fromkeys((*q.rules, *one.rules))),
        flags=tuple(dict.fromkeys(flags)),
    )

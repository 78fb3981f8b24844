"""Every verb, in the order in which a reader works: read, outline, figures, meaning, report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from . import chrome, indicators, listing, measures, meta, quantities, resolve, signed, spaced, tables, times
from .clauses import locate, parted, sentences
from .concepts import Concepts, concepts
from .flow import Flow, flow
from .headers import Table
from .indicators import Draft
from .lettering import Span, Token, tokenize
from .members import Members
from .openings import Openings
from .quantities import Numeral, Quantity
from .records import Explanation, Indicator, Notice, Report, Section, Status, Unread
from .rules import RuleSet
from .rules import load as load_rules
from .sections import Outline
from .sections import read as read_outline
from .source import Text, as_text
from .tables import CellReading
from .times import Clock
from .tokens import words

LONGEST = 1000  # characters of a sentence or a row that a record repeats
AROUND = 4  # characters beside a figure in which it is told that it only describes

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


@dataclass(frozen=True, slots=True)
class Numerals:
    """A text before its figures are given a meaning: quantities, and numerals that are none."""

    hidden: tuple[tuple[int, int, str], ...]
    tree: Outline
    running: Flow
    found: list[Quantity]
    others: list[Numeral]
    tables: tuple[Table, ...]
    sentences: list[Span]


def extract(
    source: Text | str | Path,
    *,
    patterns: Sequence[Path] = (),
    year: int | None = None,
    region: str | None = None,
    issuer: str | None = None,
) -> Report:
    """A text to its report. A string is the text itself, a Path a file.

    `year` (the year reported on), `region` and `issuer` go before what the text says of them.
    Raises InputError for a file that cannot be read, PatternError for a pattern file that is wrong.
    """
    said = meta.Said(year, region or None, issuer or None)
    return extract_with(as_text(source), load_rules(tuple(patterns)), said)


def extract_with(text: Text, rules: RuleSet, said: meta.Said = meta.NOTHING) -> Report:
    """A text to its report by a rule set already loaded."""
    rules = rules.fresh()
    seen = numerals(text, rules)
    tree = seen.tree
    tabled = [(grid.start, grid.end, "table") for grid in seen.tables]  # no report is signed in a table
    found_of = meta.about(text, tree, sorted([*seen.hidden, *tabled]) if tabled else seen.hidden, rules, said)
    about = found_of.facts
    clock = times.clock(seen.running.text, rules, about.year, tree.sections, about.title)
    read = [(_place(one, seen.running), one) for one in _meaning(seen, rules, clock)]
    cells, others = tables.readings(text, seen.tables, rules, clock, tree)
    unread = [_unread(text, seen.running, one) for one in seen.others]
    found: list[tuple[int, Reading | CellReading]] = [*read, *((one.start, one) for one in cells)]
    if seen.tables:
        found.sort(key=lambda pair: pair[0])
        unread = sorted([*unread, *(_left(text, one) for one in others)], key=lambda one: one.start)
    named = concepts(rules)
    return Report(
        source=text.source,
        title=about.title,
        issuer=about.issuer,
        region=about.region,
        region_code=about.region_code,
        year=about.year,
        published=about.published,
        signed=about.signed,
        sections=tree.sections,
        indicators=tuple(
            _known(_made(n, one, text, seen.running, tree), text, named)
            for n, (_, one) in enumerate(found, 1)
        ),
        unread=tuple(unread),
        warnings=(
            *text.notices,
            *tree.notices,
            *found_of.notices,
            *clock.notices,
            *(_late(rule.id) for rule in rules.rules if rule.late),
        ),
    )


def numerals(text: Text, rules: RuleSet) -> Numerals:
    """The outline, the tables, the running text and every numeral in it."""
    hidden = _hidden(text, rules)
    grids = tables.find(text, rules, hidden)
    tree = read_outline(text, rules, hidden, _rows(grids))
    grids = tables.below_headings(grids, tree.headings)
    # what stands in a table is read cell by cell; only its sentences are read as running text
    apart = [span for grid in grids for span in tables.apart(grid)]
    fences = [(a, b) for a, b, _ in hidden] + apart + [span for grid in grids for span in grid.prose]
    running = flow(text.folded, tree.headings, fences, spaced.cuts(text.folded, measures.begins(rules)))
    taken: list[tuple[int, int, str, str | None]]
    taken = [(*running.here(a, b), "chrome" if rule else "chart", rule or None) for a, b, rule in hidden]
    taken += [(*running.here(a, b), "numbering", None) for a, b in tree.markers]
    taken += [(*running.here(a, b), quantities.ELSEWHERE, None) for a, b in apart]
    found, others = quantities.read(running.text, rules, tuple(taken))
    spans = sentences(running.text)
    if edges := [at for grid in grids for span in grid.prose for at in running.here(*span)]:
        spans = parted(spans, running.text, edges)  # what stands in a cell is no part of its neighbour's
    return Numerals(hidden, tree, running, found, others, grids, spans)


def _hidden(text: Text, rules: RuleSet) -> tuple[chrome.Span, ...]:
    """What is no content, each with the rule that says so: what a page adds; numbers of charts (no rule)."""
    around = chrome.spans(text, rules)
    drawn = [(a, b, "") for a, b in text.charts if not any(c < b and a < d for c, d, _ in around)]
    return tuple(sorted((*around, *drawn)))


def _rows(grids: Sequence[Table]) -> list[Span]:
    return [(grid.start, grid.end) for grid in grids]


def outline(source: Text | str | Path, *, patterns: Sequence[Path] = ()) -> tuple[Section, ...]:
    """The section tree of a text, in document order."""
    text = as_text(source)
    rules = load_rules(tuple(patterns))
    hidden = _hidden(text, rules)
    return read_outline(text, rules, hidden, _rows(tables.find(text, rules, hidden))).sections


def explain(source: Text | str | Path, at: int, *, patterns: Sequence[Path] = ()) -> Explanation:
    """Why the text at an offset was read as it was: the rules that fired, the runner-up, why it is unread.

    Raises ValueError for an offset outside the text.
    """
    from .explaining import explain as told

    text = as_text(source)
    rules = load_rules(tuple(patterns))
    return told(text, extract_with(text, rules), at, rules)


def _meaning(seen: Numerals, rules: RuleSet, clock: Clock) -> list[Reading]:
    """What each quantity means, in order."""
    running, tree = seen.running, seen.tree
    lexicon, frames = words(rules), indicators.frames(rules)
    spans = seen.sentences
    starts = [a for a, _ in spans]
    mine = _by_sentence(seen.found, spans, starts)
    loose = _by_sentence(seen.others, spans, starts)
    out: list[Reading] = []
    parts = Members(running.text, rules)
    opening = Openings(
        running.text, lambda n: tokenize(running.text, *spans[n], (), loose.get(n, ()), lexicon)
    )
    lead: list[Token] | None = None  # of the sentence that announces the lines being read
    for where, (start, end) in enumerate(spans):
        section = tree.at(running.source(start, start + 1)[0])
        said = clock.sentence(start, end, section.id if section else None)
        opening.sentence(where, start, end, where in mine)
        if where not in mine:
            lead = None
            continue
        tokens = tokenize(running.text, start, end, mine[where], loose.get(where, ()), lexicon)
        drafts = indicators.draft(tokens, frames, running.text)
        resolve.resolve(drafts, tokens, running.text)
        parts.complete(drafts, tokens, start, end)
        opening.complete(drafts, tokens)
        if listing.is_line(drafts, tokens):
            if lead is None:  # the line before said nothing of it either
                above = spans[where - 1] if where else (0, 0)
                words_above = tokenize(running.text, *above, mine.get(where - 1, ()), (), lexicon)
                lead = listing.announcement(words_above, running.text, above[1])
            if lead:
                listing.fill(drafts[0], tokens, lead, frames, running.text)
        else:
            lead = None
        for one in drafts:
            period, status, fired = clock.read(one, tokens, said)
            within = tree.at(running.source(one.quantity.start, one.quantity.end)[0])
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


def _place(reading: Reading, running: Flow) -> int:
    return running.source(reading.draft.quantity.start, reading.draft.quantity.end)[0]


def _made(n: int, one: Reading | CellReading, text: Text, running: Flow, tree: Outline) -> Indicator:
    if isinstance(one, CellReading):
        return _cell(n, one, text, tree)
    return _indicator(n, one, text, running)


def _indicator(n: int, reading: Reading, text: Text, running: Flow) -> Indicator:
    one = reading.draft
    q, direction = signed.amount(one.quantity, one.role, one.direction)

    def said(spans: tuple[Span, ...]) -> str | None:
        """Pieces of the text as written, joined, without blanks and broken lines."""
        raw = (text.raw[place] for a, b in spans for place in _places(running, a, b))
        return "".join("".join(raw).split()) or None

    start, end = running.source(q.start, q.end)
    item, action = said(one.item), said(one.action)
    flags = [*q.flags, *one.flags]
    if q.unit is None and q.kind == "count":
        flags.append("missing-unit")
    if item is None:
        flags.append("no-item")
    return Indicator(
        id=n,
        text=text.raw[start:end],
        start=start,
        end=end,
        value=q.value,
        value_max=q.value_max,
        unit=q.unit,
        relation=q.relation,
        kind=q.kind,
        item=item,
        action=action,
        actor=said(one.actor),
        role=one.role,
        direction=direction,
        basis=said((one.basis,)) if one.basis else None,
        whole=said((one.whole,)) if one.whole else None,
        period=reading.period,
        status=reading.status,
        metric=_metric(one, item, action, said(one.verb) or ""),
        section=reading.section,
        sentence=_within(text.raw, running.source(*reading.sentence), start, end),
        rules=tuple(dict.fromkeys((*q.rules, *reading.rules))),
        flags=tuple(dict.fromkeys(flags)),
    )


def _cell(n: int, one: CellReading, text: Text, tree: Outline) -> Indicator:
    section = tree.at(one.start)
    return Indicator(
        id=n,
        text=text.raw[one.start : one.end],
        start=one.start,
        end=one.end,
        value=one.value,
        value_max=one.value_max,
        unit=one.unit,
        relation=one.relation,
        kind=one.kind,
        item=one.item,
        role=one.role,
        direction=one.direction,
        basis=one.basis,
        period=one.period,
        status=one.status,
        metric=(one.item + one.change if one.item else one.change) or None,
        section=section.id if section else None,
        table=one.table,
        sentence=_within(text.raw, one.line, one.start, one.end),
        rules=one.rules,
        # a count in a table needs no unit: its headers say of what
        flags=one.flags if one.item else (*one.flags, "no-item"),
    )


def _within(raw: str, whole: Span, start: int, end: int) -> str:
    """The sentence or row of a figure; of one without end the part around it.

    Each figure repeats its sentence: without a limit a table of one row would be written out as often as it
    has cells.
    """
    first, last = whole
    if last - first > LONGEST:
        first = max(first, min(start - LONGEST // 2, last - LONGEST))
        last = max(end, min(last, first + LONGEST))
    return raw[first:last]


def _known(one: Indicator, text: Text, named: Concepts) -> Indicator:
    """The figure with its concept, where the patterns know it."""
    if (found := named.find(one, *_around(one, text))) is None:
        return one
    concept, rule = found
    return one.model_copy(update={"concept": concept, "rules": (*one.rules, rule)})


def _around(one: Indicator, text: Text) -> tuple[str, str]:
    return text.folded[one.start - AROUND : one.start], text.folded[one.end : one.end + AROUND]


def _places(running: Flow, start: int, end: int) -> Sequence[int]:
    return range(start, end) if running.places is None else running.places[start:end]


def _metric(one: Draft, item: str | None, action: str | None, verb: str) -> str | None:
    """The row label: action and item; for an amount of change, the item and the verb of change as written."""
    if item is None:
        return None
    if one.role == "change":
        return item if verb in item else item + verb
    return item if not action or action in item else action + item


def _unread(text: Text, running: Flow, one: Numeral) -> Unread:
    start, end = running.source(one.start, one.end)
    return _left(text, replace(one, start=start, end=end))


def _left(text: Text, one: Numeral) -> Unread:
    """A numeral in the places of the source that is no indicator."""
    start, end = one.start, one.end
    return Unread(text=text.raw[start:end], start=start, end=end, reason=one.reason, rule=one.rule)


def _late(rule: str) -> Notice:
    return Notice(
        code="rule-too-slow",
        message=f"rule {rule} took too long on this text and was left out",
        start=None,
        end=None,
    )

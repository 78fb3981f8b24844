"""Every verb, in the order in which a reader works: read, outline, figures, meaning, report."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import assemble
from .about import meta
from .assemble import drained
from .dataclass import dataclass
from .figures import measures, quantities
from .figures.quantities import Numeral, Quantity
from .language.lettering import Span
from .meaning import clock as times
from .meaning import read as meaning
from .readers.source import as_text
from .records import Report, Section
from .rules.files import load as load_rules
from .rules.matching import late
from .rules.rule import RuleSet
from .structure import chrome
from .structure.sections import Outline
from .structure.sections import read as read_outline
from .tables import read as tables
from .text import spaced
from .text.flow import Flow, flow
from .text.sentences import parted, sentences
from .text.text import Text

if TYPE_CHECKING:
    from .tables.cellreader import CellReading
    from .tables.headers import Table


@dataclass(frozen=True, slots=True)
class Numerals:
    """A text before its figures are given a meaning: quantities, and numerals that are none."""

    hidden: tuple[tuple[int, int, str], ...]
    tree: Outline
    running: Flow
    found: list[Quantity]
    others: list[Numeral]
    tables: list[Table]
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
    return extract_with(as_text(source, patterns), load_rules(tuple(patterns)), said)


def extract_with(text: Text, rules: RuleSet, said: meta.Said = meta.NOTHING) -> Report:
    """A text to its report by a rule set already loaded."""
    return _told(text, rules, said, lambda _: None)[0]


@dataclass(frozen=True, slots=True)
class Run:
    """A report with what led to it: the running text, and the readings of its sentences."""

    report: Report
    running: Flow
    readings: list[meaning.Reading]


def traced(text: Text, rules: RuleSet, said: meta.Said = meta.NOTHING) -> Run:
    """A text to its report, with what `explain` shows of the way there."""
    readings: list[meaning.Reading] = []
    return Run(*_told(text, rules, said, readings.append), readings)


def _told(
    text: Text, rules: RuleSet, said: meta.Said, take: Callable[[meaning.Reading], None]
) -> tuple[Report, Flow]:
    """A text to its report and running text; each reading is given to `take`, and held by nobody else."""
    rules = rules.fresh()
    seen = numerals(text, rules)
    tree = seen.tree
    tabled = [(grid.start, grid.end, "table") for grid in seen.tables]  # no report is signed in a table
    found_of = meta.about(text, tree, sorted([*seen.hidden, *tabled]) if tabled else seen.hidden, rules, said)
    about = found_of.facts
    clock = times.clock(seen.running.text, rules, about.year, tree.sections, about.title, found_of.given)
    doubts: dict[int | None, None] = {}

    def readings() -> Iterator[meaning.Reading]:
        found = drained(seen.found)
        for one in meaning.read(seen.running, seen.sentences, found, seen.others, tree, rules, clock):
            doubts[one.doubt] = None
            take(one)
            yield one

    cells: list[CellReading] = []
    unread = [assemble.unread(text, seen.running, one) for one in seen.others]
    if seen.tables:
        from .tables import readings as tabled_readings  # most texts have no tables

        cells, labels = tabled_readings.readings(text, seen.tables, rules, clock.headings, tree)
        seen.tables.clear()  # they take as much memory as the records that are made now
        unread = sorted([*unread, *(assemble.left(text, one) for one in labels)], key=lambda one: one.start)
    report = Report(
        source=text.source,
        title=about.title,
        issuer=about.issuer,
        region=about.region,
        region_code=about.region_code,
        year=about.year,
        published=about.published,
        signed=about.signed,
        sections=tree.sections,
        indicators=assemble.indicators(readings(), drained(cells), text, seen.running, tree, rules),
        unread=tuple(unread),
        warnings=(
            *text.notices,
            *tree.notices,
            *found_of.notices,
            *clock.notices(doubts),
            *(notice for notice in late(rules) if notice not in text.notices),  # a reader may have told
        ),
    )
    return report, seen.running


def numerals(text: Text, rules: RuleSet) -> Numerals:
    """The outline, the tables, the running text and every numeral in it."""
    hidden = _hidden(text, rules)
    placed = tables.place(text, rules, hidden)
    tree = read_outline(text, rules, hidden, [one.span for one in placed])
    grids = tables.read(placed, tree.headings, rules)
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
    return Numerals(hidden, tree, running, found, others, list(grids), spans)


def _hidden(text: Text, rules: RuleSet) -> tuple[chrome.Span, ...]:
    """What is no content, each with the rule that says so: what a page adds; numbers of charts (no rule)."""
    around = chrome.spans(text, rules)
    drawn = [(a, b, "") for a, b in text.charts if not any(c < b and a < d for c, d, _ in around)]
    return tuple(sorted((*around, *drawn)))


def outline(source: Text | str | Path, *, patterns: Sequence[Path] = ()) -> tuple[Section, ...]:
    """The section tree of a text, in document order."""
    text = as_text(source, patterns)
    rules = load_rules(tuple(patterns))
    hidden = _hidden(text, rules)
    return read_outline(text, rules, hidden, [one.span for one in tables.place(text, rules, hidden)]).sections

"""The text of a report as HTML: its lines and tables, headings, figures and pages marked in it.

The law: what a browser gives as the text of this HTML is the text of the report, character by character. All
that a page adds stands in attributes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ...records import Indicator, Report, Section, Unread
from ...text.grids import Cell
from ...text.text import Text
from .blocks import Block, blocks, rows
from .labels import Labels, said
from .layers import Layer, Span, inline
from .safe import escaped
from .sureness import level

_MOST_SPAN = 1000  # columns or rows that a browser lets a cell span


def article(
    report: Report,
    text: Text,
    words: Labels,
    *,
    mark: Callable[[Indicator], Span] | None = None,
    before: str = "",
) -> Iterator[str]:
    """The whole text, in pieces.

    `mark` makes the span of a figure, where it is not that of the page of one report; `before` goes before
    every other id, where several texts stand on one page.
    """
    raw = text.raw
    length = len(raw)
    figures = (mark(one) if mark else _figure(one, words) for one in report.indicators)
    marks = [*figures, *_unread(report.unread, words, before)]
    inner = [Layer(marks, length), Layer(_pages(report, words, before), length)]
    heads = {one.start: one for one in report.sections}
    layers = [Layer((_heading(one, before) for one in report.sections), length), *inner]
    title = report.title
    for block in blocks(raw, text.grids):
        if block.grid is not None:
            yield from _table(raw, block, layers, words["field"]["table"])
            continue
        a, b = _bare(raw, block)
        whole = heads.get(a)
        if whole is not None and _end(raw, whole) == b:
            tag = f"h{min(whole.level, 5) + 1}"
            yield f'<{tag} id="{before}s{escaped(whole.id)}">'
            yield from inline(raw, block.start, block.end, inner)
            yield f"</{tag}>"
            continue
        kind = "" if a < b else ' class="gap"'
        if title is not None and raw[a:b] == title:
            kind, title = ' class="title"', None
        yield f"<p{kind}>"
        yield from inline(raw, block.start, block.end, layers)
        yield "</p>"


def _bare(raw: str, block: Block) -> tuple[int, int]:
    """A line without the blanks around it."""
    line = raw[block.start : block.end]
    return block.end - len(line.lstrip()), block.start + len(line.rstrip())


def _end(raw: str, section: Section) -> int:
    """Where a heading ends, without the blanks after it."""
    return section.start + len(raw[section.start : section.body_start].rstrip())


def _heading(one: Section, before: str) -> Span:
    """A heading that shares its line with other text, or that goes over several."""
    tag = f'<b role="heading" aria-level="{min(one.level, 5) + 1}"'
    return Span(one.start, one.body_start, f'{tag} id="{before}s{escaped(one.id)}">', "<b>", "</b>")


def _figure(one: Indicator, words: Labels) -> Span:
    sure = level(one)
    told = " · ".join(filter(None, (one.metric, said(words, "level", sure))))
    tag = f'<a href="#f{one.id}" class="{one.kind} {sure}"'
    first = f'{tag} id="f{one.id}" title="{escaped(told)}">'
    return Span(one.start, one.end, first, f'{tag} tabindex="-1">', "</a>")


def _unread(found: Iterable[Unread], words: Labels, before: str) -> Iterator[Span]:
    for at, one in enumerate(found, 1):
        why = escaped(said(words, "reason", one.reason))
        yield Span(one.start, one.end, f'<i id="{before}u{at}" title="{why}">', "<i>", "</i>")


def _pages(report: Report, words: Labels, before: str) -> Iterator[Span]:
    for one in report.source.pages:
        if one.start < one.end:
            name = escaped(words["ui"]["page"].replace("{n}", str(one.number)))
            place = f'id="{before}p{one.number}"'
            tag = f'<span role="doc-pagebreak" {place} aria-label="{name}" data-page="{name}">'
            yield Span(one.start, one.start, tag, tag, "</span>")


def _table(raw: str, block: Block, layers: Sequence[Layer], name: str) -> Iterator[str]:
    yield f'<div class="grid" role="region" aria-label="{escaped(name)}" tabindex="0"><table>'
    for row in rows(block):
        yield "<tr>"
        for cell, a, b in row:
            tag = "th" if cell.header else "td"
            yield f"<{tag}{_spans(cell)}>"
            yield from inline(raw, a, b, layers)
            yield f"</{tag}>"
        yield "</tr>"
    yield "</table></div>"


def _spans(cell: Cell) -> str:
    spans = (("colspan", cell.columns), ("rowspan", cell.rows))
    told = "".join(f' {name}="{min(count, _MOST_SPAN)}"' for name, count in spans if count > 1)
    return told + (' class="in"' if cell.indent else "")

"""The title of a page above its text: the line that its head names, else its first heading.

A page names itself in its head, and says it again where it shows it; a heading tells itself by its element;
where there is neither, the title stands above the line of source and time.
"""

from __future__ import annotations

from collections.abc import Sequence

from .hints import SHORTEST, parts
from .lines import Line
from .page import Page, bare, mostly_linked

MOST_BEFORE = 0.3  # share of the page's sentences that may stand before the title
MOST_FIRSTS = 5  # lines tried as the first of the text
SHORT = 5  # characters that a title has more of, or as many
LONG = 100  # and that it does not have
BYLINE_LINES = 12


def title_line(page: Page, told: Sequence[str]) -> int | None:
    """The line of the title, where what the page's head tells is known."""
    firsts, end = _beginnings(page)
    names = _names(page, told)
    fit = [
        (i, text)
        for i, line in enumerate(page.lines[:end])
        if len(text := bare(line.text)) >= SHORT and not mostly_linked(line)
    ]
    for first in firsts[:MOST_FIRSTS] or [len(page.lines)]:
        if (title := _above(page, names, fit, first)) is not None:
            return title
    return None


def headed(page: Page, title: int | None) -> str:
    """The title; where none stands above the text, what a heading of the page says anywhere."""
    if title is not None:
        return page.lines[title].text
    said = (line.text for line in page.lines if not line.linked and _heads(page, line))
    return next((text for text in said if len(bare(text)) > SHORTEST), "")


def _names(page: Page, told: Sequence[str]) -> frozenset[str]:
    """What the page's head calls the text, whole and in parts; a part may be the site's name."""
    return frozenset(
        bare(part)
        for whole in told
        for part in (whole, *parts(whole))
        if len(bare(part)) > SHORT and (part == whole or not page.signs.has("site", part))
    )


def _beginnings(page: Page) -> tuple[list[int], int]:
    """Where the text may begin: at a long line that not much stands before; and where it must have begun."""
    longest, whole, before = max(page.prose, default=0), sum(page.prose), 0
    firsts: list[int] = []
    for i, prose in enumerate(page.prose):
        if before > MOST_BEFORE * whole:
            return firsts, i
        before += prose
        if 4 * prose > longest:
            firsts.append(i)
    return firsts, len(page.lines)


def _above(page: Page, names: frozenset[str], fit: Sequence[tuple[int, str]], first: int) -> int | None:
    """The title above a first line: a heading that the head names, another line that it names, a heading."""
    headings = [i for i, _ in fit if i <= first and _heads(page, page.lines[i])]
    matches = [i for i, text in fit if text in names]
    if headings:  # the name of the site or of its body, where the head says no more, is no title
        matches = [i for i in matches if i in headings or not page.signs.has("site", page.lines[i].text)]
    good = [i for i in matches if i in headings] or [i for i in matches if not page.of_site(i)]
    if good:
        return good[0]
    if not headings:
        return _above_byline(page, first)
    last = bare(page.lines[headings[-1]].text)
    return headings[-1] if any(last in name for name in names) else headings[0]


def _above_byline(page: Page, first: int) -> int | None:
    """The last heading of any level above source and time, or the first sentence; else the line above."""
    lines = range(max(0, first - BYLINE_LINES), min(first, len(page.lines)))
    byline = next((i for i in lines if page.byline(i)), None)
    over = range(lines.start, lines.stop if byline is None else byline)
    heading = next((i for i in reversed(over) if _may_head(page, i)), None)
    if heading is not None or not byline:
        return heading
    above = byline - 1
    taken = _title_long(page.lines[above]) and not page.of_site(above)
    return above if taken and not page.signs.has("line", page.lines[above].text) else None


def _may_head(page: Page, index: int) -> bool:
    """Whether a line is as long as a title, in an element for one of any kind, and not the site's."""
    line = page.lines[index]
    fits = _title_long(line) and not page.signs.has("numbered", line.text)
    return fits and _subheads(page, line) and not page.of_site(index)


def _title_long(line: Line) -> bool:
    return SHORT < len(line.text) < LONG and not line.linked


def _heads(page: Page, line: Line) -> bool:
    """Whether a line stands in an element for the title, and names more than the site."""
    named = any(
        page.tree.tags[node] == "h1" or "heading" in page.signs.named(page.tree.names(node))
        for node in _around(page, line)
    )
    return named and not page.signs.has("site", line.text) and not page.signs.has("numbered", line.text)


def _subheads(page: Page, line: Line) -> bool:
    """Whether a line stands in an element for a title of any kind."""
    return any(
        page.tree.tags[node] in ("h2", "h3", "h4") or "subheading" in page.signs.named(page.tree.names(node))
        for node in _around(page, line)
    )


def _around(page: Page, line: Line) -> list[int]:
    """The block element of a line, and the inline ones around its first text."""
    nodes = [line.owner]
    node = page.tree.parents[line.place]
    while node > line.owner:
        nodes.append(node)
        node = page.tree.parents[node]
    return nodes

"""Find the article in a page: where most sentences stand outside links, and its title above them.

One step after the other, each on what the ones before it found: the title; what is the site's, and what is
of other pages; the element that holds nearly all of what is left; the lines in it, and those around it that
belong to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ...dataclass import dataclass
from .lines import BLOCKS, Line
from .page import Page, all_linked, mostly_linked
from .signs import Signs
from .site import of_site, without_neighbours
from .tables import Table, name
from .title import BYLINE_LINES, headed, title_line
from .tree import Tree

_UNDIVIDED = frozenset(
    ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote", "pre", "center", "tr", "tbody")
)
_DIVIDED = frozenset(("body", "div", "td", "article", "main", "section"))
NEARLY_ALL = 0.97
LEAST = 20  # characters of sentences of a part of the article
MOST = 0.9
MOSTLY = 0.6
SCRAP = 20  # how many times more sentences the largest container may have than one that counts
FEW_LINKS = 10  # the part of a text's characters that links in it do not reach
SENTENCE = 20  # characters of a line that is surely of a text
MOST_LEFT = 1.8  # how much of a page's sentences there may be, measured in those of the article
FEWEST = 2  # such lines that a page without an article does not have
HEAD_LINES = 40  # lines between the title and the text
TAIL_LINES = 6
NAME = 12  # characters among which the name of a fact ends
FACT = 120  # characters that a line with a fact does not have


@dataclass(frozen=True, slots=True)
class Article:
    """Which of a page's lines are its article's, by their indexes."""

    lines: tuple[int, ...]
    title: int | None
    """The line of the title, where one stands above the text."""
    heading: str
    """The title, or what a heading says anywhere in the page."""
    others: frozenset[int]
    """Lines of comments and other pages, under headings that say so."""
    span: tuple[int, int]
    """The first and the last sentence of the article."""
    node: int
    """The element that holds nearly all of it; 0 where none does."""
    site: Sequence[bool]
    """For each node whether it is the site's, or holds other pages."""

    def aside(self, index: int) -> bool:
        """Whether a line stands before the first sentence of the article, or after the last."""
        return not self.span[0] <= index <= self.span[1]


@dataclass(frozen=True, slots=True)
class _Told:
    """A page whose site is told from what may be its article's."""

    page: Page
    title: int | None
    dropped: Sequence[bool]
    """For each node whether it is the site's, or holds other pages."""
    left: Sequence[int]
    """Of each line how much of the article it may be."""
    weights: Sequence[int]
    """The sum of these in each node."""

    def out(self, index: int) -> bool:
        """Whether a line is the site's, or another page's."""
        return self.dropped[self.page.lines[index].owner]


@dataclass(frozen=True, slots=True)
class _Container:
    """The smallest element that holds nearly all of the text."""

    node: int
    named: bool = False
    """Whether its name says so."""
    outer: tuple[int, ...] = ()
    """All elements that are named as containers of the article, the outmost of each."""


def article(
    tree: Tree, found: Sequence[Line], tables: Mapping[int, Table], signs: Signs, titles: Sequence[str]
) -> Article:
    """The article of a page, where its head gives these titles."""
    page = Page(tree, found, tables, signs)
    title = title_line(page, titles)
    place = found[title].place if title is not None else -1
    site = of_site(page, place)
    dropped = without_neighbours(page, place, site)
    left = [0 if dropped[line.owner] else prose for line, prose in zip(found, page.prose, strict=True)]
    told = _Told(page, title, dropped, left, page.sums(left))
    kept, span, node = _chosen(told) if any(left) else (_without_sentences(told), (0, len(found)), 0)
    return Article(
        lines=_all_if_lost(page, kept),
        title=title,
        heading=headed(page, title),
        others=frozenset(i for i, line in enumerate(found) if dropped[line.owner] and not site[line.owner]),
        span=span,
        node=node,
        site=tuple(dropped),
    )


def _all_if_lost(page: Page, kept: Sequence[int]) -> tuple[int, ...]:
    """What was chosen; the whole page where its sentences are mostly elsewhere: what was taken for the site's
    must be the text."""
    told = {
        i: len(line.text) - line.linked
        for i, line in enumerate(page.lines)
        if "。" in line.text and len(line.text) > SENTENCE
    }
    taken = sum(told.get(i, 0) for i in kept)
    lost = sum(told.values()) > MOST_LEFT * taken if taken else told.keys().isdisjoint(kept)
    return tuple(range(len(page.lines))) if len(told) >= FEWEST and lost else tuple(kept)


def _without_sentences(told: _Told) -> list[int]:
    """A page without any sentence: all that is no link and not the site's."""
    lines = range(len(told.page.lines))
    return [i for i in lines if not told.out(i) and not mostly_linked(told.page.lines[i])] or list(lines)


def _chosen(told: _Told) -> tuple[list[int], tuple[int, int], int]:
    """The lines of the container that holds the article, and what belongs to them; its sentences' span; the
    container."""
    page, left = told.page, told.left
    box = _container(told)
    inside = [
        i for i, line in enumerate(page.lines) if page.tree.within(box.node, line.place) and not told.out(i)
    ]
    kept = set(inside) - _edge_links(told, inside)
    kept |= _beside(told, box)
    kept |= _between(told, kept)
    above = told.title if told.title is not None else 0
    first = min((i for i in kept if left[i] and i >= above), default=0)
    kept = _begun(told, kept, first)
    kept |= _after(told, box.node, max(kept, default=0))
    return sorted(kept), (first, max((i for i in kept if left[i]), default=0)), box.node


def _container(told: _Told) -> _Container:
    """What is named as a container, if it holds most of the text; else the element that nearly all stands in,
    as far down as one does."""
    weights = told.weights
    found, outer = _named(told)
    if found:
        best = max(weights[node] for node in found)
        found = [node for node in found if SCRAP * weights[node] >= best]
        if sum(weights[node] for node in found) >= MOSTLY * weights[0]:
            return _Container(_common(told.page.tree, found), True, outer)
    node = 0
    while (child := _heaviest(told, node)) is not None and weights[child] >= NEARLY_ALL * weights[0]:
        node = child
    return _Container(_divided(told, node), False, outer)


def _named(told: _Told) -> tuple[list[int], tuple[int, ...]]:
    """The elements named as containers, of those in each other the innermost that holds most of its text; and
    the outmost of each."""
    tree, signs, weights = told.page.tree, told.page.signs, told.weights
    found: list[int] = []
    outer: list[int] = []
    for node, attributes in enumerate(tree.attributes):
        if not weights[node] or not attributes or told.dropped[node]:
            continue
        if "content" not in signs.named(tree.names(node)):
            continue
        if not found or not tree.within(found[-1], node):
            found.append(node)
            outer.append(node)
        elif weights[node] >= MOSTLY * weights[found[-1]]:
            found[-1] = node
    return found, tuple(outer)


def _heaviest(told: _Told, node: int) -> int | None:
    """The child that holds most of the text."""
    best, child = None, node + 1
    while child < told.page.tree.ends[node]:
        if told.weights[child] and (best is None or told.weights[child] > told.weights[best]):
            best = child
        child = told.page.tree.ends[child]
    return best


def _divided(told: _Told, node: int) -> int:
    """The node, or the one around it that holds whole paragraphs and their headings."""
    tree = told.page.tree
    lines = told.page.sums([1 if left else 0 for left in told.left])
    data = {table.node for table in told.page.tables.values()}
    node = next((table for table in data if tree.within(table, node)), node)
    while node and (tree.tags[node] in _UNDIVIDED or tree.tags[node] not in BLOCKS or node in data):
        node = tree.parents[node]
    while node and lines[node] < 2 and tree.tags[tree.parents[node]] in _DIVIDED:
        node = tree.parents[node]
    return node


def _common(tree: Tree, nodes: Sequence[int]) -> int:
    """The smallest node around all of them."""
    first, last = min(nodes), max(nodes)
    while not tree.within(first, last):
        first = tree.parents[first]
    return first


def _edge_links(told: _Told, inside: Sequence[int]) -> set[int]:
    """Lines that are links to other pages, before and after the text, or several in it."""
    lines = told.page.lines
    mostly = [i for i in inside if lines[i].linked > lines[i].plain]
    whole = {i for i in mostly if all_linked(lines[i])}
    text = [i for i in inside if told.left[i]]
    out = set()
    for i in mostly:
        if i == told.title or told.page.signs.has("numbered", lines[i].text):
            continue
        outside = not text or i < text[0] or i > text[-1]
        if outside or (i in whole and (i - 1 in whole or i + 1 in whole)):
            out.add(i)
    return out


def _beside(told: _Told, box: _Container) -> set[int]:
    """Text outside the container that seems to belong to it."""
    tree = told.page.tree
    parts: dict[int, list[int]] = {}  # the largest elements without the container → their lines
    part_of: dict[int, int] = {}
    for i, line in enumerate(told.page.lines):
        if told.left[i] and not tree.within(box.node, line.place):
            if line.owner not in part_of:
                part_of[line.owner] = _part(tree, box.node, line.place)
            parts.setdefault(part_of[line.owner], []).append(i)
    return {i for part, lines in parts.items() if _belongs(told, box, part) for i in lines}


def _belongs(told: _Told, box: _Container, part: int) -> bool:
    """Whether a part of the page belongs to the container: it is named like it, or has hardly a link and,
    where the container has nearly all of the text, stands in what is named as one."""
    page, weights = told.page, told.weights
    kinds = [page.signs.kind(page.tree.attributes[node].get("class", "")) for node in (box.node, part)]
    if kinds[0] & kinds[1]:
        return True
    has_it_all = box.named and weights[box.node] >= MOST * weights[0]
    near = not has_it_all or any(page.tree.within(outer, part) for outer in box.outer)
    return near and FEW_LINKS * page.linked[part] < page.chars[part] and weights[part] >= LEAST


def _part(tree: Tree, node: int, place: int) -> int:
    """The largest element that holds a place and not the node."""
    part = tree.parents[place]
    while not tree.within(tree.parents[part], node):
        part = tree.parents[part]
    return part


def _between(told: _Told, kept: Collection[int]) -> set[int]:
    """Headings and the like between the parts of the article."""
    text = [i for i in kept if told.left[i]]
    between = range(min(text, default=0), max(text, default=0))
    return {i for i in between if not told.out(i) and not told.page.lines[i].linked}


def _begun(told: _Told, kept: Collection[int], first: int) -> set[int]:
    """The lines with title and byline above the text, without what stands before the title."""
    title = told.title
    if title is not None and not first - HEAD_LINES <= title <= first:
        title = None
    head = range(title if title is not None else max(0, first - BYLINE_LINES), first)
    out = {i for i in kept if i >= first or title is None or i >= title}
    for i in range(max(0, first - 2 * HEAD_LINES), first):
        near = i in head and not mostly_linked(told.page.lines[i])
        heads = near and (told.page.byline(i) or (title is not None and not told.out(i)))
        if heads or i == title or _fact(told.page, i):
            out.add(i)
    return out


def _fact(page: Page, index: int) -> bool:
    """Whether a line says a fact of the text, with its name before it."""
    if (table := page.tables.get(index)) is not None and table.facts:
        return True
    text = page.lines[index].text
    named = "：" in text[:NAME].replace(":", "：")
    return named and len(text) < FACT and page.signs.has("label", name(text))


def _after(told: _Told, node: int, last: int) -> set[int]:
    """Short lines after the text in the element around its container: a signature, a date."""
    page = told.page
    around = page.tree.parents[node]
    out: set[int] = set()
    for i in range(last + 1, min(len(page.lines), last + 1 + TAIL_LINES)):
        line = page.lines[i]
        if not page.tree.within(around, line.place) or told.out(i) or line.linked:
            break
        if any(page.signs.has(kind, line.text) for kind in ("line", "neighbour")):
            break
        out.add(i)
    return out

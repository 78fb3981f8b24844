"""Find the article in a page: where most sentences stand outside links, and its title above them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .hints import SHORTEST, parts
from .lines import BLOCKS, Line
from .signs import Signs
from .tables import Table, name
from .tree import Tree

_SENTENCE = re.compile("[，。；！？]")
_MARKS = re.compile(r"[\W_]+")
_ASIDE = frozenset(("nav", "footer", "aside"))
_UNDIVIDED = frozenset(
    ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "blockquote", "pre", "center", "tr", "tbody")
)
_DIVIDED = frozenset(("body", "div", "td", "article", "main", "section"))
NEARLY_ALL = 0.97
MOST_BEFORE = 0.3  # share of the page's sentences that may stand before the title
LEAST = 20  # characters of sentences of a part of the article
MOST = 0.9
MOSTLY = 0.6
DOUBTFUL = 100  # characters of sentences that a part of the site hardly holds
HEADING = 80  # characters of a heading over other pages
MOST_FIRSTS = 5  # lines tried as the first of the text
SENTENCE = 20  # characters of a line that is surely of a text
MOST_LEFT = 1.8  # how much of a page's sentences there may be, measured in those of the article
FEWEST = 2  # such lines that a page without an article does not have
FEW = 5  # the part of the page's sentences that comments and other pages do not reach
HEAD_LINES = 40  # lines between the title and the text
BYLINE_LINES = 12
TAIL_LINES = 6


class Article:
    """Which of a page's lines are its article's."""

    def __init__(
        self, tree: Tree, found: Sequence[Line], in_table: dict[int, Table], signs: Signs, titles: list[str]
    ) -> None:
        self.tree, self.found, self.in_table, self.signs = tree, found, in_table, signs
        self.titles = {
            bare(part)
            for title in titles
            for part in (title, *parts(title))
            if len(bare(part)) > 5 and (part == title or not signs.has("site", part))
        }
        self.prose = [self._prose(i, line) for i, line in enumerate(found)]
        self.size = len(tree.tags)
        self.title = self._title_line()
        self.dropped = self._dropped()
        site = list(self.dropped)
        self._drop_neighbours()
        self.others = {i for i, line in enumerate(found) if self.dropped[line.owner] and not site[line.owner]}
        """Lines of comments and other pages, under headings that say so."""
        self.outer: list[int] = []  # elements that are named as containers of the article
        self.span = (0, len(found))  # the first and the last sentence of the article
        self.left = [0 if self.dropped[line.owner] else self.prose[i] for i, line in enumerate(found)]

    def lines(self) -> list[int]:
        """The indexes of the article's lines, in order."""
        kept = self._chosen() if any(self.left) else self._without_sentences()
        told = {
            i: len(line.text) - line.linked
            for i, line in enumerate(self.found)
            if "。" in line.text and len(line.text) > SENTENCE
        }
        taken = sum(told.get(i, 0) for i in kept)
        lost = not set(told) & set(kept) if not taken else sum(told.values()) > MOST_LEFT * taken
        # what was taken for the site's must be the text
        return list(range(len(self.found))) if len(told) >= FEWEST and lost else kept

    def _chosen(self) -> list[int]:
        """The lines of the container that holds the article, and what belongs to them."""
        weights = self._sum(self.left)
        node, named = self._container(weights)
        inside = [i for i, line in enumerate(self.found) if self.tree.within(node, line.place)]
        kept = {i for i in inside if not self.dropped[self.found[i].owner]}
        kept -= self._edge_links(sorted(kept))
        kept |= self._beside(node, named, weights)
        kept |= self._between(kept)
        above = self.title if self.title is not None else 0
        first = min((i for i in kept if self.left[i] and i >= above), default=0)
        kept = self._begun(kept, first)
        kept |= self._after(node, max(kept, default=0))
        self.span = (first, max((i for i in kept if self.left[i]), default=0))
        return sorted(kept)

    def _prose(self, index: int, line: Line) -> int:
        """How much of the article a line may be: its characters outside links, if it has a sentence."""
        plain = len(line.text) - line.linked
        if 2 * line.linked > len(line.text):
            return 0
        if (table := self.in_table.get(index)) is not None:
            return plain if table.rows else 0
        if len(line.text) < DOUBTFUL and self.signs.has("line", line.text):
            return 0
        return plain if (plain >= 12 or line.text[-1] == "。") and _SENTENCE.search(line.text) else 0

    def _sum(self, of_lines: Sequence[int]) -> list[int]:
        own = [0] * self.size
        for line, figure in zip(self.found, of_lines, strict=True):
            own[line.owner] += figure
        return self.tree.totals(own)

    def _dropped(self) -> list[bool]:
        """For each node whether it is the site's and not the article's."""
        tree, signs = self.tree, self.signs
        prose = self._sum(self.prose)
        chars = self._sum([len(line.text) for line in self.found])
        linked = self._sum([line.linked for line in self.found])
        links = self._sum([line.links for line in self.found])
        whole = self._sum([1 if _all_linked(line) else 0 for line in self.found])
        count = self._sum([1] * len(self.found))
        half = prose[0] / 2 if prose else 0
        title = self.found[self.title].place if self.title is not None else -1
        out = [False] * self.size
        for node, tag in enumerate(tree.tags):
            if out[tree.parents[node]] and node:
                out[node] = True
            elif tag not in BLOCKS or not chars[node] or prose[node] > half or tree.within(node, title):
                continue
            else:
                listed = links[node] > 2 and 2 * linked[node] > chars[node] and 2 * prose[node] < chars[node]
                teasers = whole[node] > 1 and 3 * whole[node] >= count[node] and 4 * prose[node] < prose[0]
                named = signs.named(tree.names(node))
                site = "chrome" in named or ("doubtful" in named and prose[node] < DOUBTFUL)
                out[node] = listed or teasers or tag in _ASIDE or (site and "content" not in named)
        return out

    def _drop_neighbours(self) -> None:
        """Leave out what a heading says to be comments or other pages: its element, or what follows it."""
        prose = self._sum(self.prose)
        before = 0
        for i, line in enumerate(self.found):
            heading = len(line.text) < HEADING and i not in self.in_table and not self.dropped[line.owner]
            if heading and self.signs.has("neighbour", line.text):
                self._drop_under(i, prose, 2 * before > prose[0])
            before += self.prose[i]

    def _drop_under(self, index: int, prose: list[int], late: bool) -> None:
        tree, line = self.tree, self.found[index]
        node = line.owner
        title = self.found[self.title].place if self.title is not None else -1
        if tree.within(node, title) or (index and tree.within(node, self.found[index - 1].place)):
            return
        while (parent := tree.parents[node]) != node and FEW * prose[parent] < prose[0]:
            if tree.within(parent, title) or (index and tree.within(parent, self.found[index - 1].place)):
                break
            node = parent
        if index + 1 < len(self.found) and tree.within(node, self.found[index + 1].place):
            self._drop(node)
            return
        if not late:
            return
        self._drop(node)
        following, end = tree.ends[node], tree.ends[tree.parents[node]]
        while following < end and FEW * prose[following] < prose[0]:
            self._drop(following)
            following = tree.ends[following]

    def _drop(self, node: int) -> None:
        end = self.tree.ends[node]
        self.dropped[node:end] = [True] * (end - node)

    def _container(self, weights: list[int]) -> tuple[int, bool]:
        """The smallest element that holds nearly all of the text; whether its name says so."""
        whole = weights[0]
        tree = self.tree
        found: list[int] = []
        self.outer = []
        for node in range(self.size):
            if weights[node] and tree.attributes[node] and not self.dropped[node]:
                if "content" not in self.signs.named(tree.names(node)):
                    continue
                if found and tree.within(found[-1], node):
                    if weights[node] >= MOSTLY * weights[found[-1]]:
                        found[-1] = node
                    continue
                found.append(node)
                self.outer.append(node)
        if found:
            best = max(weights[node] for node in found)
            found = [node for node in found if 20 * weights[node] >= best]
            if sum(weights[node] for node in found) >= MOSTLY * whole:
                return self._common(found), True
        node = 0
        while (child := self._heaviest(node, weights)) is not None and weights[child] >= NEARLY_ALL * whole:
            node = child
        return self._divided(node), False

    def _heaviest(self, node: int, weights: list[int]) -> int | None:
        best, child = None, node + 1
        while child < self.tree.ends[node]:
            if weights[child] and (best is None or weights[child] > weights[best]):
                best = child
            child = self.tree.ends[child]
        return best

    def _divided(self, node: int) -> int:
        """The node, or the one around it that holds whole paragraphs and their headings."""
        tree = self.tree
        lines = self._sum([1 if left else 0 for left in self.left])
        data = {table.node for table in self.in_table.values()}
        for table in data:
            if tree.within(table, node):
                node = table
        while node and (tree.tags[node] in _UNDIVIDED or tree.tags[node] not in BLOCKS or node in data):
            node = tree.parents[node]
        while node and lines[node] < 2 and tree.tags[tree.parents[node]] in _DIVIDED:
            node = tree.parents[node]
        return node

    def _common(self, nodes: list[int]) -> int:
        """The smallest node around all of them."""
        first, last = min(nodes), max(nodes)
        while not self.tree.within(first, last):
            first = self.tree.parents[first]
        return first

    def _beside(self, node: int, named: bool, weights: list[int]) -> set[int]:
        """Text outside the container that seems to belong to it: without links, or named like it."""
        out: set[int] = set()
        kind = self.signs.kind(self.tree.attributes[node].get("class", ""))
        judged: dict[int, bool] = {}
        parts_of: dict[int, int] = {}
        linked = self._sum([line.linked for line in self.found])
        chars = self._sum([len(line.text) for line in self.found])
        inside = named and weights[node] >= MOST * weights[0]  # the container has it all but for other texts
        for i, line in enumerate(self.found):
            if not self.left[i] or self.tree.within(node, line.place):
                continue
            if line.owner not in parts_of:
                parts_of[line.owner] = self._part(node, line.place)
            part = parts_of[line.owner]
            if part not in judged:
                alike = bool(kind & self.signs.kind(self.tree.attributes[part].get("class", "")))
                near = not inside or any(self.tree.within(outer, part) for outer in self.outer)
                judged[part] = alike or (near and 10 * linked[part] < chars[part] and weights[part] >= LEAST)
            if judged[part]:
                out.add(i)
        return out

    def _between(self, kept: set[int]) -> set[int]:
        """Headings and the like between the parts of the article."""
        text = [i for i in kept if self.left[i]]
        return {
            i
            for i in range(min(text, default=0), max(text, default=0))
            if not self.dropped[self.found[i].owner] and not self.found[i].linked
        }

    def _part(self, node: int, place: int) -> int:
        """The largest element that holds a place and not the node."""
        parents = self.tree.parents
        part = parents[place]
        while not self.tree.within(parents[part], node):
            part = parents[part]
        return part

    def _edge_links(self, kept: list[int]) -> set[int]:
        """Lines that are links to other pages, before and after the text, or several in it."""
        mostly = {i for i in kept if self.found[i].linked > self.found[i].plain}
        whole = {i for i in mostly if _all_linked(self.found[i])}
        text = [i for i in kept if self.left[i]]
        out = set()
        for i in mostly:
            if i == self.title or self.signs.has("numbered", self.found[i].text):
                continue
            outside = not text or i < text[0] or i > text[-1]
            if outside or (i in whole and (i - 1 in whole or i + 1 in whole)):
                out.add(i)
        return out

    def _begun(self, kept: set[int], first: int) -> set[int]:
        """The lines with title and byline above the text, without what stands before the title."""
        title = self.title if self.title is not None and self.title <= first else None
        if title is not None and first - title > HEAD_LINES:
            title = None
        out = {i for i in kept if i >= first or title is None or i >= title}
        head = range(title if title is not None else max(0, first - BYLINE_LINES), first)
        for i in range(max(0, first - 2 * HEAD_LINES), first):
            line = self.found[i]
            if self._fact(i) or (title == i):
                out.add(i)
            elif i in head and 2 * line.linked <= len(line.text):
                byline = len(line.text) < 200 and self.signs.has("byline", line.text)
                if byline or (title is not None and not self.dropped[line.owner]):
                    out.add(i)
        return out

    def _fact(self, index: int) -> bool:
        if (table := self.in_table.get(index)) is not None and table.facts:
            return True
        text = self.found[index].text
        named = text[:12].replace(":", "：")
        return "：" in named and len(text) < 120 and self.signs.has("label", name(text))

    def _after(self, node: int, last: int) -> set[int]:
        """Short lines after the text in the element around its container: a signature, a date."""
        around = self.tree.parents[node]
        out: set[int] = set()
        for i in range(last + 1, min(len(self.found), last + 1 + TAIL_LINES)):
            line = self.found[i]
            if not self.tree.within(around, line.place) or self.dropped[line.owner] or line.linked:
                break
            if any(self.signs.has(kind, line.text) for kind in ("line", "neighbour")):
                break
            out.add(i)
        return out

    def aside(self, index: int) -> bool:
        """Whether a line stands before the first sentence of the article, or after the last."""
        return not self.span[0] <= index <= self.span[1]

    def _title_line(self) -> int | None:
        """The line of the title above the text: as the page's head has it, else its first heading."""
        longest, whole, before = max(self.prose, default=0), sum(self.prose), 0
        end = len(self.found)
        firsts: list[int] = []  # where the text may begin: at a long line that not much stands before
        for i, prose in enumerate(self.prose):
            if before > MOST_BEFORE * whole:
                end = i
                break
            before += prose
            if 4 * prose > longest:
                firsts.append(i)
        for first in firsts[:MOST_FIRSTS] or [len(self.prose)]:
            if (title := self._title_above(first, end)) is not None:
                return title
        return None

    def _title_above(self, first: int, end: int) -> int | None:
        found = self.found
        matches: list[int] = []
        headings: list[int] = []
        for i, line in enumerate(found[:end]):
            text = bare(line.text)
            if len(text) < 5 or 2 * line.linked > len(line.text):
                continue
            if text in self.titles:
                matches.append(i)
            if i <= first and self._heads(line):
                headings.append(i)
        if headings:  # the name of the site or of its body, where the head says no more, is no title
            matches = [i for i in matches if i in headings or not self.signs.has("site", found[i].text)]
        good = [i for i in matches if i in headings] or [i for i in matches if not self._of_site(i)]
        ends = next((t for t in self.titles if headings and bare(found[headings[-1]].text) in t), None)
        if good or headings:
            return good[0] if good else headings[-1 if ends else 0]
        return self._above_byline(first)

    def headed(self) -> str:
        """The title that a heading of the page says anywhere, where none stands above the text."""
        if self.title is not None:
            return self.found[self.title].text
        told = (line.text for line in self.found if not line.linked and self._heads(line))
        return next((text for text in told if len(bare(text)) > SHORTEST), "")

    def _above_byline(self, first: int) -> int | None:
        """The line above source and time, or the last heading of any level above the first sentence."""
        heading = None
        for i in range(max(0, first - BYLINE_LINES), min(first, len(self.found))):
            line = self.found[i]
            if len(line.text) < 200 and self.signs.has("byline", line.text):
                break
            fits = 5 < len(line.text) < 100 and not line.linked and not self.signs.has("numbered", line.text)
            if fits and self._subheads(line) and not self._of_site(i):
                heading = i
        else:
            return heading
        above = self.found[i - 1] if i else None
        if heading is None and above is not None and 5 < len(above.text) < 100 and not above.linked:
            return None if self._of_site(i - 1) or self.signs.has("line", above.text) else i - 1
        return heading

    def _of_site(self, index: int) -> bool:
        """Whether a line stands in an element that is named as the site's."""
        node = self.found[index].owner
        while node:
            if self.tree.tags[node] in _ASIDE or "chrome" in self.signs.named(self.tree.names(node)):
                return True
            node = self.tree.parents[node]
        return False

    def _heads(self, line: Line) -> bool:
        """Whether a line stands in an element for the title, and names more than the site."""
        named = any(
            self.tree.tags[node] == "h1" or "heading" in self.signs.named(self.tree.names(node))
            for node in self._around(line)
        )
        return named and not self.signs.has("site", line.text) and not self.signs.has("numbered", line.text)

    def _subheads(self, line: Line) -> bool:
        """Whether a line stands in an element for a title of any kind."""
        return any(
            self.tree.tags[node] in ("h2", "h3", "h4")
            or "subheading" in self.signs.named(self.tree.names(node))
            for node in self._around(line)
        )

    def _around(self, line: Line) -> list[int]:
        """The block element of a line, and the inline ones around its first text."""
        nodes = [line.owner]
        node = self.tree.parents[line.place]
        while node > line.owner:
            nodes.append(node)
            node = self.tree.parents[node]
        return nodes

    def _without_sentences(self) -> list[int]:
        """A page without any sentence: all that is no link and not the site's."""
        kept = [
            i
            for i, line in enumerate(self.found)
            if not self.dropped[line.owner] and 2 * line.linked <= len(line.text)
        ]
        return kept or list(range(len(self.found)))


def _all_linked(line: Line) -> bool:
    """Whether nothing but dates and signs stands outside the links of a line."""
    return line.linked > 9 * line.plain


def bare(text: str) -> str:
    """A text without blanks and punctuation, to compare titles."""
    return _MARKS.sub("", text)

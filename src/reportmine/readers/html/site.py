"""Which elements of a page are the site's, or hold other pages, and not its article."""

from __future__ import annotations

from .lines import BLOCKS
from .page import ASIDE, DOUBTFUL, Page, all_linked

HEADING = 80  # characters of a heading over other pages
FEW = 5  # the part of the page's sentences that comments and other pages do not reach
LISTED = 2  # links that a list of them has more of


def of_site(page: Page, title: int) -> list[bool]:
    """For each node whether it is the site's: by its links, its element or its name, or by the one around it.

    What holds half of the page's sentences, or the title (a node), is never.
    """
    tree = page.tree
    prose = page.sums(page.prose)
    links = page.sums([line.links for line in page.lines])
    whole = page.sums([1 if all_linked(line) else 0 for line in page.lines])
    count = page.sums([1] * len(page.lines))
    half = prose[0] / 2 if prose else 0
    out = [False] * len(tree.tags)
    for node, tag in enumerate(tree.tags):
        if node and out[tree.parents[node]]:
            out[node] = True
        elif tag in BLOCKS and page.chars[node] and prose[node] <= half and not tree.within(node, title):
            chars = page.chars[node]
            listed = links[node] > LISTED and 2 * page.linked[node] > chars and 2 * prose[node] < chars
            teasers = whole[node] > 1 and 3 * whole[node] >= count[node] and 4 * prose[node] < prose[0]
            out[node] = listed or teasers or _called(page, node, prose[node])
    return out


def _called(page: Page, node: int, prose: int) -> bool:
    """Whether an element is the site's by its tag or names; a doubtful name counts where little is told."""
    if page.tree.tags[node] in ASIDE:
        return True
    named = page.signs.named(page.tree.names(node))
    return "content" not in named and ("chrome" in named or ("doubtful" in named and prose < DOUBTFUL))


def without_neighbours(page: Page, title: int, site: list[bool]) -> list[bool]:
    """The same, with what a heading says to be comments or other pages: its element, or what follows it."""
    out = list(site)
    prose = page.sums(page.prose)
    before = 0
    for i, line in enumerate(page.lines):
        heading = len(line.text) < HEADING and i not in page.tables and not out[line.owner]
        if heading and page.signs.has("neighbour", line.text):
            start, end = _under(page, title, i, prose, 2 * before > prose[0])
            out[start:end] = [True] * (end - start)
        before += page.prose[i]
    return out


def _under(page: Page, title: int, index: int, prose: list[int], late: bool) -> tuple[int, int]:
    """The nodes under a heading over other pages: the element around both, else, after most of the text, the
    heading and all after it that holds few sentences."""
    tree = page.tree

    def holds_more(node: int) -> bool:
        """Whether the title, or the line before the heading, stands in it too."""
        above = page.lines[index - 1].place if index else -1
        return tree.within(node, title) or tree.within(node, above)

    node = page.lines[index].owner
    if holds_more(node):
        return 0, 0
    while (parent := tree.parents[node]) != node and FEW * prose[parent] < prose[0]:
        if holds_more(parent):
            break
        node = parent
    if index + 1 < len(page.lines) and tree.within(node, page.lines[index + 1].place):
        return node, tree.ends[node]
    if not late:
        return 0, 0
    end = tree.ends[node]
    while end < tree.ends[tree.parents[node]] and FEW * prose[end] < prose[0]:
        end = tree.ends[end]
    return node, end

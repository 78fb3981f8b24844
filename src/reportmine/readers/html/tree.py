"""A page as flat lists: its elements and texts in the order of the source, each with where it ends."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...dataclass import dataclass, field
from ...expression import expression
from .signs import Signs
from .tame import tame

TEXT = ""  # the tag of a text
_UNSEEN = """
head script style template noscript svg math iframe frame object embed applet video audio canvas map
button select textarea input datalist rp rt
"""
UNSEEN = frozenset(_UNSEEN.split())
PICTURES = frozenset(("svg", "canvas", "object", "embed"))  # kept without what is in them
_NONE: dict[str, str] = {}  # shared by all that have none; never changed
_NOT_SHOWN = expression(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(slots=True)
class Tree:
    """Parallel lists, one place a node, parents before children."""

    tags: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    attributes: list[dict[str, str]] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    """The place after a node's last descendant."""
    hidden: list[bool] = field(default_factory=list)
    """Whether a node itself is not shown; what stands in it is not marked."""
    metas: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""

    def within(self, node: int, place: int) -> bool:
        """Whether a place is the node or in it."""
        return node <= place < self.ends[node]

    def totals(self, own: list[int]) -> list[int]:
        """The sum of a figure over each node and all that stands in it."""
        sums = list(own)
        for node in range(len(sums) - 1, 0, -1):
            sums[self.parents[node]] += sums[node]
        return sums

    def names(self, node: int) -> str:
        """The id and the classes of an element."""
        attributes = self.attributes[node]
        return f"{attributes.get('id', '')} {attributes.get('class', '')}".strip() if attributes else ""


def parse(page: str, signs: Signs) -> Tree:
    """The tree of a page. Nothing is run or fetched."""
    parser = LexborHTMLParser(tame(page.replace("\0", "\ufffd")))
    tree = Tree()
    root = parser.root
    if root is None:
        return tree
    _metadata(parser, tree)
    node: LexborNode | None = root
    above: list[int] = []
    while node is not None:
        place = _add(tree, node, above[-1] if above else 0, signs)
        child = node.first_child if place is not None else None
        if child is not None and place is not None:
            above.append(place)
            node = child
            continue
        while node is not None:
            following = node.next if above else None
            if following is not None:
                node = following
                break
            node = node.parent if above else None
            if above:
                tree.ends[above.pop()] = len(tree.tags)
    return tree


def _add(tree: Tree, node: LexborNode, parent: int, signs: Signs) -> int | None:
    """Put a node into the lists; its place if its children are to follow."""
    tag = node.tag or ""
    if tag == "-text":
        _put(tree, TEXT, node.text_content or "", _NONE, parent, False)
        return None
    pictured = tag in PICTURES
    if tag.startswith("-") or (tag in UNSEEN and not pictured):
        return None
    attributes = {name: value or "" for name, value in node.attributes.items()} or _NONE
    hidden = (bool(attributes) or tag == "dialog") and _hidden(tag, attributes, signs)
    _put(tree, tag, "", attributes, parent, hidden)
    return None if pictured else len(tree.tags) - 1


def _put(tree: Tree, tag: str, text: str, attributes: dict[str, str], parent: int, hidden: bool) -> None:
    tree.tags.append(tag)
    tree.texts.append(text)
    tree.attributes.append(attributes)
    tree.parents.append(parent)
    tree.ends.append(len(tree.tags))
    tree.hidden.append(hidden)


def _hidden(tag: str, attributes: dict[str, str], signs: Signs) -> bool:
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    if (style := attributes.get("style")) and _NOT_SHOWN.search(style):
        return True
    return "class" in attributes and "hidden" in signs.named(attributes["class"])


def _metadata(parser: LexborHTMLParser, tree: Tree) -> None:
    for node in parser.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property")
        if name:
            tree.metas.append((name.strip(), " ".join((attributes.get("content") or "").split())))
    title = parser.css_first("head title")
    tree.title = " ".join((title.text() or "").split()) if title is not None else ""

"""Parts of an article that a page shows only after a click: the other tabs, the other pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...expression import expression
from .signs import Signs
from .tree import TEXT, Tree

_SENTENCE = expression("[，。；]")
LEAST = 30  # characters of a part
_OPENING = 60  # characters that show that two parts are the same


def open_tabs(tree: Tree, signs: Signs) -> None:
    """Show the hidden elements that stand beside a shown one of their kind, if both hold sentences.

    Where no sentence of the page is shown at all, all that hold some are shown.
    """
    if not any(tree.hidden):
        return
    sizes = tree.totals([len(text) if _SENTENCE.search(text) else 0 for text in tree.texts])
    _open_article(tree, sizes, signs)
    around = {
        tree.parents[node] for node, hidden in enumerate(tree.hidden) if hidden and sizes[node] >= LEAST
    }
    for parent in around:
        _open(tree, parent, sizes, signs)
    for list_ in {tree.parents[parent] for parent in around}:
        _unfold(tree, list_, sizes, signs)
    _open_folded(tree, sizes, signs)
    if sizes[0] and not _shown(tree):
        for node, hidden in enumerate(tree.hidden):
            if hidden and sizes[node]:
                tree.hidden[node] = False


def _unfold(tree: Tree, list_: int, sizes: list[int], signs: Signs) -> None:
    """Show what the items of a list hold folded: two at least, each with a part of the same kind."""
    parts: dict[frozenset[tuple[str, str]], list[int]] = {}
    for item in _children(tree, list_):
        kinds = _kinds(tree, item, signs)
        for part in _children(tree, item):
            if kinds and sizes[part] >= LEAST:
                parts.setdefault(frozenset(kinds | _kinds(tree, part, signs)), []).append(part)
    for alike in parts.values():
        openings = {_opening(tree, part) for part in alike}
        if 1 < len(alike) == len(openings):
            for part in alike:
                tree.hidden[part] = False


def _open_folded(tree: Tree, sizes: list[int], signs: Signs) -> None:
    """Show what stands hidden beside shown sentences in the article's container: the rest, behind a button.

    A second copy (for printing, for telephones) and what is named as the site's stay hidden.
    """
    content = [False] * len(tree.tags)
    for node, tag in enumerate(tree.tags):
        own = tag == "article" or (tag != TEXT and "content" in signs.named(tree.names(node)))
        content[node] = own or (node > 0 and content[tree.parents[node]])
    openings: dict[int, set[str]] = {}
    for node, hidden in enumerate(tree.hidden):
        parent = tree.parents[node]
        if not hidden or sizes[node] < LEAST or not content[parent]:
            continue
        if "chrome" in signs.named(tree.names(node)):
            continue
        if parent not in openings:
            beside = [one for one in _children(tree, parent) if sizes[one] and not tree.hidden[one]]
            openings[parent] = {_opening(tree, one) for one in beside}
        known = openings[parent]
        if known and (begun := _opening(tree, node)) not in known:
            tree.hidden[node] = False
            known.add(begun)


def _children(tree: Tree, node: int) -> Iterator[int]:
    """The elements that stand right in another."""
    at = node + 1
    while at < tree.ends[node]:
        if tree.tags[at] != TEXT:
            yield at
        at = tree.ends[at]


def _open_article(tree: Tree, sizes: list[int], signs: Signs) -> None:
    """Show the container of the article that a script would show: it holds most of the page's sentences."""
    for node, hidden in enumerate(tree.hidden):
        if hidden and 2 * sizes[node] > sizes[0] and "content" in signs.named(tree.names(node)):
            tree.hidden[node] = False


def _shown(tree: Tree) -> bool:
    node = 0
    while node < len(tree.tags):
        if tree.hidden[node]:
            node = tree.ends[node]
            continue
        if tree.tags[node] == TEXT and _SENTENCE.search(tree.texts[node]):
            return True
        node += 1
    return False


def _open(tree: Tree, parent: int, sizes: list[int], signs: Signs) -> None:
    shown: set[tuple[str, str]] = set()
    openings: set[str] = set()
    closed: list[int] = []
    node = parent + 1
    while node < tree.ends[parent]:
        if sizes[node] >= LEAST and tree.tags[node] != TEXT:
            if tree.hidden[node]:
                closed.append(node)
            else:
                shown |= _kinds(tree, node, signs)
                openings.add(_opening(tree, node))
        node = tree.ends[node]
    for node in closed:
        if _kinds(tree, node, signs) & shown and (begun := _opening(tree, node)) not in openings:
            tree.hidden[node] = False
            openings.add(begun)


def _kinds(tree: Tree, node: int, signs: Signs) -> set[tuple[str, str]]:
    """The classes of an element, and its id without its number."""
    attributes = tree.attributes[node]
    names = set(signs.kind(attributes.get("class", "")))
    if stem := re.sub(r"\d+", "", attributes.get("id", "")):
        names.add(f"#{stem}")
    return {(tree.tags[node], name) for name in names}


def _opening(tree: Tree, node: int) -> str:
    out = ""
    for place in range(node, tree.ends[node]):
        out += "".join(tree.texts[place].split())
        if len(out) >= _OPENING:
            break
    return out[:_OPENING]

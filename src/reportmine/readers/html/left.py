"""What a page holds and its article does not: figures left out, or all of it in other files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ...expression import expression
from ...records import Notice
from .lines import Line
from .signs import Signs
from .tree import TEXT, Tree
from .unseen import unseen

LEAST = 3  # figures lost that are worth a warning where the article has many more
SHARE = 20  # a loss below this part of the article's figures is the site's, not the report's
NAMED = 3  # attachments that a warning names
LONGEST = 60  # characters of such a name
_FRAME = expression(r"<(?:i?frame|embed|object)\b", re.I)
_SCRIPT = expression(r"<script\b", re.I)
_ASIDE = frozenset(("nav", "footer"))
_SENTENCE = expression("[，。；]")


def notices(
    page: str, tree: Tree, found: Sequence[Line], kept: set[int], text: str, signs: Signs
) -> list[Notice]:
    """Warnings of figures that the article lost, and of a page whose text is elsewhere."""
    marks = signs.marks("mark", text)
    lost = Counter(_lost(tree, found, kept, signs))
    lost.update(mark for piece in unseen(page) for mark in signs.marks("mark", piece))
    lost.subtract(marks)
    count = sum((+lost).values())
    out = []
    if count and (not marks or (count >= LEAST and count * SHARE >= len(marks))):
        out.append(
            _notice(
                "figures-left-out",
                f"the page holds {count} figure(s) outside its article, "
                f"which has {len(marks)}; compare with the page, or copy its whole text "
                "into a file and give that",
            )
        )
    if not marks and not _SENTENCE.search(text) and (holds := list(_elsewhere(page, tree, signs))):
        out.append(
            _notice(
                "shell",
                f"the page has hardly any text of its own, but holds {', '.join(holds)}; "
                "get the file that holds the report and give that",
            )
        )
    return out


def _lost(tree: Tree, found: Sequence[Line], kept: set[int], signs: Signs) -> Iterator[str]:
    """The figures of lines that are no navigation and not read, and of text that the page does not show."""
    aside = _inside(tree, (tag in _ASIDE for tag in tree.tags))
    for i, line in enumerate(found):
        told = 2 * line.linked <= len(line.text) and not aside[line.owner]
        if i not in kept and told and not signs.has("line", line.text):
            yield from signs.marks("mark", line.text)
    for node, hidden in enumerate(_inside(tree, tree.hidden)):
        if hidden and tree.tags[node] == TEXT and _SENTENCE.search(tree.texts[node]):
            yield from signs.marks("mark", tree.texts[node])


def _inside(tree: Tree, own: Iterable[bool]) -> list[bool]:
    """For each node whether it, or one around it, is such."""
    out: list[bool] = []
    for node, is_such in enumerate(own):
        out.append(is_such or (node > 0 and out[tree.parents[node]]))
    return out


def _elsewhere(page: str, tree: Tree, signs: Signs) -> Iterator[str]:
    """What may hold the report instead of the page's text."""
    files = [node for node, tag in enumerate(tree.tags) if tag == "a" and _is_file(tree, node, signs)]
    if files:
        names = "; ".join(_name(tree, node) for node in files[:NAMED])
        yield f"{len(files)} attachment(s) ({names})"
    for count, what in (
        (len(_FRAME.findall(page)), "frame(s)"),
        (sum(tag == "img" for tag in tree.tags), "picture(s)"),
        (len(_SCRIPT.findall(page)), "script(s)"),
    ):
        if count:
            yield f"{count} {what}"


def _is_file(tree: Tree, node: int, signs: Signs) -> bool:
    return signs.has("suffix", tree.attributes[node].get("href", "").strip())


def _name(tree: Tree, node: int) -> str:
    text = " ".join("".join(tree.texts[node : tree.ends[node]]).split())
    return (text or tree.attributes[node].get("href", "").strip())[:LONGEST]


def _notice(code: str, message: str) -> Notice:
    return Notice(code=code, message=message, start=None, end=None)

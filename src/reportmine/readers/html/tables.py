"""Which tables of a page hold data, which the facts about a document, and which only lay the page out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from ...dataclass import dataclass
from ...expression import expression
from ..document import RawCell
from .lines import Line
from .signs import Signs
from .tree import TEXT, Tree

LONG = 200  # characters of a cell that is more likely a part of the page than a datum
_NUMBER = expression(r"\d{1,5}", re.A)

_MOVED = expression(r"(?:text-indent|padding-left|margin-left)\s*:\s*(\d{1,3}(?:\.\d{1,3})?)(em|px|pt)", re.I)
_HALVES = {"em": 2, "px": 1 / 7, "pt": 1 / 5.25}  # half widths
_WIDTHS = {"\u00a0": 1, "\u2002": 1, "\u2003": 2, "\u3000": 2}
MOST_INDENT = 40


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data (rows), or of names and values (facts: lines)."""

    node: int
    rows: tuple[tuple[RawCell, ...], ...] = ()
    facts: tuple[str, ...] = ()


def tables(tree: Tree, found: Sequence[Line], signs: Signs) -> dict[int, Table]:
    """The tables that hold data or facts, by the index of each line in them."""
    places = [line.place for line in found]
    filled: list[int] = []  # tables with text that have no table with text in them
    for node, tag in enumerate(tree.tags):
        if (
            tag == "table"
            and _span(places, node, tree.ends[node])[0] < _span(places, node, tree.ends[node])[1]
        ):
            while filled and tree.within(filled[-1], node):
                filled.pop()
            filled.append(node)
    out: dict[int, Table] = {}
    for node in filled:
        _read(tree, found, places, node, signs, out)
    return out


def _span(places: list[int], start: int, end: int) -> tuple[int, int]:
    first = bisect_left(places, start)
    return first, bisect_left(places, end, first)


def _read(
    tree: Tree, found: Sequence[Line], places: list[int], node: int, signs: Signs, out: dict[int, Table]
) -> None:
    rows: list[list[RawCell]] = []
    inside: list[int] = []
    header = 0
    at, end = node + 1, tree.ends[node]
    while at < end:
        tag = tree.tags[at]
        if tag == "thead":
            header = tree.ends[at]
        elif tag == "tr" and not tree.hidden[at]:
            rows.append([])
        elif tag in ("td", "th") and rows and not tree.hidden[at]:
            first, last = _span(places, at, tree.ends[at])
            inside += range(first, last)
            rows[-1].append(_cell(tree, at, found[first:last], at < header))
            at = tree.ends[at]
            continue
        elif tag == "caption" or (tag != TEXT and tree.hidden[at]):
            at = tree.ends[at]
            continue
        at += 1
    rows = [row for row in rows if row]
    if (facts := _facts(rows, signs)) is not None:
        made = Table(node, facts=facts)
    elif _holds_data(rows):
        made = Table(node, rows=tuple(map(tuple, rows)))
    else:
        return
    out.update(dict.fromkeys(inside, made))


def _cell(tree: Tree, node: int, found: Sequence[Line], header: bool) -> RawCell:
    attributes = tree.attributes[node]
    text = ""
    for line in found:
        text += " " + line.text if text[-1:].isascii() and text and line.text[0].isascii() else line.text
    rows, columns = _number(attributes.get("rowspan"), 65534), _number(attributes.get("colspan"), 1)
    return RawCell(" " * _indent(tree, node) + text, rows, columns, header or tree.tags[node] == "th")


def _indent(tree: Tree, node: int) -> int:
    """How far a cell's text is moved to the right, in half widths: by blanks or by its style."""
    width = 0.0
    for at in range(node, tree.ends[node]):
        if tree.tags[at] != TEXT:
            moved = _MOVED.findall(tree.attributes[at].get("style", ""))
            width += sum(float(amount) * _HALVES[unit.lower()] for amount, unit in moved)
        for char in tree.texts[at]:
            if char in _WIDTHS:
                width += _WIDTHS[char]
            elif not char.isspace():
                return round(min(width, MOST_INDENT))
    return 0


def _number(value: str | None, zero: int) -> int:
    """What a span says; 0 rows mean all that follow."""
    hit = _NUMBER.match(value.strip()) if value else None
    return (int(hit[0]) or zero) if hit else 1


def _holds_data(rows: list[list[RawCell]]) -> bool:
    full = [row for row in rows if any(cell.text for cell in row)]
    if len(full) < 2 or max(sum(1 for cell in row if cell.text) for row in full) < 2:
        return False
    if sum(sum(1 for cell in row if cell.text) > 1 for row in full) < 2:
        return False
    sizes = [len(cell.text) for row in full for cell in row if cell.text]
    longest = max(sizes)
    # a page in columns: one cell is nearly all of it
    return not (longest > LONG and (len(sizes) <= 4 or 2 * longest > sum(sizes)))


def _facts(rows: list[list[RawCell]], signs: Signs) -> tuple[str, ...] | None:
    """Lines of name and value, where at least three known names stand in the table."""
    cells = [cell.text for row in rows for cell in row if cell.text]
    if len(cells) > 80 or any(len(cell) > 3 * LONG for cell in cells):
        return None
    known = sum(signs.has("label", name(cell)) for cell in cells)
    if known < 3 or 3 * known <= len(cells):
        return None
    if len(rows) == 2 and known == len(rows[0]) and all(signs.has("label", name(c.text)) for c in rows[0]):
        return tuple(f"{name(one.text)}：{other.text}" for one, other in zip(*rows, strict=False))
    out: list[str] = []
    for row in rows:
        open_name = ""
        for cell in row:
            text = cell.text
            said = name(text)
            if text and signs.has("label", said) and said == name(text.rstrip("：:")) and not _valued(text):
                out.append(f"{said}：")
                open_name = said
            elif text and open_name:
                out[-1] += text
                open_name = ""
            elif text:
                out.append(text)
            else:
                open_name = ""
    return tuple(line for line in out if not line.endswith("：") or len(line) > 12)


def _valued(text: str) -> bool:
    _, colon, rest = text.replace(":", "：").partition("：")
    return bool(colon and rest.strip())


def name(text: str) -> str:
    """A name without blanks, brackets and what follows its colon."""
    head = text[:40].replace(":", "：").partition("：")[0]
    return "".join(head.split()).strip("[]【】　")

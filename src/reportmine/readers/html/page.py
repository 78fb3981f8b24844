"""A page's lines with the tree they stand in, and how much of an article each may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from ...dataclass import dataclass
from ...expression import expression
from .lines import Line
from .signs import Signs
from .tables import Table
from .tree import Tree

_SENTENCE = expression("[，。；！？]")
_MARKS = expression(r"[\W_]+")
ASIDE = frozenset(("nav", "footer", "aside"))
DOUBTFUL = 100  # characters of sentences that a part of the site hardly holds
PLAIN = 12  # characters outside links of a line that may be of a text
BYLINE = 200  # characters that a line of source and time does not have


@dataclass(frozen=True)
class Page:
    """What is asked of a page: its tree, its lines, those in tables, and what its words are signs of."""

    tree: Tree
    lines: Sequence[Line]
    tables: Mapping[int, Table]
    signs: Signs

    @cached_property
    def prose(self) -> list[int]:
        """Of each line how much of the article it may be."""
        return [self._prose(i, line) for i, line in enumerate(self.lines)]

    @cached_property
    def chars(self) -> list[int]:
        """Of each node the characters in it."""
        return self.sums([len(line.text) for line in self.lines])

    @cached_property
    def linked(self) -> list[int]:
        """Of each node the characters in it that are links to other pages."""
        return self.sums([line.linked for line in self.lines])

    def sums(self, of_lines: Sequence[int]) -> list[int]:
        """For each node the sum of a figure over the lines in it."""
        own = [0] * len(self.tree.tags)
        for line, figure in zip(self.lines, of_lines, strict=True):
            own[line.owner] += figure
        return self.tree.totals(own)

    def of_site(self, index: int) -> bool:
        """Whether a line stands in an element that is named as the site's."""
        node = self.lines[index].owner
        while node:
            if self.tree.tags[node] in ASIDE or "chrome" in self.signs.named(self.tree.names(node)):
                return True
            node = self.tree.parents[node]
        return False

    def byline(self, index: int) -> bool:
        """Whether a line says source and time."""
        text = self.lines[index].text
        return len(text) < BYLINE and self.signs.has("byline", text)

    def _prose(self, index: int, line: Line) -> int:
        """A line counts with its characters outside links, if it has a sentence and is not the site's."""
        plain = len(line.text) - line.linked
        if mostly_linked(line):
            return 0
        if (table := self.tables.get(index)) is not None:
            return plain if table.rows else 0
        if len(line.text) < DOUBTFUL and self.signs.has("line", line.text):
            return 0
        return plain if (plain >= PLAIN or line.text[-1] == "。") and _SENTENCE.search(line.text) else 0


def mostly_linked(line: Line) -> bool:
    """Whether more than half of a line is links."""
    return 2 * line.linked > len(line.text)


def all_linked(line: Line) -> bool:
    """Whether nothing but dates and signs stands outside the links of a line."""
    return line.linked > 9 * line.plain


def bare(text: str) -> str:
    """A text without blanks and punctuation, to compare titles."""
    return _MARKS.sub("", text)

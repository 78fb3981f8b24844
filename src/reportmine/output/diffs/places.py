"""Where a figure stands, in words: the page of a PDF or the line of a text, the offset, the section."""

from __future__ import annotations

from bisect import bisect_right

from ...dataclass import dataclass
from ...expression import expression
from ...records import Diff, Indicator, Section, Source
from ...tongue import tr

_END = expression("\r\n|\r|\n")


@dataclass(frozen=True)
class Lines:
    """Where each line of a text begins."""

    starts: tuple[int, ...]

    def number(self, offset: int) -> int:
        """The line that a character stands in, from 1."""
        return bisect_right(self.starts, offset)


def lines(text: str) -> Lines:
    """The lines of a text as it was read; offsets are those of the records."""
    return Lines((0, *(end.end() for end in _END.finditer(text))))


@dataclass(frozen=True)
class Places:
    """The lines of both reports, as far as their texts are at hand: of a report as JSON they are not."""

    old: Lines | None = None
    new: Lines | None = None

    def of_old(self, found: Diff, one: Indicator) -> str:
        """Where a figure of the old report stands."""
        return where(one.start, one.section, found.old.source, self.old)

    def of_new(self, found: Diff, one: Indicator) -> str:
        """Where a figure of the new report stands."""
        return where(one.start, one.section, found.new.source, self.new)

    def of_section(self, found: Diff, one: Section) -> str:
        """Where a section of the old report begins."""
        return where(one.start, one.id, found.old.source, self.old)


NOWHERE = Places()


def where(offset: int, section: str | None, source: Source, known: Lines | None = None) -> str:
    """A place in words: its line or page, its offset, its section."""
    page = source.page(offset)
    said = [tr("offset {n}").format(n=offset)]
    if page is not None:
        said.insert(0, tr("page {n}").format(n=page))
    elif known is not None:
        said.insert(0, tr("line {n}").format(n=known.number(offset)))
    if section is not None:
        said.append(tr("section {n}").format(n=section))
    return tr(", ").join(said)

"""A source and its text, with what the format knew of it: what every stage works on."""

from __future__ import annotations

from functools import cached_property

from ..dataclass import dataclass
from ..records import Notice, Source
from .fold import fold
from .grids import Grid


@dataclass(frozen=True, slots=True)
class Hints:
    """What a file says of its text beside it: a page's meta elements, a document's properties."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    """As written; not yet a date."""


NO_HINTS = Hints()


@dataclass(frozen=True)
class Text:
    """A source and its text. All offsets of all records index `raw`; `folded` has the same length."""

    source: Source
    raw: str
    notices: tuple[Notice, ...] = ()  # what the reading itself met; part of the report's warnings
    grids: tuple[Grid, ...] = ()  # the tables that the format marks as such
    hints: Hints = NO_HINTS  # what the file says of the text beside it
    charts: tuple[tuple[int, int], ...] = ()  # where numbers of charts stand, which are no figures
    recognised: tuple[tuple[int, int], ...] = ()  # where text stands that OCR has read
    doubts: tuple[tuple[int, int], ...] = ()  # numerals in it that may be another

    @cached_property
    def folded(self) -> str:
        return fold(self.raw)


def wrong_type(source: object, wanted: str) -> str:
    """What to say of an argument that is none of what a function takes."""
    remedy = "give one of these"
    if isinstance(source, bytes | bytearray | memoryview):
        remedy = "give load(...) of bytes"
    elif source is None:
        remedy = "the value is missing"
    elif hasattr(source, "read"):
        remedy = "give load(...) of what its read() gives as bytes, or its Path"
    return f"{wanted}, not {type(source).__name__}; {remedy}"

"""What headers say together: those beside a figure, those over it, and the caption."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial

from ..dataclass import dataclass
from ..records import Status
from ..rules import matching
from .headerwords import Header, HeaderReader, Time, squeezed, time_of
from .places import Span
from .stage import Parts

CAPTIONS: tuple[tuple[str, Status], ...] = (("caption-done", "actual"), ("caption-plan", "target"))


@dataclass(frozen=True, slots=True)
class Change:
    """The words of a change."""

    words: str
    """As written."""
    basis: str | None = None
    falls: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What a path of headers says, from the outermost to the innermost: of what several say the inner goes
    before the outer."""

    names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    times: tuple[Time, ...] = ()
    status: Status | None = None
    change: Change | None = None
    rank: bool = False
    unitless: bool = False
    counter: str | None = None
    """Of a header that is a unit: the name of what is counted where there is no other; "" for none."""
    spare: str = ""
    """A header that names nothing, for want of another."""
    rules: tuple[str, ...] = ()

    def then(self, other: Said) -> Said:
        """What this says with what is said further in."""
        return Said(
            names=self.names + other.names,
            units=other.units or self.units,
            times=self.times + other.times,
            status=other.status or self.status,
            change=other.change or self.change,
            rank=self.rank or other.rank,
            unitless=self.unitless or other.unitless,
            counter=self.counter if other.counter is None else other.counter,
            spare=other.spare or self.spare,
            rules=self.rules + other.rules,
        )

    @property
    def time(self) -> Time | None:
        """The time that its times come to: a month or a quarter is of the year said before it."""
        time = None
        for one in self.times:
            time = one if one.within is None or time is None else Time(time.period, one.within, time.offset)
        return time


NOTHING = Said()


@dataclass(frozen=True, slots=True)
class CaptionSaid:
    """What a caption says of all figures of its table."""

    time: Time | None = None
    change: Change | None = None
    change_rules: tuple[str, ...] = ()
    status: Status | None = None
    status_rules: tuple[str, ...] = ()


class Sayings:
    """What the headers of one text say together, each path of them read once."""

    def __init__(self, raw: str, folded: str, parts: Parts, header: HeaderReader) -> None:
        self._raw, self._folded, self._parts, self._header = raw, folded, parts, header
        self.row = cache(partial(_row, header))
        self.column = cache(partial(_column, header))
        self._captions: dict[Span, CaptionSaid] = {}

    def caption(self, span: Span) -> CaptionSaid:
        """What a caption says, read once for all its figures."""
        if span not in self._captions:
            self._captions[span] = self._caption(span)
        return self._captions[span]

    def again(self, path: tuple[Span, ...]) -> Said:
        """What the headers of the column that a share is of say of it: what they name, and of when."""
        headers = [self._header(span) for span in path]
        named = (one for one in headers if one.change is None and one.name and not one.plain)
        return Said(
            names=tuple(one.name for one in named), times=tuple(one.time for one in headers if one.time)
        )

    def _caption(self, span: Span) -> CaptionSaid:
        """What a caption says: a time, wherever it stands in it, that the figures are changes, or a plan."""
        folded = self._folded[slice(*span)]
        change, change_rules = self._caption_change(folded)
        plan = next(
            (
                (status, rule.id)
                for part, status in CAPTIONS
                for rule in self._parts(part)
                if matching.search(rule, folded) is not None
            ),
            None,
        )
        return CaptionSaid(
            time=self._caption_time(folded),
            change=change,
            change_rules=change_rules,
            status=plan[0] if plan else None,
            status_rules=plan[1:] if plan else (),
        )

    def _caption_time(self, folded: str) -> Time | None:
        for rule in self._parts("caption-period"):
            hits = list(matching.every(rule, folded))
            if len({hit.group() for hit in hits}) == 1:
                return time_of(hits[0], rule.data)
        return None

    def _caption_change(self, folded: str) -> tuple[Change | None, tuple[str, ...]]:
        for rule in self._parts("caption-change"):
            if (hit := matching.search(rule, folded)) is not None:
                words = squeezed(matching.group(hit, "change") or "")
                return Change(words, matching.group(hit, "basis")), (rule.id,)
        return None, ()

    def in_cell(self, start: int, end: int) -> tuple[int, Change | None, tuple[str, ...]]:
        """How long the words of change before the figure of a cell are, what they say, and by which rule."""
        folded = self._folded[start:end]
        for rule in self._parts("cell-change"):
            if (hit := matching.match(rule, folded)) is not None:
                words = squeezed(self._raw[start : start + hit.end()])
                falls = matching.group(hit, "down") is not None
                return hit.end(), Change(words, matching.group(hit, "basis"), falls), (rule.id,)
        return 0, None, ()


def _row(header: HeaderReader, path: tuple[Span, ...]) -> Said:
    """What the labels of a row say: the innermost alone speaks of change, plan and rank."""
    headers = [header(span) for span in path]
    if len(headers) == 1 and headers[0].counter:
        return Said(names=(headers[0].name,))  # 乡镇 beside a figure names the row
    return _together([_said(one, inner=span == path[-1]) for one, span in zip(headers, path, strict=True)])


def _column(header: HeaderReader, path: tuple[Span, ...]) -> Said:
    """What the headers of a column say."""
    return _together([_said(header(span), inner=True) for span in path])


def _together(parts: Sequence[Said]) -> Said:
    said = NOTHING
    for one in parts:
        said = said.then(one)
    return said


def _said(header: Header, *, inner: bool) -> Said:
    """What one header says of a figure, right beside or over it (`inner`) or further out."""
    if header.units and header.units == (header.name,):  # a unit alone
        return Said(units=header.units, counter=header.name if header.counter else "")
    change = None if header.change is None else Change(header.change, header.basis, header.falls)
    name = header.name if inner or change is None else header.name + change.words
    status: Status | None = "target" if header.planned else "actual" if header.done else None
    return Said(
        names=(name,) if header.name and not header.plain else (),
        units=header.units,
        times=() if header.time is None else (header.time,),
        status=status if inner else None,
        change=change if inner else None,
        rank=inner and header.rank,
        unitless=inner and header.unitless,
        spare=header.name if header.plain else "",
        rules=header.rules,
    )

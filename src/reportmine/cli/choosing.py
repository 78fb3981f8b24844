"""Which format is written: the one asked for, else what the suffix of the output says; and the writing."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NoReturn

from ..output import registry
from ..output.extras import MissingExtra
from ..output.registry import Format, Kind
from ..output.target import for_people, plain, to_standard, write, write_bytes, write_database
from .declared import Misused
from .manners import USAGE, stop
from .pages import PAGES
from .paging import paged

_COMMA = re.compile("[,，、]")


def choose(
    kind: Kind,
    format: StrEnum | None,
    out: Path | None,
    *,
    excel: bool = False,
    fields: Sequence[str] | None = None,
    heads: str | None = None,
    arranged: str | None = None,
) -> Format:
    """The format asked for; else what the output's suffix says, a view for people, JSON for programs.

    `arranged` is an option that asks for a view, where one is given: a program gets one then too.
    Whatever would keep it from being written is told now, and not when all files have been read.
    """
    if format is not None:
        chosen = _named(kind, format)
    else:
        people = arranged is not None or for_people(out)
        chosen = _by_place(
            kind, out, excel=excel or heads is not None, picks=fields is not None, people=people
        )
    fitting = registry.holding(kind)
    if excel and not chosen.excel:
        _refuse_option("--excel", [one for one in fitting if one.excel])
    if heads is not None and kind not in chosen.words:
        _refuse_option("--heads", [one for one in fitting if kind in one.words])
    if fields is not None and kind not in chosen.picks:
        _refuse_option("--fields", [one for one in fitting if kind in one.picks])
    if arranged is not None and kind not in chosen.arranges:
        _refuse_option(arranged, [one for one in fitting if kind in one.arranges])
    if fields is not None:
        _check_fields(kind, fields)
    _check_place(chosen, out)
    return chosen


def _refuse_option(option: str, fitting: Sequence[Format]) -> NoReturn:
    fit = ", ".join(one.title for one in fitting)
    raise Misused(f"is for {fit} only." if fit else "has nothing to choose here.", param_hint=option)


def _check_fields(kind: Kind, fields: Sequence[str]) -> None:
    from ..output.tabular import FIGURES, POINTS, UnknownField, picked

    try:
        if kind == "series":
            picked(POINTS, fields)
        else:
            picked(FIGURES, fields)
    except UnknownField as error:
        raise Misused(plain(str(error)), param_hint="--fields") from None


def _check_place(chosen: Format, out: Path | None) -> None:
    """What is no text goes into files and pipes; a database is a file."""
    if chosen.sink is not None and to_standard(out):
        name = f"{chosen.title} is no text: name a file with -o OUT{chosen.suffixes[0]}"
        if chosen.sink == "file":
            raise Misused(f"{name}.", param_hint="--format")
        if for_people(out):
            raise Misused(f"{name}, or pipe it into a program.", param_hint="--format")
    try:
        chosen.ready()
    except MissingExtra as error:
        stop(str(error), USAGE)


def fields_of(said: str | None) -> list[str] | None:
    """The names that --fields gives; None without it."""
    if said is None:
        return None
    names = [name for one in _COMMA.split(said) if (name := one.strip())]
    if not names:
        raise Misused("name the fields, with commas between them.", param_hint="--fields")
    return names


def _named(kind: Kind, format: StrEnum) -> Format:
    for one in registry.holding(kind):
        if one.name == format.value:
            return one
    raise Misused(
        f"{format.value} cannot hold this; the formats are {', '.join(registry.names(kind))}.",
        param_hint="--format",
    )


def _by_place(kind: Kind, out: Path | None, *, excel: bool, picks: bool, people: bool) -> Format:
    """By the suffix: one that promises what would not be in the file is refused; none promises nothing."""
    known = registry.by_suffix(kind)
    suffix = "" if out is None or to_standard(out) else out.suffix
    if suffix and suffix.lower() not in known:
        raise Misused(
            f"{plain(str(out))}: files of this suffix cannot be written; the suffixes are {', '.join(known)} "
            f"(--format with a format writes that into any file).{_pages(kind, suffix)}",
            param_hint="--output",
        )
    if suffix:
        return known[suffix.lower()]
    fitting = registry.holding(kind)
    asked = excel or picks  # for what a view does not have
    wanted = (
        one
        for one in fitting
        if (
            (one.excel or not excel) and (kind in one.picks or not picks) if asked else one.reading and people
        )
    )
    return next(wanted, fitting[0])


def _pages(kind: Kind, suffix: str) -> str:
    """What makes the pages that a suffix asks for: a report alone has no text to show."""
    asked = kind in ("report", "reports") and suffix.lower() in PAGES
    return " `reportmine view` writes pages." if asked else ""


def put(
    format: Format,
    kind: Kind,
    result: object,
    out: Path | None,
    *,
    excel: bool = False,
    fields: Sequence[str] | None = None,
    heads: str | None = None,
) -> None:
    """Write a result; views are drawn in the terminal's own encoding, colours and width, or plainly."""
    if format.sink == "stream":
        write_bytes(lambda sink: format.write(kind, result, sink, fields=fields, heads=heads), out)
        return
    if format.sink == "file" and out is not None:
        write_database(lambda place: format.write(kind, result, place, fields=fields), out)
        return
    pieces = format.pieces(kind, result, excel=excel, fields=fields, heads=heads)
    if not format.reading:
        write(pieces, out)
        return
    from ..output.terminal.report import draw

    if to_standard(out):
        paged(draw(view, sys.stdout) for view in pieces)
    else:
        write((draw(view) for view in pieces), out)

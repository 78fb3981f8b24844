"""Which format is written: the one asked for, else what the suffix of the output says; and the writing."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

import typer

from ..output import registry
from ..output.registry import Format, Kind
from ..output.target import for_people, plain, show, to_standard, write


def choose(kind: Kind, format: StrEnum | None, out: Path | None, *, excel: bool = False) -> Format:
    """The format asked for; else what the output's suffix says, a view for people, JSON for programs."""
    chosen = _named(kind, format) if format is not None else _by_place(kind, out, excel=excel)
    if excel and not chosen.excel:
        fit = " and ".join(one.title for one in registry.holding(kind) if one.excel)
        raise typer.BadParameter(f"is for {fit} only.", param_hint="--excel")
    return chosen


def _named(kind: Kind, format: StrEnum) -> Format:
    for one in registry.holding(kind):
        if one.name == format.value:
            return one
    raise typer.BadParameter(
        f"{format.value} cannot hold this; the formats are {', '.join(registry.names(kind))}.",
        param_hint="--format",
    )


def _by_place(kind: Kind, out: Path | None, *, excel: bool) -> Format:
    """By the suffix: one that promises what would not be in the file is refused; none promises nothing."""
    known = registry.by_suffix(kind)
    suffix = "" if out is None or to_standard(out) else out.suffix
    if suffix and suffix.lower() not in known:
        raise typer.BadParameter(
            f"{plain(str(out))}: files of this suffix cannot be written; the suffixes are {', '.join(known)} "
            "(--format with a format writes that into any file).",
            param_hint="--output",
        )
    if suffix:
        return known[suffix.lower()]
    fitting = registry.holding(kind)
    wanted = (one for one in fitting if (one.excel if excel else one.reading and for_people(out)))
    return next(wanted, fitting[0])


def put(format: Format, kind: Kind, result: object, out: Path | None, *, excel: bool = False) -> None:
    """Write a result; views are drawn in the terminal's own encoding, colours and width, or plainly."""
    pieces = format.pieces(kind, result, excel=excel)
    if not format.reading:
        write(pieces, out)
        return
    from ..output.terminal.report import draw

    if to_standard(out):
        show(draw(view, sys.stdout) for view in pieces)
    else:
        write((draw(view) for view in pieces), out)

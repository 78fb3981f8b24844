"""Which format is written: the one asked for, else what the suffix of the output says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

import typer

from ..output.target import for_people, plain, to_standard
from .options import VIEWS

F = TypeVar("F", bound=StrEnum)


def choose(
    kind: type[F],
    format: F | None,
    out: Path | None,
    suffixes: Mapping[str, F] = MappingProxyType({}),
    *,
    excel: bool = False,
) -> F:
    """The format asked for; else what the output's suffix says, a view for people, JSON for programs."""
    view = next(one for one in kind if one.value in VIEWS)
    suffixes = {".json": kind("json"), **suffixes, ".txt": view}
    if excel and format not in (None, kind("csv")):
        raise typer.BadParameter("is for CSV only.", param_hint="--excel")
    if format is not None:
        return format
    check_suffix(out, suffixes)
    if excel:
        return kind("csv")
    if for_people(out):
        return view
    return suffixes.get(out.suffix.lower(), kind("json")) if out is not None else kind("json")


def check_suffix(out: Path | None, suffixes: Iterable[str]) -> None:
    """Refuse a file whose suffix promises what would not be in it; one without a suffix promises nothing."""
    if to_standard(out) or out is None or not out.suffix or out.suffix.lower() in suffixes:
        return
    raise typer.BadParameter(
        f"{plain(str(out))}: files of this suffix cannot be written; the suffixes are {', '.join(suffixes)} "
        "(--format with a format writes that into any file).",
        param_hint="--output",
    )

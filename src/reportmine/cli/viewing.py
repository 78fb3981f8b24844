"""Which page `view` makes of its files, and the pages of several reports."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from ..output.target import to_standard
from .declared import Misused
from .inputs import Reading, read_all, reports_of, with_text
from .manners import warn
from .pages import PAGES

if TYPE_CHECKING:
    from ..compare.selecting import Selection
    from .corrected import Amend


class Form(Enum):
    """What a page is of; the value is the name of its file, where OUT is a folder."""

    one = "report"
    pair = "changes"
    series = "series"


ONE, PAIR, SERIES = ({one} for one in (Form.one, Form.pair, Form.series))
_SAID = {Form.one: "the page of one report", Form.pair: "OLD and NEW on one page", Form.series: "--series"}


def form_of(files: list[str] | None, out: Path | None, series: bool) -> Form:
    """A series where it is asked for; two files that go to one place are compared there."""
    if series:
        return Form.series
    folder = out is not None and os.path.isdir(out)  # noqa: PTH112  (a name too long is none, no error)
    one_place = out is None or to_standard(out) or (out.suffix.lower() in PAGES and not folder)
    return Form.pair if len(files or ()) == 2 and one_place else Form.one


def refuse_others(form: Form, options: Mapping[str, tuple[bool, set[Form]]]) -> None:
    """Refuse an option that is given and means nothing for this page."""
    for option, (given, forms) in options.items():
        if given and form not in forms:
            meant = " or ".join(said for one, said in _SAID.items() if one in forms)
            raise Misused(f"is for {meant}; this is {_SAID[form]}.", param_hint=option)


def pair_page(
    names: Sequence[str],
    read: Reading,
    patterns: tuple[Path, ...],
    bad: list[str],
    years: tuple[int | None, int | None],
    wish: tuple[frozenset[str], tuple[str, ...], float | None],
    quiet: bool,
    language: str,
    amend: Amend,
) -> Iterator[str] | None:
    """The page of two reports; None where one cannot be shown, which `bad` tells.

    `wish` is what `sift` is asked for: parts, concepts, the least confidence.
    """
    from ..compare.diff import compare
    from ..compare.selecting import SelectionError
    from ..compare.sifting import Wish, sift
    from ..output.html.pairs import pieces
    from ..pipeline import extract
    from ..rules.files import load as load_rules

    texts = list(with_text(read_all(names, read, quiet, bad), bad))
    if bad:
        return None
    before, after = (
        amend(extract(text, patterns=patterns, year=year), text)
        for text, year in zip(texts, years, strict=True)
    )
    try:
        found = sift(compare(before, after, load_rules(patterns)), Wish(*wish))
    except SelectionError as error:
        raise Misused(str(error), param_hint=error.option) from None
    warn(found.warnings, quiet)
    return pieces(found, (before, texts[0]), (after, texts[1]), language)


def series_page(
    names: Sequence[str],
    read: Reading,
    patterns: tuple[Path, ...],
    bad: list[str],
    quiet: bool,
    language: str,
    *,
    least: int,
    wish: Selection,
    amend: Amend,
) -> Iterator[str] | None:
    """The page of many reports; None where none can be read, which `bad` tells."""
    from ..compare.selecting import SelectionError
    from ..compare.series import join
    from ..output.html.panel import pieces

    reports = list(reports_of(names, read, patterns, quiet, bad, amend=amend))
    try:
        found = join(reports, patterns=patterns, targets=True, wish=wish)
    except SelectionError as error:
        raise Misused(str(error), param_hint=error.option) from None
    warn(found.warnings, quiet)
    return pieces(found, language, least=least) if len(bad) < len(names) else None

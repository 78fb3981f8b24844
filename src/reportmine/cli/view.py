"""`reportmine view`."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..output.target import write
from .app import app
from .inputs import input_names, read_all, reading_as, told_reports, with_text
from .manners import INPUT, careful, say
from .options import (
    READ,
    IssuerOption,
    PatternsOption,
    QuietOption,
    RegionOption,
    SizeOption,
    TypeOption,
    YearOption,
    choices,
    word,
)
from .pages import check, places_of

if TYPE_CHECKING:
    from enum import StrEnum as Language
else:
    Language = choices("Language", ("en", "zh"))


@app.command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine view report.pdf --open\n"
    "reportmine view report.txt -o page.html\n"
    "reportmine view 2024/*.txt -o pages"
)
@careful
def view(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help=f"Reports as {READ}, or - for standard input."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Write to this file, or into this folder, whole or not at all, instead of standard output.",
        ),
    ] = None,
    open: Annotated[
        bool, typer.Option("--open", help="Show the page in the browser; without OUT it is a temporary file.")
    ] = False,
    lang: Annotated[
        Language | None,
        typer.Option("--lang", help="Language of the page's own words. By default that of the terminal."),
    ] = None,
    year: YearOption = None,
    region: RegionOption = None,
    issuer: IssuerOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show a report with its figures marked, as a page.

    One HTML file that needs no other and no network: the text, the tree of its headings, every figure with
    its record, and a table of them all.

    Of several files each gets a page of its own, in the folder OUT.
    """
    names = input_names(files, output)
    check(names, output, open)
    places = places_of(names, output, open)
    bad: list[str] = []
    texts = with_text(read_all(names, reading_as(type, max_size, patterns), quiet, bad), bad)
    from ..output.html.report import pieces
    from ..pipeline import extract as read

    one = functools.partial(
        read, patterns=tuple(patterns or ()), year=year, region=word(region), issuer=word(issuer)
    )
    tongue = lang.value if lang else spoken()
    for text in texts:
        (report,) = told_reports([text], one, quiet)
        place = places.get(text.source.name)
        write(pieces(report, text, tongue, tuple(patterns or ())), place)
        if open and place is not None:
            _show(place, told=output is None and not quiet)
    for problem in bad:
        say(problem)
    if bad:
        raise typer.Exit(INPUT)


def spoken() -> str:
    """The language of the terminal: zh where the locale says so, else en."""
    said = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "zh" if said.lower().startswith("zh") else "en"


def _show(place: Path, told: bool) -> None:
    """Open a page in the browser; `told` says where it is, which the user did not choose."""
    import webbrowser

    if not webbrowser.open(place.resolve().as_uri()):
        say(f"{place}: no browser was found; open the page yourself")
    elif told:
        say(f"the page is {place}")

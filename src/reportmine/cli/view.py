"""`reportmine view`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from ..output.target import write
from ..tongue import language
from .app import command
from .comparing import parts_of
from .corrected import amending, corrections_of, reading, settled
from .declared import Argument, Misused, Option
from .inputs import expanded, extracting, input_names, read_all, reading_as, told_reports, with_text
from .manners import ended, say
from .named import concepts_named
from .options import (
    READ,
    ConfidenceOption,
    CorrectionsOption,
    IssuerOption,
    NewYearOption,
    OcrOption,
    OldYearOption,
    PatternsOption,
    QuietOption,
    SizeOption,
    TypeOption,
    YearOption,
)
from .pages import check, places_of
from .viewing import ONE, PAIR, SERIES, Form, form_of, pair_page, refuse_others, series_page


@command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine view report.pdf --open\n"
    "reportmine view report.txt -o page.html\n"
    "reportmine view 2024/*.txt -o pages\n"
    "reportmine view report-2024.txt report-2025.txt -o changes.html\n"
    "reportmine view --series reports/ --concept 'gdp*' -o panel.html"
)
def view(
    files: Annotated[
        list[str] | None,
        Argument(metavar="FILE", help=f"Reports as {READ}, or - for standard input."),
    ] = None,
    output: Annotated[
        Path | None,
        Option(
            "--output",
            "-o",
            metavar="OUT",
            help="Write to this file, or into this folder, whole or not at all, instead of standard output.",
        ),
    ] = None,
    open: Annotated[
        bool, Option("--open", help="Show the page in the browser; without OUT it is a temporary file.")
    ] = False,
    series: Annotated[
        bool,
        Option(
            "--series",
            help="One page of many reports, or of folders of them: each metric over the years, drawn.",
        ),
    ] = False,
    old_year: OldYearOption = None,
    new_year: NewYearOption = None,
    only: Annotated[
        list[str] | None,
        Option("--only", metavar="PARTS", help="Of OLD and NEW only these parts, as for `diff`."),
    ] = None,
    concept: Annotated[
        list[str] | None,
        Option(
            "--concept",
            metavar="ID",
            complete="concepts",
            help="Of OLD and NEW, or with --series: only these metrics, such as gdp or income*. "
            "May be repeated, as the next three.",
        ),
    ] = None,
    region: Annotated[
        list[str] | None,
        Option(
            "--region",
            metavar="PLACE",
            help="The region it is about, whatever the text says. With --series: only these places.",
        ),
    ] = None,
    period: Annotated[
        list[str] | None,
        Option("--period", metavar="PERIOD", help="With --series: only these, such as 2025."),
    ] = None,
    unit: Annotated[
        list[str] | None,
        Option("--unit", metavar="UNIT", help="With --series: the values that convert, in it."),
    ] = None,
    least: Annotated[
        int | None,
        Option(
            "--min",
            metavar="N",
            min=1,
            help="With --series: leave out metrics with values of fewer years. By default 2.",
        ),
    ] = None,
    min_confidence: ConfidenceOption = None,
    corrections: CorrectionsOption = None,
    year: YearOption = None,
    issuer: IssuerOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    ocr: OcrOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Show a report with its figures marked, as a page.

    One HTML file that needs no other and no network: the text, the tree of its headings, every figure with
    its record, and a table of them all.

    Two files, OLD and NEW, make one page of what changed, both texts side by side; with a folder as OUT, and
    of more files, each gets a page of its own. --series draws the metrics of many.
    """
    read_one = reading_as(type, max_size, patterns, ocr, quiet)
    rules = tuple(patterns or ())
    form = form_of(files, output, series)
    refuse_others(
        form,
        {
            "--year": (year is not None, ONE),
            "--issuer": (issuer is not None, ONE),
            "--region": (bool(region), ONE | SERIES),
            "--old-year": (old_year is not None, PAIR),
            "--new-year": (new_year is not None, PAIR),
            "--only": (bool(only), PAIR),
            "--concept": (bool(concept), PAIR | SERIES),
            "--min-confidence": (min_confidence is not None, PAIR | SERIES),
            "--period": (bool(period), SERIES),
            "--unit": (bool(unit), SERIES),
            "--min": (least is not None, SERIES),
        },
    )
    bad: list[str] = []
    if form is not Form.one:
        names = input_names(expanded(files or [], output) if form is Form.series else files, output)
        check([form.value], output, open)
        (place,) = places_of([form.value], output, open).values()
        said = corrections_of(corrections, patterns, names)
        if form is Form.pair:
            wish = (parts_of(only), concepts_named(concept, patterns), min_confidence)
            made = pair_page(
                names, read_one, rules, bad, (old_year, new_year), wish, quiet, language(), amending(said)
            )
        else:
            from ..compare.selecting import Selection

            selection = Selection(
                concepts=concepts_named(concept, patterns),
                regions=tuple(region or ()),
                periods=tuple(period or ()),
                min_confidence=min_confidence,
                units=tuple(unit or ()),
            )
            made = series_page(
                names,
                read_one,
                rules,
                bad,
                quiet,
                language(),
                least=least or 2,
                wish=selection,
                amend=amending(said),
            )
        if made is not None:
            write(made, place)
            if open and place is not None:
                _show(place, told=output is None and not quiet)
        ended(bad)
        settled(said, quiet)
        return
    names = input_names(files, output)
    check(names, output, open)
    places = places_of(names, output, open)
    texts = with_text(read_all(names, read_one, quiet, bad), bad)
    from ..output.html.report import pieces

    said = corrections_of(corrections, patterns, names)
    one = reading(extracting(rules, year, _single(region), issuer), said, quiet)
    for text in texts:
        (report,) = told_reports([text], one, quiet)
        place = places.get(text.source.name)
        write(pieces(report, text, language(), rules), place)
        if open and place is not None:
            _show(place, told=output is None and not quiet)
    ended(bad)
    settled(said, quiet)


def _single(region: list[str] | None) -> str | None:
    if region and len(region) > 1:
        raise Misused("is one place, but with --series.", param_hint="--region")
    return region[0] if region else None


def _show(place: Path, told: bool) -> None:
    """Open a page in the browser; `told` says where it is, which the user did not choose."""
    import webbrowser

    if not webbrowser.open(place.resolve().as_uri()):
        say(f"{place}: no browser was found; open the page yourself")
    elif told:
        say(f"the page is {place}")

"""`reportmine review`: rows to be checked, the reading scored by what was said of them, and tests of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from ..output.target import plain, to_standard, write
from .app import app, command
from .choosing import choose, put
from .declared import Argument, Ended, Misused, Option
from .inputs import extracting, input_names, read_all, reading_as, told_reports, with_text
from .manners import FAILED, ended, say
from .named import concepts_named
from .options import (
    FORMAT,
    READ,
    IssuerOption,
    OcrOption,
    OutOption,
    PatternsOption,
    QuietOption,
    RegionOption,
    ScoreFormat,
    SizeOption,
    TypeOption,
    YearOption,
    choices,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from enum import StrEnum as OrderName

    from ..records import Report
    from ..review.entries import Sheet
    from ..review.making import Wish
    from ..text.text import Text
else:
    OrderName = choices("OrderName", ("worth", "text", "random"))

FIRST = "make"  # what `reportmine review FILE` means


class _Review(TyperGroup):
    """A group whose first command need not be named."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if args and args[0] not in (*self.commands, *ctx.help_option_names):
            args = [FIRST, *args]
        return super().parse_args(ctx, args)


review_app = typer.Typer(
    cls=_Review,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="Have a person check figures, and use what was said: FILE alone means make FILE.",
)
app.add_typer(review_app, name="review")

FilesArgument = Annotated[
    list[str] | None,
    Argument(metavar="FILE", help=f"Reports as {READ}, or - for standard input."),
]


@command(
    FIRST,
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine review make report.txt -o corrections.toml\n"
    "reportmine review report.pdf --top 50 --section 2 -o corrections.toml\n"
    "reportmine review reports/*.txt --top 20 --order random -o corrections.toml",
    under=review_app,
)
def make(
    files: FilesArgument = None,
    output: OutOption = None,
    top: Annotated[
        int | None, Option("--top", metavar="N", min=1, help="Only the first N rows of each report.")
    ] = None,
    order: Annotated[
        OrderName, Option("--order", help="worth: where a check is worth most first; text; random.")
    ] = "worth",  # type: ignore[assignment]
    concept: Annotated[
        list[str] | None,
        Option(
            "--concept",
            metavar="ID",
            complete="concepts",
            help="Only these metrics, such as gdp or income*. May be repeated.",
        ),
    ] = None,
    section: Annotated[
        list[str] | None,
        Option(
            "--section", metavar="ID", help="Only this section with those in it, such as 2. May be repeated."
        ),
    ] = None,
    min_confidence: Annotated[
        float | None,
        Option("--min-confidence", metavar="SHARE", min=0, max=1, help="Only figures as sure as this."),
    ] = None,
    max_confidence: Annotated[
        float | None,
        Option("--max-confidence", metavar="SHARE", min=0, max=1, help="Only figures no surer than this."),
    ] = None,
    corrections: Annotated[
        list[Path] | None,
        Option(
            "--corrections",
            metavar="FILE",
            help="Take over what this file says, of these reports or where the same sentences stand in "
            "a new version of them. May be repeated.",
        ),
    ] = None,
    year: YearOption = None,
    region: RegionOption = None,
    issuer: IssuerOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    ocr: OcrOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the rows of reports to be checked, as a corrections file.

    A person fills it in: what is right, what is wrong and how it should be, what was missed. Then
    `reportmine extract --corrections` applies it, and `reportmine review score` counts it.
    """
    names = input_names(files, output)
    _suffix(output, (".toml",))
    from ..review.making import Wish
    from ..review.reading import read_all as sheets_of

    before = sheets_of(corrections or [])
    rules = tuple(patterns or ())
    wish = Wish(
        top,
        concepts_named(concept, patterns),
        tuple(section or ()),
        min_confidence,
        max_confidence,
        order.value,  # type: ignore[arg-type]
    )
    bad: list[str] = []
    texts = with_text(read_all(names, reading_as(type, max_size, patterns, ocr, quiet), quiet, bad), bad)
    one = extracting(rules, year, region, issuer)
    made = list(_made(texts, one, wish, before, rules, quiet))
    if made or not bad:
        from ..review.writing import toml

        write(toml(made), output)
    ended(bad)


def _made(
    texts: Iterator[Text],
    read: Callable[[Text], Report],
    wish: Wish,
    before: Sequence[Sheet],
    rules: tuple[Path, ...],
    quiet: bool,
) -> Iterator[Sheet]:
    """The sheets of the texts, with what was said before."""
    from ..metrics.concepts import concepts, headline
    from ..review.finding import carried
    from ..review.making import sheet
    from ..rules.files import load

    first = headline(concepts(load(rules)))
    for text in texts:
        (report,) = told_reports([text], read, quiet)
        made = sheet(report, wish, first)
        if not made.entries and not quiet:
            say(f"{report.source.name}: warning: none of {len(report.indicators)} figures is asked for")
        made, lost = carried(made, before, text.raw)
        if lost:
            say(f"{report.source.name}: {lost} corrections have no place in it; check these figures again")
        yield made


@command(
    "score",
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine review score report.txt --corrections corrections.toml\n"
    "reportmine review score reports/*.txt --corrections a.toml --corrections b.toml -f json",
    under=review_app,
)
def score(
    corrections: Annotated[
        list[Path],
        Option("--corrections", metavar="FILE", help="What a person said. May be repeated."),
    ],
    files: FilesArgument = None,
    format: Annotated[ScoreFormat | None, FORMAT] = None,
    output: OutOption = None,
    year: YearOption = None,
    region: RegionOption = None,
    issuer: IssuerOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    ocr: OcrOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Compare the present reading with what a person said of it: your own figure of accuracy."""
    names = input_names(files, output)
    chosen = choose("score", format, output)
    from ..review.reading import read_all as sheets_of

    sheets = sheets_of(corrections)
    bad: list[str] = []
    texts = with_text(read_all(names, reading_as(type, max_size, patterns, ocr, quiet), quiet, bad), bad)
    from ..review.scoring import Scores
    from ..review.scoring import score as scored

    one = extracting(tuple(patterns or ()), year, region, issuer)
    found = []
    for text in texts:
        (report,) = told_reports([text], one, quiet)
        found.append(scored(report, text.raw, sheets))
        if not found[-1].checked:
            say(f"{report.source.name}: no corrections are of it; is this the file that was checked?")
    if found:
        put(chosen, "score", Scores(tuple(found)), output)
    ended(bad)
    if any(one.stale or not one.checked for one in found):
        raise Ended(FAILED)


@command(
    "export",
    epilog="Example:\n\n\b\nreportmine review export corrections.toml -o test.jsonl",
    under=review_app,
)
def export(
    files: Annotated[list[Path], Argument(metavar="CORRECTIONS", help="Corrections files.")],
    output: OutOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write corrections in the form of the annotated texts, so that they can become a test.

    One figure a line, as JSON. What is not fully said is left out: a figure that is only said to be wrong.
    """
    _suffix(output, (".jsonl", ".ndjson"))
    from ..review.annotated import known, lines
    from ..review.reading import read_all as sheets_of

    sheets = sheets_of(files)
    judged = [one for sheet in sheets for one in sheet.judged if one.verdict != "not_a_figure"]
    left = sum(known(one) is None for one in judged)
    if left and not quiet:
        say(f"warning: {left} of {len(judged)} figures are left out, of which not enough is said")
    write(lines(sheets), output)


def _suffix(output: Path | None, fitting: tuple[str, ...]) -> None:
    """Refuse a file whose suffix promises something else."""
    if output is not None and not to_standard(output) and output.suffix.lower() not in ("", *fitting):
        raise Misused(
            f"{plain(str(output))}: files of this suffix cannot be written; the suffixes are "
            f"{', '.join(fitting)}.",
            param_hint="--output",
        )

"""`reportmine diff`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from .. import bare
from .choosing import choose, put
from .comparing import given, parts_of, places, told, wished_view
from .corrected import amending, corrections_of, settled
from .declared import Argument, Ended, Misused, Option, straight
from .inputs import in_store, input_names, reading_as
from .manners import FAILED, warn
from .named import concepts_named
from .options import (
    FORMAT,
    ConfidenceOption,
    CorrectionsOption,
    DiffFormat,
    ExcelOption,
    HeadsOption,
    NewYearOption,
    OcrOption,
    OldYearOption,
    OutOption,
    PatternsOption,
    QuietOption,
    SizeOption,
    TypeOption,
)


class By(StrEnum):
    """What --by takes."""

    section = "section"
    change = "change"
    text = "text"


@straight(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine diff report-2024.txt report-2025.txt\n"
    "reportmine diff report-2024.txt report-2025.txt --summary -o summary.md\n"
    "reportmine diff old.txt new.txt --only changed,targets --by change\n"
    "reportmine diff 2024.json 2025.json -o changes.csv\n"
    "reportmine diff old.txt new.txt | jq '.targets[] | select(.outcome == \"missed\")'"
)
def diff(
    old: Annotated[str, Argument(metavar="OLD", help="The earlier report, its JSON, or STORE#FILE.")],
    new: Annotated[str, Argument(metavar="NEW", help="The later report; one of the two may be -.")],
    format: Annotated[DiffFormat | None, FORMAT] = None,
    output: OutOption = None,
    summary: Annotated[
        bool,
        Option(
            "--summary",
            help="One page to quote: headline figures, targets, the largest changes, what is gone; each with "
            "its place.",
        ),
    ] = False,
    stat: Annotated[
        bool, Option("--stat", help="Only how many figures changed, came and went in each section.")
    ] = False,
    by: Annotated[
        By | None,
        Option(
            "--by",
            help="section (by default): the largest change first in each. change: the largest of all first. "
            "text: as the new report has them.",
        ),
    ] = None,
    whole: Annotated[
        bool, Option("--all", help="Show what is added and removed too, and not only how many.")
    ] = False,
    only: Annotated[
        list[str] | None,
        Option(
            "--only",
            metavar="PARTS",
            help="Only these: changed, same, near, ambiguous, added, removed, targets, restated, sections; "
            "with commas between them, or repeated.",
        ),
    ] = None,
    concept: Annotated[
        list[str] | None,
        Option(
            "--concept",
            metavar="ID",
            complete="concepts",
            help="Only these metrics, such as gdp, gdp.growth or income*; see `reportmine concepts`. "
            "May be repeated.",
        ),
    ] = None,
    min_confidence: ConfidenceOption = None,
    corrections: CorrectionsOption = None,
    old_year: OldYearOption = None,
    new_year: NewYearOption = None,
    excel: ExcelOption = False,
    heads: HeadsOption = None,
    exit_code: Annotated[
        bool, Option("--exit-code", help="Exit with 1 if anything but `same` comes out.")
    ] = False,
    type: TypeOption = None,
    max_size: SizeOption = None,
    ocr: OcrOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Compare two yearly reports, figure by figure.

    What is the same metric in both is found by meaning, not by place: changed, same, near (probably the same,
    with the evidence), ambiguous, added, removed; targets with what came of them; claims of change held
    against the figures; and what became of the sections.

    --summary, --stat, --by and --all are for readers: with them you get the table in a pipe too. --only,
    --concept and --min-confidence say what is in the result, and not its form: in a pipe that stays JSON, and
    -f table asks for the table.
    """
    pages, details = {"--summary": summary, "--stat": stat}, {"--by": by is not None, "--all": whole}
    chosen = choose("diff", format, output, excel=excel, heads=heads, arranged=wished_view(pages, details))
    names = input_names([old, new], output)
    if "diff" in chosen.bare and not corrections and not any(map(in_store, names)):
        bare.choose()
    from ..compare.diff import compare
    from ..compare.selecting import SelectionError
    from ..compare.sifting import Wish, sift
    from ..rules.files import load as load_rules

    wish = Wish(parts_of(only), concepts_named(concept, patterns), min_confidence)
    read, files = reading_as(type, max_size, patterns, ocr, quiet), tuple(patterns or ())
    years = (old_year, new_year)
    said = corrections_of(corrections, patterns, names)
    amend = amending(said)
    first, second = (given(name, read, files, year, amend) for name, year in zip(names, years, strict=True))
    rules = load_rules(files)
    compared = compare(first.report, second.report, rules)
    try:
        found = sift(compared, wish)
    except SelectionError as error:
        raise Misused(str(error), param_hint=error.option) from None
    shown = "diff" in chosen.arranges
    warn(told(found, shown), quiet)
    result: object = found
    if shown:
        from ..metrics.concepts import concepts, headline
        from ..output.diffs.view import View

        result = View(
            found,
            what="summary" if summary else "stat" if stat else "all",
            by=(by or By.section).value,
            whole=whole,
            asked=wish.parts,
            sections=compared.sections,
            headline=headline(concepts(rules)),
            places=places(first, second),
        )
    put(chosen, "diff", result, output, excel=excel, heads=heads)
    settled(said, quiet)
    if exit_code and any(row.change != "same" for row in found.rows):
        raise Ended(FAILED)

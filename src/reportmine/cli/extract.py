"""`reportmine extract`."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from .. import bare
from ..output.registry import Kind
from ..output.target import to_standard
from .archived import opened
from .choosing import choose, fields_of, put
from .corrected import corrections_of, reading, settled
from .declared import Argument, Ended, Misused, Option, straight
from .inputs import extracting, input_names, kept_texts, read_all, reading_as, told_reports, with_text
from .manners import INPUT, say
from .options import (
    FORMAT,
    READ,
    ConfidenceOption,
    CorrectionsOption,
    ExcelOption,
    FieldsOption,
    HeadsOption,
    IssuerOption,
    OcrOption,
    OutOption,
    PatternsOption,
    QuietOption,
    RegionOption,
    ReportFormat,
    SectionOption,
    SizeOption,
    TypeOption,
    UnitOption,
    YearOption,
)

if TYPE_CHECKING:
    from ..metrics.conversions import Units
    from ..records import Report
    from ..text.text import Text


@straight(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine extract report.txt\n"
    "reportmine extract report.txt | jq '.indicators[] | {metric, value, unit}'\n"
    "reportmine extract 2024/*.txt -o panel.csv\n"
    "reportmine extract page.html report.docx report.pdf -o figures.jsonl"
)
def extract(
    files: Annotated[
        list[str] | None,
        Argument(metavar="FILE", help=f"Reports as {READ}, or - for standard input."),
    ] = None,
    format: Annotated[ReportFormat | None, FORMAT] = None,
    output: OutOption = None,
    excel: ExcelOption = False,
    heads: HeadsOption = None,
    fields: FieldsOption = None,
    text: Annotated[
        Path | None,
        Option(
            "--text", metavar="OUT", help="Also write the text that the offsets index to this file, as UTF-8."
        ),
    ] = None,
    year: YearOption = None,
    region: RegionOption = None,
    issuer: IssuerOption = None,
    section: SectionOption = None,
    unit: UnitOption = None,
    min_confidence: ConfidenceOption = None,
    corrections: CorrectionsOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    ocr: OcrOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Extract every figure with its meaning and place.

    Of each: value, unit, what it counts, who did it, how it changed, and where it stands.

    What --year, --region and --issuer say holds for every FILE.

    One file gives one report as a JSON object, several give an array. JSON Lines and CSV have one
    figure a line, each with its report's file, title, issuer, region and year.
    """
    names = input_names(files, output, text)
    names, within = opened(names, max_size, quiet)
    if text is not None and len(names) > 1:
        raise Misused("takes the text of one file.", param_hint="--text")
    if text is not None and (to_standard(text) and to_standard(output)):
        raise Misused("and the figures cannot both go to standard output.", param_hint="--text")
    if text is not None and output is not None and text.absolute() == output.absolute():
        raise Misused("is the file of the figures too.", param_hint="--text")
    kind: Kind = "reports" if len(names) > 1 else "report"
    columns = fields_of(fields)
    chosen = choose(kind, format, output, excel=excel, heads=heads, fields=columns)
    if kind in chosen.bare and columns is None and not corrections:
        bare.choose()
    said = corrections_of(corrections, patterns, names)
    bad: list[str] = []
    # the JSON of a report is none, whatever numerals stand in it
    texts = with_text(
        read_all(names, within(reading_as(type, max_size, patterns, ocr, quiet)), quiet, bad), bad
    )
    if text is not None:
        texts = kept_texts(texts, text)
    from .surest import of_units, surer, within_sections

    one = extracting(tuple(patterns or ()), year, region, issuer)
    whole = reading(one, said, quiet)

    def scale() -> Units:
        from ..metrics.conversions import units
        from ..rules.files import load

        return units(load(tuple(patterns or ())))

    def asked(text: Text) -> Report:
        report = within_sections(whole(text), tuple(section or ()))
        return surer(of_units(report, tuple(unit or ()), scale), min_confidence)

    reports = told_reports(texts, asked, quiet)
    first = next(reports, None)
    if first is not None:
        put(chosen, kind, chain([first], reports), output, excel=excel, heads=heads, fields=columns)
    for problem in bad:
        say(problem)
    if bad:
        if said is not None:
            said.told(quiet)
        raise Ended(INPUT)
    settled(said, quiet)

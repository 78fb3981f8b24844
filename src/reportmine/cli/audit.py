"""`reportmine audit`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

from ..output.registry import Kind
from .app import command
from .archived import opened
from .choosing import choose, put
from .corrected import amending, corrections_of, settled
from .declared import Argument, Ended, Option
from .inputs import expanded, input_names, reading_as, reports_of
from .manners import FAILED, ended, say
from .options import (
    FORMAT,
    AuditFormat,
    CorrectionsOption,
    ExcelOption,
    HeadsOption,
    IssuerOption,
    OcrOption,
    OutOption,
    PatternsOption,
    QuietOption,
    RegionOption,
    SizeOption,
    TypeOption,
    YearOption,
    word,
)

if TYPE_CHECKING:
    from ..records import Audit, Report
    from ..rules.rule import RuleSet


@command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine audit report.txt\n"
    "reportmine audit reports/ -o contradictions.csv\n"
    "reportmine audit report.pdf --all -f json | jq '.findings[] | select(.verdict == \"unclear\")'\n"
    "reportmine audit draft.docx --exit-code -q"
)
def audit(
    files: Annotated[
        list[str] | None,
        Argument(
            metavar="FILE",
            help="Reports or their JSON; a folder, a pattern (*.html) or a store for many; or - for stdin.",
        ),
    ] = None,
    format: Annotated[AuditFormat | None, FORMAT] = None,
    output: OutOption = None,
    everything: Annotated[
        bool, Option("--all", help="What agrees, is rounded or unclear too, not contradictions alone.")
    ] = False,
    exit_code: Annotated[
        bool, Option("--exit-code", help="Exit with 1 if there is a contradiction.")
    ] = False,
    excel: ExcelOption = False,
    heads: HeadsOption = None,
    year: YearOption = None,
    region: RegionOption = None,
    issuer: IssuerOption = None,
    corrections: CorrectionsOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    ocr: OcrOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Hold a report against itself: do its own figures bear each other out?

    Parts and their sums, shares, changes between levels, rates, lists with their figures, totals and rates of
    tables. Only what contradicts is shown; each finding has its figures and the arithmetic in one line.
    """
    names = input_names(expanded(files, output) if files else files, output)
    names, within = opened(names, max_size, quiet)
    kind: Kind = "audit" if len(names) == 1 else "audits"
    chosen = choose(kind, format, output, excel=excel, heads=heads)
    bad: list[str] = []
    rules = tuple(patterns or ())
    read = within(reading_as(type, max_size, patterns, ocr, quiet))
    judged = corrections_of(corrections, patterns, names)
    reports = reports_of(
        names,
        read,
        rules,
        quiet,
        bad,
        year=year,
        region=word(region),
        issuer=word(issuer),
        amend=amending(judged, tell=quiet),
    )
    from ..rules.files import load

    found = list(_audits(reports, load(rules), everything, quiet))
    if found or len(bad) < len(names):
        alone = len(found) == 1 and kind == "audit"
        put(
            chosen,
            "audit" if alone else "audits",
            found[0] if alone else found,
            output,
            excel=excel,
            heads=heads,
        )
    ended(bad)
    settled(judged, quiet)
    if exit_code and any(one.contradictions for one in found):
        raise Ended(FAILED)


def _audits(reports: Iterable[Report], rules: RuleSet, everything: bool, quiet: bool) -> Iterator[Audit]:
    """The audits of reports, one by one; what a reader should know of each is told."""
    from ..check.audit import contradictions, of_report

    for report in reports:
        found = of_report(report, rules)
        if not quiet:
            for notice in found.warnings:
                say(f"{report.source.name}: warning: {notice.message}")
        yield found if everything else contradictions(found)

"""The command line. Each command is one public function of the library; what it needs is imported in it."""

from __future__ import annotations

import functools
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, NoReturn, ParamSpec, TypeVar

import typer

from .. import __version__
from ..output.target import OutputError, for_people, plain, show, to_standard, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from ..records import Notice, Report
    from ..rules.rule import Rule, RuleSet
    from ..text.text import Text

P = ParamSpec("P")
F = TypeVar("F", bound=StrEnum)

VIEWS = ("table", "tree", "text")  # the formats that are for reading
MOST_MEGABYTES = 1_000_000  # that --max-size takes
DONE, FAILED, USAGE, INPUT, INTERRUPTED = 0, 1, 2, 3, 130

# without rich_markup_mode=None and pretty_exceptions_enable=False, help and errors import rich
app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 an example of a rule failed, or diff --exit-code found differences; "
    "2 usage error, or a wrong pattern file; "
    "3 input that could not be read.",
)
rules_app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    help="List, show and test the rules that do the reading.",
)
app.add_typer(rules_app, name="rules")


class Format(StrEnum):
    """What extract can give out."""

    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    table = "table"


class FileType(StrEnum):
    """What kind of file can be read."""

    text = "text"
    csv = "csv"
    html = "html"
    mhtml = "mhtml"
    docx = "docx"
    pdf = "pdf"


class TreeFormat(StrEnum):
    """What outline can give out."""

    json = "json"
    tree = "tree"


class DiffFormat(StrEnum):
    """What diff can give out."""

    json = "json"
    csv = "csv"
    markdown = "markdown"
    table = "table"


class SeriesFormat(StrEnum):
    """What series can give out."""

    json = "json"
    csv = "csv"
    table = "table"


class ConceptFormat(StrEnum):
    """What concepts can give out."""

    json = "json"
    table = "table"


class RecordName(StrEnum):
    """What schema can describe."""

    report = "report"
    diff = "diff"
    series = "series"


class TextFormat(StrEnum):
    """What explain and rules can give out."""

    json = "json"
    text = "text"


OutOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="OUT",
        help="Write to this file, whole or not at all, instead of standard output.",
    ),
]
PatternsOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--patterns",
        metavar="PATH",
        help="A pattern file (TOML) or a folder of them; adds rules or replaces them by id. May be repeated.",
    ),
]
TextFormatOption = Annotated[
    TextFormat | None,
    typer.Option("--format", "-f", help="By default text on a terminal and JSON in a pipe."),
]
ExcelOption = Annotated[
    bool,
    typer.Option(
        "--excel", help="CSV for spreadsheets: with byte order mark, and no cell is run as a formula."
    ),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No warnings and no progress on stderr.")]
TypeOption = Annotated[
    FileType | None,
    typer.Option("--type", help="Read the files as this type, whatever their content and suffix say."),
]
SizeOption = Annotated[
    int | None,
    typer.Option(
        "--max-size",
        metavar="MB",
        min=1,
        max=MOST_MEGABYTES,
        help="Refuse a file that has, or unpacks to, more megabytes than this, or whose text has more than "
        "a quarter of it. By default 64.",
    ),
]
YearOption = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="YEAR",
        min=1949,
        max=2100,
        help="The year reported on (of a report given early in 2026: 2025), whatever the text says.",
    ),
]
RegionOption = Annotated[
    str | None,
    typer.Option("--region", metavar="PLACE", help="The region it is about, whatever the text says."),
]
IssuerOption = Annotated[
    str | None,
    typer.Option("--issuer", metavar="BODY", help="Who gives the report, whatever the text says."),
]
FileArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="A report in any type that is read, or - for standard input.")
]


def _say(line: str) -> None:
    """One line for the person, not for the data."""
    print(f"reportmine: {plain(line)}", file=sys.stderr)


def _stop(line: str, code: int) -> NoReturn:
    _say(line)
    raise typer.Exit(code)


def _careful(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what can go wrong outside the program into one line and an exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:  # the reader has seen enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            raise typer.Exit(DONE) from None
        except OutputError as error:
            _stop(str(error), USAGE)
        except ValueError as error:
            from ..readers.source import InputError
            from ..rules.files import PatternError

            if isinstance(error, InputError):
                _stop(str(error), INPUT)
            if isinstance(error, PatternError):
                _stop(str(error), USAGE)
            raise

    return run


def _put_json(value: object, out: Path | None) -> None:
    write([json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n"], out)


def _put_view(views: Iterable[RenderableType], out: Path | None) -> None:
    """Draw for people: in the terminal's own encoding, colours and width, or plainly into a file."""
    from ..output.terminal.report import draw

    if to_standard(out):
        show(draw(view, sys.stdout) for view in views)
    else:
        write((draw(view) for view in views), out)


@_careful
def _version(wanted: bool) -> None:
    if wanted:
        show([f"reportmine {__version__}\n"])
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Extract figures with their meaning, and the section tree, from Chinese government reports."""


@app.command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine extract report.txt\n"
    "reportmine extract report.txt | jq '.indicators[] | {metric, value, unit}'\n"
    "reportmine extract 2024/*.txt -o panel.csv\n"
    "reportmine extract page.html report.docx report.pdf -o figures.jsonl"
)
@_careful
def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE", help="Reports as text, CSV, HTML, MHTML, DOCX or PDF, or - for standard input."
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="By default what the suffix of OUT says; else a table on a terminal and JSON in a pipe.",
        ),
    ] = None,
    output: OutOption = None,
    excel: ExcelOption = False,
    text: Annotated[
        Path | None,
        typer.Option(
            "--text", metavar="OUT", help="Also write the text that the offsets index to this file, as UTF-8."
        ),
    ] = None,
    year: YearOption = None,
    region: RegionOption = None,
    issuer: IssuerOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Extract every figure with its meaning and place.

    Of each: value, unit, what it counts, who did it, how it changed, and where it stands.

    What --year, --region and --issuer say holds for every FILE.

    One file gives one report as a JSON object, several give an array. JSON Lines and CSV have one
    figure a line, each with its report's file, title, issuer, region and year.
    """
    names = _inputs(files, output, text)
    if text is not None and len(names) > 1:
        raise typer.BadParameter("takes the text of one file.", param_hint="--text")
    if text is not None and (to_standard(text) and to_standard(output)):
        raise typer.BadParameter("and the figures cannot both go to standard output.", param_hint="--text")
    if text is not None and output is not None and text.absolute() == output.absolute():
        raise typer.BadParameter("is the file of the figures too.", param_hint="--text")
    suffixes = {".jsonl": Format.jsonl, ".ndjson": Format.jsonl, ".csv": Format.csv}
    chosen = _chosen(Format, format, output, suffixes, excel=excel)
    bad: list[str] = []
    texts = _texts(names, _reading(type, max_size), quiet, bad)
    if text is not None:
        texts = _written(texts, text)
    from ..pipeline import extract as read

    one = functools.partial(
        read, patterns=tuple(patterns or ()), year=year, region=_word(region), issuer=_word(issuer)
    )
    reports = _reports(texts, one, quiet)
    first = next(reports, None)
    if first is not None:
        _put_reports(chain([first], reports), chosen, output, excel=excel, many=len(names) > 1)
    for problem in bad:
        _say(problem)
    if bad:
        raise typer.Exit(INPUT)


def _word(said: str | None) -> str | None:
    return (said or "").strip() or None


def _inputs(files: list[str] | None, out: Path | None, text: Path | None = None) -> list[str]:
    if not files:
        if sys.stdin is None or sys.stdin.isatty():
            raise typer.BadParameter("name a file, or pipe a text in.", param_hint="FILE")
        files = ["-"]
    if files.count("-") > 1:
        raise typer.BadParameter("standard input (-) can be read only once.", param_hint="FILE")
    for option, place in (("--output", out), ("--text", text)):
        if place is not None and os.path.isfile(place):  # noqa: PTH113  (a name too long is none, no error)
            for file in files:
                if os.path.exists(file) and place.samefile(file):  # noqa: PTH110
                    raise typer.BadParameter(f"{plain(file)} is an input too.", param_hint=option)
    return files


Reading = Callable[[str], "Text"]


def _reading(type: FileType | None, max_size: int | None) -> Reading:
    """How files are read: `load` with the options of the command."""
    from ..readers.document import MAX_SIZE, MEGABYTE
    from ..readers.source import load

    size = MAX_SIZE if max_size is None else max_size * MEGABYTE
    return functools.partial(load, type=type.value if type else None, max_size=size)


def _texts(names: Sequence[str], read: Reading, quiet: bool, bad: list[str]) -> Iterator[Text]:
    """Read the files one by one; those that cannot be read are told of in `bad`."""
    from ..readers.source import InputError

    for name in _counted(names, quiet):
        try:
            yield read(name)
        except InputError as error:
            bad.append(str(error))


def _written(texts: Iterable[Text], out: Path) -> Iterator[Text]:
    """The texts, each written to a file as it passes."""
    for text in texts:
        write([text.raw], out)
        yield text


def _reports(texts: Iterable[Text], read: Callable[[Text], Report], quiet: bool) -> Iterator[Report]:
    for text in texts:
        report = read(text)
        if not quiet:
            for notice in report.warnings:
                _say(f"{report.source.name}: warning: {notice.message}")
        yield report


def _counted(names: Sequence[str], quiet: bool) -> Iterator[str]:
    """The names, with a line on the terminal that says how far the work is."""
    progress = len(names) > 1 and not quiet and sys.stderr is not None and sys.stderr.isatty()
    for number, name in enumerate(names, 1):
        if progress:
            print(f"\r\x1b[K{number}/{len(names)} {plain(name)[-60:]}", end="", file=sys.stderr, flush=True)
        yield name
    if progress:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _put_reports(
    reports: Iterator[Report], format: Format, out: Path | None, *, excel: bool, many: bool
) -> None:
    from ..output import export

    if format is Format.table:
        from ..output.terminal.report import table

        _put_view(map(table, reports), out)
    elif format is Format.csv:
        write(export.csv_lines(reports, excel=excel), out)
    elif format is Format.jsonl:
        write(export.jsonl(reports), out)
    elif many:
        write(export.json_array(reports), out)
    else:
        write(export.json_object(next(reports)), out)


@app.command(epilog="Example:\n\n\b\nreportmine outline report.txt -f tree")
@_careful
def outline(
    file: FileArgument = "-",
    format: Annotated[
        TreeFormat | None,
        typer.Option("--format", "-f", help="By default a tree on a terminal and JSON in a pipe."),
    ] = None,
    output: OutOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Give the section tree of a report."""
    from ..pipeline import outline as read

    (name,) = _inputs([file] if file != "-" else None, output)
    text = _reading(type, max_size)(name)
    sections = read(text, patterns=tuple(patterns or ()))
    if _chosen(TreeFormat, format, output) is TreeFormat.tree:
        from ..output.terminal.report import tree

        _put_view([tree(sections, text.source.name)], output)
    else:
        _put_json([section.model_dump(mode="json") for section in sections], output)


@app.command(epilog="Example:\n\n\b\nreportmine explain report.txt --at 1234")
@_careful
def explain(
    file: FileArgument,
    at: Annotated[
        int, typer.Option("--at", metavar="OFFSET", help="Offset of a character of the text, from 0.")
    ],
    format: TextFormatOption = None,
    output: OutOption = None,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Explain the reading at one offset.

    Which rules fired, the runner-up, and why a numeral is no figure.
    """
    from ..workbench.explain import explain as read

    text = _reading(type, max_size)(*_inputs([file], output))
    if not 0 <= at < len(text.raw):
        raise typer.BadParameter(
            f"{at} is outside the text, whose offsets are 0 to {len(text.raw) - 1}.", param_hint="--at"
        )
    told = read(text, at, patterns=tuple(patterns or ()))
    if _chosen(TextFormat, format, output) is TextFormat.text:
        from ..output.terminal.report import explanation

        _put_view([explanation(told)], output)
    else:
        _put_json(told.model_dump(mode="json"), output)


@app.command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine diff report-2024.txt report-2025.txt\n"
    "reportmine diff 2024.json 2025.json -o changes.csv\n"
    "reportmine diff old.txt new.txt | jq '.targets[] | select(.outcome == \"missed\")'"
)
@_careful
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The earlier report, or its JSON.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The later report; one of the two may be -.")],
    format: Annotated[
        DiffFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="By default what the suffix of OUT says; else a table on a terminal and JSON in a pipe.",
        ),
    ] = None,
    output: OutOption = None,
    excel: ExcelOption = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if anything but `same` comes out.")
    ] = False,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Compare two yearly reports, figure by figure.

    What is the same metric in both is found by meaning, not by place: changed, same, near (probably the same,
    with the evidence), ambiguous, added, removed; targets with what came of them; claims of change held
    against the figures; and what became of the sections.
    """
    from ..compare.diff import diff as compare

    chosen = _chosen(
        DiffFormat, format, output, {".csv": DiffFormat.csv, ".md": DiffFormat.markdown}, excel=excel
    )
    first, second = map(_reading(type, max_size), _inputs([old, new], output))
    found = compare(first, second, patterns=tuple(patterns or ()))
    _warn(found.warnings, quiet)
    if chosen is DiffFormat.table:
        from ..output.terminal.diff import diff_table

        _put_view([diff_table(found)], output)
    else:
        from ..output import diff as export_diff
        from ..output import export

        if chosen is DiffFormat.csv:
            write(export_diff.csv_lines(found, excel=excel), output)
        elif chosen is DiffFormat.markdown:
            write(export_diff.markdown(found), output)
        else:
            write(export.json_object(found), output)
    if exit_code and any(row.change != "same" for row in found.rows):
        raise typer.Exit(FAILED)


@app.command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine series reports/ -o panel.csv\n"
    "reportmine series national-20*.txt --wide\n"
    "reportmine series 2025/*.json --wide -f csv --targets"
)
@_careful
def series(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="Reports or their JSON; a folder or a pattern (*.html) for many."
        ),
    ],
    format: Annotated[
        SeriesFormat | None,
        typer.Option(
            "--format",
            "-f",
            help="By default what the suffix of OUT says; else a table on a terminal and JSON in a pipe.",
        ),
    ] = None,
    output: OutOption = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="A row for each metric, a column for each year (or region).")
    ] = False,
    least: Annotated[
        int | None,
        typer.Option(
            "--min",
            metavar="N",
            min=1,
            help="Leave out metrics with fewer values. By default 1; 2 with --wide.",
        ),
    ] = None,
    targets: Annotated[bool, typer.Option("--targets", help="Planned values too, marked as such.")] = False,
    excel: ExcelOption = False,
    type: TypeOption = None,
    max_size: SizeOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Put the figures of many reports in one table.

    Each value says which report states it and where. Metrics are joined by concept where the patterns know
    it, else by meaning; values that contradict each other stand side by side. A report that also gives an
    earlier year's figure fills both years.
    """
    from ..compare.series import at_least, join
    from ..output import export
    from ..output import series as export_series
    from ..output.wide import wide as turned

    chosen = _chosen(SeriesFormat, format, output, {".csv": SeriesFormat.csv}, excel=excel)
    names = _inputs(_expanded(files, output), output)
    bad: list[str] = []
    rules = tuple(patterns or ())
    read = _reading(type, max_size)
    found = join(list(_any_reports(names, read, rules, quiet, bad)), patterns=rules, targets=targets)
    _warn(found.warnings, quiet)
    found = at_least(found, least or 1)
    if len(bad) < len(names):
        if chosen is SeriesFormat.table:
            from ..output.terminal.series import series_table, wide_table

            _put_view([wide_table(turned(found, least=least or 2)) if wide else series_table(found)], output)
        elif wide:
            table = turned(found, least=least or 2)
            lines = (
                export_series.wide_csv(table, excel=excel)
                if chosen is SeriesFormat.csv
                else export_series.wide_json(table)
            )
            write(lines, output)
        elif chosen is SeriesFormat.csv:
            write(export_series.csv_lines(found, excel=excel), output)
        else:
            write(export.json_object(found), output)
    for problem in bad:
        _say(problem)
    if bad:
        raise typer.Exit(INPUT)


def _expanded(names: Sequence[str], out: Path | None) -> list[str]:
    """The files that names, folders and patterns mean, each once; of folders and patterns all but the output,
    which a run before may have left there."""
    from glob import glob  # Path.glob takes no absolute pattern

    from ..readers.registry import SUFFIXES

    found: dict[str, None] = {}
    for name in names:
        place = Path(name)
        if name != "-" and place.is_dir():
            inside = sorted(one for one in _inside(place) if one.suffix.lower() in SUFFIXES | {".json"})
            inside = [one for one in inside if not _same(one, out)]
            if not inside:
                raise typer.BadParameter(
                    f"{plain(name)} holds no file that is read (*.txt, *.html, *.docx, *.pdf, *.json …).",
                    param_hint="FILE",
                )
            found.update(dict.fromkeys(map(str, inside)))
        elif not place.exists() and (matches := sorted(glob(name, recursive=True))):  # noqa: PTH207
            found.update(dict.fromkeys(one for one in matches if not _same(Path(one), out)))
        else:
            found[name] = None
    return list(found)


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise typer.BadParameter(
            f"{plain(str(folder))} cannot be listed ({error.strerror}).", param_hint="FILE"
        ) from None


def _same(file: Path, out: Path | None) -> bool:
    # a name that is too long is none, and no error
    return out is not None and all(map(os.path.exists, (file, out))) and out.samefile(file)


def _any_reports(
    names: Sequence[str], read: Reading, patterns: tuple[Path, ...], quiet: bool, bad: list[str]
) -> Iterator[Report]:
    """The reports of texts and of JSON, one by one; files that hold none are told of in `bad`."""
    from ..compare.reading import read_reports
    from ..readers.source import InputError

    for text in _texts(names, read, quiet, bad):
        try:
            yield from read_reports(text, patterns=patterns)
        except InputError as error:
            bad.append(str(error))


@app.command(
    epilog="Examples:\n\n\b\nreportmine concepts -f table\nreportmine concepts | jq -r '.[].concept'"
)
@_careful
def concepts(
    format: Annotated[
        ConceptFormat | None,
        typer.Option("--format", "-f", help="By default a table on a terminal and JSON in a pipe."),
    ] = None,
    output: OutOption = None,
    patterns: PatternsOption = None,
) -> None:
    """List the metrics known under a canonical id.

    Yours are added with --patterns: a file with stage = "concepts".
    """
    from ..metrics.concepts import concepts as known

    listed = sorted(known(_rules(patterns)).by_id.values(), key=lambda one: one.id)
    if _chosen(ConceptFormat, format, output) is ConceptFormat.table:
        from ..output.terminal.series import concepts_table

        _put_view([concepts_table(listed)], output)
    else:
        _put_json([_rule_table(one.rule) for one in listed], output)


def _warn(notices: Iterable[Notice], quiet: bool) -> None:
    if not quiet:
        for notice in notices:
            _say(f"warning: {notice.message}")


def _chosen(
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
    _known(out, suffixes)
    if excel:
        return kind("csv")
    if for_people(out):
        return view
    return suffixes.get(out.suffix.lower(), kind("json")) if out is not None else kind("json")


def _known(out: Path | None, suffixes: Iterable[str]) -> None:
    """Refuse a file whose suffix promises what would not be in it; one without a suffix promises nothing."""
    if to_standard(out) or out is None or not out.suffix or out.suffix.lower() in suffixes:
        return
    raise typer.BadParameter(
        f"{plain(str(out))}: files of this suffix cannot be written; the suffixes are {', '.join(suffixes)} "
        "(--format with a format writes that into any file).",
        param_hint="--output",
    )


@app.command(epilog="Examples:\n\n\b\nreportmine schema -o report.schema.json\nreportmine schema diff")
@_careful
def schema(
    record: Annotated[
        RecordName,
        typer.Argument(metavar="RECORD", help="What extract, diff or series gives: report, diff, series."),
    ] = RecordName.report,
    output: OutOption = None,
) -> None:
    """Print the JSON Schema of a report, a diff or a series.

    Each field is described in it.
    """
    from .. import records

    _known(output, [".json"])
    models: dict[str, type[records.Record]]
    models = {"report": records.Report, "diff": records.Diff, "series": records.Series}
    # as it is written out: numbers, not the strings that reading would also take
    table = models[record.value].model_json_schema(mode="serialization")
    _put_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **table}, output)


def _rules(patterns: list[Path] | None) -> RuleSet:
    from ..rules.files import load

    return load(tuple(patterns or ()), examples=True)


def _rule_table(rule: Rule) -> dict[str, object]:
    head = {"id": rule.id, "name": rule.name, "why": rule.why, "stage": rule.stage, "file": rule.file}
    return {**head, **rule.data, "yes": rule.yes, "no": rule.no}


@rules_app.command("list", epilog="Example:\n\n\b\nreportmine rules list --patterns my-rules/ -f text")
@_careful
def rules_list(
    format: TextFormatOption = None,
    output: OutOption = None,
    patterns: PatternsOption = None,
) -> None:
    """List all rules in the order in which they are tried."""
    known = _rules(patterns).rules
    if _chosen(TextFormat, format, output) is TextFormat.text:
        from ..output.terminal.report import rules

        _put_view([rules(known)], output)
    else:
        _put_json([_rule_table(rule) for rule in known], output)


@rules_app.command("show", epilog="Example:\n\n\b\nreportmine rules show RULE-ID")
@_careful
def rules_show(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="The id of a rule, as in the records.")],
    format: TextFormatOption = None,
    output: OutOption = None,
    patterns: PatternsOption = None,
) -> None:
    """Show one rule: what it knows, why it is there, and its examples."""
    known = _rules(patterns)
    rule = known.get(rule_id)
    if rule is None:
        from difflib import get_close_matches

        near = get_close_matches(rule_id, [rule.id for rule in known.rules])
        hint = f" Did you mean {', '.join(near)}?" if near else ""
        raise typer.BadParameter(f"no rule has the id {plain(rule_id)}.{hint}", param_hint="ID")
    if _chosen(TextFormat, format, output) is TextFormat.text:
        from ..output.terminal.report import rule as view

        _put_view([view(rule)], output)
    else:
        _put_json(_rule_table(rule), output)


@rules_app.command("test", epilog="Example:\n\n\b\nreportmine rules test my-rules.toml")
@_careful
def rules_test(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE", help="Your pattern file or folder; without it, all rules of the project."
        ),
    ] = None,
) -> None:
    """Try each rule on its own examples. Exit code 1 when one fails."""
    from ..workbench.rulecheck import check

    known = _rules([file] if file else None)
    # yours may be a folder; its rules are tried within the whole set
    places = dict.fromkeys(rule.file for rule in known.rules if rule.user) if file else [None]
    failures = [failure for place in places for failure in check(known, place)]
    show(plain(failure) + "\n" for failure in failures)
    if failures:
        _stop(f"{len(failures)} example(s) failed", FAILED)
    _say("all examples pass")


def main() -> None:
    """The entry point of the command."""
    # looking for plugins of pydantic means reading the metadata of every installed package
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    received: list[int] = []

    def end(number: int, _: object) -> NoReturn:  # an exception, so that half a file is removed
        received.append(number)
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    signal.signal(signal.SIGTERM, end)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, end)
    try:
        app(prog_name="reportmine")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except Exception:
        if not received:
            raise
        code = 128 + received[0]  # pydantic makes an error of its own of what interrupts it
    else:
        code = DONE
    _leave(code)


def _leave(code: int) -> NoReturn:
    """End at once: taking down the dictionaries one word at a time would cost a tenth of a short run."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):  # the reader is gone, or the stream was closed
            pass
    os._exit(code)

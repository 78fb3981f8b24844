"""The command line. Each command is one public function of the library; what it needs is imported in it."""

from __future__ import annotations

import functools
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, ParamSpec

import typer

from . import __version__
from .output import OutputError, for_people, plain, show, to_standard, write

if TYPE_CHECKING:
    from rich.console import RenderableType

    from .records import Report
    from .rules import Rule, RuleSet

P = ParamSpec("P")

DONE, FAILED, USAGE, INPUT, INTERRUPTED = 0, 1, 2, 3, 130

# without rich_markup_mode=None and pretty_exceptions_enable=False, help and errors import rich
app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 an example of a rule failed; 2 usage error, or a wrong pattern file; "
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


class TreeFormat(StrEnum):
    """What outline can give out."""

    json = "json"
    tree = "tree"


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
FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A text file, or - for standard input.")]


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
            from .rules import PatternError
            from .source import InputError

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
    from .show import draw

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
    "iconv -f big5 -t utf-8 report.txt | reportmine extract -"
)
@_careful
def extract(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE", help="Text files (UTF-8, GB18030 or UTF-16), or - for standard input."
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
    excel: Annotated[
        bool,
        typer.Option(
            "--excel", help="CSV for spreadsheets: with byte order mark, and no cell is run as a formula."
        ),
    ] = False,
    patterns: PatternsOption = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No warnings and no progress on stderr.")
    ] = False,
) -> None:
    """Extract every figure with its meaning and place.

    Of each: value, unit, what it counts, who did it, how it changed, and where it stands.

    One file gives one report as a JSON object, several give an array. JSON Lines and CSV have one
    figure a line, each with its report's file, title, issuer, region and year.
    """
    names = _inputs(files, output)
    chosen = _format(format, output, excel)
    bad: list[str] = []
    reports = _reports(names, tuple(patterns or ()), quiet, bad)
    first = next(reports, None)
    if first is not None:
        _put_reports(chain([first], reports), chosen, output, excel=excel, many=len(names) > 1)
    for problem in bad:
        _say(problem)
    if bad:
        raise typer.Exit(INPUT)


def _inputs(files: list[str] | None, out: Path | None) -> list[str]:
    if not files:
        if sys.stdin is None or sys.stdin.isatty():
            raise typer.BadParameter("name a file, or pipe a text in.", param_hint="FILE")
        files = ["-"]
    if files.count("-") > 1:
        raise typer.BadParameter("standard input (-) can be read only once.", param_hint="FILE")
    if out is not None and out.is_file():
        for file in files:
            if os.path.exists(file) and out.samefile(file):  # noqa: PTH110
                raise typer.BadParameter(f"{plain(file)} is an input too.", param_hint="--output")
    return files


def _format(format: Format | None, out: Path | None, excel: bool) -> Format:
    if excel:
        if format not in (None, Format.csv):
            raise typer.BadParameter("is for CSV only.", param_hint="--excel")
        return Format.csv
    if format is not None:
        return format
    if for_people(out):
        return Format.table
    suffixes = {".jsonl": Format.jsonl, ".ndjson": Format.jsonl, ".csv": Format.csv, ".txt": Format.table}
    return suffixes.get(out.suffix.lower(), Format.json) if out is not None else Format.json


def _reports(
    names: Sequence[str], patterns: tuple[Path, ...], quiet: bool, bad: list[str]
) -> Iterator[Report]:
    """Read the files one by one; those that cannot be read are told of in `bad`."""
    from .pipeline import extract as read
    from .source import InputError, load

    progress = len(names) > 1 and not quiet and sys.stderr is not None and sys.stderr.isatty()
    for number, name in enumerate(names, 1):
        if progress:
            print(f"\r\x1b[K{number}/{len(names)} {plain(name)[-60:]}", end="", file=sys.stderr, flush=True)
        try:
            text = load(name)
        except InputError as error:
            bad.append(str(error))
            continue
        finally:
            if progress and number == len(names):
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        report = read(text, patterns=patterns)
        if not quiet:
            for notice in report.warnings:
                _say(f"{report.source.name}: warning: {notice.message}")
        yield report


def _put_reports(
    reports: Iterator[Report], format: Format, out: Path | None, *, excel: bool, many: bool
) -> None:
    from . import export

    if format is Format.table:
        from .show import table

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
    patterns: PatternsOption = None,
) -> None:
    """Give the section tree of a report."""
    from .pipeline import outline as read
    from .source import load

    (name,) = _inputs([file] if file != "-" else None, output)
    text = load(name)
    sections = read(text, patterns=tuple(patterns or ()))
    if format is TreeFormat.tree or (format is None and for_people(output)):
        from .show import tree

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
    patterns: PatternsOption = None,
) -> None:
    """Explain the reading at one offset.

    Which rules fired, the runner-up, and why a numeral is no figure.
    """
    from .pipeline import explain as read
    from .source import load

    text = load(*_inputs([file], output))
    if not 0 <= at < len(text.raw):
        raise typer.BadParameter(
            f"{at} is outside the text, whose offsets are 0 to {len(text.raw) - 1}.", param_hint="--at"
        )
    told = read(text, at, patterns=tuple(patterns or ()))
    if format is TextFormat.text or (format is None and for_people(output)):
        from .show import explanation

        _put_view([explanation(told)], output)
    else:
        _put_json(told.model_dump(mode="json"), output)


@app.command(epilog="Example:\n\n\b\nreportmine schema -o report.schema.json")
@_careful
def schema(output: OutOption = None) -> None:
    """Print the JSON Schema of a report.

    Each field is described in it.
    """
    from .records import Report

    # as it is written out: numbers, not the strings that reading would also take
    table = Report.model_json_schema(mode="serialization")
    _put_json({"$schema": "https://json-schema.org/draft/2020-12/schema", **table}, output)


def _rules(patterns: list[Path] | None) -> RuleSet:
    from .rules import load

    return load(tuple(patterns or ()))


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
    if format is TextFormat.text or (format is None and for_people(output)):
        from .show import rules

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
    if format is TextFormat.text or (format is None and for_people(output)):
        from .show import rule as view

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
    from .rulecheck import check

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
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that half a file is removed
    try:
        app(prog_name="reportmine")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
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

"""`reportmine batch`."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from ..output.target import plain
from .app import command
from .choosing import choose, put
from .declared import Argument, Ended, Misused, Option
from .manners import INPUT, say, stop
from .options import (
    CorrectionsOption,
    EngineName,
    ExcelOption,
    FileType,
    OcrName,
    OcrOption,
    PatternsOption,
    QuietOption,
    RowsFormat,
    SizeOption,
    TypeOption,
)

if TYPE_CHECKING:
    from ..store.keys import Options
    from ..store.run import Summary
    from ..store.starting import Settings

_NAMED = 5  # files that could not be read are named up to so many


@command(
    epilog="Examples:\n\n"
    "\b\n"
    "reportmine batch reports/ more.zip -o store\n"
    "find / -name '*.pdf' | reportmine batch --from - -o store -j 8\n"
    "reportmine batch store --sql 'select region, count(*) from figures group by region'"
)
def batch(
    sources: Annotated[
        list[str] | None,
        Argument(
            metavar="SOURCE",
            help="Reports or their JSON: files, folders, patterns, zip archives, addresses (s3://); "
            "with --sql the store.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        Option(
            "--output",
            "-o",
            metavar="STORE",
            help="The folder of Parquet that what is read is added to; with --sql the file of the answer.",
        ),
    ] = None,
    listed: Annotated[
        str | None,
        Option("--from", metavar="FILE", help="Read the names of sources from this file, or from -."),
    ] = None,
    jobs: Annotated[
        int | None,
        Option("--jobs", "-j", metavar="N", min=1, max=1024, help="Processes. By default one a core."),
    ] = None,
    timeout: Annotated[
        float,
        Option("--timeout", metavar="SECONDS", min=0.1, help="End a file that takes longer."),
    ] = 120,
    force: Annotated[bool, Option("--force", help="Read again what the store holds already.")] = False,
    engine: Annotated[
        EngineName, Option("--engine", help="Where files are read: here, or on a cluster of dask.")
    ] = EngineName.local,
    scheduler: Annotated[
        str | None,
        Option("--scheduler", metavar="ADDRESS", help="The scheduler of the dask cluster (tcp://…)."),
    ] = None,
    sql: Annotated[
        str | None, Option("--sql", metavar="SELECT", help="Ask the store instead, by DuckDB.")
    ] = None,
    format: Annotated[
        RowsFormat | None,
        Option("--format", "-f", help="Of the answer. By default a table on a terminal and JSON in a pipe."),
    ] = None,
    excel: ExcelOption = False,
    type: TypeOption = None,
    max_size: SizeOption = None,
    ocr: OcrOption = None,
    corrections: CorrectionsOption = None,
    patterns: PatternsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Read many reports into a store: a folder of Parquet that grows run by run.

    Each file is read once; a second run does what is new or changed. A run that was ended at any moment
    goes on when the same command is run again.
    """
    if sql is not None:
        _ask(sources, sql, format, output, excel)
        return
    if format is not None or excel:
        raise Misused("is for the answer to --sql.", param_hint="--format" if format else "--excel")
    if output is None:
        raise Misused("name the store, a new folder or one that a run made.", param_hint="--output")
    if scheduler is not None and engine is not EngineName.dask:
        raise Misused("goes with --engine dask.", param_hint="--scheduler")
    from ..store.starting import Settings

    settings = Settings(jobs or 0, timeout, force, engine is EngineName.dask, scheduler)
    _read(
        _names(sources, listed), output, _options(type, max_size, patterns, corrections, ocr), settings, quiet
    )


def _ask(
    sources: list[str] | None, sql: str, format: RowsFormat | None, output: Path | None, excel: bool
) -> None:
    if not sources or len(sources) != 1:
        raise Misused("takes one store to ask.", param_hint="--sql")
    chosen = choose("rows", format, output, excel=excel)
    from ..store.sql import query

    put(chosen, "rows", query(Path(sources[0]), sql), output, excel=excel)


def _names(sources: list[str] | None, listed: str | None) -> list[str]:
    names = list(sources or ())
    if "-" in names:
        raise Misused("a report cannot come on standard input; --from - reads names.", param_hint="SOURCE")
    if listed is not None:
        from ..store.sources import listed as read

        names += read(listed)
    if not names:
        raise Misused("name files, folders or archives.", param_hint="SOURCE")
    return names


def _options(
    type: FileType | None,
    max_size: int | None,
    patterns: list[Path] | None,
    corrections: list[Path] | None,
    ocr: OcrName | None,
) -> Options:
    from ..readers.document import MAX_SIZE, MEGABYTE
    from ..store.keys import Options

    size = MAX_SIZE if max_size is None else max_size * MEGABYTE
    files = tuple(patterns or ()), tuple(corrections or ())
    return Options(type.value if type else None, size, *files, ocr.value if ocr else "auto")


def _read(names: list[str], store: Path, options: Options, settings: Settings, quiet: bool) -> None:
    from ..output.terminal.progress import shown
    from ..store.engine import EngineError
    from ..store.run import run
    from .stopping import asked_to_stop

    try:
        with asked_to_stop() as stopping, shown(quiet) as told:
            done = run(names, store, options, settings, told, functools.partial(bool, stopping))
    except EngineError as error:
        stop(str(error), INPUT)
    _tell(done, store, quiet)
    if done.stopped:
        say("stopped; what was read is kept: run the same command again to go on")
        raise Ended(128 + stopping[0] if stopping else INPUT)
    if done.bad:
        raise Ended(INPUT)


def _tell(done: Summary, store: Path, quiet: bool) -> None:
    """The summary; what could not be read is told even where nothing else is."""
    at, place = done.progress, plain(str(store))
    if not quiet:
        passed = f", {done.passed} of other kinds passed over" if done.passed else ""
        say(
            f"{at.total} files: {at.read} read ({at.figures} figures), {at.unchanged} unchanged, "
            f"{len(done.bad)} not readable{passed}; in {place}"
        )
    for one in done.bad[:_NAMED]:
        say(f"{one.file}: {one.message}")
    if len(done.bad) > _NAMED:
        say(
            f"… and {len(done.bad) - _NAMED} more that could not be read: "
            f"reportmine batch {place} --sql 'select file, message from errors'"
        )

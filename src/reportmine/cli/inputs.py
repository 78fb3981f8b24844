"""The files of a command, one after the other, with what they hold."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..output.target import plain, write
from ..readers.ocr.progress import PROGRESS
from ..readers.registry import BY_NAME, READERS, REPORTS, SOUGHT
from .declared import Misused
from .manners import say
from .options import FileType, OcrName, word

if TYPE_CHECKING:
    from ..records import Report
    from ..text.text import Text
    from .corrected import Amend


def input_names(files: list[str] | None, out: Path | None, text: Path | None = None) -> list[str]:
    if not files:
        if sys.stdin is None or sys.stdin.isatty():
            raise Misused("name a file, or pipe a text in.", param_hint="FILE")
        files = ["-"]
    if files.count("-") > 1:
        raise Misused("standard input (-) can be read only once.", param_hint="FILE")
    for option, place in (("--output", out), ("--text", text)):
        if place is not None and os.path.isfile(place):  # noqa: PTH113  (a name too long is none, no error)
            for file in files:
                if os.path.exists(file) and place.samefile(file):  # noqa: PTH110
                    raise Misused(f"{plain(file)} is an input too.", param_hint=option)
    return files


Reading = Callable[[str], "Text"]


def reading_as(
    type: FileType | None,
    max_size: int | None,
    patterns: Sequence[Path] | None,
    ocr: OcrName | None = None,
    quiet: bool = False,
) -> Reading:
    """How files are read: `load` with the options of the command; where OCR has nothing to do it is told."""
    from ..readers.document import MAX_SIZE, MEGABYTE
    from ..readers.source import load

    size = MAX_SIZE if max_size is None else max_size * MEGABYTE
    read = functools.partial(
        load,
        type=type.value if type else None,
        max_size=size,
        patterns=tuple(patterns or ()),
        ocr=ocr.value if ocr else "auto",
    )
    return _telling(read) if ocr is OcrName.always and not quiet else read


def _telling(read: Reading) -> Reading:
    """The same, with a line where a file has no page that could be recognised. It takes what `load` takes."""

    def told(name: Any, **options: Any) -> Text:
        text = read(name, **options)
        if not BY_NAME[text.source.reader].pictured:
            said = "it is no PDF and no picture, so --ocr always has nothing to recognise"
            say(f"{text.source.name}: warning: {said}")
        return text

    return told


def extracting(
    patterns: tuple[Path, ...], year: int | None, region: str | None, issuer: str | None
) -> Callable[[Text], Report]:
    """How texts become reports: `extract` with the options of the command."""
    from ..pipeline import extract

    return functools.partial(extract, patterns=patterns, year=year, region=word(region), issuer=word(issuer))


def read_all(names: Sequence[str], read: Reading, quiet: bool, bad: list[str]) -> Iterator[Text]:
    """Read the files one by one; those that cannot be read are told of in `bad`."""
    from ..readers.source import InputError

    for name in _counted(names, quiet):
        try:
            yield read(name)
        except InputError as error:
            bad.append(str(error))


def kept_texts(texts: Iterable[Text], out: Path) -> Iterator[Text]:
    """The texts, each written to a file as it passes."""
    for text in texts:
        write([text.raw], out)
        yield text


def with_text(texts: Iterable[Text], bad: list[str]) -> Iterator[Text]:
    """The texts that are no JSON of reports, which hold the figures and not the text they stand in."""
    from ..readers.source import InputError

    for text in texts:
        if _is_record(text.raw):
            remedy = "give the file that it was extracted from"
            bad.append(
                str(
                    InputError(
                        text.source.name, "is JSON, without the text that the figures stand in", remedy
                    )
                )
            )
        else:
            yield text


def _is_record(raw: str) -> bool:
    if raw.lstrip()[:1] not in ("{", "["):
        return False
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError):
        return False
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict) and "source" in first


def told_reports(texts: Iterable[Text], read: Callable[[Text], Report], quiet: bool) -> Iterator[Report]:
    for text in texts:
        report = read(text)
        if not quiet:
            for notice in report.warnings:
                say(f"{report.source.name}: warning: {notice.message}")
            if not (report.indicators or report.warnings):
                say(f"{report.source.name}: warning: no figure is in it")
        yield report


def _counted(names: Sequence[str], quiet: bool) -> Iterator[str]:
    """The names, with a line on the terminal that says how far the work is."""
    shown = not quiet and sys.stderr is not None and sys.stderr.isatty()
    progress = len(names) > 1 and shown
    if shown:
        PROGRESS.set(_pages_done)
    for number, name in enumerate(names, 1):
        if progress:
            print(f"\r\x1b[K{number}/{len(names)} {plain(name)[-60:]}", end="", file=sys.stderr, flush=True)
        yield name
    if progress:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _pages_done(count: int, total: int) -> None:
    """A line on the terminal that says how far OCR is with a file; none when it is done."""
    line = f"OCR {count}/{total}" if count < total else ""
    print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def expanded(names: Sequence[str], out: Path | None) -> list[str]:
    """The files that names, folders and patterns mean, each once; of folders and patterns all but the output,
    which a run before may have left there."""
    from glob import glob  # Path.glob takes no absolute pattern

    found: dict[str, None] = {}
    for name in names:
        place = Path(name)
        if in_store(name):
            found[name] = None
        elif name != "-" and place.is_dir():
            inside = sorted(one for one in _inside(place) if one.suffix.lower() in SOUGHT | REPORTS)
            inside = [one for one in inside if not _same(one, out)]
            if not inside:
                raise Misused(f"{plain(name)} holds no file that is read ({_kinds()} …).", param_hint="FILE")
            found.update(dict.fromkeys(map(str, inside)))
        elif not place.exists() and (matches := sorted(glob(name, recursive=True))):  # noqa: PTH207
            found.update(dict.fromkeys(one for one in matches if not _same(Path(one), out)))
        else:
            found[name] = None
    return list(found)


def _kinds() -> str:
    """What a folder may hold, each kind by its first suffix."""
    return ", ".join(f"*{suffix}" for suffix in (*(one.suffixes[0] for one in READERS), *REPORTS))


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise Misused(
            f"{plain(str(folder))} cannot be listed ({error.strerror}).", param_hint="FILE"
        ) from None


def _same(file: Path, out: Path | None) -> bool:
    # a name that is too long is none, and no error
    return out is not None and all(map(os.path.exists, (file, out))) and out.samefile(file)


def reports_of(
    names: Sequence[str],
    read: Reading,
    patterns: tuple[Path, ...],
    quiet: bool,
    bad: list[str],
    *,
    year: int | None = None,
    region: str | None = None,
    issuer: str | None = None,
    amend: Amend | None = None,
) -> Iterator[Report]:
    """The reports of texts, of JSON and of stores, one by one; files that hold none are told of in `bad`.

    `year`, `region` and `issuer` are of texts, as for `extract`; `amend` corrects what is read from one.
    """
    from ..compare.reading import read_reports
    from ..readers.source import InputError

    for name in _counted(names, quiet):
        try:
            if in_store(name):
                found: Iterable[Report] = stored(name)
                yield from found if amend is None else (amend(one, None) for one in found)
            else:
                text = read(name)
                found = read_reports(text, patterns=patterns, year=year, region=region, issuer=issuer)
                yield from found if amend is None else (amend(one, text) for one in found)
        except InputError as error:
            bad.append(str(error))


def in_store(name: str) -> bool:
    """Whether a name means a store that batch made, or a file in one: STORE or STORE#FILE."""
    place = _parted(name)[0]
    try:
        if name == "-" or not place.is_dir():
            return False
    except (OSError, ValueError):  # a name that is too long, or none
        return False
    from ..store.layout import is_store

    return is_store(place)


def _parted(name: str) -> tuple[Path, str | None]:
    """A store and the file in it; a # may stand in the name of a folder too."""
    if "#" not in name or os.path.isdir(name):  # noqa: PTH112  (a name too long is none, no error)
        return Path(name), None
    place, _, file = name.partition("#")
    return Path(place), file


def stored(name: str) -> Iterator[Report]:
    """The reports of a store, or of one file in it."""
    from ..store.reading import reports

    return reports(*_parted(name))


def one_stored(name: str) -> Report:
    """The only report of a store, or of a file in it. Raises InputError where there are none or several."""
    from itertools import islice

    from ..readers.source import InputError

    found = list(islice(stored(name), 2))
    if len(found) != 1:
        problem = "holds several reports" if found else "holds no report"
        raise InputError(name, problem, "name one of its files as STORE#FILE")
    return found[0]

#!/usr/bin/env python3
"""Whether a change of the code changes anything that comes out: a hash of every output.

    freeze.py                    the hashes of the present tree, a line each: hash, kind, source
    freeze.py -o FILE            the same, into a file
    freeze.py --against FILE     the lines that differ from those of a file; the exit code is 1 if any do
    freeze.py --against COMMIT   the same, from what the code and the patterns of a commit give today
    freeze.py --only PART        of sources whose name holds this

The sources are the samples and, where they are there, corpus, files, gold texts and pairs of ../shared. Each
is loaded, extracted, outlined and, but for ../shared/files, explained by the library, and given out by the
command in its other formats; what is refused counts with its message. Pairs are compared, and the samples
and the corpus joined in series. Only what the package offers in public is used, so that its modules may move.

To explain an offset is to read the whole text: of a short text up to 200 offsets are explained, of a longer
one as many as make 20,000 characters, two at least. Beside these, 20 stretches of each text are explained as
texts of their own. A run takes up to 540 seconds of processor time, some 4½ minutes where two cores are free;
against a commit there are two.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import os
import re
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict
from functools import partial
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn
from unittest import mock

from trees import ROOT, environment, unpack

if TYPE_CHECKING:
    from reportmine import Report

SAMPLES, SHARED = "samples", "../shared"  # from ROOT, so that a source has the same name in every checkout
FOLDERS = (f"{SAMPLES}/*", f"{SHARED}/corpus/*", f"{SHARED}/files/*", f"{SHARED}/gold/*.txt")
REPORTS = (".txt", ".text", ".html", ".docx", ".pdf")  # suffixes of what goes into a series
YEARS = (f"{SAMPLES}/yunting-2024.txt", f"{SAMPLES}/yunting-2025.txt")
WHOLE = (2, 200, 20_000)  # offsets explained of a text: at least, at most, and characters read for them
STRETCHES, STRETCH = 20, 300  # of a text that are explained by themselves, and characters of one
FIGURE = re.compile(r"\d")
VERBS = ("extract", "outline", "explain", "view", "diff", "series", "concepts", "schema", "rules")
VIEW = {
    "COLUMNS": "120",
    "LINES": "40",
    "NO_COLOR": "1",
    "TERM": "dumb",
}  # what tables are drawn for
TERMINAL = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE")  # would draw them otherwise

Names = Sequence[str]
Outputs = Iterator[tuple[str, str]]  # kind and output
Hashes = dict[tuple[str, str], str]  # by source and kind


class Job(NamedTuple):
    """What is made of some files, under the name by which it is listed."""

    make: Callable[[Names], Outputs]
    source: str
    names: Names

    @property
    def size(self) -> int:
        """How long it takes, roughly."""
        return sum(Path(name).stat().st_size for name in self.names)


def of_file(names: Names) -> Outputs:
    """All that can be made of one file."""
    from reportmine import InputError, load

    (name,) = names
    try:
        text = load(Path(name))
    except InputError as error:
        yield "load()", str(error)
    else:
        yield "load()", "\n".join((text.source.model_dump_json(), repr(text.notices), text.raw))
        yield "load().grids", json.dumps([asdict(grid) for grid in text.grids])
        yield from by_library(text, explained=f"{SHARED}/files/" not in name)
    yield from by_command(name)


def by_library(text: Any, *, explained: bool) -> Outputs:
    """A text that is loaded, by the functions of the library."""
    from reportmine import explain, extract, outline

    yield "extract()", extract(text).model_dump_json(indent=2)
    yield "outline()", "\n".join(section.model_dump_json() for section in outline(text))
    if explained:
        told = (explain(text, at) for at in offsets(text.raw))
        yield "explain()", "\n".join(one.model_dump_json() for one in told)
        told = (explain(part, at) for part, at in stretches(text.raw))
        yield "explain() of stretches", "\n".join(one.model_dump_json() for one in told)


def by_command(name: str) -> Outputs:
    """A file by the command, in the formats that the library does not give; of a sample in all."""
    for format in ("jsonl", "csv", "table"):
        yield command("extract -f " + format, name)
    yield command("outline -f tree", name)
    if name.startswith(SAMPLES):
        yield command("extract -f json", name)
        yield command("extract -f csv --excel", name)
        yield command("outline -f json", name)
        yield command("explain -f text --at 60", name)
        yield command("explain -f json --at 60", name)


def of_pair(names: Names) -> Outputs:
    """The comparison of two reports, and both in one output."""
    from reportmine import diff

    old, new = map(Path, names)
    yield "diff()", diff(old, new).model_dump_json(indent=2)
    for format in ("json", "csv", "csv --excel", "markdown", "table"):
        yield command("diff -f " + format, *names)
    for format in ("json", "jsonl", "csv"):
        yield command("extract -f " + format, *names)


def of_many(names: Names) -> Outputs:
    """The series of many reports: read once, and joined anew for each format."""
    from reportmine import extract, series

    reports = [extract(Path(name)) for name in names]
    yield "series()", series(reports).model_dump_json(indent=2)
    with tempfile.TemporaryDirectory() as folder:
        written = list(_written(reports, Path(folder)))
        for format in ("csv", "table", "json --wide", "csv --wide", "table --wide"):
            yield command("series -f " + format, *written)
        if all(name.startswith(SAMPLES) for name in names):
            for format in ("json --targets", "csv --excel", "csv --wide --excel", "csv --min 3"):
                yield command("series -f " + format, *written)


def _written(reports: Iterable[Report], folder: Path) -> Iterator[str]:
    for n, report in enumerate(reports):
        path = folder / f"{n:03}.json"
        path.write_text(report.model_dump_json(), "utf-8")
        yield str(path)


def of_nothing(_: Names) -> Outputs:
    """What comes out without a source: rules, concepts, schemas, help."""
    for asked in ("rules list -f json", "rules list -f text", "concepts -f json", "concepts -f table"):
        yield command(asked)
    for asked in ("report", "diff", "series"):
        yield command("schema " + asked)
    for asked in ("", *VERBS, *(f"rules {verb}" for verb in ("list", "show", "test"))):
        yield command(f"{asked} --help".strip())


def command(asked: str, *names: str) -> tuple[str, str]:
    """What `python -m reportmine` gives: its exit code, its output, and what it says beside it."""
    first, *rest = asked.split()
    out, said = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code: object = None
    with (
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(said),
        mock.patch("sys.argv", ["reportmine", first, *names, *rest]),
        mock.patch("os._exit", _left),  # the command ends its process
    ):
        try:
            runpy.run_module("reportmine", run_name="__main__")
        except SystemExit as ended:
            code = ended.code
    given = (stream.buffer.getvalue().decode() for stream in (out, said))
    return asked, "\n".join((f"exit code {code or 0}", *given))


def _left(code: int) -> NoReturn:
    raise SystemExit(code)


def offsets(raw: str) -> list[int]:
    """Places spread evenly over a text; all but each fourth moved on to the next figure."""
    least, most, characters = WHOLE
    count = min(most, max(least, characters // len(raw)))
    places = ((n, n * len(raw) // count) for n in range(count))
    return sorted({_figure(raw, at) if n % 4 != 3 else at for n, at in places})


def stretches(raw: str) -> Iterator[tuple[str, int]]:
    """Parts of a text spread evenly over it, each with the place of its first figure."""
    count = min(STRETCHES, len(raw) // STRETCH + 1)
    for n in range(count):
        at = n * len(raw) // count
        part = raw[at : at + STRETCH] + "\n"  # what has a line's end is no name of a file
        yield part, _figure(part, 0)


def _figure(raw: str, at: int) -> int:
    found = FIGURE.search(raw, at)
    return found.start() if found else at


def jobs(only: str) -> list[Job]:
    """All that is to be done for the sources whose name holds `only`, in the order of their names."""
    files = {pattern: sorted(filter(os.path.isfile, glob(pattern))) for pattern in FOLDERS}  # noqa: PTH207
    made = [Job(of_file, name, [name]) for names in files.values() for name in names]
    made += [Job(of_pair, " ".join(names), names) for names in (YEARS, *_pairs())]
    for pattern in FOLDERS[:2]:
        if names := [name for name in files[pattern] if name.endswith(REPORTS)]:
            made.append(Job(of_many, pattern, names))
    made.append(Job(of_nothing, "-", []))
    return [job for job in made if only in job.source]


def _pairs() -> Iterator[Names]:
    for folder in sorted(glob(f"{SHARED}/pairs/*/")):  # noqa: PTH207
        names = sorted(glob(f"{folder}*.txt"))  # noqa: PTH207
        yield sorted(names, key=lambda name: Path(name).stem != "old")


def hashes(job: Job) -> Hashes:
    """The hash of each output of a job."""
    here = Path.cwd().as_uri()  # which a report tells
    return {
        (job.source, kind): hashlib.sha256(output.replace(here, "file:").encode()).hexdigest()
        for kind, output in job.make(job.names)
    }


def begin(src: Path) -> None:
    """Hold a process to the package and the patterns of one tree."""
    import reportmine

    if not Path(reportmine.__file__).is_relative_to(src):
        raise RuntimeError(f"{reportmine.__file__} is not of {src}")
    sys.addaudithook(partial(_guard, src.parent / "patterns"))


def _guard(folder: Path, event: str, args: tuple[Any, ...]) -> None:
    if event == "open" and "patterns" in str(args[0]):
        found = next((one for one in Path(str(args[0])).parents if one.name == "patterns"), folder)
        if found != folder:
            raise RuntimeError(f"patterns of {found} are read, not of {folder}")


def work(src: str, only: str) -> None:
    """Print the hashes of the tree that this process imports from."""
    waiting = sorted(jobs(only), key=lambda job: job.size, reverse=True)  # the longest first
    found: Hashes = {}
    with ProcessPoolExecutor(initializer=begin, initargs=(Path(src),)) as pool:
        running = {pool.submit(hashes, job): job for job in waiting}
        for n, done in enumerate(as_completed(running), 1):
            found |= done.result()
            _progress(n, len(waiting), running[done].source)
    sys.stdout.writelines(lines(found))


def _progress(n: int, of: int, source: str) -> None:
    if sys.stderr.isatty():
        end = "" if n < of else "\r\x1b[K"
        print(f"\r\x1b[K{n}/{of} {source[-70:]}", end=end, file=sys.stderr, flush=True)
    elif n % 25 == 0 or n == of:
        print(f"{n}/{of}", file=sys.stderr, flush=True)


def run(src: Path, only: str) -> Hashes:
    """The hashes that the package in `src` gives, by a process of its own."""
    told = {**environment(src, ROOT / "bench"), **VIEW}
    done = subprocess.run(
        [sys.executable, "-c", "import freeze, sys; freeze.work(*sys.argv[1:])", str(src), only],
        env={name: value for name, value in told.items() if name not in TERMINAL},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    if done.returncode:
        raise SystemExit(f"freeze.py: the run in {src} failed")
    return read(done.stdout)


def lines(found: Mapping[tuple[str, str], str]) -> list[str]:
    """Hashes as lines, in the order of the sources."""
    return [f"{digest}  {kind}  {source}\n" for (source, kind), digest in sorted(found.items())]


def read(text: str) -> Hashes:
    """Hashes from their lines."""
    rows = (line.split("  ", 2) for line in text.splitlines())
    return {(source, kind): digest for digest, kind, source in rows}


def known(place: str, only: str) -> Hashes:
    """The hashes of a file, or of a commit."""
    if Path(place).is_file():
        found = read(Path(place).read_text("utf-8"))
        return {key: digest for key, digest in found.items() if only in key[0]}
    with tempfile.TemporaryDirectory() as folder:
        return run(unpack(place, Path(folder).resolve()), only)


def differences(old: Hashes, new: Hashes) -> list[str]:
    """The kind and source of each output that is not the same in both."""
    changed = sorted(key for key in old.keys() | new.keys() if old.get(key) != new.get(key))
    gone = dict.fromkeys(old.keys() - new.keys(), " (gone)")
    gone |= dict.fromkeys(new.keys() - old.keys(), " (new)")
    return [f"{kind}  {source}{gone.get((source, kind), '')}" for source, kind in changed]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; gives its exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("-o", "--output", metavar="FILE", type=Path, help="write the hashes to this file")
    asked.add_argument("--against", metavar="FILE|COMMIT", help="print what differs from these hashes")
    asked.add_argument("--only", metavar="PART", default="", help="part of the name of the sources")
    args = asked.parse_args(argv)
    old = known(args.against, args.only) if args.against else None
    new = run(ROOT / "src", args.only)
    if args.output:
        args.output.write_text("".join(lines(new)), "utf-8", newline="\n")
    elif old is None:
        sys.stdout.writelines(lines(new))
    if old is None:
        return 0
    different = differences(old, new)
    equal = len(old.keys() | new.keys()) - len(different)
    print(*different, f"{len(different)} differ, {equal} are equal", sep="\n")
    return int(bool(different))


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Whether an office program and reportmine read each other's files alike.

    office.py                    a workbook of reports and one of a wide series, of the corpus or samples
    office.py FILE.xlsx...       these workbooks
    office.py --documents        the samples, saved by it as DOC, RTF, ODT and PDF

LibreOffice (`soffice`) must be on the machine; it runs without a screen and with a profile of its own. The
workbook as written and as saved by it are both read by python-calamine: every value, type and character must
be equal, and no cell of what it saved may be a formula. A document that it saved must give the figures of the
one it was saved from, every field but those of its place. The exit code is 1 where that is not so.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineWorkbook

from reportmine import extract, load

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "samples"
LIKE_FORMULAS = "某县2025年工作报告\n新建=1+1公园5个，“=cmd|calc!A1”项目3个，+8企业2家，@SUM(1)园区4个。\n"
SHOWN = 10  # differences that are printed
TIMEOUT = 300
KINDS = ("doc", "rtf", "odt", "pdf")
PLACED = {"start", "end", "sentence", "section"}
"""What tells where a figure stands: as ODT it drops numbers of paragraphs, as PDF blanks are another kind."""


def made(folder: Path) -> Iterator[Path]:
    """Workbooks to look at: of reports, with one whose words look like formulas, and of a wide series."""
    texts = sorted((CORPUS if any(CORPUS.glob("*-2026.txt")) else SAMPLES).glob("*.txt"))
    (folder / "formulas.txt").write_text(LIKE_FORMULAS, encoding="utf-8")
    yield _written(folder / "reports.xlsx", ["extract", *map(str, texts[:6]), str(folder / "formulas.txt")])
    yield _written(folder / "wide.xlsx", ["series", *map(str, texts), "--wide"])


def _written(out: Path, command: list[str]) -> Path:
    subprocess.run([sys.executable, "-m", "reportmine", *command, "-o", str(out), "-q"], check=True)
    return out


def saved(book: Path, folder: Path, kind: str = "xlsx:Calc MS Excel 2007 XML") -> Path:
    """The file as LibreOffice saves it."""
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("office.py needs LibreOffice: soffice is not on this machine")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    to = ["--convert-to", kind, "--outdir", str(folder / "saved")]
    subprocess.run(
        [office, "--headless", "--norestore", profile, *to, str(book)],
        check=True,
        capture_output=True,
        timeout=TIMEOUT,
    )
    return folder / "saved" / f"{book.stem}.{kind.partition(':')[0]}"


def differences(one: Path, other: Path) -> tuple[int, list[str]]:
    """How many cells there are, and those that are not equal."""
    books = [CalamineWorkbook.from_path(str(path)) for path in (one, other)]
    names = books[0].sheet_names
    if names != books[1].sheet_names:
        return 0, [f"sheets: {names} / {books[1].sheet_names}"]
    count, found = 0, []
    for name in names:
        left, right = (book.get_sheet_by_name(name).to_python(skip_empty_area=False) for book in books)
        if len(left) != len(right):
            found.append(f"{name}: {len(left)} rows / {len(right)}")
        for row, (was, now) in enumerate(zip(left, right, strict=False), 1):
            count += len(was)
            cells = zip(was, now, strict=False)
            found += [f"{name} row {row}: {a!r} / {b!r}" for a, b in cells if (type(a), a) != (type(b), b)]
            if len(was) != len(now):
                found.append(f"{name} row {row}: {len(was)} cells / {len(now)}")
    return count, found


def formulas(book: Path) -> int:
    """How many cells are formulas."""
    with zipfile.ZipFile(book) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return sum(len(re.findall(rb"<f[ >]", parts.read(name))) for name in sheets)


def figures(file: Path) -> Counter[str]:
    """The figures of a document, each with all its fields but those of its place."""
    return Counter(one.model_dump_json(exclude=PLACED) for one in extract(load(file)).indicators)


def documents(folder: Path) -> int:
    """How many figures of the samples are others once LibreOffice has saved them, each kind told."""
    wrong = 0
    for sample in sorted(SAMPLES.glob("*.docx")):
        said = figures(sample)
        for kind in KINDS:
            seen = figures(saved(sample, folder, kind))
            other = max((said - seen).total(), (seen - said).total())
            print(f"{sample.stem}.{kind}: {said.total()} figures, {other} not equal")
            wrong += other
    return wrong


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("books", nargs="*", type=Path)
    parser.add_argument("--documents", action="store_true", help="documents instead of workbooks")
    options = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as name:
        if options.documents:
            raise SystemExit(bool(documents(Path(name))))
        for book in options.books or made(Path(name)):
            after = saved(book, Path(name))
            count, found = differences(book, after)
            run = formulas(after)
            print(f"{book.name}: {count:,} cells, {len(found)} not equal, {run} formulas")
            print("".join(f"  {one}\n" for one in found[:SHOWN]), end="")
            wrong += len(found) + run
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()

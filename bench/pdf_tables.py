#!/usr/bin/env python3
"""How well the judged tables are read once they are printed to PDF, beside other readers of tables.

    pdf_tables.py                            reportmine alone
    pdf_tables.py --errors                   each cell that disagrees, too
    pdf_tables.py --python VENV/bin/python   pdfplumber and camelot, too, where that environment has them
    pdf_tables.py --keep FOLDER              the files, too

The tables of tests/data whose cells are known (see there) are printed in three ways: by Chromium with rules
and without, by LibreOffice out of a Word document. What another reader gives is a list of rows: it is put
into a text as reportmine puts a CSV file, with the lines around the table as they are and radicals as the
usual characters, and its figures are read as reportmine reads them. So what is compared is which cells there
are and which headers stand over them. A cell is right where value, unit and item (the headers in their order)
are those of the annotation. The first lines are of the cells as annotated: what reading headers alone costs.

Needs playwright with a Chromium, python-docx, LibreOffice (`soffice`), and Chinese fonts.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

from tables import SETS, Judged, judged, tables, text_of

from reportmine import load
from reportmine.readers.document import Composer, RawCell
from reportmine.readers.source import InputError, from_string
from reportmine.records import Source
from reportmine.text.text import Text

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
WAYS = ("chromium, ruled", "chromium, no rules", "libreoffice")
ASKED = ("value", "unit", "item")
STYLE = """
@page { size: A4; margin: 25mm 20mm } body { font: 12pt "Noto Serif CJK SC", serif; margin: 0 }
h1 { font-size: 16pt; text-align: center } table { border-collapse: collapse; width: 100%; font-size: 10.5pt }
td, th { padding: 2pt 4pt; font-weight: normal } td { text-align: right } td:first-child { text-align: left }
"""
RULES = "td, th { border: 0.5pt solid black }"
# run by the other environment: the rows of the tables of each file, by each reader that it has
OTHERS = """
import json, sys, warnings
warnings.simplefilter("ignore")
def plumber(path):
    import pdfplumber
    with pdfplumber.open(path) as opened:
        return [t for p in opened.pages for t in p.extract_tables()]
def plumber_text(path):
    import pdfplumber
    way = {"vertical_strategy": "text", "horizontal_strategy": "text"}
    with pdfplumber.open(path) as opened:
        return [t for p in opened.pages for t in p.extract_tables(way)]
def camelot(path, flavor):
    import camelot
    return [t.df.values.tolist() for t in camelot.read_pdf(path, pages="all", flavor=flavor)]
READERS = {
    "pdfplumber": lambda path: plumber(path) or plumber_text(path),
    "camelot": lambda path: camelot(path, "lattice") or camelot(path, "stream"),
}
for name, read in READERS.items():
    for path in sys.argv[1:]:
        try:
            found = read(path)
        except ImportError:
            break
        except Exception:
            found = []
        rows = [[[str(cell or "") for cell in row] for row in table] for table in found]
        print(json.dumps([name, path, rows]), flush=True)
"""


def printed(folder: Path) -> Iterator[tuple[str, Judged, Path]]:
    """Each judged table with cells, in each way, as a PDF of its own."""
    every = [one for name in SETS for one in tables(name) if not one["aligned"]]
    with _chromium() as browser:
        for way, rules in zip(WAYS[:2], (RULES, ""), strict=True):
            for number, table in enumerate(every):
                page = browser.new_page()
                page.set_content(_html(table, rules))
                place = folder / f"{way.replace(', ', '-').replace(' ', '-')}-{number:02}.pdf"
                page.pdf(path=str(place), prefer_css_page_size=True)
                page.close()
                yield way, table, place
    documents = [folder / f"{WAYS[2]}-{number:02}.docx" for number in range(len(every))]
    for place, table in zip(documents, every, strict=True):
        _docx(table, place)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, documents)], check=True, capture_output=True, timeout=600)
    for place, table in zip(documents, every, strict=True):
        yield WAYS[2], table, place.with_suffix(".pdf")


class _chromium:
    """A browser, for as long as it is needed."""

    def __enter__(self) -> Any:
        from playwright.sync_api import sync_playwright

        place = next(filter(None, map(shutil.which, CHROMIUM)), None)
        if place is None:
            raise SystemExit("pdf_tables: no Chromium is on the path; install it (apt install chromium)")
        self._driver = sync_playwright().start()
        self._browser = self._driver.chromium.launch(executable_path=place, args=["--no-sandbox"])
        return self._browser

    def __exit__(self, *_: object) -> None:
        self._browser.close()
        self._driver.stop()


def _cells(table: Judged) -> list[list[RawCell]]:
    return [
        [
            RawCell(cell)
            if isinstance(cell, str)
            else RawCell(cell["t"], cell.get("r", 1), cell.get("c", 1), cell.get("h", False))
            for cell in row
        ]
        for row in table["rows"]
    ]


def _html(table: Judged, rules: str) -> str:
    rows = []
    for row in _cells(table):
        cells = ""
        for cell in row:
            tag = "th" if cell.header else "td"
            # blanks before a label show how deep it is
            words = escape(cell.text).replace(" ", "\u00a0")
            cells += f'<{tag} rowspan="{cell.rows}" colspan="{cell.columns}">{words}</{tag}>'
        rows.append(f"<tr>{cells}</tr>")
    over = "".join(f"<p>{escape(line)}</p>" for line in table["before"])
    under = "".join(f"<p>{escape(line)}</p>" for line in table["after"])
    title = f"<h1>{escape(table['title'])}</h1>" if table["title"] else ""
    return f"<style>{STYLE}{rules}</style>{title}{over}<table>{''.join(rows)}</table>{under}"


def _docx(table: Judged, place: Path) -> None:
    from docx import Document

    made = Document()
    for line in [*([table["title"]] if table["title"] else []), *table["before"]]:
        made.add_paragraph(line)
    grid = list(_placed(_cells(table)))
    height, width = len(table["rows"]), max(column + cell.columns for _, column, cell in grid)
    drawn = made.add_table(height, width, style="Table Grid")
    for row, column, cell in grid:
        last = drawn.cell(min(row + cell.rows, height) - 1, column + cell.columns - 1)
        drawn.cell(row, column).merge(last).text = cell.text
    for line in table["after"]:
        made.add_paragraph(line)
    made.save(str(place))


def _placed(rows: Sequence[Sequence[RawCell]]) -> Iterator[tuple[int, int, RawCell]]:
    """Each cell with its row and its column."""
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in covered:
                column += 1
            yield number, column, cell
            covered |= {(number + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
            column += cell.columns


# ---- readings ---------------------------------------------------------------------------------------


def ours(place: Path) -> tuple[Text, int, int]:
    """The file as reportmine reads it, from its first table on."""
    try:
        text = load(place, ocr="never")
    except InputError:
        return from_string(""), 0, 0
    return text, min((grid.start for grid in text.grids), default=0), len(text.raw)


def theirs(table: Judged, found: Sequence[Sequence[Sequence[str]]]) -> tuple[Text, int, int]:
    """What another reader gives, in a text as a CSV file is put into one."""
    composer = Composer()
    for line in [*([table["title"]] if table["title"] else []), *table["before"]]:
        composer.paragraph(line)
    start = composer.length
    for rows in found:
        if any(map(any, rows)):
            composer.table([[RawCell(_usual(cell)) for cell in row] for row in rows], merged=False)
    made = composer.document()
    source = Source(name="<table>", sha256="0" * 64, length=len(made.text))
    return Text(source, made.text, grids=made.grids), start, len(made.text)


def _usual(words: str) -> str:
    """Radicals, which fonts map letters to, as the usual characters: ⼈ as 人."""
    return "".join(
        unicodedata.normalize("NFKC", one) if "\u2e80" <= one <= "\u2fdf" else one for one in words
    )


def asked(python: str, files: Sequence[Path]) -> Iterator[tuple[str, Path, list[list[list[str]]]]]:
    """What the readers of another environment give of the files."""
    done = subprocess.run(
        [python, "-c", OTHERS, *map(str, files)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    done.check_returncode()
    for line in done.stdout.splitlines():
        name, place, rows = json.loads(line)
        yield name, Path(place), rows


Counts = Counter[tuple[str, str, str]]


def count(counts: Counts, who: str, way: str, table: Judged, told: bool, *at: Any) -> None:
    """Counts the cells of a table that are right."""
    for cell, one, right in judged(table, *at):
        good = all(right[name] for name in ASKED)
        kinds = {"cells": True, "right": good, "found": right["found"]}
        kinds["value and unit"] = right["value"] and right["unit"]
        counts.update((who, way, kind) for kind, is_so in kinds.items() if is_so)
        if told and not good:
            seen = one and (str(one.value), one.unit, one.item)
            print(f"  {way}: {cell['text']} {'·'.join(cell['item'])}: {seen}")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="each cell that disagrees")
    parser.add_argument("--python", help="the Python of an environment with pdfplumber and camelot")
    parser.add_argument("--keep", type=Path, help="a folder for the files")
    options = parser.parse_args()
    counts: Counts = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = options.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        made = {place: (way, table) for way, table, place in printed(folder)}
        for place, (way, table) in made.items():
            count(counts, "the cells themselves", way, table, False, *text_of(table))
            count(counts, "reportmine", way, table, options.errors, *ours(place))
        for who, place, rows in asked(options.python, list(made)) if options.python else ():
            way, table = made[place]
            count(counts, who, way, table, False, *theirs(table, rows))
    for who in dict.fromkeys(who for who, _, _ in counts):
        for way in WAYS:
            cells = counts[who, way, "cells"]
            shares = (
                f"{kind} {counts[who, way, kind] / cells:.3f}"
                for kind in ("found", "value and unit", "right")
            )
            print(f"{who:22} {way:20} {cells} cells  {'  '.join(shares)}")


if __name__ == "__main__":
    main()

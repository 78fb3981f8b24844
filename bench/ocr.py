#!/usr/bin/env python3
"""How well pages that are pictures are read: six pages whose text is known, drawn as a scanner gives them.

    ocr.py                   the shares, for 150 and 300 dots an inch, straight and aslant
    ocr.py --errors          the records that are not the text's, too
    ocr.py --page 5          one of the pages alone
    ocr.py --keep FOLDER     the pictures, too

Four pages of prose and two of tables, with rules and without, in letters of 16 to 10.5 points, by the fonts
Noto Serif and Noto Sans CJK that must be on the machine; greyish paper, a little noise, JPEG. Digits are
right where they stand in the order of the text; records are equal where every field is that of the record
that the text itself gives. Needs reportmine[ocr].
"""

from __future__ import annotations

import argparse
import io
import json
import resource
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from reportmine import Indicator, extract, load
from reportmine.readers.document import Composer, RawCell
from reportmine.readers.source import from_string
from reportmine.records import Source
from reportmine.text.fold import fold
from reportmine.text.text import Text

ROOT = Path(__file__).resolve().parent.parent
A4 = 595, 842  # points
MARGIN = 70  # points
TABLE_SIZE = 10.5  # points
LONGEST_LINE = 40  # letters of a line over a table
FONTS = Path("/usr/share/fonts/opentype/noto")
SERIF, SANS = "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"
SIMPLIFIED = 2  # of the faces in these files
SKEW = 1.2  # degrees
RESOLUTIONS = 150, 300
FIELDS = (
    *("text", "value", "value_max", "unit", "relation", "kind", "item", "action", "actor", "role"),
    *("direction", "basis", "whole", "period", "status", "metric", "concept", "table"),
)
NEVER_FIRST = frozenset("，。、；：！？）》〉」』”’％%")
DIGITS = frozenset("0123456789.")


class Page(NamedTuple):
    """A page: its text as it should be read, and what draws it."""

    name: str
    text: Text
    draw: Callable[[int], Image.Image]


class Score(NamedTuple):
    """Of pages: digits right and in all, records equal and in all, processor seconds."""

    digits: int
    of_digits: int
    records: int
    of_records: int
    seconds: float

    def plus(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(self, other, strict=True)))  # type: ignore[arg-type]

    def __str__(self) -> str:
        digits, records = self.digits / self.of_digits, self.records / self.of_records
        counts = f"{self.digits:,}/{self.of_digits:,}", f"{self.records}/{self.of_records}"
        return f"digits {digits:.4f} ({counts[0]})  records {records:.3f} ({counts[1]})  {self.seconds:.1f} s"


# ---- pages ------------------------------------------------------------------------------------------


def pages() -> Iterator[Page]:
    """The six pages."""
    for year, skipped, font, size in (
        (2025, 0, SERIF, 16),
        (2025, 1, SANS, 14),
        (2024, 0, SERIF, 12),
        (2024, 1, SANS, 10.5),
    ):
        paragraphs = (ROOT / "samples" / f"yunting-{year}.txt").read_text("utf-8").split("\n")
        yield _prose(
            f"{year} {font[4:8]} {size}", [one for one in paragraphs if one.strip()], skipped, font, size
        )
    tables = [
        json.loads(line)
        for line in (ROOT / "tests" / "data" / "tables.jsonl").read_text("utf-8").splitlines()
    ]
    fit = [one for one in tables if not one["aligned"] and _plain(one["rows"])]
    fit.sort(key=lambda one: -len(one["rows"]) * len(one["rows"][0]))
    yield _table("ruled table", fit[0], ruled=True)
    yield _table("table without rules", fit[1], ruled=False)


def _plain(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether a table fits on a page: no merged cells, short words."""
    if not 8 <= len(rows) <= 30 or not 3 <= len(rows[0]) <= 5:
        return False
    cells = [cell for row in rows for cell in row]
    if not all(isinstance(cell, str) for cell in cells) or len({len(row) for row in rows}) > 1:
        return False
    width = (A4[0] - 2 * MARGIN) / (len(rows[0]) + 1) / TABLE_SIZE - 1
    return all(_ems(cell) <= width * (1 + (not at)) for row in rows for at, cell in enumerate(row))


def _ems(text: str) -> float:
    return sum(1.0 if sign > "\u2e7f" else 0.56 for sign in text)


def _prose(name: str, paragraphs: list[str], skipped: int, font: str, size: float) -> Page:
    """A page of whole paragraphs; `skipped` pages of them go before it."""
    letters = int((A4[0] - 2 * MARGIN) / size)
    room = int((A4[1] - 2 * MARGIN) / (1.75 * size))
    for _ in range(skipped + 1):
        taken: list[str] = []
        lines: list[str] = []
        while paragraphs:
            more = list(_broken("\u3000\u3000" + paragraphs[0].strip(), letters))
            if len(lines) + len(more) > room:
                break
            lines += more
            taken.append(paragraphs.pop(0).strip())

    def draw(dpi: int) -> Image.Image:
        page, pen, scale = _sheet(dpi)
        face = _face(font, size * scale)
        for number, line in enumerate(lines):
            y = (MARGIN + number * 1.75 * size) * scale
            pen.text((MARGIN * scale, y), line, font=face, fill=20)
        return page

    return Page(name, from_string("\n".join(taken) + "\n"), draw)


def _broken(paragraph: str, letters: float) -> Iterator[str]:
    """A paragraph in lines of so many ideographs; no mark begins a line."""
    line, width = "", 0.0
    for sign in paragraph:
        width += 1.0 if sign > "\u2e7f" or sign in "“”‘’…—·" else 0.56
        if width > letters and sign not in NEVER_FIRST:
            yield line
            line, width = "", 1.0
        line += sign
    yield line


def _table(name: str, table: Any, *, ruled: bool) -> Page:
    rows: list[list[str]] = table["rows"]
    over = [line for line in table["before"] if len(line) <= LONGEST_LINE]
    composer = Composer()
    for line in over:
        composer.paragraph(line)
    composer.table([[RawCell(cell) for cell in row] for row in rows])
    made = composer.document()
    text = Text(Source(name="<page>", sha256="0" * 64, length=len(made.text)), made.text, grids=made.grids)

    def draw(dpi: int) -> Image.Image:
        page, pen, scale = _sheet(dpi)
        face, high = _face(SERIF, TABLE_SIZE * scale), 22.0
        for number, line in enumerate(over):
            pen.text(
                (A4[0] / 2 * scale, (MARGIN + number * high) * scale), line, font=face, fill=20, anchor="ma"
            )
        top, width = MARGIN + len(over) * high + 16, (A4[0] - 2 * MARGIN) / (len(rows[0]) + 1)
        edges = [MARGIN, *(MARGIN + width * (n + 2) for n in range(len(rows[0])))]
        for number, row in enumerate(rows):
            y = (top + number * high + 5) * scale
            for at, cell in enumerate(row):
                middle = (edges[at] + edges[at + 1]) / 2 * scale if at else (edges[0] + 4) * scale
                pen.text((middle, y), cell, font=face, fill=20, anchor="ma" if at else "la")
        foot = top + len(rows) * high
        if ruled:
            for n in range(len(rows) + 1):
                pen.line(
                    [
                        (edges[0] * scale, (top + n * high) * scale),
                        (edges[-1] * scale, (top + n * high) * scale),
                    ],
                    40,
                    max(1, round(0.5 * scale)),
                )
            for x in edges:
                pen.line(
                    [(x * scale, top * scale), (x * scale, foot * scale)], 40, max(1, round(0.5 * scale))
                )
        return page

    return Page(name, text, draw)


def _sheet(dpi: int) -> tuple[Image.Image, ImageDraw.ImageDraw, float]:
    scale = dpi / 72
    page = Image.new("L", (round(A4[0] * scale), round(A4[1] * scale)), 246)
    return page, ImageDraw.Draw(page), scale


def _face(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / name), round(size), index=SIMPLIFIED)


def scanned(page: Image.Image, angle: float) -> bytes:
    """A page as a scanner gives it."""
    if angle:
        page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=246)
    page = page.filter(ImageFilter.GaussianBlur(page.width / 4000))
    noise = np.random.default_rng(7).normal(0, 6, (page.height, page.width))
    grey = np.clip(np.asarray(page, dtype=np.float64) + noise, 0, 255).astype(np.uint8)
    out = io.BytesIO()
    Image.fromarray(grey).save(out, "JPEG", quality=75)
    return out.getvalue()


# ---- scores -----------------------------------------------------------------------------------------


def score(page: Page, data: bytes, errors: bool) -> Score:
    """How well a picture of a page is read."""
    begun = _worked()
    read = load(data, name="page")
    seconds = _worked() - begun
    wanted, got = ([sign for sign in text.folded if sign in DIGITS] for text in (page.text, read))
    right = sum(size for _, _, size in SequenceMatcher(None, wanted, got, False).get_matching_blocks())
    said, seen = (Counter(map(_said, extract(text).indicators)) for text in (page.text, read))
    if errors:
        for sign, missed in (("-", said - seen), ("+", seen - said)):
            for one in missed:
                print(f"  {sign} {page.name}: " + " ".join(str(part) for part in one if part is not None))
    records = (said & seen).total()
    return Score(right, max(len(wanted), len(got)), records, max(said.total(), seen.total()), seconds)


def _worked() -> float:
    """Processor seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _said(one: Indicator) -> tuple[Any, ...]:
    """Its fields; a mark in half width and one in full are the same."""
    values = (getattr(one, field) for field in FIELDS)
    return tuple(fold(value) if isinstance(value, str) else value for value in values)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--errors", action="store_true", help="the records that differ")
    parser.add_argument("--page", type=int, help="this page alone, by its number from 1")
    parser.add_argument("--keep", type=Path, help="a folder for the pictures")
    options = parser.parse_args()
    every = list(pages())
    every = every[options.page - 1 : options.page] if options.page else every
    for dpi in RESOLUTIONS:
        for angle in (0.0, SKEW):
            total = Score(0, 0, 0, 0, 0.0)
            for page in every:
                data = scanned(page.draw(dpi), angle)
                if options.keep:
                    options.keep.mkdir(parents=True, exist_ok=True)
                    (options.keep / f"{page.name} {dpi} {angle}.jpg").write_bytes(data)
                one = score(page, data, options.errors)
                print(f"{dpi} dpi {angle:>4}°  {page.name:22} {one}")
                total = total.plus(one)
            print(f"{dpi} dpi {angle:>4}°  {'all':22} {total}")
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"memory of the process that reads: {most:,} MB at most")


if __name__ == "__main__":
    main()

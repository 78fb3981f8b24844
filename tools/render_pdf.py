"""Render a plain-text report as a PDF in the manner of government offices.

    python tools/render_pdf.py samples/yunting-2025.txt OUT.pdf

A4, the title centred, paragraphs indented by two letters, 28 letters a line, 22 lines a page, a running head,
page numbers — 3 —. The same text gives the same bytes. Needs reportlab; no font file.
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
SIZE, TITLE_SIZE, SMALL = 16.0, 22.0, 9.0
PITCH = 28.0
LETTERS, LINES = 28, 22
MM = 72 / 25.4
TOP = A4[1] - 37 * MM
HEAD, FOOT = A4[1] - 20 * MM, 18 * MM
INDENT = "\u3000\u3000"
NEVER_FIRST = frozenset("，。、；：！？）》〉」』”’％%")

Laid = tuple[str, float, bool]  # a line, its size, whether it is centred


def render(text: str, *, letters: int = LETTERS, head: str | None = None) -> bytes:
    """The text as PDF: its first line is the title, and the running head where none is given."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    paragraphs = [line.rstrip() for line in text.splitlines() if line.strip()]
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    laid = list(_laid(paragraphs, letters))
    above = paragraphs[0].strip() if head is None and paragraphs else head or ""
    for number, start in enumerate(range(0, max(1, len(laid)), LINES), 1):
        _page(canvas, laid[start : start + LINES], (A4[0] - letters * SIZE) / 2, above, number)
    canvas.save()
    return out.getvalue()


def _laid(paragraphs: list[str], letters: int) -> Iterator[Laid]:
    """The lines, broken where the width ends, in the middle of words and numbers too."""
    for number, paragraph in enumerate(paragraphs):
        size = SIZE if number else TITLE_SIZE
        for line in _broken(paragraph, letters * SIZE / size, size):
            yield line, size, not number


def _broken(paragraph: str, letters: float, size: float) -> Iterator[str]:
    room, line = letters * size, ""
    for at, sign in enumerate(paragraph):
        rest = paragraph[at : at + 2]
        tight = len(rest) > 1 and rest[1] in NEVER_FIRST and _width(line + rest, size) > room
        if line and (_width(line + sign, size) > room or tight):
            yield line
            line = ""
        line += sign
    if line:
        yield line


def _width(line: str, size: float) -> float:
    width: float = pdfmetrics.stringWidth(line, FONT, size)
    return width


def _page(canvas: Canvas, laid: list[Laid], left: float, head: str, number: int) -> None:
    canvas.setFont(FONT, SMALL)
    canvas.drawCentredString(A4[0] / 2, HEAD, head)
    y = TOP
    for line, size, centred in laid:
        y -= PITCH
        canvas.setFont(FONT, size)
        if centred:
            canvas.drawCentredString(A4[0] / 2, y, line)
        else:
            canvas.drawString(left, y, line)
    canvas.setFont(FONT, SIZE - 2)
    canvas.drawCentredString(A4[0] / 2, FOOT, f"— {number} —")
    canvas.showPage()


def main() -> None:
    """The entry point."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("text", type=Path, help="a report in plain text (UTF-8)")
    parser.add_argument("pdf", type=Path, help="where the PDF goes")
    options = parser.parse_args()
    options.pdf.write_bytes(render(options.text.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()

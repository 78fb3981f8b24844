"""Make docs/table.svg: what `reportmine extract samples/yunting-2025.txt` shows on a terminal.

    python tools/make_picture.py            # rewrite the picture
    python tools/make_picture.py --check    # exit 1 where it is out of date

The picture is rich's own export of the table as the command draws it, cut after LINES lines.
"""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from reportmine import extract
from reportmine.show import table
from reportmine.source import load

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "samples/yunting-2025.txt"
PICTURE = ROOT / "docs" / "table.svg"
COLUMNS, LINES = 116, 44
FONTS = "'Fira Code', 'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'Source Han Mono SC', monospace"


def render() -> str:
    """The picture as SVG."""
    console = Console(
        width=COLUMNS, height=LINES, record=True, file=_Nowhere(), force_terminal=True, highlight=False
    )
    lines = console.render_lines(table(extract(load(ROOT / SAMPLE, name=SAMPLE))), pad=False)[:LINES]
    for line in lines:
        console.print(*line, sep="", end="\n") if False else console.print(_Line(line))
    # fonts from the reader's machine: a picture in a README may load nothing from elsewhere
    form = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    form = form.replace("Fira Code, monospace", FONTS)
    return console.export_svg(title=f"reportmine extract {SAMPLE}", code_format=form, unique_id="table")

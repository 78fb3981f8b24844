"""Make docs/table.svg: what `reportmine extract samples/yunting-2025.txt` shows on a terminal.

    python tools/make_picture.py            # rewrite the picture
    python tools/make_picture.py --check    # exit 1 where it is out of date

The picture is rich's export of the table that the command draws, cut after LINES lines. It loads nothing
from elsewhere: the fonts are the reader's.
"""

from __future__ import annotations

import argparse
import html
import io
import re
import sys
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments

from reportmine import extract, load
from reportmine.output.terminal.report import table

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = "samples/yunting-2025.txt"
PICTURE = ROOT / "docs" / "table.svg"
COLUMNS, LINES = 116, 44
ROOM = 12.2  # width of one column, as rich draws it

# rich's own form without the font it would fetch, and with fonts that have Chinese
_FORM = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<!-- made by tools/make_picture.py with rich, https://github.com/Textualize/rich -->
<style>
.{unique_id}-matrix {{
  font-family: 'Fira Code', 'Sarasa Mono SC', 'Noto Sans Mono CJK SC', 'Source Han Mono SC', monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
_TEXT = re.compile(r'(<text [^>]*textLength=")[^"]*("[^>]*>)([^<]*)</text>')


def render() -> str:
    """The picture as SVG."""
    console = Console(
        width=COLUMNS,
        height=LINES,
        record=True,
        file=io.StringIO(),
        force_terminal=True,
        color_system="standard",
        highlight=False,
        legacy_windows=False,
    )
    lines = console.render_lines(table(extract(load(ROOT / SAMPLE, name=SAMPLE))), pad=False)[:LINES]
    flat = [segment for line in lines for segment in (*line, Segment.line())]
    console.print(Segments(flat), end="")
    svg = console.export_svg(
        title=f"reportmine extract {SAMPLE}", code_format=_FORM, unique_id="table", font_aspect_ratio=0.61
    )
    # rich gives a Chinese character the room of one column; it takes two
    return _TEXT.sub(_widened, svg)


def _widened(match: re.Match[str]) -> str:
    written = html.unescape(match[3]).rstrip()
    if not written:
        return ""
    content = html.escape(written, quote=False).replace("\xa0", "&#160;")
    return f"{match[1]}{ROOM * cell_len(written):g}{match[2]}{content}</text>"


def text_of(svg: str) -> str:
    """What is written in a picture, without white space."""
    return "".join(html.unescape("".join(match[3] for match in _TEXT.finditer(svg))).split())


def is_current() -> bool:
    """Whether the picture shows what the command shows today."""
    return PICTURE.is_file() and text_of(PICTURE.read_text(encoding="utf-8")) == text_of(render())


def write() -> None:
    """Rewrite the picture."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(render(), encoding="utf-8")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Make docs/table.svg.")
    parser.add_argument("--check", action="store_true", help="exit 1 where the picture is out of date")
    if parser.parse_args().check:
        return 0 if is_current() else 1
    write()
    return 0


if __name__ == "__main__":
    sys.exit(main())

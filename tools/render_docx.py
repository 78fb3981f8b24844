"""A plain-text report as a Word document, as offices make them: for tests and examples.

The headings 一、 （一） 1. are numbered by Word: their markers stand in no run. What is typed as text in the
offices too (一是 …) stays typed. The same text gives the same bytes.

    python tools/render_docx.py samples/yunting-2025.txt OUT.docx
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from reportmine.text.numerals import parse

LONGEST_HEADING = 40  # characters; a longer numbered line runs into text, and is no heading by itself
NUM_ID = "1"
DATE = datetime(2026, 1, 1)

_MARKERS = (
    re.compile(r"([一二三四五六七八九十]+)、"),
    re.compile(r"（([一二三四五六七八九十]+)）"),
    re.compile(r"(\d+)\.(?!\d)"),
)
_LEVELS = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
_FONTS = ("黑体", "楷体", "仿宋")  # of the three levels, by the custom of offices
_FIELD = "<w:r {0}><w:fldChar w:fldCharType='{1}'/></w:r>"


@dataclass(frozen=True)
class Line:
    """A line of the report: its text without what Word numbers."""

    text: str
    role: str
    """title, lead (under the title), body, signature."""
    level: int | None = None
    """0, 1, 2 where Word numbers it."""
    heading: bool = False


def render(text: str) -> bytes:
    """The report as a DOCX file."""
    document = Document()
    _set_up(document)
    for line in _lines(text):
        _add(document, line)
    _page_numbers(document)
    packed = BytesIO()
    document.save(packed)
    return _dated(packed.getvalue())


def _lines(text: str) -> Iterator[Line]:
    lines = [line for line in text.splitlines() if line.strip()]
    first = next((n for n, line in enumerate(lines) if line.startswith("　") or _level(line)), len(lines))
    last = max((n for n, line in enumerate(lines) if line.startswith("　") or _level(line)), default=-1)
    counts = [0, 0, 0]
    for n, line in enumerate(lines):
        bare = line.strip()
        if n < first:
            yield Line(bare, "title" if n == 0 else "lead")
        elif n > last:
            yield Line(bare, "signature")
        elif (found := _level(bare)) and counts[found[0]] + 1 == found[1]:
            level, number, length = found
            counts[level:] = [number] + [0] * (len(counts) - level - 1)
            rest = bare[length:]
            yield Line(rest, "body", level, len(rest) <= LONGEST_HEADING and not rest.endswith("。"))
        else:
            yield Line(bare, "body")


def _level(line: str) -> tuple[int, int, int] | None:
    """The level, the number and the length of the marker that a line begins with."""
    for level, marker in enumerate(_MARKERS):
        if match := marker.match(line.strip()):
            number = parse(match[1])
            return None if number is None else (level, int(number), match.end())
    return None


def _set_up(document: Any) -> None:
    """Styles and numbering."""
    normal = document.styles["Normal"]
    _font(normal, "仿宋", 16)
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    levels = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
        f"<w:pStyle w:val='Heading{at + 1}'/><w:suff w:val='nothing'/><w:lvlText w:val='{shown}'/></w:lvl>"
        for at, (form, shown) in enumerate(_LEVELS)
    )
    kind = "<w:multiLevelType w:val='multilevel'/>"
    root.append(
        parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='0'>{kind}{levels}</w:abstractNum>")
    )
    root.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='{NUM_ID}'><w:abstractNumId w:val='0'/></w:num>"))
    for at, font in enumerate(_FONTS):
        style = document.styles[f"Heading {at + 1}"]
        _font(style, font, 16)
        style.element.get_or_add_pPr()._insert_numPr(_numbering(at))
    properties = document.core_properties
    properties.title = properties.author = properties.comments = ""
    properties.created = properties.modified = DATE


def _font(style: Any, name: str, size: int) -> None:
    style.font.name, style.font.size = name, Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), name)


def _numbering(level: int) -> Any:
    return parse_xml(
        f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='{NUM_ID}'/></w:numPr>"
    )


def _add(document: Any, line: Line) -> None:
    if line.level is not None and line.heading:
        document.add_paragraph(line.text, style=f"Heading {line.level + 1}")
        return
    paragraph = document.add_paragraph()
    run = paragraph.add_run(line.text)
    if line.role == "title":
        run.font.size, run.bold = Pt(22), True
    if line.role in ("title", "lead"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif line.role == "signature":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    else:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    if line.level is not None:
        paragraph._p.get_or_add_pPr()._insert_numPr(_numbering(line.level))


def _page_numbers(document: Any) -> None:
    """A running head, and — 1 — at the foot."""
    section = document.sections[0]
    section.header.paragraphs[0].text = document.paragraphs[0].text if document.paragraphs else ""
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("— ")
    for piece in (
        _FIELD.format(nsdecls("w"), "begin"),
        f"<w:r {nsdecls('w')}><w:instrText>PAGE</w:instrText></w:r>",
        _FIELD.format(nsdecls("w"), "separate"),
        f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>",
        _FIELD.format(nsdecls("w"), "end"),
    ):
        foot._p.append(parse_xml(piece))
    foot.add_run(" —")


def _dated(packed: bytes) -> bytes:
    """The same package, all members of one date."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as given, zipfile.ZipFile(out, "w") as new:
        for name in given.namelist():
            member = zipfile.ZipInfo(name, DATE.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, given.read(name))
    return out.getvalue()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python tools/render_docx.py REPORT.txt OUT.docx")
    Path(sys.argv[2]).write_bytes(render(Path(sys.argv[1]).read_text(encoding="utf-8")))

"""Small writers of the formats that no library of the tests writes: spreadsheets, ODT, RTF, OFD, EPUB."""

from __future__ import annotations

import io
import re
import struct
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

Value = str | float | None
Rows = Sequence[Sequence[Value]]
Spans = Sequence[tuple[int, int, int, int]]
"""Line, column, lines, columns of cells that are merged."""


def packed(members: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


# ---- XLSX -------------------------------------------------------------------------------------------

_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def letters(column: int) -> str:
    """The name of a column, from 0."""
    said = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        said = chr(65 + place) + said
    return said


def relations(**targets: str) -> str:
    """A part of relations: name of the type → target; the ids are r1, r2 …"""
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{_R}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def sheet_xml(rows: Rows, spans: Spans = (), formats: Mapping[tuple[int, int], int] | None = None) -> str:
    """The XML of a sheet; `formats` are the numbers of styles of cells."""
    lines = []
    for line, row in enumerate(rows):
        cells = []
        for column, value in enumerate(row):
            place = f'r="{letters(column)}{line + 1}"'
            style = (formats or {}).get((line, column), 0)
            if isinstance(value, str):
                cells.append(f'<c {place} t="inlineStr"><is><t>{escape(value)}</t></is></c>')
            elif value is not None:
                cells.append(f'<c {place} s="{style}"><v>{value!r}</v></c>')
        lines.append(f'<row r="{line + 1}">{"".join(cells)}</row>')
    merged = "".join(
        f'<mergeCell ref="{letters(c)}{r + 1}:{letters(c + wide - 1)}{r + deep}"/>'
        for r, c, deep, wide in spans
    )
    merges = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return f"<worksheet {_X}><sheetData>{''.join(lines)}</sheetData>{merges}</worksheet>"


def xlsx(
    sheets: Mapping[str, str],
    hidden: Sequence[str] = (),
    codes: Sequence[str] = (),
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of sheets (their XML); style n is the format codes[n - 1]."""
    entries = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="r{n}"'
        + (' state="hidden"/>' if name in hidden else "/>")
        for n, name in enumerate(sheets, 1)
    )
    targets = {f"worksheet{n}": f"worksheets/sheet{n}.xml" for n in range(1, len(sheets) + 1)}
    own = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode={quoteattr(one)}/>' for n, one in enumerate(codes)
    )
    styles = "".join(f'<xf numFmtId="{200 + n}"/>' for n in range(len(codes)))
    return packed(
        {
            "[Content_Types].xml": "<x/>",
            "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook {_X} xmlns:r="{_R}"><sheets>{entries}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(**targets, styles="styles.xml"),
            "xl/styles.xml": f"<styleSheet {_X}><numFmts>{own}</numFmts><cellXfs>"
            f'<xf numFmtId="0"/>{styles}</cellXfs></styleSheet>',
            **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets.values(), 1)},
            **(more or {}),
        }
    )


# ---- OpenDocument -----------------------------------------------------------------------------------

_OPEN = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        *((name, name) for name in ("office", "style", "text", "table")),
        *(("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")),
    )
)


def open_document(kind: str, body: str, styles: str = "", members: Mapping[str, str] | None = None) -> bytes:
    """An OpenDocument file: kind is "text" or "spreadsheet"."""
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_OPEN}>'
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
            **(members or {}),
        }
    )


def open_table(rows: Rows, spans: Spans = (), name: str = "表", more: str = "") -> str:
    """A table of OpenDocument, of a text or a sheet."""
    begins = {(r, c): (deep, wide) for r, c, deep, wide in spans}
    covered = {
        (r + down, c + over) for r, c, deep, wide in spans for down in range(deep) for over in range(wide)
    } - begins.keys()
    lines = []
    for line, row in enumerate(rows):
        cells = []
        for column, value in enumerate(row):
            if (line, column) in covered:
                cells.append("<table:covered-table-cell/>")
                continue
            deep, wide = begins.get((line, column), (1, 1))
            said = "" if value is None else f"<text:p>{escape(str(value))}</text:p>"
            span = f'table:number-rows-spanned="{deep}" table:number-columns-spanned="{wide}"'
            cells.append(f"<table:table-cell {span}>{said}</table:table-cell>")
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return f"<table:table table:name={quoteattr(name)} {more}>{''.join(lines)}</table:table>"


# ---- compound files, XLS ----------------------------------------------------------------------------

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(name: str, content: bytes) -> bytes:
    """A compound file (OLE) with one stream."""
    content = content.ljust(4096, b"\0")
    content += bytes(-len(content) % _SECTOR)
    count = len(content) // _SECTOR
    tables = -(-(count + 8) // 127)
    first = tables + 1
    table = [_TABLE] * tables + [_END] + [first + n + 1 for n in range(count - 1)] + [_END]
    table += [_FREE] * (tables * 128 - len(table))

    def entry(called: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = called.encode("utf-16-le")
        head = raw.ljust(64, b"\0") + struct.pack("<HBBIII", len(raw) + 2, kind, 1, _FREE, _FREE, child)
        return head + bytes(36) + struct.pack("<IQ", start, size)

    directory = entry("Root Entry", 5, 1, _END, 0) + entry(name, 2, _FREE, first, len(content))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack(
        "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, _END, 0, _END, 0
    )
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    return head + struct.pack(f"<{len(table)}I", *table) + directory.ljust(_SECTOR, b"\0") + content


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls(
    sheets: Mapping[str, Rows],
    hidden: Sequence[str] = (),
    codes: Sequence[str] = (),
    formats: Mapping[tuple[int, int], int] | None = None,
    spans: Spans = (),
) -> bytes:
    """A workbook of BIFF8; `formats` and `spans` are of each sheet."""
    begins = struct.pack("<HHHII", 0xDBB, 0x7CC, 0, 0, 6)[:12]
    globals_ = _record(0x809, struct.pack("<HH", 0x600, 5) + begins)
    globals_ += _record(0x42, struct.pack("<H", 1200))
    for number, code in enumerate(codes):
        wide = code.encode("utf-16-le")
        globals_ += _record(0x41E, struct.pack("<HHB", 200 + number, len(code), 1) + wide)
    for number in (0, *(200 + number for number in range(len(codes)))):
        globals_ += _record(0xE0, struct.pack("<HH", 0, number).ljust(20, b"\0"))
    parts = [_sheet_records(rows, formats or {}, spans) for rows in sheets.values()]
    size = sum(12 + 2 * len(name) for name in sheets)
    at = len(globals_) + size + 4
    for (name, _), part in zip(sheets.items(), parts, strict=True):
        head = struct.pack("<IBBBB", at, name in hidden, 0, len(name), 1)
        globals_ += _record(0x85, head + name.encode("utf-16-le"))
        at += len(part)
    return compound("Workbook", globals_ + _record(0x0A, b"") + b"".join(parts))


def _sheet_records(rows: Rows, formats: Mapping[tuple[int, int], int], spans: Spans) -> bytes:
    begins = struct.pack("<HHHII", 0xDBB, 0x7CC, 0, 0, 6)[:12]
    made = _record(0x809, struct.pack("<HH", 0x600, 0x10) + begins)
    made += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows), default=0), 0))
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            head = struct.pack("<HHH", line, column, formats.get((line, column), 0))
            if isinstance(value, str):
                text = struct.pack("<HB", len(value), 1) + value.encode("utf-16-le")
                made += _record(0x204, head + text)
            elif value is not None:
                made += _record(0x203, head + struct.pack("<d", value))
    ranges = b"".join(struct.pack("<HHHH", r, r + deep - 1, c, c + wide - 1) for r, c, deep, wide in spans)
    if spans:
        made += _record(0xE5, struct.pack("<H", len(spans)) + ranges)
    return made + _record(0x0A, b"")


# ---- reports as ODT, RTF and OFD --------------------------------------------------------------------

_MARKERS = (("一, 二, 三, ...", "", "、"), ("一, 二, 三, ...", "（", "）"), ("1", "", "."))
_MARKED = re.compile(r"([一二三四五六七八九十]+)、|（([一二三四五六七八九十]+)）|(\d+)\.(?!\d)")


def odt(text: str) -> bytes:
    """A report whose headings 一、 （一） 1. are items of a list, numbered by the program."""
    levels = "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="{form}" '
        f'style:num-prefix="{before}" style:num-suffix="{after}"/>'
        for n, (form, before, after) in enumerate(_MARKERS, 1)
    )
    lines = []
    for line in filter(str.strip, text.splitlines()):
        hit = _MARKED.match(line.strip())
        said = escape(line.strip()[hit.end() :] if hit else line.strip())
        level = hit.lastindex if hit and hit.lastindex else 0
        opened = '<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>'
        inner = f"<text:p>{said}</text:p>"
        lines.append(opened * level + inner + "</text:list-item></text:list>" * level)
    return open_document(
        "text", "".join(lines), f'<text:list-style style:name="L">{levels}</text:list-style>'
    )


def rtf_text(text: str, form: str = "gbk") -> str:
    """Text as RTF writes it: bytes of GB18030 or numbers of Unicode."""
    said = ""
    for sign in text:
        if sign in "\\{}":
            said += "\\" + sign
        elif sign == "\t":
            said += "\\tab "
        elif sign.isascii():
            said += sign
        elif form == "unicode":
            units = struct.unpack("<" + "h" * (len(sign.encode("utf-16-le")) // 2), sign.encode("utf-16-le"))
            said += "".join(f"\\u{unit}?" for unit in units)
        else:
            said += "".join(f"\\'{byte:02x}" for byte in sign.encode("gb18030"))
    return said


def rtf(*paragraphs: str) -> bytes:
    """A document of these paragraphs, which are RTF already."""
    head = "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}{\\f1\\fcharset0 A;}}"
    return (
        head + "{\\info{\\title x}}\n" + "\n".join(f"\\pard {one}\\par" for one in paragraphs) + "}"
    ).encode()


def rtf_report(text: str, form: str = "gbk") -> bytes:
    """A report whose headings 一、 （一） 1. carry the text of their numbers."""
    lines = []
    for line in filter(str.strip, text.splitlines()):
        hit = _MARKED.match(line.strip())
        marker = f"{{\\listtext\\pard\\plain {rtf_text(hit[0], form)}\\tab}}" if hit else ""
        lines.append(marker + rtf_text(line.strip()[hit.end() :] if hit else line.strip(), form))
    return rtf(*lines)


def rtf_table(rows: Rows, spans: Spans = ()) -> str:
    """A table, of columns of 1000 twips."""
    begins = {(r, c): (deep, wide) for r, c, deep, wide in spans}
    lines = []
    for line, row in enumerate(rows):
        said, cells, column = "\\trowd\\trleft0", "", 0
        while column < len(row):
            deep, wide = begins.get((line, column), (1, 1))
            above = [(c, w) for (r, c), (d, w) in begins.items() if c == column and r < line < r + d]
            wide = above[0][1] if above else wide
            said += "\\clvmrg" if above else "\\clvmgf" if deep > 1 else ""
            value = row[column]
            cells += "\\intbl " + ("" if value is None or above else rtf_text(str(value))) + "\\cell "
            column += wide
            said += f"\\cellx{1000 * column}"
        lines.append(f"{said}\\pard {cells}\\row")
    return "\n".join(lines) + "\\pard"


# ---- OFD --------------------------------------------------------------------------------------------

_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
EM = 5.64  # millimetres: 16 points
_PER_LINE = 27  # ems


def ofd_text(text: str, x: float, y: float, size: float = EM, more: str = "") -> str:
    """A text object with its baseline at a place, in millimetres."""
    steps = " ".join(f"{size * (0.5 if sign.isascii() else 1):.3f}" for sign in text[:-1])
    code = f'<ofd:TextCode X="0" Y="{size:.3f}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
    box = f"{x:.3f} {y - size:.3f} {size * len(text):.3f} {size * 1.2:.3f}"
    return (
        f'<ofd:TextObject ID="1" Boundary="{box}" Font="2" Size="{size:.3f}" {more}>{code}</ofd:TextObject>'
    )


def ofd_page(objects: str, templates: str = "") -> str:
    """The XML of a page."""
    layer = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {_OFD}>{templates}{layer}</ofd:Page>'


def ofd_pages(
    pages: Sequence[str], more: Mapping[str, str] | None = None, common: str = "", documents: int = 1
) -> bytes:
    """A file of pages (their XML); several documents have the same ones."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    document = (
        f"<ofd:Document {_OFD}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    )
    roots = "".join(
        f"<ofd:DocBody><ofd:DocRoot>Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>"
        for n in range(documents)
    )
    members = {"OFD.xml": f"<ofd:OFD {_OFD}>{roots}</ofd:OFD>"}
    for n in range(documents):
        members[f"Doc_{n}/Document.xml"] = document
        for place, page in enumerate(pages):
            members[f"Doc_{n}/Pages/Page_{place}/Content.xml"] = page
    return packed({**members, **(more or {})})


def _broken(text: str, first: float) -> list[str]:
    """A paragraph in lines of so many ems."""
    lines, line, width = [], "", first
    for sign in text:
        step = 0.5 if sign.isascii() else 1
        if width + step > _PER_LINE and sign not in "，。、；：）”％%":
            lines.append(line)
            line, width = "", 0.0
        line += sign
        width += step
    return [*lines, line]


def ofd(text: str) -> bytes:
    """A report as an office prints it: a title in the middle, paragraphs of justified lines, page numbers."""
    pages: list[list[str]] = [[]]
    y = 40.0
    for number, paragraph in enumerate(filter(str.strip, text.splitlines())):
        said = paragraph.strip()
        first = 0.0 if number == 0 else 2.0
        for place, line in enumerate(_broken(said, first)):
            if y > 260:
                pages.append([])
                y = 40.0
            x = 28 + (EM * first if place == 0 else 0)
            if number == 0:
                x = 105 - EM * 1.2 * len(said) / 2
            pages[-1].append(ofd_text(line, x, y, EM * 1.2 if number == 0 else EM))
            y += 10 if number else 20
    made = [
        ofd_page("".join([*page, ofd_text(f"- {n} -", 100, 280, 4.0)])) for n, page in enumerate(pages, 1)
    ]
    return ofd_pages(made)


# ---- DOC --------------------------------------------------------------------------------------------


def doc(flags: int = 0) -> bytes:
    """The beginning of a document of Word 97, in its compound file."""
    return compound("WordDocument", struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x804, 0, flags))


def office(folder: Path, made: bytes | None, code: str = "") -> Path:
    """A program that takes the place of LibreOffice: gives `made` as the DOCX of whatever it gets."""
    (folder / "made.docx").write_bytes(made or b"")
    given = f"shutil.copy({str(folder / 'made.docx')!r}, out / 'in.docx')" if made is not None else "pass"
    program = folder / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport json, os, shutil, sys, time\nfrom pathlib import Path\n"
        "out = Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        f"{code}\n{given}\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    return program

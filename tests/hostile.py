"""Hostile files, each made in memory: what they are made of, and what they would do to a careless reader."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Sequence

import writers

GIGABYTE = 1 << 30

# ---- ZIP and DOCX -----------------------------------------------------------------------------------

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def body(*paragraphs: str, before: str = "") -> str:
    """The XML of a document with these paragraphs; `before` is put between its declaration and its root."""
    inner = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs)
    head = f'<?xml version="1.0" encoding="UTF-8"?>{before}'
    return f'{head}<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'


def table(*rows: Sequence[str]) -> str:
    """The XML of a document that is one table."""
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    lines = "".join(f"<w:tr>{''.join(map(cell.format, row))}</w:tr>" for row in rows)
    return body("甲").replace("<w:p>", f"<w:tbl>{lines}</w:tbl><w:p>", 1)


def docx(document: str, **members: str) -> bytes:
    """A Word document of this XML; other members by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("word/document.xml", document)
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def zip_bomb(size: int = 5 * GIGABYTE, said: int | None = None) -> bytes:
    """A Word document whose text unpacks to so many bytes, by one packed block again and again.

    Its directory tells the truth, or the size that is `said`.
    """
    unit = 1 << 20
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * unit) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = block * (size // unit) + packer.flush()
    name = b"word/document.xml"
    told = size if said is None else said
    large = struct.pack("<HHQQ", 1, 16, told, len(packed))  # ZIP64: the sizes
    fields = (20, 0, 8, 0, 0x21, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(large))
    local = struct.pack("<4s5H3I2H", b"PK\3\4", *fields) + name + large
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 45, *fields, 0, 0, 0, 0, 0) + name + large
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(entry), len(local) + len(packed), 0)
    return local + packed + entry + end


def many_members(count: int = 20_000) -> bytes:
    """An archive of so many empty members."""
    return docx(body("全市办理案件12件。"), **{f"word/media/{number}": "" for number in range(count)})


def laughs(levels: int = 9) -> str:
    """A document type whose last entity is 10 to the power of `levels` times one word."""
    lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, levels + 1)]
    return f'<!DOCTYPE x [<!ENTITY a0 "哈">{"".join(lines)}]>'


def external(place: str = "file:///etc/passwd") -> str:
    """A document type with an entity that stands for a file."""
    return f'<!DOCTYPE x [<!ENTITY e SYSTEM "{place}">]>'


def encrypted_docx() -> bytes:
    """The beginning of an OLE file as Word writes it around an encrypted document, and the name in it."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
    return head + "EncryptedPackage".encode("utf-16-le").ljust(512, b"\0") + random.Random(3).randbytes(4096)


def blanks(size: int = 100_000_000) -> str:
    """So many blanks, which pack to nothing."""
    return " " * size


def laughing(xml: str) -> str:
    """A part that declares entities that grow."""
    return f'<?xml version="1.0"?>{laughs()}{xml}'


# ---- spreadsheets, OpenDocument, OFD, old documents -------------------------------------------------


def open_file(kind: str, content: str) -> bytes:
    """An OpenDocument file with this content."""
    said = f"application/vnd.oasis.opendocument.{kind}"
    return writers.packed({"mimetype": said, "content.xml": content})


def encrypted_open() -> bytes:
    """An OpenDocument file whose manifest says how it is encrypted."""
    said = "application/vnd.oasis.opendocument.spreadsheet"
    noise = random.Random(4).randbytes(1000)
    manifest = "<manifest><encryption-data/></manifest>"
    return writers.packed({"mimetype": said, "content.xml": noise, "META-INF/manifest.xml": manifest})


def vast_xlsx(count: int = 10_000) -> bytes:
    """A sheet with one cell in each row, each in a column of its own."""
    rows = "".join(
        f'<row r="{n + 1}"><c r="{writers.letters(n)}{n + 1}"><v>12</v></c></row>' for n in range(count)
    )
    return writers.xlsx({"a": writers.sheet_xml([]).replace("<sheetData>", f"<sheetData>{rows}")})


def vast_ods() -> bytes:
    """A row that stands a million times, of a cell that stands a thousand times."""
    cell = '<table:table-cell table:number-columns-repeated="1000"><text:p>12</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    return writers.open_document("spreadsheet", f"<table:table>{row}</table:table>")


def merged_xlsx(count: int = 50_000) -> bytes:
    """Merged cells as large as the sheet, again and again, and columns hidden again and again."""
    merged = "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, count + 1))
    hidden = '<col min="20" max="16384" hidden="1"/>' * count
    xml = writers.sheet_xml([["指标", "2024年"], *[["人口（万人）", 12.0]] * 1000])
    xml = xml.replace("<sheetData>", f"<cols>{hidden}</cols><sheetData>")
    return writers.xlsx({"a": xml.replace("</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>")})


def vast_xls() -> bytes:
    """A sheet with a cell in its first and one in its last place."""
    raw = bytearray(writers.xls({"a": [["x", 12.0]]}))
    at = raw.index(struct.pack("<HHHHH", 0x203, 14, 0, 1, 0))
    struct.pack_into("<HH", raw, at + 4, 65535, 255)
    return bytes(raw)


def circle_xls() -> bytes:
    """A workbook whose sectors follow each other in a circle."""
    raw = bytearray(writers.xls({"a": [["x", 12.0]]}))
    struct.pack_into("<I", raw, 512 + 4 * 3, 2)
    return bytes(raw)


def noise_xls() -> bytes:
    """A workbook of noise."""
    return writers.compound("Workbook", random.Random(8).randbytes(20_000))


def circle_doc() -> bytes:
    """A document whose directory follows itself."""
    raw = bytearray(writers.doc())
    struct.pack_into("<I", raw, 512 + 4, 1)
    return bytes(raw)


def templates_ofd(pages: int = 2000) -> bytes:
    """Many pages that stand on one large template."""
    under = writers.ofd_page("<ofd:PathObject/>" * 20_000)
    over = writers.ofd_page("", '<ofd:Template TemplateID="5"/>')
    common = '<ofd:TemplatePage ID="5" BaseLoc="T.xml"/>'
    return writers.ofd_pages([over] * pages, {"Doc_0/T.xml": under}, common)


# ---- PDF --------------------------------------------------------------------------------------------

HELLO = b"BT /F 12 Tf 100 700 Td (Hello 12) Tj ET "
_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_TREE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_FLATE = b"/Filter/FlateDecode"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer))
    out.write(b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A stream object."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (more, len(content), content)


def _page(contents: bytes = b"4 0 R", more: bytes = b"") -> bytes:
    named = b"<</Font<</F 5 0 R>>%s>>" % more
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %s/Resources%s>>" % (contents, named)


def plain_pdf() -> bytes:
    """A harmless page."""
    return pdf(_CATALOGUE, _TREE, _page(), stream(HELLO), _FONT)


def cut_pdf() -> bytes:
    """Half of one."""
    return plain_pdf()[:300]


def noise_pdf() -> bytes:
    """What says that it is one, and is noise."""
    return b"%PDF-1.7\n" + random.Random(7).randbytes(20_000)


def circle_pdf() -> bytes:
    """A tree of pages that holds itself."""
    return pdf(_CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")


def forms_pdf(levels: int = 9, times: int = 10) -> bytes:
    """Forms that draw the next form so many times: 2.6 kB that draw a thousand million texts."""
    calls = b"/X Do " * times
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
    forms = []
    for level in range(levels):
        inner = HELLO if level == levels - 1 else calls
        named = b"/Resources<</Font<</F 5 0 R>>/XObject<</X %d 0 R>>>>" % (7 + level)
        forms.append(stream(inner, kind + named))
    page = _page(more=b"/XObject<</X 6 0 R>>")
    return pdf(_CATALOGUE, _TREE, page, stream(calls), _FONT, *forms)


def repeated_pdf(times: int = 50, size: int = 8_000_000) -> bytes:
    """A page whose content is one stream so many times."""
    packed = zlib.compress(HELLO * (size // len(HELLO)), 9)
    return pdf(_CATALOGUE, _TREE, _page(b"[" + b"4 0 R " * times + b"]"), stream(packed, _FLATE), _FONT)


def flate_bomb_pdf(size: int = 100_000_000) -> bytes:
    """A content that unpacks to so many bytes."""
    return pdf(_CATALOGUE, _TREE, _page(), stream(zlib.compress(HELLO + b" " * size, 9), _FLATE), _FONT)


def slow_pdf(pages: int = 15_000) -> bytes:
    """Many pages that share one long content without text: it fills no memory, and has no end."""
    work = zlib.compress(b"q 1 0 0 1 0 0 cm Q " * 40_000, 9)
    kids = b" ".join(b"%d 0 R" % (6 + number) for number in range(pages))
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages)
    return pdf(_CATALOGUE, tree, _page(), stream(work, _FLATE), _FONT, *[_page()] * pages)


def encrypted_pdf() -> bytes:
    """A page under a password."""
    noise = random.Random(5).randbytes(32).hex().encode()
    keys = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (noise, noise[::-1])
    return pdf(_CATALOGUE, _TREE, _page(), stream(HELLO), _FONT, trailer=keys)

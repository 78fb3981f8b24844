"""Word documents: what is read, in which order, and what is refused. Each document is made here."""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from typing import Any

import pytest
from support import ROOT

from reportmine import extract, load
from reportmine.readers import markup
from reportmine.readers.document import Document, Limits, Unreadable
from reportmine.readers.docx import cells as docx_cells
from reportmine.readers.docx.read import read
from reportmine.readers.list_numbers import number
from reportmine.readers.sniffing import sniff
from reportmine.rules.files import load as load_rules

sys.path.insert(0, str(ROOT / "tools"))

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LIMITS = Limits()
RULES = load_rules()


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def relations(*pairs: tuple[str, str], more: str = "") -> str:
    inner = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/{kind}" Target="{target}" {more}/>'
        for n, (kind, target) in enumerate(pairs)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


def part(root: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {SPACES}>{inner}</w:{root}>'


def docx(body: str, **parts: str) -> bytes:
    """A document of this body; parts: the inside of styles, numbering, footnotes, endnotes."""
    members: dict[str, str | bytes] = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
    }
    for name, inner in parts.items():
        members[f"word/{name}.xml"] = part(name, inner)
    return zipped(members)


def t(text: str, rpr: str = "") -> str:
    return f'<w:r><w:rPr>{rpr}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inner: str = "", ppr: str = "") -> str:
    content = inner if inner.startswith("<") or not inner else t(inner)
    return f"<w:p><w:pPr>{ppr}</w:pPr>{content}</w:p>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText> {text} </w:instrText></w:r>"


def tc(inner: str, tcpr: str = "") -> str:
    content = inner if inner.startswith("<") else p(inner)
    return f"<w:tc><w:tcPr>{tcpr}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, trpr: str = "") -> str:
    return f"<w:tr><w:trPr>{trpr}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{''.join(rows)}</w:tbl>"


def lines(body: str, **parts: str) -> list[str]:
    return [line for line in read(docx(body, **parts), LIMITS, RULES).text.split("\n") if line]


MARK_DELETED = '<w:rPr><w:del w:id="1"/></w:rPr>'
BOX = "<w:txbxContent>{}</w:txbxContent>"
SHAPE = (
    f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing>'
    + (
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
)

TEXT = {
    "runs join without blanks": (p(t("受理案件") + t("12") + t("34件")), ["受理案件1234件"]),
    "content control": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>{p('乙')}",
        ["甲", "乙"],
    ),
    "control in a line": (
        p(f"{t('受理')}<w:sdt><w:sdtContent>{t('12件')}</w:sdtContent></w:sdt>"),
        ["受理12件"],
    ),
    "hyperlink": (p(f'<w:hyperlink r:id="x">{t("见附件")}</w:hyperlink>{t("。")}'), ["见附件。"]),
    "smart tags and custom XML": (
        p(f'<w:smartTag w:element="date"><w:customXml>{t("2025年")}</w:customXml></w:smartTag>'),
        ["2025年"],
    ),
    "a field's result": (
        p(field("begin") + instruction("=SUM(1,2)") + field("separate") + t("3件") + field("end")),
        ["3件"],
    ),
    "a field in a field": (
        p(
            field("begin")
            + instruction("IF")
            + field("begin")
            + instruction("X")
            + field("separate")
            + t("内")
            + field("end")
            + field("separate")
            + t("外")
            + field("end")
        ),
        ["外"],
    ),
    "a field that never ends": (p(field("begin") + t("受理12件")) + p("审结9件"), ["受理12件", "审结9件"]),
    "simple field": (p(f'<w:fldSimple w:instr="DATE">{t("2月")}</w:fldSimple>'), ["2月"]),
    "tab, break, new page": (
        p(
            "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t>"
            '<w:br w:type="page"/><w:t>丁</w:t></w:r>'
        ),
        ["甲\t乙", "丙", "丁"],
    ),
    "hyphen and symbols": (
        p(
            "<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>8</w:t><w:softHyphen/>"
            '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="x" w:char="2460"/></w:r>'
        ),
        ["5-8①"],
    ),
    "tab stops are no tabs": (p("甲", '<w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs>'), ["甲"]),
    "hidden text": (p(t("受理") + t("99", "<w:vanish/>") + t("1件", '<w:vanish w:val="0"/>')), ["受理1件"]),
    "a hidden paragraph mark": (
        p("（一）标题。", "<w:rPr><w:vanish/></w:rPr>") + p("正文"),
        ["（一）标题。正文"],
    ),
    "insertions read, deletions not": (
        p(f"{t('受理')}<w:del><w:r><w:delText>8</w:delText></w:r></w:del><w:ins>{t('9')}</w:ins>{t('件')}"),
        ["受理9件"],
    ),
    "moved": (p(f"<w:moveFrom>{t('旧')}</w:moveFrom>{t('甲')}<w:moveTo>{t('新')}</w:moveTo>"), ["甲新"]),
    "a deleted mark joins": (p("受理12", MARK_DELETED) + p("件") + p("完"), ["受理12件", "完"]),
    "a deleted mark before a table": (
        p("甲", MARK_DELETED) + tbl(tr(tc("a"), tc("b"))) + p("乙"),
        ["甲", "a\tb", "乙"],
    ),
    "a deleted row": (
        tbl(tr(tc("a"), tc("1")), tr(tc("b"), tc("2"), trpr="<w:del/>"), tr(tc("c"), tc("3"))),
        ["a\t1", "c\t3"],
    ),
    "former properties": (p("甲", f"<w:pPrChange><w:pPr>{MARK_DELETED}</w:pPr></w:pPrChange>"), ["甲"]),
    "comments": (
        p('<w:commentRangeStart w:id="0"/>' + t("甲") + '<w:r><w:commentReference w:id="0"/></w:r>'),
        ["甲"],
    ),
    "a text box once, after its paragraph": (
        p(f"<w:r>{SHAPE.format(p('框'), p('框'))}</w:r>{t('正文')}") + p("后"),
        ["正文", "框", "后"],
    ),
    "a box without an alternative": (
        p(f"<w:r><w:pict><v:textbox>{BOX.format(p('框'))}</v:textbox></w:pict></w:r>{t('正文')}"),
        ["正文", "框"],
    ),
    "a fallback alone": (
        p("<w:r><mc:AlternateContent><mc:Fallback><w:t>甲</w:t></mc:Fallback></mc:AlternateContent></w:r>"),
        ["甲"],
    ),
    "contents as a control": (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{p('一、主要工作	3')}</w:sdtContent></w:sdt>{p('一、主要工作')}",
        ["一、主要工作"],
    ),
    "contents as a field": (
        p(field("begin") + instruction('TOC \\o "1-3"') + field("separate") + t("一、2024年工作\t1"))
        + p("二、下一步\t9")
        + p(field("end"))
        + p("一、2024年工作"),
        ["一、2024年工作"],
    ),
    "figures in a field of contents stay": (
        p(field("begin") + instruction("TOC") + field("separate") + t("一、工作\t1"))
        + p("受理案件12件。")
        + p(field("end")),
        ["受理案件12件。"],
    ),
    "contents that never end": (
        p(field("begin") + instruction("TOC") + field("separate") + t("一、工作\t1")) + p("受理案件12件"),
        ["一、工作 1", "受理案件12件"],
    ),
    "formula": (
        p(
            "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f></m:oMath>"
        ),
        ["1/3"],
    ),
    "phonetic signs": (
        p(
            "<w:r><w:ruby><w:rt><w:r><w:t>yun</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        ),
        ["云"],
    ),
    "blanks of the markup": (p("<w:r><w:t>\n  甲\n乙 </w:t></w:r>"), ["甲 乙"]),
}


@pytest.mark.parametrize("name", TEXT)
def test_text(name: str) -> None:
    body, expected = TEXT[name]
    assert lines(body) == expected


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:basedOn w:val="h1"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="bound"><w:name w:val="bound"/><w:basedOn w:val="h1"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="none"><w:name w:val="none"/><w:basedOn w:val="h1"/>'
    '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>'
    '<w:style w:type="character" w:styleId="gone"><w:name w:val="y"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="numbering" w:styleId="list"><w:name w:val="l"/>'
    '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>'
)


def lvl(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def li(text: str, name: int | None, level: int | None = 0, style: str = "") -> str:
    number = "" if name is None else f'<w:numId w:val="{name}"/>'
    at = "" if level is None else f'<w:ilvl w:val="{level}"/>'
    of = f'<w:pStyle w:val="{style}"/>' if style else ""
    return p(text, f"{of}<w:numPr>{at}{number}</w:numPr>")


def styled(text: str, style: str) -> str:
    return p(text, f'<w:pStyle w:val="{style}"/>')


OUTLINE = abstract(
    0,
    lvl(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>'),
    lvl(1, "chineseCounting", "（%2）", '<w:pStyle w:val="bound"/>'),
    lvl(2, "decimal", "%3."),
    lvl(3, "decimal", "%1.%2.%4", "<w:isLgl/>"),
) + num(1, 0)

NUMBERED = {
    "an outline, restarting": (
        li("甲", 1) + li("乙", 1, 1) + li("丙", 1, 1) + li("丁", 1) + li("戊", 1, 1) + li("己", 1, 2),
        OUTLINE,
        ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊", "1.己"],
    ),
    "by styles, and what they are based on": (
        styled("甲", "h1")
        + styled("乙", "h2")
        + styled("丙", "bound")
        + styled("丁", "none")
        + styled("戊", "h1"),
        OUTLINE,
        ["一、甲", "（一）乙", "（二）丙", "丁", "二、戊"],
    ),
    "numbering taken away": (
        li("甲", 0, 0, "h1") + styled("乙", "loop") + li("丙", 99),
        OUTLINE,
        ["甲", "乙", "丙"],
    ),
    "all in digits": (
        li("甲", 1) + li("乙", 1, 1) + li("丙", 1, 3),
        OUTLINE,
        ["一、甲", "（一）乙", "1.1.1 丙"],
    ),
    "a level that was left out shows its start": (li("甲", 1, 3), OUTLINE, ["1.1.1 甲"]),
    "lists of one kind share a count": (li("甲", 1) + li("乙", 2), OUTLINE + num(2, 0), ["一、甲", "二、乙"]),
    "a start of its own": (
        li("甲", 1) + li("乙", 2) + li("丙", 2),
        OUTLINE + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        ["一、甲", "五、乙", "六、丙"],
    ),
    "a level of its own": (
        li("甲", 2),
        OUTLINE + num(2, 0, f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperLetter", "%1)")}</w:lvlOverride>'),
        ["A)甲"],
    ),
    "never restarting": (
        li("甲", 1) + li("乙", 1, 1) + li("丙", 1) + li("丁", 1, 1),
        abstract(0, lvl(0, "decimal", "%1、"), lvl(1, "decimal", "(%2)", '<w:lvlRestart w:val="0"/>'))
        + num(1, 0),
        ["1、甲", "(1)乙", "2、丙", "(2)丁"],
    ),
    "bullets": (
        li("甲", 1) + li("乙", 2),
        abstract(0, lvl(0, "bullet", "")) + abstract(1, lvl(0, "none", "●")) + num(1, 0) + num(2, 1),
        ["甲", "乙"],
    ),
    "words alone": (li("甲", 1), abstract(0, lvl(0, "none", "附件")) + num(1, 0), ["附件 甲"]),
    "a chapter": (
        li("总则", 1) + li("附则", 1),
        abstract(0, lvl(0, "chineseCountingThousand", "第%1章", '<w:suff w:val="space"/>', 10)) + num(1, 0),
        ["第十章 总则", "第十一章 附则"],
    ),
    "nothing between": (
        li("甲", 1),
        abstract(0, lvl(0, "decimalFullWidth", "%1", '<w:suff w:val="nothing"/>')) + num(1, 0),
        ["１甲"],
    ),
    "two numbers stay two": (
        li("2024年", 1),
        abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0),
        ["1. 2024年"],
    ),
    "a list style": (
        li("甲", 1) + li("乙", 7),
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="list"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="list"/>'
        f"{lvl(0, 'decimal', '(%1)')}</w:abstractNum>" + num(1, 0) + num(7, 1),
        ["(1)甲", "(2)乙"],
    ),
    "a list style that leads back": (
        li("甲", 7),
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="list"/></w:abstractNum>' + num(7, 0),
        ["甲"],
    ),
    "by example": (
        li("甲", 1),
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
        '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>' + num(1, 0),
        ["001.甲"],
    ),
    "an empty cell that has a number": (
        tbl(tr(tc(li("", 1)), tc("甲")), tr(tc(li("", 1)), tc("乙"))),
        abstract(0, lvl(0, "decimal", "%1")) + num(1, 0),
        ["1\t甲", "2\t乙"],
    ),
    "a deleted paragraph does not count": (
        li("甲", 1)
        + p(
            "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",
            f'<w:numPr><w:numId w:val="1"/></w:numPr>{MARK_DELETED}',
        )
        + li("乙", 1),
        OUTLINE,
        ["一、甲", "二、乙"],
    ),
    "joined paragraphs have the number of the last": (
        p("受理", MARK_DELETED) + li("12件", 1),
        OUTLINE,
        ["一、受理12件"],
    ),
    "nonsense": (
        li("甲", 1, 77) + li("乙", 2) + p("丙", '<w:numPr><w:numId w:val="-5x"/></w:numPr>'),
        abstract(0, lvl(77, "decimal", "%1."), lvl(0, "upperRoman", "%1.", start=999999999))
        + num(1, 0)
        + num(2, 0, '<w:lvlOverride w:ilvl="99999999999"/>'),
        ["甲", "999999999.乙", "丙"],
    ),
}


@pytest.mark.parametrize("name", NUMBERED)
def test_numbering(name: str) -> None:
    body, numbering, expected = NUMBERED[name]
    assert lines(body, numbering=numbering, styles=STYLES) == expected


@pytest.mark.parametrize(
    ("form", "values"),
    [
        (
            "chineseCounting",
            {0: "零", 9: "九", 10: "十", 12: "十二", 20: "二十", 21: "二十一", 100: "一〇〇"},
        ),
        (
            "chineseCountingThousand",
            {10: "十", 19: "十九", 101: "一百零一", 110: "一百一十", 1005: "一千零五"},
        ),
        ("japaneseCounting", {15: "十五", 30: "三十"}),
        ("taiwaneseCounting", {15: "十五"}),
        ("ideographDigital", {10: "一〇", 21: "二一"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {12: "亥"}),
        ("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "11"}),
        ("chineseLegalSimplified", {1: "壹", 2: "贰", 10: "壹拾", 105: "壹佰零伍"}),
        ("decimal", {1: "1", -3: "-3"}),
        ("decimalZero", {7: "07", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {1: "①"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("decimalEnclosedFullstop", {2: "⒉"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 4000: "4000"}),
        ("lowerRoman", {14: "xiv", 0: "0"}),
        ("upperLetter", {1: "A", 26: "Z", 27: "AA", 10**8: "100000000"}),
        ("lowerLetter", {28: "bb"}),
        ("none", {3: ""}),
        ("ordinal", {1: "1st", 12: "12th", 23: "23rd"}),
        ("a format of the future", {3: "3"}),
    ],
)
def test_number_formats(form: str, values: dict[int, str]) -> None:
    assert {value: number(value, form) for value in values} == values


def test_styles_of_contents_and_hidden_runs() -> None:
    body = (
        styled("一、2025年工作\t12", "10")
        + styled("受理案件12件。", "10")
        + p(t("甲") + t("乙", '<w:rStyle w:val="gone"/>'))
    )
    assert lines(body, styles=STYLES) == ["受理案件12件。", "甲"]


def grid_of(body: str) -> tuple[Document, list[tuple[str, int, int, int, int, bool]]]:
    """A document of one table, and its cells: text, row, column, rows, columns, header."""
    document = read(docx(body), LIMITS, RULES)
    (grid,) = document.grids
    assert all(grid.start <= cell.start <= cell.end <= grid.end for cell in grid.cells)
    return document, [
        (document.text[c.start : c.end], c.row, c.column, c.rows, c.columns, c.header) for c in grid.cells
    ]


def test_table_with_spans_and_header() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = p("表1 案件办理情况") + tbl(
        tr(tc("地区", down), tc("案件", '<w:gridSpan w:val="2"/>'), trpr="<w:tblHeader/>"),
        tr(tc("", on), tc("受理"), tc("审结"), trpr="<w:tblHeader/>"),
        tr(tc("云东县"), tc("12"), tc("9"), trpr='<w:tblHeader w:val="0"/>'),
    )
    document, cells = grid_of(body)
    assert document.text == "表1 案件办理情况\n地区\t案件\t\n\t受理\t审结\n云东县\t12\t9\n".replace(
        "案件\t\n", "案件\n"
    )
    assert cells == [
        ("地区", 0, 0, 2, 1, True),
        ("案件", 0, 1, 1, 2, True),
        ("受理", 1, 1, 1, 1, True),
        ("审结", 1, 2, 1, 1, True),
        ("云东县", 2, 0, 1, 1, False),
        ("12", 2, 1, 1, 1, False),
        ("9", 2, 2, 1, 1, False),
    ]


def test_table_columns_left_out_and_old_spans() -> None:
    _, cells = grid_of(
        tbl(
            tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("乙")),
            tr(tc("1"), tc("2"), trpr='<w:gridBefore w:val="1"/>'),
        )
    )
    assert [cell[:5] for cell in cells] == [
        ("甲", 0, 0, 1, 2),
        ("乙", 0, 2, 1, 1),
        ("", 1, 0, 1, 1),
        ("1", 1, 1, 1, 1),
        ("2", 1, 2, 1, 1),
    ]


def test_table_rows_and_cells_in_wrappers() -> None:
    control = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inserted = f"<w:ins>{t('2')}</w:ins>"
    body = tbl(
        control.format(tr(tc("甲"), control.format(tc("1")))),
        tr(tc("乙"), tc(p(inserted)), tc("x", "<w:cellDel/>")),
    )
    assert lines(body) == ["甲\t1", "乙\t2"]


def test_a_wide_table_of_one_row_less() -> None:
    """A deleted row is no part of what spans it."""
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    _, cells = grid_of(
        tbl(
            tr(tc("甲", down), tc("1")),
            tr(tc("", on), tc("2"), trpr="<w:del/>"),
            tr(tc("", on), tc("3")),
        )
    )
    assert cells[0][:5] == ("甲", 0, 0, 2, 1)
    assert cells[-1][:3] == ("3", 1, 1)


def test_layout_tables_are_paragraphs() -> None:
    prose = "全市各级行政机关办理案件，" * 6 + "完成12件。"
    one_column = tbl(tr(tc("甲")), tr(tc(p("乙") + p("丙"))))
    columns = tbl(tr(tc(p(prose) + p(prose)), tc("图")))
    for body, expected in ((one_column, ["甲", "乙", "丙"]), (columns, [prose, prose, "图"])):
        document = read(docx(body), LIMITS, RULES)
        assert document.grids == ()
        assert document.text.split() == expected


def test_inner_tables() -> None:
    inner = tbl(tr(tc("a"), tc("1")), tr(tc("b"), tc("2")))
    outer = tbl(tr(tc("甲"), tc(p("乙") + inner + p())), tr(tc("丙"), tc("丁")))
    document = read(docx(outer), LIMITS, RULES)
    assert document.text == "甲\t乙\n丙\t丁\na\t1\nb\t2\n"
    assert len(document.grids) == 2
    layout = read(docx(tbl(tr(tc(p("前") + inner + p("后"))))), LIMITS, RULES)
    assert layout.text == "前\na\t1\nb\t2\n后\n"


def test_notes_stand_at_the_end() -> None:
    def reference(kind: str, name: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{name}"/></w:r>'

    body = (
        p(t("受理案件12件") + reference("footnote", 3) + t("，审结9件") + reference("footnote", 2) + t("。"))
        + p(t("败诉率7%。") + reference("endnote", 1))
        + p(f"<w:del>{reference('footnote', 4)}</w:del>")
    )
    footnotes = (
        '<w:footnote w:id="0" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="2">{p(t(" 另有1件撤回。"))}</w:footnote>'
        f'<w:footnote w:id="3">{p("不含云东县。")}{p("其中3件跨年。")}</w:footnote>'
        f'<w:footnote w:id="4">{p("删去")}</w:footnote>'
    )
    text = lines(body, footnotes=footnotes, endnotes=f'<w:endnote w:id="1">{p("按审结数计算。")}</w:endnote>')
    assert text == [
        "受理案件12件，审结9件。",
        "败诉率7%。",
        "[1] 不含云东县。",
        "其中3件跨年。",
        "[2] 另有1件撤回。",
        "[1] 按审结数计算。",
    ]


def test_headers_and_footers_are_left_out() -> None:
    members = {
        "word/document.xml": part("document", f"<w:body>{p('正文')}</w:body>"),
        "word/header1.xml": part("hdr", p("云汀市人民政府公报")),
    }
    assert read(zipped(members), LIMITS, RULES).text == "正文\n"


def test_notices() -> None:
    chart = '<w:r><w:drawing><c:chart r:id="x"/></w:drawing></w:r>'
    body = p(
        f"{t('甲')}{t('乙', '<w:vanish/>')}<w:ins>{t('丙')}</w:ins>{chart}{chart}"
        "<w:r><w:object><o:OLEObject/></w:object></w:r>"
    )
    document = read(docx(body), LIMITS, RULES)
    assert [notice.code for notice in document.notices] == ["tracked-changes", "hidden-text", "part-not-read"]
    assert "2 charts, 1 embedded object" in document.notices[2].message
    assert read(docx(p("甲")), LIMITS, RULES).notices == ()


def test_hints_are_believed_where_the_text_bears_them_out() -> None:
    def hints(title: str, company: str) -> tuple[str | None, str | None]:
        members = {
            "_rels/.rels": relations(
                ("officeDocument", "word/document.xml"),
                ("metadata/core-properties", "docProps/core.xml"),
                ("extended-properties", "docProps/app.xml"),
            ),
            "word/document.xml": part(
                "document",
                f"<w:body>{p('云汀市2025年')}{p('法治政府建设报告')}{p('云汀市人民政府')}</w:body>",
            ),
            "docProps/core.xml": '<x xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title></x>",
            "docProps/app.xml": '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'extended-properties"><Company>{company}</Company></Properties>',
        }
        found = read(zipped(members), LIMITS, RULES).hints
        return found.title, found.publisher

    assert hints("云汀市2025年法治政府建设报告", "云汀市人民政府") == (
        "云汀市2025年法治政府建设报告",
        "云汀市人民政府",
    )
    for title in (
        "Microsoft Word - a.doc",
        "文档1",
        "法治政府建设",
        "云汀市2024年法治政府建设报告",
        "",
        "2025",
    ):
        assert hints(title, "Microsoft") == (None, None)


def test_strict_documents_and_other_names() -> None:
    strict = part("document", f"<w:body>{p('甲')}</w:body>").replace(
        W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert read(zipped({"word/document.xml": strict}), LIMITS, RULES).text == "甲\n"
    named = {
        "_rels/.rels": relations(("officeDocument", "/Word/document2.xml")),
        "word\\document2.xml": part("document", f"<w:body>{p('乙')}</w:body>").encode("utf-16"),
    }
    named["word\\document2.xml"] = named["word\\document2.xml"].replace(  # type: ignore[union-attr,arg-type]
        "UTF-8".encode("utf-16-le"), "UTF-16".encode("utf-16-le")
    )
    assert read(zipped(named), LIMITS, RULES).text == "乙\n"


# hostile and other files

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)
).replace("&a0;", "&a;")


def document_with(text: str) -> str:
    return part("document", f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body>")


def declaring(declared: str, text: str) -> str:
    return document_with(text).replace("?>", "?>" + declared, 1)


REFUSED = {
    "billion laughs": ({"word/document.xml": declaring(BOMB + "]>", "&a8;")}, "declares a document type"),
    "an external entity": (
        {"word/document.xml": declaring('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;")},
        "declares a document type",
    ),
    "an external document type": (
        {"word/document.xml": declaring('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "甲")},
        "declares a document type",
    ),
    "a bomb in the styles": (
        {"word/document.xml": document_with("甲"), "word/styles.xml": declaring(BOMB + "]>", "&a8;")},
        "declares a document type in word/styles.xml",
    ),
    "an unknown entity": ({"word/document.xml": document_with("&nothing;")}, "damaged XML"),
    "over-deep": (
        {"word/document.xml": document_with("x").replace("<w:p>", "<w:p>" + "<w:x>" * 5000)},
        "deep",
    ),
    "cut XML": ({"word/document.xml": document_with("x")[:-20]}, "damaged XML"),
    "an empty part": ({"word/document.xml": ""}, "damaged XML"),
    "an unknown encoding": (
        {"word/document.xml": document_with("x").replace("UTF-8", "rot-99")},
        "word/document.xml",
    ),
    "no text": ({"[Content_Types].xml": "<x/>", "word/styles.xml": "<x/>"}, "word/document.xml is missing"),
    "a spreadsheet": ({"xl/workbook.xml": "<x/>"}, "spreadsheet"),
    "slides": ({"ppt/presentation.xml": "<x/>"}, "slide show"),
    "an OFD": ({"OFD.xml": "<x/>"}, "OFD"),
    "an ODT": ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}, "ODT"),
    "an ODS": ({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "OpenDocument"),
    "an EPUB": ({"mimetype": "application/epub+zip"}, "EPUB"),
    "an archive": ({"报告.txt": "受理案件12件"}, "is a ZIP archive"),
    "an empty archive": ({}, "is a ZIP archive"),
    "only names that lead out": (
        {"../../etc/passwd": "x", "/etc/passwd": "x", "..\\..\\x": "x"},
        "is a ZIP archive",
    ),
    "pictures": (
        {"word/document.xml": part("document", "<w:body><w:p><w:r><a:blip/></w:r></w:p></w:body>")},
        "pictures",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    members, said = REFUSED[name]
    with pytest.raises(Unreadable) as error:
        read(zipped(members), LIMITS, RULES)  # type: ignore[arg-type]
    assert said in error.value.problem
    assert "\n" not in str(error.value)
    assert error.value.remedy


def test_relations_that_point_outside_are_not_followed() -> None:
    members = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": document_with("甲"),
        "word/_rels/document.xml.rels": relations(
            ("styles", "../../../../etc/passwd"), ("numbering", "file:///etc/passwd"), ("footnotes", "NULL")
        ),
    }
    assert read(zipped(members), LIMITS, RULES).text == "甲\n"
    members["_rels/.rels"] = relations(
        ("officeDocument", "http://127.0.0.1:9/document.xml"), more='TargetMode="External"'
    )
    assert read(zipped(members), LIMITS, RULES).text == "甲\n"


def test_limits_before_unpacking() -> None:
    bomb = zipped({"word/document.xml": document_with("x" * 5_000_000)})
    assert len(bomb) < 50_000
    with pytest.raises(Unreadable, match=r"unpacks to 5\.0 MB, more than the limit of 1 MB"):
        read(bomb, Limits(size=1_000_000), RULES)
    unread = zipped({"word/document.xml": document_with("甲"), "word/media/x.png": b"\0" * 5_000_000})
    assert read(unread, Limits(size=1_000_000), RULES).text == "甲\n"
    parts = docx(p("甲"), styles=" " * 600_000, numbering=" " * 600_000)
    with pytest.raises(Unreadable, match="unpacks to"):
        read(parts, Limits(size=1_000_000), RULES)


def test_a_text_larger_than_its_markup() -> None:
    numbering = abstract(0, lvl(0, "decimal", "第%1" + "项" * 50)) + num(1, 0)
    with pytest.raises(Unreadable, match="holds text of"):
        read(docx(li("", 1) * 4000, numbering=numbering), Limits(size=1_000_000), RULES)


def test_a_directory_that_lies() -> None:
    data = bytearray(zipped({"word/document.xml": document_with("受理案件" * 5000)}))
    entry = data.index(b"PK\x01\x02")
    for said in (10, 2**31):
        struct.pack_into("<I", data, entry + 24, said)
        with pytest.raises(Unreadable):
            read(bytes(data), LIMITS, RULES)


def test_markup_that_would_fill_the_memory() -> None:
    for inner, said in (
        ("".join(f"<a{n}/>" for n in range(6000)), "names"),
        ("<!--" + "x" * 12_000_000 + "-->", "a tag or comment"),
        ("<w:r " + " ".join(f'a{n}="1"' for n in range(1_200_000)) + "/>", "a tag or comment"),
    ):
        with pytest.raises(Unreadable, match=said):
            read(zipped({"word/document.xml": part("document", inner)}), LIMITS, RULES)


def test_many_elements_and_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    body = tbl(tr(tc("甲"), tc("乙")) * 50)
    monkeypatch.setattr(docx_cells, "MOST_CELLS", 99)
    with pytest.raises(Unreadable, match="more than 99 cells"):
        read(docx(body), LIMITS, RULES)
    monkeypatch.setattr(markup, "MOST_ELEMENTS", 90)
    with pytest.raises(Unreadable, match="more than 90 elements"):
        read(docx(body), LIMITS, RULES)


def test_many_members() -> None:
    directory = b"PK\x01\x02" + b"\0" * 42
    with pytest.raises(Unreadable, match="more than 10,000 members"):
        read(b"PK\x03\x04" + directory * 10_001, LIMITS, RULES)


def test_members_that_share_their_bytes() -> None:
    """Two entries of the directory for one packed member."""
    data = bytearray(zipped({"word/document.xml": document_with("甲"), "word/numbering.xml": b"x"}))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    struct.pack_into("<I", data, second + 42, 0)
    with pytest.raises(Unreadable, match="cannot be unpacked"):
        read(bytes(data), LIMITS, RULES)


def test_one_name_twice() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", document_with("甲"))
        archive.writestr("Word\\document.xml", document_with("乙"))
    with pytest.raises(Unreadable, match="2 times"):
        read(out.getvalue(), LIMITS, RULES)


def test_encrypted_and_oddly_packed_members() -> None:
    data = bytearray(zipped({"word/document.xml": document_with("甲")}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    with pytest.raises(Unreadable, match="is encrypted"):
        read(bytes(data), LIMITS, RULES)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("word/document.xml", document_with("甲"))
    with pytest.raises(Unreadable, match="in a way that no document does"):
        read(out.getvalue(), LIMITS, RULES)


def test_cut_anywhere() -> None:
    whole = docx(p("受理案件12件"), styles=STYLES, numbering=OUTLINE)
    for length in range(0, len(whole), 37):
        with pytest.raises(Unreadable):
            read(whole[:length], LIMITS, RULES)


def test_changed_anywhere() -> None:
    """Whatever byte is changed, the document is read or refused."""
    whole = docx(li("受理案件12件", 1), styles=STYLES, numbering=OUTLINE)
    for at in range(0, len(whole), 11):
        data = bytearray(whole)
        data[at] ^= 0x5A
        try:
            read(bytes(data), LIMITS, RULES)
        except Unreadable as error:
            assert error.problem and error.remedy


def test_no_package() -> None:
    for data in (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "受理案件12件".encode(), b""):
        with pytest.raises(Unreadable, match="is no ZIP file"):
            read(data, LIMITS, RULES)


MISPLACED = {
    "a row and a cell alone": tr(tc("甲")) + tc("乙"),
    "a cell in a cell": tbl(tr(tc(tc("甲")), tc("乙"))),
    "rows in rows": tbl(f"<w:tr>{tr(tc('甲'), tc('乙'))}</w:tr>"),
    "a paragraph in a paragraph": p(t("甲") + p("乙")),
    "ends of fields alone": p(field("end") + field("separate") + t("甲乙")),
    "runs without a paragraph": t("甲") + tbl(tr(f"<w:tc>{t('乙')}</w:tc>")),
    "many fields within each other": p((field("begin") + field("separate")) * 300 + t("甲乙")),
    "a choice alone": p("<w:r><mc:Choice><w:t>甲乙</w:t></mc:Choice></w:r>"),
    "properties alone": '<w:pStyle w:val="x"/><w:vanish/><w:del/><w:gridSpan w:val="9"/><w:tblHeader/>'
    + p("甲乙"),
    "spans without end": tbl(tr(tc("甲", '<w:gridSpan w:val="999999999"/>'), tc("乙", "<w:vMerge/>"))),
}


@pytest.mark.parametrize("name", MISPLACED)
def test_misplaced_elements_lose_no_text(name: str) -> None:
    text = read(docx(MISPLACED[name]), LIMITS, RULES).text
    assert sorted("".join(text.split())) == ["乙", "甲"]


@pytest.mark.parametrize("year", [2024, 2025])
def test_samples_as_documents(year: int) -> None:
    pytest.importorskip("docx", reason="python-docx makes the documents")
    from render_docx import render

    text = (ROOT / "samples" / f"yunting-{year}.txt").read_text(encoding="utf-8")
    data = render(text)
    assert data == render(text)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "一、" not in archive.read("word/document.xml").decode()
    document = read(data, LIMITS, RULES)
    assert bare(document.text) == bare(text)
    assert document.notices == ()
    given, got = extract(text), extract(document.text)
    assert [(one.text, one.metric, one.section) for one in got.indicators] == [
        (one.text, one.metric, one.section) for one in given.indicators
    ]
    assert [(one.id, one.marker, one.title) for one in got.sections] == [
        (one.id, one.marker, one.title) for one in given.sections
    ]


def bare(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.splitlines() if line.strip()]


def test_raised_digits_are_no_part_of_a_figure() -> None:
    raised = t("2", '<w:vertAlign w:val="superscript"/>')
    made = read(docx(p(t("地区生产总值") + raised + t("1234.5亿元。"))), LIMITS, RULES)
    assert made.text == "地区生产总值²1234.5亿元。\n"


# ---- one file of XML, embedded files, text struck out -------------------------------------------------

_SENTENCE = "全年完成投资123.4亿元，同比增长5.6%。"


def test_flat_package() -> None:
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    main = part("document", f"<w:body><w:p><w:r><w:t>{_SENTENCE}</w:t></w:r></w:p></w:body>")
    inner = main.partition("?>")[2]
    data = (
        f'<?xml version="1.0"?><pkg:package xmlns:pkg="{space}"><pkg:part pkg:name="/word/document.xml">'
        f"<pkg:xmlData>{inner}</pkg:xmlData></pkg:part></pkg:package>"
    ).encode()
    assert sniff(data, ".xml") == "docx"
    assert read(data, LIMITS, RULES).text == _SENTENCE + "\n"


def test_word_2003_xml() -> None:
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    data = (
        f'<?xml version="1.0"?><w:wordDocument xmlns:w="{space}"><w:body>'
        f"<w:p><w:r><w:t>{_SENTENCE}</w:t></w:r></w:p></w:body></w:wordDocument>"
    ).encode()
    assert sniff(data, ".xml") == "docx"
    assert read(data, LIMITS, RULES).text == _SENTENCE + "\n"


def test_struck_text_is_left_out_and_warned_of() -> None:
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>120亿元</w:t></w:r>"
    kept = '<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>123.4亿元</w:t></w:r>'
    made = read(docx(f"<w:p>{struck}{kept}</w:p>"), LIMITS, RULES)
    assert made.text == "123.4亿元\n"
    assert [notice.code for notice in made.notices] == ["struck-text"]


def chunks(files: dict[str, str | bytes], body: str = "") -> bytes:
    """A document that takes in files, each at its place; the body after them."""
    taken = "".join(f'<w:altChunk r:id="c{n}"/>' for n in range(len(files)))
    links = "".join(
        f'<Relationship Id="c{n}" Type="http://x/aFChunk" Target="{name}"/>' for n, name in enumerate(files)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return zipped(
        {
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": part("document", f"<w:body>{taken}{body}</w:body>"),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{links}</Relationships>',
            **{f"word/{name}": data for name, data in files.items()},
        }
    )


def test_files_taken_into_a_document() -> None:
    page = (
        "<html><head><meta charset=utf-8></head><body>"
        f"<p>{_SENTENCE}</p><table><tr><td>指标</td><td>2024年</td></tr>"
        "<tr><td>投资（亿元）</td><td>12.5</td></tr><tr><td>人口（万人）</td><td>30</td></tr></table></body></html>"
    )
    data = chunks({"a.html": page, "b.txt": "新建公路200公里。\n"}, p("新增就业3万人。"))
    made = read(data, LIMITS, RULES)
    assert made.text.splitlines() == [
        *(_SENTENCE, "指标\t2024年", "投资（亿元）\t12.5", "人口（万人）\t30"),
        *("新建公路200公里。", "新增就业3万人。"),
    ]
    assert made.notices == ()
    figures = {one.text: one for one in extract(load(data, name="a.docx")).indicators}
    assert figures["12.5"].item == "投资" and figures["12.5"].unit == "元"


def test_what_of_a_file_taken_in_is_not_read_is_warned_of() -> None:
    lost = (
        f"<html><body><p>{'各部门认真落实，取得成效。' * 9}</p><noscript>{_SENTENCE}</noscript></body></html>"
    )
    data = chunks({"a.rtf": "{\\rtf1}", "b.html": lost.encode(), "gone.html": b"", "c.html": lost.encode()})
    made = read(data, LIMITS, RULES)
    assert [notice.code for notice in made.notices] == ["part-not-read", "figures-left-out"]
    assert "2 embedded files" in made.notices[0].message


def test_the_relations_are_read_once_for_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    read_trees: list[str] = []

    def counted(data: bytes, name: str) -> Any:
        read_trees.append(name)
        return markup.tree(data, name)

    monkeypatch.setattr("reportmine.readers.parts.tree", counted)
    data = chunks({f"{n}.txt": f"办理案件{n}件。\n" for n in range(300)})
    assert len(read(data, LIMITS, RULES).text.splitlines()) == 300
    assert read_trees.count("word/_rels/document.xml.rels") == 1

"""The PDF reader: documents drawn in memory, what must come out of each, and what must not be let in."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zlib
from collections.abc import Callable

import pytest
from support import ROOT

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from reportmine.readers.document import Document, Limits, Unreadable
from reportmine.readers.pdf import glyphs as pdf_glyphs
from reportmine.readers.pdf.letters import letter
from reportmine.readers.pdf.read import read
from reportmine.rules.files import load as load_rules

sys.path.insert(0, str(ROOT / "tools"))
from render_pdf import render

FONT, SIZE, LEFT = "STSong-Light", 16.0, 72.0
WIDTH, HEIGHT = 595.0, 842.0
Draw = Callable[[Canvas], None]


def made(*pages: Draw, **properties: str) -> bytes:
    """A PDF of these pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1)
    if properties:
        canvas.setTitle(properties.get("title"))
        canvas.setAuthor(properties.get("author"))
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def at(*texts: tuple[float, float, str]) -> Draw:
    """Texts at x and y."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in texts:
            canvas.drawString(x, y, text)

    return draw


def column(lines: list[str], x: float = LEFT, y: float = 700.0, pitch: float = 28.0) -> Draw:
    """Lines below each other; each U+3000 at a beginning is a letter's width of indent."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            bare = line.lstrip("\u3000")
            canvas.drawString(x + SIZE * (len(line) - len(bare)), y - pitch * number, bare)

    return draw


def both(*draws: Draw) -> Draw:
    """Everything on one page."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


def said(*pages: Draw) -> list[str]:
    """The lines of the text."""
    return got(*pages).text.splitlines()


def got(*pages: Draw) -> Document:
    document = read(made(*pages), Limits(), load_rules())
    lawful(document)
    return document


def lawful(document: Document) -> None:
    """What holds for every document: pages in order, and together they hold all that is no blank."""
    last = 0
    for number, page in enumerate(document.pages, 1):
        assert page.number == number
        assert last <= page.start <= page.end <= len(document.text)
        assert not document.text[last : page.start].strip()
        last = page.end
    assert not document.text[last:].strip()


FULL = "各级行政机关依法履行职责持续提升服务水平全年办结"  # 24 letters, a full line
PROSE = ["\u3000\u3000" + FULL[:22], FULL, FULL, "行政复议案件。"]


# paragraphs


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(PROSE, [FULL[:22] + FULL + FULL + "行政复议案件。"], id="broken sentence"),
        pytest.param(
            [*PROSE, *PROSE], [FULL[:22] + FULL + FULL + "行政复议案件。"] * 2, id="indent begins another"
        ),
        pytest.param(
            [FULL, FULL[:23] + "12", "67件。", FULL[:22] + "增1.", "5%。"],
            [FULL + FULL[:23] + "1267件。", FULL[:22] + "增1.5%。"],
            id="broken numbers",
        ),
        pytest.param(
            [FULL, FULL[:23] + "。", "二、加强行政执法监督工作", "\u3000\u3000" + FULL[:22], FULL, "完成。"],
            [FULL + FULL[:23] + "。", "二、加强行政执法监督工作", FULL[:22] + FULL + "完成。"],
            id="heading after a full line",
        ),
        pytest.param(
            ["二、" + FULL[:22], "（一）" + FULL[:21], FULL, "办结。"],
            ["二、" + FULL[:22], "（一）" + FULL[:21] + FULL + "办结。"],
            id="headings after each other, without indent",
        ),
        pytest.param(["第一行", "第二行", "第三行"], ["第一行", "第二行", "第三行"], id="a list"),
    ],
)
def test_paragraphs(lines: list[str], expected: list[str]) -> None:
    filler = [FULL] * 3  # so that the page has margins
    assert said(column([*lines, "\u3000\u3000" + FULL[:22], *filler])) == [*expected, FULL[:22] + FULL * 3]


def test_a_sentence_goes_on_over_the_page() -> None:
    document = got(column(["\u3000\u3000" + FULL[:22], FULL, FULL]), column([FULL, "完成。"]))
    assert document.text == FULL[:22] + FULL * 3 + "完成。\n"
    assert [(page.start, page.end) for page in document.pages] == [(0, 70), (70, 97)]


def test_a_wider_gap_begins_a_paragraph() -> None:
    page = both(column([FULL] * 5, y=760), column([FULL] * 4, y=580))
    assert said(page) == [FULL * 5, FULL * 4]


def test_latin_words_keep_their_blanks() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for number, line in enumerate(
            ["The city grew by 5.6% in", "one year, and its govern-", "ment was glad of it"]
        ):
            canvas.drawString(LEFT, 700 - 20 * number, line)

    assert said(draw) == ["The city grew by 5.6% in one year, and its government was glad of it"]


def test_large_centred_lines_are_one_title() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(FONT, 22)
        canvas.drawCentredString(WIDTH / 2, 760, "云汀市人民政府关于法治建设")
        canvas.drawCentredString(WIDTH / 2, 728, "情况的报告")
        canvas.setFont(FONT, SIZE)
        column(PROSE)(canvas)

    assert said(draw)[0] == "云汀市人民政府关于法治建设情况的报告"


# letters


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("政 府 工 作 报 告", "政府工作报告"),
        ("2025年 GDP 增长5.6%", "2025年GDP增长5.6%"),
        ("gross domestic product", "gross domestic product"),
        ("⼀是⻓远", "一是长远"),
        ("1，234．5％", "1，234．5％"),
    ],
)
def test_letters(drawn: str, expected: str) -> None:
    assert said(at((LEFT, 600, drawn))) == [expected]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (0x2F00, "一"),
        (0x2ED3, "长"),
        (0x2ED4, "门"),
        (0xF9DC, "隆"),
        (0x2EAE, "竹"),
        (0xFF05, "％"),
        (0x2460, "①"),
        (0x2, "-"),
        (0x7, ""),
        (0xFEFF, ""),
        (0xD800, "\ufffd"),
        (0x110000, "\ufffd"),
    ],
)
def test_a_code_to_a_letter(code: int, expected: str) -> None:
    assert letter(code) == expected


@pytest.mark.parametrize("space", [6, 12, 18])
def test_spaced_out_letters_are_words(space: int) -> None:
    assert said(lambda canvas: canvas.drawString(LEFT, 600, "2025年工作报告", charSpace=space)) == [
        "2025年工作报告"
    ]


def test_a_fake_bold_is_read_once() -> None:
    assert said(at((LEFT, 600, "合计11件"), (LEFT + 0.4, 600, "合计11件"), (LEFT, 600.3, "合计11件"))) == [
        "合计11件"
    ]


def in_sizes(*pieces: tuple[str, float, float]) -> Draw:
    """Text in pieces after each other, each with its size and by how much it is raised."""

    def draw(canvas: Canvas) -> None:
        x = LEFT
        for text, size, rise in pieces:
            canvas.setFont(FONT, size)
            canvas.drawString(x, 600 + rise, text)
            x += pdfmetrics.stringWidth(text, FONT, size)

    return draw


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param([("面积120m", 16, 0), ("2", 9, 6), ("以上", 16, 0)], "面积120m²以上", id="exponent"),
        pytest.param([("1.2×10", 16, 0), ("8", 9, 6), ("立方米", 16, 0)], "1.2×10⁸立方米", id="power"),
        pytest.param([("人口", 16, 0), ("6", 9, 6), ("22.1万人", 16, 0)], "人口⁶22.1万人", id="mark before"),
        pytest.param(
            [("共1234.5", 16, 0), ("12", 8, 3), ("亿元", 16, 0)], "共1234.5¹²亿元", id="hardly raised"
        ),
        pytest.param([("全年35.6", 16, 0), ("[4]", 9, 6)], "全年35.6[4]", id="in brackets"),
        pytest.param([("3", 9, 6), ("按现价计算", 16, 0)], "³按现价计算", id="note"),
        pytest.param([("CO", 16, 0), ("2", 9, -3), ("排放", 16, 0)], "CO2排放", id="lowered"),
        pytest.param([("标题", 16, 0), ("25年", 12, 0)], "标题25年", id="smaller on the line"),
        pytest.param([("增长", 16, 0), ("5.6", 9, 6)], "增长5.6", id="a number"),
    ],
)
def test_raised_digits_are_apart_from_figures(pieces: list[tuple[str, float, float]], expected: str) -> None:
    assert said(in_sizes(*pieces)) == [expected]


def test_small_digits_in_a_cell_of_their_own_are_figures() -> None:
    def draw(canvas: Canvas) -> None:
        for y, cells in ((640, ("指标", "数量")), (612, ("案件", "12")), (584, ("公证", "345"))):
            for n, cell in enumerate(cells):
                canvas.setFont(FONT, 9 if cell.isdecimal() else 16)
                canvas.drawString(LEFT + 130 * n, y + (2.5 if cell.isdecimal() else 0), cell)

    assert said(draw) == ["指标\t数量", "案件\t12", "公证\t345"]


# columns and tables


def test_two_columns_are_read_one_after_the_other() -> None:
    def text(side: str) -> list[str]:
        return [f"{side}{n}各级行政机关依法履行职责" for n in "甲乙丙丁戊己"]

    page = both(
        at((LEFT, 780, "云汀市人民政府公报二〇二五年第三期目录和正文部分内容摘登")),
        column(text("左"), x=LEFT),
        column(text("右"), x=LEFT + 260, y=692),
    )
    title, *rest = said(page)
    assert title.startswith("云汀市人民政府公报")
    assert "".join(rest) == "".join(text("左") + text("右"))


TABLE = [
    ["指标", "单位", "2024年", "2025年"],
    ["生产总值", "亿元", "2386.2", "2498.7"],
    ["复议", "件", "1,958", "2,236"],
]


def test_a_table_is_rows_of_cells() -> None:
    cells = [
        (LEFT + 110 * x, 650 - 26 * y, cell) for y, row in enumerate(TABLE) for x, cell in enumerate(row)
    ]
    page = both(column(PROSE, y=790), at(*cells), column(PROSE, y=500))
    prose = FULL[:22] + FULL * 2 + "行政复议案件。"
    assert said(page) == [prose, *("\t".join(row) for row in TABLE), prose]


def cells(*rows: tuple[float, tuple[str, ...]]) -> Draw:
    """Rows of cells at y, in columns 130 points wide; none is drawn for an empty one."""
    return at(*((LEFT + 130 * n, y, cell) for y, row in rows for n, cell in enumerate(row) if cell))


def test_broken_lines_of_a_cell_are_put_together() -> None:
    table = cells(
        (640, ("指标", "2024年", "2025年")),
        (612, ("年末全市执业律", "1875", "2016")),
        (588, ("师总数", "", "")),
        (560, ("公证", "3.2", "3.05")),
    )
    assert said(table) == ["指标\t2024年\t2025年", "年末全市执业律师总数\t1875\t2016", "公证\t3.2\t3.05"]


def test_a_missing_cell_keeps_its_column() -> None:
    table = cells((640, ("序号", "指标", "数量")), (612, ("1", "案件", "12")), (584, ("", "合计", "97")))
    assert said(table) == ["序号\t指标\t数量", "1\t案件\t12", "\t合计\t97"]


def test_a_line_across_the_columns_is_no_cell() -> None:
    table = cells((640, ("指标", "数量", "单位")), (612, ("案件", "12", "件")))
    note = at((LEFT, 584, "注：本表数据来自年度统计，单位为件。"))
    assert said(both(table, note))[2] == "注：本表数据来自年度统计，单位为件。"


def test_a_wide_gap_alone_is_no_table() -> None:
    assert said(at((LEFT, 600, "发布机构：云汀市"), (LEFT + 250, 600, "发布日期：2025年"))) == [
        "发布机构：云汀市 发布日期：2025年"
    ]


# furniture


@pytest.mark.parametrize("form", ["— {} —", "- {} -", "{}", "第 {} 页 共 4 页", "{}/4", "-{}-"])
def test_page_numbers_are_left_out(form: str) -> None:
    pages = [both(column(PROSE), at((280, 40, form.format(n)))) for n in (1, 2, 3, 4)]
    assert said(*pages) == [FULL[:22] + FULL * 2 + "行政复议案件。"] * 4


def test_running_heads_are_left_out() -> None:
    pages = [both(column(PROSE), at((200, 800, f"云汀市公报 2025.{n}"))) for n in (1, 2, 3)]
    assert said(*pages) == [FULL[:22] + FULL * 2 + "行政复议案件。"] * 3


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param(
            [both(column(PROSE), at((72, 40, "2024")))], "2024", id="a figure that is no page number"
        ),
        pytest.param(
            [both(column(PROSE), at((200, 800, "云汀市公报")))] * 2, "云汀市公报", id="twice is not often"
        ),
        pytest.param(
            [column(["合计12件", "合计13件", *PROSE], y=728)] * 3, "合计12件", id="part of the text"
        ),
    ],
)
def test_what_is_no_furniture_stays(pages: list[Draw], expected: str) -> None:
    assert expected in said(*pages)


def test_watermarks_are_left_out() -> None:
    def slanting(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFont(FONT, 40)
        canvas.translate(150, 300)
        canvas.rotate(45)
        canvas.drawString(0, 0, "内部资料")
        canvas.restoreState()

    assert said(*[both(slanting, column(PROSE))] * 2) == [FULL[:22] + FULL * 2 + "行政复议案件。"] * 2


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_is_read_in_its_direction(angle: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(angle)
        middle = (
            (HEIGHT / 2, WIDTH / 2) if angle % 180 else (WIDTH / 2, HEIGHT / 2)
        )  # reportlab turns the page
        canvas.translate(*middle)
        canvas.rotate(angle)
        for y, line in ((100, "第一行"), (50, "第二行"), (0, "第三行")):
            canvas.drawString(-200, y, line)

    assert said(draw) == ["第一行", "第二行", "第三行"]


# what a file says of itself


@pytest.mark.parametrize(
    ("title", "author", "expected"),
    [
        ("行政复议情况", "云汀市司法局", ("行政复议情况", "云汀市司法局")),
        ("Microsoft Word - 1.doc", "admin", (None, None)),
        ("untitled", "张三", (None, None)),
        ("别的题目甲乙丙", "", (None, None)),
    ],
)
def test_hints(title: str, author: str, expected: tuple[str | None, str | None]) -> None:
    data = made(column(["行政复议情况", "云汀市司法局", "张三"]), title=title, author=author)
    hints = read(data, Limits(), load_rules()).hints
    assert (hints.title, hints.publisher) == expected
    assert hints.published is None


def test_pages_without_text_are_told() -> None:
    document = got(column(PROSE), at(), at(), column(PROSE), at())
    (notice,) = document.notices
    assert notice.code == "pages-without-text"
    assert "2–3, 5" in notice.message
    assert "ocrmypdf" in notice.message
    assert [page.start == page.end for page in document.pages] == [False, True, True, False, True]


# the samples


def pictured(words: int, x: float = LEFT) -> Draw:
    """Lines in which all but the digits are pictures, or outlines in every second one."""

    def draw(canvas: Canvas) -> None:
        for line in range(words):
            y = 760 - 30 * line
            if line % 2:
                canvas.drawImage(ImageReader(Image.new("L", (4, 4))), x, y, 100, SIZE)
            else:
                for n in range(6):
                    canvas.roundRect(x + n * SIZE, y, 14, 14, 5)
            canvas.drawString(x + 104, y, "1620.9")

    return draw


def test_words_that_are_pictures_are_told() -> None:
    document = got(
        column(["情况的报告", "二、预算"]), pictured(12), column(PROSE), column(PROSE), column(PROSE)
    )
    assert "1620.9" not in document.text
    (notice,) = document.notices
    assert (notice.code, "(2)" in notice.message) == ("drawn-text", True)
    beside = got(both(column(PROSE * 2, y=380), pictured(8)))
    assert beside.text.count("1620.9") == 8
    assert [notice.code for notice in beside.notices] == ["drawn-text"]
    with pytest.raises(Unreadable) as error:
        read(made(pictured(12), pictured(20), column(["情况的报告"])), Limits(), load_rules())
    assert "words are pictures" in error.value.problem


def test_pictures_that_hide_no_words_are_nothing() -> None:
    def few(canvas: Canvas) -> None:
        picture = ImageReader(Image.new("L", (4, 4)))
        canvas.drawImage(picture, LEFT, 100, 300, 200)
        for y in range(700, 580, -28):  # behind the text, as in what a scanner has read
            canvas.drawImage(picture, LEFT, y, 24 * SIZE, SIZE)

    assert not got(both(few, column([FULL] * 5))).notices


@pytest.mark.parametrize("name", ["yunting-2024", "yunting-2025"])
@pytest.mark.parametrize("letters", [20, 28, 33])
def test_a_sample_rendered_and_read_gives_its_lines(name: str, letters: int) -> None:
    text = (ROOT / "samples" / f"{name}.txt").read_text(encoding="utf-8")
    document = read(render(text, letters=letters), Limits(), load_rules())
    lawful(document)
    lines = ["".join(line.split()) for line in document.text.splitlines()]
    assert lines == ["".join(line.split()) for line in text.splitlines() if line.strip()]


def test_the_same_text_renders_to_the_same_bytes() -> None:
    assert render("甲市报告\n\u3000\u3000全文。") == render("甲市报告\n\u3000\u3000全文。")


# what cannot be read


def encrypted() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, "text")
    canvas.save()
    return out.getvalue()


def raw(*objects: bytes) -> bytes:
    """A PDF of these objects; the first is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))
    return out.getvalue()


def stream(body: bytes, more: bytes = b"", length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    return b"<<%s/Length %d>>stream\n" % (more, size) + body + b"\nendstream"


CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
TREE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
HELLO = b"BT /F 12 Tf 100 700 Td (Hello) Tj ET"


def page(content: bytes, tree: bytes = TREE, described: bytes = PAGE) -> bytes:
    return raw(CATALOGUE, tree, described, content, HELVETICA)


def bomb(times: int = 1, size: int = 80) -> bytes:
    """So many megabytes of blanks, packed so often."""
    packed = HELLO + b" " * (size << 20)
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    return packed


FLATE = b"/Filter/FlateDecode"


@pytest.mark.parametrize(
    ("data", "problem", "remedy"),
    [
        pytest.param(lambda: made(at()), "without text", "ocrmypdf -l chi_sim", id="scan"),
        pytest.param(encrypted, "is encrypted", "without a password", id="encrypted"),
        pytest.param(lambda: b"%PDF-1.7\n" + random.Random(1).randbytes(9999), "is damaged", "", id="noise"),
        pytest.param(lambda: b"%PDF-", "is damaged", "", id="header only"),
        pytest.param(lambda: b"%PDF-1.7\n" + b"<<" * 99_999, "is damaged", "", id="opened for ever"),
        pytest.param(
            lambda: raw(CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
            "is damaged",
            "",
            id="circle of pages",
        ),
        pytest.param(lambda: page(stream(HELLO))[:-40], "is damaged", "", id="end cut off"),
        pytest.param(lambda: page(stream(bomb(), FLATE)), "unpacks to", "--max-size", id="bomb"),
        pytest.param(
            lambda: page(stream(bomb(2), b"/Filter[/FlateDecode/FlateDecode]")),
            "unpacks to",
            "--max-size",
            id="bomb in a bomb",
        ),
        pytest.param(
            lambda: page(stream(bomb().hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]")),
            "unpacks to",
            "--max-size",
            id="bomb as letters",
        ),
        pytest.param(
            lambda: page(stream(bomb(size=300), FLATE + b"/Subtype/Image")),
            "unpacks to",
            "",
            id="bomb, a picture",
        ),
        pytest.param(
            lambda: b"%PDF-1.7\n" + b"stream\n" * 300_001, "more than 300,000 streams", "", id="streams"
        ),
        pytest.param(
            lambda: page(stream(bytes(200_000), b"/Filter/LZWDecode")),
            "may unpack to",
            "--max-size",
            id="bomb, LZW",
        ),
        pytest.param(
            lambda: page(stream(b"BT /F 9 Tf 9 700 Td (" + b"\x01\x02\x03" * 20 + b") Tj ET")),
            "no Unicode map",
            "OCR",
            id="garbage",
        ),
    ],
)
def test_what_cannot_be_read_is_told(data: Callable[[], bytes], problem: str, remedy: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data(), Limits(), load_rules())
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(page(stream(HELLO, length=99_999_999_999)), id="length"),
        pytest.param(page(stream(b"q " * 99_999 + HELLO)), id="states within states"),
        pytest.param(
            page(
                stream(HELLO),
                described=PAGE.replace(b"/Type", b"/Z " + b"[" * 9999 + b"]" * 9999 + b"/Type", 1),
            ),
            id="arrays within arrays",
        ),
        pytest.param(page(stream(HELLO + b" BT /F 1e30 Tf 1e38 1e38 Td (x) Tj ET")), id="out of the page"),
        pytest.param(page(stream(HELLO), TREE.replace(b"Count 1", b"Count 2147483647")), id="page count"),
        pytest.param(page(stream(HELLO)).replace(b"startxref", b"startxxxx"), id="no table of objects"),
    ],
)
def test_what_is_odd_is_read(data: bytes) -> None:
    document = read(data, Limits(), load_rules())
    lawful(document)
    assert document.text == "Hello\n"


def test_the_text_counts_against_the_limit() -> None:
    data = made(column(PROSE))
    with pytest.raises(Unreadable, match="more than the limit"):
        read(data, Limits(size=2_000_000 // 10_000), load_rules())


def test_the_letters_of_a_page_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_glyphs, "MOST_GLYPHS", 50)
    with pytest.raises(Unreadable, match="characters on page 1"):
        read(made(column(PROSE)), Limits(), load_rules())


def test_many_pages() -> None:
    count = 2000
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
    leaf = PAGE.replace(b"5 0 R", b"3 0 R")
    data = raw(
        CATALOGUE,
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % count,
        HELVETICA,
        stream(HELLO),
        *[leaf] * count,
    )
    document = read(data, Limits(), load_rules())
    lawful(document)
    assert document.text.count("Hello") == len(document.pages) == count


MUTATIONS = """
import random, sys
from pathlib import Path
from reportmine.readers.document import Limits, Unreadable
from reportmine.readers.pdf.read import read
from reportmine.rules.files import load as load_rules

whole = sys.stdin.buffer.read()
for seed in range(60):
    chance = random.Random(seed)
    data = bytearray(whole)
    if seed % 3 == 0:
        for _ in range(20):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif seed % 3 == 1:
        del data[chance.randrange(len(data)):]
    else:
        a, b = sorted(chance.randrange(len(data)) for _ in range(2))
        data[a:b], data[:a] = data[:a], data[a:b]
    try:
        read(bytes(data), Limits(), load_rules())
    except Unreadable:
        pass
print("done")
"""


def test_damage_ends_no_process() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MUTATIONS],
        input=made(column(PROSE), column(PROSE)),
        capture_output=True,
        timeout=120,
    )
    assert done.stdout.strip() == b"done", done.stderr.decode()[-500:]

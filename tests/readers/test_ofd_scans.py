"""OFD whose pages are pictures: which pages OCR is asked for, and what lies on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import writers
from test_ocr import LINES, absent, answering, needs_ocr, page, seen_lines

from reportmine import InputError, load
from reportmine.readers.document import Limits, Unreadable
from reportmine.readers.ofd.pictures import MOST_PICTURES, Pictures

SCAN = Path(__file__).parents[1] / "data" / "scans" / "scan.png"
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
COMMON = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>"
TEXT = writers.ofd_page(writers.ofd_text("全市办理案件12件。", 30, 40))


def resources(identity: str = "7", base: str = "Res", file: str = "scan.png") -> str:
    media = (
        f'<ofd:MultiMedia ID="{identity}" Type="Image"><ofd:MediaFile>{file}</ofd:MediaFile></ofd:MultiMedia>'
    )
    return f'<ofd:Res {_OFD} BaseLoc="{base}"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'


def image(more: str = 'CTM="170 0 0 45 0 0"', box: str = "20 30 170 45", identity: str = "7") -> str:
    return f'<ofd:ImageObject ID="9" ResourceID="{identity}" {more} Boundary="{box}"/>'


SCANNED = writers.ofd_page(image())


def scan(pages: Sequence[str], data: bytes = b"picture") -> bytes:
    members = {"Doc_0/DocumentRes.xml": resources(), "Doc_0/Res/scan.png": data}
    return writers.ofd_pages(pages, members, COMMON)  # type: ignore[arg-type]


# ---- which pages ------------------------------------------------------------------------------------


def test_a_scan_is_asked_for_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, page(seen_lines(), 1), page(seen_lines(), 2))
    text = load(scan([SCANNED, SCANNED]), name="scan.ofd")
    assert asked == [("ofd", (1, 2))]
    assert text.source.reader == "ofd" and len(text.source.pages) == 2
    assert [text.raw.count(line) for line in LINES] == [2, 2, 2]
    assert [one.code for one in text.notices] == ["ocr"]


@pytest.mark.parametrize("ocr", ["auto", "always"])
def test_pages_with_text_keep_it(monkeypatch: pytest.MonkeyPatch, ocr: str) -> None:
    asked = answering(monkeypatch, page(seen_lines(), 2))
    text = load(scan([TEXT, SCANNED, writers.ofd_page("")]), name="scan.ofd", ocr=ocr)  # type: ignore[arg-type]
    assert asked == [("ofd", (2,))], "an empty page is none for OCR"
    assert all(line in text.raw for line in ("全市办理案件12件。", *LINES))


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    absent(monkeypatch)
    with pytest.raises(
        InputError, match=r"OFD document without text \(a scan\); install OCR with: pip install"
    ):
        load(scan([SCANNED]), name="scan.ofd")
    text = load(scan([TEXT, SCANNED]), name="scan.ofd")
    assert text.raw == "全市办理案件12件。\n"
    assert [one.code for one in text.notices] == ["pages-without-text", "pictures"]
    with pytest.raises(InputError, match="leave out --ocr never"):
        load(scan([SCANNED]), name="scan.ofd", ocr="never")


# ---- what lies on them ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "box", "where"),
    [
        ('CTM="170 0 0 45 0 0"', "20 30 170 45", (20, 30, 190, 75)),
        ("", "20 30 170 45", (20, 30, 190, 75)),
        ('CTM="100 0 0 50 10 5"', "20 30 170 45", (30, 35, 130, 85)),
        ('CTM="0 45 -170 0 170 0"', "20 30 170 45", (20, 30, 190, 75)),
        ('CTM="x"', "20 30 170 45", (20, 30, 190, 75)),
    ],
)
def test_where_a_picture_lies(more: str, box: str, where: tuple[float, ...]) -> None:
    (one,) = Pictures(scan([writers.ofd_page(image(more, box))]), Limits()).on(1)
    assert one.data == b"picture" and one.box == pytest.approx(where)


@pytest.mark.parametrize(
    "drawn",
    [
        image(identity="8"),
        image(box="20 30 0 0", more=""),
        image(box="900 30 10 10", more=""),
        image(box="nan 1 1 1", more=""),
        image('Visible="false"'),
    ],
)
def test_what_is_nowhere_is_left_out(drawn: str) -> None:
    assert list(Pictures(scan([writers.ofd_page(drawn)]), Limits()).on(1)) == []


def test_lists_of_a_page_go_before_those_of_the_document() -> None:
    own = writers.ofd_page(image()).replace(
        "<ofd:Content>", "<ofd:PageRes>Own.xml</ofd:PageRes><ofd:Content>"
    )
    members = {
        "Doc_0/DocumentRes.xml": resources(),
        "Doc_0/Res/scan.png": "document's",
        "Doc_0/Pages/Page_0/Own.xml": resources(base="."),
        "Doc_0/Pages/Page_0/scan.png": "page's",
    }
    (one,) = Pictures(writers.ofd_pages([own], members, COMMON), Limits()).on(1)
    assert one.data == b"page's"


@pytest.mark.parametrize("file", ["../../../etc/passwd", "/etc/passwd", "none.png", ""])
def test_no_name_leads_out(file: str) -> None:
    members = {"Doc_0/DocumentRes.xml": resources(file=file)}
    assert list(Pictures(writers.ofd_pages([SCANNED], members, COMMON), Limits()).on(1)) == []


def test_pictures_without_end_are_refused() -> None:
    pages = Pictures(scan([writers.ofd_page(image() * (MOST_PICTURES + 1))]), Limits())
    with pytest.raises(Unreadable, match="more than 200 pictures on page 1"):
        list(pages.on(1))


def test_one_picture_on_many_pages_is_unpacked_once() -> None:
    pages = Pictures(scan([SCANNED] * 50, b"\0" * 100_000), Limits(1_000_000))
    assert sum(len(list(pages.on(number))) for number in range(1, 51)) == 50


@needs_ocr
def test_a_scan_is_read() -> None:
    text = load(scan([TEXT, SCANNED], SCAN.read_bytes()), name="scan.ofd")
    assert "2024年，办理案件1267件。比上年增长5.3%。" in text.raw


@needs_ocr
@pytest.mark.parametrize("data", [b"", b"\x97JB2\r\n\x1a\n", SCAN.read_bytes()[:300], b"GIF89a"])
def test_pictures_that_cannot_be_read_are_told(data: bytes) -> None:
    with pytest.raises(InputError, match="has a page of pictures that cannot be read; export it as PDF"):
        load(scan([SCANNED], data), name="scan.ofd")

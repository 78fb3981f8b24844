"""Pictures in PDFs: those with room for figures are told, once, by their pages; what carries none is not."""

from __future__ import annotations

import random
import time
import zlib
from functools import cache

import pytest

pytest.importorskip("pypdfium2")
pytest.importorskip("reportlab")

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from test_pdf import (
    CATALOGUE,
    FULL,
    HELLO,
    HELVETICA,
    PROSE,
    TREE,
    Draw,
    both,
    column,
    got,
    raw,
    stream,
)

from reportmine.readers.document import Document, Limits
from reportmine.readers.pdf.read import read
from reportmine.rules.files import load as load_rules

TEXT = column(PROSE, y=780)


@cache
def bitmap(seed: int, width: int = 400, height: int = 300) -> ImageReader:
    """A picture, another one for each seed."""
    return ImageReader(Image.frombytes("L", (width, height), random.Random(seed).randbytes(width * height)))


def picture(
    seed: int,
    *places: tuple[float, float, float, float],
    pixels: tuple[int, int] = (400, 300),
) -> Draw:
    """A picture at places: x, y, width, height."""

    def draw(canvas: Canvas) -> None:
        for place in places:
            canvas.drawImage(bitmap(seed, *pixels), *place)

    return draw


def told(document: Document) -> list[str]:
    return [one.message for one in document.notices if one.code == "pictures"]


CHART = (110.0, 400.0, 370.0, 220.0)


def test_pictures_with_room_for_figures_are_told_once_with_their_pages() -> None:
    two = both(TEXT, picture(1, CHART), picture(2, (110, 100, 370, 220)))
    document = got(TEXT, two, both(TEXT, picture(3, CHART)), TEXT, both(TEXT, picture(4, CHART)))
    (notice,) = document.notices
    assert notice.code == "pictures"
    assert notice.message.startswith("3 pages with 4 pictures that may hold figures (2–3, 5): ")
    assert "ocrmypdf --redo-ocr" in notice.message


def test_a_picture_in_strips_is_one() -> None:
    strips = [picture(n, (110, 400 + 44 * n, 370, 44), pixels=(400, 48)) for n in range(5)]
    (said,) = told(got(both(TEXT, *strips)))
    assert said.startswith("1 page with 1 picture that ")


def test_a_scanned_page_with_no_text_but_its_head_and_number_is_told_and_one_without_only_as_that() -> None:
    scan = picture(1, (0, 0, 595, 842))
    head = column([FULL], y=805)
    number = column(["3"], x=290, y=30)
    document = got(TEXT, both(scan, head, number), picture(2, (0, 0, 595, 842)))
    assert [one.code for one in document.notices] == ["pages-without-text", "pictures"]
    assert "(3)" in document.notices[0].message
    assert "(2)" in document.notices[1].message


@pytest.mark.parametrize(
    "drawn",
    [
        picture(1, (400, 120, 119, 119)),  # a seal of 4.2 cm
        both(picture(1, (400, 120, 119, 119)), picture(2, (100, 120, 119, 119))),  # two of them
        picture(1, (40, 740, 515, 40), pixels=(1030, 80)),  # a letterhead
        picture(1, *((20, 20 + 8 * n, 555, 1.5) for n in range(100)), pixels=(1100, 3)),  # lines
        picture(1, (72, 100, 450, 300), pixels=(2, 2)),  # a coloured area
        picture(1, *((60 + 25 * n, 60, 20, 20) for n in range(18)), pixels=(48, 48)),  # icons
        picture(1, (700, 400, 370, 220)),  # beside the page
        picture(1, *[(300, 300, 60, 60)] * 1000),  # one again and again
    ],
)
def test_what_carries_no_figures_is_not_told(drawn: Draw) -> None:
    assert told(got(both(TEXT, drawn))) == []


def test_backgrounds_and_frames_are_not_told() -> None:
    behind = both(picture(1, (0, 0, 595, 842)), column([FULL] * 20, y=700))
    assert told(got(behind)) == []
    same = picture(2, (0, 0, 595, 300))
    assert told(got(*(both(TEXT, same) for _ in range(3)))) == []
    assert len(told(got(*(both(TEXT, same) for _ in range(2))))) == 1


def image(seed: int = 1) -> bytes:
    data = zlib.compress(random.Random(seed).randbytes(120 * 120))
    kind = b"/Type/XObject/Subtype/Image/Width 120/Height 120/ColorSpace/DeviceGray/BitsPerComponent 8"
    return stream(data, kind + b"/Filter/FlateDecode")


def drawing(content: bytes, *objects: bytes, box: bytes = b"0 0 595 842") -> bytes:
    """A page with this content and /X, the first of the objects, which are numbered from 6."""
    resources = b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>"
    described = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s>>" % (box, resources)
    return raw(CATALOGUE, TREE, described, stream(HELLO + b" " + content), HELVETICA, *objects)


def form(content: bytes, inner: int, matrix: bytes = b"1 0 0 1 0 0") -> bytes:
    kind = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[%s]" % matrix
    return stream(content, kind + b"/Resources<</XObject<</X %d 0 R>>>>" % inner)


def test_a_picture_within_forms_counts_with_the_size_that_they_give_it() -> None:
    draw = b"q 100 0 0 100 50 50 cm /X Do Q"
    large = drawing(b"/X Do", form(b"/X Do", 7), form(draw, 8, b"3 0 0 3 0 0"), image())
    small = drawing(b"/X Do", form(b"/X Do", 7), form(draw, 8), image())
    assert len(told(read(large, Limits(), load_rules()))) == 1
    assert told(read(small, Limits(), load_rules())) == []


@pytest.mark.parametrize(
    "data",
    [
        drawing(b"q 300 0 0 300 50 50 cm " + b"/X Do " * 60_000 + b"Q", image()),
        drawing(
            b" ".join(b"q 4 0 0 4 %d %d cm /X Do Q" % (n % 590, n // 70) for n in range(50_000)), image()
        ),
        drawing(b"/X Do", form(b"/X Do", 6)),  # itself
        drawing(b"/X Do", *(form(b"/X Do " * 3, 7 + n) for n in range(9)), image()),
        drawing(b"q 300 0 0 300 50 50 cm /X Do Q", image(), box=b"0 0 0 0"),
        drawing(b"q 0 0 0 0 50 50 cm /X Do Q q 1e38 0 0 1e38 -1e38 -1e38 cm /X Do Q", image()),
        drawing(b"q 300 0 0 300 50 50 cm /X Do Q", stream(b"", b"/Type/XObject/Subtype/Image/Width -1")),
    ],
    ids=["one again", "a mosaic", "a circle", "a bush", "no page", "no size", "no picture"],
)
def test_odd_pictures_take_no_time(data: bytes) -> None:
    begun = time.process_time()
    assert len(told(read(data, Limits(), load_rules()))) <= 1
    assert time.process_time() - begun < 5

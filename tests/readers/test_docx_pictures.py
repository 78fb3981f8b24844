"""Pictures in Word documents: those as large as a chart are told; seals, lines, backgrounds are not."""

from __future__ import annotations

import time

import pytest
from test_docx import LIMITS, RULES, docx, p, t

from reportmine.readers.docx.read import read

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
CX = "http://schemas.microsoft.com/office/drawing/2014/chartex"
CM = 360_000
TEXT = p(t("全年办结案件120件。"))


def drawing(wide: float, high: float, link: str = 'r:embed="r{0}"', behind: int = 0, number: int = 1) -> str:
    """A picture of so many centimetres."""
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{WP}" behindDoc="{behind}">'
        f'<wp:extent cx="{int(wide * CM)}" cy="{int(high * CM)}"/>'
        f"<a:graphic><pic><a:blip {link.format(number)}/></pic></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def old(style: str, link: str = 'r:id="r1"', more: str = "", tag: str = "pict") -> str:
    return f'<w:r><w:{tag}><v:shape style="{style}"><v:imagedata {link}/></v:shape>{more}</w:{tag}></w:r>'


def told(*inside: str) -> list[str]:
    notices = read(docx(TEXT + "".join(map(p, inside))), LIMITS, RULES).notices
    return [one.message for one in notices if one.code == "pictures"]


def test_pictures_are_told_once_with_their_number() -> None:
    said = (
        "the document holds {} that may hold figures: nothing in them is read; look at them in the document"
    )
    assert told(drawing(14, 8)) == [said.format("1 picture")]
    assert told(drawing(14, 8), old("width:415pt;height:207pt", 'r:id="r2"'), drawing(9, 5, number=3)) == [
        said.format("3 pictures")
    ]


@pytest.mark.parametrize(
    "inside",
    [
        old("position:absolute;z-index:1;width:12cm;height:6cm"),
        old("height:207pt", 'src="wordml://1.png"'),
        f"<w:ins>{drawing(14, 8)}</w:ins>",
        f"<w:r><w:pict><w:txbxContent>{p(drawing(14, 8))}</w:txbxContent></w:pict></w:r>",
        drawing(14, 8).replace("<wp:extent", "<wp:other"),  # of no known size
    ],
)
def test_however_they_are_written(inside: str) -> None:
    assert len(told(inside)) == 1


@pytest.mark.parametrize(
    "inside",
    [
        drawing(4.2, 4.2),  # a seal
        drawing(15.5, 0.5),  # a line
        drawing(18, 1.5),  # a letterhead
        drawing(21, 29.7, behind=1),
        drawing(14, 8, link=""),
        drawing(14, 8) * 3,  # the same
        drawing(14, 8).replace("pic>", "a:blipFill>"),
        drawing(14, 8).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"),
        f"<w:del>{drawing(14, 8)}</w:del>",
        old("width:415pt;height:207pt;z-index:-251658240"),
        old("width:20pt;height:20pt"),
        old("width:415pt;height:207pt", 'o:title=""'),
        old("width:415pt;height:207pt", more="<o:OLEObject/>", tag="object"),  # told as that
        drawing(14, 8)
        .replace('cx="5040000" cy="2880000"', 'cx="-1" cy="999999999999999999999"')
        .replace("blip", "other"),
    ],
)
def test_what_holds_no_figures_is_not_told(inside: str) -> None:
    assert told(inside) == []


def test_charts_of_every_version_are_told_as_charts() -> None:
    chart = f'<w:r><w:drawing><cx:chart xmlns:cx="{CX}" r:id="x"/></w:drawing></w:r>'
    (notice,) = read(docx(TEXT + p(chart)), LIMITS, RULES).notices
    assert (notice.code, "1 chart" in notice.message) == ("part-not-read", True)


def test_many_pictures_take_no_time() -> None:
    begun = time.process_time()
    (said,) = told("".join(drawing(14, 8, number=n) for n in range(20_000)))
    assert "20,000 pictures" in said
    nested = "<w:r><w:drawing>" * 400 + "</w:drawing></w:r>" * 400
    assert told(nested, old("width:" + "9" * 100_000 + ";" * 100_000)) != [""]
    assert time.process_time() - begun < 10

"""OFD: letters by their places, pages in order, templates, tables that are drawn."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
import writers

from reportmine.readers.document import Document, Limits, Unreadable
from reportmine.readers.ofd.content import _steps
from reportmine.readers.ofd.read import read as read_ofd
from reportmine.rules.files import load as load_rules

LIMITS, RULES = Limits(), load_rules()


def read(data: bytes) -> Document:
    return read_ofd(data, LIMITS, RULES)


def lines(*texts: str, y: float = 40, more: str = "") -> str:
    return "".join(writers.ofd_text(one, 28, y + 14 * n, more=more) for n, one in enumerate(texts))


def page(*texts: str) -> str:
    return writers.ofd_page(lines(*texts))


def rule(x: float, y: float, width: float, height: float) -> str:
    path = f"M 0 0 L {width} {height}"
    said = f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>"
    return (
        f'<ofd:PathObject ID="9" Boundary="{x} {y} {width} {height}" LineWidth="0.25">{said}</ofd:PathObject>'
    )


def table(rows: Sequence[Sequence[str]], wide: float = 40, high: float = 10) -> str:
    across, down = len(rows[0]), len(rows)
    drawn = "".join(rule(20, 50 + high * n, wide * across, 0) for n in range(down + 1))
    drawn += "".join(rule(20 + wide * n, 50, 0, high * down) for n in range(across + 1))
    return drawn + "".join(
        writers.ofd_text(said, 22 + wide * column, 57 + high * line, 4)
        for line, row in enumerate(rows)
        for column, said in enumerate(row)
    )


def test_pages_and_documents_in_their_order() -> None:
    made = read(writers.ofd_pages([page("甲办理12件。"), page("乙办理13件。")], documents=2))
    assert made.text == "甲办理12件。\n乙办理13件。\n甲办理12件。\n乙办理13件。\n"
    assert [(one.number, made.text[one.start : one.end]) for one in made.pages][:2] == [
        (1, "甲办理12件。"),
        (2, "乙办理13件。"),
    ]


def test_a_page_stands_on_its_template() -> None:
    common = '<ofd:TemplatePage ID="5" BaseLoc="Tpls/T.xml"/>'
    over = writers.ofd_page(lines("办理12件。"), '<ofd:Template TemplateID="5" ZOrder="Background"/>')
    under = writers.ofd_page(lines("云汀市文件", y=20))
    made = read(writers.ofd_pages([over], {"Doc_0/Tpls/T.xml": under}, common))
    assert made.text == "云汀市文件\n办理12件。\n"


def test_a_drawn_table() -> None:
    rows = [["指标", "2023年", "2024年"], ["税收（万元）", "12", "13"], ["人口（万人）", "49.1", "49.5"]]
    made = read(writers.ofd_pages([writers.ofd_page(lines("附表", y=40) + table(rows))]))
    assert made.text == "附表\n指标\t2023年\t2024年\n税收（万元）\t12\t13\n人口（万人）\t49.1\t49.5\n"
    (grid,) = made.grids
    assert [(one.row, one.column) for one in grid.cells[:4]] == [(0, 0), (0, 1), (0, 2), (1, 0)]


def test_steps() -> None:
    assert _steps("g 3 4.2 1 g 2 0.5", 9) == [4.2, 4.2, 4.2, 1.0, 0.5, 0.5]
    assert _steps("g 99999999 4", 3) == [4.0] * 3
    assert _steps("1 x 2", 9) == [1.0]
    assert _steps("g 2", 9) == []


@pytest.mark.parametrize("more", ['Visible="false"', 'Alpha="0"'], ids=["not visible", "transparent"])
def test_what_is_not_seen_is_left_out(more: str) -> None:
    made = read(writers.ofd_pages([writers.ofd_page(lines("甲12件。") + lines("乙", y=80, more=more))]))
    assert made.text == "甲12件。\n"


def test_letters_may_be_scaled_turned_and_drawn_twice() -> None:
    twice = lines("甲12件。") * 2
    scaled = '<ofd:TextObject ID="1" Boundary="28 60 100 20" CTM="2 0 0 2 0 0" Font="2" Size="2.82">'
    scaled += (
        '<ofd:TextCode X="0" Y="2.82" DeltaX="g 2 2.82 1.41 2.82">乙方13件</ofd:TextCode></ofd:TextObject>'
    )
    turned = '<ofd:TextObject ID="1" Boundary="150 100 20 100" CTM="0 1 -1 0 0 0" Font="2" Size="5">'
    turned += '<ofd:TextCode X="0" Y="0" DeltaX="5 5 5">侧边文字</ofd:TextCode></ofd:TextObject>'
    made = read(writers.ofd_pages([writers.ofd_page(twice + scaled + turned)]))
    assert made.text.replace("\n", "") == "甲12件。乙方13件侧边文字"


def test_pictures_are_told() -> None:
    picture = '<ofd:ImageObject ID="3" Boundary="30 100 120 80" ResourceID="7"/>'
    made = read(writers.ofd_pages([writers.ofd_page(lines("甲12件。") + picture)]))
    assert [one.code for one in made.notices] == ["pictures"]


def test_what_cannot_be_read() -> None:
    with pytest.raises(Unreadable, match=r"without text \(a scan\)"):
        read(writers.ofd_pages([writers.ofd_page("")]))
    with pytest.raises(Unreadable, match="no page that can be read"):
        read(writers.ofd_pages([]))
    with pytest.raises(Unreadable, match="is encrypted"):
        read(writers.ofd_pages([page("甲")], {"Encryptions.xml": "<x/>"}))
    with pytest.raises(Unreadable, match="is missing"):
        read(
            writers.packed({"OFD.xml": '<OFD xmlns="http://www.ofdspec.org/2016"><DocRoot>a</DocRoot></OFD>'})
        )
    with pytest.raises(Unreadable, match="is no OFD document"):
        read(writers.packed({"a.txt": "x"}))


def test_places_that_lead_out_lead_nowhere() -> None:
    root = '<OFD xmlns="http://www.ofdspec.org/2016"><DocRoot>../../../etc/passwd</DocRoot></OFD>'
    with pytest.raises(Unreadable, match="etc/passwd is missing"):
        read(writers.packed({"OFD.xml": root}))


def test_odd_numbers_are_none() -> None:
    chance = random.Random(2)
    data = page("甲12件。", "乙13件。").replace("</ofd:Layer>", rule(20, 50, 40, 0) + "</ofd:Layer>")
    odd = ("nan", "inf", "1e999", "-1", "", "x", "0", "g", "9" * 400)
    for _ in range(300):
        words = data.split(" ")
        for _ in range(3):
            at = chance.randrange(len(words))
            if '"' not in words[at] and "<" not in words[at] and ">" not in words[at]:
                words[at] = chance.choice(odd)
        try:
            read(writers.ofd_pages([" ".join(words)]))
        except Unreadable:
            continue


def test_cut_anywhere() -> None:
    data = writers.ofd("一、受理案件12件")
    for at in range(0, len(data), 17):
        with pytest.raises(Unreadable):
            read(data[:at])

"""OpenDocument texts: what is shown, with its numbers, notes and tables."""

from __future__ import annotations

import pytest
import writers

from reportmine.readers.document import Document, Limits, Unreadable
from reportmine.readers.odt.read import read as read_odt

LIMITS = Limits()


def read(body: str, styles: str = "", **members: str) -> Document:
    return read_odt(writers.open_document("text", body, styles, members), LIMITS)


def p(text: str, style: str = "") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def style(name: str, properties: str, family: str = "text", more: str = "") -> str:
    said = f'style:name="{name}" style:family="{family}" {more}'
    return f"<style:style {said}><style:text-properties {properties}/></style:style>"


def numbered(name: str, *levels: tuple[str, str, str, str]) -> str:
    inner = "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="{form}" style:num-prefix="{a}" '
        f'style:num-suffix="{b}" {more}/>'
        for n, (form, a, b, more) in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{inner}</text:list-style>'


def items(name: str, *texts: str, more: str = "") -> str:
    inner = "".join(f"<text:list-item>{p(text)}{p('续')}</text:list-item>" for text in texts)
    return f'<text:list text:style-name="{name}" {more}>{inner}</text:list>'


def test_blanks_tabs_and_line_ends() -> None:
    body = p("甲<text:s text:c='2'/>乙<text:tab/>丙<text:line-break/>丁\n  戊") + p("") + p("") + p("己")
    assert read(body).text == "甲  乙\t丙\n丁 戊\n\n己\n"


@pytest.mark.parametrize(
    ("form", "told"),
    [
        *(("1", "12"), ("一, 二, 三, ...", "十二"), ("a", "l"), ("I", "XII"), ("①, ②, ③, ...", "⑫")),
        *(("壹, 贰, 叁, ...", "壹拾贰"), ("x", "12"), ("甲, 乙, 丙, ...", "12")),
    ],
)
def test_numbers_in_their_forms(form: str, told: str) -> None:
    styles = numbered("L", (form, "（", "）", 'text:start-value="12"'))
    assert read(items("L", "甲"), styles).text == f"（{told}）甲\n续\n"


def test_lists_go_on_or_begin_anew() -> None:
    styles = numbered("L", ("1", "", ".", ""), ("1", "", "", 'text:display-levels="2"'))
    inner = "<text:list><text:list-item>" + p("丁") + "</text:list-item></text:list>"
    nested = f'<text:list text:style-name="L" text:continue-numbering="true"><text:list-item>{p("丙")}{inner}'
    body = items("L", "甲", "2024年") + p("文") + nested + "</text:list-item></text:list>" + items("L", "戊")
    said = read(body, styles).text.replace("续\n", "")
    assert said == "1.甲\n2. 2024年\n文\n3.丙\n3.1丁\n1.戊\n"
    value = '<text:list text:style-name="L"><text:list-item text:start-value="7">' + p("甲")
    assert read(value + "</text:list-item></text:list>", styles).text == "7.甲\n"


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." '
        'style:num-suffix="、"/></text:outline-style>'
    )
    styles = (
        '<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        f'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">{outline}</office:document-styles>'
    )
    head = '<text:h text:outline-level="1" {}>{}</text:h>'
    body = head.format("", "甲") + head.format('text:is-list-header="true"', "乙") + head.format("", "丙")
    assert read(body, **{"styles.xml": styles}).text == "一、甲\n乙\n二、丙\n"


def test_what_is_left_out_is_told() -> None:
    styles = (
        style("h", 'text:display="none"')
        + style("s", 'style:text-line-through-style="solid"')
        + style("c", "", more='style:parent-style-name="h"')
        + style("u", 'style:text-position="super 58%"')
        + style("q", 'text:display="none"', "paragraph")
    )
    span = '<text:span text:style-name="{}">{}</text:span>'
    body = (
        "<text:tracked-changes><text:changed-region><text:p>删</text:p></text:changed-region>"
        "</text:tracked-changes>"
        + p("办" + span.format("h", "隐") + span.format("s", "划") + span.format("c", "承") + "理12km")
        + p("隐段", "q")
        + p("m" + span.format("u", "2") + "<office:annotation><text:p>批</text:p></office:annotation>")
        + "<text:table-of-content><text:p>目录</text:p></text:table-of-content>"
    )
    made = read(body, styles)
    assert made.text == "办理12km\nm²\n"
    assert [one.code for one in made.notices] == ["tracked-changes", "hidden-text", "struck-text"]


def test_notes_boxes_and_pictures() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>9</text:note-citation><text:note-body>{}'
        "</text:note-body></text:note>"
    )
    frame = '<draw:frame svg:width="10cm" svg:height="8cm">{}</draw:frame>'
    picture = '<draw:image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="a.png"/>'
    body = (
        p("甲" + note.format("footnote", p("注一")) + "乙" + note.format("endnote", p("尾注")))
        + p("丙" + frame.format(f"<draw:text-box>{p('框')}</draw:text-box>") + "丁")
        + p("戊" + note.format("footnote", p("注二")) + frame.format(picture))
    )
    made = read(body)
    assert made.text == "甲乙\n丙丁\n框\n戊\n[1] 注一\n[2] 注二\n[1] 尾注\n"
    assert [one.code for one in made.notices] == ["pictures"]


def test_tables_keep_their_merged_cells() -> None:
    rows: writers.Rows = [["项目", "2024年", None], [None, "总量", "增速"], ["税收", "12", "3.4"]]
    made = read(writers.open_table(rows, [(0, 0, 2, 1), (0, 1, 1, 2)]))
    assert made.text == "项目\t2024年\n\t总量\t增速\n税收\t12\t3.4\n"
    places = [(one.row, one.column, one.rows, one.columns) for one in made.grids[0].cells]
    assert places[:4] == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]
    one = read(writers.open_table([["一列"], ["散文"]]))
    assert (one.text, one.grids) == ("一列\n散文\n", ())


def test_what_cannot_be_read() -> None:
    with pytest.raises(Unreadable, match="is encrypted"):
        read(p("甲"), **{"META-INF/manifest.xml": "<x encryption-data=''/>"})
    with pytest.raises(Unreadable, match="without its content"):
        read_odt(writers.packed({"mimetype": "x"}), LIMITS)
    with pytest.raises(Unreadable, match="pictures and no text"):
        read("<text:p><draw:frame><draw:image/></draw:frame></text:p>".replace("text:p", "office:x"))


def test_cut_anywhere() -> None:
    data = writers.odt("一、受理案件12件")
    for at in range(0, len(data), 7):
        with pytest.raises(Unreadable):
            read_odt(data[:at], LIMITS)

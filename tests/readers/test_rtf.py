"""Rich text: Chinese bytes and Unicode, tables, notes, and what is not shown."""

from __future__ import annotations

import random

import pytest
import writers

from reportmine.readers.document import Document, Limits, Unreadable
from reportmine.readers.rtf.read import read as read_rtf
from reportmine.readers.rtf.tokens import tokens

LIMITS = Limits()
T = writers.rtf_text


def read(*paragraphs: str) -> Document:
    return read_rtf(writers.rtf(*paragraphs), LIMITS)


def text(body: str, head: str = "\\ansi\\ansicpg936") -> str:
    return read_rtf(f"{{\\rtf1{head} {body}}}".encode("latin-1"), LIMITS).text


@pytest.mark.parametrize(
    ("body", "said"),
    [
        *(
            (T("案件12件"), "案件12件\n"),
            (T("𠀀件", "unicode"), "𠀀件\n"),
            ("\\u26696\\'b0\\'b8x", "案\\xb8x\n"),
        ),
        *(("\\uc2\\u26696\\'b0\\'b8x", "案x\n"), ("{\\uc0\\u26696}\\u20214?x", "案件x\n")),
        *(
            ("\\'b0\n\\'b8", "案\n"),
            ("\\'83\\'5c", "僜\n"),
            ("\\'83\\\\", "僜\n"),
            ("a\\\\b\\{c\\}", "a\\b{c}\n"),
        ),
        *(
            ("a\\emdash\\ldblquote b\\rdblquote\\~c\\_d\\-e", "a—“b” c-de\n"),
            ("a\\line b\\tab c", "a\nb\tc\n"),
        ),
        *(
            ("a\\bin3 {}}b", "ab\n"),
            ("a{\\*\\unknown b}{\\unknown c}d", "acd\n"),
            ("a\\par\\par b", "a\n\nb\n"),
        ),
    ],
)
def test_signs(body: str, said: str) -> None:
    if "\\xb8" in said:  # one sign of two that stood for it is left: half a character
        assert text(body).startswith("案")
        return
    assert text(body) == said


def test_each_font_has_its_encoding() -> None:
    fonts = "{\\fonttbl{\\f0\\fcharset134 SimSun;}{\\f1\\fcharset136 MingLiU;}{\\f2\\fcharset0 Arial;}}"
    body = fonts + "\\f0\\'b0\\'b8{\\f1\\'a4\\'a4}\\f2\\'bc\\'fe"
    assert text(body) == "案中件\n"
    assert text("\\f2 caf\\'e9", "\\ansi\\ansicpg1252") == "café\n"
    assert text("\\'b0\\'b8", "\\ansi") == "案\n"
    assert text("\\'a4\\'a4", "\\ansi\\ansicpg950") == "中\n"


def test_broken_bytes_are_told() -> None:
    made = read("\\'b0 12" + T("件"))
    assert "\ufffd" in made.text and [one.code for one in made.notices] == ["replaced-characters"]


def test_what_is_not_shown_is_told() -> None:
    made = read(
        T("办") + "{\\v " + T("隐") + "}{\\strike " + T("划") + "}{\\deleted " + T("删") + "}" + T("理")
    )
    assert made.text == "办理\n"
    assert [one.code for one in made.notices] == ["tracked-changes", "hidden-text", "struck-text"]
    said = "km{\\super 2}{\\header x}{\\*\\annotation y}{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}\\plain z"
    assert read(said).text == "km²7z\n"


def test_pictures_and_objects() -> None:
    picture = "{\\*\\shppict{\\pict\\pngblip\\picwgoal6000\\pichgoal5000 00ff}}{\\nonshppict{\\pict 00}}"
    made = read("a" + picture + "{\\object{\\*\\objdata 00}{\\result b}}")
    assert made.text == "ab\n"
    assert [one.code for one in made.notices] == ["part-not-read", "pictures"]
    with pytest.raises(Unreadable, match="pictures and no text"):
        read_rtf(b"{\\rtf1{\\pict 00}}", LIMITS)


def test_notes_and_boxes() -> None:
    made = read(
        "a{\\footnote\\pard\\plain " + T("注") + "1{\\b b}}c{\\footnote\\ftnalt " + T("尾") + "}",
        "d{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn x}{\\sv y}}{\\shptxt \\pard e\\par f\\par}}{\\shprslt e}}g",
    )
    assert made.text == "ac\ndg\ne\nf\n[1] 注1b\n[1] 尾\n"


def test_tables_keep_their_merged_cells() -> None:
    rows: writers.Rows = [["项目", "2024年", None], [None, "总量", "增速"], ["税收", "12", "3.4"]]
    made = read(T("前"), writers.rtf_table(rows, [(0, 0, 2, 1), (0, 1, 1, 2)]) + " " + T("后"))
    assert made.text == "前\n项目\t2024年\n\t总量\t增速\n税收\t12\t3.4\n后\n"
    places = [(one.row, one.column, one.rows, one.columns) for one in made.grids[0].cells]
    assert places[:4] == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]


def test_tables_in_tables_and_numbers_of_lists_in_cells() -> None:
    inner = (
        "\\intbl\\itap2 c\\nestcell d\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}"
        "\\itap2 e\\nestcell f\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}"
    )
    marked = "{\\listtext\\pard\\plain 1.\\tab}x\\par y"
    outer = (
        f"\\trowd\\cellx1000\\cellx2000\\pard\\intbl {marked}\\cell {inner}\\pard\\intbl\\itap1 g\\cell"
        "\\trowd\\cellx1000\\cellx2000\\row"
        "\\trowd\\cellx1000\\cellx2000\\pard\\intbl h\\cell i\\cell\\row\\pard z"
    )
    assert read(outer).text == "1. x y\tg\nh\ti\nc\td\ne\tf\nz\n"


def test_a_table_that_never_ends() -> None:
    assert text("\\trowd\\cellx9 a\\cell b\\cell\\row c\\cell") == "a\tb\nc\n"


def test_cut_short_or_too_deep() -> None:
    data = writers.rtf_report("一、受理案件12件")
    for at in range(0, len(data) - 1, 3):
        with pytest.raises(Unreadable):
            read_rtf(data[:at], LIMITS)
    with pytest.raises(Unreadable, match="nests its groups"):
        read_rtf(b"{\\rtf1" + b"{" * 2000, LIMITS)


def test_noise_is_read_or_refused() -> None:
    chance = random.Random(5)
    words = [
        one.word for one in tokens(writers.rtf_report("一、甲") + b"\\cell\\row\\trowd\\nestrow\\nestcell")
    ]
    words += [
        "footnote",
        "ftnalt",
        "shptxt",
        "intbl",
        "itap3",
        "clvmrg",
        "clmrg",
        "cellx-5",
        "u-9",
        "uc9",
        "f9",
    ]
    for _ in range(300):
        body = " ".join(
            chance.choice(["{", "}", "a", "\\'b0"]) if chance.random() < 0.4 else "\\" + chance.choice(words)
            for _ in range(200)
        )
        data = f"{{\\rtf1 {body}}}".encode()
        try:
            read_rtf(data, LIMITS)
        except Unreadable:
            continue
